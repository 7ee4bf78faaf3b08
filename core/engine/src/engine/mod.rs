//! The pipeline, and what it remembers from build to build.

mod asked;
mod files;
mod join;
mod library;

use std::io::{self, Write};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest};
use rayon::prelude::*;

use crate::data;
use crate::draft::Draft;
use crate::input::Identity;
use crate::memo::{Memo, Whole};
use crate::outlet::{Held, Listing, Outlet};
use crate::parse;
use crate::plugin;
use crate::render::{Colours, Pages, Portal, Press, Search, Shared, Sources, Theme};
use crate::resolve;
use crate::settings::Settings;
use crate::{Input, Layer, Output, Work};
use files::{fetch, named, sources_of};
use join::{Joined, Words};
use library::Library;

pub(crate) use files::is_markdown;

/// Fewer facts than these are never forgotten.
const FEW_FACTS: usize = 4096;

/// Builds sites, and keeps what it learned for the next build.
#[derive(Default)]
pub struct Engine {
    library: Library,
    frameworks: parse::Frameworks,
    /// The words that frameworks are read with, and those that all other files are.
    bare_words: Words,
    words: Words,
    site: resolve::Memory,
    data: data::Memory,
    answers: plugin::Memory,
    pages: Arc<Pages>,
    /// How many facts pages rested on when those of no page were last forgotten.
    facts_kept: usize,
    shared: Shared,
    colours: Colours,
    theme: Option<Compiled>,
    held: Held,
    /// The last build of an earlier process, until this one has built.
    before: Option<Whole>,
    /// Whether the last build was that one once more.
    is_again: bool,
}

/// A theme with what there is to say of it, by the digest of what it was compiled from.
struct Compiled {
    from: Digest,
    theme: Arc<Theme>,
    notes: Vec<Diagnostic>,
}

impl Engine {
    /// Builds the whole portal in memory. What has not changed since the last build of this engine is not done again.
    pub fn build(&mut self, input: &Input) -> Output {
        let held = std::mem::take(&mut self.held);
        let output = self.build_into(input, &held);
        let files = held.keep(&output.listing);
        self.held = held;
        Output { files, ..output }
    }

    /// Builds the whole portal, and gives away each file as soon as it is made.
    pub fn build_into(&mut self, input: &Input, outlet: &dyn Outlet) -> Output {
        let again = self.again(input, outlet);
        self.is_again = again.is_some();
        again.unwrap_or_else(|| {
            let output = self.draft(input).whole(outlet);
            self.tidy(&output.listing);
            output
        })
    }

    /// Reads and checks a site, and makes nothing of its portal yet.
    pub fn draft(&mut self, input: &Input) -> Draft {
        let Joined { mut site, data, mut notes, mut work, files, file_count, .. } = self.join(input);
        let words = self.library.words();
        let facts = self.answers.facts(&site, &data.bound, &input.plugins, (input.today, words), &mut notes);
        work.called = facts.calls;
        notes.extend(plugin::rank(&mut site, &facts));
        let mut linked = files;
        fetch(&site, input, &mut linked, &mut notes);
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        let portal = Portal::new(site, data, facts, notes.clone(), input.today, file_count);
        let portal = Arc::new(portal.after(&self.pages, &mut self.shared, words));
        let theme = self.theme(&portal.site.settings, &input.theme, &mut notes);
        let mut sources = Sources::new();
        sources.extend(theme.sources.values().map(|source| (source.path.clone(), source.clone())));
        notes.extend(self.colours.contrast(&portal.site.settings, input, &mut sources));
        let press = Press::new(portal.clone(), theme, self.pages.clone(), &mut self.shared, &mut notes);
        work.journeys = portal.journeys().len();
        work.pages = press.count();
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        let said = named(&notes).into_iter().filter_map(|path| self.library.source(path));
        let own = portal.site.settings.source.iter();
        sources.extend(
            said.map(|manuscript| manuscript.read())
                .chain(own)
                .map(|source| (source.path.clone(), source.clone())),
        );
        let search = Search::of(portal);
        let output = Output { diagnostics: notes, sources, work, search, ..Output::default() };
        let Identity { whole: identity, apart } = input.identity();
        Draft { output, identity, apart, press, linked }
    }

    /// Pages that are no more are forgotten, once they are many.
    fn tidy(&mut self, listing: &Listing) {
        let facts = self.pages.facts();
        if self.facts_kept > 0 && facts > 2 * self.facts_kept {
            self.pages = Arc::new(self.pages.only(listing));
        }
        if self.facts_kept == 0 || facts > 2 * self.facts_kept {
            self.facts_kept = self.pages.facts().max(FEW_FACTS);
        }
    }

    /// Takes up what an earlier process remembered of the same site; whether that was of use. `maker` identifies the
    /// program.
    pub fn recall(&mut self, memo: &[u8], maker: &[u8]) -> bool {
        let Some(Memo { whole, pages, answers }) = Memo::read(memo, maker) else { return false };
        self.pages = Pages::recalled(pages).map(Arc::new).unwrap_or_default();
        self.answers.recall(answers);
        self.before = whole;
        true
    }

    /// Whether the last build was what an earlier process remembered, so that there is nothing new to remember.
    pub fn is_as_remembered(&self) -> bool {
        self.is_again
    }

    /// Writes down what the next process may know of the last build.
    pub fn remember(
        &self,
        input: &Input,
        output: &Output,
        maker: &[u8],
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let whole = || Whole::new(input.fingerprint(), &output.listing, &output.diagnostics, output.work);
        let whole = output.search.is_made().then(whole);
        let memo = Memo { whole, pages: self.pages.keeping(&output.listing), answers: self.answers.kept() };
        memo.write(maker, to)
    }

    /// The last build of an earlier process once more, where it was made from the same and is all still there.
    fn again(&mut self, input: &Input, outlet: &dyn Outlet) -> Option<Output> {
        let before = self.before.take()?;
        let is_same = before.fingerprint == input.fingerprint();
        let holds = |(address, digest): (&Arc<str>, &Digest)| outlet.holds(address, *digest);
        if !is_same || !before.listing.par_iter().all(holds) {
            return None;
        }
        let diagnostics = before.diagnostics()?;
        let sources = sources_of(input, &diagnostics);
        let work = Work { journeys: before.work.journeys, pages: before.work.pages, ..Work::default() };
        Some(Output { listing: before.listing, diagnostics, sources, work, ..Output::default() })
    }

    /// A theme is compiled once, until one of its files is edited or the site's language changes.
    fn theme(&mut self, settings: &Settings, layers: &[Layer], notes: &mut Vec<Diagnostic>) -> Arc<Theme> {
        let tokens = settings.tokens.sheet().unwrap_or_default();
        let names = settings.plain_names.to_string();
        let own =
            [&settings.theme, &settings.language, &tokens, &names].map(|text| Digest::of(text.as_bytes()));
        let from = Layer::fingerprint(layers, own);
        if self.theme.as_ref().is_none_or(|known| known.from != from) {
            let mut notes = Vec::new();
            let theme = Arc::new(Theme::new(settings, layers, &mut notes));
            self.theme = Some(Compiled { from, theme, notes });
        }
        let known = self.theme.as_ref().expect("it was compiled above");
        notes.extend(known.notes.iter().cloned());
        known.theme.clone()
    }
}
