//! A stretch of a diagram's text that knows where it stands, and Mermaid's way to write the letters it cannot hold.

use journeybook_model::Span;

/// A part of the source.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    /// The text.
    pub text: &'t str,
    /// Its first byte in the source.
    pub start: usize,
}

/// Words of a diagram as they are meant, and where they stand.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words, with `#35;` and `<br/>` read.
    pub text: String,
    /// Their place.
    pub span: Span,
}

impl<'t> Piece<'t> {
    /// From one byte of it to another.
    pub fn part(self, from: usize, to: usize) -> Self {
        Self { text: &self.text[from..to], start: self.start + from }
    }

    /// Without the space around it.
    pub fn trim(self) -> Self {
        let from = self.text.len() - self.text.trim_start().len();
        self.part(from, from + self.text.trim().len())
    }

    /// Its lines.
    pub fn lines(self) -> Vec<Self> {
        self.split(self.text.match_indices('\n').map(|(at, _)| (at, at + 1)))
    }

    /// What lies between some stretches of it.
    pub fn split(self, between: impl IntoIterator<Item = (usize, usize)>) -> Vec<Self> {
        let mut from = 0;
        let mut parts = Vec::new();
        for (end, next) in between {
            parts.push(self.part(from, end));
            from = next;
        }
        parts.push(self.part(from, self.text.len()));
        parts
    }

    /// What follows a word it begins with, however the word's letters are cased.
    pub fn after(self, word: &str) -> Option<Self> {
        let head = self.text.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| self.part(word.len(), self.text.len()))
    }

    /// What follows a keyword: a word that ends there.
    pub fn after_keyword(self, word: &str) -> Option<Self> {
        self.after(word)
            .filter(|rest| rest.text.is_empty() || rest.text.starts_with(char::is_whitespace))
            .map(Self::trim)
    }

    /// Its place.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Its words.
    pub fn words(self) -> Words {
        let piece = self.trim();
        Words { text: meant(piece.text), span: piece.span() }
    }

    /// The bytes at which a letter stands that is no part of a `#35;`.
    pub fn find_all(self, letter: char) -> Vec<usize> {
        let mut rest = 0;
        let mut found = Vec::new();
        for (at, here) in self.text.char_indices() {
            if at < rest {
                continue;
            }
            match entity(&self.text[at..]) {
                Some((_, length)) => rest = at + length,
                None if here == letter => found.push(at),
                None => {}
            }
        }
        found
    }
}

/// The text with `#35;` as `#` and `<br/>` as a space.
fn meant(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (meaning, length) =
            entity(rest).or_else(|| line_break(rest)).unwrap_or((letter, letter.len_utf8()));
        out.push(meaning);
        rest = &rest[length..];
    }
    out
}

/// The letter that a `#35;` or `#quot;` at the beginning stands for, and how long it is.
fn entity(text: &str) -> Option<(char, usize)> {
    let inside = text.strip_prefix('#')?;
    let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let (name, rest) = inside.split_at(end);
    let letter = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "num" => '#',
        "colon" => ':',
        "semi" => ';',
        number => char::from_u32(number.parse().ok()?).filter(|letter| *letter != '\0')?,
    };
    rest.starts_with(';').then_some((letter, end + 2))
}

fn line_break(text: &str) -> Option<(char, usize)> {
    let inside = text.get(..3).filter(|head| head.eq_ignore_ascii_case("<br")).map(|_| &text[3..])?;
    let rest = inside.trim_start_matches([' ', '/']).strip_prefix('>')?;
    Some((' ', text.len() - rest.len()))
}
