//! Prints how well the maps of the field are read. `cargo xtask field` runs it.
#![allow(clippy::print_stdout, reason = "it is a report")]

use std::process::ExitCode;

use journeybook_tests::field::{self, Corpus, ENTRIES_BAR, Row, Share};

fn main() -> ExitCode {
    let mut rows = Vec::new();
    match field::folder() {
        Some(folder) => {
            rows.extend(report("Maps of public repositories", field::rows(&folder)));
            print_corpus(&field::corpus(&folder));
        }
        None => println!("left out: ../shared/real-maps does not lie beside this checkout"),
    }
    rows.extend(report("Maps in shapes of the wild", field::wild()));
    if passes(&rows) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(title: &str, rows: Vec<Row>) -> Vec<Row> {
    println!("{title}\n");
    println!(
        "{:<42} {:>8} {:>8} {:>8} {:>10}  {:<9} entries by lane",
        "file", "journeys", "stages", "steps", "entries", "E/W/H"
    );
    rows.iter().for_each(print_row);
    println!("\nstages  {}", total(&rows, Row::stages));
    println!("steps   {}", total(&rows, Row::steps));
    println!("entries {}", total(&rows, Row::entries));
    rows.iter().flat_map(Row::differences).for_each(|said| println!("  {said}"));
    println!();
    rows
}

/// Found, and of how many where that differs.
fn print_row(row: &Row) {
    let share = |share: Share| {
        if share.both == share.either {
            share.both.to_string()
        } else {
            format!("{}/{}", share.both, share.either)
        }
    };
    let [errors, warnings, hints] = row.found.said;
    let journeys = share(Share { both: row.found.journeys, either: row.expected.journeys });
    println!(
        "{:<42} {journeys:>8} {:>8} {:>8} {:>10}  {:<9} {}",
        row.expected.path,
        share(row.stages()),
        share(row.steps()),
        share(row.entries()),
        format!("{errors}/{warnings}/{hints}"),
        lanes(row)
    );
}

/// `doing 43, thinking 21, custom 4 (Weather)`.
fn lanes(row: &Row) -> String {
    let mut sums = field::Counts::new();
    for (lane, count) in row.found.stages.iter().flatten().filter(|(lane, _)| *lane != "steps") {
        *sums.entry(lane.clone()).or_default() += count;
    }
    let said: Vec<_> = sums.iter().map(|(lane, count)| format!("{lane} {count}")).collect();
    let custom = if row.found.custom.is_empty() {
        String::new()
    } else {
        format!(" ({})", row.found.custom.join(", "))
    };
    said.join(", ") + &custom
}

fn print_corpus(corpus: &Corpus) {
    let Corpus { files, pages, journeys, refused, errors } = corpus;
    let (refused, wrong) = (refused.len(), errors.len());
    println!("corpora/nj-roadmaps: {files} Markdown files, {pages} pages, {journeys} journeys");
    println!("  {refused} refused for an id that another file has, {wrong} other errors");
    errors.iter().for_each(|error| println!("  {error}"));
    println!();
}

fn total(rows: &[Row], share: impl Fn(&Row) -> Share) -> Share {
    rows.iter().map(share).sum()
}

fn passes(rows: &[Row]) -> bool {
    total(rows, Row::stages).ratio() == 1.0 && total(rows, Row::entries).ratio() >= ENTRIES_BAR
}
