//! The adapter for contract 0.1: the one place that knows its records.

mod bindings;
mod from_guest;
mod surface;
mod to_guest;

use std::sync::Arc;

use journeybook_engine::plugin::{
    About, Bound, Capability, ExportedFile, Failure, Finding, ImportFormat, Imported, JourneyRecord,
    Placement, Plugin, Reads, RuleDefinition, SourceFile, setting_faults,
};
use journeybook_model::{Date, Digest, FrameworkModel, Score, ScoreDefinition};
use wasmtime::Store;
use wasmtime::component::{Component, Instance, InstancePre, Linker};

use crate::contract::Contract;
use crate::host::Parcel;
use crate::intake::Intake;
use crate::observe::Observers;
use crate::sandbox::{Guest, Sandbox, Stop};
use crate::unfit::Unfit;
use surface::Surface;

/// Links a compiled component and asks what it is.
pub(crate) fn load(
    component: &Component,
    parcel: &Parcel<'_>,
    observers: Observers,
) -> Result<Arc<dyn Plugin>, Failure> {
    let linked = link(component).map_err(|error| mismatch(&error).of(parcel.path))?;
    let surface = Surface::of(&linked, &parcel.outline).map_err(|unfit| unfit.of(parcel.path))?;
    let reads = parcel.outline.reads().map_err(|unfit| unfit.of(parcel.path))?;
    let sandbox = Sandbox::new(linked, parcel.limits.clone(), observers, parcel.path);
    let about = introduce(&sandbox, &surface, parcel)?;
    let sandbox = sandbox.renamed(&about.name);
    let settings = parcel.settings.to_owned();
    Ok(Arc::new(Adapter { about, digest: digest(parcel), settings, reads, surface, sandbox }))
}

/// A component of contract 0.1.
struct Adapter {
    about: About,
    digest: Digest,
    settings: String,
    reads: Reads,
    surface: Surface,
    sandbox: Sandbox,
}

impl Plugin for Adapter {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        self.digest
    }

    fn offers(&self, capability: Capability) -> bool {
        self.surface.offers(capability)
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        let models = self.ask("frameworks.provide", |store, instance| {
            Ok(self.surface.frameworks(store, instance)?.call_provide(store)?)
        })?;
        from_guest::frameworks(models, &self.about.name, &mut self.intake())
    }

    fn place(&self, framework: &str, journey: &JourneyRecord) -> Result<Vec<Placement>, Failure> {
        let journey = to_guest::journey(journey);
        let answer = self.ask("frameworks.place", |store, instance| {
            Ok(self.surface.frameworks(store, instance)?.call_place(store, framework, &journey)?)
        })?;
        let placements = answer.map_err(|message| Failure::Refused { message, at: None })?;
        from_guest::placements(placements, &mut self.intake())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        let definitions = self.ask("scores.definitions", |store, instance| {
            Ok(self.surface.scores(store, instance)?.call_definitions(store)?)
        })?;
        from_guest::definitions(definitions, &mut self.intake())
    }

    fn score(&self, journey: &JourneyRecord, bound: &Bound) -> Result<Vec<Score>, Failure> {
        let journey = to_guest::journey(journey);
        let (figures, tables) = (to_guest::figures(bound), to_guest::tables(bound));
        let answer = self.ask("scores.score-journey", |store, instance| {
            Ok(self
                .surface
                .scores(store, instance)?
                .call_score_journey(store, &journey, &figures, &tables)?)
        })?;
        let scores = answer.map_err(|refusal| from_guest::refusal(refusal, &self.intake()))?;
        from_guest::scores(scores, &self.about.name, &mut self.intake())
    }

    fn reads(&self) -> Reads {
        self.reads.clone()
    }

    fn rules(&self) -> Result<Vec<RuleDefinition>, Failure> {
        let rules = self.ask("rules.definitions", |store, instance| {
            Ok(self.surface.rules(store, instance)?.call_definitions(store)?)
        })?;
        from_guest::rules(rules, &mut self.intake())
    }

    fn check(
        &self,
        journey: &JourneyRecord,
        bound: &Bound,
        today: Option<Date>,
    ) -> Result<Vec<Finding>, Failure> {
        let (journey, figures) = (to_guest::journey(journey), to_guest::figures(bound));
        let today = today.map(|today| today.to_string()).unwrap_or_default();
        let answer = self.ask("rules.check", |store, instance| {
            Ok(self.surface.rules(store, instance)?.call_check(store, &journey, &figures, &today)?)
        })?;
        let findings = answer.map_err(|refusal| from_guest::refusal(refusal, &self.intake()))?;
        from_guest::findings(findings, &mut self.intake())
    }

    fn export_formats(&self) -> Result<Vec<String>, Failure> {
        let formats = self.ask("exporter.formats", |store, instance| {
            Ok(self.surface.exporter(store, instance)?.call_formats(store)?)
        })?;
        self.intake().texts(formats)
    }

    fn export(&self, format: &str, journey: &JourneyRecord) -> Result<Vec<ExportedFile>, Failure> {
        let journey = to_guest::journey(journey);
        let sandbox = self.sandbox.clone().with_limits(self.sandbox.limits().of_files());
        let answer = self.ask_in(&sandbox, "exporter.write", |store, instance| {
            Ok(self.surface.exporter(store, instance)?.call_write(store, format, &journey)?)
        })?;
        let files = answer.map_err(|message| Failure::Refused { message, at: None })?;
        from_guest::exported(files, &mut Intake::new(sandbox.limits()))
    }

    fn formats(&self) -> Result<Vec<ImportFormat>, Failure> {
        let formats = self.ask("importer.formats", |store, instance| {
            Ok(self.surface.importer(store, instance)?.call_formats(store)?)
        })?;
        from_guest::formats(formats, &mut self.intake())
    }

    fn import(&self, file: &SourceFile, options: &[(&str, &str)]) -> Result<Imported, Failure> {
        let (file, options) = (to_guest::source_file(file), to_guest::options(options));
        let sandbox = self.sandbox.clone().with_limits(self.sandbox.limits().of_files());
        let answer = self.ask_in(&sandbox, "importer.read", |store, instance| {
            Ok(self.surface.importer(store, instance)?.call_read(store, &file, &options)?)
        })?;
        let imported = answer.map_err(|message| Failure::Refused { message, at: None })?;
        from_guest::imported(imported, &mut Intake::new(sandbox.limits()))
    }
}

