//! Who a document is: its kind, its title and its id.

use journeybook_model::{Diagnostic, Fields, Kind, Severity, Source, Span};

use super::outline::Node;
use super::prose;
use super::slug::slug;
use crate::codes;

/// What the frontmatter or the folder says a file is.
pub fn declared_kind(
    source: &Source,
    root: &str,
    fields: &Fields,
    notes: &mut Vec<Diagnostic>,
) -> Option<Kind> {
    if let Some(field) = fields.find("kind") {
        let word = field.value.as_str().unwrap_or_default();
        if let Some(kind) = Kind::from_word(word) {
            return Some(kind);
        }
        let words = Kind::ALL.map(Kind::word);
        let message = format!("`{word}` is not a kind of document");
        notes.push(
            Diagnostic::at(codes::WRONG_VALUE, Severity::Error, &source.path, field.span, message)
                .help(format!("write one of {}", words.join(", "))),
        );
    }
    let inside = source.path.strip_prefix(root).unwrap_or(&source.path);
    let (folder, _) = inside.split_once('/')?;
    Kind::ALL.into_iter().find(|kind| kind.folder() == folder && *kind != Kind::Page)
}

/// The `title:`, else the first-level heading, else the map's own, else the file's name.
pub fn title(
    source: &Source,
    fields: &Fields,
    tree: &Node,
    own: Option<(String, Span)>,
    kind: Kind,
    notes: &mut Vec<Diagnostic>,
) -> (String, Span) {
    if let Some((title, field)) = fields.text("title").zip(fields.find("title")) {
        return (title, field.span);
    }
    if let Some(node) = prose::title(tree) {
        return (node.heading.text.clone(), node.heading.span);
    }
    if let Some(title) = own {
        return title;
    }
    let line = source.line_span(1);
    let title = title_of(stem(&source.path));
    if kind != Kind::Page {
        let message = format!("this {kind} has no title, so it is called “{title}” after its file");
        notes.push(
            Diagnostic::at(codes::NO_TITLE, Severity::Warning, &source.path, line, message)
                .help("add `title: …` to the frontmatter, or begin the text with `# …`"),
        );
    }
    (title, line)
}

/// A file's name as a title.
pub fn title_of(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The `id:`, else the file's name; a plain page has its whole path, so that two pages in two folders are two pages.
pub fn id(source: &Source, root: &str, kind: Kind, fields: &Fields) -> String {
    if let Some(id) = fields.text("id") {
        return slug_path(&id);
    }
    match kind {
        Kind::Page => {
            let inside = source.path.strip_prefix(root).unwrap_or(&source.path);
            slug_path(inside.strip_suffix(".md").unwrap_or(inside))
        }
        _ => slug(stem(&source.path)),
    }
}

fn slug_path(path: &str) -> String {
    path.split('/').map(slug).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// A file's name without its ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name)
}
