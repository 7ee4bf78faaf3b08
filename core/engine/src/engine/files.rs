//! The files of a site that are no documents, and the texts that diagnostics point into.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Severity, Source};

use crate::data::{self, Data};
use crate::parse;
use crate::render::{self, Linked};
use crate::resolve::Site;
use crate::settings::Settings;
use crate::{File, Input, Pieces, codes, look};

/// The largest file that a portal carries.
const MAX_PUBLISHED: u64 = 64 << 20;

/// Whether a file is read as a document.
pub(crate) fn is_markdown(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|ending| ["md", "markdown"].contains(&ending))
}

/// The files that diagnostics point into.
pub(super) fn named(said: &[Diagnostic]) -> HashSet<&str> {
    said.iter().flat_map(Diagnostic::files).collect()
}

/// The sources that diagnostics point into, of a build that is not made again.
pub(super) fn sources_of(input: &Input, said: &[Diagnostic]) -> BTreeMap<Arc<str>, Arc<Source>> {
    let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
    let named = named(said);
    let themed = render::theme::templates(&input.theme).into_iter().map(|(place, file)| {
        let path = Arc::from(place);
        file.called(path)
    });
    let all = input.content.iter().chain(input.data.iter()).cloned().chain(themed);
    let read = all.filter(|file| named.contains(&*file.path)).filter_map(|file| parse::source(&file).ok());
    let read = read.map(Arc::new).chain(settings.source.clone()).map(|source| (source.path.clone(), source));
    read.chain(look::manifests(&input.theme)).collect()
}

/// The files of a site that are no documents.
pub(super) struct Beside {
    data: Pieces<File>,
    large: Vec<(Arc<str>, Digest)>,
    /// Those that are held, which references may point at.
    pub held: Arc<Linked>,
    /// The paths of all that references may point at.
    pub paths: Arc<HashSet<Arc<str>>>,
    /// Those that evidence may bind.
    pub bindable: data::Files,
}

impl Beside {
    pub fn of(input: &Input) -> Self {
        let content = input.content.iter().filter(|file| !file.is_markdown());
        let all: Vec<&File> = content.chain(input.data.iter()).collect();
        let large = || input.large.iter().map(|file| (file.path.clone(), Data::Large(file.clone())));
        let held = all.iter().map(|file| (file.path.clone(), Data::Held((*file).clone())));
        let bindable: data::Files = held.chain(large()).collect();
        Self {
            data: input.data.clone(),
            large: large_of(input).collect(),
            held: Arc::new(all.iter().map(|file| (file.path.clone(), file.bytes())).collect()),
            paths: Arc::new(bindable.keys().cloned().collect()),
            bindable,
        }
    }

    /// Whether the files outside the content folder are these.
    pub fn is_of(&self, input: &Input) -> bool {
        let is_same = |at| self.data.get(at).zip(input.data.get(at)).is_some_and(|(old, new)| old.is(new));
        self.data.apart(&input.data).all(is_same) && large_of(input).eq(self.large.iter().cloned())
    }
}

fn large_of(input: &Input) -> impl Iterator<Item = (Arc<str>, Digest)> + '_ {
    input.large.iter().map(|file| (file.path.clone(), file.digest))
}

/// A key that nobody knows is said where it stands first, with how many more files have it: a folder of somebody
/// else's Markdown would otherwise be nothing but hints.
pub(super) fn said_once(notes: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut first: HashMap<String, (usize, usize)> = HashMap::new();
    for note in notes {
        if note.code != codes::UNKNOWN_KEY {
            said.push(note);
        } else if let Some((_, more)) = first.get_mut(&note.message) {
            *more += 1;
        } else {
            first.insert(note.message.clone(), (said.len(), 0));
            said.push(note);
        }
    }
    for (at, more) in first.into_values().filter(|(_, more)| *more > 0) {
        let files = if more == 1 { "file" } else { "files" };
        said[at].message.push_str(&format!(" (so in {more} more {files})"));
    }
    said
}

/// Takes the bytes of large files that the portal publishes.
pub(super) fn fetch(site: &Site, input: &Input, files: &mut Arc<Linked>, notes: &mut Vec<Diagnostic>) {
    for file in input.large.iter().filter(|file| site.linked_files.contains(&file.path)) {
        let mut bytes = Vec::new();
        let read = file.from.open().and_then(|from| from.take(MAX_PUBLISHED + 1).read_to_end(&mut bytes));
        let fault = match read {
            Ok(_) if bytes.len() as u64 > MAX_PUBLISHED => "it has more than 64 MiB".to_owned(),
            Ok(_) => {
                Arc::make_mut(files).insert(file.path.clone(), bytes.into());
                continue;
            }
            Err(error) => error.to_string(),
        };
        let message = format!("`{}` cannot be published: {fault}", file.path);
        let note = Diagnostic::file(codes::UNREADABLE, Severity::Error, &file.path, message);
        notes.push(note.help("keep it elsewhere and link to it"));
    }
}
