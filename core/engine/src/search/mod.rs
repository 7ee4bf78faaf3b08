//! The search index: pure, the same for the same site, and small for each question.
//!
//! A reader's browser fetches `search/index.js` once, then for each word the one or two files that hold it
//! (`search/words/N.js`), then a file for each page it shows (`search/pages/N.js`). All of them are scripts and not JSON,
//! so that a portal is searched from a folder as well, where a browser fetches nothing else.
//!
//! A posting is a page and how much the word says about it; what narrows a search (persona, framework, …) is a word too,
//! written `=persona:ID`.

mod encode;

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::Digest;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::folding::words;

/// How many characters of postings a file of words holds; a word that needs more has a file to itself.
const WORDS_FILE: usize = 16_000;
/// How many values of a kind a reader can narrow by: the most frequent ones.
const MOST_VALUES: usize = 200;
/// How much of the text of a part is kept to show why it was found.
const MOST_TEXT: usize = 400;
/// How much of all its parts' texts a page keeps.
const MOST_PAGE: usize = 5_000;

/// Files by address.
pub type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

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
type Index = BTreeMap<String, Vec<(u32, u8)>>;

/// The files of the index.
pub fn files(pages: &[Page]) -> Files {
    let index = index(pages);
    let chunks = chunks(&index);
    let mut files = Files::new();
    let cuts: Vec<&str> = chunks.iter().map(|chunk| chunk[0].0).collect();
    for (at, chunk) in chunks.iter().enumerate() {
        let words: Vec<Value> = chunk.iter().map(|(word, postings)| json!([word, postings])).collect();
        add(&mut files, &format!("search/words/{at}.js"), "words", at, &Value::from(words));
    }
    let told: Vec<Value> = pages.par_iter().map(told).collect();
    for (at, page) in told.iter().enumerate() {
        add(&mut files, &format!("search/pages/{at}.js"), "page", at, page);
    }
    // The version stands behind every address, so that a browser never mixes files of two builds.
    let version = Digest::of_parts(files.values().map(|bytes| &**bytes)).to_string();
    let head =
        json!({ "version": &version[..12], "pages": pages.len(), "cuts": cuts, "facets": facets(pages) });
    add(&mut files, "search/index.js", "index", 0, &head);
    files
}

fn add(files: &mut Files, address: &str, what: &str, at: usize, value: &Value) {
    files.insert(
        Arc::from(address),
        Arc::from(format!("journeybookSearch.{what}({at},{value})\n").into_bytes()),
    );
}

fn index(pages: &[Page]) -> Index {
    let weighed: Vec<BTreeMap<String, u8>> = pages.par_iter().map(weighed).collect();
    let mut index = Index::new();
    for (at, words) in weighed.into_iter().enumerate() {
        for (word, weight) in words {
            index.entry(word).or_default().push((at as u32, weight));
        }
    }
    index
}

/// How much each word says about a page.
fn weighed(page: &Page) -> BTreeMap<String, u8> {
    let mut weights: BTreeMap<String, u8> = BTreeMap::new();
    let mut say = |text: &str, weight: u8| {
        for word in words(text) {
            let known = weights.entry(word).or_default();
            *known = if weight == 1 { (*known + 1).min(3).max(*known) } else { weight.max(*known) };
        }
    };
    for part in &page.parts {
        say(&part.text, 1);
        say(&part.title, 5);
    }
    say(&page.about, 3);
    say(&page.title, 9);
    let narrow = page.facets.iter().chain(page.parts.iter().flat_map(|part| &part.facets));
    weights.extend(narrow.map(|facet| (facet.word(), 1)));
    weights
}

/// The words in order, cut into files.
fn chunks(index: &Index) -> Vec<Vec<(&str, String)>> {
    let mut chunks: Vec<Vec<(&str, String)>> = Vec::new();
    let mut size = usize::MAX;
    for (word, postings) in index {
        let postings = encode::postings(postings);
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
fn told(page: &Page) -> Value {
    let mut left = MOST_PAGE;
    let part = |part: &Part| {
        let text = beginning(&part.text, MOST_TEXT.min(left));
        left -= text.len();
        let facets: Vec<String> = part.facets.iter().map(Facet::word).collect();
        json!([part.title, part.anchor, text, facets])
    };
    let parts: Vec<Value> = page.parts.iter().map(part).collect();
    json!([page.title, page.kind, page.url, page.about, parts])
}

fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// For each kind, its values with how many pages they leave; the most frequent ones, by title.
fn facets(pages: &[Page]) -> Value {
    let mut counts: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
    for page in pages {
        let mut own: Vec<&Facet> =
            page.facets.iter().chain(page.parts.iter().flat_map(|part| &part.facets)).collect();
        own.sort_unstable();
        own.dedup();
        for facet in own {
            counts.entry((facet.kind, &facet.id)).or_insert((0, &facet.title)).0 += 1;
        }
    }
    let mut kinds: BTreeMap<&str, Vec<(&str, &str, usize)>> = BTreeMap::new();
    for ((kind, id), (count, title)) in counts {
        kinds.entry(kind).or_default().push((id, title, count));
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
    use super::{Facet, Page, Part, files};

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
