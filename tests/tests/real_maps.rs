//! Maps of public repositories, held against counts that were taken by reading each file.

use std::collections::BTreeMap;

use journeybook_engine::Output;
use journeybook_tests::site::{Site, assert_no_errors, diagnostics, model, real_maps};
use journeybook_tests::tree;
use serde_json::Value;

/// Lanes in the order in which the maps of fawkes hold them.
const FAWKES: [&str; 6] = ["doing", "thinking", "feeling", "pain", "opportunity", "touchpoint"];

/// A file of the folder as the one journey of a site; none where the folder is not there.
fn built(file: &str) -> Option<Output> {
    let text = tree::text(&real_maps()?.join(file));
    let output = Site::of([(&*format!("content/journeys/{file}"), &*text)]).build();
    assert_no_errors(&output);
    Some(output)
}

fn stages(output: &Output) -> Vec<Value> {
    let site = model(output);
    let journeys = list(&site["journeys"]);
    assert_eq!(journeys.len(), 1, "{}", diagnostics(output, true));
    list(&journeys[0]["stages"]).to_vec()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn titles(columns: &[Value]) -> Vec<&str> {
    columns.iter().filter_map(|column| column["title"].as_str()).collect()
}

/// How many entries a column has, by lane.
fn counts(column: &Value) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for entry in list(&column["entries"]) {
        *counts.entry(entry["lane"].as_str().unwrap_or_default()).or_default() += 1;
    }
    counts
}

fn assert_fawkes(file: &str, expected: &[(&str, [usize; 6])]) {
    let Some(output) = built(file) else { return };
    let stages = stages(&output);
    assert_eq!(titles(&stages), expected.iter().map(|(title, _)| *title).collect::<Vec<_>>(), "{file}");
    for (stage, (title, expected)) in stages.iter().zip(expected) {
        let counts = counts(stage);
        let found = FAWKES.map(|lane| counts.get(lane).copied().unwrap_or_default());
        assert_eq!((&found, counts.len(), list(&stage["steps"]).len()), (expected, 6, 0), "{file}: {title}");
    }
}

#[test]
fn fawkes_onboarding() {
    let expected = [
        ("Initial Access & Discovery", [7, 4, 1, 5, 6, 5]),
        ("Environment Setup", [9, 4, 1, 6, 6, 6]),
        ("Learning Platform Concepts", [8, 4, 1, 6, 8, 5]),
        ("First Hands-On Task", [11, 5, 1, 6, 7, 6]),
        ("Building Confidence", [8, 4, 1, 4, 6, 5]),
    ];
    assert_fawkes("fawkes-01-developer-onboarding.md", &expected);
}

#[test]
fn fawkes_deploying() {
    let expected = [
        ("Pre-Deployment Planning", [7, 4, 1, 5, 5, 4]),
        ("Creating Service Manifests", [12, 5, 1, 7, 7, 5]),
        ("Initial Deployment to Dev", [15, 5, 1, 6, 6, 5]),
        ("Testing in Staging", [11, 4, 1, 6, 6, 5]),
        ("Production Deployment", [17, 5, 1, 6, 6, 6]),
        ("Post-Deployment Monitoring", [8, 4, 1, 5, 6, 6]),
    ];
    assert_fawkes("fawkes-02-deploying-first-app.md", &expected);
}

#[test]
fn fawkes_requesting() {
    let expected = [
        ("Identifying the Need", [8, 4, 1, 5, 6, 4]),
        ("Submitting the Request", [12, 5, 1, 6, 6, 3]),
        ("Waiting for Response", [9, 5, 1, 6, 7, 3]),
        ("Prioritization Discussion", [13, 4, 1, 5, 6, 3]),
        ("Development & Updates", [11, 4, 1, 6, 6, 4]),
        ("Testing & Feedback", [10, 4, 1, 5, 6, 5]),
        ("General Availability & Adoption", [9, 4, 1, 4, 7, 5]),
    ];
    assert_fawkes("fawkes-04-requesting-platform-feature.md", &expected);
}

#[test]
fn what_fawkes_says_of_a_map_is_read_from_its_text() {
    let Some(output) = built("fawkes-01-developer-onboarding.md") else { return };
    let site = model(&output);
    let journey = &site["journeys"][0];
    assert_eq!((&journey["status"], &journey["owner"]), (&"live".into(), &"Product Team".into()));
    assert_eq!(journey["reviewed"], Value::Null, "“December 2025” is no day");
    assert_eq!(output.diagnostics.iter().filter(|note| note.code.0 == "JB110").count(), 1);
}

/// Frontstage, backstage and support of each step; the second cell of the backstage is a list in an item that is never
/// closed before the next.
#[test]
fn the_blueprint_of_18f() {
    let Some(output) = built("18f-service-blueprint-example.md") else { return };
    let stages = stages(&output);
    assert_eq!(titles(&stages), ["Service blueprint example"]);
    let steps = list(&stages[0]["steps"]);
    let expected = [
        "Decide and look up how to get to the restaurant",
        "Arrive at the restaurant and order",
        "Find a table and eat the burger",
        "Clean up and leave the restaurant",
    ];
    assert_eq!(titles(steps), expected);
    let count = |step, label: &str| {
        list(&steps[step as usize]["entries"]).iter().filter(|entry| entry["label"] == label).count()
    };
    let found = [0, 1, 2, 3]
        .map(|step| ["Frontstage", "Backstage", "Support processes"].map(|label| count(step, label)));
    assert_eq!(found, [[4, 3, 3], [6, 3, 6], [5, 2, 6], [5, 2, 2]]);
    let shown = stages[0]["narrative_html"].as_str().unwrap_or_default();
    assert!(
        shown.contains("This is a table showing") && shown.contains("The primary action someone takes"),
        "{shown}"
    );
}

#[test]
fn pluxx_has_ten_stages() {
    let Some(output) = built("pluxx-customer-journey.md") else { return };
    let expected = [
        "Before Pluxx",
        "Discovery",
        "First Run",
        "Immediate Output",
        "Trust Check",
        "Semantic Refinement",
        "Editing Model",
        "Build And Install",
        "Share Or Ship",
        "Ongoing Maintenance",
    ];
    assert_eq!(titles(&stages(&output)), expected);
}

/// The labels are Japanese; the four columns beside the stage are four lanes, whatever they are called.
#[test]
fn the_stage_table_of_physics_lab() {
    let Some(output) = built("physics-lab-customer-journey-ja.md") else { return };
    let stages = stages(&output);
    let expected = ["違和感", "情報接触", "事前比較", "小規模試行", "授業内評価", "継続判断", "共有"];
    assert_eq!(titles(&stages), expected);
    assert!(stages.iter().all(|stage| list(&stage["entries"]).len() == 4));
}

/// Neither has a stage: one lists features and tutorials of eight tasks, the other is a template with nothing in it.
#[test]
fn texts_without_stages_are_kept_as_text() {
    for (file, sections) in
        [("finos-legend-build-data-model.md", 31), ("thunderbird-user-journey-template.md", 8)]
    {
        let Some(output) = built(file) else { return };
        assert!(stages(&output).is_empty(), "{file}");
        assert!(output.diagnostics.iter().any(|note| note.code.0 == "JB106"), "{file}");
        assert_eq!(list(&model(&output)["journeys"][0]["sections"]).len(), sections, "{file}");
    }
}
