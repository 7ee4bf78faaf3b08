//! YAML as trees, one a document.

use granit_parser::{Event, Parser, ScalarStyle, Span};

use super::{DEEPEST, Node, Value, too_deep};

/// What a YAML file holds.
#[derive(Debug, Default)]
pub struct Yaml {
    /// Its documents, those that hold something.
    pub documents: Vec<Node>,
    /// Its comments with their lines.
    pub comments: Vec<(u32, String)>,
    /// The lines that are no YAML and were read as what they can only mean.
    pub mended: Vec<u32>,
}

/// Reads a YAML text. The error says at which line it is none. List items that begin with words in quotation marks and
/// go on behind them, which people write and YAML forbids, are read as text.
pub fn parse(text: &str) -> Result<Yaml, String> {
    strict(text).or_else(|error| {
        let (whole, mended) = mend(text);
        if mended.is_empty() {
            Err(error)
        } else {
            strict(&whole).map(|yaml| Yaml { mended, ..yaml }).map_err(|_| error)
        }
    })
}

/// The text with single quotation marks around such items, and their lines.
fn mend(text: &str) -> (String, Vec<u32>) {
    let mut mended = Vec::new();
    let lines = (1..).zip(text.lines()).map(|(number, line)| match half_quoted(line) {
        Some((dash, item)) => {
            mended.push(number);
            format!("{dash}'{}'\n", item.replace('\'', "''"))
        }
        None => format!("{line}\n"),
    });
    (lines.collect(), mended)
}

/// `- "Continue" link`, parted behind the dash.
fn half_quoted(line: &str) -> Option<(&str, &str)> {
    let dash = line.find("- \"").filter(|at| line[..*at].trim().is_empty())? + 2;
    let item = line[dash..].trim_end();
    let (_, rest) = item[1..].split_once('"')?;
    (rest.starts_with(' ') && !rest.contains('"') && !rest.trim_start().starts_with('#'))
        .then_some((&line[..dash], item))
}

fn strict(text: &str) -> Result<Yaml, String> {
    let mut yaml = Yaml::default();
    let mut open = Vec::new();
    for next in Parser::new_from_str(text) {
        let (event, span) =
            next.map_err(|error| format!("line {} is no YAML: {}", error.marker().line(), error.info()))?;
        let line = line(&span);
        match event {
            Event::Comment(text, _) => yaml.comments.push((line, text.trim().to_owned())),
            Event::Alias(_) => return Err(alias(line)),
            Event::Scalar(text, style, ..) => {
                put(&mut open, &mut yaml, Node::new(line, scalar(&text, style)))
            }
            Event::SequenceStart(..) => begin(&mut open, Open::List(line, Vec::new()))?,
            Event::MappingStart(..) => begin(&mut open, Open::Map(line, Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(node) = open.pop().map(Open::close) {
                    put(&mut open, &mut yaml, node);
                }
            }
            _ => {}
        }
    }
    yaml.documents.retain(|document| !matches!(document.value, Value::Null));
    Ok(yaml)
}

fn line(span: &Span) -> u32 {
    u32::try_from(span.start.line()).unwrap_or(u32::MAX)
}

/// An alias can blow a small file up without end, so none is followed.
fn alias(line: u32) -> String {
    format!("line {line} refers to an anchor (`*name`), which is not read; write the value out")
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let nothing = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
    if nothing { Value::Null } else { Value::Scalar(text.to_owned()) }
}

/// A collection whose end has not come yet.
enum Open {
    List(u32, Vec<Node>),
    Map(u32, Vec<(String, Node)>, Option<String>),
}

impl Open {
    fn close(self) -> Node {
        match self {
            Open::List(line, items) => Node::new(line, Value::List(items)),
            Open::Map(line, pairs, _) => Node::new(line, Value::Map(pairs)),
        }
    }

    fn line(&self) -> u32 {
        match self {
            Open::List(line, _) | Open::Map(line, ..) => *line,
        }
    }
}

fn begin(open: &mut Vec<Open>, collection: Open) -> Result<(), String> {
    if open.len() > DEEPEST {
        return Err(too_deep(collection.line()));
    }
    open.push(collection);
    Ok(())
}

fn put(open: &mut [Open], yaml: &mut Yaml, node: Node) {
    match open.last_mut() {
        None => yaml.documents.push(node),
        Some(Open::List(_, items)) => items.push(node),
        Some(Open::Map(_, pairs, key)) => match key.take() {
            Some(key) => pairs.push((key, node)),
            None if matches!(node.value, Value::Scalar(_) | Value::Null) => {
                *key = Some(node.peek().unwrap_or_default().to_owned());
            }
            // A collection for a key is no key of any format; it stays, for no reader reads it.
            None => {
                pairs.push(("?".to_owned(), node));
                *key = Some("?".to_owned());
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_keys_comments_and_lines() {
        let yaml = parse("# head\na: 1\nb:\n  - x # why\n  - 'null'\n---\nc: ~\nd: >-\n  two\n  lines\n")
            .expect("this is YAML");
        assert_eq!(yaml.comments, [(1, "head".into()), (4, "why".into())]);
        let found: Vec<_> = yaml.documents[0].all("b").map(|item| (item.line, item.peek())).collect();
        assert_eq!(found, [(4, Some("x")), (5, Some("null"))]);
        assert_eq!(yaml.documents[1].str("d"), Some("two lines"));
        assert_eq!(yaml.documents[1].str("c"), None);
    }

    #[test]
    fn an_item_that_goes_on_behind_its_quotation_is_read_whole() {
        let yaml = parse("a:\n  - \"Go\" button, it's big\n  - b\n").expect("this can only mean one thing");
        assert_eq!(yaml.documents[0].texts("a").collect::<Vec<_>>(), ["\"Go\" button, it's big", "b"]);
        assert_eq!(yaml.mended, [2]);
    }

    #[test]
    fn what_is_no_yaml_or_goes_too_far_says_at_which_line() {
        assert!(parse("a: 1\nb: [1,\n").unwrap_err().contains("is no YAML"));
        assert!(parse("a: &x [1]\nb: [*x, *x]").unwrap_err().starts_with("line 2 refers to an anchor"));
        assert!(parse(&("[".repeat(80) + &"]".repeat(80))).unwrap_err().contains("nested deeper"));
    }
}
