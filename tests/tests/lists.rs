//! No page grows with the site, and nothing is lost for it: what a list of several pages shows together is what the model holds.

mod same;

use std::collections::BTreeSet;

use journeybook_engine::{Engine, Output};
use journeybook_tests::html::{attributes, text};
use journeybook_tests::site::{Site, assert_no_errors, model, page};
use same::assert_same;
use serde_json::Value;

/// More than two pages of maps and of opportunities.
const MAPS: usize = 130;
const IDEAS: usize = 230;

const STATUS: [&str; 3] = ["draft", "review", "live"];
const PROGRESS: [&str; 5] = ["done", "idea", "planned", "rejected", "in-progress"];

/// Maps of two personas, one of whom has nearly all; every step rests on one survey.
fn site() -> Site {
    let settings = "title = \"Many\"\n";
    let site = Site::of([
        ("journeybook.toml", settings),
        ("content/personas/ada.md", "# Ada\n"),
        ("content/personas/bob.md", "# Bob\n"),
        ("content/evidence/survey.md", "# Survey\n"),
    ]);
    let site = (0..MAPS).fold(site, |site, at| site.with(&path(at), &map(at, STATUS[at % 3])));
    (0..IDEAS).fold(site, |site, at| {
        let (impact, effort, status) = (at % 5 + 1, at * 3 % 4 + 1, PROGRESS[at % 5]);
        let keys =
            format!("title: Idea {at}\nimpact: {impact}\nreach: 2\neffort: {effort}\nstatus: {status}\n");
        site.with(&format!("content/opportunities/idea-{at}.md"), &format!("---\n{keys}---\n"))
    })
}

fn path(at: usize) -> String {
    format!("content/journeys/map-{at}.md")
}

fn map(at: usize, status: &str) -> String {
    let persona = if at < 5 { "bob" } else { "ada" };
    let keys = format!("title: Map {at}\npersona: {persona}\nstatus: {status}\ntags: [all]\n");
    let feeling = (at % 9) as f64 / 2.0 - 2.0;
    format!(
        "---\n{keys}---\n## One\n### First\n- feeling: {feeling}\n- evidence: [Survey](../evidence/survey.md)\n"
    )
}

/// The pages of a list, one after the other, as its links to the next page lead.
fn walk<'o>(output: &'o Output, first: &str) -> Vec<(String, &'o str)> {
    let mut pages = vec![(first.to_owned(), page(output, first))];
    while let Some(next) = next(pages.last().expect("there is a first")) {
        let here = page(output, &next);
        pages.push((next, here));
    }
    pages
}

fn next((url, html): &(String, &str)) -> Option<String> {
    let tag = html.split("rel=\"next\"").nth(1)?;
    Some(resolved(url, attributes(tag, "href").first()?))
}

/// An address as seen from a page, from the portal's root.
fn resolved(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The headings of cards and rows that lead to maps, page by page.
fn maps_on(pages: &[(String, &str)]) -> Vec<Vec<String>> {
    let heads =
        |html: &str| html.split("<h3>").skip(1).map(|rest| attributes(rest, "href")[0].to_owned()).collect();
    let of_page = |(url, html): &(String, &str)| {
        let links: Vec<String> = heads(html);
        links
            .iter()
            .map(|link| resolved(url, link))
            .filter(|link| link.starts_with("journeys/map-"))
            .collect()
    };
    pages.iter().map(of_page).collect()
}

fn count(known: &Value, list: &str, key: &str, value: &str) -> usize {
    known[list]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["fields"][key] == value || one[key] == value)
        .count()
}

#[test]
fn every_map_is_on_one_page_of_the_list() {
    let output = site().build();
    assert_no_errors(&output);
    let pages = maps_on(&walk(&output, "journeys/index.html"));
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [60, 60, 10]);
    let all: BTreeSet<&String> = pages.iter().flatten().collect();
    assert_eq!(all.len(), model(&output)["journeys"].as_array().map_or(0, Vec::len));
}

#[test]
fn a_choice_leaves_what_the_model_says() {
    let output = site().build();
    let known = model(&output);
    for status in STATUS {
        let pages = maps_on(&walk(&output, &format!("journeys/by-status/{status}.html")));
        assert_eq!(
            pages.iter().map(Vec::len).sum::<usize>(),
            count(&known, "journeys", "status", status),
            "{status}"
        );
    }
    let ada = maps_on(&walk(&output, "journeys/by-persona/ada.html"));
    assert_eq!(ada.iter().map(Vec::len).collect::<Vec<_>>(), [100, 25]);
    // Five maps fit on a persona's own page, so the choice leads there.
    assert!(!output.files.contains_key("journeys/by-persona/bob.html"));
    let list = page(&output, "journeys/index.html");
    assert!(list.contains("href=\"../personas/bob.html\">Bob</a> <span>5</span>"), "{list}");
    assert!(list.contains("href=\"../tags/all.html\">") || !list.contains("by-tag"), "one tag is no choice");
    assert!(
        page(&output, "personas/ada.html").contains("href=\"../journeys/by-persona/ada.html\">All 125</a>")
    );
}

