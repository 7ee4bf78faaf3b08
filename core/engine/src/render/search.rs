//! What can be found of a portal, and the files that find it; they are made when somebody asks for them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use journeybook_model::{Entry, Kind, Lane, StandardLane};

use super::address::step_anchor;
use super::portal::{Place, Portal};
use super::rollup::{channels, link};
use super::words;
use crate::outlet::{Held, Listing, Outlet};
use crate::resolve::NodeId;
use crate::search::{self, Facet, Page, Part};

/// Files by address.
type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// The search index of a build whose pages lead to one. It is made at the first call, so a build that nobody searches does
/// not wait for it.
#[derive(Clone, Default)]
pub struct Search {
    portal: Option<Arc<Portal>>,
    files: Arc<OnceLock<Files>>,
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("search index")
    }
}

impl Search {
    /// The index of a portal.
    pub fn of(portal: Arc<Portal>) -> Self {
        Self { portal: Some(portal), files: Arc::default() }
    }

    /// Whether its files are made, or there are none to make.
    pub fn is_made(&self) -> bool {
        self.portal.is_none() || self.files.get().is_some()
    }

    /// Its files by address, all below `search/`.
    pub fn files(&self) -> &Files {
        self.files.get_or_init(|| {
            let held = Held::default();
            held.keep(&self.publish(&held))
        })
    }

    /// Makes its files, and keeps none of them.
    pub fn publish(&self, outlet: &dyn Outlet) -> Listing {
        let Some(portal) = &self.portal else { return Listing::new() };
        let all = subjects(portal);
        search::publish(all.len(), |at| all[at].page(portal), outlet)
    }
}

/// What can be found.
#[derive(Clone, Copy)]
enum Subject {
    Journey(NodeId),
    Opportunity(usize),
    Thing(NodeId),
}

impl Subject {
    fn page(self, portal: &Portal) -> Page {
        match self {
            Subject::Journey(node) => journey(portal, node),
            Subject::Opportunity(at) => opportunity(portal, at),
            Subject::Thing(node) => thing(portal, node),
        }
    }
}

/// What can be found, in the order in which it is told where it is as good: journeys, then the kinds, then pages.
fn subjects(portal: &Portal) -> Vec<Subject> {
    let journeys = portal.journeys().into_iter().map(Subject::Journey);
    let kinds =
        Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Journey | Kind::Opportunity | Kind::Page));
    let home = portal.site.find(Kind::Page, "index");
    let things = kinds.chain([Kind::Page]).flat_map(|kind| portal.site.of_kind(kind));
    let things = things.filter(|node| Some(*node) != home).map(Subject::Thing);
    let opportunities = (0..portal.site.opportunities.len()).map(Subject::Opportunity);
    journeys.chain(opportunities).chain(things).collect()
}

fn journey(portal: &Portal, node: NodeId) -> Page {
    let fields = &portal.document(node).expect("a journey has a file").fields;
    let language = portal.language();
    let persona =
        portal.site.fields_to(node, "persona").first().map(|node| portal.site.nodes[*node].title.clone());
    let basis = fields.text("basis").map(|word| words::title(language, &word));
    let about = persona.into_iter().chain(basis).chain(fields.text("scenario"));
    let status = fields.text("status").map(|word| facet("status", &word, &words::title(language, &word)));
    let to = |key: &'static str| {
        portal.site.fields_to(node, key).into_iter().map(move |other| node_facet(portal, key, other))
    };
    let steps = portal.places(node).map(|place| step(portal, place));
    let told = portal.html_free_overview(node);
    let whole = Part {
        text: join([fields.text("goal"), told].into_iter().flatten().chain(fields.texts("tags"))),
        ..Part::default()
    };
    Page {
        title: portal.site.nodes[node].title.clone(),
        kind: Kind::Journey.word(),
        url: portal.site.nodes[node].url.clone(),
        about: about.collect::<Vec<_>>().join(", "),
        facets: to("persona").chain(to("framework")).chain(to("team")).chain(status).collect(),
        parts: std::iter::once(whole).chain(steps).collect(),
    }
}

fn step(portal: &Portal, place: Place) -> Part {
    let shown = portal.shown(place);
    let is_told =
        |entry: &&Entry| !entry.lane.is(StandardLane::Effort) && !entry.lane.is(StandardLane::Evidence);
    let entries = shown.entries.iter().filter(is_told).map(|entry| entry.text.text());
    let quotes = shown.verbatims.iter().map(|quote| quote.text());
    let stage = portal.column(place).stage;
    Part {
        title: shown.title.to_owned(),
        anchor: step_anchor(shown.id),
        text: join(entries.chain(quotes).chain([shown.narrative.text()])),
        facets: stage_facet(portal, place.journey, stage)
            .into_iter()
            .chain(channels(portal, place))
            .collect(),
    }
}

