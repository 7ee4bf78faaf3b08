//! Prints what plugins cost by the language they are written in. `cargo xtask languages` runs it.
#![allow(clippy::print_stdout, reason = "it is a report")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use journeybook_engine::plugin::{EntryRecord, JourneyRecord, Plugin, StageRecord, StepRecord};
use journeybook_tests::tool;
use journeybook_wasm::{Child, Host, Limits, Usage};

/// The middle one of so many counts.
const CALLS: usize = 51;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    println!("{:<12} {:>9} {:>11} {:>9} {:>9} {:>12} {:>9}", "language", "KiB", "compile ms", "load ms", "call ms", "instructions", "MiB");
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let used = Arc::new(Mutex::new(None));
        let sink = Arc::clone(&used);
        let host = || {
            let sink = Arc::clone(&sink);
            let child = Child::new(tool::program(), &["compile-plugin"]);
            Host::new().unwrap().with_child(child).with_cache(folder.path().join("cache")).with_usage(Arc::new(move |usage: &Usage| *sink.lock().unwrap() = Some(usage.clone())))
        };
        let limits = Limits::from_settings([("file-mib", 32)]).unwrap();
        let load = || -> (Arc<dyn Plugin>, Duration) {
            let host = host();
            let began = Instant::now();
            let plugin = host.load(&path, &bytes, "{}", limits.clone()).unwrap_or_else(|failure| panic!("{path}: {failure}"));
            (plugin, began.elapsed())
        };
        let (_, cold) = load();
        let mut warm: Vec<_> = (0..9).map(|_| load().1).collect();
        warm.sort();
        let (plugin, _) = load();
        println!("{:?}", plugin.score_definitions());
        println!("{:?}", plugin.score(&JourneyRecord { title: "Täst".into(), ..Default::default() }));
        let journey = journey(10, 4);
        println!("{:?}", plugin.score(&journey).map(|s| format!("{:?}", s).len()));
        let mut calls: Vec<_> = (0..CALLS).map(|_| { let began = Instant::now(); plugin.score(&journey).unwrap(); began.elapsed() }).collect();
        calls.sort();
        let used = used.lock().unwrap().clone().unwrap();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!("{:<12} {:>9} {:>11.1} {:>9.2} {:>9.3} {:>12} {:>9.1}", path, bytes.len() / 1024, ms(cold), ms(warm[4]), ms(calls[CALLS / 2]), used.fuel, used.memory as f64 / 1048576.0);
    }
}

fn journey(stages: usize, steps: usize) -> JourneyRecord {
    let mut node = 0;
    let mut next = || { node += 1; node };
    let lanes = ["doing", "thinking", "pain", "touchpoint", "channel", "opportunity"];
    let mut journey = JourneyRecord { title: "A long day".into(), id: "long".into(), ..Default::default() };
    for stage in 0..stages {
        let mut record = StageRecord { node: next(), id: format!("stage-{stage}"), title: format!("Stage {stage}"), ..Default::default() };
        for step in 0..steps {
            let node = next();
            let entries = lanes.iter().filter(|lane| **lane != "pain" || step % 3 == 0).map(|lane| EntryRecord { node: next(), lane: (*lane).into(), text: format!("What one reads in the lane {lane} of this step"), ..Default::default() }).collect();
            record.steps.push(StepRecord { node, id: format!("step-{stage}-{step}"), title: format!("Step {step}"), feeling: Some((0.5, "+1".into())), entries, ..Default::default() });
        }
        journey.stages.push(record);
    }
    journey
}
