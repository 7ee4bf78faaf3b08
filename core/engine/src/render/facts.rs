//! Facts that pages rest on: a field of a thing, and what it held. Each has a number as long as the process lasts.

use std::hash::{BuildHasher, Hash};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use journeybook_model::{Digest, Kind};
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::chosen::Chosen;
use super::glossary::Leaf;
use super::portal::Portal;
use super::reads::Key;

/// What can be read of, named so that the same thing is found again in the next build.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Entity {
    /// The site as a whole.
    Site,
    /// A thing with an id, field by field.
    Node(Kind, Arc<str>),
    /// All that a thing says itself.
    Whole(Kind, Arc<str>),
    /// What a map is called, and its stages and steps with their feelings.
    Outline(Arc<str>),
    /// An opportunity, field by field.
    Opportunity(Arc<str>),
    /// Two maps side by side, field by field.
    Comparison(Arc<str>, Arc<str>),
    /// A page of the list of everything.
    Glossary(Leaf),
    /// A page of a tag, field by field.
    Tag(Arc<str>, usize),
    /// The heat table of a framework: of all its journeys, or of those on a page of a list.
    Heat(Arc<str>, Option<Listed>),
    /// A page of a list.
    List(Listed),
    /// What a long list of a kind can be narrowed to, by its word.
    Facet(Kind, Arc<str>),
    /// All journeys together.
    Across,
    /// A map on one page, field by field.
    Summary(Arc<str>),
}

/// A page of a list: the address of the list's first page, and the number.
pub type Listed = (Arc<str>, usize);

/// A field that was read, and the digest of what was seen.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Of what.
    pub entity: Entity,
    /// Which field; none stands for all of it.
    pub field: &'static str,
    /// What it held.
    pub digest: Digest,
}

/// Facts by number. One that is told again keeps its number.
#[derive(Debug, Default)]
pub struct Facts(RwLock<Told>);

/// Each thing stands once, whatever is told of it, and so does each fact.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) fields: Vec<&'static str>,
    pub(super) entities: Numbered<Entity>,
    pub(super) facts: Numbered<Row>,
}

/// What stands once each, and has its place as its number: the table holds numbers alone.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    pub(super) all: Vec<T>,
    numbers: HashTable<u32>,
}

/// A fact in few bytes: the numbers of the thing and of the field, the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Row {
    pub(super) entity: u32,
    pub(super) field: u16,
    pub(super) digest: Digest,
}

/// The number of a thing, the field, the digest.
pub type Line = (u32, &'static str, Digest);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { all: Vec::new(), numbers: HashTable::new() }
    }
}

impl<T: Eq + Hash> Numbered<T> {
    fn number(&mut self, known: T) -> u32 {
        let Self { all, numbers } = self;
        let is_it = |at: &u32| all[*at as usize] == known;
        match numbers.entry(spread(&known), is_it, |at| spread(&all[*at as usize])) {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(place) => {
                let number = all.len() as u32;
                place.insert(number);
                all.push(known);
                number
            }
        }
    }
}

fn spread(known: impl Hash) -> u64 {
    FxBuildHasher.hash_one(known)
}

impl Told {
    /// There are some hundred fields.
    fn field(&mut self, field: &'static str) -> u16 {
        let known = self.fields.iter().position(|known| *known == field);
        let number = known.unwrap_or_else(|| {
            self.fields.push(field);
            self.fields.len() - 1
        });
        number as u16
    }

    fn number(&mut self, (entity, field, digest): Line) -> u32 {
        let field = self.field(field);
        self.facts.number(Row { entity, field, digest })
    }

    fn line(&self, number: u32) -> Option<Line> {
        let Row { entity, field, digest } = *self.facts.all.get(number as usize)?;
        Some((entity, self.fields[usize::from(field)], digest))
    }
}

impl Facts {
    /// These things, and what is told of them; none where something is told of no thing.
    pub fn of(entities: Vec<Entity>, lines: impl Iterator<Item = Line>) -> Option<Self> {
        let mut told = Told::default();
        let numbers: Vec<u32> = entities.into_iter().map(|entity| told.entities.number(entity)).collect();
        for (entity, field, digest) in lines {
            told.number((*numbers.get(entity as usize)?, field, digest));
        }
        Some(Self(RwLock::new(told)))
    }

    /// The number of a fact.
    pub fn number(&self, entity: Entity, field: &'static str, digest: Digest) -> u32 {
        let mut told = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let entity = told.entities.number(entity);
        told.number((entity, field, digest))
    }

    /// The fact of a number.
    pub fn get(&self, number: u32) -> Option<Fact> {
        let told = self.read();
        let (entity, field, digest) = told.line(number)?;
        Some(Fact { entity: told.entities.all[entity as usize].clone(), field, digest })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.read().facts.all.len()
    }

    /// Some of them, by their numbers.
    pub fn chosen(&self, numbers: impl Iterator<Item = u32>) -> Chosen<'_> {
        Chosen::of(self.read(), numbers)
    }

    fn read(&self) -> RwLockReadGuard<'_, Told> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entity {
    /// Where it is in this build; none where it is gone.
    pub fn key(&self, portal: &Portal) -> Option<Key> {
        match self {
            Entity::Site => Some(Key::Site),
            Entity::Node(kind, id) => portal.site.find(*kind, id).map(Key::Node),
            Entity::Whole(kind, id) => portal.site.find(*kind, id).map(Key::Part),
            Entity::Outline(id) => portal.site.find(Kind::Journey, id).map(Key::Outline),
            Entity::Summary(id) => portal.site.find(Kind::Journey, id).map(Key::Summary),
            Entity::Heat(id, leaf) => {
                let leaf = leaf.as_ref().map(|(first, part)| portal.shelves().leaf(first, *part).ok_or(()));
                let framework = portal.site.find(Kind::Framework, id)?;
                Some(Key::Heat(framework, leaf.transpose().ok()?))
            }
            Entity::Facet(kind, word) => {
                let at = portal.shelves().facets_of(*kind).iter().position(|facet| *facet.key == **word)?;
                Some(Key::Facet(*kind, at))
            }
            Entity::List((first, part)) => portal.shelves().leaf(first, *part).map(Key::List),
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
