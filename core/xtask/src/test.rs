//! `cargo xtask test`: everything CI checks, in one command.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::tally::{Tally, run_counted};
use crate::{count, root, setup};

/// What the task does, in one line.
pub const ABOUT: &str = "Run everything CI checks";

const HELP: &str = "\
Run everything CI checks: formatting, lints, unit and end-to-end tests, browser tests, doc tests

Usage: cargo xtask test [OPTIONS]

  --fast       Only formatting and the tests that cargo runs; install nothing
  --ci         Rebuild the plugins and test the rebuilt ones, too; what is missing is a failure
  --help       Print this

Plain, it installs what it can (`cargo xtask setup`), leaves out what is still missing, and says so at the end.
The last line counts: `N passed, N failed`.";

/// One profile and one set of packages throughout, so that everything is compiled once.
const WORKSPACE: [&str; 2] = ["--release", "--workspace"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Plain,
    Fast,
    Ci,
}

/// Runs the task.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mode = match words.as_slice() {
        [] => Mode::Plain,
        ["--fast"] => Mode::Fast,
        ["--ci"] => Mode::Ci,
        ["--help" | "-h"] => {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        [other, ..] => bail!("`test` does not know `{other}`; see `cargo xtask test --help`"),
    };
    let mut run = Run { mode, tally: Tally::default(), skipped: Vec::new(), failed: Vec::new() };
    run.all()?;
    Ok(run.close())
}

struct Run {
    mode: Mode,
    tally: Tally,
    /// What was left out, in words.
    skipped: Vec<String>,
    /// The steps that failed.
    failed: Vec<String>,
}

impl Run {
    fn all(&mut self) -> Result<()> {
        self.setup();
        self.step("Formatting", &mut cargo(&["fmt", "--all", "--check"]));
        if self.mode != Mode::Fast {
            self.step(
                "Lints",
                cargo(&["clippy", "--all-targets"]).args(WORKSPACE).args(["--", "-D", "warnings"]),
            );
        }
        self.step("Build", cargo(&["build", "--all-targets"]).args(WORKSPACE));
        self.tests();
        if self.mode == Mode::Ci {
            self.rebuilt_plugins()?;
        }
        if self.mode != Mode::Fast {
            self.instructions()?;
            self.browser();
            self.step(
                "Examples in the documentation",
                cargo(&["test", "--doc", "--no-fail-fast"]).args(WORKSPACE),
            );
        }
        Ok(())
    }

    fn setup(&mut self) {
        if self.mode == Mode::Fast {
            return;
        }
        heading("Setup");
        for sentence in setup::prepare(true) {
            println!("{sentence}");
            self.left_out(sentence);
        }
    }

    fn tests(&mut self) {
        let words: &[&str] = if has_nextest() { &["nextest", "run"] } else { &["test", "--all-targets"] };
        let mut command = cargo(words);
        command.args(WORKSPACE).arg("--no-fail-fast").env("JOURNEYBOOK_BIN", built("journeybook"));
        self.step("Tests", &mut command);
    }

    /// The committed components are held against their sources by digest; here they are built anew and run.
    fn rebuilt_plugins(&mut self) -> Result<()> {
        if !setup::can_build_plugins() {
            return Ok(());
        }
        let out = target().join("plugins");
        let own = own_program()?;
        self.step("Plugins, built anew", Command::new(own).args(["plugins", "--out"]).arg(&out));
        let mut command = cargo(&["test", "--test", "plugins"]);
        self.step(
            "Tests of the rebuilt plugins",
            command.args(WORKSPACE).env("JOURNEYBOOK_PLUGINS", fs::canonicalize(&out).unwrap_or(out)),
        );
        Ok(())
    }

    /// A build may not become slower unnoticed.
    fn instructions(&mut self) -> Result<()> {
        if !count::can_count() {
            return Ok(());
        }
        let own = own_program()?;
        self.step("Instructions of a build", Command::new(own).args(["bench", "count"]));
        Ok(())
    }

    fn browser(&mut self) {
        if !setup::can_browse() {
            return;
        }
        let mut node = Command::new("node");
        node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .current_dir(root().join("tests/browser"));
        self.step("Browser", node.env("JOURNEYBOOK_BIN", built("journeybook")));
    }

    fn step(&mut self, name: &str, command: &mut Command) {
        heading(name);
        let began = Instant::now();
        let tally = run_counted(command.env("RUST_BACKTRACE", "0"));
        if tally.failed > 0 {
            self.failed.push(name.to_owned());
        }
        println!("{name}: {tally} ({} s)", began.elapsed().as_secs());
        self.tally.add(tally);
    }

    fn left_out(&mut self, sentence: String) {
        if self.mode == Mode::Ci {
            self.tally.add(Tally { passed: 0, failed: 1 });
            self.failed.push(sentence.clone());
        }
        self.skipped.push(sentence);
    }

    /// The last line is the one that a runner reads.
    fn close(&self) -> ExitCode {
        heading("Result");
        self.skipped.iter().for_each(|sentence| println!("left out: {sentence}"));
        self.failed.iter().for_each(|name| println!("failed: {name}"));
        println!("{}", self.tally);
        if self.tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// This very program, which may have been built again under its own name.
fn own_program() -> Result<PathBuf> {
    let own = env::current_exe().context("this program has no path")?;
    Ok(if own.is_file() { own } else { built("xtask") })
}

fn heading(name: &str) {
    println!("\n== {name}");
}

/// Cargo at the repository's root.
pub fn cargo(words: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(words).current_dir(root());
    command
}

fn has_nextest() -> bool {
    cargo(&["nextest", "--version"]).output().is_ok_and(|output| output.status.success())
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

fn built(name: &str) -> PathBuf {
    target().join("release").join(name)
}
