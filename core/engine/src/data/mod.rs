//! Data behind the map: what evidence files bind to columns of tables, read into figures that plugins and pages use.
//!
//! ```text
//! frontmatter ─ binding ─→ Binding ┐
//! file ─ sheet ─→ rows ────────────┴─ reading ─→ Reading ─ figures, places ─→ Bound, for each map
//! ```
//!
//! Rows are looked at one after another and never kept; a reading is remembered by the digests of file and binding.

mod answers;
mod binding;
mod cell;
mod collect;
mod counts;
mod drivers;
mod fault;
mod figures;
mod interval;
mod metrics;
mod once;
mod personal;
mod places;
mod reading;
mod segments;
mod series;
mod sheet;
mod tally;
mod wide;

use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::Arc;

use journeybook_model::Digest;

pub use collect::{Analysed, Collected, Measured, Memory};
pub use counts::{Cells, FEWEST, Group};
pub use places::Beside;

use crate::file::File;
use crate::input::Large;

/// A file that may be bound.
#[derive(Clone)]
pub enum Data {
    /// In memory.
    Held(File),
    /// Read when it is needed.
    Large(Large),
}

impl Data {
    /// The digest of its bytes.
    pub fn digest(&self) -> Digest {
        match self {
            Data::Held(file) => file.digest,
            Data::Large(file) => file.digest,
        }
    }

    /// Its bytes, from the first.
    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match self {
            Data::Held(file) => Ok(Box::new(io::Cursor::new(file.bytes()))),
            Data::Large(file) => file.from.open(),
        }
    }
}

/// Files that may be bound, by path.
pub type Files = HashMap<Arc<str>, Data>;

#[cfg(test)]
mod tests;
