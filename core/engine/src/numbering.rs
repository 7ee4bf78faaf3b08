//! Headings numbered in words, before or after the word for a stage: "Phase zwei", "Второй этап", "第1段階".

use crate::dictionary::StageWords;
use crate::spelling::{fold, is_digit, is_unspaced};

/// What may stand between a number and a title.
const MARKS: &[char] =
    &[':', '：', '-', '–', '—', '.', '．', '。', ',', '，', '،', '、', ')', '）', '|', '｜', '·', '・', '/'];
/// What closes an ordinal number written in digits: "2nd", "2e", "2ª", "2-й".
const ENDINGS: &[&str] = &[
    "",
    "st",
    "nd",
    "rd",
    "th",
    "e",
    "er",
    "re",
    "ere",
    "eme",
    "a",
    "o",
    "ª",
    "º",
    "и",
    "я",
    "ыи",
    "ая",
    "番目の",
    "番目",
];
const HAN: &str = "一二三四五六七八九十";

/// Takes the number of a stage (true) or of a step (false) off a heading.
pub fn numbered<'t>(text: &'t str, words: &StageWords) -> Option<(bool, &'t str)> {
    let numbered = number_last(text, words).or_else(|| number_first(text, words));
    let (is_stage, title) = numbered.or_else(|| named(text, words))?;
    Some((is_stage, if title.is_empty() { text } else { title }))
}

/// "Stage 2: Ask", "Phase zwei – Suche", "阶段二：搜索".
fn number_last<'t>(text: &'t str, words: &StageWords) -> Option<(bool, &'t str)> {
    let (is_stage, rest) = counting_word(text, words)?;
    let rest = rest.trim_start();
    match digits(rest) {
        Some(after) => Some((is_stage, title(after, false)?)),
        None => Some((is_stage, title(number_word(rest, &words.numbers)?, true)?)),
    }
}

/// "2. Phase: Suche", "Second stage – Ask", "2-й этап: поиск", "第2步 搜索".
fn number_first<'t>(text: &'t str, words: &StageWords) -> Option<(bool, &'t str)> {
    let (text, announced) = text.strip_prefix('第').map_or((text, false), |rest| (rest.trim_start(), true));
    let in_digits = digits(text).map(past_ending);
    let in_words = || number_word(text, if announced { &words.numbers } else { &words.ordinals });
    let rest = in_digits.or_else(in_words)?.trim_start();
    let (is_stage, rest) = counting_word(rest, words)?;
    let title = title(rest, !announced)?;
    (announced || in_digits.is_none() || !title.is_empty()).then_some((is_stage, title))
}

/// "Stage: Ask": no number, and yet a word that says what it is.
fn named<'t>(text: &'t str, words: &StageWords) -> Option<(bool, &'t str)> {
    let (is_stage, rest) = counting_word(text, words)?;
    let title = rest.trim_start().strip_prefix([':', '：'])?.trim();
    (!title.is_empty()).then_some((is_stage, title))
}

/// The word for a stage or a step at the beginning, and what follows it.
fn counting_word<'t>(text: &'t str, words: &StageWords) -> Option<(bool, &'t str)> {
    let (first, rest) = word(text);
    let first = fold(first);
    let kinds = [(true, &words.words), (false, &words.steps)];
    if let Some((is_stage, _)) = kinds.iter().find(|(_, known)| known.contains(&first)) {
        return Some((*is_stage, rest));
    }
    let joined = kinds.iter().flat_map(|(is_stage, known)| known.iter().map(move |word| (*is_stage, word)));
    let fitting = joined
        .filter(|(_, word)| word.contains(is_unspaced))
        .filter_map(|(is_stage, word)| Some((is_stage, text.strip_prefix(word.as_str())?)));
    fitting.min_by_key(|(_, rest)| rest.len())
}

/// The letters a text begins with, and what follows them.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len()))
}

/// What follows a number in digits: "2", "4a", "２", "٢".
fn digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_digit);
    (rest.len() < text.len()).then_some(rest)
}

