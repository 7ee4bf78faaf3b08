//! Entries, quotations and prose under one heading.

use std::ops::Range;

use journeybook_model::{Diagnostic, Entry, Kind, Lane, Link, LinkForm, Rich, Severity, Span, StandardLane};
use pulldown_cmark::Event;

use super::attributes::trailing;
use super::blocks::{Block, BlockKind, Item, Markdown, split};
use super::inline::{Renderer, extent};
use super::label::{self, Label};
use crate::codes;
use crate::lexicon::Lexicon;

/// What was found under a heading.
#[derive(Debug, Default)]
pub struct Found {
    /// Prose.
    pub narrative: Rich,
    /// Entries.
    pub entries: Vec<Entry>,
    /// Quotations.
    pub verbatims: Vec<Rich>,
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
}

impl<'r, 's> Reader<'r, 's> {
    /// A reader at the beginning of a document.
    pub fn new(markdown: &'r Markdown<'s>, lexicon: &'r Lexicon) -> Self {
        Self { markdown, lexicon, renderer: Renderer::new(markdown), notes: Vec::new() }
    }

    /// Reads blocks into entries, quotations and prose. `lane` is the label of a heading that stands over them.
    pub fn read(&mut self, blocks: &[Block], mut lane: Option<(Lane, String)>, found: &mut Found) {
        for block in blocks {
            lane = match &block.kind {
                BlockKind::List(items) => {
                    self.list(block, items, lane.as_ref(), found);
                    lane
                }
                BlockKind::Paragraph => self.paragraph(block, lane, found),
                BlockKind::Quote(quoted) => {
                    found.verbatims.extend(quoted.iter().map(|block| self.quoted(block)));
                    lane
                }
                BlockKind::Other if self.is_rule(block) => None,
                BlockKind::Heading(_) | BlockKind::Other => {
                    found.narrative.push(&self.renderer.rich(block.events.clone()));
                    None
                }
            };
        }
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

    fn list(&mut self, block: &Block, items: &[Item], lane: Option<&(Lane, String)>, found: &mut Found) {
        if let Some((lane, label)) = lane {
            for item in items {
                let value = extent(self.markdown, &item.inline).start as usize;
                self.item(item, lane, label, value, found);
            }
        } else if self.is_entries(items) {
            items.iter().for_each(|item| self.labelled(item, found));
        } else {
            found.narrative.push(&self.renderer.rich(block.events.clone()));
        }
    }

    /// A list is one of entries when one label in it is a lane word, or all of its items have labels.
    fn is_entries(&self, items: &[Item]) -> bool {
        let labels = || items.iter().map(|item| label::read(self.markdown, &item.inline, self.lexicon));
        labels().flatten().any(|label| label.lane.is_some()) || labels().all(|label| label.is_some())
    }

    fn labelled(&mut self, item: &Item, found: &mut Found) {
        match label::read(self.markdown, &item.inline, self.lexicon) {
            Some(label) => self.item(item, &label.lane(), &label.text, label.value, found),
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
        self.item(item, &label::lane("Note", None), "Note", span.start as usize, found);
    }

    /// An item's value, then every item of the lists nested in it, all in one lane.
    fn item(&mut self, item: &Item, lane: &Lane, label: &str, value: usize, found: &mut Found) {
        let at = found.entries.len();
        self.value(&item.inline, lane, label, value, found);
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List(items) => {
                    for nested in items {
                        let value = extent(self.markdown, &nested.inline).start as usize;
                        self.item(nested, lane, label, value, found);
                    }
                }
                _ => self.continued(block, lane, label, at, found),
            }
        }
    }

    /// A further block of an item belongs to its entry.
    fn continued(&mut self, block: &Block, lane: &Lane, label: &str, at: usize, found: &mut Found) {
        let more = self.renderer.rich(block.events.clone());
        let links = self.renderer.next_link();
        match found.entries.get_mut(at) {
            Some(entry) => {
                entry.text.push(&more);
                entry.links.end = links;
                entry.span = entry.span.to(block.span);
            }
            None => found.entries.push(Entry {
                lane: lane.clone(),
                label: label.to_owned(),
                text: more,
                attributes: Default::default(),
                links: links..links,
                span: block.span,
            }),
        }
    }

