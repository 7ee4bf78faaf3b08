//! What can be typed after `plugin`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// `plugin`.
#[derive(Debug, Subcommand)]
pub enum Plugin {
    /// Begin a plugin: a folder that builds and passes its tests at once
    New(NewPlugin),
    /// Build a plugin's folder into a component
    Build(BuildPlugin),
    /// Ask a plugin what its cases.md asks, and hostile maps besides
    Test(TestPlugin),
    /// Ask a component once, and print what it answers as JSON
    Run(RunPlugin),
    /// Say what a component is, asks for and offers, without running it
    Inspect(InspectPlugin),
    /// Add a plugin to a site and note its digest in journeybook.lock
    Add(AddPlugin),
    /// Take a plugin out of a site
    Remove(RemovePlugin),
    /// List the plugins of a site
    List(OfSite),
    /// Compare the plugins of a site with journeybook.lock
    Verify(OfSite),
}

/// `plugin new`.
#[derive(Debug, clap::Args)]
pub struct NewPlugin {
    /// Its name: lower-case letters, digits and hyphens, beginning with a letter; the folder gets it, too
    pub name: String,
    /// The language to write it in
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
    /// What it brings
    #[arg(long, value_enum, default_value_t)]
    pub kind: PluginKind,
    /// The folder to make [default: NAME, here]
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
}

/// The languages that have a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Small and fast, with a kit.
    #[default]
    Rust,
    /// Small and fast, through Zig's compiler.
    C,
    /// On QuickJS.
    Js,
    /// On CPython.
    Python,
}

/// What a new plugin brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PluginKind {
    /// Scores of maps.
    #[default]
    Scores,
    /// Stage frameworks.
    Frameworks,
}

/// `plugin build`.
#[derive(Debug, clap::Args)]
pub struct BuildPlugin {
    /// The plugin's folder
    #[arg(default_value = ".")]
    pub path: PathBuf,
}

/// `plugin test`.
#[derive(Debug, clap::Args)]
pub struct TestPlugin {
    /// The plugin's folder, after `plugin build`
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Write what the plugin answers now into cases.md, and its instructions into cases.lock
    #[arg(long)]
    pub update: bool,
}

/// `plugin run`.
#[derive(Debug, clap::Args)]
pub struct RunPlugin {
    /// The component
    pub file: PathBuf,
    /// The map to ask about; without one, only what the plugin brings is listed
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// The plugin's settings: a TOML file, or a JSON object as text
    #[arg(long, value_name = "SETTINGS")]
    pub settings: Option<String>,
}

/// `plugin inspect`.
#[derive(Debug, clap::Args)]
pub struct InspectPlugin {
    /// The component
    pub file: PathBuf,
    /// How many of its functions to list, the largest first
    #[arg(long, default_value_t = 5, value_name = "COUNT")]
    pub functions: usize,
}

/// `plugin add`.
#[derive(Debug, clap::Args)]
pub struct AddPlugin {
    /// The component: a path or an address; an address needs `--sha256`
    #[arg(value_name = "PATH|URL")]
    pub source: String,
    /// The SHA-256 that the component must have, in hexadecimal
    #[arg(long, value_name = "DIGEST")]
    pub sha256: Option<String>,
    /// The site
    #[command(flatten)]
    pub site: IntoSite,
}

/// `plugin remove`.
#[derive(Debug, clap::Args)]
pub struct RemovePlugin {
    /// The plugin's name
    pub name: String,
    /// The site
    #[command(flatten)]
    pub site: IntoSite,
}

/// The site that is changed.
#[derive(Debug, clap::Args)]
pub struct IntoSite {
    /// The site [default: the site around the current folder]
    #[arg(long, value_name = "PATH")]
    pub into: Option<PathBuf>,
}

/// The site that is looked at.
#[derive(Debug, clap::Args)]
pub struct OfSite {
    /// The site [default: the site around the current folder]
    pub path: Option<PathBuf>,
}
