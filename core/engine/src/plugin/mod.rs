//! Plugins: what they are asked, what they are shown, what becomes of their answers.

mod answers;
mod contract;
mod imports;
mod records;

pub use answers::{Facts, Memory};
pub use contract::{About, Capability, EntryRecord, Failure, JourneyRecord, Plugin, StageRecord, StepRecord};
pub use imports::{ImportFormat, Imported, ImportedDocument, Loss, SourceFile};
pub use records::{Handles, Part};
