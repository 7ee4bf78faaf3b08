//! The tool from its words to its exit code and files.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use journeybook_tests::tool::{command, new_site, run, run_to, run_with};
use journeybook_tests::tree;
use serde_json::Value;
use tempfile::TempDir;

const OFF_SCALE: &str = "---\ntitle: Broken\n---\n## One\n### Step\n- doing: x\n- feeling: +9\n";
const WARNS: &str = "---\ntitle: Warns\n---\n## One\n### Step\n- doing: x\n- feeling: purple\n";

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

fn site() -> TempDir {
    let dir = folder();
    new_site(dir.path());
    dir
}

fn write(dir: &TempDir, path: &str, text: &str) {
    tree::write(&dir.path().join(path), text);
}

/// Every file of a folder, its bytes and when it was written; hidden files, too.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for path in tree::list(folder) {
        if path.is_dir() {
            found.extend(snapshot(&path));
        } else {
            let modified = fs::metadata(&path).and_then(|about| about.modified()).expect("files have times");
            found.insert(path.clone(), (tree::bytes(&path), modified));
        }
    }
    found
}

#[test]
fn help_names_every_command() {
    let dir = folder();
    let said = run_to(0, dir.path(), &["--help"]).out;
    for command in [
        "serve",
        "build",
        "check",
        "fmt",
        "import",
        "explain",
        "init",
        "new",
        "export",
        "framework",
        "theme",
        "schema",
        "lsp",
    ] {
        assert!(said.contains(&format!("\n  {command} ")), "{command}\n{said}");
        let own = run_to(0, dir.path(), &[command, "--help"]).out;
        assert!(own.contains("Usage: journeybook"), "{own}");
    }
    assert!(run_to(0, dir.path(), &["--version"]).out.starts_with("journeybook 0."));
}

#[test]
fn mistyped_words_end_with_2() {
    let dir = folder();
    for words in [
        &["biuld"][..],
        &["check", "--fast"],
        &["check", "--now", "tomorrow"],
        &["explain"],
        &["build", "nowhere"],
    ] {
        let said = run(dir.path(), words);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{words:?}");
        assert!(!said.err.trim().is_empty(), "{words:?}");
    }
}

#[test]
fn a_new_site_is_checked_and_built() {
    let dir = site();
    let said = run_to(0, dir.path(), &["check", "--strict"]);
    assert!(said.out.contains("no problems"), "{}", said.out);
    run_to(0, dir.path(), &["build"]);
    for path in [
        "site/index.html",
        "site/404.html",
        "site/api/site.json",
        "site/journeys/first-visit.html",
        "site/plain.html",
    ] {
        assert!(dir.path().join(path).is_file(), "{path}");
    }
    let second = run_to(2, dir.path(), &["init", "."]);
    assert!(second.err.contains("is not empty"), "{}", second.err);
}

#[test]
fn what_new_writes_is_part_of_the_site() {
    let dir = site();
    run_to(0, dir.path(), &["new", "persona", "Mia Berg"]);
    let said = run_to(
        0,
        dir.path(),
        &["new", "journey", "Book a seat", "--persona", "mia-berg", "--framework", "aida"],
    );
    assert_eq!(said.out.trim(), "content/journeys/book-a-seat.md");
    run_to(0, dir.path(), &["new", "page", "How we work"]);
    run_to(2, dir.path(), &["new", "page", "How we work"]);
    run_to(0, dir.path(), &["check"]);
    run_to(0, dir.path(), &["build"]);
    for path in ["site/personas/mia-berg.html", "site/journeys/book-a-seat.html", "site/how-we-work.html"] {
        assert!(dir.path().join(path).is_file(), "{path}");
    }
}

