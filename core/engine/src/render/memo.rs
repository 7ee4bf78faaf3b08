//! What is remembered of pages beyond the end of the process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use journeybook_model::Digest;
use serde::ser::{SerializeSeq as _, SerializeStruct as _};
use serde::{Deserialize, Serialize, Serializer};

use super::chosen::Chosen;
use super::facts::{Entity, Facts};
use super::made::{Known, Pages};
use super::views::known_field;
use crate::outlet::Listing;

/// Pages with what they read, as an earlier process wrote them down. A field's name and a thing stand once.
#[derive(Default, Deserialize)]
pub struct Kept {
    fields: Vec<String>,
    entities: Vec<Entity>,
    facts: Vec<(u32, u16, Digest)>,
    pages: Vec<(Arc<str>, Known)>,
}

/// The same while it is written down: there are many, so they are taken from where they are, one by one.
pub struct Keeping<'p> {
    known: MutexGuard<'p, HashMap<Arc<str>, Known>>,
    listing: &'p Listing,
    chosen: Chosen<'p>,
}

impl Keeping<'_> {
    fn pages(&self) -> impl Iterator<Item = (&Arc<str>, &Known)> {
        self.known.iter().filter(|(url, _)| self.listing.contains_key(*url))
    }
}

impl Serialize for Keeping<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (entities, facts) = self.chosen.counts();
        let pages =
            || self.pages().map(|(url, page)| (url, page.resting_on(Reads(&page.reads, &self.chosen))));
        let mut kept = to.serialize_struct("Kept", 4)?;
        kept.serialize_field("fields", self.chosen.fields())?;
        kept.serialize_field("entities", &Each(entities, || self.chosen.entities()))?;
        kept.serialize_field("facts", &Each(facts, || self.chosen.rows()))?;
        kept.serialize_field("pages", &Each(self.pages().count(), pages))?;
        kept.end()
    }
}

/// What a page rests on, by the new numbers.
struct Reads<'k>(&'k [u32], &'k Chosen<'k>);

impl Serialize for Reads<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|old| self.1.number(*old)))
    }
}

/// So many values, each made when it is written.
struct Each<F>(usize, F);

impl<T: Serialize, I: Iterator<Item = T>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(count, values) = self;
        let mut list = to.serialize_seq(Some(*count))?;
        values().try_for_each(|value| list.serialize_element(&value))?;
        list.end()
    }
}

impl Pages {
    /// What the next process may know of the pages of a listing.
    pub fn keeping<'p>(&'p self, listing: &'p Listing) -> Keeping<'p> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = known.iter().filter(|(url, _)| listing.contains_key(*url));
        let chosen = self.facts.chosen(kept.flat_map(|(_, page)| page.reads.iter().copied()));
        Keeping { known, listing, chosen }
    }

    /// What an earlier process kept; none, where a field is none that views have now or a number is no fact's.
    pub fn recalled(kept: Kept) -> Option<Pages> {
        let fields: Vec<_> = kept.fields.iter().map(|name| known_field(name)).collect::<Option<_>>()?;
        let is_known = |(_, field, _): &(u32, u16, Digest)| usize::from(*field) < fields.len();
        let count = kept.facts.len() as u32;
        let is_whole = kept.facts.iter().all(is_known)
            && kept.pages.iter().all(|(_, page)| page.reads.iter().all(|number| *number < count));
        if !is_whole {
            return None;
        }
        let line = |(entity, field, digest)| (entity, fields[usize::from(field)], digest);
        let facts = Facts::of(kept.entities, kept.facts.into_iter().map(line))?;
        Some(Pages { facts: Arc::new(facts), known: Mutex::new(kept.pages.into_iter().collect()) })
    }
}
