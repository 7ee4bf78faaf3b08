//! Plain text as Markdown and as YAML: what is written is read back as the same text.

use crate::vocabulary;

/// Longer labels, and those of more words, are read as sentences.
const LABEL_LETTERS: usize = 48;
const LABEL_WORDS: usize = 5;

/// Longer ids make paths that some file systems refuse.
const SLUG_LETTERS: usize = 80;

/// A text without characters that no text holds: the host refuses them.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect()
}

/// White space at which lines may be folded. The kinds that keep words together stay as they are.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// A text on one line, its words parted by single spaces.
pub fn line(text: &str) -> String {
    let text = clean(text);
    let words = text.trim().split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Plain text as inline Markdown on one line. Addresses become links to themselves.
pub fn inline(text: &str) -> String {
    let line = line(text);
    let linked = line.split(' ').map(|word| address(word).unwrap_or_else(|| escaped(word)));
    let words = linked.collect::<Vec<_>>().join(" ");
    if reads_as_attributes(&line) { words[..words.len() - 1].to_owned() + "&#125;" } else { words }
}

/// Plain text as inline Markdown that holds no links.
pub fn unlinked(text: &str) -> String {
    escaped(&line(text))
}

/// A word that is an address, between angle brackets, with the punctuation around it outside.
fn address(word: &str) -> Option<String> {
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let (before, rest) = word.split_at(start);
    let inside = rest.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '}']);
    let plain = |c: char| c.is_whitespace() || c.is_control() || "<>\\`".contains(c);
    let (_, host) = inside.split_once("://")?;
    let is_one = host.starts_with(char::is_alphanumeric) && !inside.contains(plain);
    let is_apart = before.chars().all(|c| !c.is_alphanumeric());
    (is_one && is_apart).then(|| format!("{}<{inside}>{}", escaped(before), escaped(&rest[inside.len()..])))
}

/// Whether the end of a text has the shape of attributes, so that its last brace needs another spelling.
fn reads_as_attributes(text: &str) -> bool {
    let inside = text.strip_suffix('}').and_then(|open| open.rsplit_once('{'));
    inside.is_some_and(|(_, inside)| inside.contains('=') || inside.trim_start().starts_with(['.', '#']))
}

/// Backslashes before what would be markup, and before nothing else.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if is_markup(before, c, rest.as_str()) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

fn is_markup(before: char, c: char, rest: &str) -> bool {
    let next = rest.chars().next().unwrap_or(' ');
    match c {
        '*' | '`' | '[' | ']' | '~' => true,
        '_' => !before.is_alphanumeric() || !next.is_alphanumeric(),
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        '&' => next == '#' || next.is_ascii_alphabetic() && rest.contains(';'),
        '\\' => next.is_ascii_punctuation() || rest.is_empty(),
        _ => false,
    }
}

/// Paragraphs of plain text, each on one line, that open with no mark of a block.
pub fn paragraphs(text: &str) -> String {
    parts(text).iter().map(|part| guarded(&inline(part))).collect::<Vec<_>>().join("\n\n")
}

/// The parts of a text between its empty lines, without those that are empty themselves.
pub fn parts(text: &str) -> Vec<String> {
    let text = clean(text);
    let mut parts = vec![String::new()];
    for line in text.lines() {
        match parts.last_mut() {
            Some(part) if !line.trim().is_empty() => part.extend([line, "\n"]),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.iter().map(|part| line(part)).collect()
}

/// A line that would open a heading, a list, a quotation or an entry is plain again behind a backslash. Markdown escapes no
/// wide colon, so that is written by its number.
pub fn guarded(line: &str) -> String {
    let colon = line.find([':', '：']).filter(|at| vocabulary::lane(&line[..*at]).is_some());
    if let Some((label, value)) = colon.map(|at| line.split_at(at)) {
        let wide = value.strip_prefix('：').map(|value| format!("{label}&#65306;{value}"));
        return wide.unwrap_or_else(|| format!("{label}\\{value}"));
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = &line[digits..];
    if digits > 0 && after.starts_with(['.', ')']) && (after.len() == 1 || after[1..].starts_with(' ')) {
        return format!("{}\\{after}", &line[..digits]);
    }
    let mut rest = line.chars();
    let opens = match rest.next() {
        Some('>') => true,
        Some(mark @ ('#' | '-' | '+')) => rest.next().is_none_or(|next| next == ' ' || next == mark),
        _ => false,
    };
    if opens { format!("\\{line}") } else { line.to_owned() }
}

/// Inline Markdown as the words of a heading: signs at its end would close it, and are lost.
pub fn titled(title: &str) -> String {
    let words = inline(title);
    let open = words.trim_end_matches('#');
    if open.len() == words.len() { words } else { format!("{open}\\{}", &words[open.len()..]) }
}

/// A label without the signs at its end: a colon follows anyway, and after a full stop it would be read as a sentence.
pub fn unclosed(label: &str) -> &str {
    label.trim_end_matches(|c: char| matches!(c, '.' | '?' | '!' | ':' | '：') || c.is_whitespace())
}

/// Whether a label is short enough to be read as one.
pub fn is_label(label: &str) -> bool {
    label.chars().any(char::is_alphanumeric)
        && label.chars().count() <= LABEL_LETTERS
        && label.split_whitespace().count() <= LABEL_WORDS
        && !label.ends_with(['.', '?', '!'])
}

/// A label as Markdown: a lane by its own word, any other bare where that is read as a label, else in bold type.
pub fn label(label: &str) -> String {
    let means_more = |c: char| ":*_[]<>&\\`|~".contains(c);
    let label = unbraced(label);
    let is_bare = label.starts_with(char::is_alphabetic) && !label.contains(means_more);
    match vocabulary::lane(&label) {
        Some(lane) => lane.to_owned(),
        None if is_bare => label,
        None => format!("**{}**", unlinked(&label)),
    }
}

/// A label without braces, which would open attributes, and with narrow colons, which every reader knows.
pub fn unbraced(label: &str) -> String {
    label.replace('{', "(").replace('}', ")").replace('：', ":")
}

/// A YAML scalar that is read back as this text.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(&clean(text)) }
}

/// Words that YAML takes for something else than text.
const NOT_TEXT: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || "-_ /".contains(c))
        && !NOT_TEXT.contains(&text.to_ascii_lowercase().as_str())
}

