//! JSON as text while it is made, so that no tree of it is ever held.

use serde::Serialize;

/// Writes an object into `out`.
pub fn object(out: &mut Vec<u8>, fill: impl FnOnce(&mut Object<'_>)) {
    out.push(b'{');
    fill(&mut Object { out, is_begun: false });
    out.push(b'}');
}

/// Writes a value into `out`.
pub fn value(out: &mut Vec<u8>, value: impl Serialize) {
    serde_json::to_writer(out, &value).expect("what is exported has JSON for every value");
}

/// Writes items into `out` as a list; `item` writes one.
pub fn list<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, mut item: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (at, one) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        item(out, one);
    }
    out.push(b']');
}

/// An object that is being written.
pub struct Object<'o> {
    out: &'o mut Vec<u8>,
    is_begun: bool,
}

impl Object<'_> {
    /// A key with its value.
    pub fn put(&mut self, key: &str, known: impl Serialize) {
        value(self.key(key), known);
    }

    /// A key with an object.
    pub fn object(&mut self, key: &str, fill: impl FnOnce(&mut Object<'_>)) {
        object(self.key(key), fill);
    }

    /// A key with a list of objects.
    pub fn objects<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut fill: impl FnMut(&mut Object<'_>, T),
    ) {
        list(self.key(key), items, |out, item| object(out, |to| fill(to, item)));
    }

    fn key(&mut self, key: &str) -> &mut Vec<u8> {
        if std::mem::replace(&mut self.is_begun, true) {
            self.out.push(b',');
        }
        value(self.out, key);
        self.out.push(b':');
        self.out
    }
}

/// Several keys with their values.
macro_rules! put {
    ($to:expr, { $($key:literal: $value:expr),* $(,)? }) => {{
        $($to.put($key, $value);)*
    }};
}

pub(super) use put;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_and_lists_are_told_apart_by_commas() {
        let mut out = Vec::new();
        object(&mut out, |to| {
            put!(to, { "a": 1, "b\"": "x\ny", "none": None::<u8> });
            to.objects("list", [1, 2], |to, at| to.put("at", at));
            to.objects("empty", [0; 0], |to, at| to.put("at", at));
            to.object("inside", |_| {});
        });
        let text = String::from_utf8(out).expect("JSON is text");
        let expected =
            r#"{"a":1,"b\"":"x\ny","none":null,"list":[{"at":1},{"at":2}],"empty":[],"inside":{}}"#;
        assert_eq!(text, expected);
    }
}
