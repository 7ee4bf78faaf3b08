//! Where each key and each value of the settings was written.

use std::collections::HashMap;

use journeybook_model::Span;
use toml::de::{DeTable, DeValue};

/// The places of a text, by the way there: keys, and the numbers of list items from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(HashMap<Vec<String>, Place>);

#[derive(Clone, Copy, Debug)]
struct Place {
    key: Span,
    value: Span,
}

impl Places {
    /// Those of a text that is TOML; of any other, none.
    pub fn of(text: &str) -> Self {
        let mut places = Self::default();
        if let Ok(table) = DeTable::parse(text) {
            places.table(table.get_ref(), &[]);
        }
        places
    }

    /// The key at the end of a way.
    pub fn key(&self, way: &[impl AsRef<str>]) -> Span {
        self.nearest(way).key
    }

    /// The value at the end of a way.
    pub fn value(&self, way: &[impl AsRef<str>]) -> Span {
        self.nearest(way).value
    }

    /// What is at the end of a way, or as far along it as the text goes.
    fn nearest(&self, way: &[impl AsRef<str>]) -> Place {
        let way: Vec<String> = way.iter().map(|part| part.as_ref().to_owned()).collect();
        let found = (0..=way.len()).rev().find_map(|parts| self.0.get(&way[..parts]));
        found.copied().unwrap_or(Place { key: Span::default(), value: Span::default() })
    }

    fn table(&mut self, table: &DeTable<'_>, way: &[String]) {
        for (key, value) in table.iter() {
            let place = Place { key: key.span().into(), value: value.span().into() };
            self.item(longer(way, key.get_ref()), place, value.get_ref());
        }
    }

    fn item(&mut self, way: Vec<String>, place: Place, value: &DeValue<'_>) {
        match value {
            DeValue::Table(table) => self.table(table, &way),
            DeValue::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    let place = Place { key: item.span().into(), value: item.span().into() };
                    self.item(longer(&way, &number.to_string()), place, item.get_ref());
                }
            }
            _ => {}
        }
        self.0.insert(way, place);
    }
}

fn longer(way: &[String], part: &str) -> Vec<String> {
    way.iter().cloned().chain([part.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = \"x\"\n[plugins.own]\nmood = 'bad'\nlanes = [\"a\", \"bc\"]\ndeep.er = 1\n";

    fn found(span: Span) -> &'static str {
        &TEXT[span.range()]
    }

    #[test]
    fn keys_and_values_are_found_however_they_are_written() {
        let places = Places::of(TEXT);
        assert_eq!(found(places.value(&["title"])), "\"x\"");
        assert_eq!(found(places.key(&["plugins", "own", "mood"])), "mood");
        assert_eq!(found(places.value(&["plugins", "own", "mood"])), "'bad'");
        assert_eq!(found(places.value(&["plugins", "own", "lanes", "1"])), "\"bc\"");
        assert_eq!(found(places.value(&["plugins", "own", "deep", "er"])), "1");
    }

    #[test]
    fn a_way_past_the_text_ends_where_the_text_does() {
        let places = Places::of(TEXT);
        assert_eq!(found(places.key(&["plugins", "own", "missing"])), "own");
        assert_eq!(Places::of("= 1").key(&["a"]), Span::default());
    }
}
