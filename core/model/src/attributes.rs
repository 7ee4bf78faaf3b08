//! The `{key=value .flag #id}` that may close an entry or a heading.

use crate::Span;

/// One attribute; a `.flag` has an empty value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The key as typed, or the flag's name.
    pub key: String,
    /// The value without its quotes.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// All attributes of one entry or heading, in the order typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The pinned id.
    pub id: Option<String>,
    /// Keys and flags.
    pub items: Vec<Attribute>,
}

impl Attributes {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.find(key).map(|attribute| attribute.value.as_str())
    }

    /// The attribute of a key; the first one counts.
    pub fn find(&self, key: &str) -> Option<&Attribute> {
        self.items.iter().find(|attribute| attribute.key == key)
    }

    /// Whether a `.flag` or key is there.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.items.is_empty()
    }
}
