//! What a plugin logs during one call.

use crate::observe::Observers;

/// How much of the last line a failure quotes.
const QUOTED: usize = 300;

/// Passes lines on until there is no room left, and remembers the last one: a guest's panic hook logs before it traps.
pub(super) struct Journal {
    plugin: String,
    observers: Observers,
    room: usize,
    last: Option<String>,
}

impl Journal {
    pub fn new(plugin: &str, observers: Observers, room: usize) -> Self {
        Self { plugin: plugin.to_owned(), observers, room, last: None }
    }

    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    pub fn write(&mut self, message: &str) {
        self.remember(message);
        if self.room == 0 {
            return;
        }
        match self.room.checked_sub(message.len()) {
            Some(room) => self.room = room,
            None => return self.close(),
        }
        for line in message.lines() {
            self.observers.line(&self.plugin, &printable(line.chars()));
        }
    }

    /// The first message that does not fit ends the journal, so that a later short one cannot look like its sequel.
    fn close(&mut self) {
        self.room = 0;
        self.observers.line(&self.plugin, "(it logged more than is kept)");
    }

    fn remember(&mut self, message: &str) {
        if let Some(line) = message.lines().rev().find(|line| !line.trim().is_empty()) {
            self.last = Some(printable(line.trim().chars().take(QUOTED)));
        }
    }
}

/// Control characters could move a terminal's cursor or colour what others print.
fn printable(chars: impl Iterator<Item = char>) -> String {
    chars.map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    fn lines(room: usize, messages: &[&str]) -> (Vec<String>, Option<String>) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&heard);
        let log = Arc::new(move |_: &str, line: &str| sink.lock().unwrap().push(line.to_owned()));
        let mut journal = Journal::new("p", Observers { log: Some(log), usage: None }, room);
        messages.iter().for_each(|message| journal.write(message));
        (heard.lock().unwrap().clone(), journal.last.clone())
    }

    #[test]
    fn what_does_not_fit_is_dropped_and_said_once() {
        let (heard, last) = lines(5, &["abc", "defg", "h", "the end"]);
        assert_eq!(heard, ["abc", "(it logged more than is kept)"]);
        assert_eq!(last.as_deref(), Some("the end"));
    }

    #[test]
    fn control_characters_do_not_pass() {
        let (heard, _) = lines(100, &["\u{1b}[31mred\ta", "two\nlines"]);
        assert_eq!(heard, ["\u{fffd}[31mred\ta", "two", "lines"]);
    }
}
