//! Finding a compiler for wasm32-unknown-unknown, and building a plugin's core module with it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::BuildError;

const TARGET: &str = "wasm32-unknown-unknown";

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

/// One package to build.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The workspace's folder.
    pub folder: &'a Path,
    /// The package.
    pub package: &'a str,
    /// The example to build, which says of itself that it is a module; without it, the library.
    pub example: Option<&'a str>,
    /// Where to build.
    pub target: &'a Path,
    /// What the folder is called in the component, where its messages would name it. Cargo builds the standard library
    /// anew for every such name.
    pub called: Option<&'a str>,
}

impl Order<'_> {
    /// Where cargo puts the module, from the profile's folder.
    fn file(&self) -> String {
        match self.example {
            Some(example) => format!("examples/{example}.wasm"),
            None => format!("{}.wasm", self.package.replace('-', "_")),
        }
    }
}

impl Toolchain {
    /// The one at hand if it can, else Debian's. The error says what to type.
    pub fn find() -> Result<Self, BuildError> {
        let libraries = printed("rustc", &["--print", "target-libdir", "--target", TARGET]);
        if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
            return Ok(Self::Own);
        }
        if debian_has_the_sources() {
            Ok(Self::Debian { linker: borrowed_linker() })
        } else {
            Err(BuildError::NoRust)
        }
    }

    /// Builds one package as a core module and gives its bytes.
    pub fn build(&self, order: &Order<'_>) -> Result<Vec<u8>, BuildError> {
        let failed = || BuildError::Step { command: format!("cargo rustc --package {}", order.package) };
        let done = self.cargo(order).status().map_err(|_| failed())?;
        if !done.success() {
            return Err(failed());
        }
        let module = order.target.join(TARGET).join("guest").join(order.file());
        fs::read(&module).map_err(BuildError::file(module))
    }

    /// The command that builds one library or example.
    ///
    /// The package is an ordinary library; only here does it become a module with exports.
    fn cargo(&self, order: &Order<'_>) -> Command {
        let mut cargo = match self {
            Self::Own => Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
            Self::Debian { linker } => debian(linker.as_deref()),
        };
        cargo.current_dir(order.folder).args(["rustc", "--quiet", "--package", order.package]);
        match order.example {
            Some(example) => cargo.args(["--example", example]),
            None => cargo.args(["--lib", "--crate-type", "cdylib"]),
        };
        cargo.args(["--profile", "guest", "--target", TARGET]);
        if let Self::Debian { .. } = self {
            cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        cargo.env("CARGO_TARGET_DIR", order.target).env("CARGO_ENCODED_RUSTFLAGS", flags(order));
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
fn flags(order: &Order<'_>) -> OsString {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = OsString::new();
    let own = order.called.map(|name| (order.folder.to_owned(), name));
    for (folder, name) in cargo_home.map(|home| (home, "/cargo")).into_iter().chain(own) {
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
    sources.is_some_and(|sources| sources.is_dir()) && Path::new("/usr/bin/cargo").is_file()
}

fn borrowed_linker() -> Option<PathBuf> {
    let sysroot = printed("rustc", &["--print", "sysroot"])?;
    let host = printed("rustc", &["--print", "host-tuple"])?;
    Some(Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld"))
        .filter(|linker| linker.is_file())
}

fn printed(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(program).args(words).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
