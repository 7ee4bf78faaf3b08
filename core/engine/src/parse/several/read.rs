//! A file of several maps as as many documents, and the page that lists them.

use std::ops::Range;
use std::sync::Arc;

use journeybook_model::{
    Body, Diagnostic, Document, Field, Fields, Kind, Link, Manuscript, Part, Scale, Severity, Span,
};
use serde_json::Value;

use super::cut::{Cut, Piece, lower, raise};
use crate::codes;
use crate::lexicon::Lexicon;
use crate::parse::blocks::{Block, Markdown};
use crate::parse::entries::Reader;
use crate::parse::finder::{Finder, Stages};
use crate::parse::form::Form;
use crate::parse::heading::Heading;
use crate::parse::journey::Ids;
use crate::parse::outline::{self, Node};
use crate::parse::slug::slug;
use crate::parse::{body, information, prose, schema};

/// Keys that belong to the file and to none of its maps.
const OF_THE_FILE: [&str; 8] =
    ["title", "id", "kind", "aliases", "summary", "description", "weight", super::KEY];

/// A file of several maps.
pub struct Whole<'w, 's> {
    /// The file.
    pub manuscript: &'w Arc<Manuscript>,
    /// Its body.
    pub markdown: &'w Markdown<'s>,
    /// The words.
    pub lexicon: &'w Lexicon,
    /// Its frontmatter.
    pub fields: Fields,
    /// The id it would have as one map.
    pub id: String,
    /// What it is called where it has no title.
    pub name: String,
}

/// The documents of a file: its page, then its maps.
pub fn documents(
    mut whole: Whole<'_, '_>,
    blocks: Vec<Block>,
    tree: &Node,
    maps: &[Range<usize>],
    notes: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let Cut { page, lead, pieces } = Cut::new(blocks, tree, maps);
    let (page, links) = whole.page(&page, lead, notes);
    let mut ids = Ids::default();
    let mut documents = vec![page];
    for piece in pieces {
        let mut map = whole.map(piece, &links, notes);
        whole.number(&mut map, &mut ids, notes);
        documents.push(map);
    }
    documents
}

impl<'w, 's> Whole<'w, 's> {
    fn reader(&self) -> Reader<'w, 's> {
        let mut reader = Reader::new(self.markdown, self.lexicon);
        reader.renderer.is_parted = true;
        reader
    }

    fn tree(&self, blocks: &[Block]) -> Node {
        // What is wrong with the headings was said when the whole outline was read.
        outline::tree(self.markdown, blocks, Some(self.lexicon), &mut Vec::new())
    }

    /// The page of the file: what stands in no map. Its frontmatter and what it says before the first map hold for every
    /// map; the references these make are theirs.
    fn page(&mut self, blocks: &[Block], lead: usize, notes: &mut Vec<Diagnostic>) -> (Document, Vec<Link>) {
        let tree = self.tree(blocks);
        let mut reader = self.reader();
        reader.renderer.links = schema::check(self.markdown.source, Kind::Journey, &self.fields, notes);
        notes.extend(information::read(&mut reader, &blocks[..lead], &mut self.fields));
        let links = std::mem::take(&mut reader.renderer.links);
        let body = Body::Prose(prose::read(&mut reader, blocks, &tree));
        notes.append(&mut reader.take_notes());
        let own = self.fields.text("title").zip(self.fields.find("title").map(|field| field.span));
        let heading = prose::title(&tree).map(|node| (node.heading.text.clone(), node.heading.span));
        let (title, title_span) =
            own.or(heading).unwrap_or_else(|| (self.name.clone(), self.markdown.source.line_span(1)));
        let document = Document {
            source: self.manuscript.clone(),
            part: None,
            kind: Kind::Page,
            id: format!("{}/{}", Kind::Journey.folder(), self.id),
            title,
            title_span,
            fields: self.page_fields(),
            body,
            links: reader.renderer.links,
            ignores: Vec::new(),
        };
        (document, links)
    }

    /// What the frontmatter says of the page; what it says of maps stands in each of them.
    fn page_fields(&self) -> Fields {
        let of_page = |field: &&Field| {
            field.key != super::KEY
                && (OF_THE_FILE.contains(&field.key.as_str())
                    || schema::shape(Kind::Journey, &field.key).is_none())
        };
        Fields(self.fields.0.iter().filter(of_page).cloned().collect())
    }

