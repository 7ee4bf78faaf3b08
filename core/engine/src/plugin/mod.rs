//! Plugins: what they are asked, what they are shown, what becomes of their answers.

mod about;
mod answers;
mod bound;
mod contract;
mod exports;
mod faults;
mod findings;
mod handles;
mod ignored;
mod imports;
mod kept;
mod ranking;
mod reads;
mod records;
mod rules;
mod schema;
mod shelf;
mod site_rules;
mod told;
mod twice;

pub use answers::{Facts, Memory};
pub use bound::{Bound, FigureRecord, TableRecord};
pub use contract::{
    About, Capability, EntryRecord, Failure, JourneyRecord, Placement, Plugin, StageRecord, StepRecord,
};
pub use exports::{Exported, ExportedFile};
pub(crate) use exports::{export, formats};
pub use handles::{Handles, Part};
pub use imports::{ImportFormat, Imported, ImportedDocument, Loss, SourceFile};
pub use kept::Kept;
pub(crate) use ranking::{definition as ranking, rank};
pub use reads::Reads;
pub use rules::{Finding, LEVELS, RuleDefinition};
pub use schema::{SettingFault, setting_faults};
pub use twice::twice;
