//! Maps from the wild: hand-written files of public repositories, read as they stand.

use journeybook_tests::html::{letters, text};
use journeybook_tests::site::{Site, assert_no_errors, diagnostics, model, page, real_maps};
use journeybook_tests::tree;
use serde_json::Value;

const FAWKES: &str = "fawkes-01-developer-onboarding.md";

fn fawkes() -> Option<(String, journeybook_engine::Output)> {
    let source = tree::text(&real_maps()?.join(FAWKES));
    let output = Site::of([(&*format!("content/{FAWKES}"), &*source)]).build();
    Some((source, output))
}

fn stages(output: &journeybook_engine::Output) -> Vec<Value> {
    let site = model(output);
    let journeys = site["journeys"].as_array().expect("it is a list").clone();
    assert_eq!(journeys.len(), 1, "{}", diagnostics(output, true));
    journeys[0]["stages"].as_array().expect("it is a list").clone()
}

#[test]
fn five_stages_have_their_titles_and_durations() {
    let Some((_, output)) = fawkes() else { return };
    assert_no_errors(&output);
    let stages = stages(&output);
    let read: Vec<_> =
        stages.iter().map(|stage| (stage["title"].as_str(), stage["duration"].as_str())).collect();
    let expected = [
        ("Initial Access & Discovery", "Day 1, 2 hours"),
        ("Environment Setup", "Day 1-2, 4 hours"),
        ("Learning Platform Concepts", "Day 2-5, 6 hours total"),
        ("First Hands-On Task", "Week 2, Day 1-3, 8 hours"),
        ("Building Confidence", "Week 2-4, ongoing"),
    ];
    assert_eq!(read, expected.map(|(title, duration)| (Some(title), Some(duration))));
}

#[test]
fn the_intensity_gives_the_feeling_its_strength() {
    let Some((_, output)) = fawkes() else { return };
    let rounded =
        |stage: &Value| stage["feeling"]["normal"].as_f64().map(|normal| (normal * 100.0).round() / 100.0);
    let found: Vec<_> = stages(&output).iter().map(rounded).collect();
    assert_eq!(found, [-0.8, -1.0, 0.4, 0.2, 0.2].map(Some));
    let intensity: Vec<_> =
        stages(&output).iter().map(|stage| stage["feeling"]["intensity"].as_f64()).collect();
    assert_eq!(intensity, [0.8, 1.0, 0.4, 0.2, 0.2].map(Some));
    assert_eq!(stages(&output)[0]["feeling"]["raw"], "Overwhelmed 😟 (Intensity: 4/5)");
}

/// What a line of Markdown says, without the marks that say how.
fn words(line: &str) -> Option<String> {
    if line.starts_with("```") {
        return None;
    }
    // A label is shown as the title of its lane.
    let labels = ["**Actions**:", "**Thoughts**:", "**Emotions**:"];
    let line = labels.iter().find_map(|label| line.strip_prefix(label)).unwrap_or(line);
    let line = line.trim().trim_start_matches(['#', '>', '-', '*', ' ']);
    let numbered =
        line.split_once(". ").filter(|(number, _)| number.chars().all(|letter| letter.is_ascii_digit()));
    let line = numbered.map_or(line, |(_, rest)| rest);
    let line = line.replace("](../personas/application-developer.md)", "]");
    let shown = letters(&without_link_targets(&line));
    (!shown.is_empty()).then_some(shown)
}

/// `[text](target)` as `text`.
fn without_link_targets(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        out += before;
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[test]
fn nothing_that_was_written_is_lost() {
    let Some((source, output)) = fawkes() else { return };
    let pages: String =
        output.files.keys().filter(|path| path.ends_with(".html")).map(|path| page(&output, path)).collect();
    let shown = letters(&text(&pages));
    let lost: Vec<_> = source
        .lines()
        .filter(|line| words(line).is_some_and(|words| !shown.contains(&words_of(&words))))
        .collect();
    assert!(lost.is_empty(), "{} lines are nowhere:\n{}", lost.len(), lost.join("\n"));
}

/// The numbering and the duration of a stage's heading are shown apart from its title.
fn words_of(words: &str) -> String {
    let stage =
        words.strip_prefix("Stage").filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    let title = stage.map(|rest| rest.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    let title = title.and_then(|title| title.split("Day").next()?.split("Week").next());
    title.unwrap_or(words).to_owned()
}

#[test]
fn other_maps_from_the_wild_have_no_errors() {
    let Some(folder) = real_maps() else { return };
    for (path, bytes) in tree::read(&folder, "content") {
        let output = Site::default().with_bytes(&path, bytes).build();
        assert_no_errors(&output);
        assert!(output.files.len() > 3, "{path}");
    }
    assert_no_errors(&Site::folder(&folder).build());
}
