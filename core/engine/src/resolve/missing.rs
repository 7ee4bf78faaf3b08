//! What is said of a reference that leads nowhere: most often there is something near.

use journeybook_model::{Diagnostic, Document, Kind, Link, LinkForm, Severity};

use super::Site;
use crate::codes;
use crate::parse::nearest;

/// A reference that leads nowhere. An id that must be there is an error; a link in prose is a warning, so that a map
/// somebody else wrote comes out whole.
pub fn missing(site: &Site, document: &Document, link: &Link) -> Diagnostic {
    let to = &link.to;
    let (code, severity, message, hint) = match link.kind {
        Some(Kind::Framework) => (
            codes::UNKNOWN_FRAMEWORK,
            Severity::Error,
            format!("no plugin and no file knows the framework `{to}`"),
            framework_hint(site, to),
        ),
        Some(kind) => (
            codes::MISSING_TARGET,
            Severity::Error,
            format!("there is no {kind} `{to}`"),
            id_hint(site, kind, to),
        ),
        None if link.form == LinkForm::Wiki => {
            let known = site.nodes.iter().map(|node| node.id.as_str());
            let hint = suggestion(to, known, "write the id of a document, such as");
            (codes::MISSING_TARGET, Severity::Warning, format!("nothing is called `{to}`"), hint)
        }
        None => {
            let message = format!("the link leads nowhere: there is no file `{to}`");
            (codes::MISSING_TARGET, Severity::Warning, message, path_hint(site, document, to))
        }
    };
    let note = Diagnostic::at(code, severity, &document.source.path, link.span, message);
    match hint {
        Hint::Meant(known) => {
            let typed = to.split('#').next().unwrap_or(to);
            note.meant(document.source.read(), link.span, typed, &known)
        }
        Hint::Help(help) => note.help(help),
    }
}

/// What to say of a reference that leads nowhere.
enum Hint {
    /// There is something near.
    Meant(String),
    /// There is not.
    Help(String),
}

fn framework_hint(site: &Site, typed: &str) -> Hint {
    let none = "no plugin that brings frameworks is loaded; take `framework:` out, or add the plugin";
    match site.frameworks.is_empty() {
        true => Hint::Help(none.to_owned()),
        false => {
            suggestion(typed, site.frameworks.iter().map(|model| model.id.as_str()), "the frameworks are")
        }
    }
}

fn id_hint(site: &Site, kind: Kind, typed: &str) -> Hint {
    let content = &site.settings.content;
    let slash = if content.is_empty() { "" } else { "/" };
    let lead = format!("write {content}{slash}{}/{}.md, or one of", kind.folder(), crate::parse::slug(typed));
    suggestion(typed, site.of_kind(kind).map(|node| site.nodes[node].id.as_str()), &lead)
}

fn path_hint(site: &Site, document: &Document, typed: &str) -> Hint {
    let mut known: Vec<&str> = site.paths.keys().map(AsRef::as_ref).collect();
    known.sort_unstable();
    suggestion_of_path(document, typed, &known)
}

fn suggestion<'k>(typed: &str, known: impl Iterator<Item = &'k str>, lead: &str) -> Hint {
    let known: Vec<_> = known.collect();
    if let Some(near) = nearest(typed, known.iter().copied()) {
        return Hint::Meant(near.to_owned());
    }
    let some: Vec<_> = known.iter().take(8).map(|id| format!("`{id}`")).collect();
    Hint::Help(match some.is_empty() {
        true => lead.trim_end_matches(", or one of").to_owned(),
        false => format!("{lead} {}", some.join(", ")),
    })
}

/// The file of the same name elsewhere, else the one of the nearest name.
fn suggestion_of_path(document: &Document, typed: &str, known: &[&str]) -> Hint {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted = name(typed.split('#').next().unwrap_or(typed));
    let same = known.iter().copied().find(|path| name(path) == wanted);
    let near = || {
        let names: Vec<String> = known.iter().map(|path| name(path)).collect();
        let near = nearest(&wanted, names.iter().map(String::as_str))?;
        known.iter().copied().find(|path| name(path) == near)
    };
    match same.or_else(near) {
        Some(path) => Hint::Meant(relative(&document.source.path, path)),
        None => Hint::Help(
            "paths are relative to the file they stand in, such as `../personas/mia.md`".to_owned(),
        ),
    }
}

/// A path from the folder of another file.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<_> = from.split('/').collect();
    let to: Vec<_> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(from.len() - 1);
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}
