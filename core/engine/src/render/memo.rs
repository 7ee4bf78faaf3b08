//! What is remembered of pages beyond the end of the process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::Digest;
use serde::{Deserialize, Serialize};

use super::facts::{Entity, Fact, Facts};
use super::made::{Known, Pages};
use super::views::known_field;
use crate::outlet::Listing;

/// Pages with what they read, ready to be written down. A field's name stands once.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept {
    fields: Vec<String>,
    facts: Vec<(Entity, u16, Digest)>,
    pages: Vec<(Arc<str>, Known)>,
}

impl Pages {
    /// What the next process may know of the pages of a listing.
    pub fn kept(&self, listing: &Listing) -> Kept {
        let pages = self.only(listing);
        let mut kept = Kept::default();
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        for Fact { entity, field, digest } in pages.facts.all() {
            let number = *numbers.entry(field).or_insert_with(|| {
                kept.fields.push(field.to_owned());
                kept.fields.len() as u16 - 1
            });
            kept.facts.push((entity, number, digest));
        }
        let known = pages.known.into_inner().unwrap_or_else(PoisonError::into_inner);
        kept.pages.extend(known);
        kept
    }

    /// What an earlier process kept; none, where a field is none that views have now or a number is no fact's.
    pub fn recalled(kept: Kept) -> Option<Pages> {
        let fields: Vec<_> = kept.fields.iter().map(|name| known_field(name)).collect::<Option<_>>()?;
        let facts = Facts::default();
        for (entity, number, digest) in kept.facts {
            facts.number(Fact { entity, field: fields.get(number as usize)?, digest });
        }
        let count = facts.count() as u32;
        let is_whole = kept.pages.iter().all(|(_, page)| page.reads.iter().all(|number| *number < count));
        let known: HashMap<_, _> = kept.pages.into_iter().collect();
        is_whole.then(|| Pages { facts: Arc::new(facts), known: Mutex::new(known) })
    }
}
