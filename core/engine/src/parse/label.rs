//! The label an entry begins with, in any of the shapes people use.

use std::ops::Range;

use journeybook_model::{Lane, StandardLane};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::{Block, BlockKind, Item, Markdown, split};
use super::events::{extent, plain};
use super::slug::{has_slug, slug};
use crate::lexicon::Lexicon;

/// Longer "labels" are sentences with a colon in them.
const MAX_LETTERS: usize = 48;
const MAX_WORDS: usize = 5;

/// Chinese and Japanese keyboards type the wide one.
pub const COLONS: [char; 2] = [':', '：'];

/// What some write in place of a colon.
const DASHES: [&str; 3] = [" - ", " – ", " — "];

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
    /// Where it begins itself.
    pub start: usize,
}

impl Label {
    /// The lane it means, a custom one where it is no standard word.
    pub fn lane(&self) -> Lane {
        lane(&self.text, self.lane)
    }
}

/// The lane of a label.
pub fn lane(label: &str, known: Option<StandardLane>) -> Lane {
    known.map_or_else(|| Lane::custom(slug(label), label), Lane::Standard)
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
    .filter(|label| has_slug(&label.text))
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
            (None, None) => {
                let dash = dash_after(markdown, close + 1..events.end);
                (inside.trim(), dash.filter(|_| lexicon.lane(&inside).is_some())?)
            }
        };
    let start = markdown.events[events.start].1.start;
    short(text).then(|| Label {
        text: text.trim().to_owned(),
        lane: lexicon.lane(text),
        marked: true,
        value,
        start,
    })
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

/// The byte after a dash between spaces that the events begin with: `**Goal** — Get home`.
fn dash_after(markdown: &Markdown<'_>, events: Range<usize>) -> Option<usize> {
    let (Event::Text(text), range) = markdown.events[events].first()? else { return None };
    let rest = text.trim_start();
    let dash = rest.chars().next().filter(|letter| "-–—".contains(*letter))?;
    let after = rest[dash.len_utf8()..].starts_with(' ');
    let spaces = text.len() - rest.len();
    (spaces > 0 && after).then(|| range.start + spaces + dash.len_utf8())
}

/// The label of a list's item; a lane word alone is one where a list of its own stands below it.
pub fn of_item(markdown: &Markdown<'_>, item: &Item, lexicon: &Lexicon) -> Option<Label> {
    read(markdown, &item.inline, lexicon).or_else(|| alone(markdown, item, lexicon))
}

/// A lane word with a dash behind it, in place of a colon: `Action – dials the number`.
pub fn dashed(markdown: &Markdown<'_>, item: &Item, lexicon: &Lexicon) -> Option<Label> {
    let (first, range) = markdown.events[item.inline.clone()].first()?;
    let text = matches!(first, Event::Text(_)).then(|| leading_text(markdown, &item.inline, range.start))?;
    let dashes = DASHES.iter().filter_map(|dash| Some((text.find(dash)?, dash)));
    let (at, dash) = dashes.min()?;
    let words = text[..at].trim_end();
    let lane = lexicon.lane(words)?;
    let value = range.start + at + dash.len();
    Some(Label { text: words.to_owned(), lane: Some(lane), marked: false, value, start: range.start })
}

/// A lane word alone over a list of its own.
pub fn alone(markdown: &Markdown<'_>, item: &Item, lexicon: &Lexicon) -> Option<Label> {
    item.blocks.first().filter(|block| matches!(block.kind, BlockKind::List(_)))?;
    let text = markdown.text(item.inline.clone()).trim().to_owned();
    let lane = lexicon.lane(&text)?;
    let span = extent(markdown, &item.inline);
    Some(Label {
        text,
        lane: Some(lane),
        marked: false,
        value: span.end as usize,
        start: span.start as usize,
    })
}

/// The parts of a paragraph that begin with a label, each with what follows it. Bold labels count wherever a line begins
/// with one, bare ones where every line has one and says something after it, or where the paragraph is no more than one.
pub fn lines(
    markdown: &Markdown<'_>,
    inline: &Range<usize>,
    lexicon: &Lexicon,
) -> Vec<(Label, Range<usize>)> {
    let lines = split(inline, |at| matches!(markdown.events[at].0, Event::SoftBreak | Event::HardBreak));
    let bare = are_bare(markdown, &lines, lexicon) || is_over(markdown, inline, lexicon);
    let mut parts: Vec<(Label, Range<usize>)> = Vec::new();
    for line in lines.iter().flat_map(|line| pieces(markdown, line, lexicon)) {
        let label = read(markdown, &line, lexicon).filter(|label| label.marked || bare);
        match (label, parts.last_mut()) {
            (Some(label), _) => parts.push((label, line)),
            (None, Some((_, events))) => events.end = line.end,
            (None, None) => {}
        }
    }
    parts
}

