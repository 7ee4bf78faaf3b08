//! Tests of the four formats.

use std::sync::Arc;
use std::time::Duration;

use journeybook_engine::Output;
use journeybook_model::{Code, Diagnostic, Place, Severity, Source, Span};

use super::*;

const TEXT: &str = "---\ntitle: Böok\n---\n\n### Pays\n- feeling: -3 anxious\n";

fn at(word: &str) -> Span {
    let start = TEXT.find(word).unwrap();
    Span::new(start, start + word.len())
}

fn built(diagnostics: Vec<Diagnostic>) -> Built {
    let source = Arc::new(Source::new("content/a.md", TEXT));
    let output = Output { diagnostics, sources: [(source.path.clone(), source)].into(), ..Output::default() };
    Built { output, files: 22, took: Duration::ZERO }
}

fn off_scale() -> Diagnostic {
    let message = "the feeling -3 is off the scale".to_owned();
    Diagnostic::at(Code("JB101"), Severity::Error, &"content/a.md".into(), at("-3"), message)
        .help("write `-2`")
}

fn render(diagnostics: Vec<Diagnostic>, format: Format) -> String {
    let built = built(diagnostics);
    Report { built: &built, prefix: "maps/".to_owned() }.render(format, false)
}

#[test]
fn human_shows_the_words_and_what_to_type() {
    let text = render(vec![off_scale().plugin("scores")], Format::Human);
    for part in [
        "error[JB101]: the feeling -3 is off the scale",
        "maps/content/a.md:6:12",
        "6 | - feeling: -3 anxious",
        "^^",
        "help: write `-2`",
        "from the plugin `scores`",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn human_counts_hints_that_read_alike_and_shows_every_error() {
    let hint = || Diagnostic { severity: Severity::Hint, ..off_scale() };
    let text = render((0..25).map(|_| hint()).collect(), Format::Human);
    assert_eq!(text.matches("hint[JB101]").count(), 10);
    assert!(text.contains("15 more hints like [JB101]: the feeling -3 is off the scale"), "{text}");
    let text = render((0..25).map(|_| off_scale()).collect(), Format::Human);
    assert_eq!(text.matches("error[JB101]").count(), 25);
}

#[test]
fn human_shows_related_places_and_whole_files() {
    let here = Place { file: "content/a.md".into(), span: Some(at("Pays")) };
    let there = Place { file: "content/b.md".into(), span: None };
    let said = off_scale().related(here, "in this step").related(there, "and in this file");
    let text = render(vec![said], Format::Human);
    for part in ["in this step", "note: and in this file", "maps/content/b.md"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn no_span_makes_it_panic() {
    let end = TEXT.len();
    for (start, stop) in [(0, 0), (end, end), (0, end), (end, end + 9), (12, 13), (4, 20)] {
        let span = Span::new(start, stop);
        let said =
            Diagnostic { place: Place { file: "content/a.md".into(), span: Some(span) }, ..off_scale() };
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            assert!(render(vec![said.clone()], format).contains("JB101"));
        }
    }
}

#[test]
fn short_is_one_line_whatever_the_message_holds() {
    let said = Diagnostic { message: "two\nlines \x1b[31mred".to_owned(), ..off_scale() };
    assert_eq!(
        render(vec![said], Format::Short),
        "maps/content/a.md:6:12: error[JB101]: two lines  [31mred\n"
    );
}

#[test]
fn github_escapes_what_would_end_a_command() {
    let file: Arc<str> = "content/a,b:c.md".into();
    let said = Diagnostic::file(Code("JB009"), Severity::Warning, &file, "100 %".into()).help("try");
    assert_eq!(
        render(vec![said], Format::Github),
        "::warning file=maps/content/a%2Cb%3Ac.md,title=JB009::100 %25%0Atry\n"
    );
    let placed = render(vec![off_scale()], Format::Github);
    assert!(
        placed.starts_with("::error file=maps/content/a.md,line=6,col=12,endColumn=14,title=JB101::"),
        "{placed}"
    );
}

#[test]
fn json_is_one_object() {
    let value: serde_json::Value = serde_json::from_str(&render(vec![off_scale()], Format::Json)).unwrap();
    assert_eq!(value["summary"], "1 error in 22 files");
    assert_eq!(value["problems"][0]["code"], "JB101");
    assert_eq!(value["problems"][0]["line"], 6);
}

#[test]
fn nothing_wrong_is_said_in_the_summary_alone() {
    let built = built(Vec::new());
    let report = Report { built: &built, prefix: String::new() };
    assert_eq!(report.render(Format::Human, true), "");
    assert_eq!(report.summary(), "no problems in 22 files");
}
