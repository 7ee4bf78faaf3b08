//! Headings and what stands under them.

use std::sync::Arc;

use journeybook_model::{Document, Section};
use minijinja::Value;

use crate::render::reads::Key;
use crate::render::view::{Cx, html, subject, view};
use crate::resolve::NodeId;

/// The sections of a document that is no map, or of a map's story.
pub fn of(document: &Document) -> &[Section] {
    match (document.prose(), document.journey()) {
        (Some(prose), _) => &prose.sections,
        (None, Some(journey)) => &journey.sections,
        (None, None) => &[],
    }
}

/// The headings and texts of a document's sections.
pub fn texts(document: &Document) -> Vec<String> {
    of(document)
        .iter()
        .flat_map(|section| [section.title.to_string(), section.body.text().into_owned()])
        .collect()
}

/// The views of a document's sections.
pub fn sections(cx: &Arc<Cx>, node: NodeId) -> Value {
    let count = cx.portal.document(node).map_or(0, |document| of(document).len());
    (0..count).map(|at| SectionView::value(cx, node, at)).collect()
}

/// All sections as one text, or none.
pub fn all_html(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from(()) };
    let mut all = String::new();
    add_all(&mut all, cx, node, document);
    html(all)
}

const LEVELS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];

/// Puts the sections of a document behind other HTML.
pub fn add_all(to: &mut String, cx: &Cx, node: NodeId, document: &Document) {
    let sections = of(document);
    // Nearly all of it is the sections' own HTML; the rest are headings and addresses.
    to.reserve(sections.iter().map(|section| section.body.html().len()).sum::<usize>() * 5 / 4);
    for section in sections {
        if !section.title.is_empty() {
            let title = crate::parse::escape(&section.title);
            let level = LEVELS[usize::from(section.level.clamp(2, 6))];
            to.extend(["<h", level, " id=\"", &section.id, "\">", &title, "</h", level, ">\n"]);
        }
        cx.portal.html_behind(to, node, &section.body);
    }
}

view! {
    /// A heading and what stands under it.
    SectionView "Section" { node: NodeId, at: usize }
    /// The address inside the page.
    id(v) => &*v.section().id;
    /// The heading; "" for text without one.
    title(v) => &*v.section().title;
    /// The heading's level.
    level(v) => v.section().level;
    /// The text, or none.
    html(v) => html(v.cx.portal.html(v.node, &v.section().body));
    /// The items as html, where the text is one list and nothing else.
    items(v) => v.section().items().iter().map(|item| html(v.cx.portal.html(v.node, item))).collect::<Value>();
}

impl SectionView {
    fn section(&self) -> &Section {
        let document = self.cx.portal.document(self.node).expect("a section stands in a document");
        &of(document)[self.at]
    }
}

subject!(SectionView(v) Key::Part(v.node), format!("section {} {}", v.cx.portal.site.nodes[v.node].id, v.at));
