//! `cargo xtask field`, `bench` and `languages`: reports that are examples of the tests' package.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};

use crate::root;
use crate::test::{cargo, target};

/// What `field` does, in one line.
pub const FIELD: &str = "Print how well the maps of the field are read, against what a reader counted";
/// What `bench` does, in one line.
pub const BENCH: &str =
    "Print how reading grows with a file; `bench plugins`: what plugins cost; `bench data`: a million rows";
/// What `languages` does, in one line.
pub const LANGUAGES: &str = "Print what a plugin costs in each language";

/// Runs `field`.
pub fn field(words: &[String]) -> Result<ExitCode> {
    report("field", FIELD, words)
}

/// Runs `bench`.
pub fn bench(words: &[String]) -> Result<ExitCode> {
    match words.split_first() {
        Some((word, rest)) if ["plugins", "data"].contains(&word.as_str()) => report(word, BENCH, rest),
        _ => report("growth", BENCH, words),
    }
}

/// Runs `languages`.
pub fn languages(words: &[String]) -> Result<ExitCode> {
    report("languages", LANGUAGES, words)
}

/// Builds all examples with the features that everything else is built with, and runs one.
fn report(name: &str, about: &str, words: &[String]) -> Result<ExitCode> {
    match words.first().map(String::as_str) {
        None => {}
        Some("--help" | "-h") => {
            println!("{about}.\nMaps of public repositories are read where they lie beside the checkout.");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => bail!("there is nothing to add after the task, such as `{other}`"),
    }
    let built = cargo(&["build", "--quiet", "--release", "--workspace", "--examples"]).status();
    ensure!(built.context("could not run cargo")?.success(), "the report could not be built");
    let program: PathBuf = target().join("release/examples").join(name);
    let status = Command::new(&program).current_dir(root()).status();
    let status = status.with_context(|| format!("could not run {}", program.display()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
