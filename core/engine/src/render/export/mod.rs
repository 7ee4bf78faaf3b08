//! The site model as others read it: `api/site.json` and one file a journey.

mod json;
mod map;
mod thing;

use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, Kind};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::Files;
use super::portal::Portal;
use crate::parse::unknown_fields;
use crate::resolve::NodeId;
use json::{Object, object, put};

/// The name and version of the format.
const FORMAT: &str = "journeybook-site/1";

/// The whole site, and each of its maps, as JSON texts by address.
pub fn files(portal: &Portal) -> Files {
    let maps: Vec<_> = portal.journeys().into_par_iter().map(|node| (node, map(portal, node))).collect();
    let address = |node: NodeId| Arc::from(format!("api/journeys/{}.json", portal.site.nodes[node].id));
    let site = site(portal, &maps.iter().map(|(_, map)| &**map).collect::<Vec<_>>());
    let mut files: Files = maps.into_iter().map(|(node, map)| (address(node), map)).collect();
    files.insert(Arc::from("api/site.json"), Arc::from(site));
    files
}

/// A map as a text that ends in a line break.
fn map(portal: &Portal, node: NodeId) -> Arc<[u8]> {
    let mut text = Vec::new();
    object(&mut text, |to| map::journey(to, portal, node));
    text.push(b'\n');
    Arc::from(text)
}

/// The whole site; the maps are written already.
fn site(portal: &Portal, maps: &[&[u8]]) -> Vec<u8> {
    let settings = &portal.site.settings;
    let mut text = Vec::new();
    object(&mut text, |to| {
        to.put("format", FORMAT);
        to.object("site", |to| {
            put!(to, {
                "title": &settings.title, "base_url": &settings.base_url, "language": &settings.language,
            });
        });
        to.with("journeys", |out| json::texts(out, maps.iter().map(|map| map.trim_ascii_end())));
        for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Journey | Kind::Opportunity)) {
            things(to, portal, kind);
        }
        to.objects("opportunities", &portal.site.opportunities, |to, known| {
            thing::opportunity(to, portal, known);
        });
        to.put("comparisons", super::comparisons::exported(portal));
        to.objects("diagnostics", &portal.diagnostics, |to, note| diagnostic(to, portal, note));
    });
    text.push(b'\n');
    text
}

/// All things of a kind; each is written on its own, so that all cores write.
fn things(to: &mut Object<'_>, portal: &Portal, kind: Kind) {
    let write = |node: NodeId| {
        let mut text = Vec::new();
        object(&mut text, |to| thing::document(to, portal, node));
        text
    };
    let nodes: Vec<_> = portal.site.of_kind(kind).collect();
    let texts: Vec<_> = nodes.into_par_iter().map(write).collect();
    to.with(kind.folder(), |out| json::texts(out, texts.iter().map(Vec::as_slice)));
}

/// Keys of the frontmatter that no one else reads.
fn extra(document: &Document) -> Map<String, Value> {
    unknown_fields(document).map(|field| (field.key.clone(), field.value.clone())).collect()
}

/// A finding as JSON.
fn diagnostic(to: &mut Object<'_>, portal: &Portal, note: &Diagnostic) {
    let (line, column) = portal.position(note);
    put!(to, {
        "code": note.code, "severity": note.severity, "file": &*note.place.file, "line": line, "column": column,
        "message": &note.message, "help": &note.help, "plugin": note.plugin.as_deref(),
    });
}
