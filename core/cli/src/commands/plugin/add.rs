//! `plugin add` and `remove`: plugins come into a site through one door, and their digests are noted.

use std::fs;
use std::path::{Path, PathBuf};

use journeybook_kit::site::{Site, shown};
use journeybook_wasm::Limits;

use crate::args::{AddPlugin, RemovePlugin};
use crate::digest::sha256;
use crate::failure::{Failure, Verdict};
use crate::fetch;
use crate::lock::{self, Lock, Locked};
use crate::terminal::Terminal;
use crate::trial::{Trial, capabilities};

/// Fetches, compares, loads, copies, notes: in this order, so that nothing is written of a plugin that does not run.
pub fn add(args: &AddPlugin, terminal: &Terminal) -> Result<Verdict, Failure> {
    let site = site(args.site.into.as_deref())?;
    let bytes = bytes(args)?;
    compare(args, &bytes)?;
    let locked = introduced(args, &bytes)?;
    let path = site.root().join(lock::path(&locked.name));
    let folder = site.plugins();
    fs::create_dir_all(&folder).map_err(Failure::write(folder))?;
    if fs::read(&path).ok().as_deref() != Some(&bytes[..]) {
        fs::write(&path, &bytes).map_err(Failure::write(&path))?;
    }
    let mut lock = Lock::read(&site).map_err(Failure::read(site.lock()))?;
    let said = format!("{} {} brings {}", locked.name, locked.version, locked.capabilities.join(", "));
    lock.put(locked);
    lock.write(&site)?;
    terminal.give(format!("{}\n", shown(&path)));
    terminal.say(format_args!("{said}. Commit the file and `{}`", shown(&site.lock())));
    Ok(Verdict::Fine)
}

fn bytes(args: &AddPlugin) -> Result<Vec<u8>, Failure> {
    if !fetch::is_address(&args.source) {
        return super::component(Path::new(&args.source));
    }
    if args.sha256.is_none() {
        return Err(Failure::Refused(format!(
            "`{}` is an address, and whoever holds it can change what is there: say which file you mean with \
             `--sha256 DIGEST`, as its author published it",
            args.source
        )));
    }
    fetch::fetch(&args.source)
}

fn compare(args: &AddPlugin, bytes: &[u8]) -> Result<(), Failure> {
    let found = sha256(bytes);
    match &args.sha256 {
        Some(wanted) if !wanted.eq_ignore_ascii_case(&found) => Err(Failure::Refused(format!(
            "`{}` is not the file you mean: its SHA-256 is {found}, and you asked for {wanted}. Nothing was added",
            args.source
        ))),
        _ => Ok(()),
    }
}

/// Loads it as a build would, and gives what it says it is.
fn introduced(args: &AddPlugin, bytes: &[u8]) -> Result<Locked, Failure> {
    let trial = Trial::of(args.source.clone(), bytes.to_vec())?;
    let limits = Limits { file: usize::MAX, ..Limits::default() };
    let plugin = trial.load("{}", limits).map_err(|failure| Failure::plugin(&failure))?;
    let about = plugin.about();
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if !about.name.chars().all(fits) {
        let name = &about.name;
        return Err(Failure::Refused(format!(
            "the plugin calls itself `{name}`, which is no name for a file: its author may take letters, digits, `-` and `_`"
        )));
    }
    Ok(Locked {
        name: about.name.clone(),
        version: about.version.clone(),
        sha256: sha256(bytes),
        capabilities: capabilities(plugin.as_ref()),
        source: args.source.clone(),
    })
}

/// Takes away the file and the note of it.
pub fn remove(args: &RemovePlugin, terminal: &Terminal) -> Result<Verdict, Failure> {
    let site = site(args.site.into.as_deref())?;
    let mut lock = Lock::read(&site).map_err(Failure::read(site.lock()))?;
    let path = site.root().join(lock::path(&args.name));
    let was_locked = lock.plugins.iter().any(|locked| locked.name == args.name);
    if !path.is_file() && !was_locked {
        let names: Vec<_> = files(&site)?.into_iter().map(|(name, _)| name).collect();
        let there = if names.is_empty() {
            "it has none".to_owned()
        } else {
            format!("there are {}", names.join(", "))
        };
        return Err(Failure::Refused(format!("the site has no plugin `{}`: {there}", args.name)));
    }
    if path.is_file() {
        fs::remove_file(&path).map_err(Failure::write(&path))?;
    }
    lock.plugins.retain(|locked| locked.name != args.name);
    lock.write(&site)?;
    terminal.say(format_args!("`{}` is taken out; settings under `[plugins.{0}]` stay", args.name));
    Ok(Verdict::Fine)
}

/// The site that plugins are added to.
pub fn site(path: Option<&Path>) -> Result<Site, Failure> {
    Ok(Site::locate(path)?)
}

/// The components in a site's folder of plugins, by name.
pub fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let Ok(entries) = fs::read_dir(site.plugins()) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "wasm"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, super::component(&path)?))
    };
    paths.into_iter().map(read).collect()
}
