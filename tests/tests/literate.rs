//! Runs every case of `tests/literate/*.md` and of the documentation.
//!
//! `cargo test --test literate -- tables` runs the cases whose names hold "tables"; `UPDATE=1`
//! rewrites what the suites of that name expect.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use journeybook_tests::{literate, tree};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for path in suites() {
        let meant = arguments.filter.as_deref().is_none_or(|filter| stem(&path).contains(filter));
        if std::env::var_os("UPDATE").is_some() && meant && !arguments.list {
            update(&path);
        }
        trials.extend(cases(&path));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn suites() -> Vec<PathBuf> {
    let folders = ["tests/literate", "docs/content"].map(|folder| tree::repository().join(folder));
    let all = folders.iter().flat_map(|folder| tree::walk(folder));
    all.filter(|path| path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("index.md"))
        .collect()
}

fn update(path: &Path) {
    match literate::update(&tree::text(path), is_of_rules(path)) {
        Ok(text) => tree::write(path, text),
        Err(wrong) => panic!("{}: {wrong}", path.display()),
    }
}

fn cases(path: &Path) -> Vec<Trial> {
    let stem = stem(path);
    let suite = match literate::read(&tree::text(path)) {
        Ok(suite) => suite,
        Err(wrong) => return vec![failing(&stem, format!("{}: {wrong}", path.display()))],
    };
    // A page of the guide may do without an example; a message's page and a suite may not.
    let may_do_without = path.starts_with(tree::repository().join("docs/content")) && !is_of_code(&stem);
    if suite.cases.is_empty() && suite.no_example.is_none() && !may_do_without {
        let said = "it holds no runnable example; add one, or `<!-- no example: reason -->`";
        return vec![failing(&stem, format!("{}: {said}", path.display()))];
    }
    let with_rules = is_of_rules(path);
    let trial = |mut case: literate::Case| {
        case.with_rules |= with_rules;
        Trial::test(format!("{stem}: {}", case.name), move || literate::check(&case).map_err(Failed::from))
    };
    suite.cases.into_iter().map(trial).collect()
}

/// The pages of rules are held against them.
fn is_of_rules(path: &Path) -> bool {
    path.starts_with(tree::repository().join("docs/content/rules"))
}

fn is_of_code(stem: &str) -> bool {
    ["JB", "JM"].iter().any(|code| stem.starts_with(code))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn failing(name: &str, why: String) -> Trial {
    Trial::test(name.to_owned(), move || Err(Failed::from(why)))
}
