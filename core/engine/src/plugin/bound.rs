//! Numbers that data bound to a map gives; they mirror `plugins/wit`.

use std::collections::BTreeMap;

use journeybook_model::Digest;

/// One number that was computed from data bound to a map. Raw rows never reach a plugin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureRecord {
    /// The metric's id.
    pub metric: String,
    /// What it measures, as `kind/id`.
    pub at: String,
    /// None where no row counted.
    pub value: Option<f64>,
    /// Rows that count.
    pub n: u32,
    /// Rows left out.
    pub excluded: u32,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of it.
    pub high: Option<f64>,
    /// What else the data declares, and its distribution.
    pub attributes: BTreeMap<String, String>,
}

/// Numbers in columns for an analysis that needs rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRecord {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// How many rows there are.
    pub rows: u32,
    /// Column after column.
    pub cells: Vec<f64>,
}

/// All that data says of one map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bound {
    /// Figures at the map itself and at what it mentions.
    pub figures: Vec<FigureRecord>,
    /// The analyses of drivers that its evidence declares.
    pub tables: Vec<TableRecord>,
}

impl Bound {
    /// Identifies what it says.
    pub fn digest(&self) -> Digest {
        let figures = format!("{:?}", self.figures);
        let tables = self.tables.iter().flat_map(|table| {
            let cells = table.cells.iter().flat_map(|cell| cell.to_le_bytes()).collect();
            [format!("{:?} {}", table.columns, table.rows).into_bytes(), cells]
        });
        let parts: Vec<Vec<u8>> = tables.collect();
        Digest::of_parts(std::iter::once(figures.as_bytes()).chain(parts.iter().map(Vec::as_slice)))
    }
}
