//! What belongs together, laid out so that each map's steps stand in its own order.

use std::collections::HashMap;

use super::Step;
use super::align::{How, Pair, backbone};

/// Steps that are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Those of the earlier map; none for a step that is new.
    pub before: Vec<usize>,
    /// Those of the later map; none for a step that is gone.
    pub after: Vec<usize>,
    /// How it is known; none for a step that is in one map only.
    pub how: Option<How>,
    /// Whether its place among the others is not the same in both maps.
    pub moved: bool,
}

/// What became of the steps of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// One step stays one step.
    Kept,
    /// One step stays one step at another place.
    Moved,
    /// One became several.
    Split,
    /// Several became one, or fewer.
    Merged,
    /// It is in the earlier map only.
    Removed,
    /// It is in the later map only.
    Added,
}

/// One column of the comparison: a step of each map, or of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The step of the earlier map.
    pub before: Option<usize>,
    /// The step of the later map.
    pub after: Option<usize>,
    /// The group.
    pub group: usize,
}

/// Neighbouring columns of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The stage of the later map; none for a stage that is gone.
    pub after: Option<usize>,
    /// The stage of the earlier map where the later one has none.
    pub before: Option<usize>,
    /// The columns.
    pub columns: std::ops::Range<usize>,
}

impl Group {
    /// What became of its steps.
    pub fn relation(&self) -> Relation {
        match (self.before.len(), self.after.len()) {
            (_, 0) => Relation::Removed,
            (0, _) => Relation::Added,
            (1, 1) if self.moved => Relation::Moved,
            (1, 1) => Relation::Kept,
            (before, after) if before < after => Relation::Split,
            _ => Relation::Merged,
        }
    }

    fn lead(&self) -> Option<(usize, usize)> {
        self.before.first().copied().zip(self.after.first().copied())
    }
}

/// The groups of two maps and their columns.
pub fn lay_out(before: &[Step<'_>], after: &[Step<'_>], pairs: &[Pair]) -> (Vec<Group>, Vec<Column>) {
    let mut groups = joined(pairs);
    let leads: Vec<_> = groups.iter().filter_map(Group::lead).collect();
    let anchors = backbone(&leads);
    for group in &mut groups {
        group.moved = group.lead().is_some_and(|lead| !anchors.contains(&lead));
    }
    let alone = |steps: usize, in_group: fn(&Group) -> &Vec<usize>| -> Vec<usize> {
        (0..steps).filter(|at| groups.iter().all(|group| !in_group(group).contains(at))).collect()
    };
    let gone = alone(before.len(), |group| &group.before);
    let new = alone(after.len(), |group| &group.after);
    groups.extend(gone.into_iter().map(|at| Group { before: vec![at], ..Group::default() }));
    groups.extend(new.into_iter().map(|at| Group { after: vec![at], ..Group::default() }));
    let columns = Layout::new(before, after, &groups).run(&anchors);
    (groups, columns)
}

/// Pairs that share a step are one group.
fn joined(pairs: &[Pair]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for pair in pairs {
        let touches =
            |group: &Group| group.before.contains(&pair.before) || group.after.contains(&pair.after);
        let (touched, mut others): (Vec<_>, Vec<_>) = groups.into_iter().partition(touches);
        let mut group = Group { how: Some(pair.how), ..Group::default() };
        let all = touched.into_iter().chain([Group {
            before: vec![pair.before],
            after: vec![pair.after],
            ..Group::default()
        }]);
        for one in all {
            group.before.extend(one.before);
            group.after.extend(one.after);
        }
        for side in [&mut group.before, &mut group.after] {
            side.sort_unstable();
            side.dedup();
        }
        others.push(group);
        groups = others;
    }
    groups.sort_by(|a, b| a.before.cmp(&b.before));
    groups
}

/// Walks both maps from one step that both have in common to the next.
struct Layout<'s> {
    before: &'s [Step<'s>],
    after: &'s [Step<'s>],
    groups: &'s [Group],
    /// For each stage of the earlier map, the stage of the later one that most of its steps are in.
    stages: HashMap<usize, usize>,
    columns: Vec<Column>,
}

