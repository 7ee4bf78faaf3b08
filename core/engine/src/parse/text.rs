//! Files as text, and what is said of those that are none.

use journeybook_model::{Diagnostic, Severity, Source};

use crate::File;
use crate::codes;

/// The largest file that is read. Nobody writes 4 MiB of journey map; something else got into the folder.
const MAX_BYTES: usize = 4 << 20;

/// The text of a file. A NUL byte is no text either: the renderer relies on it.
pub fn source(file: &File) -> Result<Source, Box<Diagnostic>> {
    let error = |code, message: String| Diagnostic::file(code, Severity::Error, &file.path, message);
    let bytes = file.bytes();
    if bytes.len() > MAX_BYTES {
        let message = format!("the file holds {} MiB; at most 4 MiB are read", bytes.len() >> 20);
        return Err(error(codes::TOO_LARGE, message)
            .help("split it, or move it out of the content folder")
            .into());
    }
    let not_utf8 = || std::str::from_utf8(&bytes).err().map(|error| error.valid_up_to());
    match (file.text(), memchr::memchr(0, &bytes)) {
        (Some(text), None) => Ok(Source::known(file.path.clone(), text, file.digest)),
        (Some(_), nul) => Err(not_text(file, "it holds a NUL byte", nul).into()),
        (None, _) => Err(not_text(file, "it is not UTF-8", not_utf8()).into()),
    }
}

fn not_text(file: &File, why: &str, byte: Option<usize>) -> Diagnostic {
    let bytes = file.bytes();
    let before = bytes[..byte.unwrap_or_default()].iter();
    let line = before.filter(|byte| **byte == b'\n').count() + 1;
    let message = format!("the file is not text: {why} (line {line})");
    let save = "save it as UTF-8 in your editor (“Save with encoding”)";
    let help = if file.path.ends_with(".md") {
        format!("{save}, or give it another ending than .md")
    } else {
        save.to_owned()
    };
    Diagnostic::file(codes::NOT_TEXT, Severity::Error, &file.path, message).help(help)
}
