//! What is remembered of pages beyond the end of the process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use journeybook_model::Digest;
use serde::{Deserialize, Serialize};

use super::facts::{Entity, Facts};
use super::made::{Known, Pages};
use super::views::known_field;
use crate::outlet::Listing;

/// Pages with what they read, ready to be written down. A field's name and a thing stand once.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept {
    fields: Vec<String>,
    entities: Vec<Entity>,
    facts: Vec<(u32, u16, Digest)>,
    pages: Vec<(Arc<str>, Known)>,
}

impl Pages {
    /// What the next process may know of the pages of a listing.
    pub fn kept(&self, listing: &Listing) -> Kept {
        let (pages, (entities, lines)) = self.some(listing);
        let mut fields = Vec::new();
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        let mut number = |field: &'static str| {
            *numbers.entry(field).or_insert_with(|| {
                fields.push(field.to_owned());
                fields.len() as u16 - 1
            })
        };
        let facts =
            lines.into_iter().map(|(entity, field, digest)| (entity, number(field), digest)).collect();
        Kept { fields, entities, facts, pages }
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
