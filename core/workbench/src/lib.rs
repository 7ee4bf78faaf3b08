//! Builds plugins: finds the tools of their language, runs them, and makes a component of what comes out.
//!
//! Our own plugins and those of other authors go through the same door. Nothing here runs a plugin.

mod component;
mod error;
mod project;
mod recipe;
mod toolchain;

pub use component::{Component, describe, wrap};
pub use error::BuildError;
pub use project::{Language, Project};
pub use recipe::RECIPE;
pub use toolchain::{Order, Toolchain};
