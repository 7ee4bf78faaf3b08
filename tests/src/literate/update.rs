//! Writes what was found into a suite's `diagnostics` and `outline` blocks.

use super::check::{actual, build};
use super::read::read;

/// The suite's text with what the builds give, of rules as well where it is said so. The error says what cannot be built.
pub fn update(text: &str, with_rules: bool) -> Result<String, String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut changes = Vec::new();
    for mut case in read(text)?.cases {
        case.with_rules |= with_rules;
        let output = build(&case)?;
        for expected in &case.expected {
            changes.push((expected.lines.clone(), actual(expected, &output)));
        }
    }
    for (range, found) in changes.into_iter().rev() {
        lines.splice(range, found.lines().map(str::to_owned));
    }
    Ok(lines.join("\n") + "\n")
}
