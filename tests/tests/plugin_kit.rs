//! `journeybook plugin …`: begun, built, tried, added and compared; and what is said at every wrong turn.

mod guest;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use journeybook_tests::kit::{can_build_rust, offline};
use journeybook_tests::tool::{self, Run, new_site, run, run_to};
use journeybook_tests::tree;
use tempfile::TempDir;

/// The shipped plugin of this name.
fn shipped(name: &str) -> PathBuf {
    tree::repository().join(format!("plugins/dist/journeybook-{name}.wasm"))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

fn site() -> TempDir {
    let dir = folder();
    new_site(dir.path());
    dir
}

/// A plugin's folder whose only step copies a component that is there already.
fn project(component: &[u8], cases: &str) -> TempDir {
    let dir = folder();
    tree::write(&dir.path().join("made.wasm"), component);
    let recipe = "name = \"test\"\nlanguage = \"copy\"\n[[steps]]\nrun = [\"cp\", \"made.wasm\", \"build/test.wasm\"]\n\
        [output]\ncomponent = \"build/test.wasm\"\n";
    tree::write(&dir.path().join("plugin.toml"), recipe);
    tree::write(&dir.path().join("cases.md"), cases);
    run_to(0, dir.path(), &["plugin", "build"]);
    dir
}

/// A case about the shipped scores.
const CASES: &str = "# Cases\n\n## Two steps\n\n`map.md`:\n\n````markdown\n# A map\n\n## One\n\n### Go\n\n- doing: Goes.\n- feeling: +1\n\n\
    ### Stay\n\n- doing: Stays.\n- feeling: -2\n````\n\n```scores\n```\n";

fn scores() -> Vec<u8> {
    tree::bytes(&shipped("scores"))
}

fn text(dir: &Path, path: &str) -> String {
    tree::text(&dir.join(path))
}

#[track_caller]
fn says(run: &Run, words: &[&str]) {
    let all = format!("{}\n{}", run.out, run.err);
    for word in words {
        assert!(all.contains(word), "`{word}` is not said:\n{all}");
    }
}

#[test]
fn cases_are_written_compared_and_told_apart() {
    let dir = project(&scores(), CASES);
    let first = run_to(1, dir.path(), &["plugin", "test"]);
    says(&first, &["FAIL  Two steps", "+emotion-mean", "--update"]);
    run_to(0, dir.path(), &["plugin", "test", "--update"]);
    assert!(
        text(dir.path(), "cases.md").contains("```scores\nexperience"),
        "{}",
        text(dir.path(), "cases.md")
    );
    assert!(text(dir.path(), "cases.lock").contains("\"Two steps\" = "));
    let again = run_to(0, dir.path(), &["plugin", "test"]);
    says(&again, &["ok    Two steps", "ok    500 steps", "ok    right to left", "instructions"]);
}

#[test]
fn a_case_that_costs_more_than_it_did_fails() {
    let dir = project(&scores(), CASES);
    run_to(0, dir.path(), &["plugin", "test", "--update"]);
    tree::write(&dir.path().join("cases.lock"), "[fuel]\n\"Two steps\" = 1000\n");
    says(&run_to(1, dir.path(), &["plugin", "test"]), &["FAIL  Two steps", "and 1000 before", "% more"]);
}

#[test]
fn a_plugin_that_crashes_fails_the_battery() {
    let cases = CASES.replace("```scores\n```", "```scores\nno answer: it crashed\n```");
    let dir = project(&guest::scoring("unreachable"), &cases);
    says(&run_to(1, dir.path(), &["plugin", "test"]), &["FAIL  an empty map", "FAIL  one step", "crashed"]);
}

#[test]
fn what_is_missing_from_a_folder_is_said() {
    let dir = folder();
    says(&run_to(2, dir.path(), &["plugin", "build"]), &["no plugin's folder", "journeybook plugin new"]);
    let dir = project(&scores(), "# Nothing\n");
    says(&run_to(2, dir.path(), &["plugin", "test"]), &["it has no case"]);
    std::fs::remove_file(dir.path().join("test.wasm")).expect("it was built");
    tree::write(&dir.path().join("cases.md"), CASES);
    says(&run_to(2, dir.path(), &["plugin", "test"]), &["no `test.wasm` yet", "journeybook plugin build"]);
}

#[test]
fn one_question_is_answered_as_json() {
    let dir = site();
    let map = dir.path().join("content/journeys/first-visit.md");
    let (file, map) = (shipped("scores").display().to_string(), map.display().to_string());
    let run = run_to(0, dir.path(), &["plugin", "run", &file, "--map", &map]);
    let said: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(said["plugin"]["name"], "scores");
    assert!(said["scores"].as_array().is_some_and(|scores| scores.len() > 3), "{said}");
    assert!(said["used"]["scores"]["fuel"].as_u64().is_some_and(|fuel| fuel > 1000), "{said}");
    let frameworks = shipped("frameworks").display().to_string();
    let run = run_to(0, dir.path(), &["plugin", "run", &frameworks]);
    let said: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert!(said["frameworks"].as_array().is_some_and(|models| models.len() == 32), "{said}");
}

#[test]
fn a_component_is_inspected_without_running_it() {
    let dir = folder();
    let file = shipped("scores").display().to_string();
    let run = run_to(0, dir.path(), &["plugin", "inspect", &file, "--functions", "2"]);
    says(&run, &["contract      0.1.0", "capabilities  scores", "imports", "sha256", "KiB  "]);
}

/// What `inspect` says of a component in the text format.
fn inspected(text: &str) -> Run {
    let dir = folder();
    tree::write(&dir.path().join("x.wasm"), wat::parse_str(text).expect("it is WebAssembly"));
    run_to(2, dir.path(), &["plugin", "inspect", "x.wasm"])
}

#[test]
fn every_wrong_turn_has_its_sentence() {
    let core = inspected("(module)");
    says(&core, &["`x.wasm` is a core module; a plugin is a component", "wasm-tools component new"]);
    says(&inspected("(component)"), &["does not say what it is", "`journeybook:plugin/about@0.1.0`"]);
    let foreign = "(component (instance $i) (export \"acme:plugin/about@0.1.0\" (instance $i)))";
    says(&inspected(foreign), &["does not say what it is", "`export!`"]);
    let wasi = "(component (import \"wasi:cli/exit@0.2.6\" (instance)))";
    says(&inspected(wasi), &["asks for `wasi:cli/exit@0.2.6`", "stub WASI out"]);
    let newer = "(component (instance $i) (export \"journeybook:plugin/about@0.2.0\" (instance $i)))";
    says(
        &inspected(newer),
        &["speaks version 0.2.0", "this Journeybook speaks 0.1.0", "release for contract 0.1.0"],
    );
}

#[test]
fn what_is_built_must_keep_to_the_contract() {
    let dir = folder();
    let recipe = "name = \"x\"\nlanguage = \"copy\"\n[output]\ncomponent = \"made.wasm\"\n";
    tree::write(&dir.path().join("plugin.toml"), recipe);
    tree::write(&dir.path().join("made.wasm"), wat::parse_str("(module)").expect("it is WebAssembly"));
    says(&run_to(2, dir.path(), &["plugin", "build"]), &["it is a core module, and a plugin is a component"]);
    assert!(!dir.path().join("x.wasm").exists());
}

#[test]
fn settings_that_a_plugin_refuses_are_said_in_its_words() {
    let dir = folder();
    let file = shipped("scores").display().to_string();
    let run = run_to(2, dir.path(), &["plugin", "run", &file, "--settings", "{\"expected-lanes\": 7}"]);
    says(&run, &["settings", "`expected-lanes` must be a list"]);
    let run = run_to(2, dir.path(), &["plugin", "run", &file, "--settings", "{nonsense"]);
    says(&run, &["are no settings"]);
}

#[test]
fn a_plugin_is_added_listed_verified_and_removed() {
    let dir = site();
    let file = shipped("frameworks").display().to_string();
    run_to(0, dir.path(), &["plugin", "add", &file]);
    let lock = text(dir.path(), "journeybook.lock");
    assert!(
        lock.contains("name = \"frameworks\"") && lock.contains("capabilities = [\"frameworks\"]"),
        "{lock}"
    );
    says(&run_to(0, dir.path(), &["plugin", "list"]), &["frameworks", "0.1.0"]);
    says(&run_to(0, dir.path(), &["plugin", "verify"]), &["ok    frameworks"]);
    run_to(0, dir.path(), &["check"]);
    run_to(0, dir.path(), &["plugin", "remove", "frameworks"]);
    assert!(!dir.path().join("plugins/frameworks.wasm").exists());
    assert!(!text(dir.path(), "journeybook.lock").contains("frameworks"));
    says(
        &run_to(2, dir.path(), &["plugin", "remove", "frameworks"]),
        &["has no plugin `frameworks`", "it has none"],
    );
}

#[test]
fn a_plugin_that_changed_since_it_was_added_is_refused_by_every_command() {
    let dir = site();
    let file = shipped("frameworks").display().to_string();
    run_to(0, dir.path(), &["plugin", "add", &file]);
    // Another component, and a good one: only the digest tells.
    tree::write(&dir.path().join("plugins/frameworks.wasm"), scores());
    for words in [&["check"][..], &["build"]] {
        let run = run_to(1, dir.path(), words);
        says(
            &run,
            &["JB310", "is not the plugin that was added", "journeybook plugin add plugins/frameworks.wasm"],
        );
    }
    says(&run_to(1, dir.path(), &["plugin", "verify"]), &["FAIL  frameworks"]);
    std::fs::remove_file(dir.path().join("plugins/frameworks.wasm")).expect("it is there");
    says(&run_to(1, dir.path(), &["check"]), &["JB310", "there is no `plugins/frameworks.wasm`"]);
}

#[test]
fn plugins_put_there_by_hand_are_allowed_and_named() {
    let dir = site();
    tree::write(&dir.path().join("plugins/scores.wasm"), scores());
    run_to(0, dir.path(), &["check"]);
    says(&run_to(0, dir.path(), &["plugin", "list"]), &["scores", "not locked"]);
    says(&run_to(0, dir.path(), &["plugin", "verify"]), &["hint  scores is not locked"]);
}

#[test]
fn what_does_not_load_is_not_verified() {
    let dir = site();
    tree::write(&dir.path().join("plugins/x.wasm"), "nonsense");
    says(&run_to(1, dir.path(), &["plugin", "verify"]), &["FAIL", "plugins/x.wasm", "is not WebAssembly"]);
}

#[test]
fn what_does_not_load_is_not_added() {
    let dir = site();
    tree::write(&dir.path().join("x.wasm"), "nonsense");
    says(&run_to(2, dir.path(), &["plugin", "add", "x.wasm"]), &["is not WebAssembly"]);
    assert!(!dir.path().join("journeybook.lock").exists() && !dir.path().join("plugins").exists());
}

/// Answers one request with these bytes; gives the address.
fn served(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = format!("http://{}/scores.wasm", listener.local_addr().expect("it listens"));
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("somebody asks");
        let mut asked = [0; 1024];
        let _ = stream.read(&mut asked);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
    });
    address
}

