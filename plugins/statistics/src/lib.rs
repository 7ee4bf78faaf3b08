//! The formulas of the field's measures: plain numbers in, plain numbers out. What has no answer is `None`, never 0.
//!
//! Arithmetic uses `+ - * /`, square roots and [`libm`] alone, in a fixed order, so that a machine and a component give
//! the same bits.

mod agreement;
mod answers;
mod confidence;
mod difference;
mod drivers;
mod failure;
mod friction;
mod funnel;
mod kano;
mod opportunity;
#[doc(hidden)]
pub mod printed;
mod priority;
mod promoters;
mod quadrants;
mod satisfaction;
mod share;
mod weighted;

pub use agreement::{Agreement, agreement};
pub use answers::Answers;
pub use confidence::{HALF_LIFE, Item, confidence, strength};
pub use difference::{Difference, promoters_difference, share_difference};
pub use drivers::{
    Analysis, Bootstrap, Driver, FEWEST_DRAWS, MOST_DRAWS, MOST_DRIVERS, Method, SEED, Unfit, analyse,
    bootstrap, draws,
};
pub use failure::{Failure, risk_priority};
pub use friction::{COUNTED, Friction, counted_friction};
pub use funnel::{Funnel, Pass};
pub use kano::{Kano, KanoAnswer, KanoCategory};
pub use opportunity::{Band, band, opportunity, top_two_of_ten};
pub use priority::{Quarter, Wrong, ice, ice_mean, quarter, rice, value_per_effort, wsjf};
pub use promoters::Promoters;
pub use quadrants::{Crosshair, Quadrant, Rated, Square, quadrant};
pub use satisfaction::{Satisfaction, boxes, satisfaction};
pub use share::{Interval, SMALL_SAMPLE, Z95, wilson};
pub use weighted::{kish, part_of, weighted_mean};
