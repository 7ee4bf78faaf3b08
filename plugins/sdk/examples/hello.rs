//! The smallest scorer: what `cargo xtask plugins` builds and weighs.

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

struct Hello;

impl Plugin for Hello {
    fn about() -> Manifest {
        Manifest::new("hello", "0.1.0", "Hello").description("Counts the steps that hurt.")
    }
    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Hello)
    }
}

impl Scores for Hello {
    fn definitions(&self) -> Vec<Definition> {
        vec![Definition::new("painful", "Steps that hurt").description("How many steps have a pain point.")]
    }
    fn score(&self, journey: &Journey, _: &Bound) -> Result<Vec<Score>, Refusal> {
        let steps = journey.steps().filter(|step| step.has("pain")).count();
        Ok(vec![
            Score::new("painful", steps as f64)
                .explained(format!("{steps} steps of {} hurt.", journey.title)),
        ])
    }
}

journeybook_plugin::export!(scores: Hello; reads: "pain");
