//! Maps held against the rules: which preset asks what, and what only figures or guesses about words show. What each rule
//! finds in a map is told by the examples of its page.

use journeybook_plugin::{
    Attributed, Bound, Entry, Figure, Finding, Guest, Journey, Plugin, Settings, Stage, Step,
};

use crate::catalogue::{ALL, Judge};
use crate::privacy;
use crate::{Level, MapRules, dates, words};

const TODAY: &str = "2026-11-22";

fn found(settings: &str, journey: &Journey, figures: Vec<Figure>) -> Vec<Finding> {
    Guest::<MapRules>::configure(settings).unwrap();
    Guest::<MapRules>::check(journey, &Bound { figures, tables: Vec::new() }, TODAY).unwrap()
}

fn ids(settings: &str, journey: &Journey) -> Vec<String> {
    found(settings, journey, Vec::new()).into_iter().map(|finding| finding.rule).collect()
}

/// A map of which nothing is known but two steps.
fn bare() -> Journey {
    let step = |id: &str| Step::new(id, id).entry(Entry::new("doing", "x"));
    let stage = Stage::new("pays", "Pays").step(step("types")).step(step("waits"));
    Journey::new("book", "Book a seat").stage(stage).numbered()
}

fn figure(metric: &str, at: &str, value: f64) -> Figure {
    let (metric, at) = (metric.into(), at.into());
    Figure {
        metric,
        at,
        value: Some(value),
        n: 10,
        excluded: 0,
        low: None,
        high: None,
        attributes: Vec::new(),
    }
    .with("date", "2026-10")
}

#[test]
fn a_map_that_does_not_say_how_far_it_is_hears_nothing() {
    assert_eq!(ids("{}", &bare()), [] as [&str; 0]);
    assert_eq!(ids("{}", &bare().with("status", "archived")), [] as [&str; 0]);
}

#[test]
fn a_draft_hears_what_keeps_it_from_being_a_map_and_no_errors() {
    let found = found("{}", &bare().with("status", "draft"), Vec::new());
    let told: Vec<_> = found.iter().map(|finding| (finding.rule.as_str(), finding.level.as_str())).collect();
    assert_eq!(told, [("JM001", "warning"), ("JM004", "warning")]);
}