impl<'s> Layout<'s> {
    fn new(before: &'s [Step<'s>], after: &'s [Step<'s>], groups: &'s [Group]) -> Self {
        Self { before, after, groups, stages: stages(before, after, groups), columns: Vec::new() }
    }

    fn run(mut self, anchors: &[(usize, usize)]) -> Vec<Column> {
        let mut from = (0, 0);
        for to in anchors {
            self.between(from, *to);
            self.push(Some(to.0), Some(to.1));
            from = (to.0 + 1, to.1 + 1);
        }
        self.between(from, (self.before.len(), self.after.len()));
        self.columns
    }

    /// What stands between two common steps: the steps of the stage at hand first, the earlier map's before the later's.
    fn between(&mut self, from: (usize, usize), to: (usize, usize)) {
        let (mut mine, mut theirs) = (from.0, from.1);
        while mine < to.0 || theirs < to.1 {
            let now = self.columns.last().and_then(|column| self.stage(*column));
            let is_here = |stage: Option<usize>| stage.is_some() && stage == now;
            let own = (mine < to.0).then(|| self.stages.get(&self.before[mine].stage).copied()).flatten();
            let other = (theirs < to.1).then(|| self.after[theirs].stage);
            if mine < to.0 && (theirs >= to.1 || is_here(own) || !is_here(other)) {
                self.push(Some(mine), None);
                mine += 1;
            } else {
                self.push(None, Some(theirs));
                theirs += 1;
            }
        }
    }

    fn stage(&self, column: Column) -> Option<usize> {
        let own = column.before.and_then(|at| self.stages.get(&self.before[at].stage).copied());
        column.after.map(|at| self.after[at].stage).or(own)
    }

    fn push(&mut self, before: Option<usize>, after: Option<usize>) {
        let holds = |group: &Group| {
            before.is_some_and(|at| group.before.contains(&at))
                || after.is_some_and(|at| group.after.contains(&at))
        };
        let group = self.groups.iter().position(holds).expect("every step is in a group");
        self.columns.push(Column { before, after, group });
    }
}

/// Which stage of the later map each stage of the earlier one has become: the one with most of its steps, else the one
/// called the same.
pub fn stages(before: &[Step<'_>], after: &[Step<'_>], groups: &[Group]) -> HashMap<usize, usize> {
    let mut counts: HashMap<usize, Vec<usize>> = HashMap::new();
    for (mine, theirs) in groups.iter().filter_map(Group::lead) {
        counts.entry(before[mine].stage).or_default().push(after[theirs].stage);
    }
    let mut stages: HashMap<usize, usize> =
        counts.into_iter().filter_map(|(stage, found)| Some((stage, most_common(found)?))).collect();
    for step in before {
        let same = after.iter().find(|other| other.place == step.place).map(|other| other.stage);
        if let Some(same) = same {
            stages.entry(step.stage).or_insert(same);
        }
    }
    stages
}

/// The stages over the columns. `became` says which stage of the later map each of the earlier one is.
pub fn bands(
    before: &[Step<'_>],
    after: &[Step<'_>],
    columns: &[Column],
    became: &HashMap<usize, usize>,
) -> Vec<Band> {
    let stage = |column: &Column| {
        let own = column.before.map(|at| before[at].stage);
        let other =
            column.after.map(|at| after[at].stage).or(own.and_then(|stage| became.get(&stage).copied()));
        (other, own.filter(|_| other.is_none()))
    };
    let mut bands: Vec<Band> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let (after, before) = stage(column);
        match bands.last_mut() {
            Some(band) if (band.after, band.before) == (after, before) => band.columns.end = at + 1,
            _ => bands.push(Band { after, before, columns: at..at + 1 }),
        }
    }
    bands
}

/// The most frequent of some stages; of several, the first.
fn most_common(mut found: Vec<usize>) -> Option<usize> {
    found.sort_unstable();
    let runs = found.chunk_by(|a, b| a == b);
    runs.rev().max_by_key(|run| run.len()).map(|run| run[0])
}
