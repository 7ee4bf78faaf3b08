//! `sbp`: a blueprint over the steps of the journey.

use std::collections::BTreeMap;

use super::index::{Index, Place};
use super::{Book, pinned, tail};
use crate::names::id;
use crate::page::{Entry, Field, Map, Section, Stage, Step};
use crate::tree::Node;

/// A lane of the source.
struct Lane<'n> {
    name: &'n str,
    kind: &'n str,
    /// The id of the team it stands for.
    team: Option<String>,
}

/// Writes a blueprint, and a team for each lane of people.
pub fn write<'n>(node: &'n Node, index: &mut Index<'n>, book: &mut Book) {
    let title = node.str("id").map_or("blueprint", tail);
    let path = book.names.path("journeys", title, "blueprint");
    let mut map =
        Map { path: path.clone(), ..Map::journey(title) }.field("form", Field::Text("blueprint".into()));
    if let Some(persona) = &index.persona {
        map = map.field("persona", Field::Text(persona.clone()));
    }
    let lanes: BTreeMap<&str, Lane<'_>> =
        node.all("lanes").filter_map(|lane| Some((lane.peek_at("id")?, read_lane(lane, book)))).collect();
    let mut columns = Columns::of(node, index, book);
    for task in node.all("tasks").filter(|task| !is_action(task)) {
        let step = columns.step_of(task, node, book);
        let entry = entry(task, &lanes, book);
        let title = task.peek_at("name").unwrap_or_default().to_owned();
        if let Some(id) = task.peek_at("id") {
            index.put(id, Place { path: path.clone(), step: columns.id(step), title });
        }
        columns.steps[step].step.entries.push(entry);
    }
    map.stages = columns.stages();
    map.sections.extend(connections(node, book));
    book.maps.push(map);
}

/// Whether a task only shows an action of the journey.
fn is_action(task: &Node) -> bool {
    task.peek_at("readonly") == Some("true")
}

fn read_lane<'n>(lane: &'n Node, book: &mut Book) -> Lane<'n> {
    lane.mark(&["id", "kind"]);
    let name = lane.peek_at("name").unwrap_or("Lane");
    let kind = lane.peek_at("kind").unwrap_or_default();
    // The journey's own lane is the steps; its name stands nowhere.
    if kind != "cjm" {
        lane.mark(&["name"]);
    }
    let team = matches!(kind, "human" | "team").then(|| {
        let path = book.names.path("teams", name, "team");
        let team = id(&path).to_owned();
        let overview = lane.str("description").unwrap_or_default().to_owned();
        book.maps.push(Map { path, overview, ..Map::default() }.field("title", Field::Text(name.into())));
        team
    });
    Lane { name, kind, team }
}

fn entry(task: &Node, lanes: &BTreeMap<&str, Lane<'_>>, book: &mut Book) -> Entry {
    let lane = task.peek_at("lane").and_then(|id| lanes.get(id));
    let name = task.str("name").unwrap_or("Task");
    let words = match task.str("description") {
        Some(description) => format!("{name} — {description}"),
        None => name.to_owned(),
    };
    let mut entry = match lane {
        Some(Lane { kind: "human", .. }) => Entry::plain("frontstage", &words),
        Some(Lane { kind: "team", .. }) => Entry::plain("backstage", &words),
        Some(Lane { kind: "system", .. }) => Entry::plain("system", &words),
        Some(lane) => Entry::plain(lane.name, &words),
        None => {
            book.dangles(task, "lane", "lane");
            Entry::plain("backstage", &words)
        }
    };
    if lane.is_some() {
        task.mark(&["lane"]);
    }
    entry.attributes = pinned(task.str("id"));
    match lane {
        Some(Lane { team: Some(team), .. }) => entry.with("team", team),
        Some(lane) if lane.kind == "system" => entry.with("system", lane.name),
        _ => entry,
    }
}

/// The steps of a blueprint: the journey's actions, in its phases.
struct Columns<'n> {
    steps: Vec<Column<'n>>,
}

/// A step, the action it is and the phase it stands in.
struct Column<'n> {
    phase: Phase<'n>,
    action: Option<&'n str>,
    step: Step,
}

/// A phase's title and id.
type Phase<'n> = (String, Option<&'n str>);

/// What a phase without a name in the source is called.
const NO_PHASE: &str = "Without a phase";

