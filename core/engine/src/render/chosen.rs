//! Some of the facts, numbered anew: what pages rest on that are still there.

use std::sync::RwLockReadGuard;

use journeybook_model::Digest;

use super::facts::{Entity, Line, Row, Told};

/// Facts chosen from among others, and the things they tell of. Both keep their order.
pub struct Chosen<'f> {
    told: RwLockReadGuard<'f, Told>,
    entities: Numbers,
    facts: Numbers,
}

impl<'f> Chosen<'f> {
    /// The facts of these numbers; one may be named often.
    pub(super) fn of(told: RwLockReadGuard<'f, Told>, numbers: impl Iterator<Item = u32>) -> Self {
        let facts = Numbers::new(told.facts.all.len(), numbers);
        let of_facts = facts.old().map(|fact| told.facts.all[fact].entity);
        let entities = Numbers::new(told.entities.all.len(), of_facts);
        Self { told, entities, facts }
    }

    /// The new number of a fact that was chosen.
    pub fn number(&self, old: u32) -> u32 {
        self.facts.new[old as usize]
    }

    /// How many things and how many facts were chosen.
    pub fn counts(&self) -> (usize, usize) {
        (self.entities.count, self.facts.count)
    }

    /// Every field that anything is told of.
    pub fn fields(&self) -> &[&'static str] {
        &self.told.fields
    }

    /// The things.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.old().map(|old| &self.told.entities.all[old])
    }

    /// The facts: the new number of the thing, the number of the field, the digest.
    pub fn rows(&self) -> impl Iterator<Item = (u32, u16, Digest)> {
        let rows = self.facts.old().map(|old| &self.told.facts.all[old]);
        rows.map(|Row { entity, field, digest }| (self.entities.new[*entity as usize], *field, *digest))
    }

    /// The facts with the names of their fields.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        self.rows().map(|(entity, field, digest)| (entity, self.fields()[usize::from(field)], digest))
    }
}

/// Stands for what was not chosen.
const NONE: u32 = u32::MAX;

/// Places chosen from a list, numbered in their order.
struct Numbers {
    new: Vec<u32>,
    count: usize,
}

impl Numbers {
    fn new(of: usize, chosen: impl Iterator<Item = u32>) -> Self {
        let mut new = vec![NONE; of];
        chosen.for_each(|old| new[old as usize] = 0);
        let mut count = 0;
        for number in new.iter_mut().filter(|number| **number != NONE) {
            *number = count;
            count += 1;
        }
        Self { new, count: count as usize }
    }

    fn old(&self) -> impl Iterator<Item = usize> {
        self.new.iter().enumerate().filter(|(_, new)| **new != NONE).map(|(old, _)| old)
    }
}
