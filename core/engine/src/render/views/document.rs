//! Any document, and what every kind of it has in common.

use std::collections::HashSet;
use std::sync::Arc;

use journeybook_model::{Document, Kind, Section};
use minijinja::Value;
use serde_json::Value as Json;

use super::{JourneyView, StepView, of_node, of_nodes};
use crate::parse::keys;
use crate::render::address::step_anchor;
use crate::render::portal::{Place, mean};
use crate::render::reads::Key;
use crate::render::view::{Cx, html, maybe, number, subject, view};
use crate::render::words::{capitalised, date, icon, sentence};
use crate::resolve::{Mention, NodeId, Target};

view! {
    /// A document: a touchpoint, a channel, evidence, an opportunity, a solution, a metric, a team, a page.
    DocumentView "Document" { node: NodeId }
    /// Its kind's word.
    kind(v) => kind(&v.cx, v.node);
    /// Its id.
    id(v) => id(&v.cx, v.node);
    /// Its title.
    title(v) => title(&v.cx, v.node);
    /// Its page.
    url(v) => url(&v.cx, v.node);
    /// A sentence about it, or none.
    summary(v) => summary(&v.cx, v.node);
    /// Whether it has a file of its own.
    exists(v) => exists(&v.cx, v.node);
    /// Its file, or none.
    file(v) => file(&v.cx, v.node);
    /// The line of its title.
    line(v) => line(&v.cx, v.node);
    /// Its frontmatter as written.
    fields(v) => fields(&v.cx, v.node);
    /// Keys of the frontmatter that no one else reads.
    extra(v) => extra(&v.cx, v.node);
    /// The text before the first heading, or none.
    lead_html(v) => lead(&v.cx, v.node);
    /// Its sections.
    sections(v) => sections(&v.cx, v.node);
    /// All of its text, or none.
    html(v) => whole(&v.cx, v.node);
    /// Its headings: id, title, level.
    toc(v) => toc(&v.cx, v.node);
    /// Who refers to it.
    mentions(v) => mentions(&v.cx, v.node);
    /// The journeys that refer to it.
    journeys(v) => of_nodes(&v.cx, journeys(&v.cx, v.node));
    /// Who looks after it, or none.
    owner(v) => text(&v.cx, v.node, "owner");
    /// The team that looks after it, or none.
    team(v) => maybe(v.cx.portal.site.fields_to(v.node, "team").first().map(|team| of_node(&v.cx, *team)));
    /// How the steps that refer to it feel, on -2..2, or none.
    mean(v) => maybe(mean(v.cx.portal.used_at(v.node).iter().filter_map(|place| v.cx.portal.score(*place))));
    /// The steps that refer to it: journey, step.
    steps(v) => steps(&v.cx, v.node);
    /// Its channel, or none.
    channel(v) => maybe(channel(&v.cx, v.node));
    /// The name of an icon for it, or none.
    icon(v) => maybe(icon(&channel(&v.cx, v.node).unwrap_or_else(|| v.cx.portal.site.nodes[v.node].title.clone())));
    /// Simple keys of its frontmatter, for a list of facts: label, value.
    facts(v) => facts(&v.cx, v.node);
    /// How many people or cases it rests on, or none.
    size(v) => number(v.document().and_then(|document| document.fields.number("n")));
    /// When it was found out, or none.
    date(v) => text(&v.cx, v.node, "date");
    /// "high", "medium" or "low", or none.
    confidence(v) => text(&v.cx, v.node, "confidence");
    /// 3 for high, 2 for medium, 1 for low, 0 for nothing said.
    confidence_value(v) => v.confidence();
    /// How it was found out, or none.
    method(v) => text(&v.cx, v.node, "method");
    /// The file of its data, or none.
    data(v) => maybe(v.data());
    /// How far it is, or none.
    status(v) => text(&v.cx, v.node, "status");
    /// Its tags.
    tags(v) => v.document().map(|document| document.fields.texts("tags")).unwrap_or_default();
}

impl DocumentView {
    fn document(&self) -> Option<&Document> {
        self.cx.portal.document(self.node)
    }

    fn confidence(&self) -> u8 {
        match self.document().and_then(|document| document.fields.text("confidence")).as_deref() {
            Some("high") => 3,
            Some("medium") => 2,
            Some("low") => 1,
            _ => 0,
        }
    }

    fn data(&self) -> Option<String> {
        let field = self.document()?.fields.find("data")?;
        let links = self.document()?.links.iter().zip(&self.cx.portal.site.nodes[self.node].targets);
        links.filter(|(link, _)| link.span == field.span).find_map(|(_, target)| match target {
            Target::File(path) => Some(self.cx.portal.published(path).to_owned()),
            _ => None,
        })
    }
}

subject!(DocumentView(v) Key::Node(v.node), v.cx.portal.site.nodes[v.node].reference());

/// A kind's word.
pub fn kind(cx: &Cx, node: NodeId) -> Value {
    cx.portal.site.nodes[node].kind.word().into()
}

