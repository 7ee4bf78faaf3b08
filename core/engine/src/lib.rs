//! Journey maps in, pages and diagnostics out.
//!
//! Pure: the same [`Input`] gives the same [`Output`], and nothing here reads a file, the clock or the terminal.
//!
//! ```text
//! settings, content ─ parse ─→ documents ─ resolve ─→ site ─ plugins ─→ facts ─ check, render ─→ output
//! ```

pub mod codes;
mod input;
mod lexicon;
mod parse;
pub mod plugin;

pub use input::{File, Input, Output, Work};

/// Builds sites, and keeps what it learned for the next build.
#[derive(Default)]
pub struct Engine {}

impl Engine {
    /// Builds the whole portal. What has not changed since the last build of this engine is not done again.
    pub fn build(&mut self, _input: &Input) -> Output {
        Output::default()
    }
}
