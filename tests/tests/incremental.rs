//! A build after an edit equals a clean one, with less done: in one process, and from one process to the next.

mod cases;
mod edits;
mod same;

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use cases::cases;
use edits::{Edit, apply, edit, small};
use journeybook_engine::outlet::Held;
use journeybook_engine::{Draft, Engine, Input, Output};
use journeybook_model::Digest;
use journeybook_tests::site::{Site, diagnostics, page};
use proptest::prelude::*;
use same::assert_same;

/// Builds of one site in one process after another: what lasts is the portal, and what is remembered.
#[derive(Default)]
struct Processes {
    portal: Held,
    memo: Vec<u8>,
}

impl Processes {
    fn build(&mut self, site: &Site) -> Output {
        let (mut engine, input) = (Engine::default(), site.input());
        engine.recall(&self.memo, b"test");
        let mut output = engine.build_into(&input, &self.portal);
        if !engine.is_as_remembered() {
            output.index(&self.portal);
            self.memo.clear();
            engine
                .remember(&input, &output, b"test", &mut self.memo)
                .expect("memory takes whatever is written to it");
        }
        Output { files: self.portal.keep(&output.listing), ..output }
    }
}

/// `serve`: one engine that drafts, and the pages that were asked for so far.
#[derive(Default)]
struct Served {
    engine: Engine,
    held: Held,
}

impl Served {
    /// The state of a site, with the pages whose number `looks` at.
    fn see(&mut self, site: &Site, looks: impl Fn(usize) -> bool) -> Draft {
        let draft = self.engine.draft(&served(site));
        for (at, address) in draft.pages().enumerate() {
            if looks(at) {
                let _ = draft.file(&self.held, address);
            }
        }
        draft
    }

    /// A draft answers as a clean build does: every file the same, and nothing else to say.
    #[track_caller]
    fn is_clean(&self, draft: &Draft, clean: &Output, when: &str) {
        let mut said = draft.output.clone();
        let tried = draft.tried(&AtomicBool::new(false)).expect("nobody stops it");
        said.diagnostics.extend(tried.1);
        said.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        assert_eq!(diagnostics(&said, true), diagnostics(clean, true), "{when}");
        for (address, bytes) in &clean.whole() {
            let file = draft.file(&self.held, address).ok().flatten();
            assert!(file.is_some_and(|file| file == *bytes), "{address} differs as it is served {when}");
        }
        let of_pages = |address: &&str| clean.files.contains_key(*address);
        let made =
            draft.pages().filter(|address| draft.file(&self.held, address).is_ok_and(|file| file.is_some()));
        assert!(made.into_iter().all(|address| of_pages(&address)), "a page too many {when}");
        let sheets = clean.files.iter().filter(|(address, _)| address.ends_with(".css"));
        let sheets: Vec<_> = sheets.map(|(address, bytes)| (address.clone(), Digest::of(bytes))).collect();
        assert!(draft.sheets().into_iter().eq(sheets), "{when}");
    }
}

/// What `serve` gives the engine.
fn served(site: &Site) -> Input {
    Input { plain_names: true, ..site.input() }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn an_incremental_build_equals_a_clean_one(edits in proptest::collection::vec(edit(), 1..8)) {
        let mut site = small();
        let (mut engine, mut processes) = (Engine::default(), Processes::default());
        let mut serve = Served::default();
        engine.build(&site.input());
        processes.build(&site);
        serve.see(&site, |_| true);
        for (turn, edit) in edits.iter().enumerate() {
            site = apply(site, edit);
            let clean = site.build();
            let when = format!("after {edits:?} at {edit:?}");
            let here = engine.build(&site.input());
            assert_same(&here, &clean, &when);
            let next = processes.build(&site);
            assert_same(&next, &clean, &format!("in another process {when}"));
            prop_assert!(here.work.rendered <= clean.work.rendered && here.work.called <= clean.work.called);
            prop_assert_eq!(next.work.rendered, here.work.rendered, "{}", when);
            let again = processes.build(&site);
            assert_same(&again, &clean, &format!("once more {when}"));
            prop_assert_eq!((again.work.rendered, again.work.parsed, again.work.called), (0, 0, 0));
            // Somebody looks at some of the pages after each save, and at all of them now and then.
            let draft = serve.see(&site, |page| (page + turn) % 3 == 0);
            prop_assert_eq!(draft.output.work.parsed, here.work.parsed, "{}", when);
            if turn % 2 == 1 || turn + 1 == edits.len() {
                let clean = Engine::default().build(&served(&site));
                serve.is_clean(&draft, &clean, &when);
            }
        }
    }
}

