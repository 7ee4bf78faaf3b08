//! How much of a framework comes back from a trip through another one.

use journeybook_model::{FrameworkModel, StageModel};

use super::axis::middle;
use super::landing::{Landing, land};

/// What comes back of a framework's stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fidelity {
    /// Stages whose middle leads back to themselves.
    pub recovered: usize,
    /// Stages there are, without those that run beside the others.
    pub stages: usize,
    /// Stages whose middle lies outside the other framework.
    pub outside: usize,
}

/// From `here` to `there` and back: each stage's middle, the stage it comes down in, that one's middle, the stage that
/// comes down in. What lies outside on the way there is lost; on the way back the nearest stage counts.
pub fn round_trip(here: &FrameworkModel, there: &FrameworkModel) -> Fidelity {
    let mut fidelity = Fidelity::default();
    for (at, stage) in here.stages.iter().enumerate().filter(|(_, stage)| !stage.parallel) {
        fidelity.stages += 1;
        match land(centre(stage), &there.stages) {
            Some(Landing::Inside(other)) => {
                let back = nearest(centre(&there.stages[other]), &here.stages);
                fidelity.recovered += usize::from(back == Some(at));
            }
            _ => fidelity.outside += 1,
        }
    }
    fidelity
}

/// The stage a point comes down in or is nearest to.
fn nearest(point: f64, stages: &[StageModel]) -> Option<usize> {
    match land(point, stages)? {
        Landing::Inside(at) | Landing::Outside { nearest: at, .. } => Some(at),
    }
}

fn centre(stage: &StageModel) -> f64 {
    middle((stage.low, stage.high))
}
