//! Bytes as text: UTF-8, or UTF-16 with a byte order mark, as some spreadsheets save it.

use std::borrow::Cow;

use journeybook_plugin::SourceFile;

/// The text of a file. The error says where it stops being text.
pub fn text(file: &SourceFile) -> Result<Cow<'_, str>, String> {
    match file.bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => file.text().map(Cow::Borrowed),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
    text.ok_or_else(|| {
        "the file is not the UTF-16 it says it is; save it as UTF-8 and import it again".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        text(&SourceFile::new("x.csv", bytes)).map(Cow::into_owned)
    }

    #[test]
    fn both_kinds_of_utf_16_are_read() {
        assert_eq!(read(b"\xff\xfea\0,\0"), Ok("a,".into()));
        assert_eq!(read(b"\xfe\xff\0a\0,"), Ok("a,".into()));
        assert_eq!(read(b"\xef\xbb\xbfa,"), Ok("a,".into()));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(read(b"\xff\xfea").is_err());
        assert!(read(b"a\nb\xe9c").unwrap_err().starts_with("line 2 is not UTF-8"));
    }
}
