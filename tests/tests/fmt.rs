//! `fmt` over every map there is and over made-up ones: it never changes what a map says, and twice is as good as once.

mod cases;

use std::collections::BTreeSet;

use cases::cases;
use journeybook_engine::format::{Formatted, Formatter};
use journeybook_engine::{Engine, File};
use journeybook_tests::site::{self, Site, diagnostics, model};
use journeybook_tests::tree;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

fn formatter(site: &Site) -> Formatter {
    Engine::default().formatter(&site.input())
}

fn format(formatter: &Formatter, path: &str, text: &str) -> Formatted {
    formatter.format(&File::new(path, text.as_bytes()))
}

/// Formats the maps of a site, and checks what came of each; gives the changed site and what happened.
fn format_all(before: &Site) -> (Site, Vec<(String, &'static str)>) {
    let formatter = formatter(before);
    let mut after = before.clone();
    let mut told = Vec::new();
    for path in before.files().keys().filter(|path| path.ends_with(".md")) {
        let word = match format(&formatter, path, before.text(path)) {
            Formatted::NotAMap => "no map",
            Formatted::Same => "same",
            Formatted::Broken(_) => "broken",
            Formatted::Refused(difference) => {
                tree::say(&format!("{path} is refused: {difference}"));
                "refused"
            }
            Formatted::Changed(text) => {
                assert!(
                    matches!(format(&formatter, path, &text), Formatted::Same),
                    "{path} changes twice:\n{text}"
                );
                after = after.with(path, &text);
                "changed"
            }
        };
        told.push((path.clone(), word));
    }
    (after, told)
}

/// What the portal says, without what is said about the writing. The score 4 of a diagram is the feeling 4/5 of a list.
fn said(site: &Site) -> Value {
    let mut said = model(&site.build());
    strip(&mut said);
    said
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in
                ["line", "column", "span", "place", "label", "diagnostics", "source", "digest", "findings"]
            {
                map.remove(key);
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::String(text) => {
            let score =
                text.strip_suffix("/5").filter(|score| score.parse::<u8>().is_ok()).map(str::to_owned);
            *text = score.unwrap_or_else(|| std::mem::take(text));
        }
        _ => {}
    }
}

#[test]
fn the_sample_says_the_same() {
    let before = Site::sample();
    let (after, told) = format_all(&before);
    assert!(told.iter().all(|(_, word)| !["refused", "broken"].contains(word)), "{told:#?}");
    for map in ["rush-ticket", "group-night-out"] {
        let path = format!("content/journeys/{map}.md");
        assert!(told.contains(&(path.clone(), "changed")), "{path}: {told:#?}");
        assert!(!after.text(&path).contains("\n**Actions**") && !after.text(&path).contains("\n|"), "{path}");
    }
    assert_eq!(said(&before), said(&after));
}

#[test]
fn the_real_maps_say_the_same() {
    let Some(folder) = site::real_maps() else { return };
    for (at, least) in [("content", 4), ("content/journeys", 5)] {
        let files = Site::folder(&folder);
        let files = files.files().iter().filter(|(path, _)| path.ends_with(".md"));
        let moved = files.map(|(path, bytes)| (path.replacen("content", at, 1), bytes.clone()));
        let before = moved.fold(Site::default(), |site, (path, bytes)| site.with_bytes(&path, bytes));
        let (after, told) = format_all(&before);
        assert!(told.iter().filter(|(_, word)| *word == "changed").count() >= least, "{told:#?}");
        assert_eq!(said(&before), said(&after));
    }
}

/// Turns every map of a site into tables, and checks that they stay so and go back to the same list.
fn through_tables(before: &Site, is_exact: bool) -> (Site, usize) {
    let formatter = formatter(before);
    let (lists, _) = format_all(before);
    let (mut tables, mut turned) = (lists.clone(), 0);
    for path in lists.files().keys().filter(|path| path.ends_with(".md")) {
        let list = lists.text(path);
        let (Formatted::Changed(table), _) = formatter.tables(&File::new(path.as_str(), list.as_bytes()))
        else {
            continue;
        };
        let (again, _) = formatter.tables(&File::new(path.as_str(), table.as_bytes()));
        assert!(matches!(again, Formatted::Same), "{path} changes twice:\n{table}");
        if is_exact {
            let Formatted::Changed(back) = format(&formatter, path, &table) else {
                panic!("{path}:\n{table}")
            };
            assert_eq!(dense(list), dense(&back), "{path}");
        }
        tables = tables.with(path, &table);
        turned += 1;
    }
    (tables, turned)
}

/// The lines of a text that hold something.
fn dense(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_sample_goes_into_tables_and_back() {
    let before = Site::sample();
    let (after, turned) = through_tables(&before, true);
    assert!(turned >= 8, "{turned}");
    assert_eq!(said(&before), said(&after));
    let group = "content/journeys/group-night-out.md";
    let rows = |site: &Site| site.text(group).lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(rows(&before), rows(&after), "what was written as tables has the same rows again");
}

#[test]
fn the_real_maps_go_into_tables_and_back() {
    let Some(folder) = site::real_maps() else { return };
    let files = Site::folder(&folder);
    let files = files.files().iter().filter(|(path, _)| path.ends_with(".md"));
    let moved = files.map(|(path, bytes)| (path.replacen("content", "content/journeys", 1), bytes.clone()));
    let before = moved.fold(Site::default(), |site, (path, bytes)| site.with_bytes(&path, bytes));
    let (after, turned) = through_tables(&before, true);
    assert!(turned >= 1, "{turned}");
    assert_eq!(said(&before), said(&after));
}

/// What is spelled first names a thing that has no file: a list after a table would go before it.
#[test]
fn the_first_spelling_of_a_name_stays_first() {
    let table =
        "| | One | Two |\n|---|---|---|\n| Touchpoints | The Shop | a phone |\n| doing | y<br>z | |\n";
    let text = format!("---\ntitle: A\n---\n## One\n\n{table}\n- **Touchpoints**\n  - the shop!\n");
    let site = Site::map(&text);
    let (after, _) = format_all(&site);
    let written = |site: &Site| site.text("content/journeys/map.md").to_owned();
    let place = |words: &str| written(&after).find(words);
    assert!(place("The Shop") < place("the shop!"), "{}", written(&after));
    assert_eq!(said(&site), said(&after));
    let alike = Site::map(&text.replace("the shop!", "The Shop"));
    let (after, _) = format_all(&alike);
    let list_first = written(&after).contains("## One\n\n- touchpoint: The Shop\n");
    assert!(list_first, "{}", written(&after));
}

/// Words of a value, some of which mean something at the wrong place.
fn value() -> impl Strategy<Value = String> {
    let known = select(vec![
        "Opens the door",
        "a",
        "**Bold** start",
        "*soft*",
        "[link](b.md)",
        "[[a]]",
        "`code: x`",
        "x {severity=high}",
        "a: b",
        "Pain: x",
        "1. one",
        "- dash",
        "+1 glad",
        "\"So?\"",
        "back\\* slash",
        "\\[no\\]",
        "a|b",
        "<b>x</b>",
        "&amp; x",
        "x {.flag #id}",
        "",
        "{k=v}",
        "https://a.b/c",
        "😟 sad",
        "trailing\\",
        "[ ] box",
        "# no",
        "> no",
        "![i](i.png)",
        "~~gone~~",
        "a  \n  b",
        "Doing",
        "Note: x",
        "x.",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "[a-z :*_{}#-]{0,12}"]
}

fn label() -> impl Strategy<Value = &'static str> {
    select(vec![
        "Actions",
        "Pain Points",
        "feeling",
        "Weather",
        "Moment of truth",
        "Thoughts",
        "2. Odd",
        "Touchpoints",
        "goal",
        "Note",
        "R&D",
        "What *is* it",
    ])
}

/// A block in one of the shapes people use.
fn block() -> impl Strategy<Value = String> {
    let items = || prop::collection::vec(value(), 1..4);
    let list = |marker: &'static str, items: Vec<String>| {
        items.iter().map(|item| format!("{marker} {item}\n")).collect::<String>()
    };
    prop_oneof![
        (label(), items()).prop_map(move |(label, items)| format!("**{label}**:\n\n{}\n", list("-", items))),
        (label(), items()).prop_map(move |(label, items)| format!("**{label}:**\n{}\n", list("1.", items))),
        (label(), value()).prop_map(|(label, value)| format!("**{label}**: {value}\n")),
        (label(), value()).prop_map(|(label, value)| format!("**{label}:** {value}\n\n")),
        (label(), value()).prop_map(|(label, value)| format!("- {label}: {value}\n")),
        (label(), value()).prop_map(|(label, value)| format!("* **{label}**: {value}\n")),
        (label(), items()).prop_map(move |(label, items)| format!("- **{label}**\n{}", list("  -", items))),
        (label(), items()).prop_map(move |(label, items)| format!("#### {label}\n\n{}\n", list("-", items))),
        (label(), value(), value()).prop_map(|(label, one, two)| format!(
            "\n| | One | {one} |\n|---|---|---|\n| {label} | {two} | x |\n| doing | y<br>z | |\n\n"
        )),
        value().prop_map(|value| format!("\n{value}\n\n")),
        value().prop_map(|value| format!("> {value}\n\n")),
        select(vec![
            "```\n- x\n```\n",
            "<!-- c -->\n",
            "---\n\n",
            "\n",
            "  more\n",
            "\n  more\n\n",
            "[a]: b.md\n",
            "- x\n",
            "- [ ] x\n"
        ])
        .prop_map(str::to_owned),
    ]
}

fn heading() -> impl Strategy<Value = String> {
    let titles = select(vec![
        "Stage 1: Look (Day 1)",
        "Buys",
        "Step 2 {#pinned}",
        "Sources",
        "Pain points",
        "Journey stages",
        "A *b*",
        "Notes {.prose}",
    ]);
    prop_oneof![
        4 => (1..6_usize, titles).prop_map(|(level, title)| format!("\n{} {title}\n", "#".repeat(level))),
        1 => Just("\nUnderlined\n---\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_map_says_the_same(parts in prop::collection::vec(prop_oneof![3 => block(), 1 => heading()], 1..14), crlf in any::<bool>()) {
        let text = format!("---\ntitle: A\n---\n## One\n{}", parts.concat());
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let before = Site::map(&text);
        let (after, _) = format_all(&before);
        prop_assert_eq!(said(&before), said(&after), "{}\n\n{}", text, diagnostics(&after.build(), true));
        let (tables, _) = through_tables(&before, false);
        prop_assert_eq!(said(&before), said(&tables), "{}\n\n{}", text, diagnostics(&tables.build(), true));
    }
}
