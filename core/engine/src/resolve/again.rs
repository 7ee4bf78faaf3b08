//! The last site once more, with documents put into it that differ in nothing another document, or a check between
//! documents, can see.
//!
//! Joining looks at what documents are called, what they refer to and from where, and at what they declare: their seams.
//! A word between the seams moves nothing but itself.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

use journeybook_model::{
    Attributes, Diagnostic, Digest, Document, Entry, FrameworkModel, Journey, Rich, Source, StandardLane,
};

use super::{Site, World, parts, resolve};
use crate::Pieces;
use crate::settings::Settings;

/// The last site that was joined.
#[derive(Default)]
pub struct Memory(Option<Before>);

/// What a site was joined from, and what it came to.
struct Before {
    around: Around,
    documents: Pieces<Arc<Document>>,
    site: Site,
    notes: Vec<Diagnostic>,
}

/// What documents are joined with.
#[derive(PartialEq)]
struct Around {
    /// All of them but what only pages show.
    settings: String,
    files: Arc<HashSet<Arc<str>>>,
    frameworks: Arc<Vec<FrameworkModel>>,
    lexicon: Digest,
}

impl Memory {
    /// Joins the documents, and says how many it took; where only words between seams changed, they are put into the last
    /// site.
    pub fn resolve(&mut self, world: World<'_>, notes: &mut Vec<Diagnostic>) -> (Site, usize) {
        let around = Around::of(&world);
        let documents = world.documents.clone();
        let before = self.0.take().filter(|before| before.around == around);
        let again = before.and_then(|before| before.under(&world.settings)?.with(&documents));
        let (after, joined) = again.unwrap_or_else(|| {
            let (mut said, all) = (Vec::new(), documents.len());
            let site = resolve(world, &mut said);
            (Before { around, documents, site, notes: said }, all)
        });
        notes.extend(after.notes.iter().cloned());
        let site = after.site.clone();
        self.0 = Some(after);
        (site, joined)
    }
}

impl Around {
    fn of(world: &World<'_>) -> Self {
        Self {
            settings: world.settings.without_words(),
            files: world.files.clone(),
            frameworks: world.frameworks.clone(),
            lexicon: world.lexicon.digest,
        }
    }
}

impl Before {
    /// The same site under other settings that mean the same to documents. What was said must not lie in them.
    fn under(mut self, settings: &Settings) -> Option<Self> {
        let digest = |settings: &Settings| settings.source.as_ref().map(|source| source.digest);
        let is_said = |source: &Arc<Source>| self.notes.iter().any(|note| is_about(note, &source.path));
        if digest(settings) != digest(&self.site.settings) {
            if settings.source.iter().chain(&self.site.settings.source).any(is_said) {
                return None;
            }
            self.site.settings = settings.clone();
        }
        Some(self)
    }

    /// The same site of these documents, where they fit between the seams, and how many are new. What was said must lie in none of them: its
    /// places would have moved.
    fn with(mut self, documents: &Pieces<Arc<Document>>) -> Option<(Self, usize)> {
        if self.documents.len() != documents.len() {
            return None;
        }
        let mut joined = 0;
        let pairs = self.documents.apart(documents).map(|at| (&self.documents[at], &documents[at]));
        for (old, new) in pairs.filter(|(old, new)| !Arc::ptr_eq(old, new)) {
            let is_said = || self.notes.iter().any(|note| is_about(note, &new.source.path));
            if old.source.path != new.source.path || seams(old) != seams(new) || is_said() {
                return None;
            }
            let node = self.site.find(old.kind, &old.id)?;
            let holder = self.site.node(node);
            if !holder.document.as_ref().is_some_and(|held| Arc::ptr_eq(held, old)) {
                return None;
            }
            holder.document = Some(new.clone());
            joined += 1;
        }
        Some((Self { documents: documents.clone(), ..self }, joined))
    }
}

fn is_about(note: &Diagnostic, path: &str) -> bool {
    note.files().any(|file| file == path)
}

/// Everything of a document that joining looks at, but for the places of words.
fn seams(document: &Document) -> String {
    let Document { kind, id, title, fields, links, .. } = document;
    let part = document.part.as_ref().map(|part| (&part.id, &part.anchor));
    let is_map = document.journey().is_some();
    let mut seams = format!("{kind:?} {is_map} {id:?} {title:?} {part:?}");
    for field in &fields.0 {
        let own = links.iter().enumerate().filter(|(_, link)| link.span == field.span);
        let own: Vec<usize> = own.map(|(at, _)| at).collect();
        let _ = write!(seams, "\n{:?} {:?} {own:?}", field.key, field.value);
    }
    for link in links {
        let _ = write!(seams, "\n{:?} {:?} {:?}", link.to, link.form, link.kind);
    }
    if let Some(journey) = document.journey() {
        of_journey(journey, &mut seams);
    }
    parts::of(document).for_each(|id| seams.extend(["\n#", id]));
    seams
}

fn of_journey(journey: &Journey, seams: &mut String) {
    for stage in &journey.stages {
        let _ = write!(seams, "\n{:?} {:?} {:?}", stage.id, stage.title, stage.declared);
        of_column(&stage.attributes, &stage.entries, &stage.narrative, &stage.verbatims, seams);
        for step in &stage.steps {
            let _ = write!(seams, "\n- {:?} {:?}", step.id, step.title);
            of_column(&step.attributes, &step.entries, &step.narrative, &step.verbatims, seams);
        }
    }
}

fn of_column(
    braces: &Attributes,
    entries: &[Entry],
    narrative: &Rich,
    verbatims: &[Rich],
    seams: &mut String,
) {
    attributes(braces, seams);
    for entry in entries {
        let _ = write!(seams, "\n* {:?} {:?}", entry.lane, entry.links);
        attributes(&entry.attributes, seams);
        if entry.lane.is(StandardLane::Opportunity) {
            let _ = write!(seams, " {:?}", entry.text.text());
        }
    }
    for hole in std::iter::once(narrative).chain(verbatims).flat_map(|text| text.holes()) {
        let _ = write!(seams, " @{}", hole.link);
    }
}

fn attributes(braces: &Attributes, seams: &mut String) {
    let _ = write!(seams, " {:?}", braces.id());
    for item in braces.items() {
        let _ = write!(seams, " {:?}={:?}", item.key, item.value);
    }
}
