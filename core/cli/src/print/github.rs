//! Workflow commands of GitHub Actions, which show each problem beside the line of a pull request.

use std::fmt::Write as _;

use journeybook_kit::Problem;
use journeybook_model::Severity;

use super::Report;

/// All problems, a command each.
pub(super) fn render(report: &Report<'_>) -> String {
    report.problems().iter().fold(String::new(), |mut text, problem| {
        let _ = writeln!(text, "{}", command(report, problem));
        text
    })
}

fn command(report: &Report<'_>, problem: &Problem) -> String {
    let rank = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let help = problem.help.as_deref().map_or_else(String::new, |help| format!("\n{help}"));
    let file = property(&report.path(&problem.at.file));
    let message = data(&format!("{}{help}", problem.message));
    format!("::{rank} file={file}{},title={}::{message}", place(problem), problem.code)
}

/// GitHub drops columns of a place that spans lines.
fn place(problem: &Problem) -> String {
    let at = &problem.at;
    let (Some(line), Some(column)) = (at.line, at.column) else { return String::new() };
    match (at.end_line, at.end_column) {
        (Some(end), Some(end_column)) if end == line => {
            format!(",line={line},col={column},endColumn={end_column}")
        }
        (Some(end), _) => format!(",line={line},endLine={end}"),
        _ => format!(",line={line},col={column}"),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
