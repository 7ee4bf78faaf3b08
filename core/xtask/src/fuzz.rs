//! `cargo xtask fuzz TARGET`: seeds a corpus from the maps at hand and runs one target of tests/fuzz.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};
use walkdir::WalkDir;

use crate::root;
use crate::test::cargo;

/// What the task does, in one line.
pub const ABOUT: &str = "Fuzz one target of tests/fuzz";

const HELP: &str = "\
Fuzz one target of tests/fuzz, beginning with the maps at hand

Usage: cargo xtask fuzz TARGET [--minutes N]

  --minutes N  Stop after so many minutes (10)
  --help       Print this and the targets

It needs cargo-fuzz (`cargo install cargo-fuzz`) and a C++ compiler. tests/fuzz/seeds.txt names the folders it begins
with. What it finds lies in tests/fuzz/artifacts: make it a failing test first.";

/// Files that are seeds, by their endings.
const SEEDS: [&str; 10] = ["md", "mmd", "html", "csv", "json", "yaml", "yml", "toml", "xml", "xlsx"];

/// Larger files only slow the fuzzer down.
const MAX_SEED: u64 = 64 * 1024;

/// Runs the task.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (target, minutes) = match words.as_slice() {
        [] | ["--help" | "-h", ..] => return help(),
        [target] => (*target, 10),
        [target, "--minutes", minutes] => {
            (*target, minutes.parse::<u64>().context("`--minutes` takes a number")?)
        }
        _ => bail!("see `cargo xtask fuzz --help`"),
    };
    ensure!(
        targets()?.iter().any(|known| known == target),
        "there is no target `{target}`: {}",
        targets()?.join(", ")
    );
    seed(&folder().join("corpus").join(target))?;
    fuzz(target, minutes * 60)
}

fn help() -> Result<ExitCode> {
    println!("{HELP}\n\nTargets: {}", targets()?.join(", "));
    Ok(ExitCode::SUCCESS)
}

fn folder() -> PathBuf {
    root().join("tests/fuzz")
}

/// Every file in `fuzz_targets/` is a target.
fn targets() -> Result<Vec<String>> {
    let files = fs::read_dir(folder().join("fuzz_targets")).context("tests/fuzz has no targets")?;
    let names = files.filter_map(|file| Some(file.ok()?.path().file_stem()?.to_string_lossy().into_owned()));
    let mut names: Vec<_> = names.collect();
    names.sort();
    Ok(names)
}

/// Puts every map at hand into a corpus.
fn seed(corpus: &Path) -> Result<()> {
    fs::create_dir_all(corpus).with_context(|| format!("could not make {}", corpus.display()))?;
    let folders =
        fs::read_to_string(folder().join("seeds.txt")).context("tests/fuzz/seeds.txt names the seeds")?;
    for (at, file) in folders.lines().flat_map(|folder| seeds(&root().join(folder))).enumerate() {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        fs::copy(&file, corpus.join(format!("seed-{at}-{name}")))
            .with_context(|| format!("could not copy {}", file.display()))?;
    }
    Ok(())
}

fn seeds(folder: &Path) -> Vec<PathBuf> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_seed = |file: &walkdir::DirEntry| {
        let ending = file.path().extension().unwrap_or_default().to_string_lossy().into_owned();
        SEEDS.contains(&&*ending) && file.metadata().is_ok_and(|data| data.len() <= MAX_SEED)
    };
    files.filter(is_seed).map(walkdir::DirEntry::into_path).collect()
}

/// One process after the other, so that a crash ends a round and not the run. libFuzzer's switches need a nightly compiler
/// or, as here, a stable one that is told to act as one.
fn fuzz(target: &str, seconds: u64) -> Result<ExitCode> {
    let mut command: Command = cargo(&["fuzz", "run", "--fuzz-dir", "tests/fuzz", target, "--"]);
    command.env("RUSTC_BOOTSTRAP", "1").env("RAYON_NUM_THREADS", "1").env("ASAN_OPTIONS", "detect_leaks=0");
    command.args(["-fork=1", "-timeout=10", "-rss_limit_mb=2500", "-max_len=16384"]);
    let status = command.arg(format!("-max_total_time={seconds}")).status();
    let status = status.context("could not run cargo fuzz; `cargo install cargo-fuzz` brings it")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
