//! A fenced `mermaid` block that begins with `journey`, as a map.

mod figure;
mod grammar;
mod loss;
mod piece;
mod score;
mod task;

use std::ops::Range;

use journeybook_model::{Diagnostic, Journey, Lane, Passage, Rich, Scale, Source, Stage, StandardLane, Step};
use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::blocks::{Block, Markdown};
use super::entries::{Found, Named};
use super::finder::Finder;
use super::inline::paragraph;
use super::journey::{Mapper, id_of};
use super::outline::Node;
use super::{heading, label, prose};
use crate::lexicon::Lexicon;
use grammar::{Diagram, Section};
use loss::Loss;
use piece::Piece;
use task::Task;

/// Nobody reads more hints about one diagram.
const MAX_SAID: usize = 100;

/// A diagram and the block it stands in.
#[derive(Debug)]
pub struct Drawn {
    /// The block.
    pub at: usize,
    diagram: Diagram,
}

impl Drawn {
    /// The first diagram of a body that holds a map.
    pub fn find(finder: &Finder<'_, '_>) -> Option<Self> {
        let read = |(at, block)| Some(Self { at, diagram: diagram(finder.markdown, block)? });
        finder.blocks.iter().enumerate().find_map(read)
    }

    /// Its title and where it stands.
    pub fn title(&self) -> Option<(String, journeybook_model::Span)> {
        self.diagram.title.as_ref().map(|title| (title.text.clone(), title.span))
    }
}

/// The diagram of a block; none where it is no journey or holds no section.
pub(crate) fn diagram(markdown: &Markdown<'_>, block: &Block) -> Option<Diagram> {
    drawn(markdown, &markdown.events[block.events.clone()])
}

/// The same of a block's events.
fn drawn(markdown: &Markdown<'_>, events: &[(Event<'_>, Range<usize>)]) -> Option<Diagram> {
    grammar::read(text(markdown, events)?).filter(|diagram| !diagram.sections.is_empty())
}

/// A block's events as a small map, with what Mermaid would lose of it; none where they are no journey.
pub fn small_map(
    markdown: &Markdown<'_>,
    events: &[(Event<'_>, Range<usize>)],
    lexicon: &Lexicon,
) -> Option<(String, Vec<Diagnostic>)> {
    let diagram = drawn(markdown, events)?;
    Some((figure::html(&diagram, lexicon), losses(&diagram, markdown.source)))
}

/// The hints at what Mermaid would lose.
fn losses(diagram: &Diagram, source: &Source) -> Vec<Diagnostic> {
    let off_scale = score::off_scale(diagram).map(|score| (Loss::OffScale, score.span));
    let losses = diagram.losses.iter().copied().chain(off_scale);
    losses.take(MAX_SAID).map(|(loss, span)| loss.note(source, span)).collect()
}

/// What a stretch of a diagram's text means.
pub(crate) fn words(text: &str) -> String {
    Piece { text, start: 0 }.words().text
}

/// Whether a fenced `mermaid` block begins with an event.
pub(super) fn is_begun(event: &Event<'_>) -> bool {
    let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else { return false };
    info.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("mermaid"))
}

/// The text of a fenced `mermaid` block.
fn text<'m>(markdown: &'m Markdown<'_>, events: &[(Event<'_>, Range<usize>)]) -> Option<Piece<'m>> {
    events.first().filter(|(event, _)| is_begun(event))?;
    let mut texts =
        events.iter().filter(|(event, _)| matches!(event, Event::Text(_))).map(|(_, range)| range);
    let first = texts.next()?;
    let end = texts.next_back().unwrap_or(first).end;
    Some(Piece { text: &markdown.source.text[first.start..end], start: first.start })
}

/// The label of the entry that a score becomes.
pub(crate) const SCORE: &str = "score";

impl Mapper<'_, '_, '_> {
    /// The map of a diagram; what stands around it is the overview and the sections.
    pub fn drawn(&mut self, root: &Node, drawn: &Drawn, title: &str) -> Journey {
        let Drawn { at, diagram } = drawn;
        self.reader.notes.extend(losses(diagram, self.finder.markdown.source));
        let overview = self.drawn_overview(root, *at, diagram, title);
        let sections = prose::sections(self.reader, self.finder.blocks, at + 1..self.finder.blocks.len());
        let scale = score::scale(diagram);
        let fallback = diagram.title.as_ref().map_or("Journey", |title| &title.text);
        let stages = diagram.sections.iter().map(|section| self.section(section, fallback, scale)).collect();
        let mut journey = Journey { scale: self.scale, overview, stages, sections };
        self.end(&mut journey);
        journey
    }

    /// What stands before the diagram, then what it says of itself and the map's title does not.
    fn drawn_overview(&mut self, root: &Node, at: usize, diagram: &Diagram, title: &str) -> Rich {
        let mut overview = Passage::from(&self.overview(root, at));
        for words in diagram.title.iter().chain(&diagram.said).filter(|words| words.text != title) {
            overview.push(&paragraph(&words.text, words.span));
        }
        overview.end()
    }

    fn section(&mut self, section: &Section, fallback: &str, scale: Scale) -> Stage {
        let steps: Vec<_> = section.tasks.iter().map(|task| self.task(task, scale)).collect();
        let begins = steps.first().map(|step| step.span).unwrap_or_default();
        let (name, span) =
            section.name.as_ref().map_or((fallback, begins), |name| (name.text.as_str(), name.span));
        let read = heading::of_text(name, self.finder.lexicon);
        let id = id_of(&read.attributes, &read.title);
        Stage { id, title: read.title, duration: read.duration, span, steps, ..Stage::default() }
    }

    fn task(&mut self, task: &Task, scale: Scale) -> Step {
        let Task { name, score, actors, .. } = task;
        let read = heading::of_text(&name.text, self.finder.lexicon);
        let feeling =
            score.as_ref().and_then(|score| score::feeling(score, scale, self.scale, self.finder.lexicon));
        let mut found = Found::default();
        let scores = score.iter().map(|score| (Lane::Standard(StandardLane::Feeling), SCORE, score));
        let who = label::lane("Actor", self.finder.lexicon.lane("Actor"));
        for (lane, label, words) in scores.chain(actors.iter().map(|actor| (who.clone(), "Actor", actor))) {
            let named = Named { lane, label: self.reader.label(label), span: words.span };
            self.reader.words(&words.text, words.span, &named, &mut found);
        }
        let (id, entries) = (id_of(&read.attributes, &read.title), found.end().entries);
        Step {
            id,
            title: read.title,
            duration: read.duration,
            span: name.span,
            feeling,
            entries,
            ..Step::default()
        }
    }
}
