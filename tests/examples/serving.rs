//! How long a save takes to be shown: the tool serves a site of maps, files are saved, and the clock runs until the event
//! has come and the page is there. `cargo xtask bench serve` runs it; a number sets how many maps.
#![allow(clippy::print_stdout, reason = "it is a report")]

mod timing;

use std::fs;
use std::path::Path;
use std::time::Duration;

use journeybook_tests::http::{Events, get};
use journeybook_tests::load::{self, maps};
use journeybook_tests::tool::Served;
use journeybook_tests::tree;
use timing::{ms, timed};

/// How many maps, where nobody says.
const MAPS: [usize; 2] = [1_000, 10_000];

/// How often each edit is made. The first of each is not counted.
const ROUNDS: usize = 20;

/// An edit: what it is called, the file in a round, the page that is looked at, and the text that becomes another each
/// round.
struct Edit {
    name: &'static str,
    file: fn(usize) -> String,
    page: fn(usize) -> String,
    change: fn(&str, usize) -> String,
}

const EDITS: [Edit; 5] = [
    Edit {
        name: "a word of a map",
        file: |round| format!("content/journeys/g000/m{:06}.md", round * 7),
        page: |round| format!("/journeys/m{:06}.html", round * 7),
        change: |text, round| text.replacen("doing: ", &format!("doing: {} ", word(round)), 1),
    },
    Edit {
        name: "the name of a persona",
        file: |_| "content/personas/p0.md".to_owned(),
        page: |_| "/personas/p0.html".to_owned(),
        change: |text, round| text.replace("title: Persona 0", &format!("title: {}", word(round))),
    },
    Edit {
        name: "the site's title",
        file: |_| "journeybook.toml".to_owned(),
        page: |_| "/index.html".to_owned(),
        change: |text, round| text.replace("title = \"Maps\"", &format!("title = \"{}\"", word(round))),
    },
    Edit {
        name: "a template",
        file: |_| "themes/default/templates/persona.html".to_owned(),
        page: |_| "/personas/p1.html".to_owned(),
        change: |text, round| text.replacen("class=\"", &format!("class=\"{} ", word(round)), 1),
    },
    Edit {
        name: "the style sheet",
        file: |_| "themes/default/assets/theme.css".to_owned(),
        page: |_| "/assets/theme.css".to_owned(),
        change: |text, round| format!("{text}\n.{} {{ color: red }}\n", word(round)),
    },
];

fn main() {
    let counts: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    println!("| maps | saved | median ms | p95 ms | CPU ms |\n|---|---|---|---|---|");
    for count in if counts.is_empty() { MAPS.to_vec() } else { counts } {
        report(count);
    }
}

fn report(count: usize) {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    load::write(&maps::site(count), folder.path()).expect("it takes the site");
    for name in ["templates/persona.html", "assets/theme.css"] {
        let shipped = tree::text(&tree::repository().join("themes/default").join(name));
        tree::write(&folder.path().join("themes/default").join(name), &shipped);
    }
    let served = Served::start(folder.path());
    for edit in &EDITS {
        let before = served.processor_time();
        let mut took: Vec<Duration> =
            (0..=ROUNDS).map(|round| shown(&served, folder.path(), edit, round)).skip(1).collect();
        let processor = (served.processor_time() - before) / (ROUNDS as u32 + 1);
        took.sort_unstable();
        let [median, most] = [took.len() / 2, took.len() * 95 / 100].map(|at| ms(took[at]));
        println!("| {count} | {} | {median:.0} | {most:.0} | {:.0} |", edit.name, ms(processor));
    }
}

/// Saves a file and waits for the event and for the page with the new word; then all is as it was again.
fn shown(served: &Served, site: &Path, edit: &Edit, round: usize) -> Duration {
    let path = site.join((edit.file)(round));
    let text = tree::text(&path);
    let new = (edit.change)(&text, round);
    let mut events = Events::open(served.port);
    events.wait(&["hello"]);
    let ((), took) = timed(|| {
        fs::write(&path, &new).expect("it can be written");
        events.wait(&["reload", "css"]);
        let page = get(served.port, &(edit.page)(round)).text();
        assert!(page.contains(&word(round)), "{} is not shown", edit.name);
    });
    fs::write(&path, &text).expect("it can be written");
    events.wait(&["reload", "css"]);
    took
}

/// A word that stands nowhere else.
fn word(round: usize) -> String {
    format!("zanzibar-{round}")
}