/// A map that was only begun shows nothing but its stages, whatever it asks for.
#[test]
fn a_map_that_follows_a_process_asks_and_claims_nothing() {
    let dir = site();
    for number in 1..10 {
        let (title, id) = (format!("Map {number}"), format!("p{number}"));
        run_to(0, dir.path(), &["new", "journey", &title, "--process", &id]);
    }
    let said = run_to(2, dir.path(), &["new", "journey", "Map 10", "--process", "p10"]);
    assert!(said.err.contains("p9  Persona, phases, touchpoints"), "{}", said.err);
    run_to(0, dir.path(), &["check"]);
    let site: serde_json::Value =
        serde_json::from_str(&run_to(0, dir.path(), &["export", "json"]).out).unwrap();
    let maps = site["journeys"].as_array().unwrap().iter().filter(|map| map["checklist"].is_object());
    let checklists: Vec<_> = maps.map(|map| (&map["maturity"]["level"], &map["checklist"])).collect();
    assert_eq!(checklists.len(), 9);
    for (level, checklist) in checklists {
        let steps = checklist["steps"].as_array().unwrap();
        let done: Vec<_> = steps.iter().filter(|step| step["done"] == true).collect();
        assert!(level == 0 && done.iter().all(|step| step["activity"] == "a6"), "{checklist:#}");
    }
    let text = fs::read_to_string(dir.path().join("content/journeys/map-1.md")).unwrap();
    for asked in [
        "process: p1\n",
        "# What are you going to decide",
        "persona: \n",
        "What gets in the way? -->\n- pain: ",
    ] {
        assert!(text.contains(asked), "{asked}: {text}");
    }
    run_to(0, dir.path(), &["build"]);
    let page = fs::read_to_string(dir.path().join("site/journeys/map-1.html")).unwrap();
    assert!(!page.contains("class=\"note\""), "a question in a comment is no cell of the map");
}

#[test]
fn check_ends_with_what_it_found() {
    let dir = site();
    write(&dir, "content/journeys/warns.md", WARNS);
    let said = run_to(0, dir.path(), &["check"]);
    assert!(said.out.contains("JB102") && said.out.contains("1 warning"), "{}", said.out);
    run_to(1, dir.path(), &["check", "--strict"]);
    write(&dir, "content/journeys/broken.md", OFF_SCALE);
    let said = run_to(1, dir.path(), &["check"]);
    assert!(said.out.contains("1 error, 1 warning"), "{}", said.out);
    assert!(said.out.find("broken.md") < said.out.find("warns.md"), "in the order of files\n{}", said.out);
    assert!(!dir.path().join("site").exists(), "check writes nothing");
}

#[test]
fn check_speaks_to_people_and_to_programs() {
    let dir = site();
    write(&dir, "content/journeys/broken.md", OFF_SCALE);
    let short = run_to(1, dir.path(), &["check", "--format", "short"]).out;
    assert!(short.starts_with("content/journeys/broken.md:7:3: error[JB101]: "), "{short}");
    let github = run_to(1, dir.path(), &["check", "--format", "github"]).out;
    assert!(github.starts_with("::error ") && github.contains("line=7"), "{github}");
    let json: Value =
        serde_json::from_str(&run_to(1, dir.path(), &["check", "--format", "json"]).out).expect("it is JSON");
    assert!(json.to_string().contains("\"JB101\""), "{json}");
    let human = run_to(1, dir.path(), &["check"]).out;
    assert!(
        human.contains("- feeling: +9") && human.contains("JB101") && !human.contains('\u{1b}'),
        "{human}"
    );
}

#[test]
fn a_build_with_errors_writes_nothing() {
    let dir = site();
    run_to(0, dir.path(), &["build"]);
    let before = snapshot(&dir.path().join("site"));
    write(&dir, "content/journeys/broken.md", OFF_SCALE);
    let said = run_to(1, dir.path(), &["build"]);
    assert!(said.err.contains("nothing was written"), "{}", said.err);
    assert_eq!(snapshot(&dir.path().join("site")), before);
}

#[test]
fn a_second_build_touches_nothing() {
    let dir = site();
    run_to(0, dir.path(), &["build"]);
    let before = snapshot(&dir.path().join("site"));
    run_to(0, dir.path(), &["build"]);
    let after = snapshot(&dir.path().join("site"));
    let touched: Vec<_> =
        after.iter().filter(|(path, file)| before.get(*path) != Some(file)).map(|(path, _)| path).collect();
    assert!(touched.is_empty() && after.len() == before.len(), "{touched:?}");
}

