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
use mimalloc::MiMalloc;
use terminal::Terminal;

/// Pages are made of many small texts on all cores; the system's allocator takes a fifth of the time of a build.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
