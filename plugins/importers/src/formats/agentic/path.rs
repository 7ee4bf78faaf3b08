//! A path through a scenario: one map, whose stages are the scenario's steps.

use std::collections::BTreeMap;

use super::Book;
use super::cells;
use super::lanes::{Layer, section};
use crate::names::id;
use crate::page::{Entry, Field, Map, Stage};
use crate::tree::Node;

impl Book {
    /// The map of a path. The first of a scenario is the one that the others are held against.
    pub(super) fn path(
        &mut self,
        node: &Node,
        scenario: &Node,
        title: &str,
        lifecycle: &str,
        main: Option<&str>,
    ) -> Map {
        let variant = self.languages.first(node.get("variant_label"));
        let title = variant.map_or(title.to_owned(), |variant| format!("{title} ({variant})"));
        let name =
            [scenario.peek_at("key"), node.str("key")].into_iter().flatten().collect::<Vec<_>>().join("-");
        let path = self.names.path("journeys", if name.is_empty() { &title } else { &name }, "journey");
        let layers: Vec<Layer<'_>> =
            node.all("layers").filter_map(|layer| Layer::of(layer, &self.languages)).collect();
        let mut map = self.fields(Map { path, ..Map::journey(&title) }, node, lifecycle, main);
        if let Some(persona) = self.persona(&layers) {
            map = map.field("persona", Field::Text(persona));
        }
        map.overview = self.languages.prose(
            &[scenario.get("name"), node.get("variant_label")],
            &[node.get("name"), node.get("description"), node.get("note")],
        );
        map.stages = self.columns(node, scenario);
        self.fill(node, &layers, &mut map.stages);
        self.triggers(node, &layers, &mut map.stages);
        map.sections.extend(section(node, &self.languages));
        map
    }

    fn fields(&mut self, map: Map, node: &Node, lifecycle: &str, main: Option<&str>) -> Map {
        let mut map =
            map.field("form", Field::Text("blueprint".into())).field("parent", Field::Text(lifecycle.into()));
        if let Some(main) = main {
            map = map.field("of", Field::Text(main.into()));
        }
        match node.str("path_type") {
            Some(kind) => map.field("tags", Field::List(vec![kind.into()])),
            None => map,
        }
    }

    /// The layer that the customer acts in names whose journey it is.
    fn persona(&mut self, layers: &[Layer<'_>]) -> Option<String> {
        let layer = layers.iter().find(|layer| layer.role == Some("customer_actions"))?;
        let path = format!("personas/{}.md", layer.key);
        if !self.out.documents.iter().any(|document| document.path == path) {
            let map =
                Map { path: path.clone(), ..Map::default() }.field("title", Field::Text(layer.name.clone()));
            self.out.document(&path, map.markdown());
        }
        Some(id(&path).to_owned())
    }

    fn columns(&mut self, node: &Node, scenario: &Node) -> Vec<Stage> {
        let mut stages = Vec::new();
        for key in node.all("path_steps") {
            let named = key.text().unwrap_or_default();
            match scenario.all("steps").find(|step| step.peek_at("key") == Some(named)) {
                Some(step) => stages.push(Stage {
                    title: self.languages.first(step.get("name")).unwrap_or_else(|| named.to_owned()),
                    attributes: self.languages.heading(step),
                    ..Stage::default()
                }),
                None => self.out.lost(
                    key.line,
                    format!("`path_steps` names `{named}`, which is no step of its scenario"),
                ),
            }
        }
        stages
    }

    fn fill(&mut self, node: &Node, layers: &[Layer<'_>], stages: &mut [Stage]) {
        let mut by_layer: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
        for cell in node.all("cells") {
            by_layer.entry(cell.peek_at("layer").unwrap_or_default()).or_default().push(cell);
        }
        for layer in layers {
            for cell in by_layer.remove(layer.key).unwrap_or_default() {
                match column(stages, cell.peek_at("step")) {
                    Some(stage) => stage.entries.extend(cells::entries(cell, layer, &self.languages)),
                    None => self.stray(cell, "step"),
                }
            }
        }
        by_layer.into_values().flatten().for_each(|cell| self.stray(cell, "layer"));
    }

    fn stray(&mut self, cell: &Node, key: &str) {
        let named = cell.str(key).unwrap_or("nothing");
        self.out.lost(
            cell.line,
            format!("a cell names the {key} `{named}`, which its path has not; the cell is left out"),
        );
    }

    /// What sets off what: a hand-off at the step where it begins.
    fn triggers(&mut self, node: &Node, layers: &[Layer<'_>], stages: &mut [Stage]) {
        for trigger in node.all("triggers") {
            let ends = ["source", "target"].map(|key| end(trigger.get(key)?, layers, stages));
            let [Some((at, from, _)), Some((_, to, title))] = ends else {
                self.out.lost(trigger.line, "a trigger names a cell that its path has not; it is left out");
                continue;
            };
            for key in ["source", "target"] {
                trigger.get(key).into_iter().for_each(|end| end.mark(&["layer", "step"]));
            }
            stages[at].entries.push(Entry::plain("handoff", &format!("{from} → {to}, {title}")));
        }
    }
}

fn column<'s>(stages: &'s mut [Stage], key: Option<&str>) -> Option<&'s mut Stage> {
    stages.iter_mut().find(|stage| key.is_some() && stage_key(stage) == key)
}

fn stage_key(stage: &Stage) -> Option<&str> {
    stage.attributes.iter().find(|(key, _)| key == "id").map(|(_, id)| id.as_str())
}

/// Where an end of a trigger stands, who acts there, and what the step is called.
fn end(node: &Node, layers: &[Layer<'_>], stages: &[Stage]) -> Option<(usize, String, String)> {
    let layer = layers.iter().find(|layer| node.peek_at("layer") == Some(layer.key))?;
    let at = stages
        .iter()
        .position(|stage| stage_key(stage).is_some() && stage_key(stage) == node.peek_at("step"))?;
    Some((at, layer.name.clone(), stages[at].title.clone()))
}
