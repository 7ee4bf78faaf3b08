//! What can be typed. The comments here are the manual that `--help` prints.

mod export;
mod forms;
mod framework;
mod new;
mod plugin;
mod theme;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use journeybook_model::Date;

pub use export::{Export, ExportJson, ExportWith, Schema};
pub use forms::{Fmt, Form, Import};
pub use framework::{Framework, ListFrameworks, ShowFramework, Wording};
pub use new::{New, NewFile, NewJourney};
pub use plugin::{
    AddPlugin, BuildPlugin, InspectPlugin, Lang, NewPlugin, OfSite, Plugin, PluginKind, RemovePlugin,
    RunPlugin, TestPlugin,
};
pub use theme::{CheckTheme, Eject, NewTheme, Theme};

const EXAMPLES: &str = "\
Examples:
  journeybook init my-site          begin a small site
  journeybook serve my-site --open  show it, and show every save at once
  journeybook serve notes/maps      show a folder of Markdown maps as it is
  journeybook check --strict        say what is wrong, and fail on warnings
  journeybook build --out public    write the portal for a web server
  journeybook import journeys.xlsx  make Markdown of what another tool wrote
  journeybook plugin new our-model  begin a plugin
  journeybook explain JB101         explain a message by its code

Exit codes:
  0  all is well
  1  the site has errors (with --strict: errors or warnings)
  2  a command was mistyped, or the machine stood in the way";

/// Journey maps as Markdown in git, shown as a portal.
///
/// A site is a folder with Markdown in `content/`, or any folder of Markdown maps. Everything else has a default.
#[derive(Debug, Parser)]
#[command(name = "journeybook", version, after_help = EXAMPLES, max_term_width = 100, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, propagate_version = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options that every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The day the build believes it is, for maps whose review is due [default: today]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub now: Option<Date>,
    /// When to use colour; `NO_COLOR` in the environment means never
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
    /// Say nothing but what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Show what plugins log, and what was done again
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Into files and pipes, too.
    Always,
    /// Nowhere.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a site in the browser, and every save at once
    Serve(Serve),
    /// Write the portal into a folder
    Build(Build),
    /// Say what is wrong with a site, and write nothing
    Check(Check),
    /// Write maps in the canonical form, without a change to what they say
    Fmt(Fmt),
    /// Read files of other tools into a site: Mermaid, tables, other programs' exports
    Import(Import),
    /// Explain a message by its code
    Explain(Explain),
    /// Begin a small site: one journey, one persona, one piece of evidence
    Init(Init),
    /// Add a journey, a persona or a page to a site
    #[command(subcommand)]
    New(New),
    /// Write the site's data for other programs
    #[command(subcommand)]
    Export(Export),
    /// List the stage frameworks that maps may declare, and show what they say
    #[command(subcommand)]
    Framework(Framework),
    /// Begin, build and try plugins; add those of others to a site
    #[command(subcommand)]
    Plugin(Plugin),
    /// Begin a theme of the site's own, change parts of one, and try it
    #[command(subcommand)]
    Theme(Theme),
    /// Write JSON Schemas of the frontmatter and the settings
    Schema(Schema),
    /// Speak with an editor: a language server over the standard streams
    Lsp(Lsp),
}

/// `serve`.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// A site, a folder of Markdown maps or a single map [default: the site around the current folder]
    pub path: Option<PathBuf>,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
    /// The port to listen at; 0 takes any that is free
    #[arg(long, default_value_t = 4400)]
    pub port: u16,
    /// The address to listen at; `0.0.0.0` shows the site to the whole network
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
}

/// `build`.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// A site, a folder of Markdown maps or a single map [default: the site around the current folder]
    pub path: Option<PathBuf>,
    /// The folder to write to; it must be empty or written by an earlier build [default: the site's `site/`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Fail on warnings as well
    #[arg(long)]
    pub strict: bool,
    /// Make everything anew: use nothing that earlier builds remembered, believe no file's time, and remember nothing
    #[arg(long)]
    pub no_memo: bool,
}

/// `check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// A site, a folder of Markdown maps or a single map [default: the site around the current folder]
    pub path: Option<PathBuf>,
    /// Fail on warnings as well
    #[arg(long)]
    pub strict: bool,
    /// Ask every plugin everything twice, and say where it answers in two ways
    #[arg(long)]
    pub verify_plugins: bool,
    /// How to say it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How `check` says what is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines in question
    #[default]
    Human,
    /// One line each, for editors and `grep`
    Short,
    /// One JSON object, for programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

/// `explain`.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The code, such as `JB101`, or its name; a rule, such as `JM014`
    pub code: String,
}

/// `init`.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The folder to make; it must be new or empty
    #[arg(default_value = ".")]
    pub path: PathBuf,
}

/// `lsp`.
#[derive(Debug, clap::Args)]
pub struct Lsp {
    /// The only way to speak there is; for editors that name it
    #[arg(long)]
    pub stdio: bool,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|()| "write a day of the calendar, such as 2026-03-12".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_agree_with_themselves() {
        Args::command().debug_assert();
    }

    #[test]
    fn global_options_stand_anywhere() {
        let args = Args::parse_from(["journeybook", "check", "--now", "2026-03-12", "-q"]);
        assert!(args.global.quiet);
        assert_eq!(args.global.now.unwrap().to_string(), "2026-03-12");
    }

    #[test]
    fn days_that_do_not_exist_are_refused_with_an_example() {
        let error = Args::try_parse_from(["journeybook", "check", "--now", "2026-02-30"]).unwrap_err();
        assert!(error.to_string().contains("such as 2026-03-12"));
        assert_eq!(error.exit_code(), 2);
    }
}
