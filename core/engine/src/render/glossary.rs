//! Every word of the portal's own in alphabetical order: what is found without a script.
//!
//! A word is listed under its first letter, without case and accents (`folding.rs`). Steps and stages that are called
//! the same are one entry with several places. A letter with more than a page of entries goes on on further pages.

use std::collections::BTreeMap;

use journeybook_model::Kind;
use serde::{Deserialize, Serialize};

use super::address::{stage_anchor, step_anchor};
use super::portal::{Place, Portal};
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

/// Everything that is listed.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The letters that have entries, in order.
    pub letters: Vec<Letter>,
    /// How many entries there are.
    pub count: usize,
}

/// The entries of one letter.
#[derive(Debug, Default)]
pub struct Letter {
    /// The letter as it is shown.
    pub name: String,
    /// Its entries, in order.
    pub terms: Vec<Term>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub title: String,
    /// What it is: the word of its kind, `stage`, `step` or `tag`.
    pub kind: &'static str,
    /// Where it is: an address, and what tells it from others of the same name (empty for a thing of its own).
    pub places: Vec<(String, String)>,
}

/// An entry's place in the list: its folded title, its title, its kind.
type Sorted = (String, String, &'static str);

/// A page of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Leaf {
    /// All letters, with their entries where the site is small.
    All,
    /// Some entries of a letter: its index, and which page of it.
    Letter(usize, usize),
}

impl Glossary {
    /// Whether one page shows everything.
    pub fn is_small(&self) -> bool {
        self.count <= ONE_PAGE
    }

    /// The pages of the list.
    pub fn leaves(&self) -> Vec<Leaf> {
        let of_letter = |(at, letter): (usize, &Letter)| {
            (0..letter.terms.len().div_ceil(PER_PAGE))
                .map(move |part| Leaf::Letter(at, part))
                .collect::<Vec<_>>()
        };
        let letters = self.letters.iter().enumerate().filter(|_| !self.is_small());
        std::iter::once(Leaf::All).chain(letters.flat_map(of_letter)).collect()
    }

    /// How many pages a letter has.
    pub fn parts(&self, letter: usize) -> usize {
        self.letters[letter].terms.len().div_ceil(PER_PAGE)
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

    /// The entries of a letter's page.
    pub fn terms(&self, letter: usize, part: usize) -> &[Term] {
        let terms = &self.letters[letter].terms;
        &terms[part * PER_PAGE..terms.len().min((part + 1) * PER_PAGE)]
    }
}

impl Portal {
    /// The list of everything.
    pub fn glossary(&self) -> &Glossary {
        self.glossary.get_or_init(|| self.collect())
    }

    fn collect(&self) -> Glossary {
        let mut entries: BTreeMap<Sorted, Vec<(String, String)>> = BTreeMap::new();
        for Term { title, kind, places } in self.things().chain(self.parts_of_maps()).chain(self.tag_terms())
        {
            let folded = fold(&title);
            // Quotation marks before a word do not move it.
            let key = folded.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
            entries.entry((key, title, kind)).or_default().extend(places);
        }
        let mut glossary = Glossary { count: entries.len(), ..Glossary::default() };
        let mut letters: BTreeMap<(u8, String), Vec<Term>> = BTreeMap::new();
        for ((_, title, kind), places) in entries {
            let name = initial(&title);
            let rank = u8::from(name == "0–9") + 2 * u8::from(name == "#");
            letters.entry((rank, name)).or_default().push(Term { title, kind, places });
        }
        glossary.letters = letters.into_iter().map(|((_, name), terms)| Letter { name, terms }).collect();
        glossary
    }

    /// Things with a page, and opportunities. Titles of pages without words are left out.
    fn things(&self) -> impl Iterator<Item = Term> + '_ {
        let home = self.site.find(Kind::Page, "index");
        let nodes = (0..self.site.nodes.len()).filter(move |node| Some(*node) != home);
        let nodes = nodes.filter(|node| self.site.nodes[*node].kind != Kind::Opportunity).map(|node| {
            let known = &self.site.nodes[node];
            Term {
                title: known.title.clone(),
                kind: known.kind.word(),
                places: vec![(known.url.clone(), String::new())],
            }
        });
        let opportunities = self.site.opportunities.iter().enumerate().map(|(at, known)| {
            let place = (link::opportunity(self, at).url, String::new());
            Term { title: known.title.clone(), kind: Kind::Opportunity.word(), places: vec![place] }
        });
        nodes.chain(opportunities)
    }

    fn parts_of_maps(&self) -> impl Iterator<Item = Term> + '_ {
        self.journeys().into_iter().flat_map(move |node| {
            let known = &self.site.nodes[node];
            let place = move |anchor: String| vec![(format!("{}#{anchor}", known.url), known.title.clone())];
            let stages = self.journey(node).stages.iter().map(move |stage| Term {
                title: stage.title.clone(),
                kind: STAGE,
                places: place(stage_anchor(&stage.id)),
            });
            let is_step = move |place: &Place| self.column(*place).step.is_some();
            let steps = self.places(node).filter(is_step).map(move |at| {
                let shown = self.shown(at);
                Term { title: shown.title.to_owned(), kind: STEP, places: place(step_anchor(shown.id)) }
            });
            stages.chain(steps)
        })
    }

    fn tag_terms(&self) -> impl Iterator<Item = Term> + '_ {
        let term = |tag: &super::tags::Tag| Term {
            title: tag.title.clone(),
            kind: TAG,
            places: vec![(tag.url(0), String::new())],
        };
        self.tags().iter().map(term)
    }
}
