//! A journey as the scores of its feelings see it: one curve, and for each step what else counts.

use journeybook_plugin::{Attributed, Entry, Journey, Node, Part, Step};

use crate::curve::{Curve, average};
use crate::duration::minutes;
use journeybook_plugin::prose::{count, left_out, signed};

/// A journey with its curve. All lists hold one item a step, in document order.
#[derive(Clone, Debug)]
pub struct Rated<'a> {
    /// The feelings on the scale from -2 to +2.
    pub curve: Curve,
    /// The steps.
    pub steps: Vec<&'a Step>,
    /// The weights: 3 for a moment of truth that makes or breaks it, 2 for another one, else 1.
    pub weights: Vec<f64>,
    /// How long each step takes, where its `duration` says so.
    pub minutes: Vec<Option<f64>>,
    stages: Vec<Span<'a>>,
}

/// A stage and the range of its steps.
#[derive(Clone, Debug)]
struct Span<'a> {
    node: Node,
    title: &'a str,
    from: usize,
    to: usize,
}

/// Reads a journey's curve.
pub fn rated(journey: &Journey) -> Rated<'_> {
    let steps: Vec<&Step> = journey.steps().collect();
    Rated {
        curve: Curve::new(steps.iter().map(|step| Some(step.feeling.as_ref()?.value * 2.0))),
        weights: steps.iter().map(|step| weight(step)).collect(),
        minutes: steps.iter().map(|step| minutes(step.attribute("duration")?)).collect(),
        stages: spans(journey),
        steps,
    }
}

fn spans(journey: &Journey) -> Vec<Span<'_>> {
    let mut from = 0;
    let span = |stage: &'_ journeybook_plugin::Stage| {
        let to = from + stage.steps.len();
        (stage.node, std::mem::replace(&mut from, to), to)
    };
    let ranges: Vec<_> = journey.stages.iter().map(span).collect();
    let titles = journey.stages.iter().map(|stage| stage.title.as_str());
    titles.zip(ranges).map(|(title, (node, from, to))| Span { node, title, from, to }).collect()
}

/// The words for the moments that decide everything.
const MAKE_OR_BREAK: &str = "make-or-break";

/// A moment of truth is marked by a `moment-of-truth` entry or by `{mot=true}`; one that makes or breaks it says so.
fn weight(step: &Step) -> f64 {
    let marks: Vec<&Entry> = step.lane("moment-of-truth").collect();
    let said = step.attribute("mot").unwrap_or("false");
    let is_strong = |entry: &&Entry| {
        let words = entry.text.trim().to_lowercase().replace(' ', "-");
        words.starts_with(MAKE_OR_BREAK)
            || entry.attribute(MAKE_OR_BREAK).is_some()
            || entry.attribute("mot") == Some(MAKE_OR_BREAK)
    };
    match () {
        () if said == MAKE_OR_BREAK || marks.iter().any(is_strong) => 3.0,
        () if !marks.is_empty() || !["false", "no"].contains(&said) => 2.0,
        () => 1.0,
    }
}

impl Rated<'_> {
    /// The title of a step.
    pub fn title(&self, at: usize) -> &str {
        &self.steps[at].title
    }

    /// The node of a step.
    pub fn node(&self, at: usize) -> Node {
        self.steps[at].node
    }

    /// How many steps have a feeling.
    pub fn n(&self) -> usize {
        self.curve.n()
    }

    /// Why there is nothing to score.
    pub fn reason(&self) -> &'static str {
        if self.steps.is_empty() { "The map has no steps." } else { "No step has a feeling on the scale." }
    }

    /// A sentence on the steps without a feeling.
    pub fn left_out(&self) -> String {
        left_out(self.curve.gaps(), "step", "without a feeling")
    }

    /// One part a stage: the average of its steps, each with its weight.
    pub fn by_stage(&self, weight: impl Fn(usize) -> f64) -> Vec<Part> {
        let part = |span: &Span| Part::new(span.node, self.stage_mean(span, &weight), &self.stage_note(span));
        self.stages.iter().map(part).collect()
    }

    fn stage_mean(&self, span: &Span, weight: &impl Fn(usize) -> f64) -> Option<f64> {
        self.curve.mean_by(|at| (span.from..span.to).contains(&at).then(|| weight(at)))
    }

    fn stage_note(&self, span: &Span) -> String {
        let n = self.curve.points().filter(|(at, _)| (span.from..span.to).contains(at)).count();
        let steps = span.to - span.from;
        if n == steps { count(n, "step") } else { format!("{n} of {}", count(steps, "step")) }
    }

    /// ` Best in The show (+1.8), worst in Pay (−1.2).`; empty unless two stages differ.
    pub fn best_and_worst_stage(&self, parts: &[Part]) -> String {
        let stages = self.stages.iter().zip(parts);
        let known: Vec<(&str, f64)> =
            stages.filter_map(|(span, part)| Some((span.title, part.value?))).collect();
        let best = known.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
        let worst = known.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        match (best, worst) {
            (Some(best), Some(worst)) if best.1 > worst.1 => {
                format!(
                    " Best in {} ({}), worst in {} ({}).",
                    best.0,
                    signed(best.1),
                    worst.0,
                    signed(worst.1)
                )
            }
            _ => String::new(),
        }
    }
}

/// The average over the steps of each stage for which there is a number.
pub fn stage_averages(journey: &Journey, number: impl Fn(&Step) -> Option<f64>) -> Vec<Part> {
    let part = |stage: &journeybook_plugin::Stage| {
        let numbers: Vec<f64> = stage.steps.iter().filter_map(&number).collect();
        Part::new(stage.node, average(numbers.iter().copied()), &count(numbers.len(), "step"))
    };
    journey.stages.iter().map(part).collect()
}
