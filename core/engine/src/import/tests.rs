//! Mermaid files read by the engine alone.

use super::{ImportError, Importer, Order, SourceFile, is_place};
use crate::{Engine, Input};

fn importer() -> Importer {
    Engine::default().importer(&Input::default(), Vec::new())
}

fn order(name: &str, text: &str) -> Order<'static> {
    Order { file: SourceFile { name: name.to_owned(), bytes: text.into() }, ..Order::default() }
}

#[test]
fn a_diagram_becomes_a_map_named_after_its_title() {
    let imported = importer()
        .import(&order("day.mmd", "journey\n  title My day: work\n  section Go\n    Walk: 4: Me\n"))
        .unwrap();
    let document = &imported.documents[0];
    assert_eq!((document.path.as_str(), imported.documents.len()), ("journeys/my-day-work.md", 1));
    assert!(document.text.starts_with("---\ntitle: \"My day: work\"\n---\n"), "{}", document.text);
    assert_eq!((imported.losses.len(), imported.gaps.len()), (0, 1));
}

#[test]
fn what_mermaid_loses_is_said_at_the_line_of_the_file() {
    let imported = importer().import(&order("day.mmd", "journey\nsection Go\nEat at 8:00: 5: Me\n")).unwrap();
    assert_eq!(imported.losses.iter().map(|loss| loss.line).collect::<Vec<_>>(), [Some(3)]);
    assert_eq!(imported.documents[0].path, "journeys/day.md");
}

#[test]
fn every_diagram_of_a_page_is_read_and_others_are_said() {
    let page = "<pre class=\"mermaid\">\njourney\n  title A\n  Eat &amp; run: 5: Me\n</pre>\n\
                <div class='x mermaid'>journey\n  title B\n  Walk: 3\n</div>\n<pre class=\"mermaid\">\npie\n</pre>\n";
    let imported = importer().import(&order("page.html", page)).unwrap();
    let paths: Vec<&str> = imported.documents.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["journeys/a.md", "journeys/b.md"]);
    assert!(imported.documents[0].text.contains("Eat & run"), "{}", imported.documents[0].text);
    assert_eq!(imported.losses.last().and_then(|loss| loss.line), Some(11));
}

#[test]
fn a_file_without_a_journey_is_refused() {
    let error = importer().import(&order("pie.mmd", "pie\n  \"A\": 3\n")).unwrap_err();
    assert!(
        matches!(&error, ImportError::Refused { .. }) && error.to_string().contains("`pie.mmd`"),
        "{error}"
    );
}

#[test]
fn a_file_nobody_reads_names_the_formats() {
    let error = importer().import(&order("a.xyz", "")).unwrap_err();
    assert_eq!(error.to_string(), "nobody reads `a.xyz`: name its format with `--from`, one of `mermaid`");
    let wrong = Order { format: Some("visio"), ..order("a.mmd", "") };
    assert!(importer().import(&wrong).unwrap_err().to_string().starts_with("there is no format `visio`"));
}

#[test]
fn documents_stay_below_the_content_folder() {
    for path in ["journeys/a.md", "a.md", "journeys/ü.md"] {
        assert!(is_place(path), "{path}");
    }
    for path in ["/a.md", "../a.md", "a/../b.md", "a//b.md", "C:/a.md", ".git/a.md", "a\\b.md", ""] {
        assert!(!is_place(path), "{path}");
    }
}
