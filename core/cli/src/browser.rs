//! Opens the browser with the platform's own command.

use std::process::{Command, Stdio};

use crate::terminal::Terminal;

/// Opens an address; where that fails, says so and goes on.
pub fn open(url: &str, terminal: &Terminal) {
    let (program, before) = program();
    let started = Command::new(program)
        .args(before)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        terminal.warn(format_args!(
            "The browser could not be opened (`{program}` is missing): open {url} yourself."
        ));
    }
}

/// `start` is a word of the Windows shell, and takes the first text in quotes for a window's title.
fn program() -> (&'static str, &'static [&'static str]) {
    if cfg!(target_os = "windows") {
        ("cmd", &["/c", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    }
}
