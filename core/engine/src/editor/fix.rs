//! What an editor can put right by itself.

use journeybook_model::{Diagnostic, Document, Edit, Field, Fix, Kind, LinkForm, Source, Span};
use serde_json::Value;

use super::Analysis;
use crate::codes;
use crate::parse::frontmatter;

impl Analysis {
    /// What can be done about a finding.
    pub fn fixes(&self, note: &Diagnostic) -> Vec<Fix> {
        let moved = (note.code == codes::INFORMATION_IN_TEXT).then(|| self.information(note)).flatten();
        note.fixes.iter().cloned().chain(moved).collect()
    }

    /// Moves what the text says of a map into its frontmatter.
    fn information(&self, note: &Diagnostic) -> Option<Fix> {
        let start = note.place.span?.start;
        let documents = self.documents_in(&note.place.file);
        let fields = |document: &Document| document.fields.0.iter().any(|field| field.span.start == start);
        let (_, document) = documents.into_iter().find(|(_, document)| fields(document))?;
        let begin = frontmatter::extent(&document.source.read().text).map_or(0, |(span, _)| span.end);
        let said = document.fields.0.iter().filter(|field| field.span.start > begin || begin == 0);
        let movable: Vec<_> = said.filter_map(|field| self.movable(document, field)).collect();
        let lines: Vec<_> = movable.iter().map(|(key, value, _)| (key.as_str(), value)).collect();
        let mut edits = vec![with_keys(document.source.read(), &lines)];
        edits.extend(movable.iter().map(|(.., line)| Edit { span: *line, text: String::new() }));
        (edits.len() > 1).then(|| Fix { title: "Move it into the frontmatter".to_owned(), edits })
    }

    /// A key, its value and the lines that go. A line that holds more than its value, or a link that would be lost, stays.
    fn movable(&self, document: &Document, field: &Field) -> Option<(String, Value, Span)> {
        let lines = whole_lines(document.source.read(), field.span)?;
        let value = match field.key.as_str() {
            "persona" => Value::from(self.persona(document, field)?),
            _ if document.source.read().slice(field.span).contains(['[', '<']) => return None,
            _ => field.value.clone(),
        };
        Some((field.key.clone(), value, lines))
    }

    /// The id of the persona that a line names.
    fn persona(&self, document: &Document, field: &Field) -> Option<String> {
        let (node, _) =
            self.documents_in(&document.source.path).find(|(_, other)| other.id == document.id)?;
        let links = document.links.iter().zip(&self.site.nodes[node].targets);
        let named = |link: &journeybook_model::Link| {
            link.form == LinkForm::Words && link.kind == Some(Kind::Persona) && link.span == field.span
        };
        let target = links.filter(|(link, _)| named(link)).find_map(|(_, target)| target.node())?;
        Some(self.site.nodes[target].id.clone())
    }
}

/// The lines of a span with their line break, where nothing but a list's mark stands beside it.
fn whole_lines(source: &Source, span: Span) -> Option<Span> {
    let first = source.line_span(source.line(span.start));
    let last = source.line_span(source.line(span.end.max(span.start + 1) - 1));
    let before = source.slice(Span { start: first.start, end: span.start }).trim();
    let after = source.slice(Span { start: span.end, end: last.end }).trim();
    let alone = ["", "-", "*", "+"].contains(&before) && after.is_empty();
    let end = (last.end + 1).min(source.text.len() as u32);
    alone.then_some(Span { start: first.start, end })
}

/// Writes keys at the end of the frontmatter, or a frontmatter that holds them.
fn with_keys(source: &Source, keys: &[(&str, &Value)]) -> Edit {
    let ending = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = |separator: &str, write: fn(&Value) -> String| -> String {
        keys.iter().map(|(key, value)| format!("{key}{separator}{}{ending}", write(value))).collect()
    };
    let (at, text) = match frontmatter::extent(&source.text) {
        Some((span, '=')) => (span.end as usize, lines(" = ", toml)),
        Some((span, _)) => (span.end as usize, lines(": ", yaml)),
        None => {
            let begin = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
            (begin, format!("---{ending}{}---{ending}{ending}", lines(": ", yaml)))
        }
    };
    Edit { span: Span::new(at, at), text }
}

/// JSON is YAML, and plain words need no quotes.
fn yaml(value: &Value) -> String {
    let is_plain = |text: &str| {
        let words = text.chars().all(|letter| letter.is_alphanumeric() || " -_./&()’–".contains(letter));
        words && text.starts_with(char::is_alphabetic) && !text.ends_with(' ') && !is_a_word_of_yaml(text)
    };
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

fn is_a_word_of_yaml(text: &str) -> bool {
    ["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str())
}

/// A text in TOML's quotes; JSON's are the same for all that an author writes in one line.
fn toml(value: &Value) -> String {
    value.to_string()
}
