//! No number that a reader sees comes from anywhere but the model or a plugin: templates neither write numbers nor work
//! them out, and pages show those that the portal gives to programs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use journeybook_engine::plugin::{About, Bound, Capability, Failure, JourneyRecord, Plugin};
use journeybook_engine::slug;
use journeybook_model::{Digest, FrameworkModel, Score, ScoreDefinition};
use journeybook_tests::html::{attributes, decoded, text};
use journeybook_tests::site::{Site, model, page};
use journeybook_tests::template::{Piece, computes, pieces, unquoted};
use journeybook_tests::{native, tree};
use serde_json::Value;

/// The names under which templates find what was measured or weighed: nothing is worked out from these, wherever it is.
const MEASURED: [&str; 10] = [
    ".mean",
    ".score",
    ".value",
    ".priority",
    ".share",
    ".steps",
    ".total",
    ".strength",
    ".founded",
    ".answered",
];

/// Templates that draw: they work out positions, widths and which column is which.
const DRAWN: [&str; 5] = [
    "parts/scatter.html",
    "parts/heat.html",
    "parts/map.html",
    "parts/map-tools.html",
    "parts/portrait.html",
];

/// Counts of what is not shown, beside what is.
const REST: [&str; 4] = [
    "t(\"count-more-opportunities\", journey.opportunities|length - 6)",
    "ranked(o, loop.index + 6)",
    "list|length - 3",
    "t(\"filled-of\", filled=framework.stages|length - empty|length, stages=t(\"count-stages\", framework.stages|length))",
];

/// Numbers of the axis, cut to what a reader can use.
const ROUNDED: [&str; 2] =
    ["seat.anchor|round(2)|number", "t(\"phases-off\", n=seat.distance|round(2)|number, stage=seat.nearest)"];

/// The ends of the axis of feelings: a scale, and no result.
const SCALE: [&str; 3] = ["+2", "0", "−2"];

/// The attributes that are read out or shown.
const SPOKEN: [&str; 4] = ["aria-label", "title", "alt", "placeholder"];

fn templates() -> Vec<(String, String)> {
    let root = tree::repository().join("themes/default/templates");
    let named = tree::read(&root, "").into_iter();
    named.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("templates are text"))).collect()
}

/// What a tag has read out.
fn spoken(tag: &str) -> Vec<String> {
    let tag = format!(" {tag}");
    SPOKEN.iter().flat_map(|name| attributes(&tag, name)).map(str::to_owned).collect()
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_digit())
}

#[test]
fn no_template_writes_a_number() {
    let mut written = Vec::new();
    for (path, template) in templates() {
        for piece in pieces(&template) {
            let shown: Vec<String> = match piece {
                Piece::Text(text) => text.split_whitespace().map(str::to_owned).collect(),
                Piece::Tag(tag) => spoken(&tag),
                Piece::Code(..) => Vec::new(),
            };
            // The name of an ink is no number, though it ends in one.
            let words = shown.into_iter().filter(|word| !word.starts_with("var("));
            let stray = words.filter(|word| has_digit(word) && !SCALE.contains(&word.as_str()));
            written.extend(stray.map(|word| format!("{path}: {word}")));
        }
    }
    assert_eq!(
        written,
        Vec::<String>::new(),
        "write the number's place in a text of the dictionary, or read it"
    );
}

/// Whether code works out something that a reader may take for a result.
fn is_suspect(path: &str, code: &str) -> bool {
    if !computes(code) || REST.contains(&code) || ROUNDED.contains(&code) {
        return false;
    }
    let joins_lists = code.contains("+ [") || code.contains("+ (") || code.contains("|list + ");
    let from_measured = |word: &str| MEASURED.iter().any(|name| word.ends_with(name));
    let words = unquoted(code);
    let mut operands = words.split(|letter: char| " ()[]{},|".contains(letter));
    let is_measured = operands.any(from_measured);
    if DRAWN.contains(&path) { is_measured } else { !joins_lists }
}

