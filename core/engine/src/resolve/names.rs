//! Other names of touchpoints and channels: what maps call them besides their titles.

use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, Kind, Severity};

use super::{NodeId, Site};
use crate::codes;
use crate::parse::slug;

/// The key of the frontmatter.
const KEY: &str = "also-called";

/// The kinds of thing that a word in a lane may name.
const KINDS: [Kind; 2] = [Kind::Touchpoint, Kind::Channel];

/// Lets every other name lead to its thing. A name that is another's already stays with that one, and its author is told.
pub fn add(site: &mut Site, notes: &mut Vec<Diagnostic>) {
    for kind in KINDS {
        for node in site.of_kind(kind).collect::<Vec<_>>() {
            let Some(document) = site.nodes[node].document.clone() else { continue };
            for name in document.fields.texts(KEY) {
                notes.extend(call(site, node, &document, &name));
            }
        }
    }
}

fn call(site: &mut Site, node: NodeId, document: &Document, name: &str) -> Option<Diagnostic> {
    let (kind, words) = (document.kind, slug(name));
    let known = site.ids.find(kind, &words).or_else(|| site.titles.find(kind, &words));
    match known {
        Some(other) if other != node => Some(taken(site, document, name, other)),
        _ => {
            Arc::make_mut(&mut site.titles).put(kind, &words, node);
            None
        }
    }
}

fn taken(site: &Site, document: &Document, name: &str, other: NodeId) -> Diagnostic {
    let kind = document.kind;
    let span = document.fields.find(KEY).map_or(document.title_span, |field| field.span);
    let message = format!("“{name}” is the {kind} `{}` already", site.nodes[other].id);
    Diagnostic::at(codes::NAME_TAKEN, Severity::Warning, &document.source.path, span, message)
        .help(format!("take “{name}” out of `{KEY}:` of one of the two"))
}