    /// One value: text from a byte on, attributes, references.
    pub fn value(&mut self, inline: &Range<usize>, lane: &Lane, label: &str, from: usize, found: &mut Found) {
        let braces = trailing(self.markdown, inline, &mut self.notes);
        let first = self.renderer.next_link();
        let text = self.renderer.clipped(inline.clone(), from..braces.text_end);
        let span = extent(self.markdown, inline);
        if text.is_empty() && braces.attributes.is_empty() && !lane.is(StandardLane::MomentOfTruth) {
            return;
        }
        self.implied(lane, &text.text, span, first);
        if let Some(team) = braces.attributes.find("team") {
            self.refer(&team.value, LinkForm::Words, Kind::Team, team.span);
        }
        if let Some(owner) = braces.attributes.find("owner") {
            self.refer(&owner.value, LinkForm::Owner, Kind::Team, owner.span);
        }
        found.entries.push(Entry {
            lane: lane.clone(),
            label: label.to_owned(),
            text,
            attributes: braces.attributes,
            links: first..self.renderer.next_link(),
            span,
        });
    }

    /// One value without markup.
    pub fn words(&mut self, text: &str, span: Span, lane: &Lane, label: &str, found: &mut Found) {
        let first = self.renderer.next_link();
        self.implied(lane, text, span, first);
        found.entries.push(Entry {
            lane: lane.clone(),
            label: label.to_owned(),
            text: super::inline::words(text),
            attributes: Default::default(),
            links: first..self.renderer.next_link(),
            span,
        });
    }

    /// Words in a lane whose words name a thing refer to it, unless a link does so already.
    fn implied(&mut self, lane: &Lane, text: &str, span: Span, first: u32) {
        let Lane::Standard(lane) = lane else { return };
        let Some(kind) = named_kind(*lane) else { return };
        if self.renderer.next_link() == first && !text.is_empty() {
            self.refer(text, LinkForm::Words, kind, span);
        }
    }

    fn refer(&mut self, to: &str, form: LinkForm, kind: Kind, span: Span) {
        self.renderer.refer(Link { to: to.to_owned(), form, kind: Some(kind), span });
    }

    /// A paragraph is prose, or lines that begin with bold labels; gives the label the next list belongs to.
    fn paragraph(
        &mut self,
        block: &Block,
        lane: Option<(Lane, String)>,
        found: &mut Found,
    ) -> Option<(Lane, String)> {
        let inline = self.markdown.inside(&block.events);
        let parts = self.labelled_lines(&inline);
        if parts.is_empty() {
            return self.unlabelled_paragraph(block, lane, found);
        }
        let before = inline.start..parts[0].1.start;
        if !before.is_empty() {
            found.narrative.push(&self.renderer.rich(before));
        }
        let mut open = None;
        for (label, events) in parts {
            self.value(&events, &label.lane(), &label.text, label.value, found);
            open = Some((label.lane(), label.text));
        }
        open
    }

    /// Words right after a label that stands alone are its value; otherwise they are prose and end the label's reach.
    fn unlabelled_paragraph(
        &mut self,
        block: &Block,
        lane: Option<(Lane, String)>,
        found: &mut Found,
    ) -> Option<(Lane, String)> {
        let waiting = lane.filter(|(lane, _)| found.entries.last().is_none_or(|entry| entry.lane != *lane));
        let Some((lane, label)) = waiting else {
            found.narrative.push(&self.renderer.rich(block.events.clone()));
            return None;
        };
        let inline = self.markdown.inside(&block.events);
        self.value(&inline, &lane, &label, block.span.start as usize, found);
        Some((lane, label))
    }

    /// The lines of a paragraph that begin with a bold label, each with the lines that follow it.
    pub fn labelled_lines(&self, inline: &Range<usize>) -> Vec<(Label, Range<usize>)> {
        let mut parts: Vec<(Label, Range<usize>)> = Vec::new();
        for line in self.lines(inline) {
            let label = label::read(self.markdown, &line, self.lexicon).filter(|label| label.marked);
            match (label, parts.last_mut()) {
                (Some(label), _) => parts.push((label, line)),
                (None, Some((_, events))) => events.end = line.end,
                (None, None) => {}
            }
        }
        parts
    }

    fn lines(&self, inline: &Range<usize>) -> Vec<Range<usize>> {
        split(inline, |at| matches!(self.markdown.events[at].0, Event::SoftBreak | Event::HardBreak))
    }
}

/// The kind of thing that the words of a lane name.
pub fn named_kind(lane: StandardLane) -> Option<Kind> {
    Some(match lane {
        StandardLane::Touchpoint => Kind::Touchpoint,
        StandardLane::Channel => Kind::Channel,
        StandardLane::Evidence => Kind::Evidence,
        StandardLane::Opportunity => Kind::Opportunity,
        StandardLane::Metric => Kind::Metric,
        _ => return None,
    })
}
