//! References: where exactly their words stand, what they lead to, and who leads here.

use std::sync::Arc;

use journeybook_model::{Document, Kind, Link, LinkForm, Source, Span};

use super::{Analysis, Location, touches};
use crate::resolve::{NodeId, Target};

/// One reference of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    /// Who refers.
    pub from: NodeId,
    /// With which of its links.
    pub link: usize,
    /// The words that name the target.
    pub span: Span,
}

/// A thing, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    /// The thing.
    pub node: NodeId,
    /// The id of a stage or step.
    pub part: Option<String>,
}

impl Analysis {
    /// Where what is named at a byte of a file is defined.
    pub fn definition(&self, path: &str, offset: u32) -> Vec<Location> {
        if let Some(found) = self.declared_stage(path, offset) {
            return vec![found];
        }
        let Some(reference) = self.reference_at(path, offset) else { return Vec::new() };
        match self.target(&reference) {
            Some(Target::Node(node, part)) => self.place_of(*node, part.as_deref()).into_iter().collect(),
            Some(Target::File(file)) => vec![Location::new(file, Span::default())],
            _ => Vec::new(),
        }
    }

    /// Every reference to what is named, or defined, at a byte of a file.
    pub fn references(&self, path: &str, offset: u32, with_definition: bool) -> Vec<Location> {
        let Some(meant) = self.meant_at(path, offset) else { return Vec::new() };
        let definition = self.place_of(meant.node, meant.part.as_deref()).filter(|_| with_definition);
        let mut found: Vec<_> =
            self.references_to(&meant).map(|reference| self.location(&reference)).collect();
        found.extend(definition);
        found.sort();
        found.dedup();
        found
    }

    /// The thing that is named, or defined, at a byte of a file.
    pub(super) fn meant_at(&self, path: &str, offset: u32) -> Option<Meant> {
        match self.reference_at(path, offset) {
            Some(reference) => match self.target(&reference)? {
                Target::Node(node, part) => Some(Meant { node: *node, part: part.clone() }),
                _ => None,
            },
            None => self.defined_at(path, offset),
        }
    }

    /// The thing whose title or id, or the stage or step whose heading, stands at a byte of a file.
    fn defined_at(&self, path: &str, offset: u32) -> Option<Meant> {
        self.documents_in(path).find_map(|(node, document)| {
            let part = parts(document).find(|(_, span)| touches(*span, offset)).map(|(id, _)| id.to_owned());
            let id = document.fields.find("id").map(|field| field.span);
            let own = [Some(document.title_span), id].into_iter().flatten().any(|span| touches(span, offset));
            (own || part.is_some()).then_some(Meant { node, part })
        })
    }

    /// The references that lead to a thing, or to a part of it.
    pub(super) fn references_to<'a>(&'a self, meant: &'a Meant) -> impl Iterator<Item = Reference> + 'a {
        let mentions = self.site.nodes[meant.node].mentions.iter();
        let all = mentions.map(|mention| (mention.from, mention.link as usize));
        let own = self.site.nodes[meant.node].targets.iter().enumerate();
        let own =
            own.filter(|(_, target)| target.node() == Some(meant.node)).map(|(link, _)| (meant.node, link));
        let leads = |from: NodeId, link: usize| match (&meant.part, self.site.nodes[from].targets.get(link)) {
            (None, _) => true,
            (part, Some(Target::Node(_, other))) => part == other,
            _ => false,
        };
        all.chain(own)
            .filter(move |(from, link)| leads(*from, *link))
            .filter_map(|(from, link)| self.reference(from, link))
    }

    /// The reference at a byte of a file; of several, the one of the fewest words.
    pub(super) fn reference_at(&self, path: &str, offset: u32) -> Option<Reference> {
        let near = self.documents_in(path).flat_map(|(node, document)| {
            let links = document.links.iter().enumerate();
            links.filter(|(_, link)| touches(link.span, offset)).map(move |(link, _)| (node, link))
        });
        let exact = near.filter_map(|(node, link)| self.reference(node, link));
        exact
            .filter(|reference| self.reaches(reference, offset))
            .min_by_key(|reference| reference.span.end - reference.span.start)
    }

    /// Whether a reference is meant at a byte: a link by all of it, an id by its own words.
    fn reaches(&self, reference: &Reference, offset: u32) -> bool {
        let link = self.link(reference);
        let whole = matches!(link.form, LinkForm::Markdown | LinkForm::Wiki);
        touches(if whole { link.span } else { reference.span }, offset)
    }

