//! A site's settings for one plugin: one JSON object.

use crate::json;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number as it was written.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Setting>),
    /// An object; its pairs in the order in which they were written.
    Object(Vec<(String, Setting)>),
}

/// The settings under `[plugins.NAME]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    pairs: Vec<(String, Setting)>,
}

impl Settings {
    /// Reads the text of one JSON object. The error is one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        match json::parse(text).map_err(|wrong| format!("the settings are not valid JSON: {wrong}"))? {
            Setting::Object(pairs) => Ok(Self { pairs }),
            _ => Err(String::from("the settings have to be one JSON object, such as `{}`")),
        }
    }

    /// The value of a key. Where a key stands twice, the last one counts.
    pub fn get(&self, key: &str) -> Option<&Setting> {
        self.pairs.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key, if it is a string.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Setting::as_text)
    }

    /// The value of a key, if it is `true` or `false`.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Setting::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The value of a key, if it is a number.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.get(key)? {
            Setting::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// The value of a key, if it is an array of strings.
    pub fn texts(&self, key: &str) -> Option<Vec<&str>> {
        match self.get(key)? {
            Setting::List(items) => items.iter().map(Setting::as_text).collect(),
            _ => None,
        }
    }
}

impl Setting {
    /// The string, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Setting::Text(text) => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_by_kind() {
        let settings =
            Settings::parse(r#" {"a": "x", "b": true, "c": -1.5e2, "d": ["y", "z"], "e": null} "#).unwrap();
        assert_eq!(settings.text("a"), Some("x"));
        assert_eq!(settings.flag("b"), Some(true));
        assert_eq!(settings.number("c"), Some(-150.0));
        assert_eq!(settings.texts("d"), Some(vec!["y", "z"]));
        assert_eq!(settings.get("e"), Some(&Setting::Null));
        assert_eq!((settings.text("b"), settings.get("f")), (None, None));
    }

    #[test]
    fn anything_but_an_object_is_refused_in_words() {
        for text in
            ["", "[]", "null", "\"{}\"", "{", "{\"a\"}", "{\"a\":1,}", "{} {}", "{\"a\":01}", "{\"a\":tru}"]
        {
            assert!(Settings::parse(text).unwrap_err().starts_with("the settings "), "{text}");
        }
    }
}
