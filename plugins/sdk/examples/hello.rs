//! The smallest scorer: what `cargo xtask plugins` builds and weighs.

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

struct Hello;

impl Plugin for Hello {
    fn about() -> Manifest {
        Manifest::new("hello", "0.1.0", "Hello").description("Counts the steps of a map.")
    }
    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Hello)
    }
}

impl Scores for Hello {
    fn definitions(&self) -> Vec<Definition> {
        vec![Definition::new("steps", "Steps").description("How many steps the map has.")]
    }
    fn score(&self, journey: &Journey, _: &Bound) -> Result<Vec<Score>, Refusal> {
        let steps = journey.steps().count();
        Ok(vec![Score::new("steps", steps as f64).explained(format!("{} has {steps} steps.", journey.title))])
    }
}

journeybook_plugin::export!(scores: Hello; reads: "");
