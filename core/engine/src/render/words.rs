//! The portal's own words and numbers, as a reader sees them.

/// A signed number with a real minus: "+1.2", "−0.4", "0.0".
pub fn signed(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    match rounded {
        0.0 => "0.0".to_owned(),
        value if value < 0.0 => format!("−{:.1}", -value),
        value => format!("+{value:.1}"),
    }
}

/// A signed number, whole where it is whole: "+1", "−0.4", "0".
pub fn signed_short(value: f64) -> String {
    let text = signed(value);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A share as a whole percentage.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// "12 Mar 2026" of "2026-03-12"; other words stay as they are.
pub fn date(text: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match text.parse::<journeybook_model::Date>() {
        Ok(date) => format!("{} {} {}", date.day, MONTHS[usize::from(date.month) - 1], date.year),
        Err(()) => text.to_owned(),
    }
}

/// "1 step", "3 steps".
pub fn plural(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What a word of the frontmatter is called in the portal.
pub fn title(word: &str) -> String {
    match word {
        "current" => "As-is",
        "planned" => "To-be",
        "ideal" => "Ideal",
        "actual" => "Observed",
        "blueprint" => "Service blueprint",
        "customer" => "Customer journey",
        "user" => "User journey",
        "buyer" => "Buyer journey",
        "employee" => "Employee journey",
        "experience" => "Experience map",
        "review" => "In review",
        other => return capitalised(other),
    }
    .to_owned()
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
        ("email", &["mail", "newsletter"]),
        ("phone", &["phone", "call", "line", "hotline"]),
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
        ("web", &["web", "site", "page", "online", "portal", "browser"]),
    ];
    let words = words.to_lowercase();
    ICONS.iter().find(|(_, signs)| signs.iter().any(|sign| words.contains(sign))).map(|(icon, _)| *icon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_signed_with_a_real_minus() {
        assert_eq!(signed(1.25), "+1.3");
        assert_eq!(signed(-0.04), "0.0");
        assert_eq!(signed(-1.6), "−1.6");
        assert_eq!(signed_short(-2.0), "−2");
        assert_eq!(signed_short(0.0), "0");
    }

    #[test]
    fn dates_are_read_by_people() {
        assert_eq!(date("2026-03-12"), "12 Mar 2026");
        assert_eq!(date("Autumn 2025"), "Autumn 2025");
    }
}
