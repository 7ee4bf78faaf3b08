//! What a plugin's own schema says against its settings, underlined in `journeybook.toml`.

mod guest;

use std::fs;

use journeybook_tests::tool::{Run, new_site, run};
use journeybook_tests::tree;

const SCHEMA: &str = r#"{"type":"object","additionalProperties":false,"properties":{"greeting":{"type":"string"},"moods":{"type":"array","items":{"enum":["good","bad"]}}}}"#;

/// The plugin `own` with this schema, which traps when it is configured: settings that are wrong must not get there.
fn plugin(schema: &str) -> Vec<u8> {
    let word = |word: u32| -> String { word.to_le_bytes().map(|byte| format!("\\{byte:02x}")).concat() };
    let place = [1, 12000, schema.len() as u32].map(word).concat();
    let text = schema.replace('"', "\\\"");
    guest::scoring_with(
        "unreachable",
        &format!("(data (i32.const 1068) \"{place}\") (data (i32.const 12000) \"{text}\")"),
    )
}

fn check(schema: &str, settings: &str) -> Run {
    check_as("short", schema, settings)
}

fn check_as(format: &str, schema: &str, settings: &str) -> Run {
    let site = tempfile::tempdir().expect("there is room for a folder");
    new_site(site.path());
    fs::create_dir_all(site.path().join("plugins")).expect("a folder is made");
    fs::write(site.path().join("plugins/own.wasm"), plugin(schema)).expect("a file is written");
    tree::write(&site.path().join("journeybook.toml"), settings);
    run(site.path(), &["check", "--format", format])
}

#[test]
fn every_fault_stands_at_its_value_or_key() {
    let settings = "title = \"T\"\n[plugins.own]\ngreetin = \"Hi\"\nmoods = [\"good\", \"bda\"]\n";
    let run = check(SCHEMA, settings);
    let said: Vec<&str> = run.out.lines().filter(|line| line.starts_with("journeybook.toml")).collect();
    assert_eq!(
        said,
        [
            "journeybook.toml:3:1: error[JB501]: `greetin` is not a setting (plugin `own`)",
            "journeybook.toml:4:18: error[JB501]: item 2 of `moods` must be one of \"good\", \"bad\", not \"bda\" (plugin `own`)",
        ]
    );
    assert_eq!(run.code, 1);
    let said = check_as("human", SCHEMA, settings).out;
    assert!(
        said.contains("did you mean `greeting`?") && said.contains("write one of \"good\", \"bad\""),
        "{said}"
    );
}

#[test]
fn what_is_missing_is_said_where_there_are_no_settings_at_all() {
    let run = check(r#"{"required":["greeting"]}"#, "");
    assert!(run.out.contains("the setting `greeting` is missing"), "{}", run.out);
    assert_eq!(run.code, 1);
}

#[test]
fn a_schema_that_is_none_is_the_plugins_fault() {
    let run = check("{", "");
    let said = "plugins/own.wasm: error[JB301]: `plugins/own.wasm` brings a schema for its settings that cannot be used";
    assert!(run.out.contains(said), "{}", run.out);
}
