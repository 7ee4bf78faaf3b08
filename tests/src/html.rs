//! Pages as readers see them: text without markup, and the addresses in it.

/// All white space as single spaces.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a page without scripts, styles and tags, entities decoded, white space collapsed.
pub fn text(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = after_tag(&rest[open..]);
        out.push(' ');
    }
    out.push_str(rest);
    collapsed(&decoded(&out))
}

/// Past one tag; past the whole element of a script or style.
fn after_tag(rest: &str) -> &str {
    for (open, close) in [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->")] {
        if rest.starts_with(open) {
            return rest.find(close).map_or("", |at| &rest[at + close.len()..]);
        }
    }
    rest.find('>').map_or("", |at| &rest[at + 1..])
}

/// Entities as the letters they stand for.
pub fn decoded(text: &str) -> String {
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " ")];
    let text = named.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    text.replace("&#x2f;", "/").replace("&amp;", "&")
}

/// The letters and digits of a text: what must survive, whatever markup and typography do to the rest.
pub fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The values of an attribute, wherever it stands in a page.
pub fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!(" {name}=\"");
    let values = page.match_indices(&start).map(|(at, _)| &page[at + start.len()..]);
    values.filter_map(|rest| rest.split('"').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_text_stays() {
        let page = "<style>a{}</style><p>One &amp; <b>two</b><script>x()</script></p>";
        assert_eq!(text(page), "One & two");
        assert_eq!(letters("“a-b” 1"), "ab1");
        assert_eq!(attributes("<a href=\"x\"><a id=\"y\" href=\"z\">", "href"), ["x", "z"]);
    }
}
