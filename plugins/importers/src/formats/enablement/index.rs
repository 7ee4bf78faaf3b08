//! What the ids of a file stand for, and where that is written.

use std::collections::BTreeMap;

use crate::page::Entry;
use crate::tree::Node;

/// The ids of a file.
pub struct Index<'n> {
    /// The phases with their actions, over all journeys of the file.
    pub phases: Vec<Phase<'n>>,
    places: BTreeMap<&'n str, Place>,
    /// The metric of each KPI.
    pub metrics: BTreeMap<&'n str, String>,
    /// The persona of the file's first journey.
    pub persona: Option<String>,
}

/// A phase and what happens in it.
pub struct Phase<'n> {
    /// The phase; none for actions that name no phase of the file.
    pub node: Option<&'n Node>,
    /// Its actions.
    pub actions: Vec<&'n Node>,
}

/// Where a thing with an id is written.
#[derive(Clone)]
pub struct Place {
    /// The document.
    pub path: String,
    /// The step.
    pub step: String,
    /// What it is called.
    pub title: String,
}

impl Place {
    /// An entry that leads there.
    pub fn entry(&self, lane: &str) -> Entry {
        Entry::link(lane, &self.title, &format!("../{}#{}", self.path, self.step))
    }
}

impl<'n> Index<'n> {
    /// Reads the journeys of a file.
    pub fn of(documents: &'n [Node]) -> Self {
        let journeys = documents.iter().filter(|node| node.peek_at("kind") == Some("cjm"));
        let phases = journeys.flat_map(phases).collect();
        Self { phases, places: BTreeMap::new(), metrics: BTreeMap::new(), persona: None }
    }

    /// The actions in the order of their phases.
    pub fn actions(&self) -> impl Iterator<Item = &'n Node> {
        self.phases.iter().flat_map(|phase| phase.actions.iter().copied())
    }

    /// Notes where an id is written.
    pub fn put(&mut self, id: &'n str, place: Place) {
        self.places.insert(id, place);
    }

    /// Where the id below a key is written; it is read by that.
    pub fn place(&self, node: &Node, key: &str) -> Option<&Place> {
        let id = node.get(key)?;
        let place = self.places.get(id.peek()?)?;
        id.text();
        Some(place)
    }
}

/// The phases of a journey, and a last one for actions whose phase is none of them.
pub fn phases(journey: &Node) -> Vec<Phase<'_>> {
    let mut phases: Vec<Phase<'_>> =
        journey.all("phases").map(|node| Phase { node: Some(node), actions: Vec::new() }).collect();
    let mut strays = Vec::new();
    for action in journey.all("actions") {
        let named = action.peek_at("phase");
        let of = |phase: &&mut Phase<'_>| {
            named.is_some() && phase.node.and_then(|node| node.peek_at("id")) == named
        };
        match phases.iter_mut().find(of) {
            Some(phase) => phase.actions.push(action),
            None => strays.push(action),
        }
    }
    if !strays.is_empty() {
        phases.push(Phase { node: None, actions: strays });
    }
    phases
}
