//! What a path written in a file means.

use std::borrow::Cow;

/// The path of the site that a path written in a file means. A leading `/` means the content folder.
pub fn joined(content: &str, from: &str, to: &str) -> Option<String> {
    let base = match to.starts_with('/') {
        true => content,
        false => from.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut path = String::with_capacity(base.len() + to.len());
    for part in base.split('/').filter(|part| !part.is_empty()).chain(to.split('/')) {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or_default()),
            name if path.is_empty() => path.push_str(name),
            name => path.extend(["/", name]),
        }
    }
    Some(path)
}

/// A path as it is called on the disk: `%20` is a space.
pub fn decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(path), Cow::Owned)
}
