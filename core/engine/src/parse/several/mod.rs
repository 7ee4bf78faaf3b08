//! Whether a body holds one map or several, and which headings or diagrams are maps of their own.
//!
//! A single map whose stages hold steps looks much like several maps whose stages hold entries. So structure alone never
//! parts a body: its headings must be called or numbered as journeys, or repeat each other's stages.

mod alike;
mod cut;
mod name;
mod read;

use std::ops::Range;

use journeybook_model::{Diagnostic, Fields, Severity, Source};

use super::blocks::Block;
use super::finder::Finder;
use super::form::Form;
use super::mermaid::diagram;
use super::outline::Node;
use crate::codes;

pub use name::id;
pub use read::{Whole, documents};

/// The key that settles how many maps a file holds.
pub const KEY: &str = "maps";

/// How many maps a body holds.
pub enum Maps {
    /// One, or none.
    One,
    /// One, though several would be as good a reading.
    Unclear(Readings),
    /// Several: their blocks.
    Several(Vec<Range<usize>>),
}

/// Two readings that are equally good.
pub struct Readings {
    /// The headings that could be maps, and how many stages each would have.
    maps: Vec<(String, usize)>,
    /// The stages of the one map, and their steps.
    one: (usize, usize),
    /// The first of the headings.
    at: journeybook_model::Span,
}

/// Finds the maps of a body. `form` is the one map it would be, `wish` what the frontmatter says.
pub fn find(finder: &Finder<'_, '_>, tree: &Node, form: &Form<'_>, wish: Option<&str>) -> Maps {
    if wish == Some("one") {
        return Maps::One;
    }
    let parents = parents(tree, form);
    let told = parents.iter().find_map(|parent| finder.numbered_as_journeys(parent));
    let told = told.or_else(|| parents.iter().find_map(|parent| finder.called_journeys(parent)));
    let wished =
        || parents.iter().find_map(|parent| finder.filled(parent).filter(|_| wish == Some("several")));
    if let Some(nodes) = told.or_else(wished) {
        return Maps::Several(nodes.into_iter().map(Node::whole).collect());
    }
    if let Form::Diagram(_) = form {
        return diagrams(finder, tree);
    }
    let alike = parents.iter().find_map(|parent| alike::siblings(finder, parent));
    match (alike, form) {
        (Some(alike), _) if alike.is_certain(finder) => {
            Maps::Several(alike.nodes.into_iter().map(Node::whole).collect())
        }
        (Some(alike), Form::Headings(found)) => Maps::Unclear(alike.readings(found)),
        _ => Maps::One,
    }
}

/// Whether a file in no known folder says that it holds journeys: every map is called or numbered as one and has stages.
pub fn is_told(finder: &Finder<'_, '_>, tree: &Node, maps: &[Range<usize>]) -> bool {
    let is_told = |node: &Node| {
        let heading = &node.heading.text;
        finder.stage_count(node) > 1 && (finder.lexicon.names_a_journey(heading) || id(heading).is_some())
    };
    maps.iter().all(|map| tree.find(map).is_some_and(is_told))
}

/// The headings whose children may be maps: those above the stages of the one map, from the top.
fn parents<'n>(tree: &'n Node, form: &Form<'n>) -> Vec<&'n Node> {
    let mut path = vec![tree];
    while let Some(node) = path.last() {
        let holds = |child: &&Node| match form {
            Form::Headings(found) => child.at <= found.parent.at && found.parent.at < child.end,
            _ => child.level == 1 && node.children.len() == 1,
        };
        let stages = matches!(form, Form::Headings(found) if std::ptr::eq(*node, found.parent));
        match node.children.iter().find(holds).filter(|_| !stages) {
            Some(child) => path.push(child),
            None => break,
        }
    }
    path
}

