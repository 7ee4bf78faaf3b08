//! Files that nobody means to write: bounded time and memory, a clear error, no stack overflow.

use journeybook_engine::{Engine, Output};
use journeybook_model::{Document, Severity};
use journeybook_tests::site::{Site, diagnostics};
use std::sync::Arc;

const DEEP: usize = 100_000;

/// The largest file that is read.
const LIMIT: usize = 4 << 20;

const HEAD: &str = "---\ntitle: Big\n---\n## One\n### Step\n- doing: x\n\n";

/// A map as read, before its portal is made.
#[track_caller]
fn read(text: &str) -> Arc<Document> {
    let documents = Engine::default().documents(&Site::map(text).input());
    assert_eq!(documents.len(), 1);
    documents[0].clone()
}

/// A site of one map, whose page must be there.
#[track_caller]
fn built(name: &str, text: &str) -> Output {
    let output = Site::map(text).build();
    assert!(output.files.contains_key("journeys/map.html"), "{name}: {}", diagnostics(&output, true));
    output
}

/// The only error of a build: its code, its line, and whether it says what to do.
#[track_caller]
fn only_error(output: &Output) -> (&str, Option<u32>, bool) {
    let errors: Vec<_> = output.diagnostics.iter().filter(|note| note.severity == Severity::Error).collect();
    let [error] = errors.as_slice() else { panic!("{}", diagnostics(output, true)) };
    let source = output.sources.get(&error.place.file);
    let line = error.place.span.zip(source).map(|(span, source)| source.line(span.start));
    (error.code.0, line, error.help.is_some())
}

#[test]
fn fifty_megabytes_on_a_line_are_refused() {
    let line = "x".repeat(50_000_000);
    for text in [format!("{HEAD}{line}"), line] {
        assert_eq!(only_error(&Site::map(&text).build()), ("JB006", None, true));
    }
}

#[test]
fn a_file_just_under_the_limit_is_read() {
    let fill = |part: &str| HEAD.to_owned() + &part.repeat((LIMIT - HEAD.len()) / part.len());
    for part in ["x", "word "] {
        assert_eq!(read(&fill(part)).journey().expect("it is a map").stages.len(), 1);
    }
    let over = fill("x") + "and more";
    assert_eq!(only_error(&Site::map(&over).build()).0, "JB006");
}

#[test]
fn a_hundred_thousand_steps_are_read() {
    let text = format!("---\ntitle: Big\n---\n## One\n{}", "### Step\n- doing: x\n".repeat(DEEP));
    let document = read(&text);
    let journey = document.journey().expect("it is a map");
    assert_eq!(journey.steps().count(), DEEP);
    assert_eq!(journey.stages[0].steps[DEEP - 1].id, format!("step-{DEEP}"));
}

#[test]
fn a_million_entries_are_read() {
    let text = format!("## A\n{}", "- x\n".repeat(1_000_000));
    assert!(read(&text).journey().is_some());
}

#[test]
fn a_hundred_thousand_tasks_of_a_diagram_are_read() {
    let text = format!("```mermaid\njourney\nsection S\n{}```\n", "Task: 5: Me\n".repeat(DEEP));
    assert_eq!(read(&text).journey().expect("it is a map").steps().count(), DEEP);
}

#[test]
fn ten_thousand_columns_are_read() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(10_000));
    let across = format!("## One\n\n{}{}{}", row("pain"), row("---"), row("x"));
    let down = format!("## One\n\n{}{}|doing{}", row("visit"), row("---"), row("x"));
    assert_eq!(read(&across).journey().expect("it is a map").steps().count(), 1);
    assert_eq!(read(&down).journey().expect("it is a map").steps().count(), 9_999);
}

#[test]
fn nesting_of_every_kind_ends() {
    let shapes = [
        ("quotations", ">".repeat(DEEP)),
        ("quotations with spaces", "> ".repeat(DEEP)),
        ("items on a line", "- ".repeat(DEEP)),
        ("numbers on a line", "1. ".repeat(DEEP)),
        ("tags", "<div>".repeat(DEEP)),
        ("tags on lines", "<div>\n\n".repeat(DEEP)),
        ("table tags", "<table><tr><td>".repeat(DEEP)),
        ("inline tags", format!("x {}", "<b>".repeat(DEEP))),
        ("stars", format!("{}x{}", "*".repeat(DEEP), "*".repeat(DEEP))),
        ("stars and words", "*a **b ".repeat(DEEP)),
        ("underscores", "_a __b ".repeat(DEEP)),
        ("strikes", "~~a ".repeat(DEEP)),
        ("brackets", "[".repeat(DEEP) + &"]".repeat(DEEP)),
        ("links", "[a](".repeat(DEEP)),
        ("images", "![".repeat(DEEP) + &"](x)".repeat(DEEP)),
        ("wiki links", "[[".repeat(DEEP) + &"]]".repeat(DEEP)),
        ("backticks", (1..1_000).map(|count| "`".repeat(count) + " ").collect()),
        ("footnotes", "[^a]: ".repeat(DEEP)),
        ("braces", "- doing: x {a=b ".repeat(DEEP)),
        ("quotes in braces", format!("- doing: x {{a=\"{}}}", "\" \"".repeat(DEEP))),
        ("labels", "**Pain:** ".repeat(DEEP)),
        ("quoted labels", "> **Pain:** x\n> > ".repeat(DEEP / 10)),
    ];
    for (name, shape) in shapes {
        built(name, &format!("{HEAD}{shape}\n"));
    }
}

#[test]
fn a_list_that_nests_too_deep_is_an_error_with_a_line() {
    let list: String = (0..600).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let output = built("lists", &format!("{HEAD}{list}"));
    let (code, line, helps) = only_error(&output);
    assert_eq!((code, helps), ("JB007", true));
    assert!(line.is_some_and(|line| line > 8), "{line:?}");
}

#[test]
fn frontmatter_that_grows_when_it_is_read_is_an_error_with_a_line() {
    let laughs: String = (1..12)
        .map(|at| format!("a{at}: &a{at} [{}]\n", vec![format!("*a{}", at - 1); 9].join(", ")))
        .collect();
    let billion = format!("a0: &a0 [lol]\n{laughs}");
    let deep = |open: &str| format!("a: {}", open.repeat(DEEP));
    for (name, text) in
        [("aliases", billion), ("lists", deep("[")), ("maps", deep("{b: ")), ("items", deep("- "))]
    {
        let output = built(name, &format!("---\n{text}\n---\n## One\n- doing: x\n"));
        let (code, line, helps) = only_error(&output);
        assert_eq!((code, line.is_some(), helps), ("JB003", true, true), "{name}");
    }
    let toml = [
        format!("a = {}", "[".repeat(DEEP)),
        format!("a = {}", "{b = ".repeat(DEEP)),
        format!("[{}a]", "a.".repeat(DEEP)),
    ];
    for text in toml {
        let output = built("TOML", &format!("+++\n{text}\n+++\n## One\n- doing: x\n"));
        assert_eq!(only_error(&output).0, "JB003", "{}", diagnostics(&output, true));
    }
}

#[test]
fn a_whole_portal_of_ten_thousand_steps_is_made() {
    let text =
        format!("---\ntitle: Big\n---\n## One\n{}", "### Step\n- doing: x\n- pain: y\n".repeat(10_000));
    built("steps", &text);
}
