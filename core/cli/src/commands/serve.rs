//! `serve`: shows a site in the browser, and every save at once.
//!
//! After a save the site is read and checked, open pages are told, and a page is made when a browser asks for it. Once
//! nobody has saved for a while, all other pages are tried.

mod trial;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use journeybook_engine::outlet::Held;
use journeybook_kit::site::{SETTINGS, shown};
use journeybook_kit::{Changes, Portal, Server, State};

use super::{say_problems, say_work};
use crate::args::{Global, Serve};
use crate::browser;
use crate::failure::{Failure, Verdict};
use crate::print::Report;
use crate::progress::Progress;
use crate::session::Session;
use crate::terminal::Terminal;
use trial::Trial;

/// How long nobody saves before all pages are tried.
const QUIET: Duration = Duration::from_secs(1);

/// Takes the port first, so that a taken one is said at once; watches before it reads, so that no save is missed.
pub fn run(args: &Serve, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let session = Session::open(args.path.as_deref(), global)?;
    let server = Server::bind(args.host, args.port)?;
    let changes = Changes::of(session.site())?;
    let portal = Arc::new(Portal::default());
    let held = Arc::default();
    let mut show =
        Show { session, changes, portal: portal.clone(), held, trial: None, terminal: Terminal::new(global) };
    let progress = Progress::of("Building", terminal);
    let words = show.build(None);
    drop(progress);
    terminal.say(words);
    terminal.say(format_args!(
        "Serving {} at {} (Ctrl-C ends it)",
        show.session.site().root().display(),
        server.url()
    ));
    if args.open {
        browser::open(&server.url(), terminal);
    }
    thread::spawn(move || show.follow());
    server.run(portal)?;
    Ok(Verdict::Fine)
}

/// The loop from saves to pages, on a thread of its own.
struct Show {
    session: Session,
    changes: Changes,
    portal: Arc<Portal>,
    /// The pages that somebody asked for.
    held: Arc<Held>,
    /// The last draft, until all its pages are being tried.
    trial: Option<Trial>,
    terminal: Terminal,
}

impl Show {
    fn follow(mut self) {
        loop {
            let saved = match self.trial.as_ref().is_some_and(Trial::waits) {
                true => self.changes.wait_at_most(QUIET),
                false => self.changes.wait(),
            };
            match (saved, &mut self.trial) {
                (Some(paths), _) => self.saved(&paths),
                (None, Some(trial)) if trial.waits() => trial.begin(&self.portal),
                (None, _) => return,
            }
        }
    }

    fn saved(&mut self, paths: &[PathBuf]) {
        if let Some(trial) = self.trial.take() {
            trial.end();
        }
        if paths.iter().any(|path| path.ends_with(SETTINGS)) {
            self.relocate();
        }
        let words = self.rebuild(paths);
        self.terminal.say(format_args!("{words} ({})", names(paths)));
    }

    /// The settings may name other folders now.
    fn relocate(&mut self) {
        if !self.session.relocate() {
            return;
        }
        match Changes::of(self.session.site()) {
            Ok(changes) => self.changes = changes,
            Err(error) => self.terminal.fail(&error),
        }
    }

    /// A defect of ours must not end the session of somebody who writes: the portal stays as it was.
    fn rebuild(&mut self, paths: &[PathBuf]) -> String {
        catch_unwind(AssertUnwindSafe(|| self.build(Some(paths)))).unwrap_or_else(|_| {
            self.session.forget();
            "This save met a defect in journeybook, and the portal stays as it was. Please report it"
                .to_owned()
        })
    }

    fn build(&mut self, changed: Option<&[PathBuf]>) -> String {
        let (draft, built) = self.session.draft(changed);
        self.portal.show(State::of(&draft, &self.held));
        say_problems(&built, &self.session, &self.terminal);
        say_work(&built, &self.terminal);
        self.trial = Some(Trial::of(draft));
        let summary = Report::new(&built, self.session.site().root()).summary();
        format!("{summary}, {} ms", built.took.as_millis())
    }
}

fn names(paths: &[PathBuf]) -> String {
    let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
    paths.first().map_or_else(String::new, |path| shown(path) + &more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_changes_are_told_in_few_words() {
        let paths = ["/x/a.md", "/x/b.md", "/x/c.md"].map(PathBuf::from);
        assert_eq!(names(&paths[..1]), "/x/a.md");
        assert_eq!(names(&paths), "/x/a.md and 2 more");
    }
}
