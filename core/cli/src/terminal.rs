//! The two streams, and how much is said on them.

use std::env;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use crate::args::{Global, When};

/// The terminal, or whatever stands in its place.
///
/// What was asked for goes to standard output, everything said on the way to standard error. A reader that has gone
/// away is no error.
pub struct Terminal {
    /// Whether standard output takes colour.
    pub color_out: bool,
    /// Whether standard error takes colour.
    pub color_err: bool,
    /// Whether plugins' logs and the work done are shown.
    pub verbose: bool,
    quiet: bool,
}

impl Terminal {
    /// The terminal as the options want it.
    pub fn new(global: &Global) -> Self {
        let wants = |stream: bool| takes_color(global.color, stream, |name| env::var(name).ok());
        Self {
            color_out: wants(io::stdout().is_terminal()),
            color_err: wants(io::stderr().is_terminal()),
            verbose: global.verbose,
            quiet: global.quiet,
        }
    }

    /// Gives what was asked for.
    pub fn give(&self, bytes: impl AsRef<[u8]>) {
        let _ = io::stdout().lock().write_all(bytes.as_ref());
    }

    /// Says how things go.
    pub fn say(&self, words: impl Display) {
        if !self.quiet {
            self.warn(words);
        }
    }

    /// Says what must not be missed.
    pub fn warn(&self, words: impl Display) {
        let _ = writeln!(io::stderr().lock(), "{words}");
    }

    /// Says why the command did not run to its end.
    pub fn fail(&self, failure: &impl Display) {
        let (on, off) = if self.color_err { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
        self.warn(format_args!("{on}error:{off} {failure}"));
    }

    /// Whether somebody is watching, so that moving things are worth drawing.
    pub fn is_watched(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}

/// Per <https://no-color.org>, an empty `NO_COLOR` counts as absent.
fn takes_color(when: When, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let refused = || variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = || variable("TERM").is_some_and(|value| value == "dumb");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => is_terminal && !refused() && !is_dumb(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &'static str) -> impl Fn(&str) -> Option<String> {
        move |asked| (asked == name).then(|| value.to_owned())
    }

    #[test]
    fn colour_goes_to_terminals_that_want_it() {
        assert!(takes_color(When::Auto, true, with("NO_COLOR", "")));
        assert!(!takes_color(When::Auto, true, with("NO_COLOR", "1")));
        assert!(!takes_color(When::Auto, true, with("TERM", "dumb")));
        assert!(!takes_color(When::Auto, false, |_| None));
    }

    #[test]
    fn the_option_is_stronger_than_the_environment() {
        assert!(takes_color(When::Always, false, with("NO_COLOR", "1")));
        assert!(!takes_color(When::Never, true, |_| None));
    }
}
