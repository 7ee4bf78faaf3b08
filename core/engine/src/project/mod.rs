//! A map seen through another framework, on the one axis that all frameworks lie on.
//!
//! Pure arithmetic over models: which point of the axis a step stands for, which stage that point lies in, and how much
//! is lost on the way.

mod anchor;
mod axis;
mod fidelity;
mod landing;
mod view;

#[cfg(test)]
mod tests;

pub use axis::{PHASES, is_phase, phase, stages_over};
pub use fidelity::{Fidelity, round_trip};
pub use landing::{Landing, land};
pub use view::{Merged, Projection, Seat};
