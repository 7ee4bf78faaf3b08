//! The trailing `{key=value key="two words" .flag #id}`.

use std::ops::Range;

use journeybook_model::{Attribute, Attributes, Diagnostic, Severity, Source, Span};
use pulldown_cmark::Event;

use super::blocks::Markdown;
use super::events::extent;
use crate::codes;

/// Attributes and where the text before them ends.
pub struct Trailing {
    /// What was written in braces.
    pub attributes: Attributes,
    /// The byte at which the text ends.
    pub text_end: usize,
}

/// Reads the braces that close a stretch of inline events. Braces in prose, which hold neither `=` nor begin with `.`
/// or `#`, stay text.
pub fn trailing(markdown: &Markdown<'_>, events: &Range<usize>, notes: &mut Vec<Diagnostic>) -> Trailing {
    let whole = extent(markdown, events);
    let none = Trailing { attributes: Attributes::default(), text_end: usize::MAX };
    let Some(braces) = closing_braces(markdown, events, whole) else { return none };
    let inside = Span::new(braces.start as usize + 1, braces.end as usize - 1);
    match attributes(markdown.source, inside) {
        Ok(attributes) => Trailing { attributes, text_end: braces.start as usize },
        Err(part) => {
            notes.push(malformed(markdown.source, part));
            none
        }
    }
}

fn closing_braces(markdown: &Markdown<'_>, events: &Range<usize>, whole: Span) -> Option<Span> {
    let text = markdown.source.slice(whole).trim_end();
    let open = text.strip_suffix('}')?.rfind('{')?;
    let inside = text[open + 1..text.len() - 1].trim();
    let start = whole.start as usize + open;
    let shaped = inside.starts_with(['.', '#']) || inside.contains('=');
    let in_code = markdown.events[events.clone()]
        .iter()
        .any(|(event, range)| matches!(event, Event::Code(_)) && range.contains(&start));
    (shaped && !in_code).then(|| Span::new(start, whole.start as usize + text.len()))
}

fn malformed(source: &Source, part: Span) -> Diagnostic {
    let written = source.slice(part);
    let message = format!("`{written}` is not an attribute, so the braces stay text");
    Diagnostic::at(codes::ATTRIBUTES_MALFORMED, Severity::Warning, &source.path, part, message)
        .help("write `key=value`, `key=\"two words\"`, `.flag` or `#id`, with spaces between and no commas")
}

/// The attributes between two braces, or the part that is none.
fn attributes(source: &Source, inside: Span) -> Result<Attributes, Span> {
    let (mut pinned, mut items) = (None, Vec::new());
    for part in parts(source, inside) {
        let written = source.slice(part);
        if let Some(id) = written.strip_prefix('#').filter(|id| !id.is_empty()) {
            pinned = Some(id.into());
        } else {
            items.push(attribute(written, part).ok_or(part)?);
        }
    }
    Ok(Attributes::new(pinned, items))
}

fn attribute(written: &str, span: Span) -> Option<Attribute> {
    let (key, value) = match written.strip_prefix('.') {
        Some(flag) => (flag, ""),
        None => written.split_once('=')?,
    };
    let named =
        !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    let listed = written.ends_with(',');
    (named && !listed).then(|| Attribute { key: key.into(), value: unquoted(value).into(), span })
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

/// Splits at spaces outside double quotes.
fn parts(source: &Source, inside: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, letter) in source.slice(inside).char_indices() {
        quoted ^= letter == '"';
        let between = letter.is_whitespace() && !quoted;
        match (between, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                parts.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    parts.extend(start.map(|from| (from, source.slice(inside).len())));
    let base = inside.start as usize;
    parts.into_iter().map(|(from, to)| Span::new(base + from, base + to)).collect()
}
