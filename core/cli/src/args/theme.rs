//! `theme`.

use std::path::PathBuf;

use clap::Subcommand;

use super::Format;

/// `theme`.
#[derive(Debug, Subcommand)]
pub enum Theme {
    /// Begin a theme of the site's own: a style sheet, and one template to begin with
    New(NewTheme),
    /// Copy templates or assets of the theme in use into the site, to be changed there
    Eject(Eject),
    /// Render every template, and say what is wrong with the theme
    Check(CheckTheme),
}

/// `theme new`.
#[derive(Debug, clap::Args)]
pub struct NewTheme {
    /// Its name, which is its folder's under `themes/`
    pub name: String,
    /// The theme it extends
    #[arg(long, value_name = "THEME", default_value = "default")]
    pub extends: String,
    /// The site [default: the site around the current folder]
    #[arg(long, value_name = "PATH")]
    pub path: Option<PathBuf>,
}

/// `theme eject`.
#[derive(Debug, clap::Args)]
pub struct Eject {
    /// Templates and assets by their names: `parts/hero.html`, `theme.css`
    #[arg(value_name = "FILE", required_unless_present = "list")]
    pub files: Vec<String>,
    /// Copy nothing, and list what there is and which theme it comes from
    #[arg(long, conflicts_with = "files")]
    pub list: bool,
    /// Write over files that are there already
    #[arg(long)]
    pub force: bool,
    /// The site [default: the site around the current folder]
    #[arg(long, value_name = "PATH")]
    pub path: Option<PathBuf>,
}

/// `theme check`.
///
/// Every template is rendered with the site's own content, with a small site that has one of everything, and with a site
/// that has nothing. What is wrong with the content itself is left to `journeybook check`.
#[derive(Debug, clap::Args)]
pub struct CheckTheme {
    /// The site [default: the site around the current folder]
    pub path: Option<PathBuf>,
    /// Fail on warnings as well
    #[arg(long)]
    pub strict: bool,
    /// How to say it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
