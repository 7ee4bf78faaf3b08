//! Pages that were made, with the facts they rest on, for builds to come.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::Digest;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::outlet::Listing;

/// Pages that were made, and the facts they rest on.
#[derive(Default)]
pub struct Pages {
    pub(super) facts: Arc<Facts>,
    pub(super) known: Mutex<HashMap<Arc<str>, Known>>,
}

/// A rendered page: everything that went into it, and the digest of what came out.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) name: Digest,
    pub(super) template: Digest,
    pub(super) assets: Arc<[Arc<str>]>,
    /// Whether it leads to the search.
    pub(super) searches: bool,
    /// The facts it depends on, by number.
    pub(super) reads: Arc<[u32]>,
    pub(super) bytes: Digest,
}

impl Pages {
    /// Forgets the pages that are no more, and the facts that only they rested on.
    pub fn only(&self, listing: &Listing) -> Pages {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let facts = Arc::new(Facts::default());
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut renumbered = |old: &u32| {
            let new = || self.facts.get(*old).map(|fact| facts.number(fact));
            *numbers.entry(*old).or_insert_with(|| new().expect("a page keeps numbers of facts"))
        };
        let kept = known.iter().filter(|(url, _)| listing.contains_key(*url));
        let kept = kept.map(|(url, page)| {
            let reads = page.reads.iter().map(&mut renumbered).collect();
            (url.clone(), Known { reads, ..page.clone() })
        });
        Pages { known: Mutex::new(kept.collect()), facts: facts.clone() }
    }

    /// How many facts there are.
    pub fn facts(&self) -> usize {
        self.facts.count()
    }

    /// Whether one of these leads to the search.
    pub(super) fn search(&self, listing: &Listing) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        listing.keys().any(|url| known.get(url).is_some_and(|page| page.searches))
    }

    pub(super) fn get(&self, url: &str) -> Option<Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    pub(super) fn put(&self, url: Arc<str>, page: Known) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(url, page);
    }
}
