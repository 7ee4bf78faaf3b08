//! How well a map is made and founded, as scores: its evidence, its coverage, its health.

mod actionable;
mod components;
mod coverage;
mod day;
mod evidence;
mod founded;
mod health;

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

/// The plugin. It has no settings.
#[derive(Debug, Default)]
pub struct Health;

/// What the scores read: lanes that a map should fill, whose evidence is how old, who owns what, and today's date.
pub const READS: &str = "doing thinking feeling touchpoint channel goal pain need \
    evidence.method evidence.type evidence.n evidence.date evidence.strength evidence.source-id \
    opportunity.owner opportunity.team opportunity.metric opportunity.metrics \
    step.path stage.expected stage.not-expected \
    journey.persona journey.scenario journey.goal journey.expectations journey.basis journey.reviewed journey.today";

impl Plugin for Health {
    fn about() -> Manifest {
        Manifest::new("health", env!("CARGO_PKG_VERSION"), "How good the map is")
            .description("Confidence from evidence and its age, coverage of channels, and the health of a map in ten components.")
    }

    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Self)
    }
}

impl Scores for Health {
    fn definitions(&self) -> Vec<Definition> {
        let mut all = vec![health::definition()];
        all.extend(founded::definitions());
        all.push(coverage::definition());
        all
    }

    fn score(&self, journey: &Journey, _: &Bound) -> Result<Vec<Score>, Refusal> {
        let founded = founded::founded(journey);
        let mut all = vec![health::score(journey, &founded)];
        all.extend(founded::scores(journey, &founded));
        all.extend(coverage::score(journey));
        Ok(all)
    }
}

journeybook_plugin::export!(scores: Health; reads: READS);

#[cfg(test)]
mod tests;
