//! `theme`: begins a theme, takes files of one over, and tries it.

mod check;
mod eject;
mod new;
mod weight;

use std::fs;
use std::path::Path;

use crate::args::{Global, Theme};
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Does what was asked for.
pub fn run(args: &Theme, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    match args {
        Theme::New(args) => new::run(args, terminal),
        Theme::Eject(args) => eject::run(args, global, terminal),
        Theme::Check(args) => check::run(args, global, terminal),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes)).map_err(Failure::write(path))
}