#[test]
fn the_help_of_a_finding_on_a_page_is_never_stale() {
    let site =
        small().with("content/journeys/back.md", "---\ntitle: Back\n---\n## One\n- doing: [[nobody]]\n");
    let mut engine = Engine::default();
    engine.build(&site.input());
    // The help lists ids that are known, and this changes one of them.
    let text = site.text("content/opportunities/lights.md").to_owned();
    let site =
        site.without("content/opportunities/lights.md").with("content/opportunities/lights-two.md", &text);
    assert_same(&engine.build(&site.input()), &site.build(), "after a rename elsewhere");
}

#[test]
fn the_address_of_a_commit_is_never_stale() {
    let map = "---\ntitle: Back\n---\n## One\n- pain: Dark {fixed=4f2a9c1}\n";
    let template = "{% for s in journey.steps %}{% for c in s.cells %}{% for e in c.entries %}\
                {{ e.fixed_by.url if e.fixed_by }}{% endfor %}{% endfor %}{% endfor %}";
    let edited = |host: &str| {
        let site = small().with("content/journeys/back.md", map);
        site.with("themes/default/templates/journey.html", template)
            .with("journeybook.toml", &format!("edit-url = \"https://{host}/edit/main/\"\n"))
    };
    let mut engine = Engine::default();
    let first = engine.build(&edited("one.example").input());
    assert!(page(&first, "journeys/back.html").contains("one.example"), "the page shows the address");
    let other = edited("two.example");
    assert_same(&engine.build(&other.input()), &other.build(), "after another address");
}

#[test]
fn a_reference_that_moves_to_another_step_is_told_from_there() {
    let map = |one: &str, two: &str| {
        let text = format!("---\ntitle: Back\n---\n## One\n- doing: Go\n{one}## Two\n- doing: Sit\n{two}");
        small().with("content/journeys/back.md", &text)
    };
    let (kiosk, mut engine) = ("- touchpoint: Night kiosk\n", Engine::default());
    engine.build(&map(kiosk, "").input());
    let moved = map("", kiosk);
    assert_same(&engine.build(&moved.input()), &moved.build(), "after the move");
}

#[test]
fn a_word_in_an_entry_makes_no_list_again() {
    let map = |word: &str| {
        let text = format!("---\ntitle: Back\n---\n## One\n- doing: {word}\n- touchpoint: Night kiosk\n");
        small().with("content/journeys/back.md", &text)
    };
    let mut engine = Engine::default();
    engine.build(&map("Go").input());
    let walked = map("Walk");
    let output = engine.build(&walked.input());
    assert_eq!(output.work.rendered, 1, "the page of the map itself");
    assert_same(&output, &walked.build(), "after another word");
}

#[test]
fn what_no_plugin_reads_is_no_reason_to_ask() {
    let map = |quote: &str, pain: &str| {
        let text = format!(
            "---\ntitle: Back\nowner: {quote}\n---\n## One\n- pain: {pain}\n- feeling: -1\n> \"{quote}\"\n"
        );
        small().with("content/journeys/back.md", &text)
    };
    let mut engine = Engine::default();
    engine.build(&map("Hm.", "It is cold").input());
    let work = engine.build(&map("Brr.", "It is cold").input()).work;
    assert_eq!((work.parsed, work.called), (1, 0), "no score looks at a quotation or an owner");
    let edited = map("Brr.", "It is freezing");
    let (output, clean) = (engine.build(&edited.input()), edited.build());
    assert_eq!(
        (output.work.parsed, output.work.called),
        (1, 3),
        "each plugin that reads pains scores it anew"
    );
    assert_same(&output, &clean, "after the edit of a pain");
}

#[test]
fn an_edit_of_one_file_does_less() {
    let site = Site::sample();
    let mut engine = Engine::default();
    let first = engine.build(&site.input()).work;
    let again = engine.build(&site.input()).work;
    assert_eq!((again.parsed, again.called, again.rendered), (0, 0, 0), "nothing changed");
    let path = "content/journeys/backstage-tour.md";
    let edited = site.text(path).replacen("doing: ", "doing: Today, ", 1);
    assert_ne!(edited, site.text(path));
    let work = engine.build(&site.clone().with(path, &edited).input()).work;
    assert_eq!((work.parsed, work.called), (1, 2), "each plugin that reads every lane: {work:?}");
    assert!(work.rendered > 0 && work.rendered < first.rendered / 2, "{work:?} after {first:?}");
    let work =
        engine.build(&site.with("content/guide/how-we-map.md", "# How we map\n\nShort.\n").input()).work;
    assert!(
        work.parsed <= 2 && work.called <= 2 && work.rendered < first.rendered / 2,
        "{work:?} after {first:?}"
    );
}

