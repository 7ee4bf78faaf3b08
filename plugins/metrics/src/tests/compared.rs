//! Periods held against each other, segments, scales that run the other way, and few people.

use super::*;

/// The same question about the whole journey, in a period.
fn wave(period: &str, counts: &[(i64, u32)]) -> Figure {
    counted("nps", "journey/fly", counts).scale(0, 10).with("period", period)
}

const BEFORE: [(i64, u32); 3] = [(10, 50), (8, 30), (3, 20)];
const NOW: [(i64, u32); 3] = [(10, 60), (8, 25), (3, 15)];

#[test]
fn the_latest_period_is_the_score_and_the_one_before_its_change() {
    let bound = bound([wave("2026", &NOW), wave("2025", &BEFORE), wave("2024", &[(0, 100)])]);
    let now = one(&bound, "nps");
    assert_eq!((now.value, now.n), (Some(45.0), 100));
    let change = one(&bound, "nps-change");
    near(change.value, 15.0, 9);
    near(change.low, 15.0 - 1.959_964 * 10.758_717, 4);
    near(change.high, 15.0 + 1.959_964 * 10.758_717, 4);
    assert_eq!(
        change.explanation,
        "From +30 (2025, 100 answers) to +45 (2026, 100 answers): +15 points. Chance alone may bring that about."
    );
    assert_eq!((change.n, change.attribute("interval")), (200, Some("-6.0867 to 36.0867")));
}

#[test]
fn satisfaction_changes_by_newcombes_interval() {
    let of = |period: &str, satisfied: u32, others: u32| {
        counted("csat", "journey/fly", &[(5, satisfied), (2, others)]).scale(1, 5).with("period", period)
    };
    let change = one(&bound([of("Spring", 48, 32), of("Autumn", 56, 14)]), "csat-change");
    near(change.value, 20.0, 9);
    near(change.low, 5.24, 2);
    near(change.high, 33.39, 2);
    assert!(change.explanation.ends_with("Chance alone would rarely bring that about."));
    assert!(change.explanation.starts_with("From 60% (Spring, 80 answers) to 80% (Autumn, 70 answers)"));
}

#[test]
fn places_change_each_for_itself_and_together_without_an_interval() {
    let of = |at: &str, period: &str, good: u32, bad: u32| {
        counted("ease", at, &[(5, good), (1, bad)])
            .scale(1, 5)
            .with("direction", "ease")
            .with("period", period)
    };
    let all = bound([
        of("touchpoint/food", "2025", 10, 10),
        of("touchpoint/food", "2026", 15, 5),
        of("touchpoint/store", "2025", 10, 30),
        of("touchpoint/store", "2026", 10, 30),
        of("step/waits", "2026", 0, 40),
    ]);
    let change = one(&all, "ease-change");
    near(change.value, 100.0 * (25.0 / 60.0 - 20.0 / 60.0), 9);
    assert_eq!((change.low, change.parts.len(), change.n), (None, 2, 120));
    let parts: Vec<(u32, f64)> =
        change.parts.iter().map(|part| (part.at, part.value.unwrap().round())).collect();
    assert_eq!(parts, [(3, 25.0), (4, 0.0)]);
    assert_eq!(one(&all, "ease").n, 100, "the latest answers alone, those of the new question too");
}

#[test]
fn other_scales_and_nobody_are_no_change() {
    let ten = wave("2025", &BEFORE);
    let ten =
        Figure { attributes: ten.attributes.into_iter().filter(|it| it.key != "scale-low").collect(), ..ten }
            .with("scale-low", "1");
    let change = one(&bound([ten, wave("2026", &NOW)]), "nps-change");
    assert!(change.value.is_none() && change.explanation.contains("1 to 10"), "{}", change.explanation);
    let empty = one(&bound([wave("2025", &[]), wave("2026", &NOW)]), "nps-change");
    assert!(empty.value.is_none() && empty.explanation.contains("Nobody"), "{}", empty.explanation);
    let five = |scale: i64, period: &str| {
        counted("csat", "journey/fly", &[(4, 40)]).scale(1, scale).with("period", period)
    };
    let change = one(&bound([five(5, "2025"), five(7, "2026")]), "csat-change");
    assert!(change.value.is_none() && change.explanation.contains("another scale before"));
    let single = scored(&bound([wave("2026", &NOW)]));
    assert!(single.iter().all(|score| score.id != "nps-change"));
}

