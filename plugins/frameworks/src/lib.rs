//! The stage frameworks that the field uses, as a plugin: eleven tables and the code that hands them over.

mod buyer_cycles;
mod consumer_decision;
mod five_stages;
mod funnels;
mod kotler;
mod life_cycles;
mod seven_phases;
mod table;

use journeybook_plugin::{FrameworkModel, Frameworks, Manifest, Plugin, Settings};

pub use table::{FrameworkTable, StageTable};

/// All frameworks, in the order in which a site lists them.
pub const FRAMEWORKS: [&FrameworkTable; 11] = [
    &five_stages::CLASSIC,
    &kotler::FIVE_A,
    &funnels::THREE_PARTS,
    &funnels::AIDA,
    &buyer_cycles::INQUIRY,
    &buyer_cycles::PROFESSIONAL_SERVICES,
    &buyer_cycles::JUDGED_OUTCOME,
    &consumer_decision::DECISION_PROCESS,
    &life_cycles::END_TO_END,
    &life_cycles::FORRESTER,
    &seven_phases::SEARCH_AND_TELL,
];

/// The plugin. It has no settings.
#[derive(Debug)]
pub struct FieldFrameworks;

impl Plugin for FieldFrameworks {
    fn about() -> Manifest {
        Manifest::new("frameworks", env!("CARGO_PKG_VERSION"), "Stage frameworks of the field").description(
            "Eleven models of how customers find, buy and keep using things, on one common axis.",
        )
    }

    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Self)
    }
}

impl Frameworks for FieldFrameworks {
    fn provide(&self) -> Vec<FrameworkModel> {
        FRAMEWORKS.into_iter().map(FrameworkTable::model).collect()
    }
}

journeybook_plugin::export!(frameworks: FieldFrameworks);

#[cfg(test)]
mod tests;
