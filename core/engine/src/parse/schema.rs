//! What is said of a file's frontmatter, and what it refers to.

use journeybook_model::{
    Date, Diagnostic, Document, Field, Fields, Kind, Link, LinkForm, Severity, Source, Span,
};
use serde_json::Value;

use super::keys::{self, Shape};
use super::nested;
use crate::codes;

use Shape::{Any, Entries, Flag, Id, KindWord, Named, Number, Scale, Share, Text, Texts, Word};

/// The shape of a key of a kind; none for a key that is not known.
pub fn shape(kind: Kind, key: &str) -> Option<Shape> {
    keys::find(kind, key).map(|key| key.shape)
}

/// The fields of a document whose keys its kind does not know.
pub fn unknown_fields(document: &Document) -> impl Iterator<Item = &Field> {
    document.fields.0.iter().filter(|field| shape(document.kind, &field.key).is_none())
}

/// Says which keys are unknown and which values are of the wrong shape, and gives the references the keys make.
pub fn check(source: &Source, kind: Kind, fields: &Fields, notes: &mut Vec<Diagnostic>) -> Vec<Link> {
    let mut links = Vec::new();
    for field in &fields.0 {
        match shape(kind, &field.key) {
            None => notes.push(unknown(source, kind, field)),
            Some(shape) if !fits(shape, &field.value) => notes.push(wrong(source, field, shape)),
            Some(Id(target)) => links.extend(references(field, target)),
            Some(Entries(keys)) => {
                nested::check(source, field, keys, notes);
                links.extend(nested::published(&field.value).map(|to| path(field, to)));
            }
            Some(_) => {}
        }
    }
    links
}

fn unknown(source: &Source, kind: Kind, field: &Field) -> Diagnostic {
    let key = &field.key;
    let message = format!("`{key}` is not a key of a {kind}; it is kept, and themes find it under `extra`");
    let note = Diagnostic::at(codes::UNKNOWN_KEY, Severity::Hint, &source.path, field.span, message);
    match nearest(key, keys::of(kind).map(|key| key.name)) {
        Some(known) => note.meant(source, key_span(field), key, known),
        None if kind == Kind::Page && keys::find(Kind::Journey, key).is_some() => note.help(
            "journeys have it: if this is one, write `kind: journey`, or move the file into `journeys/`",
        ),
        None => note,
    }
}

/// Where the key itself stands.
fn key_span(field: &Field) -> Span {
    Span { end: field.span.start + field.key.len() as u32, ..field.span }
}

fn wrong(source: &Source, field: &Field, shape: Shape) -> Diagnostic {
    let message = format!("`{}` must be {}", field.key, expected(shape));
    let help = match shape {
        Word(words) => {
            let near = field.value.as_str().and_then(|typed| nearest(typed, words.iter().copied()));
            format!("write `{}: {}`, or another of them", field.key, near.unwrap_or(words[0]))
        }
        Shape::Date => "write a day of the calendar as year-month-day, such as `2026-03-12`".to_owned(),
        Scale => "write the worst and the best value, such as `scale: [1, 5]`".to_owned(),
        Number => format!("write a number, such as `{}: 3`", field.key),
        Share => format!("write a number such as `{}: 0.6`; 60% is 0.6", field.key),
        Flag => format!("write `{}: true` or `{}: false`", field.key, field.key),
        _ => format!("write `{}: some words`, in quotes if they hold `: ` or `#`", field.key),
    };
    let note =
        Diagnostic::at(codes::WRONG_VALUE, Severity::Error, &source.path, field.span, message).help(help);
    match (shape, field.value.as_str()) {
        (Word(words), Some(typed)) => match nearest(typed, words.iter().copied()) {
            Some(near) => note.instead(source, field.span, typed, near),
            None => note,
        },
        _ => note,
    }
}

/// What a value of a shape is, in words.
pub(super) fn expected(shape: Shape) -> String {
    let name = match shape {
        Word(words) => return alternatives(words),
        Text => "a text",
        Texts | Id(_) => "a text or a list of texts",
        Number => "a number",
        Share => "a number from 0 to 1",
        Flag => "true or false",
        Shape::Date => "a date",
        Scale => "two different numbers, the smaller first",
        Entries(_) => "a path, or a mapping with `file:`, or a list of them",
        Named(_) => "names, each with a mapping",
        Any | KindWord => "a value",
    };
    name.to_owned()
}

/// "`a`, `b` or `c`".
pub(super) fn alternatives(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Whether a value is of a shape.
pub(super) fn fits(shape: Shape, value: &Value) -> bool {
    let simple = |value: &Value| !value.is_array() && !value.is_object();
    match (shape, value) {
        // A word that is no kind is said where kinds are read.
        (_, Value::Null) | (Any | KindWord, _) => true,
        (Text, value) => simple(value),
        (Texts | Id(_), Value::Array(items)) => items.iter().all(simple),
        (Texts | Id(_), value) => simple(value),
        (Number, value) => value.is_number(),
        (Share, value) => value.as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)),
        (Flag, value) => value.is_boolean(),
        (Shape::Date, value) => value.as_str().is_some_and(|text| text.parse::<Date>().is_ok()),
        (Word(words), value) => value.as_str().is_some_and(|text| words.contains(&text)),
        (Scale, value) => scale(value).is_some(),
        (Entries(_), Value::Array(items)) => items.iter().all(|item| !item.is_array()),
        (Entries(_), _) => true,
        (Named(_), value) => value.is_object(),
    }
}

/// The two ends of a declared scale.
pub fn scale(value: &Value) -> Option<journeybook_model::Scale> {
    let [low, high] = value.as_array()?.as_slice() else { return None };
    let (low, high) = (low.as_f64()?, high.as_f64()?);
    (low < high).then_some(journeybook_model::Scale { low, high })
}

fn references(field: &Field, kind: Kind) -> impl Iterator<Item = Link> + '_ {
    let texts = match &field.value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect::<Vec<_>>(),
    };
    let form = LinkForm::Id;
    texts.into_iter().map(move |to| Link { to: bare(to).into(), form, kind: Some(kind), span: field.span })
}

fn path(field: &Field, to: &str) -> Link {
    Link { to: to.into(), form: LinkForm::Markdown, kind: None, span: field.span }
}

/// An id may be written as `[[id]]`.
fn bare(id: &str) -> &str {
    id.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(id.trim())
}

/// The word nearest to what was typed, when it is near enough to be meant.
pub fn nearest<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let typed = typed.to_lowercase();
    let near = known.map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word));
    near.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}
