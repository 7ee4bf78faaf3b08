//! Raw HTML as a list of tags and texts. It refuses nothing: what is no tag is text.

use std::ops::Range;

/// A tag, or the text between two.
#[derive(Debug, PartialEq)]
pub enum Token<'t> {
    /// `<td colspan="2">`: its name, and everything in it.
    Open(&'t str, &'t str),
    /// `</td>`.
    Close(&'t str),
    /// The bytes of a text.
    Text(Range<usize>),
}

/// Takes HTML apart.
pub fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut text = 0;
    let mut at = 0;
    let last = html.rfind('>').unwrap_or_default();
    while let Some(open) = html[at..].find('<').map(|open| at + open).filter(|open| *open < last) {
        let Some((token, end)) = tag(html, open) else {
            at = open + 1;
            continue;
        };
        tokens.push(Token::Text(text..open));
        tokens.extend(token);
        (text, at) = (end, end);
    }
    tokens.push(Token::Text(text..html.len()));
    tokens.retain(|token| !matches!(token, Token::Text(range) if range.is_empty()));
    tokens
}

/// The tag at a `<` and the byte after it; a comment, a style or a script is gone past without a token.
fn tag(html: &str, open: usize) -> Option<(Option<Token<'_>>, usize)> {
    let rest = &html[open + 1..];
    if rest.starts_with("!--") {
        return Some((None, past(html, open, "-->")));
    }
    let inside = rest.strip_prefix('/').unwrap_or(rest);
    let length = inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = &inside[..length];
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let end = tag_end(html, open);
    let hidden = ["style", "script"].iter().find(|hidden| name.eq_ignore_ascii_case(hidden));
    match hidden {
        _ if inside.len() < rest.len() => Some((Some(Token::Close(name)), end)),
        Some(_) => Some((None, html[end..].find("</").map_or(html.len(), |close| end + close))),
        None => Some((Some(Token::Open(name, &html[open..end])), end)),
    }
}

/// The byte after the `>` that closes a tag: outside quotes, or the next one where a quote is never closed.
fn tag_end(html: &str, open: usize) -> usize {
    let mut quote = None;
    for (at, letter) in html.bytes().enumerate().skip(open) {
        match (quote, letter) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(letter),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    past(html, open, ">")
}

fn past(html: &str, from: usize, end: &str) -> usize {
    html[from..].find(end).map_or(html.len(), |at| from + at + end.len())
}

/// The text with `&amp;` and its like read and white space made single.
pub fn meant(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let known = part.split_once(';').and_then(|(name, rest)| Some((letter(name)?, rest)));
        let (letter, rest) = known.unwrap_or(('&', part));
        out.push(letter);
        out.push_str(rest);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letter(name: &str) -> Option<char> {
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "mdash" => Some('—'),
        "ndash" => Some('–'),
        "rsquo" => Some('’'),
        _ => char::from_u32(number(name.strip_prefix('#')?)?).filter(|letter| *letter != '\0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(tokens("a < b"), [Token::Text(0..5)]);
        assert_eq!(tokens("<td>a</td"), [Token::Open("td", "<td>"), Token::Text(4..9)]);
        assert_eq!(tokens("<i t='>a"), [Token::Open("i", "<i t='>"), Token::Text(7..8)]);
        assert_eq!(tokens("<!-- <p> -->x<style>p{}</style>"), [Token::Text(12..13), Token::Close("style")]);
        assert_eq!(tokens("<i t='>'>"), [Token::Open("i", "<i t='>'>")]);
    }

    #[test]
    fn entities_are_letters() {
        assert_eq!(meant(" a &amp;\n b&#39;s &x; &#x41;&"), "a & b's &x; A&");
    }
}
