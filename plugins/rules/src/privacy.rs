//! What should not stand on a map that everybody reads: addresses and numbers of people.

use crate::map::Map;
use crate::report::Report;

/// Mailboxes that belong to nobody in particular.
const OFFICES: [&str; 14] = [
    "info",
    "hello",
    "help",
    "support",
    "contact",
    "sales",
    "office",
    "service",
    "noreply",
    "no-reply",
    "tickets",
    "press",
    "box-office",
    "boxoffice",
];

/// JM057.
pub fn check(map: &Map<'_>, report: &mut Report) {
    for (node, text) in map.texts() {
        if let Some(what) = found(text) {
            let message = format!("this holds what looks like {what}");
            report.say("JM057", node, &message, "take it out, and out of the history of the file as well");
        }
    }
}

/// What a text seems to hold.
pub fn found(text: &str) -> Option<&'static str> {
    if text.split(|letter: char| letter.is_whitespace() || "<>()[],;\"“”".contains(letter)).any(is_mail) {
        return Some("an e-mail address");
    }
    if text.split(|letter: char| letter.is_whitespace() || "()[],;\"".contains(letter)).any(is_ip) {
        return Some("an IP address");
    }
    is_called(text).then_some("a telephone number")
}

fn is_mail(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':', '!', '?']).trim_start_matches("mailto:");
    let Some((name, domain)) = word.split_once('@') else { return false };
    let is_name =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "._+-".contains(c));
    let is_example = domain.starts_with("example.") || domain.ends_with(".example");
    is_name(name)
        && is_name(domain)
        && domain.split('.').count() > 1
        && domain.rsplit('.').next().is_some_and(|end| end.len() > 1)
        && !is_example
        && !OFFICES.contains(&name.to_lowercase().as_str())
}

fn is_ip(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches(['.', ':']).split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.len() <= 3 && part.parse::<u8>().is_ok())
}

/// Nine digits or more in a row that begins with `+` or `0`, with the marks between that people put there.
fn is_called(text: &str) -> bool {
    let is_mark = |letter: char| letter.is_ascii_digit() || " -/()+".contains(letter);
    text.split(|letter: char| !is_mark(letter)).map(str::trim).any(|run| {
        let digits = run.chars().filter(char::is_ascii_digit).count();
        (run.starts_with('+') || run.starts_with('0') || run.starts_with("(0")) && (9..=15).contains(&digits)
    })
}
