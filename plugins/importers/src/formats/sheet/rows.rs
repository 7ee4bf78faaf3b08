//! The rows below a header as maps.

use journeybook_plugin::Imported;

use super::columns::Meaning;
use super::feelings::Feelings;
use super::header::Headed;
use super::lists::{items, shortened};
use super::{Row, fields};
use crate::mapping::Mapping;
use crate::page::{Entry, Field, Map, Stage, Step, Words};
use crate::text;

/// The lane of efforts that are on another scale than 1 to 5.
const EFFORT: &str = "Effort as noted";

/// The maps of a table: one for each journey that its rows name, else one.
pub fn maps(headed: &Headed, mapping: &Mapping, into: &mut Imported) -> Vec<Map> {
    say_what_is_left_out(headed, into);
    let groups = journeys(headed);
    let mut maps: Vec<Map> = groups.iter().map(|rows| Reader::map(headed, rows, mapping, into)).collect();
    if let Some(first) = maps.first_mut() {
        let above: Vec<String> = headed.above.iter().map(Row::words).collect();
        let parts = above.into_iter().chain([std::mem::take(&mut first.overview)]);
        first.overview = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    maps
}

/// Cells that no column holds, columns that the mapping leaves out, and columns without a cell.
fn say_what_is_left_out(headed: &Headed, into: &mut Imported) {
    let width = headed.header.len();
    for row in &headed.rows {
        let more: Vec<_> = row.cells.iter().skip(width).filter(|cell| !cell.trim().is_empty()).collect();
        if !more.is_empty() {
            let cells =
                more.iter().map(|cell| format!("“{}”", text::line(cell))).collect::<Vec<_>>().join(", ");
            into.lost(row.line, format!("the row is longer than the header, so {cells} is left out"));
        } else if row.cells.len() < width && row.line.is_some() {
            let (has, wants) = (row.cells.len(), width);
            into.lost(
                row.line,
                format!("the row has {has} cells and the header {wants}; the rest was taken as empty"),
            );
        }
    }
    for (at, name) in headed.header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let count = headed.rows.iter().filter(|row| !row.cell(at).is_empty()).count();
        if headed.meanings[at] == Meaning::Ignored {
            into.lost(
                None,
                format!("the column “{name}” with {count} cells is left out, as the mapping says"),
            );
        } else if count == 0 {
            into.lost(None, format!("the column “{name}” has no values"));
        }
    }
}

/// The rows of each journey. An empty name carries on with the journey above; rows that hold all their steps and name no
/// journey are one each.
fn journeys(headed: &Headed) -> Vec<Vec<&Row>> {
    let key = headed.column(&Meaning::JourneyId).or(headed.column(&Meaning::Journey));
    let is_whole = headed.column(&Meaning::Steps).is_some();
    let mut groups: Vec<(String, Vec<&Row>)> = Vec::new();
    for row in headed.rows.iter().filter(|row| !row.is_empty()) {
        let name = key.map_or("", |at| row.cell(at));
        let known = match name {
            "" if is_whole => None,
            "" => groups.last_mut(),
            name => groups.iter_mut().find(|(other, _)| other == name),
        };
        match known {
            Some((_, rows)) => rows.push(row),
            None => groups.push((name.to_owned(), vec![row])),
        }
    }
    groups.into_iter().map(|(_, rows)| rows).collect()
}

/// Reads the rows of one journey.
struct Reader<'r> {
    headed: &'r Headed,
    mapping: &'r Mapping,
    feelings: Feelings,
    /// Columns that the frontmatter holds.
    done: Vec<usize>,
    /// Whether a stage has one row and no step of its own.
    is_staged: bool,
    /// The lane of effort.
    effort: &'static str,
    map: Map,
}

