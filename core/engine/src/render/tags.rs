//! The tags of a site: each a word, and what has it.

use std::collections::BTreeMap;

use super::portal::Portal;
use crate::resolve::NodeId;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in addresses: tags that differ in case or punctuation alone are one.
    pub id: String,
    /// Its word, as the first document writes it.
    pub title: String,
    /// What has it, in the order of the site.
    pub nodes: Vec<NodeId>,
}

impl Tag {
    /// Its page.
    pub fn url(&self) -> String {
        format!("tags/{}.html", self.id)
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
            tags.into_values().collect()
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
