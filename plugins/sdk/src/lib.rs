//! Write Journeybook plugins in Rust.
//!
//! A plugin is a type that implements [`Plugin`] and a capability, [`Scores`], [`Rules`], [`Frameworks`], [`Importer`] or [`Exporter`]; [`export!`]
//! turns it into a component. Everything but that macro also compiles for the machine at hand, so a plugin's logic is tested with
//! `cargo test` like any other code. A whole scorer:
//!
//! ```
//! use journeybook_plugin::{Bound, Definition, Journey, Manifest, Plugin, Refusal, Score, Scores, Settings};
//!
//! struct Hello;
//!
//! impl Plugin for Hello {
//!     fn about() -> Manifest {
//!         Manifest::new("hello", "0.1.0", "Hello").description("Counts the steps that hurt.")
//!     }
//!     fn configure(_: &Settings) -> Result<Self, String> {
//!         Ok(Hello)
//!     }
//! }
//!
//! impl Scores for Hello {
//!     fn definitions(&self) -> Vec<Definition> {
//!         vec![Definition::new("painful", "Steps that hurt").description("How many steps have a pain point.")]
//!     }
//!     fn score(&self, journey: &Journey, _: &Bound) -> Result<Vec<Score>, Refusal> {
//!         let steps = journey.steps().filter(|step| step.has("pain")).count();
//!         Ok(vec![Score::new("painful", steps as f64).explained(format!("{steps} steps of {} hurt.", journey.title))])
//!     }
//! }
//!
//! journeybook_plugin::export!(scores: Hello; reads: "pain");
//! # fn main() {}
//! ```
//!
//! # Panics
//!
//! A component is built with `panic = "abort"`, so a panic is a trap: the host reports that the plugin failed and where
//! in the site, and the build goes on. Before the trap the message goes to `host.log`, so `--verbose` shows it. Where
//! panics unwind, as in native tests, [`Guest`] turns one into a refusal with the code `panic`.

mod attributed;
#[doc(hidden)]
pub mod bindings;
mod export;
mod figure;
mod framework;
mod guest;
mod host;
mod import;
mod journey;
mod json;
mod manifest;
#[cfg(all(target_arch = "wasm32", not(feature = "large")))]
mod memory;
mod plugin;
pub mod prose;
mod rule;
mod score;
mod settings;

pub use attributed::Attributed;
pub use bindings::about::exports::journeybook::plugin::about::Manifest;
pub use bindings::exporter::exports::journeybook::plugin::exporter::File;
pub use bindings::frameworks::exports::journeybook::plugin::frameworks::{
    Edge, FrameworkModel, Placement, StageModel,
};
pub use bindings::importer::exports::journeybook::plugin::importer::{
    Document, Format, Imported, Loss, SourceFile,
};
pub use bindings::rules::exports::journeybook::plugin::rules::Rule;
pub use bindings::scores::exports::journeybook::plugin::scores::{Definition, Part, Score};
pub use bindings::shared::journeybook::plugin::types::{
    Attribute, Entry, Feeling, Figure, Finding, Journey, Node, Refusal, Stage, Step, Table,
};
#[doc(hidden)]
pub use export::{brings_exporter, brings_frameworks, brings_importer, brings_rules, brings_scores, section};
pub use figure::number;
pub use guest::Guest;
pub use host::log;
pub use plugin::{Bound, Exporter, Frameworks, Importer, Plugin, Rules, Scores};
pub use settings::{Setting, Settings};
