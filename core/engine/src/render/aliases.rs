//! The addresses pages once had, each leading to where the page is now.

use std::borrow::Cow;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Severity};
use rustc_hash::FxHashSet;

use super::Files;
use super::pages::{self, GLOSSARY, Page, Shows};
use super::portal::Portal;
use crate::codes;
use crate::parse::escape;
use crate::resolve::{Node, NodeId};

/// A small page at every old address. An address that another page has, or that leads out of the portal, is said and
/// left alone; so are two pages with one address.
pub fn redirects(portal: &Portal, plan: &[Page], notes: &mut Vec<Diagnostic>) -> Files {
    let aliases: Vec<(NodeId, String)> = (0..portal.site.nodes.len())
        .flat_map(|node| aliases(portal, node).map(move |alias| (node, alias)))
        .collect();
    let mut taken: FxHashSet<Cow<'_, str>> = FxHashSet::default();
    let mut olds = aliases.iter().map(|(_, alias)| address(alias));
    if plan.iter().any(|page| page.url.starts_with(GLOSSARY)) || olds.any(|url| url.starts_with(GLOSSARY)) {
        taken.extend(pages::of_glossary(portal).into_iter().map(|page| Cow::Owned(page.url)));
    }
    for page in plan {
        if !taken.insert(Cow::Borrowed(&page.url))
            && let Shows::Node(node) = page.shows
        {
            notes.extend(shares(&portal.site.nodes[node]));
        }
    }
    let mut redirects = Files::new();
    for (node, alias) in aliases {
        let address = address(&alias);
        let outside = alias.split('/').any(|part| part == "..");
        if outside || !taken.insert(Cow::Owned(address.clone())) {
            notes.extend(is_taken(&portal.site.nodes[node], &alias, outside));
            continue;
        }
        let page = page(&address, &portal.site.nodes[node]);
        redirects.insert(Arc::from(address), Arc::from(page.into_bytes()));
    }
    redirects
}

fn aliases(portal: &Portal, node: NodeId) -> impl Iterator<Item = String> {
    let document = portal.document(node);
    document.map(|document| document.fields.texts("aliases")).unwrap_or_default().into_iter()
}

/// `/old/place/` and `old/place.html` are both ways to write an old address.
fn address(alias: &str) -> String {
    let path = alias.trim_start_matches('/');
    match path {
        path if path.ends_with(".html") => path.to_owned(),
        path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        path => format!("{path}.html"),
    }
}

fn page(address: &str, node: &Node) -> String {
    let to = "../".repeat(address.matches('/').count()) + &node.url;
    let (to, title) = (escape(&to), escape(&node.title));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\"><link rel=\"canonical\" href=\"{to}\"></head>\n\
         <body><p>This page is now at <a href=\"{to}\">{title}</a>.</p></body></html>\n"
    )
}

/// A document whose page would have the address of a list or of another page.
fn shares(node: &Node) -> Option<Diagnostic> {
    let document = node.document.as_ref()?;
    let other = match node.url.strip_suffix("/index.html") {
        Some(folder) => format!("the list of {folder}"),
        None => "another page".to_owned(),
    };
    let message = format!("the address of this page, `{}`, is taken by {other}", node.url);
    Some(
        Diagnostic::at(
            codes::ADDRESS_TAKEN,
            Severity::Error,
            &document.source.path,
            document.title_span,
            message,
        )
        .help("give it another `id:`, or another file name"),
    )
}

fn is_taken(node: &Node, alias: &str, outside: bool) -> Option<Diagnostic> {
    let document = node.document.as_ref()?;
    let span = document.fields.find("aliases")?.span;
    let what = if outside { "leads out of the portal" } else { "is the address of another page" };
    let message = format!("the old address `{alias}` {what}");
    Some(
        Diagnostic::at(codes::ADDRESS_TAKEN, Severity::Error, &document.source.path, span, message)
            .help("take it out of `aliases`, or give the other page another `id`"),
    )
}
