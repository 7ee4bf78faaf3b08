//! A numbered list whose items are stages, with the entries of each below it.

use journeybook_model::{Journey, Stage};

use super::blocks::{Block, BlockKind, Item};
use super::entries::Found;
use super::finder::Finder;
use super::heading;
use super::journey::Mapper;
use super::label;
use super::outline::Node;
use super::prose;

/// Whether a block is a list of two or more stages: each item holds a list of entries.
pub fn is_map(finder: &Finder<'_, '_>, block: &Block) -> bool {
    let BlockKind::List(items) = &block.kind else { return false };
    items.len() > 1 && items.iter().all(|item| is_stage(finder, item))
}

fn is_stage(finder: &Finder<'_, '_>, item: &Item) -> bool {
    let labels = |items: &[Item]| {
        items.iter().all(|item| {
            label::of_item(finder.markdown, item, finder.lexicon).is_some_and(|label| label.lane.is_some())
        })
    };
    let named =
        label::of_item(finder.markdown, item, finder.lexicon).is_none_or(|label| label.lane.is_none());
    let [Block { kind: BlockKind::List(items), .. }] = item.blocks.as_slice() else { return false };
    named && labels(items)
}

impl Mapper<'_, '_, '_> {
    /// The map of a list.
    pub fn listed(&mut self, root: &Node, at: usize) -> Journey {
        let (overview, blocks) = (self.overview(root, at), self.finder.blocks);
        let items = if let BlockKind::List(items) = &blocks[at].kind { items.as_slice() } else { &[] };
        let stages = items.iter().map(|item| self.listed_stage(item)).collect();
        let sections = prose::sections(self.reader, blocks, at + 1..blocks.len());
        let mut journey = Journey { scale: self.scale, overview, stages, sections };
        self.end(&mut journey);
        journey
    }

    fn listed_stage(&mut self, item: &Item) -> Stage {
        let mut found = Found::default();
        let (markdown, lexicon) = (self.finder.markdown, self.finder.lexicon);
        let mut heading = heading::of_events(markdown, &item.inline, lexicon, &mut self.reader.notes);
        heading.title = heading.title.trim_end_matches([':', '：']).to_owned();
        self.reader.read(&item.blocks, None, &mut found);
        self.headed(heading, found, Vec::new())
    }
}
