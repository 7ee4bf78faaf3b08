//! The site model as others read it: `api/site.json` and one file a journey.

mod json;
mod map;
mod thing;

use std::io::{self, Write};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Document, Kind};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::made::{Known, Pages};
use super::portal::Portal;
use super::reads::Key;
use super::view::{Cx, record};
use super::views::JourneyView;
use crate::STRETCH;
use crate::outlet::{Listing, Outlet};
use crate::parse::unknown_fields;
use crate::resolve::NodeId;
use json::{Object, object, put};

/// The name and version of the format.
const FORMAT: &str = "journeybook-site/1";

/// How many things are held as texts at a time, and how many of them are one text.
const AT_ONCE: usize = 256;
const ONE_TEXT: usize = 16;

/// The address of the whole.
const SITE: &str = "api/site.json";

/// What the text of a map takes from the rest of the site, as fields of its view; all else stands in the map's own file,
/// the targets of its links, and its scores.
const TAKEN: [&str; 3] = ["maturity", "checklist", "findings"];

/// The whole site, and each of its maps, as JSON texts by address. The maps are not held together: the text of the site
/// takes them one by one from where they went. One that rests on the same facts as before is written again only where it
/// is not there any more.
pub fn files(portal: &Arc<Portal>, pages: &Pages, outlet: &dyn Outlet) -> Listing {
    let write = |node: NodeId| {
        let address = address(portal, node);
        let digest = kept(portal, pages, &address).unwrap_or_else(|| {
            let text = map(portal, node);
            let digest = Digest::of(&text);
            outlet.put(&address, digest, &text);
            pages.put(address.clone(), Known::plain(rests_on(portal, node), digest));
            digest
        });
        (address, digest)
    };
    let mut files: Listing = portal.journeys().into_par_iter().with_max_len(STRETCH).map(write).collect();
    let written = |node: NodeId| {
        let address = address(portal, node);
        let digest = files[&address];
        outlet.get(&address, digest).unwrap_or_else(|| {
            let text = map(portal, node);
            outlet.put(&address, digest, &text);
            text.into()
        })
    };
    let digest = outlet.stream(SITE, &mut |to| together(portal, &written, to));
    files.insert(Arc::from(SITE), digest);
    files
}

/// The digest of a text that rests on the same facts as before.
fn kept(portal: &Arc<Portal>, pages: &Pages, address: &str) -> Option<Digest> {
    let known = pages.get(address)?;
    let cx = Arc::new(Cx::of_file(portal, address));
    portal.table.holds(&cx, &known.reads).then_some(known.bytes)
}

/// The facts that the text of a map rests on.
fn rests_on(portal: &Arc<Portal>, node: NodeId) -> Arc<[u32]> {
    let cx = Arc::new(Cx::of_file(portal, &portal.site.nodes[node].url));
    let view = JourneyView { cx: cx.clone(), node };
    cx.note(Key::Part(node), "", || portal.whole(node));
    let taken = TAKEN.iter().filter_map(|field| view.field(field));
    taken.for_each(|(field, value)| record(&cx, JourneyView::TITLE, Key::Node(node), field, &value));
    cx.reads.numbers(&cx)
}

/// One of them.
pub fn file(portal: &Portal, address: &str) -> Option<Arc<[u8]>> {
    if address == SITE {
        return Some(whole(portal));
    }
    let id = address.strip_prefix("api/journeys/")?.strip_suffix(".json")?;
    let node = portal.site.find(Kind::Journey, id)?;
    portal.document(node)?.journey().map(|_| map(portal, node).into())
}

/// The whole site.
pub fn whole(portal: &Portal) -> Arc<[u8]> {
    let mut text = Vec::new();
    // Memory takes whatever is written to it.
    let _ = together(portal, &|node| map(portal, node).into(), &mut text);
    text.into()
}

fn address(portal: &Portal, node: NodeId) -> Arc<str> {
    Arc::from(format!("api/journeys/{}.json", portal.site.nodes[node].id))
}

/// The site, piece by piece: its maps, then things of the other kinds, so that no list of many is ever held.
fn together(portal: &Portal, map: &dyn Fn(NodeId) -> Arc<[u8]>, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(&head(portal))?;
    to.write_all(b",\"journeys\":[")?;
    for (number, node) in portal.journeys().into_iter().enumerate() {
        let comma: &[u8] = if number == 0 { b"" } else { b"," };
        to.write_all(comma)?;
        to.write_all(map(node).trim_ascii_end())?;
    }
    for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Journey | Kind::Opportunity)) {
        write!(to, "],\"{}\":[", kind.folder())?;
        things(portal, kind, to)?;
    }
    to.write_all(b"],")?;
    to.write_all(&rest(portal))
}

/// All things of a kind, a few at a time on each core.
fn things(portal: &Portal, kind: Kind, to: &mut dyn Write) -> io::Result<()> {
    let text = |few: &[NodeId]| {
        let mut text = Vec::new();
        for node in few {
            text.push(b',');
            object(&mut text, |to| thing::document(to, portal, *node));
        }
        text
    };
    let nodes: Vec<_> = portal.site.of_kind(kind).collect();
    for (number, some) in nodes.chunks(AT_ONCE).enumerate() {
        let texts: Vec<_> = some.par_chunks(ONE_TEXT).map(text).collect();
        for (at, text) in texts.iter().enumerate() {
            let is_first = number == 0 && at == 0;
            to.write_all(&text[usize::from(is_first)..])?;
        }
    }
    Ok(())
}

/// A map as a text that ends in a line break.
fn map(portal: &Portal, node: NodeId) -> Vec<u8> {
    let mut text = Vec::new();
    object(&mut text, |to| map::journey(to, portal, node));
    text.push(b'\n');
    text
}

/// The beginning of the object of the site, without what closes it.
fn head(portal: &Portal) -> Vec<u8> {
    let settings = &portal.site.settings;
    let mut text = Vec::new();
    object(&mut text, |to| {
        to.put("format", FORMAT);
        to.object("site", |to| {
            put!(to, {
                "title": &settings.title, "base_url": &settings.base_url, "language": &settings.language,
            });
        });
    });
    text.pop();
    text
}

/// Its end, without what opens it.
fn rest(portal: &Portal) -> Vec<u8> {
    let mut text = Vec::new();
    object(&mut text, |to| {
        to.objects("opportunities", portal.site.opportunities.iter(), |to, known| {
            thing::opportunity(to, portal, known);
        });
        to.put("comparisons", super::comparisons::exported(portal));
        to.objects("diagnostics", &portal.diagnostics, |to, note| diagnostic(to, portal, note));
    });
    text.push(b'\n');
    text.split_off(1)
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
