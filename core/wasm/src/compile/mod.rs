//! From bytes to machine code.
//!
//! The one door to the compiler. Code that was compiled before comes from the cache; anything else is compiled in a child
//! process under limits of time and memory, because a crafted component can keep a compiler busy for minutes and nothing
//! interrupts it.

mod cache;
mod child;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;

use wasmtime::Engine;
use wasmtime::component::Component;

use crate::limits::Limits;
use crate::unfit::Unfit;
use cache::{Cache, Key};

pub use child::Child;
pub use worker::compile_for_parent;

/// Where components are compiled, and where their code is kept.
#[derive(Clone, Default)]
pub(crate) struct Workshop {
    child: Option<Child>,
    cache: Option<Arc<Cache>>,
}

impl Workshop {
    /// Compiles in a child process from now on.
    pub fn in_child(self, child: Child) -> Self {
        Self { child: Some(child), ..self }
    }

    /// Keeps code in a folder that belongs to the user alone; elsewhere none is kept.
    pub fn keeping(self, folder: PathBuf) -> Self {
        Self { cache: Cache::open(folder).map(Arc::new), ..self }
    }

    /// The component, from the cache if its code is there.
    pub fn component(&self, engine: &Engine, bytes: &[u8], limits: &Limits) -> Result<Component, Unfit> {
        let Some(cache) = &self.cache else { return self.compiled(engine, bytes, limits, |_| {}) };
        let key = Key::of(engine, bytes);
        match cache.find(&key).and_then(|code| revive(engine, &code).ok()) {
            Some(component) => Ok(component),
            None => self.compiled(engine, bytes, limits, |code| cache.keep(&key, code)),
        }
    }

    fn compiled(
        &self,
        engine: &Engine,
        bytes: &[u8],
        limits: &Limits,
        keep: impl FnOnce(&[u8]),
    ) -> Result<Component, Unfit> {
        let code = match &self.child {
            Some(child) => child.compile(bytes, limits)?,
            None => worker::compile(engine, bytes).map_err(|why| Unfit::Invalid { why })?,
        };
        keep(&code);
        revive(engine, &code).map_err(|error| Unfit::Invalid { why: format!("{error:#}") })
    }
}

/// A component from its machine code. wasmtime refuses code of another version or configuration.
#[allow(unsafe_code, reason = "machine code cannot be checked; see SAFETY")]
fn revive(engine: &Engine, code: &[u8]) -> wasmtime::Result<Component> {
    // SAFETY: the code was written by this program's own compiler: a moment ago by it or its child, or before, into a
    // folder that nobody else can write to and under a digest that still holds.
    unsafe { Component::deserialize(engine, code) }
}
