//! Data behind a map: a real survey against what was published of it, large files, and what an edit reads again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use journeybook_engine::Engine;
use journeybook_engine::plugin::{
    About, Bound, Capability, Failure, FigureRecord, JourneyRecord, Plugin, TableRecord,
};
use journeybook_kit::{Reader, Site as OnDisk};
use journeybook_model::{Digest, FrameworkModel, Score, ScoreDefinition};
use journeybook_tests::site::{Site, assert_no_errors, diagnostics, model};
use journeybook_tests::tree;

/// Touchpoints of the airport, by column: where each rating of the survey belongs.
const RATINGS: [(&str, &str); 3] = [("Q7FOOD", "food"), ("Q7LTPARKING", "parking"), ("Q7STORE", "store")];

/// The drivers of overall satisfaction, as published.
const DRIVERS: [&str; 12] = [
    "Q13GETRATE",
    "Q14FIND",
    "Q14PASSTHRU",
    "Q10SAFE",
    "Q7SIGN",
    "Q7SCREENS",
    "Q7WALKWAYS",
    "Q7FOOD",
    "Q7STORE",
    "Q7WIFI",
    "Q9BOARDING",
    "Q9RESTROOM",
];

const MAP: &str = "---\ntitle: Anna flies\n---\n## Get there\n### Takes the train\n- touchpoint: Train\n- touchpoint: \
    Parking\n- evidence: survey\n## Wait\n### Eats\n- touchpoint: Food\n- touchpoint: Store\n- feeling: +1\n";

/// A plugin that keeps what it is given.
#[derive(Default)]
struct Keeps {
    about: About,
    given: Mutex<Vec<Bound>>,
}

impl Plugin for Keeps {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        Digest::of(b"keeps")
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Scores
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(Vec::new())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        Ok(Vec::new())
    }

    fn score(&self, _: &JourneyRecord, bound: &Bound) -> Result<Vec<Score>, Failure> {
        self.given.lock().expect("no test panics here").push(bound.clone());
        Ok(Vec::new())
    }
}

/// The real survey; says so where it is not there.
fn survey() -> Option<Vec<u8>> {
    let path: PathBuf = tree::repository().join("../shared/datasets/sfo2017_survey.csv");
    if !path.is_file() {
        tree::say("skipped: ../shared/datasets is not there");
        return None;
    }
    Some(tree::bytes(&path))
}

fn airport(survey: Vec<u8>, missing: &str) -> Site {
    let rating = |name: &str, at: &str| {
        format!("      {name}: {{metric: csat, at: touchpoint/{at}, scale: [1, 5], missing: [0, 6]}}\n")
    };
    let ratings: String = RATINGS.iter().map(|(name, at)| rating(name, at)).collect();
    let bound = |name: &&&str| !RATINGS.iter().any(|(known, _)| *known == **name) && **name != "Q13GETRATE";
    let others = DRIVERS.iter().chain(&["Q7ALL"]).filter(bound);
    let others: String =
        others.map(|name| format!("      {name}: {{scale: [1, 5], missing: [0, 6]}}\n")).collect();
    let evidence = format!(
        "---\ntitle: Survey\ndata:\n  - file: data/sfo2017_survey.csv\n    key: RESPNUM\n    weight: WEIGHT\n    date: date\n    \
         columns:\n      NETPRO: {{metric: nps, at: journey, scale: [0, 10]{missing}}}\n      Q13GETRATE: {{metric: ease, at: \
         touchpoint/train, scale: [1, 5], missing: [0, 6], direction: ease}}\n{ratings}{others}    drivers: {{outcome: Q7ALL, columns: [{}]}}\n---\n",
        DRIVERS.join(", ")
    );
    Site::of([("content/journeys/anna.md", MAP), ("content/evidence/survey.md", &evidence)])
        .with_bytes("data/sfo2017_survey.csv", survey)
}

fn bound(site: Site) -> Bound {
    let keeps = Arc::new(Keeps::default());
    let output = site.plugins(vec![keeps.clone()]).build();
    assert_no_errors(&output);
    let given = keeps.given.lock().expect("no test panics here");
    given.first().cloned().expect("the map was asked about")
}

fn figure<'b>(bound: &'b Bound, column: &str) -> &'b FigureRecord {
    let found = bound.figures.iter().find(|figure| figure.attributes["column"] == column);
    found.unwrap_or_else(|| panic!("no figure of {column}"))
}

fn number(attributes: &BTreeMap<String, String>, key: &str) -> f64 {
    attributes[key].parse().expect("a number")
}

fn counted(figure: &FigureRecord, values: std::ops::RangeInclusive<i32>) -> f64 {
    values.map(|value| number(&figure.attributes, &format!("count.{value}"))).sum()
}

