//! Items of lists as entries.

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};
use journeybook_model::{Entry, Lane};

use super::facts::Facts;
use super::label::{self, Label};
use super::text::Text;
use super::tree::{self, Item};
use crate::lexicon::Lexicon;
use crate::parse::blocks::{Block, Markdown};
use crate::parse::label::lane;

/// What everything that is converted needs to know.
#[derive(Clone, Copy)]
pub struct Context<'c, 'a> {
    /// Where new nodes live.
    pub arena: &'a Arena<'a>,
    /// The text.
    pub text: &'c Text<'c>,
    /// The body as the engine read it.
    pub markdown: &'c Markdown<'c>,
    /// Its blocks.
    pub blocks: &'c [Block],
    /// What the engine read in them.
    pub facts: &'c Facts<'c>,
    /// The words.
    pub lexicon: &'c Lexicon,
    /// The column whose heading was met last.
    pub column: usize,
    /// Whether what has no label of its own stands under one.
    pub scoped: bool,
}

impl<'c, 'a> Context<'c, 'a> {
    /// The block that the engine read where a node of the tree stands.
    pub fn block(&self, node: Node<'_>) -> Option<&'c Block> {
        let start = self.text.start(node);
        let after = self.blocks.partition_point(|block| block.span.start as usize <= start);
        self.blocks.get(after.checked_sub(1)?)
    }

    /// The entries of a list; none where they cannot be written as such.
    pub fn items(&self, list: Node<'a>) -> Option<Vec<Item<'a>>> {
        let items: Option<Vec<_>> = list.children().map(|item| self.item(item)).collect();
        Some(items?.into_iter().flatten().collect())
    }

    /// Whether the engine read entries in a block, or it is a list of labels that wait for values.
    pub fn holds_entries(&self, block: Node<'a>) -> bool {
        let list = matches!(block.data().value, NodeValue::List(_));
        let waits = |item: Node<'a>| {
            let label =
                worded(item).and_then(|words| self.label(words.first_child()?).map(|label| (label, words)));
            label.is_some_and(|(label, words)| self.value(&label, words).is_empty())
        };
        self.facts.entry_in(&self.text.range(block)).is_some() || (list && block.children().all(waits))
    }

    /// The label that a line begins.
    pub fn label(&self, first: Node<'a>) -> Option<Label> {
        label::read(self.text, first, self.lexicon)
    }

    /// The entry that the engine read in a stretch of bytes, if it is one of the column at hand.
    pub fn entry(&self, bytes: &std::ops::Range<usize>) -> Option<&Entry> {
        self.facts.entry_in(bytes).filter(|(_, column)| *column == self.column).map(|(entry, _)| entry)
    }

    fn item(&self, item: Node<'a>) -> Option<Vec<Item<'a>>> {
        let words = worded(item)?;
        let label = self.label(words.first_child()?);
        let below = || self.below(item);
        match (self.facts.entry_in(&self.text.range(words)).is_some(), label) {
            (true, label) => {
                let entry = self.entry(&self.text.range(words))?;
                let words = match label.filter(|label| is_its_label(label, entry)) {
                    Some(label) => self.labelled(words, &label, entry),
                    None => self.unlabelled(words, entry)?,
                };
                Some(vec![Item { words, below: below() }])
            }
            (false, Some(label)) if self.value(&label, words).is_empty() => self.waiting(item, words, &label),
            (false, _) => None,
        }
    }

    fn labelled(&self, words: Node<'a>, label: &Label, entry: &Entry) -> String {
        match label::name(&entry.lane, &label.text, self.lexicon) {
            Some(name) => label::entry(&entry.lane, &name, &self.value(label, words)),
            None => self.text.inline(words),
        }
    }

    /// A whole paragraph as the value of a label above it.
    pub fn unlabelled(&self, words: Node<'a>, entry: &Entry) -> Option<String> {
        let is_note = &*entry.label == "Note" && entry.lane == lane("Note", None);
        let name = label::name(&entry.lane, &entry.label, self.lexicon).filter(|_| self.scoped || is_note)?;
        Some(label::entry(&entry.lane, &name, &self.text.inline(words)))
    }

    /// A label without a value, over a list of values or over nothing.
    fn waiting(&self, item: Node<'a>, words: Node<'a>, label: &Label) -> Option<Vec<Item<'a>>> {
        let below: Vec<_> = item.children().skip(1).collect();
        let is_list = |block: &Node<'a>| matches!(block.data().value, NodeValue::List(_));
        if !below.is_empty() && below.iter().all(is_list) {
            let values = Self { scoped: true, ..*self };
            let items: Option<Vec<_>> =
                below.into_iter().flat_map(|list| list.children()).map(|item| values.nested(item)).collect();
            return items;
        }
        let words = self.empty(label).unwrap_or_else(|| self.text.inline(words));
        Some(vec![Item { words, below: self.below(item) }])
    }

    /// A label that waits for its value.
    pub fn empty(&self, label: &Label) -> Option<String> {
        let lane: Lane = lane(&label.text, self.lexicon.lane(&label.text));
        let name = label::name(&lane, &label.text, self.lexicon)?;
        Some(format!("{name}:"))
    }

    /// An item whose label is the one of the item it is nested in.
    fn nested(&self, item: Node<'a>) -> Option<Item<'a>> {
        let words = worded(item)?;
        let entry = self.entry(&self.text.range(words))?;
        Some(Item { words: self.unlabelled(words, entry)?, below: self.below(item) })
    }

    /// What a label's value is.
    pub fn value(&self, label: &Label, words: Node<'a>) -> String {
        let end = self.text.end(words);
        self.text.words(label.value.min(end)..end, 0)
    }

    fn below(&self, item: Node<'a>) -> Vec<Node<'a>> {
        let below: Vec<_> = item.children().skip(1).collect();
        below.iter().for_each(|block| tree::as_typed(self.arena, self.text, block));
        below
    }
}

/// The paragraph an item begins with; none for tasks, whose box stands for nothing in an entry.
pub fn worded<'a>(item: Node<'a>) -> Option<Node<'a>> {
    let is_item = matches!(item.data().value, NodeValue::Item(_));
    let first = item.first_child().filter(|_| is_item)?;
    let is_paragraph = matches!(first.data().value, NodeValue::Paragraph);
    is_paragraph.then_some(first)
}

/// Whether the engine took a label off an entry, rather than reading it as part of the value.
pub fn is_its_label(label: &Label, entry: &Entry) -> bool {
    let text = entry.text.text();
    let rest = text.strip_prefix(&label.text);
    let is_value = rest.is_some_and(|rest| rest.trim().is_empty() || rest.trim_start().starts_with(':'));
    *label.text == *entry.label && !is_value
}
