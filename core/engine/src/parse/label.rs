//! The label an entry begins with, in any of the shapes people use.

use std::ops::Range;
use std::sync::Arc;

use journeybook_model::{Lane, StandardLane};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::Markdown;
use super::inline::plain;
use super::slug::slug;
use crate::lexicon::Lexicon;

/// Longer "labels" are sentences with a colon in them.
const MAX_LETTERS: usize = 48;
const MAX_WORDS: usize = 5;

/// Chinese and Japanese keyboards type the wide one.
pub const COLONS: [char; 2] = [':', '：'];

/// A label at the beginning of a stretch of inline Markdown.
#[derive(Debug)]
pub struct Label {
    /// The label as typed.
    pub text: String,
    /// The standard lane it means.
    pub lane: Option<StandardLane>,
    /// Whether it stands in bold or italics.
    pub marked: bool,
    /// The byte at which the value begins.
    pub value: usize,
}

impl Label {
    /// The lane it means, a custom one where it is no standard word.
    pub fn lane(&self) -> Lane {
        lane(&self.text, self.lane)
    }
}

/// The lane of a label.
pub fn lane(label: &str, known: Option<StandardLane>) -> Lane {
    known.map_or_else(|| Lane::Custom { id: Arc::from(slug(label)), title: Arc::from(label) }, Lane::Standard)
}

/// Reads the label a stretch of events begins with: `label:`, `**Label:**`, `**Label**:`, a whole `**Label**`, or a
/// lane word alone.
pub fn read(markdown: &Markdown<'_>, events: &Range<usize>, lexicon: &Lexicon) -> Option<Label> {
    let events = past_emoji(markdown, events);
    let (first, range) = markdown.events.get(events.start).filter(|_| !events.is_empty())?;
    match first {
        Event::Start(Tag::Strong | Tag::Emphasis) => marked(markdown, &events, lexicon),
        Event::Text(_) => bare(markdown, &events, range.start, lexicon),
        _ => None,
    }
    .filter(|label| !slug(&label.text).is_empty())
}

fn past_emoji(markdown: &Markdown<'_>, events: &Range<usize>) -> Range<usize> {
    let mut rest = events.clone();
    if let Some((Event::Text(text), _)) = markdown.events.get(rest.start).filter(|_| rest.len() > 1)
        && !text.chars().any(|letter| letter.is_alphanumeric() || COLONS.contains(&letter))
    {
        rest.start += 1;
    }
    rest
}

fn marked(markdown: &Markdown<'_>, events: &Range<usize>, lexicon: &Lexicon) -> Option<Label> {
    let close = events
        .clone()
        .find(|at| matches!(markdown.events[*at].0, Event::End(TagEnd::Strong | TagEnd::Emphasis)))?;
    let inside = plain(markdown.events[events.start..close].iter().map(|(event, _)| event));
    let end = markdown.events[close].1.end;
    let (text, value) =
        match (inside.trim().strip_suffix(COLONS), colon_after(markdown, close + 1..events.end)) {
            (Some(text), _) => (text, end),
            (None, Some(value)) => (inside.trim(), value),
            (None, None) if close + 1 == events.end => (inside.trim(), end),
            (None, None) => return None,
        };
    short(text).then(|| Label { text: text.trim().to_owned(), lane: lexicon.lane(text), marked: true, value })
}

/// The byte after a colon that the events begin with.
fn colon_after(markdown: &Markdown<'_>, events: Range<usize>) -> Option<usize> {
    match markdown.events[events].first() {
        Some((Event::Text(text), range)) => {
            let (at, colon) = colon(text).filter(|(at, _)| text[..*at].trim().is_empty())?;
            Some(range.start + at + colon.len_utf8())
        }
        _ => None,
    }
}

fn bare(markdown: &Markdown<'_>, events: &Range<usize>, start: usize, lexicon: &Lexicon) -> Option<Label> {
    let text = leading_text(markdown, events, start);
    let named = |label: &str, value| Label {
        text: label.trim().to_owned(),
        lane: lexicon.lane(label),
        marked: false,
        value,
    };
    match colon(text).map(|(at, colon)| (&text[..at], colon, &text[at + colon.len_utf8()..])) {
        Some((label, colon, rest)) => {
            let spaced = colon == '：' || rest.is_empty() || rest.starts_with(char::is_whitespace);
            (spaced && short(label)).then(|| named(label, start + label.len() + colon.len_utf8()))
        }
        None => {
            let whole = text.split('{').next().unwrap_or_default().trim_end();
            let alone = lexicon.lane(whole) == Some(StandardLane::MomentOfTruth);
            alone.then(|| named(whole, start + whole.len()))
        }
    }
}

/// The first colon, narrow or wide.
fn colon(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, letter)| COLONS.contains(letter))
}

/// The source under the text the events begin with: up to a break or to markup.
fn leading_text<'s>(markdown: &Markdown<'s>, events: &Range<usize>, start: usize) -> &'s str {
    let end = markdown.events[events.clone()]
        .iter()
        .take_while(|(event, _)| matches!(event, Event::Text(_)))
        .last()
        .map_or(start, |(_, range)| range.end);
    markdown.source.text.get(start..end).unwrap_or_default()
}

/// Whether a text is short enough for a label.
pub(crate) fn short(label: &str) -> bool {
    let label = label.trim();
    label.chars().count() <= MAX_LETTERS
        && label.split_whitespace().count() <= MAX_WORDS
        && !label.ends_with(['.', '?', '!'])
}
