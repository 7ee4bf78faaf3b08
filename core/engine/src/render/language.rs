//! What the portal says, and how it writes numbers and dates, in the language of the site.

use std::borrow::Cow;

use journeybook_model::Kind;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Error, ErrorKind};

use crate::dictionary::{Dictionary, Plural, Text};

/// What is said of a key that no language has.
pub const NO_TEXT: &str = "there is no text";

/// A language of the portal; what it does not say is said in English.
#[derive(Clone, Copy, Debug)]
pub struct Language(&'static Dictionary);

impl Language {
    /// The language of a BCP 47 tag; English where it is not shipped.
    pub fn of(tag: &str) -> Self {
        Self(Dictionary::of(tag).unwrap_or(Dictionary::english()))
    }

    /// The text of a key that the engine itself shows.
    pub fn text(self, key: &str) -> String {
        self.find(key, None).unwrap_or(key).to_owned()
    }

    /// The text of a word of the frontmatter, if it is one that is told in every language.
    pub fn word(self, word: &str) -> Option<&'static str> {
        self.find(&format!("word-{word}"), None)
    }

    /// The name of a key of the frontmatter, if it is one that is told in every language.
    pub fn fact(self, key: &str) -> Option<&'static str> {
        self.find(&format!("fact-{key}"), None)
    }

    /// The heading of a kind's list.
    pub fn kind(self, kind: Kind) -> String {
        self.text(&format!("list-{}", kind.folder()))
    }

    /// The text of a key with one place filled.
    pub fn filled(self, key: &str, place: &str, value: &str) -> String {
        self.text(key).replace(&format!("{{{place}}}"), value)
    }

    /// The title of a page of several, by its place from 0: the first has the title alone.
    pub fn of_page(self, title: &str, part: usize) -> String {
        match part {
            0 => title.to_owned(),
            part => self.filled("page-number", "title", title).replace("{n}", &(part + 1).to_string()),
        }
    }

    /// The text of a key in the form for a count, with the count filled in.
    pub fn counted(self, key: &str, count: i64) -> String {
        self.find(key, Some(count)).unwrap_or(key).replace("{n}", &count.to_string())
    }

    /// A lane's title and a few words about it, by the lane's word.
    pub fn lane(self, word: &str) -> Option<(&'static str, &'static str)> {
        let titles = self.0.lane_titles.get(word).or_else(|| Dictionary::english().lane_titles.get(word));
        titles.map(|(title, about)| (title.as_str(), about.as_str()))
    }

    /// A number with so many decimals and a real minus.
    pub fn fixed(self, value: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", value.abs()).replace('.', &self.0.format.decimal);
        let shown = text.contains(|letter: char| ('1'..='9').contains(&letter));
        if value < 0.0 && shown { format!("{}{text}", self.0.format.minus) } else { text }
    }

    /// A number as short as it can be, with a real minus: "4", "−0.5".
    pub fn number(self, value: f64) -> String {
        let text = value.abs().to_string().replace('.', &self.0.format.decimal);
        if value < 0.0 { format!("{}{text}", self.0.format.minus) } else { text }
    }

    /// A signed number with a real minus: "+1.2", "−0.4", "0.0".
    pub fn signed(self, value: f64) -> String {
        let tenths = (value * 10.0).round();
        let format = &self.0.format;
        let sign = match () {
            () if tenths > 0.0 => format.plus.as_str(),
            () if tenths < 0.0 => &format.minus,
            () => "",
        };
        // Whole numbers are written much faster than fractions, and come out the same.
        match tenths.abs() {
            tenths if tenths < 1e15 => {
                let tenths = tenths as u64;
                format!("{sign}{}{}{}", tenths / 10, format.decimal, tenths % 10)
            }
            tenths => format!("{sign}{}", self.fixed(tenths / 10.0, 1)),
        }
    }

    /// A signed number, whole where it is whole: "+1", "−0.4", "0".
    pub fn signed_short(self, value: f64) -> String {
        let text = self.signed(value);
        let whole = text.strip_suffix(&format!("{}0", self.0.format.decimal));
        whole.map_or(text.clone(), str::to_owned)
    }

    /// A share as a whole percentage.
    pub fn percent(self, share: f64) -> String {
        self.0.format.percent.replace("{n}", &format!("{:.0}", share * 100.0))
    }

    /// "12 Mar 2026" of "2026-03-12"; other words stay as they are.
    pub fn date(self, text: &str) -> String {
        let Ok(date) = text.parse::<journeybook_model::Date>() else { return text.to_owned() };
        let format = &self.0.format;
        let month = format.months.get(usize::from(date.month) - 1).map(String::as_str).unwrap_or_default();
        let day = format.date.replace("{d}", &date.day.to_string()).replace("{y}", &date.year.to_string());
        day.replace("{month}", month)
    }

    /// The text of a key, in the form for a count.
    fn find(self, key: &str, count: Option<i64>) -> Option<&'static str> {
        let own = self.0.portal.get(key).and_then(|text| form(text, count, self.0.format.plural));
        own.or_else(|| form(Dictionary::english().portal.get(key)?, count, Plural::One))
    }
}

