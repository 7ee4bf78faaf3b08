//! What can be typed after `export` and `schema`: all that gives data to other tools.

use std::path::PathBuf;

use clap::Subcommand;

/// `export`.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Everything the site says, as one JSON document
    Json(ExportJson),
    /// Every map, in a format that a plugin writes
    With(ExportWith),
}

/// `export with`.
#[derive(Debug, clap::Args)]
pub struct ExportWith {
    /// The name of the format; one that does not exist lists those that do
    pub format: String,
    /// A site, a folder of Markdown maps or a single map [default: the site around the current folder]
    pub path: Option<PathBuf>,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `export json`.
#[derive(Debug, clap::Args)]
pub struct ExportJson {
    /// A site, a folder of Markdown maps or a single map [default: the site around the current folder]
    pub path: Option<PathBuf>,
    /// Show every map through this framework, too: each step in its stage, or how far outside it lies
    #[arg(long, value_name = "ID")]
    pub framework: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `schema`.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// A kind of document, such as `journey`, or `settings` for `journeybook.toml` [default: every kind in one schema]
    pub kind: Option<String>,
    /// Write a file for every kind, and one for the settings, into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub out: Option<PathBuf>,
}
