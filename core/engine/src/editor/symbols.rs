//! What a file, and a site, is made of: things, stages, steps and sections.

use journeybook_model::{Document, Journey, Section, Span, Stage};

use super::{Analysis, Location, reference};

/// How many of a site are given for one question: nobody reads more.
const MAX_FOUND: usize = 200;

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its title.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub whole: Span,
    /// Its heading.
    pub heading: Span,
    /// What it holds.
    pub children: Vec<Symbol>,
}

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A document.
    Thing,
    /// A stage.
    Stage,
    /// A step.
    Step,
    /// A section of prose.
    Section,
}

impl Analysis {
    /// The parts of a file, in order; where it holds several documents, each with its own.
    pub fn symbols(&self, path: &str) -> Vec<Symbol> {
        let mut documents: Vec<_> = self.documents_in(path).map(|(_, document)| document).collect();
        documents.sort_by_key(|document| document.title_span.start);
        let ends: Vec<_> = documents.iter().skip(1).map(|next| next.title_span.start).collect();
        let parts = documents.iter().enumerate().map(|(at, document)| {
            let end = ends.get(at).copied().unwrap_or(document.source.read().text.len() as u32);
            (*document, inside(document, end), end)
        });
        match documents.len() {
            1 => parts.flat_map(|(_, children, _)| children).collect(),
            _ => parts.map(|(document, children, end)| thing(document, children, end)).collect(),
        }
    }

    /// The things, stages and steps of the site whose titles or ids hold some words.
    pub fn find(&self, words: &str) -> Vec<(String, SymbolKind, Location)> {
        let wanted = words.to_lowercase();
        let fits = |text: &str| text.to_lowercase().contains(&wanted);
        let documents = self.site.nodes.iter().filter_map(|node| node.document.as_deref());
        let all = documents.flat_map(|document| {
            let place = |span| Location::new(reference::file(document), span);
            let own = fits(&document.title) || fits(&document.id);
            let own = own.then(|| (document.title.clone(), SymbolKind::Thing, place(document.title_span)));
            let parts = inside(document, document.source.read().text.len() as u32);
            let parts: Vec<_> = parts.into_iter().flat_map(flat).filter(|part| fits(&part.name)).collect();
            own.into_iter()
                .chain(parts.into_iter().map(move |part| (part.name, part.kind, place(part.heading))))
        });
        all.take(MAX_FOUND).collect()
    }
}

fn flat(mut symbol: Symbol) -> Vec<Symbol> {
    let children = std::mem::take(&mut symbol.children);
    std::iter::once(symbol).chain(children.into_iter().flat_map(flat)).collect()
}

fn thing(document: &Document, children: Vec<Symbol>, end: u32) -> Symbol {
    let heading = document.title_span;
    Symbol {
        name: document.title.clone(),
        kind: SymbolKind::Thing,
        whole: up_to(heading, end),
        heading,
        children,
    }
}

fn inside(document: &Document, end: u32) -> Vec<Symbol> {
    match (document.journey(), document.prose()) {
        (Some(journey), _) => of_journey(journey, end),
        (None, Some(prose)) => of_sections(&prose.sections, end),
        (None, None) => Vec::new(),
    }
}

fn of_journey(journey: &Journey, end: u32) -> Vec<Symbol> {
    let stages = journey.stages.iter().map(|stage| (stage.span, Some(stage), stage.title.as_str()));
    let sections = journey.sections.iter().map(|section| (section.span, None, &*section.title));
    let mut all: Vec<_> = stages.chain(sections).collect();
    all.sort_by_key(|(span, ..)| span.start);
    let ends = ends(all.iter().map(|(span, ..)| *span), end);
    all.iter()
        .zip(ends)
        .map(|((heading, stage, title), end)| Symbol {
            name: (*title).to_owned(),
            kind: if stage.is_some() { SymbolKind::Stage } else { SymbolKind::Section },
            whole: up_to(*heading, end),
            heading: *heading,
            children: stage.map(|stage| of_stage(stage, end)).unwrap_or_default(),
        })
        .collect()
}

fn of_stage(stage: &Stage, end: u32) -> Vec<Symbol> {
    let ends = ends(stage.steps.iter().map(|step| step.span), end);
    let steps = stage.steps.iter().zip(ends);
    steps.map(|(step, end)| leaf(&step.title, SymbolKind::Step, step.span, end)).collect()
}

fn of_sections(sections: &[Section], end: u32) -> Vec<Symbol> {
    let ends = ends(sections.iter().map(|section| section.span), end);
    let all = sections.iter().zip(ends);
    all.map(|(section, end)| leaf(&section.title, SymbolKind::Section, section.span, end)).collect()
}

fn leaf(title: &str, kind: SymbolKind, heading: Span, end: u32) -> Symbol {
    Symbol { name: title.to_owned(), kind, whole: up_to(heading, end), heading, children: Vec::new() }
}

/// Each part ends where the next one begins. In a table they stand in any order.
fn ends(headings: impl Iterator<Item = Span>, end: u32) -> Vec<u32> {
    let starts: Vec<_> = headings.map(|span| span.start).collect();
    starts
        .iter()
        .map(|start| starts.iter().copied().filter(|next| next > start).min().unwrap_or(end))
        .collect()
}

fn up_to(heading: Span, end: u32) -> Span {
    Span { start: heading.start, end: end.max(heading.end) }
}
