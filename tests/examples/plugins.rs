//! What plugins cost: a call, a large site, and starting with and without compiled code at hand.
#![allow(clippy::print_stdout, reason = "this is a report")]

mod timing;

use std::sync::Arc;
use std::time::Duration;

use journeybook_engine::plugin::{Bound, EntryRecord, JourneyRecord, Plugin, StageRecord, StepRecord};
use journeybook_tests::site::Site;
use journeybook_tests::tree;
use journeybook_wasm::{Host, Limits, ROOMY};
use timing::{best, ms, timed};

const LANES: [&str; 12] = [
    "doing",
    "thinking",
    "touchpoint",
    "channel",
    "pain",
    "gain",
    "opportunity",
    "frontstage",
    "backstage",
    "support",
    "system",
    "evidence",
];
const SHIPPED: [&str; 8] =
    ["drivers", "frameworks", "health", "importers", "metrics", "priorities", "rules", "scores"];
const CALLS: usize = 1000;
const MAPS: usize = 10_000;

fn main() {
    rayon::ThreadPoolBuilder::new().stack_size(ROOMY).build_global().expect("threads start");
    one_call();
    starts();
    large_site();
}

/// A map of 20 steps with 12 lanes each, asked in a fresh instance every time, and shown what the plugin reads.
fn one_call() {
    let host = Host::new().expect("this machine runs Wasm");
    if let Some(path) = std::env::args_os().nth(1) {
        let bytes = tree::bytes(path.as_ref());
        let hello = host.load("hello", &bytes, "{}", Limits::default()).expect("it loads");
        calls("the smallest plugin, which reads one lane", &*hello, &shown_to(&*hello));
        calls("the same, if it read every lane", &*hello, &map());
    }
    let scores = load(&host, "scores", Limits::default());
    calls("the shipped scores, which read every lane", &*scores, &shown_to(&*scores));
}

fn calls(what: &str, plugin: &dyn Plugin, map: &JourneyRecord) {
    let mut times: Vec<Duration> =
        (0..CALLS).map(|_| timed(|| plugin.score(map, &Bound::default()).is_ok()).1).collect();
    times.sort_unstable();
    let micros = |at: usize| times[at * (CALLS - 1) / 100].as_secs_f64() * 1e6;
    println!("one call, {what}: median {:.0} µs, fastest {:.0} µs", micros(50), micros(0));
}

/// The map without the lanes that the plugin does not read.
fn shown_to(plugin: &dyn Plugin) -> JourneyRecord {
    let (mut map, reads) = (map(), plugin.reads().words().unwrap_or_else(|| vec!["lanes".into()]));
    let is_read = |entry: &EntryRecord| reads.iter().any(|word| word == "lanes" || *word == entry.lane);
    for step in map.stages.iter_mut().flat_map(|stage| &mut stage.steps) {
        step.entries.retain(is_read);
    }
    map
}

/// Loading everything that is shipped: compiled now, and compiled before.
fn starts() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let cache = folder.path().join("plugins");
    let (_, cold) = timed(|| start(&cache));
    let warm = best(9, || _ = start(&cache));
    println!(
        "start with all shipped plugins: compiling {:.0} ms, compiled before {:.1} ms ({:.0} times faster)",
        ms(cold),
        ms(warm),
        cold.as_secs_f64() / warm.as_secs_f64()
    );
}

fn start(cache: &std::path::Path) -> [Arc<dyn Plugin>; SHIPPED.len()] {
    let host = Host::new().expect("this machine runs Wasm").with_cache(cache.to_owned());
    SHIPPED.map(|name| load(&host, name, Limits::default()))
}

/// A clean build of many maps with the frameworks alone, and with three plugins that score each of them.
fn large_site() {
    let host = Host::new().expect("this machine runs Wasm");
    let frameworks = load(&host, "frameworks", Limits::default());
    let rows = |more: usize| Limits { rows: 50_000 + more, ..Limits::default() };
    let scores = (0..3).map(|more| load(&host, "scores", rows(more)));
    let all: Vec<_> = [frameworks.clone()].into_iter().chain(scores).collect();
    let site = (0..MAPS)
        .fold(Site::default(), |site, at| site.with(&format!("content/journeys/m{at}.md"), &text(at)));
    let without = build(&site, vec![frameworks]);
    let with = build(&site, all);
    println!(
        "{MAPS} maps: {:.1} s without scores, {:.1} s with three scoring plugins; asking them, and showing three times seventeen scores on every page, is {:.0} %",
        without.as_secs_f64(),
        with.as_secs_f64(),
        (1.0 - without.as_secs_f64() / with.as_secs_f64()) * 100.0
    );
}

fn build(site: &Site, plugins: Vec<Arc<dyn Plugin>>) -> Duration {
    let site = site.clone().plugins(plugins);
    timed(|| site.build().files.len()).1
}

fn load(host: &Host, name: &str, limits: Limits) -> Arc<dyn Plugin> {
    let bytes = tree::bytes(&tree::repository().join(format!("plugins/dist/journeybook-{name}.wasm")));
    host.load(name, &bytes, "{}", limits).expect("it loads")
}

fn map() -> JourneyRecord {
    let stages = (0..4).map(|stage| StageRecord {
        node: stage * 100 + 1,
        title: format!("Stage {stage}"),
        steps: (0..5).map(|step| step_record(stage * 100 + step * 13 + 2)).collect(),
        ..StageRecord::default()
    });
    JourneyRecord {
        id: "map".into(),
        title: "A map".into(),
        stages: stages.collect(),
        ..JourneyRecord::default()
    }
}

fn step_record(node: u32) -> StepRecord {
    let entry = |(at, lane): (u32, &&str)| EntryRecord {
        node: node + at,
        lane: (*lane).into(),
        text: "Looks at the board and finds the way to the counter".into(),
        ..EntryRecord::default()
    };
    StepRecord {
        node,
        title: format!("Step {node}"),
        feeling: Some((f64::from(node % 5) / 2.0 - 1.0, "3/5".into())),
        entries: (1..).zip(&LANES).map(entry).collect(),
        ..StepRecord::default()
    }
}

fn text(at: usize) -> String {
    let step = |step: usize| {
        format!(
            "### Step {step}\n- doing: looks at the board\n- pain: it is map {at}\n- feeling: {}\n",
            step % 3
        )
    };
    let stage = |stage: usize| format!("## Stage {stage}\n{}", (0..3).map(step).collect::<String>());
    format!("---\ntitle: Map {at}\n---\n{}", (0..3).map(stage).collect::<String>())
}
