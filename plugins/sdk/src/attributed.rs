//! Attributes: the part of every record that may still grow.

use crate::{
    Attribute, Definition, Entry, Figure, Finding, Format, FrameworkModel, Imported, Journey, Rule, Score,
    Stage, StageModel, Step,
};

/// A record that carries attributes.
pub trait Attributed: Sized {
    /// All of them, in order.
    fn attributes(&self) -> &[Attribute];

    /// All of them, to add to.
    fn attributes_mut(&mut self) -> &mut Vec<Attribute>;

    /// The value of the first attribute with this key.
    fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes().iter().find(|pair| pair.key == key).map(|pair| pair.value.as_str())
    }

    /// Adds one.
    #[must_use]
    fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.attributes_mut().push(Attribute { key: key.into(), value: value.into() });
        self
    }
}

macro_rules! attributed {
    ($($record:ty),* $(,)?) => {$(
        impl Attributed for $record {
            fn attributes(&self) -> &[Attribute] {
                &self.attributes
            }

            fn attributes_mut(&mut self) -> &mut Vec<Attribute> {
                &mut self.attributes
            }
        }
    )*};
}

attributed!(
    Journey,
    Stage,
    Step,
    Entry,
    Figure,
    Finding,
    Rule,
    Definition,
    Score,
    FrameworkModel,
    StageModel,
    Format,
    Imported,
);
