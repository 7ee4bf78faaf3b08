//! Which pages a portal has.

use std::sync::Arc;

use journeybook_model::{Digest, Document, Kind};
use minijinja::Value;

use super::glossary::Leaf;
use super::portal::Portal;
use super::shelves::{Holds, Leaf as Shelved};
use super::view::Cx;
use super::views::{
    AcrossView, ComparisonView, DocumentView, FrameworkView, GlossaryView, JourneyView, ListView, PageView,
    PersonaView, ProjectionView, SiteView, SummaryView, TagView, TeamView, list_title,
};
use crate::resolve::NodeId;

/// The navigation: what each entry leads to, and where.
pub const NAV: &[(Kind, &str)] = &[
    (Kind::Journey, JOURNEYS),
    (Kind::Persona, "personas/index.html"),
    (Kind::Framework, "frameworks/index.html"),
    (Kind::Touchpoint, "touchpoints/index.html"),
    (Kind::Opportunity, "opportunities/index.html"),
    (Kind::Evidence, "evidence/index.html"),
];

/// The pages of all journeys together: template, address, and the text that names each.
const ACROSS: &[(&str, &str)] =
    &[(OVERVIEW, "across-title"), ("unanswered.html", "unanswered-title"), ("urgent.html", "urgent-title")];

/// The first of them.
pub const OVERVIEW: &str = "overview.html";

/// The list of all journeys.
pub const JOURNEYS: &str = "journeys/index.html";

/// A page to be rendered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Its address from the portal's root.
    pub url: String,
    /// Its template.
    pub template: &'static str,
    /// What it shows.
    pub shows: Shows,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// The home page, with the text of `index.md`.
    Home(Option<NodeId>),
    /// A thing.
    Node(NodeId),
    /// A map through a framework: which of its views.
    View(NodeId, usize),
    /// A map on one page.
    Summary(NodeId),
    /// The blank grid of a framework.
    Grid(NodeId),
    /// Two maps side by side: which of the portal's comparisons.
    Comparison(usize),
    /// A page of a list.
    List(Shelved),
    /// All journeys together: which text names the page.
    Across(&'static str),
    /// The list of everything, or a page of it.
    Glossary(Leaf),
    /// One of the portal's tags, and which page of it.
    Tag(usize, usize),
    /// Nothing was found.
    Nothing,
}

/// The folder of the list of everything.
pub const GLOSSARY: &str = "a-z/";

/// The pages of the list of everything. They are many words' work, so only who needs them asks for them.
pub fn of_glossary(portal: &Portal) -> Vec<Page> {
    let glossary = portal.glossary();
    let page = |leaf| page(&glossary.url(leaf), "a-z.html", Shows::Glossary(leaf));
    glossary.leaves().into_iter().map(page).collect()
}

fn page(url: &str, template: &'static str, shows: Shows) -> Page {
    Page { url: url.to_owned(), template, shows }
}

/// All other pages of a portal.
pub fn plan(portal: &Portal) -> Vec<Page> {
    // Both look at every document, and lists are made of both.
    rayon::join(|| portal.tags(), || portal.chapters());
    let home = portal.site.find(Kind::Page, "index");
    let mut pages = vec![
        page("index.html", "home.html", Shows::Home(home)),
        page("404.html", "404.html", Shows::Nothing),
    ];
    if portal.site.of_kind(Kind::Journey).next().is_some() {
        pages.extend(ACROSS.iter().map(|(url, title)| page(url, url, Shows::Across(title))));
    }
    let shelves = portal.shelves();
    pages.extend(shelves.leaves().map(|leaf| {
        let shelf = &shelves.all[leaf.shelf];
        page(&shelf.url(leaf.part), template_of_list(&shelf.holds), Shows::List(leaf))
    }));
    let tags = portal.tags().iter().enumerate();
    pages.extend(tags.flat_map(|(at, tag)| {
        (0..tag.pages()).map(move |part| page(&tag.url(part), "tag.html", Shows::Tag(at, part)))
    }));
    let versus = 0..portal.comparisons().len();
    pages.extend(versus.map(|at| page(&portal.comparison_url(at), "compare.html", Shows::Comparison(at))));
    let nodes = (0..portal.site.nodes.len()).filter(|node| Some(*node) != home);
    pages.extend(nodes.clone().map(|node| {
        page(&portal.site.nodes[node].url, template(portal.site.nodes[node].kind), Shows::Node(node))
    }));
    let summed = nodes.clone().filter(|node| portal.has_summary(*node));
    pages.extend(summed.map(|node| page(&portal.summary_url(node), "summary.html", Shows::Summary(node))));
    let drawn = nodes.clone().filter(|node| portal.has_grid(*node));
    pages.extend(drawn.map(|node| page(&portal.grid_url(node), "grid.html", Shows::Grid(node))));
    pages.extend(nodes.flat_map(|node| {
        (0..portal.views(node).count())
            .map(move |view| page(&portal.view_url(node, view), "view.html", Shows::View(node, view)))
    }));
    pages
}

