//! The lowest moments of all journeys, and what is meant to be done about them.

use journeybook_model::StandardLane;
use serde::Serialize;

use super::link::{self, Link, StepLink};
use super::{FEW, Top, hurts, lived};
use crate::render::portal::{Place, Portal};

/// How many are told.
const MOST: usize = 10;

/// A low moment.
#[derive(Debug, Serialize)]
pub struct Moment {
    /// The step.
    pub step: StepLink,
    /// What hurts there.
    pub pains: Vec<String>,
    /// What could be done about it.
    pub opportunities: Vec<Link>,
}

/// The steps that feel worst; of equal ones the first.
pub fn lowest(portal: &Portal) -> Top<Moment> {
    let places = lived(portal).into_iter().flat_map(|journey| portal.places(journey));
    let rated = places.filter_map(|place| Some((portal.score(place)?, place)));
    let mut low: Vec<(f64, Place)> = rated.filter(|(score, _)| *score < 0.0).collect();
    low.sort_by(|a, b| a.0.total_cmp(&b.0));
    Top::of(low, MOST).map(|(_, place)| told(portal, place))
}

fn told(portal: &Portal, place: Place) -> Moment {
    let entries = portal.shown(place).entries;
    let pains = entries.iter().filter(|entry| hurts(entry)).take(FEW);
    let offers = entries.iter().filter(|entry| entry.lane.is(StandardLane::Opportunity)).take(FEW);
    let answers = offers.filter_map(|entry| portal.opportunity(place.journey, entry));
    Moment {
        step: link::step(portal, place),
        pains: pains.map(|entry| entry.text.text().into_owned()).collect(),
        opportunities: answers.map(|at| link::opportunity(portal, at)).collect(),
    }
}
