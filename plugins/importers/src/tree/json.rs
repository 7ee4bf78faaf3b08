//! JSON as a tree.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DEEPEST, Lines, Node, Value, too_deep};

/// Reads a JSON text. The error says at which line it is none.
pub fn parse(text: &str) -> Result<Node, String> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    Reading { text, lines: Lines::of(text) }.node(raw, 0)
}

fn wrong(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    format!("line {} is no JSON: {what}", error.line())
}

struct Reading<'t> {
    text: &'t str,
    lines: Lines,
}

impl Reading<'_> {
    fn node(&self, raw: &RawValue, depth: usize) -> Result<Node, String> {
        // A raw value is a slice of the text, so the distance of their starts is where it stands.
        let line = self.lines.at(raw.get().as_ptr() as usize - self.text.as_ptr() as usize);
        if depth > DEEPEST {
            return Err(too_deep(line));
        }
        let value = match raw.get().as_bytes().first() {
            Some(b'{') => Value::Map(self.pairs(raw, depth)?),
            Some(b'[') => Value::List(self.list(raw, depth)?),
            Some(b'"') => Value::Scalar(serde_json::from_str(raw.get()).map_err(|error| wrong(&error))?),
            Some(b'n') => Value::Null,
            _ => Value::Scalar(raw.get().to_owned()),
        };
        Ok(Node::new(line, value))
    }

    fn pairs(&self, raw: &RawValue, depth: usize) -> Result<Vec<(String, Node)>, String> {
        let Pairs(pairs) = serde_json::from_str(raw.get()).map_err(|error| wrong(&error))?;
        pairs.into_iter().map(|(key, raw)| Ok((key, self.node(raw, depth + 1)?))).collect()
    }

    fn list(&self, raw: &RawValue, depth: usize) -> Result<Vec<Node>, String> {
        let items: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(|error| wrong(&error))?;
        items.into_iter().map(|raw| self.node(raw, depth + 1)).collect()
    }
}

/// The pairs of an object, in order, repeated keys and all.
struct Pairs<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Pairs<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'t> Visitor<'t> for PairsVisitor {
    type Value = Pairs<'t>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_line_and_their_spelling() {
        let tree = parse("{\n\"a\": [1.50,\n\"x\\ny\"],\n\"a\": null}").expect("this is JSON");
        let found: Vec<_> = tree.all("a").map(|item| (item.line, item.peek())).collect();
        assert_eq!(found, [(2, Some("1.50")), (3, Some("x\ny"))]);
    }

    #[test]
    fn what_is_no_json_says_at_which_line() {
        assert!(parse("{\n\"a\": }").unwrap_err().starts_with("line 2 is no JSON: expected value"));
        let deep = "[".repeat(70) + &"]".repeat(70);
        assert!(parse(&deep).unwrap_err().contains("nested deeper"));
    }
}
