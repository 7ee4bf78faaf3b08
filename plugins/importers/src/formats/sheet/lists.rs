//! Cells that hold more than one thing.

/// What opens a line of a list that is typed into a cell.
const BULLETS: [&str; 6] = ["- ", "* ", "• ", "· ", "– ", "‣ "];

/// The items of a cell: its lines without their bullets, each parted at the separator.
pub fn items(cell: &str, separator: &str) -> Vec<String> {
    let parts = cell.lines().flat_map(|line| match separator {
        "" => vec![line],
        separator => line.split(separator).collect(),
    });
    parts.map(|part| unbulleted(part.trim()).to_owned()).filter(|part| !part.is_empty()).collect()
}

fn unbulleted(line: &str) -> &str {
    BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line).trim()
}

/// The beginning of a text as a title.
pub fn shortened(text: &str) -> String {
    const LETTERS: usize = 72;
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LETTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{}…", whole.trim_end_matches([',', ';', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_lists_in_several_forms() {
        assert_eq!(items("a; b ;;c", ";"), ["a", "b", "c"]);
        assert_eq!(items("- a\r\n• b\n\nc", ";"), ["a", "b", "c"]);
        assert_eq!(items("a; b", ""), ["a; b"]);
        assert_eq!(items("-5 degrees", ";"), ["-5 degrees"]);
    }

    #[test]
    fn titles_end_at_a_word() {
        assert_eq!(shortened("calls"), "calls");
        let long = "word ".repeat(30);
        assert!(shortened(&long).ends_with("word…") && shortened(&long).chars().count() <= 73);
    }
}
