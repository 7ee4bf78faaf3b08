//! `journeybook import`, from its words to the files it writes, and its readers as a component.

use std::fs;
use std::path::Path;

use journeybook_engine::plugin::{Capability, ImportFormat, Plugin, SourceFile};
use journeybook_importers::formats;
use journeybook_plugin as sdk;
use journeybook_tests::tool::{new_site, run_to};
use journeybook_tests::tree;
use journeybook_wasm::{Host, Limits};
use tempfile::TempDir;

const TABLE: &str =
    "Stage,Step,Doing,Score,Pain\n# typed by hand\nFind,Sees,stops; reads,2,too small\n,Asks,writes,4,\n";
const DIAGRAM: &str = "journey\n  title My day\n  section Go\n    Eat at 8:00: 5: Me\n";
const UNKNOWN: &str = "nothing,known\n1,2\n";
const CJML: &str =
    "<cjml version=\"2.0\"><planned_journeys><journey_title>J</journey_title></planned_journeys></cjml>";

fn site() -> TempDir {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    new_site(dir.path());
    dir
}

fn write(dir: &TempDir, name: &str, text: &str) {
    tree::write(&dir.path().join(name), text);
}

fn maps(folder: &Path) -> usize {
    tree::list(&folder.join("content/journeys")).len()
}

#[test]
fn a_table_becomes_maps_that_pass_the_check() {
    let dir = site();
    write(&dir, "Buying.csv", TABLE);
    let run = run_to(0, dir.path(), &["import", "Buying.csv"]);
    assert!(run.out.contains("content/journeys/buying.md"), "{}", run.out);
    assert!(run.err.contains("Buying.csv:2: ") && run.err.contains("typed by hand"), "{}", run.err);
    let text = tree::text(&dir.path().join("content/journeys/buying.md"));
    assert!(text.contains("### Sees\n\n- doing: stops\n- doing: reads\n"), "{text}");
    run_to(0, dir.path(), &["check", "--strict"]);
    assert_eq!(run_to(0, dir.path(), &["fmt", "--check"]).out, "");
}

#[test]
fn nothing_is_written_where_one_of_the_files_cannot_be_read() {
    let dir = site();
    write(&dir, "day.mmd", DIAGRAM);
    write(&dir, "unknown.csv", UNKNOWN);
    let before = maps(dir.path());
    let run = run_to(2, dir.path(), &["import", "day.mmd", "unknown.csv"]);
    assert!(run.err.contains("`unknown.csv` was not read"), "{}", run.err);
    assert_eq!(maps(dir.path()), before);
    let missing = run_to(2, dir.path(), &["import", "nowhere.csv"]);
    assert!(missing.err.contains("`nowhere.csv` cannot be read"), "{}", missing.err);
}

#[test]
fn a_diagram_is_canonical_and_says_what_mermaid_loses() {
    let dir = site();
    write(&dir, "day.mmd", DIAGRAM);
    let run = run_to(0, dir.path(), &["import", "day.mmd"]);
    assert!(run.err.contains("day.mmd:4: "), "{}", run.err);
    let text = tree::text(&dir.path().join("content/journeys/my-day.md"));
    assert!(
        text.contains("## Go\n") && text.contains("### Eat at 8:00\n") && !text.contains("```"),
        "{text}"
    );
}

#[test]
fn formats_are_listed() {
    let dir = site();
    let listed = run_to(0, dir.path(), &["import", "--formats"]).out;
    for id in ["mermaid", "csv", "xlsx", "enablement-map", "page-flow", "agentic-blueprint", "cjml", "json"] {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{id} "))), "{id}\n{listed}");
    }
}

fn component() -> std::sync::Arc<dyn Plugin> {
    let bytes = fs::read(tree::repository().join("plugins/dist/journeybook-importers.wasm"));
    let host = Host::new().expect("this machine runs Wasm");
    host.load("importers.wasm", &bytes.expect("it is committed"), "{}", Limits::default()).expect("it loads")
}

#[test]
fn the_component_reads_what_its_sources_read() {
    let component = component();
    assert!(component.offers(Capability::Importer) && !component.offers(Capability::Scores));
    let own = formats::ALL.iter().map(|reader| reader.format());
    let own: Vec<ImportFormat> = own
        .map(|sdk::Format { id, title, description, extensions, .. }| ImportFormat {
            id,
            title,
            description,
            extensions,
        })
        .collect();
    assert_eq!(component.formats(), Ok(own));
    for (name, text) in [("Buying.csv", TABLE), ("unknown.csv", UNKNOWN), ("a.xml", CJML), ("a.json", "{")] {
        let file = SourceFile { name: name.to_owned(), bytes: text.into() };
        let native = formats::read(&sdk::SourceFile::new(name, text), None, None);
        match (component.import(&file, &[]), native) {
            (Ok(read), Ok(native)) => {
                let pairs = |text: &sdk::Document| (text.path.clone(), text.text.clone());
                let own: Vec<_> = native.documents.iter().map(pairs).collect();
                let read_pairs = read.documents.iter().map(|read| (read.path.clone(), read.text.clone()));
                assert_eq!((read_pairs.collect::<Vec<_>>(), read.gaps), (own, native.gaps), "{name}");
                assert_eq!(read.losses.len(), native.losses.len(), "{name}");
            }
            (Err(failure), Err(why)) => assert_eq!(failure.to_string(), why, "{name}"),
            (read, native) => panic!("{name}: {read:?} is not {native:?}"),
        }
    }
}
