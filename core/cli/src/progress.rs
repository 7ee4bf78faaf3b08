//! Shows that something is going on, where somebody is watching.

use std::time::Duration;

use indicatif::ProgressBar;

use crate::terminal::Terminal;

/// Often enough to look alive.
const TICK: Duration = Duration::from_millis(80);

/// A line that turns until it is dropped; nothing in a pipe.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins to show what is being done.
    pub fn of(words: &'static str, terminal: &Terminal) -> Self {
        Self(terminal.is_watched().then(|| {
            let bar = ProgressBar::new_spinner().with_message(words);
            bar.enable_steady_tick(TICK);
            bar
        }))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
