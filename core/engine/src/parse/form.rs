//! The form in which a body holds its map: headings, a diagram, or a table.

use journeybook_model::{Fields, Kind, Span};

use super::blocks::Block;
use super::finder::{Finder, Stages};
use super::mermaid::Drawn;
use super::outline::Node;
use super::{listed, prose, table};
use crate::lexicon::Lexicon;

/// Where the map of a body is.
pub enum Form<'n> {
    /// In its headings.
    Headings(Stages<'n>),
    /// In a Mermaid block, where no heading reads as a stage.
    Diagram(Drawn),
    /// In a table under no heading: its block.
    Table(usize),
    /// In a table whose rows or columns are stages, by their number or by the word over them: its block.
    Rows(usize),
    /// In a list whose items are stages: its block.
    Items(usize),
    /// Nowhere.
    None,
}

impl<'n> Form<'n> {
    /// Finds the map of a body.
    pub fn find(finder: &Finder<'_, '_>, tree: &'n Node) -> Self {
        let found = finder.find(tree);
        let at = |is_meant: &dyn Fn(&Block) -> bool| finder.blocks.iter().position(is_meant);
        let names_stages = |block: &Block| table::names_stages(finder.markdown, block, finder.lexicon);
        let is_numbered = |block: &Block| table::stages(finder.markdown, block, finder.lexicon).is_some();
        // One heading over a table of stages is no stage beside them.
        let rows =
            if found.as_ref().is_none_or(|found| found.stages.len() == 1) { at(&names_stages) } else { None };
        let headings = rows.map(Form::Rows).or_else(|| found.map(Form::Headings));
        headings
            .or_else(|| Drawn::find(finder).map(Form::Diagram))
            .or_else(|| at(&|block| finder.is_map(block)).map(Form::Table))
            .or_else(|| at(&is_numbered).map(Form::Rows))
            .or_else(|| at(&|block| listed::is_map(finder, block)).map(Form::Items))
            .unwrap_or(Form::None)
    }

    /// A file outside the known folders is a journey when it reads as one: two or more stages with entries, numbered
    /// or named as stages, or a map of any form under a title that says it is a journey or a service
    /// blueprint. One stage is enough under such a title where it has steps.
    pub fn kind(&self, tree: &Node, fields: &Fields, lexicon: &Lexicon) -> Kind {
        let heading = prose::title(tree).map(|node| node.heading.text.clone());
        let named = fields.text("title").into_iter().chain(heading).any(|title| lexicon.is_of_a_map(&title));
        match self {
            Form::Headings(found) if found.stages.len() > 1 && (found.named > 1 || named) => Kind::Journey,
            Form::Headings(found)
                if named && found.parent.children[found.stages.start].children.len() > 1 =>
            {
                Kind::Journey
            }
            Form::Diagram(_) | Form::Table(_) | Form::Rows(_) | Form::Items(_) if named => Kind::Journey,
            _ => Kind::Page,
        }
    }

    /// How many blocks stand before the map.
    pub fn begins(&self) -> usize {
        match self {
            Form::Headings(found) => found.parent.children[found.stages.start].at,
            Form::Diagram(drawn) => drawn.at,
            Form::Table(at) | Form::Rows(at) | Form::Items(at) => *at,
            Form::None => 0,
        }
    }

    /// The title that the map itself has.
    pub fn title(&self) -> Option<(String, Span)> {
        match self {
            Form::Diagram(drawn) => drawn.title(),
            _ => None,
        }
    }
}
