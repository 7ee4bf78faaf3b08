//! Files into documents. Never fails and never panics: what cannot be read becomes a diagnostic.

mod attributes;
mod binding_keys;
pub(crate) mod blocks;
mod destination;
mod entries;
mod events;
pub(crate) mod feeling;
mod felt;
mod finder;
mod form;
mod framework;
pub(crate) mod frontmatter;
mod heading;
pub(crate) mod html;
pub(crate) mod html_table;
mod identity;
mod ignores;
mod information;
mod inline;
mod journey;
pub(crate) mod keys;
pub(crate) mod label;
mod listed;
pub(crate) mod mermaid;
pub(crate) mod nested;
mod outline;
mod plainly;
mod prose;
mod schema;
mod several;
mod shown;
mod slips;
mod slug;
pub(crate) mod table;
mod tabled;
mod text;
mod told;
mod values;

use std::ops::Range;
use std::sync::Arc;

use journeybook_model::{
    Body, Code, Diagnostic, Document, Fields, Kind, Manuscript, Passage, Scale, Severity, Source, Span,
};

use crate::File;
use crate::codes;
use crate::lexicon::Lexicon;

use blocks::{Block, Markdown};
use entries::Reader;
use finder::Finder;
use form::Form;
use frontmatter::Frontmatter;
use identity::{declared_kind, id, stem, title, title_of};
use journey::Mapper;
use outline::Node;
use several::{Maps, Whole};

pub use framework::Frameworks;
pub use inline::escape;
pub(crate) use label::COLONS;
pub(crate) use schema::scale;
pub use schema::{nearest, unknown_fields};
pub use slug::{name_in, slug};
pub use text::source;
pub(crate) use values::named_kind;

/// What a frontmatter that cannot be read brings with it: nothing an author needs to hear as well.
const CONSEQUENCES: [Code; 4] =
    [codes::NO_TITLE, codes::NO_STAGES, codes::STAGES_AMBIGUOUS, codes::MAPS_AMBIGUOUS];

/// A file as read, and what there is to say about it.
#[derive(Debug)]
pub struct Parsed {
    /// The text, where it is text.
    pub source: Option<Arc<Manuscript>>,
    /// The documents: one, or the page of a file of several maps and then each of them.
    pub documents: Vec<Arc<Document>>,
    /// What there is to say.
    pub notes: Vec<Diagnostic>,
}

impl Parsed {
    /// The only document of the file.
    pub fn document(&self) -> Option<&Arc<Document>> {
        match self.documents.as_slice() {
            [document] => Some(document),
            _ => None,
        }
    }
}

/// Reads one Markdown file. `root` is the content folder's name with its slash.
pub fn parse(file: &File, root: &str, lexicon: &Lexicon) -> Parsed {
    let source = match source(file) {
        Ok(source) => Arc::new(source),
        Err(note) => return Parsed { source: None, documents: Vec::new(), notes: vec![*note] },
    };
    let mut notes = Vec::new();
    let manuscript = Arc::new(match file.reread() {
        Some(again) => Manuscript::elsewhere(&source, again),
        None => Manuscript::held(source.clone()),
    });
    let documents = documents(&source, &manuscript, root, lexicon, &mut notes);
    file.let_go();
    Parsed { source: Some(manuscript), documents: documents.into_iter().map(Arc::new).collect(), notes }
}

fn documents(
    source: &Source,
    manuscript: &Arc<Manuscript>,
    root: &str,
    lexicon: &Lexicon,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let front = frontmatter::read(source, notes);
    let declared = declared_kind(source, root, &front.fields, notes);
    let is_other = declared.is_some_and(|kind| kind != Kind::Journey);
    let markdown = Markdown::read(source, front.body);
    let (mut blocks, too_deep) = markdown.blocks();
    let speaks = !is_other || outline::asks_for_words(&markdown, &blocks);
    let own = speaks.then(|| lexicon.with_language_of(&source.text[front.body..])).flatten();
    let lexicon = own.as_ref().unwrap_or(lexicon);
    outline::promote(&markdown, &mut blocks, lexicon);
    notes.extend(too_deep.map(|span| nested(source, span)));
    let tree = outline::tree(&markdown, &blocks, (!is_other).then_some(lexicon), notes);
    let framework = front.fields.text("framework");
    let finder = Finder::new(&markdown, &blocks, lexicon, framework.as_deref());
    let form = if is_other { Form::None } else { Form::find(&finder, &tree) };
    let broken = front.broken;
    let mut said = Vec::new();
    let mut documents = match maps(&finder, &tree, &form, declared, &front.fields, &mut said) {
        None => {
            let kind = declared.unwrap_or_else(|| form.kind(&tree, &front.fields, lexicon));
            vec![one(front, (manuscript, root), &finder, &tree, &form, kind, &mut said)]
        }
        Some(maps) => {
            let id = id(source, root, Kind::Journey, &front.fields);
            let name = title_of(stem(&source.path));
            let whole = Whole { manuscript, markdown: &markdown, lexicon, fields: front.fields, id, name };
            several::documents(whole, blocks, &tree, &maps, &mut said)
        }
    };
    said.retain(|note| !(broken && CONSEQUENCES.contains(&note.code)));
    notes.append(&mut said);
    documents.iter_mut().for_each(|document| document.ignores = ignores::ignores(document, source));
    documents
}

