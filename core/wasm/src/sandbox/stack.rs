//! Room for a guest's stack.

use std::panic::{self, AssertUnwindSafe};
use std::thread;

use journeybook_engine::plugin::Failure;

use crate::limits::{ROOMY, STACK};

/// What a call needs: the guest's share, and as much again for the host's frames above it. wasmtime counts the guest's stack
/// from where it is called and trusts that so much is left.
const NEEDED: usize = 2 * STACK;

/// Runs `work` where there is room: here, or on a thread of its own where this one has little left, such as the 2 MiB of
/// Rust's own threads, or does not know. Starting one takes some 50 µs.
///
/// A panic in there is a fault of the host; it becomes a failure of the plugin, so that the build goes on.
pub(super) fn with_room<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, Failure> {
    if is_room(stacker::remaining_stack()) { here(work) } else { elsewhere(work) }
}

fn is_room(left: Option<usize>) -> bool {
    left.is_some_and(|left| left >= NEEDED)
}

fn here<R>(work: impl FnOnce() -> R) -> Result<R, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| fault())
}

fn elsewhere<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, Failure> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("plugin".to_owned()).stack_size(ROOMY);
        let running = builder
            .spawn_scoped(scope, work)
            .map_err(|error| trap(format!("the system gave no thread to run it on ({error})")))?;
        running.join().map_err(|_| fault())
    })
}

fn fault() -> Failure {
    trap("the sandbox failed, not the plugin; please report it".to_owned())
}

fn trap(message: String) -> Failure {
    Failure::Trap { message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_stays_where_there_is_room() {
        let own = thread::current().id();
        assert_eq!(here(|| thread::current().id()), Ok(own));
        assert_ne!(elsewhere(|| thread::current().id()), Ok(own));
        assert!(is_room(Some(NEEDED)) && is_room(Some(ROOMY)));
        assert!(!is_room(Some(NEEDED - 1)) && !is_room(None));
    }

    #[test]
    fn a_call_elsewhere_has_room() {
        assert!(elsewhere(|| is_room(stacker::remaining_stack())).unwrap());
    }

    #[test]
    fn a_panic_of_the_host_is_a_failure_of_the_plugin() {
        let on_purpose = || -> u8 { panic!("on purpose") };
        for failure in [here(on_purpose), elsewhere(on_purpose)].map(Result::unwrap_err) {
            assert!(matches!(failure, Failure::Trap { message } if message.contains("please report it")));
        }
    }
}
