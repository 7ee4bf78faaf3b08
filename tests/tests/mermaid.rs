//! Mermaid's own behaviour, vector by vector: what it accepts, refuses or silently corrupts is read as it is meant.

use journeybook_engine::Output;
use journeybook_tests::site::{Site, assert_no_errors, model, real_maps};
use journeybook_tests::tree;
use serde_json::Value;

/// Each vector: its name, the map that was meant, and how many things Mermaid would have lost of it.
///
/// A map is its title, where it has one, then `[section]` and `task=score@actors` in order.
const MEANT: [(&str, &str, usize); 29] = [
    ("basic", "T [S] A=5@Me", 0),
    ("timeInTask", "[S] Breakfast at 8:00=5@Me", 1),
    ("extraColon", "[S] A=5@Me,You", 1),
    ("score10", "[S] A=10@Me", 1),
    ("scoreNeg", "[S] A=-2@Me", 1),
    ("scoreFloat", "[S] A=3.5@Me", 0),
    ("scoreWord", "[S] A=high@Me", 1),
    ("noScore", "[S] A", 1),
    ("noColon", "[S] A task with no score", 1),
    ("trailingColon", "[S] A=5", 1),
    ("noSection", "[Journey] A=3@Me", 0),
    ("hashInTask", "[S] Call #1 support=5@Me", 1),
    ("hashInTitle", "Case #7105 story [S] A=5@Me", 1),
    ("semicolon", "[S] A=5@Me B=3@You", 1),
    ("sectionColon", "[Discover] A=5@Me", 1),
    ("taskStartsTitle", "[S] title of the deed=5@Me", 1),
    ("taskStartsSection", "[S] section chief approves=5@Me", 1),
    ("taskHasJourney", "[S] start the journey=5@Me", 0),
    ("taskIsJourneyWord", "[S] Journey planning=5@Me", 1),
    ("quoted", "\"Q\" [\"S\"] \"A\"=5@\"Me\"", 0),
    ("emoji", "[🛒 Buy] Pay 💳=2@👤 User", 0),
    ("percent", "[S] Get 100%% refund=5@Me", 0),
    ("br", "[L1 L2] A B=5@Me", 0),
    ("dupActorsCase", "[S] A=5@Me", 2),
    ("crlf", "T [S] A=5@Me", 0),
    ("fm", "FM title [S] A=5@Me", 0),
    ("init", "[S] A=5@Me", 0),
    ("fullwidthColon", "[S] A=5@我", 1),
    ("emptyDoc", "", 0),
];

#[test]
fn every_vector_is_read_as_it_is_meant() {
    let Some(folder) = real_maps() else { return };
    let file = folder.join("../mermaid/mermaid-11.17.2-parser-behaviour.json");
    let vectors: Value = serde_json::from_str(&tree::text(&file)).expect("the vectors are JSON");
    assert_eq!(vectors.as_object().map(serde_json::Map::len), Some(MEANT.len()));
    for (name, meant, lost) in MEANT {
        let input = vectors[name]["input"].as_str().expect("a vector has an input");
        let output = Site::map(&format!("```mermaid\n{input}\n```\n")).build();
        assert_no_errors(&output);
        assert_eq!((shown(&output), losses(&output)), (meant.to_owned(), lost), "{name}: {input}");
    }
}

fn losses(output: &Output) -> usize {
    output.diagnostics.iter().filter(|note| note.code.0 == "JB109").count()
}

fn shown(output: &Output) -> String {
    let site = model(output);
    let journey = &site["journeys"][0];
    let title = journey["title"].as_str().filter(|title| *title != "Map").map(str::to_owned);
    let stages = list(&journey["stages"]).iter().flat_map(|stage| {
        let name = format!("[{}]", stage["title"].as_str().unwrap_or_default());
        std::iter::once(name).chain(list(&stage["steps"]).iter().map(step))
    });
    title.into_iter().chain(stages).collect::<Vec<_>>().join(" ")
}

fn step(step: &Value) -> String {
    let mut out = step["title"].as_str().unwrap_or_default().to_owned();
    if let Some(raw) = step["feeling"]["raw"].as_str() {
        out += &format!("={raw}");
    }
    let actors = list(&step["entries"]).iter().filter(|entry| entry["lane"] == "actor");
    let actors: Vec<_> = actors.filter_map(|entry| entry["text"].as_str()).collect();
    if !actors.is_empty() {
        out += &format!("@{}", actors.join(","));
    }
    out
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
