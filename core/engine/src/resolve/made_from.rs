//! Steps that name the earlier steps they were made from, `{was=…}`, and what is wrong with that.

use journeybook_model::{Attribute, Attributes, Diagnostic, Document, Journey, Kind, Severity};

use super::{NodeId, Site};
use crate::codes;
use crate::parse::nearest;

/// Says which `was` names no step of a map that this one is compared with.
pub fn check(site: &Site, notes: &mut Vec<Diagnostic>) {
    for node in site.of_kind(Kind::Journey) {
        let Some(document) = site.nodes[node].document.as_deref() else { continue };
        let Some(journey) = document.journey() else { continue };
        let named = headings(journey).filter_map(|attributes| attributes.find("was"));
        let named: Vec<&Attribute> = named.collect();
        if !named.is_empty() {
            let ids = compared_with(site, node).map(|other| ids(site, other)).collect::<Vec<_>>();
            notes.extend(named.iter().flat_map(|attribute| wrong(document, attribute, &ids)));
        }
    }
}

fn headings(journey: &Journey) -> impl Iterator<Item = &Attributes> {
    let of_stage = |stage: &journeybook_model::Stage| stage.steps.is_empty();
    let steps = journey.steps().map(|step| &step.attributes);
    steps.chain(journey.stages.iter().filter(move |stage| of_stage(stage)).map(|stage| &stage.attributes))
}

/// The maps that one is `of`, and those that are `of` it.
fn compared_with(site: &Site, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let from = site.nodes[node].mentions.iter().map(|mention| mention.from);
    let versions = from.filter(move |other| site.fields_to(*other, "of").contains(&node));
    site.fields_to(node, "of").into_iter().chain(versions)
}

fn ids(site: &Site, node: NodeId) -> Vec<&str> {
    let journey = site.nodes[node].document.as_deref().and_then(Document::journey);
    let Some(journey) = journey else { return Vec::new() };
    let stages = journey.stages.iter().filter(|stage| stage.steps.is_empty());
    journey.steps().map(|step| step.id.as_str()).chain(stages.map(|stage| stage.id.as_str())).collect()
}

fn wrong(document: &Document, attribute: &Attribute, maps: &[Vec<&str>]) -> Vec<Diagnostic> {
    let note = |message: String| {
        Diagnostic::at(
            codes::MADE_FROM_NOTHING,
            Severity::Warning,
            &document.source.path,
            attribute.span,
            message,
        )
    };
    if maps.is_empty() {
        let message = "`was` names steps of the map this one is compared with, and there is none".to_owned();
        return vec![
            note(message).help("write `of:` with the id of that map into the frontmatter, or take `was` out"),
        ];
    }
    let known = || maps.iter().flatten().copied();
    let typed = attribute.value.split([' ', ',']).filter(|id| !id.is_empty());
    let unknown = typed.filter(|id| known().all(|other| other != *id)).map(|id| {
        let note = note(format!("the map this one is compared with has no step `{id}`"));
        match nearest(id, known()) {
            Some(near) => note.meant(document.source.read(), attribute.span, id, near),
            None => note.help(format!("its steps are {}", listed(known()))),
        }
    });
    unknown.collect()
}

fn listed<'k>(known: impl Iterator<Item = &'k str>) -> String {
    known.take(8).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
