//! By which means people are met, stage by stage of each framework.

use std::collections::HashMap;

use journeybook_model::Kind;
use serde::Serialize;

use super::link::{self, Link};
use super::{Top, by_framework};
use crate::render::portal::{Place, Portal, mean};
use crate::resolve::NodeId;

/// The longest table.
const MOST: usize = 40;

/// The channels of the journeys on one framework.
#[derive(Debug, Serialize)]
pub struct Table {
    /// The framework.
    pub framework: Link,
    /// How many journeys are on it.
    pub journeys: usize,
    /// Its stages.
    pub stages: Vec<Head>,
    /// Its channels, those of most steps first.
    pub channels: Top<Row>,
    /// The steps that name no channel, stage by stage.
    pub none: Vec<Cell>,
}

/// A stage.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Its name.
    pub title: String,
    /// How many steps it has.
    pub steps: usize,
    /// How many of them have a channel.
    pub met: usize,
}

/// A channel.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The channel.
    pub channel: Link,
    /// How many steps use it.
    pub steps: usize,
    /// Its steps, stage by stage.
    pub cells: Vec<Cell>,
}

/// The steps of a channel in a stage.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// How many.
    pub steps: usize,
    /// How they feel, on -2..2, or none.
    pub mean: Option<f64>,
}

/// The channels of a step: those it names, and those of its touchpoints; each once, by name.
pub fn of_step(portal: &Portal, place: Place) -> Vec<NodeId> {
    let site = &portal.site;
    let links = portal.shown(place).entries.iter().flat_map(|entry| entry.links.clone());
    let targets = &site.nodes[place.journey].targets;
    let nodes = links.filter_map(|link| targets.get(link as usize)?.node());
    let channels = nodes.flat_map(|node| match site.nodes[node].kind {
        Kind::Channel => vec![node],
        Kind::Touchpoint => site.fields_to(node, "channel"),
        _ => Vec::new(),
    });
    let mut all: Vec<_> = channels.collect();
    all.sort_by(|a, b| site.nodes[*a].title.cmp(&site.nodes[*b].title).then(a.cmp(b)));
    all.dedup();
    all
}

/// A table for each framework with stages that a lived map declares, those of most maps first.
pub fn tables(portal: &Portal) -> Vec<Table> {
    let on = by_framework(portal).into_iter();
    on.filter_map(|(framework, maps)| table(portal, framework, &maps)).collect()
}

/// The steps of each channel in each stage; none for the steps without a channel.
type Sorted = HashMap<Option<NodeId>, Vec<Vec<Place>>>;

fn table(portal: &Portal, framework: NodeId, maps: &[NodeId]) -> Option<Table> {
    let model = portal.site.model(&portal.site.nodes[framework].id)?;
    let count = model.stages.len();
    if count == 0 {
        return None;
    }
    let (sorted, steps) = sort(portal, maps, count);
    let none = sorted.get(&None).cloned().unwrap_or_else(|| vec![Vec::new(); count]);
    let head = |(at, stage): (usize, &journeybook_model::StageModel)| Head {
        title: stage.title.clone(),
        steps: steps[at],
        met: steps[at] - none[at].len(),
    };
    let mut rows: Vec<Row> =
        sorted.iter().filter_map(|(channel, places)| Some(row(portal, (*channel)?, places))).collect();
    rows.sort_by(|a, b| b.steps.cmp(&a.steps).then_with(|| a.channel.title.cmp(&b.channel.title)));
    Some(Table {
        framework: link::node(portal, framework),
        journeys: maps.len(),
        stages: model.stages.iter().enumerate().map(head).collect(),
        channels: Top::of(rows, MOST),
        none: none.iter().map(|places| cell(portal, places)).collect(),
    })
}

fn sort(portal: &Portal, maps: &[NodeId], count: usize) -> (Sorted, Vec<usize>) {
    let mut sorted = Sorted::new();
    let mut steps = vec![0; count];
    for place in maps.iter().flat_map(|map| portal.places(*map)) {
        let stage =
            portal.site.nodes[place.journey].places.get(portal.column(place).stage).copied().flatten();
        let Some(stage) = stage.filter(|stage| *stage < count) else { continue };
        steps[stage] += 1;
        let channels = of_step(portal, place);
        let none = channels.is_empty().then_some(None);
        for channel in channels.into_iter().map(Some).chain(none) {
            sorted.entry(channel).or_insert_with(|| vec![Vec::new(); count])[stage].push(place);
        }
    }
    (sorted, steps)
}

fn row(portal: &Portal, channel: NodeId, places: &[Vec<Place>]) -> Row {
    Row {
        channel: link::node(portal, channel),
        steps: places.iter().map(Vec::len).sum(),
        cells: places.iter().map(|places| cell(portal, places)).collect(),
    }
}

fn cell(portal: &Portal, places: &[Place]) -> Cell {
    Cell { steps: places.len(), mean: mean(places.iter().filter_map(|place| portal.score(*place))) }
}
