//! A scoring plugin written by hand: a core module in the text format, wrapped into a component of the contract.

use journeybook_tests::tree;
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

const WORLD: &str = "package test:guest; world guest { import journeybook:plugin/host@0.1.0; \
    export journeybook:plugin/about@0.1.0; export journeybook:plugin/scores@0.1.0; }";

/// The plugin `test`, whose `score-journey` has this body. It defines no score.
#[allow(dead_code, reason = "each test file uses its share")]
pub fn scoring(body: &str) -> Vec<u8> {
    scoring_with(body, "")
}

/// The same with more items in its module.
pub fn scoring_with(body: &str, items: &str) -> Vec<u8> {
    let mut module = wat::parse_str(text(body, items)).expect("the text is a module");
    let mut resolve = Resolve::default();
    resolve.push_str("contract.wit", &contract()).expect("the contract is WIT");
    let package = resolve.push_str("guest.wit", WORLD).expect("the world is WIT");
    let world = resolve.select_world(&[package], Some("guest")).expect("it was just defined");
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
        .expect("it is a module");
    let mut encoder = ComponentEncoder::default();
    encoder.module(&module).expect("the module fits its world");
    encoder.encode().expect("the module fits its world")
}

/// At 1024 lies the manifest, at 1200 `ok`, at 1232 an empty list, at 1248 `ok` and a list that cannot be.
fn text(body: &str, items: &str) -> String {
    let manifest = bytes(&[16, 4, 24, 5, 16, 4, 16, 4, 0, 0, 0, 0, 0, 0]);
    let absurd = bytes(&[0, 2048, u32::MAX]);
    let sixteen = "i32 ".repeat(16);
    format!(
        r#"(module
          (memory (export "memory") 4)
          (global $top (mut i32) (i32.const 16384))
          (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
            (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
            (global.get $top)
            (global.set $top (i32.add (global.get $top) (local.get 3))))
          (data (i32.const 16) "test") (data (i32.const 24) "0.0.1")
          (data (i32.const 1024) "{manifest}") (data (i32.const 1248) "{absurd}")
          (func (export "journeybook:plugin/about@0.1.0#describe") (result i32) i32.const 1024)
          (func (export "journeybook:plugin/about@0.1.0#configure") (param i32 i32) (result i32) i32.const 1200)
          (func (export "journeybook:plugin/scores@0.1.0#definitions") (result i32) i32.const 1232)
          (func (export "journeybook:plugin/scores@0.1.0#score-journey") (param {sixteen}) (result i32) {body})
          {items})"#
    )
}

fn bytes(words: &[u32]) -> String {
    words.iter().flat_map(|word| word.to_le_bytes()).map(|byte| format!("\\{byte:02x}")).collect()
}

/// All of `plugins/wit` as one text, the file with the package's name first.
fn contract() -> String {
    let files = tree::walk(&tree::repository().join("plugins/wit"));
    let mut texts: Vec<_> = files.iter().map(|path| tree::text(path)).collect();
    texts.sort_by_key(|text| !text.starts_with("package "));
    texts.concat()
}