    fn map(&self, mut piece: Piece, shared: &[Link], notes: &mut Vec<Diagnostic>) -> Document {
        let mut reader = self.reader();
        let head = prose::title(&self.tree(&piece.blocks)).map(|node| node.heading.clone());
        let mut fields = head.as_ref().map(|head| braced(head.attributes.items())).unwrap_or_default();
        reader.renderer.links = schema::check(self.markdown.source, Kind::Journey, &fields, notes);
        let framework = fields.text("framework").or_else(|| self.fields.text("framework"));
        let is_one_stage = self.is_one_stage(&mut piece.blocks, framework.as_deref());
        let tree = self.tree(&piece.blocks);
        let finder = self.finder(&piece.blocks, framework.as_deref());
        let form =
            if is_one_stage { Form::Headings(Stages::only(&tree)) } else { Form::find(&finder, &tree) };
        let begins = if is_one_stage { tree.children[0].own.end } else { form.begins() };
        // The frontmatter has no place for what one of several maps says of itself.
        let _ = information::read(&mut reader, &piece.blocks[..begins], &mut fields);
        self.inherit(&mut fields, is_one_stage, shared, &mut reader.renderer.links);
        let (title, title_span) = self.title(&form, head.as_ref(), &piece);
        let scale: Scale = fields.get("scale").and_then(schema::scale).unwrap_or_default();
        let body = body(&mut reader, &finder, &tree, &form, Kind::Journey, &title, scale);
        notes.extend(reader.take_notes().into_iter().map(|note| placed(note, title_span)));
        let part = Part { id: part_id(head.as_ref(), &title), anchor: slug(&title), span: piece.span() };
        Document {
            source: self.manuscript.clone(),
            id: format!("{}/{}", self.id, part.id),
            part: Some(part),
            kind: Kind::Journey,
            title,
            title_span,
            fields,
            body,
            links: reader.renderer.links,
            ignores: Vec::new(),
        }
    }

    /// The diagram's own title, else the map's heading, else the one above it, else the file's name.
    fn title(&self, form: &Form<'_>, head: Option<&Heading>, piece: &Piece) -> (String, Span) {
        let heading = || head.map(|head| (head.text.clone(), head.span));
        let above = || piece.above.clone();
        let title = form.title().or_else(heading).or_else(above);
        title.unwrap_or_else(|| (self.name.clone(), self.markdown.source.line_span(1)))
    }

    fn finder<'f>(&self, blocks: &'f [Block], framework: Option<&'f str>) -> Finder<'f, 's>
    where
        Self: 'f,
    {
        Finder::new(self.markdown, blocks, self.lexicon, framework)
    }

    /// Whether the map has no stage below its heading, and is itself one: then its heading is lowered to that of a stage.
    fn is_one_stage(&self, blocks: &mut [Block], framework: Option<&str>) -> bool {
        let tree = self.tree(blocks);
        if prose::title(&tree).is_none()
            || !matches!(Form::find(&self.finder(blocks, framework), &tree), Form::None)
        {
            return false;
        }
        blocks.iter_mut().for_each(lower);
        let tree = self.tree(blocks);
        let is_one = self.finder(blocks, framework).is_one_stage(&tree.children[0]);
        if !is_one {
            blocks.iter_mut().for_each(raise);
        }
        is_one
    }

    /// Adds what the file says of all its maps and this one does not say itself, with the references it makes. What is one
    /// stage as a whole has none of a framework's.
    fn inherit(&self, fields: &mut Fields, is_one_stage: bool, shared: &[Link], links: &mut Vec<Link>) {
        let is_new = |field: &&Field| {
            let key = field.key.as_str();
            !OF_THE_FILE.contains(&key) && fields.find(key).is_none() && !(is_one_stage && key == "framework")
        };
        let inherited: Vec<_> = self.fields.0.iter().filter(is_new).cloned().collect();
        let of_one = |link: &&Link| inherited.iter().any(|field| field.span == link.span);
        links.extend(shared.iter().filter(of_one).cloned());
        fields.0.extend(inherited);
    }

    /// Makes the ids of the maps different from each other, and says where two were meant to be the same.
    fn number(&self, map: &mut Document, ids: &mut Ids, notes: &mut Vec<Diagnostic>) {
        let Some(part) = &mut map.part else { return };
        let wanted = part.id.clone();
        let is_slug = wanted == part.anchor;
        if !ids.take(&mut part.id) && !is_slug {
            let message = format!("two maps of this file are called `{wanted}`");
            let note = Diagnostic::at(
                codes::DUPLICATE_PLACE,
                Severity::Error,
                &self.manuscript.path,
                map.title_span,
                message,
            );
            notes.push(note.help("give one of the two headings another number or another `{#id}`"));
        }
        map.id = format!("{}/{}", self.id, part.id);
    }
}

/// That a map has no stages is said at its own heading, not at the head of the file.
fn placed(mut note: Diagnostic, heading: Span) -> Diagnostic {
    if note.code == codes::NO_STAGES {
        note.place.span = Some(heading);
    }
    note
}

/// The pinned id, else the number the title begins with, else the slug of the title.
fn part_id(head: Option<&Heading>, title: &str) -> String {
    let pinned = head.and_then(|head| head.attributes.id());
    slug(pinned.or(super::id(title).map(|(_, id)| id)).unwrap_or(title))
}

/// What the braces of a map's heading say, as frontmatter: `{basis=planned of=current-state}`.
fn braced(items: &[journeybook_model::Attribute]) -> Fields {
    let known = items.iter().filter(|item| schema::shape(Kind::Journey, &item.key).is_some());
    let field = |item: &journeybook_model::Attribute| Field {
        key: item.key.to_string(),
        value: Value::from(&*item.value),
        span: item.span,
    };
    Fields(known.map(field).collect())
}
