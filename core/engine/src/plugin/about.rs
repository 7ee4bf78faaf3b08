//! What a map's record says of the things that the map refers to: its persona, its framework, and what its entries name.

use journeybook_model::{Body, Digest, Document, Section};

use super::reads::Reads;
use crate::resolve::{NodeId, Site};

/// What a document says under a key; of a list, each item on a line of its own.
pub(super) fn value(document: &Document, key: &str) -> Option<String> {
    let texts = document.fields.texts(key);
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// `persona.KEY` of the map's first persona and `framework.loops`, for a plugin that asks for them by name.
pub(super) fn of_journey(site: &Site, node: NodeId, reads: &Reads) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let persona = site.fields_to(node, "persona").first().and_then(|node| site.nodes[*node].document.clone());
    if let Some(persona) = persona {
        let said = reads.keys_of("persona").filter_map(|key| Some((key, said(&persona, key)?)));
        pairs.extend(said.map(|(key, value)| (format!("persona.{key}"), value)));
    }
    if reads.keys_of("framework").any(|key| key == "loops") {
        pairs.extend(loops(site, node).map(|loops| ("framework.loops".to_owned(), loops)));
    }
    pairs
}

/// What a page says under a key or, where it has no such key, under a heading with that word in it.
fn said(document: &Document, key: &str) -> Option<String> {
    value(document, key).or_else(|| {
        let Body::Prose(prose) = &document.body else { return None };
        let is_about = |section: &&Section| section.id.split('-').any(|word| word == key);
        let text = |section: &Section| match section.is_list() {
            false => section.body.text().into_owned(),
            true => section.items().iter().map(|item| item.text()).collect::<Vec<_>>().join("\n"),
        };
        prose.sections.iter().filter(is_about).map(text).find(|text| !text.trim().is_empty())
    })
}

/// The ways back of the map's framework, `FROM to TO` a line.
fn loops(site: &Site, node: NodeId) -> Option<String> {
    let framework = site.nodes[node].document.as_ref()?.fields.text("framework")?;
    let loops = &site.model(&framework)?.loops;
    let edges: Vec<_> = loops.iter().map(|edge| format!("{} to {}", edge.origin, edge.target)).collect();
    (!edges.is_empty()).then(|| edges.join("\n"))
}

/// Identifies the files that a map refers to, and what its framework says.
pub(super) fn digests(site: &Site, node: NodeId) -> Vec<Digest> {
    let known = &site.nodes[node];
    let referred = known.targets.iter().filter_map(|target| target.node());
    let files = referred.filter_map(|node| Some(site.nodes[node].document.as_ref()?.source.digest));
    let framework = known.document.as_ref().and_then(|document| document.fields.text("framework"));
    let model = framework.and_then(|framework| site.model(&framework));
    let model = model.map(|model| {
        let stages = model.stages.iter().map(|stage| (&stage.id, stage.low, stage.high)).collect::<Vec<_>>();
        Digest::of(format!("{stages:?}{:?}{}", model.loops, model.projectable).as_bytes())
    });
    files.chain(model).collect()
}
