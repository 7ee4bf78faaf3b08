//! What the repository promises of itself: arrows between crates, files that say what they are, pages for every code.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use journeybook_engine::codes;
use journeybook_tests::tree;

/// Longer files are a smell.
const MAX_LINES: usize = 600;

/// The crates of the product, and which of them each may know.
const ARROWS: [(&str, &[&str]); 16] = [
    ("core/model", &[]),
    ("core/engine", &["journeybook-model"]),
    ("core/wasm", &["journeybook-engine", "journeybook-model"]),
    ("core/kit", &["journeybook-engine", "journeybook-model"]),
    ("core/workbench", &[]),
    (
        "core/cli",
        &[
            "journeybook-engine",
            "journeybook-kit",
            "journeybook-model",
            "journeybook-wasm",
            "journeybook-workbench",
        ],
    ),
    ("plugins/sdk", &[]),
    ("plugins/frameworks", &["journeybook-plugin"]),
    ("plugins/statistics", &[]),
    ("plugins/scores", &["journeybook-plugin", "journeybook-statistics"]),
    ("plugins/metrics", &["journeybook-plugin", "journeybook-statistics"]),
    ("plugins/drivers", &["journeybook-plugin", "journeybook-statistics"]),
    ("plugins/priorities", &["journeybook-plugin", "journeybook-statistics"]),
    ("plugins/health", &["journeybook-plugin", "journeybook-statistics"]),
    ("plugins/rules", &["journeybook-plugin"]),
    ("plugins/importers", &["journeybook-plugin"]),
];

/// What only one crate, or none of the pure ones, may know.
const HEAVY: [(&str, &[&str]); 10] = [
    ("wasmtime", &["core/wasm"]),
    ("tokio", &["core/kit"]),
    ("axum", &["core/kit"]),
    ("notify-debouncer-full", &["core/kit"]),
    ("walkdir", &["core/kit", "core/xtask"]),
    ("clap", &["core/cli"]),
    ("ureq", &["core/cli"]),
    ("wit-component", &["core/workbench"]),
    ("lsp-server", &["core/cli"]),
    ("lsp-types", &["core/cli"]),
];

/// Ways to the machine that a pure crate has no use for.
const IMPURE: [&str; 10] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "std::io::std",
    "println!",
    "eprintln!",
    "thread::sleep",
];

fn root() -> PathBuf {
    tree::repository()
}

fn manifest(folder: &str) -> toml::Table {
    tree::text(&root().join(folder).join("Cargo.toml")).parse().expect("a manifest is TOML")
}

fn dependencies(folder: &str, table: &str) -> BTreeSet<String> {
    let manifest = manifest(folder);
    manifest
        .get(table)
        .and_then(toml::Value::as_table)
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn arrows_go_down() {
    for (folder, allowed) in ARROWS {
        let ours: BTreeSet<_> = dependencies(folder, "dependencies")
            .into_iter()
            .filter(|name| name.starts_with("journeybook"))
            .collect();
        let allowed: BTreeSet<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert!(ours.is_subset(&allowed), "{folder} knows {:?}", ours.difference(&allowed));
    }
}

#[test]
fn heavy_dependencies_stay_where_they_are_paid_for() {
    for (name, allowed) in HEAVY {
        for path in tree::list(&root().join("core")) {
            let folder = format!("core/{}", path.file_name().unwrap_or_default().to_string_lossy());
            if path.join("Cargo.toml").is_file() && !allowed.contains(&folder.as_str()) {
                assert!(!dependencies(&folder, "dependencies").contains(name), "{folder} knows {name}");
            }
        }
    }
}

#[test]
fn model_and_engine_do_no_io() {
    for folder in ["core/model/src", "core/engine/src"] {
        for (path, text) in sources(folder) {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in IMPURE {
                let said =
                    code.lines().find(|line| line.contains(word) && !line.trim_start().starts_with("//"));
                assert_eq!(said, None, "{path}");
            }
        }
    }
}

/// The Rust files below a folder, by path from the root.
fn sources(folder: &str) -> Vec<(String, String)> {
    let files = tree::walk(&root().join(folder)).into_iter();
    let rust = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    rust.map(|path| (from_root(&path), tree::text(&path))).collect()
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn all_sources() -> Vec<(String, String)> {
    ["core", "plugins", "tests"].into_iter().flat_map(sources).collect()
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<_> = all_sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "these files do not begin with a `//!` sentence: {silent:#?}");
}

#[test]
fn no_file_is_long() {
    let long: Vec<_> = all_sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > MAX_LINES)
        .map(|(path, _)| path)
        .collect();
    assert!(long.is_empty(), "more than {MAX_LINES} lines: {long:#?}");
}

