//! Journey maps in, pages and diagnostics out.
//!
//! Pure: the same [`Input`] gives the same [`Output`], and nothing here reads a file, the clock or the terminal.
//!
//! ```text
//! settings, content ─ parse ─→ documents ─ resolve ─→ site ─ plugins ─→ facts ─ check, render ─→ output
//! ```

pub mod codes;
mod curve;
pub mod data;
mod dictionary;
pub mod editor;
mod engine;
pub mod format;
pub mod import;
mod input;
pub mod json_schema;
mod lexicon;
mod memo;
mod numbering;
pub mod outlet;
mod parse;
pub mod plugin;
pub mod process;
pub mod project;
mod render;
mod resolve;
mod scalar;
mod settings;
mod spelling;
mod tongue;

pub use codes::explain;
pub use engine::Engine;
pub use input::{File, Input, Large, Open, Output, Work};
pub use outlet::{Listing, Outlet};
pub use parse::slug;
pub use render::contract::markdown as theme_contract;
pub use scalar::scalar;
pub use settings::{FILE as SETTINGS_FILE, Settings};
