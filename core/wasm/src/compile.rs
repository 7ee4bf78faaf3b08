//! From bytes to machine code.
//!
//! The one door to the compiler: a cache of compiled code, or a child process that compiles under a time limit, goes
//! here and nowhere else.

use wasmtime::Engine;
use wasmtime::component::Component;

use crate::unfit::Unfit;

/// Validates and compiles a component in this process.
pub(crate) fn compile(engine: &Engine, bytes: &[u8]) -> Result<Component, Unfit> {
    Component::from_binary(engine, bytes).map_err(|error| Unfit::Invalid { why: format!("{error:#}") })
}
