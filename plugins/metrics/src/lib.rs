//! What customers answered, as scores of a map: every number rests on answers that a site's data holds.

mod asked;
mod boxes;
mod change;
mod coverage;
mod effort;
mod funnel;
mod importance;
mod kano;
mod measure;
mod opportunity;
mod periods;
mod pool;
mod promoters;
mod satisfaction;
mod segmented_needs;
mod segments;

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

pub use importance::Lines;

/// The plugin, with a site's settings.
#[derive(Debug, Default)]
pub struct Metrics {
    top_of_ten: Option<i64>,
    lines: Lines,
}

/// What the scores read of a map beside its outline: what figures may be at, and what stands for figures.
pub const READS: &str = "touchpoint need opportunity channel need.importance need.satisfaction stage.count";

const SCHEMA: &str = r#"{"type":"object","additionalProperties":false,"properties":{"top-of-ten":{"type":"integer","enum":[8,9],"description":"From which rating on a scale from 1 to 10 people count as satisfied. Without it: 9."},"crosshair":{"type":"string","enum":["means","middle"],"description":"Where the lines between importance and performance lie: at the means of all items, or at the middle of the scale. Without it: means."}}}"#;

impl Plugin for Metrics {
    fn about() -> Manifest {
        Manifest::new("metrics", env!("CARGO_PKG_VERSION"), "What customers answered")
            .description("Satisfaction, promoters, effort, opportunity, Kano, importance and funnels, from a site's data.")
            .settings_schema(SCHEMA)
    }

    fn configure(settings: &Settings) -> Result<Self, String> {
        let top_of_ten = match settings.number("top-of-ten") {
            None if settings.get("top-of-ten").is_none() => None,
            Some(top) if top == 8.0 || top == 9.0 => Some(top as i64),
            _ => return Err(String::from("`top-of-ten` has to be 8 or 9")),
        };
        Ok(Self { top_of_ten, lines: Lines::from_settings(settings)? })
    }
}

impl Scores for Metrics {
    fn definitions(&self) -> Vec<Definition> {
        let mut all = vec![promoters::definition(), promoters::weighted_definition()];
        all.extend(satisfaction::definitions());
        all.extend(change::definitions());
        all.extend(segments::definitions());
        all.extend(effort::definitions());
        all.extend(opportunity::definitions());
        all.push(segmented_needs::definition());
        all.extend(kano::definitions());
        all.extend([importance::definition()]);
        all.extend(funnel::definitions());
        all.extend([coverage::definition()]);
        all
    }

    fn score(&self, journey: &Journey, bound: &Bound) -> Result<Vec<Score>, Refusal> {
        let mut all: Vec<Score> = Vec::new();
        all.extend(promoters::score(journey, bound));
        all.extend(promoters::score_weighted(journey, bound));
        all.extend(satisfaction::scores(journey, bound, self.top_of_ten));
        all.extend(change::scores(journey, bound, self.top_of_ten));
        all.extend(segments::scores(journey, bound, self.top_of_ten));
        all.extend(effort::scores(journey, bound));
        all.extend(opportunity::scores(journey, bound));
        all.extend(kano::scores(journey, bound));
        all.extend(importance::score(journey, bound, self.lines));
        all.extend(funnel::scores(journey, bound));
        all.extend(coverage::score(journey, bound));
        Ok(all)
    }
}

journeybook_plugin::export!(scores: Metrics; reads: READS);

#[cfg(test)]
mod tests;
