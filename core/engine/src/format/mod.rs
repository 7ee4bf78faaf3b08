//! A journey map in the canonical form, proven to say what it said before.
//!
//! What the engine read decides what a block is; comrak's tree says where the block lies and its writer writes the new
//! one. The inside of a value is never written anew: its bytes are taken as they were typed.

mod convert;
mod facts;
mod grid;
mod item;
mod label;
mod pieces;
mod proof;
mod table;
mod tabular;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod whole;

use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, Severity};

use crate::File;
use crate::engine::is_markdown;
use crate::lexicon::Lexicon;
use crate::parse::{Parsed, parse};

pub use proof::Difference;
pub use tabular::{Stays, Why};

/// How often a text is formatted until nothing changes any more.
const MAX_ROUNDS: usize = 4;

/// Formats the maps of one site.
#[derive(Debug)]
pub struct Formatter {
    lexicon: Lexicon,
    root: String,
}

/// What came of one file.
#[derive(Debug)]
pub enum Formatted {
    /// It is no journey map, and left alone.
    NotAMap,
    /// It is in the canonical form.
    Same,
    /// It says the same in this text.
    Changed(String),
    /// The canonical form would say something else.
    Refused(Difference),
    /// It has errors, which come first.
    Broken(Vec<Diagnostic>),
}

/// How far to go. What a map does not bear is tried with less.
#[derive(Clone, Copy, Debug)]
struct Plan {
    /// Whether stages become second-level and steps third-level headings.
    levels: bool,
    /// Whether tables become headings and lists.
    tables: bool,
}

const PLANS: [Plan; 4] = [
    Plan { levels: true, tables: true },
    Plan { levels: false, tables: true },
    Plan { levels: true, tables: false },
    Plan { levels: false, tables: false },
];

impl Formatter {
    /// A formatter that knows the words of a site. `root` is the content folder's name with its slash.
    pub(crate) fn new(lexicon: Lexicon, root: String) -> Self {
        Self { lexicon, root }
    }

    /// The canonical form of a file.
    pub fn format(&self, file: &File) -> Formatted {
        if !is_markdown(&file.path) {
            return Formatted::NotAMap;
        }
        let parsed = self.parse(file);
        let errors: Vec<_> =
            parsed.notes.iter().filter(|note| note.severity == Severity::Error).cloned().collect();
        match parsed.document() {
            _ if !errors.is_empty() => Formatted::Broken(errors),
            Some(document) if document.journey().is_some() => self.settle(file, &parsed, document),
            _ => Formatted::NotAMap,
        }
    }

    /// The same map with the steps of its stages as tables, and the stages whose steps no table can hold.
    pub fn tables(&self, file: &File) -> (Formatted, Vec<Stays>) {
        let original = self.parse(file);
        let mut at_hand = file.clone();
        for _ in 0..MAX_ROUNDS {
            let list = match self.format(&at_hand) {
                Formatted::Changed(text) => text,
                Formatted::Same => String::from_utf8_lossy(&at_hand.bytes()).into_owned(),
                other => return (other, Vec::new()),
            };
            let (text, stays) = self.tabled(&File::new(file.path.clone(), list.into_bytes()), &original);
            if text.as_bytes() == &*at_hand.bytes() {
                let is_same = at_hand.digest == file.digest;
                return (if is_same { Formatted::Same } else { Formatted::Changed(text) }, stays);
            }
            at_hand = File::new(file.path.clone(), text.into_bytes());
        }
        (Formatted::Refused(proof::restless()), Vec::new())
    }

    /// Puts into tables what proves to say the same there, stage by stage where not all of it does.
    fn tabled(&self, list: &File, original: &Parsed) -> (String, Vec<Stays>) {
        let Some(list) = self.parse(list).document().cloned() else { return (String::new(), Vec::new()) };
        let stages = pieces::read(&list, &self.lexicon, tabular::stages);
        let named = |stage: &tabular::Stage, why| Stays { stage: stage.title.clone(), why };
        let stuck = stages.iter().filter_map(|stage| Some(named(stage, stage.table.as_ref().err()?.clone())));
        let mut stays: Vec<_> = stuck.collect();
        let differs = |text: &str| {
            let file = File::new(list.source.path.clone(), text.as_bytes());
            proof::difference(original, &self.parse(&file))
        };
        let all = tabular::text(&list, &stages, |_| true);
        if differs(&all).is_none() {
            return (all, stays);
        }
        let mut meant = Vec::new();
        for (at, stage) in stages.iter().enumerate().filter(|(_, stage)| stage.table.is_ok()) {
            meant.push(at);
            if let Some(difference) = differs(&tabular::text(&list, &stages, |at| meant.contains(&at))) {
                meant.pop();
                stays.push(named(stage, Why::Differs(difference)));
            }
        }
        (tabular::text(&list, &stages, |at| meant.contains(&at)), stays)
    }

    /// Formats until nothing changes: what is formatted twice must come out as it was.
    fn settle(&self, file: &File, original: &Parsed, first: &Arc<Document>) -> Formatted {
        let mut document = first.clone();
        for _ in 0..MAX_ROUNDS {
            match self.round(file, original, &document) {
                Err(difference) => return Formatted::Refused(difference),
                Ok(None) if document.source.read().text == first.source.read().text => {
                    return Formatted::Same;
                }
                Ok(None) => return Formatted::Changed(document.source.read().text.to_string()),
                Ok(Some(next)) => document = next,
            }
        }
        Formatted::Refused(proof::restless())
    }

    /// One step towards the canonical form; none where it is reached.
    fn round(
        &self,
        file: &File,
        original: &Parsed,
        document: &Document,
    ) -> Result<Option<Arc<Document>>, Difference> {
        let mut refused = None;
        for plan in PLANS {
            let text = pieces::rewritten(document, &self.lexicon, plan);
            if *text == *document.source.read().text {
                return Ok(None);
            }
            let parsed = self.parse(&File::new(file.path.clone(), text.into_bytes()));
            match proof::difference(original, &parsed) {
                None => return Ok(parsed.document().cloned()),
                Some(difference) => refused.get_or_insert(difference),
            };
        }
        refused.map_or(Ok(None), Err)
    }

    /// A file as it is read with the words of the site.
    pub(crate) fn parse(&self, file: &File) -> Parsed {
        parse(file, &self.root, &self.lexicon)
    }
}
