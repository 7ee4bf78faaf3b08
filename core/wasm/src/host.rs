//! The host: one engine, and the door through which plugins come in.

use std::path::PathBuf;
use std::sync::Arc;

use journeybook_engine::plugin::{Failure, Plugin};
use thiserror::Error;
use wasmtime::Engine;

use crate::compile::{Child, Workshop};
use crate::contract::Contract;
use crate::engine::engine;
use crate::limits::Limits;
use crate::observe::{LogSink, Observers, UsageSink};
use crate::outline::Outline;
use crate::unfit::Unfit;
use crate::v0_1;

/// Loads plugins. Cheap to clone; all clones share one engine.
#[derive(Clone)]
pub struct Host {
    engine: Engine,
    observers: Observers,
    workshop: Workshop,
}

/// Why this machine cannot run plugins at all.
#[derive(Debug, Error)]
pub enum HostError {
    /// The engine did not start, for instance on a processor that Cranelift does not know.
    #[error("the WebAssembly engine does not start on this machine: {why}")]
    Engine {
        /// What wasmtime says.
        why: String,
    },
}

/// A plugin as it came from its file, and what the site says of it.
pub(crate) struct Parcel<'a> {
    pub path: &'a str,
    pub bytes: &'a [u8],
    pub settings: &'a str,
    pub limits: Limits,
    pub outline: Outline,
}

impl Host {
    /// Starts an engine.
    pub fn new() -> Result<Self, HostError> {
        let engine = engine().map_err(|error| HostError::Engine { why: format!("{error:#}") })?;
        Ok(Self { engine, observers: Observers::default(), workshop: Workshop::default() })
    }

    /// Hands what plugins log to `sink`, a line at a time, cleared of control characters.
    #[must_use]
    pub fn with_log(mut self, sink: LogSink) -> Self {
        self.observers.log = Some(sink);
        self
    }

    /// Tells `sink` after every call what it used up.
    #[must_use]
    pub fn with_usage(mut self, sink: UsageSink) -> Self {
        self.observers.usage = Some(sink);
        self
    }

    /// Compiles plugins in a child process, which is stopped at their limits; otherwise this process compiles, and waits
    /// however long it takes.
    #[must_use]
    pub fn with_child(mut self, child: Child) -> Self {
        self.workshop = self.workshop.in_child(child);
        self
    }

    /// Keeps machine code in a folder. It must be the user's alone, or nothing is kept: code in it is trusted.
    #[must_use]
    pub fn with_cache(mut self, folder: PathBuf) -> Self {
        self.workshop = self.workshop.keeping(folder);
        self
    }

    /// Loads a plugin: reads its border, compiles it, asks what it is and hands it its settings, a JSON object as text.
    ///
    /// `path` only names the file in messages. What cannot run is refused before it runs, with what to type instead.
    pub fn load(
        &self,
        path: &str,
        bytes: &[u8],
        settings_json: &str,
        limits: Limits,
    ) -> Result<Arc<dyn Plugin>, Failure> {
        let outline = Outline::read(bytes, &limits).map_err(|unfit| unfit.of(path))?;
        let parcel = Parcel { path, bytes, settings: settings_json, limits, outline };
        self.open(&parcel)
    }

    fn open(&self, parcel: &Parcel<'_>) -> Result<Arc<dyn Plugin>, Failure> {
        let named = |unfit: Unfit| unfit.of(parcel.path);
        let contract = Contract::of(&parcel.outline).map_err(named)?;
        let compiled = self.workshop.component(&self.engine, parcel.bytes, &parcel.limits);
        let component = compiled.map_err(named)?;
        match contract {
            Contract::V0_1 => v0_1::load(&component, parcel, self.observers.clone()),
        }
    }
}
