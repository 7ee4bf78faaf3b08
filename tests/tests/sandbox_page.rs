//! The page on the sandbox lists what is tested, and all of it.

use std::collections::BTreeSet;

use journeybook_tests::tree;

/// Files whose every test is a line of the page.
const LISTED: [&str; 2] = ["core/wasm/tests/hostile.rs", "core/wasm/tests/hostile_files.rs"];
/// Folders in which tests of the page's lines lie.
const SEARCHED: [&str; 3] = ["core/wasm/tests", "core/engine/src/plugin", "tests/tests"];

/// The names in the last column of the page's tables.
fn listed() -> BTreeSet<String> {
    let page = tree::text(&tree::repository().join("docs/content/plugins/sandbox.md"));
    let last = |line: &str| Some(line.strip_suffix("` |")?.rsplit_once('`')?.1.to_owned());
    page.lines().filter_map(last).collect()
}

fn tests(path: &std::path::Path) -> BTreeSet<String> {
    let text = tree::text(path);
    let name = |after: &str| Some(after.split_once("fn ")?.1.split_once('(')?.0.to_owned());
    text.split("#[test]").skip(1).filter_map(name).collect()
}

#[test]
fn every_line_is_a_test() {
    let files = SEARCHED.iter().flat_map(|folder| tree::walk(&tree::repository().join(folder)));
    let known: BTreeSet<String> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .flat_map(|path| tests(&path))
        .collect();
    let missing: Vec<_> = listed().difference(&known).cloned().collect();
    assert!(missing.is_empty() && listed().len() > 40, "{missing:?}");
}

#[test]
fn every_hostile_test_is_a_line() {
    let hostile: BTreeSet<String> =
        LISTED.iter().flat_map(|file| tests(&tree::repository().join(file))).collect();
    let unlisted: Vec<_> = hostile.difference(&listed()).cloned().collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}