#[test]
fn an_edit_between_two_processes_does_less() {
    let site = Site::sample();
    let mut processes = Processes::default();
    let first = processes.build(&site).work;
    let again = processes.build(&site).work;
    assert_eq!((again.pages, again.journeys), (first.pages, first.journeys));
    assert_eq!((again.parsed, again.called, again.rendered), (0, 0, 0), "nothing changed");
    let path = "content/journeys/backstage-tour.md";
    let edited = site.text(path).replacen("doing: ", "doing: Today, ", 1);
    let edited = site.clone().with(path, &edited);
    let (output, clean) = (processes.build(&edited), edited.build());
    assert_same(&output, &clean, "after the edit");
    assert_eq!(output.work.called, 2, "each plugin that reads every lane");
    assert!(output.work.rendered > 0 && output.work.rendered < first.rendered / 2, "{:?}", output.work);
}

#[test]
fn the_edit_of_a_template_renders_what_is_made_with_it() {
    let site = Site::sample();
    let mut engine = Engine::default();
    engine.build(&site.input());
    let personas = site.build().files.keys().filter(|path| path.starts_with("personas/")).count();
    let edited = apply(
        site,
        &Edit::Theme("templates/persona.html", |text| text.replacen("class=\"", "class=\"x ", 1)),
    );
    let output = engine.build(&edited.input());
    assert_eq!(output.work.rendered, personas - 1, "each persona, not their list");
    assert_same(&output, &edited.build(), "after the edit of a template");
}