fn divided(figure: Figure, segments: &[(&str, &[(i64, u32)])]) -> Figure {
    let cells = segments.iter().flat_map(|(name, counts)| counts.iter().map(move |it| (name, it)));
    cells.fold(figure.with("segments", "area"), |figure, (name, (answer, n))| {
        figure.with(&format!("segment.{name}.count.{answer}"), n.to_string())
    })
}

#[test]
fn segments_have_values_of_their_own() {
    let figure = counted("nps", "journey/fly", &[(10, 40), (8, 20), (3, 40)]).scale(0, 10);
    let figure = divided(figure, &[("A", &[(10, 36), (8, 4)]), ("B 2", &[(8, 16), (3, 40)])]);
    let score = one(&bound([figure.with("segments-hidden", "1")]), "nps-by-segment");
    near(score.value, 90.0 + 100.0 * 40.0 / 56.0, 9);
    assert_eq!(
        score.explanation,
        "By area, highest for A (+90, n 40) and lowest for B 2 (−71.4, n 56): 161.4 points apart. 1 segment of few people is \
         not shown."
    );
    let parts: Vec<(u32, &str)> = score.parts.iter().map(|part| (part.at, part.note.as_str())).collect();
    assert_eq!(parts, [(0, "A (n 40)"), (0, "B 2 (n 56)")]);
    assert_eq!(score.attribute("A"), Some("+90, +80.7 to +99.3, n 40"));
    assert_eq!((score.n, score.excluded), (96, 4));
}

#[test]
fn segments_of_several_questions_are_pooled_and_one_is_too_few() {
    let at = |at: &str, a: u32, b: u32| {
        let figure = counted("csat", at, &[(5, a), (1, b)]).scale(1, 5);
        divided(figure, &[("A", &[(5, a)]), ("B", &[(1, b)])])
    };
    let both = one(&bound([at("touchpoint/food", 6, 7), at("touchpoint/store", 8, 9)]), "csat-by-segment");
    assert_eq!((both.value, both.n), (Some(100.0), 30));
    assert_eq!((both.parts[0].note.as_str(), both.attribute("A")), ("A (n 14)", Some("100%, n 14")));
    let lone = divided(counted("csat", "journey/fly", &[(5, 9)]).scale(1, 5), &[("A", &[(5, 9)])]);
    let lone = one(&bound([lone]), "csat-by-segment");
    assert_eq!(
        (lone.value, lone.explanation.as_str()),
        (None, "Fewer than two values of area have five answers.")
    );
}

#[test]
fn a_need_of_a_small_group_is_seen() {
    let asked = |metric: &str, all: &[(i64, u32)], parts: &[(&str, &[(i64, u32)])]| {
        divided(counted(metric, "need/quiet", all).scale(1, 5), parts)
    };
    let all = bound([
        asked("importance", &[(5, 10), (2, 90)], &[("sleepers", &[(5, 10)]), ("others", &[(2, 90)])]),
        asked("satisfaction", &[(1, 10), (4, 90)], &[("sleepers", &[(1, 10)]), ("others", &[(4, 90)])]),
    ]);
    near(one(&all, "opportunity").value, 1.0, 9);
    let segmented = one(&all, "opportunity-by-segment");
    assert_eq!(segmented.value, Some(20.0));
    assert!(segmented.explanation.starts_with("quiet scores 20 for sleepers (extreme opportunity)"));
    let notes: Vec<&str> = segmented.parts.iter().map(|part| part.note.as_str()).collect();
    assert_eq!(notes, ["quiet, sleepers (n 10)", "quiet, others (n 90)"]);
}

