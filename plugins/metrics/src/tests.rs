//! Whole maps with figures through the plugin.

use journeybook_plugin::{Attributed, Bound, Entry, Figure, Guest, Journey, Score, Stage, Step};
use journeybook_statistics::printed::near;

use super::*;

mod compared;

fn journey() -> Journey {
    let entry = |id: &str, text: &str| Entry::new("touchpoint", text).refers_to(&format!("touchpoint/{id}"));
    let step = Step::new("waits", "Waits").entry(entry("food", "Food")).entry(entry("store", "Store"));
    let stages = ["aware", "ask", "act", "advocate", "last"]
        .map(|id| Stage { place: Some(id.into()), ..Stage::new(id, id) });
    let map = Journey::new("fly", "Fly").stage(Stage::new("airside", "Airside").step(step));
    stages.into_iter().fold(map, Journey::stage).numbered()
}

fn scored(bound: &Bound) -> Vec<Score> {
    Guest::<Metrics>::score(&journey(), bound).unwrap()
}

#[track_caller]
fn one(bound: &Bound, id: &str) -> Score {
    scored(bound).into_iter().find(|score| score.id == id).unwrap_or_else(|| panic!("{id} is scored"))
}

fn bound(figures: impl IntoIterator<Item = Figure>) -> Bound {
    figures.into_iter().fold(Bound::default(), Bound::figure)
}

fn counted(metric: &str, at: &str, counts: &[(i64, u32)]) -> Figure {
    let figure = counts
        .iter()
        .fold(Figure::new(metric, at), |it, (answer, n)| it.with(&format!("count.{answer}"), n.to_string()));
    figure.counting(counts.iter().map(|(_, n)| n).sum(), 0)
}

#[test]
fn satisfaction_as_worked() {
    let figure = Figure {
        excluded: 1,
        ..Figure::new("csat", "journey/fly").scale(1, 5).answered([5, 5, 4, 4, 4, 3, 2, 1, 5])
    };
    let score = one(&bound([figure]), "csat");
    near(score.value, 66.6667, 4);
    near(score.low, 35.4202, 4);
    near(score.high, 87.9416, 4);
    assert_eq!((score.n, score.excluded), (9, 1));
    assert_eq!(
        (score.attribute("mean"), score.attribute("bottom-two-boxes")),
        (Some("3.666667"), Some("22.2222%"))
    );
    assert_eq!(
        score.explanation,
        "66.7% of 9 answers are satisfied (4 or more on a scale from 1 to 5); 22.2% give 2 or less, and the mean is 3.67. One \
         row without a valid answer is left out. Small sample: only 9 answers."
    );
}

#[test]
fn nobody_and_everybody() {
    let of = |answers: [i64; 5]| {
        one(&bound([Figure::new("csat", "journey/fly").scale(1, 5).answered(answers)]), "csat")
    };
    let (none, all) = (of([1; 5]), of([5; 5]));
    assert_eq!((none.value, all.value), (Some(0.0), Some(100.0)));
    near(none.high, 43.4482, 4);
    near(all.low, 56.5518, 4);
}

#[test]
fn an_empty_question_is_absent() {
    let score = one(&bound([Figure::new("csat", "journey/fly").counting(0, 7)]), "csat");
    assert_eq!((score.value, score.excluded), (None, 7));
    assert_eq!(
        score.explanation,
        "Nobody gave an answer that counts. 7 rows without a valid answer are left out."
    );
    let sums = one(&bound([Figure::new("nps", "journey/fly").of(8.5).counting(9, 0)]), "nps");
    assert!(sums.value.is_none() && sums.explanation.contains("whole numbers"));
}

