//! Columns that say something of a whole journey: its frontmatter.

use super::Row;
use super::columns::Meaning;
use super::header::Headed;
use super::lists::items;
use crate::mapping::Mapping;
use crate::page::Field;
use crate::text;

/// Words for a status, and the status they mean.
const STATUS: [(&str, &str); 7] = [
    ("live", "live"),
    ("active", "live"),
    ("review", "review"),
    ("in review", "review"),
    ("draft", "draft"),
    ("archived", "archived"),
    ("deprecated", "archived"),
];

/// What some rows of one journey say of it, and the columns that are thereby done with.
pub fn of(headed: &Headed, rows: &[&Row], mapping: &Mapping) -> (Vec<(String, Field)>, Vec<usize>) {
    let mut fields = Vec::new();
    let mut done = Vec::new();
    for (at, meaning) in headed.meanings.iter().enumerate() {
        if let Some(field) = field(meaning, at, rows, mapping) {
            let varies = *meaning == Meaning::Persona && constant(rows, at).is_none();
            fields.push(field);
            done.extend((!varies).then_some(at));
        }
    }
    (fields, done)
}

fn field(meaning: &Meaning, at: usize, rows: &[&Row], mapping: &Mapping) -> Option<(String, Field)> {
    match meaning {
        Meaning::Persona => {
            let ids: Vec<_> =
                names(rows.iter().copied(), at, mapping).iter().map(|name| text::slug(name)).collect();
            (!ids.is_empty()).then(|| ("persona".to_owned(), Field::List(ids)))
        }
        Meaning::Key(key) => Some(((*key).to_owned(), value(key, constant(rows, at)?, mapping)?)),
        Meaning::Field(key) => Some((key.clone(), Field::Text(constant(rows, at)?.to_owned()))),
        _ => None,
    }
}

/// The value of a key, where the words are one that it may have.
fn value(key: &str, words: &str, mapping: &Mapping) -> Option<Field> {
    match key {
        "status" => {
            let known = STATUS.iter().find(|(word, _)| words.eq_ignore_ascii_case(word));
            known.map(|(_, status)| Field::Text((*status).to_owned()))
        }
        "reviewed" => is_date(words).then(|| Field::Raw(words.to_owned())),
        "tags" => Some(Field::List(items(&words.replace(',', ";"), mapping.separator()))),
        _ => Some(Field::Text(words.to_owned())),
    }
}

/// `2026-03-12`.
fn is_date(words: &str) -> bool {
    let parts: Vec<_> = words.split('-').collect();
    let is_number =
        |part: &&str, length: usize| part.len() == length && part.chars().all(|c| c.is_ascii_digit());
    let within = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    matches!(parts.as_slice(), [year, month, day] if is_number(year, 4) && is_number(month, 2)
        && is_number(day, 2) && within(month, 12) && within(day, 28))
}

/// The one value that a column has, where it has one.
pub fn constant<'r>(rows: &[&'r Row], at: usize) -> Option<&'r str> {
    let mut cells = rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    cells.all(|cell| cell == first).then_some(first)
}

/// Everybody who makes a journey of a table.
pub fn personas(headed: &Headed, mapping: &Mapping) -> Vec<String> {
    let at = headed.column(&Meaning::Persona);
    at.map_or_else(Vec::new, |at| names(headed.rows.iter(), at, mapping))
}

fn names<'r>(rows: impl Iterator<Item = &'r Row>, at: usize, mapping: &Mapping) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in rows.flat_map(|row| items(row.cell(at), mapping.separator())) {
        let is_new = found.iter().all(|other| text::slug(other) != text::slug(&name));
        if is_new && !text::slug(&name).is_empty() {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_that_a_key_may_have_become_frontmatter() {
        let mapping = Mapping::default();
        assert_eq!(value("status", "Active", &mapping), Some(Field::Text("live".into())));
        assert_eq!(value("status", "paused", &mapping), None);
        assert_eq!(value("reviewed", "2026-03-12", &mapping), Some(Field::Raw("2026-03-12".into())));
        assert_eq!(value("reviewed", "March", &mapping), None);
        assert_eq!(value("tags", "a, b", &mapping), Some(Field::List(vec!["a".into(), "b".into()])));
    }

    #[test]
    fn a_column_is_constant_when_it_has_one_value() {
        let row = |cell: &str| Row { line: None, cells: vec![cell.to_owned()] };
        let (a, b, none) = (row("a"), row("b"), row(""));
        assert_eq!(constant(&[&a, &none, &a], 0), Some("a"));
        assert_eq!(constant(&[&a, &b], 0), None);
    }
}
