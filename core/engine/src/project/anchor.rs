//! Which point of the axis each step of a map stands for.

use std::collections::HashMap;

use journeybook_model::{FrameworkModel, Journey, Stage};

use super::axis::{Span, middle, phase};

/// The steps that one stretch of the axis is shared among.
///
/// A map may cut a stage of its framework into several headings, so a stretch is told apart by what it stands for and not
/// by the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stretch {
    /// A stage of the map's framework.
    Place(usize),
    /// A heading that says its phase itself: `{phase=use}`.
    Heading(usize),
}

/// The anchors of a map's columns, in their order; none for a step of which nothing is known.
///
/// A step that says its phase stands in the middle of it. Of the others, step i of k in a stage stands at
/// `low + (i - 0.5) / k * (high - low)`.
pub fn anchors(
    journey: &Journey,
    places: &[Option<usize>],
    source: Option<&FrameworkModel>,
) -> Vec<Option<f64>> {
    let stretches: Vec<_> =
        journey.stages.iter().enumerate().map(|(at, stage)| stretch(at, stage, places)).collect();
    let mut steps: HashMap<Stretch, usize> = HashMap::new();
    for (stage, stretch) in journey.stages.iter().zip(&stretches) {
        stretch.iter().for_each(|stretch| *steps.entry(*stretch).or_default() += columns(stage));
    }
    let mut passed: HashMap<Stretch, usize> = HashMap::new();
    let mut all = Vec::new();
    for (stage, stretch) in journey.stages.iter().zip(stretches) {
        for column in 0..columns(stage) {
            let shared = stretch.and_then(|stretch| {
                let number = passed.entry(stretch).or_default();
                *number += 1;
                Some(share(span(stretch, stage, source)?, *number, steps[&stretch]))
            });
            all.push(own(stage, column).map(middle).or(shared));
        }
    }
    all
}

/// A heading's own phase counts before its framework's stage.
fn stretch(at: usize, stage: &Stage, places: &[Option<usize>]) -> Option<Stretch> {
    let says = stage.attributes.get("phase").and_then(phase);
    let place = || places.get(at).copied().flatten().map(Stretch::Place);
    says.map(|_| Stretch::Heading(at)).or_else(place)
}

fn span(stretch: Stretch, stage: &Stage, source: Option<&FrameworkModel>) -> Option<Span> {
    match stretch {
        Stretch::Heading(_) => phase(stage.attributes.get("phase")?),
        Stretch::Place(at) => source?.stages.get(at).map(|stage| (stage.low, stage.high)),
    }
}

fn share((low, high): Span, number: usize, of: usize) -> f64 {
    low + (number as f64 - 0.5) / of as f64 * (high - low)
}

fn columns(stage: &Stage) -> usize {
    stage.steps.len().max(1)
}

/// The phase that a column says itself.
fn own(stage: &Stage, column: usize) -> Option<Span> {
    phase(stage.steps.get(column)?.attributes.get("phase")?)
}
