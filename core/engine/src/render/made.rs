//! Pages that were made, with the facts they rest on, for builds to come.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::Digest;
use serde::{Deserialize, Serialize};

use super::facts::{Facts, Taken};
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

impl Known {
    /// A file that no template makes.
    pub(super) fn plain(reads: Arc<[u32]>, bytes: Digest) -> Self {
        let (name, template) = Default::default();
        Self { name, template, assets: Arc::default(), searches: false, reads, bytes }
    }
}

impl Pages {
    /// Forgets the pages that are no more, and the facts that only they rested on.
    pub fn only(&self, listing: &Listing) -> Pages {
        let (pages, (entities, facts)) = self.some(listing);
        let facts = Facts::of(entities, facts.into_iter()).expect("each is told of one of these");
        Pages { known: Mutex::new(pages.into_iter().collect()), facts: Arc::new(facts) }
    }

    /// The pages of a listing, and what they rest on, numbered anew.
    pub(super) fn some(&self, listing: &Listing) -> (Vec<(Arc<str>, Known)>, Taken) {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taker = self.facts.taker();
        let kept = known.iter().filter(|(url, _)| listing.contains_key(*url));
        let kept = kept.map(|(url, page)| {
            let reads = page.reads.iter().map(|old| taker.number(*old)).collect();
            (url.clone(), Known { reads, ..page.clone() })
        });
        (kept.collect(), taker.taken())
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
