//! Who is called what, and at which address.

use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, Kind, Part, Place, Severity};

use super::{Node, NodeId, Site, views};
use crate::Pieces;
use crate::codes;
use crate::parse::slug;

/// The page of a thing, from the portal's root. Pages end in `.html` so that they open from a file system as well.
fn address(kind: Kind, id: &str) -> String {
    match kind {
        Kind::Page => format!("{id}.html"),
        kind => format!("{}/{id}.html", kind.folder()),
    }
}

/// Gives every document its node. The first of two with one id keeps it; the second is said and left out.
pub fn add_documents(site: &mut Site, documents: &Pieces<Arc<Document>>, notes: &mut Vec<Diagnostic>) {
    let mut ordered: Vec<_> = documents.iter().collect();
    ordered.sort_by_cached_key(|document| (document.kind, weight(document)));
    for document in ordered {
        if let Some(first) = site.find(document.kind, &document.id) {
            notes.push(duplicate(document, &site.nodes[first]));
            continue;
        }
        let node = add(site, document.kind, document.id.clone(), document.title.clone());
        match &document.part {
            None => drop(Arc::make_mut(&mut site.paths).insert(document.source.path.clone(), node)),
            Some(part) => add_part(site, node, document, part),
        }
        site.node(node).document = Some(document.clone());
    }
}

/// A map of several in a file is found in the file, and by the id it has there as well.
fn add_part(site: &mut Site, node: NodeId, document: &Document, part: &Part) {
    Arc::make_mut(&mut site.titles).offer(document.kind, &part.id, node);
    Arc::make_mut(&mut site.parts).entry(document.source.path.clone()).or_default().push(node);
}

/// The page of a file of several maps is found by the file's name as well, as it would be if it held one.
pub fn name_pages_of_maps(site: &mut Site) {
    let pages: Vec<_> = site.parts.keys().filter_map(|path| site.at_path(path)).collect();
    for page in pages {
        let id = &site.nodes[page].id;
        let name = id.rsplit_once('/').map_or(id.as_str(), |(_, name)| name).to_owned();
        Arc::make_mut(&mut site.titles).offer(Kind::Page, &name, page);
    }
}

/// `weight:` orders a kind's documents; those without keep the order of their paths after those with.
fn weight(document: &Document) -> (bool, i64) {
    let weight = document.fields.number("weight");
    (weight.is_none(), weight.unwrap_or_default() as i64)
}

fn duplicate(document: &Document, first: &Node) -> Diagnostic {
    let (kind, id) = (document.kind, &document.id);
    let what = if document.part.is_some() { "map" } else { "file" };
    let place = document.fields.find("id").map_or(document.title_span, |field| field.span);
    let message = format!("the {kind} `{id}` is there already, so this {what} is left out");
    let note = Diagnostic::at(codes::DUPLICATE_ID, Severity::Error, &document.source.path, place, message)
        .help("give it another `id:`, or another file name");
    match &first.document {
        Some(other) => {
            let place = Place { file: other.source.path.clone(), span: Some(other.title_span) };
            note.related(place, format!("the first {kind} `{id}`"))
        }
        None => note,
    }
}

/// Frameworks that a plugin knows and the site uses are things of the site, with a page of their own.
pub fn add_frameworks(site: &mut Site) {
    let wanted = views::wanted(site);
    let known = site.frameworks.iter().filter(|model| wanted.contains(&model.id));
    let used: Vec<_> = known.map(|model| (model.id.clone(), model.title.clone())).collect();
    for (id, title) in used {
        if site.find(Kind::Framework, &id).is_none() {
            add(site, Kind::Framework, id, title);
        }
    }
}

/// Things without a file come after those with one, by id: an entry that moves within its map moves nothing else.
pub fn order_unwritten(site: &mut Site) {
    let nodes = &site.nodes;
    for of_kind in Arc::make_mut(&mut site.kinds).values_mut() {
        let written = of_kind.partition_point(|node| nodes[*node].document.is_some());
        of_kind[written..].sort_by(|a, b| nodes[*a].id.cmp(&nodes[*b].id));
    }
}

/// A new node without a file.
pub fn add(site: &mut Site, kind: Kind, id: String, title: String) -> NodeId {
    let at = site.nodes.len();
    Arc::make_mut(&mut site.ids).put(kind, &id, at);
    Arc::make_mut(&mut site.titles).offer(kind, &slug(&title), at);
    Arc::make_mut(&mut site.kinds).entry(kind).or_default().push(at);
    let url = address(kind, &id);
    let (targets, mentions, places, views) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let node = Node { kind, id, title, url, document: None, targets, mentions, places, views };
    site.nodes.push(Arc::new(node));
    at
}

/// The node that words mean: by id, by slug, by title.
pub fn by_words(site: &Site, kind: Kind, words: &str) -> Option<NodeId> {
    let id = words.strip_prefix(kind.word()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(words);
    site.find(kind, id).or_else(|| {
        let slug = slug(id);
        let by_title = site.titles.find(kind, &slug);
        site.find(kind, &slug).or(by_title)
    })
}
