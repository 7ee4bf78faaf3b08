//! What a page read, so that the next build knows whether it would come out the same.
//!
//! Within a build a field reads the same whoever asks, so it is looked at once and known by a number; a page keeps the
//! numbers of what it read.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use journeybook_model::{Digest, Kind};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::glossary::Leaf;
use super::portal::Portal;
use super::shelves::Leaf as Shelved;
use super::view::Cx;
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

/// What can be read of, named so that the same thing is found again in the next build.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// A page of a tag, field by field.
    Tag(String, usize),
    /// The heat table of a framework: of all its journeys, or of those on a page of a list.
    Heat(String, Option<(String, usize)>),
    /// A page of a list, by the address of the list's first page.
    List(String, usize),
    /// What a long list of a kind can be narrowed to, by its word.
    Facet(Kind, String),
    /// All journeys together.
    Across,
}

/// A field that was read, and the digest of what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Of what.
    pub entity: Entity,
    /// Which field; none stands for all of it.
    pub field: &'static str,
    /// What it held.
    pub digest: Digest,
}

type Field = (Key, &'static str);
type Spread = BuildHasherDefault<FxHasher>;
type Shard = Mutex<HashMap<Field, (u32, Digest), Spread>>;

/// How many locks the fields are spread over, so that threads seldom wait for each other.
const SHARDS: usize = 64;

/// Every field that was looked at in this build, with its number.
#[derive(Debug)]
pub struct Table {
    shards: Vec<Shard>,
    count: AtomicU32,
}

impl Default for Table {
    fn default() -> Self {
        let shards = (0..SHARDS).map(|_| Shard::default()).collect();
        Self { shards, count: AtomicU32::new(0) }
    }
}

impl Table {
    /// A field's number and digest; it is looked at where nobody has.
    fn number(&self, field: Field, digest: impl FnOnce() -> Digest) -> (u32, Digest) {
        // The tables behind the locks use the lowest and the highest bits.
        let shard = &self.shards[(Spread::default().hash_one(field) >> 24) as usize % SHARDS];
        if let Some(known) = locked(shard).get(&field) {
            return *known;
        }
        let digest = digest();
        let next = || (self.count.fetch_add(1, Ordering::Relaxed), digest);
        *locked(shard).entry(field).or_insert_with(next)
    }

    /// Everything that was looked at, by number, under names that outlive the build.
    pub fn facts(&self, portal: &Portal) -> Vec<Fact> {
        let mut all: Vec<(u32, Fact)> = Vec::new();
        for shard in &self.shards {
            let named = locked(shard);
            all.extend(named.iter().filter_map(|((key, field), (number, digest))| {
                Some((*number, Fact { entity: key.entity(portal)?, field, digest: *digest }))
            }));
        }
        all.sort_unstable_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, fact)| fact).collect()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("a panic while noting a read ends the build")
}

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
    seen: Mutex<HashMap<Field, u32, Spread>>,
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
    pub fn note(&self, table: &Table, key: Key, field: &'static str, digest: impl FnOnce() -> Digest) {
        let field = match key {
            Key::Page => return,
            Key::Part(node) if self.last_part.swap(node, Ordering::Relaxed) == node => return,
            Key::Part(_) => "",
            _ => field,
        };
        locked(&self.seen).entry((key, field)).or_insert_with(|| table.number((key, field), digest).0);
    }

    /// Notes that a field is not there.
    pub fn miss(&self, miss: Miss) {
        *locked(&self.missed) = Some(miss);
    }

    /// The last field that was not there.
    pub fn missed(&self) -> Option<Miss> {
        locked(&self.missed).clone()
    }

    /// The numbers of everything that was read.
    pub fn numbers(&self) -> Arc<[u32]> {
        let mut numbers: Vec<u32> = locked(&self.seen).values().copied().collect();
        numbers.sort_unstable();
        numbers.into()
    }
}

/// What the build before this one read; each fact is held against this build once, when a page depends on it.
pub struct Earlier<'f> {
    facts: &'f [Fact],
    now: Vec<OnceLock<Option<u32>>>,
}

