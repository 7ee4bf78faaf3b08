//! A table as a part of a map: lanes on one axis, steps on the other.

use std::ops::Range;

use journeybook_model::Span;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::{Block, Markdown, split};
use super::events::extent;
use super::{html_table, label};
use crate::lexicon::Lexicon;

/// A larger table is no map, and turning it would take more memory than there is.
const MAX_CELLS: usize = 1 << 20;

/// A table's cells. The first row is the head.
#[derive(Debug, Default)]
struct Grid(Vec<Vec<Cell>>);

/// One cell: what it is called as a title, what its title's words are, and its entries.
#[derive(Clone, Debug, Default)]
struct Cell {
    name: String,
    span: Span,
    title: Option<Part>,
    entries: Vec<Part>,
}

/// A part of a cell.
#[derive(Clone, Debug)]
pub enum Part {
    /// Events of Markdown.
    Events(Range<usize>),
    /// Words out of HTML, and their place.
    Words(String, Span),
}

/// One step of a table: its title, and the entries of its cells with the label of their lane.
#[derive(Debug)]
pub struct Line {
    /// The title.
    pub title: Part,
    /// Label, its place, and value of each entry.
    pub entries: Vec<(String, Span, Part)>,
}

/// The steps of a table, and the words of its block that stand in none of them.
#[derive(Debug)]
pub struct Lines {
    /// The steps.
    pub steps: Vec<Line>,
    /// What stands around the table and in its lanes' labels.
    pub beside: Vec<(String, Span)>,
    /// What stands in its corner and in neither of them.
    pub corner: String,
    /// Whether its one column is called "Details": the lanes are those of the heading above it.
    pub is_of_heading: bool,
}