#[test]
fn no_template_works_a_number_out() {
    let mut found = Vec::new();
    for (path, template) in templates() {
        for piece in pieces(&template) {
            // Inside a tag stand widths and positions; what is set is shown somewhere else.
            let Piece::Code(code, in_text) = piece else { continue };
            if (in_text || code.starts_with("set ")) && is_suspect(&path, &code) {
                found.push(format!("{path}: {code}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new(), "let a view or a plugin say it");
}

/// The template that once worked out a mean is what this would have caught.
#[test]
fn a_mean_in_a_template_is_caught() {
    assert!(is_suspect("parts/framework.html", "pill(ns.sum / ns.n)"));
    assert!(is_suspect("parts/heat.html", "c.mean * 2"));
    assert!(!is_suspect("parts/heat.html", "([v|abs * 32 + 8, 72]|min)|round|int"));
    assert!(!is_suspect("journey.html", "set links = [a] + ([b] if c else [])"));
}

/// What every score of the sample means, by plugin and id.
fn definitions() -> BTreeMap<(String, String), ScoreDefinition> {
    let plugins = native::plugins().into_iter();
    let defined = plugins.flat_map(|plugin| {
        let id = plugin.about().name.clone();
        let all = plugin.score_definitions().unwrap_or_default();
        all.into_iter().map(move |known| ((id.clone(), known.id.clone()), known))
    });
    defined.collect()
}

/// A number as the portal writes it, in English.
fn written(value: &Value, known: &ScoreDefinition) -> String {
    let Some(value) = value.as_f64() else { return "—".to_owned() };
    let around_zero = known.low.is_some_and(|low| low < 0.0);
    let fixed = |value: f64| {
        let text = format!("{:.1}", value.abs());
        if value < 0.0 && text != "0.0" { format!("−{text}") } else { text }
    };
    match known.unit.as_str() {
        "%" | "percent" => format!("{value:.0}%"),
        "share" => format!("{:.0}%", value * 100.0),
        _ if around_zero => {
            let rounded = (value * 10.0).round() / 10.0;
            if rounded > 0.0 { format!("+{}", fixed(rounded)) } else { fixed(rounded) }
        }
        _ => fixed(value),
    }
}

/// What stands in the elements of a class.
fn inside(html: &str, opening: &str, closing: &str) -> Vec<String> {
    let parts = html.split(opening).skip(1);
    parts.filter_map(|part| Some(text(&decoded(part.split(closing).next()?)))).collect()
}

#[test]
fn scores_are_shown_as_programs_read_them() {
    let output = Site::sample().build();
    let definitions = definitions();
    let mut compared = 0;
    for journey in model(&output)["journeys"].as_array().expect("a list") {
        let html = page(&output, journey["url"].as_str().unwrap());
        for score in journey["scores"].as_array().expect("a list") {
            let id = |key: &str| score[key].as_str().unwrap().to_owned();
            let known = &definitions[&(id("plugin"), id("id"))];
            let card = html.split(&format!("<article class=\"sc\" id=\"score-{}\">", id("id"))).nth(1);
            let card = card.and_then(|rest| rest.split("</article>").next());
            let card = card.unwrap_or_else(|| panic!("{} is not shown for {}", id("id"), journey["id"]));
            let own = html.matches(&format!("id=\"score-{}\"", id("id"))).count();
            assert_eq!(own, 1, "{}", id("id"));
            let value = inside(card, "<p class=\"sc-v", "<small>").remove(0);
            let value = value.split('>').next_back().unwrap().trim().to_owned();
            assert_eq!(value, written(&score["value"], known), "{} of {}", id("id"), journey["id"]);
            let parts = inside(card, "<dd class=\"num\">", "</dd>");
            let told = score["parts"].as_array().expect("a list");
            let told: Vec<_> = told.iter().map(|part| written(&part["value"], known)).collect();
            assert_eq!(parts, told, "{} of {}", id("id"), journey["id"]);
            assert!(text(card).contains(&format!("n = {}", score["n"])), "{}", id("id"));
            compared += 1 + parts.len();
        }
    }
    assert!(compared > 300, "only {compared} numbers were compared");
}

/// The lived journeys of a model.
fn lived(site: &Value) -> impl Iterator<Item = &Value> {
    let all = site["journeys"].as_array().expect("a list").iter();
    all.filter(|journey| !matches!(journey["basis"].as_str(), Some("planned" | "ideal")))
}

/// Every step of a journey, or its stage where it has none: its feeling, its entries, and the stage's.
fn steps(journey: &Value) -> Vec<(&Value, Vec<&Value>, Vec<&Value>)> {
    let mut all = Vec::new();
    for stage in journey["stages"].as_array().expect("a list") {
        let own = stage["entries"].as_array().expect("a list").iter().collect::<Vec<_>>();
        match stage["steps"].as_array().expect("a list").as_slice() {
            [] => all.push((&stage["feeling"], own.clone(), own)),
            steps => all.extend(steps.iter().map(|step| {
                let entries = step["entries"].as_array().expect("a list").iter().collect();
                (&step["feeling"], entries, own.clone())
            })),
        }
    }
    all
}

fn in_lane<'e>(entries: &'e [&Value], lane: &'e str) -> impl Iterator<Item = &'e Value> {
    entries.iter().copied().filter(move |entry| entry["lane"] == lane)
}

/// The number of a head figure, by the words over it.
fn figure(html: &str, words: &str) -> usize {
    let after = html.split(&format!("<dt>{words}</dt>")).nth(1).and_then(|rest| rest.split("</dd>").next());
    let shown = text(&format!("{}>", after.unwrap_or_else(|| panic!("no figure `{words}`"))));
    shown.trim_end_matches('>').trim().parse().expect("a number")
}

#[test]
fn the_overview_counts_what_the_model_says() {
    let output = Site::sample().build();
    let site = model(&output);
    let html = page(&output, "overview.html");
    let all: Vec<_> = lived(&site).flat_map(steps).collect();
    let low =
        all.iter().filter(|(feeling, ..)| feeling["normal"].as_f64().is_some_and(|normal| normal < 0.0));
    assert_eq!(figure(html, "steps below zero"), low.count());
    let founded = all.iter().filter(|(_, own, stage)| {
        in_lane(own, "evidence").next().is_some() || in_lane(stage, "evidence").next().is_some()
    });
    let told = format!("{} of {} steps have something in the evidence lane", founded.count(), all.len());
    assert!(html.contains(&told), "{told}");
    let mut pains: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for journey in lived(&site) {
        for (_, own, stage) in steps(journey) {
            for pain in in_lane(&own, "pain").chain(in_lane(&stage, "pain")) {
                let pinned = pain["attrs"]["id"].as_str().map(str::to_owned);
                let id = pinned.unwrap_or_else(|| slug(pain["text"].as_str().unwrap()));
                let named = pains.entry(id).or_default();
                if named.last() != Some(&&journey["id"]) {
                    named.push(&journey["id"]);
                }
            }
        }
    }
    let shared = pains.values().filter(|journeys| journeys.len() > 1).count();
    assert_eq!(figure(html, "pain points in several journeys"), shared);
    assert!(shared > 1 && all.len() > 50, "the sample has something to count");
}

/// A plugin whose numbers no formula gives.
#[derive(Default)]
struct Odd {
    about: About,
}

impl Plugin for Odd {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        Digest::of(b"odd")
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Scores
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(Vec::new())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        let words = || String::new();
        Ok(vec![ScoreDefinition {
            id: "evidence".to_owned(),
            title: "Oddity".to_owned(),
            unit: words(),
            low: Some(0.0),
            high: Some(ODD_BEST),
            higher_is_better: true,
            description: words(),
            source: words(),
            attributes: BTreeMap::new(),
        }])
    }

    fn score(&self, _: &JourneyRecord, _: &Bound) -> Result<Vec<Score>, Failure> {
        Ok(vec![Score {
            plugin: String::new(),
            id: "evidence".to_owned(),
            value: Some(ODD),
            n: 8_675,
            excluded: 0,
            low: None,
            high: None,
            explanation: String::new(),
            parts: Vec::new(),
            attributes: Vec::new(),
        }])
    }
}

const ODD: f64 = 7_654.3;
const ODD_BEST: f64 = 9_319.0;

/// Every run of digits in a text.
fn numerals(text: &str) -> BTreeSet<String> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(str::to_owned).collect()
}

/// With one plugin of one odd number, the pages of all journeys hold no numeral that is neither that number, nor written
/// by an author, nor a count of what the page's own tables and the model hold.
#[test]
fn a_number_of_a_plugin_reaches_the_page_and_no_other_does() {
    let map = "---\ntitle: Going by tram\n---\n## Before\n### Looks it up\n- feeling: -1 lost\n- pain: It is late\n### Asks\n- pain: It \
        is late\n- evidence: A talk\n";
    let site = Site::of([("content/journeys/a.md", map)]).plugins(vec![Arc::new(Odd::default())]);
    let output = site.build();
    let card = page(&output, "journeys/a.html").split("id=\"score-evidence\"").nth(1).unwrap();
    let card = text(card.split("</article>").next().unwrap());
    let expected: BTreeSet<String> = ["7654", "3", "0", "9319", "8675"].map(str::to_owned).into();
    assert_eq!(numerals(&card), expected, "{card}");
    let html = page(&output, "overview.html");
    let main = text(html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap());
    // 1 journey of 2 steps; 1 step below zero, at −1.0; 1 of 2 has evidence; 82 % is the plugin's; 16 questions, none answered;
    // 2027-06-30 and classic-5 are things to type.
    let asked = numerals(&main);
    let known: BTreeSet<String> = ["0", "1", "2", "82", "2027", "06", "30"].map(str::to_owned).into();
    let questions = figure(page(&output, "unanswered.html"), "questions asked").to_string();
    let strange: Vec<_> = asked.difference(&known).filter(|numeral| **numeral != questions).collect();
    assert_eq!(strange, Vec::<&String>::new(), "{main}");
    assert!(main.contains("82%"), "what the plugin says of evidence, as a share of its best: {main}");
}
