//! How far a map has come: the activities of the published ways of mapping, each with what in the map shows that it was
//! done, and the level of maturity that follows. Nothing here is ticked by hand.

mod activity;
mod catalog;
mod detect;
mod map;
mod maturity;
mod prompts;
mod shares;

pub use activity::Activity;
pub use catalog::{IDS, PROCESSES, Process, find};
pub(crate) use map::Column;
pub use map::{Map, Proof};
pub use maturity::{Maturity, Measure, Need, Share, TOP};
pub use prompts::{Prompt, lanes, settings};

use crate::data::Collected;
use crate::resolve::{NodeId, Site};

/// A map held against every activity.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The process its frontmatter names.
    pub process: Option<&'static Process>,
    /// Its level, and what is missing for the next.
    pub maturity: Maturity,
    proofs: Vec<Vec<Proof>>,
}

impl Assessment {
    /// What shows that an activity was done; empty where nothing does.
    pub fn proofs(&self, activity: Activity) -> &[Proof] {
        &self.proofs[activity as usize]
    }
}

/// Looks through a map, which names these of the site's `opportunities`; `stale` says that the day of its next review has
/// passed.
pub fn assess(
    site: &Site,
    data: &Collected,
    node: NodeId,
    opportunities: &[usize],
    stale: bool,
) -> Option<Assessment> {
    let map = Map::new(site, data, node, opportunities, stale)?;
    let proofs: Vec<_> = Activity::ALL.iter().map(|activity| detect::proofs(&map, *activity)).collect();
    let is_done = |activity: Activity| !proofs[activity as usize].is_empty();
    let maturity = Maturity::of(is_done, |measure| shares::share(&map, measure));
    let process = map.document.fields.text("process").and_then(|id| find(&id));
    Some(Assessment { process, maturity, proofs })
}