#[test]
fn filters_are_there_only_where_they_know_everything() {
    let output = site().build();
    for url in ["journeys/index.html", "journeys/page/2.html", "index.html"] {
        assert!(!page(&output, url).contains("data-filters"), "{url}");
    }
    for url in ["opportunities/index.html", "opportunities/page/3.html"] {
        assert!(!page(&output, url).contains("data-sort"), "{url}");
    }
    let small = Site::sample().build();
    assert!(page(&small, "journeys/index.html").contains("data-filters"));
    assert!(page(&small, "opportunities/index.html").contains("data-sort"));
    assert!(!small.files.keys().any(|url| url.contains("/by-") || url.contains("/page/")));
}

#[test]
fn ranks_go_on_and_what_is_closed_comes_last() {
    let output = site().build();
    let pages = walk(&output, "opportunities/index.html");
    let rows: Vec<String> = pages.iter().flat_map(|(_, html)| ranks(html)).collect();
    let open = rows.iter().take_while(|rank| *rank != "–").count();
    assert_eq!(rows.len(), IDEAS);
    assert_eq!(open, IDEAS * 3 / 5);
    assert!(rows[..open].iter().enumerate().all(|(at, rank)| *rank == (at + 1).to_string()), "{rows:?}");
    assert!(rows[open..].iter().all(|rank| rank == "–"));
    let home = text(page(&output, "index.html"));
    assert!(home.contains("Do next All 230"), "{home}");
    for (_, html) in &pages[..1] {
        assert!(!html.contains("bb-d"), "what is done is not drawn");
    }
}

fn ranks(html: &str) -> Vec<String> {
    html.split("class=\"opt-n\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_link_to_an_opportunity_leads_to_the_page_it_stands_on() {
    let entries: String =
        (0..150).map(|at| format!("- opportunity: Thing {at} {{impact=3 effort=2}}\n")).collect();
    let output = Site::map(&format!("# Map\n## One\n### Step\n{entries}")).build();
    let second = page(&output, "opportunities/page/2.html");
    let linked: Vec<String> = attributes(page(&output, "a-z/index.html"), "href")
        .into_iter()
        .filter_map(|link| link.strip_prefix("../opportunities/page/2.html#").map(str::to_owned))
        .collect();
    assert_eq!(linked.len(), 50, "what does not fit on the first page is on the second");
    assert!(linked.iter().all(|anchor| second.contains(&format!("id=\"{anchor}\""))), "{linked:?}");
}

#[test]
fn what_refers_to_a_thing_has_pages_of_its_own() {
    let output = site().build();
    let survey = page(&output, "evidence/survey.html");
    assert!(survey.contains("href=\"../evidence/survey/steps.html\">All 130</a>"), "{survey}");
    let pages = walk(&output, "evidence/survey/steps.html");
    let rows = |html: &str| html.matches("<th scope=\"row\"").count();
    assert_eq!(pages.iter().map(|(_, html)| rows(html)).collect::<Vec<_>>(), [100, 30]);
    let tag = maps_on(&walk(&output, "tags/all.html"));
    assert_eq!(tag.iter().map(Vec::len).collect::<Vec<_>>(), [60, 60, 10]);
}

#[test]
fn home_and_lists_do_not_grow_with_the_site() {
    let of = |maps: usize| {
        let keys = |at| map(at, STATUS[at % 3]);
        let site = (0..maps).fold(Site::default(), |site, at| site.with(&path(at), &keys(at)));
        let output = site.build();
        ["index.html", "journeys/index.html", "overview.html"].map(|url| page(&output, url).len())
    };
    let (some, many) = (of(130), of(390));
    for (some, many) in some.iter().zip(many) {
        assert!(many < some + some / 10, "{some} bytes became {many}");
    }
}

#[test]
fn an_edit_of_a_long_list_gives_what_a_clean_build_gives() {
    let mut engine = Engine::default();
    let site = site();
    engine.build(&site.input());
    // The last map changes its status and one goes: both lists lose a row, and pages follow.
    let site =
        site.with(&path(129), &map(129, "live")).without(&path(3)).without("content/opportunities/idea-7.md");
    assert_same(&engine.build(&site.input()), &site.build(), "after the edit");
    let site = (70..130).fold(site, |site, at| site.without(&path(at)));
    assert_same(&engine.build(&site.input()), &site.build(), "when the list is short again");
}
