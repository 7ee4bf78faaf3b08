//! How people came to hear of an organisation: `{source=referral}`, one word of three.

use journeybook_model::{Attributes, Diagnostic, Document, Entry, Kind, Severity, StandardLane};
use rayon::prelude::*;

use super::{NodeId, Site};
use crate::attribute::SOURCES;
use crate::codes;
use crate::parse::nearest;

/// The key in braces.
const KEY: &str = "source";

/// What is wrong with the sources that maps name: on headings, and on touchpoints and channels. In other lanes the word
/// means what its author likes.
pub fn unknown(site: &Site) -> Vec<Diagnostic> {
    let maps: Vec<NodeId> = site.of_kind(Kind::Journey).collect();
    let documents = maps.into_par_iter().filter_map(|node| site.nodes[node].document.as_deref());
    documents.flat_map_iter(of_map).collect()
}

fn of_map(document: &Document) -> Vec<Diagnostic> {
    let Some(journey) = document.journey() else { return Vec::new() };
    let stages = journey.stages.iter().flat_map(|stage| {
        std::iter::once(&stage.attributes).chain(stage.entries.iter().filter(is_met).map(braces))
    });
    let steps = journey.steps().flat_map(|step| {
        std::iter::once(&step.attributes).chain(step.entries.iter().filter(is_met).map(braces))
    });
    stages.chain(steps).filter_map(|attributes| wrong(document, attributes)).collect()
}

fn is_met(entry: &&Entry) -> bool {
    entry.lane.is(StandardLane::Touchpoint) || entry.lane.is(StandardLane::Channel)
}

fn braces(entry: &Entry) -> &Attributes {
    &entry.attributes
}

fn wrong(document: &Document, attributes: &Attributes) -> Option<Diagnostic> {
    let attribute = attributes.find(KEY).filter(|found| !SOURCES.contains(&&*found.value))?;
    let typed = &attribute.value;
    let message = format!("`{typed}` does not say how they came to hear of you");
    let path = &document.source.path;
    let note = Diagnostic::at(codes::UNKNOWN_SOURCE, Severity::Warning, path, attribute.span, message);
    Some(match nearest(typed, SOURCES.into_iter()) {
        Some(source) => note.meant(document.source.read(), attribute.span, typed, source),
        None => note.help(format!("write one of {}", SOURCES.join(", "))),
    })
}
