//! Plugins written by hand in the text format: a core module, wrapped into a component with the WIT of `plugins/wit`.

#![allow(dead_code, reason = "each test file uses its share")]

use std::fmt::Write as _;
use std::path::Path;

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// Where the default answer of `score-journey` lies: `ok` and a list of as many scores as the test says, at [`SCORES`].
pub const ANSWER: u32 = 1248;
/// Where scores lie.
pub const SCORES: u32 = 2048;
/// The place of the string `test`, which serves as name and id.
pub const TEST: (u32, u32) = (16, 4);

const LOG: &str = r#"(import "journeybook:plugin/host@0.1.0" "log" (func $log (param i32 i32)))"#;

/// A plugin in the making.
pub struct Guest {
    /// The body of `score-journey`.
    score: String,
    /// The body of `configure`.
    configure: String,
    /// Further imports of the module.
    imports: String,
    /// Further items of the module.
    items: String,
    /// Pages of memory.
    pages: u32,
    /// What its world imports and exports.
    world: String,
    /// Edits of the WIT text.
    edits: Vec<(String, String)>,
}

impl Guest {
    /// A plugin with one capability, `scores`, whose `score-journey` has this body. `$log` is `host.log`.
    pub fn scoring(body: &str) -> Self {
        Self {
            score: body.to_owned(),
            configure: "i32.const 1200".to_owned(),
            imports: String::new(),
            items: String::new(),
            pages: 4,
            world: world(&["host"], &["about", "scores"]),
            edits: Vec::new(),
        }
    }

    /// A plugin that answers with these scores.
    pub fn answering(scores: &[ScoreBytes]) -> Self {
        let bytes: Vec<u8> = scores.iter().flat_map(ScoreBytes::bytes).collect();
        let answer = words(&[0, SCORES, scores.len() as u32]);
        Self::scoring(&format!("i32.const {ANSWER}")).data(SCORES, &bytes).data(ANSWER, &answer)
    }

    pub fn items(mut self, items: &str) -> Self {
        self.items.push_str(items);
        self
    }

    pub fn imports(mut self, imports: &str) -> Self {
        self.imports.push_str(imports);
        self
    }

    pub fn data(self, at: u32, bytes: &[u8]) -> Self {
        let item = data(at, bytes);
        self.items(&item)
    }

    pub fn configure(mut self, body: &str) -> Self {
        self.configure = body.to_owned();
        self
    }

    pub fn pages(mut self, pages: u32) -> Self {
        self.pages = pages;
        self
    }

    pub fn world(mut self, text: &str) -> Self {
        self.world = text.to_owned();
        self
    }

    /// A plugin with one capability, `rules`, one of which is `test`, whose `check` answers with these findings.
    pub fn finding(findings: &[[u32; 12]]) -> Self {
        let bytes: Vec<u8> = findings.iter().flat_map(|finding| words(finding)).collect();
        let rule = words(&[16, 4, 16, 4, 16, 0, 16, 0, 16, 0, 0, 0]);
        let nodes = "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)";
        let functions = format!(
            r#"(func (export "journeybook:plugin/rules@0.1.0#definitions") (result i32) i32.const 1300)
               (func (export "journeybook:plugin/rules@0.1.0#check") {nodes} (result i32) i32.const {ANSWER})"#
        );
        Self::scoring("unreachable")
            .world(&world(&["host"], &["about", "rules"]))
            .items(&functions)
            .data(1300, &words(&[1400, 1]))
            .data(1400, &rule)
            .data(SCORES, &bytes)
            .data(ANSWER, &words(&[0, SCORES, findings.len() as u32]))
    }

    /// A plugin with one capability, `exporter`, that writes the file `test` with this path and text: addresses and lengths.
    pub fn exporting(path: (u32, u32), text: (u32, u32)) -> Self {
        let nodes = "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)";
        let functions = format!(
            r#"(func (export "journeybook:plugin/exporter@0.1.0#formats") (result i32) i32.const 1300)
               (func (export "journeybook:plugin/exporter@0.1.0#write") {nodes} (result i32) i32.const {ANSWER})"#
        );
        Self::scoring("unreachable")
            .world(&world(&["host"], &["about", "exporter"]))
            .items(&functions)
            .data(1300, &words(&[1400, 1]))
            .data(1400, &words(&[TEST.0, TEST.1]))
            .data(SCORES, &words(&[path.0, path.1, TEST.0, TEST.1, text.0, text.1]))
            .data(ANSWER, &words(&[0, SCORES, 1]))
    }

    /// A plugin with one capability, `frameworks`: the framework `test` without stages, and where it puts steps, each a node
    /// with the address and length of a stage's name.
    pub fn placing(places: &[[u32; 3]]) -> Self {
        let bytes: Vec<u8> = places.iter().flat_map(|place| words(place)).collect();
        let model = words(&[16, 4, 16, 4, 16, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]);
        let nodes = "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)";
        let functions = format!(
            r#"(func (export "journeybook:plugin/frameworks@0.1.0#provide") (result i32) i32.const 1300)
               (func (export "journeybook:plugin/frameworks@0.1.0#place") {nodes} (result i32) i32.const {ANSWER})"#
        );
        Self::scoring("unreachable")
            .world(&world(&["host"], &["about", "frameworks"]))
            .items(&functions)
            .data(1300, &words(&[1400, 1]))
            .data(1400, &model)
            .data(SCORES, &bytes)
            .data(ANSWER, &words(&[0, SCORES, places.len() as u32]))
    }