/// What follows a number in words, or in Han numerals.
fn number_word<'t>(text: &'t str, known: &[String]) -> Option<&'t str> {
    let (first, rest) = word(text);
    if known.contains(&fold(first)) {
        return Some(rest);
    }
    let rest = text.trim_start_matches(|letter: char| HAN.contains(letter));
    (rest.len() < text.len() && known.iter().any(|word| HAN.contains(word.as_str()))).then_some(rest)
}

fn past_ending(rest: &str) -> &str {
    let rest = rest.trim_start_matches(['.', '°', '-']);
    let (ending, after) = word(rest);
    if ENDINGS.contains(&fold(ending).as_str()) { after } else { rest }
}

/// What follows the marks after a number. `marked`: a space alone is not enough.
fn title(rest: &str, marked: bool) -> Option<&str> {
    let title = rest.trim_start_matches(|letter: char| letter.is_whitespace() || MARKS.contains(&letter));
    let divided = if marked { rest.trim_start().starts_with(MARKS) } else { title.len() < rest.len() };
    (divided || rest.trim().is_empty()).then(|| title.trim_end())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn read<'t>(language: &str, text: &'t str) -> Option<(bool, &'t str)> {
        Lexicon::of_language(language, &[], &[]).numbered(text)
    }

    #[test]
    fn numbers_may_be_words_before_or_after() {
        assert_eq!(read("en", "Stage two: Ask"), Some((true, "Ask")));
        assert_eq!(read("en", "Second stage – Ask"), Some((true, "Ask")));
        assert_eq!(read("de", "Erste Phase: Suche"), Some((true, "Suche")));
        assert_eq!(read("de", "2. Phase: Suche"), Some((true, "Suche")));
        assert_eq!(read("fr", "1re étape : Découverte"), Some((true, "Découverte")));
        assert_eq!(read("es", "Segunda etapa: Búsqueda"), Some((true, "Búsqueda")));
        assert_eq!(read("pt", "2ª fase – Procura"), Some((true, "Procura")));
        assert_eq!(read("ru", "Второй этап. Поиск"), Some((true, "Поиск")));
        assert_eq!(read("ru", "2-й этап: поиск"), Some((true, "поиск")));
        assert_eq!(read("ar", "المرحلة الثانية: البحث"), Some((true, "البحث")));
        assert_eq!(read("ar", "ثاني مرحلة – البحث"), Some((true, "البحث")));
        assert_eq!(read("ar", "مرحلة ٢: البحث"), Some((true, "البحث")));
        assert_eq!(read("ar", "الخطوة 3، الدفع"), Some((false, "الدفع")));
    }

    #[test]
    fn a_colon_stands_for_a_number() {
        assert_eq!(read("en", "Stage: Ask"), Some((true, "Ask")));
        assert_eq!(read("fr", "Étape : Découverte"), Some((true, "Découverte")));
        assert_eq!(read("zh", "阶段：搜索"), Some((true, "搜索")));
        assert_eq!(read("en", "Stage:"), None);
        assert_eq!(read("en", "Stage fright: a play"), None);
        assert_eq!(read("en", "Step by step: how"), None);
    }

    #[test]
    fn scripts_without_spaces_are_read() {
        assert_eq!(read("ja", "第1段階：気づき"), Some((true, "気づき")));
        assert_eq!(read("ja", "第二段階 比較"), Some((true, "比較")));
        assert_eq!(read("ja", "ステップ１　検索"), Some((false, "検索")));
        assert_eq!(read("ja", "第1段階"), Some((true, "第1段階")));
        assert_eq!(read("zh", "阶段二：搜索"), Some((true, "搜索")));
        assert_eq!(read("zh", "第三步、付款"), Some((false, "付款")));
    }

    #[test]
    fn a_title_with_such_a_word_in_it_is_a_title() {
        assert_eq!(read("en", "Stage fright"), None);
        assert_eq!(read("en", "First step towards a home"), None);
        assert_eq!(read("en", "3. Summary"), None);
        assert_eq!(read("en", "1. Stage"), None);
        assert_eq!(read("de", "Phasenmodell"), None);
        assert_eq!(read("zh", "第一次购买"), None);
        assert_eq!(read("en", "Этап 2: Поиск"), None);
    }
}
