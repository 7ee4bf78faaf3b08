//! What every fuzz target does with the text it made of its bytes.
//!
//! A new target is a file in `fuzz_targets/` and a `[[bin]]` in Cargo.toml; see `table.rs` for one.

use journeybook_engine::format::Formatted;
use journeybook_engine::{Engine, File, Input, Output};
use journeybook_importers::formats;
use journeybook_model::Severity;
use journeybook_plugin::SourceFile;

/// Where every text is read as a map.
pub const PATH: &str = "content/journeys/map.md";

/// A site of one map, without theme and plugins.
pub fn site(text: &str) -> Input {
    Input { content: vec![File::new(PATH, text.as_bytes())].into(), ..Input::default() }
}

/// Builds a site of one map, and holds its findings against what every finding promises.
pub fn build(text: &str) -> Output {
    let output = Engine::default().build(&site(text));
    for said in &output.diagnostics {
        let source = output.sources.get(&said.place.file);
        if let Some((span, source)) = said.place.span.zip(source) {
            assert!(source.text.get(span.range()).is_some(), "{} points outside: {span:?}", said.code);
        }
        assert!(!said.message.is_empty());
        let helps = said.severity != Severity::Error || said.help.is_some();
        assert!(helps, "{} is an error without help: {}", said.code, said.message);
    }
    output
}

/// Formats a map: never a panic, and what comes out is formatted already.
pub fn format(text: &str) {
    let formatter = Engine::default().formatter(&site(text));
    let Formatted::Changed(once) = formatter.format(&File::new(PATH, text.as_bytes())) else { return };
    let twice = formatter.format(&File::new(PATH, once.as_bytes()));
    assert!(matches!(twice, Formatted::Same), "formatted twice it is another: {twice:?}\n{once}");
}

/// Reads a file of another tool: never a panic, and what comes out can be read back.
pub fn import(format: &str, name: &str, bytes: &[u8], mapping: Option<&str>) {
    let Ok(imported) = formats::read(&SourceFile::new(name, bytes), Some(format), mapping) else { return };
    let formatter = Engine::default().formatter(&Input::default());
    for document in imported.documents {
        let read = formatter.format(&File::new(document.path.as_str(), document.text.as_bytes()));
        assert!(!matches!(read, Formatted::Broken(_)), "{}: {read:?}\n{}", document.path, document.text);
    }
}
