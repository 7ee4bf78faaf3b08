//! What differs between the steps of a group, lane by lane.

use journeybook_model::{Lane, Role, StandardLane};

use super::columns::{Group, Relation};
use super::{Fact, Step};
use crate::parse::slug;

/// An entry: the step that holds it, and its place there.
pub type Word = (usize, usize);

/// What differs in a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delta {
    /// Whether the steps are called otherwise.
    pub renamed: bool,
    /// How it felt and feels, each the mean of the group's steps, on -2..2.
    pub feeling: [Option<f64>; 2],
    /// How hard it was and is, 1..5.
    pub effort: [Option<f64>; 2],
    /// What differs in each lane, in the order of lanes; feeling and effort are not among them.
    pub lanes: Vec<LaneDelta>,
}

/// What differs in one lane.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneDelta {
    /// The lane.
    pub lane: Lane,
    /// Entries of the earlier map only.
    pub removed: Vec<Word>,
    /// Entries of the later map only.
    pub added: Vec<Word>,
    /// Entries that both have, in other words.
    pub changed: Vec<(Word, Word)>,
    /// Entries that both have.
    pub kept: Vec<(Word, Word)>,
}

/// How a group is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing differs.
    Same,
    /// Something differs.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It became several.
    Split,
    /// Several became one.
    Merged,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
}

impl Status {
    /// All of them, in the order they are told.
    pub const ALL: [Status; 7] = [
        Status::Same,
        Status::Changed,
        Status::Moved,
        Status::Split,
        Status::Merged,
        Status::Removed,
        Status::Added,
    ];

    /// The status of a group.
    pub fn of(group: &Group, delta: &Delta) -> Self {
        match group.relation() {
            Relation::Removed => Status::Removed,
            Relation::Added => Status::Added,
            Relation::Split => Status::Split,
            Relation::Merged => Status::Merged,
            Relation::Moved => Status::Moved,
            Relation::Kept if delta.is_empty() => Status::Same,
            Relation::Kept => Status::Changed,
        }
    }

    /// Its word in the site model.
    pub fn word(self) -> &'static str {
        match self {
            Status::Same => "same",
            Status::Changed => "changed",
            Status::Moved => "moved",
            Status::Split => "split",
            Status::Merged => "merged",
            Status::Removed => "removed",
            Status::Added => "added",
        }
    }
}

impl Delta {
    /// Whether the customer would notice nothing. What a team makes of a step and how it is known are no part of the
    /// step.
    pub fn is_empty(&self) -> bool {
        let noticed = |lane: &LaneDelta| !is_about_the_map(&lane.lane) && lane.differs();
        let even = |[before, after]: [Option<f64>; 2]| before == after;
        !self.renamed && even(self.feeling) && even(self.effort) && !self.lanes.iter().any(noticed)
    }

    /// How much more effort it takes, where both are known.
    pub fn effort_change(&self) -> Option<f64> {
        Some(self.effort[1]? - self.effort[0]?)
    }

    /// What differs in a standard lane.
    pub fn lane(&self, lane: StandardLane) -> Option<&LaneDelta> {
        self.lanes.iter().find(|delta| delta.lane.is(lane))
    }
}

impl LaneDelta {
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        !(self.removed.is_empty() && self.added.is_empty() && self.changed.is_empty())
    }
}

fn is_about_the_map(lane: &Lane) -> bool {
    lane.role() == Role::Analysis || lane.is(StandardLane::Evidence)
}

/// The lanes that one map fills and the other nowhere.
pub fn only_in(these: &[Step<'_>], those: &[Step<'_>]) -> Vec<Lane> {
    let there = lanes(those.iter());
    lanes(these.iter()).into_iter().filter(|lane| there.iter().all(|other| other.id() != lane.id())).collect()
}

/// The lanes that some steps fill: standard ones in their order, then the site's own.
fn lanes<'s, 'm: 's>(steps: impl Iterator<Item = &'s Step<'m>>) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for fact in steps.flat_map(|step| &step.facts) {
        if lanes.iter().all(|lane| lane.id() != fact.entry.lane.id()) {
            lanes.push(fact.entry.lane.clone());
        }
    }
    let rank = |lane: &Lane| StandardLane::ALL.iter().position(|known| lane.is(*known)).unwrap_or(usize::MAX);
    lanes.sort_by_key(rank);
    lanes
}

