//! What drives an outcome, as scores of a map: which of many ratings explains most of one.

mod explained;
mod matrix;

use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};

/// The plugin. It has no settings.
#[derive(Debug, Default)]
pub struct Drivers;

/// What the scores read of a map beside its outline: what columns may be about.
pub const READS: &str = "touchpoint need opportunity";

/// How many tables of one map are analysed. A score has to be defined before a map is seen.
pub const MOST_TABLES: usize = 4;

impl Plugin for Drivers {
    fn about() -> Manifest {
        Manifest::new("drivers", env!("CARGO_PKG_VERSION"), "What drives it").description(
            "Driver analysis: how much of an outcome each driver explains, and what to concentrate on.",
        )
    }

    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Self)
    }
}

impl Scores for Drivers {
    fn definitions(&self) -> Vec<Definition> {
        (0..MOST_TABLES).flat_map(|at| [explained::definition(at), matrix::definition(at)]).collect()
    }

    fn score(&self, journey: &Journey, bound: &Bound) -> Result<Vec<Score>, Refusal> {
        let mut all = Vec::new();
        for (at, table) in bound.tables.iter().take(MOST_TABLES).enumerate() {
            let analysed = explained::Analysed::new(journey, bound, table);
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
