//! Journey maps in, pages and diagnostics out.
//!
//! Pure: the same [`Input`] gives the same [`Output`], and nothing here reads a file, the clock or the terminal.
//!
//! ```text
//! settings, content ─ parse ─→ documents ─ resolve ─→ site ─ plugins ─→ facts ─ check, render ─→ output
//! ```

mod attribute;
pub mod codes;
mod compare;
mod curve;
pub mod data;
mod dictionary;
mod draft;
pub mod editor;
mod engine;
mod file;
mod folding;
pub mod format;
pub mod import;
mod input;
pub mod json_schema;
mod lexicon;
pub mod look;
mod memo;
mod numbering;
pub mod outlet;
mod parse;
mod pieces;
pub mod plugin;
pub mod process;
pub mod project;
mod questions;
mod render;
mod resolve;
mod scalar;
mod search;
mod settings;
mod spelling;
mod tongue;

pub use codes::explain;
pub use draft::Draft;
pub use engine::Engine;
pub use file::{File, Open};
pub use input::{Input, Large, Layer, Output, Work};
pub use outlet::{Listing, Outlet};
pub use parse::slug;
pub use pieces::Pieces;
pub use render::Search;
pub use render::contract::markdown as theme_contract;
pub use render::theme::{TEMPLATES, examine as examine_theme};
pub use scalar::scalar;
pub use settings::{FILE as SETTINGS_FILE, Settings};

/// How many things a core takes at once. Were that a share of all, one core would be left with the last share while the
/// others have none.
const STRETCH: usize = 16;
