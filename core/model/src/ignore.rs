//! Findings that an author wants to hear nothing of.

use crate::Span;

/// Rules that are to be silent somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The rules, each with its place.
    pub rules: Vec<(String, Span)>,
    /// Whether it says why.
    pub has_reason: bool,
    /// Where it stands.
    pub span: Span,
    /// What it holds for.
    pub extent: Extent,
}

/// What an ignore holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The document.
    Whole,
    /// What is said of this stretch of it: a stage with its steps, or a step.
    Part(Span),
}

impl Extent {
    /// Whether it holds for what is said of a place.
    pub fn covers(self, place: Option<Span>) -> bool {
        match (self, place) {
            (Extent::Whole, _) => true,
            (Extent::Part(part), Some(place)) => part.start <= place.start && place.start < part.end,
            (Extent::Part(_), None) => false,
        }
    }
}
