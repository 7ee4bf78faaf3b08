//! What a stage of a map, a map and a persona say, by the keys that questions are answered by.

use std::collections::HashMap;

use journeybook_model::{Attributes, Document, Entry, Kind, Section, StandardLane};

use super::State;
use crate::process::{Column, Map};
use crate::resolve::{NodeId, Site};

/// The key of what says how they came to hear of us.
const SOURCE: &str = "@source";

/// The key of a time after a heading.
const DURATION: &str = "@duration";

/// The key of a list under a heading.
const LIST: &str = "@list";

/// What is said, and whether it is said how we know.
#[derive(Debug, Default)]
pub struct Said<'m>(HashMap<&'m str, bool>);

impl<'m> Said<'m> {
    /// How far a question is answered by any of its keys.
    pub fn state<S: AsRef<str>>(&self, keys: &[S]) -> State {
        let found = keys.iter().filter_map(|key| self.0.get(key.as_ref()));
        found.map(|known| if *known { State::Answered } else { State::Assumed }).max().unwrap_or(State::Open)
    }

    fn note(&mut self, key: &'m str, is_known: bool) {
        *self.0.entry(key).or_default() |= is_known;
    }
}

/// What a map says in each stage of its framework, by the stage's index.
pub fn of_stages<'m>(map: &Map<'m>, places: &[Option<usize>]) -> HashMap<usize, Said<'m>> {
    let mut said: HashMap<usize, Said<'m>> = HashMap::new();
    for (stage, place) in places.iter().enumerate().filter_map(|(stage, place)| Some((stage, (*place)?))) {
        let said = said.entry(place).or_default();
        for column in map.columns_of(stage) {
            hear(map, &column, said);
        }
        heading(map, stage, said);
    }
    said
}

/// A time and a source after the heading of a stage or of its steps.
fn heading<'m>(map: &Map<'m>, stage: usize, said: &mut Said<'m>) {
    let known = &map.journey.stages[stage];
    let is_known = map.columns_of(stage).iter().any(|column| is_founded(column));
    let times = known.steps.iter().map(|step| &step.duration).chain([&known.duration]);
    if times.into_iter().any(Option::is_some) {
        said.note(DURATION, true);
    }
    let braces = known.steps.iter().map(|step| &step.attributes).chain([&known.attributes]);
    if braces.into_iter().any(says_source) {
        said.note(SOURCE, is_known);
    }
}

fn hear<'m>(map: &Map<'m>, column: &Column<'m>, said: &mut Said<'m>) {
    let around = is_founded(column);
    for entry in column.entries.iter().chain(column.above) {
        let is_known = around || leads_to_evidence(map, entry);
        said.note(entry.lane.id(), is_known);
        if says_source(&entry.attributes) {
            said.note(SOURCE, is_known);
        }
    }
}

/// Whether anything stands in the evidence lane of a column or of the stage above it.
pub fn is_founded(column: &Column<'_>) -> bool {
    let mut entries = column.entries.iter().chain(column.above);
    entries.any(|entry| entry.lane.is(StandardLane::Evidence))
}

fn leads_to_evidence(map: &Map<'_>, entry: &Entry) -> bool {
    map.targets(entry).into_iter().any(|node| map.site.nodes[node].kind == Kind::Evidence)
}

fn says_source(attributes: &Attributes) -> bool {
    attributes.get("source").is_some()
}

/// What a map says of itself in its frontmatter; it knows that best itself.
pub fn of_map(document: &Document) -> Said<'_> {
    let mut said = Said::default();
    keys(document, true, &mut said);
    said
}

/// What a persona's file says, known where it names evidence.
pub fn of_persona(site: &Site, persona: NodeId) -> Said<'_> {
    let mut said = Said::default();
    let node = &site.nodes[persona];
    let Some(document) = &node.document else { return said };
    let targets = node.targets.iter().filter_map(|target| target.node());
    let is_known = targets.into_iter().any(|target| site.nodes[target].kind == Kind::Evidence);
    keys(document, is_known, &mut said);
    let lists = document.prose().into_iter().flat_map(|prose| &prose.sections);
    if lists.into_iter().any(Section::is_list) {
        said.note(LIST, is_known);
    }
    said
}

fn keys<'m>(document: &'m Document, is_known: bool, said: &mut Said<'m>) {
    let filled = document.fields.0.iter().filter(|field| !is_empty(&field.value));
    filled.for_each(|field| said.note(&field.key, is_known));
}

fn is_empty(value: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Null, Object, String};
    match value {
        Null => true,
        String(text) => text.trim().is_empty(),
        Array(items) => items.is_empty(),
        Object(map) => map.is_empty(),
        _ => false,
    }
}
