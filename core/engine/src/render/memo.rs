//! What is remembered of pages beyond the end of the process.

use std::collections::HashMap;
use std::sync::Arc;

use journeybook_model::Digest;
use serde::{Deserialize, Serialize};

use super::reads::{Entity, Fact};
use super::views::known_field;
use super::{Known, Memory};

/// Pages with what they read, ready to be written down. A field's name stands once.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept {
    fields: Vec<String>,
    facts: Vec<(Entity, u16, Digest)>,
    pages: Vec<(Arc<str>, Known)>,
}

impl Memory {
    /// What the next process may know of these pages.
    pub fn kept(&self) -> Kept {
        let mut kept = Kept::default();
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        for Fact { entity, field, digest } in &self.facts {
            let number = *numbers.entry(field).or_insert_with(|| {
                kept.fields.push((*field).to_owned());
                kept.fields.len() as u16 - 1
            });
            kept.facts.push((entity.clone(), number, *digest));
        }
        kept.pages.extend(self.pages.iter().map(|(url, known)| (url.clone(), known.clone())));
        kept
    }

    /// Takes up what an earlier process kept; nothing, where a field is none that views have now.
    pub fn recall(&mut self, kept: Kept) {
        let fields: Option<Vec<_>> = kept.fields.iter().map(|name| known_field(name)).collect();
        let Some(fields) = fields else { return };
        let fact = |(entity, number, digest): (Entity, u16, Digest)| {
            Some(Fact { entity, field: fields.get(number as usize)?, digest })
        };
        if let Some(facts) = kept.facts.into_iter().map(fact).collect() {
            self.facts = facts;
            self.pages = kept.pages.into_iter().collect();
        }
    }
}
