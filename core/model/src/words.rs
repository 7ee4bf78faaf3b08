//! The words of HTML as it is made from Markdown: most texts need not be kept beside it.

/// The words of HTML. What Markdown itself does not write (other elements, entities an author typed) gives
/// other words than were said; whoever keeps only the HTML has compared them.
pub fn of(html: &str) -> String {
    let text = String::with_capacity(html.len());
    let mut reader = Reader { rest: html, text, begin: 0, depth: 0 };
    while reader.step() {}
    reader.trim();
    reader.text
}

/// Takes the white space off both ends of what stands behind a byte, and sets it apart from what stands before.
pub fn trim(text: &mut String, from: usize) {
    text.truncate(from + text[from..].trim_end().len());
    let spaces = text.len() - from - text[from..].trim_start().len();
    let border = if from > 0 && text.len() > from + spaces { "\n" } else { "" };
    if spaces > 0 || !border.is_empty() {
        text.replace_range(from..from + spaces, border);
    }
}

struct Reader<'h> {
    rest: &'h str,
    text: String,
    /// Where the words of the outermost block begin.
    begin: usize,
    depth: usize,
}

impl Reader<'_> {
    /// Reads up to and with the next character that is more than itself; whether there was one.
    fn step(&mut self) -> bool {
        let Some(at) = memchr::memchr3(b'<', b'&', b'\n', self.rest.as_bytes()) else {
            self.text.push_str(self.rest);
            return false;
        };
        self.text.push_str(&self.rest[..at]);
        let (mark, rest) = (self.rest.as_bytes()[at], &self.rest[at + 1..]);
        self.rest = rest;
        match mark {
            b'<' => self.tag(),
            b'&' => self.entity(),
            _ if opens_block(rest) => {}
            _ => self.text.push(' '),
        }
        true
    }

    fn entity(&mut self) {
        for (written, meant) in [("amp;", '&'), ("lt;", '<'), ("gt;", '>')] {
            if let Some(rest) = self.rest.strip_prefix(written) {
                self.rest = rest;
                return self.text.push(meant);
            }
        }
        self.text.push('&');
    }

    fn tag(&mut self) {
        let (name, closes) = (name(self.rest), self.rest.starts_with('/'));
        let end = memchr::memchr(b'>', self.rest.as_bytes());
        self.rest = end.map_or("", |end| &self.rest[end + 1..]);
        if name == "br" {
            self.text.push(' ');
            self.skip_break();
        } else if is_block(name) {
            self.block(name, closes);
            self.skip_break();
        }
    }

    fn block(&mut self, name: &str, closes: bool) {
        if !closes {
            self.depth += 1;
            return;
        }
        if is_line(name) {
            self.text.push('\n');
        }
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.trim();
        }
    }

    /// The line break behind a block is no space between words.
    fn skip_break(&mut self) {
        self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
    }

    fn trim(&mut self) {
        trim(&mut self.text, self.begin);
        self.begin = self.text.len();
    }
}

fn opens_block(html: &str) -> bool {
    html.strip_prefix('<').is_some_and(|tag| is_block(name(tag)))
}

/// Whether an element stands on lines of its own.
fn is_block(name: &str) -> bool {
    is_line(name) || matches!(name, "ul" | "ol" | "tr" | "table" | "thead" | "tbody" | "blockquote")
}

/// Whether the words of an element are a line.
fn is_line(name: &str) -> bool {
    matches!(name, "p" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th")
}

fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}

#[cfg(test)]
mod tests {
    use super::of as words;

    #[test]
    fn markup_is_left_out_and_entities_are_what_they_mean() {
        assert_eq!(words("Tom &amp; <em>Jerry</em> &lt;3"), "Tom & Jerry <3");
        assert_eq!(words("<p>one\ntwo<br />\nthree</p>\n"), "one two three");
    }

    #[test]
    fn blocks_are_lines() {
        assert_eq!(
            words("<p>a</p>\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n<p>d</p>\n"),
            "a\nbc\nd"
        );
        assert_eq!(
            words(
                "<table><thead><tr><th>A</th></tr></thead><tbody>\n<tr><td>1</td></tr>\n</tbody></table>\n"
            ),
            "A\n1"
        );
    }
}
