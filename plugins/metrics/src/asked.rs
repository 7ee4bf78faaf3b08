//! One question at one place: its answers, and what people call the place.

use journeybook_plugin::prose::short;
use journeybook_plugin::{Attributed, Bound, Figure, Journey, Node, Part};
use journeybook_statistics::Answers;

use crate::periods::{former, latest};

/// The answers to one question at one place of the map.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The figure they come from.
    pub figure: &'a Figure,
    /// How often each answer was given.
    pub answers: Answers,
    /// What people call the place.
    pub name: &'a str,
    /// The place, where the map has one.
    pub node: Option<Node>,
}

/// What was asked for a metric in the latest period of each place, the whole journey first.
pub fn asked<'a>(journey: &'a Journey, bound: &'a Bound, metric: &'a str) -> Vec<Asked<'a>> {
    let all: Vec<&Figure> = bound.of(metric).collect();
    of(journey, latest(&all))
}

/// What was asked in the period before.
pub fn asked_before<'a>(journey: &'a Journey, bound: &'a Bound, metric: &'a str) -> Vec<Asked<'a>> {
    let all: Vec<&Figure> = bound.of(metric).collect();
    of(journey, former(&all))
}

fn of<'a>(journey: &'a Journey, figures: Vec<&'a Figure>) -> Vec<Asked<'a>> {
    let one = |figure: &'a Figure| Asked {
        answers: Answers::new(figure.counts()),
        name: journey.called(&figure.at),
        node: journey.place(&figure.at),
        figure,
    };
    let mut all: Vec<Asked> = figures.into_iter().map(one).collect();
    all.sort_by_key(|asked| !asked.figure.at.starts_with("journey/"));
    all
}

impl Asked<'_> {
    /// Both ends of the scale that the data declares.
    pub fn scale(&self) -> Option<(i64, i64)> {
        self.figure.declared_scale().map(|(low, high)| (low as i64, high as i64))
    }

    /// Whether the question is about the journey as a whole.
    pub fn is_whole(&self) -> bool {
        self.figure.at.starts_with("journey/")
    }

    /// Whether a low answer is a good one.
    pub fn is_turned(&self) -> bool {
        self.figure.attribute("direction").is_some_and(|word| word == "effort" || word == "lower")
    }

    /// Its part of a score. A place that the map does not show is named in the whole map's part.
    pub fn part(&self, journey: &Journey, value: Option<f64>, note: &str) -> Part {
        let note = if self.figure.is_of_few() { "fewer than 5" } else { note };
        match self.node.filter(|node| *node != journey.node) {
            Some(node) => Part::new(node, value, note),
            None => Part::new(journey.node, value, self.name),
        }
    }
}

/// ` Lowest for Food (55.7%), highest for Security (87.4%).`; empty unless two differ.
pub fn extremes(named: &[(&str, f64)], unit: &str) -> String {
    let lowest = named.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let highest = named.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    match (lowest, highest) {
        (Some(low), Some(high)) if low.1 < high.1 => {
            let shown = |value: f64| short(value, 1).replace('-', "−") + unit;
            format!(" Lowest for {} ({}), highest for {} ({}).", low.0, shown(low.1), high.0, shown(high.1))
        }
        _ => String::new(),
    }
}
