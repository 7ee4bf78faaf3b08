//! Which headings of a body are its stages.

use std::cell::OnceCell;
use std::ops::Range;

use journeybook_model::StandardLane;

use super::blocks::{Block, BlockKind, Item, Markdown};
use super::heading::Numbering;
use super::outline::Node;
use super::{label, table};
use crate::lexicon::{self, Lexicon};

/// What the choice of stages came to.
#[derive(Debug)]
pub struct Stages<'n> {
    /// The heading whose children are the stages.
    pub parent: &'n Node,
    /// The stages among the children.
    pub stages: Range<usize>,
    /// How many of them are numbered or named as stages.
    pub named: usize,
    /// The first heading of another group that reads as stages just as well.
    pub rival: Option<&'n Node>,
}

impl<'n> Stages<'n> {
    /// The first heading as the only stage.
    pub fn only(parent: &'n Node) -> Self {
        Self { parent, stages: 0..1, named: 0, rival: None }
    }
}

/// Finds the stages: the siblings that are numbered as stages or resolve in the framework and hold entries; else the
/// shallowest siblings that hold entries.
pub struct Finder<'f, 's> {
    /// The body.
    pub markdown: &'f Markdown<'s>,
    /// Its blocks.
    pub blocks: &'f [Block],
    /// The words.
    pub lexicon: &'f Lexicon,
    /// The framework the map declares.
    pub framework: Option<&'f str>,
    told: Vec<OnceCell<Told>>,
    /// For each heading, by its block, whether it holds entries: every heading above it asks.
    held: Vec<OnceCell<bool>>,
}

/// What the labels of a block tell; they are asked for once for every heading above it.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    /// Whether it holds entries of a map.
    entries: bool,
    /// Whether one of its lines says what is true of a whole map.
    of_the_map: bool,
    /// Whether one of its lines belongs to a stage.
    of_a_stage: bool,
}

struct Group<'n> {
    parent: &'n Node,
    named: usize,
    holding: usize,
    depth: usize,
}

impl<'f, 's> Finder<'f, 's> {
    /// A finder that has not looked yet.
    pub fn new(
        markdown: &'f Markdown<'s>,
        blocks: &'f [Block],
        lexicon: &'f Lexicon,
        framework: Option<&'f str>,
    ) -> Self {
        let told = blocks.iter().map(|_| OnceCell::new()).collect();
        let held = blocks.iter().map(|_| OnceCell::new()).collect();
        Self { markdown, blocks, lexicon, framework, told, held }
    }