/// A stage of a framework is one value for all maps; a stage of its own map only is one by its title.
fn stage_facet(portal: &Portal, journey: NodeId, stage: usize) -> Option<Facet> {
    let own = &portal.journey(journey).stages[stage].title;
    let place = portal.site.nodes[journey].places.get(stage).copied().flatten();
    let framework = portal.site.fields_to(journey, "framework").first().copied();
    let model = framework.and_then(|node| portal.site.model(&portal.site.nodes[node].id));
    let title =
        model.zip(place).and_then(|(model, place)| model.stages.get(place)).map(|stage| stage.title.as_str());
    let title = title.unwrap_or(own);
    let id = crate::parse::slug(title);
    (!id.is_empty()).then(|| facet("stage", &id, title))
}

fn channels(portal: &Portal, place: Place) -> Vec<Facet> {
    let mut found: Vec<Facet> = channels::of_step(portal, place)
        .into_iter()
        .map(|node| node_facet(portal, "channel", node))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn opportunity(portal: &Portal, at: usize) -> Page {
    let known = &portal.site.opportunities[at];
    let text = known.node.map(|node| prose(portal, node)).unwrap_or_default();
    let origin = known.origins.first().map(|origin| portal.site.nodes[origin.journey].title.clone());
    let status =
        known.status.as_deref().map(|word| facet("status", word, &words::status(portal.language(), word)));
    Page {
        title: known.title.clone(),
        kind: Kind::Opportunity.word(),
        url: link::opportunity(portal, at).url,
        about: origin.unwrap_or_default(),
        facets: status.into_iter().collect(),
        parts: vec![Part { text, ..Part::default() }],
    }
}

fn thing(portal: &Portal, node: NodeId) -> Page {
    let known = &portal.site.nodes[node];
    let fields = |key: &str| portal.document(node).and_then(|document| document.fields.text(key));
    let about = ["summary", "description", "role"].iter().find_map(|key| fields(key)).unwrap_or_default();
    let team = portal.site.fields_to(node, "team").into_iter().map(|team| node_facet(portal, "team", team));
    let own = match known.kind {
        Kind::Persona => Some(facet("persona", &known.id, &known.title)),
        Kind::Framework => Some(facet("framework", &known.id, &known.title)),
        Kind::Channel => Some(facet("channel", &known.id, &known.title)),
        Kind::Team => Some(facet("team", &known.id, &known.title)),
        _ => None,
    };
    let text = join([prose(portal, node), also_called(portal, node), stages(portal, node)].into_iter());
    Page {
        title: known.title.clone(),
        kind: known.kind.word(),
        url: known.url.clone(),
        about,
        facets: own.into_iter().chain(team).collect(),
        parts: vec![Part { text, ..Part::default() }],
    }
}

/// All that a document says in prose, and its tags.
fn prose(portal: &Portal, node: NodeId) -> String {
    let Some(document) = portal.document(node) else { return String::new() };
    let sections = super::views::section_texts(document);
    let lead = document.prose().map(|prose| prose.lead.text().into_owned());
    join(lead.into_iter().chain(sections).chain(document.fields.texts("tags")))
}

/// The words under which maps speak of a touchpoint or channel: its other names.
fn also_called(portal: &Portal, node: NodeId) -> String {
    if !matches!(portal.site.nodes[node].kind, Kind::Touchpoint | Kind::Channel) {
        return String::new();
    }
    let title = &portal.site.nodes[node].title;
    let named = |place: &Place| {
        let targets = &portal.site.nodes[place.journey].targets;
        let entries = portal.shown(*place).entries.iter().filter(move |entry| {
            let in_lane =
                matches!(entry.lane, Lane::Standard(StandardLane::Touchpoint | StandardLane::Channel));
            let mut nodes = entry.links.clone().filter_map(|link| targets.get(link as usize)?.node());
            in_lane && nodes.any(|target| target == node)
        });
        entries.map(|entry| entry.text.text().into_owned()).collect::<Vec<_>>()
    };
    let mut names: Vec<String> =
        portal.used_at(node).iter().flat_map(named).filter(|name| name != title).collect();
    names.sort_unstable();
    names.dedup();
    names.join(". ")
}

/// The stages of a framework, with what they are also called.
fn stages(portal: &Portal, node: NodeId) -> String {
    let model = portal
        .site
        .model(&portal.site.nodes[node].id)
        .filter(|_| portal.site.nodes[node].kind == Kind::Framework);
    let stages = model.map(|model| model.stages.as_slice()).unwrap_or_default();
    join(stages.iter().flat_map(|stage| std::iter::once(stage.title.clone()).chain(stage.aliases.clone())))
}

fn facet(kind: &'static str, id: &str, title: &str) -> Facet {
    Facet { kind, id: id.to_owned(), title: title.to_owned() }
}

fn node_facet(portal: &Portal, kind: &'static str, node: NodeId) -> Facet {
    facet(kind, &portal.site.nodes[node].id, &portal.site.nodes[node].title)
}

fn join(texts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut joined = String::new();
    texts.for_each(|text| match text.as_ref() {
        text if text.trim().is_empty() => {}
        text if joined.is_empty() => joined.push_str(text),
        text => joined.extend([". ", text]),
    });
    joined
}

impl Portal {
    fn html_free_overview(&self, node: NodeId) -> Option<String> {
        let document = self.document(node)?;
        let told = std::iter::once(self.journey(node).overview.text().into_owned());
        Some(join(told.chain(super::views::section_texts(document))))
    }
}