fn form(text: &'static Text, count: Option<i64>, plural: Plural) -> Option<&'static str> {
    match (text, count) {
        (Text::One(text), _) => Some(text),
        (Text::Counted(forms), count) => {
            forms.get(form_of(count?.unsigned_abs(), plural)).map(String::as_str)
        }
    }
}

fn form_of(count: u64, plural: Plural) -> usize {
    match plural {
        Plural::None => 0,
        Plural::One => usize::from(count != 1),
        Plural::BelowTwo => usize::from(count > 1),
        Plural::Slavic => match (count % 10, count % 100) {
            (1, hundreds) if hundreds != 11 => 0,
            (2..=4, hundreds) if !(12..=14).contains(&hundreds) => 1,
            _ => 2,
        },
        Plural::Arabic => match (count, count % 100) {
            (0, _) => 0,
            (1, _) => 1,
            (2, _) => 2,
            (_, 3..=10) => 3,
            (_, 11..=99) => 4,
            _ => 5,
        },
    }
}

/// The function `t` of the templates: `t("stages")`, `t("count-steps", 3)`, `t("steps-in-stages", steps=…, stages=…)`.
pub fn t(language: Language, key: &str, count: Option<i64>, places: &Kwargs) -> Result<Value, Error> {
    let missing = || Error::new(ErrorKind::InvalidOperation, format!("{NO_TEXT} `{key}`"));
    let text = language.find(key, count).ok_or_else(missing)?;
    let mut filled: Vec<(&str, Value)> = count.map(|count| ("n", Value::from(count))).into_iter().collect();
    for place in places.args() {
        filled.push((place, places.peek(place)?));
    }
    Ok(if filled.is_empty() { Value::from(text) } else { fill(text, &filled) })
}

/// Where any of the values is HTML, the whole is, and all the rest is escaped.
fn fill(text: &str, filled: &[(&str, Value)]) -> Value {
    let is_html = filled.iter().any(|(_, value)| value.is_safe());
    let mut whole = String::with_capacity(2 * text.len());
    let mut push = |text: &str, is_safe: bool| match is_html && !is_safe {
        true => whole.push_str(&crate::parse::escape(text)),
        false => whole.push_str(text),
    };
    let mut parts = text.split('{');
    push(parts.next().unwrap_or_default(), false);
    for part in parts {
        let place =
            part.split_once('}').map(|(place, rest)| (filled.iter().find(|(name, _)| *name == place), rest));
        match place {
            Some((Some((_, value)), rest)) => {
                push(&shown(value), value.is_safe());
                push(rest, false);
            }
            _ => {
                push("{", false);
                push(part, false);
            }
        }
    }
    if is_html { Value::from_safe_string(whole) } else { Value::from(whole) }
}

/// A value in a text; nothing where there is none.
fn shown(value: &Value) -> Cow<'_, str> {
    match (value.as_str(), value.kind()) {
        (Some(text), _) => Cow::Borrowed(text),
        (None, ValueKind::Undefined | ValueKind::None) => Cow::Borrowed(""),
        (None, _) => Cow::Owned(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_signed_with_a_real_minus() {
        let english = Language::of("en");
        assert_eq!(english.signed(1.25), "+1.3");
        assert_eq!(english.signed(-0.04), "0.0");
        assert_eq!(english.signed(-1.6), "−1.6");
        assert_eq!(english.signed_short(-2.0), "−2");
        assert_eq!(english.signed_short(0.0), "0");
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(Language::of("de-AT").signed(-1.6), "−1,6");
        assert_eq!(Language::of("fr").signed_short(2.0), "+2");
        assert_eq!(Language::of("de").number(-0.5), "−0,5");
        assert_eq!(Language::of("ru").percent(0.8), "80\u{a0}%");
        assert_eq!(Language::of("ja").percent(0.8), "80%");
        let arabic = Language::of("ar");
        assert_eq!(
            (arabic.signed(-1.6), arabic.signed(1.25)),
            ("\u{200e}−1.6".into(), "\u{200e}+1.3".into())
        );
        assert_eq!(
            (arabic.number(-2.0), arabic.signed_short(2.0)),
            ("\u{200e}−2".into(), "\u{200e}+2".into())
        );
        assert_eq!(arabic.percent(0.8), "80\u{200e}%\u{200e}");
    }

    #[test]
    fn dates_are_read_by_people() {
        let date = |tag| Language::of(tag).date("2026-03-12");
        assert_eq!(date("en"), "12 Mar 2026");
        assert_eq!(date("de"), "12. März 2026");
        assert_eq!(date("es"), "12 mar 2026");
        assert_eq!(date("ru"), "12 марта 2026");
        assert_eq!(date("zh-Hans"), "2026年3月12日");
        assert_eq!(date("ar-EG"), "12 مارس 2026");
        assert_eq!(Language::of("en").date("Autumn 2025"), "Autumn 2025");
    }

    #[test]
    fn words_are_counted_as_the_language_does() {
        let steps = |tag, count| {
            Language::of(tag)
                .find("count-steps", Some(count))
                .unwrap_or_default()
                .replace("{n}", &count.to_string())
        };
        assert_eq!([0, 1, 2].map(|count| steps("en", count)), ["0 steps", "1 step", "2 steps"]);
        assert_eq!([0, 1, 2].map(|count| steps("fr", count)), ["0 étape", "1 étape", "2 étapes"]);
        assert_eq!(
            [1, 3, 5, 11, 22].map(|count| steps("ru", count)),
            ["1 шаг", "3 шага", "5 шагов", "11 шагов", "22 шага"]
        );
        assert_eq!(
            [0, 1, 2, 3, 11, 100].map(|count| steps("ar", count)),
            ["لا خطوات", "خطوة واحدة", "خطوتان", "3 خطوات", "11 خطوة", "100 خطوة"]
        );
    }

    #[test]
    fn arabic_has_the_six_forms_of_cldr() {
        let samples: [(usize, &[u64]); 6] = [
            (0, &[0]),
            (1, &[1]),
            (2, &[2]),
            (3, &[3, 4, 10, 103, 110, 1003]),
            (4, &[11, 26, 99, 111, 199, 1011]),
            (5, &[100, 101, 102, 200, 202, 1000, 10_000, 1_000_000]),
        ];
        for (form, counts) in samples {
            for count in counts {
                assert_eq!(form_of(*count, Plural::Arabic), form, "{count}");
            }
        }
    }

    #[test]
    fn a_language_that_is_not_shipped_is_told_in_english() {
        assert_eq!(Language::of("he").text("list-journeys"), "Journeys");
    }

    #[test]
    fn html_in_a_text_stays_html_and_the_rest_is_escaped() {
        let link = Value::from_safe_string("<a>x</a>".to_owned());
        assert_eq!(
            fill("{a} & {b}", &[("a", link), ("b", Value::from("<"))]).to_string(),
            "<a>x</a> &amp; &lt;"
        );
    }
}
