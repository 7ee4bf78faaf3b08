//! The portal's files, from what is known about the site.

mod address;
mod aliases;
mod chapters;
mod chart;
mod checklist;
mod comparisons;
pub mod contract;
mod export;
mod glossary;
mod language;
mod memo;
mod needs;
mod pages;
mod portal;
mod reads;
mod rollup;
mod search;
mod sheet;
mod shelves;
mod tags;
pub mod theme;
mod view;
mod views;
mod words;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Source};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::outlet::{Listing, Outlet};
use crate::settings::Settings;
use crate::{Input, look};
use address::Settled;
use pages::Page;
use reads::{Earlier, Fact, Reads};
use view::Cx;

pub use memo::Kept;
pub use portal::Portal;
pub use search::Search;
pub use theme::Theme;

/// Files of the portal by address.
pub type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// The texts that diagnostics point into.
pub type Sources = BTreeMap<Arc<str>, Arc<Source>>;

/// Pages of earlier builds, with what they read.
#[derive(Default)]
pub struct Memory {
    pages: HashMap<Arc<str>, Known>,
    facts: Vec<Fact>,
    /// What was said of the colours, and of which.
    colours: Option<(Digest, Vec<Diagnostic>)>,
}

/// A rendered page: everything that went into it, and the digest of what came out.
#[derive(Clone, Serialize, Deserialize)]
struct Known {
    name: Digest,
    template: Digest,
    assets: Arc<[Arc<str>]>,
    /// Whether it leads to the search.
    searches: bool,
    /// The facts it depends on, by number.
    reads: Arc<[u32]>,
    bytes: Digest,
}

/// The pages of a build.
#[derive(Default)]
pub struct Rendered {
    /// The pages.
    pub files: Listing,
    /// How many were made anew.
    pub rendered: usize,
    /// Whether one of them leads to the search.
    pub searched: bool,
    /// What went wrong.
    pub notes: Vec<Diagnostic>,
}

/// What pages are made with.
pub struct Press<'p> {
    /// What they are made from.
    pub portal: &'p Arc<Portal>,
    /// How they look.
    pub theme: &'p Theme,
    /// Where they go.
    pub outlet: &'p dyn Outlet,
}

enum Made {
    Kept(Known),
    New(Known),
    Failed(Box<Diagnostic>),
    /// Its template does not compile or is not there, which is said already.
    Without,
}

impl Memory {
    /// What is wrong with the colours, and the texts that its places lie in.
    pub fn contrast(&mut self, settings: &Settings, input: &Input, sources: &mut Sources) -> Vec<Diagnostic> {
        let files = input.content.iter().chain(&input.data);
        let own =
            settings.stylesheet.as_deref().and_then(|path| files.clone().find(|file| *file.path == *path));
        sources.extend(own.map(|file| (file.path.clone(), Arc::new(look::source(file)))));
        sources.extend(look::manifests(&input.theme));
        let digest = look::digest(settings, &input.theme, own);
        match &self.colours {
            Some((known, notes)) if *known == digest => notes.clone(),
            _ => {
                let notes = look::contrast(settings, &input.theme, own);
                self.colours = Some((digest, notes.clone()));
                notes
            }
        }
    }

    /// Renders every page that would not come out as it did before, on all cores.
    pub fn render(&mut self, press: &Press<'_>) -> Rendered {
        let earlier = Earlier::new(&self.facts);
        let made: Vec<(Arc<str>, Made)> = distinct(pages::plan(press.portal))
            .into_par_iter()
            .map(|page| (Arc::from(page.url.as_str()), self.make(press, &earlier, &page)))
            .collect();
        let mut rendered = Rendered::default();
        self.pages.clear();
        for (url, made) in made {
            let known = match made {
                Made::Without => continue,
                Made::Failed(note) => {
                    rendered.notes.push(*note);
                    continue;
                }
                Made::New(known) => {
                    rendered.rendered += 1;
                    known
                }
                Made::Kept(known) => known,
            };
            rendered.searched |= known.searches;
            rendered.files.insert(url.clone(), known.bytes);
            self.pages.insert(url, known);
        }
        self.facts = press.portal.table.facts(press.portal);
        rendered
    }