#[test]
fn pages_that_are_gone_are_removed_and_foreign_files_stay() {
    let dir = site();
    run_to(0, dir.path(), &["build"]);
    write(&dir, "site/mine.txt", "mine");
    fs::remove_file(dir.path().join("content/plain.md")).expect("it was there");
    run_to(0, dir.path(), &["build"]);
    assert!(!dir.path().join("site/plain.html").exists());
    assert_eq!(tree::text(&dir.path().join("site/mine.txt")), "mine");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let dir = site();
    write(&dir, "public/letters.txt", "mine");
    let said = run_to(2, dir.path(), &["build", "--out", "public"]);
    assert!(said.err.contains("letters.txt") && said.err.contains("--out"), "{}", said.err);
    assert_eq!(snapshot(&dir.path().join("public")).len(), 1);
}

#[test]
fn a_page_cannot_leave_the_output() {
    let dir = site();
    write(&dir, "content/out.md", "---\ntitle: Out\naliases: [../../escaped, /../up]\n---\n");
    let said = run(dir.path(), &["build"]);
    assert_ne!(said.code, 0, "{}", said.err);
    assert!(!dir.path().join("escaped.html").exists() && !dir.path().join("up.html").exists());
}

#[test]
fn explain_prints_the_page() {
    let dir = folder();
    let by_code = run_to(0, dir.path(), &["explain", "jb101"]).out;
    let by_name = run_to(0, dir.path(), &["explain", "feeling-off-scale"]).out;
    assert!(by_code == by_name && by_code.contains("JB101") && by_code.lines().count() > 5, "{by_code}");
    let unknown = run_to(2, dir.path(), &["explain", "JB999"]);
    assert!(unknown.err.contains("JB101"), "{}", unknown.err);
}

#[test]
fn an_editor_formats_what_is_not_saved_yet() {
    let dir = site();
    let map = "---\ntitle: A\n---\n## One\n### Sees\n**Actions**\n- Looks\n";
    let list = "---\ntitle: A\n---\n## One\n### Sees\n- doing: Looks\n";
    let table = "---\ntitle: A\n---\n## One\n\n| | Sees |\n|---|---|\n| doing | Looks |\n";
    let words = ["fmt", "-", "--stdin-path", "content/journeys/new.md"];
    let formatted = run_with(dir.path(), &words, map);
    assert_eq!((formatted.code, formatted.out.as_str(), formatted.err.as_str()), (0, list, ""));
    let with =
        |word: &str| run_with(dir.path(), &[&words[..], &word.split(' ').collect::<Vec<_>>()].concat(), map);
    assert_eq!(with("--to table").out, table);
    let checked = with("--check");
    assert_eq!((checked.code, checked.out.as_str()), (1, ""));
    assert!(with("--diff").out.contains("+- doing: Looks"), "{}", with("--diff").out);
    let page = run_with(dir.path(), &["fmt", "-"], "**Actions**\n- x\n");
    assert_eq!((page.code, page.out.as_str()), (0, "**Actions**\n- x\n"));
    assert!(!dir.path().join("content/journeys/new.md").exists());
}

#[test]
fn tables_are_written_where_they_can_be() {
    let dir = site();
    let map = "---\ntitle: A\n---\n## One\n\n### Sees\n- doing: Looks\n\n## Two\n\n### Buys\n- doing: Pays\n\nProse.\n";
    write(&dir, "content/journeys/a.md", map);
    let path = ["fmt", "content/journeys/a.md", "--to", "table"];
    let said = run_to(0, dir.path(), &path).err;
    assert!(said.contains("the steps of “Two” stay a list: “Buys” has prose"), "{said}");
    let written = tree::text(&dir.path().join("content/journeys/a.md"));
    assert!(
        written.contains("## One\n\n| | Sees |\n|---|---|\n| doing | Looks |\n\n## Two\n\n### Buys\n"),
        "{written}"
    );
    run_to(0, dir.path(), &[&path[..], &["--check"]].concat());
    run_to(0, dir.path(), &["fmt", "content/journeys/a.md", "--to", "list"]);
    assert_eq!(tree::text(&dir.path().join("content/journeys/a.md")), map);
}

