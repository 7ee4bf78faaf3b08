//! Places as the protocol counts them: lines and UTF-16 units from 0, files as URIs.

use std::path::{Path, PathBuf};

use journeybook_model::{Source, Span};
use lsp_types::{Position, Range, Uri};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What cannot stand in the path of a URI, and what VS Code does not leave there either.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The position of a byte.
pub fn position(source: &Source, byte: u32) -> Position {
    let byte = byte.min(source.text.len() as u32);
    let line = source.line(byte);
    let start = source.line_span(line).start;
    let before = source.slice(Span { start, end: byte });
    Position::new(line - 1, before.encode_utf16().count() as u32)
}

/// The range of a span.
pub fn range(source: &Source, span: Span) -> Range {
    Range::new(position(source, span.start), position(source, span.end))
}

/// The byte of a position; one behind the end of a line, or of the text, means that end.
pub fn byte(source: &Source, position: Position) -> u32 {
    let last = source.line(source.text.len() as u32);
    if position.line >= last {
        return source.text.len() as u32;
    }
    let line = source.line_span(position.line + 1);
    let text = source.slice(line).trim_end_matches('\r');
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        if units >= position.character {
            return line.start + at as u32;
        }
        units += letter.len_utf16() as u32;
    }
    line.start + text.len() as u32
}

/// The path of a file; none for what is not on disk (`untitled:`).
pub fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let path = path.as_ref();
    let drive = path.strip_prefix('/').filter(|rest| cfg!(windows) && rest.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(path)))
}

/// The URI of a file.
pub fn uri_of(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace('\\', "/");
    // The system's own form of a long path on Windows.
    let path = path.strip_prefix("//?/").unwrap_or(&path);
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(path, RESERVED)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf_16() {
        let source = Source::new("a.md", "one\r\n😖 pain: x\r\n");
        let at = source.text.find('x').unwrap() as u32;
        assert_eq!(position(&source, at), Position::new(1, 9));
        assert_eq!(byte(&source, Position::new(1, 9)), at);
        assert_eq!(byte(&source, Position::new(1, 99)), at + 1);
        assert_eq!(byte(&source, Position::new(99, 0)), source.text.len() as u32);
        assert_eq!(byte(&source, Position::new(1, 1)), 9);
    }

    #[test]
    fn paths_come_back_from_their_uris() {
        for path in ["/maps/a b/größe#1.md", "/100%/[x].md"] {
            assert_eq!(path_of(&uri_of(Path::new(path)).unwrap()), Some(PathBuf::from(path)));
        }
        assert_eq!(path_of(&"untitled:Untitled-1".parse().unwrap()), None);
    }
}
