//! Prints what a million rows cost: reading them as a binding says, against the csv crate reading the same bytes into
//! records and nothing else. `cargo xtask bench data` runs it, on one core.
#![allow(clippy::print_stdout, reason = "it is a report")]

mod timing;

use std::fmt::Write as _;
use std::io::{self, Read};
use std::sync::Arc;

use journeybook_engine::{Engine, File, Input, Large, Open};
use journeybook_model::Digest;
use timing::{best, ms};

/// How many rows.
const ROWS: usize = 1_000_000;

/// How many questions a wide row holds; a third of them are bound.
const QUESTIONS: usize = 24;

/// The best of a few runs counts: the others were disturbed.
const RUNS: usize = 3;

/// A file in memory that is only ever streamed, so that no disk is measured.
struct Bytes(Vec<u8>);

impl Open for Bytes {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.0.as_slice()))
    }
}

fn main() {
    let one_core = "one thread was asked for, and there is one already";
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect(one_core);
    println!("{:<34} {:>8} {:>9} {:>9} {:>7}", "a million rows", "MB", "read ms", "floor ms", "times");
    let map = "---\ntitle: A\n---\n## One\n- evidence: s\n";
    report("24 questions, 8 bound", wide(), map, &binding("columns", &questions(8)));
    report(
        "24 questions, all bound, a key",
        wide(),
        map,
        &binding("columns\n  key: id", &questions(QUESTIONS)),
    );
    report("one answer a row", long(), map, &binding("answers", "    csat: {at: journey, scale: [1, 5]}\n"));
}

fn binding(form: &str, columns: &str) -> String {
    format!("---\ntitle: S\ndata:\n  file: data/a.csv\n  form: {form}\n  columns:\n{columns}---\n")
}

fn questions(count: usize) -> String {
    let line = |at| format!("    q{at}: {{metric: csat, at: journey, scale: [1, 5], missing: [0, 6]}}\n");
    (0..count).map(line).collect()
}

fn wide() -> Vec<u8> {
    let mut text = String::from("id,date");
    (0..QUESTIONS).for_each(|at| write!(text, ",q{at}").expect("a text grows"));
    for row in 0..ROWS {
        write!(text, "\nR{row:07},2026-03-{:02}", row % 28 + 1).expect("a text grows");
        (0..QUESTIONS).for_each(|at| write!(text, ",{}", (row * 5 + at) % 7).expect("a text grows"));
    }
    text.into_bytes()
}

fn long() -> Vec<u8> {
    let mut text = String::from("respondent,date,touchpoint,metric,value,weight,segment");
    for row in 0..ROWS {
        write!(text, "\n{row},2026-03-12,,csat,{},1.0,all", row % 5 + 1).expect("a text grows");
    }
    text.into_bytes()
}

fn report(name: &str, bytes: Vec<u8>, map: &str, evidence: &str) {
    let (size, floor) = (bytes.len() as f64 / 1e6, best(RUNS, || floor(&bytes)));
    let large = Large { path: "data/a.csv".into(), digest: Digest::of(&bytes), from: Arc::new(Bytes(bytes)) };
    let content = vec![
        File::new("content/journeys/a.md", map.as_bytes()),
        File::new("content/evidence/s.md", evidence.as_bytes()),
    ];
    let input = Input { content: content.into(), large: vec![large], ..Input::default() };
    let read = best(RUNS, || {
        let analysis = Engine::default().analyse(&input);
        let said: Vec<_> = analysis.diagnostics.iter().map(|said| &said.message).collect();
        assert!(said.is_empty(), "{said:?}");
    });
    println!("{name:<34} {size:>8.1} {:>9.0} {:>9.0} {:>7.1}", ms(read), ms(floor), ms(read) / ms(floor));
}

/// What reading cannot be faster than: the csv crate, its records counted.
fn floor(bytes: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).buffer_capacity(1 << 16).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).expect("the file is read") {
        rows += 1;
    }
    assert_eq!(rows, ROWS);
}