#[test]
fn export_gives_what_the_portal_holds() {
    let dir = site();
    run_to(0, dir.path(), &["build"]);
    let printed = run_to(0, dir.path(), &["export", "json"]).out;
    assert_eq!(printed, tree::text(&dir.path().join("site/api/site.json")));
    run_to(0, dir.path(), &["export", "json", "--out", "data.json"]);
    assert_eq!(printed, tree::text(&dir.path().join("data.json")));
    let site: Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!(site["format"], "journeybook-site/1");
    assert_eq!(site["journeys"][0]["id"], "first-visit");
}

#[test]
fn a_portal_without_data_is_exported_all_the_same() {
    let dir = site();
    let before = run_to(0, dir.path(), &["export", "json"]).out;
    run_to(0, dir.path(), &["build"]);
    let settings = tree::text(&dir.path().join("journeybook.toml"));
    write(&dir, "journeybook.toml", &format!("json = false\n{settings}"));
    run_to(0, dir.path(), &["build"]);
    assert!(dir.path().join("site/index.html").is_file());
    assert!(!dir.path().join("site/api").exists(), "the data of the first build is deleted");
    assert_eq!(run_to(0, dir.path(), &["export", "json"]).out, before);
}

#[test]
fn a_taken_port_is_said_with_another() {
    let dir = site();
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let port = taken.local_addr().expect("it has one").port();
    let said = run_to(2, dir.path(), &["serve", "--port", &port.to_string()]);
    assert!(said.err.contains(&port.to_string()) && said.err.contains("--port"), "{}", said.err);
}

#[test]
fn what_cannot_be_read_is_an_error_and_the_rest_is_said_too() {
    let dir = site();
    std::os::unix::fs::symlink("nowhere.md", dir.path().join("content/dangling.md"))
        .expect("links can be made");
    write(&dir, "content/journeys/broken.md", OFF_SCALE);
    let said = run_to(1, dir.path(), &["check"]).out;
    assert!(
        said.contains("JB009") && said.contains("content/dangling.md") && said.contains("JB101"),
        "{said}"
    );
}

#[test]
fn a_closed_folder_is_an_error() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = site();
    let closed = dir.path().join("content/closed");
    write(&dir, "content/closed/a.md", "# A\n");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::read_dir(&closed).is_ok() {
        return tree::say("skipped: this user can read every folder");
    }
    let said = run_to(1, dir.path(), &["check"]).out;
    assert!(said.contains("JB009") && said.contains("closed"), "{said}");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[test]
fn a_link_in_a_circle_ends() {
    let dir = site();
    std::os::unix::fs::symlink("..", dir.path().join("content/up")).expect("links can be made");
    let said = run(dir.path(), &["check"]);
    assert!(said.code < 2, "{}", said.err);
}

#[test]
fn bad_bytes_in_a_file_do_not_hide_the_others() {
    let dir = site();
    fs::write(dir.path().join("content/bytes.md"), [0xff, 0xfe, 0]).expect("it can be written");
    write(&dir, "content/journeys/open.md", "---\ntitle: Open\n");
    write(&dir, "journeybook.toml", "title = \n");
    let said = run_to(1, dir.path(), &["check"]).out;
    assert!(said.contains("JB001") && said.contains("JB002") && said.contains("JB501"), "{said}");
}

#[test]
fn a_single_map_and_a_bare_folder_are_sites() {
    let dir = folder();
    write(
        &dir,
        "a.md",
        "# A\n\n## Stage 1: One\n- doing: x\n- feeling: 1\n\n## Stage 2: Two\n- doing: y\n- feeling: 2\n",
    );
    run_to(0, dir.path(), &["check", "a.md"]);
    run_to(0, dir.path(), &["build", ".", "--out", "out"]);
    assert!(dir.path().join("out/journeys/a.html").is_file());
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let dir = site();
    write(&dir, "content/journeys/broken.md", OFF_SCALE);
    assert!(run_to(1, dir.path(), &["check", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let dir = folder();
    let mut child = command(dir.path(), &["explain", "JB101"]);
    let mut child = child.stdout(std::process::Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    assert_ne!(child.wait().expect("it ends").code(), Some(101));
}
