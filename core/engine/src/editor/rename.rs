//! A new id for a thing, everywhere at once.

use std::sync::Arc;

use journeybook_model::{Document, Edit, LinkForm, Span};

use super::reference::{Meant, Reference, file};
use super::{Analysis, touches};
use crate::parse::frontmatter;
use crate::parse::slug;
use crate::resolve::{Node, NodeId};

/// What a new id changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// The changes, by file.
    pub edits: Vec<(Arc<str>, Edit)>,
    /// The file that goes by another name after the changes: from, to.
    pub moved: Option<(Arc<str>, String)>,
}

/// Why a thing cannot go by a new id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// Nothing with an id of its own stands there.
    Nothing,
    /// The words are no id.
    NotAnId {
        /// What they would be as an id.
        instead: String,
    },
    /// Something else has the id.
    Taken {
        /// What.
        by: String,
    },
}

impl std::fmt::Display for RenameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RenameError::Nothing => f.write_str("nothing here has an id that can be changed"),
            RenameError::NotAnId { instead } if instead.is_empty() => {
                f.write_str("an id needs letters or digits")
            }
            RenameError::NotAnId { instead } => write!(f, "an id is written like `{instead}`"),
            RenameError::Taken { by } => write!(f, "that is the id of “{by}” already"),
        }
    }
}

impl Analysis {
    /// The words at a byte of a file that a new id can be typed over, and the id they name.
    pub fn renamable(&self, path: &str, offset: u32) -> Option<(Span, String)> {
        let meant = self.renamed(path, offset)?;
        let node = &self.site.nodes[meant.node];
        let reference = self.reference_at(path, offset).map(|reference| reference.span);
        let own = self.documents_in(path).find(|(known, _)| *known == meant.node).map(|(_, document)| {
            let id = document.fields.find("id").map(|field| field.span).filter(|span| touches(*span, offset));
            id.unwrap_or(document.title_span)
        });
        Some((reference.or(own)?, node.id.clone()))
    }

    /// Gives the thing that is named, or defined, at a byte of a file another id. A file that the id comes from gets
    /// another name where `may_move`, else an `id:` of its own.
    pub fn rename(&self, path: &str, offset: u32, id: &str, may_move: bool) -> Result<Renaming, RenameError> {
        let meant = self.renamed(path, offset).ok_or(RenameError::Nothing)?;
        let node = &self.site.nodes[meant.node];
        self.check(node, id)?;
        let mut renaming = Renaming::default();
        if let Some(document) = node.document.as_deref() {
            self.rename_document(meant.node, document, id, may_move, &mut renaming);
        }
        let moved = renaming.moved.as_ref().map(|(_, to)| to.clone());
        for reference in self.references_to(&meant) {
            let edit = self.rewritten(&reference, node, id, moved.as_deref());
            let place = file(self.document(reference.from));
            renaming.edits.extend(edit.map(|edit| (place.clone(), edit)));
        }
        renaming.edits.sort_by(|a, b| (&a.0, a.1.span.start).cmp(&(&b.0, b.1.span.start)));
        renaming.edits.dedup();
        Ok(renaming)
    }

    /// What goes by an id of its own; a stage does not, and a framework has its id from a plugin.
    fn renamed(&self, path: &str, offset: u32) -> Option<Meant> {
        let meant = self.meant_at(path, offset).filter(|_| !self.is_heading(path, offset))?;
        let node = &self.site.nodes[meant.node];
        let known = self.site.model(&node.id).is_some() && node.kind == journeybook_model::Kind::Framework;
        (!known).then_some(Meant { part: None, ..meant })
    }

    fn is_heading(&self, path: &str, offset: u32) -> bool {
        let is_reference = self.reference_at(path, offset).is_some();
        !is_reference && self.meant_at(path, offset).is_some_and(|meant| meant.part.is_some())
    }

    fn check(&self, node: &Node, id: &str) -> Result<(), RenameError> {
        let parts: Vec<_> = id.split('/').map(slug).collect();
        let instead = parts.join("/");
        let nested = id.contains('/') && node.kind != journeybook_model::Kind::Page;
        if instead != id || nested || parts.iter().any(String::is_empty) {
            return Err(RenameError::NotAnId { instead: if nested { slug(id) } else { instead } });
        }
        match self.site.find(node.kind, id) {
            Some(other) => Err(RenameError::Taken { by: self.site.nodes[other].title.clone() }),
            None => Ok(()),
        }
    }

