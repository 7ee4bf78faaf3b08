//! The mapping: a small TOML file that says what is what in a source.
//!
//! `separator`, `delimiter`, `header` and `[columns]` are for tables, `[json]` for JSON.

use toml::{Table, Value};

const KEYS: [&str; 5] = ["separator", "delimiter", "header", "columns", "json"];

/// What a mapping says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// What parts the items of a list in one cell; empty where cells hold no lists.
    pub separator: Option<String>,
    /// What parts the cells of a row.
    pub delimiter: Option<u8>,
    /// The row that holds the header, from 1.
    pub header: Option<usize>,
    /// What columns mean, in the order of the file.
    pub columns: Vec<(String, String)>,
    /// What `[json]` holds.
    pub json: Option<Table>,
}

impl Mapping {
    /// Reads a mapping; without a text it says nothing. The error is a sentence for whoever wrote it.
    pub fn read(text: Option<&str>) -> Result<Self, String> {
        let Some(text) = text else { return Ok(Self::default()) };
        let table: Table = text.parse().map_err(|error: toml::de::Error| unreadable(text, &error))?;
        match table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            Some(key) => Err(format!("the mapping has no key `{key}`; it knows {}", KEYS.join(", "))),
            None => Self::of(table),
        }
    }

    fn of(table: Table) -> Result<Self, String> {
        Ok(Self {
            separator: table.get("separator").map(|value| string("separator", value)).transpose()?,
            delimiter: table.get("delimiter").map(delimiter).transpose()?,
            header: table.get("header").map(row).transpose()?,
            columns: table.get("columns").map(columns).transpose()?.unwrap_or_default(),
            json: table.get("json").map(json).transpose()?,
        })
    }

    /// What a column means, if the mapping says so. Names are compared without case and surrounding space.
    pub fn column(&self, name: &str) -> Option<&str> {
        let is_it = |(key, _): &&(String, String)| key.trim().to_lowercase() == name.trim().to_lowercase();
        self.columns.iter().find(is_it).map(|(_, meaning)| meaning.as_str())
    }

    /// What parts the items of a list in one cell.
    pub fn separator(&self) -> &str {
        self.separator.as_deref().unwrap_or(";")
    }
}

fn unreadable(text: &str, error: &toml::de::Error) -> String {
    let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    format!("the mapping is not TOML at line {line}: {}", error.message())
}

fn string(key: &str, value: &Value) -> Result<String, String> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("`{key}` of the mapping must be a text in quotes"))
}

fn delimiter(value: &Value) -> Result<u8, String> {
    match string("delimiter", value)?.as_bytes() {
        [one] => Ok(*one),
        _ => Err("`delimiter` of the mapping must be one character, such as \";\" or \"\\t\"".to_owned()),
    }
}

fn row(value: &Value) -> Result<usize, String> {
    let row = value.as_integer().and_then(|row| usize::try_from(row).ok()).filter(|row| *row > 0);
    row.ok_or_else(|| "`header` of the mapping must be the number of a row, counted from 1".to_owned())
}

fn columns(value: &Value) -> Result<Vec<(String, String)>, String> {
    let table = value.as_table().ok_or("`columns` of the mapping must be a table: `[columns]`")?;
    table.iter().map(|(name, meaning)| Ok((name.clone(), string(name, meaning)?))).collect()
}

fn json(value: &Value) -> Result<Table, String> {
    value.as_table().cloned().ok_or_else(|| "`json` of the mapping must be a table: `[json]`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_says_what_is_what() {
        let text =
            "separator = \"|\"\nheader = 3\n[columns]\n\"Customer action\" = \"doing\"\nNotes = \"ignore\"\n";
        let mapping = Mapping::read(Some(text)).unwrap();
        assert_eq!(mapping.separator(), "|");
        assert_eq!(mapping.header, Some(3));
        assert_eq!(mapping.column(" customer ACTION "), Some("doing"));
        assert_eq!(Mapping::read(None).unwrap().separator(), ";");
    }

    #[test]
    fn what_a_mapping_cannot_mean_is_said() {
        let said = |text| Mapping::read(Some(text)).unwrap_err();
        assert!(said("a =\n").starts_with("the mapping is not TOML at line 1"));
        assert!(said("colums = 1\n").starts_with("the mapping has no key `colums`"));
        assert!(said("header = 0\n").starts_with("`header` of the mapping must be"));
        assert!(said("delimiter = \"ab\"\n").starts_with("`delimiter` of the mapping"));
        assert!(said("[columns]\na = 1\n").starts_with("`a` of the mapping must be a text"));
    }
}
