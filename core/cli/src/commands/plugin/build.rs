//! `plugin build`: a plugin's folder becomes a component.

use journeybook_kit::site::shown;
use journeybook_workbench::Project;

use crate::args::BuildPlugin;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Builds, and says what came out and what to type next.
pub fn run(args: &BuildPlugin, terminal: &Terminal) -> Result<Verdict, Failure> {
    let project = Project::open(&args.path)?;
    terminal.say(format_args!("Building `{}`, written in {}", project.name(), project.language()));
    let component = project.build()?;
    terminal.give(format!("{}\n", shown(&project.component())));
    terminal.say(format_args!(
        "{}\n`journeybook plugin test` asks it what cases.md asks",
        component.to_string().trim()
    ));
    Ok(Verdict::Fine)
}
