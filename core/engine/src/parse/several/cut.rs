//! The blocks of a file cut into those of its page and those of each of its maps.

use std::ops::Range;

use journeybook_model::Span;

use crate::parse::blocks::{Block, BlockKind};
use crate::parse::outline::Node;

/// A body in pieces.
pub struct Cut {
    /// What stands in no map.
    pub page: Vec<Block>,
    /// How many blocks of the page stand before the first map.
    pub lead: usize,
    /// The maps.
    pub pieces: Vec<Piece>,
}

/// The blocks of one map.
pub struct Piece {
    /// Its blocks, with its heading as a first-level one.
    pub blocks: Vec<Block>,
    /// The heading above it, where it has none of its own.
    pub above: Option<(String, Span)>,
}

/// The nearest heading over a stretch that does not begin with one.
fn above(node: &Node, map: &Range<usize>) -> Option<(String, Span)> {
    let inside = node.children.iter().find(|child| child.at < map.start && map.start < child.end)?;
    above(inside, map).or_else(|| Some((inside.heading.text.clone(), inside.heading.span)))
}

impl Cut {
    /// Cuts a body. A map's own heading becomes a first-level one; nothing of the page's that follows a map is its title.
    pub fn new(blocks: Vec<Block>, tree: &Node, maps: &[Range<usize>]) -> Self {
        let mut page = Vec::new();
        let above = maps.iter().map(|map| Piece { blocks: Vec::new(), above: above(tree, map) });
        let mut pieces: Vec<Piece> = above.collect();
        let mut lead = None;
        let mut blocks = blocks.into_iter().enumerate().peekable();
        while let Some((at, mut block)) = blocks.next() {
            if let Some(map) = maps.iter().position(|map| map.contains(&at)) {
                lead.get_or_insert(page.len());
                pieces[map].blocks.push(block);
            } else if !blocks
                .peek()
                .is_some_and(|(next, below)| is_over(&block, below) && starts(maps, *next))
            {
                shift(&mut block, 0, if lead.is_none() { 1 } else { 2 });
                page.push(block);
            }
        }
        pieces.iter_mut().for_each(Piece::raise);
        Self { page, lead: lead.unwrap_or_default(), pieces }
    }
}

impl Piece {
    /// Makes the heading it begins with a first-level one, and all others go with it.
    fn raise(&mut self) {
        let by = self.blocks.first().and_then(level).map_or(0, |level| level - 1);
        self.blocks.iter_mut().for_each(|block| shift(block, by, 1));
    }

    /// From its first byte to its last.
    pub fn span(&self) -> Span {
        let ends = self.blocks.first().zip(self.blocks.last());
        ends.map(|(first, last)| first.span.to(last.span)).unwrap_or_default()
    }
}

fn starts(maps: &[Range<usize>], at: usize) -> bool {
    maps.iter().any(|map| map.start == at)
}

/// Whether a heading holds only the next one, as "Journeys" does: the page's list of maps stands for it.
fn is_over(block: &Block, below: &Block) -> bool {
    level(block).zip(level(below)).is_some_and(|(own, below)| 1 < own && own < below)
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

fn shift(block: &mut Block, by: u8, least: u8) {
    if let BlockKind::Heading(level) = &mut block.kind {
        *level = level.saturating_sub(by).max(least);
    }
}

/// Makes a heading one of the level above.
pub fn raise(block: &mut Block) {
    shift(block, 1, 1);
}

/// Makes a heading one of the level below.
pub fn lower(block: &mut Block) {
    if let BlockKind::Heading(level) = &mut block.kind {
        *level += 1;
    }
}
