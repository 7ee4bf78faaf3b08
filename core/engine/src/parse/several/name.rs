//! Ids that people give journeys in a heading: `UJ-001: Buying a ticket`.

/// The letters and the number of an id that a heading begins with: some capitals with a `J` among them, and a number.
pub fn id(heading: &str) -> Option<(&str, &str)> {
    let end = heading
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .unwrap_or(heading.len());
    let (id, rest) = heading.split_at(end);
    let digits = id.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = (id[..digits].trim_end_matches('-'), &id[digits..]);
    let is_named =
        letters.len() < 5 && letters.contains('J') && letters.chars().all(|l| l.is_ascii_uppercase());
    let is_numbered = number.chars().all(|digit| digit.is_ascii_digit());
    let is_apart = rest.is_empty() || rest.starts_with([':', ' ', '.', ')', '–', '—']);
    (is_named && is_numbered && is_apart).then_some((letters, id))
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn ids_are_capitals_with_a_j_and_a_number() {
        assert_eq!(id("UJ-001: Buying a ticket"), Some(("UJ", "UJ-001")));
        assert_eq!(id("J1 – Books"), Some(("J", "J1")));
        assert_eq!(id("CUJ-12"), Some(("CUJ", "CUJ-12")));
        for other in
            ["S-1: Awareness", "January 2026", "UJ: Buying", "JANUARY1", "Journey 1", "UJ-1a", "", "-1"]
        {
            assert_eq!(id(other), None, "{other}");
        }
    }
}
