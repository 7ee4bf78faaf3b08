//! Any document, and what every kind of it has in common.

use std::sync::Arc;

use journeybook_model::{Document, Kind, Section};
use minijinja::Value;
use serde_json::Value as Json;

use super::{FigureView, JourneyView, StepView, chapter, fact, mention, metric, of_node, of_nodes, section};
use crate::parse::unknown_fields;
use crate::render::portal::{Place, mean};
use crate::render::reads::Key;
use crate::render::view::{Cx, html, maybe, number, subject, view};
use crate::render::words::{self, icon};
use crate::resolve::{NodeId, Target};

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
    sections(v) => section::sections(&v.cx, v.node);
    /// All of its text, or none.
    html(v) => whole(&v.cx, v.node);
    /// Its headings: id, title, level.
    toc(v) => toc(&v.cx, v.node);
    /// The maps of its file, where the file holds several and this is their page.
    maps(v) => of_nodes(&v.cx, v.cx.portal.site.maps_on(v.node).iter().copied());
    /// Who refers to it.
    mentions(v) => mention::mentions(&v.cx, v.node);
    /// The journeys that refer to it.
    journeys(v) => of_nodes(&v.cx, journeys(&v.cx, v.node));
    /// Who looks after it, or none.
    owner(v) => owner(&v.cx, v.node);
    /// The team that looks after it, or none.
    team(v) => maybe(v.cx.portal.site.fields_to(v.node, "team").first().map(|team| of_node(&v.cx, *team)));
    /// How the steps that refer to it feel, on -2..2, or none.
    mean(v) => maybe(mean(v.cx.portal.used_at(v.node).iter().filter_map(|place| v.cx.portal.score(*place))));
    /// The steps that refer to it: journey, step.
    steps(v) => steps(&v.cx, v.node);
    /// The list of all steps that refer to it, where they are more than a page shows, or none.
    steps_url(v) => steps_url(&v.cx, v.node);
    /// For a plain page, its chapter, else none: title, url (of its head, or none), pages (on the head itself: its pages, or
    /// the first of them; else none), total, all (the list of all, or none), previous and next (pages, or none).
    chapter(v) => chapter::around(&v.cx, v.node);
    /// The same by the id of the journey: how many steps, their mean feeling or none, and the url of the first.
    used_in(v) => mention::by_journey(&v.cx, v.node);
    /// Its channel, or none.
    channel(v) => maybe(channel(&v.cx, v.node));
    /// The name of an icon for it, or none.
    icon(v) => maybe(icon(&channel(&v.cx, v.node).unwrap_or_else(|| v.cx.portal.site.nodes[v.node].title.clone())));
    /// Simple keys of its frontmatter, for a list of facts: label, value.
    facts(v) => fact::facts(&v.cx, v.node);
    /// How many people or cases it rests on, or none.
    size(v) => number(v.document().and_then(|document| document.fields.number("n")));
    /// When it was found out, or none.
    date(v) => text(&v.cx, v.node, "date");
    /// "high", "medium" or "low", or none.
    confidence(v) => text(&v.cx, v.node, "confidence");
    /// Its confidence for a reader, or none.
    confidence_title(v) => maybe(v.document().and_then(|document| document.fields.text("confidence")).map(|word| words::title(v.cx.portal.language(), &word)));
    /// 3 for high, 2 for medium, 1 for low, 0 for nothing said.
    confidence_value(v) => v.confidence();
    /// How it was found out, or none.
    method(v) => text(&v.cx, v.node, "method");
    /// The file of its data, or none.
    data(v) => maybe(v.data());
    /// What the columns of its data measure.
    figures(v) => v.cx.portal.measured_by(v.node).map(|(at, _)| FigureView::value(&v.cx, at)).collect::<Value>();
    /// The analyses of drivers in its data: outcome, drivers, rows.
    analyses(v) => v.analyses();
    /// What data says of it.
    measured(v) => v.cx.portal.measured_at(v.node).map(|at| FigureView::value(&v.cx, at)).collect::<Value>();
    /// How far it is, or none.
    status(v) => text(&v.cx, v.node, "status");
    /// Its tags.
    tags(v) => v.document().map(|document| document.fields.texts("tags")).unwrap_or_default();
    /// Its tags with their pages: title, url.
    tag_links(v) => tag_links(&v.cx, v.node);
    /// What a metric's value is, against its target and over time: value, target, baseline (each with `…_shown`), unit,
    /// higher, reached, gap, change, better, readings (date, value, shown, n, x, y), line, target_y; none for anything else.
    metric(v) => maybe(v.document().filter(|document| document.kind == Kind::Metric).map(|document| metric::metric(document, v.cx.portal.language())));
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

    fn analyses(&self) -> Value {
        let own = self.cx.portal.data.analysed.iter().filter(|known| known.evidence == self.node);
        let shown = own.filter_map(|known| {
            let (outcome, drivers) = known.columns.split_first()?;
            Some(minijinja::context! { outcome => outcome, drivers => drivers.to_vec(), rows => known.rows })
        });
        shown.collect()
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

/// Who looks after it, for a reader: a team by its name.
pub fn owner(cx: &Cx, node: NodeId) -> Value {
    let written = cx.portal.document(node).and_then(|document| document.fields.text("owner"));
    let team = |owner: &str| cx.portal.site.find(Kind::Team, owner);
    let named = |owner: String| match team(&owner) {
        Some(team) => cx.portal.site.nodes[team].title.clone(),
        None => owner,
    };
    maybe(written.map(named))
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
    let lead =
        || document.prose().map(|prose| first_sentence(&prose.lead.text())).filter(|text| !text.is_empty());
    maybe(said.or_else(lead))
}

fn first_sentence(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match line.find(". ") {
        Some(end) => line[..=end].to_owned(),
        None => line.to_owned(),
    }
}

/// The tags with their pages: title, url.
pub fn tag_links(cx: &Cx, node: NodeId) -> Value {
    let links = cx.portal.tag_links(node).into_iter();
    links.map(|(title, url)| minijinja::context! { title => title, url => url }).collect()
}

/// The frontmatter as written.
pub fn fields(cx: &Cx, node: NodeId) -> Value {
    let fields = cx.portal.document(node).map(|document| document.fields.0.as_slice()).unwrap_or_default();
    Value::from_pairs(fields.iter().map(|field| (field.key.clone(), json(&field.value))))
}

/// Keys that the kind does not know.
pub fn extra(cx: &Cx, node: NodeId) -> Value {
    let unknown = cx.portal.document(node).into_iter().flat_map(unknown_fields);
    Value::from_pairs(unknown.map(|field| (field.key.clone(), json(&field.value))))
}

/// JSON as templates read it.
pub fn json(value: &Json) -> Value {
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

fn whole(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from(()) };
    let mut whole = document.prose().map(|prose| cx.portal.html(node, &prose.lead)).unwrap_or_default();
    section::add_all(&mut whole, cx, node, document);
    html(whole)
}

fn toc(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from_iter(Vec::<Value>::new()) };
    let titled = section::of(document).iter().filter(|section| !section.title.is_empty());
    let entry = |section: &Section| {
        minijinja::context! { id => &*section.id, title => &*section.title, level => section.level }
    };
    titled.map(entry).collect()
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
    cx.portal.used_at(node).iter().map(|place| step(cx, *place)).collect()
}

/// A step with its journey.
pub fn step(cx: &Arc<Cx>, place: Place) -> Value {
    let journey = JourneyView::value(cx, place.journey);
    minijinja::context! { journey => journey, step => StepView::value(cx, place) }
}

/// The list of all steps that refer to a thing, or none.
fn steps_url(cx: &Cx, node: NodeId) -> Value {
    maybe(cx.portal.shelves().steps_of(&cx.portal, node).map(|shelf| shelf.first.clone()))
}

/// The list of all maps of a thing, where its own page cannot show them, or none.
pub fn journeys_url(cx: &Cx, node: NodeId) -> Value {
    let known = &cx.portal.site.nodes[node];
    maybe(cx.portal.shelves().maps_of(known.kind.word(), &known.id).map(|shelf| shelf.first.clone()))
}

fn channel(cx: &Cx, node: NodeId) -> Option<String> {
    let channel = cx.portal.site.fields_to(node, "channel").first().copied()?;
    Some(cx.portal.site.nodes[channel].title.clone())
}
