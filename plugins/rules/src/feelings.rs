//! The curve: whether it is there, whether it moves, and whether it says why.

use journeybook_plugin::Step;
use journeybook_plugin::prose::count;

use crate::map::Map;
use crate::report::Report;
use crate::words::more_than;

/// How many percent of the steps may lack what a map is made of.
const TOLERATED: usize = 30;

/// A value that counts as low or high, on the common scale of -1 to 1.
const MARKED: f64 = 0.5;

/// A value at an end of the scale.
const EXTREME: f64 = 0.999;

/// JM023 and JM025 to JM032. What is off the scale, the host says.
pub fn check(map: &Map<'_>, report: &mut Report) {
    if map.steps.is_empty() {
        return;
    }
    filled(map, report);
    curve(map, report);
    map.steps.iter().filter(|step| is_unexplained(step)).for_each(|step| {
        let message = format!("“{}” is at an end of the scale, and nothing says why", step.title);
        report.say("JM029", step.node, &message, "add `thinking:`, `pain:`, `gain:` or a quotation");
    });
    lows(map, report);
    moments(map, report);
}

fn filled(map: &Map<'_>, report: &mut Report) {
    let all = map.steps.len();
    for lane in ["doing", "thinking"] {
        let missing = map.count(|step| !step.has(lane));
        if more_than(missing, all, TOLERATED) {
            let message = format!("{missing} of {} say nothing under `{lane}`", count(all, "step"));
            report.say("JM023", map.node(), &message, &format!("write `- {lane}: …` where it is known"));
        }
    }
    let missing = map.count(|step| step.feeling.is_none());
    if more_than(missing, all, TOLERATED) {
        let message = format!("{missing} of {} have no feeling", count(all, "step"));
        report.say("JM025", map.node(), &message, "write `- feeling: +1 curious`, from -2 to +2");
    }
}

fn value(step: &Step) -> Option<f64> {
    step.feeling.as_ref().map(|feeling| feeling.value)
}

fn curve(map: &Map<'_>, report: &mut Report) {
    let values: Vec<f64> = map.steps.iter().filter_map(|step| value(step)).collect();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !map.is_of_today() {
        return;
    }
    if values.len() > 1 {
        let missing = match (low <= -MARKED, high >= MARKED) {
            _ if high - low < MARKED => Some(("JM026", "the curve hardly moves")),
            (false, true) => Some(("JM027", "the curve has no low")),
            (true, false) => Some(("JM027", "the curve has no high")),
            (false, false) => Some(("JM027", "the curve has neither a low nor a high")),
            (true, true) => None,
        };
        if let Some((rule, message)) = missing {
            report.say(
                rule,
                map.node(),
                message,
                "ask where it was hard and where it was good, and rate those steps",
            );
        }
    }
    if map.lane("pain").next().is_none() {
        let help = "ask what went wrong, took long or was feared, and write `- pain: …`";
        report.say("JM028", map.node(), "nothing on the map hurts", help);
    }
}

fn is_unexplained(step: &Step) -> bool {
    let is_extreme = value(step).is_some_and(|value| value.abs() >= EXTREME);
    let says = ["thinking", "pain", "gain"].iter().any(|lane| step.has(lane));
    is_extreme && !says && step.quotes.is_empty()
}

fn is_moment(step: &Step) -> bool {
    step.has("moment-of-truth")
}

/// The three lowest moments below zero, and every moment of truth that is low.
fn lows(map: &Map<'_>, report: &mut Report) {
    let rated = map.steps.iter().filter_map(|step| value(step).map(|value| (value, *step)));
    let mut below: Vec<(f64, &Step)> = rated.filter(|(value, _)| *value < 0.0).collect();
    below.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (at, (value, step)) in below.into_iter().enumerate() {
        let counts = at < 3 || (value <= -MARKED && is_moment(step));
        if counts && !step.has("opportunity") {
            let message =
                format!("“{}” is one of the lowest moments, and nothing follows from it", step.title);
            report.say("JM030", step.node, &message, "write `- opportunity: …`, what could be better here");
        }
    }
}

fn moments(map: &Map<'_>, report: &mut Report) {
    let (all, moments) = (map.steps.len(), map.count(is_moment));
    if moments == 0 {
        let help = "mark the step that decides whether people come back with `- moment-of-truth`";
        report.say("JM031", map.node(), "no step is marked as a moment of truth", help);
    }
    if all > 2 && more_than(moments, all, 50) {
        let message = format!("{moments} of {} are marked as moments of truth", count(all, "step"));
        report.say("JM032", map.node(), &message, "keep the two or three that decide");
    }
}
