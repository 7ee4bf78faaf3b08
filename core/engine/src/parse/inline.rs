//! Stretches of inline Markdown as text and HTML, with internal addresses left open.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use journeybook_model::{Diagnostic, Hole, Link, LinkForm, Passage, Rich, Source, Span};
use pulldown_cmark::{Event, LinkType, html};

use super::blocks::{Block, Markdown};
use super::destination::is_internal;
use super::events::extent;
use super::mermaid;
use super::shown::{Shown, Told};
use super::told::is_told;
use crate::lexicon::Lexicon;

/// Marks an open address while HTML is written. The parser refuses sources that hold it, so it can only be ours.
const MARK: char = '\0';

/// Where the words of a text come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Its HTML tells them.
    Told,
    /// They are noted beside it.
    Said,
}

/// Renders parts of one document and collects the references they make.
pub struct Renderer<'m, 's> {
    /// The body.
    pub(super) markdown: &'m Markdown<'s>,
    lexicon: &'m Lexicon,
    /// Every reference met so far.
    pub links: Vec<Link>,
    /// What there is to say of diagrams.
    pub notes: Vec<Diagnostic>,
    /// Room for a text that is being put together, so that none is held that a text does not need.
    room: Passage,
    /// Where diagrams were met: what is rendered twice is said once.
    drawn: HashSet<usize>,
    /// Whether `#part` is a reference of its own, as in a file whose parts have pages of their own.
    pub is_parted: bool,
}

impl<'m, 's> Renderer<'m, 's> {
    /// A renderer that has met no reference yet.
    pub fn new(markdown: &'m Markdown<'s>, lexicon: &'m Lexicon) -> Self {
        let (links, notes, room) = (Vec::new(), Vec::new(), Passage::default());
        Self { markdown, lexicon, links, notes, room, drawn: HashSet::new(), is_parted: false }
    }

    /// All events of a range.
    pub fn rich(&mut self, events: Range<usize>) -> Rich {
        self.clipped(events, 0..usize::MAX)
    }

