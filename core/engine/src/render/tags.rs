//! The tags of a site: each a word, and what has it.

use std::collections::BTreeMap;

use std::ops::Range;

use journeybook_model::Kind;

use super::portal::Portal;
use crate::resolve::NodeId;

/// How many things a tag's page shows.
const PER_PAGE: usize = 60;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in addresses: tags that differ in case or punctuation alone are one.
    pub id: String,
    /// Its word, as the first document writes it.
    pub title: String,
    /// What has it: maps, then the other kinds, each in the order of the site.
    pub nodes: Vec<NodeId>,
}

impl Tag {
    /// One of its pages, from 0.
    pub fn url(&self, part: usize) -> String {
        match part {
            0 => format!("tags/{}.html", self.id),
            part => format!("tags/{}/{}.html", self.id, part + 1),
        }
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.nodes.len().div_ceil(PER_PAGE)
    }

    /// Which of its things a page shows.
    pub fn range(&self, part: usize) -> Range<usize> {
        part * PER_PAGE..self.nodes.len().min((part + 1) * PER_PAGE)
    }
}

impl Portal {
    /// All tags, by name.
    pub fn tags(&self) -> &[Tag] {
        self.tags.get_or_init(|| {
            let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
            for node in 0..self.site.nodes.len() {
                for title in self.tags_of(node) {
                    let id = address(&title);
                    let tag = tags.entry(id.clone()).or_insert(Tag { id, title, nodes: Vec::new() });
                    if tag.nodes.last() != Some(&node) {
                        tag.nodes.push(node);
                    }
                }
            }
            let mut tags: Vec<Tag> = tags.into_values().collect();
            let place = |node: &NodeId| {
                (!self.is_map(*node), Kind::ALL.iter().position(|kind| *kind == self.site.nodes[*node].kind))
            };
            tags.iter_mut().for_each(|tag| tag.nodes.sort_by_cached_key(place));
            tags
        })
    }

    /// The tag of an id.
    pub fn tag_of(&self, id: &str) -> Option<usize> {
        self.tags().binary_search_by(|tag| tag.id.as_str().cmp(id)).ok()
    }

    /// What a node is tagged with, as written; a tag without a letter or digit is none.
    pub fn tags_of(&self, node: NodeId) -> Vec<String> {
        let written = self.document(node).map(|document| document.fields.texts("tags")).unwrap_or_default();
        written.into_iter().filter(|tag| !crate::parse::slug(tag).is_empty()).collect()
    }

    /// Whether a node holds a map.
    pub fn is_map(&self, node: NodeId) -> bool {
        self.document(node).is_some_and(|document| document.journey().is_some())
    }

    /// A node's tags by id, each with the word it is shown by.
    pub fn tag_ids(&self, node: NodeId) -> Vec<(String, String)> {
        let ids = self.tags_of(node).into_iter().map(|title| address(&title));
        ids.filter_map(|id| Some((id.clone(), self.tags()[self.tag_of(&id)?].title.clone()))).collect()
    }

    /// A node's tags with their pages: title, url.
    pub fn tag_links(&self, node: NodeId) -> Vec<(String, String)> {
        let link = |title: String| (format!("tags/{}.html", address(&title)), title);
        self.tags_of(node).into_iter().map(link).map(|(url, title)| (title, url)).collect()
    }
}

/// A tag in an address. The list of tags has `index` to itself.
fn address(title: &str) -> String {
    match crate::parse::slug(title).as_str() {
        "index" => "index-".to_owned(),
        id => id.to_owned(),
    }
}
