//! `cargo xtask field`, `bench` and `languages`: reports that are examples of the tests' package.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};

use crate::count;
use crate::plugins;
use crate::root;
use crate::test::{cargo, target};

/// What `field` does, in one line.
pub const FIELD: &str = "Print how well the maps of the field are read, against what a reader counted";
/// What `bench` does, in one line.
pub const BENCH: &str =
    "Measure whole builds, the parts of a build and its instructions; `--help` lists what else";

const BENCH_HELP: &str = "\
Measure how fast the tool is

Usage: cargo xtask bench [WHAT]

  (nothing)    Builds, parts and count, one after another; the tables go into docs/content/publishing/speed.md
  builds       Whole builds of pages and of maps against a small program, and against Hugo and Zola where they are on the path
  serve        How long a save takes to be shown, with 1,000 and 10,000 maps; a number says how many
               (both of the tool as it is published, `--profile dist`: the first build of that takes a quarter of an hour)
  parts        Parsing, resolving, rendering, asking a plugin, looking up: each on its own
  count        The instructions of a build of the sample portal, against a committed figure; `count update` sets it
  reading      How reading grows with the length of a file
  plugins      What plugins cost: a call, a start, a large site
  data         A million rows of data";
/// What `languages` does, in one line.
pub const LANGUAGES: &str = "Print what a plugin costs in each language";

/// Runs `field`.
pub fn field(words: &[String]) -> Result<ExitCode> {
    report("field", FIELD, words, None)
}

/// Runs `bench`.
pub fn bench(words: &[String]) -> Result<ExitCode> {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        None => everything(),
        Some("builds") => builds(rest),
        Some("serve") => of_published("serving", rest),
        Some("parts") => parts(),
        Some("count") => count::run(rest),
        Some("reading") => report("growth", BENCH, rest, None),
        Some("plugins") => report("plugins", BENCH, rest, Some(plugins::hello)),
        Some("data") => report("data", BENCH, rest, None),
        Some("--help" | "-h") => {
            println!("{BENCH_HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => bail!("`bench` does not know `{other}`; see `cargo xtask bench --help`"),
    }
}

fn everything() -> Result<ExitCode> {
    let done = [builds(&["write".to_owned()])?, parts()?, count::run(&[])?];
    let failed = done.into_iter().find(|code| *code != ExitCode::SUCCESS);
    Ok(failed.unwrap_or(ExitCode::SUCCESS))
}

fn builds(words: &[String]) -> Result<ExitCode> {
    of_published("speed", words)
}

/// Runs a report of the tool as it is published: what it is measured against was built to be fast, too.
fn of_published(report: &str, words: &[String]) -> Result<ExitCode> {
    ended(Command::new(built(report)?).args(words).env("JOURNEYBOOK_BIN", published()?))
}

/// The tool in the profile `dist`, with the small program in its `examples`.
fn published() -> Result<PathBuf> {
    let profile = ["build", "--quiet", "--profile", "dist"];
    let what = ["-p", "journeybook", "--bin", "journeybook", "-p", "journeybook-tests", "--example", "floor"];
    let done = cargo(&[&profile[..], &what].concat()).status().context("could not run cargo")?;
    ensure!(done.success(), "the tool could not be built as it is published");
    Ok(target().join("dist/journeybook"))
}

fn parts() -> Result<ExitCode> {
    ended(&mut cargo(&["bench", "--quiet", "--profile", "release", "--workspace", "--bench", "parts"]))
}

fn ended(command: &mut Command) -> Result<ExitCode> {
    let status = command.current_dir(root()).status();
    let status = status.with_context(|| format!("could not run {}", command.get_program().display()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs `languages`.
pub fn languages(words: &[String]) -> Result<ExitCode> {
    report("languages", LANGUAGES, words, None)
}

/// Makes a file that a report is about.
type Making = fn() -> Result<PathBuf>;

/// Builds all examples with the features that everything else is built with, and runs one.
fn report(name: &str, about: &str, words: &[String], with: Option<Making>) -> Result<ExitCode> {
    match words.first().map(String::as_str) {
        None => {}
        Some("--help" | "-h") => {
            println!("{about}.\nMaps of public repositories are read where they lie beside the checkout.");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => bail!("there is nothing to add after the task, such as `{other}`"),
    }
    let program = built(name)?;
    let file = with.map(|make| make()).transpose()?;
    ended(Command::new(program).args(file))
}

/// An example, with the tool built beside it.
pub fn built(name: &str) -> Result<PathBuf> {
    let built = cargo(&["build", "--quiet", "--release", "--workspace", "--bins", "--examples"]).status();
    ensure!(built.context("could not run cargo")?.success(), "the report could not be built");
    Ok(target().join("release/examples").join(name))
}