impl<'r> Reader<'r> {
    fn map(headed: &'r Headed, rows: &[&'r Row], mapping: &'r Mapping, into: &mut Imported) -> Map {
        let feelings = Feelings::of(headed, rows, into);
        let (fields, done) = fields::of(headed, rows, mapping);
        let mut map = Map::journey(&title(headed, rows));
        map.fields.extend(identity(headed, rows));
        map.fields.extend(fields);
        map.fields.extend(feelings.field().map(|scale| ("scale".to_owned(), scale)));
        let is_staged = is_staged(headed, rows);
        let effort = effort(headed, rows, into);
        let mut reader = Self { headed, mapping, feelings, done, is_staged, effort, map };
        rows.iter().for_each(|row| reader.row(row));
        reader.map
    }

    fn row(&mut self, row: &Row) {
        self.open_stage(row);
        let facts = self.facts(row);
        if let Some(at) = self.headed.column(&Meaning::Steps) {
            return self.whole(row.cell(at), facts);
        }
        let title = self.title(row, &facts);
        let Some(stage) = self.map.stages.last_mut() else { return };
        let is_same =
            stage.steps.last().is_some_and(|step| title.as_ref().is_none_or(|title| *title == step.title));
        match title {
            Some(title) if !is_same => stage.steps.push(Step { title, ..Step::default() }),
            _ => {}
        }
        match stage.steps.last_mut().filter(|_| !self.is_staged) {
            Some(step) => facts.tell(&mut step.narrative, &mut step.entries, &mut step.quotes),
            None => facts.tell(&mut stage.narrative, &mut stage.entries, &mut stage.quotes),
        }
    }

    /// Opens the stage that a row names, unless it is open; without a name the one that is open goes on.
    fn open_stage(&mut self, row: &Row) {
        let named = self.headed.column(&Meaning::Stage).map_or("", |at| row.cell(at));
        let title = text::line(named);
        let is_open = self.map.stages.last().is_some_and(|stage| title.is_empty() || stage.title == title);
        if !is_open {
            let title = if title.is_empty() { self.own_title() } else { title };
            self.map.stages.push(Stage { title, ..Stage::default() });
        }
    }

    fn own_title(&self) -> String {
        match self.map.fields.first() {
            Some((_, Field::Text(title))) => title.clone(),
            _ => self.headed.name.clone(),
        }
    }

    /// A row that holds all steps of its journey: what else it says is said of the journey.
    fn whole(&mut self, cell: &str, facts: Facts) {
        let separator = self.mapping.separator();
        let steps = items(cell, separator).into_iter().map(|title| Step { title, ..Step::default() });
        let Some(stage) = self.map.stages.last_mut() else { return };
        stage.steps.extend(steps);
        facts.tell(&mut self.map.overview, &mut stage.entries, &mut stage.quotes);
    }

    /// The step that a row opens; none where it carries on with the one above or speaks of its stage.
    fn title(&self, row: &Row, facts: &Facts) -> Option<String> {
        let number = self.headed.column(&Meaning::Order).map_or("", |at| row.cell(at));
        match self.headed.column(&Meaning::Step) {
            _ if self.is_staged => None,
            Some(at) if row.cell(at).is_empty() => None,
            Some(at) => Some(text::line(row.cell(at))),
            None => facts.title().or_else(|| (!number.is_empty()).then(|| format!("Step {number}"))),
        }
    }

    /// What the lanes of a row say.
    fn facts(&self, row: &Row) -> Facts {
        let mut facts = Facts::default();
        for (at, meaning) in self.headed.meanings.iter().enumerate() {
            let cell = row.cell(at);
            if !cell.is_empty() && !self.done.contains(&at) {
                self.fact(meaning, at, cell, &mut facts);
            }
        }
        facts.entries.extend(self.feelings.entries(row));
        facts
    }

    fn fact(&self, meaning: &Meaning, at: usize, cell: &str, facts: &mut Facts) {
        let header = &self.headed.header[at];
        match meaning {
            Meaning::Lane(lane) if lane == "feeling" => {}
            Meaning::Lane(lane) if lane == "effort" => facts.list(self.effort, cell, self.mapping),
            Meaning::Lane(lane) => facts.list(lane, cell, self.mapping),
            Meaning::Narrative => facts.narrative.push(cell.lines().collect::<Vec<_>>().join("\n\n")),
            Meaning::Quote => facts.quotes.extend(items(cell, "")),
            Meaning::Persona | Meaning::Key(_) | Meaning::Field(_) => facts.list(header, cell, self.mapping),
            Meaning::Order if !self.counts(cell) => facts.entries.push(Entry::plain("Number", cell)),
            _ => {}
        }
    }

    /// Whether a number is only the place of the next step, which the map says itself.
    fn counts(&self, cell: &str) -> bool {
        let whole = self.map.stages.iter().map(|stage| stage.steps.len()).sum::<usize>() + 1;
        let own = self.map.stages.last().map_or(0, |stage| stage.steps.len()) + 1;
        cell.parse::<usize>().is_ok_and(|number| number == whole || number == own)
    }
}

