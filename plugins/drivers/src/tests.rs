//! Tables through the plugin.

use journeybook_plugin::{Attributed, Bound, Entry, Figure, Guest, Journey, Score, Stage, Step, Table};

use super::*;

const MINUTES: [f64; 8] = [5.0, 8.0, 12.0, 20.0, 30.0, 45.0, 60.0, 90.0];
const HANDOFFS: [f64; 8] = [0.0, 0.0, 1.0, 0.0, 2.0, 1.0, 3.0, 2.0];
const CSAT: [f64; 8] = [5.0, 5.0, 4.0, 5.0, 3.0, 4.0, 1.0, 2.0];

fn journey() -> Journey {
    let step =
        Step::new("asks", "Asks").entry(Entry::new("touchpoint", "Hotline").refers_to("touchpoint/hotline"));
    Journey::new("help", "Help").stage(Stage::new("a", "A").step(step)).numbered()
}

fn scored(bound: &Bound) -> Vec<Score> {
    Guest::<Drivers>::score(&journey(), bound).unwrap()
}

#[test]
fn drivers_stand_at_their_places_and_the_rest_is_named() {
    let figure = |column: &str, at: &str, value: f64| {
        Figure::new("csat", at).of(value).counting(8, 12).scale(1, 5).with("column", column)
    };
    let bound = Bound::default()
        .figure(figure("wait", "touchpoint/hotline", 3.0).with("title", "minutes"))
        .figure(figure("handoffs", "touchpoint/none", 4.0))
        .table(Table::new(&[("csat", &CSAT), ("minutes", &MINUTES), ("handoffs", &HANDOFFS)]));
    let [drivers, derived] = &scored(&bound)[..] else { panic!("two scores") };
    assert_eq!((drivers.id.as_str(), derived.id.as_str(), drivers.n), ("drivers", "derived-importance", 8));
    let places: Vec<(u32, &str)> =
        drivers.parts.iter().map(|part| (part.at, part.note.split(' ').next().unwrap())).collect();
    assert_eq!(places, [(0, "handoffs"), (3, "r")]);
    let sum: f64 = drivers.parts.iter().filter_map(|part| part.value).sum();
    assert!((sum - 100.0).abs() < 1e-9);
    assert!(drivers.explanation.starts_with("2 drivers explain "), "{}", drivers.explanation);
    assert!(
        drivers.explanation.contains("Only 8 of 20 rows") && drivers.explanation.contains("Small sample")
    );
    assert_eq!(drivers.attribute("method"), Some("LMG (Shapley values)"));
    assert!(drivers.attribute("Hotline").unwrap().contains("VIF"));
    assert_eq!(derived.attribute("Hotline"), Some("low priority"));
}

#[test]
fn what_cannot_be_analysed_is_refused_by_name() {
    let table = |columns: &[(&str, &[f64])]| Bound::default().table(Table::new(columns));
    let said = |bound: Bound| {
        let score = scored(&bound).remove(0);
        (score.value, score.explanation)
    };
    let twice: Vec<f64> = MINUTES.iter().map(|cell| cell * 60.0).collect();
    assert_eq!(
        said(table(&[("csat", &CSAT), ("minutes", &MINUTES), ("handoffs", &HANDOFFS), ("seconds", &twice)])),
        (
            None,
            "minutes and seconds say the same thing: one follows from the others, so take one of them out."
                .into()
        )
    );
    assert_eq!(
        said(table(&[("csat", &CSAT), ("same", &[1.0; 8])])),
        (None, "Every row says the same in same, which explains nothing.".into())
    );
    assert_eq!(
        said(table(&[("csat", &CSAT[..2]), ("minutes", &MINUTES[..2])])),
        (None, "The analysis has 2 complete rows and needs more than 2.".into())
    );
    assert_eq!(said(table(&[("csat", &CSAT)])), (None, "The analysis has an outcome and no driver.".into()));
}

#[test]
fn weights_are_the_last_column() {
    let weights = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0];
    let bound =
        Bound::default().table(Table::new(&[("csat", &CSAT), ("minutes", &MINUTES), ("(weight)", &weights)]));
    let score = scored(&bound).remove(0);
    assert_eq!((score.attribute("effective-n"), score.parts.len()), (Some("7.1"), 1));
    assert!(score.explanation.starts_with("One driver explains "), "{}", score.explanation);
}

#[test]
fn several_tables_have_several_scores_and_none_has_none() {
    let table = || Table::new(&[("csat", &CSAT), ("minutes", &MINUTES)]);
    let ids: Vec<String> =
        scored(&Bound::default().table(table()).table(table())).into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["drivers", "drivers-2"]);
    assert_eq!(scored(&Bound::default()), []);
}

/// Twenty rows without a pattern.
fn columns() -> [Vec<f64>; 3] {
    [7, 5, 3].map(|step| (0..20).map(|at| f64::from((at * step + at * at) % 17)).collect())
}

#[test]
fn intervals_are_drawn_where_the_site_asks_for_them() {
    let [y, x, z] = columns();
    let bound = || Bound::default().table(Table::new(&[("y", &y), ("x", &x), ("z", &z)]));
    Guest::<Drivers>::configure(r#"{"bootstrap": 500}"#).unwrap();
    let score = scored(&bound()).remove(0);
    let value = score.value.unwrap();
    assert!(score.low.unwrap() < value && value < score.high.unwrap(), "{score:?}");
    assert_eq!(
        score.attribute("intervals"),
        Some("500 draws of rows, seed 1, from the 2.5th to the 97.5th percentile")
    );
    assert!(score.attribute("x").unwrap().contains("% to "), "{:?}", score.attribute("x"));
    assert_eq!(score, scored(&bound()).remove(0), "the same rows are drawn again");
    Guest::<Drivers>::configure("{}").unwrap();
    let bare = scored(&bound()).remove(0);
    assert_eq!((bare.value, bare.low, bare.attribute("intervals")), (Some(value), None, None));
    assert!(Guest::<Drivers>::configure(r#"{"bootstrap": 99}"#).is_err());
}

#[test]
fn numbers_that_cannot_be_drawn_or_computed_are_said() {
    let huge: Vec<f64> = MINUTES.iter().map(|cell| cell * 1e200).collect();
    let score = scored(&Bound::default().table(Table::new(&[("csat", &CSAT), ("minutes", &huge)]))).remove(0);
    assert_eq!((score.value, score.n), (None, 8));
    assert!(score.explanation.contains("so large or so small"), "{}", score.explanation);
    Guest::<Drivers>::configure(r#"{"bootstrap": 200}"#).unwrap();
    let rare = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    let said = scored(&Bound::default().table(Table::new(&[("csat", &CSAT), ("rare", &rare)]))).remove(0);
    assert!(said.explanation.contains("draws could not be analysed."), "{}", said.explanation);
    Guest::<Drivers>::configure("{}").unwrap();
}

#[test]
fn a_rating_that_may_lie_on_either_side_is_said() {
    let figure = |column: &str, value: f64, half: f64| {
        let mut figure = Figure::new("csat", "touchpoint/none").of(value).counting(20, 0).scale(1, 5);
        (figure.low, figure.high) = (Some(value - half), Some(value + half));
        figure.with("column", column)
    };
    let [y, x, z] = columns();
    let bound = Bound::default().figure(figure("x", 3.0, 0.2)).figure(figure("z", 3.2, 0.2));
    let derived = scored(&bound.table(Table::new(&[("y", &y), ("x", &x), ("z", &z)]))).remove(1);
    assert!(
        derived.explanation.ends_with(" x and z may lie on either side of the line of ratings."),
        "{}",
        derived.explanation
    );
}
