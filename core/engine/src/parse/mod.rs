//! Files into documents. Never fails and never panics: what cannot be read becomes a diagnostic.

mod attributes;
mod blocks;
mod entries;
mod feeling;
mod form;
pub(crate) mod frontmatter;
mod heading;
mod html;
mod html_table;
mod information;
mod inline;
mod journey;
pub(crate) mod keys;
pub(crate) mod label;
mod mermaid;
mod outline;
mod prose;
mod schema;
mod slug;
mod table;
mod tabled;

use std::sync::Arc;

use journeybook_model::{Body, Code, Diagnostic, Document, Fields, Kind, Scale, Severity, Source, Span};

use crate::File;
use crate::codes;
use crate::lexicon::Lexicon;

use blocks::{Block, Markdown};
use entries::Reader;
use form::Form;
use journey::Mapper;
use outline::{Finder, Node};

pub(crate) use entries::named_kind;
pub use inline::escape;
pub(crate) use label::COLONS;
pub use schema::{nearest, unknown_fields};
pub use slug::slug;

/// The largest file that is read. Nobody writes 4 MiB of journey map; something else got into the folder.
pub const MAX_BYTES: usize = 4 << 20;

/// What a frontmatter that cannot be read brings with it: nothing an author needs to hear as well.
const CONSEQUENCES: [Code; 3] = [codes::NO_TITLE, codes::NO_STAGES, codes::STAGES_AMBIGUOUS];

/// A file as read, and what there is to say about it.
#[derive(Debug)]
pub struct Parsed {
    /// The text, where it is text.
    pub source: Option<Arc<Source>>,
    /// The document.
    pub document: Option<Arc<Document>>,
    /// What there is to say.
    pub notes: Vec<Diagnostic>,
}

/// Reads one Markdown file. `root` is the content folder's name with its slash.
pub fn parse(file: &File, root: &str, lexicon: &Lexicon) -> Parsed {
    let source = match source(file) {
        Ok(source) => Arc::new(source),
        Err(note) => return Parsed { source: None, document: None, notes: vec![*note] },
    };
    let mut notes = Vec::new();
    let document = document(&source, root, lexicon, &mut notes);
    Parsed { source: Some(source), document: Some(Arc::new(document)), notes }
}

/// The text of a file. A NUL byte is no text either: the renderer relies on it.
pub fn source(file: &File) -> Result<Source, Box<Diagnostic>> {
    let error = |code, message: String| Diagnostic::file(code, Severity::Error, &file.path, message);
    if file.bytes.len() > MAX_BYTES {
        let message = format!("the file holds {} MiB; at most 4 MiB are read", file.bytes.len() >> 20);
        return Err(error(codes::TOO_LARGE, message)
            .help("split it, or move it out of the content folder")
            .into());
    }
    match std::str::from_utf8(&file.bytes) {
        Ok(text) if !text.contains('\0') => Ok(Source::new(file.path.clone(), text)),
        Ok(_) => {
            Err(not_text(file, "it holds a NUL byte", file.bytes.iter().position(|byte| *byte == 0)).into())
        }
        Err(error) => Err(not_text(file, "it is not UTF-8", Some(error.valid_up_to())).into()),
    }
}

fn not_text(file: &File, why: &str, byte: Option<usize>) -> Diagnostic {
    let before = &file.bytes[..byte.unwrap_or_default()];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let message = format!("the file is not text: {why} (line {line})");
    let save = "save it as UTF-8 in your editor (“Save with encoding”)";
    let help = if file.path.ends_with(".md") {
        format!("{save}, or give it another ending than .md")
    } else {
        save.to_owned()
    };
    Diagnostic::file(codes::NOT_TEXT, Severity::Error, &file.path, message).help(help)
}

