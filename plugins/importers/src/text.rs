//! Plain text as Markdown and as YAML: what is written must be read back as the same text.

/// Plain text as inline Markdown on one line. Addresses stay addresses.
pub fn inline(text: &str) -> String {
    let words = text.split_whitespace().map(word);
    words.collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    if is_address(word) { format!("<{word}>") } else { escaped(word) }
}

fn is_address(word: &str) -> bool {
    let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(['<', '>', '\\']))
}

fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if "\\`*_[]<>{}~|&$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Paragraphs of plain text, each on one line, that open with no mark of a block.
pub fn paragraphs(text: &str) -> String {
    let whole = text.split("\n\n").map(inline).filter(|line| !line.is_empty());
    whole.map(|line| guarded(&line)).collect::<Vec<_>>().join("\n\n")
}

/// A line that would open a heading, a list, a quotation or a rule is plain again behind a backslash.
fn guarded(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '-', '+', '=', ':']) { format!("\\{line}") } else { line.to_owned() }
}

/// A YAML scalar that is read back as this text.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
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
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The id that the parser makes of a title: letters and digits of any script in lower case, the rest a hyphen.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
