//! `cargo xtask setup`: installs what the tests need beside Rust, and says what to type for the rest.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Result, bail};
use journeybook_workbench::Toolchain;

use crate::{count, root, tools};

/// What the task does, in one line.
pub const ABOUT: &str = "Install what the tests need: a browser, its driver, compilers for plugins";

const HELP: &str = "\
Install what the tests need beside Rust: a browser, its driver, compilers for plugins

Usage: cargo xtask setup [--check]

  --check      Install nothing; tell what is missing, and fail if something is
  --help       Print this";

/// Debian's browser, which the tests drive.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Fetches what plugins are made of.
const FETCH: [&str; 4] = ["fetch", "--locked", "--target", "wasm32-unknown-unknown"];

/// Something the tests need.
struct Part {
    name: &'static str,
    is_there: fn() -> bool,
    install: fn() -> bool,
    /// What a person types.
    by_hand: &'static str,
}

/// In this order: npm is a part of its own, and the driver needs it.
const PARTS: [Part; 10] = [
    Part {
        name: "rustfmt",
        is_there: || succeeds("cargo", &["fmt", "--version"]),
        install: || succeeds("rustup", &["component", "add", "rustfmt"]),
        by_hand: "rustup component add rustfmt",
    },
    Part {
        name: "clippy",
        is_there: || succeeds("cargo", &["clippy", "--version"]),
        install: || succeeds("rustup", &["component", "add", "clippy"]),
        by_hand: "rustup component add clippy",
    },
    Part {
        name: "a compiler for wasm32-unknown-unknown",
        is_there: || Toolchain::find().is_ok(),
        install: || apt(&["rustc-web", "cargo-web", "rust-web-src"]),
        by_hand: "rustup target add wasm32-unknown-unknown, or apt-get install rustc-web cargo-web rust-web-src",
    },
    Part {
        // Tests build plugins without a network, and no build for this machine has fetched what they alone are made of.
        name: "what plugins are made of",
        is_there: || succeeds("cargo", &[&FETCH[..], &["--offline"]].concat()),
        install: || shown("cargo", &FETCH),
        by_hand: "cargo fetch --target wasm32-unknown-unknown",
    },
    Part {
        name: "Chromium",
        is_there: || Path::new(CHROMIUM).is_file(),
        install: || apt(&["chromium"]),
        by_hand: "apt-get install chromium",
    },
    Part {
        name: "Node.js with npm",
        is_there: || succeeds("node", &["--version"]) && succeeds("npm", &["--version"]),
        install: || apt(&["nodejs", "npm"]),
        by_hand: "apt-get install nodejs npm, version 20 or later",
    },
    Part {
        name: "the browser's driver",
        is_there: driver_is_there,
        install: || shown("npm", &["ci", "--no-audit", "--no-fund", "--prefix", "tests/browser"]),
        by_hand: "npm ci --prefix tests/browser",
    },
    Part {
        name: "Python with venv",
        is_there: || succeeds("python3", &["-c", "import ensurepip, venv"]),
        install: || apt(&["python3", "python3-venv"]),
        by_hand: "apt-get install python3 python3-venv, version 3.10 or later",
    },
    Part {
        name: "what builds plugins in C, JavaScript and Python",
        is_there: tools::are_there,
        install: tools::install,
        by_hand: "cargo xtask setup, where PyPI and npm can be reached",
    },
    Part {
        name: "valgrind, which counts instructions",
        is_there: count::can_count,
        install: || apt(&["valgrind"]),
        by_hand: "apt-get install valgrind",
    },
];

/// Runs the task.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let missing = match words.as_slice() {
        [] => prepare(true),
        ["--check"] => prepare(false),
        ["--help" | "-h"] => {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        [other, ..] => bail!("`setup` does not know `{other}`; see `cargo xtask setup --help`"),
    };
    for sentence in &missing {
        println!("{sentence}");
    }
    if missing.is_empty() {
        println!("Everything is there.");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

/// Looks for every part, and installs those that are missing where `install` says so. Gives a sentence for each that is
/// missing still.
pub fn prepare(install: bool) -> Vec<String> {
    let missing = |part: &&Part| !((part.is_there)() || (install && (part.install)() && (part.is_there)()));
    let sentence = |part: &Part| format!("{} is missing. Type: {}", part.name, part.by_hand);
    PARTS.iter().filter(missing).map(sentence).collect()
}

/// Whether the browser tests can run.
pub fn can_browse() -> bool {
    PARTS[3..6].iter().all(|part| (part.is_there)())
}

/// Whether plugins can be built.
pub fn can_build_plugins() -> bool {
    (PARTS[2].is_there)()
}

/// What is installed is what the lock file says: npm notes it in a lock file of its own.
fn driver_is_there() -> bool {
    let folder = root().join("tests/browser");
    let time = |name: &str| folder.join(name).metadata().and_then(|about| about.modified()).ok();
    let (lock, installed) = (time("package-lock.json"), time("node_modules/.package-lock.json"));
    installed.is_some() && installed >= lock
}

/// Debian's packages, where this is Debian and we may.
fn apt(packages: &[&str]) -> bool {
    let is_root = printed("id", &["-u"]).is_some_and(|id| id == "0");
    let words = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    is_root
        && succeeds("apt-get", &["--version"])
        && shown("apt-get", &["update"])
        && shown("apt-get", &words)
}

/// Runs a program in the root, with its output shown.
pub fn shown(program: &str, words: &[&str]) -> bool {
    println!("$ {program} {}", words.join(" "));
    let mut command = command(program, words);
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn succeeds(program: &str, words: &[&str]) -> bool {
    command(program, words).output().is_ok_and(|output| output.status.success())
}

fn printed(program: &str, words: &[&str]) -> Option<String> {
    let output = command(program, words).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn command(program: &str, words: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").filter(|_| program == "cargo");
    let mut command = cargo.map_or_else(|| Command::new(program), Command::new);
    command.args(words).current_dir(root());
    command
}