fn template_of_list(holds: &Holds) -> &'static str {
    match holds {
        Holds::Nodes(Kind::Journey, _) => "journeys.html",
        Holds::Opportunities(_) => "opportunities.html",
        Holds::Tags(_) => "tags.html",
        _ => "list.html",
    }
}

fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Journey => "journey.html",
        Kind::Persona => "persona.html",
        Kind::Framework => "framework.html",
        Kind::Touchpoint => "touchpoint.html",
        Kind::Team => "team.html",
        Kind::Evidence => "evidence.html",
        Kind::Metric => "metric.html",
        _ => "document.html",
    }
}

/// The names a template starts from, each with its view: for one that makes no page, those that are everywhere.
pub fn names_of(template: &str) -> &'static [(&'static str, &'static str)] {
    match template {
        "home.html" => &[("site", "Site"), ("page", "Page"), ("home", "Document")],
        "journey.html" => &[("site", "Site"), ("page", "Page"), ("journey", "Journey")],
        "view.html" => &[("site", "Site"), ("page", "Page"), ("journey", "Journey"), ("view", "View")],
        "summary.html" => {
            &[("site", "Site"), ("page", "Page"), ("journey", "Journey"), ("summary", "Summary")]
        }
        "persona.html" => &[("site", "Site"), ("page", "Page"), ("persona", "Persona")],
        "framework.html" | "grid.html" => &[("site", "Site"), ("page", "Page"), ("framework", "Framework")],
        "touchpoint.html" => &[("site", "Site"), ("page", "Page"), ("touchpoint", "Document")],
        "evidence.html" => &[("site", "Site"), ("page", "Page"), ("evidence", "Document")],
        "document.html" => &[("site", "Site"), ("page", "Page"), ("document", "Document")],
        "team.html" => &[("site", "Site"), ("page", "Page"), ("team", "Team")],
        "metric.html" => &[("site", "Site"), ("page", "Page"), ("document", "Document")],
        "compare.html" => &[("site", "Site"), ("page", "Page"), ("comparison", "Comparison")],
        "a-z.html" => &[("site", "Site"), ("page", "Page"), ("glossary", "Glossary")],
        "tag.html" => &[("site", "Site"), ("page", "Page"), ("tag", "Tag")],
        "overview.html" | "unanswered.html" | "urgent.html" => {
            &[("site", "Site"), ("page", "Page"), ("across", "Across")]
        }
        "journeys.html" | "opportunities.html" | "list.html" | "tags.html" => {
            &[("site", "Site"), ("page", "Page"), ("list", "List"), ("across", "Across")]
        }
        _ => &[("site", "Site"), ("page", "Page")],
    }
}

/// What a page's template starts from.
pub fn context(cx: &Arc<Cx>, page: &Page, head: Head) -> Value {
    let Head { title, kind, file, about } = head;
    let own = PageView::value(cx, title, page.template, kind, file, about);
    let mut names = vec![("site", SiteView::value(cx)), ("page", own)];
    match &page.shows {
        Shows::Home(home) => {
            names.push(("home", home.map_or(Value::from(()), |node| DocumentView::value(cx, node))));
        }
        Shows::Node(node) => names.push(node_view(cx, *node)),
        Shows::View(node, view) => {
            names.push(("journey", JourneyView::value(cx, *node)));
            names.push(("view", ProjectionView::value(cx, *node, *view)));
        }
        Shows::Summary(node) => {
            names.push(("journey", JourneyView::value(cx, *node)));
            names.push(("summary", SummaryView::value(cx, *node)));
        }
        Shows::Grid(node) => names.push(("framework", FrameworkView::value(cx, *node))),
        Shows::List(leaf) => {
            names.push(("list", ListView::value(cx, *leaf)));
            names.push(("across", AcrossView::value(cx)));
        }
        Shows::Across(_) => names.push(("across", AcrossView::value(cx))),
        Shows::Comparison(at) => names.push(("comparison", ComparisonView::value(cx, *at))),
        Shows::Glossary(leaf) => names.push(("glossary", GlossaryView::value(cx, *leaf))),
        Shows::Tag(at, part) => names.push(("tag", TagView::value(cx, *at, *part))),
        Shows::Nothing => {}
    }
    Value::from_pairs(names)
}

