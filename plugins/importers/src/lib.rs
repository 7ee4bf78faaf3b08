//! Reads what other tools wrote into canonical Markdown.
//!
//! Every reader makes [`Map`]s; how they are written is decided in one place, [`page`]. What a source holds and a map does
//! not is a loss with its line, never silence.

pub mod formats;
pub mod mapping;
mod markdown;
pub mod names;
pub mod page;
pub mod text;
mod title;
pub mod tree;
pub mod vocabulary;

use journeybook_plugin::{
    Attribute, Format, Imported, Importer, Manifest, Plugin, Settings, SourceFile, export,
};

pub use page::{Entry, Field, Map, Section, Stage, Step, Words};

/// The plugin.
#[derive(Debug)]
pub struct Importers;

impl Plugin for Importers {
    fn about() -> Manifest {
        Manifest::new("importers", env!("CARGO_PKG_VERSION"), "Importers")
            .description("Reads journey maps that other tools wrote.")
    }

    fn configure(_: &Settings) -> Result<Self, String> {
        Ok(Self)
    }
}

impl Importer for Importers {
    fn formats(&self) -> Vec<Format> {
        formats::ALL.iter().map(|reader| reader.format()).collect()
    }

    fn read(&self, file: &SourceFile, options: &[Attribute]) -> Result<Imported, String> {
        let option = |key: &str| options.iter().find(|pair| pair.key == key).map(|pair| pair.value.as_str());
        formats::read(file, option("format"), option("mapping"))
    }
}

export!(importer: Importers);
