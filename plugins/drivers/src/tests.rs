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
        .figure(figure("minutes", "touchpoint/hotline", 3.0))
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
