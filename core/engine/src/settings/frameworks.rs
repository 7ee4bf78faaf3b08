//! `[frameworks]`: which of the frameworks there are a site shows.

use journeybook_model::Diagnostic;

use super::notes::Page;

/// The word for all frameworks there are.
const ALL: &str = "all";

/// The keys of the table, each with what it is.
pub(crate) const KEYS: [(&str, &str); 2] = [
    ("views", "The ids of the frameworks that every map is shown through besides its own."),
    ("pages", "The ids of frameworks that have a page though no map uses them, or `all`."),
];

/// Which frameworks a site shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frameworks {
    /// Those that every map is shown through.
    pub views: Vec<String>,
    /// Those that have a page though no map uses them.
    pub pages: Vec<String>,
    /// Whether all there are have a page.
    pub all_pages: bool,
    /// Those that every map is shown through even where it asks for others: whoever runs the build wants them.
    pub always: Vec<String>,
}

impl Frameworks {
    pub(super) fn read(&mut self, table: toml::Table, page: &Page<'_>, notes: &mut Vec<Diagnostic>) {
        for (key, value) in table {
            match (key.as_str(), texts(&value)) {
                ("pages", _) if value.as_str() == Some(ALL) => self.all_pages = true,
                ("views", Some(ids)) => self.views = ids,
                ("pages", Some(ids)) => self.pages = ids,
                ("views" | "pages", None) => notes.push(page.wrong_frameworks(&key)),
                _ => notes.push(page.unknown_framework_key(&key)),
            }
        }
    }
}

/// One text or a list of them.
fn texts(value: &toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::String(text) => Some(vec![text.clone()]),
        toml::Value::Array(items) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}
