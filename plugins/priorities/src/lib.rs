//! What to do first and what can go wrong, as scores of a map: from the numbers that writers give opportunities and risks.

mod failure;
mod methods;
mod ranked;

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

/// The plugin. It has no settings.
#[derive(Debug, Default)]
pub struct Priorities;

/// What the scores read: the numbers of opportunities, on the map and in their files, and the factors of risks and pains.
pub const READS: &str = "opportunity.reach opportunity.impact opportunity.confidence opportunity.effort opportunity.ease \
    opportunity.period opportunity.value opportunity.business-value opportunity.time-criticality \
    opportunity.risk-reduction opportunity.job-size \
    risk.severity risk.occurrence risk.detection pain.severity pain.occurrence pain.detection";

impl Plugin for Priorities {
    fn about() -> Manifest {
        Manifest::new("priorities", env!("CARGO_PKG_VERSION"), "What to do first").description(
            "RICE, ICE, value and effort, weighted shortest job first; failure modes and effects.",
        )
    }

    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Self)
    }
}

impl Scores for Priorities {
    fn definitions(&self) -> Vec<Definition> {
        methods::ALL.iter().map(|method| method.definition()).chain([failure::definition()]).collect()
    }

    fn score(&self, journey: &Journey, _: &Bound) -> Result<Vec<Score>, Refusal> {
        let ranked = methods::ALL.iter().filter_map(|method| ranked::score(journey, method));
        Ok(ranked.chain(failure::score(journey)).collect())
    }
}

journeybook_plugin::export!(scores: Priorities; reads: READS);

#[cfg(test)]
mod tests;
