//! The parts of a page that a link may lead to, and what is said of a link to none of them.

use journeybook_model::{Attributes, Body, Diagnostic, Document, Journey, Link, Section, Severity};
use rustc_hash::{FxHashMap, FxHashSet};

use super::paths::decoded;
use super::{NodeId, Site, Target};
use crate::codes;
use crate::parse::{nearest, slug};

/// Among more parts than these nobody looks for the nearest.
const MANY: usize = 512;

/// How many parts are named to someone who has to choose.
const NAMED: usize = 8;

/// The parts of the pages that links have asked for so far.
#[derive(Default)]
pub struct Parts(FxHashMap<NodeId, Ids>);

/// The ids of the parts of a page.
struct Ids {
    in_order: Vec<String>,
    all: FxHashSet<String>,
}

impl Parts {
    /// The target with its part as the page calls it, which other tools call otherwise (`#café--bar`). A part that is not
    /// there is said: the link leads to the page, and no further.
    pub fn settle(
        &mut self,
        site: &Site,
        document: &Document,
        link: &Link,
        target: Target,
        notes: &mut Vec<Diagnostic>,
    ) -> Target {
        let Target::Node(node, Some(part)) = target else { return target };
        let Some(page) = site.nodes[node].document.as_deref() else {
            return Target::Node(node, Some(part));
        };
        let ids = self.0.entry(node).or_insert_with(|| Ids::of(page));
        let (wanted, plain) = (decoded(&part), slug(&part));
        match ids.all.get(&*wanted).or_else(|| ids.all.get(&plain)) {
            Some(id) => Target::Node(node, Some(id.clone())),
            None => {
                let is_there = is_top(&plain, page) || ids.have_place(&wanted);
                notes.extend((!is_there).then(|| ids.missing(document, page, link, &wanted)));
                Target::Node(node, Some(part))
            }
        }
    }
}

/// The beginning of a page, by no name, as browsers call it, or by the title.
fn is_top(part: &str, page: &Document) -> bool {
    part.is_empty() || part == "top" || part == slug(&page.title)
}

impl Ids {
    fn of(page: &Document) -> Self {
        let in_order: Vec<String> = of(page).map(str::to_owned).collect();
        Self { all: in_order.iter().cloned().collect(), in_order }
    }

    /// Whether a stage or a step is meant as its address on the page is written.
    fn have_place(&self, part: &str) -> bool {
        let id = part.strip_prefix("step-").or_else(|| part.strip_prefix("stage-"));
        id.is_some_and(|id| self.all.contains(id))
    }

    fn missing(&self, document: &Document, page: &Document, link: &Link, part: &str) -> Diagnostic {
        let (source, title) = (document.source.read(), &page.title);
        let message = format!("“{title}” has no part `#{part}`, so the link leads to its beginning");
        let note = Diagnostic::at(codes::MISSING_PART, Severity::Warning, &source.path, link.span, message);
        let few = Some(&self.in_order).filter(|ids| ids.len() <= MANY);
        let near = few.and_then(|ids| nearest(part, ids.iter().map(String::as_str)));
        let some: Vec<_> = self.in_order.iter().take(NAMED).map(|id| format!("`#{id}`")).collect();
        match near {
            Some(known) => note.meant(source, link.span, part, known),
            None if some.is_empty() => note.help(format!("take `#{part}` out of the link")),
            None => note.help(format!("its parts are {}", some.join(", "))),
        }
    }
}

/// The ids of everything on a document's page that has one of its author's.
pub fn of(document: &Document) -> impl Iterator<Item = &str> {
    let sections = match &document.body {
        Body::Prose(prose) => &prose.sections,
        Body::Journey(journey) => &journey.sections,
    };
    let places = document.journey().into_iter().flat_map(of_map);
    places.chain(sections.iter().map(id_of)).chain(of_html(&document.source.read().text))
}

fn id_of(section: &Section) -> &str {
    &section.id
}

fn of_map(journey: &Journey) -> impl Iterator<Item = &str> {
    journey.stages.iter().flat_map(|stage| {
        let steps = stage.steps.iter();
        let entries = steps.clone().flat_map(|step| &step.entries).chain(&stage.entries);
        let pinned = entries.filter_map(|entry| Attributes::id(&entry.attributes));
        std::iter::once(&*stage.id).chain(steps.map(|step| &*step.id)).chain(pinned)
    })
}

/// Ids in HTML of the author's: `<a id="old-name">`.
fn of_html(text: &str) -> impl Iterator<Item = &str> {
    let quoted = |(at, key): (usize, &str)| text[at + key.len()..].split('"').next();
    [" id=\"", " name=\""].into_iter().flat_map(move |key| text.match_indices(key).filter_map(quoted))
}
