//! A map that stands in one block, a table or a diagram under no heading, as headings and lists.

use std::ops::Range;

use comrak::Node;
use journeybook_model::{Document, Journey, Stage};

use super::item::Context;
use super::table::{self, Row, Shape};
use super::tree::{self, Item};
use crate::parse::mermaid;

/// What takes the place of the block, and of the text above it; none where the map stands in headings.
pub fn edits<'a>(
    context: &Context<'_, 'a>,
    root: Node<'a>,
    document: &Document,
) -> Option<Vec<(Range<usize>, String)>> {
    let journey = document.journey()?;
    let block = root.children().find(|block| holds(context.text.block(block), journey))?;
    let shape = Shape::of(block).filter(|shape| shape.is_told(context, block))?;
    let whole = Whole { context, shape, block, document };
    let mut edits = whole.title(root).into_iter().collect::<Vec<_>>();
    let bytes = whole.bytes();
    let text = context.text.apart(whole.text(journey)?, bytes.start);
    edits.push((bytes, text));
    Some(edits)
}

fn holds(bytes: Range<usize>, journey: &Journey) -> bool {
    let is_inside = |stage: &Stage| bytes.contains(&(stage.span.start as usize));
    !journey.stages.is_empty() && journey.stages.iter().all(is_inside)
}

struct Whole<'w, 'c, 'a> {
    context: &'w Context<'c, 'a>,
    shape: Shape,
    block: Node<'a>,
    document: &'w Document,
}

/// A part of the text, and where in the block it stood.
type Part = (u32, String);

impl<'a> Whole<'_, '_, 'a> {
    /// The title that the block alone gave the map, as a heading above everything.
    fn title(&self, root: Node<'a>) -> Option<(Range<usize>, String)> {
        let own = self.document.title_span.start as usize;
        let start = self.context.text.block(root.first_child()?).start;
        let is_own = self.shape == Shape::Drawn && self.bytes().contains(&own);
        is_own.then(|| (start..start, tree::heading(1, &tree::title(&self.document.title)) + "\n\n"))
    }

    fn text(&self, journey: &Journey) -> Option<String> {
        let mut parts = self.said(journey);
        for stage in &journey.stages {
            parts.extend(self.stage(stage)?);
        }
        parts.sort_by_key(|(place, _)| *place);
        Some(parts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n\n"))
    }

    /// What a diagram says beside its tasks: what the map's title does not, and its comments, each in its place. What a
    /// table says beside its rows stands above the first stage.
    fn said(&self, journey: &Journey) -> Vec<Part> {
        if self.shape != Shape::Drawn {
            let is_above = journey.steps().next().is_none();
            return is_above.then(|| self.above()).into_iter().flatten().map(|words| (0, words)).collect();
        }
        let Some(diagram) =
            self.context.block(self.block).and_then(|block| mermaid::diagram(self.context.markdown, block))
        else {
            return Vec::new();
        };
        let said =
            diagram.title.iter().chain(&diagram.said).filter(|words| words.text != self.document.title);
        let said = said.map(|words| (0, tree::words(&words.text)));
        let comments = diagram.comments.iter().map(|words| (words.span.start, table::comment(&words.text)));
        said.chain(comments).collect()
    }

    fn stage(&self, stage: &Stage) -> Option<Vec<Part>> {
        let entries = self.shape.entries(self.context, &stage.entries, stage.feeling.as_ref())?;
        let mut text = vec![section(&Row { title: self.stage_title(stage), entries }, 2)];
        if self.is_named_after_map(stage) {
            text.extend(self.above());
        }
        let mut parts = vec![(stage.span.start, text.join("\n\n"))];
        for step in &stage.steps {
            parts.push((step.span.start, section(&self.shape.step(self.context, step)?, 3)));
        }
        Some(parts)
    }

    fn stage_title(&self, stage: &Stage) -> String {
        if !self.is_named_after_map(stage) && !is_unnamed(stage) {
            return self.shape.title(self.context, stage.span);
        }
        let time = stage.duration.iter().map(|time| format!(" ({time})")).collect::<String>();
        tree::title(&(stage.title.clone() + &time))
    }

    /// The one stage of a table without a heading has no title of its own.
    fn is_named_after_map(&self, stage: &Stage) -> bool {
        self.shape != Shape::Drawn && !stage.steps.is_empty()
    }

    fn above(&self) -> Vec<String> {
        table::above(self.context, self.block)
    }

    fn bytes(&self) -> Range<usize> {
        self.context.text.block(self.block)
    }
}

/// The tasks before the first section of a diagram are a stage without a name.
fn is_unnamed(stage: &Stage) -> bool {
    stage.steps.first().is_some_and(|step| step.span.start == stage.span.start)
}

/// A heading and its entries.
pub fn section(row: &Row, level: u8) -> String {
    let heading = tree::heading(level, &row.title);
    let item = |words: &String| Item { words: words.clone(), below: Vec::new() };
    let items: Vec<_> = row.entries.iter().map(item).collect();
    if items.is_empty() { heading } else { heading + "\n" + &tree::dashes(&items) }
}
