//! How a run ends: well, with errors in the site, or with something in the way.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use journeybook_engine::plugin::Failure as PluginFailure;
use journeybook_kit::{LocateError, PublishError, ServeError, WatchError};
use journeybook_wasm::HostError;
use journeybook_workbench::BuildError;
use thiserror::Error;

/// What a command that ran to its end found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing that fails.
    Fine,
    /// Errors in the site, or warnings where they count.
    SiteHasErrors,
}

impl Verdict {
    /// The code the process ends with.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Verdict::Fine => ExitCode::SUCCESS,
            Verdict::SiteHasErrors => ExitCode::from(1),
        }
    }
}

/// Why a command did not run to its end. Every message says what to type.
#[derive(Debug, Error)]
pub enum Failure {
    /// There is no site.
    #[error(transparent)]
    Locate(#[from] LocateError),
    /// The portal was not written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The portal is not served.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The site is not watched.
    #[error(transparent)]
    Watch(#[from] WatchError),
    /// No plugin runs on this machine.
    #[error(transparent)]
    Host(#[from] HostError),
    /// A plugin was not built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A file was not read.
    #[error("`{path}` cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file was not written.
    #[error("`{path}` cannot be written: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A command asks for what it must not do, or for what there is not.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    /// The code the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(2)
    }

    /// A plugin that cannot be loaded, with what to do about it.
    pub fn plugin(failure: &PluginFailure) -> Self {
        match failure {
            PluginFailure::Unusable { message, help } => Failure::Refused(format!("{message}: {help}")),
            other => Failure::Refused(other.to_string()),
        }
    }

    /// A failure to read `path`.
    pub fn read(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Failure::Read { path, source }
    }

    /// A failure to write `path`.
    pub fn write(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Failure::Write { path, source }
    }
}
