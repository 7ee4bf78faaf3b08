//! One document of a site, as read: a file, or one of the maps of a file that holds several.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{Fields, Ignore, Items, Journey, Kind, Link, Manuscript, Rich, Span};

/// What it is, what it says, and every reference it makes.
#[derive(Debug)]
pub struct Document {
    /// The file it stands in.
    pub source: Arc<Manuscript>,
    /// Which part of the file it is, where the file holds several maps and this is one of them.
    pub part: Option<Part>,
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
    /// The findings it asks to hear nothing of, in order.
    pub ignores: Vec<Ignore>,
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

/// One map of a file that holds several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id inside the file.
    pub id: String,
    /// The slug of its whole heading: what a code-hosting page calls the place.
    pub anchor: String,
    /// Where it begins and ends.
    pub span: Span,
}

impl Part {
    /// Whether a place of the file lies in it.
    pub fn contains(&self, place: Span) -> bool {
        self.span.start <= place.start && place.start < self.span.end
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
    pub id: Box<str>,
    /// The heading's plain text.
    pub title: Box<str>,
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// Where the heading stands.
    pub span: Span,
    /// The text.
    pub body: Rich,
    /// Where its items are, where the text is one list and nothing else.
    pub items: Items,
}

impl Section {
    /// The items, where the text is one list and nothing else.
    pub fn items(&self) -> Cow<'_, [Rich]> {
        self.items.of(&self.body)
    }

    /// Whether the text is one list and nothing else.
    pub fn is_list(&self) -> bool {
        !matches!(self.items, Items::None)
    }
}