#[test]
fn a_name_that_changes_renders_what_shows_it() {
    let site = Site::sample();
    let mut engine = Engine::default();
    let first = engine.build(&site.input());
    let text =
        site.text("content/personas/anwen-pryce.md").replacen("title: Anwen Pryce", "title: Anwen Price", 1);
    assert_ne!(text, site.text("content/personas/anwen-pryce.md"));
    let edited = site.with("content/personas/anwen-pryce.md", &text);
    let (output, clean) = (engine.build(&edited.input()), edited.build());
    assert_same(&output, &clean, "after another name");
    let differ: BTreeSet<_> = clean
        .files
        .iter()
        .filter(|(path, bytes)| first.files.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    let pages = differ.iter().filter(|path| path.ends_with(".html")).count();
    assert!(
        output.work.rendered < first.work.rendered * 3 / 4,
        "{:?}, and {pages} pages differ",
        output.work
    );
}

#[test]
fn the_edit_of_a_style_sheet_renders_nothing_where_no_browser_keeps_it() {
    let site = apply(Site::sample(), &Edit::Theme("assets/theme.css", |text| text));
    let edited = apply(site.clone(), &Edit::Theme("assets/theme.css", |text| text + "\n.x { color: red }\n"));
    let (mut serve, stop) = (Served::default(), AtomicBool::new(false));
    let before = serve.see(&site, |_| true);
    let (all, _) = before.tried(&stop).expect("nobody stops it");
    let after = serve.see(&edited, |_| false);
    let (rendered, wrong) = after.tried(&stop).expect("nobody stops it");
    assert_eq!((all, rendered, wrong.len()), (0, 0, 0), "all were made before, and none is made again");
    assert!(before.apart == after.apart && before.identity != after.identity);
    assert_ne!(before.sheets(), after.sheets());
    serve.is_clean(&after, &Engine::default().build(&served(&edited)), "after another style");
}

#[test]
fn a_word_between_the_seams_is_joined_alone() {
    let site = Site::sample();
    let path = "content/journeys/backstage-tour.md";
    let edited = |from: &str, to: &str| site.clone().with(path, &site.text(path).replacen(from, to, 1));
    let mut serve = Served::default();
    let all = serve.see(&site, |_| true).output.work.joined;
    let word = edited("doing: ", "doing: Today, ");
    let draft = serve.see(&word, |_| false);
    let work = draft.output.work;
    assert_eq!((work.parsed, work.joined, work.called), (1, 1, 2), "one map, and who reads every lane");
    serve.is_clean(&draft, &Engine::default().build(&served(&word)), "after a word");
    let title = edited("title: ", "title: The ");
    let draft = serve.see(&title, |_| false);
    assert_eq!((draft.output.work.parsed, draft.output.work.joined), (1, all), "others may refer to a title");
    serve.is_clean(&draft, &Engine::default().build(&served(&title)), "after a title");
}

#[test]
fn a_draft_renders_what_is_asked_for_and_nothing_else() {
    let site = Site::sample();
    let mut serve = Served::default();
    let draft = serve.see(&site, |_| false);
    let pages = draft.pages().count();
    draft.file(&serve.held, "index.html").expect("it can be made").expect("it is there");
    let (rest, _) = draft.tried(&AtomicBool::new(false)).expect("nobody stops it");
    assert_eq!(rest, pages - 1, "all but the one that was asked for");
    assert_eq!(draft.tried(&AtomicBool::new(true)), None, "it stops when it is told to");
}

#[test]
fn a_page_that_is_not_there_any_more_is_made_again() {
    let site = small();
    let mut processes = Processes::default();
    let first = processes.build(&site);
    let mut listing = first.listing.clone();
    listing.remove("journeys/visit.html");
    processes.portal.keep(&listing);
    let again = processes.build(&site);
    assert_eq!(again.work.rendered, 1);
    assert_same(&again, &first, "after a page was lost");
}

#[test]
fn a_damaged_memo_is_as_good_as_none() {
    let site = small();
    let mut processes = Processes::default();
    let first = processes.build(&site);
    let whole = std::mem::take(&mut processes.memo);
    assert!(Engine::default().recall(&whole, b"test"));
    assert!(!Engine::default().recall(&whole, b"another program"));
    let lengths = (0..64).chain((64..whole.len()).step_by(211)).chain([whole.len() - 1]);
    for length in lengths {
        assert!(!Engine::default().recall(&whole[..length], b"test"), "the first {length} bytes");
    }
    for at in (0..64).chain((64..whole.len()).step_by(97)) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(!Engine::default().recall(&damaged, b"test"), "byte {at}");
    }
    for memo in [Vec::new(), whole[..whole.len() / 2].to_vec(), b"journeybook memo 1\n".to_vec()] {
        processes.memo = memo;
        assert_same(&processes.build(&site), &first, "after damage");
    }
}

#[test]
fn the_sites_title_joins_nothing() {
    let site = Site::sample();
    let settings = site.text("journeybook.toml").to_owned();
    let named = |title: &str| {
        let text = settings.replacen("title = \"", &format!("title = \"{title} "), 1);
        site.clone().with("journeybook.toml", &text)
    };
    assert_ne!(named("New").text("journeybook.toml"), settings);
    let mut serve = Served::default();
    serve.see(&site, |_| true);
    let draft = serve.see(&named("New"), |_| false);
    let work = draft.output.work;
    assert_eq!((work.parsed, work.joined, work.called), (0, 0, 0));
    serve.is_clean(&draft, &Engine::default().build(&served(&named("New"))), "after another title");
    let shown =
        named("Newer").with("content/journeys/no-such.md", "---\ntitle: More\nof: nothing\n---\n## One\n");
    let draft = serve.see(&shown, |_| false);
    serve.is_clean(&draft, &Engine::default().build(&served(&shown)), "after a title and a map");
}

#[test]
fn a_framework_to_look_through_is_asked_about_maps_that_stayed_as_they_were() {
    let site = Site::sample();
    let mut serve = Served::default();
    serve.see(&site, |_| false);
    let settings = site.text("journeybook.toml").to_owned();
    for views in ["[\"aida\"]", "[\"aida\", \"end-to-end-7\"]", "[]"] {
        let mut table: toml::Table = settings.parse().expect("it is TOML");
        let views: toml::Value = views.parse().expect("it is a list");
        let frameworks = table.entry("frameworks").or_insert_with(|| toml::Table::new().into());
        frameworks.as_table_mut().expect("it is a table").insert("views".to_owned(), views);
        let other = site.clone().with("journeybook.toml", &table.to_string());
        let draft = serve.see(&other, |page| page % 5 == 0);
        serve.is_clean(&draft, &Engine::default().build(&served(&other)), "through other frameworks");
    }
}
