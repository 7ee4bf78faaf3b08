//! Maps as plugins see them, made to measure.

use journeybook_engine::plugin::{EntryRecord, JourneyRecord, StageRecord, StepRecord};

/// What every step says.
const LANES: [&str; 6] = ["doing", "thinking", "touchpoint", "channel", "pain", "opportunity"];

/// A map of so many stages with so many steps, each with an entry in six lanes; every other one hurts.
pub fn long(title: &str, stages: u32, steps: u32) -> JourneyRecord {
    let stages = (0..stages).map(|at| stage(1 + at * 1000, steps)).collect();
    JourneyRecord { id: "long".into(), title: title.into(), stages, ..JourneyRecord::default() }
}

fn stage(node: u32, steps: u32) -> StageRecord {
    let steps = (0..steps).map(|at| step(node + 1 + at * 10, at % 2 == 1)).collect();
    StageRecord {
        node,
        id: format!("stage-{node}"),
        title: format!("Stage {node}"),
        steps,
        ..StageRecord::default()
    }
}

fn step(node: u32, hurts: bool) -> StepRecord {
    let lanes = LANES.map(|lane| if lane == "pain" && !hurts { "evidence" } else { lane });
    StepRecord {
        node,
        id: format!("step-{node}"),
        title: format!("Step {node}"),
        feeling: Some((0.5, "+1 curious".into())),
        entries: (node + 1..).zip(lanes).map(|(node, lane)| entry(node, lane)).collect(),
        ..StepRecord::default()
    }
}

fn entry(node: u32, lane: &str) -> EntryRecord {
    let text = format!("What stands in the lane {lane} of a step, about as long as people write.");
    EntryRecord { node, lane: lane.into(), text, ..EntryRecord::default() }
}
