//! Inline Markdown, rendered once, with its links left open until the whole site is known.

use std::borrow::Cow;

use crate::{Kind, Span, words};

/// Text as read: plain for comparing and searching, HTML for showing.
///
/// Maps and pages stay in memory for as long as their site, and are little but such texts. So the words are kept only
/// where the HTML does not tell them, and everything that most texts have not is a pointer to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The HTML, then the words where they are kept.
    written: Box<str>,
    /// How much of it is HTML.
    html: u32,
    words: Words,
    /// The first stretch of the source it was read from.
    span: Span,
    more: Option<Box<More>>,
}

/// Where the words of a text are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Words {
    /// They are the HTML as it stands.
    #[default]
    Same,
    /// They can be read from it.
    Within,
    /// They are kept behind it.
    Apart,
}

/// What few texts have.
#[derive(Clone, Debug, PartialEq, Eq)]
struct More {
    holes: Box<[Hole]>,
    /// Every stretch of the source but the first.
    spans: Box<[Span]>,
}

/// A place in HTML that waits for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset in the HTML.
    pub at: u32,
    /// Index into the document's links.
    pub link: u32,
}

/// Few addresses are longer.
const ADDRESS: usize = 32;

impl Rich {
    /// The words.
    pub fn text(&self) -> Cow<'_, str> {
        match self.words {
            Words::Same => Cow::Borrowed(self.html()),
            Words::Apart => Cow::Borrowed(&self.written[self.html as usize..]),
            Words::Within => Cow::Owned(words::of(self.html())),
        }
    }

    /// The HTML; every internal link's address is missing and stands in the holes.
    pub fn html(&self) -> &str {
        &self.written[..self.html as usize]
    }

    /// Where in the HTML an address is to be put in, ascending.
    pub fn holes(&self) -> &[Hole] {
        self.more.as_ref().map_or(&[], |more| &more.holes)
    }

    /// The stretches of the source it was read from, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let first = (self.span != Span::default()).then_some(self.span);
        first.into_iter().chain(self.more.iter().flat_map(|more| more.spans.iter().copied()))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html == 0
    }

    /// Whether readers see nothing of it: there is none, or comments alone.
    pub fn is_hidden(&self) -> bool {
        let mut rest = self.html().trim_start();
        while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|inside| inside.split_once("-->")) {
            rest = after.trim_start();
        }
        rest.is_empty()
    }

    /// The HTML with every hole filled; `address` gets the link's index and writes where it leads.
    pub fn fill(&self, address: impl FnMut(u32, &mut String)) -> String {
        let mut filled = String::new();
        self.fill_behind(&mut filled, address);
        filled
    }

    /// The same behind another text.
    pub fn fill_behind(&self, to: &mut String, mut address: impl FnMut(u32, &mut String)) {
        let (html, holes) = (self.html(), self.holes());
        to.reserve(html.len() + holes.len() * ADDRESS);
        let mut from = 0;
        for hole in holes {
            to.push_str(&html[from..hole.at as usize]);
            address(hole.link, to);
            from = hole.at as usize;
        }
        to.push_str(&html[from..]);
    }
}

/// A text that is still being put together.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// The words.
    pub text: String,
    /// The HTML without the addresses of internal links.
    pub html: String,
    /// Where an address is to be put in, ascending.
    pub holes: Vec<Hole>,
    /// The stretches of the source, in order.
    pub spans: Vec<Span>,
}

impl Passage {
    /// Takes everything out, and keeps the room it took.
    pub fn clear(&mut self) {
        self.text.clear();
        self.html.clear();
        self.holes.clear();
        self.spans.clear();
    }

    /// Takes the white space off both ends of the words behind a byte, and sets them apart from those before.
    pub fn trim(&mut self, from: usize) {
        words::trim(&mut self.text, from);
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// Appends another text after this one.
    pub fn push(&mut self, other: &Rich) {
        let text = other.text();
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push('\n');
        }
        let shift = self.html.len() as u32;
        self.text.push_str(&text);
        self.html.push_str(other.html());
        self.holes.extend(other.holes().iter().map(|hole| Hole { at: hole.at + shift, link: hole.link }));
        self.spans.extend(other.spans());
    }

