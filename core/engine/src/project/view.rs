//! A whole map through a framework: where every column goes, and what is lost on the way.

use std::collections::HashMap;

use journeybook_model::{FrameworkModel, Journey};

use super::anchor::anchors;
use super::fidelity::{Fidelity, round_trip};
use super::landing::{Landing, land};

/// A map through a framework.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// The framework's id.
    pub framework: String,
    /// The ids of the stages, in the order of the columns.
    pub stages: Vec<String>,
    /// For each column of the map, where it goes.
    pub seats: Vec<Seat>,
    /// The stages in which several of the map's own come together.
    pub merged: Vec<Merged>,
    /// What the map's own framework keeps on the way there and back; none where the map declares none.
    pub fidelity: Option<Fidelity>,
}

/// Where a column of the map goes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seat {
    /// The point of the axis that it stands for; none where nothing is known of it, or where a plugin placed it.
    pub anchor: Option<f64>,
    /// Where that comes down.
    pub landing: Option<Landing>,
}

/// A stage in which several stages of the map come together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The framework's stage.
    pub into: usize,
    /// The map's stages.
    pub from: Vec<usize>,
}

impl Projection {
    /// A map through a framework that lists its stages. `places` are the stages of the map's own framework, `source`.
    pub fn new(
        journey: &Journey,
        places: &[Option<usize>],
        source: Option<&FrameworkModel>,
        target: &FrameworkModel,
    ) -> Self {
        let seat = |anchor: Option<f64>| Seat {
            anchor,
            landing: anchor.and_then(|anchor| land(anchor, &target.stages)),
        };
        let seats: Vec<Seat> = anchors(journey, places, source).into_iter().map(seat).collect();
        Self {
            framework: target.id.clone(),
            stages: target.stages.iter().map(|stage| stage.id.clone()).collect(),
            merged: merged(journey, &seats),
            fidelity: source.map(|source| round_trip(source, target)),
            seats,
        }
    }

    /// A map through a framework whose plugin said for each column where it belongs. The stages are those it named, in
    /// the order in which the map comes to them.
    pub fn placed(journey: &Journey, framework: &str, said: &[Option<&str>]) -> Self {
        let mut stages: Vec<String> = Vec::new();
        let mut seats = Vec::new();
        for stage in said {
            let landing = stage.map(|stage| {
                let known = stages.iter().position(|known| known == stage);
                Landing::Inside(known.unwrap_or_else(|| {
                    stages.push(stage.to_owned());
                    stages.len() - 1
                }))
            });
            seats.push(Seat { anchor: None, landing });
        }
        let merged = merged(journey, &seats);
        Self { framework: framework.to_owned(), stages, seats, merged, fidelity: None }
    }

    /// The columns that go into a stage.
    pub fn inside(&self, stage: usize) -> impl Iterator<Item = usize> + '_ {
        self.columns(move |landing| landing == Some(Landing::Inside(stage)))
    }

    /// The columns that lie outside the framework.
    pub fn outside(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns(|landing| matches!(landing, Some(Landing::Outside { .. })))
    }

    /// The columns of which nobody knows where they belong.
    pub fn unplaced(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns(|landing| landing.is_none())
    }

    /// How many columns have a stage here.
    pub fn covered(&self) -> usize {
        self.columns(|landing| matches!(landing, Some(Landing::Inside(_)))).count()
    }

    fn columns(&self, wanted: impl Fn(Option<Landing>) -> bool) -> impl Iterator<Item = usize> {
        self.seats.iter().enumerate().filter(move |(_, seat)| wanted(seat.landing)).map(|(column, _)| column)
    }
}

/// The stages of the framework that take up steps of two or more stages of the map.
fn merged(journey: &Journey, seats: &[Seat]) -> Vec<Merged> {
    let stages = journey.stages.iter().enumerate();
    let owners = stages.flat_map(|(at, stage)| std::iter::repeat_n(at, stage.steps.len().max(1)));
    let mut from: HashMap<usize, Vec<usize>> = HashMap::new();
    for (owner, seat) in owners.zip(seats) {
        if let Some(Landing::Inside(into)) = seat.landing {
            let known = from.entry(into).or_default();
            if !known.contains(&owner) {
                known.push(owner);
            }
        }
    }
    let mut merged: Vec<_> = from.into_iter().map(|(into, from)| Merged { into, from }).collect();
    merged.retain(|merged| merged.from.len() > 1);
    merged.sort_by_key(|merged| merged.into);
    merged
}
