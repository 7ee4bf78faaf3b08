//! Literate tests: a Markdown file is a test suite, each heading with files below it a case.
//!
//! | block | means |
//! |---|---|
//! | a line that ends in `` `path`: ``, then a fenced block | a file of the site; `escaped` in its info string decodes `\xff` |
//! | `diagnostics` | everything the build says, in order; `  help: …` below a line holds its help as well |
//! | `outline` | the resolved model, see [`crate::outline`] |
//! | `json /pointer` | the value at a place of `api/site.json` |
//! | `html path`, `absent path` | lines a page holds in this order, and lines it does not |
//!
//! `<!-- today: 2026-11-22 -->` sets the day and `<!-- plugins: none -->` takes the plugins away. A case that says
//! nothing of diagnostics fails on errors. `UPDATE=1` writes what was found into `diagnostics` and `outline` blocks.

mod check;
mod read;
mod update;

pub use check::check;
pub use read::{Block, Case, Expected, Suite, read};
pub use update::update;
