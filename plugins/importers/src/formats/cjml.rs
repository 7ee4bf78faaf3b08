//! CJML, the Customer Journey Modelling Language of SINTEF, as XML.
//!
//! Read is what two public tools write: version 2.0 (`plannedJourney`, `actualJourney`, `actualCommunicationPoint`, …) and
//! the flat form of a generator (`actor`, `touchpoint`). Names count without case, `_` and `-`.

mod actors;
mod touchpoint;

use std::collections::BTreeMap;

use journeybook_plugin::{Format, Imported, SourceFile};

use self::actors::Actors;
use super::Reader;
use crate::names::{Names, id};
use crate::page::{Field, Map, Stage, Step};
use crate::tree::{Node, Value, left, xml};

/// The reader.
pub struct Cjml;

const ID: &str = "cjml";

impl Reader for Cjml {
    fn format(&self) -> Format {
        Format::new(ID, "CJML", &["xml", "cjml"]).description(
            "XML of the Customer Journey Modelling Language: planned and actual journeys between actors.",
        )
    }

    fn knows(&self, file: &SourceFile) -> bool {
        file.text().is_ok_and(|text| text.to_ascii_lowercase().contains("<cjml"))
    }

    fn read(&self, file: &SourceFile, _: Option<&str>) -> Result<Imported, String> {
        let xml = xml::parse(file.text()?)?;
        let journeys = journeys(&xml.root);
        if journeys.is_empty() {
            return Err(format!(
                "the root `{}` holds neither a `plannedJourney` nor an `actualJourney` nor a `touchpoint`",
                xml.name
            ));
        }
        let mut book = Book { names: Names::default(), actors: Actors::default(), out: Imported::new(ID) };
        let ids: Vec<(Option<String>, String)> = journeys.iter().map(|(_, node)| book.name(node)).collect();
        let planned: BTreeMap<&str, &str> =
            ids.iter().filter_map(|(id, path)| Some((id.as_deref()?, path.as_str()))).collect();
        for ((basis, node), (_, path)) in journeys.iter().zip(&ids) {
            book.journey(*basis, node, path, &planned);
        }
        let mut out = book.out;
        super::say_comments(&xml.comments, &mut out);
        for left in left(&xml.root) {
            out.lost(left.line, format!("{} has no place in a journey map and is left out", left.named()));
        }
        if journeys.iter().any(|(basis, _)| basis.is_none()) {
            out.gap("The file does not say whether the journey is planned or was observed: add `basis`.");
        }
        out.gap("CJML rates an experience without saying on which scale: ratings stand in a lane of their own, not as feelings.");
        Ok(out)
    }
}

/// The journeys of a file and what each shows; a root with touchpoints of its own is one journey.
fn journeys(root: &Node) -> Vec<(Option<&'static str>, &Node)> {
    let basis = |name: &str| match plain(name).as_str() {
        "plannedjourney" => Some(Some("planned")),
        "actualjourney" => Some(Some("actual")),
        "journey" => Some(None),
        _ => None,
    };
    let found: Vec<_> = root.pairs().iter().filter_map(|(name, node)| Some((basis(name)?, node))).collect();
    if found.is_empty() && !touchpoint::all(root).is_empty() { vec![(None, root)] } else { found }
}

/// A name without case, `_` and `-`.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first value of any of these names, which are written plain.
fn any<'n>(node: &'n Node, names: &[&str]) -> Option<&'n Node> {
    node.pairs().iter().find(|(name, _)| names.contains(&plain(name).as_str())).map(|(_, node)| node)
}

/// All values of these names.
fn every<'n>(node: &'n Node, names: &'n [&str]) -> impl Iterator<Item = &'n Node> {
    node.pairs().iter().filter(|(name, _)| names.contains(&plain(name).as_str())).map(|(_, node)| node)
}

/// What the first of these names says.
fn said<'n>(node: &'n Node, names: &[&str]) -> Option<&'n str> {
    let node = any(node, names)?;
    match &node.value {
        Value::Map(_) => node.str("#text"),
        _ => node.text(),
    }
}

struct Book {
    names: Names,
    actors: Actors,
    out: Imported,
}

