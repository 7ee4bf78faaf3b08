//! Entries, quotations and prose under one heading.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use journeybook_model::{Attributes, Diagnostic, Entry, Lane, Passage, Rich, Severity, Span};
use pulldown_cmark::Event;
use rustc_hash::FxHashSet;

use super::blocks::{Block, BlockKind, Item, Markdown};
use super::events::extent;
use super::inline::{Renderer, paragraph};
use super::label::{self, Label};
use crate::codes;
use crate::lexicon::Lexicon;

/// What was found under a heading.
#[derive(Debug, Default)]
pub struct Found {
    /// Prose.
    pub narrative: Passage,
    /// Entries.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub verbatims: Vec<Rich>,
    /// How the texts of entries go on, by their numbers.
    rest: BTreeMap<usize, Passage>,
}

/// The same once nothing more is to come.
pub struct Column {
    /// Prose.
    pub narrative: Rich,
    /// Entries.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub verbatims: Vec<Rich>,
}

impl Found {
    /// All of it, without room for more.
    pub fn end(mut self) -> Column {
        for (at, rest) in &self.rest {
            let mut whole = Passage::from(&self.entries[*at].text);
            whole.push(&rest.end());
            self.entries[*at].text = whole.end();
        }
        Column {
            narrative: self.narrative.end(),
            entries: exact(self.entries),
            verbatims: exact(self.verbatims),
        }
    }
}

/// The same without room for more: documents stay in memory for as long as their site, and a vector that grew has up to
/// twice the room it needs, which allocators do not take back.
pub fn exact<T>(mut grown: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(grown.len());
    exact.append(&mut grown);
    exact
}

/// The label that an entry stands behind or under.
#[derive(Clone, Debug)]
pub struct Named {
    /// The lane it means.
    pub lane: Lane,
    /// The label as typed.
    pub label: Arc<str>,
    /// Its place.
    pub span: Span,
}

impl Named {
    pub fn entry(&self, text: Rich, links: Range<u32>, span: Span) -> Entry {
        let (lane, label) = (self.lane.clone(), self.label.clone());
        Entry { lane, label, label_span: self.span, text, attributes: Attributes::default(), links, span }
    }
}

/// Reads what stands under the headings of one document.
pub struct Reader<'r, 's> {
    /// The body.
    pub markdown: &'r Markdown<'s>,
    /// The words.
    pub lexicon: &'r Lexicon,
    /// Renders, and collects references.
    pub renderer: Renderer<'r, 's>,
    /// What there is to say.
    pub notes: Vec<Diagnostic>,
    /// Every label met so far.
    labels: FxHashSet<Arc<str>>,
}

impl<'r, 's> Reader<'r, 's> {
    /// A reader at the beginning of a document.
    pub fn new(markdown: &'r Markdown<'s>, lexicon: &'r Lexicon) -> Self {
        let (renderer, notes) = (Renderer::new(markdown, lexicon), Vec::new());
        Self { markdown, lexicon, renderer, notes, labels: FxHashSet::default() }
    }

    /// A label, held once however many entries have it.
    pub fn label(&mut self, label: &str) -> Arc<str> {
        if let Some(known) = self.labels.get(label) {
            return known.clone();
        }
        let new: Arc<str> = label.into();
        self.labels.insert(new.clone());
        new
    }

    fn named(&mut self, label: &Label) -> Named {
        let span = Span::new(label.start, label.value);
        Named { lane: label.lane(), label: self.label(&label.text), span }
    }

    /// Everything there is to say so far.
    pub fn take_notes(&mut self) -> Vec<Diagnostic> {
        let mut notes = std::mem::take(&mut self.notes);
        notes.append(&mut self.renderer.notes);
        notes
    }

    /// Reads blocks into entries, quotations and prose. `over` is the label of a heading that stands over them.
    pub fn read(&mut self, blocks: &[Block], mut over: Option<Named>, found: &mut Found) {
        for block in blocks {
            over = self.unless_alone(over, block, found);
            over = match &block.kind {
                BlockKind::List(items) => {
                    self.list(block, items, over.as_ref(), found);
                    over
                }
                BlockKind::Paragraph => self.paragraph(block, over, found),
                BlockKind::Quote(quoted) if label::are_entries(self.markdown, quoted, self.lexicon) => {
                    self.read(quoted, None, found);
                    over
                }
                BlockKind::Quote(quoted) => {
                    found.verbatims.extend(quoted.iter().map(|block| self.quoted(block)));
                    over
                }
                BlockKind::Other if self.is_rule(block) => None,
                BlockKind::Heading(_) | BlockKind::Other => {
                    self.renderer.add(&mut found.narrative, block.events.clone());
                    None
                }
            };
        }
    }

    /// A label that stands alone reaches a list, words, or another label while it waits for a value; before a quotation, a
    /// table or code it is prose.
    fn unless_alone(&mut self, over: Option<Named>, next: &Block, found: &mut Found) -> Option<Named> {
        let named = over?;
        let reaches = matches!(next.kind, BlockKind::List(_) | BlockKind::Paragraph) || self.is_rule(next);
        if reaches || is_used(&named, found) {
            return Some(named);
        }
        found.narrative.push(&paragraph(&format!("{}:", named.label), named.span));
        None
    }