/// In double quotation marks, with the escapes that YAML shares with JSON.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => out.push_str(&escape(c)),
            c if c.is_control() => out.push_str(&escape(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn escape(c: char) -> String {
    format!("\\u{:04x}", u32::from(c))
}

/// The value of an attribute. It knows no escapes, so quotation marks and braces give way to their kin.
pub fn attribute(value: &str) -> String {
    let line = line(value).replace('"', "'").replace('{', "(").replace('}', ")");
    let simple = |c: char| c.is_alphanumeric() || "-_./+".contains(c);
    if !line.is_empty() && line.chars().all(simple) { line } else { format!("\"{line}\"") }
}

/// The key of an attribute: letters, digits and hyphens.
pub fn key(key: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    key.trim().chars().map(allowed).collect()
}

/// The id that the parser makes of a title: letters and digits of any script in lower case, the rest a hyphen.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let short: String = out.chars().take(SLUG_LETTERS).collect();
    short.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        assert_eq!(inline("snake_case & 5 < 6, {name}"), "snake_case & 5 < 6, {name}");
        assert_eq!(inline("*a* [b](c) `d` <e> &amp; _f_"), r"\*a\* \[b\](c) \`d\` \<e> \&amp; \_f\_");
        assert_eq!(inline("C:\\temp and \\* \\"), r"C:\temp and \\\* \\");
    }

    #[test]
    fn a_brace_that_would_close_attributes_is_spelled_out() {
        assert_eq!(inline("set {a=b}"), "set {a=b&#125;");
        assert_eq!(inline("{a=b} set"), "{a=b} set");
    }

    #[test]
    fn addresses_lead_to_themselves() {
        assert_eq!(inline("see (https://a.example/b_c)."), "see (<https://a.example/b_c>).");
        assert_eq!(inline("https:// is no address"), "https:// is no address");
    }

    #[test]
    fn no_paragraph_opens_a_block() {
        let text = "# a\nb\n\n- c\n\n1. d\n\n> e\n\n-5 degrees\n\n---\n\n2026 f";
        let written = "# a b\n\n\\- c\n\n1\\. d\n\n\\> e\n\n-5 degrees\n\n\\---\n\n2026 f";
        assert_eq!(paragraphs(text), format!("\\{written}"));
    }

    #[test]
    fn labels_are_bare_where_they_can_be() {
        assert_eq!(label("Back office"), "Back office");
        assert_eq!(label("When: exactly"), "**When: exactly**");
        assert!(!is_label("How do they feel about this?"));
    }

    #[test]
    fn what_yaml_would_misread_is_quoted() {
        assert_eq!(scalar("Buying a ticket"), "Buying a ticket");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("a: b\n\"c\""), "\"a: b\\n\\\"c\\\"\"");
        assert_eq!(scalar("2026-03-12"), "\"2026-03-12\"");
    }

    #[test]
    fn slugs_are_those_of_the_parser() {
        assert_eq!(slug("Can’t log in — again"), "cant-log-in-again");
        assert_eq!(slug("!?"), "");
    }
}
