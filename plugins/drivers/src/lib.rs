//! What drives an outcome, as scores of a map: which of many ratings explains most of one.

mod explained;
mod matrix;
mod warnings;

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

use explained::{Analysed, Draws};
use journeybook_statistics::{FEWEST_DRAWS, MOST_DRAWS};

/// The plugin, with a site's settings.
#[derive(Debug, Default)]
pub struct Drivers {
    draws: usize,
}

/// What the scores read of a map beside its outline: what columns may be about.
pub const READS: &str = "touchpoint need opportunity";

/// How many tables of one map are analysed. A score has to be defined before a map is seen.
pub const MOST_TABLES: usize = 4;

/// How many products of two numbers the intervals of one map may take: measured, up to 45 instructions each, of the two
/// thousand million that a plugin has a call.
const MOST_PRODUCTS: usize = 30_000_000;

const SCHEMA: &str = r#"{"type":"object","additionalProperties":false,"properties":{"bootstrap":{"type":"integer","minimum":100,"maximum":5000,"description":"How often rows are drawn again to say how sure shares are, such as 1000. Without it there are no intervals."}}}"#;

impl Plugin for Drivers {
    fn about() -> Manifest {
        Manifest::new("drivers", env!("CARGO_PKG_VERSION"), "What drives it")
            .description(
                "Driver analysis: how much of an outcome each driver explains, and what to concentrate on.",
            )
            .settings_schema(SCHEMA)
    }

    fn configure(settings: &Settings) -> Result<Self, String> {
        let range = FEWEST_DRAWS as f64..=MOST_DRAWS as f64;
        match settings.number("bootstrap") {
            None if settings.get("bootstrap").is_none() => Ok(Self::default()),
            Some(draws) if range.contains(&draws) => Ok(Self { draws: draws as usize }),
            _ => Err(format!("`bootstrap` has to be a number from {FEWEST_DRAWS} to {MOST_DRAWS}")),
        }
    }
}

impl Scores for Drivers {
    fn definitions(&self) -> Vec<Definition> {
        (0..MOST_TABLES).flat_map(|at| [explained::definition(at), matrix::definition(at)]).collect()
    }

    fn score(&self, journey: &Journey, bound: &Bound) -> Result<Vec<Score>, Refusal> {
        let mut all = Vec::new();
        let tables = bound.tables.len().clamp(1, MOST_TABLES);
        let draws = Draws { asked: self.draws, products: MOST_PRODUCTS / tables };
        for (at, table) in bound.tables.iter().take(MOST_TABLES).enumerate() {
            let analysed = Analysed::new(journey, bound, table, draws);
            all.push(explained::score(at, &analysed));
            all.extend(matrix::score(at, &analysed));
        }
        Ok(all)
    }
}

/// `drivers` for the first table, `drivers-2` for the second.
fn numbered(id: &str, at: usize) -> String {
    if at == 0 { id.to_owned() } else { format!("{id}-{}", at + 1) }
}

journeybook_plugin::export!(scores: Drivers; reads: READS);

#[cfg(test)]
mod tests;
