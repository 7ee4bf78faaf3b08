//! What holds for any input: no panic, and the same bytes however it is built.

mod cases;
mod same;

use cases::cases;
use journeybook_engine::{Engine, File, Output};
use journeybook_tests::site::{Site, diagnostics};
use journeybook_tests::tree;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use same::assert_same;

const MAP: &str = include_str!("../../content/journeys/rush-ticket.md");
const ENDLESS: usize = 10_000;

/// Pieces that mean something to the parser, and any text between them.
fn piece() -> impl Strategy<Value = String> {
    let known = select(vec![
        "---\n",
        "+++\n",
        "title: x\n",
        "persona: [a, b]\n",
        "scale: [1, 5]\n",
        "## ",
        "### ",
        "# ",
        "- ",
        "- doing: ",
        "- feeling: +9",
        "**Pain**:\n",
        "| a | doing |\n|---|---|\n",
        "> ",
        "[[x]]",
        "[a](b.md)",
        "{#id .x k=v}",
        "{",
        "}",
        "```mermaid\njourney\n",
        "<br>",
        "😟",
        "\u{feff}",
        "\r\n",
        "\t",
        "\u{202e}",
        "(Intensity: 4/5 → ",
        "Stage 2: ",
        "maps: several\n",
        "## UJ-1: x\n### A\n- doing: x\n### B\n- doing: y\n",
        "## UJ-2: y\n",
        "Journey 1: ",
        "```mermaid\njourney\n  section S\n  A: 3: Me\n```\n",
        "1. ",
        "  - ",
        "&amp;",
        "<!--",
        "</script>",
        "{{ x }}",
        "\\",
        "`",
        "***",
        "![",
        "](",
        "~~~\n",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => ".{0,20}", 1 => Just("\n".to_owned()), 1 => Just("\n\n".to_owned())]
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        Site::default().with_bytes("content/journeys/any.md", bytes.clone()).with_bytes("content/any.md", bytes).build();
    }

    #[test]
    fn any_pieces_are_read(pieces in proptest::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let output = Site::map(&text).with("content/any.md", &text).build();
        prop_assert!(output.files.contains_key("index.html"), "{}", diagnostics(&output, true));
    }

    #[test]
    fn any_text_at_any_place_of_a_good_map_is_read(place in any::<Index>(), pieces in proptest::collection::vec(piece(), 1..6)) {
        let places: Vec<usize> = MAP.char_indices().map(|(at, _)| at).collect();
        let mut text = MAP.to_owned();
        text.insert_str(*place.get(&places), &pieces.concat());
        let output = Site::map(&text).build();
        prop_assert!(output.files.contains_key("api/site.json"));
    }

    #[test]
    fn any_bytes_are_settings(bytes in proptest::collection::vec(any::<u8>(), 0..200), pieces in proptest::collection::vec(piece(), 0..12)) {
        Site::map(MAP).with_bytes("journeybook.toml", bytes).build();
        Site::map(MAP).with("journeybook.toml", &pieces.concat()).build();
    }
}

fn on_threads(count: usize, build: impl FnOnce() -> Output + Send) -> Output {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads start");
    pool.install(build)
}

#[test]
fn the_order_of_files_does_not_matter() {
    let input = Site::sample().input();
    let mut turned = input.clone();
    for files in [&mut turned.content, &mut turned.data] {
        let turned: Vec<File> = files.iter().rev().cloned().collect();
        *files = turned.into();
    }
    turned.theme.reverse();
    assert_same(&Engine::default().build(&input), &Engine::default().build(&turned), "in another order");
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let site = Site::sample();
    let (one, two) = (on_threads(1, || site.build()), on_threads(2, || site.build()));
    assert_same(&one, &two, "on two threads");
}

#[test]
fn nesting_without_end_is_read() {
    let shapes: [(&str, String); 8] = [
        ("quotations", ">".repeat(ENDLESS) + " deep\n"),
        ("lists", (0..ENDLESS / 10).map(|depth| "  ".repeat(depth) + "- x\n").collect()),
        ("lists on a line", "- ".repeat(ENDLESS) + "x\n"),
        ("emphasis", "*a **b ".repeat(ENDLESS)),
        ("brackets", "[".repeat(ENDLESS) + &"]".repeat(ENDLESS)),
        ("links", "[a](".repeat(ENDLESS)),
        ("braces", "{k=v ".repeat(ENDLESS)),
        ("headings", "###### x\n# y\n".repeat(ENDLESS / 10)),
    ];
    for (name, text) in shapes {
        let map = format!("---\ntitle: Deep\n---\n## One\n- doing: x\n\n{text}");
        let output = Site::map(&map).with("content/any.md", &text).build();
        assert!(output.files.contains_key("journeys/map.html"), "{name}: {}", diagnostics(&output, true));
    }
}

#[test]
fn frontmatter_without_end_is_read() {
    for text in [
        format!("a: {}", "[".repeat(ENDLESS)),
        format!("a: {}", "{b: ".repeat(ENDLESS)),
        (0..ENDLESS / 10).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
        format!(
            "a: &a [x]\n{}",
            (0..20).map(|n| format!("b{n}: &b{n} [*a, *a, *a, *a]\n")).collect::<String>()
        ),
    ] {
        Site::map(&format!("---\n{text}\n---\n## One\n- doing: x\n")).build();
        Site::map(&format!("+++\na = {}\n+++\n## One\n- doing: x\n", "[".repeat(ENDLESS))).build();
    }
}

#[test]
fn the_real_maps_survive_losing_any_line() {
    let Some(folder) = journeybook_tests::site::real_maps() else { return };
    let source = tree::text(&folder.join("fawkes-01-developer-onboarding.md"));
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    for at in (0..lines.len()).step_by(29) {
        let text = [&lines[..at], &lines[at + 1..]].concat().concat();
        Site::of([("content/map.md", &*text)]).build();
    }
}
