//! What importers write, read back by the engine: the same words, in the canonical form, with nothing to complain of.

mod cases;
mod sources;

use cases::cases;
use journeybook_engine::format::Formatted;
use journeybook_engine::{Engine, File};
use journeybook_importers::page::{Entry, Field, Map, Section, Stage, Step, Words};
use journeybook_importers::{text, vocabulary};
use journeybook_model::{Diagnostic, Severity};
use journeybook_tests::html::{self, letters};
use journeybook_tests::site::{Site, diagnostics, model};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Pieces that mean something to a parser of Markdown or YAML, and any text between them.
fn words() -> impl Strategy<Value = String> {
    let known = select(vec![
        "*",
        "_",
        "**",
        "__",
        "[",
        "]",
        "[[",
        "]]",
        "[x](y)",
        "[ ] ",
        "[^1]",
        "[!NOTE] ",
        "{",
        "}",
        "{x}",
        "{a=b}",
        "{.x}",
        "{#id}",
        "|",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "&",
        "&amp;",
        "&#35;",
        "#",
        "# ",
        " #",
        ":",
        ": ",
        "：",
        "1. ",
        "2) ",
        "- ",
        "-",
        "+ ",
        "---",
        "===",
        "~",
        "~~~",
        "`",
        "```",
        "\\",
        "\\*",
        "!",
        "![a](b)",
        "😟",
        "https://a.example/b?c=d&e=f",
        "(http://x.example)",
        "Stage 2: ",
        "Step 4a ",
        "Phase II - ",
        "(Day 1)",
        "(2 hours)",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{0}",
        "\u{1b}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{202e}",
        "a",
        "words",
        "no",
        "true",
        "null",
        "2026-03-12",
        "Goal",
        "Summary",
        "Notes",
        "Journey",
        "Persona: ",
        "**Owner:** ",
        "é",
        "予約",
        "'",
        "\"",
        "%",
        "@a",
        "$x$",
        "==",
        "5 < 6",
        "snake_case",
    ]);
    let piece = prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(vec!["doing", "pain", "moment-of-truth", "Weather"]).prop_map(str::to_owned), 1 => words()]
}

fn entry() -> impl Strategy<Value = Entry> {
    let link = words().prop_map(|words| Words::Link { words, to: "https://a.example/(b) c".into() });
    let value = prop_oneof![6 => words().prop_map(Words::Plain), 1 => link, 1 => Just(Words::None)];
    let attributes = prop::collection::vec((select(vec!["severity", "owner", "id"]), words()), 0..2);
    (label(), value, attributes).prop_map(|(lane, words, attributes)| {
        // A moment of truth without words is bare, and a colon in its braces would be its label's.
        let attribute = |(key, value): (&str, String)| (key.to_owned(), value.replace([':', '：'], " "));
        Entry { lane, words, attributes: attributes.into_iter().map(attribute).collect() }
    })
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 0..4)
}

fn step() -> impl Strategy<Value = Step> {
    (words(), words(), entries(), prop::collection::vec(words(), 0..2)).prop_map(
        |(title, narrative, entries, quotes)| Step { title, narrative, entries, quotes, ..Step::default() },
    )
}

fn stage() -> impl Strategy<Value = Stage> {
    (step(), prop::collection::vec(step(), 0..3)).prop_map(|(own, steps)| {
        let Step { title, narrative, entries, quotes, attributes } = own;
        Stage { title, narrative, entries, quotes, attributes, steps }
    })
}

fn map() -> impl Strategy<Value = Map> {
    let section = (words(), words()).prop_map(|(title, text)| Section { title, text, ..Section::default() });
    let sections = prop::collection::vec(section, 0..2);
    (words(), words(), words(), prop::collection::vec(stage(), 1..4), sections).prop_map(
        |(title, goal, overview, stages, sections)| {
            let map = Map { path: "journeys/map.md".into(), overview, stages, sections, ..Map::default() };
            let tags = Field::List(vec![title.clone(), goal.clone()]);
            map.field("title", Field::Text(format!("A {title}")))
                .field("goal", Field::Text(goal))
                .field("tags", tags)
        },
    )
}

/// The map as the engine reads it, once it has nothing to say about it.
#[track_caller]
fn read_back(path: &str, text: &str) -> Value {
    let site = Site::default().plugins(Vec::new()).with(&format!("content/{path}"), text);
    let output = site.build();
    // Any words stand in braces here, also where a few mean something (JB114).
    let severe = |said: &Diagnostic| said.severity != Severity::Hint && said.code.0 != "JB114";
    let severe = output.diagnostics.iter().any(severe);
    assert!(!severe, "{}\n{text}", diagnostics(&output, true));
    model(&output)
}

#[track_caller]
fn assert_canonical(path: &str, text: &str) {
    let mut engine = Engine::default();
    let formatter = engine.formatter(&Site::default().plugins(Vec::new()).input());
    let formatted = formatter.format(&File::new(format!("content/{path}"), text.as_bytes()));
    assert!(matches!(formatted, Formatted::Same), "{formatted:?}\n{text}");
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|text| text::line(text.as_str().unwrap_or_default())).collect()
}

