//! What a stretch of events says, and where.

use std::borrow::Cow;
use std::ops::Range;

use journeybook_model::Span;
use pulldown_cmark::{CowStr, Event, TagEnd};

use super::blocks::Markdown;

/// The words of some events, without their markup.
pub fn plain<'e, 's: 'e>(events: impl Iterator<Item = &'e Event<'s>>) -> String {
    let mut text = String::new();
    events.for_each(|event| say(&mut text, event));
    text
}

/// Adds the words of an event.
#[inline]
pub fn say(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(part) | Event::Code(part) => text.push_str(part),
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
            text.push('\n')
        }
        Event::TaskListMarker(done) => text.push_str(if *done { "[x] " } else { "[ ] " }),
        _ => {}
    }
}

/// The words of a stretch of events from a byte on.
pub fn text_from(markdown: &Markdown<'_>, events: &Range<usize>, byte: usize) -> String {
    let rest = byte..usize::MAX;
    let mut text = String::new();
    for (event, range) in &markdown.events[events.clone()] {
        clip(event, range, &rest).into_iter().for_each(|event| say(&mut text, &event));
    }
    text
}

/// The span from the first to the last byte of some events.
pub fn extent(markdown: &Markdown<'_>, events: &Range<usize>) -> Span {
    let ranges = &markdown.events[events.clone()];
    let start = ranges.first().map_or(0, |(_, range)| range.start);
    let end = ranges.iter().map(|(_, range)| range.end).max().unwrap_or(start);
    Span::new(start, end)
}

/// An event as far as it lies in a stretch of bytes; text is cut at the ends of the stretch.
#[inline]
pub fn clip<'e, 's>(
    event: &'e Event<'s>,
    range: &Range<usize>,
    bytes: &Range<usize>,
) -> Option<Cow<'e, Event<'s>>> {
    if range.end <= bytes.start || range.start >= bytes.end {
        return None;
    }
    if bytes.start < range.start && range.end < bytes.end {
        return Some(Cow::Borrowed(event));
    }
    match event {
        Event::Text(text) if text.len() == range.len() => {
            let from = bytes.start.saturating_sub(range.start);
            let to = text.len().min(bytes.end.saturating_sub(range.start));
            let mut part = from..from + text.get(from..to)?.len();
            if range.start <= bytes.start {
                part.start = part.end - text[part.clone()].trim_start().len();
            }
            if range.end >= bytes.end {
                part.end = part.start + text[part.clone()].trim_end().len();
            }
            (!part.is_empty()).then(|| Cow::Owned(Event::Text(cut(text, part))))
        }
        other => Some(Cow::Borrowed(other)),
    }
}

/// A part of a text; what lies in the source is not copied.
fn cut<'s>(text: &CowStr<'s>, part: Range<usize>) -> CowStr<'s> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[part]),
        other => CowStr::from(other[part].to_owned()),
    }
}
