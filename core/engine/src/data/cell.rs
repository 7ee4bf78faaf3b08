//! What one cell says: an answer, nothing, or something that nobody understands.

use std::collections::HashMap;

use super::binding::{Column, Decimal};

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or what stands for nothing.
    Missing,
    /// A number.
    Answer(f64),
    /// Something else.
    Unreadable,
}

/// How the cells of one column are read.
#[derive(Clone, Debug)]
pub struct Cells {
    missing: Vec<f64>,
    none: Vec<String>,
    labels: HashMap<String, f64>,
    decimal: Decimal,
}

impl Cells {
    /// As a column declares, in a file with these decimals.
    pub fn of(column: &Column, decimal: Decimal) -> Self {
        let missing = column.missing.iter().filter_map(|code| number(code, Decimal::Point)).collect();
        let none = column.missing.iter().map(|word| word.to_lowercase()).collect();
        let worth = |worth: &str| number(worth, Decimal::Point);
        let labels =
            column.labels.iter().filter_map(|(word, text)| Some((word.to_lowercase(), worth(text)?)));
        Self { missing, none, labels: labels.collect(), decimal }
    }

    /// Plain numbers.
    pub fn plain(decimal: Decimal) -> Self {
        Self::of(&Column::default(), decimal)
    }

    /// What a cell says.
    pub fn read(&self, cell: &[u8]) -> Cell {
        match short(cell) {
            Some(value) => self.known(value),
            None => self.slowly(cell),
        }
    }

    fn known(&self, value: f64) -> Cell {
        if self.missing.contains(&value) { Cell::Missing } else { Cell::Answer(value) }
    }

    fn slowly(&self, cell: &[u8]) -> Cell {
        let Ok(text) = std::str::from_utf8(cell) else { return Cell::Unreadable };
        let text = text.trim();
        if text.is_empty() {
            return Cell::Missing;
        }
        if let Some(value) = number(text, self.decimal) {
            return self.known(value);
        }
        let word = text.to_lowercase();
        if self.none.contains(&word) {
            return Cell::Missing;
        }
        let labelled = self.labels.get(&word).copied().or_else(|| before_words(text));
        labelled.map_or(Cell::Unreadable, |value| self.known(value))
    }
}

/// A number of up to three digits, as most answers are.
fn short(cell: &[u8]) -> Option<f64> {
    if cell.is_empty() || cell.len() > 3 {
        return None;
    }
    let digit = |sum: u32, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
    cell.iter().try_fold(0, digit).map(f64::from)
}

/// A number as files write it, with a sign of per cent or without.
pub fn number(text: &str, decimal: Decimal) -> Option<f64> {
    let text = text.strip_suffix('%').unwrap_or(text).trim();
    let is_number =
        |text: &str| text.chars().all(|letter| letter.is_ascii_digit() || "+-.eE".contains(letter));
    let parsed = |text: &str| text.parse::<f64>().ok().filter(|value| is_number(text) && value.is_finite());
    match decimal {
        Decimal::Point => parsed(&text.replace(',', "")).filter(|_| is_grouped(text, ',')),
        Decimal::Comma => parsed(&text.replace('.', "").replace(',', ".")).filter(|_| is_grouped(text, '.')),
        Decimal::Either => parsed(&text.replacen(',', ".", 1)),
    }
}

/// Whether a mark stands before groups of three digits only.
fn is_grouped(text: &str, mark: char) -> bool {
    let digits = |group: &str| group.chars().take_while(char::is_ascii_digit).count();
    text.split(mark).skip(1).all(|group| digits(group) == 3)
}

/// 10 of `10 - Extremely likely`, 1 of `1 (very bad)`.
fn before_words(text: &str) -> Option<f64> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let rest = text[end..].trim_start();
    let is_label = rest.starts_with(['-', '–', '—', ':', '=', '(', ')', '.']);
    let says =
        rest.chars().any(char::is_alphabetic) && !rest.contains(|letter: char| letter.is_ascii_digit());
    if is_label && says { text[..end].parse().ok() } else { None }
}
