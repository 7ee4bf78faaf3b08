//! A table of lanes and steps, in Markdown or HTML, or a diagram, as headings and lists.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;
use journeybook_model::{Entry, Feeling, Span, StandardLane, Step};

use super::item::Context;
use super::{label, tree};
use crate::parse::html::{Token, tokens};
use crate::parse::{feeling, html_table, mermaid, table};

/// What becomes of one block of steps.
#[derive(Debug)]
pub struct Steps {
    /// What stands above them: the words around the table.
    pub above: Vec<String>,
    /// The steps.
    pub rows: Vec<Row>,
}

/// One step.
#[derive(Debug)]
pub struct Row {
    /// Its title, as Markdown.
    pub title: String,
    /// Its entries, as Markdown.
    pub entries: Vec<String>,
}

/// What the words of a block are, which says how they become Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Markdown already.
    Typed,
    /// HTML, of which only the words count.
    Html,
    /// A diagram.
    Drawn,
}

/// The steps of a table; none where it holds none, or says something that no step does.
pub fn steps(context: &Context<'_, '_>, block: Node<'_>) -> Option<Steps> {
    let shape = Shape::of(block)?;
    let found = context.facts.steps_in(&context.text.range(block));
    if found.is_empty() || !shape.is_told(context, block) {
        return None;
    }
    let rows: Option<_> = found.into_iter().map(|step| shape.step(context, step)).collect();
    Some(Steps { above: above(context, block), rows: rows? })
}

/// The words around a table, and those of its corner where they say more than which axis is which.
pub fn above(context: &Context<'_, '_>, block: Node<'_>) -> Vec<String> {
    let read = context.block(block).map(|block| table::around(context.markdown, block, context.lexicon));
    let (beside, corner) = read.unwrap_or_else(|| (Vec::new(), String::new()));
    let lexicon = context.lexicon;
    let is_axis = lexicon.numbers_stages(&corner) || lexicon.numbers_steps(&corner) || corner.is_empty();
    let corner = (!is_axis).then(|| comment(&corner));
    beside.iter().map(|words| tree::words(words)).chain(corner).collect()
}

/// Words that the text holds and no page shows: the title of a link that nothing refers to.
pub fn comment(words: &str) -> String {
    format!("[//]: # \"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Shape {
    /// The shape of a block that may hold steps.
    pub fn of(block: Node<'_>) -> Option<Self> {
        match block.data().value {
            NodeValue::Table(_) => Some(Self::Typed),
            NodeValue::HtmlBlock(_) => Some(Self::Html),
            NodeValue::CodeBlock(_) => Some(Self::Drawn),
            _ => None,
        }
    }

    /// Whether steps and the words around them say all that the block does.
    pub fn is_told(self, context: &Context<'_, '_>, block: Node<'_>) -> bool {
        match self {
            Self::Typed => cells(block).all(|cell| is_entry(context, cell)),
            Self::Html => is_words(context.text.slice(context.text.range(block))),
            Self::Drawn => true,
        }
    }

    /// A step as a heading and its entries.
    pub fn step(self, context: &Context<'_, '_>, step: &Step) -> Option<Row> {
        let entries = self.entries(context, &step.entries, step.feeling.as_ref())?;
        Some(Row { title: self.title(context, step.span), entries })
    }

    /// Entries, as Markdown.
    pub fn entries(
        self,
        context: &Context<'_, '_>,
        entries: &[Entry],
        feeling: Option<&Feeling>,
    ) -> Option<Vec<String>> {
        let entry = |entry: &Entry| {
            let name = label::name(&entry.lane, &entry.label, context.lexicon)?;
            Some(label::entry(&entry.lane, &name, &self.value(context, entry, feeling)?))
        };
        entries.iter().map(entry).collect()
    }

    /// The words of a heading, with its number and its time.
    pub fn title(self, context: &Context<'_, '_>, span: Span) -> String {
        let written = context.text.slice(span.range());
        match self {
            Self::Typed => typed(context, span.range()),
            Self::Html => tree::title(&html_table::words(written)),
            Self::Drawn => tree::title(&mermaid::words(written)),
        }
    }

    fn value(self, context: &Context<'_, '_>, entry: &Entry, feeling: Option<&Feeling>) -> Option<String> {
        let words = &entry.text.text();
        match self {
            Self::Typed => Some(unmarked(entry, typed(context, entry.span.range()))),
            Self::Drawn if &*entry.label == mermaid::SCORE => spelled(context, words, feeling),
            _ => Some(tree::value(words)),
        }
    }
}

/// A score as a feeling that reads as the same on the scale of the map; none where no spelling does.
fn spelled(context: &Context<'_, '_>, score: &str, meant: Option<&Feeling>) -> Option<String> {
    let Some(meant) = meant else { return Some(tree::value(score)) };
    let parts = ["", "/5", "/10", "/100"].map(|whole| format!("{score}{whole}"));
    let named = format!("{} {score}", meant.value);
    let is_same = |typed: &&String| {
        feeling::read(typed, context.facts.scale, context.lexicon)
            .is_ok_and(|read| read.normal == meant.normal)
    };
    let named = Some(&named).filter(|_| score.parse::<f64>().is_err());
    parts.iter().chain(named).find(is_same).map(|typed| tree::value(typed))
}

/// A mark in a cell says that the step decides, and is no word about it.
fn unmarked(entry: &Entry, typed: String) -> String {
    let is_mark = entry.lane.is(StandardLane::MomentOfTruth) && entry.text.is_empty();
    if is_mark && !typed.starts_with('{') { String::new() } else { typed }
}

/// The cells that hold values: all but the first row and column.
fn cells<'a>(table: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    table.children().skip(1).flat_map(|row| row.children().skip(1))
}

fn is_entry(context: &Context<'_, '_>, cell: Node<'_>) -> bool {
    let is_empty = cell.first_child().is_none();
    let is_cell = matches!(cell.data().value, NodeValue::TableCell);
    is_cell && (is_empty || context.facts.entry_in(&context.text.range(cell)).is_some())
}

/// Whether HTML holds nothing but words and what arranges them: links, pictures with a text, fields and comments have no
/// place in a value that is words.
fn is_words(html: &str) -> bool {
    let says_more = |token: &Token<'_>| match token {
        Token::Open(name, tag) => match name.to_ascii_lowercase().as_str() {
            "a" | "input" | "select" | "textarea" | "iframe" | "video" | "audio" | "object" | "svg" => true,
            "img" => tag.contains("alt=") && !["alt=\"\"", "alt=''"].iter().any(|none| tag.contains(none)),
            _ => false,
        },
        _ => false,
    };
    !html.contains("<!--") && !tokens(html).iter().any(says_more)
}

/// The words of a cell. A bar needs no backslash outside a table, and one before the first word belongs to it.
fn typed(context: &Context<'_, '_>, bytes: Range<usize>) -> String {
    let escaped = context.text.slice(0..bytes.start).ends_with('\\');
    let start = bytes.start - usize::from(escaped);
    context.text.slice(start..bytes.end).trim().replace("\\|", "|")
}
