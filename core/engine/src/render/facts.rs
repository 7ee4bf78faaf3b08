//! Facts that pages rest on: a field of a thing, and what it held. Each has a number as long as the process lasts.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use journeybook_model::{Digest, Kind};
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

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
}

/// A page of a list: the address of the list's first page, and the number.
pub type Listed = (Arc<str>, usize);

/// A field that was read, and the digest of what was seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
pub struct Facts(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    all: Vec<Fact>,
    numbers: HashMap<Fact, u32, FxBuildHasher>,
}

impl Facts {
    /// The number of a fact.
    pub fn number(&self, fact: Fact) -> u32 {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known.numbers.get(&fact) {
            return *number;
        }
        let number = known.all.len() as u32;
        known.all.push(fact.clone());
        known.numbers.insert(fact, number);
        number
    }

    /// The fact of a number.
    pub fn get(&self, number: u32) -> Option<Fact> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).all.get(number as usize).cloned()
    }

    /// All of them, by number.
    pub fn all(&self) -> Vec<Fact> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).all.clone()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).all.len()
    }
}

impl Entity {
    /// Where it is in this build; none where it is gone.
    pub fn key(&self, portal: &Portal) -> Option<Key> {
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
