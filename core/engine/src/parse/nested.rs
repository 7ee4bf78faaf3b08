//! Keys inside the values of keys: what is unknown or of the wrong shape there.

use journeybook_model::{Diagnostic, Field, Severity, Source, Span};
use serde_json::{Map, Value};

use super::keys::{Key, Shape};
use super::schema::{expected, fits, nearest};
use crate::codes;

/// Says which keys inside a field are unknown, and which of their values are of the wrong shape. Unlike a key of the
/// file itself an unknown one is an error: data would be read in another way than its author believes.
pub fn check(source: &Source, field: &Field, keys: &[Key], notes: &mut Vec<Diagnostic>) {
    for (entry, within) in all(&field.value).zip(spans(source, field)) {
        if let Some(entry) = entry.as_object() {
            Inside { source, within, notes: &mut *notes }.table(keys, entry);
        }
    }
}

/// The lines of each entry of a field; those of the whole field where they cannot be told apart.
pub fn spans(source: &Source, field: &Field) -> Vec<Span> {
    let count = all(&field.value).count();
    let lines = source.slice(field.span).split_inclusive('\n').scan(field.span.start as usize, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let items: Vec<_> = lines.filter(|(_, line)| line.trim_start().starts_with("- ")).collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = items.iter().map(|(_, line)| indent(line)).min().unwrap_or_default();
    let mut starts: Vec<_> =
        items.iter().filter(|(_, line)| indent(line) == least).map(|(at, _)| *at).collect();
    if !field.value.is_array() || starts.len() != count {
        return vec![field.span; count];
    }
    starts.push(field.span.end as usize);
    starts.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect()
}

/// The paths that are published: entries that are a path, and those that say so.
pub fn published(value: &Value) -> impl Iterator<Item = &str> {
    all(value).filter_map(|entry| match entry {
        Value::Object(entry) if entry.get("publish") == Some(&Value::Bool(true)) => {
            entry.get("file")?.as_str()
        }
        entry => entry.as_str(),
    })
}

/// The mappings of a value: itself, or those in its list.
pub fn entries(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    all(value).filter_map(Value::as_object)
}

/// The entries of a value: those of its list, or itself.
pub fn all(value: &Value) -> impl Iterator<Item = &Value> {
    let list = value.as_array();
    let one = list.is_none().then_some(value);
    list.into_iter().flatten().chain(one)
}

/// Where a word stands by itself for the first time in a stretch; the stretch's first line where it does not.
pub fn first(source: &Source, within: Span, word: &str) -> Span {
    let text = source.slice(within);
    let inside = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let alone = |at: &usize| !text[..*at].ends_with(inside) && !text[at + word.len()..].starts_with(inside);
    let found = text.match_indices(word).map(|(at, _)| at).find(|at| !word.is_empty() && alone(at));
    let start = within.start as usize;
    match found {
        Some(at) => Span::new(start + at, start + at + word.len()),
        None => Span::new(start, start + text.lines().next().unwrap_or_default().len()),
    }
}

struct Inside<'a> {
    source: &'a Source,
    within: Span,
    notes: &'a mut Vec<Diagnostic>,
}

impl Inside<'_> {
    fn table(&mut self, keys: &[Key], table: &Map<String, Value>) {
        for (name, value) in table {
            match keys.iter().find(|key| key.name == name) {
                None => self.unknown(keys, name),
                Some(key) if !fits(key.shape, value) => self.wrong(key),
                Some(key) => self.deeper(key.shape, value),
            }
        }
    }

    fn deeper(&mut self, shape: Shape, value: &Value) {
        match shape {
            Shape::Entries(keys) => entries(value).for_each(|entry| self.table(keys, entry)),
            Shape::Named(keys) => {
                value.as_object().into_iter().flatten().for_each(|(name, value)| match value.as_object() {
                    Some(table) => self.table(keys, table),
                    None => self.no_mapping(name, keys),
                })
            }
            _ => {}
        }
    }

    fn unknown(&mut self, keys: &[Key], name: &str) {
        let note = self.note(name, format!("`{name}` is not a key here"));
        self.notes.push(match nearest(name, keys.iter().map(|key| key.name)) {
            Some(known) => note.meant(self.source, self.within, name, known),
            None => note.help(format!("the keys here are {}", names(keys))),
        });
    }

    fn wrong(&mut self, key: &Key) {
        let note = self.note(key.name, format!("`{}` must be {}", key.name, expected(key.shape)));
        self.notes.push(note.help(key.says));
    }

    fn no_mapping(&mut self, name: &str, keys: &[Key]) {
        let note = self.note(name, format!("`{name}` must be a mapping"));
        self.notes
            .push(note.help(format!("write `{name}: {{metric: csat, …}}`; the keys are {}", names(keys))));
    }

    fn note(&self, word: &str, message: String) -> Diagnostic {
        let at = first(self.source, self.within, word);
        Diagnostic::at(codes::DATA_BINDING, Severity::Error, &self.source.path, at, message)
    }
}

fn names(keys: &[Key]) -> String {
    keys.iter().map(|key| format!("`{}`", key.name)).collect::<Vec<_>>().join(", ")
}