#[test]
fn scales_are_never_mixed_and_the_boxes_of_ten_are_said() {
    let food = Figure::new("csat", "touchpoint/food").scale(1, 5).answered([4, 5]);
    let store = Figure::new("csat", "touchpoint/store").scale(1, 10).answered([8, 9]);
    let mixed = one(&bound([food.clone(), store.clone()]), "csat");
    assert_eq!(
        (mixed.value, mixed.explanation.as_str()),
        (None, "The questions have different scales, 1 to 5 and 1 to 10; they are not pooled.")
    );
    assert_eq!(one(&bound([store.clone()]), "csat").value, Some(50.0));
    Guest::<Metrics>::configure(r#"{"top-of-ten": 8}"#).unwrap();
    let eight = one(&bound([store]), "csat");
    assert_eq!(
        (eight.value, eight.attribute("variant")),
        (Some(100.0), Some("top two boxes, 8 to 10 of 1 to 10"))
    );
    Guest::<Metrics>::configure("{}").unwrap();
    assert!(Guest::<Metrics>::configure(r#"{"top-of-ten": 7}"#).is_err());
}

#[test]
fn places_are_pooled_and_shown_at_their_touchpoints() {
    let food = counted("csat", "touchpoint/food", &[(5, 30), (2, 30)]).scale(1, 5);
    let score = one(&bound([food, counted("csat", "touchpoint/store", &[(4, 40)]).scale(1, 5)]), "csat");
    assert_eq!((score.value, score.n, score.low), (Some(70.0), 100, None));
    assert!(
        score.explanation.contains("Lowest for Food (50%), highest for Store (100%)."),
        "{}",
        score.explanation
    );
    assert_eq!(
        score.parts.iter().map(|part| (part.at, part.value)).collect::<Vec<_>>(),
        [(3, Some(50.0)), (4, Some(100.0))]
    );
}

#[test]
fn promoters_as_worked() {
    let score = one(&bound([counted("nps", "journey/fly", &[(10, 10), (8, 5), (3, 5)]).scale(0, 10)]), "nps");
    assert_eq!((score.value, score.n), (Some(25.0), 20));
    near(score.low, -11.7161, 4);
    near(score.high, 55.1944, 4);
    assert_eq!(
        (score.attribute("standard-error"), score.attribute("interval-wald")),
        (Some("18.5405"), Some("-11.3387 to 61.3387"))
    );
    assert_eq!(
        score.explanation,
        "Of 20 answers 10 are promoters, 5 passive and 5 detractors: 50% − 25% makes +25. Small sample: only 20 answers."
    );
}

#[test]
fn promoters_of_the_airport() {
    let figure = counted("nps", "journey/fly", &[(9, 1436), (7, 968), (6, 342)]).scale(0, 10);
    let weighted = figure
        .with("weight.9", "60")
        .with("weight.7", "20")
        .with("weight.6", "20")
        .with("weights", "100")
        .with("weights-squared", "5");
    let bound = bound([Figure { excluded: 85, ..weighted }]);
    let score = one(&bound, "nps");
    near(score.value, 39.8398, 4);
    near(score.low, 37.2249, 4);
    near(score.high, 42.4546, 4);
    let weighted = one(&bound, "nps-weighted");
    assert_eq!((weighted.value, weighted.attribute("effective-n")), (Some(40.0), Some("2000")));
}

#[test]
fn another_scale_is_not_converted_and_scores_are_not_averaged() {
    let ten = one(&bound([counted("nps", "journey/fly", &[(9, 3)]).scale(1, 10)]), "nps");
    assert!(ten.value.is_none() && ten.explanation.contains("1 to 10"), "{}", ten.explanation);
    let days =
        [counted("nps", "step/waits", &[(10, 1)]), counted("nps", "touchpoint/food", &[(0, 9), (10, 1)])];
    near(one(&bound(days), "nps").value, -700.0 / 11.0, 9);
}

#[test]
fn effort_as_worked_and_never_pooled() {
    let second = Figure::new("ces2", "journey/fly")
        .scale(1, 7)
        .with("direction", "ease")
        .answered([7, 7, 6, 6, 5, 4, 3, 2]);
    let first = Figure::new("ces1", "journey/fly").scale(1, 5).with("direction", "effort").answered([1, 5]);
    let bound = bound([second.clone(), first]);
    let score = one(&bound, "ces-2");
    assert_eq!(
        (score.value, score.attribute("agree"), score.attribute("net")),
        (Some(5.0), Some("62.5%"), Some("37.5"))
    );
    assert_eq!((one(&bound, "ces-1").value, one(&bound, "ces-1").n), (Some(3.0), 2));
    let silent = Figure {
        attributes: second.attributes.iter().filter(|it| it.key != "direction").cloned().collect(),
        ..second
    };
    let score = one(&Bound::default().figure(silent), "ces-2");
    assert!(score.value.is_none() && score.explanation.contains("direction: ease"));
}

#[test]
fn a_need_as_worked() {
    let figures = [
        Figure::new("importance", "need/accepted").scale(1, 5).answered([4, 5, 4]),
        Figure::new("satisfaction", "need/accepted").scale(1, 5).answered([1, 2, 5]),
        Figure::new("importance", "need/alone").scale(1, 5).answered([1]),
    ];
    let score = one(&bound(figures), "opportunity");
    near(score.value, 16.6667, 4);
    assert_eq!((score.n, score.excluded), (1, 1));
    assert!(
        score.explanation.starts_with(
            "accepted scores 16.7 (extreme opportunity): importance 10, satisfaction 3.3 of 10."
        )
    );
    assert!(score.explanation.contains("Small sample"));
}

#[test]
fn direct_ratings_are_another_score() {
    let need = Entry::new("need", "Be on time").with("importance", "9").with("satisfaction", "3");
    let map =
        Journey::new("j", "J").stage(Stage::new("s", "S").step(Step::new("a", "A").entry(need))).numbered();
    let scores = Guest::<Metrics>::score(&map, &Bound::default()).unwrap();
    assert_eq!((scores.len(), scores[0].id.as_str(), scores[0].value), (1, "opportunity-direct", Some(15.0)));
}

#[test]
fn kano_as_worked() {
    let pair = [
        ("like.neutral", 12),
        ("like.dislike", 18),
        ("must-be.dislike", 40),
        ("neutral.neutral", 20),
        ("dislike.like", 5),
        ("like.like", 5),
    ];
    let figure = pair.iter().fold(Figure::new("kano", "need/grip"), |it, (words, n)| {
        it.with(&format!("pair.{words}"), n.to_string())
    });
    let bound = bound([figure]);
    near(one(&bound, "kano-better").value, 0.333_333, 6);
    near(one(&bound, "kano-worse").value, -0.644_444, 6);
    assert!(one(&bound, "kano-better").explanation.contains("grip is must-be."));
    assert_eq!(one(&bound, "kano-better").attribute("grip"), Some("70%, ahead by 20%"));
    let reversed = Bound::default()
        .figure(Figure::new("kano", "need/x").with("pair.dislike.like", "9").with("pair.like.like", "1"));
    let score = one(&reversed, "kano-worse");
    assert!(
        score.value.is_none() && score.explanation.contains("turn the feature round"),
        "{}",
        score.explanation
    );
}

#[test]
fn importance_and_performance() {
    let pair = |id: &str, importance: f64, performance: f64| {
        let of = |metric: &str, value: f64| {
            Figure::new(metric, &format!("touchpoint/{id}")).of(value).counting(40, 0).scale(1, 5)
        };
        [of("importance", importance), of("csat", performance)]
    };
    let both = bound([pair("food", 4.8, 2.0), pair("store", 2.0, 4.0)].into_iter().flatten());
    let score = one(&both, "importance-performance");
    assert_eq!((score.value, score.attribute("crosshair")), (Some(1.0), Some("the means of all items")));
    let gaps: Vec<(Option<f64>, &str)> = score
        .parts
        .iter()
        .map(|part| (part.value.map(|it| (it * 10.0).round() / 10.0), part.note.as_str()))
        .collect();
    assert_eq!(gaps, [(Some(2.8), "concentrate here"), (Some(-2.0), "possible overkill")]);
    let single = one(&bound(pair("food", 4.8, 2.0)), "importance-performance");
    assert_eq!((single.value, single.n), (None, 1));
}

#[test]
fn a_funnel_as_worked() {
    let at = [("aware", 10000.0), ("ask", 4000.0), ("act", 1000.0), ("advocate", 400.0), ("last", 300.0)];
    let figures = at.map(|(stage, count)| Figure::new("count", &format!("stage/{stage}")).of(count));
    let all = bound(figures);
    let score = one(&all, "funnel");
    assert_eq!((score.value, score.n, score.attribute("mean-step")), (Some(3.0), 10000, Some("41.6179%")));
    assert_eq!(
        score.parts.iter().map(|part| part.value).collect::<Vec<_>>(),
        [Some(40.0), Some(25.0), Some(40.0), Some(75.0)]
    );
    assert_eq!(score.parts[1].note, "of 4000, 23.7% to 26.4%");
    assert_eq!(
        score.explanation,
        "Of 10000 in aware 300 come into last, 3%. Most are lost from aware to ask (6000). The smallest share comes from ask to \
         act (25%). One stage has no count."
    );
    assert_eq!(
        (one(&all, "purchase-action-ratio").value, one(&all, "brand-advocacy-ratio").value),
        (Some(0.1), Some(0.04))
    );
}

#[test]
fn funnels_at_their_edges() {
    let of = |counts: [(&str, f64); 3]| {
        one(&bound(counts.map(|(stage, n)| Figure::new("count", &format!("stage/{stage}")).of(n))), "funnel")
    };
    let open = of([("aware", 100.0), ("ask", 150.0), ("act", 30.0)]);
    assert_eq!((open.value, open.parts[0].value), (Some(30.0), Some(150.0)));
    assert!(open.explanation.contains("some join there"));
    let dry = of([("aware", 100.0), ("ask", 0.0), ("act", 30.0)]);
    assert_eq!(
        (dry.value, dry.explanation.as_str()),
        (None, "Nobody is in ask, so what comes after it has no share.")
    );
    let count =
        |stage: &str, unit: &str| Figure::new("count", &format!("stage/{stage}")).of(9.0).with("unit", unit);
    assert_eq!(one(&bound([count("aware", "sessions"), count("ask", "users")]), "funnel").value, None);
}

#[test]
fn the_published_ratios() {
    let figures = [("aware", 90.0), ("act", 20.0), ("advocate", 9.0)]
        .map(|(stage, n)| Figure::new("count", &format!("stage/{stage}")).of(n));
    let all = bound(figures);
    near(one(&all, "purchase-action-ratio").value, 0.2222, 4);
    near(one(&all, "brand-advocacy-ratio").value, 0.10, 9);
}

#[test]
fn response_coverage_of_the_airport() {
    let figure = |at: &str, n: u32| Figure::new("csat", at).counting(n, 2831 - n);
    let score =
        one(&bound([figure("touchpoint/food", 834), figure("touchpoint/store", 2781)]), "response-coverage");
    near(score.parts[0].value, 29.46, 2);
    near(score.parts[1].value, 98.23, 2);
}

#[test]
fn a_map_without_data_has_no_scores_and_every_score_is_defined() {
    assert_eq!(scored(&Bound::default()), []);
    let definitions = Metrics::default().definitions();
    for it in &definitions {
        assert!(
            it.attribute("formula").is_some() && !it.source.is_empty() && !it.description.is_empty(),
            "{}",
            it.id
        );
    }
}
