//! Sources, each of which becomes one piece of evidence however often it is named.

use std::collections::BTreeMap;

use journeybook_plugin::Imported;

use super::path::Template;
use super::tables::Tables;
use crate::names::Names;
use crate::page::{Entry, Field, Map};
use crate::tree::Node;

/// The pieces of evidence so far, in the order in which they came.
pub struct Sources<'r> {
    rules: &'r BTreeMap<String, Template>,
    made: Vec<Source>,
    by_address: BTreeMap<String, usize>,
}

struct Source {
    path: String,
    fields: BTreeMap<String, Vec<String>>,
}

impl<'r> Sources<'r> {
    /// None yet.
    pub fn new(rules: &'r BTreeMap<String, Template>) -> Self {
        Self { rules, made: Vec::new(), by_address: BTreeMap::new() }
    }

    /// An entry that leads to a source's evidence.
    pub fn entry<'n>(
        &mut self,
        lane: &str,
        node: &'n Node,
        tables: &Tables<'n>,
        names: &mut Names,
        out: &mut Imported,
    ) -> Entry {
        let said = |template: &Template| template.say(node, tables);
        let mut fields: BTreeMap<String, Vec<String>> =
            self.rules.iter().map(|(key, template)| (key.clone(), said(template))).collect();
        fields.retain(|_, values| !values.is_empty());
        let word = |key: &str| fields.get(key).and_then(|values| values.first()).cloned();
        let address = word("source").or_else(|| word("title")).unwrap_or_default();
        let title = word("title").unwrap_or_else(|| address.clone());
        fields.entry("title".into()).or_insert_with(|| vec![title.clone()]);
        let path = match self.by_address.get(&address) {
            Some(at) => self.made[*at].meet(fields, node.line, out),
            None => self.make(address, &title, fields, names),
        };
        Entry::link(lane, &title, &format!("../{path}"))
    }

    fn make(
        &mut self,
        address: String,
        title: &str,
        fields: BTreeMap<String, Vec<String>>,
        names: &mut Names,
    ) -> String {
        let path = names.path("evidence", title, "source");
        self.by_address.insert(address, self.made.len());
        self.made.push(Source { path: path.clone(), fields });
        path
    }

    /// Writes them.
    pub fn write(self, out: &mut Imported) {
        for source in self.made {
            let mut map = Map { path: source.path, ..Map::default() };
            let title = source.fields.get("title").into_iter().map(|values| ("title".to_owned(), values));
            let others = source.fields.iter().filter(|(key, _)| *key != "title");
            for (key, values) in title.chain(others.map(|(key, values)| (key.clone(), values))) {
                map = map.field(&key, field(values));
            }
            out.document(&map.path, map.markdown());
        }
    }
}

impl Source {
    /// The same address again: what it says more is added, and what it says otherwise is a loss.
    fn meet(&mut self, fields: BTreeMap<String, Vec<String>>, line: u32, out: &mut Imported) -> String {
        for (key, values) in fields {
            match self.fields.get(&key) {
                None => drop(self.fields.insert(key, values)),
                Some(known) if *known == values || key == "title" => {}
                Some(known) => out.lost(
                    line,
                    format!(
                        "a source with the address of `{}` has the {key} “{}”; its evidence keeps “{}”",
                        self.path,
                        values.join(", "),
                        known.join(", ")
                    ),
                ),
            }
        }
        self.path.clone()
    }
}

/// One value as text, more as a list.
pub fn field(values: &[String]) -> Field {
    match values {
        [one] => Field::Text(one.clone()),
        many => Field::List(many.to_vec()),
    }
}
