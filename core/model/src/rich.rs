//! Inline Markdown, rendered once, with its links left open until the whole site is known.

use crate::{Kind, Span};

/// Text as read: plain for comparing and searching, HTML for showing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The plain text.
    pub text: String,
    /// The HTML; every internal link's address is missing and stands in `holes`.
    pub html: String,
    /// Where in `html` an address is to be put in, ascending.
    pub holes: Vec<Hole>,
    /// The stretches of the source it was read from, in order.
    pub spans: Vec<Span>,
}

/// A place in HTML that waits for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset in the HTML.
    pub at: u32,
    /// Index into the document's links.
    pub link: u32,
}

impl Rich {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// The HTML with every hole filled; `address` gets the link's index and writes where it leads.
    pub fn fill(&self, mut address: impl FnMut(u32, &mut String)) -> String {
        let mut filled = String::with_capacity(self.html.len() + self.holes.len() * 32);
        let mut from = 0;
        for hole in &self.holes {
            filled.push_str(&self.html[from..hole.at as usize]);
            address(hole.link, &mut filled);
            from = hole.at as usize;
        }
        filled.push_str(&self.html[from..]);
        filled
    }

    /// Takes everything out, and keeps the room it took.
    pub fn clear(&mut self) {
        self.text.clear();
        self.html.clear();
        self.holes.clear();
        self.spans.clear();
    }

    /// Appends another text after this one.
    pub fn push(&mut self, other: &Rich) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push('\n');
        }
        self.spans.extend(&other.spans);
        let shift = self.html.len() as u32;
        self.text.push_str(&other.text);
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|hole| Hole { at: hole.at + shift, link: hole.link }));
    }
}

/// How a reference was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// `[text](path)` to another file of the site.
    Markdown,
    /// `[[id]]`.
    Wiki,
    /// An id in the frontmatter or an attribute.
    Id,
    /// The bare words of an entry, in a lane whose words make a thing (touchpoint, channel).
    Words,
    /// An owner: a team where there is one of that name, else a person.
    Owner,
}

/// One reference of a document to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What was written: a path, an id, or the words themselves.
    pub to: String,
    /// How it was written.
    pub form: LinkForm,
    /// The kind of thing it must be, where the place says so.
    pub kind: Option<Kind>,
    /// Where it was written.
    pub span: Span,
}
