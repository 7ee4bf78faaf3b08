//! Pages made, all of them or one that is asked for; none that would come out as it did before.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use journeybook_model::{Diagnostic, Digest};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::address::{self, Settled};
use super::made::{Known, Pages};
use super::pages::{self, Page, Shows};
use super::reads::Reads;
use super::shared::Shared;
use super::view::Cx;
use super::{Files, Portal, Theme, aliases, export, theme};
use crate::STRETCH;
use crate::outlet::{Listing, Outlet};

/// A page that was looked at.
pub enum Made {
    /// It comes out as it did before.
    Kept(Digest),
    /// It was rendered.
    New(Digest),
    /// It cannot be rendered.
    Failed(Box<Diagnostic>),
    /// Its template does not compile or is not there, which is said already.
    Without,
}

/// Everything that pages are made from.
pub struct Press {
    /// What they show.
    pub portal: Arc<Portal>,
    /// How they look.
    pub theme: Arc<Theme>,
    /// The pages that were made before.
    pages: Arc<Pages>,
    plan: Arc<Plan>,
    /// The pages of the list of everything, when somebody asked for them.
    glossary: OnceLock<Vec<Page>>,
}

/// Which addresses a portal has.
pub struct Plan {
    /// All pages but for those of the list of everything, each address once.
    pages: Vec<Page>,
    by_address: Places,
    /// The addresses that pages once had.
    redirects: Files,
}

impl Plan {
    fn of(portal: &Portal, notes: &mut Vec<Diagnostic>) -> Self {
        let mut pages = pages::plan(portal);
        let redirects = aliases::redirects(portal, &pages, notes);
        let mut by_address = places(&pages);
        if by_address.len() < pages.len() {
            // That two pages have one address is said already. The last of them is made.
            let mut at = 0..;
            pages.retain(|page| by_address.get(&page.url).copied() == at.next());
            by_address = places(&pages);
        }
        Self { pages, by_address, redirects }
    }
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

impl Press {
    /// A press for a portal and its look. Which addresses two pages would have is said.
    pub fn new(
        portal: Arc<Portal>,
        theme: Arc<Theme>,
        pages: Arc<Pages>,
        shared: &mut Shared,
        notes: &mut Vec<Diagnostic>,
    ) -> Self {
        let plan = shared.plan.clone().unwrap_or_else(|| {
            let mut said = Vec::new();
            let plan = Arc::new(Plan::of(&portal, &mut said));
            // What is said has a place, and the next portal may have it elsewhere.
            shared.plan = said.is_empty().then(|| plan.clone());
            notes.append(&mut said);
            plan
        });
        Self { portal, theme, pages, plan, glossary: OnceLock::new() }
    }

    /// The pages there are.
    pub fn plan(&self) -> impl ParallelIterator<Item = &Page> + use<'_> {
        self.plan.pages.par_iter().chain(self.of_glossary().par_iter()).with_max_len(STRETCH)
    }