    /// The stages of a body, none where nothing reads as a stage.
    pub fn find<'n>(&self, root: &'n Node) -> Option<Stages<'n>> {
        // One first-level heading over everything is the title of the map, never its only stage.
        let root = match root.children.as_slice() {
            [title] if title.level == 1 => title,
            _ => root,
        };
        let mut groups = Vec::new();
        self.collect(root, 0, &mut groups);
        let best = groups.iter().reduce(|best, group| if better(group, best) { group } else { best });
        let Some(best) = best else { return self.numbered(root) };
        let rival = groups.iter().find(|group| {
            best.named > 0 && group.named == best.named && !std::ptr::eq(group.parent, best.parent)
        });
        Some(Stages {
            parent: best.parent,
            stages: self.members(best)?,
            named: best.named,
            rival: rival.and_then(|group| group.parent.children.iter().find(|node| self.is_named(node))),
        })
    }

    /// Where nothing holds entries: two or more siblings that are numbered as stages.
    fn numbered<'n>(&self, parent: &'n Node) -> Option<Stages<'n>> {
        let is_stage = |node: &Node| node.heading.numbering == Numbering::Stage && !self.is_prose(node);
        let children = &parent.children;
        let (first, last) = (children.iter().position(is_stage), children.iter().rposition(is_stage));
        match first.zip(last).filter(|(first, last)| first < last) {
            Some((first, last)) => Some(Stages { parent, stages: first..last + 1, named: 0, rival: None }),
            None => children.iter().filter(|node| !self.is_prose(node)).find_map(|node| self.numbered(node)),
        }
    }

    fn collect<'n>(&self, parent: &'n Node, depth: usize, groups: &mut Vec<Group<'n>>) {
        let named = parent.children.iter().filter(|node| self.is_named(node)).count();
        let holding = parent.children.iter().filter(|node| self.holds(node)).count();
        if named + holding > 0 {
            groups.push(Group { parent, named, holding, depth });
        }
        for child in parent.children.iter().filter(|child| !child.heading.attributes.has("prose")) {
            self.collect(child, depth + 1, groups);
        }
    }

    /// From the first to the last child that is named or holds entries; what lies between is a stage that waits to be
    /// filled, unless its heading says it is prose.
    fn members(&self, group: &Group<'_>) -> Option<Range<usize>> {
        let is_stage = |node: &Node| self.is_named(node) || self.holds(node);
        let first = group.parent.children.iter().position(is_stage)?;
        let last = group.parent.children.iter().rposition(is_stage)?;
        Some(first..last + 1)
    }

    /// Whether a heading is numbered or named as a stage and stands over a part of a map.
    pub fn is_named(&self, node: &Node) -> bool {
        let resolves =
            || self.framework.is_some_and(|id| self.lexicon.stage(id, &node.heading.title).is_some());
        let declared = node.heading.attributes.has("stage");
        let numbered = node.heading.numbering == Numbering::Stage && self.holds(node);
        !self.is_prose(node) && (declared || numbered || (resolves() && !self.is_lane_over_list(node)))
    }

    /// Whether a heading has entries of its own or in the headings right below it.
    pub fn holds(&self, node: &Node) -> bool {
        // The root has no block of its own.
        let known = self.held.get(node.at).filter(|_| node.level > 0);
        known.map_or_else(|| self.is_held(node), |known| *known.get_or_init(|| self.is_held(node)))
    }

    fn is_held(&self, node: &Node) -> bool {
        let contains = self.lexicon.is_container(&node.heading.title) && !node.children.is_empty();
        let is_filled = |child: &Node| {
            self.has_entries(child) || child.children.iter().any(|label| self.is_label(child, label))
        };
        let below = || node.children.iter().any(|child| self.is_label(node, child) || is_filled(child));
        let stands_apart = self.is_prose(node) || self.is_lane_over_list(node) || self.is_information(node);
        !stands_apart && !contains && (self.has_entries(node) || below())
    }

    /// Whether a heading stands over what is true of the whole map: its persona, its scenario, and no lane but the goal.
    fn is_information(&self, node: &Node) -> bool {
        let told = || node.own.clone().map(|at| self.told(at));
        told().any(|told| told.of_the_map) && !told().any(|told| told.of_a_stage)
    }

    /// Whether a heading is never a stage.
    pub fn is_prose(&self, node: &Node) -> bool {
        node.heading.attributes.has("prose") || self.lexicon.is_prose(&node.heading.title)
    }

    /// Whether a heading is a label: a lane word over a list, or over anything where all its siblings are such words.
    pub fn is_label(&self, parent: &Node, node: &Node) -> bool {
        let siblings = &parent.children;
        let among_labels =
            || siblings.len() > 1 && siblings.iter().all(|node| self.is_lane_over(node, |_| true));
        self.is_lane_over_list(node) || among_labels()
    }

    fn is_lane_over_list(&self, node: &Node) -> bool {
        self.is_lane_over(node, |block| matches!(block.kind, BlockKind::List(_)))
    }

    /// Whether a heading is a lane word over a block of a kind, and over no labels of its own.
    fn is_lane_over(&self, node: &Node, is_meant: impl Fn(&Block) -> bool) -> bool {
        node.level > 2
            && node.children.is_empty()
            && self.blocks[node.own.clone()].iter().any(is_meant)
            && self.lexicon.lane(&node.heading.title).is_some()
            && !self.has_entries(node)
    }

    fn has_entries(&self, node: &Node) -> bool {
        node.own.clone().any(|at| self.told(at).entries)
    }

    fn told(&self, at: usize) -> Told {
        let block = &self.blocks[at];
        let of_entries = |entries| Told { entries, ..Told::default() };
        *self.told[at].get_or_init(|| match &block.kind {
            BlockKind::List(items) => {
                let dashed = of_entries(label::are_dashed(self.markdown, items, self.lexicon));
                items.iter().fold(dashed, |told, item| told.and(self.told_by_item(item)))
            }
            BlockKind::Paragraph => {
                let inline = self.markdown.inside(&block.events);
                let label = label::read(self.markdown, &inline, self.lexicon);
                Told { entries: self.begins_with_lanes(&inline), ..Told::by(label.as_ref()) }
            }
            BlockKind::Quote(quoted) => of_entries(label::are_entries(self.markdown, quoted, self.lexicon)),
            BlockKind::Other => of_entries(self.is_map(block)),
            BlockKind::Heading(_) => Told::default(),
        })
    }

    fn told_by_item(&self, item: &Item) -> Told {
        let label = label::read(self.markdown, &item.inline, self.lexicon);
        let alone = || label::alone(self.markdown, item, self.lexicon);
        let lane = label.as_ref().map_or_else(|| alone().and_then(|label| label.lane), |label| label.lane);
        Told { entries: lane.is_some(), ..Told::by(label.as_ref()) }
    }

    /// Whether a block is a table that reads as steps.
    pub fn is_map(&self, block: &Block) -> bool {
        table::is_map(self.markdown, block, self.lexicon)
    }

    /// Whether a paragraph's first line begins with a lane word that is a label. One without markup that says nothing, over
    /// a list, makes no stage of its heading: `What happens:` stands in stories too.
    fn begins_with_lanes(&self, inline: &Range<usize>) -> bool {
        if label::is_over(self.markdown, inline, self.lexicon) {
            return false;
        }
        let parts = label::lines(self.markdown, inline, self.lexicon);
        parts.first().is_some_and(|(label, events)| events.start == inline.start && label.lane.is_some())
    }
}

impl Told {
    fn by(label: Option<&label::Label>) -> Self {
        let lane = label.and_then(|label| label.lane);
        let is_of_the_map = |label: &label::Label| {
            ["persona", "primary persona", "scenario"].contains(&lexicon::key(&label.text).as_str())
        };
        Told {
            entries: false,
            of_the_map: label.is_some_and(is_of_the_map),
            of_a_stage: lane.is_some_and(|lane| lane != StandardLane::Goal),
        }
    }

    fn and(self, other: Self) -> Self {
        Told {
            entries: self.entries || other.entries,
            of_the_map: self.of_the_map || other.of_the_map,
            of_a_stage: self.of_a_stage || other.of_a_stage,
        }
    }
}

/// More named stages win; without names, the shallower headings, then the more.
fn better(group: &Group<'_>, best: &Group<'_>) -> bool {
    if group.named != best.named {
        return group.named > best.named;
    }
    group.named == 0
        && (group.depth < best.depth || (group.depth == best.depth && group.holding > best.holding))
}
