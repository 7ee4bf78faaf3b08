//! What hangs on cells, or lies over them: notes, comments and pictures.

use std::io::{Cursor, Read};

use journeybook_plugin::Imported;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// The most that a part of a workbook may hold: notes are words.
const MOST: u64 = 4 << 20;

/// Says each note and comment with its cell, and that there are pictures.
pub fn say(bytes: &[u8], into: &mut Imported) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return };
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.sort();
    for name in names.iter().filter(|name| is_notes(name)) {
        let mut xml = String::new();
        let read = archive.by_name(name).map(|part| part.take(MOST).read_to_string(&mut xml));
        match read {
            Ok(Ok(_)) => notes(&xml).iter().for_each(|(cell, words)| {
                into.lost(None, format!("the note at {cell} is left out: {words}"));
            }),
            _ => into.lost(None, format!("the notes in `{name}` cannot be read, so they are left out")),
        }
    }
    let pictures = names.iter().filter(|name| name.starts_with("xl/media/")).count();
    if pictures > 0 {
        into.lost(None, format!("pictures are left out: {pictures}"));
    }
}

fn is_notes(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("xl/")
        && name.ends_with(".xml")
        && (file.starts_with("comment") || file.starts_with("threadedComment"))
}

/// Cells and their words.
fn notes(xml: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut reader = Reader::from_str(xml);
    let mut is_text = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                b"comment" | b"threadedComment" => found.push((cell(&tag), String::new())),
                name => is_text = matches!(name, b"t" | b"text"),
            },
            Ok(Event::End(_)) => is_text = false,
            Ok(Event::Text(text)) if is_text => add(&mut found, &text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(entity)) if is_text => {
                add(&mut found, &letter(&entity.decode().unwrap_or_default()))
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    found.into_iter().map(|(cell, words)| (cell, crate::text::line(&words))).collect()
}

fn add(found: &mut [(String, String)], words: &str) {
    if let Some((_, all)) = found.last_mut() {
        all.push_str(words);
    }
}

/// The letter that an entity stands for.
fn letter(entity: &str) -> String {
    let code = entity.strip_prefix('#').and_then(|code| match code.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => code.parse().ok(),
    });
    match (entity, code.and_then(char::from_u32)) {
        (_, Some(letter)) => letter.to_string(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("amp", _) => "&".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (other, _) => format!("&{other};"),
    }
}

fn cell(tag: &quick_xml::events::BytesStart<'_>) -> String {
    let place = tag.try_get_attribute("ref").ok().flatten();
    place.map_or_else(|| "a cell".to_owned(), |place| String::from_utf8_lossy(&place.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_with_their_cells() {
        let xml = "<comments><commentList><comment ref=\"B2\"><text><r><t>Ana: </t></r><r><t>check &amp; ask</t></r></text>\
                   </comment></commentList></comments>";
        assert_eq!(notes(xml), [("B2".to_owned(), "Ana: check & ask".to_owned())]);
    }
}
