//! The headings of a body as a tree.

use std::ops::Range;

use journeybook_model::Diagnostic;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::{Block, BlockKind, Markdown};
use super::heading::{self, Heading, Numbering};
use super::mermaid;
use crate::lexicon::Lexicon;

/// A heading and everything below it. The root has no heading and holds the whole body.
#[derive(Debug)]
pub struct Node {
    /// The heading.
    pub heading: Heading,
    /// Its level; 0 for the root.
    pub level: u8,
    /// The block of the heading itself; meaningless for the root.
    pub at: usize,
    /// The blocks between the heading and the next heading.
    pub own: Range<usize>,
    /// All blocks below the heading.
    pub end: usize,
    /// The headings one step below.
    pub children: Vec<Node>,
}

impl Node {
    /// The heading and all blocks below it.
    pub fn whole(&self) -> Range<usize> {
        self.at..self.end
    }

    /// The heading that stands over exactly these blocks.
    pub fn find(&self, blocks: &Range<usize>) -> Option<&Node> {
        let inside = self.children.iter().find(|child| child.whole().contains(&blocks.start))?;
        if inside.whole() == *blocks { Some(inside) } else { inside.find(blocks) }
    }
}

/// Makes headings of paragraphs that are nothing but a numbered stage or step in bold: `**Stage 1: Awareness**`. They
/// stand below the heading before them, steps below stages.
pub fn promote(markdown: &Markdown<'_>, blocks: &mut [Block], lexicon: &Lexicon) {
    let (mut above, mut stage) = (1, None);
    for block in blocks {
        match (&block.kind, numbering_of_bold(markdown, block, lexicon)) {
            (BlockKind::Heading(level), _) => (above, stage) = (*level, None),
            (_, Some(Numbering::Stage)) => {
                stage = Some((above + 1).min(6));
                block.kind = BlockKind::Heading((above + 1).min(6));
            }
            (_, Some(Numbering::Step)) => {
                block.kind = BlockKind::Heading((stage.unwrap_or(above) + 1).min(6))
            }
            _ => {}
        }
    }
}

fn numbering_of_bold(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> Option<Numbering> {
    let text = bold(markdown, block)?;
    let (numbering, title) = heading::numbered(text.trim(), lexicon);
    (numbering != Numbering::None && title != text.trim()).then_some(numbering)
}

/// The words of a paragraph that is bold as a whole.
fn bold(markdown: &Markdown<'_>, block: &Block) -> Option<String> {
    let BlockKind::Paragraph = block.kind else { return None };
    let inline = markdown.inside(&block.events);
    let strong = |event: &Event<'_>| matches!(event, Event::Start(Tag::Strong));
    let end = inline.end.checked_sub(1).filter(|end| *end > inline.start)?;
    let (first, last) = (&markdown.events[inline.start].0, &markdown.events[end].0);
    let whole = strong(first) && matches!(last, Event::End(TagEnd::Strong));
    let once = || markdown.events[inline.clone()].iter().filter(|(event, _)| strong(event)).count() == 1;
    (whole && once()).then(|| markdown.text(inline.clone()))
}

/// Whether a text that is no map says anything that depends on the language it is written in: a diagram, or a paragraph
/// that may be a heading.
pub fn asks_for_words(markdown: &Markdown<'_>, blocks: &[Block]) -> bool {
    blocks.iter().any(|block| bold(markdown, block).is_some())
        || markdown.events.iter().any(|(event, _)| mermaid::is_begun(event))
}

/// Reads the headings of a body into a tree; without words they keep their numbers.
pub fn tree(
    markdown: &Markdown<'_>,
    blocks: &[Block],
    lexicon: Option<&Lexicon>,
    notes: &mut Vec<Diagnostic>,
) -> Node {
    let mut headings = blocks.iter().enumerate().filter_map(|(at, block)| match block.kind {
        BlockKind::Heading(level) => Some((at, level, heading::read(markdown, block, lexicon, notes))),
        _ => None,
    });
    let mut open = vec![Node {
        heading: Heading::default(),
        level: 0,
        at: 0,
        own: 0..blocks.len(),
        end: blocks.len(),
        children: Vec::new(),
    }];
    for (at, level, heading) in &mut headings {
        last(&mut open).own.end = last(&mut open).own.end.min(at);
        close(&mut open, level, at);
        open.push(Node {
            heading,
            level,
            at,
            own: at + 1..blocks.len(),
            end: blocks.len(),
            children: Vec::new(),
        });
    }
    close(&mut open, 1, blocks.len());
    open.pop().expect("the root is never closed")
}

fn last(open: &mut [Node]) -> &mut Node {
    open.last_mut().expect("the root is never closed")
}

/// Closes every open heading of this level or deeper.
fn close(open: &mut Vec<Node>, level: u8, at: usize) {
    while open.len() > 1 && last(open).level >= level {
        let mut node = open.pop().expect("more than the root is open");
        node.end = at;
        last(open).children.push(node);
    }
}
