//! Whole maps through the plugin: what a portal would show.

use std::collections::BTreeSet;

use journeybook_plugin::{
    Attributed, Bound, Entry, Guest, Journey, Part, Plugin, Score, Scores, Settings, Stage, Step,
};

use crate::MapScores;

/// A step with a feeling on the scale from -2 to +2.
fn step(title: &str, feeling: f64) -> Step {
    Step::new(title, title).feels(feeling / 2.0, "")
}

/// The worked curve in three stages, with one moment of truth at the fourth step.
fn worked() -> Journey {
    let durations = ["2 min", "15 min", "30 min", "10 min", "3 min", "20 min", "12 min"];
    let feelings = [1.0, 1.0, -1.0, -2.0, 1.0, 1.0, 0.0];
    let timed = |at: usize| step(&format!("S{}", at + 1), feelings[at]).with("duration", durations[at]);
    let truth = timed(3).entry(Entry::new("moment-of-truth", ""));
    Journey::new("worked", "Worked")
        .stage(Stage::new("a", "Find").step(timed(0)).step(timed(1)))
        .stage(Stage::new("b", "Pay").step(timed(2)).step(truth))
        .stage(Stage::new("c", "Go").step(timed(4)).step(timed(5)).step(timed(6)))
        .numbered()
}

fn all(journey: &Journey) -> Vec<Score> {
    Guest::<MapScores>::score(journey, &Bound::default()).unwrap()
}

fn one(journey: &Journey, id: &str) -> Score {
    all(journey).into_iter().find(|score| score.id == id).unwrap()
}

fn rounded(score: &Score) -> Option<f64> {
    score.value.map(|value| (value * 1e6).round() / 1e6)
}

#[test]
fn the_worked_map_scores_as_printed() {
    let printed = [
        ("experience", -0.125),
        ("emotion-mean", 0.142857),
        ("emotion-by-time", -0.108696),
        ("peak-end", -1.0),
        ("memory-gap", -1.142857),
        ("best-moment", 1.0),
        ("worst-moment", -2.0),
        ("steepest-drop", -2.0),
        ("max-drawdown", 3.0),
        ("longest-low", 2.0),
        ("volatility", 1.166667),
        ("emotion-trend", -0.035714),
        ("emotion-area", 0.041667),
    ];
    for (id, value) in printed {
        assert_eq!(rounded(&one(&worked(), id)), Some(value), "{id}");
    }
}

#[test]
fn what_stands_beside_the_number() {
    let beside = |id: &str, key: &str| one(&worked(), id).attribute(key).unwrap().to_owned();
    assert_eq!(
        (beside("emotion-mean", "index"), beside("peak-end", "index")),
        ("53.5714".into(), "25.0000".into())
    );
    assert_eq!(beside("emotion-mean", "deviation"), "1.124858");
    assert_eq!(beside("volatility", "root-mean-square"), "1.581139");
    let area = ["total", "positive", "negative"].map(|key| beside("emotion-area", key));
    assert_eq!(area, ["0.500000", "2.916667", "-2.416667"]);
}

#[test]
fn sentences_carry_the_numbers() {
    let said = [
        (
            "experience",
            "The journey feels −0.1 on a scale from −2 to +2, with one moment of truth counted twice. Best in Find (+1.0), \
             worst in Pay (−1.7).",
        ),
        ("emotion-mean", "Feelings average +0.1 over 7 steps. Best in Find (+1.0), worst in Pay (−1.5)."),
        ("emotion-by-time", "Over the 92 minutes of 7 steps, people feel −0.1 on average."),
        (
            "peak-end",
            "The strongest moment is S4 (−2.0) and the last is S7 (0.0), so the memory is likely to be −1.0.",
        ),
        (
            "memory-gap",
            "Feelings average +0.1, and the memory is likely to be −1.0: 1.1 worse than they are lived.",
        ),
        ("best-moment", "The best moment is S1 (+1.0); 3 other steps are as much so."),
        ("worst-moment", "The worst moment is S4 (−2.0)."),
        ("steepest-drop", "From S2 to S3 feelings change by −2.0, the steepest drop."),
        ("max-drawdown", "Feelings fall by 3.0 between S1 and S4."),
        ("longest-low", "2 steps in a row feel bad, from S3 on."),
        (
            "emotion-area",
            "The good stretches fill 24% of what a perfect journey would, the bad ones take back 20%.",
        ),
    ];
    for (id, sentence) in said {
        assert_eq!(one(&worked(), id).explanation, sentence, "{id}");
    }
}

#[test]
fn parts_point_at_steps_and_stages() {
    let journey = worked();
    let node = |at: usize| journey.steps().nth(at).unwrap().node;
    assert_eq!(one(&journey, "worst-moment").parts, [Part::new(node(3), -2.0, "worst")]);
    assert_eq!(one(&journey, "steepest-drop").parts, [Part::new(node(2), -2.0, "after S2")]);
    assert_eq!(
        one(&journey, "peak-end").parts,
        [Part::new(node(3), -2.0, "peak"), Part::new(node(6), 0.0, "end")]
    );
    let stages = one(&journey, "emotion-mean").parts;
    let nodes: Vec<u32> = journey.stages.iter().map(|stage| stage.node).collect();
    assert_eq!(stages.iter().map(|part| part.at).collect::<Vec<_>>(), nodes);
    assert_eq!(stages[1], Part::new(nodes[1], -1.5, "2 steps"));
}

