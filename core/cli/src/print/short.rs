//! One line each: `content/a.md:3:10: error[JB101]: message`, as compilers say it and editors read it.

use std::fmt::Write as _;

use journeybook_kit::Problem;

use super::{Report, one_line};

/// All problems, a line each.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for problem in report.problems() {
        let at = report.path(&problem.at.to_string());
        let (severity, code, message) = (problem.severity, problem.code, one_line(&problem.message));
        let _ = writeln!(text, "{}: {severity}[{code}]: {message}{}", one_line(&at), plugin(&problem));
    }
    text
}

fn plugin(problem: &Problem) -> String {
    problem.plugin.as_deref().map_or_else(String::new, |name| format!(" (plugin `{}`)", one_line(name)))
}
