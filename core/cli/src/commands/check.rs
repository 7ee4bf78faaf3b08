//! `check`: says what is wrong with a site, and writes nothing.

use crate::args::{Check, Format, Global};
use crate::failure::{Failure, Verdict};
use crate::print::Report;
use crate::progress::Progress;
use crate::session::Session;
use crate::terminal::Terminal;

/// Builds in memory and reports.
pub fn run(args: &Check, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    if args.verify_plugins {
        session.verify_plugins();
    }
    let progress = Progress::of("Checking", terminal);
    let built = session.build();
    drop(progress);
    let report = Report::new(&built, session.site().root());
    terminal.give(report.render(args.format, terminal.color_out));
    match args.format {
        Format::Human if !global.quiet => terminal.give(format!("{}\n", report.summary())),
        Format::Human | Format::Json => {}
        Format::Short | Format::Github => terminal.say(report.summary()),
    }
    Ok(built.verdict(args.strict))
}
