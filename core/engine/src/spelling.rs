//! How words are looked up: without what people spell in more than one way.

/// A text in lower case, without accents, in the narrow forms of wide letters and digits.
pub fn fold(text: &str) -> String {
    const BARE: &[(&str, &str)] = &[
        ("a", "àáâãäå"),
        ("c", "ç"),
        ("e", "èéêë"),
        ("i", "ìíîï"),
        ("n", "ñ"),
        ("o", "òóôõö"),
        ("u", "ùúûü"),
        ("y", "ýÿ"),
        ("oe", "œ"),
        ("ae", "æ"),
        ("ss", "ß"),
        ("е", "ё"),
        ("и", "й"),
    ];
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().map(narrow).flat_map(char::to_lowercase) {
        match BARE.iter().find(|(_, marked)| !letter.is_ascii() && marked.contains(letter)) {
            Some((bare, _)) => folded.push_str(bare),
            None if ('\u{300}'..='\u{36f}').contains(&letter) => {}
            None => folded.push(letter),
        }
    }
    folded
}

/// The ordinary form of a wide letter, digit or sign.
fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

/// Whether a letter belongs to a script that puts no spaces between words.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9d}')
}

/// A label without case, accents, emoji, punctuation and doubled spaces; without any space where its script has none.
pub fn plain(label: &str) -> String {
    plain_within(label, usize::MAX).unwrap_or_default()
}

/// The same, none as soon as it is seen to be longer than so many bytes.
pub fn plain_within(label: &str, most: usize) -> Option<String> {
    let plain = if label.is_ascii() { plain_ascii(label, most) } else { plain_of_any(label) };
    (plain.len() <= most).then_some(plain)
}

/// Stops behind the limit: the rest of a long text is not looked at.
fn plain_ascii(label: &str, most: usize) -> String {
    let mut plain = String::with_capacity(label.len().min(most.saturating_add(2)));
    let mut is_apart = false;
    for letter in label.bytes() {
        if !letter.is_ascii_alphanumeric() {
            is_apart = !plain.is_empty();
            continue;
        }
        if is_apart {
            plain.push(' ');
        }
        is_apart = false;
        plain.push(letter.to_ascii_lowercase().into());
        if plain.len() > most {
            break;
        }
    }
    plain
}

fn plain_of_any(label: &str) -> String {
    let folded = fold(label);
    let between = if !folded.is_ascii() && folded.contains(is_unspaced) { "" } else { " " };
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push_str(between);
        }
        plain.push_str(word);
    }
    plain
}

/// An English label as it is looked up: plain and singular.
pub fn key(label: &str) -> String {
    key_of_plain(&plain(label))
}

/// A plain label in the singular.
pub fn key_of_plain(plain: &str) -> String {
    match plain.rsplit_once(' ') {
        Some((before, last)) => format!("{before} {}", singular(last)),
        None => singular(plain),
    }
}

fn singular(word: &str) -> String {
    let without = |end: &str| word.strip_suffix(end);
    let is_hissed = |stem: &&str| ["ss", "x", "ch", "sh"].iter().any(|end| stem.ends_with(end));
    let is_plural = |stem: &&str| stem.len() > 2 && !stem.ends_with(['s', 'i', 'u']);
    match (without("ies"), without("es").filter(is_hissed), without("s").filter(is_plural)) {
        (Some(stem), ..) if stem.len() > 1 => format!("{stem}y"),
        (_, Some(stem), _) | (_, None, Some(stem)) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_looked_up_without_what_does_not_matter() {
        assert_eq!(plain("  ÉTAPE —  Clé "), "etape cle");
        assert_eq!(plain("タッチ・ポイント"), "タッチポイント");
        assert_eq!(plain("ＫＰＩ"), "kpi");
        assert_eq!(plain(" Pain --  points (all)"), "pain points all");
        assert_eq!(key("😖 Pain-Points"), "pain point");
        assert_eq!(key("Support processes"), "support process");
        assert_eq!(
            (key("Opportunities"), key("Channels"), key("Focus")),
            ("opportunity".into(), "channel".into(), "focus".into())
        );
    }
}
