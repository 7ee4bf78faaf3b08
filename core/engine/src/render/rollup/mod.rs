//! What can be said of all journeys together: plain data, computed from the portal once a build. No table grows with the
//! site: each holds its first rows and says how many there are.

mod ask;
pub mod channels;
pub mod evidence;
pub mod gaps;
pub mod link;
pub mod moments;
pub mod pains;
pub mod resources;
pub mod sources;
pub mod team;
pub mod unanswered;
pub mod upkeep;
pub mod urgent;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use journeybook_model::{Entry, StandardLane};
use serde::Serialize;

use super::portal::{Place, Portal};
use crate::attribute::FREQUENCIES;
use crate::resolve::{NodeId, Spot};

/// The longest table of a page.
pub const ROWS: usize = 20;

/// How many places a row names.
pub const FEW: usize = 5;

/// Computed when a page first asks, on one thread: pages are rendered on all of them, and one that waits for others in here
/// might be given a page that asks for the same.
#[derive(Default)]
pub struct Rollups {
    /// What each team has to do with.
    pub teams: OnceLock<team::Teams>,
    /// What nobody answers.
    pub unanswered: OnceLock<unanswered::Unanswered>,
    /// What several journeys name.
    pub pains: OnceLock<Top<pains::Pain>>,
    /// What fell short of what was expected.
    pub gaps: OnceLock<gaps::Gaps>,
    /// What feels worst.
    pub lowest: OnceLock<Top<moments::Moment>>,
    /// What was put right.
    pub fixed: OnceLock<Top<pains::Fixed>>,
    /// What is urgent.
    pub urgent: OnceLock<urgent::Urgent>,
    /// What is out of date.
    pub upkeep: OnceLock<upkeep::Upkeep>,
    /// What has evidence.
    pub evidence: OnceLock<evidence::Coverage>,
    /// What there is and what is needed.
    pub resources: OnceLock<Top<resources::Resource>>,
    /// How people came to hear of us.
    pub sources: OnceLock<Vec<sources::Source>>,
    /// Which channel serves which stage.
    pub channels: OnceLock<Vec<channels::Table>>,
}

/// The first rows of a table, and how many there are.
#[derive(Clone, Debug, Serialize)]
pub struct Top<T> {
    /// The first.
    pub rows: Vec<T>,
    /// All.
    pub total: usize,
}

impl<T> Top<T> {
    /// The first rows of all.
    pub fn of(all: impl IntoIterator<Item = T>, most: usize) -> Self {
        let mut rows: Vec<T> = all.into_iter().collect();
        let total = rows.len();
        rows.truncate(most);
        Self { rows, total }
    }

    /// Counts a row, and keeps it while there is room.
    pub fn push(&mut self, most: usize, row: impl FnOnce() -> T) {
        self.total += 1;
        if self.rows.len() < most {
            self.rows.push(row());
        }
    }

    /// The first rows, each made into something else.
    pub fn map<U>(self, to: impl FnMut(T) -> U) -> Top<U> {
        Top { rows: self.rows.into_iter().map(to).collect(), total: self.total }
    }
}

/// The journeys that people have lived: a planned or ideal one has none of its moments yet.
pub fn lived(portal: &Portal) -> Vec<NodeId> {
    portal.journeys().into_iter().filter(|node| portal.is_lived(*node)).collect()
}

/// The lived journeys of each framework they declare, those of most journeys first.
pub fn by_framework(portal: &Portal) -> Vec<(NodeId, Vec<NodeId>)> {
    let mut on: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for journey in lived(portal) {
        if let Some(framework) = portal.site.fields_to(journey, "framework").first() {
            on.entry(*framework).or_default().push(journey);
        }
    }
    let mut on: Vec<_> = on.into_iter().collect();
    on.sort_by_key(|(_, journeys)| std::cmp::Reverse(journeys.len()));
    on
}

/// Every entry of a map with the column it stands in; what is said of a stage as a whole stands in its first.
pub fn entries(portal: &Portal, journey: NodeId) -> impl Iterator<Item = (Place, &Entry)> {
    let stages = portal.journey(journey).stages.iter().enumerate();
    let spots = stages.flat_map(|(at, stage)| {
        let own = stage.entries.iter().map(move |entry| (Spot::Stage(at as u32), entry));
        let steps = stage.steps.iter().enumerate();
        let below = steps.flat_map(move |(number, step)| {
            step.entries.iter().map(move |entry| (Spot::Step(at as u32, number as u32), entry))
        });
        own.chain(below)
    });
    spots.filter_map(move |(spot, entry)| Some((portal.place(journey, spot)?, entry)))
}

/// How bad a pain is, 1 to 3, where it says so.
pub fn severity(entry: &Entry) -> Option<u8> {
    match entry.attributes.get("severity")? {
        "low" | "1" => Some(1),
        "medium" | "2" => Some(2),
        "high" | "3" => Some(3),
        _ => None,
    }
}

/// How often a pain is met, 1 (rarely) to 4 (always), where it says so.
pub fn frequency(entry: &Entry) -> Option<usize> {
    let word = entry.attributes.get("frequency")?;
    FREQUENCIES.iter().position(|known| known.eq_ignore_ascii_case(word)).map(|at| at + 1)
}

/// How much a pain weighs: the worse first, of equally bad ones the one that is met more often.
pub fn weight(entry: &Entry) -> (Option<u8>, Option<usize>) {
    (severity(entry), frequency(entry))
}

/// Whether a pain is put right: `{fixed=4f2a9c1}`, or `{.fixed}`.
pub fn is_fixed(entry: &Entry) -> bool {
    entry.attributes.has("fixed")
}

/// Whether a pain point still hurts.
pub fn hurts(entry: &Entry) -> bool {
    entry.lane.is(StandardLane::Pain) && !is_fixed(entry)
}
