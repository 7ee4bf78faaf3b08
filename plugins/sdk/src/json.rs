//! A JSON reader just large enough for settings: a general one would be a third of a small component.

use crate::Setting;

/// Deeper nesting is refused: a component's stack is small, and settings have no use for it.
const DEEPEST: usize = 32;

/// Reads one JSON value and nothing after it. The error is the end of a sentence.
pub(crate) fn parse(text: &str) -> Result<Setting, String> {
    let mut reader = Reader { rest: text, whole: text.len() };
    let value = reader.value(0)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.expected("the end")),
    }
}

/// What is left to read. It moves on by whole characters and never by an index, which could panic.
struct Reader<'a> {
    rest: &'a str,
    whole: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Setting, String> {
        if depth > DEEPEST {
            return Err(format!("it is nested more than {DEEPEST} levels deep"));
        }
        match self.peek() {
            Some('{') => self.items('}', |it| it.pair(depth + 1)).map(Setting::Object),
            Some('[') => self.items(']', |it| it.value(depth + 1)).map(Setting::List),
            Some('"') => self.string().map(Setting::Text),
            Some('-' | '0'..='9') => self.number(),
            _ => self.word(),
        }
    }

    fn first(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes one character.
    fn next(&mut self) -> Option<char> {
        let mut rest = self.rest.chars();
        let next = rest.next();
        self.rest = rest.as_str();
        next
    }

    /// The next character that is no space, without taking it.
    fn peek(&mut self) -> Option<char> {
        while matches!(self.first(), Some(' ' | '\t' | '\r' | '\n')) {
            self.next();
        }
        self.first()
    }

    fn take(&mut self, wanted: char) -> Result<(), String> {
        match self.peek() {
            Some(found) if found == wanted => self.next(),
            _ => return Err(self.expected(&format!("`{wanted}`"))),
        };
        Ok(())
    }

    fn expected(&self, what: &str) -> String {
        let at = self.whole - self.rest.len();
        match self.first() {
            Some(found) => format!("expected {what} at byte {at}, found `{found}`"),
            None => format!("expected {what} at byte {at}, but it ends there"),
        }
    }

    /// What stands between the bracket at hand and `close`, with commas between.
    fn items<T>(
        &mut self,
        close: char,
        mut one: impl FnMut(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        self.next();
        let mut items = Vec::new();
        while self.peek() != Some(close) {
            if !items.is_empty() {
                self.take(',')?;
            }
            items.push(one(self)?);
        }
        self.take(close)?;
        Ok(items)
    }

    fn pair(&mut self, depth: usize) -> Result<(String, Setting), String> {
        if self.peek() != Some('"') {
            return Err(self.expected("a key in quotation marks"));
        }
        let key = self.string()?;
        self.take(':')?;
        Ok((key, self.value(depth)?))
    }

    fn word(&mut self) -> Result<Setting, String> {
        let words = [("true", Setting::Flag(true)), ("false", Setting::Flag(false)), ("null", Setting::Null)];
        for (word, value) in words {
            if let Some(rest) = self.rest.strip_prefix(word) {
                self.rest = rest;
                return Ok(value);
            }
        }
        Err(self.expected("a value"))
    }

    fn number(&mut self) -> Result<Setting, String> {
        let mut digits = String::new();
        while let Some(digit @ ('+' | '-' | '.' | 'e' | 'E' | '0'..='9')) = self.first() {
            digits.push(digit);
            self.next();
        }
        if is_number(&digits) { Ok(Setting::Number(digits)) } else { Err(format!("`{digits}` is no number")) }
    }

    fn string(&mut self) -> Result<String, String> {
        self.next();
        let mut read = String::new();
        while let Some(next) = self.first().filter(|next| *next >= ' ') {
            self.next();
            match next {
                '"' => return Ok(read),
                '\\' => read.push(self.escape()?),
                other => read.push(other),
            }
        }
        Err(self.expected("a closing quotation mark"))
    }

    fn escape(&mut self) -> Result<char, String> {
        let read = match self.first() {
            Some('u') => return self.unicode(),
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(same @ ('"' | '\\' | '/')) => same,
            _ => return Err(self.expected("an escape")),
        };
        self.next();
        Ok(read)
    }

    /// `uXXXX`, or two of them for a character beyond the first 65,536.
    fn unicode(&mut self) -> Result<char, String> {
        let mut units = vec![self.unit()?];
        if (0xd800..0xdc00).contains(&units[0])
            && let Some(rest) = self.rest.strip_prefix('\\')
        {
            self.rest = rest;
            units.push(self.unit()?);
        }
        let read = String::from_utf16(&units).ok().and_then(|text| text.chars().next());
        read.ok_or_else(|| self.expected("the other half of a surrogate pair"))
    }

    fn unit(&mut self) -> Result<u16, String> {
        if self.next() != Some('u') {
            return Err(self.expected("the other half of a surrogate pair"));
        }
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.first().and_then(|digit| digit.to_digit(16)) else {
                return Err(self.expected("a hexadecimal digit"));
            };
            self.next();
            unit = unit * 16 + digit as u16;
        }
        Ok(unit)
    }
}

/// Holds digits against JSON's grammar: no leading zero, no bare point, no empty exponent.
fn is_number(digits: &str) -> bool {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let (mantissa, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(all)
        && exponent.is_none_or(|part| all(part.strip_prefix(['+', '-']).unwrap_or(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_every_character() {
        assert_eq!(parse(r#""a\n\"é\u00e9\ud83d\ude00/""#), Ok(Setting::Text("a\n\"éé😀/".into())));
        assert_eq!(parse(r#""\u0041""#), Ok(Setting::Text("A".into())));
    }

    #[test]
    fn broken_text_is_told_by_place() {
        assert_eq!(parse("{\"a\" 1}"), Err("expected `:` at byte 5, found `1`".into()));
        assert_eq!(parse("[1"), Err("expected `,` at byte 2, but it ends there".into()));
        for text in [
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83d\u0041""#,
            r#""\u00é""#,
            "\"a\nb\"",
            "1.",
            "-",
            "1e",
            "\"\\",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(parse(&"[".repeat(100_000)).unwrap_err().contains("nested"));
    }
}
