//! A table as a part of a map: lanes on one axis, steps on the other.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::blocks::{Block, Markdown};
use super::label;
use crate::lexicon::Lexicon;

/// A table's cells, each as the events in it. The first row is the head.
#[derive(Debug)]
pub struct Grid(Vec<Vec<Range<usize>>>);

/// One step of a table: the cell of its title, and its cells with the label of their lane.
#[derive(Debug)]
pub struct Line {
    /// The title's events.
    pub title: Range<usize>,
    /// Label and events of each cell that is not empty.
    pub cells: Vec<(String, Range<usize>)>,
}

/// Reads a table whose one axis holds lane words. None where neither does, or the block is no table.
pub fn lines(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> Option<Vec<Line>> {
    if !matches!(markdown.events.get(block.events.start), Some((Event::Start(Tag::Table(_)), _))) {
        return None;
    }
    let grid = grid(markdown, block);
    let down = grid.lanes(markdown, lexicon, true);
    let across = grid.lanes(markdown, lexicon, false);
    match () {
        () if down == 0 && across == 0 => None,
        () if down >= across => Some(grid.turned().lines(markdown)),
        () => Some(grid.lines(markdown)),
    }
}

fn grid(markdown: &Markdown<'_>, block: &Block) -> Grid {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut start = 0;
    for at in block.events.clone() {
        match &markdown.events[at].0 {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => start = at + 1,
            Event::End(pulldown_cmark::TagEnd::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(start..at);
                }
            }
            _ => {}
        }
    }
    Grid(rows)
}

impl Grid {
    /// How many of the titles of one axis are lane words.
    fn lanes(&self, markdown: &Markdown<'_>, lexicon: &Lexicon, down: bool) -> usize {
        let titles: Vec<_> = match down {
            true => self.0.iter().skip(1).filter_map(|row| row.first()).collect(),
            false => self.0.first().into_iter().flat_map(|row| row.iter().skip(1)).collect(),
        };
        titles.into_iter().filter(|cell| lexicon.lane(&title(markdown, cell)).is_some()).count()
    }

    /// Rows become columns.
    fn turned(&self) -> Grid {
        let width = self.0.first().map_or(0, Vec::len);
        let column = |at: usize| self.0.iter().map(|row| row.get(at).cloned().unwrap_or(0..0)).collect();
        Grid((0..width).map(column).collect())
    }

    /// Every row but the head as a step.
    fn lines(&self, markdown: &Markdown<'_>) -> Vec<Line> {
        let Some((head, rows)) = self.0.split_first() else { return Vec::new() };
        let labels: Vec<_> = head.iter().map(|cell| title(markdown, cell)).collect();
        let line = |row: &Vec<Range<usize>>| {
            let cells = row.iter().zip(&labels).skip(1).filter(|(cell, label)| !cell.is_empty() && !label.is_empty());
            let parts = cells.flat_map(|(cell, label)| {
                pieces(markdown, cell).into_iter().map(move |piece| (label.clone(), piece))
            });
            Some(Line { title: row.first()?.clone(), cells: parts.collect() })
        };
        rows.iter().filter_map(line).collect()
    }
}

fn title(markdown: &Markdown<'_>, cell: &Range<usize>) -> String {
    markdown.text(cell.clone()).trim().trim_end_matches(':').to_owned()
}

/// `<br>` in a cell separates entries.
fn pieces(markdown: &Markdown<'_>, cell: &Range<usize>) -> Vec<Range<usize>> {
    let is_break = |at: &usize| match &markdown.events[*at].0 {
        Event::InlineHtml(html) => html.trim_start().to_lowercase().starts_with("<br"),
        _ => false,
    };
    let mut pieces = Vec::new();
    let mut start = cell.start;
    for at in cell.clone().filter(is_break) {
        pieces.push(start..at);
        start = at + 1;
    }
    pieces.push(start..cell.end);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether a block is a table that reads as steps.
pub fn is_map(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> bool {
    lines(markdown, block, lexicon).is_some_and(|lines| !lines.is_empty())
}

/// The lane of a table's label.
pub fn lane(label: &str, lexicon: &Lexicon) -> journeybook_model::Lane {
    label::lane(label, lexicon.lane(label))
}