    /// The text in no more room than it needs.
    pub fn end(&self) -> Rich {
        self.written(self.words())
    }

    /// The same, by one who knows that the HTML tells the words, so that nobody had to note them.
    pub fn end_told(&self) -> Rich {
        self.written(if self.html.is_empty() { Words::Same } else { Words::Within })
    }

    fn written(&self, words: Words) -> Rich {
        let kept = if words == Words::Apart { self.text.as_str() } else { "" };
        let mut written = String::with_capacity(self.html.len() + kept.len());
        written.push_str(&self.html);
        written.push_str(kept);
        let (span, spans) =
            self.spans.split_first().map_or((Span::default(), &[][..]), |(first, rest)| (*first, rest));
        let has_more = !(self.holes.is_empty() && spans.is_empty());
        let more =
            has_more.then(|| Box::new(More { holes: self.holes.as_slice().into(), spans: spans.into() }));
        Rich { written: written.into(), html: self.html.len() as u32, words, span, more }
    }

    fn words(&self) -> Words {
        if self.text == self.html {
            return Words::Same;
        }
        if words::of(&self.html) == self.text { Words::Within } else { Words::Apart }
    }
}

impl From<&Rich> for Passage {
    fn from(rich: &Rich) -> Self {
        let mut passage = Self::default();
        passage.push(rich);
        passage
    }
}

/// How a reference was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// `[text](path)` to another file of the site.
    Markdown,
    /// `[[id]]`.
    Wiki,
    /// An id in the frontmatter or an attribute.
    Id,
    /// The bare words of an entry, in a lane whose words make a thing (touchpoint, channel).
    Words,
    /// An owner: a team where there is one of that name, else a person.
    Owner,
}

/// One reference of a document to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What was written: a path, an id, or the words themselves.
    pub to: Box<str>,
    /// How it was written.
    pub form: LinkForm,
    /// The kind of thing it must be, where the place says so.
    pub kind: Option<Kind>,
    /// Where it was written.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rich(text: &str, html: &str) -> Rich {
        let spans = vec![Span::new(3, 9)];
        Passage { text: text.to_owned(), html: html.to_owned(), spans, ..Passage::default() }.end()
    }

    #[test]
    fn words_are_kept_only_where_the_html_does_not_tell_them() {
        for (text, html, kept) in [
            ("plain", "plain", Words::Same),
            ("Tom & Jerry", "<p>Tom &amp; <em>Jerry</em></p>\n", Words::Within),
            ("let a;\n", "<pre><code>let a;\n</code></pre>\n", Words::Apart),
            ("", "<div>\nhello\n</div>\n", Words::Apart),
        ] {
            let rich = rich(text, html);
            assert_eq!((&*rich.text(), rich.html(), rich.words), (text, html, kept));
        }
    }

    #[test]
    fn comments_alone_are_hidden() {
        let is_hidden = |html: &str| rich("", html).is_hidden();
        assert!(is_hidden("") && is_hidden("<!-- a -->\n<!-- b\nc -->\n"));
        assert!(!is_hidden("<!-- a -->\n<p>b</p>\n") && !is_hidden("<!-- a"));
    }

    #[test]
    fn a_text_goes_on_with_its_places() {
        let first = Passage { holes: vec![Hole { at: 2, link: 0 }], ..Passage::from(&rich("a", "<p>a</p>")) };
        let mut both = Passage::from(&first.end());
        both.push(&first.end());
        let both = both.end();
        assert_eq!(both.text(), "a\na");
        assert_eq!(both.fill(|link, html| html.push_str(&link.to_string())), "<p0>a</p><p0>a</p>");
        assert_eq!(both.spans().collect::<Vec<_>>(), [Span::new(3, 9); 2]);
    }
}