/// A journey with every lane the other scores read.
fn rich() -> Journey {
    let pays = step("Pays", -1.0)
        .entry(Entry::new("doing", "Types the number"))
        .entry(Entry::new("effort", "4/5"))
        .entry(Entry::new("pain", "Slow").with("severity", "high"))
        .entry(Entry::new("pain", "Ugly"))
        .entry(Entry::new("evidence", "Survey").refers_to("evidence/survey"));
    let waits =
        Step::new("waits", "Waits").entry(Entry::new("effort", "2")).entry(Entry::new("touchpoint", "Mail"));
    let quiet = Step::new("leaves", "Leaves").entry(Entry::new("effort", "3 minutes"));
    let after = Stage::new("b", "After").entry(Entry::new("pain", "Late").with("severity", "medium"));
    Journey::new("rich", "Rich")
        .stage(Stage::new("a", "Buy").step(pays).step(waits))
        .stage(after.step(quiet))
        .numbered()
}

#[test]
fn effort_counts_what_is_on_the_scale() {
    let score = one(&rich(), "effort");
    assert_eq!((score.value, score.n, score.excluded), (Some(3.0), 2, 1));
    assert_eq!(
        score.explanation,
        "The effort averages 3.0 of 5 over 2 steps. The hardest step is Pays (4.0). One step without an effort from 1 \
         to 5 is left out."
    );
    assert_eq!(score.parts.iter().map(|part| part.value).collect::<Vec<_>>(), [Some(3.0), None]);
}

#[test]
fn friction_spreads_severity_over_steps() {
    let score = one(&rich(), "friction");
    assert_eq!((score.value, score.n), (Some(2.0), 3));
    assert_eq!(score.explanation, "3 pain points in 3 steps make 2.0 per step.");
    assert_eq!(score.parts.iter().map(|part| part.value).collect::<Vec<_>>(), [Some(2.0), Some(2.0)]);
}

#[test]
fn a_pain_that_is_put_right_is_no_friction() {
    let fixed = Entry::new("pain", "slow").with("severity", "high").with("fixed", "4f2a9c1");
    let pays = step("Pays", 0.0).entry(fixed).entry(Entry::new("pain", "dark"));
    let journey = Journey::new("a", "A").stage(Stage::new("b", "B").step(pays)).numbered();
    assert_eq!(one(&journey, "friction").value, Some(1.0));
}

#[test]
fn evidence_is_a_share_of_steps() {
    let score = one(&rich(), "evidence");
    assert_eq!(rounded(&score), Some(33.333333));
    assert_eq!(
        score.explanation,
        "1 of 3 steps has at least one source, 33% in all. The first without one is Waits."
    );
}

#[test]
fn completeness_asks_for_the_lanes_in_use() {
    let score = one(&rich(), "completeness");
    assert_eq!(score.attribute("lanes"), Some("doing, thinking, feeling, touchpoint, effort"));
    assert_eq!((score.value, score.n), (Some(40.0), 15));
    assert_eq!(
        score.explanation,
        "6 of 15 cells are filled, 40%. The lane with most empty cells is thinking (3)."
    );
}

