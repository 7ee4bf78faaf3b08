//! Words: how a text is taken apart, and shares of whole numbers.

/// The words of a text in lower case, without punctuation.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The words of a text in lower case with one space between.
pub fn plain(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// A text without anything that two spellings of one name may differ in: case, spaces, hyphens, a plural's end.
pub fn squeezed(text: &str) -> String {
    let all: String = words(text).collect();
    match all.strip_suffix('s') {
        Some(one) if one.len() > 3 && !one.ends_with('s') => String::from(one),
        _ => all,
    }
}

/// Whether a text, made plain, holds these words one after the other.
pub fn holds(plain: &str, phrase: &str) -> bool {
    let padded = [" ", plain, " "].concat();
    padded.contains(&[" ", phrase, " "].concat())
}

/// Whether `part` is more than `percent` of `whole`.
pub fn more_than(part: usize, whole: usize, percent: usize) -> bool {
    part * 100 > whole * percent
}