impl<'f> Earlier<'f> {
    /// Facts that nothing is known of yet.
    pub fn new(facts: &'f [Fact]) -> Self {
        Self { facts, now: facts.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The numbers of this build for those of the earlier one; none where something reads otherwise now.
    pub fn still(&self, cx: &Arc<Cx>, numbers: &[u32]) -> Option<Arc<[u32]>> {
        let still = numbers.iter().map(|number| {
            let at = *number as usize;
            let now = self.now.get(at)?;
            *now.get_or_init(|| hold(cx, &self.facts[at]))
        });
        still.collect()
    }
}

/// The number of a fact in this build, if it still holds.
fn hold(cx: &Arc<Cx>, fact: &Fact) -> Option<u32> {
    let key = fact.entity.key(&cx.portal)?;
    let look = || views::look(cx, key, fact.field).unwrap_or_default();
    let (number, digest) = cx.portal.table.number((key, fact.field), look);
    (digest == fact.digest).then_some(number)
}

impl Key {
    fn entity(self, portal: &Portal) -> Option<Entity> {
        let named = |node: NodeId| (portal.site.nodes[node].kind, portal.site.nodes[node].id.clone());
        let listed = |leaf: Shelved| (portal.shelves().all[leaf.shelf].first.clone(), leaf.part);
        match self {
            Key::Page => None,
            Key::Site => Some(Entity::Site),
            Key::Across => Some(Entity::Across),
            Key::Node(node) => Some(named(node)).map(|(kind, id)| Entity::Node(kind, id)),
            Key::Part(node) => Some(named(node)).map(|(kind, id)| Entity::Whole(kind, id)),
            Key::Comparison(before, after) => Some(Entity::Comparison(named(before).1, named(after).1)),
            Key::Glossary(leaf) => Some(Entity::Glossary(leaf)),
            Key::Tag(at, part) => Some(Entity::Tag(portal.tags()[at].id.clone(), part)),
            Key::Heat(node, leaf) => Some(Entity::Heat(named(node).1, leaf.map(listed))),
            Key::Facet(kind, at) => {
                Some(Entity::Facet(kind, portal.shelves().facets_of(kind)[at].key.to_owned()))
            }
            Key::List(leaf) => Some(listed(leaf)).map(|(first, part)| Entity::List(first, part)),
            Key::Opportunity(at) => Some(Entity::Opportunity(portal.site.opportunities[at].id.clone())),
        }
    }
}

impl Entity {
    /// Where it is in this build; none where it is gone.
    fn key(&self, portal: &Portal) -> Option<Key> {
        match self {
            Entity::Site => Some(Key::Site),
            Entity::Node(kind, id) => portal.site.find(*kind, id).map(Key::Node),
            Entity::Whole(kind, id) => portal.site.find(*kind, id).map(Key::Part),
            Entity::Heat(id, leaf) => {
                let leaf = leaf.as_ref().map(|(first, part)| portal.shelves().leaf(first, *part).ok_or(()));
                let framework = portal.site.find(Kind::Framework, id)?;
                Some(Key::Heat(framework, leaf.transpose().ok()?))
            }
            Entity::Facet(kind, word) => {
                let at = portal.shelves().facets_of(*kind).iter().position(|facet| facet.key == word)?;
                Some(Key::Facet(*kind, at))
            }
            Entity::List(first, part) => portal.shelves().leaf(first, *part).map(Key::List),
            Entity::Across => Some(Key::Across),
            Entity::Comparison(before, after) => {
                let journey = |id: &str| portal.site.find(Kind::Journey, id);
                Some(Key::Comparison(journey(before)?, journey(after)?))
            }
            Entity::Glossary(leaf) => Some(Key::Glossary(*leaf)),
            Entity::Tag(id, part) => {
                let at = portal.tag_of(id).filter(|at| *part < portal.tags()[*at].pages())?;
                Some(Key::Tag(at, *part))
            }
            Entity::Opportunity(id) => portal.opportunity_of(id).map(Key::Opportunity),
        }
    }
}
