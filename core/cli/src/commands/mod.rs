//! One file a command; each takes what was typed and gives a verdict.

mod build;
mod check;
mod explain;
mod export;
mod fmt;
mod framework;
mod import;
mod init;
mod new;
mod new_map;
mod plugin;
mod schema;
mod serve;
mod theme;

use crate::args::{Args, Command, Format};
use crate::failure::{Failure, Verdict};
use crate::print::Report;
use crate::session::{Built, Session};
use crate::terminal::Terminal;

/// Runs the command that was typed.
pub fn run(args: Args, terminal: &Terminal) -> Result<Verdict, Failure> {
    let global = &args.global;
    match args.command {
        Command::Serve(args) => serve::run(&args, global, terminal),
        Command::Build(args) => build::run(&args, global, terminal),
        Command::Check(args) => check::run(&args, global, terminal),
        Command::Fmt(args) => fmt::run(&args, global, terminal),
        Command::Import(args) => import::run(&args, global, terminal),
        Command::Explain(args) => explain::run(&args, terminal),
        Command::Init(args) => init::run(&args, terminal),
        Command::New(args) => new::run(args, global, terminal),
        Command::Export(args) => export::run(&args, global, terminal),
        Command::Framework(args) => framework::run(&args, global, terminal),
        Command::Plugin(args) => plugin::run(&args, global, terminal),
        Command::Theme(args) => theme::run(&args, global, terminal),
        Command::Schema(args) => schema::run(&args, terminal),
        Command::Lsp(_) => crate::lsp::run(global),
    }
}

/// Says on standard error what is wrong, where that is not what was asked for.
fn say_problems(built: &Built, session: &Session, terminal: &Terminal) {
    let report = Report::new(built, session.site().root());
    let text = report.render(Format::Human, terminal.color_err);
    if !text.is_empty() {
        terminal.warn(text.trim_end());
        terminal.warn("");
    }
}

/// The work a build did, for `--verbose`.
fn say_work(built: &Built, terminal: &Terminal) {
    if terminal.verbose {
        let work = built.output.work;
        terminal.say(format_args!(
            "{} of {} pages rendered, {} documents parsed, {} plugin calls",
            work.rendered, work.pages, work.parsed, work.called
        ));
    }
}