#[test]
fn an_address_needs_a_digest_and_must_have_it() {
    let dir = site();
    let refused = run_to(2, dir.path(), &["plugin", "add", "https://example.invalid/x.wasm"]);
    says(&refused, &["--sha256"]);
    let wrong = "0".repeat(64);
    let refused = run_to(2, dir.path(), &["plugin", "add", &served(scores()), "--sha256", &wrong]);
    says(&refused, &["is not the file you mean", "Nothing was added"]);
    assert!(!dir.path().join("plugins").exists());
    let inspected = run_to(0, dir.path(), &["plugin", "inspect", &shipped("scores").display().to_string()]);
    let line = inspected.out.lines().find_map(|line| line.strip_prefix("sha256")).expect("it is said");
    let address = served(scores());
    run_to(0, dir.path(), &["plugin", "add", &address, "--sha256", line.trim()]);
    assert!(text(dir.path(), "journeybook.lock").contains(&address));
    assert_eq!(tree::bytes(&dir.path().join("plugins/scores.wasm")), scores());
}

#[test]
fn names_and_folders_that_do_not_fit_are_refused() {
    let dir = folder();
    says(
        &run_to(2, dir.path(), &["plugin", "new", "Our Model"]),
        &["cannot be a plugin's name", "`our-model`"],
    );
    tree::write(&dir.path().join("taken/x"), "x");
    says(&run(dir.path(), &["plugin", "new", "taken"]), &["`taken` is not empty"]);
}

#[test]
fn a_new_plugin_in_rust_builds_and_passes_at_once() {
    if !can_build_rust() {
        return tree::say("skipped: no compiler for wasm32-unknown-unknown");
    }
    let dir = folder();
    for kind in ["scores", "frameworks"] {
        let name = format!("our-{kind}");
        run_to(0, dir.path(), &["plugin", "new", &name, "--kind", kind]);
        tree::write(&dir.path().join(&name).join("Cargo.lock"), text(&tree::repository(), "Cargo.lock"));
        let built = tool::output(offline(&mut tool::command(dir.path(), &["plugin", "build", &name])));
        assert_eq!(built.code, 0, "{}", built.err);
        says(&built, &["written in rust", "imports", "KB"]);
        says(&run_to(0, dir.path(), &["plugin", "test", &name]), &["all well"]);
    }
}
