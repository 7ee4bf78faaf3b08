//! Folders and files on disk.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use journeybook_engine::File;

/// The repository's root.
pub fn repository() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().expect("this package lies in the repository").to_owned()
}

/// Every file below a folder, by path below `prefix`, in the order of their names. Hidden files are left out.
pub fn read(folder: &Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    walk(folder).into_iter().map(|path| (name(folder, &path, prefix), bytes(&path))).collect()
}

/// The same as files of an input.
pub fn files(folder: &Path, prefix: &str) -> Vec<File> {
    read(folder, prefix).into_iter().map(|(path, bytes)| File::new(path, bytes)).collect()
}

/// The paths of every file below a folder. Hidden files, `target` and `node_modules` are left out.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in list(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match path.is_dir() {
            _ if name.starts_with('.') || ["target", "node_modules"].contains(&&*name) => {}
            true => found.extend(walk(&path)),
            false => found.push(path),
        }
    }
    found
}

/// What lies in a folder, in the order of their names.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of a file.
pub fn text(path: &Path) -> String {
    String::from_utf8(bytes(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    let folder = path.parent().expect("a file lies in a folder");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Says something that a test's summary should show.
pub fn say(words: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{words}");
}

fn name(folder: &Path, path: &Path, prefix: &str) -> String {
    let inside = path.strip_prefix(folder).expect("found below it").to_string_lossy().replace('\\', "/");
    if prefix.is_empty() { inside } else { format!("{prefix}/{inside}") }
}
