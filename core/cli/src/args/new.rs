//! What can be typed after `new`.

use std::path::PathBuf;

use clap::Subcommand;

/// `new`.
#[derive(Debug, Subcommand)]
pub enum New {
    /// Add a journey map
    Journey(NewJourney),
    /// Add a persona
    Persona(NewFile),
    /// Add an ordinary page
    Page(NewFile),
}

/// What is new.
#[derive(Debug, clap::Args)]
pub struct NewFile {
    /// Its title; the file is named after it
    pub title: String,
    /// The site [default: the site around the current folder]
    #[arg(long, value_name = "PATH")]
    pub path: Option<PathBuf>,
}

/// `new journey`.
#[derive(Debug, clap::Args)]
pub struct NewJourney {
    /// What is new.
    #[command(flatten)]
    pub file: NewFile,
    /// Who makes the journey: the id of a persona
    #[arg(long, value_name = "ID")]
    pub persona: Option<String>,
    /// The stage framework to begin with
    #[arg(long, value_name = "ID")]
    pub framework: Option<String>,
    /// The way of mapping to follow, p1 to p9: the map asks what its steps need
    #[arg(long, value_name = "ID")]
    pub process: Option<String>,
}