/// The blocks of each map of a file that holds several; none where it holds one, or is none.
fn maps(
    finder: &Finder<'_, '_>,
    tree: &Node,
    form: &Form<'_>,
    declared: Option<Kind>,
    fields: &Fields,
    notes: &mut Vec<Diagnostic>,
) -> Option<Vec<Range<usize>>> {
    let source = finder.markdown.source;
    let kind = declared.unwrap_or_else(|| form.kind(tree, fields, finder.lexicon));
    if kind != Kind::Journey && declared.is_some() {
        return None;
    }
    let found = several::find(finder, tree, form, fields.text(several::KEY).as_deref());
    match found {
        Maps::Several(maps) if kind == Kind::Journey || several::is_told(finder, tree, &maps) => {
            return Some(maps);
        }
        Maps::Unclear(readings) if kind == Kind::Journey => notes.push(readings.note(source)),
        Maps::One if kind == Kind::Journey => notes.extend(several::not_several(source, fields)),
        _ => {}
    }
    None
}

/// A file that is one document.
fn one(
    mut front: Frontmatter,
    (manuscript, root): (&Arc<Manuscript>, &str),
    finder: &Finder<'_, '_>,
    tree: &Node,
    form: &Form<'_>,
    kind: Kind,
    notes: &mut Vec<Diagnostic>,
) -> Document {
    let source = finder.markdown.source;
    let mut reader = Reader::new(finder.markdown, finder.lexicon);
    reader.renderer.links = schema::check(source, kind, &front.fields, notes);
    if kind == Kind::Journey && !front.broken {
        let before = &finder.blocks[..form.begins()];
        let hint = information::read(&mut reader, before, &mut front.fields);
        reader.notes.extend(hint);
    }
    let scale = front.fields.get("scale").and_then(schema::scale).unwrap_or_default();
    let own_title = form.title().filter(|_| kind == Kind::Journey);
    let (title, title_span) = title(source, &front.fields, tree, own_title, kind, notes);
    let mut body = body(&mut reader, finder, tree, form, kind, &title, scale);
    keep_heading(&mut body, tree, &title);
    let id = id(source, root, kind, &front.fields);
    notes.append(&mut reader.take_notes());
    let links = entries::exact(reader.renderer.links);
    let (source, fields, ignores) = (manuscript.clone(), front.fields, Vec::new());
    Document { source, part: None, kind, id, title, title_span, fields, body, links, ignores }
}

fn nested(source: &Source, span: Span) -> Diagnostic {
    let line = source.line_span(source.line(span.start));
    let message = format!("lists or quotations nest deeper than {} levels here", blocks::MAX_DEPTH);
    Diagnostic::at(codes::NESTED_TOO_DEEP, Severity::Error, &source.path, line, message)
        .help("bring the inner ones out; nobody can read that deep")
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
        Form::Items(at) => Mapper { reader, finder, scale }.listed(tree, *at),
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

/// A first-level heading that says something else than the title is not lost beside it.
fn keep_heading(body: &mut Body, tree: &Node, title: &str) {
    let Some(node) = prose::title(tree) else { return };
    let first = match body {
        Body::Journey(journey) => &mut journey.overview,
        Body::Prose(prose) => &mut prose.lead,
    };
    if slug(&node.heading.text) == slug(title) {
        let mut named = Passage::from(&*first);
        named.spans.push(node.heading.span);
        *first = named.end();
        return;
    }
    let mut kept = Passage::from(&inline::paragraph(&node.heading.text, node.heading.span));
    kept.push(first);
    *first = kept.end();
}
