//! What stands under one heading, turned into entries.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Plan;
use super::item::{Context, is_its_label};
use super::label::Label;
use super::table::{self, Row, Steps};
use super::tree::Item;

/// A part of the new text and the bytes it stands for.
#[derive(Debug)]
pub enum Part<'a> {
    /// Entries; none where a label only named the entries that follow.
    Entries(Vec<Item<'a>>),
    /// The steps of a table.
    Steps(Steps),
    /// Paragraphs; none where a table only left its place.
    Words(Vec<String>),
}

/// A part with its place.
pub type Placed<'a> = (Range<usize>, Part<'a>);

/// Converts the blocks under one heading, all of them or none: a label that stays would reach into what follows.
pub fn blocks<'a>(context: Context<'_, 'a>, blocks: &[Node<'a>], plan: Plan) -> Option<Vec<Placed<'a>>> {
    let is_table = |block: &Node<'a>| !context.facts.steps_in(&context.text.range(block)).is_empty();
    let last = blocks.iter().rposition(|block| !is_table(block));
    let mut section = Section { context, blocks, plan, last, late: Vec::new(), parts: Vec::new() };
    for at in 0..blocks.len() {
        section.block(at)?;
    }
    Some(section.parts)
}

struct Section<'b, 'c, 'a> {
    context: Context<'c, 'a>,
    blocks: &'b [Node<'a>],
    plan: Plan,
    /// The last block that is no table of steps.
    last: Option<usize>,
    /// Steps that wait for it.
    late: Vec<Row>,
    parts: Vec<Placed<'a>>,
}

impl<'a> Section<'_, '_, 'a> {
    fn block(&mut self, at: usize) -> Option<()> {
        let block = self.blocks[at];
        let converted = match block.data().value {
            NodeValue::List(_) if self.context.holds_entries(block) => {
                Some(Part::Entries(self.context.items(block)?))
            }
            // Items that hold nothing would become prose without their label.
            NodeValue::List(_) if self.context.scoped => return None,
            NodeValue::List(_) | NodeValue::BlockQuote | NodeValue::Alert(_) => None,
            NodeValue::Paragraph => self.paragraph(at)?.map(Part::Entries),
            _ => self.other(at),
        };
        if let Some(part) = converted {
            self.parts.push((self.context.text.block(block), part));
        }
        if self.last == Some(at) && !self.late.is_empty() {
            let end = self.context.text.block(block).end;
            let steps = Steps { above: Vec::new(), rows: std::mem::take(&mut self.late) };
            self.parts.push((end..end, Part::Steps(steps)));
        }
        Some(())
    }

    /// A table of steps. They come after everything else under the heading, or that would become the last step's.
    fn other(&mut self, at: usize) -> Option<Part<'a>> {
        self.context.scoped = false;
        let steps = self.plan.tables.then(|| table::steps(&self.context, self.blocks[at])).flatten()?;
        if self.last.is_none_or(|last| last < at) {
            return Some(Part::Steps(steps));
        }
        self.late.extend(steps.rows);
        Some(Part::Words(steps.above))
    }

    /// The entries of a paragraph, `Some(None)` for prose.
    fn paragraph(&mut self, at: usize) -> Option<Option<Vec<Item<'a>>>> {
        let block = self.blocks[at];
        let lines = self.labelled_lines(block);
        if lines.is_empty() {
            return self.unlabelled(block);
        }
        if lines.iter().all(|(_, bytes)| self.context.entry(bytes).is_none()) && self.is_before_no_value(at) {
            self.context.scoped = false;
            return Some(None);
        }
        let is_whole = lines[0].1.start == self.context.text.start(block);
        self.context.scoped = true;
        let last = lines.len() - 1;
        let items: Option<Vec<_>> = lines
            .iter()
            .enumerate()
            .map(|(line, (label, bytes))| self.line(label, bytes, line == last && self.is_over_values(at)))
            .collect();
        items.filter(|_| is_whole).map(|items| Some(items.into_iter().flatten().collect()))
    }

    fn unlabelled(&mut self, block: Node<'a>) -> Option<Option<Vec<Item<'a>>>> {
        let bytes = self.context.text.range(block);
        if !self.context.holds_entries(block) {
            self.context.scoped = false;
            return Some(None);
        }
        let words = self.context.unlabelled(block, self.context.entry(&bytes)?)?;
        Some(Some(vec![Item { words, below: Vec::new() }]))
    }

    /// One labelled line, with the lines after it, as an entry; nothing where it only names the entries that follow.
    fn line(&self, label: &Label, bytes: &Range<usize>, is_over_values: bool) -> Option<Option<Item<'a>>> {
        let below = Vec::new();
        let text = self.context.text;
        let Some(entry) = self.context.entry(bytes) else {
            let words = self.context.empty(label)?;
            return Some((!is_over_values).then_some(Item { words, below }));
        };
        let name = super::label::name(&entry.lane, &label.text, self.context.lexicon)?;
        let value = text.words(label.value.min(bytes.end)..bytes.end, 0);
        let words = super::label::entry(&entry.lane, &name, &value);
        Some(Some(Item { words, below }))
    }

    /// Whether a quotation, a table or code follows: a label before it is prose.
    fn is_before_no_value(&self, at: usize) -> bool {
        self.blocks.get(at + 1).is_some_and(|next| {
            let value = &next.data().value;
            !matches!(value, NodeValue::List(_) | NodeValue::Paragraph | NodeValue::ThematicBreak)
        })
    }

    /// Whether the entries of a label that stands at the end of a paragraph follow.
    fn is_over_values(&self, at: usize) -> bool {
        let is_quote =
            |block: &&Node<'a>| matches!(block.data().value, NodeValue::BlockQuote | NodeValue::Alert(_));
        let next = self.blocks[at + 1..].iter().find(|block| !is_quote(block));
        next.is_some_and(|next| match next.data().value {
            NodeValue::List(_) => self.context.holds_entries(next),
            NodeValue::Paragraph => self.context.holds_entries(next) && self.labelled_lines(next).is_empty(),
            _ => false,
        })
    }

    /// The lines that begin with a bold label that the engine took for one, each with the lines after it.
    fn labelled_lines(&self, block: Node<'a>) -> Vec<(Label, Range<usize>)> {
        let text = self.context.text;
        let mut found: Vec<(Label, Range<usize>)> = Vec::new();
        for first in line_starts(block) {
            let start = text.start(first);
            let line = start..text.line_range(text.line(first)).end;
            let Some(label) =
                self.context.label(first).filter(|label| label.marked && self.counts(label, &line))
            else {
                continue;
            };
            if let Some((_, bytes)) = found.last_mut() {
                bytes.end =
                    text.slice(bytes.start..start).trim_end().trim_end_matches('\\').len() + bytes.start;
            }
            found.push((label, start..text.end(block)));
        }
        found
    }

    fn counts(&self, label: &Label, line: &Range<usize>) -> bool {
        let is_alone = self
            .context
            .text
            .slice(label.value..line.end)
            .trim_end_matches([' ', '\t', '\r', '\\'])
            .is_empty();
        let entry = self.context.facts.entry_in(line);
        entry.map_or(is_alone, |(entry, _)| is_its_label(label, entry))
    }
}

/// The first inline node of each line of a paragraph.
fn line_starts<'a>(block: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    let is_break = |node: Node<'a>| matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
    block.children().filter(move |node| !is_break(node) && node.previous_sibling().is_none_or(is_break))
}