/// What differs between the steps of a group. Lanes that one map does not fill at all are left out.
pub fn differ(group: &Group, before: &[Step<'_>], after: &[Step<'_>], lonely: &[Vec<Lane>; 2]) -> Delta {
    let mine: Vec<&Step<'_>> = group.before.iter().map(|at| &before[*at]).collect();
    let theirs: Vec<&Step<'_>> = group.after.iter().map(|at| &after[*at]).collect();
    let mean = |steps: &[&Step<'_>], of: fn(&Step<'_>) -> Option<f64>| {
        mean(steps.iter().filter_map(|step| of(step)))
    };
    let compared = |lane: &Lane| {
        let numbers = lane.is(StandardLane::Feeling) || lane.is(StandardLane::Effort);
        !numbers && lonely.iter().flatten().all(|other| other.id() != lane.id())
    };
    let filled = lanes(mine.iter().chain(&theirs).copied()).into_iter().filter(compared);
    let lane = |lane: Lane| lane_delta(lane, &facts(&group.before, before), &facts(&group.after, after));
    Delta {
        renamed: mine.len() == 1 && theirs.len() == 1 && slug(mine[0].title) != slug(theirs[0].title),
        feeling: [mean(&mine, |step| step.feeling), mean(&theirs, |step| step.feeling)],
        effort: [mean(&mine, |step| step.effort), mean(&theirs, |step| step.effort)],
        lanes: filled.map(lane).collect(),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

type Found<'s> = (Word, &'s Fact<'s>);

fn facts<'s>(members: &[usize], steps: &'s [Step<'s>]) -> Vec<Found<'s>> {
    let of_step = |step: &usize| {
        let step = *step;
        steps[step].facts.iter().enumerate().map(move |(at, fact)| ((step, at), fact))
    };
    members.iter().flat_map(of_step).collect()
}

/// Entries are the same when they say the same; then when they name the same thing; then when half of their words are
/// the same. In a lane that tells a story, where each map says one thing, that is the same thing in other words.
fn lane_delta(lane: Lane, before: &[Found<'_>], after: &[Found<'_>]) -> LaneDelta {
    let (mut mine, mut theirs) = (in_lane(&lane, before), in_lane(&lane, after));
    let told_once = is_told(&lane) && mine.len() == 1 && theirs.len() == 1;
    let kept = take(&mut mine, &mut theirs, says_the_same);
    let mut changed = take(&mut mine, &mut theirs, |a, b| names_the_same(a, b) || is_near(a, b));
    if told_once {
        changed.extend(take(&mut mine, &mut theirs, |_, _| true));
    }
    let words = |all: Vec<Found<'_>>| all.into_iter().map(|(word, _)| word).collect();
    LaneDelta { lane, removed: words(mine), added: words(theirs), changed, kept }
}

fn in_lane<'s>(lane: &Lane, facts: &[Found<'s>]) -> Vec<Found<'s>> {
    facts.iter().filter(|(_, fact)| fact.entry.lane.id() == lane.id()).copied().collect()
}

/// Takes out what belongs together, the earlier entries in their order.
fn take<'s>(
    mine: &mut Vec<Found<'s>>,
    theirs: &mut Vec<Found<'s>>,
    is_same: impl Fn(&Fact<'_>, &Fact<'_>) -> bool,
) -> Vec<(Word, Word)> {
    let mut taken = Vec::new();
    mine.retain(|(word, fact)| match theirs.iter().position(|(_, other)| is_same(fact, other)) {
        Some(at) => {
            taken.push((*word, theirs.remove(at).0));
            false
        }
        None => true,
    });
    taken
}

fn is_told(lane: &Lane) -> bool {
    use StandardLane::{Backstage, Doing, Frontstage, Goal, Need, Question, Support, Thinking};
    let told = [Goal, Doing, Thinking, Need, Question, Frontstage, Backstage, Support];
    matches!(lane, Lane::Custom(_)) || told.iter().any(|known| lane.is(*known))
}

fn says_the_same(one: &Fact<'_>, two: &Fact<'_>) -> bool {
    let weight = |fact: &Fact<'_>| fact.entry.attributes.get("severity").map(str::to_owned);
    slug(&one.entry.text.text()) == slug(&two.entry.text.text()) && weight(one) == weight(two)
}

fn names_the_same(one: &Fact<'_>, two: &Fact<'_>) -> bool {
    !one.refers.is_empty() && one.refers == two.refers
}

/// Whether the words they share are half of all their words, each word counted once in each.
fn is_near(one: &Fact<'_>, two: &Fact<'_>) -> bool {
    let words = |fact: &Fact<'_>| {
        let mut words: Vec<String> = slug(&fact.entry.text.text()).split('-').map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (mine, theirs) = (words(one), words(two));
    let shared = mine.iter().filter(|word| theirs.contains(word)).count();
    shared * 4 >= mine.len() + theirs.len() && shared > 0
}
