//! `journeybook serve`, met over TCP the way a browser meets it. Nothing sleeps: every wait is for an event.

mod guest;

use std::fs;

use journeybook_tests::http::{Events, get};
use journeybook_tests::tool::{Served, new_site};
use journeybook_tests::tree;
use serde_json::Value;
use tempfile::TempDir;

const MAP: &str = "content/journeys/first-visit.md";
const PAGE: &str = "/journeys/first-visit.html";

fn served() -> (TempDir, Served) {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    new_site(dir.path());
    let served = Served::start(dir.path());
    (dir, served)
}

fn edit(dir: &TempDir, path: &str, change: impl FnOnce(String) -> String) {
    let path = dir.path().join(path);
    let text = tree::text(&path);
    let new = change(text.clone());
    assert_ne!(new, text);
    fs::write(path, new).expect("it can be written");
}

fn problems(port: u16) -> Value {
    serde_json::from_str(&get(port, "/_journeybook/problems").text()).expect("it is JSON")
}

#[test]
fn pages_and_files_are_served_as_what_they_are() {
    let (_dir, served) = served();
    let home = get(served.port, "/");
    assert_eq!(home.status, 200);
    assert!(home.head.contains("content-type: text/html") && home.head.contains("no-store"), "{}", home.head);
    assert!(home.text().contains("/_journeybook/live.js"));
    assert_eq!(get(served.port, PAGE).status, 200);
    assert!(get(served.port, "/api/site.json").head.contains("application/json"));
    assert_eq!(get(served.port, "/journeys").status, 307);
    let missing = get(served.port, "/nowhere.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<html"));
}

#[test]
fn no_address_leads_out_of_the_portal() {
    let (_dir, served) = served();
    for path in [
        "/../journeybook.toml",
        "/%2e%2e/journeybook.toml",
        "/..%2fjourneybook.toml",
        "//etc/passwd",
        "/%ff",
        "/%00",
    ] {
        let answer = get(served.port, path);
        assert!(answer.status >= 300 && !answer.text().contains("title ="), "{path}: {}", answer.status);
    }
}

#[test]
fn a_save_is_told_and_shown() {
    let (dir, served) = served();
    let mut events = Events::open(served.port);
    assert_eq!(events.read().0, "hello");
    edit(&dir, MAP, |text| text.replacen("- doing: ", "- doing: Zanzibar, then ", 1));
    events.wait(&["reload"]);
    assert!(get(served.port, PAGE).text().contains("Zanzibar, then"));
}

#[test]
fn new_and_deleted_files_are_told() {
    let (dir, served) = served();
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    fs::write(dir.path().join("content/fresh.md"), "# Fresh\n").expect("it can be written");
    events.wait(&["reload"]);
    assert_eq!(get(served.port, "/fresh.html").status, 200);
    fs::remove_file(dir.path().join("content/fresh.md")).expect("it was there");
    events.wait(&["reload"]);
    assert_eq!(get(served.port, "/fresh.html").status, 404);
}

#[test]
fn a_save_the_way_editors_do_it_is_told() {
    let (dir, served) = served();
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    let path = dir.path().join(MAP);
    let text = tree::text(&path).replacen("- doing: ", "- doing: Renamed, ", 1);
    fs::write(dir.path().join("content/journeys/.first-visit.md.swp"), &text).expect("it can be written");
    fs::rename(dir.path().join("content/journeys/.first-visit.md.swp"), &path).expect("it can be renamed");
    events.wait(&["reload"]);
    assert!(get(served.port, PAGE).text().contains("Renamed, "));
}

#[test]
fn a_broken_save_keeps_the_last_good_page_and_its_repair_recovers() {
    let (dir, served) = served();
    assert_eq!(problems(served.port)["failed"], false);
    let good = get(served.port, PAGE).text();
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    let before = tree::text(&dir.path().join(MAP));
    edit(&dir, MAP, |text| text + "\n## Broken\n### Step\n- doing: Breaks it\n- feeling: +9\n");
    events.wait(&["error"]);
    let said = problems(served.port);
    assert_eq!((&said["failed"], &said["problems"][0]["code"]), (&true.into(), &"JB101".into()), "{said}");
    assert_eq!(said["problems"][0]["file"], MAP);
    assert!(
        said["problems"][0]["line"].is_u64()
            && !said["problems"][0]["excerpt"].as_array().expect("a list").is_empty()
    );
    let shown = get(served.port, PAGE).text();
    assert!(!shown.contains("Breaks it") && body(&shown) == body(&good), "the last good page stays");
    fs::write(dir.path().join(MAP), before).expect("it can be written");
    events.wait(&["reload"]);
    assert_eq!(problems(served.port)["failed"], false);
    assert_eq!(body(&get(served.port, PAGE).text()), body(&good));
}

/// A page without the script that names the build.
fn body(page: &str) -> &str {
    page.split("<script src=\"/_journeybook").next().unwrap_or(page)
}

#[test]
fn a_theme_of_the_sites_own_is_followed() {
    let (dir, served) = served();
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    tree::write(
        &dir.path().join("themes/default/templates/404.html"),
        "<html><body>Nothing of that name</body></html>",
    );
    events.wait(&["reload", "css"]);
    assert!(get(served.port, "/nowhere.html").text().contains("Nothing of that name"));
}

#[test]
fn a_changed_token_is_swapped_without_a_reload() {
    let (dir, served) = served();
    let token = |colour: &str| {
        let text = format!("[theme.tokens]\nbrand = \"{colour}\"\n");
        fs::write(dir.path().join("journeybook.toml"), text).expect("it can be written");
    };
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    token("#0b6b3a");
    events.wait(&["reload"]);
    token("#0b5b3a");
    events.wait(&["css"]);
}

#[test]
fn nothing_is_written_beside_the_maps() {
    let (dir, served) = served();
    let before = tree::walk(dir.path());
    get(served.port, "/");
    assert_eq!(tree::walk(dir.path()), before);
}

/// A plugin that scores nothing; its name in the log tells one build of it from another.
fn plugin(note: &str) -> Vec<u8> {
    guest::scoring_with("i32.const 1200", &format!("(data (i32.const 4000) \"{note}\")"))
}

#[test]
fn a_plugin_that_is_built_again_is_swapped_and_the_last_good_one_stays_until_then() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    new_site(dir.path());
    let path = dir.path().join("plugins/own.wasm");
    tree::write(&path, plugin("one"));
    let served = Served::start(dir.path());
    assert_eq!(problems(served.port)["failed"], false);
    let good = get(served.port, PAGE).text();
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    fs::write(&path, wat::parse_str("(module)").expect("it is a module")).expect("it can be written");
    events.wait(&["error"]);
    let said = problems(served.port);
    assert_eq!((&said["failed"], &said["problems"][0]["code"]), (&true.into(), &"JB301".into()), "{said}");
    assert!(said["problems"][0]["message"].as_str().expect("a text").contains("is a core module"), "{said}");
    assert_eq!(body(&get(served.port, PAGE).text()), body(&good), "the last good page stays");
    fs::write(&path, plugin("two")).expect("it can be written");
    events.wait(&["reload"]);
    assert_eq!(problems(served.port)["failed"], false);
}
