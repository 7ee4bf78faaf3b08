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
pub(super) struct Known<R = Arc<[u32]>> {
    pub(super) name: Digest,
    pub(super) template: Digest,
    pub(super) assets: Arc<[Arc<str>]>,
    /// Whether it leads to the search.
    pub(super) searches: bool,
    /// The facts it depends on, by number.
    pub(super) reads: R,
    pub(super) bytes: Digest,
}

impl Known {
    /// A file that no template makes.
    pub(super) fn plain(reads: Arc<[u32]>, bytes: Digest) -> Self {
        let (name, template) = Default::default();
        Self { name, template, assets: Arc::default(), searches: false, reads, bytes }
    }

    /// The same page, with its facts told in another way.
    pub(super) fn resting_on<R>(&self, reads: R) -> Known<R> {
        let Self { name, template, assets, searches, bytes, .. } = self;
        let assets = assets.clone();
        Known { name: *name, template: *template, assets, searches: *searches, reads, bytes: *bytes }
    }
}

impl Pages {
    /// Forgets the pages that are no more, and the facts that only they rested on.
    pub fn only(&self, listing: &Listing) -> Pages {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = || known.iter().filter(|(url, _)| listing.contains_key(*url));
        let chosen = self.facts.chosen(kept().flat_map(|(_, page)| page.reads.iter().copied()));
        let anew = |page: &Known| page.reads.iter().map(|old| chosen.number(*old)).collect();
        let pages = kept().map(|(url, page)| (url.clone(), page.resting_on(anew(page)))).collect();
        let entities = chosen.entities().cloned().collect();
        let facts = Facts::of(entities, chosen.lines()).expect("each is told of one of these");
        Pages { known: Mutex::new(pages), facts: Arc::new(facts) }
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
