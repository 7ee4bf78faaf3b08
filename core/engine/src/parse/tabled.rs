//! Tables as parts of a map, and as the whole of it.

use std::ops::Range;

use journeybook_model::{Journey, Lane, Span, Stage, StandardLane, Step};

use super::blocks::Block;
use super::entries::{Found, Named};
use super::events::extent;
use super::heading::{self, Heading};
use super::inline;
use super::journey::{Mapper, id_of};
use super::outline::Node;
use super::prose;
use super::slug::slug;
use super::table::{self, Part};

/// What people put into the cell of a step that decides.
const MARKS: [&str; 7] = ["x", "X", "✓", "✔", "✔️", "✅", "●"];

/// What they put into a cell where there is nothing to say.
const NOTHING: [&str; 6] = ["-", "–", "—", "--", "n/a", "N/A"];

impl Mapper<'_, '_, '_> {
    /// Blocks that may hold tables: these are steps, the others what stands under a heading.
    pub fn tables(&mut self, blocks: &[Block], found: &mut Found, steps: &mut Vec<Step>) {
        let (markdown, lexicon) = (self.finder.markdown, self.finder.lexicon);
        let is_table = |block: &Block| table::is_map(markdown, block, lexicon);
        for block in blocks.chunk_by(|a, b| !is_table(a) && !is_table(b)) {
            match table::lines(markdown, &block[0], lexicon) {
                Some(lines) => {
                    for (words, span) in &lines.beside {
                        found.narrative.push(&inline::paragraph(words, *span));
                    }
                    if lines.is_of_heading {
                        lines.steps.into_iter().for_each(|line| self.of_heading(line, found));
                        continue;
                    }
                    steps.extend(lines.steps.into_iter().map(|line| self.line(line)));
                }
                None => self.reader.read(block, None, found),
            }
        }
    }

    /// The map of a table that stands under no heading: one stage, called as the map is.
    pub fn tabled(&mut self, root: &Node, at: usize, title: &str) -> Journey {
        let (mut found, mut steps) = (Found::default(), Vec::new());
        let (overview, blocks) = (self.overview(root, at), self.finder.blocks);
        self.tables(&blocks[at..=at], &mut found, &mut steps);
        let sections = prose::sections(self.reader, blocks, at + 1..blocks.len());
        let span =
            self.reader.markdown.source.line_span(self.reader.markdown.source.line(blocks[at].span.start));
        let (title, narrative) = (title.to_owned(), found.narrative.end());
        let stage = Stage { id: slug(&title), title, span, narrative, steps, ..Stage::default() };
        let mut journey = Journey { scale: self.scale, overview, stages: vec![stage], sections };
        self.end(&mut journey);
        journey
    }

    /// The map of a table whose rows are stages.
    pub fn staged(&mut self, root: &Node, at: usize) -> Journey {
        let (overview, blocks) = (self.overview(root, at), self.finder.blocks);
        let lines = table::stages(self.finder.markdown, &blocks[at], self.finder.lexicon).unwrap_or_default();
        let stages = lines.into_iter().map(|line| stage_of(self.line(line))).collect();
        let sections = prose::sections(self.reader, blocks, at + 1..blocks.len());
        let mut journey = Journey { scale: self.scale, overview, stages, sections };
        self.end(&mut journey);
        journey
    }

    /// A row or column of a table as a step.
    fn line(&mut self, line: table::Line) -> Step {
        let mut found = Found::default();
        self.cells(line.entries, &mut found);
        let entries = found.end().entries;
        let Heading { title, duration, attributes, span, .. } = self.title(line.title);
        let feeling = self.feeling(&entries);
        self.check_effort(&entries);
        let id = id_of(&attributes, &title);
        Step { id, title, duration, span, feeling, entries, attributes, ..Step::default() }
    }

    /// The byte at which the value of a cell begins; its end where it holds nothing but a mark.
    fn value_of(&self, cell: &Range<usize>, lane: &Lane) -> usize {
        let extent = extent(self.reader.markdown, cell);
        let is_mark = is_mark(&self.reader.markdown.text(cell.clone()), lane);
        if is_mark { extent.end as usize } else { extent.start as usize }
    }

    /// The cells of a column that is only called "Details": the head of the table stands over its first label.
    fn of_heading(&mut self, mut line: table::Line, found: &mut Found) {
        let head = match line.title {
            Part::Events(events) => extent(self.reader.markdown, &events),
            Part::Words(_, span) => span,
        };
        if let Some((_, span, _)) = line.entries.first_mut() {
            *span = head.to(*span);
        }
        self.cells(line.entries, found);
    }

    /// Cells as entries.
    fn cells(&mut self, cells: Vec<(String, Span, Part)>, found: &mut Found) {
        for (label, span, part) in cells {
            let lane = table::lane(&label, self.finder.lexicon);
            let named = Named { lane, label: self.reader.label(&label), span };
            match part {
                part if self.is_nothing(&part) => {}
                Part::Events(cell) => {
                    let start = self.value_of(&cell, &named.lane);
                    self.reader.value(&cell, &named, start, found);
                }
                Part::Words(text, span) if is_mark(&text, &named.lane) => {
                    self.reader.words("", span, &named, found);
                }
                Part::Words(text, span) => self.reader.words(&text, span, &named, found),
            }
        }
    }

    fn is_nothing(&self, cell: &Part) -> bool {
        match cell {
            Part::Events(cell) => NOTHING.contains(&self.reader.markdown.text(cell.clone()).trim()),
            Part::Words(text, _) => NOTHING.contains(&text.trim()),
        }
    }

    fn title(&mut self, title: Part) -> Heading {
        match title {
            Part::Events(events) => {
                heading::of_events(self.reader.markdown, &events, self.finder.lexicon, &mut self.reader.notes)
            }
            Part::Words(text, span) => Heading { span, ..heading::of_text(&text, self.finder.lexicon) },
        }
    }
}

/// Whether a cell only says that its step decides: `x`, or a tick.
fn is_mark(text: &str, lane: &Lane) -> bool {
    lane.is(StandardLane::MomentOfTruth) && MARKS.contains(&text.trim())
}

/// A column that is a stage itself.
fn stage_of(step: Step) -> Stage {
    let Step { id, title, duration, span, feeling, entries, attributes, .. } = step;
    let declared = attributes.get("stage").map(str::to_owned);
    Stage { id, title, declared, duration, span, feeling, entries, attributes, ..Stage::default() }
}
