//! The files of a site that are no documents, and the texts that diagnostics point into.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Severity, Source};

use crate::data::{self, Data};
use crate::parse::{self, Parsed};
use crate::render;
use crate::resolve::Site;
use crate::settings::Settings;
use crate::{File, Input, codes, look};

/// The largest file that a portal carries.
const MAX_PUBLISHED: u64 = 64 << 20;

/// Whether a file is read as a document.
pub(crate) fn is_markdown(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|ending| ["md", "markdown"].contains(&ending))
}

pub(super) fn sources(parsed: &[Arc<Parsed>], settings: &Settings) -> BTreeMap<Arc<str>, Arc<Source>> {
    let read = parsed.iter().filter_map(|parsed| parsed.source.clone());
    read.chain(settings.source.clone()).map(|source| (source.path.clone(), source)).collect()
}

/// The sources that diagnostics point into, of a build that is not made again.
pub(super) fn sources_of(input: &Input, said: &[Diagnostic]) -> BTreeMap<Arc<str>, Arc<Source>> {
    let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
    let places = said
        .iter()
        .flat_map(|note| std::iter::once(&note.place).chain(note.related.iter().map(|(place, _)| place)));
    let named: HashSet<&str> = places.map(|place| &*place.file).collect();
    let themed = render::theme::templates(&input.theme).into_iter().map(|(place, file)| {
        let path = Arc::from(place);
        File { path, ..file.clone() }
    });
    let all = input.content.iter().chain(&input.data).cloned().chain(themed);
    let read = all.filter(|file| named.contains(&*file.path)).filter_map(|file| parse::source(&file).ok());
    let read = read.map(Arc::new).chain(settings.source.clone()).map(|source| (source.path.clone(), source));
    read.chain(look::manifests(&input.theme)).collect()
}

/// Files that references may point at.
pub(super) fn other_files(input: &Input) -> HashMap<Arc<str>, Arc<[u8]>> {
    let content = input.content.iter().filter(|file| !is_markdown(&file.path));
    content.chain(&input.data).map(|file| (file.path.clone(), file.bytes.clone())).collect()
}

/// Files that evidence may bind.
pub(super) fn bindable(input: &Input) -> data::Files {
    let content = input.content.iter().filter(|file| !is_markdown(&file.path));
    let held = content.chain(&input.data).map(|file| (file.path.clone(), Data::Held(file.clone())));
    held.chain(input.large.iter().map(|file| (file.path.clone(), Data::Large(file.clone())))).collect()
}

/// Takes the bytes of large files that the portal publishes.
pub(super) fn fetch(
    site: &Site,
    input: &Input,
    files: &mut HashMap<Arc<str>, Arc<[u8]>>,
    notes: &mut Vec<Diagnostic>,
) {
    for file in input.large.iter().filter(|file| site.linked_files.contains(&file.path)) {
        let mut bytes = Vec::new();
        let read = file.from.open().and_then(|from| from.take(MAX_PUBLISHED + 1).read_to_end(&mut bytes));
        let fault = match read {
            Ok(_) if bytes.len() as u64 > MAX_PUBLISHED => "it has more than 64 MiB".to_owned(),
            Ok(_) => {
                files.insert(file.path.clone(), bytes.into());
                continue;
            }
            Err(error) => error.to_string(),
        };
        let message = format!("`{}` cannot be published: {fault}", file.path);
        let note = Diagnostic::file(codes::UNREADABLE, Severity::Error, &file.path, message);
        notes.push(note.help("keep it elsewhere and link to it"));
    }
}
