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

/// Writes a text into `out`. What lies between line breaks, quotation marks and backslashes is copied as it is, unless the
/// text holds rarer letters that JSON writes otherwise.
fn text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    if bytes.iter().fold(false, |found, byte| found | (*byte < b' ' && *byte != b'\n')) {
        return value(out, text);
    }
    out.push(b'"');
    let mut from = 0;
    for at in memchr::memchr3_iter(b'\n', b'"', b'\\', bytes) {
        out.extend_from_slice(&bytes[from..at]);
        out.extend_from_slice(&[b'\\', if bytes[at] == b'\n' { b'n' } else { bytes[at] }]);
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
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

    /// A key with a long text.
    pub fn text(&mut self, key: &str, known: &str) {
        text(self.key(key), known);
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

    #[test]
    fn a_long_text_is_written_as_serde_writes_it() {
        for long in ["", "plain", "a\nb \"c\" \\", "\n", "ä\u{7f}\t\u{1}\n", "…\""] {
            let mut out = Vec::new();
            text(&mut out, long);
            assert_eq!(out, serde_json::to_vec(long).expect("a text is JSON"), "{long:?}");
        }
    }
}
