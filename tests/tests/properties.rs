//! What holds for any input: no panic, the same bytes however it is built, and an incremental build that equals a clean one.

mod cases;

use cases::cases;
use journeybook_engine::{Engine, Output};
use journeybook_tests::site::{Site, diagnostics};
use journeybook_tests::tree;
use proptest::prelude::*;
use proptest::sample::{Index, select};

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

#[track_caller]
fn assert_same(one: &Output, two: &Output, when: &str) {
    assert_eq!(diagnostics(one, true), diagnostics(two, true), "{when}");
    let (one, two) = (one.whole(), two.whole());
    assert!(one.keys().eq(two.keys()), "{when}");
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{path} differs {when}");
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
    turned.content.reverse();
    turned.data.reverse();
    turned.theme.reverse();
    assert_same(&Engine::default().build(&input), &Engine::default().build(&turned), "in another order");
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let site = Site::sample();
    let (one, two) = (on_threads(1, || site.build()), on_threads(2, || site.build()));
    assert_same(&one, &two, "on two threads");
}

/// One change that a person might make.
#[derive(Clone, Debug)]
enum Edit {
    Append(Index, &'static str),
    Cut(Index, Index),
    Delete(Index),
    Rename(Index),
    Add(&'static str, &'static str),
    Replace(Index, &'static str, &'static str),
    Settings(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let lines = select(vec![
        "\n- pain: One more {severity=high}\n",
        "\n## Another stage\n- doing: Waits\n",
        "\n[[mia]] and [[nobody]]\n",
        "\n- touchpoint: Front door\n",
        "\n> A word.\n",
        "\n- opportunity: Signs {impact=5 effort=1}\n",
        "\n## UJ-3: Three\n### Awareness\n- feeling: +2\n### Purchase\n- doing: [[uj-1]]\n",
        "\n## Picture\n```mermaid\njourney\n  Waits: 2: Mia\n```\n",
        "x",
    ]);
    let new = select(vec![
        ("content/journeys/new.md", "---\ntitle: New\npersona: mia\n---\n## One\n### S\n- feeling: 2\n"),
        ("content/personas/mia.md", "---\ntitle: Mia\n---\n"),
        ("content/touchpoints/front-door.md", "---\ntitle: Front door\naliases: [door]\n---\nHello.\n"),
        ("content/extra.md", "# Extra\n\n[Visit](journeys/visit.md)\n"),
    ]);
    let words = select(vec![
        ("title:", "title: Other"),
        ("feeling: +1", "feeling: -2"),
        ("## ", "### "),
        ("persona", "owner"),
        ("UJ-2", "Part two"),
        ("title:", "maps: one\ntitle:"),
    ]);
    let settings =
        select(vec!["", "title = \"Other\"\n", "[labels]\npain = [\"ouch\"]\n", "language = \"de\"\n"]);
    prop_oneof![
        3 => (any::<Index>(), lines).prop_map(|(at, line)| Edit::Append(at, line)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(at, line)| Edit::Cut(at, line)),
        1 => any::<Index>().prop_map(Edit::Delete),
        1 => any::<Index>().prop_map(Edit::Rename),
        2 => new.prop_map(|(path, text)| Edit::Add(path, text)),
        2 => (any::<Index>(), words).prop_map(|(at, (from, to))| Edit::Replace(at, from, to)),
        1 => settings.prop_map(Edit::Settings),
    ]
}

fn small() -> Site {
    Site::of([
        ("content/index.md", "# Home\n\nSee [a visit](journeys/visit.md).\n"),
        (
            "content/journeys/visit.md",
            "---\ntitle: A visit\npersona: mia\nframework: classic-5\n---\n## Awareness\n### Sees\n- doing: Looks\n- feeling: +1 glad\n- touchpoint: [Front door](../touchpoints/front-door.md)\n- opportunity: Signs {impact=3 effort=1}\n",
        ),
        (
            "content/journeys/back.md",
            "---\ntitle: Back again\nparent: visit\npersona: mia\n---\n## First\n- feeling: -1\n- channel: post\n## Second\n- feeling: 0\n> \"Hm.\"\n",
        ),
        (
            "content/journeys/pair.md",
            "---\ntitle: A pair\npersona: mia\nparent: visit\n---\nSee [one](#uj-1).\n\n## UJ-1: One\n### Awareness\n- feeling: +1\n### Purchase\n- touchpoint: Till\n\n## UJ-2: Two\n### Awareness\n- doing: [[uj-1]]\n### Purchase\n- feeling: -1\n",
        ),
        (
            "content/personas/mia.md",
            "---\ntitle: Mia\nrole: Guest\n---\nLikes [[visit]] and [two](../journeys/pair.md#uj-2).\n",
        ),
        ("content/touchpoints/front-door.md", "---\ntitle: Front door\n---\n"),
        ("content/opportunities/lights.md", "---\ntitle: Lights\nimpact: 4\neffort: 2\n---\n"),
        ("content/guide/page.md", "# A page\n\nText.\n"),
        ("journeybook.toml", "title = \"Small\"\n"),
    ])
}

fn apply(site: Site, edit: &Edit) -> Site {
    let content: Vec<String> = site.files().keys().filter(|path| path.ends_with(".md")).cloned().collect();
    if content.is_empty() {
        return small();
    }
    match edit {
        Edit::Append(at, line) => {
            let path = at.get(&content);
            let text = site.text(path).to_owned() + line;
            site.with(path, &text)
        }
        Edit::Cut(at, line) => {
            let path = at.get(&content);
            let mut lines: Vec<&str> = site.text(path).split_inclusive('\n').collect();
            if !lines.is_empty() {
                lines.remove(line.index(lines.len()));
            }
            let text = lines.concat();
            site.with(path, &text)
        }
        Edit::Delete(at) => {
            let path = at.get(&content).clone();
            site.without(&path)
        }
        Edit::Rename(at) => {
            let path = at.get(&content);
            let (text, new) = (site.text(path).to_owned(), path.replace(".md", "-two.md"));
            site.without(path).with(&new, &text)
        }
        Edit::Add(path, text) => site.with(path, text),
        Edit::Replace(at, from, to) => {
            let path = at.get(&content);
            let text = site.text(path).replacen(from, to, 1);
            site.with(path, &text)
        }
        Edit::Settings(text) => site.with("journeybook.toml", text),
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn an_incremental_build_equals_a_clean_one(edits in proptest::collection::vec(edit(), 1..8)) {
        let mut site = small();
        let mut engine = Engine::default();
        engine.build(&site.input());
        for edit in &edits {
            site = apply(site, edit);
            let (incremental, clean) = (engine.build(&site.input()), site.build());
            assert_same(&incremental, &clean, &format!("after {edits:?} at {edit:?}"));
        }
    }
}

#[test]
fn the_help_of_a_finding_on_a_page_is_never_stale() {
    let site =
        small().with("content/journeys/back.md", "---\ntitle: Back\n---\n## One\n- doing: [[nobody]]\n");
    let mut engine = Engine::default();
    engine.build(&site.input());
    // The help lists ids that are known, and this changes one of them.
    let text = site.text("content/opportunities/lights.md").to_owned();
    let site =
        site.without("content/opportunities/lights.md").with("content/opportunities/lights-two.md", &text);
    assert_same(&engine.build(&site.input()), &site.build(), "after a rename elsewhere");
}

#[test]
fn what_no_plugin_reads_is_no_reason_to_ask() {
    let map = |quote: &str, pain: &str| {
        let text = format!(
            "---\ntitle: Back\nowner: {quote}\n---\n## One\n- pain: {pain}\n- feeling: -1\n> \"{quote}\"\n"
        );
        small().with("content/journeys/back.md", &text)
    };
    let mut engine = Engine::default();
    engine.build(&map("Hm.", "It is cold").input());
    let work = engine.build(&map("Brr.", "It is cold").input()).work;
    assert_eq!((work.parsed, work.called), (1, 0), "no score looks at a quotation or an owner");
    let edited = map("Brr.", "It is freezing");
    let (output, clean) = (engine.build(&edited.input()), edited.build());
    assert_eq!(
        (output.work.parsed, output.work.called),
        (1, 3),
        "each plugin that reads pains scores it anew"
    );
    assert_same(&output, &clean, "after the edit of a pain");
}

#[test]
fn an_edit_of_one_file_does_less() {
    let site = Site::sample();
    let mut engine = Engine::default();
    let first = engine.build(&site.input()).work;
    let again = engine.build(&site.input()).work;
    assert_eq!((again.parsed, again.called, again.rendered), (0, 0, 0), "nothing changed");
    let path = "content/journeys/backstage-tour.md";
    let edited = site.text(path).replacen("doing: ", "doing: Today, ", 1);
    assert_ne!(edited, site.text(path));
    let work = engine.build(&site.clone().with(path, &edited).input()).work;
    assert_eq!((work.parsed, work.called), (1, 2), "each plugin that reads every lane: {work:?}");
    assert!(work.rendered > 0 && work.rendered < first.rendered / 2, "{work:?} after {first:?}");
    let work =
        engine.build(&site.with("content/guide/how-we-map.md", "# How we map\n\nShort.\n").input()).work;
    assert!(
        work.parsed <= 2 && work.called <= 2 && work.rendered < first.rendered / 2,
        "{work:?} after {first:?}"
    );
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
