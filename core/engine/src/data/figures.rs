//! A series as the figure that plugins are given and pages show.

use std::collections::BTreeMap;

use super::binding::{Binding, Column};
use super::interval;
use super::reading::Reading;
use super::segments;
use super::series::Series;
use super::tally::{Counts, Tally};
use crate::plugin::FigureRecord;

/// What is counted rather than averaged.
const COUNTED: &str = "count";

/// The figure of a series. Where it is, is filled in for each map.
pub fn figure(binding: &Binding, reading: &Reading, series: &Series, evidence: &str) -> FigureRecord {
    let column = &binding.columns[series.column];
    let tally = &series.tally;
    let metric = column.metric.clone().unwrap_or_default();
    let is_count = metric == COUNTED;
    let value = if is_count { (tally.n > 0).then_some(tally.sum) } else { tally.mean() };
    let ends = value.zip(tally.error()).filter(|_| !is_count);
    let ends = ends.map(|(mean, error)| interval::of(mean, error, tally.n));
    FigureRecord {
        metric,
        at: series.at.clone().or_else(|| column.at.clone()).unwrap_or_default(),
        value: value.filter(|_| series.pairs.is_empty()),
        n: small(tally.n),
        excluded: small(tally.excluded),
        low: ends.map(|(low, _)| low),
        high: ends.map(|(_, high)| high),
        attributes: attributes(binding, column, reading, series, evidence),
    }
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn attributes(
    binding: &Binding,
    column: &Column,
    reading: &Reading,
    series: &Series,
    evidence: &str,
) -> BTreeMap<String, String> {
    let (low, high) = column.scale.map_or((None, None), |(low, high)| (Some(low), Some(high)));
    let days = reading.days.as_ref().map(|(first, last)| format!("{first}/{last}"));
    let said = [
        ("column", Some(column.name.clone())),
        ("evidence", Some(evidence.to_owned())),
        ("scale-low", low.map(|low| low.to_string())),
        ("scale-high", high.map(|high| high.to_string())),
        ("direction", column.direction.clone()),
        ("unit", series.unit.clone().or_else(|| column.unit.clone())),
        ("period", binding.period.clone().or(days)),
        ("segment", binding.segment.as_ref().map(|(_, value)| value.clone())),
        ("title", column.title.clone()),
    ];
    let said = said.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let mut all: BTreeMap<_, _> = said.chain(pairs(series)).collect();
    if let Some(counts) = series.tally.distribution() {
        all.extend(distribution(counts, binding.weight.is_some()));
    }
    if binding.weight.is_some() {
        all.extend(weights(&series.tally));
    }
    if let Some(column) = binding.segments.as_ref().filter(|_| !series.groups.is_empty()) {
        all.insert("segments".to_owned(), column.clone());
        all.extend(grouped(&reading.groups, series));
    }
    all
}

/// The answers of each group that may be shown, and how many may not.
fn grouped(names: &[String], series: &Series) -> BTreeMap<String, String> {
    let shown = segments::shown(&series.groups, &series.tally);
    let groups = || names.iter().zip(&series.groups).zip(&shown);
    let open = groups().filter(|(_, shown)| **shown).flat_map(|((name, tally), _)| group(name, tally));
    let hidden = groups().filter(|((_, tally), shown)| !**shown && tally.n > 0).count();
    let hidden = (hidden > 0).then(|| ("segments-hidden".to_owned(), hidden.to_string()));
    open.chain(hidden).collect()
}

fn group(name: &str, tally: &Tally) -> Vec<(String, String)> {
    let said = |key: &str, value: String| (format!("segment.{name}.{key}"), value);
    let mean = tally.mean().map(|mean| said("mean", mean.to_string()));
    let cells = tally.distribution().map(|counts| counts.cells.iter().zip(counts.low..));
    let counts = cells.into_iter().flatten().filter(|((n, _), _)| *n > 0);
    let counts = counts.map(|((n, _), value)| said(&format!("count.{value}"), n.to_string()));
    [said("n", tally.n.to_string())].into_iter().chain(mean).chain(counts).collect()
}

fn pairs(series: &Series) -> impl Iterator<Item = (String, String)> {
    series.pairs.iter().map(|((one, other), n)| (format!("pair.{one}.{other}"), n.to_string()))
}

/// Every value of the scale, those that nobody gave as well.
fn distribution(counts: &Counts, weighted: bool) -> impl Iterator<Item = (String, String)> {
    let values = counts.cells.iter().zip(counts.low..);
    values.flat_map(move |((n, weight), value)| {
        let weight = weighted.then(|| (format!("weight.{value}"), weight.to_string()));
        std::iter::once((format!("count.{value}"), n.to_string())).chain(weight)
    })
}

fn weights(tally: &Tally) -> impl Iterator<Item = (String, String)> {
    let weights = tally.weights;
    let mean = (weights.sum > 0.0).then(|| weights.product / weights.sum);
    let sums =
        [("weights", weights.sum), ("weights-squared", weights.squares)].map(|(key, sum)| (key, Some(sum)));
    let all = sums.into_iter().chain([("weighted-mean", mean)]);
    all.filter_map(|(key, value)| Some((key.to_owned(), value?.to_string())))
}
