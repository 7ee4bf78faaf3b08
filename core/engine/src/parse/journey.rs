//! A body as a journey map.

use journeybook_model::{Attributes, Diagnostic, Journey, Rich, Scale, Section, Severity, Span, Stage, Step};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::blocks::Block;
use super::entries::{Column, Found, Named, Reader, exact};
use super::finder::{Finder, Stages};
use super::heading::Heading;
use super::label;
use super::outline::Node;
use super::prose;
use super::slips;
use super::slug::slug;
use crate::codes;

/// Reads maps.
pub struct Mapper<'m, 'r, 's> {
    /// Reads what stands under headings.
    pub reader: &'m mut Reader<'r, 's>,
    /// Tells headings apart.
    pub finder: &'m Finder<'r, 's>,
    /// The map's emotion scale.
    pub scale: Scale,
}

impl<'r> Mapper<'_, 'r, '_> {
    /// The map of a body whose stages were found.
    pub fn journey(&mut self, root: &Node, found: &Stages<'_>) -> Journey {
        self.warn_of_rival(found);
        let children = &found.parent.children[found.stages.clone()];
        let (first, last) = (&children[0], &children[children.len() - 1]);
        let overview = self.overview(root, first.at);
        let stages =
            children.iter().filter(|node| !self.finder.is_prose(node)).map(|node| self.stage(node)).collect();
        let mut sections = self.prose_between(children);
        sections.extend(prose::sections(self.reader, self.finder.blocks, last.end..self.finder.blocks.len()));
        let mut journey = Journey { scale: self.scale, overview, stages, sections };
        self.end(&mut journey);
        journey
    }

    /// Everything before the first stage, without the title.
    pub fn overview(&mut self, root: &Node, first: usize) -> Rich {
        let title = prose::title(root).map(|node| node.at);
        let before = self.finder.blocks[..first].iter().enumerate().filter(|(at, _)| Some(*at) != title);
        self.reader.renderer.joined(before.map(|(_, block)| block))
    }

    fn prose_between(&mut self, children: &[Node]) -> Vec<Section> {
        let prose: Vec<_> =
            children.iter().filter(|node| self.finder.is_prose(node)).map(Node::whole).collect();
        prose
            .into_iter()
            .flat_map(|blocks| prose::sections(self.reader, self.finder.blocks, blocks))
            .collect()
    }

    fn stage(&mut self, node: &Node) -> Stage {
        let mut found = Found::default();
        let mut steps = Vec::new();
        self.tables(self.blocks(node), &mut found, &mut steps);
        for child in &node.children {
            match self.finder.is_label(node, child) {
                true => self.under_label(child, &mut found),
                false => steps.push(self.step(child)),
            }
        }
        self.headed(node.heading.clone(), found, steps)
    }

    /// A stage of its heading and what stands below it.
    pub(super) fn headed(&mut self, heading: Heading, found: Found, steps: Vec<Step>) -> Stage {
        let Heading { title, duration, attributes, span, .. } = heading;
        let Column { narrative, entries, verbatims } = found.end();
        let feeling = if steps.is_empty() { self.feeling(&entries) } else { None };
        self.check_effort(&entries);
        let declared = attributes.get("stage").map(str::to_owned);
        let id = id_of(&attributes, &title);
        Stage {
            id,
            title,
            declared,
            duration,
            span,
            narrative,
            entries,
            verbatims,
            steps: exact(steps),
            feeling,
            attributes,
        }
    }

    fn step(&mut self, node: &Node) -> Step {
        let mut found = self.own(node);
        for child in &node.children {
            self.below_step(node, child, &mut found);
        }
        let Column { narrative, entries, verbatims } = found.end();
        let feeling = self.feeling(&entries);
        self.check_effort(&entries);
        let Heading { title, duration, attributes, span, .. } = node.heading.clone();
        Step {
            id: id_of(&attributes, &title),
            title,
            duration,
            span,
            narrative,
            feeling,
            entries,
            verbatims,
            attributes,
        }
    }