impl Adapter {
    /// Asks an instance that has its settings.
    fn ask<R: Send>(
        &self,
        question: &'static str,
        ask: impl FnOnce(&mut Store<Guest>, &Instance) -> Result<R, Stop> + Send,
    ) -> Result<R, Failure> {
        self.ask_in(&self.sandbox, question, ask)
    }

    /// The same under other limits.
    fn ask_in<R: Send>(
        &self,
        sandbox: &Sandbox,
        question: &'static str,
        ask: impl FnOnce(&mut Store<Guest>, &Instance) -> Result<R, Stop> + Send,
    ) -> Result<R, Failure> {
        sandbox.ask(question, |store, instance| {
            configure(&self.surface, store, instance, &self.settings)?;
            ask(store, instance)
        })
    }

    fn intake(&self) -> Intake<'_> {
        Intake::new(self.sandbox.limits())
    }
}

/// Asks for the manifest, holds every export against the contract's types and the settings against the plugin's schema, and
/// tries the settings, in one instance.
fn introduce(sandbox: &Sandbox, surface: &Surface, parcel: &Parcel<'_>) -> Result<About, Failure> {
    let manifest = sandbox.ask("about.describe", |store, instance| {
        surface.check(store, instance).map_err(|error| mismatch(&error).of(parcel.path))?;
        let manifest = surface.about(store, instance)?.call_describe(&mut *store)?;
        let schema = manifest.settings_schema.clone().unwrap_or_default();
        hold(&Intake::new(sandbox.limits()).text(schema)?, parcel)?;
        configure(surface, store, instance, parcel.settings)?;
        Ok(manifest)
    })?;
    let about = from_guest::about(manifest, &Intake::new(sandbox.limits()))?;
    if about.name.is_empty() { Err(Unfit::NoName.of(parcel.path)) } else { Ok(about) }
}

/// Holds the settings against the plugin's schema, if it brings one.
fn hold(schema: &str, parcel: &Parcel<'_>) -> Result<(), Failure> {
    if schema.is_empty() {
        return Ok(());
    }
    let faults =
        setting_faults(schema, parcel.settings).map_err(|why| Unfit::BadSchema { why }.of(parcel.path))?;
    if faults.is_empty() { Ok(()) } else { Err(Failure::Settings { faults }) }
}

fn configure(
    surface: &Surface,
    store: &mut Store<Guest>,
    instance: &Instance,
    settings: &str,
) -> Result<(), Stop> {
    let configured = surface.about(store, instance)?.call_configure(store, settings)?;
    let refused = |why| Failure::Refused { message: format!("its settings: {why}"), at: None };
    Ok(configured.map_err(refused)?)
}

/// `host.log` is all a component is given.
fn link(component: &Component) -> wasmtime::Result<InstancePre<Guest>> {
    let mut linker = Linker::new(component.engine());
    linker
        .instance(&Contract::V0_1.name_of("host"))?
        .func_wrap("log", |store, (message,): (String,)| Guest::log(store, &message))?;
    linker.instantiate_pre(component)
}

fn mismatch(error: &wasmtime::Error) -> Unfit {
    Unfit::Mismatch { why: format!("{error:#}") }
}

/// Limits count, so that raising one asks again; so does the contract, since another adapter reads answers another way.
fn digest(parcel: &Parcel<'_>) -> Digest {
    let limits = format!("{:?}", parcel.limits);
    let contract = Contract::V0_1.version();
    Digest::of_parts([parcel.bytes, parcel.settings.as_bytes(), limits.as_bytes(), contract.as_bytes()])
}
