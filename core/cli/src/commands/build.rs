//! `build`: writes the portal into a folder.

use std::path::Path;

use journeybook_engine::Input;
use journeybook_kit::report::plural;
use journeybook_kit::site::shown;
use journeybook_kit::{Memo, Published, Publisher, Site};

use super::{say_problems, say_work};
use crate::args::{Build, Global};
use crate::compiler::cache;
use crate::failure::{Failure, Verdict};
use crate::print::Report;
use crate::progress::Progress;
use crate::session::{Built, Session};
use crate::terminal::Terminal;

/// Builds, says what is wrong, and publishes unless that is an error.
pub fn run(args: &Build, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    let folder = args.out.clone().unwrap_or_else(|| session.site().output().to_owned());
    let publisher =
        Publisher::open(&folder).map(|publisher| if args.no_memo { publisher.thorough() } else { publisher });
    let progress = Progress::of("Building", terminal);
    let memo = publisher.as_ref().ok().and_then(|_| memo(args, session.site(), &folder));
    let (built, input) = match &publisher {
        Ok(publisher) => session.build_into(publisher, memo.as_ref(), args.strict),
        Err(_) => (session.build(), Input::default()),
    };
    drop(progress);
    say_problems(&built, &session, terminal);
    say_work(&built, terminal);
    let verdict = built.verdict(args.strict);
    let remember = || session.remember(&built, &input, memo.as_ref());
    match verdict {
        Verdict::Fine => {
            let publisher = publisher?;
            let (published, ()) = rayon::join(|| publisher.finish(&built.output.listing), remember);
            say_published(&built, &published?, &folder, terminal);
        }
        Verdict::SiteHasErrors => {
            remember();
            say_refused(&built, &session, &folder, terminal);
        }
    }
    // The process is at its end: the system takes back at once what would be given back piece by piece.
    std::mem::forget((session, built, input));
    Ok(verdict)
}

fn memo(args: &Build, site: &Site, folder: &Path) -> Option<Memo> {
    let memos = cache("builds").filter(|_| !args.no_memo)?;
    Memo::of(site, folder, &memos)
}

fn say_published(built: &Built, published: &Published, folder: &Path, terminal: &Terminal) {
    for path in &published.kept {
        terminal.warn(format_args!("`{}` was changed by hand, so it was left where it is.", shown(path)));
    }
    let pages = plural(built.output.work.pages, "page");
    let Published { written, unchanged, removed, .. } = published;
    let files = format!("{written} written, {unchanged} unchanged, {removed} removed");
    terminal.say(format_args!("{pages} in `{}` ({files}), {} ms", shown(folder), built.took.as_millis()));
}

fn say_refused(built: &Built, session: &Session, folder: &Path, terminal: &Terminal) {
    let summary = Report::new(built, session.site().root()).summary();
    terminal.warn(format_args!("{summary}: nothing was written to `{}`.", shown(folder)));
}
