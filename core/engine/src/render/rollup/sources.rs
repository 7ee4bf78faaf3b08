//! How people came to hear of us: `{source=referral}` on a step, on a stage, or on a touchpoint or channel in it.

use std::collections::BTreeSet;

use journeybook_model::StandardLane;
use serde::Serialize;

use super::{entries, lived};
use crate::attribute::SOURCES;
use crate::render::portal::{Place, Portal};
use crate::resolve::NodeId;

/// The steps of one source.
#[derive(Debug, Serialize)]
pub struct Source {
    /// search, referral or social.
    pub word: &'static str,
    /// How many steps name it.
    pub steps: usize,
    /// How many journeys.
    pub journeys: usize,
}

/// The sources that any lived map names.
pub fn sources(portal: &Portal) -> Vec<Source> {
    let mut found: Vec<BTreeSet<(NodeId, usize)>> = vec![BTreeSet::new(); SOURCES.len()];
    for journey in lived(portal) {
        let named = on_headings(portal, journey).chain(on_entries(portal, journey));
        for (place, word) in named {
            if let Some(at) = SOURCES.iter().position(|known| *known == word) {
                found[at].insert((place.journey, place.column));
            }
        }
    }
    let counted = SOURCES.iter().zip(&found).filter(|(_, places)| !places.is_empty());
    counted.map(|(word, places)| Source { word, steps: places.len(), journeys: journeys(places) }).collect()
}

fn journeys(places: &BTreeSet<(NodeId, usize)>) -> usize {
    places.iter().map(|(journey, _)| journey).collect::<BTreeSet<_>>().len()
}

/// A stage says it of its steps.
fn on_headings(portal: &Portal, journey: NodeId) -> impl Iterator<Item = (Place, &str)> {
    portal.places(journey).filter_map(move |place| {
        let stage = &portal.journey(journey).stages[portal.column(place).stage];
        let own = portal.shown(place).attributes.get("source");
        Some((place, own.or_else(|| stage.attributes.get("source"))?))
    })
}

fn on_entries(portal: &Portal, journey: NodeId) -> impl Iterator<Item = (Place, &str)> {
    let met = [StandardLane::Touchpoint, StandardLane::Channel];
    let all = entries(portal, journey);
    let meeting = all.filter(move |(_, entry)| met.iter().any(|lane| entry.lane.is(*lane)));
    meeting.filter_map(|(place, entry)| Some((place, entry.attributes.get("source")?)))
}
