//! Finding a compiler for wasm32-unknown-unknown, and building a plugin's core module with it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::root;

const TARGET: &str = "wasm32-unknown-unknown";

/// What to type where there is no compiler for the target.
const MISSING: &str = "\
no Rust compiler here has the standard library for wasm32-unknown-unknown. Type
    rustup target add wasm32-unknown-unknown
or, where rustup's servers are out of reach, on Debian
    apt-get install rustc-web cargo-web rust-web-src";

/// A compiler that can build for the target.
#[derive(Debug)]
pub enum Toolchain {
    /// The one at hand, which has the target's standard library.
    Own,
    /// Debian's, which builds the standard library from its source package and borrows a linker where one is found.
    Debian {
        /// The `rust-lld` of the toolchain at hand.
        linker: Option<PathBuf>,
    },
}

impl Toolchain {
    /// The one at hand if it can, else Debian's. The error says what to type.
    pub fn find() -> Result<Self> {
        if Path::new(&printed("rustc", &["--print", "target-libdir", "--target", TARGET])?).is_dir() {
            return Ok(Self::Own);
        }
        if !debian_has_the_sources() {
            bail!(MISSING);
        }
        let linker = borrowed_linker()?;
        Ok(Self::Debian { linker: linker.is_file().then_some(linker) })
    }

    /// Builds one package as a core module and gives its bytes.
    pub fn build(&self, package: &str) -> Result<Vec<u8>> {
        let words = ["--lib", "--crate-type", "cdylib", "--package", package];
        self.built(&words, &format!("{}.wasm", package.replace('-', "_")))
    }

    /// Builds an example of a package, which says of itself that it is a module.
    pub fn build_example(&self, package: &str, example: &str) -> Result<Vec<u8>> {
        let words = ["--example", example, "--package", package];
        self.built(&words, &format!("examples/{example}.wasm"))
    }

    fn built(&self, words: &[&str], module: &str) -> Result<Vec<u8>> {
        let target = target_folder();
        let done = self.cargo(words).env("CARGO_TARGET_DIR", &target).status();
        ensure!(done.context("could not run cargo")?.success(), "cargo could not build {module}");
        let module = target.join(TARGET).join("guest").join(module);
        fs::read(&module).with_context(|| format!("could not read {}", module.display()))
    }

    /// The command that builds one library or example.
    ///
    /// The package is an ordinary library; only here does it become a module with exports.
    fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = match self {
            Self::Own => Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
            Self::Debian { linker } => debian(linker.as_deref()),
        };
        cargo.current_dir(root()).args(["rustc", "--quiet"]).args(words);
        cargo.args(["--profile", "guest", "--target", TARGET]);
        if let Self::Debian { .. } = self {
            cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags());
        cargo
    }
}

/// Debian's cargo, told not to use the compiler of the toolchain at hand.
fn debian(linker: Option<&Path>) -> Command {
    let mut cargo = Command::new("/usr/bin/cargo");
    for name in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTFLAGS"] {
        cargo.env_remove(name);
    }
    cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    if let Some(linker) = linker {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    cargo
}

/// Takes the folders of this machine out of the component, which names source files in the messages of its panics.
fn flags() -> OsString {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = OsString::new();
    for (folder, name) in [(cargo_home, "/cargo"), (Some(root()), "/journeybook")] {
        let Some(folder) = folder else { continue };
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    flags
}

fn debian_has_the_sources() -> bool {
    let sysroot = printed("/usr/bin/rustc", &["--print", "sysroot"]);
    let sources = sysroot.map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std"));
    sources.is_ok_and(|sources| sources.is_dir()) && Path::new("/usr/bin/cargo").is_file()
}

fn borrowed_linker() -> Result<PathBuf> {
    let sysroot = printed("rustc", &["--print", "sysroot"])?;
    let host = printed("rustc", &["--print", "host-tuple"])?;
    Ok(Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld"))
}

/// A folder of its own, so that building plugins leaves the tool's build as it is.
fn target_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("guest")
}

fn printed(program: &str, words: &[&str]) -> Result<String> {
    let output = Command::new(program).args(words).output();
    let output = output.with_context(|| format!("could not run {program}"))?;
    ensure!(output.status.success(), "{program} {} failed", words.join(" "));
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