    fn make(&self, press: &Press<'_>, earlier: &Earlier<'_>, page: &Page) -> Made {
        let Press { portal, theme, outlet } = *press;
        let own = if let pages::Shows::Node(node) = page.shows { Some(node) } else { None };
        let cx = Arc::new(Cx { portal: portal.clone(), url: page.url.clone(), own, reads: Reads::default() });
        let Ok(template) = theme.templates.get_template(page.template) else { return Made::Without };
        let head = pages::head(portal, page);
        let like = Like { name: head.name(portal, page), template: theme.needs.of(page.template) };
        let known = self.pages.get(page.url.as_str()).filter(|known| like.is(known, theme));
        if let Some(kept) = known.and_then(|known| still_true(&cx, earlier, known))
            && outlet.holds(&page.url, kept.bytes)
        {
            return Made::Kept(kept);
        }
        match template.render(pages::context(&cx, page, head)) {
            Ok(html) => Made::New(finished(&cx, press, page, &like, &html)),
            Err(error) => {
                let fault = theme::Fault::rendering(&error, page, cx.reads.missed());
                Made::Failed(Box::new(theme.diagnostic(&fault)))
            }
        }
    }
}

/// Of two pages with one address, which is said elsewhere, the last is made.
fn distinct(mut pages: Vec<Page>) -> Vec<Page> {
    let mut seen = HashSet::new();
    pages.reverse();
    pages.retain(|page| seen.insert(page.url.clone()));
    pages.reverse();
    pages
}

/// What a page must share with an earlier one before its reads are looked at.
struct Like {
    name: Digest,
    template: Digest,
}

impl Like {
    /// Whether an earlier page is the same page under the same templates, with all its assets still there.
    fn is(&self, known: &Known, theme: &Theme) -> bool {
        known.name == self.name
            && known.template == self.template
            && known.assets.iter().all(|address| theme.assets.contains_key(address))
    }
}

/// The page under this build's numbers, if everything it read still reads the same.
fn still_true(cx: &Arc<Cx>, earlier: &Earlier<'_>, known: &Known) -> Option<Known> {
    let reads = earlier.still(cx, &known.reads)?;
    Some(Known { reads, ..known.clone() })
}

fn finished(cx: &Arc<Cx>, press: &Press<'_>, page: &Page, like: &Like, html: &str) -> Known {
    let base = || base_path(press.portal.site.settings.base_url.as_deref());
    let absolute = (page.shows == pages::Shows::Nothing).then(base);
    let Settled { html, assets, searches } = address::settle(html, &page.url, absolute.as_deref());
    let named = |address: &str| press.theme.assets.get_key_value(address).map(|(known, _)| known.clone());
    let bytes = Digest::of(html.as_bytes());
    press.outlet.put(&page.url, bytes, Arc::from(html.into_bytes()));
    Known {
        name: like.name,
        template: like.template,
        assets: assets.into_iter().filter_map(named).collect(),
        searches,
        reads: cx.reads.numbers(),
        bytes,
    }
}

/// The path of the address a portal is published at, with a slash at both ends.
fn base_path(base_url: Option<&str>) -> String {
    let after = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    match after.map(|(_, path)| path.trim_matches('/')) {
        Some(path) if !path.is_empty() => format!("/{path}/"),
        _ => "/".to_owned(),
    }
}

/// Says which addresses two pages would have.
pub fn addresses(portal: &Portal, notes: &mut Vec<Diagnostic>) {
    aliases::redirects(portal, notes);
}

/// The model as JSON, for others.
pub fn exported(press: &Press<'_>) -> Listing {
    export::files(press.portal, press.outlet)
}

/// What a portal holds beside its pages: assets, linked files, and the addresses pages once had. An address that is a
/// page's stays the page's.
pub fn beside(
    press: &Press<'_>,
    files: &HashMap<Arc<str>, Arc<[u8]>>,
    pages: &Listing,
    notes: &mut Vec<Diagnostic>,
) -> Listing {
    let Press { portal, theme, outlet } = *press;
    let mut beside = theme.assets.clone();
    for path in &portal.site.linked_files {
        if let Some(bytes) = files.get(path) {
            beside.insert(Arc::from(portal.published(path)), bytes.clone());
        }
    }
    beside.extend(aliases::redirects(portal, notes));
    beside.retain(|address, _| !pages.contains_key(address));
    let put = |(address, bytes): (Arc<str>, Arc<[u8]>)| {
        let digest = Digest::of(&bytes);
        outlet.put(&address, digest, bytes);
        (address, digest)
    };
    beside.into_iter().map(put).collect()
}
