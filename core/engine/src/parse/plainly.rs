//! The plainest YAML, `key: words` a line, read without a reader of YAML, which takes as long for it as for all that YAML
//! may hold: a twelfth of the build of a plain page.
//!
//! What might mean anything but its own words is left to the reader; a test holds both to the same values.

use serde_json::{Map, Value};

/// The keys and values, where every line is as plain as that.
pub fn read(text: &str) -> Option<Map<String, Value>> {
    let mut fields = Map::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (key, words) = line.split_once(": ").filter(|(key, _)| is_key(key))?;
        let before = fields.insert(key.to_owned(), value(words.trim_end_matches(' '))?);
        if before.is_some() {
            return None;
        }
    }
    (!fields.is_empty()).then_some(fields)
}

fn is_key(key: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    key.bytes().all(is_part) && is_text(key)
}

/// Words, a day, a number, or a list of words in brackets.
fn value(words: &str) -> Option<Value> {
    let inside = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inside) = inside else { return said(words) };
    inside.split(", ").map(|word| said(word).filter(|_| !word.contains([',', '[', ']', '{', '}']))).collect()
}

fn said(words: &str) -> Option<Value> {
    match () {
        () if is_text(words) || is_day(words) => Some(words.into()),
        () => number(words).map(Value::from),
    }
}

/// A whole number of few digits.
fn number(words: &str) -> Option<u64> {
    let is_plain =
        words.len() < 10 && words.bytes().all(|byte| byte.is_ascii_digit()) && !words.starts_with('0');
    is_plain.then(|| words.parse().ok()).flatten()
}

/// Whether words stand for themselves: they begin with a letter, hold nothing that YAML marks with, and are no number, flag or
/// nothing by another name.
fn is_text(words: &str) -> bool {
    let is_plain = |letter: char| match letter {
        ' ' | '-' | '_' | '.' | ',' | ';' | '(' | ')' | '/' | '\'' | '!' | '?' | '+' | '&' | '%' => true,
        '@' | '*' | '=' | '[' | ']' | '{' | '}' | '’' | '–' | '—' => true,
        letter => letter.is_alphanumeric(),
    };
    words.starts_with(char::is_alphabetic)
        && words.chars().all(is_plain)
        && !words.ends_with(' ')
        && !MEANING.iter().any(|word| words.eq_ignore_ascii_case(word))
}

/// Words that some reader of YAML takes for something else.
const MEANING: [&str; 12] =
    ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"];

/// `2027-06-30`, which YAML leaves as it is written.
fn is_day(words: &str) -> bool {
    let marks =
        |(at, byte): (usize, u8)| if [4, 7].contains(&at) { byte == b'-' } else { byte.is_ascii_digit() };
    words.len() == 10 && words.bytes().enumerate().all(marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::frontmatter::any_yaml;

    /// What words, signs and ends of lines are made of, in every order.
    const PIECES: &str = "a|title|tags|: |:| |\n|[|]|, |,|- |# |#|'|\"|{|}|*|&|!|%|@|true|No|nan|12|0|2027-06-30|é|’|\u{2028}|\r\n";

    #[test]
    fn plain_lines_are_read_as_any_yaml_is() {
        let mut plain = 0;
        let mut check = |text: &str| {
            let Some(fields) = read(text) else { return };
            let whole = any_yaml(text).unwrap_or_else(|problem| panic!("{text:?} is {}", problem.message));
            assert_eq!(Value::Object(fields), whole, "{text:?}");
            plain += 1;
        };
        for [one, two, three] in every_three() {
            check(&format!("a: {one}{two}{three}\n"));
            check(&format!("title: a{one}{two}{three}b\nb: c"));
            check(&format!("{one}{two}{three}"));
            check(&format!("tags: [{one}{two}, {three}]"));
        }
        assert!(plain > 4_000, "{plain} of them are plain");
    }

    fn every_three() -> impl Iterator<Item = [&'static str; 3]> {
        let pieces = || PIECES.split('|');
        let pairs = move || pieces().flat_map(move |one| pieces().map(move |two| [one, two]));
        pairs().flat_map(move |[one, two]| pieces().map(move |three| [one, two, three]))
    }
}