/// What a row says of its step.
#[derive(Debug, Default)]
struct Facts {
    narrative: Vec<String>,
    entries: Vec<Entry>,
    quotes: Vec<String>,
}

impl Facts {
    fn list(&mut self, lane: &str, cell: &str, mapping: &Mapping) {
        self.entries.extend(items(cell, mapping.separator()).iter().map(|item| Entry::plain(lane, item)));
    }

    /// The words that name a step which has no name: what is done, else where, else the first that there is.
    fn title(&self) -> Option<String> {
        let of_lane = |lane: &str| self.entries.iter().find(|entry| entry.lane == lane);
        let entry = of_lane("doing").or_else(|| of_lane("touchpoint")).or(self.entries.first())?;
        match &entry.words {
            Words::Plain(words) => Some(shortened(words)),
            _ => None,
        }
    }

    /// Adds what was not said yet.
    fn tell(self, narrative: &mut String, entries: &mut Vec<Entry>, quotes: &mut Vec<String>) {
        for part in self.narrative {
            *narrative = if narrative.is_empty() { part } else { format!("{narrative}\n\n{part}") };
        }
        for entry in self.entries {
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        quotes.extend(self.quotes);
    }
}

/// The journey's name, else its id, else that of the table.
fn title(headed: &Headed, rows: &[&Row]) -> String {
    let of = |meaning: Meaning| {
        headed
            .column(&meaning)
            .and_then(|at| rows.iter().map(|row| row.cell(at)).find(|cell| !cell.is_empty()))
    };
    let named = of(Meaning::Journey).or_else(|| of(Meaning::JourneyId));
    named.map_or_else(|| spoken(&headed.name), text::line)
}

/// A file's name as words.
fn spoken(name: &str) -> String {
    let words = name.replace(['_', '-'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_else(|| "Journey".into())
}

/// The id that the source gives a journey beside its name.
fn identity(headed: &Headed, rows: &[&Row]) -> Option<(String, Field)> {
    headed.column(&Meaning::Journey)?;
    let id = fields::constant(rows, headed.column(&Meaning::JourneyId)?)?;
    Some(("id".to_owned(), Field::Text(id.to_owned())))
}

/// Whether the table names stages alone, each once.
fn is_staged(headed: &Headed, rows: &[&Row]) -> bool {
    let Some(at) = headed.column(&Meaning::Stage) else { return false };
    let has_steps =
        [Meaning::Step, Meaning::Order, Meaning::Steps].iter().any(|own| headed.column(own).is_some());
    let mut names: Vec<&str> = rows.iter().map(|row| row.cell(at)).collect();
    let is_named = names.iter().all(|name| !name.is_empty());
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    !has_steps && is_named && names.len() == count
}

/// The lane for efforts, which the language counts from 1 to 5.
fn effort(headed: &Headed, rows: &[&Row], into: &mut Imported) -> &'static str {
    let is_effort = |at: &usize| headed.meanings[*at] == Meaning::Lane("effort".to_owned());
    let columns: Vec<usize> = (0..headed.meanings.len()).filter(is_effort).collect();
    let words = rows
        .iter()
        .flat_map(|row| columns.iter().flat_map(move |at| row.cell(*at).split(['/', ' ', ',', ';', '\n'])));
    let mut numbers = words.filter_map(|word| word.parse::<f64>().ok());
    match numbers.find(|number| !(1.0..=5.0).contains(number)) {
        None => "effort",
        Some(number) => {
            into.lost(
                None,
                format!(
                    "an effort of {number} is off the scale of 1 to 5, so efforts are in the lane “{EFFORT}”"
                ),
            );
            EFFORT
        }
    }
}