/// Reads a table whose one axis holds lane words. None where neither does, or the block is no table.
pub fn lines(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> Option<Lines> {
    let (grid, mut beside) = match markdown.events.get(block.events.start)? {
        (Event::Start(Tag::Table(_)), _) => (grid(markdown, block), Vec::new()),
        (Event::Start(Tag::HtmlBlock), _) => html_grid(markdown, block),
        _ => return None,
    };
    if grid.is_too_large() {
        return None;
    }
    let corner = grid.corner();
    let (down, across) = (grid.lanes(lexicon, true), grid.lanes(lexicon, false));
    let grid = match () {
        () if down == 0 && across == 0 => return None,
        () if down >= across => grid.turned(),
        () => grid,
    };
    beside.extend(grid.unlabelled());
    let steps = grid.lines();
    let is_of_heading =
        steps.len() == 1 && grid.0[1].first().is_some_and(|title| lexicon.is_value(&title.name));
    Some(Lines { steps, beside, corner, is_of_heading })
}

/// Reads a Markdown table whose rows or columns are stages: the corner says so, or the rows are numbered from 1 on,
/// whatever the columns are called.
pub fn stages(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> Option<Vec<Line>> {
    if names_stages(markdown, block, lexicon) {
        return lines(markdown, block, lexicon).map(|lines| lines.steps);
    }
    if !is_table(markdown, block) {
        return None;
    }
    let grid = grid(markdown, block);
    let (head, rows) = grid.0.split_first()?;
    let is_numbered = |(at, row): (usize, &Vec<Cell>)| {
        row.first().is_some_and(|cell| cell.name.starts_with(&format!("{}. ", at + 1)))
    };
    let all = rows.len() > 1 && head.len() > 2 && rows.iter().enumerate().all(is_numbered);
    all.then(|| grid.lines())
}

/// Whether a Markdown table has lanes on one axis and a word for stages in its corner: `| Stage | Doing | Pain |`.
pub fn names_stages(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> bool {
    let corner = || {
        let events = block.events.start..block.events.end;
        let start =
            events.clone().find(|at| matches!(markdown.events[*at].0, Event::Start(Tag::TableCell)))?;
        let end =
            events.clone().find(|at| matches!(markdown.events[*at].0, Event::End(TagEnd::TableCell)))?;
        Some(name(&markdown.text(start..end)))
    };
    is_table(markdown, block)
        && corner().is_some_and(|corner| lexicon.is_stage_word(&corner))
        && lines(markdown, block, lexicon).is_some_and(|lines| lines.steps.len() > 1)
}

fn is_table(markdown: &Markdown<'_>, block: &Block) -> bool {
    matches!(markdown.events.get(block.events.start), Some((Event::Start(Tag::Table(_)), _)))
}

fn grid(markdown: &Markdown<'_>, block: &Block) -> Grid {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut start = 0;
    for at in block.events.clone() {
        match &markdown.events[at].0 {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => start = at + 1,
            Event::End(TagEnd::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(cell(markdown, start..at));
                }
            }
            _ => {}
        }
    }
    Grid(rows)
}

fn cell(markdown: &Markdown<'_>, events: Range<usize>) -> Cell {
    let entries = pieces(markdown, &events).into_iter().map(Part::Events).collect();
    let span = extent(markdown, &events);
    Cell { name: name(&markdown.text(events.clone())), span, title: Some(Part::Events(events)), entries }
}

/// `<br>` in a cell separates entries.
fn pieces(markdown: &Markdown<'_>, cell: &Range<usize>) -> Vec<Range<usize>> {
    split(cell, |at| match &markdown.events[at].0 {
        Event::InlineHtml(html) => html.trim_start().to_lowercase().starts_with("<br"),
        _ => false,
    })
}

/// The grid of an HTML table, and its words that are no part of it.
fn html_grid(markdown: &Markdown<'_>, block: &Block) -> (Grid, Vec<(String, Span)>) {
    let table = html_table::read(markdown.source.slice(block.span), block.span.start as usize);
    let width = table.rows.first().map_or(0, Vec::len);
    let cells = table
        .rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| row.iter().enumerate().map(move |cell| (at, cell)));
    let apart =
        cells.flat_map(|(at, (column, lines))| lines.iter().skip(in_grid(at, column, width, lines.len())));
    let beside = table.beside.iter().chain(apart).map(|line| (line.text.clone(), line.span)).collect();
    let rows = table.rows.into_iter().map(|row| row.into_iter().map(html_cell).collect());
    (Grid(rows.collect()), beside)
}

/// How many lines of a cell the grid shows: all inside, the first of a head or a label, none beyond the head's width
/// and none of a corner that is more than a name.
fn in_grid(row: usize, column: usize, width: usize, lines: usize) -> usize {
    match (row, column) {
        (0, 0) if lines > 1 => 0,
        (_, column) if column >= width => 0,
        (0, _) | (_, 0) => 1,
        _ => lines,
    }
}

fn html_cell(lines: Vec<html_table::Line>) -> Cell {
    let entries: Vec<_> = lines.into_iter().map(|line| Part::Words(line.text, line.span)).collect();
    let title = entries.first().cloned();
    let name = title.as_ref().map(|part| match part {
        Part::Words(text, _) => name(text),
        Part::Events(_) => String::new(),
    });
    let span = match title {
        Some(Part::Words(_, span)) => span,
        _ => Span::default(),
    };
    Cell { name: name.unwrap_or_default(), span, title, entries }
}

impl Grid {
    /// The words of the corner. Those of HTML that are more than a name stand beside the table.
    fn corner(&self) -> String {
        let cell = self.0.first().and_then(|row| row.first());
        let is_name = |cell: &&Cell| !matches!(cell.entries.as_slice(), [Part::Words(..), _, ..]);
        cell.filter(is_name).map(|cell| cell.name.clone()).unwrap_or_default()
    }

    /// How many of the titles of one axis are lane words.
    fn lanes(&self, lexicon: &Lexicon, down: bool) -> usize {
        let titles: Vec<_> = match down {
            true => self.0.iter().skip(1).filter_map(|row| row.first()).collect(),
            false => self.0.first().into_iter().flat_map(|row| row.iter().skip(1)).collect(),
        };
        titles.into_iter().filter(|cell| lexicon.lane(&cell.name).is_some()).count()
    }

    /// Whether it has more cells, counted by its longest row, than anybody writes.
    fn is_too_large(&self) -> bool {
        let width = self.0.iter().map(Vec::len).max().unwrap_or_default();
        width.saturating_mul(self.0.len()) > MAX_CELLS
    }

    /// Rows become columns.
    fn turned(&self) -> Grid {
        let width = self.0.first().map_or(0, Vec::len);
        let column = |at: usize| self.0.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
        Grid((0..width).map(column).collect())
    }

    /// The words of HTML cells whose lane has no name.
    fn unlabelled(&self) -> Vec<(String, Span)> {
        let Some((head, rows)) = self.0.split_first() else { return Vec::new() };
        let cells =
            rows.iter().flat_map(|row| row.iter().zip(head).skip(1).filter(|(_, lane)| lane.name.is_empty()));
        let parts = cells.flat_map(|(cell, _)| &cell.entries);
        parts
            .filter_map(
                |part| if let Part::Words(text, span) = part { Some((text.clone(), *span)) } else { None },
            )
            .collect()
    }

    /// Every row but the head as a step.
    fn lines(&self) -> Vec<Line> {
        let Some((head, rows)) = self.0.split_first() else { return Vec::new() };
        let line = |row: &Vec<Cell>| {
            let cells = row.iter().zip(head).skip(1).filter(|(_, lane)| !lane.name.is_empty());
            let entries = cells.flat_map(|(cell, lane)| {
                cell.entries.iter().map(|part| (lane.name.clone(), lane.span, part.clone()))
            });
            let title = row.first()?.title.clone().unwrap_or(Part::Events(0..0));
            Some(Line { title, entries: entries.collect() })
        };
        rows.iter().filter_map(line).collect()
    }
}

fn name(title: &str) -> String {
    title.trim().trim_end_matches(':').to_owned()
}

/// What a table says beside its steps: the words around it, and those of its corner.
pub fn around(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> (Vec<String>, String) {
    match lines(markdown, block, lexicon) {
        Some(lines) => (lines.beside.into_iter().map(|(words, _)| words).collect(), lines.corner),
        None => (Vec::new(), grid(markdown, block).corner()),
    }
}

/// Whether a block is a table that reads as steps.
pub fn is_map(markdown: &Markdown<'_>, block: &Block, lexicon: &Lexicon) -> bool {
    lines(markdown, block, lexicon).is_some_and(|lines| !lines.steps.is_empty())
}

/// The lane of a table's label.
pub fn lane(label: &str, lexicon: &Lexicon) -> journeybook_model::Lane {
    label::lane(label, lexicon.lane(label))
}
