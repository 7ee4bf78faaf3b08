//! A journey map: stages, steps, and the entries of their lanes.

use std::sync::Arc;

use crate::{Attributes, Feeling, Lane, Rich, Scale, Section, Span};

/// A map as written.
#[derive(Clone, Debug, Default)]
pub struct Journey {
    /// The emotion scale of the frontmatter, or the default.
    pub scale: Scale,
    /// What stands before the first stage.
    pub overview: Rich,
    /// The stages.
    pub stages: Vec<Stage>,
    /// Headings that are no stages: notes, sources, the story behind the map.
    pub sections: Vec<Section>,
}

impl Journey {
    /// Every step of every stage, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.stages.iter().flat_map(|stage| &stage.steps)
    }
}

/// One stage.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// The pinned id, else the slug of the title.
    pub id: String,
    /// The title without numbering and duration.
    pub title: String,
    /// The framework's stage that `{stage=…}` names.
    pub declared: Option<String>,
    /// How long it takes, as written after the title.
    pub duration: Option<String>,
    /// The heading.
    pub span: Span,
    /// Prose of the stage.
    pub narrative: Rich,
    /// Facts about the stage as a whole.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub verbatims: Vec<Rich>,
    /// The steps; none where the stage itself is the column.
    pub steps: Vec<Step>,
    /// The feeling, where the stage itself is the column.
    pub feeling: Option<Feeling>,
    /// What closed the heading in braces.
    pub attributes: Attributes,
}

/// One step.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The pinned id, else the slug of the title.
    pub id: String,
    /// The title without numbering and duration.
    pub title: String,
    /// How long it takes, as written after the title.
    pub duration: Option<String>,
    /// The heading.
    pub span: Span,
    /// Prose of the step.
    pub narrative: Rich,
    /// How it feels.
    pub feeling: Option<Feeling>,
    /// Its facts, lane by lane.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub verbatims: Vec<Rich>,
    /// What closed the heading in braces.
    pub attributes: Attributes,
}

/// One fact on the map: a label and a value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The lane its label means.
    pub lane: Lane,
    /// The label as typed; entries of one document with the same label share it.
    pub label: Arc<str>,
    /// Where the label stands: before the value, or over it.
    pub label_span: Span,
    /// The value.
    pub text: Rich,
    /// What closed it in braces.
    pub attributes: Attributes,
    /// The references it makes: indices into the document's links.
    pub links: std::ops::Range<u32>,
    /// Where it stands.
    pub span: Span,
}
