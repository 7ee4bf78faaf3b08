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
pub use detect::proofs;
pub(crate) use map::Column;
pub use map::{Map, Proof};
pub use maturity::{Maturity, Measure, Need, Share, TOP};
pub use prompts::{Prompt, lanes, settings};

/// A map held against every activity.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The process its frontmatter names.
    pub process: Option<&'static Process>,
    /// Its level, and what is missing for the next.
    pub maturity: Maturity,
    /// A bit for each activity; what shows that it was done is looked up where it is shown.
    done: u32,
}

impl Assessment {
    /// Whether something shows that an activity was done.
    pub fn is_done(&self, activity: Activity) -> bool {
        self.done & bit(activity) != 0
    }
}

fn bit(activity: Activity) -> u32 {
    1 << activity as u32
}

/// Looks through a map.
pub fn assess(map: &Map<'_>) -> Assessment {
    let shown = Activity::ALL.iter().filter(|activity| !proofs(map, **activity).is_empty());
    let done = shown.fold(0, |done, activity| done | bit(*activity));
    let maturity = Maturity::of(|activity| done & bit(activity) != 0, |measure| shares::share(map, measure));
    let process = map.document.fields.text("process").and_then(|id| find(&id));
    Assessment { process, maturity, done }
}
