//! Scores of one journey map, as a plugin: how it feels, how hard it is, where it hurts, and how well that is known.

mod completeness;
mod counted;
mod curve;
mod duration;
mod effort;
mod emotion;
mod evidence;
mod experience;
mod friction;
mod moments;
mod rated;
mod shape;

use journeybook_plugin::{
    Attributed, Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings,
};

pub use completeness::Lanes;
pub use curve::{Change, Curve, Sums};
pub use rated::{Rated, rated};

/// The plugin, with a site's settings.
#[derive(Debug, Default)]
pub struct MapScores {
    lanes: Lanes,
}

/// What the scores are computed from: completeness looks at every lane, none of them at a quotation.
pub const READS: &str = "lanes pain.severity pain.fixed moment-of-truth.mot moment-of-truth.make-or-break step.duration step.mot \
    step.extra-systems step.windows step.acronyms step.clicks step.keystrokes step.screens step.calls step.hold-minutes \
    step.callbacks step.business-calls step.ces step.actual step.expected step.switches step.handoffs step.failure-rate";

/// Scores a rated journey under the id of its definition.
type Measure = fn(&Rated) -> Score;

/// The scores of the curve of feelings, each beside its definition.
const CURVE: [(fn() -> Definition, Measure); 13] = [
    (experience::definition, experience::score),
    (emotion::mean, emotion::score_mean),
    (emotion::by_time, emotion::score_by_time),
    (emotion::peak_end, emotion::score_peak_end),
    (emotion::memory_gap, emotion::score_memory_gap),
    (moments::best, moments::score_best),
    (moments::worst, moments::score_worst),
    (moments::drop, moments::score_drop),
    (shape::drawdown, shape::score_drawdown),
    (shape::low_run, shape::score_low_run),
    (shape::volatility, shape::score_volatility),
    (shape::trend, shape::score_trend),
    (shape::area, shape::score_area),
];

impl Plugin for MapScores {
    fn about() -> Manifest {
        Manifest::new("scores", env!("CARGO_PKG_VERSION"), "Scores of a map")
            .description("What a map says about how a journey feels, what it costs people, and how well that is known.")
            .settings_schema(completeness::SCHEMA)
    }

    fn configure(settings: &Settings) -> Result<Self, String> {
        Ok(Self { lanes: Lanes::from_settings(settings)? })
    }
}

impl Scores for MapScores {
    fn definitions(&self) -> Vec<Definition> {
        let curve = CURVE.iter().map(|(definition, _)| definition());
        let mut all: Vec<Definition> = curve.map(|it| it.with("family", "How it feels")).collect();
        all.extend([moments::health(), moments::risk()].map(|it| it.with("family", "Moments of truth")));
        all.push(effort::definition());
        all.push(friction::definition());
        all.extend(
            [counted::factor(), counted::index()].map(|it| it.with("family", "What stands in the way")),
        );
        all.push(evidence::definition());
        all.push(completeness::definition());
        all
    }

    fn score(&self, journey: &Journey, bound: &Bound) -> Result<Vec<Score>, Refusal> {
        let rated = rated(journey);
        // A map without any feeling has one absent score to say so, and not fifteen.
        let told = if rated.n() == 0 { 1 } else { CURVE.len() };
        let mut all: Vec<Score> = CURVE[..told].iter().map(|(_, measure)| measure(&rated)).collect();
        all.extend(moments::score_health(&rated));
        all.extend(moments::score_risk(&rated));
        all.extend(effort::score(journey));
        all.extend(friction::score(journey));
        all.extend(counted::score_factor(journey));
        all.extend(counted::score_index(journey, bound));
        all.push(evidence::score(journey));
        all.push(completeness::score(journey, &self.lanes));
        Ok(all)
    }
}

journeybook_plugin::export!(scores: MapScores; reads: READS);

#[cfg(test)]
mod tests;
