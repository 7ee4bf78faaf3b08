//! Digests of plugin sources and components, and the file that holds them beside the components.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

const FILE: &str = "digests.toml";

const HEAD: &str = "\
# Written by `cargo xtask plugins`. `cargo xtask plugins --check` holds it against the sources and the components.
";

/// Endings of the files that decide what a component is.
const SOURCES: [&str; 3] = ["rs", "toml", "wit"];

/// What was built, by package.
pub type Digests = BTreeMap<String, Built>;

/// What one component was built from, and what came out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// The digest of everything it was built from that lies in `plugins/`.
    pub sources: String,
    /// The digest of the component.
    pub component: String,
}

impl Built {
    /// A sentence if `now` is not what these digests were taken of.
    pub fn differs(&self, now: &Built, name: &str) -> Option<String> {
        let what = match (self.sources == now.sources, self.component == now.component) {
            (true, true) => return None,
            (false, _) => "sources have changed since its component was built",
            (true, false) => "component is not the one that was built",
        };
        Some(format!("{name} is stale: its {what}."))
    }
}

/// The digest of a plugin's sources: its own folder, the SDK, the formulas and the contract.
///
/// Folders and line endings of the machine play no part: files go in by their path within the repository, in its order,
/// with CRLF read as LF.
pub fn of_sources(root: &Path, folder: &str) -> Result<String> {
    let mut files = BTreeMap::new();
    for part in [folder, "sdk", "statistics", "wit"] {
        let walk = WalkDir::new(root.join("plugins").join(part)).into_iter();
        for entry in walk.filter_entry(|entry| entry.file_name() != "target") {
            let entry = entry?;
            if is_source(entry.path()) {
                files.insert(name(root, entry.path())?, fs::read(entry.path())?);
            }
        }
    }
    Ok(of_files(&files))
}

fn of_files(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        let text = without_cr(bytes);
        for part in [name.as_bytes(), &text] {
            // The length first, so that no byte can move from a name into a text.
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
    }
    hasher.finalize().to_hex().to_string()
}

/// The digest of a component.
pub fn of_bytes(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn is_source(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|ending| SOURCES.iter().any(|source| ending == *source))
}

fn name(root: &Path, path: &Path) -> Result<String> {
    let parts = path.strip_prefix(root)?.components();
    Ok(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    let crlf = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|&at| !crlf(at)).map(|at| bytes[at]).collect()
}

/// Writes the digests beside the components.
pub fn write(out: &Path, digests: &Digests) -> Result<()> {
    let path = out.join(FILE);
    fs::write(&path, text(digests)).with_context(|| format!("could not write {}", path.display()))
}

/// Reads the digests beside the components; none where there is no such file.
pub fn read(out: &Path) -> Result<Digests> {
    match fs::read_to_string(out.join(FILE)) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Digests::new()),
        Err(error) => Err(error).with_context(|| format!("could not read {}", out.join(FILE).display())),
    }
}

fn text(digests: &Digests) -> String {
    let table = |(name, built): (&String, &Built)| {
        format!("\n[{name}]\nsources = \"{}\"\ncomponent = \"{}\"\n", built.sources, built.component)
    };
    HEAD.to_owned() + &digests.iter().map(table).collect::<String>()
}

/// Reads what [`text`] writes. A line in any other form counts for nothing, so a damaged file reads as stale.
fn parse(text: &str) -> Digests {
    let mut digests = Digests::new();
    let mut name = String::new();
    for line in text.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name = header.to_owned();
        } else if let Some((key, value)) = line.split_once(" = ") {
            let built = digests.entry(name.clone()).or_default();
            let value = value.trim_matches('"').to_owned();
            match key {
                "sources" => built.sources = value,
                "component" => built.component = value,
                _ => {}
            }
        }
    }
    digests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        pairs.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn line_endings_do_not_matter() {
        assert_eq!(of_files(&files(&[("a", "x\r\ny\r\n")])), of_files(&files(&[("a", "x\ny\n")])));
        assert_ne!(of_files(&files(&[("a", "x\ry")])), of_files(&files(&[("a", "xy")])));
    }

    #[test]
    fn names_and_texts_do_not_run_together() {
        assert_ne!(of_files(&files(&[("a", "bc")])), of_files(&files(&[("ab", "c")])));
        assert_ne!(of_files(&files(&[("a", ""), ("b", "x")])), of_files(&files(&[("a", "x"), ("b", "")])));
    }

    #[test]
    fn the_file_reads_back() {
        let built = Built { sources: "1".into(), component: "2".into() };
        let digests = Digests::from([("journeybook-scores".into(), built)]);
        assert_eq!(parse(&text(&digests)), digests);
    }
}
