//! The portal's files, from what is known about the site.

mod address;
mod aliases;
mod chapters;
mod chart;

mod checklist;
mod chosen;
mod comparisons;
pub mod contract;
mod export;
mod facts;
mod glossary;
mod laid;
mod language;
mod lazily;
mod made;
mod memo;
mod needs;
mod pages;
mod portal;
mod press;
mod reads;
mod rollup;
mod search;
mod shared;
mod sheet;
mod shelves;
mod table;
mod tags;
pub mod theme;
mod view;
mod views;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Source};

use crate::settings::Settings;
use crate::{Input, look};

pub use made::Pages;
pub use memo::Kept;
pub use portal::Portal;
pub use press::{Linked, Made, Press};
pub use search::Search;
pub use shared::Shared;
pub use theme::Theme;

/// Files of the portal by address.
pub type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// The texts that diagnostics point into.
pub type Sources = BTreeMap<Arc<str>, Arc<Source>>;

/// What was said of the colours, and of which.
#[derive(Default)]
pub struct Colours(Option<(Digest, Vec<Diagnostic>)>);

impl Colours {
    /// What is wrong with the colours, and the texts that its places lie in.
    pub fn contrast(&mut self, settings: &Settings, input: &Input, sources: &mut Sources) -> Vec<Diagnostic> {
        let files = input.content.iter().chain(input.data.iter());
        let own =
            settings.stylesheet.as_deref().and_then(|path| files.clone().find(|file| *file.path == *path));
        sources.extend(own.map(|file| (file.path.clone(), Arc::new(look::source(file)))));
        sources.extend(look::manifests(&input.theme));
        let digest = look::digest(settings, &input.theme, own);
        match &self.0 {
            Some((known, notes)) if *known == digest => notes.clone(),
            _ => {
                let notes = look::contrast(settings, &input.theme, own);
                self.0 = Some((digest, notes.clone()));
                notes
            }
        }
    }
}

/// Says which addresses two pages would have.
pub fn addresses(portal: &Portal, notes: &mut Vec<Diagnostic>) {
    aliases::redirects(portal, &pages::plan(portal), notes);
}
