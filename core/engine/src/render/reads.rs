//! What a page read, so that the next build knows whether it would come out the same.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use journeybook_model::{Digest, Kind};
use rustc_hash::FxHasher;

use super::glossary::Leaf;
use super::portal::Portal;
use crate::resolve::NodeId;

/// What can be read of, inside one build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The site as a whole.
    Site,
    /// The page's own facts: they are in its name, so reading them is no dependency.
    Page,
    /// A thing with an id, field by field.
    Node(NodeId),
    /// Any nested part of such a thing, which stands for all of it.
    Part(NodeId),
    /// An opportunity, field by field.
    Opportunity(usize),
    /// Two maps side by side, the earlier one first, field by field.
    Comparison(NodeId, NodeId),
    /// A page of the list of everything.
    Glossary(Leaf),
    /// A tag, field by field.
    Tag(usize),
    /// The heat table of a framework.
    Heat(NodeId),
    /// The list of a kind.
    List(Kind),
    /// All journeys together.
    Across,
}

/// What can be read of, named so that the same thing is found again in the next build.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// The site as a whole.
    Site,
    /// A thing with an id, field by field.
    Node(Kind, String),
    /// All that a thing says itself.
    Whole(Kind, String),
    /// An opportunity, field by field.
    Opportunity(String),
    /// Two maps side by side, field by field.
    Comparison(String, String),
    /// A page of the list of everything.
    Glossary(Leaf),
    /// A tag, field by field.
    Tag(String),
    /// The heat table of a framework.
    Heat(String),
    /// The list of a kind.
    List(Kind),
    /// All journeys together.
    Across,
    /// An asset of the theme, by address.
    Asset(String),
}

/// A read and the digest of what was seen.
pub type Seen = Vec<(Entity, &'static str, Digest)>;

/// A field that was asked for and that the view does not have.
#[derive(Clone, Debug)]
pub struct Miss {
    /// The view's name in the theme contract.
    pub view: &'static str,
    /// What it has.
    pub fields: &'static [(&'static str, &'static str)],
    /// Which one it is, in words.
    pub of: String,
    /// The field.
    pub asked: String,
}

/// Collects what a page reads while it is rendered.
#[derive(Debug)]
pub struct Reads {
    missed: Mutex<Option<Miss>>,
    seen: Mutex<HashMap<(Key, &'static str), Digest, BuildHasherDefault<FxHasher>>>,
    /// Most reads are of parts of the map at hand; the one seen last need not be looked up again.
    last_part: AtomicUsize,
}

impl Default for Reads {
    fn default() -> Self {
        Self { missed: Mutex::default(), seen: Mutex::default(), last_part: AtomicUsize::new(usize::MAX) }
    }
}

impl Reads {
    /// Notes a read; the first one of a name is enough, since nothing changes while a page is rendered.
    pub fn note(&self, key: Key, field: &'static str, digest: impl FnOnce() -> Digest) {
        let field = match key {
            Key::Page => return,
            Key::Part(node) if self.last_part.swap(node, Ordering::Relaxed) == node => return,
            Key::Part(_) => "",
            _ => field,
        };
        let mut seen = self.seen.lock().expect("a panic while noting a read ends the build");
        seen.entry((key, field)).or_insert_with(digest);
    }

    /// Notes that a field is not there.
    pub fn miss(&self, miss: Miss) {
        *self.missed.lock().expect("a panic while noting a read ends the build") = Some(miss);
    }

    /// The last field that was not there.
    pub fn missed(&self) -> Option<Miss> {
        self.missed.lock().expect("a panic while noting a read ends the build").clone()
    }

    /// Everything that was read, under names that outlive the build.
    pub fn seen(&self, portal: &Portal) -> Seen {
        let seen = self.seen.lock().expect("a panic while noting a read ends the build");
        seen.iter()
            .filter_map(|((key, field), digest)| Some((key.entity(portal)?, *field, *digest)))
            .collect()
    }
}

impl Key {
    fn entity(self, portal: &Portal) -> Option<Entity> {
        let named = |node: NodeId| (portal.site.nodes[node].kind, portal.site.nodes[node].id.clone());
        match self {
            Key::Page => None,
            Key::Site => Some(Entity::Site),
            Key::Across => Some(Entity::Across),
            Key::Node(node) => Some(named(node)).map(|(kind, id)| Entity::Node(kind, id)),
            Key::Part(node) => Some(named(node)).map(|(kind, id)| Entity::Whole(kind, id)),
            Key::Comparison(before, after) => Some(Entity::Comparison(named(before).1, named(after).1)),
            Key::Glossary(leaf) => Some(Entity::Glossary(leaf)),
            Key::Tag(at) => Some(Entity::Tag(portal.tags()[at].id.clone())),
            Key::Heat(node) => Some(Entity::Heat(named(node).1)),
            Key::List(kind) => Some(Entity::List(kind)),
            Key::Opportunity(at) => Some(Entity::Opportunity(portal.site.opportunities[at].id.clone())),
        }
    }
}