#[test]
fn a_site_can_expect_other_lanes() {
    Guest::<MapScores>::configure(r#"{"expected-lanes": ["doing"], "unknown": 1}"#).unwrap();
    assert_eq!(one(&rich(), "completeness").attribute("lanes"), Some("doing"));
    Guest::<MapScores>::configure("{}").unwrap();
}

#[test]
fn settings_that_make_no_sense_are_refused_in_words() {
    for text in ["[]", "{", "", r#"{"expected-lanes": "doing"}"#, r#"{"expected-lanes": []}"#] {
        let refused = Guest::<MapScores>::configure(text).unwrap_err();
        assert!(refused.contains("settings") || refused.contains("expected-lanes"), "{refused}");
    }
    assert!(MapScores::configure(&Settings::parse("{}").unwrap()).is_ok());
}

#[test]
fn nothing_known_is_absent_and_says_why() {
    let empty = Journey::new("empty", "Empty");
    let bare = Journey::new("bare", "Bare").stage(Stage::new("a", "A").step(Step::new("s", "S"))).numbered();
    for score in all(&empty) {
        assert_eq!((score.value, score.n), (None, 0), "{}", score.id);
        assert!(score.explanation.ends_with('.'), "{}", score.id);
    }
    let told: Vec<String> = all(&bare).into_iter().map(|it| it.id).collect();
    assert_eq!(told, ["experience", "evidence", "completeness"]);
    let known: Vec<String> =
        all(&bare).into_iter().filter(|score| score.value.is_some()).map(|it| it.id).collect();
    assert_eq!(known, ["evidence", "completeness"]);
    assert_eq!(one(&bare, "experience").explanation, "No step has a feeling on the scale.");
    assert_eq!(one(&bare, "experience").excluded, 1);
}

#[test]
fn one_step_is_its_own_peak_and_end() {
    let journey = Journey::new("one", "One").stage(Stage::new("a", "A").step(step("S", 1.0))).numbered();
    let value = |id: &str| one(&journey, id).value;
    assert_eq!(
        (value("emotion-mean"), value("peak-end"), value("memory-gap")),
        (Some(1.0), Some(1.0), Some(0.0))
    );
    let none = ["steepest-drop", "max-drawdown", "volatility", "emotion-area", "emotion-trend"];
    assert!(none.iter().all(|id| value(id).is_none()));
}

#[test]
fn weights_that_change_nothing_are_told() {
    let plain = Journey::new("p", "P").stage(Stage::new("a", "A").step(step("S", 1.0))).numbered();
    assert!(one(&plain, "experience").explanation.contains("no moment of truth is marked"));
    let truth = step("S", 1.0).entry(Entry::new("moment-of-truth", ""));
    let marked = Journey::new("m", "M").stage(Stage::new("a", "A").step(truth)).numbered();
    assert!(one(&marked, "experience").explanation.contains("every step is a moment of truth"));
}

#[test]
fn every_score_has_a_definition_and_every_definition_a_score() {
    let definitions = MapScores::default().definitions();
    let defined: Vec<&str> = definitions.iter().map(|it| it.id.as_str()).collect();
    let scored = all(&worked());
    let rest = ["effort", "friction", "friction-factor", "friction-index"];
    let expected: Vec<&str> = defined.iter().copied().filter(|id| !rest.contains(id)).collect();
    assert_eq!(scored.iter().map(|score| score.id.as_str()).collect::<Vec<_>>(), expected);
    assert_eq!(defined.iter().collect::<BTreeSet<_>>().len(), defined.len());
    for it in &definitions {
        assert!(
            it.attribute("formula").is_some() && !it.source.is_empty() && !it.description.is_empty(),
            "{}",
            it.id
        );
    }
}

#[test]
fn values_lie_on_the_scale_of_their_definition() {
    let definitions = MapScores::default().definitions();
    for score in all(&worked()).into_iter().chain(all(&rich())) {
        let it = definitions.iter().find(|it| it.id == score.id).unwrap();
        let inside =
            |value: f64| it.low.is_none_or(|low| value >= low) && it.high.is_none_or(|high| value <= high);
        assert!(score.value.is_none_or(|value| value.is_finite() && inside(value)), "{}", score.id);
    }
}

#[test]
fn moments_of_truth_as_worked() {
    let curve = [1.0, 1.0, -1.0, -2.0, 1.0, 1.0, 0.0].into_iter().enumerate();
    let steps = curve.map(|(at, value)| match at {
        3 => step("S4", value).entry(Entry::new("moment-of-truth", "make or break")),
        5 => step("S6", value).with("mot", "true"),
        _ => step("S", value),
    });
    let journey = Journey::new("j", "J").stage(steps.fold(Stage::new("a", "A"), Stage::step)).numbered();
    let value = |id: &str| one(&journey, id).value;
    assert_eq!(
        (value("experience"), value("moments-health"), value("moments-risk")),
        (Some(-0.2), Some(50.0), Some(1.0))
    );
    assert!(
        one(&journey, "experience").explanation.contains("2 moments of truth counted twice or three times")
    );
    assert_eq!(
        one(&journey, "moments-risk").explanation,
        "S4 is a moment of truth and feels bad (−1 or less)."
    );
}

#[test]
fn friction_as_counted() {
    let counts = [
        ("extra-systems", "1"),
        ("screens", "3"),
        ("clicks", "12"),
        ("keystrokes", "40"),
        ("calls", "1"),
        ("hold-minutes", "6"),
        ("callbacks", "1"),
    ];
    let pays = counts.into_iter().fold(Step::new("pays", "Pays"), |step, (key, value)| step.with(key, value));
    let known = [
        ("ces", "3"),
        ("actual", "30 min"),
        ("expected", "20 min"),
        ("switches", "1"),
        ("handoffs", "2"),
        ("failure-rate", "10%"),
    ];
    let calls =
        known.into_iter().fold(Step::new("calls", "Calls"), |step, (key, value)| step.with(key, value));
    let journey = Journey::new("j", "J").stage(Stage::new("a", "A").step(pays).step(calls)).numbered();
    assert_eq!(one(&journey, "friction-factor").value, Some(103.0));
    assert_eq!(
        (rounded(&one(&journey, "friction-index")), one(&journey, "friction-index").excluded),
        (Some(49.833333), 1)
    );
}

#[test]
fn one_component_of_friction_is_too_few() {
    let step = Step::new("s", "S").with("switches", "1").with("expected", "0");
    let journey = Journey::new("j", "J").stage(Stage::new("a", "A").step(step)).numbered();
    let score = one(&journey, "friction-index");
    assert_eq!((score.value, score.excluded), (None, 1));
}
