//! What becomes of an author's words in the portal.

use super::language::Language;

/// "1 step", "3 steps".
pub fn plural(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What a word of the frontmatter is called in the portal.
pub fn title(language: Language, word: &str) -> String {
    language.word(word).map_or_else(|| capitalised(word), str::to_owned)
}

/// What the status of an opportunity is called: "planned" is a basis elsewhere.
pub fn status(language: Language, word: &str) -> String {
    title(language, if word == "planned" { "status-planned" } else { word })
}

/// What a key of the frontmatter is called in a list of facts.
pub fn fact(language: Language, key: &str) -> String {
    language.fact(key).map_or_else(|| capitalised(key), str::to_owned)
}

/// The first letter made large.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The first letter made large, hyphens made spaces.
pub fn capitalised(word: &str) -> String {
    sentence(&word.replace(['-', '_'], " "))
}

/// Whether a text brings its own quotation marks.
pub fn is_quoted(text: &str) -> bool {
    text.starts_with(['“', '"', '„', '«', '‘', '\'', '「'])
}

/// The figure a text opens with, with its unit, and what follows: "41% of bookers", "4.1 / 5 stars", "3 min on average".
pub fn figure(text: &str) -> Option<(&str, &str)> {
    const UNITS: &[&str] = &[
        "s", "ms", "min", "mins", "minutes", "h", "hours", "days", "weeks", "months", "seconds", "points",
        "pp", "stars",
    ];
    let (first, rest) = text.split_once(' ')?;
    let opens = first.starts_with(|letter: char| letter.is_ascii_digit() || "+-−~£$€".contains(letter));
    let closes = first.ends_with(|letter: char| letter.is_ascii_digit() || "%kKmM".contains(letter));
    let words = match rest.split(' ').next()? {
        "/" => 3,
        unit if UNITS.contains(&unit) => 2,
        _ => 1,
    };
    let end = text.match_indices(' ').nth(words - 1).map_or(text.len(), |(at, _)| at);
    (opens && closes).then(|| (&text[..end], text[end..].trim_start()))
}

/// The name of the icon that stands for a channel or touchpoint, by its words.
pub fn icon(words: &str) -> Option<&'static str> {
    // For each icon: what a word begins with, and phrases.
    const ICONS: &[(&str, &[&str], &[&str])] = &[
        ("email", &["mail", "email", "newsletter"], &[]),
        ("phone", &["phone", "telephone", "call", "line", "hotline"], &[]),
        ("chat", &["chat", "message", "messaging", "sms", "text", "whatsapp"], &[]),
        ("social", &["social", "instagram", "facebook", "tiktok"], &[]),
        ("friend", &["friend", "colleague", "recommend"], &["word of mouth"]),
        ("search", &["search"], &[]),
        ("app", &["app", "wallet"], &[]),
        ("ticket", &["ticket", "voucher"], &[]),
        ("card", &["card", "payment", "checkout", "till"], &[]),
        ("sign", &["sign", "poster", "billboard"], &["out-of-home", "out of home"]),
        ("post", &["post", "letter", "print", "leaflet", "paper"], &[]),
        ("screen", &["screen", "display", "caption", "kiosk"], &[]),
        ("map", &["map", "route", "plan"], &[]),
        ("bell", &["notification", "alert", "reminder"], &[]),
        (
            "person",
            &["person", "staff", "usher", "desk", "meeting", "face", "foyer", "crew"],
            &["box office"],
        ),
        (
            "place",
            &["venue", "place", "door", "building", "auditorium", "bar", "store", "shop"],
            &["on site"],
        ),
        ("web", &["web", "site", "page", "homepage", "online", "portal", "browser"], &[]),
    ];
    let text = words.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    let first = |text: &str| text.as_bytes().first().copied();
    let begins = |sign: &&str| words.iter().any(|word| first(word) == first(sign) && word.starts_with(*sign));
    let says = |phrase: &&str| words.len() > 1 && text.contains(*phrase);
    let found = ICONS.iter().find(|(_, signs, phrases)| signs.iter().any(begins) || phrases.iter().any(says));
    found.map(|(icon, ..)| *icon)
}

#[cfg(test)]
mod tests {
    use super::{figure, icon};

    #[test]
    fn a_figure_is_taken_with_its_unit() {
        assert_eq!(figure("41% of first-time bookers"), Some(("41%", "of first-time bookers")));
        assert_eq!(figure("3 min on average"), Some(("3 min", "on average")));
        assert_eq!(figure("4.1 / 5 stars"), Some(("4.1 / 5", "stars")));
        assert_eq!(figure("−12 points"), Some(("−12 points", "")));
        assert_eq!(figure("41%"), None);
        assert_eq!(figure("Two of 5"), None);
        assert_eq!(figure("2nd visit"), None);
    }

    #[test]
    fn icons_go_by_the_beginnings_of_words() {
        assert_eq!(icon("online"), Some("web"));
        assert_eq!(icon("Box office line"), Some("phone"));
        assert_eq!(icon("Newsletter"), Some("email"));
        assert_eq!(icon("out-of-home"), Some("sign"));
        assert_eq!(icon("The weather"), None);
    }
}
