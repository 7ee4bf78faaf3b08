//! Prints how reading grows with a file: shapes ten times and a hundred times as long, against pulldown-cmark alone.
//! `cargo xtask bench reading` runs it. An exponent of 1 is linear, of 2 quadratic.
#![allow(clippy::print_stdout, reason = "it is a report")]

mod timing;

use std::time::Duration;

use journeybook_engine::{Engine, File, Input};
use journeybook_tests::tree;
use pulldown_cmark::{Options, Parser};
use timing::{best, ms};

/// The best of a few runs counts: the others were disturbed.
const RUNS: usize = 3;

/// How often a shape is repeated.
const TIMES: [usize; 3] = [10, 100, 1000];

/// What is repeated: a name, what stands before it, and one copy.
type Shape = (&'static str, &'static str, fn(usize) -> String);

/// Shapes that have made other parsers slow, beside a map.
const SHAPES: [Shape; 13] = [
    ("entries", "# Map\n\n## One\n\n", |at| format!("- pain: number {at}\n").repeat(50)),
    ("labelled lines", "# Map\n\n## One\n\n", |at| format!("**Pain:** number {at}\n").repeat(50)),
    ("labels on one line", "# Map\n\n## One\n\n", |_| "**Pain:** x ".repeat(50)),
    ("steps of one name", "# Map\n\n## One\n\n", |_| "### Step\n- doing: x\n".repeat(50)),
    ("stages of one name", "# Map\n\n", |_| "## Stage\n- doing: x\n".repeat(50)),
    ("sections of one name", "# Map\n\n## One\n- doing: x\n\n## Notes\n", |_| "## Notes\nx\n".repeat(50)),
    ("open brackets", "# Map\n\n## One\n\n", |_| "[".repeat(500)),
    ("open links", "# Map\n\n## One\n\n", |_| "[a](".repeat(100)),
    ("wiki links", "# Map\n\n## One\n\n", |at| format!("- doing: [[thing-{at}]]\n").repeat(30)),
    ("definitions", "# Map\n\n## One\n\n", |at| {
        (0..20).map(|n| format!("[d{at}-{n}]: /x\n\n[d{at}-{n}]\n\n")).collect()
    }),
    ("rows", "# Map\n\n| Step | Doing | Pain |\n|---|---|---|\n", |_| "| a | b | c |\n".repeat(50)),
    ("open braces", "# Map\n\n## One\n\n- doing: x ", |_| "{a=b ".repeat(100)),
    ("quotations", "# Map\n\n## One\n\n", |_| "> a\n\n".repeat(100)),
];

fn main() {
    println!(
        "{:<22} {:>9} {:>10} {:>10} {:>7} {:>9}",
        "shape", "bytes", "read ms", "floor ms", "times", "exponent"
    );
    let map = tree::text(&tree::repository().join("tests/field/wild/llm-style.md"));
    report("a map", |times| map.repeat(times));
    for (name, head, copy) in SHAPES {
        report(name, |times| head.to_owned() + &(0..times).map(copy).collect::<String>());
    }
    report("tasks of a diagram", |times| {
        format!("```mermaid\njourney\nsection S\n{}```\n", "Task: 5: Me\n".repeat(50 * times))
    });
    report("keys", |times| {
        let keys: String = (0..times * 20).map(|at| format!("key{at}: x\n")).collect();
        format!("---\n{keys}---\n## One\n- doing: x\n")
    });
}

/// A line for every size; the exponent is the one between it and the size before.
fn report(name: &str, text: impl Fn(usize) -> String) {
    let mut before: Option<(usize, Duration)> = None;
    for times in TIMES {
        let text = text(times);
        let (read, floor) = (best(RUNS, || parsed(&text)), best(RUNS, || floor(&text)));
        let exponent =
            before.map(|(bytes, time)| (ms(read) / ms(time)).ln() / (text.len() as f64 / bytes as f64).ln());
        let exponent = exponent.map(|exponent| format!("{exponent:.2}")).unwrap_or_default();
        println!(
            "{name:<22} {:>9} {:>10.2} {:>10.2} {:>7.1} {exponent:>9}",
            text.len(),
            ms(read),
            ms(floor),
            ms(read) / ms(floor)
        );
        before = Some((text.len(), read));
    }
}

fn parsed(text: &str) {
    let content = vec![File::new("content/journeys/map.md", text.as_bytes())].into();
    let documents = Engine::default().documents(&Input { content, ..Input::default() });
    // Copies of a map in one file are as many maps, and the page that lists them.
    assert!(!documents.is_empty());
}

/// What reading cannot be faster than: the same Markdown, its events counted.
fn floor(text: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_WIKILINKS;
    assert!(Parser::new_ext(text, options).into_offset_iter().count() > 0);
}
