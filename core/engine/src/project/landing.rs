//! Which stage a point of the axis lies in, and how far off it is where there is none.

use journeybook_model::StageModel;

/// Where a point comes down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Landing {
    /// In this stage.
    Inside(usize),
    /// In none. Never counted to the nearest one: it is only said which that is.
    Outside {
        /// The stage with the nearest edge.
        nearest: usize,
        /// How far that edge is, in phases.
        distance: f64,
    },
}

/// Where a point comes down among these stages; none where there is nothing to come down in. A stage that runs beside the
/// others is no place to come down in. Of two stages over one point the first counts.
pub fn land(point: f64, stages: &[StageModel]) -> Option<Landing> {
    let holds = |stage: &StageModel| stage.low <= point && point < stage.high;
    let mut targets = stages.iter().enumerate().filter(|(_, stage)| !stage.parallel);
    if let Some((at, _)) = targets.clone().find(|(_, stage)| holds(stage)) {
        return Some(Landing::Inside(at));
    }
    let first = targets.next()?;
    let nearer = |best: (usize, f64), (at, stage): (usize, &StageModel)| {
        let distance = distance(point, stage);
        if distance < best.1 { (at, distance) } else { best }
    };
    let (nearest, distance) = targets.fold((first.0, distance(point, first.1)), nearer);
    Some(Landing::Outside { nearest, distance })
}

/// To a millionth of a phase: what comes after that is noise of the arithmetic.
fn distance(point: f64, stage: &StageModel) -> f64 {
    const PARTS: f64 = 1e6;
    ((stage.low - point).max(point - stage.high).max(0.0) * PARTS).round() / PARTS
}
