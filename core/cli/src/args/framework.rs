//! `framework`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// `framework`.
#[derive(Debug, Subcommand)]
pub enum Framework {
    /// List the stage frameworks that maps may declare
    List(ListFrameworks),
    /// Show one of them: its stages, what customers ask there, other names, ways back
    Show(ShowFramework),
}

/// `framework list`.
#[derive(Debug, clap::Args)]
pub struct ListFrameworks {
    /// The site whose frameworks to list, too [default: the site around the current folder, if there is one]
    pub path: Option<PathBuf>,
    /// How to say it
    #[arg(long, value_enum, default_value_t)]
    pub format: Wording,
}

/// `framework show`.
#[derive(Debug, clap::Args)]
pub struct ShowFramework {
    /// The framework's id
    pub id: String,
    /// The site whose frameworks count, too [default: the site around the current folder, if there is one]
    pub path: Option<PathBuf>,
    /// How to say it
    #[arg(long, value_enum, default_value_t)]
    pub format: Wording,
}

/// For whom something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Wording {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
}
