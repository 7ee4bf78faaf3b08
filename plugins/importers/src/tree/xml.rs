//! XML as a tree: attributes and elements are keys, and what an element says beside them is `#text`.

use roxmltree::{Document, Node as Element, ParsingOptions};

use super::{DEEPEST, Lines, Node, Value, too_deep};

/// What an XML file holds.
#[derive(Debug)]
pub struct Xml {
    /// The name of its root.
    pub name: String,
    /// Its root.
    pub root: Node,
    /// Its comments with their lines.
    pub comments: Vec<(u32, String)>,
}

/// How many nodes a file may have.
const MOST: u32 = 1_000_000;

/// Reads an XML text. The error says at which line it is none. Entities of a file's own are refused, so none can blow it
/// up.
pub fn parse(text: &str) -> Result<Xml, String> {
    let options = ParsingOptions { nodes_limit: MOST, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| wrong(&error))?;
    let lines = Lines::of(text);
    let root = document.root_element();
    let comments = document.descendants().filter(Element::is_comment);
    let comments = comments.map(|node| (lines.at(node.range().start), said(node))).collect();
    Ok(Xml { name: root.tag_name().name().to_owned(), root: node(root, &lines, 0)?, comments })
}

fn wrong(error: &roxmltree::Error) -> String {
    let said = error.to_string();
    let what = said.rsplit_once(" at ").map_or(said.as_str(), |(what, _)| what);
    format!("line {} is no XML: {what}", error.pos().row)
}

fn said(node: Element<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}

fn node(element: Element<'_, '_>, lines: &Lines, depth: usize) -> Result<Node, String> {
    let line = lines.at(element.range().start);
    if depth > DEEPEST {
        return Err(too_deep(line));
    }
    let mut pairs: Vec<(String, Node)> =
        element.attributes().map(|pair| (pair.name().to_owned(), text(line, pair.value()))).collect();
    for child in element.children().filter(Element::is_element) {
        pairs.push((child.tag_name().name().to_owned(), node(child, lines, depth + 1)?));
    }
    let own: Vec<&str> = element.children().filter(Element::is_text).filter_map(|part| part.text()).collect();
    let own = own.concat();
    if pairs.is_empty() {
        return Ok(text(line, &own));
    }
    if !own.trim().is_empty() {
        pairs.push(("#text".into(), text(line, &own)));
    }
    Ok(Node::new(line, Value::Map(pairs)))
}

fn text(line: u32, said: &str) -> Node {
    let value = if said.trim().is_empty() { Value::Null } else { Value::Scalar(said.trim().to_owned()) };
    Node::new(line, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_texts_and_lines() {
        let xml = parse("<a>\n<!-- why -->\n<b id='1'>x &amp; y</b>\n<c>z</c><c/></a>").expect("this is XML");
        assert_eq!((xml.name.as_str(), &*xml.comments), ("a", &[(2, "why".to_owned())][..]));
        let b = xml.root.get("b").expect("there is a b");
        assert_eq!((b.line, b.str("id"), b.str("#text")), (3, Some("1"), Some("x & y")));
        assert_eq!(xml.root.texts("c").collect::<Vec<_>>(), ["z"]);
    }

    #[test]
    fn what_is_no_xml_says_at_which_line() {
        assert!(parse("<a>\n<b></a>").unwrap_err().starts_with("line 2 is no XML"));
        assert!(
            parse("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").unwrap_err().starts_with("line 1 is no XML")
        );
    }
}