fn node_view(cx: &Arc<Cx>, node: NodeId) -> (&'static str, Value) {
    match cx.portal.site.nodes[node].kind {
        Kind::Journey => ("journey", JourneyView::value(cx, node)),
        Kind::Persona => ("persona", PersonaView::value(cx, node)),
        Kind::Framework => ("framework", FrameworkView::value(cx, node)),
        Kind::Touchpoint => ("touchpoint", DocumentView::value(cx, node)),
        Kind::Team => ("team", TeamView::value(cx, node)),
        Kind::Evidence => ("evidence", DocumentView::value(cx, node)),
        _ => ("document", DocumentView::value(cx, node)),
    }
}

/// What a page says about itself.
#[derive(Debug)]
pub struct Head {
    title: String,
    kind: Option<Kind>,
    file: Option<String>,
    about: Option<String>,
}

/// What a page says about itself.
pub fn head(portal: &Portal, page: &Page) -> Head {
    let (title, kind, node) = match &page.shows {
        Shows::Home(node) => (portal.site.settings.title.clone(), None, *node),
        Shows::Node(node) => {
            (portal.site.nodes[*node].title.clone(), Some(portal.site.nodes[*node].kind), Some(*node))
        }
        Shows::View(node, view) => (portal.view_title(*node, *view), Some(Kind::Journey), Some(*node)),
        Shows::Summary(node) => (portal.summary_title(*node), Some(Kind::Journey), Some(*node)),
        Shows::Grid(node) => (portal.grid_title(*node), Some(Kind::Framework), Some(*node)),
        Shows::Comparison(at) => {
            let after = portal.comparisons()[*at].after;
            (portal.comparison_title(*at), Some(Kind::Journey), Some(after))
        }
        Shows::List(leaf) => (list_title(portal, *leaf), kind_of_list(portal, *leaf), None),
        Shows::Across(title) => (portal.language().text(title), None, None),
        Shows::Glossary(leaf) => (glossary_title(portal, *leaf), None, None),
        Shows::Tag(at, part) => (portal.language().of_page(&portal.tags()[*at].title, *part), None, None),
        Shows::Nothing => (portal.language().text("page-not-found"), None, None),
    };
    let document = node.and_then(|node| portal.document(node));
    let file = document.map(|document| document.source.path.to_string());
    let said = |document: &Document| {
        ["summary", "description", "scenario"].iter().find_map(|key| document.fields.text(key))
    };
    Head { title, kind, file, about: document.and_then(said) }
}

fn kind_of_list(portal: &Portal, leaf: Shelved) -> Option<Kind> {
    match &portal.shelves().all[leaf.shelf].holds {
        Holds::Nodes(kind, _) => Some(*kind),
        Holds::Opportunities(_) => Some(Kind::Opportunity),
        Holds::Tags(_) | Holds::Steps(..) => None,
    }
}

fn glossary_title(portal: &Portal, leaf: Leaf) -> String {
    let title = portal.language().text("a-to-z");
    match leaf {
        Leaf::All => title,
        Leaf::Letter(at, 0) => format!("{title}: {}", portal.glossary().letters[at].name),
        Leaf::Letter(at, part) => format!("{title}: {}, {}", portal.glossary().letters[at].name, part + 1),
    }
}

impl Head {
    /// Identifies a page with what it says about itself: two builds that agree on it may share the page's bytes.
    pub fn name(&self, portal: &Portal, page: &Page) -> Digest {
        let said = [&self.file, &self.about, &portal.site.settings.base_url].map(|text| text.as_deref());
        let said = said.into_iter().chain([self.kind.map(Kind::word)]);
        // No text holds the byte that stands for none.
        let parts =
            [&*page.url, page.template, &self.title].into_iter().chain(said.map(|text| text.unwrap_or("\0")));
        Digest::of_parts(parts.map(str::as_bytes))
    }
}
