//! What is wrong with a binding or its file, before it is known where in the evidence file that is said.

use journeybook_model::{Code, Diagnostic, Severity, Source, Span};

use crate::parse::nearest;
use crate::parse::nested::first;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub code: Code,
    pub severity: Severity,
    /// The word of the binding that it is said at.
    pub word: String,
    pub message: String,
    pub help: String,
    /// What was meant by the word, where that is plain.
    pub meant: Option<String>,
}

impl Fault {
    /// Something that keeps the figure from being made.
    pub fn error(code: Code, word: &str, message: String, help: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            word: word.to_owned(),
            message,
            help: help.into(),
            meant: None,
        }
    }

    /// Something to look at.
    pub fn warning(code: Code, word: &str, message: String, help: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, word, message, help) }
    }

    /// A word that nobody knows; with what is near to it, else with all that there is.
    pub fn unknown<'k>(
        code: Code,
        word: &str,
        message: String,
        known: impl Iterator<Item = &'k str> + Clone,
        lead: &str,
    ) -> Self {
        let near = nearest(word, known.clone()).map(str::to_owned);
        let some: Vec<_> = known.take(12).map(|word| format!("`{word}`")).collect();
        Self { meant: near, ..Self::error(code, word, message, format!("{lead} {}", some.join(", "))) }
    }

    /// The fault at its word in a part of the source.
    pub fn diagnostic(&self, source: &Source, within: Span) -> Diagnostic {
        let at = first(source, within, &self.word);
        let note = Diagnostic::at(self.code, self.severity, &source.path, at, self.message.clone());
        match &self.meant {
            Some(known) => note.meant(source, at, &self.word, known),
            None => note.help(self.help.clone()),
        }
    }
}
