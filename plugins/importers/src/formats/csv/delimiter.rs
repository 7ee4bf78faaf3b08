//! What parts the cells of a row.

use crate::formats::sheet::meaning;

const ALL: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines are looked at.
const SEARCHED: usize = 15;

/// Takes `sep=;`, which Excel understands, off; the lines keep their numbers.
pub fn announced(text: &str) -> (&str, Option<u8>) {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = first.trim_end().strip_prefix("sep=").map(str::as_bytes);
    match delimiter {
        Some([delimiter]) => (&text[first.trim_end_matches('\r').len()..], Some(*delimiter)),
        _ => (text, None),
    }
}

/// Whether a text begins with something that parts cells.
pub fn begins(text: &str) -> bool {
    text.bytes().next().is_some_and(|first| ALL.contains(&first))
}

/// What parts the cells of a text: what makes most known headers of one of its lines, else what is there most often.
pub fn of(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let lines = text.lines().take(SEARCHED);
        let known = lines.clone().map(|line| headers(line, *delimiter)).max().unwrap_or_default();
        (
            known,
            lines.map(|line| line.bytes().filter(|byte| byte == delimiter).count()).max().unwrap_or_default(),
        )
    };
    let best = ALL.iter().rev().max_by_key(|delimiter| score(delimiter));
    best.copied().unwrap_or(b',')
}

/// How many cells of a line are headers or labels that are known.
fn headers(line: &str, delimiter: u8) -> usize {
    let cells = line.split(char::from(delimiter));
    let known = cells.filter(|cell| meaning(cell.trim().trim_matches('"')).is_some()).count();
    // A whole line that is one known word says nothing of what parts its cells.
    if line.bytes().any(|byte| byte == delimiter) { known } else { 0 }
}