#[test]
fn nothing_unwraps_or_waits_to_be_written() {
    let mut found = Vec::new();
    for (path, text) in all_sources() {
        let is_test = path.contains("/tests") || path.contains("/examples/") || path.starts_with("tests/");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let unwraps = !is_test && line.contains(".unwrap()");
            if unwraps
                || line.contains(concat!("todo", "!("))
                || line.contains(concat!("unimplemented", "!("))
            {
                found.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The files git knows; none where this is no checkout.
fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    let listed = listed.ok().filter(|listed| listed.status.success());
    let text = listed.map(|listed| String::from_utf8_lossy(&listed.stdout).into_owned()).unwrap_or_default();
    if text.is_empty() {
        tree::say("skipped: this is no git checkout");
    }
    text.lines().map(str::to_owned).filter(|path| root().join(path).is_file()).collect()
}

#[test]
fn no_file_names_a_machine() {
    let names =
        [concat!("/wo", "rk/"), concat!("/tmp/le", "ad"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let mut found = Vec::new();
    for path in tracked() {
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        let shared = !path.starts_with("tests/") && text.contains(concat!("sha", "red/real-maps"));
        for (at, line) in text.lines().enumerate() {
            if names.iter().any(|name| line.contains(name)) {
                found.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
        found.extend(shared.then(|| format!("{path} names a folder beside the repository")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let folder = root().join("docs/content/diagnostics");
    let pages: BTreeSet<String> = tree::list(&folder)
        .iter()
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .filter(|stem| stem.starts_with("JB"))
        .collect();
    let codes: BTreeSet<String> = codes::PAGES.iter().map(|page| page.code.0.to_owned()).collect();
    assert_eq!(pages, codes);
    for page in codes::PAGES {
        assert!(page.text.lines().count() > 5, "the page of {} says nothing", page.code);
        assert!(page.text.contains(page.code.0), "the page of {} does not name it", page.code);
        assert_eq!(codes::explain(page.slug).map(|found| found.code), Some(page.code));
    }
}

#[test]
fn every_rule_has_a_page_and_a_line_in_the_list() {
    let list = tree::text(&root().join("docs/content/rules.md"));
    let pages = tree::list(&root().join("docs/content/rules"));
    assert_eq!(pages.len(), journeybook_rules::ALL.len());
    for rule in &journeybook_rules::ALL {
        let page = tree::text(&root().join(format!("docs/content/rules/{}.md", rule.id)));
        let level = rule.level.word();
        assert!(page.contains(&format!("title: \"{}: ", rule.id)), "{}", rule.id);
        assert!(
            page.contains(rule.name) && page.contains(rule.source) && page.contains(level),
            "{}",
            rule.id
        );
        let line = format!("| [{0}](rules/{0}.md) | {1} | {level} |", rule.id, rule.name);
        assert!(list.contains(&line), "docs/content/rules.md has no line {line}");
    }
}

#[test]
fn every_code_is_used() {
    let engine: String = ["core/engine/src", "core/kit/src", "core/cli/src"]
        .into_iter()
        .flat_map(sources)
        .map(|(_, text)| text)
        .collect();
    let names = tree::text(&root().join("core/engine/src/codes.rs"));
    for line in names.lines().filter(|line| line.contains("\"JB")) {
        let name = line.split_whitespace().next().unwrap_or_default();
        assert!(engine.contains(&format!("codes::{name}")), "nothing says {line}");
    }
}

#[test]
fn the_committed_components_are_fresh() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let words = ["run", "--quiet", "--release", "--package", "xtask", "--", "plugins", "--check"];
    // The task itself, where it is built: going through cargo would wait for a build that waits for this test.
    let own = std::env::current_exe().ok().and_then(|path| Some(path.ancestors().nth(2)?.join("xtask")));
    let checked = match own.filter(|path| path.is_file()) {
        Some(xtask) => Command::new(xtask).args(&words[6..]).output(),
        None => Command::new(cargo).args(words).current_dir(root()).output(),
    };
    let checked = checked.expect("cargo runs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn the_themes_contract_is_what_the_engine_gives() {
    is_generated("themes/default/CONTRACT.md", &journeybook_engine::theme_contract());
}

#[test]
fn the_page_of_the_plugins_contract_says_what_its_files_say() {
    is_generated("docs/content/plugins/contract.md", &journeybook_tests::wit_page::page());
}

fn is_generated(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        tree::write(&path, text);
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "{} is stale: `UPDATE=1 cargo test --release --workspace --test tidy -- contract` writes it",
        path.display()
    );
}

#[test]
fn the_architecture_fits_on_a_few_pages() {
    let lines = tree::text(&root().join("ARCHITECTURE.md")).lines().count();
    assert!(lines <= 200, "ARCHITECTURE.md has {lines} lines");
}

#[test]
fn the_readme_and_ci_call_the_same_command() {
    assert!(tree::text(&root().join("README.md")).contains("cargo xtask test"));
    let ci = tree::text(&root().join(".ci/run"));
    assert!(ci.starts_with("#!/usr/bin/env bash\n") && ci.contains("cargo xtask test --ci"), "{ci}");
}
