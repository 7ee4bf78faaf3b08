//! Every first-party plugin on a site with data of every kind: run natively and as a component it says the same, bit for bit.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use journeybook_engine::plugin::{Plugin, SourceFile};
use journeybook_importers::formats;
use journeybook_plugin as sdk;
use journeybook_tests::site::{Site, diagnostics, model};
use journeybook_tests::{native, tree};
use journeybook_wasm::{Host, Limits};

/// Intervals of shares are drawn by the drivers plugin only where a site asks for them.
const BOOTSTRAP: &str = r#"{"bootstrap": 200}"#;

/// Every rule there is.
const PUBLISHED: &str = r#"{"preset": "published"}"#;

const MAP: &str = r"---
title: A coffee on the way
framework: kotler-5a
persona: mia
scenario: Late for the tram
goal: Coffee
expectations: [Hot, Soon]
reviewed: 2026-05-22
---
## Aware {count=9000}
### Passes by (2 min) {clicks=3 screens=1}
- doing: Passes by
- thinking: Open already?
- touchpoint: Counter
- channel: Shop
- feeling: +1
- evidence: Guests
## Appeal {count=3000}
### Looks in (4 min) {mot=true}
- doing: Looks in
- feeling: +2
- touchpoint: Counter
- channel: Web
- need: To be quick {#quick importance=9 satisfaction=3}
## Ask {count=1200 not-expected=web}
### Queues (10 min) {mot=make-or-break expected=4 handoffs=1 switches=1 failure-rate=10% ces=3}
- doing: Queues
- feeling: -2
- effort: 4
- pain: Nothing moves {severity=8 occurrence=4 detection=6}
- opportunity: Order ahead {reach=2000 impact=2 confidence=80% effort=3 period=month value=4 business-value=8 time-criticality=5 risk-reduction=3 job-size=5}
- opportunity: Cushions {impact=8 confidence=6 ease=4}
- touchpoint: Queue
- channel: Shop
- evidence: Guests
- evidence: Talks
## Act {count=900}
### Pays (3 min)
- feeling: -1
- touchpoint: Counter
- channel: Shop
- need: To be seen {#seen}
- opportunity: A second till {reach=900 impact=1 confidence=50% effort=1 period=month value=2 business-value=3 time-criticality=2 risk-reduction=1 job-size=2}
## Advocate {count=120}
### Tells others (1 min)
- feeling: +1
- touchpoint: Counter
- channel: Web
";

const GUESTS: &str = r"---
title: Guests
type: quantitative
method: survey
date: 2026-10-01
n: 140
strength: 0.7
source-id: guests
data:
  - file: data/now.csv
    period: 2026
    weight: w
    segments: visit
    columns: ASKED OTHERS
    drivers:
      - {outcome: nps, columns: [csat, queue, waited, ease]}
      - {outcome: nps, columns: [csat, queue, waited, ease, a1, a2, a3, a4, a5, a6, a7, a8, a9], weight: w}
  - file: data/before.csv
    period: 2025
    columns: ASKED
  - file: data/needs.csv
    form: outcomes
    segments: visit
    columns:
      importance: {scale: [1, 5]}
      satisfaction: {scale: [1, 5]}
  - file: data/kano.csv
    columns:
      with: {metric: kano, at: need/quick, dysfunctional: without}
---
";

/// The columns of both waves of the survey.
const ASKED: &str = r"
      nps: {metric: nps, at: journey, scale: [0, 10], missing: [11]}
      csat: {metric: csat, at: touchpoint/counter, scale: [1, 5]}
      queue: {metric: csat, at: touchpoint/queue, scale: [1, 5]}
      ease: {metric: ease, at: step/pays, scale: [1, 5], direction: effort}
      ces1: {metric: ces1, at: journey, scale: [1, 5], direction: effort}
      ces2: {metric: ces2, at: step/pays, scale: [1, 7], direction: ease}
      waited: {metric: minutes, at: step/queues, unit: minutes}";

/// The columns that only explain.
const OTHERS: &str = r"
      a1: {scale: [1, 5]}
      a2: {scale: [1, 5]}
      a3: {scale: [1, 5]}
      a4: {scale: [1, 5]}
      a5: {scale: [1, 5]}
      a6: {scale: [1, 5]}
      a7: {scale: [1, 5]}
      a8: {scale: [1, 5]}
      a9: {scale: [1, 5]}";

const TALKS: &str = "---\ntitle: Talks\ntype: qualitative\nmethod: interviews\nn: 8\ndate: 2026-01-10\n---\n";

/// Answers without a pattern that the eye would see, and always the same.
fn survey(rows: usize, step: usize) -> String {
    let mut text = String::from("visit,w,nps,csat,queue,ease,ces1,ces2,waited,a1,a2,a3,a4,a5,a6,a7,a8,a9\n");
    for row in 0..rows {
        let next =
            |of: usize, from: usize| (row * row * step + row * (of + 3) + of * of * 7) % (of * of + 7) % from;
        let visit = ["first", "again", "again", "", "first"][row % 5];
        let visit = if row < 3 { "staff" } else { visit };
        let csat = 1 + next(2, 5);
        let _ = write!(text, "{visit},0.{}5,{}", 1 + next(3, 9), (csat * 2 + next(4, 3)).min(11));
        let _ = write!(
            text,
            ",{csat},{},{},{},{}",
            1 + next(5, 5),
            1 + next(6, 5),
            1 + next(7, 5),
            1 + next(8, 7)
        );
        let _ = write!(text, ",{}.{}", next(9, 12), next(10, 10));
        (0..9).for_each(|at| {
            let _ = write!(text, ",{}", 1 + next(11 + at, 5));
        });
        text.push('\n');
    }
    text
}

fn needs() -> String {
    let mut text = String::from("outcome,visit,importance,satisfaction\n");
    for row in 0..90 {
        let (outcome, visit) = (["quick", "seen"][row % 2], ["first", "again"][row % 3 / 2]);
        let _ = writeln!(text, "{outcome},{visit},{},{}", 1 + row * 7 % 5, 1 + row * row % 5);
    }
    text
}

fn kano() -> String {
    let words = ["like", "must-be", "neutral", "live-with", "dislike"];
    let row = |at: usize| format!("{},{}\n", words[at * at % 5], words[(at * 3 + 4) % 5]);
    std::iter::once("with,without\n".to_owned()).chain((0..60).map(row)).collect()
}

fn site() -> Site {
    Site::of([
        ("content/journeys/coffee.md", MAP),
        ("content/evidence/guests.md", &GUESTS.replace(" ASKED", ASKED).replace(" OTHERS", OTHERS)),
        ("content/evidence/talks.md", TALKS),
        ("content/personas/mia.md", "---\ntitle: Mia\n---\n"),
        ("data/now.csv", &survey(140, 5)),
        ("data/before.csv", &survey(60, 3)),
        ("data/needs.csv", &needs()),
        ("data/kano.csv", &kano()),
    ])
}

fn component(name: &str, settings: &str) -> Arc<dyn Plugin> {
    let bytes = tree::bytes(&tree::repository().join(format!("plugins/dist/journeybook-{name}.wasm")));
    let host = Host::new().expect("this machine runs Wasm");
    host.load(&format!("{name}.wasm"), &bytes, settings, Limits::default())
        .unwrap_or_else(|failure| panic!("{name}: {failure}"))
}

/// The plugins that maps are shown to: each natively, and as a component.
fn both() -> [Vec<Arc<dyn Plugin>>; 2] {
    let mut native = native::with_rules(PUBLISHED);
    native[0] = native::drivers(BOOTSTRAP);
    let settings = |name: &str| match name {
        "drivers" => BOOTSTRAP,
        "rules" => PUBLISHED,
        _ => "{}",
    };
    let names: Vec<String> = native.iter().map(|plugin| plugin.about().name.clone()).collect();
    assert_eq!(names, ["drivers", "frameworks", "health", "metrics", "priorities", "rules", "scores"]);
    let components = names.iter().map(|name| component(name, settings(name))).collect();
    [native, components]
}

#[test]
fn figures_and_tables_of_every_kind_are_scored_the_same() {
    let [native, wasm] = both().map(|plugins| site().plugins(plugins).build());
    let own = native.diagnostics.iter().filter(|said| said.plugin.is_none());
    assert_eq!(own.map(|said| said.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(diagnostics(&native, true), diagnostics(&wasm, true));
    assert!(native.diagnostics.iter().filter(|said| said.plugin.is_some()).count() >= 3, "the rules speak");
    let (one, other) = (model(&native), model(&wasm));
    let scores = one["journeys"][0]["scores"].as_array().expect("a list");
    for (score, same) in scores.iter().zip(other["journeys"][0]["scores"].as_array().expect("a list")) {
        assert_eq!(score.to_string(), same.to_string());
    }
    assert_eq!(native.files.keys().collect::<Vec<_>>(), wasm.files.keys().collect::<Vec<_>>());
    for (path, bytes) in &native.files {
        assert!(wasm.files[path] == *bytes, "{path} differs between native and Wasm");
    }
}

/// The case would prove little if a plugin had nothing to say to it.
#[test]
fn every_score_there_is_has_a_value() {
    let [plugins, _] = both();
    let defined = plugins.iter().flat_map(|plugin| plugin.score_definitions().expect("it lists them"));
    // Two analyses are declared, of the four that there may be.
    let further = |id: &str| ["-3", "-4"].iter().any(|end| id.ends_with(end));
    let defined: BTreeSet<String> = defined.map(|it| it.id).filter(|id| !further(id)).collect();
    let output = site().plugins(plugins).build();
    let scores = model(&output)["journeys"][0]["scores"].clone();
    let text = |score: &serde_json::Value, key: &str| score[key].as_str().expect("a text").to_owned();
    let (known, absent): (Vec<_>, Vec<_>) =
        scores.as_array().expect("a list").iter().partition(|score| score["value"].is_number());
    let known: BTreeSet<String> = known.into_iter().map(|score| text(score, "id")).collect();
    let why: Vec<String> = absent.into_iter().map(|score| text(score, "explanation")).collect();
    let missing: Vec<_> = defined.difference(&known).collect();
    assert!(missing.is_empty(), "no value: {missing:?}, {why:?}");
}

#[test]
fn importers_read_the_same() {
    let sheet = "Stage,Step,Doing,Pain,Feeling\nAsk,Queues,Waits,Nothing moves,-2\n,Pays,Pays,,4/5\n";
    let cjml = "<cjml><journey><name>Day</name></journey></cjml>";
    let importers = component("importers", "{}");
    for (name, text) in [("queue.csv", sheet), ("a.xml", cjml), ("broken.json", "{")] {
        let read = importers.import(&SourceFile { name: name.to_owned(), bytes: text.into() }, &[]);
        let native = formats::read(&sdk::SourceFile::new(name, text), None, None);
        match (read, native) {
            (Ok(read), Ok(native)) => {
                let own: Vec<_> = native.documents.into_iter().map(|it| (it.path, it.text)).collect();
                let other: Vec<_> = read.documents.into_iter().map(|it| (it.path, it.text)).collect();
                assert_eq!((own, native.gaps), (other, read.gaps), "{name}");
                let lost: Vec<_> = native.losses.into_iter().map(|it| it.message).collect();
                assert_eq!(lost, read.losses.into_iter().map(|it| it.message).collect::<Vec<_>>(), "{name}");
            }
            (Err(failure), Err(why)) => assert_eq!(failure.to_string(), why, "{name}"),
            (read, native) => panic!("{name}: {read:?} is not {native:?}"),
        }
    }
}
