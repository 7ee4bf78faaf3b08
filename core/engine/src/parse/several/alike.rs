//! Sibling headings that repeat each other's stages: the same journey for another person, or at another time.

use crate::lexicon;
use crate::parse::finder::{Finder, Stages};
use crate::parse::heading::Numbering;
use crate::parse::outline::Node;

use super::Readings;

/// Fewer shared stages are a coincidence: two stages may well have a step of one name.
const LEAST_SHARED: usize = 2;

/// The siblings, and the stages that all of them have.
pub struct Alike<'n> {
    /// The headings that could be maps.
    pub nodes: Vec<&'n Node>,
    /// The stages of each.
    stages: Vec<Vec<&'n Node>>,
    /// Those of the first that every other has as well.
    shared: Vec<&'n Node>,
}

/// The children of a heading that have two or more stages in common; none where one of them is itself a stage.
pub fn siblings<'n>(finder: &Finder<'_, '_>, parent: &'n Node) -> Option<Alike<'n>> {
    let candidates =
        parent.children.iter().filter(|node| !finder.is_prose(node) && !finder.is_label(parent, node));
    let (nodes, stages): (Vec<_>, Vec<_>) = candidates
        .map(|node| (node, stages(finder, node)))
        .filter(|(_, stages)| stages.len() >= LEAST_SHARED)
        .unzip();
    let (first, rest) = stages.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let has = |stages: &Vec<&Node>, title: &str| stages.iter().any(|stage| same(&stage.heading.title, title));
    let is_shared = |stage: &&&Node| rest.iter().all(|other| has(other, &stage.heading.title));
    let shared: Vec<_> = first.iter().filter(is_shared).copied().collect();
    let is_stage = nodes.iter().any(|node| finder.is_named(node));
    (shared.len() >= LEAST_SHARED && !is_stage).then_some(Alike { nodes, stages, shared })
}

/// What reads as the stages of a heading, without what is called after a lane and not numbered.
fn stages<'n>(finder: &Finder<'_, '_>, node: &'n Node) -> Vec<&'n Node> {
    let found = finder.find(node);
    let stages = found.map(|Stages { parent, stages, .. }| &parent.children[stages]).unwrap_or_default();
    let is_lane = |stage: &Node| finder.lexicon.lane(&stage.heading.title).is_some();
    stages.iter().filter(|stage| is_numbered(stage) || !is_lane(stage)).collect()
}

fn is_numbered(stage: &Node) -> bool {
    stage.heading.numbering == Numbering::Stage
}

fn same(one: &str, other: &str) -> bool {
    lexicon::key(one) == lexicon::key(other)
}

impl Alike<'_> {
    /// Whether what they share is known to be stages, or they are called current and future state.
    pub fn is_certain(&self, finder: &Finder<'_, '_>) -> bool {
        let is_known = |stage: &&&Node| is_numbered(stage) || finder.lexicon.is_stage(&stage.heading.title);
        self.shared.iter().filter(is_known).count() >= LEAST_SHARED
            || self.nodes.iter().all(|node| finder.lexicon.is_state(&node.heading.title))
    }

    /// Both readings, where neither is better.
    pub fn readings(&self, one: &Stages<'_>) -> Readings {
        let maps = self.nodes.iter().zip(&self.stages);
        let stages = &one.parent.children[one.stages.clone()];
        Readings {
            maps: maps.map(|(node, stages)| (node.heading.title.clone(), stages.len())).collect(),
            one: (stages.len(), stages.iter().map(|stage| stage.children.len()).sum()),
            at: self.nodes.first().map(|node| node.heading.span).unwrap_or_default(),
        }
    }
}
