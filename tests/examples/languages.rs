//! Prints what a plugin costs in each language: the same scorer, built from the starters, asked about the same map.
//! `cargo xtask languages` runs it; `cargo xtask setup` installs what builds them.
#![allow(clippy::print_stdout, reason = "it is a report")]

mod timing;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use journeybook_engine::plugin::{Bound, Plugin};
use journeybook_tests::starters::{LANGUAGES, Starter, tools};
use journeybook_tests::{records, tool, tree};
use journeybook_wasm::{Child, Host, Limits, Usage};
use timing::{ms, timed};

/// So many calls and loads; the one in the middle counts.
const TIMES: usize = 51;

/// A component that is measured.
struct Measured<'a> {
    name: &'a str,
    bytes: Vec<u8>,
    limits: Limits,
    /// Where its machine code is kept.
    cache: &'a Path,
}

fn main() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let cache = folder.path().join("cache");
    println!(
        "{:<22} {:>8} {:>11} {:>8} {:>8} {:>13} {:>7}",
        "language", "KiB", "compile ms", "load ms", "call ms", "instructions", "MiB"
    );
    let own = tree::bytes(&tree::repository().join("plugins/dist/journeybook-scores.wasm"));
    Measured { name: "rust, all our scores", bytes: own, limits: Limits::default(), cache: &cache }.report();
    let Some(tools) = tools() else {
        return println!("The other languages are left out; `cargo xtask setup` installs what builds them.");
    };
    for name in LANGUAGES {
        let starter = Starter::lay_out(name, "scores", &folder.path().join(name));
        Measured { name, bytes: starter.build(&tools), limits: starter.limits(), cache: &cache }.report();
    }
}

impl Measured<'_> {
    fn report(&self) {
        let (_, compile) = timed(|| self.load(Host::new().expect("this machine runs Wasm")));
        let load = middle(|| drop(self.load(Host::new().expect("this machine runs Wasm"))));
        let used = Arc::new(Mutex::new((0, 0)));
        let sink = Arc::clone(&used);
        let listen = move |usage: &Usage| {
            if let Ok(mut used) = sink.lock() {
                *used = (usage.fuel, usage.memory);
            }
        };
        let plugin = self.load(Host::new().expect("this machine runs Wasm").with_usage(Arc::new(listen)));
        let journey = records::long("A long day", 10, 4);
        let call = middle(|| drop(plugin.score(&journey, &Bound::default()).expect("it answers")));
        let (fuel, memory) = used.lock().map(|used| *used).unwrap_or_default();
        println!(
            "{:<22} {:>8} {:>11.0} {:>8.2} {:>8.3} {:>13} {:>7.1}",
            self.name,
            self.bytes.len() / 1024,
            ms(compile),
            ms(load),
            ms(call),
            fuel,
            memory as f64 / f64::from(1 << 20)
        );
    }

    fn load(&self, host: Host) -> Arc<dyn Plugin> {
        let host = host
            .with_child(Child::new(tool::program(), &["compile-plugin"]))
            .with_cache(self.cache.to_owned());
        host.load(self.name, &self.bytes, "{}", self.limits.clone())
            .unwrap_or_else(|failure| panic!("{}: {failure}", self.name))
    }
}

fn middle(run: impl Fn()) -> Duration {
    let mut times: Vec<_> = (0..TIMES).map(|_| timed(&run).1).collect();
    times.sort();
    times[TIMES / 2]
}
