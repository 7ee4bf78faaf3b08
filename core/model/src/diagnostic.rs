//! What is wrong, where, and what to type.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::{Source, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Fails `build` and `check`.
    Error,
    /// Fails under `--strict`.
    Warning,
    /// Never fails anything.
    Hint,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        })
    }
}

/// A stable name such as `JB101`; the engine's catalogue has a page for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// A stretch of a named file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path from the site's root.
    pub file: Arc<str>,
    /// The words meant; none for the file as a whole (unreadable, not text).
    pub span: Option<Span>,
}

/// Words to write in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

/// A change that is certain to put a finding right, or one of few that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// The changes, all in the file of the finding.
    pub edits: Vec<Edit>,
}

/// One finding about what an author wrote, or about a plugin or theme that met it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence that makes sense alone on a line.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// Where.
    pub place: Place,
    /// Other places that explain it, each with a few words ("first used here").
    pub related: Vec<(Place, String)>,
    /// The plugin that said it.
    pub plugin: Option<Arc<str>>,
    /// What an editor can do about it by itself.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding about a stretch of a file.
    pub fn at(code: Code, severity: Severity, file: &Arc<str>, span: Span, message: String) -> Self {
        Self::new(code, severity, Place { file: file.clone(), span: Some(span) }, message)
    }

    /// A finding about a whole file.
    pub fn file(code: Code, severity: Severity, file: &Arc<str>, message: String) -> Self {
        Self::new(code, severity, Place { file: file.clone(), span: None }, message)
    }

    fn new(code: Code, severity: Severity, place: Place, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            help: None,
            place,
            related: Vec::new(),
            plugin: None,
            fixes: Vec::new(),
        }
    }

    /// Every file that it points into: its own, then those of the places that explain it.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.place)
            .chain(self.related.iter().map(|(place, _)| place))
            .map(|place| &*place.file)
    }

    /// Adds what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Asks whether `known` was meant by what was typed in a stretch of the source, and offers to write it.
    #[must_use]
    pub fn meant(self, source: &Source, within: Span, typed: &str, known: &str) -> Self {
        self.help(format!("did you mean `{known}`?")).instead(source, within, typed, known)
    }

    /// Offers to write `known` for what was typed in a stretch of the source, where it stands there once.
    #[must_use]
    pub fn instead(mut self, source: &Source, within: Span, typed: &str, known: &str) -> Self {
        if let Some(span) = source.word(within, typed) {
            let edits = vec![Edit { span, text: known.to_owned() }];
            self.fixes.push(Fix { title: format!("Write `{known}`"), edits });
        }
        self
    }

    /// Adds another place that explains it.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Names the plugin that said it.
    #[must_use]
    pub fn plugin(mut self, name: impl Into<Arc<str>>) -> Self {
        self.plugin = Some(name.into());
        self
    }

    /// The order of a report: file, place, then severity and code.
    pub fn order(&self) -> (&str, u32, Severity, Code) {
        let start = self.place.span.map_or(0, |span| span.start);
        (&self.place.file, start, self.severity, self.code)
    }
}
