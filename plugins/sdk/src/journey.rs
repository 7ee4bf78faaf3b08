//! Reading a map, and building one for a test.

use crate::{Entry, Feeling, Journey, Node, Refusal, Stage, Step};

impl Journey {
    /// An empty map.
    pub fn new(id: &str, title: &str) -> Self {
        let (id, title) = (id.into(), title.into());
        Self { node: 0, id, title, framework: None, attributes: Vec::new(), stages: Vec::new() }
    }

    /// Adds a stage.
    #[must_use]
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stages.push(stage);
        self
    }

    /// Gives every journey, stage, step and entry a node of its own, in document order, as the host does.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        let mut next = 0..;
        let mut give = |node: &mut Node| *node = next.next().expect("a map has fewer than 2^32 nodes");
        give(&mut self.node);
        for stage in &mut self.stages {
            give(&mut stage.node);
            stage.entries.iter_mut().for_each(|entry| give(&mut entry.node));
            for step in &mut stage.steps {
                give(&mut step.node);
                step.entries.iter_mut().for_each(|entry| give(&mut entry.node));
            }
        }
        self
    }

    /// All steps in document order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.stages.iter().flat_map(|stage| &stage.steps)
    }
}

impl Stage {
    /// A stage without steps.
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            node: 0,
            id: id.into(),
            title: title.into(),
            place: None,
            entries: Vec::new(),
            steps: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Adds a step.
    #[must_use]
    pub fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Adds an entry that belongs to the stage as a whole.
    #[must_use]
    pub fn entry(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    /// Every entry of the stage: its own first, then those of its steps.
    pub fn all_entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().chain(self.steps.iter().flat_map(|step| &step.entries))
    }
}

impl Step {
    /// A step without entries.
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            node: 0,
            id: id.into(),
            title: title.into(),
            feeling: None,
            entries: Vec::new(),
            quotes: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Sets the feeling: its value from -1 to 1, and what the author wrote.
    #[must_use]
    pub fn feels(mut self, value: f64, raw: &str) -> Self {
        self.feeling = Some(Feeling { value, raw: raw.into() });
        self
    }

    /// Adds an entry.
    #[must_use]
    pub fn entry(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    /// The entries of one lane, in document order.
    pub fn lane<'a>(&'a self, lane: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.lane == lane)
    }

    /// Whether the step has an entry of this lane.
    pub fn has(&self, lane: &str) -> bool {
        self.lane(lane).next().is_some()
    }
}

impl Entry {
    /// An entry without attributes or references.
    pub fn new(lane: &str, text: &str) -> Self {
        Self { node: 0, lane: lane.into(), text: text.into(), attributes: Vec::new(), refs: Vec::new() }
    }

    /// Adds a reference, as `kind/id`.
    #[must_use]
    pub fn refers_to(mut self, target: &str) -> Self {
        self.refs.push(target.into());
        self
    }
}

impl Refusal {
    /// A refusal that points nowhere.
    pub fn new(code: &str, message: &str) -> Self {
        Self { code: code.into(), message: message.into(), at: None }
    }

    /// Points at the author's words.
    #[must_use]
    pub fn pointing_at(mut self, node: Node) -> Self {
        self.at = Some(node);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_gives_each_thing_its_own_node() {
        let step = Step::new("a", "A").entry(Entry::new("pain", "x"));
        let stage = Stage::new("s", "S").entry(Entry::new("goal", "y")).step(step);
        let journey = Journey::new("j", "J").stage(stage).numbered();
        let stage = &journey.stages[0];
        let nodes = [
            journey.node,
            stage.node,
            stage.entries[0].node,
            stage.steps[0].node,
            stage.steps[0].entries[0].node,
        ];
        assert_eq!(nodes, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn lanes_are_found_by_their_canonical_word() {
        let step = Step::new("a", "A").entry(Entry::new("pain", "x")).entry(Entry::new("pain", "y"));
        assert_eq!(step.lane("pain").count(), 2);
        assert!(!step.has("gain"));
    }
}