/// Whether blocks hold nothing but labels with values, and a lane word among them: a quotation that is none.
pub fn are_entries(markdown: &Markdown<'_>, blocks: &[Block], lexicon: &Lexicon) -> bool {
    let mut named = false;
    let labelled = blocks.iter().all(|block| {
        let BlockKind::Paragraph = block.kind else { return false };
        let inline = markdown.inside(&block.events);
        let parts = lines(markdown, &inline, lexicon);
        named |= parts.iter().any(|(label, _)| label.lane.is_some());
        parts.first().is_some_and(|(_, events)| events.start == inline.start)
    });
    labelled && named
}

/// Whether a paragraph is a lane word with a colon, as it stands over a list: `Actions:`.
pub fn is_over(markdown: &Markdown<'_>, inline: &Range<usize>, lexicon: &Lexicon) -> bool {
    let end = extent(markdown, inline).end as usize;
    let whole = |label: &Label| {
        let text = &markdown.source.text;
        text[..label.value].ends_with(COLONS) && text[label.value..end.max(label.value)].trim().is_empty()
    };
    let label = read(markdown, inline, lexicon);
    label.is_some_and(|label| !label.marked && label.lane.is_some() && whole(&label))
}

/// Whether all items have a lane word with a dash behind it.
pub fn are_dashed(markdown: &Markdown<'_>, items: &[Item], lexicon: &Lexicon) -> bool {
    items.iter().all(|item| dashed(markdown, item, lexicon).is_some())
}

/// Whether every line has a label and a value, and one of them is a lane word without markup.
fn are_bare(markdown: &Markdown<'_>, lines: &[Range<usize>], lexicon: &Lexicon) -> bool {
    let says = |label: &Label, line| {
        let end = extent(markdown, line).end as usize;
        markdown.source.text.get(label.value..end).is_some_and(|value| !value.trim().is_empty())
    };
    let mut named = false;
    let labelled = lines.iter().all(|line| {
        let label = read(markdown, line, lexicon).filter(|label| says(label, line));
        named |= label.as_ref().is_some_and(|label| !label.marked && label.lane.is_some());
        label.is_some()
    });
    labelled && named
}

/// A line cut before every further bold lane word with a colon: `**Actions:** Looks. **Emotions:** calm`.
fn pieces(markdown: &Markdown<'_>, line: &Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let is_next = |at: &usize| {
        let strong = matches!(markdown.events[*at].0, Event::Start(Tag::Strong));
        let label = if strong { read(markdown, &(*at..line.end), lexicon) } else { None };
        label.is_some_and(|label| {
            let before = markdown.source.text[..label.value].trim_end_matches(['*', '_']);
            label.lane.is_some() && before.ends_with(COLONS)
        })
    };
    let first = read(markdown, line, lexicon).filter(|label| label.marked);
    let mut starts: Vec<usize> =
        first.map_or(Vec::new(), |_| (line.start + 1..line.end).filter(is_next).collect());
    starts.insert(0, line.start);
    let ends = starts.iter().skip(1).copied().chain([line.end]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// A label without markup. Behind a backslash a colon is one of the words.
fn bare(markdown: &Markdown<'_>, events: &Range<usize>, start: usize, lexicon: &Lexicon) -> Option<Label> {
    let text = leading_text(markdown, events, start);
    let named = |label: &str, value| Label {
        text: label.trim().to_owned(),
        lane: lexicon.lane(label),
        marked: false,
        value,
        start,
    };
    match colon(text).map(|(at, colon)| (&text[..at], colon, &text[at + colon.len_utf8()..])) {
        Some((label, colon, rest)) => {
            // Obsidian's fields are written `mood:: calm`.
            let (rest, twice) = rest.strip_prefix(':').map_or((rest, 0), |rest| (rest, 1));
            let spaced = colon == '：' || rest.is_empty() || rest.starts_with(char::is_whitespace);
            let escaped = label.ends_with('\\');
            (spaced && !escaped && short(label))
                .then(|| named(label, start + label.len() + colon.len_utf8() + twice))
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