    fn reference(&self, from: NodeId, link: usize) -> Option<Reference> {
        let document = self.site.nodes[from].document.as_deref()?;
        let span = words_of(document, document.links.get(link)?)?;
        Some(Reference { from, link, span })
    }

    /// The link of a reference.
    pub(super) fn link(&self, reference: &Reference) -> &Link {
        &self.document(reference.from).links[reference.link]
    }

    /// What a reference leads to.
    pub(super) fn target(&self, reference: &Reference) -> Option<&Target> {
        self.site.nodes[reference.from].targets.get(reference.link)
    }

    /// The document of a node that has one.
    pub(super) fn document(&self, node: NodeId) -> &Document {
        self.site.nodes[node].document.as_deref().expect("only documents refer")
    }

    fn location(&self, reference: &Reference) -> Location {
        Location::new(&self.document(reference.from).source.path, reference.span)
    }

    /// Where a thing, or a part of it, is defined.
    fn place_of(&self, node: NodeId, part: Option<&str>) -> Option<Location> {
        let document = self.site.nodes[node].document.as_deref()?;
        let inside = part.and_then(|part| parts(document).find(|(id, _)| *id == part));
        Some(Location::new(&document.source.path, inside.map_or(document.title_span, |(_, span)| span)))
    }

    /// The place of the stage that `{stage=…}` names, in the file of its framework.
    fn declared_stage(&self, path: &str, offset: u32) -> Option<Location> {
        let (_, document) = self.document_at(path, offset)?;
        let attributes = document.journey()?.stages.iter().map(|stage| &stage.attributes);
        let at = |attribute: &&journeybook_model::Attribute| {
            &*attribute.key == "stage" && touches(attribute.span, offset)
        };
        let named = attributes.flat_map(|attributes| attributes.items()).find(at)?;
        let framework = document.fields.text("framework")?;
        let node = self.site.find(Kind::Framework, &framework)?;
        let id = self.lexicon.stage(&framework, &named.value).unwrap_or(&named.value);
        self.place_of(node, Some(id))
    }
}

/// The stages, steps and sections of a document, each with its heading.
fn parts(document: &Document) -> impl Iterator<Item = (&str, Span)> {
    let journey = document.journey().into_iter();
    let stages =
        journey.clone().flat_map(|journey| &journey.stages).map(|stage| (stage.id.as_str(), stage.span));
    let steps = journey.clone().flat_map(|journey| journey.steps()).map(|step| (step.id.as_str(), step.span));
    let prose = document.prose().into_iter().flat_map(|prose| &prose.sections);
    let sections = journey.flat_map(|journey| &journey.sections).chain(prose);
    stages.chain(steps).chain(sections.map(|section| (&*section.id, section.span)))
}

/// The words of a link that name its target.
fn words_of(document: &Document, link: &Link) -> Option<Span> {
    let source = document.source.read();
    match link.form {
        LinkForm::Markdown if link.kind.is_none() && source.slice(link.span).contains("](") => {
            after(source, link.span, &["](", "](<"], &link.to)
        }
        LinkForm::Markdown => in_definition(source, &link.to).or_else(|| source.word(link.span, &link.to)),
        LinkForm::Wiki => after(source, link.span, &["[["], &link.to),
        LinkForm::Id | LinkForm::Owner => {
            value(source, link.span).and_then(|span| source.word(span, &link.to))
        }
        LinkForm::Words => value(source, link.span)
            .and_then(|span| source.word(span, &link.to))
            .or_else(|| source.word(link.span, &link.to)),
    }
}

/// Words that stand right after one of some marks.
fn after(source: &Source, within: Span, marks: &[&str], words: &str) -> Option<Span> {
    let text = source.slice(within);
    let found = text.match_indices(words).map(|(at, _)| at);
    let at = found.filter(|at| marks.iter().any(|mark| text[..*at].ends_with(mark))).last()?;
    let start = within.start as usize + at;
    Some(Span::new(start, start + words.len()))
}

/// `[label]: path`, on a line of its own.
fn in_definition(source: &Source, path: &str) -> Option<Span> {
    let whole = Span::new(0, source.text.len());
    after(source, whole, &["]: ", "]:", "]: <"], path)
}

/// What stands after a key or a label.
fn value(source: &Source, span: Span) -> Option<Span> {
    let divider = source.slice(span).find([':', '=', '：'])?;
    Some(Span { start: span.start + divider as u32 + 1, ..span })
}

/// The file of a document.
pub(super) fn file(document: &Document) -> &Arc<str> {
    &document.source.path
}
