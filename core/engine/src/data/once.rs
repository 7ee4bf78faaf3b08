//! Whether a respondent stands in a file twice.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use super::fault::Fault;
use crate::codes;

/// The respondents met so far, by the hash of their key: eight bytes each.
pub struct Once {
    name: String,
    at: usize,
    seen: HashSet<u64>,
    again: u64,
    first: u64,
}

impl Once {
    /// Nobody yet.
    pub fn new(name: &str, at: usize) -> Self {
        Self { name: name.to_owned(), at, seen: HashSet::new(), again: 0, first: 0 }
    }

    /// Notes a row.
    pub fn take(&mut self, record: &csv::ByteRecord, line: u64) {
        let cell = record.get(self.at).unwrap_or_default().trim_ascii();
        let mut hasher = DefaultHasher::new();
        hasher.write(cell);
        if !cell.is_empty() && !self.seen.insert(hasher.finish()) {
            self.again += 1;
            self.first = if self.again == 1 { line } else { self.first };
        }
    }

    /// What there is to say. The key itself is not repeated: it may be a person's.
    pub fn end(self) -> Option<Fault> {
        let (rows, have) = if self.again == 1 { ("row", "has") } else { ("rows", "have") };
        let message = format!(
            "{} {rows} {have} a `{}` that an earlier row has (first on line {})",
            self.again, self.name, self.first
        );
        let help = "take the doubled rows out, or leave `key:` out if its values may repeat";
        (self.again > 0).then(|| Fault::warning(codes::DATA_KEY, &self.name, message, help))
    }
}
