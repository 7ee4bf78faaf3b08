//! A real survey of an airport against its published means and scores. Skipped where the data does not lie beside the checkout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use journeybook_statistics::printed::near;
use journeybook_statistics::{Answers, Promoters, boxes, kish, satisfaction};

struct Survey {
    columns: BTreeMap<String, Vec<Option<f64>>>,
    expected: serde_json::Value,
}

fn survey() -> Option<Survey> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    let shared: PathBuf = repository.join("../shared");
    let mut reader = csv::Reader::from_path(shared.join("datasets/sfo2017_survey.csv")).ok()?;
    let names: Vec<String> = reader.headers().ok()?.iter().map(String::from).collect();
    let mut columns: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
    for row in reader.records() {
        for (name, cell) in names.iter().zip(row.ok()?.iter()) {
            columns.entry(name.clone()).or_default().push(cell.parse().ok());
        }
    }
    let expected = std::fs::read(shared.join("field/scoring-expected.json")).ok()?;
    Some(Survey { columns, expected: serde_json::from_slice(&expected).ok()? })
}

#[test]
fn every_touchpoint_is_as_published() {
    let Some(Survey { columns, expected }) = survey() else { return };
    let printed = expected["sfo_touchpoints"].as_object().unwrap();
    let items: Vec<_> = printed.iter().filter(|(name, _)| !name.starts_with('_')).collect();
    assert!(items.len() >= 21);
    for (name, item) in items {
        let column = &columns[name];
        let ratings = Answers::of(column.iter().flatten().map(|cell| *cell as i64)).within(1, 5);
        let (top, bottom) = boxes(1, 5).unwrap();
        let found = satisfaction(&ratings, top, bottom).unwrap();
        let number = |key: &str| item[key].as_f64().unwrap();
        assert_eq!(found.n, number("n"), "{name}");
        near(found.mean, number("mean"), 10);
        near(found.top, number("top2_pct"), 10);
        near(found.bottom, number("bottom2_pct"), 10);
        near(100.0 * found.n / column.len() as f64, number("response_coverage_pct"), 6);
    }
}

#[test]
fn recommending_is_as_published() {
    let Some(Survey { columns, expected }) = survey() else { return };
    let printed = &expected["sfo_nps_overall"];
    let answers = Answers::of(columns["NETPRO"].iter().flatten().map(|cell| *cell as i64));
    let found = Promoters::of(&answers);
    assert_eq!((found.promoters, found.passives, found.detractors), (1436.0, 968.0, 342.0));
    near(found.score().unwrap(), printed["nps"].as_f64().unwrap(), 10);
    near(found.standard_error(found.n()).unwrap(), printed["se_points"].as_f64().unwrap(), 10);
    let interval = found.wald(found.n()).unwrap();
    near(interval.low, printed["ci95"][0].as_f64().unwrap(), 10);
    near(interval.high, printed["ci95"][1].as_f64().unwrap(), 10);
}

#[test]
fn weighted_answers_are_fewer_than_they_look() {
    let Some(Survey { columns, .. }) = survey() else { return };
    let rows = columns["NETPRO"].iter().zip(&columns["WEIGHT"]);
    let valid: Vec<(f64, f64)> = rows
        .filter_map(|(answer, weight)| Some(((*answer)?, (*weight)?)))
        .filter(|(answer, _)| *answer <= 10.0)
        .collect();
    let found = Promoters::of(&Answers::new(valid.iter().map(|(answer, weight)| (*answer as i64, *weight))));
    near(found.score().unwrap(), 40.3984, 4);
    let squares = valid.iter().map(|(_, weight)| weight * weight).sum();
    near(kish(valid.iter().map(|(_, weight)| weight).sum(), squares).unwrap(), 2266.5, 1);
}

#[test]
fn a_mean_of_days_is_not_the_score() {
    let Some(Survey { .. }) = survey() else { return };
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let mut reader =
        csv::Reader::from_path(repository.join("../shared/datasets/sfo2017_survey.csv")).unwrap();
    let mut days: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for row in reader.records().map(Result::unwrap) {
        days.entry(row[1].to_owned()).or_default().extend(row[4].parse::<i64>());
    }
    let scores: Vec<f64> =
        days.into_values().filter_map(|day| Promoters::of(&Answers::of(day)).score()).collect();
    assert_eq!(scores.len(), 22);
    near(scores.iter().sum::<f64>() / 22.0, 36.3315, 4);
}
