//! How much of what the maps say has evidence beside it.

use journeybook_model::{Kind, StandardLane};
use serde::Serialize;

use super::link::{self, Link};
use super::{ROWS, Top, lived};
use crate::render::portal::Portal;
use crate::resolve::NodeId;

/// The evidence of all maps together.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// How many steps there are.
    pub steps: usize,
    /// How many of them, or their stages, have something in the evidence lane.
    pub founded: usize,
    /// How many journeys have no such step.
    pub bare: usize,
    /// The maps, those with the smallest share first.
    pub journeys: Top<Covered>,
}

/// The evidence of one map.
#[derive(Clone, Debug, Serialize)]
pub struct Covered {
    /// The map.
    pub journey: Link,
    /// How many steps it has.
    pub steps: usize,
    /// How many of them have something in the evidence lane.
    pub founded: usize,
    /// How many files of evidence it refers to.
    pub sources: usize,
    /// What the plugin that weighs evidence says, as a share of its scale, or none.
    pub strength: Option<f64>,
}

/// Looks through the lived maps.
pub fn coverage(portal: &Portal) -> Coverage {
    let mut all: Vec<Covered> = lived(portal).into_iter().map(|journey| covered(portal, journey)).collect();
    all.retain(|covered| covered.steps > 0);
    // a ÷ b < c ÷ d, without a division.
    all.sort_by(|a, b| (a.founded * b.steps).cmp(&(b.founded * a.steps)));
    Coverage {
        steps: all.iter().map(|covered| covered.steps).sum(),
        founded: all.iter().map(|covered| covered.founded).sum(),
        bare: all.iter().filter(|covered| covered.founded == 0).count(),
        journeys: Top::of(all, ROWS),
    }
}

fn covered(portal: &Portal, node: NodeId) -> Covered {
    let steps = portal.chart(node).columns.len();
    let founded = portal.places(node).filter(|place| {
        let stage = &portal.journey(node).stages[portal.column(*place).stage];
        let mut entries = portal.shown(*place).entries.iter().chain(&stage.entries);
        entries.any(|entry| entry.lane.is(StandardLane::Evidence))
    });
    let founded = founded.count();
    Covered {
        journey: link::node(portal, node),
        steps,
        founded,
        sources: sources(portal, node),
        strength: strength(portal, node),
    }
}

fn sources(portal: &Portal, node: NodeId) -> usize {
    let targets = portal.site.nodes[node].targets.iter().filter_map(|target| target.node());
    let mut files: Vec<_> =
        targets.filter(|target| portal.site.nodes[*target].kind == Kind::Evidence).collect();
    files.sort_unstable();
    files.dedup();
    files.len()
}

/// The score `evidence` of a map as a share of the best there can be.
pub fn strength(portal: &Portal, node: NodeId) -> Option<f64> {
    let score = portal.fact(node, "evidence")?;
    let best = portal.definition(score).and_then(|definition| definition.high).unwrap_or(1.0);
    Some(score.value? / best)
}
