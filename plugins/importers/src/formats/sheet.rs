//! Tables as journey maps: one row a step, or one column a step; lanes across.

mod columns;
mod feelings;
mod fields;
mod gaps;
mod header;
mod lists;
mod rows;
mod transpose;

pub use columns::{Meaning, meaning};
pub use header::{Headed, find};
pub use rows::maps;

use journeybook_plugin::Imported;

use crate::mapping::Mapping;
use crate::page::{Field, Map, Section};
use crate::text;

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is called: a file's name without its ending, or a sheet's.
    pub name: String,
    /// Its rows, without those that are empty.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its line in the source, where it has one of its own.
    pub line: Option<u32>,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Row {
    /// The text of a cell; empty where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// What it says, cell by cell.
    fn words(&self) -> String {
        let cells = self.cells.iter().map(|cell| text::line(cell)).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join(" – ")
    }
}

/// Reads sheets into maps. Sheets without steps become sections of the first map.
pub fn read(sheets: &[Sheet], mapping: &Mapping, mut into: Imported) -> Result<Imported, String> {
    let found: Vec<_> = sheets.iter().map(|sheet| (sheet, find(sheet, mapping))).collect();
    let headed: Vec<&Headed> = found.iter().filter_map(|(_, headed)| headed.as_ref()).collect();
    let mut all: Vec<Map> = headed.iter().flat_map(|headed| maps(headed, mapping, &mut into)).collect();
    let Some(first) = all.first_mut() else { return Err(nothing(sheets)) };
    let others = found.iter().filter(|(sheet, headed)| headed.is_none() && !sheet.rows.is_empty());
    first.sections.extend(others.map(|(sheet, _)| aside(sheet)));
    unknown_columns(&headed, mapping, &mut into);
    gaps::of(&all, headed.iter().all(|headed| headed.column(&Meaning::Stage).is_some()), &mut into);
    apart(&mut all);
    let personas = headed.iter().flat_map(|headed| fields::personas(headed, mapping));
    let documents: Vec<Map> = all.into_iter().chain(documents(personas)).collect();
    documents.iter().for_each(|map| into.document(map.path.clone(), map.markdown()));
    Ok(into)
}

/// A sheet that is no map, row by row.
fn aside(sheet: &Sheet) -> Section {
    let items = sheet.rows.iter().map(Row::words).collect();
    Section { title: sheet.name.clone(), items, ..Section::default() }
}

fn nothing(sheets: &[Sheet]) -> String {
    let is_empty = sheets.iter().all(|sheet| sheet.rows.len() < 2);
    let held = if is_empty { "no row below its header" } else { "no column or row whose name is known" };
    format!(
        "the file holds no steps, for it has {held}; a map needs a header that names stages, steps or lanes such as \
         `doing`, or a mapping that says what its columns mean"
    )
}

/// A document for each persona, since a map may name none that the site does not have.
fn documents(personas: impl Iterator<Item = String>) -> Vec<Map> {
    let mut found: Vec<Map> = Vec::new();
    for name in personas {
        let map = Map { path: format!("personas/{}.md", text::slug(&name)), ..Map::default() };
        if found.iter().all(|other| other.path != map.path) {
            found.push(map.field("title", Field::Text(name)));
        }
    }
    found
}

/// Maps of one title get paths of their own.
fn apart(maps: &mut [Map]) {
    for at in 1..maps.len() {
        let (before, rest) = maps.split_at_mut(at);
        let Some(stem) = rest[0].path.strip_suffix(".md").map(str::to_owned) else { continue };
        let paths = (2..).map(|number| format!("{stem}-{number}.md"));
        let mut all = std::iter::once(rest[0].path.clone()).chain(paths);
        let free = all.find(|path| before.iter().all(|map| map.path != *path));
        rest[0].path = free.unwrap_or_default();
    }
}

/// Says which columns of the mapping the file does not have.
fn unknown_columns(sheets: &[&Headed], mapping: &Mapping, into: &mut Imported) {
    let has = |name: &str| {
        let mut cells = sheets.iter().flat_map(|sheet| &sheet.header);
        cells.any(|cell| cell.to_lowercase() == name.trim().to_lowercase())
    };
    for (name, _) in mapping.columns.iter().filter(|(name, _)| !has(name)) {
        into.lost(None, format!("the mapping names a column “{name}” that the file does not have"));
    }
}
