//! Stretches of inline Markdown as text and HTML, with internal addresses left open.

use std::collections::HashSet;
use std::ops::Range;

use journeybook_model::{Diagnostic, Hole, Link, LinkForm, Rich, Span};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};

use super::blocks::Markdown;
use super::ignores;
use super::mermaid;
use crate::lexicon::Lexicon;

/// Marks an open address while HTML is written. The parser refuses sources that hold it, so it can only be ours.
const MARK: char = '\0';

/// Renders parts of one document and collects the references they make.
pub struct Renderer<'m, 's> {
    markdown: &'m Markdown<'s>,
    lexicon: &'m Lexicon,
    /// Every reference met so far.
    pub links: Vec<Link>,
    /// What there is to say of diagrams.
    pub notes: Vec<Diagnostic>,
    /// Where diagrams were met: what is rendered twice is said once.
    drawn: HashSet<usize>,
    /// Whether `#part` is a reference of its own, as in a file whose parts have pages of their own.
    pub is_parted: bool,
}

/// Events without the comments that ignore rules: why they do is for those who edit the file.
fn published<'e, 's>(
    events: &'e [(Event<'s>, Range<usize>)],
    text: &'e str,
) -> impl Iterator<Item = &'e (Event<'s>, Range<usize>)> {
    let mut hidden = 0;
    events.iter().filter(move |(event, range)| {
        if matches!(event, Event::Start(Tag::HtmlBlock)) && ignores::is_ignore(&text[range.clone()]) {
            hidden = range.end;
        }
        range.start >= hidden
    })
}

impl<'m, 's> Renderer<'m, 's> {
    /// A renderer that has met no reference yet.
    pub fn new(markdown: &'m Markdown<'s>, lexicon: &'m Lexicon) -> Self {
        let (links, notes) = (Vec::new(), Vec::new());
        Self { markdown, lexicon, links, notes, drawn: HashSet::new(), is_parted: false }
    }

    /// All events of a range.
    pub fn rich(&mut self, events: Range<usize>) -> Rich {
        self.clipped(events, 0..usize::MAX)
    }

    /// The events of a range as far as they lie in a stretch of bytes; text is cut at its ends.
    pub fn clipped(&mut self, events: Range<usize>, bytes: Range<usize>) -> Rich {
        let span = extent(self.markdown, &events);
        let span = Span::new(bytes.start.max(span.start as usize), bytes.end.min(span.end as usize));
        let events: Vec<_> = published(&self.markdown.events[events], &self.markdown.source.text)
            .filter_map(|(event, range)| Some((clip(event, range, &bytes)?, range.clone())))
            .collect();
        let text = trimmed(plain(events.iter().map(|(event, _)| event)));
        let mut out = String::with_capacity((span.end - span.start) as usize + 16);
        let events = self.drawn(events);
        html::push_html(&mut out, self.opened(events).into_iter());
        let (html, holes) = open_holes(out);
        Rich { text, html, holes, spans: vec![span] }
    }

    /// Puts small maps in place of the diagrams of journeys.
    fn drawn(&mut self, events: Vec<(Event<'s>, Range<usize>)>) -> Vec<(Event<'s>, Range<usize>)> {
        let is_code = |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_)));
        if !events.iter().any(|(event, _)| is_code(event)) {
            return events;
        }
        let mut out = Vec::with_capacity(events.len());
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            let is_end = |(event, _): &(Event<'_>, _)| matches!(event, Event::End(TagEnd::CodeBlock));
            let end = is_code(event).then(|| events[at..].iter().position(is_end)).flatten();
            match end.and_then(|end| Some((end, self.small_map(&events[at..=at + end])?))) {
                Some((end, map)) => {
                    out.push((Event::Html(map.into()), range.clone()));
                    at += end + 1;
                }
                None => {
                    out.push((event.clone(), range.clone()));
                    at += 1;
                }
            }
        }
        out
    }

    fn small_map(&mut self, events: &[(Event<'s>, Range<usize>)]) -> Option<String> {
        let (html, notes) = mermaid::small_map(self.markdown, events, self.lexicon)?;
        if self.drawn.insert(events.first()?.1.start) {
            self.notes.extend(notes);
        }
        Some(html)
    }

    /// Puts marks in place of internal addresses.
    fn opened(&mut self, events: Vec<(Event<'s>, Range<usize>)>) -> Vec<Event<'s>> {
        let mut out = Vec::with_capacity(events.len());
        let mut events = events.into_iter();
        let mut ends = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = if runs(&dest_url) { "#".into() } else { dest_url };
                    let inside = is_internal(link_type, &dest_url) || self.is_of_parts(&dest_url);
                    ends.push(inside);
                    out.push(if inside {
                        self.open_link(link_type, &dest_url, range)
                    } else {
                        Event::Start(Tag::Link { link_type, dest_url, title, id })
                    });
                }
                Event::End(TagEnd::Link) => out.push(match ends.pop() {
                    Some(true) => Event::InlineHtml("</a>".into()),
                    _ => Event::End(TagEnd::Link),
                }),
                Event::Start(Tag::Image { link_type, dest_url, .. }) if is_internal(link_type, &dest_url) => {
                    let alt = alternative(&mut events);
                    out.push(self.open_image(&dest_url, &alt, range));
                }
                other => out.push(other),
            }
        }
        out
    }

    fn is_of_parts(&self, to: &str) -> bool {
        self.is_parted && to.len() > 1 && to.starts_with('#')
    }

    fn open_link(&mut self, link_type: LinkType, to: &str, range: Range<usize>) -> Event<'s> {
        let form = match link_type {
            LinkType::WikiLink { .. } => LinkForm::Wiki,
            _ => LinkForm::Markdown,
        };
        let index = self.refer(Link { to: to.to_owned(), form, kind: None, span: range.into() });
        Event::InlineHtml(format!("<a href=\"{MARK}{index}{MARK}\">").into())
    }

    fn open_image(&mut self, to: &str, alt: &str, range: Range<usize>) -> Event<'s> {
        let form = LinkForm::Markdown;
        let index = self.refer(Link { to: to.to_owned(), form, kind: None, span: range.into() });
        let alt = escape(alt);
        Event::InlineHtml(format!("<img src=\"{MARK}{index}{MARK}\" alt=\"{alt}\">").into())
    }

    /// Notes a reference and gives its index.
    pub fn refer(&mut self, link: Link) -> u32 {
        self.links.push(link);
        self.links.len() as u32 - 1
    }

    /// The index the next reference will get.
    pub fn next_link(&self) -> u32 {
        self.links.len() as u32
    }
}

