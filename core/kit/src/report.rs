//! Diagnostics as people and programs read them: with lines, columns and the words in question.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{Code, Diagnostic, Place, Severity, Source, Span};
use serde::Serialize;

/// Lines shown before and after the words in question.
const AROUND: u32 = 2;

/// The sources diagnostics point into.
pub type Sources = BTreeMap<Arc<str>, Arc<Source>>;

/// One diagnostic, ready to be shown anywhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// Its code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// The plugin that said it.
    pub plugin: Option<Arc<str>>,
    /// Where.
    #[serde(flatten)]
    pub at: At,
    /// The lines around it; empty for a file as a whole.
    pub excerpt: Vec<Line>,
    /// Other places that explain it.
    pub related: Vec<Related>,
}

/// A place as people count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct At {
    /// The file, from the site's root.
    pub file: Arc<str>,
    /// The line, from 1; none for the file as a whole.
    pub line: Option<u32>,
    /// The column, from 1, in characters.
    pub column: Option<u32>,
    /// The line where it ends.
    pub end_line: Option<u32>,
    /// The column after its last character.
    pub end_column: Option<u32>,
}

/// A line of an excerpt.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
    /// The columns in question: the first, and the one after the last.
    pub mark: Option<(u32, u32)>,
}

/// Another place that explains a problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Where.
    #[serde(flatten)]
    pub at: At,
    /// How it explains it.
    pub words: String,
}

impl Problem {
    /// A diagnostic with its place looked up.
    pub fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let related =
            |(place, words): &(Place, String)| Related { at: At::new(place, sources), words: words.clone() };
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            plugin: diagnostic.plugin.clone(),
            at: At::new(&diagnostic.place, sources),
            excerpt: excerpt(&diagnostic.place, sources),
            related: diagnostic.related.iter().map(related).collect(),
        }
    }

    /// All diagnostics of a build, in its order.
    pub fn all(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Self> {
        diagnostics.iter().map(|diagnostic| Self::new(diagnostic, sources)).collect()
    }
}

impl At {
    /// A place looked up in its source.
    pub fn new(place: &Place, sources: &Sources) -> Self {
        let ends = found(place, sources)
            .map(|(source, span)| (source.position(span.start), source.position(span.end)));
        Self {
            file: place.file.clone(),
            line: ends.map(|(start, _)| start.line),
            column: ends.map(|(start, _)| start.column),
            end_line: ends.map(|(_, end)| end.line),
            end_column: ends.map(|(_, end)| end.column),
        }
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "{}:{line}:{column}", self.file),
            _ => f.write_str(&self.file),
        }
    }
}

/// How many there are, in words: "2 errors, 1 warning".
pub fn counts(diagnostics: &[Diagnostic]) -> String {
    let severities = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")];
    let parts = severities.into_iter().filter_map(|(severity, word)| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        (count > 0).then(|| plural(count, word))
    });
    let text = parts.collect::<Vec<_>>().join(", ");
    if text.is_empty() { "no problems".to_owned() } else { text }
}

/// "1 file", "2 files".
pub fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// A span outside its source comes from a plugin or a stale build; it means the file as a whole.
fn found<'a>(place: &Place, sources: &'a Sources) -> Option<(&'a Source, Span)> {
    let source = sources.get(&place.file)?;
    let span = place.span?;
    source.text.get(span.range()).map(|_| (&**source, span))
}

fn excerpt(place: &Place, sources: &Sources) -> Vec<Line> {
    let Some((source, span)) = found(place, sources) else { return Vec::new() };
    let last = source.line(source.text.len() as u32);
    let first_line = source.line(span.start);
    // A span over many lines is shown by its beginning.
    let last_line = source.line(span.end).min(first_line + AROUND);
    let lines = first_line.saturating_sub(AROUND).max(1)..=(last_line + AROUND).min(last);
    lines.map(|number| line(source, span, number)).collect()
}

fn line(source: &Source, span: Span, number: u32) -> Line {
    let whole = source.line_span(number);
    let text = source.slice(whole).trim_end_matches('\r').to_owned();
    let (start, end) = (span.start.max(whole.start), span.end.min(whole.end));
    let marked = start < end || (span.start == span.end && start == end);
    let column = |byte| source.position(byte).column;
    let mark = marked.then(|| (column(start), column(end).max(column(start) + 1)));
    Line { number, text, mark }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\ntwö three\nfour\nfive\n";

    fn sources() -> Sources {
        Sources::from([("a.md".into(), Arc::new(Source::new("a.md", TEXT)))])
    }

    fn about(word: &str) -> Diagnostic {
        let start = TEXT.find(word).unwrap();
        let span = Span::new(start, start + word.len());
        Diagnostic::at(Code("JB101"), Severity::Error, &"a.md".into(), span, "Wrong".into())
    }

    #[test]
    fn places_are_counted_as_people_count() {
        let problem = Problem::new(&about("three"), &sources());
        assert_eq!(problem.at.to_string(), "a.md:2:5");
        assert_eq!((problem.at.end_line, problem.at.end_column), (Some(2), Some(10)));
    }

    #[test]
    fn the_excerpt_marks_the_words_among_their_neighbours() {
        let excerpt = Problem::new(&about("three"), &sources()).excerpt;
        let shown: Vec<_> = excerpt.iter().map(|line| (line.number, line.text.as_str(), line.mark)).collect();
        assert_eq!(
            shown,
            [(1, "one", None), (2, "twö three", Some((5, 10))), (3, "four", None), (4, "five", None)]
        );
    }

    #[test]
    fn a_span_over_lines_marks_each() {
        let excerpt = Problem::new(&about("three\nfour"), &sources()).excerpt;
        assert_eq!(excerpt[1].mark, Some((5, 10)));
        assert_eq!(excerpt[2].mark, Some((1, 5)));
    }

    #[test]
    fn a_place_without_a_source_is_the_file() {
        let problem = Problem::new(&about("three"), &Sources::new());
        assert_eq!(problem.at.to_string(), "a.md");
        assert!(problem.excerpt.is_empty());
    }

    #[test]
    fn counts_are_words() {
        let warning = Diagnostic { severity: Severity::Warning, ..about("one") };
        assert_eq!(counts(&[about("one"), about("one"), warning]), "2 errors, 1 warning");
        assert_eq!(counts(&[]), "no problems");
    }
}
