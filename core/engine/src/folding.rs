//! Words as they are compared by readers: without case and accents, and cut where a script has no spaces.
//!
//! The reader's browser folds what is typed in the same way (`themes/default/assets/search.js`); the two must agree.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What joins the letters of one word.
const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Small letters, compatible forms made one (NFKD), marks taken off.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.to_lowercase().nfkd().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// A text folded, ready to be cut into words: "can't" is one.
pub fn bare(text: &str) -> String {
    let mut folded = fold(text);
    if folded.contains(APOSTROPHES) {
        folded.retain(|letter| !APOSTROPHES.contains(&letter));
    }
    folded
}

/// Takes the words of a bare text one by one. A script without spaces gives every two neighbouring letters.
pub fn each_word<'t>(bare: &'t str, mut take: impl FnMut(&'t str)) {
    let runs = bare.split(|letter: char| !letter.is_alphanumeric()).filter(|run| !run.is_empty());
    for run in runs {
        match run.contains(is_unspaced) {
            true => cut(run).into_iter().for_each(&mut take),
            false => take(run),
        }
    }
}

/// A run of letters of several scripts: the words of those with spaces, the pairs of those without.
fn cut(run: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    let end = |last: &(usize, char)| last.0 + last.1.len_utf8();
    let parts = letters.chunk_by(|a, b| is_unspaced(a.1) == is_unspaced(b.1));
    let words = |part: &[(usize, char)]| match part {
        [first, .., _] if is_unspaced(first.1) => {
            part.windows(2).map(|pair| &run[pair[0].0..end(&pair[1])]).collect()
        }
        [first, ..] => vec![&run[first.0..part.last().map_or(first.0, end)]],
        [] => Vec::new(),
    };
    parts.flat_map(words).collect()
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
    use super::{bare, each_word, initial};

    fn words(text: &str) -> Vec<String> {
        let (bare, mut words) = (bare(text), Vec::new());
        each_word(&bare, |word| words.push(word.to_owned()));
        words
    }

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
