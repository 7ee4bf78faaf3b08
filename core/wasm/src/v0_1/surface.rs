//! Which of the contract's interfaces a component has, and the way into each.

use journeybook_engine::plugin::Capability;
use wasmtime::Store;
use wasmtime::component::{Instance, InstancePre};

use super::bindings::about::exports::journeybook::plugin::about::{
    Guest as About, GuestIndices as AboutIndices,
};
use super::bindings::exporter::exports::journeybook::plugin::exporter::{
    Guest as Exporter, GuestIndices as ExporterIndices,
};
use super::bindings::frameworks::exports::journeybook::plugin::frameworks::{
    Guest as Frameworks, GuestIndices as FrameworksIndices,
};
use super::bindings::importer::exports::journeybook::plugin::importer::{
    Guest as Importer, GuestIndices as ImporterIndices,
};
use super::bindings::rules::exports::journeybook::plugin::rules::{
    Guest as Rules, GuestIndices as RulesIndices,
};
use super::bindings::scores::exports::journeybook::plugin::scores::{
    Guest as Scores, GuestIndices as ScoresIndices,
};
use crate::contract::interface;
use crate::outline::Outline;
use crate::sandbox::Guest;
use crate::unfit::Unfit;

const KNOWN: &str = "`frameworks`, `scores`, `rules`, `importer` or `exporter`";

/// A component's exports, looked up once.
pub(super) struct Surface {
    about: AboutIndices,
    frameworks: Option<FrameworksIndices>,
    scores: Option<ScoresIndices>,
    rules: Option<RulesIndices>,
    importer: Option<ImporterIndices>,
    exporter: Option<ExporterIndices>,
}

impl Surface {
    /// Looks for every capability without instantiating. Types are held against the contract by [`Surface::check`]:
    /// wasmtime compares them only on an instance.
    pub fn of(linked: &InstancePre<Guest>, outline: &Outline) -> Result<Self, Unfit> {
        let has = |word: &str| outline.exports(&interface(word));
        let surface = Self {
            about: AboutIndices::new(linked).map_err(mismatch)?,
            frameworks: probe(has("frameworks"), || FrameworksIndices::new(linked))?,
            scores: probe(has("scores"), || ScoresIndices::new(linked))?,
            rules: probe(has("rules"), || RulesIndices::new(linked))?,
            importer: probe(has("importer"), || ImporterIndices::new(linked))?,
            exporter: probe(has("exporter"), || ExporterIndices::new(linked))?,
        };
        let is_able = Capability::ALL.iter().any(|capability| surface.offers(*capability));
        if is_able { Ok(surface) } else { Err(Unfit::NoCapability { known: KNOWN }) }
    }

    pub fn offers(&self, capability: Capability) -> bool {
        match capability {
            Capability::Frameworks => self.frameworks.is_some(),
            Capability::Scores => self.scores.is_some(),
            Capability::Rules => self.rules.is_some(),
            Capability::Importer => self.importer.is_some(),
            Capability::Exporter => self.exporter.is_some(),
        }
    }

    /// Whether every function has the types that the contract gives it.
    pub fn check(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<()> {
        self.about.load(&mut *store, instance)?;
        self.frameworks.as_ref().map(|indices| indices.load(&mut *store, instance)).transpose()?;
        self.scores.as_ref().map(|indices| indices.load(&mut *store, instance)).transpose()?;
        self.rules.as_ref().map(|indices| indices.load(&mut *store, instance)).transpose()?;
        self.importer.as_ref().map(|indices| indices.load(&mut *store, instance)).transpose()?;
        self.exporter.as_ref().map(|indices| indices.load(&mut *store, instance)).transpose()?;
        Ok(())
    }

    pub fn about(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<About> {
        self.about.load(store, instance)
    }

    pub fn frameworks(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<Frameworks> {
        self.frameworks.as_ref().ok_or_else(not_offered)?.load(store, instance)
    }

    pub fn scores(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<Scores> {
        self.scores.as_ref().ok_or_else(not_offered)?.load(store, instance)
    }

    pub fn rules(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<Rules> {
        self.rules.as_ref().ok_or_else(not_offered)?.load(store, instance)
    }

    pub fn importer(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<Importer> {
        self.importer.as_ref().ok_or_else(not_offered)?.load(store, instance)
    }

    pub fn exporter(&self, store: &mut Store<Guest>, instance: &Instance) -> wasmtime::Result<Exporter> {
        self.exporter.as_ref().ok_or_else(not_offered)?.load(store, instance)
    }
}

fn probe<I>(exported: bool, indices: impl FnOnce() -> wasmtime::Result<I>) -> Result<Option<I>, Unfit> {
    if exported { indices().map(Some).map_err(mismatch) } else { Ok(None) }
}

fn mismatch(error: wasmtime::Error) -> Unfit {
    Unfit::Mismatch { why: format!("{error:#}") }
}

fn not_offered() -> wasmtime::Error {
    wasmtime::Error::msg("it was asked for a capability that it does not offer")
}
