//! Words as they are compared by readers: without case and accents, and cut where a script has no spaces.
//!
//! The reader's browser folds what is typed in the same way (`themes/default/assets/search.js`); the two must agree.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters, compatible forms made one (NFKD), marks taken off.
pub fn fold(text: &str) -> String {
    text.to_lowercase().nfkd().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// The words of a text, folded. A script without spaces gives every two neighbouring letters.
pub fn words(text: &str) -> Vec<String> {
    let folded: String = fold(text).chars().filter(|letter| !matches!(letter, '\'' | '’')).collect();
    let runs = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|run| !run.is_empty());
    runs.flat_map(cut).collect()
}

fn cut(run: &str) -> Vec<String> {
    let letters: Vec<char> = run.chars().collect();
    let parts = letters.chunk_by(|a, b| is_unspaced(*a) == is_unspaced(*b));
    let pairs = |part: &[char]| match part {
        [first, .., _] if is_unspaced(*first) => part.windows(2).map(|pair| pair.iter().collect()).collect(),
        part => vec![part.iter().collect::<String>()],
    };
    parts.flat_map(pairs).collect()
}

/// Thai, kana, Han: no spaces stand between their words.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The letter a text is listed under: its first letter, folded and large; `0–9` for a digit, `漢` for Han, else `#`.
pub fn initial(text: &str) -> String {
    match fold(text).chars().find(|letter| letter.is_alphanumeric()) {
        Some(letter) if letter.is_numeric() => "0–9".to_owned(),
        Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}') => {
            "漢".to_owned()
        }
        Some(letter) => letter.to_uppercase().collect(),
        None => "#".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{initial, words};

    #[test]
    fn words_have_no_case_no_marks_and_no_spaces() {
        assert_eq!(words("Can’t Élan, naïve-Übung 2026"), ["cant", "elan", "naive", "ubung", "2026"]);
        assert_eq!(words("予約する"), ["予約", "約す", "する"]);
        assert_eq!(words("駅 A2"), ["駅", "a2"]);
        assert!(words(" – ").is_empty());
    }

    #[test]
    fn initials_are_those_of_the_script() {
        assert_eq!(["“Élan”", "2026", "Ёлка", "予約", "…"].map(initial), ["E", "0–9", "Е", "漢", "#"]);
    }
}
