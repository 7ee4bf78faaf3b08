//! What the suites share: sites made of text, literate tests, the first-party plugins run natively, and a client for
//! the tool as a user meets it.
//!
//! The suites themselves are `tests/*.rs`, their data `literate/*.md` and `docs/content/diagnostics/*.md`.

pub mod field;
pub mod html;
pub mod http;
pub mod kit;
pub mod literate;
pub mod load;
pub mod native;
pub mod outline;
pub mod records;
pub mod site;
pub mod starters;
pub mod template;
pub mod tool;
pub mod tree;
pub mod wit_page;
