//! With the lines in question, as compilers show them.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use journeybook_kit::report::plural;
use journeybook_model::{Code, Diagnostic, Place, Severity, Source};

use super::{Report, one_line};

/// How many hints of one wording are shown. A site of thousands of files may earn the same hint in each.
const ALIKE: usize = 10;

/// All problems, an empty line after each; of hints that read alike the first, and how many more there are.
pub(super) fn render(report: &Report<'_>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut hints: BTreeMap<(Code, &str), usize> = BTreeMap::new();
    let mut text = String::new();
    for diagnostic in &report.built.output.diagnostics {
        let before = match diagnostic.severity {
            Severity::Hint => count(&mut hints, diagnostic),
            _ => 0,
        };
        if before < ALIKE {
            text += &(renderer.render(&groups(report, diagnostic)) + "\n\n");
        }
    }
    text + &hints.into_iter().filter_map(rest).collect::<String>()
}

/// Counts a hint, and gives how many of its wording came before it.
fn count<'a>(hints: &mut BTreeMap<(Code, &'a str), usize>, diagnostic: &'a Diagnostic) -> usize {
    let seen = hints.entry((diagnostic.code, &diagnostic.message)).or_default();
    *seen += 1;
    *seen - 1
}

/// What stands for the hints of a wording that are not shown.
fn rest(((code, message), seen): ((Code, &str), usize)) -> Option<String> {
    let hidden = seen.checked_sub(ALIKE).filter(|hidden| *hidden > 0)?;
    let hints = plural(hidden, "more hint");
    Some(format!("{hints} like [{}]: {}; `--format short` lists all\n\n", code.0, one_line(message)))
}

fn groups<'a>(report: &'a Report<'_>, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let title = level(diagnostic.severity).primary_title(one_line(&diagnostic.message)).id(diagnostic.code.0);
    let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
        .related
        .iter()
        .partition(|(place, _)| place.file == diagnostic.place.file && place.span.is_some());
    let main = title.element(at(report, &diagnostic.place, &here)).elements(remarks(diagnostic));
    let others = elsewhere.into_iter().map(|(place, words)| other(report, place, words));
    std::iter::once(main).chain(others).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

fn at<'a>(report: &'a Report<'_>, place: &Place, here: &[&'a (Place, String)]) -> Element<'a> {
    let path = report.path(&place.file);
    let Some((source, span)) = found(report, place) else { return Origin::path(path).into() };
    let labels = here.iter().filter_map(|(place, words)| {
        let (_, span) = found(report, place)?;
        Some(AnnotationKind::Context.span(span).label(words.as_str()))
    });
    let main: Annotation<'a> = AnnotationKind::Primary.span(span);
    Snippet::source(&*source.text).path(path).annotation(main).annotations(labels.collect::<Vec<_>>()).into()
}

/// A span outside its source comes from a plugin or a stale build; it means the file as a whole.
fn found<'a>(report: &'a Report<'_>, place: &Place) -> Option<(&'a Source, Range<usize>)> {
    let source = report.built.output.sources.get(&place.file)?;
    let span = place.span?.range();
    source.text.get(span.clone()).map(|_| (&**source, span))
}

fn remarks(diagnostic: &Diagnostic) -> Vec<Element<'_>> {
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(help).into());
    let plugin = diagnostic.plugin.as_deref();
    let plugin =
        plugin.map(|name| Level::NOTE.message(format!("from the plugin `{}`", one_line(name))).into());
    help.into_iter().chain(plugin).collect()
}

fn other<'a>(report: &'a Report<'_>, place: &Place, words: &'a str) -> Group<'a> {
    Level::NOTE.secondary_title(one_line(words)).element(at(report, place, &[]))
}
