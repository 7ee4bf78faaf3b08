//! What may be a label in a text, before it is parsed: enough to tell which language a map is written in.

/// A map says in its first labels which language it is in.
const MAX_LABELS: usize = 400;

/// Longer ones are sentences.
const MAX_LETTERS: usize = 48;

/// The beginnings of lines up to a colon, the words of headings, and the cells of tables.
pub fn labels(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.lines().flat_map(|line| {
        let line = line.trim_start_matches(|letter: char| {
            matches!(letter, '#' | '>' | '-' | '+' | '*' | '_' | '0'..='9' | '.' | ')')
                || letter.is_whitespace()
        });
        line.split('|').map(before_colon)
    });
    parts.filter(|part| !part.is_empty() && is_short(part)).take(MAX_LABELS)
}

fn is_short(part: &str) -> bool {
    part.len() <= MAX_LETTERS || part.chars().nth(MAX_LETTERS).is_none()
}

fn before_colon(part: &str) -> &str {
    let end = part.find([':', '：']).unwrap_or(part.len());
    part[..end].trim_matches(|letter: char| matches!(letter, '*' | '_' | '`') || letter.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_in_lists_lines_headings_and_tables() {
        let text = "## Handlungen\n- **Ziel**: x\n**Gefühle:** y\n| 行動 | 感情 |\n1. Schmerzpunkt : z\n";
        let found: Vec<_> = labels(text).collect();
        assert_eq!(found, ["Handlungen", "Ziel", "Gefühle", "行動", "感情", "Schmerzpunkt"]);
    }
}
