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

/// The name of the icon that stands for a channel or touchpoint, by its words.
pub fn icon(words: &str) -> Option<&'static str> {
    const ICONS: &[(&str, &[&str])] = &[
        ("email", &["mail", "email", "newsletter"]),
        ("phone", &["phone", "telephone", "call", "line", "hotline"]),
        ("chat", &["chat", "message", "messaging", "sms", "text", "whatsapp"]),
        ("social", &["social", "instagram", "facebook", "tiktok"]),
        ("friend", &["word of mouth", "friend", "colleague", "recommend"]),
        ("search", &["search"]),
        ("app", &["app", "wallet"]),
        ("ticket", &["ticket", "voucher"]),
        ("card", &["card", "payment", "checkout", "till"]),
        ("sign", &["sign", "poster", "out-of-home", "out of home", "billboard"]),
        ("post", &["post", "letter", "print", "leaflet", "paper"]),
        ("screen", &["screen", "display", "caption", "kiosk"]),
        ("map", &["map", "route", "plan"]),
        ("bell", &["notification", "alert", "reminder"]),
        ("person", &["person", "staff", "usher", "desk", "box office", "meeting", "face", "foyer", "crew"]),
        ("place", &["venue", "place", "door", "building", "auditorium", "bar", "store", "shop", "on site"]),
        ("web", &["web", "site", "page", "homepage", "online", "portal", "browser"]),
    ];
    let text = words.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    let begins = |sign: &str| words.iter().any(|word| word.starts_with(sign));
    let means = |sign: &&str| if sign.contains([' ', '-']) { text.contains(*sign) } else { begins(sign) };
    ICONS.iter().find(|(_, signs)| signs.iter().any(means)).map(|(icon, _)| *icon)
}

#[cfg(test)]
mod tests {
    use super::icon;

    #[test]
    fn icons_go_by_the_beginnings_of_words() {
        assert_eq!(icon("online"), Some("web"));
        assert_eq!(icon("Box office line"), Some("phone"));
        assert_eq!(icon("Newsletter"), Some("email"));
        assert_eq!(icon("out-of-home"), Some("sign"));
        assert_eq!(icon("The weather"), None);
    }
}
