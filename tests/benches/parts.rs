//! The parts of a build on their own, over a hundred maps of twenty steps and twelve lanes. `cargo xtask bench parts`
//! runs it.

use divan::{Bencher, black_box};
use journeybook_engine::plugin::Bound;
use journeybook_engine::{Engine, Input};
use journeybook_tests::load::maps;
use journeybook_tests::native;
use journeybook_tests::records;
use journeybook_tests::site::Site;

/// How many maps there are; each but one stays as it is where one is edited.
const MAPS: usize = 100;

/// The map that is edited.
const EDITED: &str = "content/journeys/g000/m000007.md";

fn main() {
    divan::main();
}

fn site() -> Site {
    let files = maps::site(MAPS);
    Site::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// An engine that has built the site once.
fn warm(input: &Input) -> Engine {
    let mut engine = Engine::default();
    engine.build(input);
    engine
}

/// All files read anew, nothing joined.
#[divan::bench]
fn parse_100_maps(bencher: Bencher<'_, '_>) {
    let input = site().input();
    bencher.bench_local(|| Engine::default().documents(black_box(&input)).len());
}

/// All documents known: ids, references, opportunities and what plugins say, nothing rendered.
#[divan::bench]
fn resolve_100_maps(bencher: Bencher<'_, '_>) {
    let input = site().plugins(Vec::new()).input();
    let mut engine = warm(&input);
    bencher.bench_local(|| engine.analyse(black_box(&input)).sources.len());
}

/// A site of one map, from its file to its pages, without plugins.
#[divan::bench]
fn render_one_map(bencher: Bencher<'_, '_>) {
    let text = maps::map(7);
    let input = Site::map(&text).plugins(Vec::new()).input();
    bencher.bench_local(|| Engine::default().build(black_box(&input)).files.len());
}

/// A word added to one map of a hundred: what `serve` does on a save.
#[divan::bench]
fn edit_one_of_100_maps(bencher: Bencher<'_, '_>) {
    let before = site();
    let longer = before.text(EDITED).replacen("- doing: ", "- doing: now ", 1);
    let after = before.clone().with(EDITED, &longer).input();
    let before = before.input();
    let mut engine = warm(&before);
    let mut turn = false;
    bencher.bench_local(|| {
        turn = !turn;
        engine.build(black_box(if turn { &after } else { &before })).work.rendered
    });
}

/// Nothing changed: every document, answer and page is looked up.
#[divan::bench]
fn look_100_maps_up(bencher: Bencher<'_, '_>) {
    let input = site().input();
    let mut engine = warm(&input);
    bencher.bench_local(|| engine.build(black_box(&input)).work.rendered);
}

/// The shipped scores of one map, asked natively; `cargo xtask bench plugins` asks the component.
#[divan::bench]
fn ask_scores_of_one_map(bencher: Bencher<'_, '_>) {
    let (scores, map) = (native::scores("{}"), records::long("Map", 5, 4));
    bencher.bench_local(|| scores.score(black_box(&map), &Bound::default()).map(|scores| scores.len()));
}