#[test]
fn a_scale_may_run_the_other_way() {
    let figure = |word: &str| {
        let figure = counted("ease", "journey/fly", &[(1, 30), (2, 10), (5, 10)]).scale(1, 5);
        one(&bound([figure.with("direction", word)]), "ease")
    };
    let (ease, effort) = (figure("ease"), figure("effort"));
    assert_eq!((ease.value, effort.value), (Some(20.0), Some(80.0)));
    assert_eq!(ease.attribute("mean"), effort.attribute("mean"));
    assert_eq!(effort.attribute("variant"), Some("top two boxes, 1 to 2 of 1 to 5, less is better"));
    assert!(
        effort.explanation.starts_with(
            "80% of 50 answers find it easy (2 or less on a scale from 1 to 5); 20% give 4 or more, and the mean is 2."
        ),
        "{}",
        effort.explanation
    );
    let other = counted("ease", "step/waits", &[(1, 9)]).scale(1, 5).with("direction", "ease");
    let turned = counted("ease", "touchpoint/food", &[(1, 9)]).scale(1, 5).with("direction", "effort");
    let mixed = one(&bound([other, turned]), "ease");
    assert!(mixed.value.is_none() && mixed.explanation.contains("not pooled"), "{}", mixed.explanation);
}

#[test]
fn a_place_that_was_asked_in_another_way_has_no_value() {
    let whole = counted("csat", "journey/fly", &[(5, 40)]).scale(1, 5);
    let ten = counted("csat", "touchpoint/food", &[(5, 40)]).scale(1, 10);
    let score = one(&bound([whole, ten]), "csat");
    assert_eq!((score.value, score.parts[0].value), (Some(100.0), None));
    let nps = [wave("2026", &NOW), counted("nps", "touchpoint/food", &[(9, 40)]).scale(1, 10)];
    let score = one(&bound(nps), "nps");
    assert_eq!((score.value, score.parts[0].value), (Some(45.0), None));
}

#[test]
fn few_people_are_not_shown_and_weights_of_nought_say_nothing() {
    let few = Figure::new("csat", "journey/fly").scale(1, 5).with("few", "fewer than 5");
    let score = one(&bound([few.clone()]), "csat");
    assert_eq!(
        (score.value, score.explanation.as_str()),
        (None, "Fewer than five people answered, so what they said is not shown.")
    );
    let place = Figure { at: "touchpoint/food".into(), ..few };
    let store = counted("csat", "touchpoint/store", &[(5, 40)]).scale(1, 5);
    let score = one(&bound([place, store]), "csat");
    let notes: Vec<(Option<f64>, &str)> =
        score.parts.iter().map(|part| (part.value, part.note.as_str())).collect();
    assert_eq!((score.value, notes[0]), (Some(100.0), (None, "fewer than 5")));
    let weightless =
        wave("2026", &NOW).with("weight.10", "0").with("weights", "0").with("weights-squared", "0");
    let score = one(&bound([weightless]), "nps-weighted");
    assert_eq!((score.value, score.explanation.as_str()), (None, "Every answer has the weight 0."));
}

/// Every score of figures at the ends: no number that is none, and none outside of its scale.
#[test]
fn no_score_is_ever_outside_of_its_scale() {
    let cases: [&[(i64, u32)]; 6] =
        [&[], &[(0, 1)], &[(10, 1)], &[(5, 1)], &[(0, 4_000_000_000)], &[(10, 4_000_000_000)]];
    let definitions = Metrics::default().definitions();
    for counts in cases {
        for metric in ["nps", "csat", "ease", "ces1", "ces2", "importance", "satisfaction", "minutes"] {
            let figure = |period: &str| {
                let figure = counted(metric, "journey/fly", counts).scale(0, 10).with("period", period);
                divided(figure.with("direction", "ease"), &[("A", counts), ("B", counts)])
            };
            for score in scored(&bound([figure("2025"), figure("2026")])) {
                let definition = definitions.iter().find(|it| it.id == score.id).unwrap();
                let numbers = [score.value, score.low, score.high].into_iter().flatten();
                let within = |it: f64| {
                    it.is_finite()
                        && definition.low.is_none_or(|low| low <= it)
                        && definition.high.is_none_or(|high| it <= high)
                };
                assert!(numbers.clone().all(within), "{} of {counts:?}: {score:?}", score.id);
                assert!(score.parts.iter().filter_map(|part| part.value).all(f64::is_finite));
                assert!(score.value.is_some() || !score.explanation.is_empty());
                assert!(!score.explanation.contains("NaN") && !score.explanation.contains("inf"));
            }
        }
    }
}
