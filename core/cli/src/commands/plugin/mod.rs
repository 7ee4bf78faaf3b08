//! `plugin`: one file a word; authors begin, build and try plugins, sites add and check them.

mod add;
mod build;
mod inspect;
mod list;
mod new;
mod run;
mod test;

use std::fs;
use std::path::Path;

use crate::args::{Global, Plugin};
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Runs what was typed after `plugin`.
pub fn run(args: &Plugin, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    match args {
        Plugin::New(args) => new::run(args, terminal),
        Plugin::Build(args) => build::run(args, terminal),
        Plugin::Test(args) => test::run(args, global, terminal),
        Plugin::Run(args) => run::run(args, global, terminal),
        Plugin::Inspect(args) => inspect::run(args, terminal),
        Plugin::Add(args) => add::add(args, terminal),
        Plugin::Remove(args) => add::remove(args, terminal),
        Plugin::List(args) => list::list(args, terminal),
        Plugin::Verify(args) => list::verify(args, terminal),
    }
}

/// A component's bytes.
fn component(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::read(path))
}

/// `12345` bytes as a person reads them.
fn size(bytes: usize) -> String {
    format!("{:.1} KiB", bytes as f64 / 1024.0)
}
