//! From where in a document a reference is made.

use journeybook_model::{Document, Entry, Journey, Rich};

/// A part of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The document as a whole, or its prose.
    #[default]
    Whole,
    /// A stage, by its index.
    Stage(u32),
    /// A step, by the indices of its stage and its own.
    Step(u32, u32),
}

/// The spot of every link of a document.
pub fn of_links(document: &Document) -> Vec<Spot> {
    let mut spots = vec![Spot::Whole; document.links.len()];
    if let Some(journey) = document.journey() {
        mark_journey(journey, &mut spots);
    }
    spots
}

fn mark_journey(journey: &Journey, spots: &mut [Spot]) {
    for (at, stage) in journey.stages.iter().enumerate() {
        let spot = Spot::Stage(at as u32);
        mark(&stage.entries, std::iter::once(&stage.narrative).chain(&stage.verbatims), spot, spots);
        for (number, step) in stage.steps.iter().enumerate() {
            let spot = Spot::Step(at as u32, number as u32);
            mark(&step.entries, std::iter::once(&step.narrative).chain(&step.verbatims), spot, spots);
        }
    }
}

fn mark<'r>(entries: &[Entry], texts: impl Iterator<Item = &'r Rich>, spot: Spot, spots: &mut [Spot]) {
    let written = entries.iter().flat_map(|entry| entry.links.clone());
    let inline = texts.flat_map(|text| text.holes().iter().map(|hole| hole.link));
    for link in written.chain(inline) {
        if let Some(place) = spots.get_mut(link as usize) {
            *place = spot;
        }
    }
}
