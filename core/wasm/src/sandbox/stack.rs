//! A thread with room for a guest's stack.

use std::thread;

use journeybook_engine::plugin::Failure;

use crate::limits::STACK;

/// wasmtime counts the guest's stack from where it is called and trusts that so much is left. A thread of a pool may
/// have 2 MiB and be deep in them, so a call gets a thread of its own: the guest's share, and three times that for the
/// host's frames below and above it. Starting one takes some 20 µs.
const THREAD_STACK: usize = 4 * STACK;

/// Runs `work` on such a thread and waits. A panic in there is a fault of the host; it becomes a failure of the plugin,
/// so that the build goes on.
pub(super) fn with_room<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, Failure> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("plugin".to_owned()).stack_size(THREAD_STACK);
        let running = builder
            .spawn_scoped(scope, work)
            .map_err(|error| trap(format!("the system gave no thread to run it on ({error})")))?;
        running.join().map_err(|_| trap("the sandbox failed, not the plugin; please report it".to_owned()))
    })
}

fn trap(message: String) -> Failure {
    Failure::Trap { message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_host_is_a_failure_of_the_plugin() {
        let failure = with_room(|| -> u8 { panic!("on purpose") }).unwrap_err();
        assert!(matches!(failure, Failure::Trap { message } if message.contains("please report it")));
    }
}
