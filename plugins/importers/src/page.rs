//! A journey map in the making, and its Markdown.

use crate::{markdown, text};

/// A document: a journey map, or with no stages anything else that a site holds (a persona, a touchpoint).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// Where it goes, such as `journeys/buying.md`.
    pub path: String,
    /// The frontmatter, in the order to write it; `title` belongs to it.
    pub fields: Vec<(String, Field)>,
    /// Plain text before the first stage; an empty line parts paragraphs.
    pub overview: String,
    /// The stages.
    pub stages: Vec<Stage>,
    /// What stands below the map and is none of it.
    pub sections: Vec<Section>,
}

/// A value in frontmatter.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Text; it is quoted where YAML would take it for something else.
    Text(String),
    /// Something that is no text: a number, a truth, `[-2, 2]`. Written as it is.
    Raw(String),
    /// A list.
    List(Vec<String>),
}

/// A stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// Its title.
    pub title: String,
    /// What closes its heading in braces; the key `id` pins the id.
    pub attributes: Vec<(String, String)>,
    /// Plain text below the heading.
    pub narrative: String,
    /// Facts about the stage as a whole.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub quotes: Vec<String>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Its title.
    pub title: String,
    /// What closes its heading in braces; the key `id` pins the id.
    pub attributes: Vec<(String, String)>,
    /// Plain text below the heading.
    pub narrative: String,
    /// Its facts.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub quotes: Vec<String>,
}

/// A fact: a lane and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The lane's word, or a label of the source's own.
    pub lane: String,
    /// The value.
    pub words: Words,
    /// What closes it in braces.
    pub attributes: Vec<(String, String)>,
}

/// The value of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// Plain text.
    Plain(String),
    /// Words that lead to another document of the site or to an address.
    Link {
        /// What is read.
        words: String,
        /// Where it leads: an address, or a path relative to the document.
        to: String,
    },
    /// No value: the label says it all, as `moment-of-truth` does.
    None,
}

/// A heading that is no stage, and plain text or a list below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Plain text.
    pub text: String,
    /// Facts and links, in the shape of entries.
    pub entries: Vec<Entry>,
    /// The items of a list below it.
    pub items: Vec<String>,
}

impl Entry {
    /// A lane with plain text.
    pub fn plain(lane: &str, value: &str) -> Self {
        Self { lane: lane.into(), words: Words::Plain(value.into()), attributes: Vec::new() }
    }

    /// A lane whose words lead somewhere.
    pub fn link(lane: &str, words: &str, to: &str) -> Self {
        let words = Words::Link { words: words.into(), to: to.into() };
        Self { lane: lane.into(), words, attributes: Vec::new() }
    }

    /// Closes it with one more attribute.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.attributes.push((key.into(), value.into()));
        self
    }
}

impl Map {
    /// A map with a title, in the folder for journeys.
    pub fn journey(title: &str) -> Self {
        let slug = text::slug(title);
        let name = if slug.is_empty() { "journey" } else { &slug };
        Self { path: format!("journeys/{name}.md"), ..Self::default() }
            .field("title", Field::Text(title.into()))
    }

    /// Adds to the frontmatter.
    #[must_use]
    pub fn field(mut self, key: &str, value: Field) -> Self {
        self.fields.push((key.into(), value));
        self
    }

    /// The canonical Markdown. An entry without value and attributes says nothing and is left out, unless it is one of
    /// [`Words::None`].
    pub fn markdown(&self) -> String {
        markdown::of(self)
    }
}