/// An id.
pub fn id(cx: &Cx, node: NodeId) -> Value {
    cx.portal.site.nodes[node].id.as_str().into()
}

/// A title.
pub fn title(cx: &Cx, node: NodeId) -> Value {
    cx.portal.site.nodes[node].title.as_str().into()
}

/// A page's address.
pub fn url(cx: &Cx, node: NodeId) -> Value {
    cx.portal.site.nodes[node].url.as_str().into()
}

/// Whether there is a file.
pub fn exists(cx: &Cx, node: NodeId) -> Value {
    cx.portal.document(node).is_some().into()
}

/// The file.
pub fn file(cx: &Cx, node: NodeId) -> Value {
    maybe(cx.portal.document(node).map(|document| document.source.path.to_string()))
}

/// The line of the title.
pub fn line(cx: &Cx, node: NodeId) -> Value {
    cx.portal.document(node).map_or(0, |document| document.source.line(document.title_span.start)).into()
}

/// A text of the frontmatter.
pub fn text(cx: &Cx, node: NodeId, key: &str) -> Value {
    maybe(cx.portal.document(node).and_then(|document| document.fields.text(key)))
}

/// The `summary:` or `description:`, else the scenario, else the first sentence; a plain page tells its own first
/// sentence.
pub fn summary(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from(()) };
    let said = ["summary", "description", "scenario"].iter().find_map(|key| document.fields.text(key));
    if document.kind == Kind::Page {
        return maybe(said);
    }
    let lead = || document.prose().map(|prose| first_sentence(&prose.lead.text)).filter(|text| !text.is_empty());
    maybe(said.or_else(lead))
}

fn first_sentence(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match line.find(". ") {
        Some(end) => line[..=end].to_owned(),
        None => line.to_owned(),
    }
}

/// The frontmatter as written.
pub fn fields(cx: &Cx, node: NodeId) -> Value {
    let fields = cx.portal.document(node).map(|document| document.fields.0.as_slice()).unwrap_or_default();
    Value::from_pairs(fields.iter().map(|field| (field.key.clone(), json(&field.value))))
}

/// Keys that the kind does not know.
pub fn extra(cx: &Cx, node: NodeId) -> Value {
    let kind = cx.portal.site.nodes[node].kind;
    let fields = cx.portal.document(node).map(|document| document.fields.0.as_slice()).unwrap_or_default();
    let unknown = fields.iter().filter(|field| !keys(kind).any(|key| key == field.key));
    Value::from_pairs(unknown.map(|field| (field.key.clone(), json(&field.value))))
}

fn json(value: &Json) -> Value {
    match value {
        Json::Null => Value::from(()),
        Json::Bool(flag) => (*flag).into(),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().unwrap_or_default().into(),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => items.iter().map(json).collect(),
        Json::Object(map) => Value::from_pairs(map.iter().map(|(key, value)| (key.clone(), json(value)))),
    }
}

fn lead(cx: &Cx, node: NodeId) -> Value {
    let prose = cx.portal.document(node).and_then(Document::prose);
    prose.map_or(Value::from(()), |prose| html(cx.portal.html(node, &prose.lead)))
}

/// The sections of a document that is no map, or of a map's story.
pub fn sections_of(document: &Document) -> &[Section] {
    match (document.prose(), document.journey()) {
        (Some(prose), _) => &prose.sections,
        (None, Some(journey)) => &journey.sections,
        (None, None) => &[],
    }
}

fn sections(cx: &Arc<Cx>, node: NodeId) -> Value {
    let count = cx.portal.document(node).map_or(0, |document| sections_of(document).len());
    (0..count).map(|at| SectionView::value(cx, node, at)).collect()
}

/// All sections as one text.
pub fn sections_html(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from(()) };
    html(sections_of(document).iter().map(|section| section_html(cx, node, section)).collect())
}

fn section_html(cx: &Cx, node: NodeId, section: &Section) -> String {
    let body = cx.portal.html(node, &section.body);
    if section.title.is_empty() {
        return body;
    }
    let title = crate::parse::escape(&section.title);
    let level = section.level.clamp(2, 6);
    format!("<h{level} id=\"{}\">{title}</h{level}>\n{body}", section.id)
}

fn whole(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from(()) };
    let lead = document.prose().map(|prose| cx.portal.html(node, &prose.lead)).unwrap_or_default();
    let rest: String = sections_of(document).iter().map(|section| section_html(cx, node, section)).collect();
    html(lead + &rest)
}

fn toc(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from_iter(Vec::<Value>::new()) };
    let titled = sections_of(document).iter().filter(|section| !section.title.is_empty());
    let entry = |section: &Section| {
        minijinja::context! { id => section.id.clone(), title => section.title.clone(), level => section.level }
    };
    titled.map(entry).collect()
}

/// A place that refers twice is one mention.
fn mentions(cx: &Arc<Cx>, node: NodeId) -> Value {
    let mut seen = HashSet::new();
    let mentions = cx.portal.site.nodes[node].mentions.iter();
    let distinct = mentions.filter(|mention| seen.insert((mention.from, mention.spot)));
    distinct.map(|mention| MentionView::value(cx, node, *mention)).collect()
}