    /// Deeper headings are labels, or prose with everything below them.
    fn below_step(&mut self, parent: &Node, node: &Node, found: &mut Found) {
        if self.finder.is_label(parent, node) {
            return self.under_label(node, found);
        }
        let heading = &self.finder.blocks[node.at];
        self.reader.renderer.add(&mut found.narrative, heading.events.clone());
        self.reader.read(self.blocks(node), None, found);
        for child in &node.children {
            self.below_step(node, child, found);
        }
    }

    fn own(&mut self, node: &Node) -> Found {
        let mut found = Found::default();
        self.reader.read(self.blocks(node), None, &mut found);
        found
    }

    fn under_label(&mut self, node: &Node, found: &mut Found) {
        let title = &node.heading.title;
        let lane = label::lane(title, self.finder.lexicon.lane(title));
        let named = Named { lane, label: self.reader.label(title), span: node.heading.span };
        self.reader.read(self.blocks(node), Some(named), found);
    }

    fn blocks(&self, node: &Node) -> &'r [Block] {
        &self.finder.blocks[node.own.clone()]
    }

    fn warn_of_rival(&mut self, found: &Stages<'_>) {
        let Some(rival) = found.rival else { return };
        let chosen = &found.parent.children[found.stages.start].heading;
        let message = format!(
            "the stages could be “{}” and its siblings or “{}” and its siblings; the former were taken",
            chosen.title, rival.heading.title
        );
        let help = "close the headings that are no stages with `{.prose}`";
        self.note(codes::STAGES_AMBIGUOUS, Severity::Warning, rival.heading.span, message, help);
    }

    /// A map of which all is read: its ids are made unique, and what looks like a slip of the pen is asked about.
    pub fn end(&mut self, journey: &mut Journey) {
        self.number_ids(journey);
        self.reader.notes.extend(slips::of(journey, self.reader.markdown.source, self.finder.lexicon));
    }

    /// Ids are unique among the stages and among the steps of a map: the second of two slugs is numbered, the second
    /// of two pinned ids is an error.
    fn number_ids(&mut self, journey: &mut Journey) {
        let mut stages = Ids::default();
        let mut steps = Ids::default();
        for stage in &mut journey.stages {
            self.unique(&mut stages, &mut stage.id, &stage.attributes, stage.span);
            for step in &mut stage.steps {
                self.unique(&mut steps, &mut step.id, &step.attributes, step.span);
            }
        }
    }

    fn unique(&mut self, taken: &mut Ids, id: &mut String, attributes: &Attributes, span: Span) {
        let wanted = id.clone();
        let clash = !taken.take(id);
        if clash && attributes.id().is_some() {
            let message = format!("the id `{wanted}` is pinned twice in this map");
            let help = "give one of the two headings another `{#id}`";
            self.note(codes::DUPLICATE_PLACE, Severity::Error, span, message, help);
        }
    }

    /// Says what is wrong with the map.
    pub(super) fn note(
        &mut self,
        code: journeybook_model::Code,
        severity: Severity,
        span: Span,
        message: String,
        help: &str,
    ) {
        let file = &self.reader.markdown.source.path;
        self.reader.notes.push(Diagnostic::at(code, severity, file, span, message).help(help));
    }
}

/// The pinned id, else the slug of the title.
pub fn id_of(attributes: &Attributes, title: &str) -> String {
    attributes.id().map_or_else(|| slug(title), str::to_owned)
}

/// Ids already given, each with the last number that was put behind it: a map may hold one title a hundred thousand
/// times.
#[derive(Default)]
pub struct Ids(FxHashMap<String, usize>);

impl Ids {
    /// For so many ids.
    pub fn for_about(count: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(count, FxBuildHasher))
    }

    /// Takes an id, numbering it until it is free; whether it was free at once.
    pub fn take(&mut self, id: &mut String) -> bool {
        if id.is_empty() {
            "part".clone_into(id);
        }
        let Some(last) = self.0.get(id.as_str()).copied() else {
            self.0.insert(id.clone(), 1);
            return true;
        };
        let next = (last + 1..).map(|number| (number, format!("{id}-{number}")));
        let (number, free) =
            next.into_iter().find(|(_, free)| !self.0.contains_key(free)).expect("numbers do not end");
        self.0.insert(std::mem::replace(id, free.clone()), number);
        self.0.insert(free, 1);
        false
    }
}
