//! What can be typed after `fmt` and `import`: all that writes maps in another form.

use std::path::PathBuf;

use clap::ValueEnum;

/// `fmt`.
///
/// Bold labels, label headings and tables of lanes and steps become `- lane: value` lists below stages (`##`) and steps
/// (`###`); so do tables in HTML, and Mermaid journeys that are a map. A map is read before and after, and stays as it is
/// where the two would differ. What is no journey map is never touched.
#[derive(Debug, clap::Args)]
pub struct Fmt {
    /// Maps, folders of maps or sites, or `-` for a map on standard input [default: the site around the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The form to write
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub to: Form,
    /// Where the map on standard input belongs, which says what it is and which site's words count
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
    /// Write nothing, list the maps that would change, and fail if there are any
    #[arg(long)]
    pub check: bool,
    /// Write nothing, and show what would change
    #[arg(long)]
    pub diff: bool,
}

/// `import`.
///
/// What a file says becomes Markdown in the site's content folder. What does not come along is said with its line, and so
/// is what a journey map holds and the file could not; nothing is dropped in silence.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The files to read
    #[arg(value_name = "FILE", required_unless_present = "formats")]
    pub files: Vec<PathBuf>,
    /// The site to write to [default: the site around the current folder]
    #[arg(long, value_name = "PATH")]
    pub into: Option<PathBuf>,
    /// The format of the files, where their looks do not tell
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<String>,
    /// A file that says which column or key means what
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Write nothing, and say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// Write over documents that are there already
    #[arg(long)]
    pub force: bool,
    /// List the formats that are read
    #[arg(long, conflicts_with = "files")]
    pub formats: bool,
}

/// The forms of a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Headings and lists: the canonical form.
    #[default]
    List,
    /// A table for the steps of each stage that a table can hold.
    Table,
}