    /// The same, one after another.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.plan.pages.iter().chain(self.of_glossary())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.plan.pages.len()
    }

    /// The page at an address.
    pub fn page(&self, address: &str) -> Option<&Page> {
        let in_glossary = || {
            let inside = address.starts_with(pages::GLOSSARY);
            inside.then(|| self.of_glossary().iter().find(|page| page.url == address)).flatten()
        };
        self.plan.by_address.get(address).map(|at| &self.plan.pages[*at]).or_else(in_glossary)
    }

    /// Of two pages with one address the one of a thing is made, as it is among the others.
    fn of_glossary(&self) -> &[Page] {
        self.glossary.get_or_init(|| {
            let all = pages::of_glossary(&self.portal).into_iter();
            all.filter(|page| !self.plan.by_address.contains_key(&page.url)).collect()
        })
    }

    /// Renders every page that would not come out as it did before, on all cores.
    pub fn render(&self, outlet: &dyn Outlet) -> Rendered {
        let make = |page: &Page| (Arc::from(page.url.as_str()), self.make(outlet, page));
        let made: Vec<(Arc<str>, Made)> = self.plan().map(make).collect();
        let mut rendered = Rendered::default();
        for (url, made) in made {
            match made {
                Made::Without => {}
                Made::Failed(note) => rendered.notes.push(*note),
                Made::New(bytes) => {
                    rendered.rendered += 1;
                    rendered.files.insert(url, bytes);
                }
                Made::Kept(bytes) => _ = rendered.files.insert(url, bytes),
            }
        }
        rendered.searched = self.pages.search(&rendered.files);
        rendered
    }

    /// One page, rendered where it would not come out as it did before or the outlet does not hold it.
    pub fn make(&self, outlet: &dyn Outlet, page: &Page) -> Made {
        let Press { portal, theme, .. } = self;
        let own = if let Shows::Node(node) = page.shows { Some(node) } else { None };
        let cx = Arc::new(Cx { portal: portal.clone(), url: page.url.clone(), own, reads: Reads::default() });
        let Ok(template) = theme.templates.get_template(page.template) else { return Made::Without };
        let head = pages::head(portal, page);
        let like = Like { name: head.name(portal, page), template: theme.needs.of(page.template) };
        let known = self.pages.get(&page.url).filter(|known| like.is(known, theme));
        if let Some(kept) = known
            && outlet.holds(&page.url, kept.bytes)
            && portal.table.holds(&cx, &kept.reads)
        {
            return Made::Kept(kept.bytes);
        }
        match template.render(pages::context(&cx, page, head)) {
            Ok(html) => {
                let made = self.finished(&cx, outlet, page, &like, &html);
                let bytes = made.bytes;
                self.pages.put(Arc::from(page.url.as_str()), made);
                Made::New(bytes)
            }
            Err(error) => {
                let fault = theme::Fault::rendering(&error, page, cx.reads.missed());
                Made::Failed(Box::new(theme.diagnostic(&fault)))
            }
        }
    }

    fn finished(&self, cx: &Arc<Cx>, outlet: &dyn Outlet, page: &Page, like: &Like, html: &str) -> Known {
        let base = || base_path(self.portal.site.settings.base_url.as_deref());
        let absolute = (page.shows == Shows::Nothing).then(base);
        let Settled { html, assets, searches } = address::settle(html, &page.url, absolute.as_deref());
        let named = |address: &str| self.theme.assets.get_key_value(address).map(|(known, _)| known.clone());
        let bytes = Digest::of(html.as_bytes());
        outlet.put(&page.url, bytes, html.as_bytes());
        Known {
            name: like.name,
            template: like.template,
            assets: assets.into_iter().filter_map(named).collect(),
            searches,
            reads: cx.reads.numbers(cx),
            bytes,
        }
    }

    /// The model as JSON, for others, where the site publishes it.
    pub fn exported(&self, outlet: &dyn Outlet) -> Listing {
        match self.portal.site.settings.json {
            true => export::files(&self.portal, &self.pages, outlet),
            false => Listing::default(),
        }
    }

    /// The whole model as JSON, whether or not it is published.
    pub fn data(&self) -> Arc<[u8]> {
        export::whole(&self.portal)
    }

    /// What a portal holds beside its pages: assets, linked files, and the addresses pages once had. An address that is a
    /// page's stays the page's.
    pub fn beside(&self, linked: &Linked, pages: &Listing, outlet: &dyn Outlet) -> Listing {
        let put = |(address, bytes): (Arc<str>, Arc<[u8]>)| {
            let digest = Digest::of(&bytes);
            outlet.put(&address, digest, &bytes);
            (address, digest)
        };
        let beside = self.plain(linked).filter(|(address, _)| !pages.contains_key(address));
        beside.map(put).collect()
    }

    /// Assets, linked files and redirects; of one address, the last counts.
    fn plain(&self, linked: &Linked) -> impl Iterator<Item = (Arc<str>, Arc<[u8]>)> {
        let mut beside = self.theme.assets.clone();
        for path in self.portal.site.linked_files.iter() {
            if let Some(bytes) = linked.get(path) {
                beside.insert(Arc::from(self.portal.published(path)), bytes.clone());
            }
        }
        beside.extend(self.plan.redirects.clone());
        beside.into_iter()
    }

    /// A file beside the pages; the model as JSON is made when it is asked for.
    pub fn file(&self, linked: &Linked, address: &str) -> Option<Arc<[u8]>> {
        let published = |path: &&Arc<str>| self.portal.published(path) == address;
        let linked = || linked.get(self.portal.site.linked_files.iter().find(published)?).cloned();
        let redirect = self.plan.redirects.get(address).cloned();
        let plain = redirect.or_else(linked).or_else(|| self.theme.assets.get(address).cloned());
        let exported = || self.portal.site.settings.json.then(|| export::file(&self.portal, address))?;
        plain.or_else(exported)
    }

    /// The style sheets there are, by address.
    pub fn sheets(&self, linked: &Linked) -> Listing {
        let all = self.plain(linked).filter(|(address, _)| address.ends_with(".css"));
        all.map(|(address, bytes)| (address, Digest::of(&bytes))).collect()
    }
}

/// Files of the site that pages may point at, by path.
pub type Linked = HashMap<Arc<str>, Arc<[u8]>>;

/// Where among the pages that of an address is.
type Places = HashMap<String, usize, FxBuildHasher>;

fn places(pages: &[Page]) -> Places {
    pages.iter().enumerate().map(|(at, page)| (page.url.clone(), at)).collect()
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

/// The path of the address a portal is published at, with a slash at both ends.
fn base_path(base_url: Option<&str>) -> String {
    let after = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    match after.map(|(_, path)| path.trim_matches('/')) {
        Some(path) if !path.is_empty() => format!("/{path}/"),
        _ => "/".to_owned(),
    }
}
