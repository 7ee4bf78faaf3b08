//! Ids made from words, and the words that make them.

/// Lower case, letters and digits of any script, everything else a single `-`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(|letter| push(&mut slug, letter));
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn push(slug: &mut String, letter: char) {
    if letter.is_alphanumeric() {
        slug.push(letter);
    } else if !matches!(letter, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// Whether anything is left of a text as a slug.
pub fn has_slug(text: &str) -> bool {
    text.chars()
        .any(|letter| letter.is_ascii_alphanumeric() || letter.to_lowercase().any(char::is_alphanumeric))
}

/// What words in a lane name: "Email (welcome message)" is the touchpoint "Email".
pub fn name_in(words: &str) -> &str {
    let name = words.split_once('(').map_or(words, |(name, _)| name).trim();
    if name.is_empty() { words.trim() } else { name }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_keep_every_script() {
        assert_eq!(slug("Sees the poster!"), "sees-the-poster");
        assert_eq!(slug("  Can’t log in — again "), "cant-log-in-again");
        assert_eq!(slug("予約する"), "予約する");
        assert_eq!(slug("!?"), "");
    }
}
