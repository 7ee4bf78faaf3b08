//! Templates as their author wrote them: what a reader sees of them, and what they compute.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words that are shown as they stand.
    Text(String),
    /// An HTML tag with what is in it, without its expressions.
    Tag(String),
    /// `{{ … }}` or `{% … %}`: what is in it, and whether it stands between tags and not inside one.
    Code(String, bool),
}

/// Cuts a template into pieces. Comments, scripts and styles are left out.
pub fn pieces(template: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = template;
    let (mut text, mut tag) = (String::new(), None::<String>);
    while let Some(first) = rest.chars().next() {
        if let Some((code, after)) = code(rest) {
            found.extend(code.map(|code| Piece::Code(code, tag.is_none())));
            rest = after;
            continue;
        }
        rest = &rest[first.len_utf8()..];
        match (first, &mut tag) {
            ('<', None) => {
                found.push(Piece::Text(std::mem::take(&mut text)));
                tag = Some(String::new());
            }
            ('>', Some(inside)) => {
                rest = past_raw(inside, rest);
                found.push(Piece::Tag(std::mem::take(inside)));
                tag = None;
            }
            (letter, Some(inside)) => inside.push(letter),
            (letter, None) => text.push(letter),
        }
    }
    found.push(Piece::Text(text));
    found
}

/// An expression, a statement or a comment at the start of a text; a comment is no code.
fn code(text: &str) -> Option<(Option<String>, &str)> {
    let pairs = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let (open, close) = pairs.into_iter().find(|(open, _)| text.starts_with(open))?;
    let end = end_of(text, close)?;
    let inside = text[open.len()..end].trim_matches('-').trim().to_owned();
    Some(((open != "{#").then_some(inside), &text[end + close.len()..]))
}

/// Where a pair closes; what stands in quotes does not close it.
fn end_of(text: &str, close: &str) -> Option<usize> {
    if close == "#}" {
        return text.find(close);
    }
    let mut quote = None;
    text.char_indices().find_map(|(at, letter)| {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
        (quote.is_none() && text[at..].starts_with(close)).then_some(at)
    })
}

fn past_raw<'t>(tag: &str, rest: &'t str) -> &'t str {
    let raw = [("script", "</script>"), ("style", "</style>")];
    let end = raw.into_iter().find(|(name, _)| tag.split_whitespace().next() == Some(name));
    end.and_then(|(_, end)| rest.find(end)).map_or(rest, |at| &rest[at..])
}

/// The same without what stands in quotes.
pub fn unquoted(code: &str) -> String {
    code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// Whether code computes a number from others: an operator between two operands, or a filter that does.
pub fn computes(code: &str) -> bool {
    let code = unquoted(code);
    let operator = [" + ", " - ", " * ", " / ", " // ", " % ", " ** "].iter().any(|sign| code.contains(sign));
    operator || ["|sum", "|round", "|abs"].iter().any(|filter| code.contains(filter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_cut() {
        let found = pieces("{# 1 #}<p title=\"{{ a > 2 }}3\">4 {{ \"}}\" }}</p><style>p{5}</style>");
        let tags: Vec<_> = found.iter().filter(|piece| matches!(piece, Piece::Tag(_))).collect();
        assert_eq!(tags.len(), 4);
        assert!(found.contains(&Piece::Code("a > 2".to_owned(), false)));
        assert!(found.contains(&Piece::Code("\"}}\"".to_owned(), true)));
        assert!(found.contains(&Piece::Text("4 ".to_owned())));
        assert!(!found.iter().any(|piece| matches!(piece, Piece::Text(text) if text.contains('5'))));
    }

    #[test]
    fn sums_are_told_from_names() {
        assert!(computes("a - 1") && computes("list|sum") && computes("ns.sum / ns.n"));
        assert!(!computes("a-b") && !computes("\"1 + 1\"") && !computes("list|length"));
    }
}
