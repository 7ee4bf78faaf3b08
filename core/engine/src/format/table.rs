//! A table of lanes and steps as headings and lists.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;
use journeybook_model::Entry;

use super::item::Context;
use super::label;

/// One step of a table.
#[derive(Debug)]
pub struct Row {
    /// Its title as typed.
    pub title: String,
    /// Its entries, as Markdown.
    pub entries: Vec<String>,
}

/// The steps of a table; none where it holds none, or says something that no step does.
pub fn rows(context: &Context<'_, '_>, table: Node<'_>) -> Option<Vec<Row>> {
    let steps = context.facts.steps_in(&context.text.range(table));
    if steps.is_empty() || !cells(table).all(|cell| is_told(context, cell)) {
        return None;
    }
    let row = |step: &journeybook_model::Step| {
        let entries: Option<_> = step.entries.iter().map(|entry| words(context, entry)).collect();
        Some(Row { title: typed(context, step.span.range()), entries: entries? })
    };
    steps.into_iter().map(row).collect()
}

/// The cells that hold values: all but the first row and column.
fn cells<'a>(table: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    table.children().skip(1).flat_map(|row| row.children().skip(1))
}

fn is_told(context: &Context<'_, '_>, cell: Node<'_>) -> bool {
    let is_empty = cell.first_child().is_none();
    let is_cell = matches!(cell.data().value, NodeValue::TableCell);
    is_cell && (is_empty || context.facts.entry_in(&context.text.range(cell)).is_some())
}

fn words(context: &Context<'_, '_>, entry: &Entry) -> Option<String> {
    let name = label::name(&entry.lane, &entry.label, context.lexicon)?;
    Some(label::entry(&entry.lane, &name, &typed(context, entry.span.range())))
}

/// The words of a cell. A bar needs no backslash outside a table, and one before the first word belongs to it.
fn typed(context: &Context<'_, '_>, bytes: Range<usize>) -> String {
    let escaped = context.text.slice(0..bytes.start).ends_with('\\');
    let start = bytes.start - usize::from(escaped);
    context.text.slice(start..bytes.end).trim().replace("\\|", "|")
}
