//! Runs plugin components in a sandbox: the only crate that knows wasmtime.
//!
//! ```text
//! bytes ─ outline ─→ contract ─ compile ─→ component ─ link, probe, describe ─→ Arc<dyn Plugin>
//! ```
//!
//! [`Host::load`] reads what a file says of itself before it compiles anything, and refuses what it cannot run with a
//! sentence that names the remedy. Afterwards every question gets an instance of its own, with fresh memory, its own
//! fuel and its own limits ([`Limits`]): nothing survives a call, so an answer depends on the arguments alone and a
//! crash leaves nothing behind.
//!
//! A plugin can log and do nothing else: no clock, no randomness, no files, no network. WASI is not linked.

mod compile;
mod contract;
mod engine;
mod host;
mod inspect;
mod intake;
mod limits;
mod observe;
mod outline;
mod sandbox;
mod unfit;
mod v0_1;

pub use compile::{Child, compile_for_parent};
pub use host::{Host, HostError};
pub use inspect::{Inspection, inspect};
pub use limits::{Limits, ROOMY, UnknownLimit};
pub use observe::{LogSink, Usage, UsageSink};
