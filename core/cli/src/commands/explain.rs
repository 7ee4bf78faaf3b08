//! `explain`: the page of a message, or of a rule that comes with Journeybook.

use journeybook_engine::codes;

use crate::args::Explain;
use crate::carried;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Prints the page of a code; an unknown code is answered with those there are.
pub fn run(args: &Explain, terminal: &Terminal) -> Result<Verdict, Failure> {
    let code = args.code.trim();
    let page = codes::explain(code).map(|page| page.text).or_else(|| rule(code));
    let page = page.ok_or_else(|| Failure::Refused(unknown(code)))?;
    terminal.give(format!("{}\n", readable(page)));
    Ok(Verdict::Fine)
}

/// The page of a rule: `JM014`, or with its plugin before it as a finding names it.
fn rule(code: &str) -> Option<&'static str> {
    let id = code.strip_prefix("rules/").unwrap_or(code);
    let is_it = |path: &str| path.strip_suffix(".md").is_some_and(|stem| stem.eq_ignore_ascii_case(id));
    carried::RULES.iter().find(|(path, _)| is_it(path)).map(|(_, text)| *text)
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
        "there is no message with the code `{code}`. There are the rules JM001 to JM060, and:\n{}",
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
    fn a_rule_is_found_by_its_id_and_as_a_finding_names_it() {
        let page = super::rule("jm014").unwrap();
        assert!(page.contains("JM014:") && super::rule("rules/JM014") == Some(page));
        assert_eq!(super::rule("JM061"), None);
    }

    #[test]
    fn an_unknown_code_is_answered_with_those_there_are() {
        let said = super::unknown("JB999");
        assert!(said.contains("JB999") && said.contains("JB101  feeling-off-scale"), "{said}");
    }
}
