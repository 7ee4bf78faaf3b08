//! The form in which a body holds its map: headings, a diagram, or a table.

use journeybook_model::{Fields, Kind, Span};

use super::blocks::Block;
use super::mermaid::Drawn;
use super::outline::{Finder, Node, Stages};
use super::{prose, table};

/// Where the map of a body is.
pub enum Form<'n> {
    /// In its headings.
    Headings(Stages<'n>),
    /// In a Mermaid block, where no heading reads as a stage.
    Diagram(Drawn),
    /// In a table under no heading: its block.
    Table(usize),
    /// In a table whose rows are numbered stages: its block.
    Rows(usize),
    /// Nowhere.
    None,
}

impl<'n> Form<'n> {
    /// Finds the map of a body.
    pub fn find(finder: &Finder<'_, '_>, tree: &'n Node) -> Self {
        let drawn = || Drawn::find(finder).map(Form::Diagram);
        let tabled = || finder.blocks.iter().position(|block| finder.is_map(block)).map(Form::Table);
        let is_staged = |block: &Block| table::stages(finder.markdown, block).is_some();
        let staged = || finder.blocks.iter().position(is_staged).map(Form::Rows);
        let headings = finder.find(tree).map(Form::Headings);
        headings.or_else(drawn).or_else(tabled).or_else(staged).unwrap_or(Form::None)
    }

    /// A file outside the known folders is a journey when it reads as one: two or more stages with entries, numbered
    /// or named as stages, or a map of any form under a title that says it is a journey or a service
    /// blueprint.
    pub fn kind(&self, tree: &Node, fields: &Fields) -> Kind {
        let heading = prose::title(tree).map(|node| node.heading.text.clone());
        let title = fields.text("title").or(heading).unwrap_or_default().to_lowercase();
        let named = title.contains("journey") || title.contains("service blueprint");
        match self {
            Form::Headings(found) if found.stages.len() > 1 && (found.named > 1 || named) => Kind::Journey,
            Form::Diagram(_) | Form::Table(_) | Form::Rows(_) if named => Kind::Journey,
            _ => Kind::Page,
        }
    }

    /// How many blocks stand before the map.
    pub fn begins(&self) -> usize {
        match self {
            Form::Headings(found) => found.parent.children[found.stages.start].at,
            Form::Diagram(drawn) => drawn.at,
            Form::Table(at) | Form::Rows(at) => *at,
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
