//! The block between `---` (YAML) or `+++` (TOML) fences at the top of a file.

use std::collections::HashMap;

use journeybook_model::{Diagnostic, Field, Fields, Severity, Source, Span};
use serde_json::Value;

use super::plainly;
use crate::codes;

/// The frontmatter of a file and where its body begins.
#[derive(Debug, Default)]
pub struct Frontmatter {
    /// The keys.
    pub fields: Fields,
    /// The first byte after the closing fence's line.
    pub body: usize,
    /// Whether it could not be read, so that what it says is not known.
    pub broken: bool,
}

#[derive(Clone, Copy)]
enum Format {
    Yaml,
    Toml,
}

/// Splits and reads the frontmatter. A file without any is all body; an unreadable one keeps its body.
pub fn read(source: &Source, notes: &mut Vec<Diagnostic>) -> Frontmatter {
    let Some((format, start)) = opening(&source.text) else {
        return Frontmatter::default();
    };
    let Some((end, body)) = closing(&source.text, start, format.fence()) else {
        notes.push(unclosed(source, format));
        return Frontmatter { fields: Fields::default(), body: source.text.len(), broken: true };
    };
    let before = notes.len();
    let fields = values(source, Span::new(start, end), format, notes);
    Frontmatter { fields, body, broken: notes.len() > before }
}

/// Where the text between the fences stands, and what divides a key from its value there. One that is never closed
/// reaches to the end.
pub fn extent(text: &str) -> Option<(Span, char)> {
    let (format, start) = opening(text)?;
    let end = closing(text, start, format.fence()).map_or(text.len(), |(end, _)| end);
    Some((Span::new(start, end), format.separator()))
}

impl Format {
    fn fence(self) -> &'static str {
        match self {
            Format::Yaml => "---",
            Format::Toml => "+++",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Format::Yaml => "YAML",
            Format::Toml => "TOML",
        }
    }

    fn separator(self) -> char {
        match self {
            Format::Yaml => ':',
            Format::Toml => '=',
        }
    }
}

fn opening(text: &str) -> Option<(Format, usize)> {
    let mark = text.strip_prefix('\u{feff}').map_or(0, |_| 3);
    let line = text[mark..].split_inclusive('\n').next()?;
    let format = match line.trim_end() {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return None,
    };
    Some((format, mark + line.len()))
}

/// Where the fenced text ends and where the body begins.
fn closing(text: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn unclosed(source: &Source, format: Format) -> Diagnostic {
    let fence = format.fence();
    let message = format!("the frontmatter opens with `{fence}` and is never closed");
    Diagnostic::at(codes::FRONTMATTER_UNCLOSED, Severity::Error, &source.path, source.line_span(1), message)
        .help(format!("add a line `{fence}` after the last key"))
}

fn values(source: &Source, span: Span, format: Format, notes: &mut Vec<Diagnostic>) -> Fields {
    let text = source.slice(span);
    let read = match format {
        Format::Yaml => yaml(text),
        Format::Toml => toml(text),
    };
    match read {
        Ok(Value::Object(map)) => located(source, span, format, map),
        Ok(Value::Null) => Fields::default(),
        Ok(_) => {
            notes.push(not_keys(source, span, format));
            Fields::default()
        }
        Err(problem) => {
            notes.push(problem.diagnostic(source, span, format));
            Fields::default()
        }
    }
}

fn not_keys(source: &Source, span: Span, format: Format) -> Diagnostic {
    let message = format!("the {} frontmatter holds no keys", format.name());
    let line = source.line_span(source.line(span.start));
    Diagnostic::at(codes::FRONTMATTER_INVALID, Severity::Error, &source.path, line, message)
        .help("write one `key: value` a line, such as `title: Book online`")
}

/// What a reader of YAML or TOML complained about, and the line inside the frontmatter (from 1) it did so at.
pub(super) struct Problem {
    pub(super) message: String,
    line: u32,
}

impl Problem {
    fn diagnostic(self, source: &Source, span: Span, format: Format) -> Diagnostic {
        let first = source.line(span.start);
        let line = source.line_span(first + self.line.max(1) - 1);
        let before = source.slice(Span { start: span.start, end: line.start });
        let message = format!("the frontmatter is not {}: {}", format.name(), self.message);
        Diagnostic::at(codes::FRONTMATTER_INVALID, Severity::Error, &source.path, line, message)
            .help(self.mend(before))
    }

    /// What to type, after what stands before the line.
    fn mend(&self, before: &str) -> &'static str {
        let count = |letter| before.matches(letter).count();
        match () {
            () if self.message.starts_with("tabs ") => "begin the line with spaces: YAML takes no tabs there",
            () if self.message.starts_with("duplicate ") => {
                "write the key once; several values go into a list, `[a, b]`"
            }
            () if count('[') > count(']') => "close the `[` that is open above",
            () if count('{') > count('}') => "close the `{` that is open above",
            () => "a value that holds `: `, `#` or quotes goes between double quotes",
        }
    }
}

