//! The `{key=value .flag #id}` that may close an entry or a heading.

use crate::Span;

/// One attribute; a `.flag` has an empty value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The key as typed, or the flag's name.
    pub key: Box<str>,
    /// The value without its quotes.
    pub value: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// All attributes of one entry or heading, in the order typed. Most have none: then this is a pointer to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Option<Box<Braces>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Braces {
    id: Option<Box<str>>,
    items: Box<[Attribute]>,
}

impl Attributes {
    /// A pinned id, and keys and flags.
    pub fn new(id: Option<Box<str>>, items: impl Into<Box<[Attribute]>>) -> Self {
        let items = items.into();
        let is_empty = id.is_none() && items.is_empty();
        Self((!is_empty).then(|| Box::new(Braces { id, items })))
    }

    /// The pinned id.
    pub fn id(&self) -> Option<&str> {
        self.0.as_ref().and_then(|braces| braces.id.as_deref())
    }

    /// Keys and flags.
    pub fn items(&self) -> &[Attribute] {
        self.0.as_ref().map_or(&[], |braces| &braces.items)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.find(key).map(|attribute| &*attribute.value)
    }

    /// The attribute of a key; the first one counts.
    pub fn find(&self, key: &str) -> Option<&Attribute> {
        self.items().iter().find(|attribute| &*attribute.key == key)
    }

    /// Whether a `.flag` or key is there.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}
