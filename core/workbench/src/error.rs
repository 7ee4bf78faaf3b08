//! Why a plugin was not built.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::recipe::RECIPE;

/// Why a plugin was not built. Every sentence says what to type.
#[derive(Debug, Error)]
pub enum BuildError {
    /// The folder holds no plugin.
    #[error(
        "`{path}` is no plugin's folder: it has neither a `Cargo.toml` nor a `{RECIPE}`. Begin one with `journeybook plugin new NAME`"
    )]
    NoProject {
        /// The folder.
        path: PathBuf,
    },
    /// A manifest says something that means nothing.
    #[error("`{path}` cannot be used: {why}")]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to write.
        why: String,
    },
    /// A file was not read or written.
    #[error("`{path}` cannot be read or written: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No compiler of Rust has the standard library of the target.
    #[error(
        "no Rust compiler here has the standard library for wasm32-unknown-unknown. Type\n    \
         rustup target add wasm32-unknown-unknown\nor, where rustup's servers are out of reach, on Debian\n    \
         apt-get install rustc-web cargo-web rust-web-src"
    )]
    NoRust,
    /// A tool of the plugin's language is missing.
    #[error("`{tool}` is not here; type\n    {needs}")]
    NoTool {
        /// The tool.
        tool: String,
        /// What installs it.
        needs: String,
    },
    /// A tool failed, and said why on its own.
    #[error("`{command}` failed; what it said stands above")]
    Step {
        /// What was run.
        command: String,
    },
    /// What was built is no component of the contract.
    #[error("what was built is no plugin: {why}")]
    Component {
        /// What is wrong with it.
        why: String,
    },
}

impl BuildError {
    /// A failure to read or write `path`.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
