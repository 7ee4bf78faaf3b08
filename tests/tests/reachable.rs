//! No text of a source is lost: every line that says something is reached by a place of the model.

use std::sync::Arc;

use journeybook_engine::Engine;
use journeybook_model::{Body, Document, Entry, Journey, Prose, Rich, Section, Span};
use journeybook_tests::site::Site;
use journeybook_tests::{field, tree};

/// Every place of the source that a document's model points at.
fn places(document: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = document.fields.0.iter().map(|field| field.span).collect();
    spans.push(document.title_span);
    match &document.body {
        Body::Journey(journey) => spans.extend(of_journey(journey)),
        Body::Prose(Prose { lead, sections }) => {
            spans.extend(lead.spans().chain(sections.iter().flat_map(of_section)));
        }
    }
    spans
}

fn of_journey(journey: &Journey) -> Vec<Span> {
    let mut spans = Vec::from_iter(journey.overview.spans());
    for stage in &journey.stages {
        spans.push(stage.span);
        spans.extend(of_column(&stage.narrative, &stage.entries, &stage.verbatims));
    }
    for step in journey.steps() {
        spans.push(step.span);
        spans.extend(of_column(&step.narrative, &step.entries, &step.verbatims));
    }
    spans.extend(journey.sections.iter().flat_map(of_section));
    spans
}

fn of_column(narrative: &Rich, entries: &[Entry], verbatims: &[Rich]) -> Vec<Span> {
    let quoted = verbatims.iter().flat_map(Rich::spans);
    let entries = entries.iter().flat_map(|entry| [entry.span, entry.label_span]);
    narrative.spans().chain(quoted).chain(entries).collect()
}

fn of_section(section: &Section) -> Vec<Span> {
    section.body.spans().chain([section.span]).collect()
}

/// The lines of a text that say something and that no place reaches.
fn lost<'t>(text: &'t str, places: &[Span]) -> Vec<&'t str> {
    let mut start = 0;
    let mut lost = Vec::new();
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let (from, to) = (start + indent, start + line.trim_end().len());
        let reached = places.iter().any(|place| (place.start as usize) < to && (place.end as usize) > from);
        if says_something(line) && !reached {
            lost.push(line.trim_end());
        }
        start += line.len();
    }
    lost
}

/// Rules, fences, the line below a table's head and lines of nothing but HTML tags are form, not text.
fn says_something(line: &str) -> bool {
    let mut inside = false;
    let outside = line.chars().filter(|letter| {
        let tag = inside || *letter == '<';
        inside = tag && *letter != '>';
        !tag
    });
    let words: String = outside.collect();
    let is_form = words.trim_start().starts_with("```") || words.trim() == "journey";
    !is_form && words.chars().any(|letter| !letter.is_whitespace() && !"-=|:+*_~#>.`".contains(letter))
}

fn documents(path: &str, text: &str) -> Vec<Arc<Document>> {
    Engine::default().documents(&Site::of([(path, text)]).input())
}

#[track_caller]
fn assert_reached(path: &str, text: &str) {
    let documents = documents(path, text);
    let spans: Vec<Span> = documents.iter().flat_map(|document| places(document)).collect();
    let lost = lost(text, &spans);
    assert!(lost.is_empty(), "{path}: {} lines are nowhere in the model:\n{}", lost.len(), lost.join("\n"));
}

/// As a page, and as a map where it may be one.
#[test]
fn every_line_of_the_real_maps_is_reached() {
    let Some(folder) = field::folder() else { return };
    for (name, bytes) in tree::read(&folder.join("md"), "") {
        let text = String::from_utf8(bytes).expect("the maps are text");
        for folder in ["content", "content/journeys"] {
            assert_reached(&format!("{folder}/{name}"), &text);
        }
    }
    for (name, bytes) in
        tree::read(&folder.join("mermaid"), "").into_iter().filter(|(name, _)| name.ends_with(".mmd"))
    {
        let diagram = String::from_utf8(bytes).expect("the maps are text");
        assert_reached(&format!("content/journeys/{name}.md"), &format!("```mermaid\n{diagram}\n```\n"));
    }
}

#[test]
fn every_line_of_the_roadmaps_is_reached() {
    let Some(folder) = field::folder() else { return };
    let files = tree::read(&folder.join("corpora/nj-roadmaps"), "content");
    for (path, bytes) in files.into_iter().filter(|(path, _)| path.ends_with(".md")) {
        assert_reached(&path, &String::from_utf8(bytes).expect("the tasks are text"));
    }
}

#[test]
fn every_line_of_the_maps_in_the_wild_is_reached() {
    for (name, bytes) in tree::read(&tree::repository().join("tests/field/wild"), "") {
        assert_reached(
            &format!("content/journeys/{name}"),
            &String::from_utf8(bytes).expect("the maps are text"),
        );
    }
}

#[test]
fn every_line_of_the_sample_is_reached() {
    let site = Site::sample();
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".md")) {
        assert_reached(path, std::str::from_utf8(bytes).expect("the sample is text"));
    }
}

/// The measure itself notices what is gone.
#[test]
fn what_is_dropped_is_noticed() {
    let text = "# Map\n\nBefore.\n\n## One\n- doing: x\n\nTold.\n\n> Said.\n\n## Sources\n\nA book.\n";
    let read = documents("content/journeys/map.md", text);
    let journey = read[0].journey().expect("it is a map");
    let without = |drop: fn(&mut Journey)| {
        let mut journey = journey.clone();
        drop(&mut journey);
        let spans: Vec<Span> = of_journey(&journey).into_iter().chain([read[0].title_span]).collect();
        lost(text, &spans)
    };
    assert_eq!(without(|_| {}), [""; 0]);
    assert_eq!(without(|journey| journey.sections.clear()), ["## Sources", "A book."]);
    assert_eq!(without(|journey| journey.overview = Rich::default()), ["Before."]);
    assert_eq!(without(|journey| journey.stages[0].narrative = Rich::default()), ["Told."]);
    assert_eq!(without(|journey| journey.stages[0].verbatims.clear()), ["> Said."]);
    assert_eq!(without(|journey| journey.stages[0].entries.clear()), ["- doing: x"]);
}
