//! The compiler's own process: a component in, machine code out.

use std::io::{Read, Write};
use std::process::ExitCode;

use wasmtime::Engine;

use crate::engine::engine;

/// The exit code of a component that is not valid; what is wrong stands on standard error.
pub(super) const INVALID: u8 = 3;

/// Compiles what standard input holds to standard output: the whole work of a [`Child`](super::Child).
///
/// `memory` bounds what this process may ever use, in bytes, where the system can be told so. Time is the parent's to
/// bound; `seconds` of processor time bound a child whose parent has gone.
pub fn compile_for_parent(memory: u64, seconds: u64) -> ExitCode {
    confine(memory, seconds);
    match from_stdin() {
        Ok(code) => match std::io::stdout().lock().write_all(&code) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(why) => {
            let _ = write!(std::io::stderr().lock(), "{why}");
            ExitCode::from(INVALID)
        }
    }
}

fn from_stdin() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let engine = engine().map_err(|error| format!("{error:#}"))?;
    compile(&engine, &bytes)
}

/// Validates a component and gives its machine code.
pub(super) fn compile(engine: &Engine, bytes: &[u8]) -> Result<Vec<u8>, String> {
    engine.precompile_component(bytes).map_err(|error| format!("{error:#}"))
}

/// A limit that the system does not grant leaves the parent's clock, which is enough to end this process.
#[cfg(unix)]
fn confine(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bound = |resource, most| {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    };
    bound(Resource::As, memory);
    bound(Resource::Cpu, seconds);
    bound(Resource::Core, 0);
}

#[cfg(not(unix))]
fn confine(_: u64, _: u64) {}
