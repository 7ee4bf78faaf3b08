//! How a portal looks, as far as it can be told without a browser: the twelve tokens, what a theme says of itself, and
//! whether text can be read on its ground.

mod cascade;
mod colour;
mod contrast;
mod manifest;
mod paint;
mod tokens;

pub use contrast::{contrast, digest, source, unmeasured};
pub use manifest::{FILE as MANIFEST, Manifest, manifests};
pub use tokens::{Sort, TOKENS, Token, Tokens};

/// The name of the style sheet that holds a site's own tokens.
pub const SHEET: &str = "tokens.css";
