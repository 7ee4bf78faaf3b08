//! Addresses inside the portal: written as marks while a page is rendered, made relative to it when it is done.
//!
//! Views, macros and included templates need not know which page they are on; the same HTML serves every page.

use journeybook_model::Rich;

use super::portal::Portal;
use crate::resolve::{NodeId, Target};

/// Encloses an address of the portal. Neither sources nor plugins' answers can hold it.
pub const MARK: char = '\0';

/// An address of the portal, marked.
pub fn marked(path: &str) -> String {
    format!("{MARK}{path}{MARK}")
}

/// Makes every marked address relative to a page. `absolute` is the portal's base path for a page that may be shown at
/// any address, such as the one for what is not found.
pub fn settle(html: &str, page: &str, absolute: Option<&str>) -> String {
    let root = match absolute {
        Some(base) => base.to_owned(),
        None => "../".repeat(page.matches('/').count()),
    };
    let mut settled = String::with_capacity(html.len());
    for (at, part) in parts(html).enumerate() {
        match at % 2 {
            0 => settled.push_str(part),
            _ => relative(&mut settled, &root, part),
        }
    }
    settled
}

/// What stands between the marks.
fn parts(html: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = memchr::memchr_iter(MARK as u8, html.as_bytes()).chain([html.len()]);
    ends.map(move |end| &html[std::mem::replace(&mut from, end + 1)..end])
}

fn relative(out: &mut String, root: &str, path: &str) {
    out.push_str(root);
    out.push_str(path);
    if root.is_empty() && path.is_empty() {
        out.push_str("index.html");
    }
}

/// The assets a rendered page points at.
pub fn assets(html: &str) -> impl Iterator<Item = &str> {
    parts(html).skip(1).step_by(2).filter(|path| path.starts_with("assets/"))
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
    /// The HTML of a node's text, with its links leading where they lead.
    pub fn html(&self, node: NodeId, text: &Rich) -> String {
        text.fill(|link| match self.site.nodes[node].targets.get(link as usize) {
            Some(target) => self.address(target),
            None => "#".to_owned(),
        })
    }

    /// The marked address of a link's target.
    pub fn address(&self, target: &Target) -> String {
        match target {
            Target::Node(node, None) => marked(&self.site.nodes[*node].url),
            Target::Node(node, Some(part)) => {
                let anchor = self.anchor(*node, part);
                marked(&format!("{}#{anchor}", self.site.nodes[*node].url))
            }
            Target::File(path) => marked(self.published(path)),
            Target::Nothing => "#".to_owned(),
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
        assert_eq!(settle(&html, "journeys/a.html", None), "<a href=\"../personas/mia.html#wants\">");
        assert_eq!(settle(&html, "index.html", None), "<a href=\"personas/mia.html#wants\">");
        assert_eq!(
            settle(&html, "404.html", Some("/portal/")),
            "<a href=\"/portal/personas/mia.html#wants\">"
        );
    }

    #[test]
    fn assets_are_found_in_a_page() {
        let html = format!("{}{}", marked("assets/theme.css"), marked("index.html"));
        assert_eq!(assets(&html).collect::<Vec<_>>(), ["assets/theme.css"]);
    }
}