impl Book {
    /// A journey's id and where it will be written.
    fn name(&mut self, node: &Node) -> (Option<String>, String) {
        let id = said(node, &["journeyid", "id"]).map(str::to_owned);
        let title = id.as_deref().or_else(|| said(node, &["journeytitle", "title"]));
        let path = self.names.path("journeys", title.unwrap_or("journey"), "journey");
        (id, path)
    }

    fn journey(&mut self, basis: Option<&str>, node: &Node, path: &str, planned: &BTreeMap<&str, &str>) {
        let title = said(node, &["journeytitle", "title"]).or_else(|| said(node, &["journeyid", "id"]));
        let mut map = Map { path: path.to_owned(), ..Map::journey(title.unwrap_or("Journey")) };
        let personas = self.actors.read(node, &mut self.names, &mut self.out);
        if !personas.is_empty() {
            map = map.field("persona", Field::List(personas));
        }
        if let Some(basis) = basis {
            map = map.field("basis", Field::Text(basis.into()));
        }
        if let Some(of) = self.reference(node, planned) {
            map = map.field("of", Field::Text(of));
        }
        let texts =
            [&["journeyshortsummary", "summary"][..], &["journeylongsummary", "description"], &["comment"]];
        let texts: Vec<&str> = texts.iter().filter_map(|names| said(node, names)).collect();
        map.overview = texts.join("\n\n");
        map.stages = self.stages(node);
        self.out.document(path, map.markdown());
    }

    /// The planned journey that an actual one is held against.
    fn reference(&mut self, node: &Node, planned: &BTreeMap<&str, &str>) -> Option<String> {
        let named = any(node, &["plannedreference", "plannedjourneyref"])?;
        let words = named.text()?;
        let found = planned.get(words).map(|path| id(path).to_owned());
        if found.is_none() {
            let message = format!(
                "`plannedReference` names `{words}`, which is no journey of this file; the reference is left out"
            );
            self.out.lost(named.line, message);
        }
        found
    }

    fn stages(&mut self, node: &Node) -> Vec<Stage> {
        let phases = phases(node);
        let mut stages: Vec<Stage> = Vec::new();
        for point in touchpoint::all(node) {
            let step = touchpoint::step(point, &self.actors, &mut self.out);
            let stage = self.stage(point, &phases);
            match (stage, stages.last_mut()) {
                (None, _) if phases.is_empty() => stages.push(alone(step)),
                (Some(stage), Some(last)) if last.title == stage.title => last.steps.push(step),
                (None, Some(last)) if last.title == NO_PHASE => last.steps.push(step),
                (stage, _) => {
                    let stage = stage.unwrap_or_else(|| Stage { title: NO_PHASE.into(), ..Stage::default() });
                    stages.push(Stage { steps: vec![step], ..stage });
                }
            }
        }
        stages
    }

    fn stage(&mut self, point: &Node, phases: &BTreeMap<&str, &Node>) -> Option<Stage> {
        let named = any(point, &["belongsto", "phase"])?;
        let named = any(named, &["phaseidref", "phaseid"]).unwrap_or(named);
        let words = named.text()?;
        let Some(phase) = phases.get(words) else {
            let message = format!(
                "`phaseIDref` names `{words}`, which is no phase of its journey; the phase is left out"
            );
            self.out.lost(named.line, message);
            return None;
        };
        let title = said(phase, &["phasename", "name"]).unwrap_or(words);
        let narrative = said(phase, &["phasedescription", "description"]).unwrap_or_default();
        let attributes =
            if title == words { Vec::new() } else { vec![("id".into(), crate::text::slug(words))] };
        Some(Stage { title: title.into(), attributes, narrative: narrative.into(), ..Stage::default() })
    }
}

const NO_PHASE: &str = "Without a phase";

fn phases(node: &Node) -> BTreeMap<&str, &Node> {
    let phases = every(node, &["journeyphases", "phases", "journeyphase"]);
    let phases = phases.flat_map(|phases| {
        let inner: Vec<&Node> = every(phases, &["journeyphase", "phase"]).collect();
        if inner.is_empty() { vec![phases] } else { inner }
    });
    phases.filter_map(|phase| Some((said(phase, &["phaseid", "id"])?, phase))).collect()
}

fn alone(step: Step) -> Stage {
    let Step { title, attributes, narrative, entries, quotes } = step;
    Stage { title, attributes, narrative, entries, quotes, steps: Vec::new() }
}
