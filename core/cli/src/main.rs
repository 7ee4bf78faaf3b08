//! `journeybook`: journey maps as Markdown, published as a portal.

mod args;
mod browser;
mod carried;
mod commands;
mod compiler;
mod digest;
mod failure;
mod fetch;
mod lock;
mod lsp;
mod plugins;
mod print;
mod progress;
mod session;
mod terminal;
mod trial;

use std::process::ExitCode;

use args::Args;
use clap::Parser as _;
use terminal::Terminal;

fn main() -> ExitCode {
    if let Some(code) = compiler::called(std::env::args()) {
        return code;
    }
    let args = Args::parse();
    let terminal = Terminal::new(&args.global);
    start_threads();
    match commands::run(args, &terminal) {
        Ok(verdict) => verdict.exit_code(),
        Err(failure) => {
            terminal.fail(&failure);
            failure.exit_code()
        }
    }
}

/// Threads that plugins can be called on. Where the system gives none like that, calls bring their own.
fn start_threads() {
    let _ = rayon::ThreadPoolBuilder::new().stack_size(journeybook_wasm::ROOMY).build_global();
}
