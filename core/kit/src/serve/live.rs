//! What is added to pages while they are being served, and the pages that stand in for missing ones.

use crate::report::Problem;

/// The script that listens for changes and shows errors.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// Shown where the portal has no `404.html`.
pub(super) const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not found</title>\
    <body style=\"font:1rem/1.5 system-ui;margin:3rem\"><h1>Not found</h1><p>The portal has no page here. \
    <a href=\"/\">Begin at the home page</a>.</p></body></html>";

/// A page with the script before the end of its body.
pub(super) fn with_script(mut page: Vec<u8>, build: &str) -> Vec<u8> {
    let script = format!("<script src=\"{}\" data-build=\"{build}\" defer></script>", super::SCRIPT);
    let at = end_of_body(&page).unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

/// The last `</body>`: an earlier one may stand in a script or an example.
fn end_of_body(page: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body";
    page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END))
}

/// The page shown instead of all others until a build succeeds; readable without the script.
pub(super) fn error_page(problems: &[Problem]) -> String {
    let items: String = problems.iter().map(item).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>The site has errors</title></head>\
         <body style=\"font:1rem/1.5 system-ui;margin:3rem;max-width:60rem\"><h1>The site has errors</h1>\
         <p>This page shows the portal as soon as they are put right.</p><ol>{items}</ol></body></html>"
    )
}

fn item(problem: &Problem) -> String {
    let help = problem.help.as_deref().map_or_else(String::new, |help| format!("<br>{}", escape(help)));
    let (at, message) = (escape(&problem.at.to_string()), escape(&problem.message));
    format!("<li><b>{}</b> <code>{at}</code><br>{message}{help}</li>", problem.severity)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripted(page: &str) -> String {
        String::from_utf8(with_script(page.into(), "b1")).unwrap()
    }

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        let page = scripted("<pre>&lt;/body></pre><code></body></code><p>x</BODY></html>");
        assert!(page.starts_with("<pre>&lt;/body></pre><code></body></code><p>x<script src="), "{page}");
        assert!(page.ends_with("data-build=\"b1\" defer></script></BODY></html>"), "{page}");
    }

    #[test]
    fn a_page_without_a_body_gets_it_at_the_end() {
        assert!(scripted("<p>x").starts_with("<p>x<script"));
    }
}