fn document(source: &Arc<Source>, root: &str, lexicon: &Lexicon, notes: &mut Vec<Diagnostic>) -> Document {
    let mut front = frontmatter::read(source, notes);
    let markdown = Markdown::read(source, front.body);
    let (blocks, too_deep) = markdown.blocks();
    notes.extend(too_deep.map(|span| nested(source, span)));
    let tree = outline::tree(&markdown, &blocks, lexicon, notes);
    let framework = front.fields.text("framework");
    let finder = Finder { markdown: &markdown, blocks: &blocks, lexicon, framework: framework.as_deref() };
    let form = Form::find(&finder, &tree);
    let kind =
        declared_kind(source, root, &front.fields, notes).unwrap_or_else(|| form.kind(&tree, &front.fields));
    let mut reader = Reader::new(&markdown, lexicon);
    reader.renderer.links = schema::check(source, kind, &front.fields, notes);
    if kind == Kind::Journey && !front.broken {
        information::read(&mut reader, &blocks[..form.begins()], &mut front.fields);
    }
    let scale = front.fields.get("scale").and_then(schema::scale).unwrap_or_default();
    let own_title = form.title().filter(|_| kind == Kind::Journey);
    let (title, title_span) = title(source, &front.fields, &tree, own_title, kind, notes);
    let body = body(&mut reader, &finder, &tree, &form, kind, &title, scale);
    let id = id(source, root, kind, &front.fields);
    notes.append(&mut reader.notes);
    if front.broken {
        notes.retain(|note| !CONSEQUENCES.contains(&note.code));
    }
    let links = reader.renderer.links;
    Document { source: source.clone(), kind, id, title, title_span, fields: front.fields, body, links }
}

fn nested(source: &Source, span: Span) -> Diagnostic {
    let line = source.line_span(source.line(span.start));
    let message = format!("lists or quotations nest deeper than {} levels here", blocks::MAX_DEPTH);
    Diagnostic::at(codes::NESTED_TOO_DEEP, Severity::Error, &source.path, line, message)
        .help("bring the inner ones out; nobody can read that deep")
}

/// What the frontmatter or the folder says a file is.
fn declared_kind(source: &Source, root: &str, fields: &Fields, notes: &mut Vec<Diagnostic>) -> Option<Kind> {
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

fn body<'r, 's>(
    reader: &mut Reader<'r, 's>,
    finder: &Finder<'r, 's>,
    tree: &Node,
    form: &Form<'_>,
    kind: Kind,
    title: &str,
    scale: Scale,
) -> Body {
    if kind != Kind::Journey {
        return Body::Prose(prose::read(reader, finder.blocks, tree));
    }
    Body::Journey(match form {
        Form::Headings(found) => Mapper { reader, finder, scale }.journey(tree, found),
        Form::Diagram(drawn) => Mapper { reader, finder, scale }.drawn(tree, drawn, title),
        Form::Table(at) => Mapper { reader, finder, scale }.tabled(tree, *at, title),
        Form::Rows(at) => Mapper { reader, finder, scale }.staged(tree, *at),
        Form::None => without_stages(reader, finder.blocks, tree, scale),
    })
}

fn without_stages(
    reader: &mut Reader<'_, '_>,
    blocks: &[Block],
    tree: &Node,
    scale: Scale,
) -> journeybook_model::Journey {
    let source = reader.markdown.source;
    let message = "no heading of this journey reads as a stage, so there is no map to show".to_owned();
    reader.notes.push(
        Diagnostic::at(codes::NO_STAGES, Severity::Warning, &source.path, source.line_span(1), message)
            .help("write stages as `## Awareness` and steps as `### Sees the poster` with entries such as `- doing: …`"),
    );
    let prose = prose::read(reader, blocks, tree);
    journeybook_model::Journey { scale, overview: prose.lead, sections: prose.sections, ..Default::default() }
}

/// The `title:`, else the first-level heading, else the map's own, else the file's name.
fn title(
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

fn title_of(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The `id:`, else the file's name; a plain page has its whole path, so that two pages in two folders are two pages.
fn id(source: &Source, root: &str, kind: Kind, fields: &Fields) -> String {
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

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name)
}
