//! `plugin list` and `verify`: what a site has, and whether it is what was added.

use journeybook_kit::site::LOCK;
use journeybook_wasm::inspect;

use crate::args::OfSite;
use crate::failure::{Failure, Verdict};
use crate::lock::{Lock, Locked, Standing, path};
use crate::terminal::Terminal;

use super::add::{files, site};

/// A line for each plugin of the site.
pub fn list(args: &OfSite, terminal: &Terminal) -> Result<Verdict, Failure> {
    let site = site(args.path.as_deref())?;
    let lock = Lock::read(&site).map_err(Failure::read(site.lock()))?;
    let files = files(&site)?;
    for (name, bytes) in &files {
        let said = match lock.standing(name, bytes) {
            Standing::Same => {
                lock.plugins.iter().find(|locked| locked.name == *name).map_or(String::new(), of)
            }
            Standing::Changed(_) => "changed since it was added".to_owned(),
            Standing::NotLocked => "not locked".to_owned(),
        };
        terminal.give(format!("{name:<20} {said}\n"));
    }
    if files.is_empty() {
        terminal.say("This site has no plugins of its own; `journeybook plugin add PATH` adds one");
    }
    Ok(Verdict::Fine)
}

fn of(locked: &Locked) -> String {
    format!("{:<8} {:<20} {}", locked.version, locked.capabilities.join(", "), locked.source)
}

/// Computes every digest again, and looks whether there is a plugin in each file. A plugin that is not locked is a hint; one
/// that differs, is missing or would not be loaded fails.
pub fn verify(args: &OfSite, terminal: &Terminal) -> Result<Verdict, Failure> {
    let site = site(args.path.as_deref())?;
    let lock = Lock::read(&site).map_err(Failure::read(site.lock()))?;
    let files = files(&site)?;
    let mut wrong = 0;
    for (name, bytes) in &files {
        let judged = judge(&lock, name, bytes);
        wrong += usize::from(judged.is_err());
        terminal.give(judged.unwrap_or_else(|wrong| format!("FAIL  {wrong}\n")));
    }
    for locked in lock.plugins.iter().filter(|locked| files.iter().all(|(name, _)| *name != locked.name)) {
        wrong += 1;
        let name = &locked.name;
        terminal.give(format!(
            "FAIL  {name} is in {LOCK} and not in plugins/: restore it, or type `journeybook plugin remove {name}`\n"
        ));
    }
    Ok(if wrong == 0 { Verdict::Fine } else { Verdict::SiteHasErrors })
}

/// What there is to say of a file: a line, or why it fails.
fn judge(lock: &Lock, name: &str, bytes: &[u8]) -> Result<String, String> {
    let standing = lock.standing(name, bytes);
    if let Standing::Changed(_) = standing {
        return Err(format!(
            "{name} is not what was added: restore it, or `journeybook plugin add {}` notes what it is now",
            path(name)
        ));
    }
    inspect(&path(name), bytes).map_err(|failure| Failure::plugin(&failure).to_string())?;
    Ok(match standing {
        Standing::Same => format!("ok    {name}\n"),
        _ => format!("hint  {name} is not locked: `journeybook plugin add {}` notes it\n", path(name)),
    })
}
