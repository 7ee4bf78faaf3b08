//! Plugins: what they are asked, what they are shown, what becomes of their answers.

mod contract;

pub use contract::{
    About, Capability, EntryRecord, Failure, JourneyRecord, Plugin, StageRecord, StepRecord,
};
