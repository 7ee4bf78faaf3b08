//! `explain`: the page of a message.

use journeybook_engine::codes;

use crate::args::Explain;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// Prints the page of a code; an unknown code is answered with those there are.
pub fn run(args: &Explain, terminal: &Terminal) -> Result<Verdict, Failure> {
    let page = codes::explain(args.code.trim()).ok_or_else(|| Failure::Refused(unknown(&args.code)))?;
    terminal.give(format!("{}\n", page.text.trim_end()));
    Ok(Verdict::Fine)
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
    fn an_unknown_code_is_answered_with_those_there_are() {
        let said = super::unknown("JB999");
        assert!(said.contains("JB999") && said.contains("JB101  feeling-off-scale"), "{said}");
    }
}
