//! Mermaid files, and the diagrams in a page of HTML.

use journeybook_model::Diagnostic;

use super::{ImportError, ImportFormat, Imported, ImportedDocument, Loss, SourceFile};
use crate::format::Formatter;
use crate::parse::{Parsed, slug, source};
use crate::{File, codes, scalar};

/// What Mermaid has no words for.
const GAP: &str = "Mermaid says who takes a step and how it goes; thoughts, touchpoints, pains, evidence and \
                   opportunities are yours to add.";

/// The format's card.
pub fn format() -> ImportFormat {
    ImportFormat {
        id: "mermaid".to_owned(),
        title: "Mermaid journey diagram".to_owned(),
        description: "A `journey` diagram in a file of its own, or those in a page of HTML.".to_owned(),
        extensions: ["mmd", "mermaid", "html", "htm"].map(str::to_owned).to_vec(),
    }
}

/// A diagram and the line of the file it begins at, from 0.
struct Drawn {
    text: String,
    line: u32,
}

/// Reads every diagram of a file.
pub fn read(file: &SourceFile, formatter: &Formatter) -> Result<Imported, ImportError> {
    let refused = |why: String| ImportError::Refused { name: file.name.clone(), why };
    let source = source(&File::new(file.name.as_str(), file.bytes.as_slice()))
        .map_err(|note| refused(note.message))?;
    let is_page = ["html", "htm"].contains(&file.extension().as_str());
    let drawn = if is_page { in_page(&source.text) } else { vec![whole(&source.text)] };
    let mut imported = Imported { format: format().id, gaps: vec![GAP.to_owned()], ..Imported::default() };
    for diagram in &drawn {
        add(&mut imported, diagram, file.stem(), formatter);
    }
    if imported.documents.is_empty() {
        let why = "it holds no `journey` diagram: the first word of one is `journey`";
        return Err(refused(why.to_owned()));
    }
    Ok(imported)
}

fn whole(text: &str) -> Drawn {
    Drawn { text: text.to_owned(), line: 0 }
}

/// The texts of `<pre class="mermaid">`, or whatever element has that class.
fn in_page(text: &str) -> Vec<Drawn> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(tag) = text[at..].find('<').map(|open| at + open) {
        at = tag + 1;
        let Some(end) = text[tag..].find('>').map(|close| tag + close) else { break };
        let name: String = text[at..end].chars().take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() || !has_class(&text[at..end]) {
            continue;
        }
        let close = format!("</{name}");
        let inner = &text[end + 1..];
        let inner = &inner[..inner.find(&close).unwrap_or(inner.len())];
        let line = text[..=end].matches('\n').count() as u32;
        found.push(Drawn { text: unescaped(inner), line });
        at = end + 1 + inner.len();
    }
    found
}

fn has_class(tag: &str) -> bool {
    let value = tag.split_once("class=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let classes = value.and_then(|rest| rest.split(['"', '\'', '>']).next()).unwrap_or_default();
    classes.split_whitespace().any(|class| class == "mermaid")
}

fn unescaped(text: &str) -> String {
    let plain =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    plain.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

/// Adds the map of a diagram; one of another kind is a loss.
fn add(imported: &mut Imported, drawn: &Drawn, stem: &str, formatter: &Formatter) {
    let number = imported.documents.len() + 1;
    let stem = if number == 1 { slug(stem) } else { format!("{}-{number}", slug(stem)) };
    let bare = fenced("", &drawn.text);
    let parsed = formatter.parse(&File::new(format!("journeys/{stem}.md"), bare.text.as_bytes()));
    let is_map = parsed
        .document()
        .is_some_and(|document| document.journey().is_some_and(|journey| !journey.stages.is_empty()));
    if !is_map {
        let line = drawn.text.lines().position(|line| !line.trim().is_empty()).unwrap_or_default();
        let message = "this diagram is no `journey` with tasks".to_owned();
        imported.losses.push(Loss { line: Some(drawn.line + line as u32 + 1), message });
        return;
    }
    imported.losses.extend(losses(&parsed, &bare, drawn));
    let title = title(&parsed, drawn).unwrap_or_else(|| stem.replace('-', " "));
    let path = path(imported, &title, &stem);
    let head = format!("---\ntitle: {}\n---\n\n", scalar(&title));
    imported.documents.push(ImportedDocument { path, text: fenced(&head, &drawn.text).text });
}

/// The title of the diagram. A document without one is named after its file, which says nothing of the map.
fn title(parsed: &Parsed, drawn: &Drawn) -> Option<String> {
    let document = parsed.document()?;
    let is_written = drawn.text.contains(&*document.title) && !document.title.trim().is_empty();
    is_written.then(|| document.title.clone())
}

fn path(imported: &Imported, title: &str, stem: &str) -> String {
    let path = |slug: &str| format!("journeys/{slug}.md");
    let named = path(&slug(title));
    let is_taken = imported.documents.iter().any(|document| document.path == named);
    if is_taken || slug(title).is_empty() { path(stem) } else { named }
}

/// A diagram in a fence that nothing in it closes, and how many lines stand before it.
struct Fenced {
    text: String,
    lines_before: u32,
}

fn fenced(head: &str, diagram: &str) -> Fenced {
    let longest = diagram.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let text = format!("{head}{fence}mermaid\n{}\n{fence}\n", diagram.trim_end());
    Fenced { text, lines_before: head.matches('\n').count() as u32 + 1 }
}

/// What the parser says of the diagram, at the lines of the file.
fn losses(parsed: &Parsed, fenced: &Fenced, drawn: &Drawn) -> Vec<Loss> {
    let line = |note: &Diagnostic| {
        let line = parsed.source.as_ref()?.line(note.place.span?.start);
        line.checked_sub(fenced.lines_before).map(|line| line + drawn.line)
    };
    let notes = parsed.notes.iter().filter(|note| note.code == codes::MERMAID_WOULD_LOSE);
    notes.map(|note| Loss { line: line(note), message: note.message.clone() }).collect()
}
