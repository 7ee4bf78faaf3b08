//! `theme check`: every template rendered, with a site of everything and with a site of nothing.

use std::collections::HashSet;
use std::time::Instant;

use journeybook_engine::{Engine, File, Input, Output, Pieces, SETTINGS_FILE, codes, examine_theme};
use journeybook_model::{Code, Diagnostic};

use super::weight::Weight;
use crate::args::{CheckTheme, Format, Global};
use crate::failure::{Failure, Verdict};
use crate::print::Report;
use crate::session::{Built, Session};
use crate::terminal::Terminal;

/// A small site with one of everything that a page can show.
const EVERYTHING: [(&str, &str); 9] = [
    ("content/index.md", include_str!("../../starter/everything/index.md")),
    ("content/journeys/borrow-a-boat.md", include_str!("../../starter/everything/borrow-a-boat.md")),
    ("content/journeys/two-small-ones.md", include_str!("../../starter/everything/two-small-ones.md")),
    ("content/personas/sail-learner.md", include_str!("../../starter/everything/sail-learner.md")),
    ("content/touchpoints/jetty-board.md", include_str!("../../starter/everything/jetty-board.md")),
    ("content/evidence/jetty-survey.md", include_str!("../../starter/everything/jetty-survey.md")),
    ("content/opportunities/one-board.md", include_str!("../../starter/everything/one-board.md")),
    ("content/guide/reading.md", include_str!("../../starter/everything/reading.md")),
    ("data/jetty-survey.csv", include_str!("../../starter/everything/jetty-survey.csv")),
];

/// What a theme is told; whatever else a build says is about the content.
const OURS: [Code; 9] = [
    codes::TEMPLATE_ERROR,
    codes::THEME_INCOMPLETE,
    codes::THEME_CIRCLE,
    codes::THEME_UNKNOWN,
    codes::THEME_FILE,
    codes::CONTRAST,
    codes::TEMPLATE_UNUSED,
    codes::THEME_HEAVY,
    codes::SETTINGS_INVALID,
];

/// Builds three sites in memory and reports what they say of the theme.
pub fn run(args: &CheckTheme, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    let start = Instant::now();
    let found = session.read();
    let input = found.input;
    let mut output = Engine::default().build(&input);
    let weight = Weight::of(&output);
    for other in [everything(&input), nothing(&input)] {
        let built = Engine::default().build(&other);
        output.diagnostics.extend(built.diagnostics);
        output.sources.extend(built.sources);
    }
    output.diagnostics.extend(examine_theme(&found.settings, &input.theme));
    output.diagnostics.extend(weight.faults(&found.settings.theme));
    keep_ours(&mut output);
    let files = input.theme.iter().map(|layer| layer.files.len()).sum();
    let built = Built { output, files, took: start.elapsed() };
    let report = Report::new(&built, session.site().root());
    terminal.give(report.render(args.format, terminal.color_out));
    let summary = format!("{}: the theme `{}`, {}", report.summary(), found.settings.theme, weight.words());
    match args.format {
        Format::Human if !global.quiet => terminal.give(format!("{summary}\n")),
        Format::Human | Format::Json => {}
        Format::Short | Format::Github => terminal.say(summary),
    }
    Ok(built.verdict(args.strict))
}

/// One mistake is said once, whichever of the sites shows it.
fn keep_ours(output: &mut Output) {
    let place =
        |note: &Diagnostic| (note.code, note.place.file.clone(), note.place.span.map(|span| span.start));
    let mut seen = HashSet::new();
    output.diagnostics.retain(|note| OURS.contains(&note.code) && seen.insert(place(note)));
    output.diagnostics.sort_by(|one, two| one.order().cmp(&two.order()));
}

/// The site of everything, under the settings of the site at hand and seen through two frameworks.
fn everything(input: &Input) -> Input {
    let (data, content): (Vec<_>, Vec<_>) = EVERYTHING
        .iter()
        .map(|(path, text)| File::new(*path, text.as_bytes()))
        .partition(|file| file.path.starts_with("data/"));
    let views = vec!["aida".to_owned(), "end-to-end-7".to_owned()];
    Input { content: content.into(), data: data.into(), views, ..nothing(input) }
}

/// A site without a single file: the settings, the theme and the plugins of the one at hand.
fn nothing(input: &Input) -> Input {
    let settings = input.settings.as_ref().map(bare);
    Input {
        settings,
        content: Pieces::default(),
        data: Pieces::default(),
        large: Vec::new(),
        trouble: Vec::new(),
        ..input.clone()
    }
}

/// Settings without what names files of the site: its logo, its style sheet and its content folder.
fn bare(file: &File) -> File {
    let bytes = file.bytes();
    let text = String::from_utf8_lossy(&bytes);
    let Ok(mut table) = text.parse::<toml::Table>() else { return file.clone() };
    for key in ["logo", "stylesheet", "content", "frameworks"] {
        table.remove(key);
    }
    File::new(SETTINGS_FILE, toml::to_string(&table).unwrap_or_default().into_bytes())
}
