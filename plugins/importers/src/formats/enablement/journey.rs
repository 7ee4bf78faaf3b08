//! `cjm`: a journey and its persona.

use super::index::{Index, Phase, Place, phases};
use super::{Book, pinned, tail};
use crate::names::id;
use crate::page::{Entry, Field, Map, Stage, Step};
use crate::tree::Node;

/// Writes a journey and its persona.
pub fn write<'n>(node: &'n Node, index: &mut Index<'n>, book: &mut Book) {
    let title = node.str("id").map_or("journey", tail);
    let path = book.names.path("journeys", title, "journey");
    let mut map = Map { path: path.clone(), ..Map::journey(title) };
    if let Some(persona) = node.get("persona").and_then(|persona| persona_of(persona, book)) {
        index.persona.get_or_insert_with(|| persona.clone());
        map = map.field("persona", Field::Text(persona));
    }
    map = map.field("scale", Field::Raw("[-2, 2]".into()));
    for phase in phases(node) {
        map.stages.push(stage(&phase, &path, index, book));
    }
    book.maps.push(map);
}

fn persona_of(node: &Node, book: &mut Book) -> Option<String> {
    let name = node.str("name")?;
    let path = book.names.path("personas", name, "persona");
    let persona = id(&path).to_owned();
    let overview = node.str("description").unwrap_or_default().to_owned();
    book.maps.push(Map { path, overview, ..Map::default() }.field("title", Field::Text(name.into())));
    Some(persona)
}

fn stage<'n>(phase: &Phase<'n>, path: &str, index: &mut Index<'n>, book: &mut Book) -> Stage {
    let steps: Vec<Step> = phase.actions.iter().map(|action| step(action, path, index, book)).collect();
    match phase.node {
        Some(node) => {
            phase.actions.iter().for_each(|action| action.mark(&["phase"]));
            let attributes = pinned(node.str("id"));
            Stage { title: node.str("name").unwrap_or("Phase").into(), attributes, steps, ..Stage::default() }
        }
        None => {
            phase.actions.iter().for_each(|action| book.dangles(action, "phase", "phase"));
            Stage { title: "Without a phase".into(), steps, ..Stage::default() }
        }
    }
}

fn step<'n>(action: &'n Node, path: &str, index: &mut Index<'n>, book: &mut Book) -> Step {
    let title = action.str("name").unwrap_or("Action").to_owned();
    if let Some(id) = action.str("id") {
        let (path, step) = (path.to_owned(), tail(id).to_owned());
        index.put(id, Place { path, step, title: title.clone() });
    }
    let mut entries: Vec<Entry> =
        action.texts("thoughts_feelings").map(|thought| Entry::plain("thinking", thought)).collect();
    entries.extend(action.get("emotion_score").and_then(|score| feeling(score, book)));
    entries.extend(action.texts("touchpoints").map(|touchpoint| Entry::plain("touchpoint", touchpoint)));
    Step { title, attributes: pinned(action.str("id")), entries, ..Step::default() }
}

/// A score from -2 to 2, as the format has it; any other is said and left out.
fn feeling(node: &Node, book: &mut Book) -> Option<Entry> {
    let written = node.text()?;
    match written.parse::<f64>() {
        Ok(score) if (-2.0..=2.0).contains(&score) => {
            let sign = if score > 0.0 && !written.starts_with('+') { "+" } else { "" };
            Some(Entry::plain("feeling", &format!("{sign}{written}")))
        }
        _ => {
            let message =
                format!("`emotion_score` is `{written}`, not a number from -2 to 2; it is left out");
            book.out.lost(node.line, message);
            None
        }
    }
}
