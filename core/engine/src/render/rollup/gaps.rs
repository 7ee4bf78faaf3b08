//! Where it felt worse than people had expected.

use serde::Serialize;

use super::link::{self, StepLink};
use super::{ROWS, Top, lived};
use crate::render::portal::{Place, Portal};

/// A step that fell short.
#[derive(Debug, Serialize)]
pub struct Gap {
    /// The step.
    pub step: StepLink,
    /// What they had expected, on -2..2.
    pub expected: f64,
    /// How far it lies below that, up to 4.
    pub gap: f64,
}

/// What steps that say what was expected of them come to.
#[derive(Debug, Serialize)]
pub struct Gaps {
    /// How many steps say it.
    pub told: usize,
    /// Those that fell short, the widest gap first; of equal ones the first.
    pub short: Top<Gap>,
}

/// The gaps of all lived journeys.
pub fn gaps(portal: &Portal) -> Gaps {
    let places = lived(portal).into_iter().flat_map(|journey| portal.places(journey));
    let told: Vec<Gap> = places.filter_map(|place| gap(portal, place)).collect();
    let count = told.len();
    let mut short: Vec<Gap> = told.into_iter().filter(|gap| gap.gap > 0.0).collect();
    short.sort_by(|a, b| b.gap.total_cmp(&a.gap));
    Gaps { told: count, short: Top::of(short, ROWS) }
}

fn gap(portal: &Portal, place: Place) -> Option<Gap> {
    let feeling = portal.shown(place).feeling?;
    let (expected, gap) = feeling.expected.zip(feeling.gap())?;
    Some(Gap { step: link::step(portal, place), expected: expected * 2.0, gap: gap * 2.0 })
}
