//! Text as a YAML scalar.

/// Words that YAML takes for something else than text.
const NOT_TEXT: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A scalar that is read back as this text: as it is where YAML takes it for text, else in JSON's quotes, which are YAML's
/// too.
pub fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(|letter| letter.is_alphanumeric() || " -.!'".contains(letter))
        && !NOT_TEXT.contains(&text.to_lowercase().as_str());
    if is_plain { text.trim_end().to_owned() } else { serde_json::Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_take_for_something_else_is_quoted() {
        assert_eq!(scalar("Anna's first visit"), "Anna's first visit");
        assert_eq!(scalar("First visit: 8:00"), "\"First visit: 8:00\"");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("2026-03-12"), "\"2026-03-12\"");
    }
}
