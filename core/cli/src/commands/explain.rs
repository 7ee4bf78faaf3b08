//! `explain`: the page of a message.

use journeybook_engine::codes;

use crate::args::Explain;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Prints the page of a code; an unknown code is answered with those there are.
pub fn run(args: &Explain, terminal: &Terminal) -> Result<Verdict, Failure> {
    let page = codes::explain(args.code.trim()).ok_or_else(|| Failure::Refused(unknown(&args.code)))?;
    terminal.give(format!("{}\n", readable(page.text)));
    Ok(Verdict::Fine)
}

/// A page with its title as a heading instead of its frontmatter, and without comments.
fn readable(page: &str) -> String {
    let (title, body) = match page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((front, body)) => (front.lines().find_map(|line| line.strip_prefix("title:")), body),
        None => (None, page),
    };
    let heading = title.map(|title| format!("# {}\n\n", title.trim().trim_matches('"'))).unwrap_or_default();
    let lines: Vec<_> = body.trim().lines().filter(|line| !line.starts_with("<!--")).collect();
    format!("{heading}{}", lines.join("\n").trim())
}

fn unknown(code: &str) -> String {
    let pages = codes::PAGES.iter().map(|page| format!("  {}  {}\n", page.code, page.slug));
    format!(
        "there is no message with the code `{code}`. There are:\n{}",
        pages.collect::<String>().trim_end()
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_is_read_without_its_frontmatter() {
        let page = "---\ntitle: \"JB999: a title\"\n---\n\nWhy it matters.\n";
        assert_eq!(super::readable(page), "# JB999: a title\n\nWhy it matters.");
    }

    #[test]
    fn an_unknown_code_is_answered_with_those_there_are() {
        let said = super::unknown("JB999");
        assert!(said.contains("JB999") && said.contains("JB101  feeling-off-scale"), "{said}");
    }
}
