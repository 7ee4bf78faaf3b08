//! Markdown as a tree of blocks over one list of events.
//!
//! pulldown-cmark runs once over the body; everything later points back into its events and, through their byte
//! offsets, into the source.

use std::ops::Range;

use journeybook_model::{Source, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// How deep blocks may nest before the rest is taken as one opaque block.
pub const MAX_DEPTH: usize = 48;

/// Few texts have more markup than an event in so many bytes.
const BYTES_AN_EVENT: usize = 10;

/// The events of a body, with their places in the source.
pub struct Markdown<'s> {
    /// The file.
    pub source: &'s Source,
    /// Every event and the bytes it came from.
    pub events: Vec<(Event<'s>, Range<usize>)>,
}

/// One block.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its events, with the ones that open and close it.
    pub events: Range<usize>,
    /// Its bytes.
    pub span: Span,
}

/// What a block is.
#[derive(Debug)]
pub enum BlockKind {
    /// A heading of a level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list and its items.
    List(Vec<Item>),
    /// A quotation and what is quoted.
    Quote(Vec<Block>),
    /// Anything else: code, tables, HTML, rules, or what nests too deep.
    Other,
}

/// One item of a list.
#[derive(Debug)]
pub struct Item {
    /// The events of its first line or paragraph.
    pub inline: Range<usize>,
    /// What follows.
    pub blocks: Vec<Block>,
    /// Its events, with the ones that open and close it.
    pub events: Range<usize>,
}

/// The Markdown that Journeybook reads: CommonMark with tables, footnotes, strikethrough, tasks, `[[links]]` and
/// `> [!NOTE]`.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM
}

impl<'s> Markdown<'s> {
    /// Reads the body of a source, from its first byte on.
    pub fn read(source: &'s Source, body: usize) -> Self {
        let text = &source.text[body..];
        let read = Parser::new_ext(text, options()).into_offset_iter();
        let mut events = Vec::with_capacity(text.len() / BYTES_AN_EVENT);
        events.extend(read.map(|(event, range)| (event, range.start + body..range.end + body)));
        Self { source, events }
    }

    /// The blocks of the body, and the span of the first block that nests too deep.
    pub fn blocks(&self) -> (Vec<Block>, Option<Span>) {
        let mut tree = Tree { events: &self.events, at: 0, too_deep: None };
        let blocks = tree.blocks(0);
        (blocks, tree.too_deep)
    }

    /// The events of a block without the ones that open and close it.
    pub fn inside(&self, events: &Range<usize>) -> Range<usize> {
        events.start + 1..events.end - 1
    }

    /// The plain text of a stretch of events.
    pub fn text(&self, events: Range<usize>) -> String {
        super::events::plain(self.events[events].iter().map(|(event, _)| event))
    }
}

struct Tree<'e, 's> {
    events: &'e [(Event<'s>, Range<usize>)],
    at: usize,
    too_deep: Option<Span>,
}

impl Tree<'_, '_> {
    /// Blocks up to the end of what encloses them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while self.at < self.events.len() && !matches!(self.events[self.at].0, Event::End(_)) {
            blocks.push(self.block(depth));
        }
        blocks
    }

    fn block(&mut self, depth: usize) -> Block {
        let start = self.at;
        let span = Span::from(self.events[start].1.clone());
        let kind = self.kind(span, depth);
        Block { kind, events: start..self.at, span }
    }

    fn kind(&mut self, span: Span, depth: usize) -> BlockKind {
        let Event::Start(tag) = &self.events[self.at].0 else {
            self.at += 1;
            return BlockKind::Other;
        };
        match tag {
            Tag::List(_) | Tag::BlockQuote(_) if depth >= MAX_DEPTH => {
                self.too_deep.get_or_insert(span);
                self.opaque()
            }
            Tag::List(_) => {
                self.at += 1;
                let items = self.items(depth + 1);
                self.at += 1;
                BlockKind::List(items)
            }
            Tag::BlockQuote(_) => {
                self.at += 1;
                let blocks = self.blocks(depth + 1);
                self.at += 1;
                BlockKind::Quote(blocks)
            }
            Tag::Heading { level, .. } => {
                let level = *level;
                self.skip();
                BlockKind::Heading(number(level))
            }
            Tag::Paragraph => {
                self.skip();
                BlockKind::Paragraph
            }
            _ => self.opaque(),
        }
    }

    fn opaque(&mut self) -> BlockKind {
        self.skip();
        BlockKind::Other
    }

    /// Goes past the end that belongs to the start at hand.
    fn skip(&mut self) {
        let mut open = 0_usize;
        while let Some((event, _)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    fn items(&mut self, depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.events.get(self.at) {
            let start = self.at;
            self.at += 1;
            let inline = self.first_line();
            let mut blocks = self.blocks(depth);
            // A tight item may go on with words after a nested list; they are one more paragraph of it.
            while !matches!(self.events.get(self.at), Some((Event::End(TagEnd::Item), _)) | None) {
                self.at += 1;
                blocks.extend(self.blocks(depth));
            }
            self.at += 1;
            items.push(Item { inline, blocks, events: start..self.at });
        }
        items
    }

    /// The inline events an item begins with: bare in a tight list, inside a paragraph in a loose one.
    fn first_line(&mut self) -> Range<usize> {
        let start = self.at;
        if matches!(self.events.get(start), Some((Event::Start(Tag::Paragraph), _))) {
            self.skip();
            return start + 1..self.at - 1;
        }
        while self.events.get(self.at).is_some_and(|(event, _)| is_inline(event)) {
            match &self.events[self.at].0 {
                Event::Start(_) => self.skip(),
                _ => self.at += 1,
            }
        }
        start..self.at
    }
}

/// A stretch of events cut at those that are meant; empty pieces are left out.
pub fn split(events: &Range<usize>, is_border: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = events.start;
    for at in events.clone().filter(|at| is_border(*at)) {
        pieces.push(start..at);
        start = at + 1;
    }
    pieces.push(start..events.end);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
