//! The search index: pure, the same for the same site, and small for each question.
//!
//! A reader's browser fetches `search/index.js` once, then for each word the one or two files that hold it
//! (`search/words/N.js`), then a file for each page it shows (`search/pages/N.js`). All of them are scripts and not JSON,
//! so that a portal is searched from a folder as well, where a browser fetches nothing else.
//!
//! A posting is a page and how much the word says about it; what narrows a search (persona, framework, …) is a word too,
//! written `=persona:ID`.

mod encode;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use journeybook_model::Digest;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::Serialize;
use serde_json::{Value, json};

use crate::folding::{bare, each_word};
use crate::outlet::{Listing, Outlet};

/// How many characters of postings a file of words holds; a word that needs more has a file to itself.
const WORDS_FILE: usize = 16_000;
/// How many values of a kind a reader can narrow by: the most frequent ones.
const MOST_VALUES: usize = 200;
/// How much of the text of a part is kept to show why it was found.
const MOST_TEXT: usize = 400;
/// How much of all its parts' texts a page keeps.
const MOST_PAGE: usize = 5_000;

/// A page that can be found.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// The word of its kind.
    pub kind: &'static str,
    /// Its address from the portal's root.
    pub url: String,
    /// A few words that tell it from others.
    pub about: String,
    /// What it can be narrowed by.
    pub facets: Vec<Facet>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a page: a step, a section, its text.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its title; empty for what belongs to the page as a whole.
    pub title: String,
    /// Its anchor on the page; empty for none.
    pub anchor: String,
    /// Its text.
    pub text: String,
    /// What it can be narrowed by besides its page.
    pub facets: Vec<Facet>,
}

/// One value of one kind that a search can be narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// The kind: persona, framework, stage, channel, team, status.
    pub kind: &'static str,
    /// The value's id.
    pub id: String,
    /// The value for a reader.
    pub title: String,
}

impl Facet {
    fn word(&self) -> String {
        format!("={}:{}", self.kind, self.id)
    }
}

/// For each word, the pages that hold it, each with how much it says: 9 for a page's title, 5 for a part's, 1 to 3 for text.
type Index = HashMap<String, Vec<(u32, u8)>, FxBuildHasher>;

/// What is known of some pages that follow one another.
#[derive(Default)]
struct Found {
    index: Index,
    /// The files that were given away.
    files: Vec<(Arc<str>, Digest)>,
    /// For each kind and id, how many pages it leaves, and what it is called.
    facets: BTreeMap<(&'static str, String), (usize, String)>,
}

/// Makes the files of the index of so many pages. Each is given away as soon as it is made, on any core.
pub fn publish(count: usize, page: impl Fn(usize) -> Page + Sync, outlet: &dyn Outlet) -> Listing {
    let every = (0..count).into_par_iter();
    let found = every.fold(Found::default, |found, at| found.with(at, &page(at), outlet));
    let Found { index, files: mut all, facets } = found.reduce(Found::default, Found::and);
    let chunks = chunks(index);
    let cuts: Vec<&str> = chunks.iter().map(|chunk| &*chunk[0].0).collect();
    let written =
        |(at, chunk): (usize, &Chunk)| file(outlet, &format!("search/words/{at}.js"), "words", at, chunk);
    all.extend(chunks.iter().enumerate().map(written));
    // The version stands behind every address, so that a browser never mixes files of two builds.
    let version = Digest::of_parts(all.iter().map(|(_, digest)| digest.as_bytes())).to_string();
    let head = json!({ "version": &version[..12], "pages": count, "cuts": cuts, "facets": offered(&facets) });
    all.push(file(outlet, "search/index.js", "index", 0, &head));
    all.into_iter().collect()
}

/// Gives away a script that tells one thing, and keeps its digest.
fn file(
    outlet: &dyn Outlet,
    address: &str,
    what: &str,
    at: usize,
    told: &impl Serialize,
) -> (Arc<str>, Digest) {
    let mut text = format!("journeybookSearch.{what}({at},").into_bytes();
    serde_json::to_writer(&mut text, told).expect("what is told has JSON for every value");
    text.extend(b")\n");
    let digest = Digest::of(&text);
    outlet.put(address, digest, &text);
    (Arc::from(address), digest)
}

impl Found {
    fn with(mut self, at: usize, page: &Page, outlet: &dyn Outlet) -> Self {
        let said = page.parts.iter().flat_map(|part| [(&part.text, 1), (&part.title, 5)]);
        let said: Vec<(String, u8)> = said
            .chain([(&page.about, 3), (&page.title, 9)])
            .map(|(text, weight)| (bare(text), weight))
            .collect();
        for (word, weight) in weighed(&said) {
            post(&mut self.index, word, (at as u32, weight));
        }
        let facets = facets(page);
        for word in facets.iter().map(|facet| facet.word()).collect::<BTreeSet<_>>() {
            post(&mut self.index, &word, (at as u32, 1));
        }
        for facet in facets {
            let known = self.facets.entry((facet.kind, facet.id.clone()));
            known.or_insert_with(|| (0, facet.title.clone())).0 += 1;
        }
        self.files.push(file(outlet, &format!("search/pages/{at}.js"), "page", at, &told(page)));
        self
    }

