//! What the work on all maps has and needs: `resources:` of their frontmatter, side by side.

use std::collections::HashMap;

use journeybook_model::Document;
use serde::Serialize;
use serde_json::Value;

use super::link::{self, Link};
use super::{FEW, ROWS, Top};
use crate::parse::slug;
use crate::render::portal::Portal;
use crate::resolve::NodeId;

/// Something that some maps have and some need.
#[derive(Debug, Serialize)]
pub struct Resource {
    /// In the words it was first named with.
    pub title: String,
    /// The maps that have it.
    pub have: Top<Link>,
    /// The maps that need it.
    pub need: Top<Link>,
}

/// Who names a resource.
#[derive(Default)]
struct Named {
    title: String,
    have: Vec<NodeId>,
    need: Vec<NodeId>,
}

/// Every resource, by its words: what is needed here and had there first, then what most maps need.
pub fn resources(portal: &Portal) -> Top<Resource> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<Named> = Vec::new();
    for journey in portal.journeys() {
        let Some(document) = portal.document(journey) else { continue };
        for (key, text) in ["have", "need"].into_iter().flat_map(|key| named(document, key)) {
            let at = *at.entry(slug(&text)).or_insert(all.len());
            if at == all.len() {
                all.push(Named { title: text, ..Named::default() });
            }
            let list = if key == "have" { &mut all[at].have } else { &mut all[at].need };
            list.push(journey);
        }
    }
    all.sort_by_key(|named| {
        let met = !named.have.is_empty() && !named.need.is_empty();
        std::cmp::Reverse((met, named.need.len(), named.have.len()))
    });
    Top::of(all, ROWS).map(|named| told(portal, named))
}

fn told(portal: &Portal, named: Named) -> Resource {
    let links = |nodes| Top::of(nodes, FEW).map(|node| link::node(portal, node));
    Resource { title: named.title, have: links(named.have), need: links(named.need) }
}

/// What a map has, or needs: a list of texts, or one.
fn named<'d>(document: &'d Document, key: &'static str) -> impl Iterator<Item = (&'static str, String)> + 'd {
    texts(document, key).into_iter().map(move |text| (key, text))
}

/// The texts under a key of `resources:`.
pub fn texts(document: &Document, key: &str) -> Vec<String> {
    match document.fields.get("resources").and_then(|resources| resources.get(key)) {
        Some(Value::Array(items)) => {
            items.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect()
        }
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