    fn rename_document(
        &self,
        node: NodeId,
        document: &Document,
        id: &str,
        may_move: bool,
        renaming: &mut Renaming,
    ) {
        let path = file(document);
        let old = &self.site.nodes[node].id;
        if let Some(field) = document.fields.find("id") {
            let value = field.value.as_str().unwrap_or(old);
            let start = Span { start: field.span.start + 2, ..field.span };
            let edit =
                document.source.read().word(start, value).map(|span| Edit { span, text: id.to_owned() });
            renaming.edits.extend(edit.map(|edit| (path.clone(), edit)));
        } else if let Some(to) = renamed_file(path, old, id).filter(|_| may_move && self.is_alone(path)) {
            renaming.moved = Some((path.clone(), to));
        } else {
            renaming.edits.push((path.clone(), with_id(document, id)));
        }
    }

    /// Whether a file holds one document, so that its name is that one's id.
    fn is_alone(&self, path: &str) -> bool {
        self.documents_in(path).count() == 1
    }

    /// A reference as it is to be; none where it stays right as it is.
    fn rewritten(&self, reference: &Reference, node: &Node, id: &str, moved: Option<&str>) -> Option<Edit> {
        let link = self.link(reference);
        let text = match link.form {
            LinkForm::Markdown => renamed_path(&link.to, moved?),
            LinkForm::Wiki => renamed_wiki(&link.to, id),
            LinkForm::Id | LinkForm::Owner => renamed_wiki(&link.to, id),
            LinkForm::Words => return self.renamed_words(reference, node, id),
        };
        Some(Edit { span: reference.span, text })
    }

    /// Words that name a thing by its title go on doing so; those that name it by its id become a link with the same
    /// words, or, in an attribute, the new id.
    fn renamed_words(&self, reference: &Reference, node: &Node, id: &str) -> Option<Edit> {
        let link = self.link(reference);
        let source = self.document(reference.from).source.read();
        let name = link.to.split('(').next().unwrap_or_default().trim();
        let typed = source.slice(link.span);
        if typed.contains("](")
            || typed.contains("[[")
            || (node.document.is_some() && slug(name) == slug(&node.title))
        {
            return None;
        }
        let is_attribute = typed.split_once('=').is_some_and(|(key, _)| ["team", "owner"].contains(&key));
        let text = match is_attribute {
            true => id.to_owned(),
            false => format!("[[{}/{id}|{}]]", node.kind, link.to),
        };
        Some(Edit { span: reference.span, text })
    }
}

/// `old#part` and `kind/old` with another id.
fn renamed_wiki(typed: &str, id: &str) -> String {
    let (name, part) = typed.split_once('#').map_or((typed, None), |(name, part)| (name, Some(part)));
    let kind = name.split_once('/').filter(|(kind, _)| journeybook_model::Kind::from_word(kind).is_some());
    let part = part.map(|part| format!("#{part}")).unwrap_or_default();
    match kind.filter(|(kind, _)| !id.starts_with(&format!("{kind}/"))) {
        Some((kind, _)) => format!("{kind}/{id}{part}"),
        None => format!("{id}{part}"),
    }
}

/// A path whose file goes by another name.
fn renamed_path(typed: &str, moved: &str) -> String {
    let end = typed.find(['#', '?']).unwrap_or(typed.len());
    let folder = typed[..end].rfind('/').map_or("", |slash| &typed[..=slash]);
    format!("{folder}{}{}", name_of(moved), &typed[end..])
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The file with another name in the same folder; none where the new id means another folder.
fn renamed_file(path: &str, old: &str, id: &str) -> Option<String> {
    let folder = |id: &str| id.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "md"));
    let base = stem.rfind('/').map_or("", |slash| &stem[..=slash]);
    (folder(old) == folder(id)).then(|| format!("{base}{}.{ending}", name_of(id)))
}

/// The frontmatter with an `id:` at its head; a new one where there is none.
fn with_id(document: &Document, id: &str) -> Edit {
    let text = &document.source.read().text;
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, line) = match frontmatter::extent(text) {
        Some((span, '=')) => (span.start as usize, format!("id = \"{id}\"{ending}")),
        Some((span, _)) => (span.start as usize, format!("id: {id}{ending}")),
        None => {
            let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
            (begin, format!("---{ending}id: {id}{ending}---{ending}{ending}"))
        }
    };
    Edit { span: Span::new(at, at), text: line }
}
