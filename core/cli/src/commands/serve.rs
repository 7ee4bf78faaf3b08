//! `serve`: shows a site in the browser, and every save at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use journeybook_kit::site::{SETTINGS, shown};
use journeybook_kit::{Changes, Portal, Server};

use super::{say_problems, say_work};
use crate::args::{Global, Serve};
use crate::browser;
use crate::failure::{Failure, Verdict};
use crate::print::Report;
use crate::progress::Progress;
use crate::session::Session;
use crate::terminal::Terminal;

/// Takes the port first, so that a taken one is said at once; watches before it reads, so that no save is missed.
pub fn run(args: &Serve, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let session = Session::open(args.path.as_deref(), global)?;
    let server = Server::bind(args.host, args.port)?;
    let changes = Changes::of(session.site())?;
    let portal = Arc::new(Portal::default());
    let mut show = Show { session, changes, portal: portal.clone(), terminal: Terminal::new(global) };
    let progress = Progress::of("Building", terminal);
    let words = show.build();
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
    terminal: Terminal,
}

impl Show {
    fn follow(mut self) {
        while let Some(paths) = self.changes.wait() {
            if paths.iter().any(|path| path.ends_with(SETTINGS)) {
                self.relocate();
            }
            let words = self.rebuild();
            self.terminal.say(format_args!("{words} ({})", names(&paths)));
        }
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
    fn rebuild(&mut self) -> String {
        catch_unwind(AssertUnwindSafe(|| self.build())).unwrap_or_else(|_| {
            self.session.forget();
            "This save met a defect in journeybook, and the portal stays as it was. Please report it"
                .to_owned()
        })
    }

    fn build(&mut self) -> String {
        let built = self.session.build();
        self.portal.show(&built.output);
        say_problems(&built, &self.session, &self.terminal);
        say_work(&built, &self.terminal);
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