    /// Gives its manifest a schema for its settings.
    pub fn schema(self, text: &str) -> Self {
        self.data(1068, &words(&[1, 12000, text.len() as u32])).data(12000, text.as_bytes())
    }

    /// Says what it reads of a map.
    pub fn reads(self, text: &str) -> Self {
        self.items(&format!("(@custom \"journeybook:reads\" \"{text}\")"))
    }

    /// Changes the contract under which it is built.
    pub fn edit(mut self, from: &str, to: &str) -> Self {
        self.edits.push((from.to_owned(), to.to_owned()));
        self
    }

    /// The finished component.
    pub fn build(&self) -> Vec<u8> {
        let mut module = wat::parse_str(self.edited(self.module())).expect("the text is a module");
        let mut resolve = Resolve::default();
        resolve.push_str("contract.wit", &self.edited(contract())).expect("the contract is WIT");
        let text = format!("package test:guest; world guest {{ {} }}", self.world);
        let package = resolve.push_str("guest.wit", &self.edited(text)).expect("the world is WIT");
        let world = resolve.select_world(&[package], Some("guest")).expect("it was just defined");
        embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
            .expect("it is a module");
        let mut encoder = ComponentEncoder::default();
        encoder.module(&module).expect("the module fits its world");
        encoder.encode().expect("the module fits its world")
    }

    fn edited(&self, text: String) -> String {
        self.edits.iter().fold(text, |text, (from, to)| text.replace(from, to))
    }

    /// The export of a function, if the world has its interface.
    fn exported(&self, interface: &str, function: &str) -> String {
        if self.world.contains(&format!("export journeybook:plugin/{interface}@")) {
            format!("(export \"journeybook:plugin/{interface}@0.1.0#{function}\")")
        } else {
            String::new()
        }
    }

    fn module(&self) -> String {
        let Self { score, configure, imports, items, pages, .. } = self;
        let manifest = data(1024, &words(&[16, 4, 24, 5, 16, 4, 16, 4, 0, 0, 0, 0, 0, 0]));
        let nodes = "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)";
        let log = if self.world.contains("import journeybook:plugin/host@") { LOG } else { "" };
        format!(
            r#"(module {log} {imports}
              (memory (export "memory") {pages})
              (global $top (mut i32) (i32.const 16384))
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                (global.get $top)
                (global.set $top (i32.add (global.get $top) (local.get 3))))
              (data (i32.const 16) "test") (data (i32.const 24) "0.0.1") {manifest}
              (func {describe} (result i32) i32.const 1024)
              (func {configured} (param i32 i32) (result i32) {configure})
              (func {definitions} (result i32) i32.const 1232)
              (func {journey} {nodes} (result i32) {score})
              {items})"#,
            describe = self.exported("about", "describe"),
            configured = self.exported("about", "configure"),
            definitions = self.exported("scores", "definitions"),
            journey = self.exported("scores", "score-journey"),
        )
    }
}

/// The items of a world.
pub fn world(imports: &[&str], exports: &[&str]) -> String {
    let mut text = String::new();
    for (verb, names) in [("import", imports), ("export", exports)] {
        for name in names {
            write!(text, "{verb} journeybook:plugin/{name}@0.1.0; ").expect("a string takes everything");
        }
    }
    text
}

/// The parts of a score that tests vary.
#[derive(Clone, Copy)]
pub struct ScoreBytes {
    pub id: (u32, u32),
    pub value: Option<f64>,
    pub explanation: (u32, u32),
    pub parts: (u32, u32),
}

impl Default for ScoreBytes {
    fn default() -> Self {
        Self { id: TEST, value: Some(1.5), explanation: TEST, parts: (0, 0) }
    }
}

impl ScoreBytes {
    /// In the layout of the component ABI: 88 bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = words(&[self.id.0, self.id.1, u32::from(self.value.is_some()), 0]);
        out.extend(self.value.unwrap_or_default().to_le_bytes());
        out.extend(words(&[1, 0]));
        out.extend(words(&[0; 8]));
        out.extend(words(&[self.explanation.0, self.explanation.1, self.parts.0, self.parts.1, 0, 0]));
        assert_eq!(out.len(), 88);
        out
    }
}

/// Little-endian words.
pub fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn data(at: u32, bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| format!("\\{byte:02x}")).collect();
    format!("(data (i32.const {at}) \"{text}\")")
}

/// All of `plugins/wit` as one file, the one with the package's name first.
fn contract() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/wit");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the contract is there")
        .map(|entry| std::fs::read_to_string(entry.expect("it can be listed").path()).expect("it is text"))
        .collect();
    files.sort_by_key(|text| !text.starts_with("package "));
    files.concat()
}
