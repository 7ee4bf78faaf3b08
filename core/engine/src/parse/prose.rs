//! A body as a text with headings.

use std::ops::Range;

use journeybook_model::{Items, Prose, Section};

use super::blocks::{Block, BlockKind};
use super::entries::{Reader, exact};
use super::heading;
use super::journey::Ids;
use super::outline::Node;
use super::slug::slug;

/// The heading that names the whole document: one first-level heading before anything else of its level.
pub fn title(root: &Node) -> Option<&Node> {
    root.children.first().filter(|node| node.level == 1)
}

/// The text of a body without the heading that is its title.
pub fn read(reader: &mut Reader<'_, '_>, blocks: &[Block], root: &Node) -> Prose {
    let skipped = title(root).map(|node| node.at);
    let first = blocks
        .iter()
        .enumerate()
        .position(|(at, block)| is_heading(block) && Some(at) != skipped)
        .unwrap_or(blocks.len());
    let lead = blocks[..first].iter().enumerate().filter(|(at, _)| Some(*at) != skipped);
    let lead = reader.renderer.joined(lead.map(|(_, block)| block));
    Prose { lead, sections: sections(reader, blocks, first..blocks.len()) }
}

/// The sections of a stretch of blocks; what stands before its first heading is a section without a title.
pub fn sections(reader: &mut Reader<'_, '_>, blocks: &[Block], range: Range<usize>) -> Vec<Section> {
    let count = 1 + blocks[range.clone()].iter().filter(|block| is_heading(block)).count();
    let mut ids = Ids::for_about(count);
    let mut sections: Vec<Section> = Vec::with_capacity(count);
    let mut start = range.start;
    while start < range.end {
        let end = (start + 1..range.end).find(|at| is_heading(&blocks[*at])).unwrap_or(range.end);
        let mut section = section(reader, &blocks[start..end]);
        let mut id = std::mem::take(&mut section.id).into_string();
        ids.take(&mut id);
        section.id = id.into();
        sections.push(section);
        start = end;
    }
    exact(sections)
}

fn section(reader: &mut Reader<'_, '_>, blocks: &[Block]) -> Section {
    let (heading, blocks) = match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Heading(level)) => (Some((*level, &blocks[0])), &blocks[1..]),
        _ => (None, blocks),
    };
    let (body, is_told) = reader.renderer.joined_told(blocks.iter());
    let items = items(reader, blocks, is_told);
    let mut section = Section { items, body, level: 2, ..Section::default() };
    if let Some((level, block)) = heading {
        let events = reader.markdown.inside(&block.events);
        // What is wrong with its braces was said when the outline was read.
        let (title, _) = heading::typed(reader.markdown, &events, &mut Vec::new());
        section.id = slug(&title).into();
        section.title = title.into();
        section.span = block.span;
        section.level = level;
    }
    section
}

/// The items of a section that is one list and nothing else. What its HTML does not tell is rendered once more.
fn items(reader: &mut Reader<'_, '_>, blocks: &[Block], is_told: bool) -> Items {
    let [Block { kind: BlockKind::List(items), .. }] = blocks else { return Items::None };
    if is_told {
        return Items::Within;
    }
    let inside = items.iter().map(|item| item.events.start + 1..item.events.end - 1);
    Items::Apart(inside.map(|inside| reader.renderer.rich(inside)).collect())
}

/// Whether a block is a heading.
pub fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}
