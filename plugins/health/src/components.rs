//! The ten components of health that can be read off a map, each from 0 to 1; none where it does not apply.

use journeybook_plugin::{Attributed, Journey, Step};

use crate::actionable::{lowest_answered, owned};
use crate::coverage;
use crate::day::Day;
use crate::founded::Founded;

/// A component: its name, its weight, and what it comes to.
pub type Component = (&'static str, f64, Option<f64>);

/// All ten, in the order in which they are printed.
pub fn components(journey: &Journey, founded: &Founded) -> [Component; 10] {
    [
        ("actor", 10.0, Some(said(journey, "persona"))),
        ("scenario and expectations", 10.0, Some(scenario(journey))),
        ("phases", 10.0, Some(phases(journey))),
        (
            "touchpoint coverage",
            15.0,
            Some(coverage::share(journey).unwrap_or_else(|| filled(journey, &["touchpoint"]))),
        ),
        ("actions, thoughts, emotions", 15.0, Some(filled(journey, &["doing", "thinking", "feeling"]))),
        ("highs and lows", 5.0, Some(highs_and_lows(journey))),
        ("opportunities at the lowest moments", 10.0, lowest_answered(journey)),
        ("ownership and metrics", 10.0, owned(journey)),
        ("evidence", 10.0, evidence(journey, founded)),
        ("freshness", 5.0, freshness(journey)),
    ]
}

fn said(journey: &Journey, key: &str) -> f64 {
    f64::from(journey.attribute(key).is_some_and(|text| !text.trim().is_empty()))
}

fn scenario(journey: &Journey) -> f64 {
    let scenario = said(journey, "scenario").max(said(journey, "goal"));
    f64::midpoint(scenario, said(journey, "expectations"))
}

/// Three stages or more, and the share of them that hold anything.
fn phases(journey: &Journey) -> f64 {
    let full = journey
        .stages
        .iter()
        .filter(|stage| stage.all_entries().next().is_some() || rated(&stage.steps))
        .count();
    let stages = journey.stages.len().max(3);
    full as f64 / stages as f64
}

fn rated(steps: &[Step]) -> bool {
    steps.iter().any(|step| step.feeling.is_some())
}

/// The share of cells of steps and lanes that are filled.
fn filled(journey: &Journey, lanes: &[&str]) -> f64 {
    let steps = journey.steps().count();
    let is_filled = |step: &Step, lane: &str| step.has(lane) || (lane == "feeling" && step.feeling.is_some());
    let count: usize =
        journey.steps().map(|step| lanes.iter().filter(|lane| is_filled(step, lane)).count()).sum();
    if steps == 0 { 0.0 } else { count as f64 / (steps * lanes.len()) as f64 }
}

/// Feelings are passed from -1 to 1; a high is +1 and a low -1 on the scale from -2 to 2.
fn highs_and_lows(journey: &Journey) -> f64 {
    let any = |fits: fn(f64) -> bool| {
        f64::from(journey.steps().filter_map(|step| step.feeling.as_ref()).any(|it| fits(it.value)))
    };
    f64::midpoint(any(|value| value >= 0.5), any(|value| value <= -0.5))
}

/// A map of what is planned or ideal has no evidence of it.
fn evidence(journey: &Journey, founded: &Founded) -> Option<f64> {
    let future = matches!(journey.attribute("basis"), Some("planned" | "ideal"));
    if future {
        None
    } else if founded.has_any() {
        founded.mean()
    } else {
        Some(0.0)
    }
}

fn freshness(journey: &Journey) -> Option<f64> {
    let today = journey.attribute("today").and_then(Day::parse)?;
    let Some(reviewed) = journey.attribute("reviewed").and_then(Day::parse) else { return Some(0.0) };
    Some(((12.0 - today.months_since(reviewed)) / 9.0).clamp(0.0, 1.0))
}