#[test]
fn a_preset_holds_for_every_map_with_the_levels_of_the_rules() {
    let sketch = found(r#"{"preset": "sketch"}"#, &bare(), Vec::new());
    assert!(sketch.len() == 2 && sketch.iter().all(|finding| finding.level == "error"));
    let published = ids(r#"{"preset": "published"}"#, &bare());
    let asked = |rule: &str| published.iter().any(|id| id == rule);
    assert!(asked("JM037") && asked("JM038") && asked("JM045") && asked("JM028"), "{published:?}");
    let assumption = ids(r#"{"preset": "assumption"}"#, &bare());
    assert!(!assumption.contains(&"JM037".into()) && assumption.contains(&"JM038".into()));
    let future = ids(r#"{"preset": "future-state"}"#, &bare());
    assert!(
        ["JM026", "JM028", "JM037", "JM042", "JM045"].iter().all(|rule| !future.contains(&(*rule).into()))
    );
    assert!(future.contains(&"JM006".into()));
}

#[test]
fn a_map_of_the_future_is_spared_what_nobody_has_lived() {
    let planned = bare().with("basis", "planned").with("status", "live");
    let told = ids("{}", &planned);
    assert!(
        told.contains(&"JM006".into()) && !told.contains(&"JM037".into()) && !told.contains(&"JM045".into())
    );
}

#[test]
fn what_is_chosen_by_name_holds_and_nothing_else() {
    assert_eq!(ids(r#"{"only": ["JM037"]}"#, &bare()), ["JM037"]);
    let refused = |text: &str| MapRules::configure(&Settings::parse(text).unwrap()).unwrap_err();
    assert!(refused(r#"{"only": ["JM099"]}"#).contains("JM099"));
    assert!(refused(r#"{"preset": "strict"}"#).contains("strict"));
}

#[test]
fn rules_that_the_host_judges_say_so() {
    let asked: Vec<_> =
        ALL.iter().filter(|rule| matches!(rule.judge, Judge::Site(_))).map(|rule| rule.id).collect();
    assert_eq!(asked, ["JM021", "JM022", "JM035"]);
    assert!(ALL.iter().enumerate().all(|(at, rule)| usize::from(rule.number()) == at + 1));
    assert_eq!(ALL.iter().filter(|rule| rule.level == Level::Error).count(), 14);
}

#[test]
fn figures_are_dated_of_one_scale_and_fall_along_a_funnel() {
    let only = r#"{"only": ["JM051", "JM053", "JM054"]}"#;
    let told = |figures: Vec<Figure>| -> Vec<String> {
        found(only, &bare(), figures).into_iter().map(|finding| finding.rule).collect()
    };
    let fine = vec![figure("count", "step/types", 9.0), figure("count", "step/waits", 4.0)];
    assert_eq!(told(fine), [] as [&str; 0]);
    assert_eq!(told(vec![figure("count", "step/types", 4.0), figure("count", "step/waits", 9.0)]), ["JM054"]);
    assert_eq!(told(vec![figure("ces1", "step/types", 4.0), figure("ces2", "step/waits", 4.0)]), ["JM051"]);
    let scaled = |at: &str, high: &str| figure("csat", at, 4.0).with("scale-high", high);
    assert_eq!(told(vec![scaled("step/types", "5"), scaled("step/waits", "7")]), ["JM051"]);
    let undated = Figure { attributes: Vec::new(), ..figure("csat", "step/types", 4.0) };
    assert_eq!(told(vec![undated]), ["JM053"]);
}

#[test]
fn what_looks_like_a_person_is_found_and_what_does_not_is_not() {
    let finds = |text: &str| privacy::found(text);
    assert_eq!(finds("ask mia.chen@ferrymail.net."), Some("an e-mail address"));
    assert_eq!(finds("(mia@post.fr)"), Some("an e-mail address"));
    assert_eq!(finds("call +44 20 7946 0958 at night"), Some("a telephone number"));
    assert_eq!(finds("0761 / 203 4455"), Some("a telephone number"));
    assert_eq!(finds("from 192.168.10.4 at noon"), Some("an IP address"));
    for fine in [
        "write to info@theatre.org",
        "mia@example.org",
        "@mia said so",
        "on 2026-11-22 at 18:52",
        "263 orders, 431 seats",
        "order 0042-17",
        "£11,847 of 168,000",
        "version 1.2.3",
        "seats 12 - 14, 16 - 18",
        "0 to 19",
    ] {
        assert_eq!(finds(fine), None, "{fine}");
    }
}

#[test]
fn months_are_whole_and_never_negative() {
    assert_eq!(dates::months("2025-11-22", TODAY), Some(12));
    assert_eq!(dates::months("2025-11-23", TODAY), Some(11));
    assert_eq!(dates::months("2026", TODAY), Some(10));
    assert_eq!(dates::months("2027-01-01", TODAY), Some(0));
    assert_eq!(dates::months("last summer", TODAY), None);
}

#[test]
fn names_are_the_same_but_for_what_a_hand_lets_slip() {
    assert_eq!(words::squeezed("Web site"), words::squeezed("websites"));
    assert_ne!(words::squeezed("Press"), words::squeezed("Pres"));
    assert!(words::holds("finds out at once", "finds out") && !words::holds("finds outlets", "finds out"));
}

#[test]
fn a_customers_own_words_are_no_company_view() {
    let of = |title: &str| {
        let stage = Stage::new("s", "Waits").step(Step::new("one", title).entry(Entry::new("doing", "x")));
        ids(r#"{"only": ["JM014"]}"#, &Journey::new("j", "J").stage(stage).numbered())
    };
    for theirs in ["Sends the form back", "Processes the news", "Weighs it up", "Wears it", "Team mates ask"]
    {
        assert_eq!(of(theirs), [] as [&str; 0], "{theirs}");
    }
    for ours in ["We send the tickets", "CRM sends a mail", "Ships the parcel", "Sales team calls"] {
        assert_eq!(of(ours), ["JM014"], "{ours}");
    }
}
