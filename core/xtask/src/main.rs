//! What the README and CI call: `cargo xtask TASK`. See `cargo xtask --help`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to its terminal")]

mod bindings;
mod count;
mod digests;
mod examples;
mod fuzz;
mod plugins;
mod setup;
mod tally;
mod test;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

/// One word after `cargo xtask`, and what it does. A task that finds something wrong prints it and returns a failure; an
/// error is something it could not do.
struct Task {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<ExitCode>,
}

/// All tasks, in the order in which `--help` lists them.
const TASKS: &[Task] = &[
    Task { name: "test", about: test::ABOUT, run: test::run },
    Task { name: "setup", about: setup::ABOUT, run: setup::run },
    Task { name: "plugins", about: plugins::ABOUT, run: plugins::run },
    Task { name: "bindings", about: bindings::ABOUT, run: bindings::run },
    Task { name: "field", about: examples::FIELD, run: examples::field },
    Task { name: "bench", about: examples::BENCH, run: examples::bench },
    Task { name: "languages", about: examples::LANGUAGES, run: examples::languages },
    Task { name: "fuzz", about: fuzz::ABOUT, run: fuzz::run },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<ExitCode> {
    match words.split_first() {
        None => Ok(help()),
        Some((word, _)) if ["--help", "-h", "help"].contains(&word.as_str()) => Ok(help()),
        Some((word, rest)) => match TASKS.iter().find(|task| task.name == word) {
            Some(task) => (task.run)(rest),
            None => anyhow::bail!("there is no task `{word}`; `cargo xtask --help` lists them"),
        },
    }
}

fn help() -> ExitCode {
    println!("Usage: cargo xtask TASK [OPTIONS]\n");
    for task in TASKS {
        println!("  {:<10} {}", task.name, task.about);
    }
    println!("\n`cargo xtask TASK --help` tells more.");
    ExitCode::SUCCESS
}

/// The repository's root folder.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).expect("this package lies at core/xtask").to_owned()
}