    /// A line between two stages says nothing about either.
    fn is_rule(&self, block: &Block) -> bool {
        matches!(self.markdown.events[block.events.start].0, Event::Rule)
    }

    /// One paragraph of a quotation, without the paragraph's own markup.
    fn quoted(&mut self, block: &Block) -> Rich {
        match block.kind {
            BlockKind::Paragraph => self.renderer.rich(self.markdown.inside(&block.events)),
            _ => self.renderer.rich(block.events.clone()),
        }
    }

    fn list(&mut self, block: &Block, items: &[Item], over: Option<&Named>, found: &mut Found) {
        // A label with a value on its line does not reach a list whose items all have lanes of their own.
        if let Some(named) = over.filter(|named| !(is_used(named, found) && self.have_lanes(items))) {
            for item in items {
                let value = extent(self.markdown, &item.inline).start as usize;
                self.item(item, named, value, found);
            }
        } else if self.is_entries(items) || label::are_dashed(self.markdown, items, self.lexicon) {
            items.iter().for_each(|item| self.labelled(item, found));
        } else {
            self.renderer.add(&mut found.narrative, block.events.clone());
        }
    }

    fn have_lanes(&self, items: &[Item]) -> bool {
        let label = |item| label::of_item(self.markdown, item, self.lexicon);
        items.iter().all(|item| label(item).is_some_and(|label| label.lane.is_some()))
    }

    /// A list is one of entries when one label in it is a lane word, or all of its items have labels.
    fn is_entries(&self, items: &[Item]) -> bool {
        let labels = || items.iter().map(|item| label::of_item(self.markdown, item, self.lexicon));
        labels().flatten().any(|label| label.lane.is_some()) || labels().all(|label| label.is_some())
    }

    fn labelled(&mut self, item: &Item, found: &mut Found) {
        let label = label::of_item(self.markdown, item, self.lexicon);
        match label.or_else(|| label::dashed(self.markdown, item, self.lexicon)) {
            Some(label) => {
                let named = self.named(&label);
                self.item(item, &named, label.value, found);
            }
            None => self.unlabelled(item, found),
        }
    }

    /// An item without a label among entries: kept as a note.
    fn unlabelled(&mut self, item: &Item, found: &mut Found) {
        let span = extent(self.markdown, &item.inline);
        let message = "this item has no label, so it is kept in the lane “Note”".to_owned();
        self.notes.push(
            Diagnostic::at(codes::NO_LABEL, Severity::Hint, &self.markdown.source.path, span, message)
                .help("begin it with a lane word, such as `- doing: …`"),
        );
        let named = Named { lane: label::lane("Note", None), label: self.label("Note"), span };
        self.item(item, &named, span.start as usize, found);
    }

    /// An item's value, then every item of the lists nested in it, all in one lane.
    fn item(&mut self, item: &Item, named: &Named, value: usize, found: &mut Found) {
        let at = found.entries.len();
        self.value(&item.inline, named, value, found);
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List(items) => {
                    for nested in items {
                        let value = extent(self.markdown, &nested.inline).start as usize;
                        self.item(nested, named, value, found);
                    }
                }
                _ => self.continued(block, named, at, found),
            }
        }
    }

    /// A further block of an item belongs to its entry.
    fn continued(&mut self, block: &Block, named: &Named, at: usize, found: &mut Found) {
        match found.entries.get_mut(at) {
            Some(entry) => {
                self.renderer.add(found.rest.entry(at).or_default(), block.events.clone());
                entry.links.end = self.renderer.next_link();
                entry.span = entry.span.to(block.span);
            }
            None => {
                let text = self.renderer.rich(block.events.clone());
                let links = self.renderer.next_link();
                found.entries.push(named.entry(text, links..links, block.span));
            }
        }
    }

    /// A paragraph is prose, or lines that begin with labels; gives the label the next list belongs to.
    fn paragraph(&mut self, block: &Block, over: Option<Named>, found: &mut Found) -> Option<Named> {
        let inline = self.markdown.inside(&block.events);
        let parts = label::lines(self.markdown, &inline, self.lexicon);
        if parts.is_empty() {
            return self.unlabelled_paragraph(block, over, found);
        }
        let before = inline.start..parts[0].1.start;
        if !before.is_empty() {
            self.renderer.add(&mut found.narrative, before);
        }
        let mut open = None;
        for (label, events) in parts {
            let named = self.named(&label);
            self.value(&events, &named, label.value, found);
            open = Some(named);
        }
        open
    }

    /// Words right after a label that stands alone are its value; otherwise they are prose and end the label's reach.
    fn unlabelled_paragraph(
        &mut self,
        block: &Block,
        over: Option<Named>,
        found: &mut Found,
    ) -> Option<Named> {
        let waiting = over.filter(|over| found.entries.last().is_none_or(|entry| entry.lane != over.lane));
        let Some(named) = waiting else {
            self.renderer.add(&mut found.narrative, block.events.clone());
            return None;
        };
        let inline = self.markdown.inside(&block.events);
        self.value(&inline, &named, block.span.start as usize, found);
        Some(named)
    }
}

/// Whether the last entry stands behind or under a label.
fn is_used(named: &Named, found: &Found) -> bool {
    found.entries.last().is_some_and(|entry| entry.label_span == named.span)
}
