//! The stage frameworks that the field uses, as a plugin: their tables and the code that hands them over.

mod business_buying;
mod buyer_cycles;
mod consumer_decision;
mod decision_journeys;
mod digital_marketing;
mod experiences;
mod five_stages;
mod funnels;
mod job_map;
mod kotler;
mod life_cycles;
mod other_five_a;
mod patients_staff_citizens;
mod persuasion;
mod recurring_revenue;
mod seven_phases;
mod table;

use journeybook_plugin::{FrameworkModel, Frameworks, Manifest, Plugin, Settings};

pub use table::{FrameworkTable, StageTable};

/// All frameworks, in the order in which a site lists them.
pub const FRAMEWORKS: [&FrameworkTable; 32] = [
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
    &other_five_a::ASSIMILATION,
    &digital_marketing::PIRATE_METRICS,
    &digital_marketing::SEE_THINK_DO_CARE,
    &decision_journeys::CONSUMER_DECISION_JOURNEY,
    &experiences::FIVE_E,
    &job_map::UNIVERSAL_JOB_MAP,
    &digital_marketing::RACE,
    &recurring_revenue::BOWTIE,
    &recurring_revenue::CUSTOMER_SUCCESS,
    &business_buying::BUYING_JOBS,
    &patients_staff_citizens::PATIENT,
    &patients_staff_citizens::EMPLOYEE,
    &patients_staff_citizens::CITIZEN,
    &experiences::PURCHASE_PERIODS,
    &persuasion::HIERARCHY_OF_EFFECTS,
    &persuasion::LEVELS_OF_AWARENESS,
    &persuasion::INNOVATION_DECISION,
    &digital_marketing::FLYWHEEL,
    &decision_journeys::MOMENTS_OF_TRUTH,
    &experiences::SHOP_EXAMPLE,
    &experiences::SERVICE_PERIODS,
];

/// The plugin. It has no settings.
#[derive(Debug)]
pub struct FieldFrameworks;

impl Plugin for FieldFrameworks {
    fn about() -> Manifest {
        Manifest::new("frameworks", env!("CARGO_PKG_VERSION"), "Stage frameworks of the field").description(
            "Thirty-two models of how people find, buy, use and leave things, on one common axis.",
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
