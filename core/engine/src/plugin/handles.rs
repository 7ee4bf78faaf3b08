//! What the handles in a plugin's answer stand for.

use journeybook_model::{Document, Entry, Journey, Span, Stage};

use super::reads::Reads;
use crate::resolve::{NodeId, Site};

/// What a handle stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The map.
    Journey,
    /// A stage, by its index.
    Stage(usize),
    /// A step, by the indices of its stage and its own.
    Step(usize, usize),
    /// An entry: the indices of its stage, of its step where it belongs to one, and its own.
    Entry(usize, Option<usize>, usize),
}

/// The way back from handles to a map. They number what a plugin sees of it in the order in which it is written, so they
/// are counted again where somebody asks: kept, they would be a tenth of what a map takes.
pub struct Handles<'m> {
    map: Option<(&'m Document, &'m Journey)>,
    reads: &'m Reads,
}

impl<'m> Handles<'m> {
    pub(super) fn of(site: &'m Site, node: NodeId, reads: &'m Reads) -> Self {
        let document = site.nodes[node].document.as_deref();
        Self { map: document.and_then(|document| Some((document, document.journey()?))), reads }
    }

    /// The part behind a handle; none where the plugin made the handle up.
    pub fn part(&self, handle: u32) -> Option<Part> {
        self.parts().nth(handle as usize)
    }

    /// The words behind a handle.
    pub fn span(&self, handle: u32) -> Option<Span> {
        let (document, journey) = self.map?;
        let stage = |at: usize| journey.stages.get(at);
        match self.part(handle)? {
            Part::Journey => Some(document.title_span),
            Part::Stage(at) => Some(stage(at)?.span),
            Part::Step(at, step) => Some(stage(at)?.steps.get(step)?.span),
            Part::Entry(at, None, entry) => Some(stage(at)?.entries.get(entry)?.span),
            Part::Entry(at, Some(step), entry) => Some(stage(at)?.steps.get(step)?.entries.get(entry)?.span),
        }
    }

    fn parts(&self) -> impl Iterator<Item = Part> {
        let stages = self.map.iter().flat_map(|(_, journey)| journey.stages.iter().enumerate());
        let stages = stages.flat_map(|(at, stage)| self.stage(at, stage));
        self.map.iter().map(|_| Part::Journey).chain(stages)
    }

    /// A stage, its steps with their entries, and its own entries. One without steps is its own step.
    fn stage(&self, at: usize, stage: &'m Stage) -> impl Iterator<Item = Part> {
        let steps = stage.steps.iter().enumerate().flat_map(move |(number, step)| {
            std::iter::once(Part::Step(at, number)).chain(self.entries((at, Some(number)), &step.entries))
        });
        let column = stage.steps.is_empty().then_some(Part::Stage(at));
        let own = column.into_iter().chain(self.entries((at, None), &stage.entries));
        std::iter::once(Part::Stage(at)).chain(steps).chain(own)
    }

    fn entries(
        &self,
        (stage, step): (usize, Option<usize>),
        entries: &'m [Entry],
    ) -> impl Iterator<Item = Part> {
        let seen = entries.iter().enumerate().filter(|(_, entry)| self.reads.sees(&entry.lane));
        seen.map(move |(at, _)| Part::Entry(stage, step, at))
    }
}
