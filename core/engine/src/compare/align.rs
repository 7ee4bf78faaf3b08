//! Which steps of two maps are the same.

use std::collections::HashMap;

use super::Step;
use crate::parse::slug;

/// How it is known that two steps are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The later one says so.
    Declared,
    /// They have the same id.
    Id,
    /// They are called the same.
    Title,
    /// They stand at the same place.
    Place,
}

impl How {
    /// Its word in the site model.
    pub fn word(self) -> &'static str {
        match self {
            How::Declared => "declared",
            How::Id => "id",
            How::Title => "title",
            How::Place => "place",
        }
    }
}

/// Two steps that are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The step of the earlier map.
    pub before: usize,
    /// The step of the later map.
    pub after: usize,
    /// How that is known.
    pub how: How,
}

/// The pairs of two maps, in the order of the earlier one. Only what is declared pairs a step more than once.
pub fn align(before: &[Step<'_>], after: &[Step<'_>]) -> Vec<Pair> {
    let mut pairs = declared(before, after);
    pair_by(before, after, How::Id, |step| step.id.to_owned(), &mut pairs);
    pair_by(before, after, How::Title, |step| slug(step.title), &mut pairs);
    pair_by_place(before, after, &mut pairs);
    pairs.sort_by_key(|pair| (pair.before, pair.after));
    pairs
}

fn declared(before: &[Step<'_>], after: &[Step<'_>]) -> Vec<Pair> {
    let of_step = |(at, step): (usize, &Step<'_>)| -> Vec<Pair> {
        let known = step.was.iter().filter_map(|id| before.iter().position(|earlier| earlier.id == *id));
        known.map(|earlier| Pair { before: earlier, after: at, how: How::Declared }).collect()
    };
    after.iter().enumerate().flat_map(of_step).collect()
}

/// Steps that nothing pairs yet; a step that calls itself new stays alone.
fn free<'s>(
    steps: &'s [Step<'_>],
    is_taken: impl Fn(usize) -> bool + 's,
) -> impl Iterator<Item = usize> + 's {
    (0..steps.len()).filter(move |at| !steps[*at].is_new && !is_taken(*at))
}

/// Pairs what has the same key, in order.
fn pair_by(
    before: &[Step<'_>],
    after: &[Step<'_>],
    how: How,
    key: impl Fn(&Step<'_>) -> String,
    pairs: &mut Vec<Pair>,
) {
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for at in free(before, |at| pairs.iter().any(|pair| pair.before == at)) {
        waiting.entry(key(&before[at])).or_default().push(at);
    }
    waiting.values_mut().for_each(|all| all.reverse());
    let mut found = Vec::new();
    for at in free(after, |at| pairs.iter().any(|pair| pair.after == at)) {
        if let Some(earlier) = waiting.get_mut(&key(&after[at])).and_then(Vec::pop) {
            found.push(Pair { before: earlier, after: at, how });
        }
    }
    pairs.extend(found);
}

/// Pairs what is left between two neighbours that are paired, stage by stage, where both maps have equally many left.
fn pair_by_place(before: &[Step<'_>], after: &[Step<'_>], pairs: &mut Vec<Pair>) {
    let mut anchors = backbone(&pairs.iter().map(|pair| (pair.before, pair.after)).collect::<Vec<_>>());
    anchors.push((before.len(), after.len()));
    let left_before: Vec<usize> = free(before, |at| pairs.iter().any(|pair| pair.before == at)).collect();
    let left_after: Vec<usize> = free(after, |at| pairs.iter().any(|pair| pair.after == at)).collect();
    let mut from = (0, 0);
    for to in anchors {
        let mine: Vec<_> = left_before.iter().copied().filter(|at| (from.0..to.0).contains(at)).collect();
        let theirs: Vec<_> = left_after.iter().copied().filter(|at| (from.1..to.1).contains(at)).collect();
        pairs.extend(stage_by_stage(before, after, &mine, &theirs));
        from = (to.0 + 1, to.1 + 1);
    }
}

fn stage_by_stage(before: &[Step<'_>], after: &[Step<'_>], mine: &[usize], theirs: &[usize]) -> Vec<Pair> {
    let mut places: Vec<&str> = mine.iter().map(|at| before[*at].place.as_str()).collect();
    places.dedup();
    let in_place = |place: &str| {
        let own = mine.iter().copied().filter(|at| before[*at].place == place).collect::<Vec<_>>();
        let other = theirs.iter().copied().filter(|at| after[*at].place == place).collect::<Vec<_>>();
        let equal = own.len() == other.len();
        let both = own.into_iter().zip(other).filter(move |_| equal);
        both.map(|(before, after)| Pair { before, after, how: How::Place }).collect::<Vec<_>>()
    };
    places.into_iter().flat_map(in_place).collect()
}

/// The longest run of pairs that come in the same order in both maps; of several, the one that begins first.
pub fn backbone(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    let follows = |one: (usize, usize), two: (usize, usize)| two.0 > one.0 && two.1 > one.1;
    let mut longest = vec![(1, None); sorted.len()];
    for at in (0..sorted.len()).rev() {
        for next in at + 1..sorted.len() {
            if follows(sorted[at], sorted[next]) && longest[next].0 + 1 > longest[at].0 {
                longest[at] = (longest[next].0 + 1, Some(next));
            }
        }
    }
    let most = longest.iter().map(|(length, _)| *length).max();
    let mut at = longest.iter().position(|(length, _)| Some(*length) == most);
    let mut run = Vec::new();
    while let Some(here) = at {
        run.push(sorted[here]);
        at = longest[here].1;
    }
    run
}