fn yaml(text: &str) -> Result<Value, Problem> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    match plainly::read(text) {
        Some(fields) => Ok(Value::Object(fields)),
        None => any_yaml(text),
    }
}

/// YAML of any shape.
pub(super) fn any_yaml(text: &str) -> Result<Value, Problem> {
    // Only `true` and `false` are flags: `title: No` is a title.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options::<Value>(text, options).map_err(|error| Problem {
        line: error.location().map_or(1, |location| location.line() as u32),
        message: without_place(&error.without_snippet().to_string()),
    })
}

fn toml(text: &str) -> Result<Value, Problem> {
    let table = text.parse::<toml::Table>().map_err(|error| Problem {
        line: error.span().map_or(1, |at| text[..at.start].matches('\n').count() as u32 + 1),
        message: error.message().to_owned(),
    })?;
    Ok(plain(toml::Value::Table(table)))
}

/// TOML's dates become the text they were written as; everything else has its twin in JSON.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(plain).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, plain(value))).collect())
        }
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
    }
}

/// The first line of a message without the line and column it counts from the fence: the place says them better.
fn without_place(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    // The place is told beside it, and an option of the reader is none of an author's.
    let ends = [" at line ", ", set "].into_iter().filter_map(|end| line.find(end));
    let said = &line[..ends.min().unwrap_or(line.len())];
    said.trim().trim_end_matches(['.', ':']).to_owned()
}

/// Gives each key the lines from where it stands to before the next one.
fn located(source: &Source, span: Span, format: Format, map: serde_json::Map<String, Value>) -> Fields {
    let starts = key_lines(source.slice(span), span.start as usize, format.separator());
    let mut known = HashMap::new();
    for (at, (name, _)) in starts.iter().enumerate() {
        known.entry(name.as_str()).or_insert(at);
    }
    let place = |key: &str| {
        let Some(at) = known.get(key).copied() else { return source.line_span(source.line(span.start)) };
        let (_, start) = &starts[at];
        let end = starts.get(at + 1).map_or(span.end as usize, |(_, next)| *next);
        trimmed(source, Span::new(*start, end))
    };
    Fields(map.into_iter().map(|(key, value)| Field { span: place(&key), key, value }).collect())
}

fn trimmed(source: &Source, span: Span) -> Span {
    Span::new(span.start as usize, span.start as usize + source.slice(span).trim_end().len())
}

/// The top-level keys and where their lines begin.
fn key_lines(text: &str, from: usize, separator: char) -> Vec<(String, usize)> {
    let mut at = from;
    let mut keys = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(key) = key_of(line, separator) {
            keys.push((key, at));
        }
        at += line.len();
    }
    keys
}

fn key_of(line: &str, separator: char) -> Option<String> {
    if let Some(table) = line.strip_prefix('[') {
        return Some(table.trim_start_matches('[').split([']', '.']).next()?.trim().to_owned());
    }
    let outside = !line.starts_with([' ', '\t', '#', '-']);
    let (key, _) = line.split_once(separator).filter(|_| outside)?;
    Some(key.trim().trim_matches(['"', '\'']).to_owned())
}