impl Finder<'_, '_> {
    /// Siblings numbered as `UJ-001`, of which one at least can be read.
    fn numbered_as_journeys<'n>(&self, parent: &'n Node) -> Option<Vec<&'n Node>> {
        let letters = |node: &Node| name::id(&node.heading.text).map(|(letters, _)| letters.to_owned());
        let first = parent.children.iter().find_map(letters)?;
        let nodes: Vec<_> =
            parent.children.iter().filter(|node| letters(node).as_ref() == Some(&first)).collect();
        (nodes.len() > 1 && nodes.iter().any(|node| self.is_filled(node))).then_some(nodes)
    }

    /// Siblings whose headings say that they are journeys, two of them with stages.
    fn called_journeys<'n>(&self, parent: &'n Node) -> Option<Vec<&'n Node>> {
        let is_called =
            |node: &&Node| !self.is_prose(node) && self.lexicon.names_a_journey(&node.heading.text);
        let nodes: Vec<_> = parent.children.iter().filter(is_called).collect();
        let staged = nodes.iter().filter(|node| self.stage_count(node) > 1 || self.shows_a_map(node));
        (staged.count() > 1).then_some(nodes)
    }

    /// Two or more siblings that hold anything of a map.
    fn filled<'n>(&self, parent: &'n Node) -> Option<Vec<&'n Node>> {
        let nodes =
            parent.children.iter().filter(|node| !self.is_prose(node) && !self.is_label(parent, node));
        let nodes: Vec<_> = nodes.filter(|node| self.is_filled(node)).collect();
        (nodes.len() > 1).then_some(nodes)
    }

    fn is_filled(&self, node: &Node) -> bool {
        self.find(node).is_some() || self.is_one_stage(node) || self.shows_a_map(node)
    }

    /// Whether a heading has entries, or labels below it, and no stages.
    fn is_one_stage(&self, node: &Node) -> bool {
        self.holds(node) || node.children.iter().any(|child| self.is_label(node, child))
    }

    fn stage_count(&self, node: &Node) -> usize {
        self.find(node).map_or(0, |found| found.stages.len())
    }

    /// Whether a table or a diagram under a heading is a map.
    fn shows_a_map(&self, node: &Node) -> bool {
        let is_map = |block: &Block| self.is_map(block) || diagram(self.markdown, block).is_some();
        self.blocks[node.whole()].iter().any(is_map)
    }
}

/// Two or more diagrams, each with the heading that stands over it alone.
fn diagrams(finder: &Finder<'_, '_>, tree: &Node) -> Maps {
    let is_drawn = |at: &usize| diagram(finder.markdown, &finder.blocks[*at]).is_some();
    let all: Vec<_> = (0..finder.blocks.len()).filter(is_drawn).collect();
    match all.len() {
        0 | 1 => Maps::One,
        _ => Maps::Several(all.iter().map(|at| around(tree, *at, &all)).collect()),
    }
}

/// The largest heading's blocks that hold one diagram and no other, else the diagram's own.
fn around(node: &Node, at: usize, all: &[usize]) -> Range<usize> {
    match node.children.iter().find(|child| child.whole().contains(&at)) {
        Some(child) if all.iter().filter(|at| child.whole().contains(at)).count() == 1 => child.whole(),
        Some(child) => around(child, at, all),
        None => at..at + 1,
    }
}

impl Readings {
    /// The warning that names both readings.
    pub fn note(&self, source: &Source) -> Diagnostic {
        let named: Vec<_> =
            self.maps.iter().map(|(title, stages)| format!("“{title}” with {stages} stages")).collect();
        let (stages, steps) = self.one;
        let message = format!(
            "this could be {} maps ({}) or one map of {stages} stages and {steps} steps; the one was taken",
            self.maps.len(),
            named.join(", "),
        );
        Diagnostic::at(codes::MAPS_AMBIGUOUS, Severity::Warning, &source.path, self.at, message)
            .help("write `maps: several` or `maps: one` in the frontmatter")
    }
}

/// What is said where several maps are wished for and no two headings hold anything of one.
pub fn not_several(source: &Source, fields: &Fields) -> Option<Diagnostic> {
    let field = fields.find(KEY).filter(|field| field.value == "several")?;
    let message = "no two headings here hold stages of their own, so this is one map".to_owned();
    Some(
        Diagnostic::at(codes::MAPS_AMBIGUOUS, Severity::Warning, &source.path, field.span, message)
            .help("give each map a heading, and its stages headings below it; or take `maps:` out"),
    )
}
