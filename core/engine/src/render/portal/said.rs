//! What is said of a document, and where.

use journeybook_model::Diagnostic;

use super::Portal;
use crate::resolve::NodeId;

impl Portal {
    /// What is said of a document, each with its index among all that is said.
    pub fn findings(&self, node: NodeId) -> impl Iterator<Item = (usize, &Diagnostic)> {
        let path = self.document(node).map(|document| &document.source.path);
        let own = path.and_then(|path| self.said.get(path)).into_iter().flatten();
        own.map(|at| (*at, &self.diagnostics[*at])).filter(move |(_, note)| !self.is_of_another(node, note))
    }

    /// Whether what is said of a file is said of another of its maps.
    fn is_of_another(&self, node: NodeId, note: &Diagnostic) -> bool {
        let others = self.site.parts_of(&note.place.file).iter().filter(|other| **other != node);
        let mut parts = others.filter_map(|other| self.document(*other)?.part.as_ref());
        note.place.span.is_some_and(|span| parts.any(|part| part.contains(span)))
    }

    /// The line and column of a finding, from 1; 0 for a file as a whole.
    pub fn position(&self, note: &Diagnostic) -> (u32, u32) {
        let document = self.site.at_path(&note.place.file).and_then(|node| self.document(node));
        let position =
            note.place.span.zip(document).map(|(span, document)| document.source.position(span.start));
        position.map_or((0, 0), |position| (position.line, position.column))
    }
}
