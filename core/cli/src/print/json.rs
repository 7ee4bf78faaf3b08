//! One JSON object: `{"summary": …, "files": …, "problems": [{"code", "severity", "message", "file", "line", …}]}`.

use serde_json::json;

use super::Report;

/// All problems as one object. Paths are the site's own: a program knows where it is.
pub(super) fn render(report: &Report<'_>) -> String {
    let problems = report.problems();
    let whole = json!({ "summary": report.summary(), "files": report.built.files, "problems": problems });
    format!("{whole:#}\n")
}
