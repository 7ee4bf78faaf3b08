//! Which stages are met in which channels: the cells of stage × channel that hold a touchpoint.

use std::collections::BTreeSet;

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Definition, Entry, Journey, Part, Score, Stage, Step};
use journeybook_statistics::part_of;

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("touchpoint-coverage", "Channel coverage")
        .unit("%")
        .scale(0.0, 100.0)
        .description("In how many of the places where people could be met they are: the channels of the map in each stage. Take a channel that is not expected out with {not-expected=\"post, shop\"} on the stage.")
        .source("Journeybook")
        .formula("cells of stage × channel with a touchpoint ÷ cells that are expected × 100")
        .with("family", "How well this is known")
}

/// The cells of a map.
struct Matrix<'a> {
    channels: BTreeSet<String>,
    rows: Vec<(&'a Stage, BTreeSet<String>, BTreeSet<String>)>,
}

impl<'a> Matrix<'a> {
    fn of(journey: &'a Journey) -> Self {
        let all: BTreeSet<String> = journey.steps().flat_map(channels).collect();
        let rows = journey.stages.iter().map(|stage| {
            let met = stage.steps.iter().filter(|step| is_met(step)).flat_map(channels).collect();
            let off = stage.attribute("not-expected").unwrap_or_default().split(',').map(slug).collect();
            (stage, met, off)
        });
        Self { rows: rows.collect(), channels: all }
    }

    fn expected(&self, off: &BTreeSet<String>) -> usize {
        self.channels.difference(off).count()
    }

    /// Filled and expected cells.
    fn cells(&self) -> (usize, usize) {
        let filled = self.rows.iter().map(|(_, met, off)| met.difference(off).count()).sum();
        (filled, self.rows.iter().map(|(_, _, off)| self.expected(off)).sum())
    }
}

/// How many of the cells hold a touchpoint, 0 to 1; none on a map without channels.
pub fn share(journey: &Journey) -> Option<f64> {
    let (filled, expected) = Matrix::of(journey).cells();
    part_of(filled as f64, expected as f64).map(|percent| percent / 100.0)
}

/// Scores a map with channels.
pub fn score(journey: &Journey) -> Option<Score> {
    let matrix = Matrix::of(journey);
    let (filled, expected) = matrix.cells();
    let value = part_of(filled as f64, expected as f64)?;
    let cells = matrix.rows.len() * matrix.channels.len();
    let text = format!(
        "{filled} of {expected} cells of {} stages and {} channels hold a touchpoint, {}%.{}",
        matrix.rows.len(),
        matrix.channels.len(),
        short(value, 1),
        gaps(journey, &matrix)
    );
    let parts = matrix.rows.iter().map(|(stage, met, off)| {
        let (met, expected) = (met.difference(off).count(), matrix.expected(off));
        Part::new(stage.node, part_of(met as f64, expected as f64), &format!("{met} of {expected}"))
    });
    Some(
        Score::new("touchpoint-coverage", value)
            .counting(expected, cells - expected)
            .explained(text)
            .parts(parts),
    )
}

fn gaps(journey: &Journey, matrix: &Matrix) -> String {
    let stages: Vec<&str> = matrix
        .rows
        .iter()
        .filter(|(_, met, _)| met.is_empty())
        .map(|(stage, _, _)| stage.title.as_str())
        .collect();
    let channels: Vec<&str> = matrix
        .channels
        .iter()
        .filter(|name| matrix.rows.iter().all(|(_, met, _)| !met.contains(*name)))
        .map(String::as_str)
        .collect();
    let said = |names: Vec<&str>, what: &str| {
        if names.is_empty() { String::new() } else { format!(" {what}: {}.", listed(&names)) }
    };
    let steps: Vec<&Step> = journey.steps().collect();
    let over: Vec<&str> =
        steps.windows(2).filter(|pair| is_gap(pair[0], pair[1])).map(|pair| pair[1].title.as_str()).collect();
    said(stages, "No touchpoint in")
        + &said(channels, "Never met by")
        + &said(over, "The channel changes and nothing carries over at")
}

/// Whether two steps in a row have no channel and no touchpoint in common.
fn is_gap(before: &Step, after: &Step) -> bool {
    let (from, to) = (channels(before), channels(after));
    let shared = names(before, "touchpoint").intersection(&names(after, "touchpoint")).count();
    !from.is_empty() && !to.is_empty() && from.intersection(&to).count() == 0 && shared == 0
}

fn is_met(step: &Step) -> bool {
    step.has("touchpoint")
}

fn channels(step: &Step) -> BTreeSet<String> {
    names(step, "channel")
}

fn names(step: &Step, lane: &str) -> BTreeSet<String> {
    step.lane(lane).flat_map(named).collect()
}

/// What an entry refers to, else its words.
fn named(entry: &Entry) -> Vec<String> {
    let of = format!("{}/", entry.lane);
    let refs: Vec<String> =
        entry.refs.iter().filter_map(|target| target.strip_prefix(&of)).map(str::to_owned).collect();
    match (refs.is_empty(), slug(&entry.text)) {
        (false, _) => refs,
        (true, words) if words.is_empty() => Vec::new(),
        (true, words) => vec![words],
    }
}

fn slug(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "-")
}
