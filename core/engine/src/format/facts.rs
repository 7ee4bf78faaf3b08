//! What the engine read, by the place it was written at.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use journeybook_model::{Document, Entry, Scale, Step};

/// A heading that is a column of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Which one, counted from the first stage.
    pub number: usize,
    /// Whether it is a step.
    pub is_step: bool,
}

/// Entries, columns and sections of one map, found by their places.
#[derive(Debug, Default)]
pub struct Facts<'d> {
    entries: BTreeMap<u32, (&'d Entry, usize)>,
    columns: BTreeMap<u32, Column>,
    titles: BTreeMap<u32, &'d str>,
    steps: BTreeMap<u32, &'d Step>,
    sections: HashSet<u32>,
    /// The emotion scale.
    pub scale: Scale,
}

impl<'d> Facts<'d> {
    /// What a document says.
    pub fn of(document: &'d Document) -> Self {
        let mut facts = Self::default();
        let Some(journey) = document.journey() else { return facts };
        facts.scale = journey.scale;
        let mut number = 0;
        for stage in &journey.stages {
            facts.titles.insert(document.source.line(stage.span.start), &stage.title);
            facts.column(
                document.source.line(stage.span.start),
                Column { number, is_step: false },
                &stage.entries,
            );
            for step in &stage.steps {
                number += 1;
                facts.titles.insert(document.source.line(step.span.start), &step.title);
                facts.column(
                    document.source.line(step.span.start),
                    Column { number, is_step: true },
                    &step.entries,
                );
                facts.steps.insert(step.span.start, step);
            }
            number += 1;
        }
        let headed = journey.sections.iter().filter(|section| section.span.end > 0);
        facts.sections = headed.map(|section| document.source.line(section.span.start)).collect();
        facts
    }

    fn column(&mut self, line: u32, column: Column, entries: &'d [Entry]) {
        self.columns.entry(line).or_insert(column);
        self.entries.extend(entries.iter().map(|entry| (entry.span.start, (entry, column.number))));
    }

    /// The column whose heading stands on a line.
    pub fn column_at(&self, line: usize) -> Option<Column> {
        self.columns.get(&(line as u32)).copied()
    }

    /// The title of the column whose heading stands on a line.
    pub fn title_at(&self, line: usize) -> String {
        self.titles.get(&(line as u32)).map(|title| (*title).to_owned()).unwrap_or_default()
    }

    /// Whether a line is the heading of a section that is no part of the map.
    pub fn is_section(&self, line: usize) -> bool {
        self.sections.contains(&(line as u32))
    }

    /// The first entry that begins in a stretch of bytes, and its column.
    pub fn entry_in(&self, bytes: &Range<usize>) -> Option<(&'d Entry, usize)> {
        self.entries.range(bytes.start as u32..bytes.end as u32).next().map(|(_, found)| *found)
    }

    /// The steps that begin in a stretch of bytes: those of a table.
    pub fn steps_in(&self, bytes: &Range<usize>) -> Vec<&'d Step> {
        self.steps.range(bytes.start as u32..bytes.end as u32).map(|(_, step)| *step).collect()
    }
}
