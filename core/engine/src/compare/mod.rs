//! Two maps of one journey side by side: which steps are the same, what differs, and what that means for the customer.
//!
//! Pure arithmetic over steps. Which steps are the same is found in four passes, from the surest to the least sure; each
//! pass takes only steps that the passes before it left alone:
//!
//! 1. `declared`: a later step says which earlier ones it was made from, `{was=sign-in}` or `{was="sign-in basket"}`;
//! 2. `id`: both have the same id, pinned or made from the title;
//! 3. `title`: both are called the same, whatever the case and punctuation;
//! 4. `place`: both stand between the same two neighbours in the same stage, and equally many are left there on both
//!    sides; they are paired in order.
//!
//! What no pass pairs is in one map only, and is said to be.

mod align;
mod area;
mod columns;
mod differ;
mod verdict;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use journeybook_model::{Entry, Lane};

pub use align::How;
pub use area::between;
pub use columns::{Band, Column, Group};
pub use differ::{Delta, LaneDelta, Status, Word};
pub use verdict::{Judgement, Reason, Verdict};

/// A step as it is compared.
#[derive(Clone, Debug, Default)]
pub struct Step<'m> {
    /// Its id.
    pub id: &'m str,
    /// Its title.
    pub title: &'m str,
    /// Its stage, by index in its own map.
    pub stage: usize,
    /// What its stage is called in both maps: the stage of their framework, else its own title.
    pub place: String,
    /// The ids of the earlier steps it says it was made from.
    pub was: Vec<&'m str>,
    /// Whether it says that no earlier step is it.
    pub is_new: bool,
    /// How it feels, on -2..2.
    pub feeling: Option<f64>,
    /// How hard it is, 1..5.
    pub effort: Option<f64>,
    /// Its entries, each with what it refers to.
    pub facts: Vec<Fact<'m>>,
}

/// An entry as it is compared.
#[derive(Clone, Debug)]
pub struct Fact<'m> {
    /// The entry.
    pub entry: &'m Entry,
    /// What it refers to, by index in the site.
    pub refers: Vec<usize>,
}

/// Two maps side by side.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What belongs together: every step of both maps is in one group.
    pub groups: Vec<Group>,
    /// The groups laid out; each map's steps stand in its own order.
    pub columns: Vec<Column>,
    /// The stages over the columns.
    pub bands: Vec<Band>,
    /// For each stage of the earlier map, the stage of the later one that it became.
    pub became: HashMap<usize, usize>,
    /// For each group, what differs.
    pub deltas: Vec<Delta>,
    /// For each group, what that means.
    pub judgements: Vec<Judgement>,
    /// Lanes that one map fills and the other nowhere: the earlier map's, then the later one's. They are not compared.
    pub lonely: [Vec<Lane>; 2],
}

impl Comparison {
    /// Compares two maps; the first is the earlier one.
    pub fn new(before: &[Step<'_>], after: &[Step<'_>]) -> Self {
        let pairs = align::align(before, after);
        let (groups, columns) = columns::lay_out(before, after, &pairs);
        let lonely = [differ::only_in(before, after), differ::only_in(after, before)];
        let delta = |group: &Group| differ::differ(group, before, after, &lonely);
        let deltas: Vec<Delta> = groups.iter().map(delta).collect();
        let judged =
            groups.iter().zip(&deltas).map(|(group, delta)| verdict::judge(group, delta, before, after));
        let judgements = judged.collect();
        let became = columns::stages(before, after, &groups);
        let bands = columns::bands(before, after, &columns, &became);
        Self { groups, columns, bands, became, deltas, judgements, lonely }
    }

    /// How a column is marked.
    pub fn status(&self, column: usize) -> Status {
        let group = self.columns[column].group;
        Status::of(&self.groups[group], &self.deltas[group])
    }

    /// The column that tells of a group: the first with a step of the later map, else the first.
    pub fn lead(&self, group: usize) -> Option<usize> {
        let own = || self.columns.iter().enumerate().filter(|(_, column)| column.group == group);
        own().find(|(_, column)| column.after.is_some()).or(own().next()).map(|(at, _)| at)
    }

    /// How many groups are marked so.
    pub fn count(&self, status: Status) -> usize {
        let all = self.groups.iter().zip(&self.deltas);
        all.filter(|(group, delta)| Status::of(group, delta) == status).count()
    }
}