#[test]
fn a_real_survey_gives_its_published_numbers() {
    let Some(survey) = survey() else { return };
    let bound = bound(airport(survey, ", missing: [11]"));
    let nps = figure(&bound, "NETPRO");
    assert_eq!((nps.n, nps.excluded, nps.at.as_str()), (2746, 85, "journey/anna"));
    assert_eq!((counted(nps, 9..=10), counted(nps, 7..=8), counted(nps, 0..=6)), (1436.0, 968.0, 342.0));
    let kish = number(&nps.attributes, "weights").powi(2) / number(&nps.attributes, "weights-squared");
    assert!((kish - 2266.5).abs() < 0.05, "{kish}");
    assert_eq!(nps.attributes["period"], "2017-05-05/2017-08-15");
    let (food, parking) = (figure(&bound, "Q7FOOD"), figure(&bound, "Q7LTPARKING"));
    assert_eq!((food.n, parking.n, figure(&bound, "Q13GETRATE").n), (2421, 834, 2319));
    assert!((food.value.unwrap() - 3.615_448_161_916_563_5).abs() < 1e-12);
    assert!((parking.value.unwrap() - 3.850_120).abs() < 1e-6);
    assert!(food.low.unwrap() < 3.6154 && food.high.unwrap() > 3.6155);
}

#[test]
fn the_drivers_of_a_real_survey_are_its_complete_rows() {
    let Some(survey) = survey() else { return };
    let bound = bound(airport(survey, ", missing: [11]"));
    let [TableRecord { columns, rows, cells }] = bound.tables.as_slice() else { panic!("one table") };
    assert_eq!((columns.len(), columns[0].as_str(), *rows, cells.len()), (13, "Q7ALL", 1278, 13 * 1278));
    assert!(cells.iter().all(|cell| (1.0..=5.0).contains(cell)));
}

#[test]
fn a_code_of_a_real_survey_that_is_not_declared_is_an_error() {
    let Some(survey) = survey() else { return };
    let said = diagnostics(&airport(survey, "").build(), true);
    let line = said.lines().find(|line| line.contains("JB705")).expect("the code 11 is said");
    assert!(line.contains("`NETPRO` holds values off its scale 0 to 10: 11 (84, first on line "), "{line}");
}

#[test]
fn an_edit_of_a_map_reads_no_data_again() {
    let csv = "a\n5\n4\n4\n3\n5\n";
    let evidence = "---\ntitle: S\ndata: {file: data/a.csv, columns: {a: {metric: csat, at: journey, scale: [1, 5]}}}\n---\n";
    let map = |text: &str| format!("---\ntitle: A\n---\n## One\n- evidence: s\n- doing: {text}\n");
    let site = Site::of([("content/evidence/s.md", evidence), ("data/a.csv", csv)]);
    let mut engine = Engine::default();
    let mut built = |site: &Site| engine.build(&site.input());
    let first = built(&site.clone().with("content/journeys/a.md", &map("x")));
    let second = built(&site.clone().with("content/journeys/a.md", &map("y")));
    let third =
        built(&site.with("content/journeys/a.md", &map("y")).with("data/a.csv", "a\n5\n5\n5\n5\n5\n5\n"));
    assert_eq!([first, second, third.clone()].map(|output| output.work.read), [1, 0, 1]);
    let page = String::from_utf8_lossy(&third.files["evidence/s.html"]);
    assert!(page.contains("<b>5.00</b>"), "the page shows the new mean");
    assert_eq!(model(&third)["evidence"][0]["figures"][0]["n"], 6);
}

#[test]
fn a_large_file_is_not_held_and_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..300_000).map(|at| format!("{at},{}\n", at % 5 + 1)).collect();
    let evidence = "---\ntitle: S\ndata: {file: data/a.csv, key: id, columns: {a: {metric: csat, at: journey, scale: [1, 5]}}}\n---\n";
    let site = Site::of([
        ("content/journeys/a.md", "---\ntitle: A\n---\n## One\n- evidence: s\n"),
        ("content/evidence/s.md", evidence),
    ]);
    let site = site.with("data/a.csv", &format!("id,a\n{rows}"));
    site.write(folder.path());
    let found = Reader::default().read(&OnDisk::locate(Some(folder.path())).unwrap());
    assert_eq!((found.input.data.len(), found.input.large.len()), (0, 1));
    assert_eq!(found.input.large[0].digest, Digest::of(&site.files()["data/a.csv"]));
    let output = Engine::default().build(&found.input);
    assert_no_errors(&output);
    assert_eq!(model(&output)["evidence"], model(&site.plugins(Vec::new()).build())["evidence"]);
}
