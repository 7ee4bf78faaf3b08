//! Lists that are cut into pages, so that no page grows with the site.
//!
//! A shelf holds what one list shows: everything of a kind, what one choice of a facet leaves of it (a status, a persona),
//! a chapter of plain pages, the steps that refer to a thing. A list that fits on one page has no choices: there the
//! theme may filter what it shows. Every link of a longer one is a page, so nothing of it needs a script.

mod collect;
mod facets;

use std::collections::HashMap;
use std::ops::Range;

use journeybook_model::Kind;

use super::portal::Portal;
use crate::resolve::NodeId;

pub use facets::{Choice, Facet};

/// How many maps a page shows: each is a card with a curve.
pub const CARDS: usize = 60;
/// How many rows a page of any other list shows.
pub const ROWS: usize = 100;
/// How many tags a page shows: each is a word and a number.
const TAGS: usize = 300;

/// Every list of a portal.
#[derive(Debug, Default)]
pub struct Shelves {
    /// The lists.
    pub all: Vec<Shelf>,
    /// For each kind whose list has several pages, what can be chosen of it.
    pub facets: HashMap<Kind, Vec<Facet>>,
    by_address: HashMap<String, usize>,
}

/// What one list shows.
#[derive(Debug)]
pub struct Shelf {
    /// The address of its first page.
    pub first: String,
    /// What the addresses of its further pages begin with.
    further: String,
    /// What stands on it, in order.
    pub holds: Holds,
    /// Which choice leaves just this; none where it is everything.
    pub chosen: Option<Chosen>,
}

/// What stands on a shelf.
#[derive(Debug)]
pub enum Holds {
    /// Things of one kind.
    Nodes(Kind, Vec<NodeId>),
    /// Opportunities by their places in the ranking.
    Opportunities(Vec<usize>),
    /// All tags, by how many there are.
    Tags(usize),
    /// The steps that refer to a thing, and how many they are.
    Steps(NodeId, usize),
}

/// What the things of a shelf have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The word of the facet.
    pub facet: &'static str,
    /// What they share, for a reader.
    pub title: String,
    /// The thing they share, where it is one with a page.
    pub node: Option<NodeId>,
}

/// A page of a list: which shelf, and which page of it, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// The shelf.
    pub shelf: usize,
    /// The page.
    pub part: usize,
}

impl Shelf {
    /// How much stands on it.
    pub fn len(&self) -> usize {
        match &self.holds {
            Holds::Nodes(_, nodes) => nodes.len(),
            Holds::Opportunities(all) => all.len(),
            Holds::Tags(count) | Holds::Steps(_, count) => *count,
        }
    }

    /// How much of it a page shows. What a choice leaves of the maps stands in rows.
    fn per_page(&self) -> usize {
        match &self.holds {
            Holds::Nodes(Kind::Journey, _) if self.chosen.is_none() => CARDS,
            Holds::Tags(_) => TAGS,
            _ => ROWS,
        }
    }

    /// How many pages it has: one even where nothing stands on it.
    pub fn pages(&self) -> usize {
        self.len().div_ceil(self.per_page()).max(1)
    }

    /// The address of a page.
    pub fn url(&self, part: usize) -> String {
        if part == 0 { self.first.clone() } else { format!("{}{}.html", self.further, part + 1) }
    }

    /// What of it a page shows.
    pub fn range(&self, part: usize) -> Range<usize> {
        part * self.per_page()..self.len().min((part + 1) * self.per_page())
    }

    /// The word of the kind of what stands on it.
    pub fn kind(&self) -> &'static str {
        match &self.holds {
            Holds::Nodes(kind, _) => kind.word(),
            Holds::Opportunities(_) => Kind::Opportunity.word(),
            Holds::Tags(_) => "tag",
            Holds::Steps(..) => "step",
        }
    }
}

impl Shelves {
    fn new(all: Vec<Shelf>, facets: HashMap<Kind, Vec<Facet>>) -> Self {
        let by_address = all.iter().enumerate().map(|(at, shelf)| (shelf.first.clone(), at)).collect();
        Self { all, facets, by_address }
    }

    /// Every page of every list.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> + '_ {
        let all = self.all.iter().enumerate();
        all.flat_map(|(shelf, known)| (0..known.pages()).map(move |part| Leaf { shelf, part }))
    }

    /// The page of a list by the address of its first and its number; none where it is gone.
    pub fn leaf(&self, first: &str, part: usize) -> Option<Leaf> {
        let shelf = *self.by_address.get(first)?;
        (part < self.all[shelf].pages()).then_some(Leaf { shelf, part })
    }

    /// What can be chosen of a kind; nothing where all of it is on one page.
    pub fn facets_of(&self, kind: Kind) -> &[Facet] {
        self.facets.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The list of all maps of a persona, a framework or a team, where its own page cannot show them all.
    pub fn maps_of(&self, facet: &str, id: &str) -> Option<&Shelf> {
        self.all.get(*self.by_address.get(&facets::address(Kind::Journey, facet, id))?)
    }

    /// The list of all steps that refer to a thing, where its own page cannot show them all.
    pub fn steps_of(&self, portal: &Portal, node: NodeId) -> Option<&Shelf> {
        self.all.get(*self.by_address.get(&collect::steps_address(portal, node))?)
    }
}

impl Portal {
    /// Every list.
    pub fn shelves(&self) -> &Shelves {
        self.shelves.get_or_init(|| collect::collect(self))
    }
}

/// The address of the page that an opportunity stands on in the list of all.
pub fn page_of_opportunity(rank: usize) -> String {
    let (first, further) = collect::addresses(Kind::Opportunity);
    let shelf = Shelf { first, further, holds: Holds::Opportunities(Vec::new()), chosen: None };
    shelf.url(rank / ROWS)
}
