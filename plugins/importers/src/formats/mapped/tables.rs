//! Things that are looked up by their id.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::path::Path;
use crate::tree::Node;

/// The tables of a file, and the look-ups that found nothing.
#[derive(Default)]
pub struct Tables<'n> {
    tables: BTreeMap<String, BTreeMap<&'n str, &'n Node>>,
    missed: RefCell<BTreeSet<(u32, String)>>,
}

impl<'n> Tables<'n> {
    /// Reads the tables that a mapping names.
    pub fn of(paths: &BTreeMap<String, Path>, root: &'n Node) -> Self {
        let none = Tables::default();
        let rows = |path: &Path| {
            path.follow(root, &none).into_iter().filter_map(|row| Some((row.peek_at("id")?, row)))
        };
        let tables = paths.iter().map(|(name, path)| (name.clone(), rows(path).collect())).collect();
        Self { tables, ..Self::default() }
    }

    /// The row that an id leads to.
    pub fn find(&self, table: &str, id: &Node) -> Option<&'n Node> {
        let words = id.peek()?;
        let row = self.tables.get(table).and_then(|rows| rows.get(words)).copied();
        match row {
            Some(row) => {
                id.text();
                row.mark(&["id"]);
            }
            None => drop(
                self.missed
                    .borrow_mut()
                    .insert((id.line, format!("`{words}` is not in the table `{table}`"))),
            ),
        }
        row
    }

    /// What was looked up in vain, with its line.
    pub fn missed(self) -> BTreeSet<(u32, String)> {
        self.missed.into_inner()
    }
}
