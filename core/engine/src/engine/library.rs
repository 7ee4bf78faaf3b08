//! The documents of a site, and what is known of its files: read once, and read on where a few of them changed.

use std::collections::HashMap;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Document, Manuscript};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::files::{Beside, said_once};
use crate::lexicon::Lexicon;
use crate::parse::{Parsed, parse};
use crate::{File, Input, Pieces, STRETCH};

/// What was read of a file: the digest of its text, and what it came to.
type Known = (Digest, Arc<Parsed>);

/// What was read of the files of a site, from build to build.
#[derive(Default)]
pub struct Library {
    /// By path.
    known: HashMap<Arc<str>, Known, FxBuildHasher>,
    /// The digest of the words that those were read with.
    words: Digest,
    last: Option<Shelved>,
}

/// The files of the last build, and what they came to.
struct Shelved {
    content: Pieces<File>,
    /// For each of those files that is read as a document, its place in the order of paths.
    places: Vec<Option<usize>>,
    parsed: Pieces<Arc<Parsed>>,
    /// For each of these, the number of its first document.
    first: Vec<usize>,
    read: Read,
}

/// What the files of a site come to.
#[derive(Clone)]
pub(super) struct Read {
    /// The documents, in the order of their paths.
    pub documents: Pieces<Arc<Document>>,
    /// What there is to say of each file by itself.
    pub notes: Arc<Vec<Diagnostic>>,
    /// How many files hold a document.
    pub file_count: usize,
    /// The files that are no documents.
    pub beside: Arc<Beside>,
    /// How many files were parsed now.
    pub new: usize,
}

impl Library {
    /// Reads what has changed since the last time.
    pub(super) fn read(&mut self, input: &Input, root: &str, lexicon: &Lexicon) -> Read {
        let words = Digest::of_parts([lexicon.digest.as_bytes(), root.as_bytes()]);
        if words != self.words {
            *self = Self { words, ..Self::default() };
        }
        let last = self.last.take().and_then(|last| self.read_on(last, input, root, lexicon));
        let last = last.unwrap_or_else(|| self.read_all(input, root, lexicon));
        let read = last.read.clone();
        self.last = Some(last);
        read
    }

    /// Identifies the words that files were read with.
    pub(super) fn words(&self) -> Digest {
        self.words
    }

    /// What a file came to when it was read last.
    pub(super) fn source(&self, path: &str) -> Option<&Arc<Manuscript>> {
        self.known.get(path).and_then(|(_, parsed)| parsed.source.as_ref())
    }

    /// All files that are text.
    pub(super) fn sources(&self) -> impl Iterator<Item = &Arc<Manuscript>> {
        let parsed = self.last.iter().flat_map(|last| last.parsed.iter());
        parsed.filter_map(|parsed| parsed.source.as_ref())
    }

    /// The same files with other texts in some of them; none where more than that has changed.
    fn read_on(
        &mut self,
        mut last: Shelved,
        input: &Input,
        root: &str,
        lexicon: &Lexicon,
    ) -> Option<Shelved> {
        let changed = last.changed(input, root, lexicon)?;
        last.read.new = changed.len();
        let mut is_said = false;
        for Changed { file, place, parsed } in changed {
            self.known.insert(file.path.clone(), (file.digest, parsed.clone()));
            is_said |= last.put(place, parsed);
        }
        if is_said {
            last.read.notes = Arc::new(notes(&last.parsed));
        }
        last.content = input.content.clone();
        Some(last)
    }

    fn read_all(&mut self, input: &Input, root: &str, lexicon: &Lexicon) -> Shelved {
        let mut files: Vec<(usize, &File)> =
            input.content.iter().enumerate().filter(|(_, file)| file.is_markdown()).collect();
        files.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
        let known = |file: &File| {
            let known = self.known.get(&file.path).filter(|(digest, _)| *digest == file.digest);
            known.map(|(_, parsed)| parsed.clone())
        };
        let read: Vec<(Arc<Parsed>, bool)> = files
            .par_iter()
            .with_max_len(STRETCH)
            .map(|(_, file)| match known(file) {
                Some(parsed) => (parsed, false),
                None => (Arc::new(parse(file, root, lexicon)), true),
            })
            .collect();
        self.keep(&files, &read);
        let mut places = vec![None; input.content.len()];
        files.iter().enumerate().for_each(|(place, (at, _))| places[*at] = Some(place));
        let new = read.iter().filter(|(_, new)| *new).count();
        Shelved::of(input, places, read.into_iter().map(|(parsed, _)| parsed).collect(), new)
    }

    /// Files that are no more are forgotten, once they are many.
    fn keep(&mut self, files: &[(usize, &File)], read: &[(Arc<Parsed>, bool)]) {
        let are_gone = self.known.len() > 2 * files.len();
        if are_gone {
            self.known.clear();
        }
        for ((_, file), (parsed, _)) in files.iter().zip(read).filter(|(_, (_, new))| *new || are_gone) {
            self.known.insert(file.path.clone(), (file.digest, parsed.clone()));
        }
    }
}

/// A file that became another.
struct Changed<'i> {
    file: &'i File,
    /// Its place in the order of paths.
    place: usize,
    /// What it comes to now.
    parsed: Arc<Parsed>,
}

impl Shelved {
    fn of(input: &Input, places: Vec<Option<usize>>, parsed: Pieces<Arc<Parsed>>, new: usize) -> Self {
        let (mut first, mut documents) = (Vec::with_capacity(parsed.len()), Pieces::default());
        for parsed in &parsed {
            first.push(documents.len());
            documents.extend(parsed.documents.iter().cloned());
        }
        let file_count = parsed.iter().filter(|parsed| !parsed.documents.is_empty()).count();
        let (notes, beside) = (Arc::new(notes(&parsed)), Arc::new(Beside::of(input)));
        let read = Read { documents, notes, file_count, beside, new };
        Self { content: input.content.clone(), places, parsed, first, read }
    }

    /// The files that became others; none where more has changed than texts that hold as many documents as before.
    fn changed<'i>(&self, input: &'i Input, root: &str, lexicon: &Lexicon) -> Option<Vec<Changed<'i>>> {
        if self.content.len() != input.content.len() || !self.read.beside.is_of(input) {
            return None;
        }
        let differs = |at: &usize| !self.content[*at].is(&input.content[*at]);
        let all: Vec<usize> = self.content.apart(&input.content).filter(differs).collect();
        let read = |at: usize| {
            let (file, place) = (&input.content[at], self.places[at]?);
            let parsed = Arc::new(parse(file, root, lexicon));
            let is_alike = parsed.documents.len() == self.parsed[place].documents.len();
            (is_alike && file.path == self.content[at].path).then_some(Changed { file, place, parsed })
        };
        all.into_par_iter().map(read).collect()
    }

    /// Puts in what a file comes to now; whether there is anything to say of it, or was.
    fn put(&mut self, place: usize, new: Arc<Parsed>) -> bool {
        for (document, number) in new.documents.iter().zip(self.first[place]..) {
            self.read.documents.get_mut(number).into_iter().for_each(|known| known.clone_from(document));
        }
        let is_said = !new.notes.is_empty() || !self.parsed[place].notes.is_empty();
        self.parsed.get_mut(place).into_iter().for_each(|known| known.clone_from(&new));
        is_said
    }
}

fn notes(parsed: &Pieces<Arc<Parsed>>) -> Vec<Diagnostic> {
    said_once(parsed.iter().flat_map(|parsed| parsed.notes.iter().cloned()))
}