    /// Blocks one after the other as one text.
    pub fn joined<'b>(&mut self, blocks: impl Iterator<Item = &'b Block> + Clone) -> Rich {
        self.joined_told(blocks).0
    }

    /// The same, and whether the HTML tells the words of each.
    pub fn joined_told<'b>(&mut self, blocks: impl Iterator<Item = &'b Block> + Clone) -> (Rich, bool) {
        let is_told = blocks.clone().all(|block| self.is_told(block));
        let words = if is_told { Words::Told } else { Words::Said };
        let rich = self.put_together(words, |renderer, text| {
            blocks.for_each(|block| match words {
                Words::Told => renderer.add_told(text, block),
                Words::Said => renderer.add(text, block.events.clone()),
            });
        });
        (rich, is_told)
    }

    /// Whether the HTML of a block tells its words, and has no elements but those that Markdown writes.
    pub fn is_told(&self, block: &Block) -> bool {
        self.markdown.events[block.events.clone()].iter().all(|(event, _)| is_told(event))
    }

    /// The events of a range as far as they lie in a stretch of bytes; text is cut at its ends.
    pub fn clipped(&mut self, events: Range<usize>, bytes: Range<usize>) -> Rich {
        self.put_together(Words::Said, |renderer, text| renderer.add_clipped(text, events, bytes))
    }

    fn put_together(&mut self, words: Words, write: impl FnOnce(&mut Self, &mut Passage)) -> Rich {
        let mut room = std::mem::take(&mut self.room);
        write(self, &mut room);
        let rich = match words {
            Words::Told => room.end_told(),
            Words::Said => room.end(),
        };
        room.clear();
        self.room = room;
        rich
    }

    /// Puts all events of a range behind a text.
    pub fn add(&mut self, to: &mut Passage, events: Range<usize>) {
        self.add_clipped(to, events, 0..usize::MAX);
    }

    fn add_clipped(&mut self, to: &mut Passage, events: Range<usize>, bytes: Range<usize>) {
        let span = extent(self.markdown, &events);
        let span = Span::new(bytes.start.max(span.start as usize), bytes.end.min(span.end as usize));
        let (before, begun) = (to.text.len(), to.html.len());
        html::push_html(&mut to.html, Shown::new(self, events, bytes, &mut to.text));
        to.trim(before);
        self.end(to, begun, span);
    }

    /// Puts a block behind a text whose HTML tells its words.
    fn add_told(&mut self, to: &mut Passage, block: &Block) {
        let begun = to.html.len();
        html::push_html(&mut to.html, Told::new(self, block.events.clone()));
        self.end(to, begun, block.span);
    }

    /// What is to be done once HTML stands behind a text.
    fn end(&self, to: &mut Passage, begun: usize, span: Span) {
        open_holes(&mut to.html, begun, &mut to.holes);
        self.reach(&mut to.spans, span);
    }

    /// Notes a stretch of the source; what only white space parts from the last one goes on with it.
    fn reach(&self, spans: &mut Vec<Span>, span: Span) {
        let source = self.markdown.source;
        match spans.last_mut().filter(|last| is_next(source, last, span)) {
            Some(last) => *last = last.to(span),
            None => spans.push(span),
        }
    }

    /// Whether an address means something inside the site.
    pub(super) fn is_inside(&self, link_type: LinkType, to: &str) -> bool {
        is_internal(link_type, to) || self.is_of_parts(to)
    }

    /// A small map in place of the diagram of a journey.
    pub(super) fn small_map(&mut self, events: &[(Event<'s>, Range<usize>)]) -> Option<String> {
        let (html, notes) = mermaid::small_map(self.markdown, events, self.lexicon)?;
        if self.drawn.insert(events.first()?.1.start) {
            self.notes.extend(notes);
        }
        Some(html)
    }

    fn is_of_parts(&self, to: &str) -> bool {
        self.is_parted && to.len() > 1 && to.starts_with('#')
    }

    /// A link whose address is a mark.
    pub(super) fn open_link(&mut self, link_type: LinkType, to: &str, range: Range<usize>) -> Event<'s> {
        let form = match link_type {
            LinkType::WikiLink { .. } => LinkForm::Wiki,
            _ => LinkForm::Markdown,
        };
        let index = self.refer(Link { to: to.into(), form, kind: None, span: range.into() });
        Event::InlineHtml(format!("<a href=\"{MARK}{index}{MARK}\">").into())
    }

    /// A picture whose address is a mark.
    pub(super) fn open_image(&mut self, to: &str, alt: &str, range: Range<usize>) -> Event<'s> {
        let form = LinkForm::Markdown;
        let index = self.refer(Link { to: to.into(), form, kind: None, span: range.into() });
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

fn is_next(source: &Source, last: &Span, span: Span) -> bool {
    last.end <= span.start && source.slice(Span { start: last.end, end: span.start }).trim().is_empty()
}

/// Text with the characters that mean something in HTML taken out of their meaning.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (at, letter) in text.match_indices(['&', '<', '>', '"']) {
        out.push_str(&text[from..at]);
        out.push_str(match letter {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            _ => "&quot;",
        });
        from = at + 1;
    }
    Cow::Owned(out + &text[from..])
}

/// Words as they are.
pub fn words(text: &str, span: Span) -> Passage {
    let mut html = String::new();
    html::push_html(&mut html, std::iter::once(Event::Text(text.into())));
    Passage { text: text.to_owned(), html, holes: Vec::new(), spans: vec![span] }
}

/// Words as a paragraph.
pub fn paragraph(text: &str, span: Span) -> Rich {
    let words = words(text, span);
    Passage { html: format!("<p>{}</p>\n", words.html), ..words }.end()
}

/// Takes the marks out of HTML behind a byte, and notes where they stood.
fn open_holes(html: &mut String, from: usize, holes: &mut Vec<Hole>) {
    if memchr::memchr(MARK as u8, &html.as_bytes()[from..]).is_none() {
        return;
    }
    let marked = html.split_off(from);
    for (at, part) in marked.split(MARK).enumerate() {
        if at % 2 == 0 {
            html.push_str(part);
        } else if let Ok(link) = part.parse() {
            holes.push(Hole { at: html.len() as u32, link });
        }
    }
}
