//! `plugin inspect`: what a component is, asks for and offers, told without running it.

use std::fmt::Write as _;

use journeybook_kit::site::shown;
use journeybook_wasm::{Inspection, inspect};

use super::{component, size};
use crate::args::InspectPlugin;
use crate::digest::sha256;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Reads the file and says what is in it. One that no host would run is refused with the sentence a build gives.
pub fn run(args: &InspectPlugin, terminal: &Terminal) -> Result<Verdict, Failure> {
    let bytes = component(&args.file)?;
    let inspection = inspect(&shown(&args.file), &bytes).map_err(|failure| Failure::plugin(&failure))?;
    terminal.give(text(&inspection, &bytes, args.functions));
    Ok(Verdict::Fine)
}

fn text(inspection: &Inspection, bytes: &[u8], functions: usize) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| _ = writeln!(out, "{name:<14}{value}");
    line("contract", inspection.contract);
    line("capabilities", &inspection.capabilities.join(", "));
    line("imports", &listed(&inspection.imports));
    line("exports", &listed(&inspection.exports));
    line("size", &size(bytes.len()));
    line("sha256", &sha256(bytes));
    line("functions", &inspection.functions.len().to_string());
    for (name, length) in inspection.functions.iter().take(functions) {
        line("", &format!("{:>10}  {name}", size(*length)));
    }
    out
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
