//! The plugin tutorial, run as its reader runs it: files are written, commands are typed, in order.

use std::path::{Path, PathBuf};

use journeybook_tests::kit::{can_build_rust, offline};
use journeybook_tests::{tool, tree};

/// What the reader does.
enum Act {
    Write { path: String, text: String },
    Type { command: String, fails: bool, says: Vec<String> },
}

fn acts(page: &str) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some((_, path)) = info.split_once(" file=") {
            acts.push(Act::Write { path: path.to_owned(), text: body.join("\n") + "\n" });
        } else if info.starts_with("console") {
            acts.extend(typed(&body, info.ends_with("fails")));
        }
    }
    acts
}

fn typed(body: &[&str], fails: bool) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for line in body {
        match (line.strip_prefix("$ "), acts.last_mut()) {
            (Some(command), _) => {
                acts.push(Act::Type { command: command.to_owned(), fails, says: Vec::new() })
            }
            (None, Some(Act::Type { says, .. })) => says.push((*line).to_owned()),
            (None, _) => panic!("`{line}` stands before any command"),
        }
    }
    acts
}

/// Types a command; gives the folder the reader is in afterwards.
fn enter(folder: PathBuf, command: &str, fails: bool, says: &[String]) -> PathBuf {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        ["cd", into] => folder.join(into),
        ["journeybook", words @ ..] => {
            let run = tool::output(offline(&mut tool::command(&folder, words)));
            assert_eq!(run.code, i32::from(fails), "{command}\n{}\n{}", run.out, run.err);
            let all = format!("{}\n{}", run.out, run.err);
            for line in says {
                assert!(all.contains(line.trim()), "{command} does not say `{line}`:\n{all}");
            }
            keep_the_lock(&folder, words);
            folder
        }
        _ => panic!("`{command}` is no command that a test can type"),
    }
}

/// The versions of this repository, so that nothing is asked of a registry.
fn keep_the_lock(folder: &Path, words: &[&str]) {
    if let ["plugin", "new", name, ..] = words {
        tree::write(
            &folder.join(name).join("Cargo.lock"),
            tree::text(&tree::repository().join("Cargo.lock")),
        );
    }
}

#[test]
fn every_command_of_the_tutorial_does_what_the_page_says() {
    let page = tree::text(&tree::repository().join("docs/content/plugins/tutorial.md"));
    let acts = acts(&page);
    assert!(acts.len() > 12, "the page has {} blocks", acts.len());
    if !can_build_rust() {
        return tree::say("skipped: no compiler for wasm32-unknown-unknown");
    }
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let mut folder = dir.path().to_owned();
    for act in acts {
        match act {
            Act::Write { path, text } => tree::write(&folder.join(path), text),
            Act::Type { command, fails, says } => folder = enter(folder, &command, fails, &says),
        }
    }
    let page = tree::text(&dir.path().join("portal/frameworks/night-out.html"));
    assert!(page.contains("Somebody has an evening and no plan."));
}
