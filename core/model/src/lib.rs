//! The vocabulary of Journeybook: what an author wrote, where, and what was found out about it.
//!
//! Plain data only. Nothing here reads a file, knows the time or runs a plugin; every other crate speaks these words.

mod attributes;
mod date;
mod diagnostic;
mod digest;
mod document;
mod facts;
mod feeling;
mod field;
mod ignore;
mod items;
mod journey;
mod kind;
mod lane;
mod manuscript;
mod rich;
mod source;
mod span;
mod words;

pub use attributes::{Attribute, Attributes};
pub use date::Date;
pub use diagnostic::{Code, Diagnostic, Edit, Fix, Place, Severity};
pub use digest::{Digest, Digester};
pub use document::{Body, Document, Part, Prose, Section};
pub use facts::{Edge, FrameworkModel, Score, ScoreDefinition, ScorePart, StageModel};
pub use feeling::{Feeling, Scale};
pub use field::{Field, Fields};
pub use ignore::{Extent, Ignore};
pub use items::Items;
pub use journey::{Entry, Journey, Stage, Step};
pub use kind::Kind;
pub use lane::{CustomLane, Lane, Line, Role, StandardLane};
pub use manuscript::{Manuscript, Reread};
pub use rich::{Hole, Link, LinkForm, Passage, Rich};
pub use source::{Position, Source};
pub use span::Span;