/// Text with the characters that mean something in HTML taken out of their meaning.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Words as they are.
pub fn words(text: &str, span: Span) -> Rich {
    let mut html = String::new();
    html::push_html(&mut html, std::iter::once(Event::Text(text.into())));
    Rich { text: text.to_owned(), html, holes: Vec::new(), spans: vec![span] }
}

/// Words as a paragraph.
pub fn paragraph(text: &str, span: Span) -> Rich {
    let words = words(text, span);
    Rich {
        html: format!(
            "<p>{}</p>
",
            words.html
        ),
        ..words
    }
}

/// The words of some events, without their markup.
pub fn plain<'e, 's: 'e>(events: impl Iterator<Item = &'e Event<'s>>) -> String {
    let mut text = String::new();
    for event in events {
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
    text
}

/// The words of a stretch of events from a byte on.
pub fn text_from(markdown: &Markdown<'_>, events: &Range<usize>, byte: usize) -> String {
    let rest = byte..usize::MAX;
    let clipped =
        markdown.events[events.clone()].iter().filter_map(|(event, range)| clip(event, range, &rest));
    plain(clipped.collect::<Vec<_>>().iter())
}

/// The span from the first to the last byte of some events.
pub fn extent(markdown: &Markdown<'_>, events: &Range<usize>) -> Span {
    let ranges = &markdown.events[events.clone()];
    let start = ranges.first().map_or(0, |(_, range)| range.start);
    let end = ranges.iter().map(|(_, range)| range.end).max().unwrap_or(start);
    Span::new(start, end)
}

fn clip<'s>(event: &Event<'s>, range: &Range<usize>, bytes: &Range<usize>) -> Option<Event<'s>> {
    if range.end <= bytes.start || range.start >= bytes.end {
        return None;
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
            (!part.is_empty()).then(|| Event::Text(cut(text, part)))
        }
        other => Some(other.clone()),
    }
}

/// A part of a text; what lies in the source is not copied.
fn cut<'s>(text: &CowStr<'s>, part: Range<usize>) -> CowStr<'s> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[part]),
        other => CowStr::from(other[part].to_owned()),
    }
}

fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    let spaces = text.len() - text.trim_start().len();
    text.drain(..spaces);
    text
}

/// Whether an address is a program: it would run with the reader's rights to the portal.
fn runs(to: &str) -> bool {
    let letters = to.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control());
    let scheme: String = letters.take_while(|letter| *letter != ':').flat_map(char::to_lowercase).collect();
    to.contains(':') && ["javascript", "vbscript", "data"].contains(&scheme.as_str())
}

/// Whether an address means something inside the site.
fn is_internal(link_type: LinkType, to: &str) -> bool {
    let scheme = to.find(':').is_some_and(|colon| to.find('/').is_none_or(|slash| colon < slash));
    let email = matches!(link_type, LinkType::Email | LinkType::Autolink);
    !(email || scheme || to.starts_with("//") || to.starts_with('#') || to.is_empty())
}

fn alternative<'s>(events: &mut impl Iterator<Item = (Event<'s>, Range<usize>)>) -> String {
    let inside: Vec<_> = events
        .map(|(event, _)| event)
        .take_while(|event| !matches!(event, Event::End(TagEnd::Image)))
        .collect();
    plain(inside.iter())
}

fn open_holes(marked: String) -> (String, Vec<Hole>) {
    if !marked.contains(MARK) {
        return (marked, Vec::new());
    }
    let mut html = String::with_capacity(marked.len());
    let mut holes = Vec::new();
    for (at, part) in marked.split(MARK).enumerate() {
        if at % 2 == 0 {
            html.push_str(part);
        } else if let Ok(link) = part.parse() {
            holes.push(Hole { at: html.len() as u32, link });
        }
    }
    (html, holes)
}
