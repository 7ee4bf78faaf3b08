//! `cargo xtask bench count`: the instructions of a build of the sample portal, against a committed figure.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};

use crate::examples;
use crate::root;

/// Where the figure stands.
const FIGURE: &str = "tests/instructions.txt";

/// How much more is taken for noise, in percent.
const SLACK: u64 = 5;

/// Whether instructions can be counted here.
pub fn can_count() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Counts, and compares; with `update`, writes the figure down.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    ensure!(can_count(), "valgrind is missing. Type: cargo xtask setup");
    match words.as_slice() {
        [] => {
            let known = fs::read_to_string(figure()).with_context(|| format!("could not read {FIGURE}"))?;
            let known = known.trim().parse().with_context(|| format!("{FIGURE} holds no number"))?;
            Ok(verdict(counted()?, known))
        }
        ["update"] => {
            let counted = counted()?;
            fs::write(figure(), format!("{counted}\n"))
                .with_context(|| format!("could not write {FIGURE}"))?;
            println!("{FIGURE}: {counted} instructions");
            Ok(ExitCode::SUCCESS)
        }
        [other, ..] => bail!("`bench count` does not know `{other}`: nothing, or `update`"),
    }
}

fn figure() -> PathBuf {
    root().join(FIGURE)
}

fn verdict(counted: u64, known: u64) -> ExitCode {
    println!("{counted} instructions, {known} in {FIGURE}");
    if counted * 100 > known * (100 + SLACK) {
        println!(
            "That is more than {SLACK} % above it. Find what became slower, or type `cargo xtask bench count update` \
             and say in the commit what it pays for."
        );
        return ExitCode::FAILURE;
    }
    if counted * (100 + SLACK) < known * 100 {
        println!(
            "That is so much less that the figure guards nothing: type `cargo xtask bench count update`."
        );
    }
    ExitCode::SUCCESS
}

/// The instructions of the example `counted`, on one thread.
fn counted() -> Result<u64> {
    let program = examples::built("counted")?;
    let words = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let output = Command::new("valgrind").args(words).arg(program).current_dir(root()).output();
    let output = output.context("could not run valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the build failed under valgrind:\n{said}");
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    let (_, count) = line.with_context(|| format!("valgrind counted nothing:\n{said}"))?;
    count.trim().parse().context("valgrind gave no number")
}
