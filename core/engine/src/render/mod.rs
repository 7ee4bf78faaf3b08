//! The portal's files, from what is known about the site.

mod address;
mod aliases;
mod chart;
mod checklist;
mod comparisons;
pub mod contract;
mod export;
mod glossary;
mod language;
mod pages;
mod portal;
mod reads;
mod rollup;
mod search;
mod sheet;
mod tags;
pub mod theme;
mod view;
mod views;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Source};
use rayon::prelude::*;

use crate::settings::Settings;
use crate::{Input, look};
use pages::Page;
use reads::{Reads, Seen};
use view::Cx;

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
    pages: HashMap<String, Known>,
    /// What was said of the colours, and of which.
    colours: Option<(Digest, Vec<Diagnostic>)>,
}

/// A rendered page and everything that went into it.
#[derive(Clone)]
struct Known {
    name: Digest,
    theme: Digest,
    seen: Arc<Seen>,
    bytes: Arc<[u8]>,
}

/// The pages of a build.
#[derive(Default)]
pub struct Rendered {
    /// The pages.
    pub files: Files,
    /// How many were made anew.
    pub rendered: usize,
    /// What went wrong.
    pub notes: Vec<Diagnostic>,
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
    pub fn render(&mut self, portal: &Arc<Portal>, theme: &Theme) -> Rendered {
        let pages = pages::plan(portal);
        let made: Vec<(String, Made)> =
            pages.into_par_iter().map(|page| (page.url.clone(), self.make(portal, theme, &page))).collect();
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
            rendered.files.insert(Arc::from(url.as_str()), known.bytes.clone());
            self.pages.insert(url, known);
        }
        rendered
    }

    fn make(&self, portal: &Arc<Portal>, theme: &Theme, page: &Page) -> Made {
        let cx = Arc::new(Cx { portal: portal.clone(), url: page.url.clone(), reads: Reads::default() });
        let context = pages::context(&cx, page);
        let name = pages::name(portal, page);
        let known =
            self.pages.get(&page.url).filter(|known| known.name == name && known.theme == theme.digest);
        if let Some(known) = known.filter(|known| still_true(&cx, theme, known)) {
            return Made::Kept(known.clone());
        }
        let Ok(template) = theme.templates.get_template(page.template) else { return Made::Without };
        match template.render(context) {
            Ok(html) => Made::New(finished(&cx, theme, page, name, &html)),
            Err(error) => {
                let fault = theme::Fault::rendering(&error, page, cx.reads.missed());
                Made::Failed(Box::new(theme.diagnostic(&fault)))
            }
        }
    }
}

/// Whether everything a page read still reads the same, and the assets it points at are still there.
fn still_true(cx: &Arc<Cx>, theme: &Theme, known: &Known) -> bool {
    let assets = known.seen.iter().all(|(entity, _, _)| match entity {
        reads::Entity::Asset(address) => theme.assets.contains_key(address.as_str()),
        _ => true,
    });
    assets
        && known.seen.iter().all(|(entity, field, digest)| match entity {
            reads::Entity::Asset(_) => true,
            _ => views::look(cx, entity, field) == Some(*digest),
        })
}

fn finished(cx: &Arc<Cx>, theme: &Theme, page: &Page, name: Digest, html: &str) -> Known {
    let base = base_path(cx.portal.site.settings.base_url.as_deref());
    let absolute = (page.shows == pages::Shows::Nothing).then_some(base);
    let settled = address::settle(html, &page.url, absolute.as_deref());
    let mut seen = cx.reads.seen(&cx.portal);
    seen.extend(
        address::assets(html).map(|asset| (reads::Entity::Asset(asset.to_owned()), "", Digest::default())),
    );
    Known { name, theme: theme.digest, seen: Arc::new(seen), bytes: Arc::from(settled.into_bytes()) }
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

/// What a portal holds beside its pages: assets, linked files, the model as JSON, and the addresses pages once had.
pub fn beside(
    portal: &Portal,
    theme: &Theme,
    files: &HashMap<Arc<str>, Arc<[u8]>>,
    notes: &mut Vec<Diagnostic>,
) -> Files {
    let mut beside: Files = theme.assets.clone();
    for path in &portal.site.linked_files {
        if let Some(bytes) = files.get(path) {
            beside.insert(Arc::from(portal.published(path)), bytes.clone());
        }
    }
    beside.extend(export::files(portal));
    beside.extend(aliases::redirects(portal, notes));
    beside
}