impl<'n> Columns<'n> {
    fn of(node: &'n Node, index: &Index<'n>, book: &mut Book) -> Self {
        let mut steps = Vec::new();
        for phase in &index.phases {
            let title = phase.node.and_then(|node| node.peek_at("name")).unwrap_or(NO_PHASE).to_owned();
            let stage = (title, phase.node.and_then(|node| node.peek_at("id")));
            steps.extend(phase.actions.iter().map(|action| column(action, stage.clone())));
        }
        for task in node.all("tasks").filter(|task| is_action(task)) {
            let known = index.actions().find(|action| action.peek_at("id") == task.peek_at("id"));
            match known {
                Some(action) => shown(task, action),
                None => {
                    book.dangles(task, "id", "action");
                    steps.push(column(task, (NO_PHASE.to_owned(), None)));
                }
            }
        }
        Self { steps }
    }

    fn id(&self, step: usize) -> String {
        self.steps[step]
            .action
            .map_or_else(|| crate::text::slug(&self.steps[step].step.title), |id| tail(id).to_owned())
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|column| column.action == Some(id))
    }

    /// The step that a task stands at: its action, else the nearest one that its connections lead to or come from.
    fn step_of(&mut self, task: &'n Node, node: &'n Node, book: &mut Book) -> usize {
        let name = task.peek_at("name").unwrap_or_default();
        if let Some(source) = task.peek_at("source_id") {
            if let Some(step) = self.find(source) {
                task.mark(&["source_id"]);
                return step;
            }
            book.dangles(task, "source_id", "action");
        }
        let from = task.peek_at("id").unwrap_or_default();
        let ways = [("source", "target", "leads to"), ("target", "source", "comes from")];
        let near =
            ways.into_iter().find_map(|(here, there, way)| Some((self.near(from, here, there, node)?, way)));
        let Some((step, way)) = near else {
            book.out
                .lost(task.line, format!("`{name}` belongs to no action; it stands at a step of its own"));
            self.steps.push(column(task, ("Tasks without an action".to_owned(), None)));
            return self.steps.len() - 1;
        };
        let at = &self.steps[step].step.title;
        book.out.lost(
            task.line,
            format!("`{name}` names no action; it stands at `{at}`, which its connection {way}"),
        );
        step
    }

    /// The step that is reached over the fewest connections.
    fn near(&self, from: &'n str, here: &str, there: &str, node: &'n Node) -> Option<usize> {
        let mut seen = vec![from];
        let mut next = 0;
        while let Some(id) = seen.get(next).copied() {
            next += 1;
            let ends = node.all("connections").filter(|line| line.peek_at(here) == Some(id));
            for end in ends.filter_map(|line| line.peek_at(there)) {
                let action = self.find(end).or_else(|| self.find(source_of(node, end)?));
                if action.is_some() {
                    return action;
                }
                if !seen.contains(&end) {
                    seen.push(end);
                }
            }
        }
        None
    }

    fn stages(self) -> Vec<Stage> {
        let mut stages: Vec<Stage> = Vec::new();
        for Column { phase: (title, id), step, .. } in self.steps {
            match stages.last_mut() {
                Some(last) if last.title == title => last.steps.push(step),
                _ => stages.push(Stage {
                    title,
                    attributes: pinned(id),
                    steps: vec![step],
                    ..Stage::default()
                }),
            }
        }
        stages
    }
}

fn column<'n>(action: &'n Node, phase: Phase<'n>) -> Column<'n> {
    let id = action.peek_at("id");
    let title = action.peek_at("name").unwrap_or("Action").to_owned();
    Column { phase, action: id, step: Step { title, attributes: pinned(id), ..Step::default() } }
}

/// A task that shows an action says nothing of its own where its words are the action's.
fn shown(task: &Node, action: &Node) {
    task.mark(&["id", "lane", "readonly"]);
    if task.peek_at("name") == action.peek_at("name") {
        task.mark(&["name"]);
    }
}

fn source_of<'n>(node: &'n Node, id: &str) -> Option<&'n str> {
    node.all("tasks").find(|task| task.peek_at("id") == Some(id))?.peek_at("source_id")
}

/// The arrows between the tasks, as a list below the map.
fn connections(node: &Node, book: &mut Book) -> Option<Section> {
    let name = |id: &str| node.all("tasks").find(|task| task.peek_at("id") == Some(id))?.peek_at("name");
    let mut items = Vec::new();
    for line in node.all("connections") {
        let ends = ["source", "target"].map(|key| line.peek_at(key).and_then(name));
        if let [Some(source), Some(target)] = ends {
            line.mark(&["source", "target"]);
            items.push(format!("{source} → {target}"));
        } else {
            let key = if ends[0].is_none() { "source" } else { "target" };
            book.dangles(line, key, "task");
        }
    }
    (!items.is_empty()).then(|| Section { title: "Connections".into(), items, ..Section::default() })
}
