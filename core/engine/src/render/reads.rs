//! What a page read, so that the next build knows whether it would come out the same: it keeps the numbers of the facts
//! that it read.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use journeybook_model::{Digest, Kind};
use rustc_hash::FxHasher;

use super::facts::Entity;
use super::glossary::Leaf;
use super::portal::Portal;
use super::shelves::Leaf as Shelved;
use super::view::{Cx, Says};
use super::views;
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
    /// What a map is called, and its stages and steps with their feelings: what lists show of it.
    Outline(NodeId),
    /// A map on one page, field by field.
    Summary(NodeId),
    /// An opportunity, field by field.
    Opportunity(usize),
    /// Two maps side by side, the earlier one first, field by field.
    Comparison(NodeId, NodeId),
    /// A page of the list of everything.
    Glossary(Leaf),
    /// A page of a tag, field by field.
    Tag(usize, usize),
    /// The heat table of a framework: of all its journeys, or of those on a page of a list.
    Heat(NodeId, Option<Shelved>),
    /// A page of a list.
    List(Shelved),
    /// What a long list of a kind can be narrowed to: which of its facets.
    Facet(Kind, usize),
    /// All journeys together.
    Across,
}

/// A field of a thing.
pub type Field = (Key, &'static str);
/// Spreads fields over a table: they come from no stranger.
pub type Spread = BuildHasherDefault<FxHasher>;

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
    /// With the number, where it is not put off.
    seen: Mutex<HashMap<Field, Option<u32>, Spread>>,
    /// Most reads are of parts of the map at hand; the one seen last need not be looked up again.
    last_part: AtomicUsize,
}

impl Default for Reads {
    fn default() -> Self {
        Self { missed: Mutex::default(), seen: Mutex::default(), last_part: AtomicUsize::new(usize::MAX) }
    }
}

/// What is behind a lock.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("a panic while noting a read ends the build")
}

impl Reads {
    /// Notes a read; the first one of a name is enough, since nothing changes while a page is rendered.
    pub fn note(&self, portal: &Portal, key: Key, field: &'static str, digest: impl FnOnce() -> Digest) {
        let field = match key {
            Key::Page => return,
            Key::Part(node) if self.last_part.swap(node, Ordering::Relaxed) == node => return,
            Key::Part(_) => "",
            _ => field,
        };
        locked(&self.seen)
            .entry((key, field))
            .or_insert_with(|| Some(portal.table.number(portal, (key, field), digest)));
    }

    /// Notes a read of what is to be looked at once the page is rendered, unless the page then depends on all of the thing.
    pub fn put_off(&self, key: Key, field: &'static str) {
        locked(&self.seen).entry((key, field)).or_insert(None);
    }

    /// Notes that a field is not there.
    pub fn miss(&self, miss: Miss) {
        *locked(&self.missed) = Some(miss);
    }

    /// The last field that was not there.
    pub fn missed(&self) -> Option<Miss> {
        locked(&self.missed).clone()
    }

    /// The numbers of everything that was read. What a map says itself is no dependency of a page that depends on the whole
    /// of it or, where its outline says it, on that.
    pub fn numbers(&self, cx: &Arc<Cx>) -> Arc<[u32]> {
        let seen = std::mem::take(&mut *locked(&self.seen));
        let is_seen = |key| seen.contains_key(&(key, ""));
        let is_implied = |(key, field): Field| match key {
            Key::Node(node) => {
                let in_outline = Says::of(field) == Some(Says::Outline);
                is_seen(Key::Part(node)) || (in_outline && is_seen(Key::Outline(node)))
            }
            Key::Outline(node) => is_seen(Key::Part(node)),
            _ => false,
        };
        let number = |(field, number): (&Field, &Option<u32>)| {
            let look = || views::look(cx, field.0, field.1).expect("a page has read it");
            let later = || cx.portal.table.number(&cx.portal, *field, look);
            number.or_else(|| (!is_implied(*field)).then(later))
        };
        let mut numbers: Vec<u32> = seen.iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers.into()
    }
}

impl Key {
    /// The name under which the same thing is found in another build. A page's own facts are never noted.
    pub fn entity(self, portal: &Portal) -> Entity {
        let kind = |node: NodeId| portal.site.nodes[node].kind;
        let id = |node: NodeId| Arc::from(portal.site.nodes[node].id.as_str());
        let listed = |leaf: Shelved| (Arc::from(portal.shelves().all[leaf.shelf].first.as_str()), leaf.part);
        match self {
            Key::Page | Key::Site => Entity::Site,
            Key::Across => Entity::Across,
            Key::Node(node) => Entity::Node(kind(node), id(node)),
            Key::Part(node) => Entity::Whole(kind(node), id(node)),
            Key::Outline(node) => Entity::Outline(id(node)),
            Key::Summary(node) => Entity::Summary(id(node)),
            Key::Comparison(before, after) => Entity::Comparison(id(before), id(after)),
            Key::Glossary(leaf) => Entity::Glossary(leaf),
            Key::Tag(at, part) => Entity::Tag(Arc::from(portal.tags()[at].id.as_str()), part),
            Key::Heat(node, leaf) => Entity::Heat(id(node), leaf.map(listed)),
            Key::Facet(kind, at) => Entity::Facet(kind, Arc::from(portal.shelves().facets_of(kind)[at].key)),
            Key::List(leaf) => Entity::List(listed(leaf)),
            Key::Opportunity(at) => Entity::Opportunity(Arc::from(portal.site.opportunities[at].id.as_str())),
        }
    }
}