    /// Adds what is known of the pages that follow.
    fn and(mut self, next: Found) -> Self {
        if self.files.is_empty() {
            return next;
        }
        for (word, postings) in next.index {
            self.index.entry(word).or_default().extend(postings);
        }
        for (facet, (count, title)) in next.facets {
            self.facets.entry(facet).or_insert((0, title)).0 += count;
        }
        self.files.extend(next.files);
        self
    }
}

/// Most words are known already; only a new one is copied.
fn post(index: &mut Index, word: &str, posting: (u32, u8)) {
    match index.get_mut(word) {
        Some(known) => known.push(posting),
        None => drop(index.insert(word.to_owned(), vec![posting])),
    }
}

/// What a page can be narrowed by, each once.
fn facets(page: &Page) -> BTreeSet<&Facet> {
    page.facets.iter().chain(page.parts.iter().flat_map(|part| &part.facets)).collect()
}

/// How much each word of some texts says; one that is said again in a text says a little more.
fn weighed(said: &[(String, u8)]) -> HashMap<&str, u8, FxBuildHasher> {
    let mut weights: HashMap<&str, u8, FxBuildHasher> = HashMap::default();
    for (text, weight) in said {
        each_word(text, |word| {
            let known = weights.entry(word).or_default();
            *known = if *weight == 1 { (*known + 1).min(3).max(*known) } else { *weight.max(known) };
        });
    }
    weights
}

/// Words with their postings, in order.
type Chunk = Vec<(String, String)>;

/// The words in order, cut into files.
fn chunks(index: Index) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut size = usize::MAX;
    let mut words: Vec<_> = index.into_iter().collect();
    words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    for (word, postings) in words {
        let postings = encode::postings(&postings);
        let more = word.len() + postings.len() + 6;
        if size.saturating_add(more) > WORDS_FILE {
            chunks.push(Vec::new());
            size = 0;
        }
        size += more;
        chunks.last_mut().expect("the first word begins a file").push((word, postings));
    }
    chunks
}

/// A page as it is shown among what was found.
fn told(page: &Page) -> impl Serialize {
    let mut left = MOST_PAGE;
    let part = |part: &Part| {
        let text = beginning(&part.text, MOST_TEXT.min(left)).to_owned();
        left -= text.len();
        let facets: Vec<String> = part.facets.iter().map(Facet::word).collect();
        (part.title.clone(), part.anchor.clone(), text, facets)
    };
    let parts: Vec<_> = page.parts.iter().map(part).collect();
    (page.title.clone(), page.kind, page.url.clone(), page.about.clone(), parts)
}

fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// For each kind, its values with how many pages they leave; the most frequent ones, by title.
fn offered(facets: &BTreeMap<(&'static str, String), (usize, String)>) -> Value {
    let mut kinds: BTreeMap<&str, Vec<(&str, &str, usize)>> = BTreeMap::new();
    for ((kind, id), (count, title)) in facets {
        kinds.entry(kind).or_default().push((id, title, *count));
    }
    for values in kinds.values_mut() {
        values.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(b.0)));
        values.truncate(MOST_VALUES);
        values.sort_by_key(|(id, title, _)| (crate::folding::fold(title), *id));
    }
    json!(kinds)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::{Facet, Page, Part, publish};
    use crate::outlet::Held;

    fn files(pages: &[Page]) -> BTreeMap<Arc<str>, Arc<[u8]>> {
        let held = Held::default();
        held.keep(&publish(pages.len(), |at| pages[at].clone(), &held))
    }

    fn page(title: &str, step: &str) -> Page {
        let facet = Facet { kind: "persona", id: "mia".to_owned(), title: "Mia".to_owned() };
        let part = Part { title: step.to_owned(), anchor: "step-a".to_owned(), ..Part::default() };
        Page {
            title: title.to_owned(),
            kind: "journey",
            url: format!("{title}.html"),
            facets: vec![facet],
            parts: vec![part],
            ..Page::default()
        }
    }

    #[test]
    fn the_same_pages_give_the_same_bytes() {
        let pages = [page("Booking", "Pays"), page("Returning", "Asks")];
        assert_eq!(files(&pages), files(&pages));
    }

    #[test]
    fn no_question_fetches_much_however_large_the_site() {
        let pages: Vec<Page> = (0..4_000)
            .map(|at| page(&format!("Journey {at}"), &format!("Pays at counter {}", at % 97)))
            .collect();
        let files = files(&pages);
        let size = |address: &str| files[address].len();
        let words = files.keys().filter(|address| address.starts_with("search/words/"));
        let largest = words.map(|address| size(address)).max().unwrap();
        let shown: usize = (0..8).map(|at| size(&format!("search/pages/{at}.js"))).sum();
        assert!(size("search/index.js") + 3 * largest + shown < 150_000, "{largest} {shown}");
    }

    #[test]
    fn a_site_without_pages_has_an_index_that_says_so() {
        let files = files(&[]);
        assert_eq!(files.len(), 1);
        let text = std::str::from_utf8(&files["search/index.js"]).unwrap();
        assert!(text.contains("\"pages\":0") && text.contains("\"cuts\":[]"), "{text}");
    }
}
