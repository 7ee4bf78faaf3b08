//! A component of each contract that was ever released, built once and kept: what ran then runs for ever.
//!
//! `fixtures/0.1.0` holds the component with the WIT it was built from. Until 0.1.0 is released, `FREEZE=1` writes it anew.

mod guests;

use std::fs;
use std::path::{Path, PathBuf};

use guests::{Guest, ScoreBytes};
use journeybook_engine::plugin::{Bound, Capability, JourneyRecord};
use journeybook_wasm::{Host, Limits};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/0.1.0")
}

/// What was frozen: a scorer that answers with one score.
fn frozen() -> Vec<u8> {
    let path = fixture().join("scorer.wasm");
    if std::env::var_os("FREEZE").is_some() {
        fs::write(&path, Guest::answering(&[ScoreBytes::default()]).build()).expect("the fixture is written");
    }
    fs::read(&path).expect("the fixture is kept with the tests")
}

#[test]
fn the_first_contract_still_runs() {
    let host = Host::new().expect("this machine runs Wasm");
    let plugin = host.load("scorer.wasm", &frozen(), "{}", Limits::default()).expect("it loads");
    assert_eq!((plugin.about().name.as_str(), plugin.offers(Capability::Scores)), ("test", true));
    let scores = plugin.score(&JourneyRecord::default(), &Bound::default()).expect("it answers");
    assert_eq!((scores[0].id.as_str(), scores[0].value, scores[0].n), ("test", Some(1.5), 1));
}

#[test]
fn its_wit_is_the_one_it_was_built_from() {
    let names = |folder: &Path| -> Vec<_> {
        let files = fs::read_dir(folder).expect("the folder is there");
        let mut names: Vec<_> = files.map(|file| file.expect("it can be listed").file_name()).collect();
        names.sort();
        names
    };
    let now = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/wit");
    for name in names(&fixture().join("wit")) {
        let declared =
            |folder: &Path| declarations(&fs::read_to_string(folder.join(&name)).expect("it is text"));
        let (then, now) = (declared(&fixture().join("wit")), declared(&now));
        assert!(then.iter().all(|line| now.contains(line)), "a released contract only grows: {name:?}");
    }
}

/// The lines of a WIT text that are no comments.
fn declarations(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(str::to_owned).collect()
}
