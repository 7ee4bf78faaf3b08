//! Texts in several languages. The first that the file declares is the map's; the others stay beside it.

use std::cell::Cell;

use journeybook_plugin::Imported;

use crate::page::Entry;
use crate::tree::{Node, Value};

/// The languages of a file, and how many texts lacked the first.
pub struct Languages {
    names: Vec<String>,
    missing: Cell<usize>,
}

/// What one language says.
type Said = (String, String);

impl Languages {
    /// The languages that a file declares; without a declaration, English.
    pub fn of(root: &Node) -> Self {
        let mut names: Vec<String> = root.texts("locales").map(str::to_owned).collect();
        if names.is_empty() {
            names.push("en".into());
        }
        Self { names, missing: Cell::new(0) }
    }

    /// What a text says in the map's language, else in any.
    pub fn first(&self, text: Option<&Node>) -> Option<String> {
        let said = all(text?);
        let own = said.iter().find(|(name, _)| *name == self.names[0]);
        if own.is_none() && !said.is_empty() {
            self.missing.set(self.missing.get() + 1);
        }
        own.or_else(|| said.first()).map(|(_, words)| words.clone())
    }

    /// What a text says in the other languages, where that is not the same.
    pub fn others(&self, text: Option<&Node>) -> Vec<Said> {
        let said = text.map(all).unwrap_or_default();
        let own = said.iter().find(|(name, _)| *name == self.names[0]).or(said.first()).cloned();
        let same = |words: &str| own.as_ref().is_some_and(|(_, own)| own == words);
        said.into_iter().filter(|(_, words)| !same(words)).collect()
    }

    /// What closes the heading of a thing with a key and a name: `{#report zh=提交报修}`.
    pub fn heading(&self, node: &Node) -> Vec<Said> {
        let id = node.str("key").map(|key| ("id".to_owned(), key.to_owned()));
        id.into_iter().chain(self.others(node.get("name")).into_iter().map(plain)).collect()
    }

    /// An entry with its words in the other languages.
    pub fn entry(&self, lane: &str, text: &Node) -> Option<Entry> {
        let mut entry = Entry::plain(lane, &self.first(Some(text))?);
        entry.attributes.extend(self.others(Some(text)).into_iter().map(plain));
        Some(entry)
    }

    /// Paragraphs: the other languages' titles and all texts, language by language.
    pub fn prose(&self, titles: &[Option<&Node>], texts: &[Option<&Node>]) -> String {
        let mut paragraphs: Vec<String> = texts.iter().filter_map(|text| self.first(*text)).collect();
        for name in &self.names {
            let own = |text: &Option<&Node>| self.others(*text).into_iter().find(|(other, _)| other == name);
            let title: Vec<String> = titles.iter().filter_map(own).map(|(_, words)| words).collect();
            paragraphs.extend(Some(title.join(": ")).filter(|title| !title.is_empty()));
            paragraphs.extend(texts.iter().filter_map(own).map(|(_, words)| words));
        }
        paragraphs.join("\n\n")
    }

    /// Says which language the maps are in.
    pub fn say(&self, out: &mut Imported) {
        if self.names.len() > 1 {
            let others = self.names[1..].join(", ");
            let message = format!(
                "the maps are in `{}`, the first of the file's languages; what it says in {others} stands in braces behind the words and in paragraphs of its own",
                self.names[0]
            );
            out.lost(None, message);
        }
        if self.missing.get() > 0 {
            let message = format!(
                "{} texts are not in `{}` and stand in another language",
                self.missing.get(),
                self.names[0]
            );
            out.lost(None, message);
        }
    }
}

/// A text in each of its languages; a text without languages is in one without a name.
fn all(text: &Node) -> Vec<Said> {
    match &text.value {
        Value::Map(pairs) => {
            pairs.iter().filter_map(|(name, words)| Some((name.clone(), words.text()?.to_owned()))).collect()
        }
        _ => text.text().map(|words| (String::new(), words.to_owned())).into_iter().collect(),
    }
}

/// A value in braces ends at the next quotation mark, so it has none inside.
pub fn plain((key, value): Said) -> Said {
    let value = value.replace('"', "”").replace(['{', '}'], "|").replace('\n', " / ");
    (if key.is_empty() { "words".into() } else { key }, value)
}
