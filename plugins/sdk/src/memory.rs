//! Memory inside a component.
//!
//! Every question gets an instance of its own, which is gone with its memory once it has answered. So nothing needs to be
//! given back, and what only hands out memory is smaller and faster than what also takes it back.

use lol_alloc::{AssumeSingleThreaded, LeakingAllocator};

#[global_allocator]
#[allow(unsafe_code, reason = "a component has one thread: the host links no other way to run it")]
// SAFETY: wasm32-unknown-unknown is built without atomics, so there is one thread.
static MEMORY: AssumeSingleThreaded<LeakingAllocator> =
    unsafe { AssumeSingleThreaded::new(LeakingAllocator::new()) };
