//! Personal data: what must not lie in a repository, let alone behind a public page. Values are found and never repeated.

use std::fmt;

use csv::ByteRecord;

/// A text longer than this is somebody's own words.
pub const LONGEST: usize = 280;

/// The fewest digits that make a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Personal {
    /// `somebody@example.org`
    Email,
    /// `203.0.113.7`
    Address,
    /// `+44 20 7946 0000`
    Phone,
    /// More than 280 characters.
    Words,
}

impl fmt::Display for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Personal::Email => "e-mail addresses",
            Personal::Address => "IP addresses",
            Personal::Phone => "telephone numbers",
            Personal::Words => "free text of more than 280 characters",
        })
    }
}

/// Each column of a row that holds personal data.
pub fn found(record: &ByteRecord) -> impl Iterator<Item = (usize, Personal)> {
    // The shortest address and the shortest telephone number have seven bytes.
    let long = record.iter().enumerate().filter(|(_, cell)| cell.len() >= 7);
    long.filter_map(|(at, cell)| Some((at, kind(cell)?)))
}

fn kind(cell: &[u8]) -> Option<Personal> {
    if is_day(cell)
        || (!cell.iter().any(|byte| b"@+(:- /".contains(byte)) && !is_dotted(cell) && cell.len() <= LONGEST)
    {
        return None;
    }
    let text = std::str::from_utf8(cell).ok()?.trim();
    match () {
        () if text
            .split(|letter: char| letter.is_whitespace() || "<>,;()\"".contains(letter))
            .any(is_email) =>
        {
            Some(Personal::Email)
        }
        () if tokens(text).any(|token| is_v4(token) || is_v6(token)) => Some(Personal::Address),
        () if is_phone(text) || holds_phone(text) => Some(Personal::Phone),
        () if text.chars().count() > LONGEST => Some(Personal::Words),
        () => None,
    }
}

/// Nearly every row holds one.
fn is_day(cell: &[u8]) -> bool {
    cell.len() == 10 && cell[4] == b'-' && cell[7] == b'-' && cell[..4].iter().all(u8::is_ascii_digit)
}

fn is_dotted(cell: &[u8]) -> bool {
    cell.iter().filter(|byte| **byte == b'.').count() >= 3
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() || "<>,;()[]\"".contains(letter))
}

fn is_email(token: &str) -> bool {
    let Some((name, domain)) = token.trim_matches('.').rsplit_once('@') else { return false };
    let inside = |text: &str| text.chars().any(char::is_alphanumeric);
    inside(name) && domain.split('.').count() > 1 && domain.split('.').all(inside)
}

fn is_v4(token: &str) -> bool {
    let groups: Vec<_> = token.trim_end_matches('.').split('.').collect();
    groups.len() == 4 && groups.iter().all(|group| group.len() <= 3 && group.parse::<u8>().is_ok())
}

/// A time has two colons at most.
fn is_v6(token: &str) -> bool {
    let is_hex = token.chars().all(|letter| letter.is_ascii_hexdigit() || letter == ':');
    let groups = token.split(':').count();
    is_hex
        && (groups > 4 || (token.contains("::") && groups > 2))
        && token.contains(|c: char| c.is_ascii_hexdigit())
}

/// A whole cell that is a telephone number: with the sign or the brackets of one, with a leading zero and groups, or in
/// groups of three, three and four.
fn is_phone(text: &str) -> bool {
    let is_plain = text.chars().all(|letter| letter.is_ascii_digit() || "+-()./ ".contains(letter));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if !is_plain || !DIGITS.contains(&digits) {
        return false;
    }
    let groups: Vec<usize> = text.split(['-', '.', ' ']).map(str::len).collect();
    let national = text.starts_with('0') && digits >= 9 && text.contains([' ', '-', '/']);
    text.starts_with('(') || national || groups == [3, 3, 4]
}

/// A plus and the digits of a telephone number, anywhere in a text.
fn holds_phone(text: &str) -> bool {
    let after = |(at, _): (usize, &str)| {
        let inside = |letter: &char| letter.is_ascii_digit() || "-()./ ".contains(*letter);
        text[at + 1..].chars().take_while(inside).filter(char::is_ascii_digit).count()
    };
    text.match_indices('+').map(after).any(|digits| DIGITS.contains(&digits))
}
