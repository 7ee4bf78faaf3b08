//! What is said of a reference that leads nowhere: most often there is something near.

use journeybook_model::{Diagnostic, Document, Kind, Link, LinkForm, Severity};

use super::Site;
use crate::codes;
use crate::parse::nearest;

/// A reference that leads nowhere. An id that must be there is an error; a link in prose is a warning, so that a map
/// somebody else wrote comes out whole.
pub fn missing(site: &Site, document: &Document, link: &Link) -> Diagnostic {
    let to = &link.to;
    let (code, severity, message, help) = match link.kind {
        Some(Kind::Framework) => (
            codes::UNKNOWN_FRAMEWORK,
            Severity::Error,
            format!("no plugin and no file knows the framework `{to}`"),
            framework_help(site, to),
        ),
        Some(kind) => (
            codes::MISSING_TARGET,
            Severity::Error,
            format!("there is no {kind} `{to}`"),
            id_help(site, kind, to),
        ),
        None if link.form == LinkForm::Wiki => {
            let known = site.nodes.iter().map(|node| node.id.as_str());
            let help = suggestion(to, known, "write the id of a document, such as");
            (codes::MISSING_TARGET, Severity::Warning, format!("nothing is called `{to}`"), help)
        }
        None => {
            let message = format!("the link leads nowhere: there is no file `{to}`");
            (codes::MISSING_TARGET, Severity::Warning, message, path_help(site, document, to))
        }
    };
    Diagnostic::at(code, severity, &document.source.path, link.span, message).help(help)
}

fn framework_help(site: &Site, typed: &str) -> String {
    match site.frameworks.is_empty() {
        true => {
            "no plugin that brings frameworks is loaded; take `framework:` out, or add the plugin".to_owned()
        }
        false => {
            suggestion(typed, site.frameworks.iter().map(|model| model.id.as_str()), "the frameworks are")
        }
    }
}

fn id_help(site: &Site, kind: Kind, typed: &str) -> String {
    let content = &site.settings.content;
    let slash = if content.is_empty() { "" } else { "/" };
    let lead = format!("write {content}{slash}{}/{}.md, or one of", kind.folder(), crate::parse::slug(typed));
    suggestion(typed, site.of_kind(kind).map(|node| site.nodes[node].id.as_str()), &lead)
}

fn path_help(site: &Site, document: &Document, typed: &str) -> String {
    let mut known: Vec<&str> = site.paths.keys().map(AsRef::as_ref).collect();
    known.sort_unstable();
    suggestion_of_path(document, typed, &known)
}

fn suggestion<'k>(typed: &str, known: impl Iterator<Item = &'k str>, lead: &str) -> String {
    let known: Vec<_> = known.collect();
    if let Some(near) = nearest(typed, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    let some: Vec<_> = known.iter().take(8).map(|id| format!("`{id}`")).collect();
    match some.is_empty() {
        true => lead.trim_end_matches(", or one of").to_owned(),
        false => format!("{lead} {}", some.join(", ")),
    }
}

/// The file of the same name elsewhere, else the one of the nearest name.
fn suggestion_of_path(document: &Document, typed: &str, known: &[&str]) -> String {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted = name(typed.split('#').next().unwrap_or(typed));
    let same = known.iter().copied().find(|path| name(path) == wanted);
    let near = || {
        let names: Vec<String> = known.iter().map(|path| name(path)).collect();
        let near = nearest(&wanted, names.iter().map(String::as_str))?;
        known.iter().copied().find(|path| name(path) == near)
    };
    match same.or_else(near) {
        Some(path) => format!("did you mean `{}`?", relative(&document.source.path, path)),
        None => "paths are relative to the file they stand in, such as `../personas/mia.md`".to_owned(),
    }
}

fn relative(from: &str, to: &str) -> String {
    let from: Vec<_> = from.split('/').collect();
    let to: Vec<_> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(from.len() - 1);
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}
