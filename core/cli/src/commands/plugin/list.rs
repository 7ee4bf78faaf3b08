//! `plugin list` and `verify`: what a site has, and whether it is what was added.

use journeybook_kit::site::LOCK;

use crate::args::OfSite;
use crate::failure::{Failure, Verdict};
use crate::lock::{Lock, Locked, Standing};
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

/// Computes every digest again. A plugin that is not locked is a hint; one that differs or is missing fails.
pub fn verify(args: &OfSite, terminal: &Terminal) -> Result<Verdict, Failure> {
    let site = site(args.path.as_deref())?;
    let lock = Lock::read(&site).map_err(Failure::read(site.lock()))?;
    let files = files(&site)?;
    let mut wrong = 0;
    for (name, bytes) in &files {
        match lock.standing(name, bytes) {
            Standing::Same => terminal.give(format!("ok    {name}\n")),
            Standing::NotLocked => {
                terminal.give(format!(
                    "hint  {name} is not locked: `journeybook plugin add plugins/{name}.wasm` notes it\n"
                ));
            }
            Standing::Changed(_) => {
                wrong += 1;
                terminal.give(format!("FAIL  {name} is not what was added\n"));
            }
        }
    }
    for locked in lock.plugins.iter().filter(|locked| files.iter().all(|(name, _)| *name != locked.name)) {
        wrong += 1;
        terminal.give(format!("FAIL  {} is in {LOCK} and not in plugins/\n", locked.name));
    }
    Ok(if wrong == 0 { Verdict::Fine } else { Verdict::SiteHasErrors })
}
