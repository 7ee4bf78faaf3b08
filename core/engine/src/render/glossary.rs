//! Every word of the portal's own in alphabetical order: what is found without a script.
//!
//! A word is listed under its first letter, without case and accents (`folding.rs`). Steps and stages that are called
//! the same are one entry with several places. A letter with more than a page of entries goes on on further pages.

use std::collections::BTreeMap;

use journeybook_model::Kind;
use serde::{Deserialize, Serialize};

use super::address::{stage_anchor, step_anchor};
use super::portal::Portal;
use super::rollup::link;
use crate::folding::{fold, initial};

/// A site with no more entries than this shows all of them on one page.
const ONE_PAGE: usize = 600;
/// How many entries a page of one letter shows.
const PER_PAGE: usize = 800;
/// How many places of one entry are shown; the others are counted.
pub const PLACES: usize = 6;

/// The word of a kind of entries besides the kinds of documents.
const STAGE: &str = "stage";
const STEP: &str = "step";
const TAG: &str = "tag";

/// Everything that is listed. What an entry says is read from what it is of: a site has tens of thousands.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The letters that have entries, in order.
    pub letters: Vec<Letter>,
    /// How many entries there are.
    pub count: usize,
}

/// The entries of one letter.
#[derive(Debug)]
pub struct Letter {
    /// The letter as it is shown.
    pub name: String,
    /// What its entries are of, in order.
    all: Box<[Of]>,
    /// Of each entry the first of these.
    begins: Box<[u32]>,
}

/// What stands in the list: several that are called the same are one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A thing with a page.
    Node(u32),
    /// An opportunity, by its rank.
    Opportunity(u32),
    /// A stage of a map.
    Stage(u32, u32),
    /// A step of a stage of a map.
    Step(u32, u32, u32),
    /// A tag.
    Tag(u32),
}

/// A page of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Leaf {
    /// All letters, with their entries where the site is small.
    All,
    /// Some entries of a letter: its index, and which page of it.
    Letter(usize, usize),
}

impl Letter {
    /// Sorts what begins with a letter, and joins what is called the same.
    fn new(portal: &Portal, name: String, mut all: Vec<Of>) -> Self {
        all.sort_by_cached_key(|of| {
            let (title, kind) = (portal.called(*of), portal.kind_of(*of));
            // Quotation marks before a word do not move it.
            let folded = fold(title).trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
            (folded, title, kind)
        });
        let is_one = |a: &Of, b: &Of| {
            portal.called(*a) == portal.called(*b) && portal.kind_of(*a) == portal.kind_of(*b)
        };
        let lengths = all.chunk_by(is_one).map(|entry| entry.len() as u32);
        let begins = lengths.scan(0, |next, length| Some(std::mem::replace(next, *next + length)));
        Self { name, begins: begins.collect(), all: all.into() }
    }

    /// How many entries it has.
    pub fn count(&self) -> usize {
        self.begins.len()
    }

    /// An entry: what it is of.
    pub fn entry(&self, at: usize) -> &[Of] {
        let end = self.begins.get(at + 1).map_or(self.all.len(), |next| *next as usize);
        &self.all[self.begins[at] as usize..end]
    }

    /// The pages of its entries.
    pub fn pages(&self) -> usize {
        self.count().div_ceil(PER_PAGE)
    }

    /// The entries of a page.
    pub fn page(&self, part: usize) -> impl Iterator<Item = &[Of]> {
        (part * PER_PAGE..self.count().min((part + 1) * PER_PAGE)).map(|at| self.entry(at))
    }
}

impl Glossary {
    /// Whether one page shows everything.
    pub fn is_small(&self) -> bool {
        self.count <= ONE_PAGE
    }

    /// The pages of the list.
    pub fn leaves(&self) -> Vec<Leaf> {
        let of_letter =
            |(at, letter): (usize, &Letter)| (0..letter.pages()).map(move |part| Leaf::Letter(at, part));
        let letters = self.letters.iter().enumerate().filter(|_| !self.is_small());
        std::iter::once(Leaf::All).chain(letters.flat_map(of_letter)).collect()
    }

