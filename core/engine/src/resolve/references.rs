//! What every reference refers to, and the way back.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, Journey, Kind, Link, LinkForm, Severity};
use rayon::prelude::*;

use super::called::Called;
use super::index::{add, by_words};
use super::missing::missing;
use super::parts::Parts;
use super::paths::{decoded, joined};
use super::{NodeId, Site, Target, mentions};
use crate::codes;
use crate::parse::{name_in, slug};

/// Finds the target of every link of every document, and tells the targets who refers to them.
pub fn resolve(site: &mut Site, files: &HashSet<Arc<str>>, notes: &mut Vec<Diagnostic>) {
    // What words in lanes name comes again and again, and nothing that is added takes a name from another.
    let (mut names, mut parts) = (Called::default(), Parts::default());
    let written = site.nodes.len();
    for first in (0..written).step_by(AT_ONCE) {
        let nodes = first..written.min(first + AT_ONCE);
        let followed = followed(site, files, nodes.clone());
        for (node, followed) in nodes.zip(followed) {
            settle(site, node, followed, (&mut names, &mut parts), notes);
        }
    }
    mentions::tell(site);
}

/// How many documents' links are followed before they are settled.
const AT_ONCE: usize = 4096;

/// For each link of a document, what its path leads to, if it is one.
type Followed = Vec<Option<Target>>;

/// Paths make no things, so that all cores follow them at once.
fn followed(site: &Site, files: &HashSet<Arc<str>>, nodes: Range<NodeId>) -> Vec<Followed> {
    let follow = |node: NodeId| paths(site, files, site.nodes[node].document.as_deref());
    nodes.into_par_iter().map(follow).collect()
}

/// Gives the links of a document their targets, and tells those.
fn settle(
    site: &mut Site,
    node: NodeId,
    paths: Followed,
    (names, parts): (&mut Called, &mut Parts),
    notes: &mut Vec<Diagnostic>,
) {
    let Some(document) = site.nodes[node].document.clone() else { return };
    let mut said = Vec::new();
    let links = document.links.iter().zip(paths);
    let targets: Vec<_> = links
        .map(|(link, path)| {
            let found = target(site, &document, link, path, (names, &mut said));
            parts.settle(site, &document, link, found, &mut said)
        })
        .collect();
    // The maps of one file share what its frontmatter refers to; what is wrong with that is said once.
    said.retain(|note| document.part.is_none() || !notes.contains(note));
    notes.append(&mut said);
    for file in targets.iter().filter_map(Target::file) {
        Arc::make_mut(&mut site.linked_files).insert(file.clone());
    }
    site.node(node).targets = targets;
}

/// The files the settings name are published with the portal.
pub fn settings_files(site: &mut Site, files: &HashSet<Arc<str>>, notes: &mut Vec<Diagnostic>) {
    let named = [("logo", &site.settings.logo), ("stylesheet", &site.settings.stylesheet)];
    for (key, path) in named.into_iter().filter_map(|(key, path)| Some((key, path.as_ref()?))) {
        match (files.get(path.as_str()), &site.settings.source) {
            (Some(file), _) => {
                Arc::make_mut(&mut site.linked_files).insert(file.clone());
            }
            (None, Some(source)) => notes.push(crate::settings::no_file(source, key, path)),
            (None, None) => {}
        }
    }
}

/// For each link of a document, what the path leads to that it is written as.
fn paths(site: &Site, files: &HashSet<Arc<str>>, document: Option<&Document>) -> Followed {
    let links =
        document.into_iter().flat_map(|document| document.links.iter().map(move |link| (document, link)));
    let target = |(document, link): (&Document, &Link)| match link.form {
        LinkForm::Markdown => by_path(site, files, document, &link.to),
        _ => None,
    };
    links.map(target).collect()
}

fn target(
    site: &mut Site,
    document: &Document,
    link: &Link,
    path: Option<Target>,
    (names, notes): (&mut Called, &mut Vec<Diagnostic>),
) -> Target {
    let found = match (link.form, link.kind) {
        (LinkForm::Markdown, _) => path,
        (LinkForm::Wiki, _) => by_id_of_any_kind(site, document, link, notes),
        (LinkForm::Id, Some(kind)) => by_id(site, document, kind, &link.to),
        (LinkForm::Words, Some(kind)) => return by_name(site, kind, &link.to, names),
        (LinkForm::Owner, Some(kind)) => {
            by_words(site, kind, &link.to).map(|node| Target::Node(node, None)).or(Some(Target::Nothing))
        }
        (_, None) => None,
    };
    found.unwrap_or_else(|| {
        notes.push(missing(site, document, link));
        Target::Nothing
    })
}

/// A relative path leads to a document, or to a file that is published as it is.
fn by_path(site: &Site, files: &HashSet<Arc<str>>, document: &Document, to: &str) -> Option<Target> {
    let (path, fragment) = match to.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (to, None),
    };
    let path = decoded(path.split('?').next().unwrap_or(path));
    let full = match &*path {
        "" => document.source.path.to_string(),
        path => joined(&site.settings.content, &document.source.path, path)?,
    };
    let target = site.at_path(&full).map(|node| place(site, document, node, fragment));
    target.or_else(|| files.get(full.as_str()).map(|file| Target::File(file.clone())))
}

