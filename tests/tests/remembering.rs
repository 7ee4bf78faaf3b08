//! `journeybook build` once more: what an earlier run remembered spares work, and never shows.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use journeybook_tests::tool::{new_site, run_to};
use journeybook_tests::tree;
use tempfile::TempDir;

fn site() -> TempDir {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    new_site(dir.path());
    dir
}

/// What a build says it did: pages rendered, documents parsed, plugin calls, files written.
fn build(folder: &Path, words: &[&str]) -> [usize; 4] {
    let run = run_to(0, folder, &[&["build", "--verbose"], words].concat());
    let said = run.err.clone() + &run.out;
    let before = |what: &str| {
        let at = said.find(what).unwrap_or_else(|| panic!("nothing about `{what}`:\n{said}"));
        let number = said[..at].trim_end().rsplit([' ', '(', '\n']).next().unwrap_or_default();
        number.parse().unwrap_or_else(|_| panic!("no number before `{what}`:\n{said}"))
    };
    [before("of "), before("documents parsed"), before("plugin calls"), before("written")]
}

fn portal(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = tree::read(&folder.join("site"), "").into_iter().collect();
    files.sort();
    files
}

#[test]
fn a_build_of_what_has_not_changed_does_nothing_and_touches_nothing() {
    let dir = site();
    assert!(build(dir.path(), &[]).iter().all(|count| *count > 0));
    let page = dir.path().join("site/index.html");
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(&page).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(build(dir.path(), &[]), [0, 0, 0, 0]);
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), long_ago);
    let [rendered, parsed, called, written] = build(dir.path(), &["--no-memo"]);
    assert!(
        rendered > 0 && parsed > 0 && called > 0 && written == 0,
        "without a memo the bytes are the same"
    );
}

#[test]
fn an_edit_makes_less_and_comes_to_the_same() {
    let dir = site();
    let first = build(dir.path(), &[]);
    let map = dir.path().join("content/plain.md");
    fs::write(&map, "# Plain\n\nOther text.\n").unwrap();
    let edited = build(dir.path(), &[]);
    assert!(edited[0] > 0 && edited[0] < first[0] / 2, "{edited:?} after {first:?}");
    assert_eq!(edited[2], 0, "no plugin looks at prose");
    let remembered = portal(dir.path());
    fs::remove_dir_all(dir.path().join("site")).unwrap();
    build(dir.path(), &["--no-memo"]);
    assert_eq!(remembered, portal(dir.path()));
}

#[test]
fn a_page_that_was_lost_or_changed_by_hand_is_written_again() {
    let dir = site();
    build(dir.path(), &[]);
    let whole = portal(dir.path());
    fs::remove_file(dir.path().join("site/journeys/index.html")).unwrap();
    fs::write(dir.path().join("site/index.html"), "mine").unwrap();
    let again = build(dir.path(), &[]);
    assert_eq!((again[0], again[3]), (2, 2));
    assert_eq!(whole, portal(dir.path()));
}

#[test]
fn warnings_are_said_again_with_their_lines() {
    let dir = site();
    fs::write(dir.path().join("content/plain.md"), "# Plain\n\n[Gone](gone.md)\n").unwrap();
    let first = run_to(0, dir.path(), &["build"]);
    let again = run_to(0, dir.path(), &["build"]);
    let said = |run: &journeybook_tests::tool::Run| run.err.split(" pages in ").next().map(str::to_owned);
    assert!(first.err.contains("[Gone](gone.md)"), "{}", first.err);
    assert_eq!(said(&first), said(&again));
}

#[test]
fn a_search_index_is_made_where_pages_lead_to_it() {
    let dir = site();
    build(dir.path(), &[]);
    assert!(dir.path().join("site/search/index.js").exists());
    let settings = dir.path().join("journeybook.toml");
    fs::write(&settings, format!("theme = \"plain\"\n{}", fs::read_to_string(&settings).unwrap())).unwrap();
    build(dir.path(), &[]);
    assert!(dir.path().join("site/index.html").exists() && !dir.path().join("site/search").exists());
}

#[test]
fn a_refused_build_is_not_remembered_as_a_whole() {
    let dir = site();
    let page = dir.path().join("content/plain.md");
    fs::write(&page, "# Plain\n\n[Gone](gone.md)\n").unwrap();
    build(dir.path(), &[]);
    let before = portal(dir.path());
    fs::write(&page, "# Plain\n\n[Gone](gone.md)\n\n").unwrap();
    run_to(1, dir.path(), &["build", "--strict"]);
    build(dir.path(), &[]);
    assert_eq!(portal(dir.path()), before, "no search index was made for what was refused");
}

#[test]
fn a_site_with_errors_writes_nothing_and_leaves_no_folder() {
    let dir = site();
    fs::write(dir.path().join("content/journeys/bad.md"), "---\ntitle: [\n---\n").unwrap();
    run_to(1, dir.path(), &["build"]);
    assert!(!dir.path().join("site").exists());
}