    /// The address of a page.
    pub fn url(&self, leaf: Leaf) -> String {
        let name = |at: usize| match self.letters[at].name.as_str() {
            "0–9" => "0-9".to_owned(),
            "#" => "other".to_owned(),
            name if name.is_ascii() => name.to_lowercase(),
            // Letters of other scripts by their code points: an address is plain on every server.
            name => name.chars().map(|letter| format!("u{:x}", u32::from(letter))).collect(),
        };
        match leaf {
            Leaf::All => "a-z/index.html".to_owned(),
            Leaf::Letter(at, 0) => format!("a-z/{}.html", name(at)),
            Leaf::Letter(at, part) => format!("a-z/{}-{}.html", name(at), part + 1),
        }
    }
}

impl Portal {
    /// The list of everything.
    pub fn glossary(&self) -> &Glossary {
        self.glossary.get_or_init(|| self.collect())
    }

    fn collect(&self) -> Glossary {
        let mut letters: BTreeMap<(u8, String), Vec<Of>> = BTreeMap::new();
        for of in self.things().chain(self.parts_of_maps()).chain(self.all_tags()) {
            let name = initial(self.called(of));
            let rank = u8::from(name == "0–9") + 2 * u8::from(name == "#");
            letters.entry((rank, name)).or_default().push(of);
        }
        let letters: Vec<_> =
            letters.into_iter().map(|((_, name), all)| Letter::new(self, name, all)).collect();
        Glossary { count: letters.iter().map(Letter::count).sum(), letters }
    }

    /// Things with a page, and opportunities. Titles of pages without words are left out.
    fn things(&self) -> impl Iterator<Item = Of> + '_ {
        let home = self.site.find(Kind::Page, "index");
        let nodes = (0..self.site.nodes.len()).filter(move |node| Some(*node) != home);
        let nodes = nodes.filter(|node| self.site.nodes[*node].kind != Kind::Opportunity);
        let opportunities = (0..self.site.opportunities.len()).map(|at| Of::Opportunity(at as u32));
        nodes.map(|node| Of::Node(node as u32)).chain(opportunities)
    }

    fn parts_of_maps(&self) -> impl Iterator<Item = Of> + '_ {
        self.journeys().into_iter().flat_map(move |node| {
            let map = node as u32;
            let all = &self.journey(node).stages;
            let stages = (0..all.len()).map(move |stage| Of::Stage(map, stage as u32));
            let steps = all.iter().enumerate().flat_map(move |(stage, known)| {
                (0..known.steps.len()).map(move |step| Of::Step(map, stage as u32, step as u32))
            });
            stages.chain(steps)
        })
    }

    fn all_tags(&self) -> impl Iterator<Item = Of> + '_ {
        (0..self.tags().len()).map(|at| Of::Tag(at as u32))
    }

    /// The word an entry stands under.
    pub fn called(&self, of: Of) -> &str {
        let stage = |map: u32, stage: u32| &self.journey(map as usize).stages[stage as usize];
        match of {
            Of::Node(node) => &self.site.nodes[node as usize].title,
            Of::Opportunity(at) => &self.site.opportunities[at as usize].title,
            Of::Stage(map, at) => &stage(map, at).title,
            Of::Step(map, at, step) => &stage(map, at).steps[step as usize].title,
            Of::Tag(at) => &self.tags()[at as usize].title,
        }
    }

    /// The word of its kind, `stage`, `step` or `tag`.
    pub fn kind_of(&self, of: Of) -> &'static str {
        match of {
            Of::Node(node) => self.site.nodes[node as usize].kind.word(),
            Of::Opportunity(_) => Kind::Opportunity.word(),
            Of::Stage(..) => STAGE,
            Of::Step(..) => STEP,
            Of::Tag(_) => TAG,
        }
    }

    /// Where it is: an address, and what tells it from others of the same name (empty for a thing of its own).
    pub fn place_of(&self, of: Of) -> (String, &str) {
        let in_map = |map: u32, anchor: String| {
            let known = &self.site.nodes[map as usize];
            (format!("{}#{anchor}", known.url), known.title.as_str())
        };
        let stage = |map: u32, stage: u32| &self.journey(map as usize).stages[stage as usize];
        match of {
            Of::Node(node) => (self.site.nodes[node as usize].url.clone(), ""),
            Of::Opportunity(at) => (link::opportunity(self, at as usize).url, ""),
            Of::Stage(map, at) => in_map(map, stage_anchor(&stage(map, at).id)),
            Of::Step(map, at, step) => in_map(map, step_anchor(&stage(map, at).steps[step as usize].id)),
            Of::Tag(at) => (self.tags()[at as usize].url(0), ""),
        }
    }
}
