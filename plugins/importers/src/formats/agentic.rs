//! The JSON of agentic service blueprints: a lifecycle of phases and scenarios, each scenario with its paths, every text in
//! several languages.

mod cells;
mod lanes;
mod path;
mod words;

use journeybook_plugin::{Format, Imported, SourceFile};

use self::words::Languages;
use super::Reader;
use crate::names::{Names, id};
use crate::page::{Entry, Map, Stage, Step};
use crate::tree::{Node, json, left};

/// The reader.
pub struct Agentic;

const ID: &str = "agentic-blueprint";

impl Reader for Agentic {
    fn format(&self) -> Format {
        Format::new(ID, "Agentic service blueprint", &["json"]).description(
            "The JSON of agentic-service-blueprinting: lifecycle, phases, scenarios, paths, layers and cells.",
        )
    }

    fn knows(&self, file: &SourceFile) -> bool {
        file.text().is_ok_and(|text| text.contains("\"lifecycle\"") && text.contains("\"locales\""))
    }

    fn read(&self, file: &SourceFile, _: Option<&str>) -> Result<Imported, String> {
        let root = json::parse(file.text()?)?;
        let lifecycle =
            root.get("lifecycle").ok_or("the file has no `lifecycle`, which holds the phases; write it")?;
        let languages = Languages::of(&root);
        let mut book = Book { languages, names: Names::default(), out: Imported::new(ID) };
        book.lifecycle(lifecycle);
        let Book { languages, mut out, .. } = book;
        for left in left(&root) {
            out.lost(left.line, format!("{} has no place in a journey map and is left out", left.named()));
        }
        languages.say(&mut out);
        out.gap("The file says nothing of what people think and feel at a step.");
        Ok(out)
    }
}

/// What is being written.
struct Book {
    languages: Languages,
    names: Names,
    out: Imported,
}

impl Book {
    /// The lifecycle is a map of its own: its phases are stages, its scenarios steps that lead to their paths.
    fn lifecycle(&mut self, node: &Node) {
        let title = self.languages.first(node.get("name")).unwrap_or_else(|| "Lifecycle".into());
        let path = self.names.path("journeys", node.str("key").unwrap_or(&title), "lifecycle");
        let mut map = Map { path: path.clone(), ..Map::journey(&title) };
        map.overview = self.languages.prose(&[node.get("name")], &[node.get("description")]);
        let mut phases: Vec<&Node> = node.all("phases").collect();
        phases.iter().for_each(|phase| phase.mark(&["order"]));
        phases.sort_by_key(|phase| order(phase));
        map.stages = phases.into_iter().map(|phase| self.phase(phase, &path)).collect();
        self.out.document(&map.path, map.markdown());
    }

    fn phase(&mut self, node: &Node, lifecycle: &str) -> Stage {
        let mut scenarios: Vec<&Node> = node.all("scenarios").collect();
        scenarios.iter().for_each(|scenario| scenario.mark(&["order"]));
        scenarios.sort_by_key(|scenario| order(scenario));
        let mut attributes = self.languages.heading(node);
        attributes.extend(node.str("loops_to").map(|phase| ("loops-to".to_owned(), phase.to_owned())));
        Stage {
            title: self.languages.first(node.get("name")).unwrap_or_else(|| "Phase".into()),
            attributes,
            narrative: self.languages.prose(&[], &[node.get("description")]),
            steps: scenarios.into_iter().map(|scenario| self.scenario(scenario, lifecycle)).collect(),
            ..Stage::default()
        }
    }

    fn scenario(&mut self, node: &Node, lifecycle: &str) -> Step {
        let title = self.languages.first(node.get("name")).unwrap_or_else(|| "Scenario".into());
        let mut paths: Vec<&Node> = node.all("paths").collect();
        // The way it is meant to go is the map that the others are held against.
        paths.sort_by_key(|path| path.peek_at("path_type") != Some("happy"));
        let mut main: Option<String> = None;
        let mut entries = Vec::new();
        for path in paths {
            let map = self.path(path, node, &title, id(lifecycle), main.as_deref());
            main.get_or_insert_with(|| id(&map.path).to_owned());
            let words = self.languages.first(path.get("name")).unwrap_or_else(|| title.clone());
            entries.push(Entry::link("journey", &words, &format!("../{}", map.path)));
            self.out.document(&map.path, map.markdown());
        }
        Step {
            attributes: self.languages.heading(node),
            narrative: self.languages.prose(&[], &[node.get("description")]),
            entries,
            title,
            ..Step::default()
        }
    }
}

/// The place that a phase or a scenario gives itself; it is written by standing there.
fn order(node: &Node) -> u32 {
    node.peek_at("order").and_then(|order| order.parse().ok()).unwrap_or(u32::MAX)
}
