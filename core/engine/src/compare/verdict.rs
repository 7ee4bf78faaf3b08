//! What a difference means for the customer: better, still broken, worse.

use journeybook_model::{Entry, StandardLane};

use super::Step;
use super::columns::{Group, Relation};
use super::differ::{Delta, Word};

/// What becomes of a step for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It gets better.
    Better,
    /// It was bad and stays so.
    Broken,
    /// It gets worse.
    Worse,
}

/// Why a step gets better, stays broken or gets worse.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It feels otherwise: from, to.
    Feeling(f64, f64),
    /// It takes another effort: from, to.
    Effort(f64, f64),
    /// A step is gone that felt like this.
    Gone(f64),
    /// A step is new that feels like this.
    New(f64),
    /// It still feels like this, below zero.
    StillFelt(f64),
    /// A pain of the earlier map is gone.
    PainGone(Word),
    /// A pain is new in the later map.
    PainNew(Word),
    /// A pain is another number of bars of severity: the later map's entry, and by how many.
    PainWeighs(Word, i8),
    /// A pain of the later map that the earlier one has as well.
    PainStays(Word),
}

/// All that is to be said of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// What gets better, why it stays broken, what gets worse.
    pub reasons: [Vec<Reason>; 3],
    /// How much of each, to put the largest first.
    pub weights: [f64; 3],
}

impl Judgement {
    /// The reasons of one kind.
    pub fn of(&self, verdict: Verdict) -> &[Reason] {
        &self.reasons[verdict as usize]
    }

    /// How much there is of one kind.
    pub fn weight(&self, verdict: Verdict) -> f64 {
        self.weights[verdict as usize]
    }

    fn say(&mut self, verdict: Verdict, weight: f64, reason: Reason) {
        self.weights[verdict as usize] += weight;
        self.reasons[verdict as usize].push(reason);
    }

    /// More than nothing is better, less is worse; nothing is not said.
    fn weigh(&mut self, change: f64, reason: Reason) {
        match change {
            change if change > 0.0 => self.say(Verdict::Better, change, reason),
            change if change < 0.0 => self.say(Verdict::Worse, -change, reason),
            _ => {}
        }
    }
}

/// Judges a group. One point of feeling weighs as much as four of effort or three bars of severity; the weights only
/// order the lists.
pub fn judge(group: &Group, delta: &Delta, before: &[Step<'_>], after: &[Step<'_>]) -> Judgement {
    let mut judgement = Judgement::default();
    feelings(group, delta, &mut judgement);
    if let ([Some(from), Some(to)], Some(change)) = (delta.effort, delta.effort_change()) {
        judgement.weigh(-change / 4.0, Reason::Effort(from, to));
    }
    pains(delta, before, after, &mut judgement);
    judgement
}

fn feelings(group: &Group, delta: &Delta, judgement: &mut Judgement) {
    match (group.relation(), delta.feeling) {
        (Relation::Removed, [Some(felt), _]) => judgement.weigh(-felt, Reason::Gone(felt)),
        (Relation::Added, [_, Some(felt)]) => judgement.weigh(felt, Reason::New(felt)),
        (_, [Some(from), Some(to)]) => {
            judgement.weigh(to - from, Reason::Feeling(from, to));
            if from < 0.0 && to < 0.0 {
                judgement.say(Verdict::Broken, -to, Reason::StillFelt(to));
            }
        }
        _ => {}
    }
}

fn pains(delta: &Delta, before: &[Step<'_>], after: &[Step<'_>], judgement: &mut Judgement) {
    let Some(pains) = delta.lane(StandardLane::Pain) else { return };
    let bars = |steps: &[Step<'_>], (step, at): Word| bars(steps[step].facts[at].entry);
    for word in &pains.removed {
        judgement.weigh(f64::from(bars(before, *word).max(1)) / 3.0, Reason::PainGone(*word));
    }
    for word in &pains.added {
        judgement.weigh(-f64::from(bars(after, *word).max(1)) / 3.0, Reason::PainNew(*word));
    }
    for (from, to) in pains.kept.iter().chain(&pains.changed) {
        let change = bars(after, *to) - bars(before, *from);
        judgement.weigh(-f64::from(change) / 3.0, Reason::PainWeighs(*to, change));
        judgement.say(Verdict::Broken, f64::from(bars(after, *to).max(1)) / 3.0, Reason::PainStays(*to));
    }
}

/// Its bars of severity, 1 to 3; 0 where nothing is said.
pub fn bars(entry: &Entry) -> i8 {
    match entry.attributes.get("severity") {
        Some("low" | "1") => 1,
        Some("medium" | "2") => 2,
        Some("high" | "3") => 3,
        _ => 0,
    }
}
