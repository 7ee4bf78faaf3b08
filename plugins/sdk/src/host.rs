//! The one thing a plugin may ask of its host: a line in the log.

use std::sync::Once;

/// Writes one line for whoever develops the plugin; on the machine at hand, to standard error.
pub fn log(message: &str) {
    #[cfg(target_arch = "wasm32")]
    crate::bindings::shared::journeybook::plugin::host::log(message);
    #[cfg(not(target_arch = "wasm32"))]
    {
        use std::io::Write;
        // A log line that cannot be written is no reason to fail.
        let _ = writeln!(std::io::stderr(), "{message}");
    }
}

/// Sends the message of a panic to the log before the component traps.
///
/// Native tests keep their own hook, which prints the test's name as well.
pub(crate) fn log_panics() {
    static HOOK: Once = Once::new();
    if cfg!(target_arch = "wasm32") {
        HOOK.call_once(|| std::panic::set_hook(Box::new(|panic| log(&panic.to_string()))));
    }
}
