//! Whole maps through the plugin.

use journeybook_plugin::{Attributed, Bound, Entry, Guest, Journey, Score, Stage, Step};
use journeybook_statistics::printed::near;

use super::*;
use crate::components::Component;

fn scored(journey: &Journey) -> Vec<Score> {
    Guest::<Health>::score(journey, &Bound::default()).unwrap()
}

fn one(journey: &Journey, id: &str) -> Score {
    scored(journey).into_iter().find(|score| score.id == id).unwrap()
}

#[test]
fn health_as_worked() {
    let weights = [10.0, 10.0, 10.0, 15.0, 15.0, 5.0, 10.0, 10.0, 10.0, 5.0];
    let values = [1.0, 0.5, 1.0, 0.8, 0.7, 1.0, 0.5, 0.25, 0.4, 0.5];
    let all: Vec<Component> =
        weights.into_iter().zip(values).map(|(weight, value)| ("", weight, Some(value))).collect();
    let (points, of) = health::points(&all);
    near(Some(points), 66.5, 9);
    assert_eq!(of, 100.0);
    let mut future = all;
    future[8].2 = None;
    let (points, of) = health::points(&future);
    assert_eq!((points, of), (62.5, 90.0));
}

fn evidence(target: &str, method: &str, n: &str, date: &str) -> Entry {
    let said = |key: &str| format!("{target}.{key}");
    Entry::new("evidence", target)
        .refers_to(target)
        .with(&said("method"), method)
        .with(&said("n"), n)
        .with(&said("date"), date)
}

/// Three claims: one source, two sources, none.
fn worked() -> Journey {
    let interviews = || evidence("evidence/talks", "interviews", "6", "2026-05-22");
    let survey = evidence("evidence/survey", "survey", "240", "2025-05-22");
    let steps = [
        Step::new("a", "A").entry(interviews()),
        Step::new("b", "B").entry(interviews()).entry(survey),
        Step::new("c", "C"),
    ];
    let stage = steps.into_iter().fold(Stage::new("s", "S"), Stage::step);
    Journey::new("j", "J").with("today", "2026-11-22").stage(stage).numbered()
}

#[test]
fn confidence_fades_as_worked() {
    let journey = worked();
    let score = one(&journey, "evidence-confidence");
    near(score.value, 0.281_413, 6);
    assert_eq!((score.n, score.excluded), (3, 0));
    assert_eq!(
        score.explanation,
        "The evidence makes us 0.28 sure on average over 3 steps, of 1; C rests on least."
    );
    near(one(&journey, "evidence-validated").value, 66.6667, 4);
    near(one(&journey, "evidence-triangulated").value, 33.3333, 4);
    near(one(&journey, "evidence-stale").value, 0.0, 9);
    near(one(&journey, "evidence-quantitative").value, 33.3333, 4);
}

#[test]
fn two_exports_of_one_source_count_once_and_the_future_not_at_all() {
    let source = |target: &str, date: &str| {
        evidence(target, "survey", "240", date).with(&format!("{target}.source-id"), "survey")
    };
    let step = Step::new("a", "A")
        .entry(source("evidence/one", "2026-11-22"))
        .entry(source("evidence/two", "2025-11-22"));
    let map = |step: Step| {
        Journey::new("j", "J").with("today", "2026-11-22").stage(Stage::new("s", "S").step(step)).numbered()
    };
    near(one(&map(step), "evidence-confidence").value, 0.6, 9);
    let later =
        one(&map(Step::new("a", "A").entry(source("evidence/one", "2027-01-01"))), "evidence-confidence");
    assert_eq!((later.value, later.excluded), (None, 1));
}

#[test]
fn without_a_date_the_last_review_counts_and_is_said() {
    let step = Step::new("a", "A").entry(Entry::new("evidence", "Web analytics"));
    let map = Journey::new("j", "J")
        .with("today", "2026-11-22")
        .with("reviewed", "2025-11-22")
        .stage(Stage::new("s", "S").step(step));
    let score = one(&map.numbered(), "evidence-confidence");
    near(score.value, 0.25, 9);
    assert!(
        score.explanation.ends_with("1 source without a date counted as old as the map's last review."),
        "{}",
        score.explanation
    );
}

#[test]
fn workshops_reason_and_customers_validate() {
    let map = |entry: Entry| {
        Journey::new("j", "J").stage(Stage::new("s", "S").step(Step::new("a", "A").entry(entry))).numbered()
    };
    let validated =
        |method: &str| one(&map(evidence("evidence/x", method, "8", "2026-01-01")), "evidence-validated");
    assert_eq!((validated("workshop").value, validated("interviews").value), (Some(0.0), Some(100.0)));
    assert!(validated("workshop").explanation.contains("1 reasoned from inside, 0 assumed"));
}

/// Five stages and four channels, twelve cells filled, two not expected.
#[test]
fn coverage_as_worked() {
    let channels = ["web", "post", "shop", "phone"];
    let stage = |at: usize, met: usize| {
        let step = |name: &str| {
            Step::new(name, name).entry(Entry::new("channel", name)).entry(Entry::new("touchpoint", name))
        };
        let empty = Stage::new(&format!("s{at}"), &format!("S{at}"));
        channels[..met].iter().fold(empty, |stage, name| stage.step(step(name)))
    };
    let stages =
        [stage(0, 4), stage(1, 3), stage(2, 2).with("not-expected", "shop, phone"), stage(3, 3), stage(4, 0)];
    let journey = stages.into_iter().fold(Journey::new("j", "J"), Journey::stage).numbered();
    let score = one(&journey, "touchpoint-coverage");
    near(score.value, 66.6667, 4);
    assert_eq!((score.n, score.excluded), (18, 2));
    assert!(score.explanation.contains("No touchpoint in: S4."), "{}", score.explanation);
}

#[test]
fn a_map_without_anything_has_a_health_and_nothing_else() {
    let bare = Journey::new("j", "J").stage(Stage::new("s", "S").step(Step::new("a", "A"))).numbered();
    let scores = scored(&bare);
    assert_eq!(scores.iter().map(|score| score.id.as_str()).collect::<Vec<_>>(), ["map-health"]);
    assert_eq!(scores[0].attribute("freshness"), Some("does not apply"));
    assert_eq!((scores[0].parts.len(), scores[0].parts[0].at), (10, 0));
    assert_eq!(one(&Journey::new("e", "E"), "map-health").value, None);
}