/// The letters of some HTML.
fn shown(html: &Value) -> String {
    letters(&html::text(html.as_str().unwrap_or_default()))
}

/// What an entry says: its label and value, or both in one note where the label is none.
fn said(entry: &Entry) -> Option<(String, String)> {
    let value = match &entry.words {
        Words::Plain(value) => text::parts(value).join(" "),
        Words::Link { words, to } if text::line(words).is_empty() => to.clone(),
        Words::Link { words, .. } => text::line(words),
        Words::None => String::new(),
    };
    let label = text::line(&entry.lane);
    let short = text::unclosed(&label);
    let is_kept = |(key, value): &(String, String)| key != "id" || value.contains(char::is_alphanumeric);
    let is_empty = value.is_empty() && !entry.attributes.iter().any(is_kept);
    match entry.words {
        Words::None if short == "moment-of-truth" => Some((short.to_owned(), value)),
        Words::None if is_empty && label.is_empty() => None,
        Words::None if is_empty => Some(("Note".to_owned(), label)),
        _ if is_empty => None,
        _ if text::is_label(short) => Some((text::unbraced(vocabulary::lane(short).unwrap_or(short)), value)),
        _ => Some(("Note".to_owned(), [label, value].join(" "))),
    }
}

#[track_caller]
fn assert_entries(entries: &[Entry], read: &Value) {
    let expected: Vec<_> = entries.iter().filter_map(said).collect();
    let read: Vec<_> = read.as_array().into_iter().flatten().collect();
    assert_eq!(expected.len(), read.len(), "{expected:?}\n{read:#?}");
    for ((label, value), entry) in expected.iter().zip(read) {
        let (got_label, got) =
            (entry["label"].as_str().unwrap_or_default(), entry["text"].as_str().unwrap_or_default());
        assert_eq!((letters(label), letters(value)), (letters(got_label), letters(got)));
        if label != "Note" {
            assert_eq!((label, value), (&got_label.to_owned(), &text::line(got)));
        }
    }
}

/// A title is read as it was, but for a number before it and the time behind it.
#[track_caller]
fn assert_title(title: &str, read: &Value) {
    let (title, read) = (text::line(title), read.as_str().unwrap_or_default());
    let is_taken_apart = title.contains(|c: char| c.is_numeric() || c == '(')
        || ["Phase", "Stage", "Step"].iter().any(|word| title.contains(word));
    let own = read.strip_suffix(" (stage)").or(read.strip_suffix(" (step)")).unwrap_or(read);
    let is_part = || title.contains(own) || letters(read).starts_with(&letters(&title));
    let is_same = if is_taken_apart { is_part() } else { title == own };
    assert!(is_same, "“{title}” is read as “{read}”");
}

#[track_caller]
fn assert_column(title: &str, narrative: &str, entries: &[Entry], quotes: &[String], read: &Value) {
    assert_title(title, &read["title"]);
    assert_eq!(letters(narrative), shown(&read["narrative_html"]));
    assert_entries(entries, &read["entries"]);
    let quotes: Vec<_> = quotes.iter().flat_map(|quote| text::parts(quote)).collect();
    assert_eq!(quotes, texts(&read["verbatims"]));
}

#[track_caller]
fn assert_same(map: &Map, read: &Value) {
    let journey = &read["journeys"][0];
    let field = |key: &str| {
        map.fields.iter().find_map(|(name, value)| match value {
            Field::Text(text) if name == key => Some(text::clean(text).trim().to_owned()),
            _ => None,
        })
    };
    for key in ["title", "goal"] {
        assert_eq!(field(key).unwrap_or_default(), journey[key].as_str().unwrap_or_default(), "{key}");
    }
    assert_eq!(letters(&map.overview), shown(&journey["overview_html"]));
    let stages = journey["stages"].as_array().expect("it is a list");
    assert_eq!(map.stages.len(), stages.len());
    for (stage, read) in map.stages.iter().zip(stages) {
        assert_column(&stage.title, &stage.narrative, &stage.entries, &stage.quotes, read);
        assert_eq!(stage.steps.len(), read["steps"].as_array().expect("it is a list").len());
        for (step, read) in stage.steps.iter().zip(read["steps"].as_array().expect("it is a list")) {
            assert_column(&step.title, &step.narrative, &step.entries, &step.quotes, read);
        }
    }
    for (section, read) in map.sections.iter().zip(journey["sections"].as_array().expect("it is a list")) {
        assert_eq!(text::line(&section.title), read["title"].as_str().unwrap_or_default());
        assert_eq!(letters(&section.text), shown(&read["html"]));
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_map_is_read_back_as_it_was(map in map()) {
        let text = map.markdown();
        assert_same(&map, &read_back(&map.path, &text));
        assert_canonical(&map.path, &text);
    }
}
