//! The shares that levels of maturity ask for.

use journeybook_model::{Entry, Fields, Kind, StandardLane};

use super::map::{Column, Map, dated_readings, is_dated};
use super::{Measure, Share};
use crate::data::Beside;
use crate::resolve::{NodeId, Opportunity, opportunity_id};

/// How many of the lowest moments need an answer.
const LOWEST: usize = 3;

/// How much of what a measure counts is as it should be.
pub fn share(map: &Map<'_>, measure: Measure) -> Share {
    match measure {
        Measure::Claims => count(claims(map)),
        Measure::Stages => count((0..map.journey.stages.len()).map(|stage| is_measured(map, stage))),
        Measure::Lowest => count(lowest(map).iter().map(|column| is_answered(map, column))),
        Measure::Readings => count(map.metrics().into_iter().map(|node| readings(map, node) >= 2)),
        Measure::Closed => count(closed(map).map(|known| is_shown(map, known))),
    }
}

fn count(all: impl IntoIterator<Item = bool>) -> Share {
    all.into_iter().fold(Share::default(), |share, good| Share {
        have: share.have + usize::from(good),
        of: share.of + 1,
    })
}

/// For every pain point and every feeling, whether somebody was asked or watched.
fn claims(map: &Map<'_>) -> Vec<bool> {
    let mut claims = Vec::new();
    for (at, stage) in map.journey.stages.iter().enumerate() {
        if !stage.steps.is_empty() {
            claims.extend(pains(map, &stage.entries, heard(map, &stage.entries)));
        }
        for column in map.columns_of(at) {
            let heard = heard(map, column.entries) || heard(map, column.above);
            claims.extend(pains(map, column.entries, heard));
            claims.extend(column.feeling.map(|_| heard));
        }
    }
    claims
}

fn pains(map: &Map<'_>, entries: &[Entry], around: bool) -> Vec<bool> {
    let pains = entries.iter().filter(|entry| entry.lane.is(StandardLane::Pain));
    pains.map(|entry| around || rests_on_talk(map, entry)).collect()
}

/// Whether what stands in the evidence lane comes from talking and watching.
fn heard(map: &Map<'_>, entries: &[Entry]) -> bool {
    let sources = entries.iter().filter(|entry| entry.lane.is(StandardLane::Evidence));
    sources.into_iter().any(|entry| rests_on_talk(map, entry))
}

fn rests_on_talk(map: &Map<'_>, entry: &Entry) -> bool {
    map.targets(entry).into_iter().any(|node| is_evidence(map, node) && map.is_qualitative(node))
}

fn is_evidence(map: &Map<'_>, node: NodeId) -> bool {
    map.site.nodes[node].kind == Kind::Evidence
}

/// Whether a stage has a metric of so many cases and of some day.
fn is_measured(map: &Map<'_>, stage: usize) -> bool {
    let entries = map.entries_of(stage).into_iter();
    let metrics = entries.filter(|(_, entry)| entry.lane.is(StandardLane::Metric));
    let named = metrics.into_iter().any(|(_, entry)| is_dated_entry(map, entry));
    named
        || map.data.measured.iter().any(|measured| {
            let dated = map.fields(measured.evidence).is_some_and(|fields| fields.text("date").is_some());
            dated && measured.figure.n > 0 && measured.spots.iter().any(|spot| is_in(map, *spot, stage))
        })
}

fn is_dated_entry(map: &Map<'_>, entry: &Entry) -> bool {
    let own = entry.attributes.get("n").is_some() && entry.attributes.get("date").is_some();
    own || map
        .targets(entry)
        .into_iter()
        .any(|node| map.site.nodes[node].kind == Kind::Metric && map.fields(node).is_some_and(is_dated))
}

fn is_in(map: &Map<'_>, spot: Beside, stage: usize) -> bool {
    match spot {
        Beside::Stage(node, at) | Beside::Step(node, at, _) => node == map.node && at == stage,
        Beside::Node(_) | Beside::Named(_) => false,
    }
}

/// The columns that feel worst; of equal ones the first.
fn lowest<'s>(map: &Map<'s>) -> Vec<Column<'s>> {
    let normal = |column: &Column<'_>| column.feeling.map_or(0.0, |feeling| feeling.normal);
    let mut felt = map.columns();
    felt.retain(|column| column.feeling.is_some());
    felt.sort_by(|a, b| normal(a).total_cmp(&normal(b)));
    felt.truncate(LOWEST);
    felt
}

/// Whether a column names an opportunity with an owner and a metric.
fn is_answered(map: &Map<'_>, column: &Column<'_>) -> bool {
    let named = column.entries.iter().filter(|entry| entry.lane.is(StandardLane::Opportunity));
    named.into_iter().any(|entry| {
        let id = opportunity_id(map.site, map.node, entry);
        let known = map.opportunities().find(|known| known.id == id);
        let measured = |known| entry.attributes.get("metric").is_some() || !map.metrics_of(known).is_empty();
        known.is_some_and(|known| known.owner.is_some() && measured(known))
    })
}

fn readings(map: &Map<'_>, metric: NodeId) -> usize {
    map.fields(metric).map_or(0, dated_readings)
}

fn closed<'s>(map: &Map<'s>) -> impl Iterator<Item = &'s Opportunity> {
    map.opportunities().filter(|known| known.status.as_deref() == Some("done"))
}

/// Whether a metric of an opportunity was read before and after.
fn is_shown(map: &Map<'_>, opportunity: &Opportunity) -> bool {
    let compared = |fields: &Fields| {
        let both =
            ["baseline", "value"].iter().all(|key| fields.get(key).is_some_and(|value| !value.is_null()));
        both || dated_readings(fields) >= 2
    };
    map.metrics_of(opportunity).into_iter().any(|node| map.fields(node).is_some_and(compared))
}
