//! Maps of public repositories: what their stages, steps and facts are called. How many there are is in `tests/field`.

use journeybook_engine::Output;
use journeybook_tests::site::{Site, assert_no_errors, diagnostics, model, real_maps};
use journeybook_tests::tree;
use serde_json::Value;

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

#[track_caller]
fn assert_titles(file: &str, expected: &[&str]) {
    let Some(output) = built(file) else { return };
    assert_eq!(titles(&stages(&output)), expected, "{file}");
}

#[test]
fn fawkes_onboarding() {
    let expected = [
        "Initial Access & Discovery",
        "Environment Setup",
        "Learning Platform Concepts",
        "First Hands-On Task",
        "Building Confidence",
    ];
    assert_titles("fawkes-01-developer-onboarding.md", &expected);
}

#[test]
fn fawkes_deploying() {
    let expected = [
        "Pre-Deployment Planning",
        "Creating Service Manifests",
        "Initial Deployment to Dev",
        "Testing in Staging",
        "Production Deployment",
        "Post-Deployment Monitoring",
    ];
    assert_titles("fawkes-02-deploying-first-app.md", &expected);
}

#[test]
fn fawkes_requesting() {
    let expected = [
        "Identifying the Need",
        "Submitting the Request",
        "Waiting for Response",
        "Prioritization Discussion",
        "Development & Updates",
        "Testing & Feedback",
        "General Availability & Adoption",
    ];
    assert_titles("fawkes-04-requesting-platform-feature.md", &expected);
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
