//! Addresses inside the portal: written as marks while a page is rendered, made relative to it when it is done.
//!
//! Views, macros and included templates need not know which page they are on; the same HTML serves every page.

use std::borrow::Cow;
use std::collections::BTreeSet;

use journeybook_model::Rich;

use super::portal::Portal;
use crate::resolve::{NodeId, Target};

/// Encloses an address of the portal. Neither sources nor plugins' answers can hold it.
pub const MARK: char = '\0';
const MARKED: &str = "\0";

/// An address of the portal, marked.
pub fn marked(path: &str) -> String {
    [MARKED, path, MARKED].concat()
}

/// Where the files of the search lie.
pub const SEARCH: &str = "search/";

/// A page whose addresses lead where they lead, and what it leads to beside other pages.
#[derive(Debug, PartialEq, Eq)]
pub struct Settled<'h> {
    /// The page.
    pub html: String,
    /// The assets it points at, each once.
    pub assets: BTreeSet<&'h str>,
    /// Whether it leads to the search.
    pub searches: bool,
}

/// Makes every marked address relative to a page. `absolute` is the portal's base path for a page that may be shown at
/// any address, such as the one for what is not found.
pub fn settle<'h>(html: &'h str, page: &str, absolute: Option<&str>) -> Settled<'h> {
    let root = match absolute {
        Some(base) => base.to_owned(),
        None => "../".repeat(page.matches('/').count()),
    };
    let marked = memchr::memchr_iter(MARK as u8, html.as_bytes()).count() / 2;
    let room = String::with_capacity(html.len() + marked * root.len());
    let mut settled = Settled { html: room, assets: BTreeSet::new(), searches: false };
    for (at, part) in parts(html).enumerate() {
        match at % 2 {
            0 => settled.html.push_str(part),
            _ => settled.add(&root, part),
        }
    }
    settled
}

impl<'h> Settled<'h> {
    fn add(&mut self, root: &str, path: &'h str) {
        self.searches |= path.starts_with(SEARCH);
        if path.starts_with("assets/") {
            self.assets.insert(path);
        }
        self.html.push_str(root);
        self.html.push_str(path);
        if root.is_empty() && path.is_empty() {
            self.html.push_str("index.html");
        }
    }
}

/// What stands between the marks.
fn parts(html: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = memchr::memchr_iter(MARK as u8, html.as_bytes()).chain([html.len()]);
    ends.map(move |end| &html[std::mem::replace(&mut from, end + 1)..end])
}

/// The address of a page without its ending: pages that belong to it lie below, or begin with, its name.
pub fn stem(url: &str) -> &str {
    url.strip_suffix(".html").unwrap_or(url)
}

/// The address of a column's heading.
pub fn step_anchor(id: &str) -> String {
    format!("step-{id}")
}

/// The address of a stage's heading.
pub fn stage_anchor(id: &str) -> String {
    format!("stage-{id}")
}

impl Portal {
    /// The HTML of a node's text, with its links marked for where they lead.
    pub fn html(&self, node: NodeId, text: &Rich) -> String {
        let mut html = String::new();
        self.html_behind(&mut html, node, text);
        html
    }

    /// The same behind other HTML.
    pub fn html_behind(&self, to: &mut String, node: NodeId, text: &Rich) {
        let targets = &self.site.nodes[node].targets;
        text.fill_behind(to, |link, html| {
            match targets.get(link as usize).and_then(|target| self.path(target)) {
                Some(path) => [MARKED, &path, MARKED].iter().for_each(|part| html.push_str(part)),
                None => html.push('#'),
            }
        });
    }

    /// The HTML of a node's text as it is on a page at the portal's root.
    pub fn html_at_root(&self, node: NodeId, text: &Rich) -> String {
        let targets = &self.site.nodes[node].targets;
        text.fill(|link, html| {
            let path = targets.get(link as usize).and_then(|target| self.path(target));
            html.push_str(path.as_deref().unwrap_or("#"));
        })
    }

    /// Where a link's target is, from the portal's root; none for nothing.
    pub fn path<'p>(&'p self, target: &'p Target) -> Option<Cow<'p, str>> {
        match target {
            Target::Node(node, None) => Some(Cow::Borrowed(&self.site.nodes[*node].url)),
            Target::Node(node, Some(part)) => {
                Some(Cow::Owned(format!("{}#{}", self.site.nodes[*node].url, self.anchor(*node, part))))
            }
            Target::File(path) => Some(Cow::Borrowed(self.published(path))),
            Target::Nothing => None,
        }
    }

    /// The id of a step or stage is an anchor with its kind before it; a heading's is one as it is.
    fn anchor(&self, node: NodeId, part: &str) -> String {
        let journey = self.document(node).and_then(|document| document.journey());
        let Some(journey) = journey else { return part.to_owned() };
        match () {
            () if journey.steps().any(|step| step.id == part) => step_anchor(part),
            () if journey.stages.iter().any(|stage| stage.id == part) => stage_anchor(part),
            () => part.to_owned(),
        }
    }

    /// Where a file of the site is published: without the content folder's name.
    pub fn published<'p>(&self, path: &'p str) -> &'p str {
        let inside = path.strip_prefix(&self.site.settings.content).and_then(|rest| rest.strip_prefix('/'));
        inside.unwrap_or(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_relative_to_the_page() {
        let html = format!("<a href=\"{}\">", marked("personas/mia.html#wants"));
        let settled = |page, absolute| settle(&html, page, absolute).html;
        assert_eq!(settled("journeys/a.html", None), "<a href=\"../personas/mia.html#wants\">");
        assert_eq!(settled("index.html", None), "<a href=\"personas/mia.html#wants\">");
        assert_eq!(settled("404.html", Some("/portal/")), "<a href=\"/portal/personas/mia.html#wants\">");
    }

    #[test]
    fn what_a_page_leads_to_beside_pages_is_noted() {
        let html = format!("{0}{1}{0}", marked("assets/theme.css"), marked("index.html"));
        let settled = settle(&html, "a.html", None);
        assert_eq!((settled.assets, settled.searches), (BTreeSet::from(["assets/theme.css"]), false));
        assert!(settle(&marked("search/"), "a.html", None).searches);
    }
}
