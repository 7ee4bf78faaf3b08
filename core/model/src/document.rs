//! One file of a site, as read.

use std::sync::Arc;

use crate::{Fields, Journey, Kind, Link, Rich, Source, Span};

/// One file: what it is, what it says, and every reference it makes.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// What it is.
    pub kind: Kind,
    /// Its id, unique among its kind.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where the title stands; the start of the file when nothing was written.
    pub title_span: Span,
    /// Its frontmatter.
    pub fields: Fields,
    /// Its text.
    pub body: Body,
    /// Every reference in it, in the order met; `Rich` and entries point here.
    pub links: Vec<Link>,
}

impl Document {
    /// The map, when this is one.
    pub fn journey(&self) -> Option<&Journey> {
        match &self.body {
            Body::Journey(journey) => Some(journey),
            Body::Prose(_) => None,
        }
    }

    /// The prose, when this is not a map.
    pub fn prose(&self) -> Option<&Prose> {
        match &self.body {
            Body::Prose(prose) => Some(prose),
            Body::Journey(_) => None,
        }
    }
}

/// What stands after the frontmatter.
#[derive(Debug)]
pub enum Body {
    /// A map.
    Journey(Journey),
    /// Anything else.
    Prose(Prose),
}

/// A text with headings.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// What stands before the first heading.
    pub lead: Rich,
    /// What stands under each heading.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The address inside the page.
    pub id: String,
    /// The heading's plain text.
    pub title: String,
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// Where the heading stands.
    pub span: Span,
    /// The text.
    pub body: Rich,
    /// The items, where the text is one list and nothing else.
    pub items: Vec<Rich>,
}