/// The journeys that refer to a thing, each once.
pub fn journeys(cx: &Cx, node: NodeId) -> Vec<NodeId> {
    let site = &cx.portal.site;
    let mut nodes: Vec<_> = site.nodes[node].mentions.iter().map(|mention| mention.from).collect();
    nodes.retain(|from| site.nodes[*from].kind == Kind::Journey);
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn steps(cx: &Arc<Cx>, node: NodeId) -> Value {
    let shown = |place: Place| {
        let journey = JourneyView::value(cx, place.journey);
        minijinja::context! { journey => journey, step => StepView::value(cx, place) }
    };
    cx.portal.used_at(node).iter().copied().map(shown).collect()
}

fn channel(cx: &Cx, node: NodeId) -> Option<String> {
    let channel = cx.portal.site.fields_to(node, "channel").first().copied()?;
    Some(cx.portal.site.nodes[channel].title.clone())
}

/// Keys that the pages show in their own way, or that say nothing to a reader.
const TOLD: &[&str] = &[
    "title", "id", "kind", "summary", "description", "aliases", "tags", "role", "quote", "name", "primary", "colour",
    "image", "owner", "team", "data", "confidence", "weight", "nav", "impact", "reach", "effort", "icon",
];

/// The `facts:` of the frontmatter, else its simple keys.
pub fn facts(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from_iter(Vec::<Value>::new()) };
    let label = |key: &str| if key == "n" { "Size".to_owned() } else { capitalised(key) };
    let fact = |key: &str, value: String| minijinja::context! { label => label(key), value => value };
    if let Some(Json::Object(facts)) = document.fields.get("facts") {
        return facts.iter().filter_map(|(key, value)| Some(fact(key, plain(value)?))).collect();
    }
    let shown = document.fields.0.iter().filter(|field| !TOLD.contains(&field.key.as_str()));
    shown.filter_map(|field| Some(fact(&field.key, plain(&field.value)?))).collect()
}

fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(sentence(&date(text))),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(if *flag { "Yes" } else { "No" }.to_owned()),
        Json::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(|item| (!item.is_array()).then(|| plain(item))?).collect();
            items.map(|items| items.join(", "))
        }
        _ => None,
    }
}

view! {
    /// A heading and what stands under it.
    SectionView "Section" { node: NodeId, at: usize }
    /// The address inside the page.
    id(v) => v.section().id.as_str();
    /// The heading; "" for text without one.
    title(v) => v.section().title.as_str();
    /// The heading's level.
    level(v) => v.section().level;
    /// The text, or none.
    html(v) => html(v.cx.portal.html(v.node, &v.section().body));
    /// The items as html, where the text is one list and nothing else.
    items(v) => v.section().items.iter().map(|item| html(v.cx.portal.html(v.node, item))).collect::<Value>();
}

impl SectionView {
    fn section(&self) -> &Section {
        let document = self.cx.portal.document(self.node).expect("a section stands in a document");
        &sections_of(document)[self.at]
    }
}

subject!(SectionView(v) Key::Part(v.node), format!("section {} {}", v.cx.portal.site.nodes[v.node].id, v.at));

view! {
    /// A reference seen from its target.
    MentionView "Mention" { to: NodeId, mention: Mention }
    /// The map that refers, or none.
    journey(v) => maybe((v.from_kind() == Kind::Journey).then(|| JourneyView::value(&v.cx, v.mention.from)));
    /// The step that refers, or none.
    step(v) => maybe(v.place().map(|place| StepView::value(&v.cx, place)));
    /// Who refers.
    ref_(v) => of_node(&v.cx, v.mention.from);
    /// Where.
    url(v) => v.url();
    /// In which words.
    text(v) => v.text();
}

impl MentionView {
    fn from_kind(&self) -> Kind {
        self.cx.portal.site.nodes[self.mention.from].kind
    }

    fn place(&self) -> Option<Place> {
        let is_map = self.cx.portal.document(self.mention.from)?.journey().is_some();
        is_map.then(|| self.cx.portal.place(self.mention.from, self.mention.spot)).flatten()
    }

    fn url(&self) -> String {
        let url = &self.cx.portal.site.nodes[self.mention.from].url;
        match self.place() {
            Some(place) => format!("{url}#{}", step_anchor(self.cx.portal.shown(place).id)),
            None => url.clone(),
        }
    }

    fn text(&self) -> String {
        match self.place() {
            Some(place) => self.cx.portal.shown(place).title.to_owned(),
            None => self.cx.portal.site.nodes[self.mention.from].title.clone(),
        }
    }
}

subject!(MentionView(v) Key::Part(v.mention.from), {
    let site = &v.cx.portal.site;
    format!("mention of {} by {} {}", site.nodes[v.to].id, site.nodes[v.mention.from].id, v.mention.link)
});