/// A thing, or a place on its page. What is meant on the page of several maps is one of the maps, or a place in one: the
/// one that refers comes first.
fn place(site: &Site, from: &Document, page: NodeId, fragment: Option<String>) -> Target {
    let maps = site.maps_on(page);
    let fragment = match fragment {
        Some(fragment) if !maps.is_empty() => fragment,
        other => return Target::Node(page, other),
    };
    if let Some(map) = maps.iter().find(|map| is_called(site, **map, &fragment)) {
        return Target::Node(*map, None);
    }
    let own = site.find(from.kind, &from.id).filter(|own| maps.contains(own));
    let map = |map: &NodeId| site.nodes[*map].document.as_ref().and_then(|map| map.journey());
    let mut inside = own.into_iter().chain(maps.iter().copied());
    let inside = inside.find(|node| map(node).is_some_and(|map| has_place(map, &fragment)));
    Target::Node(inside.unwrap_or(page), Some(fragment))
}

/// Whether a map of several in a file is meant by a word: its id there, or its heading as a code-hosting page links it.
fn is_called(site: &Site, map: NodeId, word: &str) -> bool {
    let part = site.nodes[map].document.as_ref().and_then(|document| document.part.as_ref());
    let word = crate::parse::slug(word);
    part.is_some_and(|part| part.id == word || part.anchor == word)
}

fn has_place(map: &Journey, id: &str) -> bool {
    map.stages.iter().any(|stage| stage.id == id)
        || map.steps().any(|step| step.id == id)
        || map.sections.iter().any(|section| *section.id == *id)
}

/// The map of the same file that words mean: it comes before one of that name elsewhere.
fn beside(site: &Site, document: &Document, kind: Kind, words: &str) -> Option<NodeId> {
    let maps = site.parts_of(&document.source.path).iter().copied();
    maps.filter(|_| kind == Kind::Journey).find(|map| is_called(site, *map, words))
}

fn by_id_of_any_kind(
    site: &Site,
    document: &Document,
    link: &Link,
    notes: &mut Vec<Diagnostic>,
) -> Option<Target> {
    let (words, fragment) = match link.to.split_once('#') {
        Some((words, fragment)) => (words, Some(fragment.to_owned())),
        None => (&*link.to, None),
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| match words.split_once('/') {
        Some((word, _)) if Kind::ALL.into_iter().any(|kind| kind.word() == word) => word == kind.word(),
        _ => true,
    });
    let known = |kind| beside(site, document, kind, words).or_else(|| by_words(site, kind, words));
    let found: Vec<_> = kinds.filter_map(known).collect();
    if found.len() > 1 {
        notes.push(ambiguous(site, document, link, &found));
    }
    found.first().map(|node| place(site, document, *node, fragment))
}

fn ambiguous(site: &Site, document: &Document, link: &Link, found: &[NodeId]) -> Diagnostic {
    let references: Vec<_> = found.iter().map(|node| site.nodes[*node].reference()).collect();
    let names: Vec<_> = references.iter().map(|reference| format!("`[[{reference}]]`")).collect();
    let message = format!("`{}` could be several things; {} was taken", link.to, names[0]);
    let source = document.source.read();
    let note =
        Diagnostic::at(codes::AMBIGUOUS_REFERENCE, Severity::Warning, &source.path, link.span, message)
            .help(format!("write {}", names.join(" or ")));
    let typed = link.to.split('#').next().unwrap_or_default();
    references.iter().fold(note, |note, reference| note.instead(source, link.span, typed, reference))
}

fn by_id(site: &mut Site, document: &Document, kind: Kind, id: &str) -> Option<Target> {
    let made = |site: &mut Site| kind.needs_no_file().then(|| named(site, kind, id)).flatten();
    let known = beside(site, document, kind, id).or_else(|| by_words(site, kind, id));
    known.or_else(|| made(site)).map(|node| Target::Node(node, None))
}

/// Words in a lane name a thing when there is one of that name, or when things of that kind need no file.
fn by_name(site: &mut Site, kind: Kind, words: &str, names: &mut Called) -> Target {
    if let Some(node) = names.find(kind, words) {
        return Target::Node(node, None);
    }
    let name = name_in(words);
    let known = by_words(site, kind, words).or_else(|| by_words(site, kind, name));
    let node = match kind {
        kind if kind.needs_no_file() => known.or_else(|| named(site, kind, name)),
        _ => known,
    };
    if let Some(node) = node.filter(|_| name == words) {
        names.put(kind, words, node);
    }
    node.map_or(Target::Nothing, |node| Target::Node(node, None))
}

fn named(site: &mut Site, kind: Kind, name: &str) -> Option<NodeId> {
    let id = slug(name);
    (!id.is_empty()).then(|| add(site, kind, id, name.to_owned()))
}

/// A journey that is its own ancestor, or a version of itself.
pub fn find_circles(site: &Site, notes: &mut Vec<Diagnostic>) {
    for key in ["parent", "of"] {
        for node in site.of_kind(Kind::Journey) {
            let up = |node: &NodeId| site.fields_to(*node, key).first().copied();
            let mut above = std::iter::successors(up(&node), up).take(site.nodes.len());
            if above.any(|other| other == node) {
                notes.extend(circle(site, node, key));
            }
        }
    }
}

fn circle(site: &Site, node: NodeId, key: &str) -> Option<Diagnostic> {
    let document = site.nodes[node].document.as_ref()?;
    let span = document.fields.find(key)?.span;
    let message = format!("`{key}` leads in a circle back to this journey");
    let help = format!("take `{key}:` out of one of the journeys of the circle");
    Some(Diagnostic::at(codes::CIRCLE, Severity::Error, &document.source.path, span, message).help(help))
}
