//! Whole builds against a small program that makes the same pages, and against Hugo and Zola where they are on the path.
//! `cargo xtask bench` runs it; `cargo xtask bench write` puts its tables into `docs/content/publishing/speed.md`.
#![allow(clippy::print_stdout, reason = "it is a report")]

mod measure;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use journeybook_tests::load::{self, Files, maps, pages, peers};
use journeybook_tests::{tool, tree};
use measure::{Job, Took};

/// How often everything is run after it was run once; the median counts.
const RUNS: usize = 5;

/// How many pages, and how many maps.
const PAGES: [usize; 2] = [1_000, 10_000];
const MAPS: [usize; 3] = [100, 1_000, 10_000];

/// The page that holds the tables, and the headings they stand between.
const PAGE: &str = "docs/content/publishing/speed.md";
const BEGIN: &str = "## Measured\n";
const END: &str = "\n## What ";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let report = report();
    println!("{report}");
    if words.first().is_some_and(|word| word == "write") {
        write(&report);
    }
}

fn report() -> String {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let mut report = String::new();
    let _ = writeln!(report, "Version: {:.1} ms.\n", started(folder.path()));
    table(
        &mut report,
        "pages",
        &PAGES.map(|count| (count, of_pages(&folder.path().join(format!("p{count}")), count))),
    );
    table(
        &mut report,
        "maps",
        &MAPS.map(|count| (count, of_maps(&folder.path().join(format!("m{count}")), count))),
    );
    report
}

/// How long the tool takes to say its version.
fn started(folder: &Path) -> f64 {
    let words = [tool::program().display().to_string(), "--version".to_owned()];
    let job = Job {
        name: "version",
        words: words.into(),
        out: folder.join("none").display().to_string(),
        cache: folder.join("cache"),
    };
    measure::all(&[job], 20)[0].wall * 1000.0
}

type Measured = Vec<(&'static str, Took)>;

fn of_pages(folder: &Path, count: usize) -> Measured {
    written(&pages::site(count), &folder.join("site"));
    let site = folder.join("site").display().to_string();
    written(&pages::whole(count), &folder.join("whole"));
    let whole = journeybook("with search and data", folder, &folder.join("whole").display().to_string());
    let mut jobs = vec![journeybook("journeybook", folder, &site), whole];
    jobs.push(job("floor", folder, |out| vec![floor(), "pages".into(), site.clone(), out]));
    if is_here("hugo", "version") {
        written(&peers::hugo(count), &folder.join("hugo"));
        let hugo = folder.join("hugo").display().to_string();
        let words = ["hugo", "--quiet", "--source", &hugo, "--destination"].map(str::to_owned);
        jobs.push(job("Hugo", folder, |out| [&words[..], &[out]].concat()));
    }
    if is_here("zola", "--version") {
        let sites = [("Zola", peers::zola(count)), ("Zola, its own lists", peers::zola_with_lists(count))];
        jobs.extend(sites.map(|(name, files)| zola(name, folder, &files)));
    }
    measured(&jobs)
}

/// Whether a program is on the path.
fn is_here(program: &str, version: &str) -> bool {
    Command::new(program).arg(version).output().is_ok_and(|output| output.status.success())
}

fn zola(name: &'static str, folder: &Path, files: &Files) -> Job {
    let site = folder.join(name);
    written(files, &site);
    let words = ["zola", "--root", &site.display().to_string(), "build", "--force", "--output-dir"];
    job(name, folder, |out| [&words.map(str::to_owned)[..], &[out]].concat())
}

fn of_maps(folder: &Path, count: usize) -> Measured {
    written(&maps::site(count), &folder.join("site"));
    let site = folder.join("site").display().to_string();
    let build = journeybook("journeybook", folder, &site);
    let portal = build.out.clone();
    let floor = job("floor", folder, |out| vec![floor(), "bytes".into(), portal.clone(), out]);
    let [build, floor] = [build, floor].map(|job| (job.name, measure::all(&[job], RUNS)[0]));
    let again = journeybook("journeybook", folder, &site);
    let unchanged = median(|_| measure::once(&again));
    let edited = median(|round| {
        edit(&folder.join(MAP), round);
        measure::once(&again)
    });
    vec![build, ("nothing changed", unchanged), ("a word changed", edited), floor]
}

/// The map that is edited.
const MAP: &str = "site/content/journeys/g000/m000007.md";

fn edit(map: &Path, round: usize) {
    let text = tree::text(map).replacen("doing: ", &format!("doing: zanzibar-{round} "), 1);
    fs::write(map, text).expect("the map can be written");
}

fn median(mut measure: impl FnMut(usize) -> Took) -> Took {
    measure(RUNS);
    Took::median(&(0..RUNS).map(measure).collect::<Vec<_>>())
}

fn written(files: &Files, folder: &Path) {
    load::write(files, folder).expect("the folder for temporary files takes the site");
}

fn journeybook(name: &'static str, folder: &Path, site: &str) -> Job {
    let program = tool::program().display().to_string();
    job(name, folder, |out| {
        vec![
            program,
            "build".into(),
            site.to_owned(),
            "--out".into(),
            out,
            "--now".into(),
            "2026-11-22".into(),
        ]
    })
}

fn job(name: &'static str, folder: &Path, words: impl FnOnce(String) -> Vec<String>) -> Job {
    let out = folder.join(format!("out-{name}")).display().to_string();
    Job { name, words: words(out.clone()), out, cache: folder.join("cache") }
}

/// The small program, built as the tool was.
fn floor() -> String {
    tool::program().with_file_name("examples/floor").display().to_string()
}

fn measured(jobs: &[Job]) -> Measured {
    jobs.iter().map(|job| job.name).zip(measure::all(jobs, RUNS)).collect()
}

/// A line for every program; `times` is its CPU time against the floor's, and the exponent how its own grows.
fn table(report: &mut String, what: &str, all: &[(usize, Measured)]) {
    let _ = writeln!(report, "| {what} | | wall s | CPU s | peak MiB | CPU, times the floor | growth |");
    let _ = writeln!(report, "|---|---|---|---|---|---|---|");
    let mut before: Option<(usize, f64)> = None;
    for (count, measured) in all {
        let floor = measured.iter().find(|(name, _)| *name == "floor").map_or(f64::NAN, |(_, took)| took.cpu);
        for (name, took) in measured {
            let own = *name == "journeybook";
            let grown = before.filter(|_| own).map(|(count_before, cpu)| {
                (took.cpu / cpu).ln() / (*count as f64 / count_before as f64).ln()
            });
            let grown = grown.map(|grown| format!("{grown:.2}")).unwrap_or_default();
            let Took { wall, cpu, peak } = took;
            let _ = writeln!(
                report,
                "| {count} | {name} | {wall:.2} | {cpu:.2} | {peak:.0} | {:.1} | {grown} |",
                cpu / floor
            );
        }
        before = measured.first().map(|(_, took)| (*count, took.cpu));
    }
    report.push('\n');
}

/// Puts the tables between two headings of the page.
fn write(report: &str) {
    let path = tree::repository().join(PAGE);
    let text = tree::text(&path);
    let (before, rest) = text.split_once(BEGIN).expect("the page has the heading");
    let (_, after) = rest.split_once(END).expect("the page has the heading behind it");
    let text = format!("{before}{BEGIN}\n{}\n{END}{after}", report.trim_end());
    fs::write(path, text).expect("the page can be written");
}
