//! How words are looked up: without what people spell in more than one way.

use std::borrow::Cow;

/// The Arabic article, alone and with the words written onto it: "the", "with the", "and the".
const ARTICLES: &[&str] = &["ال", "بال", "وال"];
/// A shorter rest is no word: the two letters of "ألم" are its own.
const SHORTEST_STEM: usize = 3;

/// A text in lower case, without accents and vowel signs, in the common forms of letters and digits.
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
        ("ا", "أإآٱ"),
        ("ه", "ة"),
        ("و", "ؤ"),
        ("ي", "ىئ"),
    ];
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().map(narrow).flat_map(char::to_lowercase) {
        match BARE.iter().find(|(_, marked)| !letter.is_ascii() && marked.contains(letter)) {
            Some((bare, _)) => folded.push_str(bare),
            None if is_mark(letter) => {}
            None => folded.push(letter),
        }
    }
    folded
}

/// The ordinary form of a wide letter, digit or sign, and of an Arabic digit.
fn narrow(letter: char) -> char {
    let offset = match letter {
        '\u{ff01}'..='\u{ff5e}' => 0xfee0,
        '٠'..='٩' => '٠' as u32 - '0' as u32,
        '٫' => '٫' as u32 - '.' as u32,
        _ => 0,
    };
    char::from_u32(letter as u32 - offset).unwrap_or(letter)
}

/// Whether a letter is a digit, in ordinary, wide or Arabic form.
pub fn is_digit(letter: char) -> bool {
    narrow(letter).is_ascii_digit()
}

/// Accents, Arabic vowel signs, the stroke that lengthens a word, and the marks of direction.
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{640}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
    )
}

/// Shorter words are too near to others.
const SLIP_IN: usize = 4;
/// In a word this long, one letter in place of another is a slip.
const LONG: usize = 7;
/// In a word this long, two slips are one word still.
const VERY_LONG: usize = 9;

/// Whether one word is another with a slip of the pen in it: two letters changed places, one is missing or too many; in
/// longer words also another letter, or two slips.
pub fn is_slip(typed: &str, known: &str) -> bool {
    let [long, short] = {
        let [typed, known] = [typed, known].map(|word| word.chars().count());
        [typed.max(known), typed.min(known)]
    };
    if short < SLIP_IN || long - short > 2 || typed.chars().next() != known.chars().next() && short < LONG {
        return false;
    }
    match strsim::osa_distance(typed, known) {
        1 => long > short || short >= LONG || strsim::levenshtein(typed, known) == 2,
        2 => short >= VERY_LONG,
        _ => false,
    }
}

/// A folded Arabic word without its article.
pub fn without_article(word: &str) -> &str {
    let rest = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    match rest.filter(|rest| rest.chars().count() >= SHORTEST_STEM) {
        Some(rest) => without_article(rest),
        None => word,
    }
}

/// An Arabic label as it is looked up: plain, and no word with its article.
pub fn indefinite(label: &str) -> String {
    plain(label).split(' ').map(without_article).collect::<Vec<_>>().join(" ")
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
    let mut plain = plain(label);
    let (end, letter) = singular(&plain);
    plain.truncate(end);
    plain.push_str(letter);
    plain
}

/// A plain label in the singular.
pub fn key_of_plain(plain: &str) -> Cow<'_, str> {
    match singular(plain) {
        (end, "") => Cow::Borrowed(&plain[..end]),
        (end, letter) => Cow::Owned(format!("{}{letter}", &plain[..end])),
    }
}

/// Where the singular of a plain label ends, and what stands there.
fn singular(plain: &str) -> (usize, &'static str) {
    if !plain.ends_with('s') {
        return (plain.len(), "");
    }
    let begin = plain.rfind(' ').map_or(0, |at| at + 1);
    let without = |end: &str| plain[begin..].strip_suffix(end);
    let is_hissed = |stem: &&str| ["ss", "x", "ch", "sh"].iter().any(|end| stem.ends_with(end));
    let is_plural = |stem: &&str| stem.len() > 2 && !stem.ends_with(['s', 'i', 'u']);
    match (without("ies"), without("es").filter(is_hissed), without("s").filter(is_plural)) {
        (Some(stem), ..) if stem.len() > 1 => (begin + stem.len(), "y"),
        (_, Some(stem), _) | (_, None, Some(stem)) => (begin + stem.len(), ""),
        _ => (plain.len(), ""),
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
        assert_eq!(plain_within(" Pain --  points!", 11), Some("pain points".to_owned()));
        assert_eq!((plain_within("Pain points", 10), plain_within("Étapes", 5)), (None, None));
        assert_eq!(key("😖 Pain-Points"), "pain point");
        assert_eq!(key("Support processes"), "support process");
        assert_eq!(
            (key("Opportunities"), key("Channels"), key("Focus")),
            ("opportunity".into(), "channel".into(), "focus".into())
        );
    }

    #[test]
    fn arabic_is_looked_up_however_it_is_spelled() {
        assert_eq!(fold("أَهْدَاف"), fold("اهداف"));
        assert_eq!(fold("الأهــداف"), fold("الاهداف"));
        assert_eq!((fold("شكوى"), fold("مرحلة")), (fold("شكوي"), fold("مرحله")));
        assert_eq!(fold("أ"), fold("\u{627}\u{654}"));
        assert_eq!((fold("١٢٫٥"), fold("راضٍ\u{200f}")), ("12.5".to_owned(), "راض".to_owned()));
    }

    #[test]
    fn arabic_is_looked_up_without_its_article() {
        assert_eq!(indefinite("😖 نِقَاط الأَلَم"), indefinite("نقاط ألم"));
        assert_eq!(indefinite("الأفكار والمشاعر"), indefinite("افكار مشاعر"));
        assert_eq!((without_article("الم"), without_article("الالم")), ("الم", "الم"));
        assert_eq!((without_article("الالتزام"), without_article("التزام")), ("تزام", "تزام"));
        assert_eq!((without_article("بالقلق"), without_article("بالغ")), ("قلق", "بالغ"));
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        for (typed, known) in [
            ("feling", "feeling"),
            ("pian", "pain"),
            ("tuochpoint", "touchpoint"),
            ("oportunty", "opportunity"),
            ("frontstsge", "frontstage"),
        ] {
            assert!(is_slip(typed, known), "{typed}");
        }
        for (typed, known) in
            [("main", "pain"), ("state", "stage"), ("again", "gain"), ("step", "steps up"), ("goal", "goal")]
        {
            assert!(!is_slip(typed, known), "{typed}");
        }
    }
}
