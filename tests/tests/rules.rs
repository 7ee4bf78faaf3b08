//! Plugins with rules: what they find becomes findings at the author's words, and a site has the last word on how much it
//! matters.

use std::sync::Arc;

use journeybook_engine::plugin::{
    About, Bound, Capability, Failure, Finding, JourneyRecord, Plugin, Reads, RuleDefinition, twice,
};
use journeybook_engine::{Engine, Output};
use journeybook_model::{Date, Digest, FrameworkModel, Score, ScoreDefinition, Severity};
use journeybook_tests::native;
use journeybook_tests::site::{Site, diagnostics};

type Check = fn(&JourneyRecord, Option<Date>) -> Result<Vec<Finding>, Failure>;

/// The plugin `own` with the one rule `owner`, which is a warning.
struct Own {
    about: About,
    check: Check,
}

fn own(check: Check) -> Arc<dyn Plugin> {
    Arc::new(Own { about: About { name: "own".into(), ..About::default() }, check })
}

impl Plugin for Own {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        Digest::of(b"own")
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Rules
    }

    fn reads(&self) -> Reads {
        Reads::parse("pain.owner").expect("there is such a lane")
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(Vec::new())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        Ok(Vec::new())
    }

    fn score(&self, _: &JourneyRecord, _: &Bound) -> Result<Vec<Score>, Failure> {
        Ok(Vec::new())
    }

    fn rules(&self) -> Result<Vec<RuleDefinition>, Failure> {
        Ok(vec![RuleDefinition { id: "owner".into(), level: "warning".into(), ..RuleDefinition::default() }])
    }

    fn check(
        &self,
        journey: &JourneyRecord,
        _: &Bound,
        today: Option<Date>,
    ) -> Result<Vec<Finding>, Failure> {
        (self.check)(journey, today)
    }
}

const MAP: &str = "---\ntitle: A map\n---\n## One\n### Step\n- doing: x\n- pain: It hurts\n- feeling: -1\n";

fn finding(rule: &str, node: u32) -> Finding {
    Finding { rule: rule.into(), node, message: "the pain has no owner".into(), ..Finding::default() }
}

/// Every entry that it sees has to have an owner.
fn no_owner(journey: &JourneyRecord, _: Option<Date>) -> Result<Vec<Finding>, Failure> {
    let steps = journey.stages.iter().flat_map(|stage| &stage.steps);
    let without =
        steps.flat_map(|step| &step.entries).filter(|entry| !entry.attributes.contains_key("owner"));
    Ok(without.map(|entry| finding("owner", entry.node)).collect())
}

fn built(settings: &str, check: Check) -> Output {
    Site::map(MAP).with("journeybook.toml", settings).plugins(vec![own(check)]).build()
}

#[test]
fn a_finding_stands_at_the_entry_with_its_rule() {
    let output = built("", no_owner);
    assert_eq!(
        diagnostics(&output, true),
        "content/journeys/map.md:7:3 warning JB306 the pain has no owner (rule `own/owner`)\n  \
         help: to hear no more of it, write `owner = \"off\"` under `[plugins.own.levels]`\n"
    );
    assert_eq!(output.diagnostics[0].plugin.as_deref(), Some("own"));
}

#[test]
fn a_site_says_how_much_a_rule_matters() {
    let level =
        |word: &str| built(&format!("[plugins.own.levels]\nowner = \"{word}\"\n"), no_owner).diagnostics;
    assert_eq!(level("error")[0].severity, Severity::Error);
    assert_eq!(level("hint")[0].severity, Severity::Hint);
    assert_eq!(level("off"), []);
    let wrong = level("of");
    let said: Vec<_> = wrong.iter().filter(|said| said.message.contains("one of four words")).collect();
    assert_eq!((said.len(), said[0].code.0, &*said[0].place.file), (1, "JB501", "journeybook.toml"));
}

/// The finding about the first entry with these attributes.
fn attributed(pairs: &[(&str, &str)]) -> Finding {
    let attributes = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Finding { attributes, ..finding("owner", 3) }
}

#[test]
fn a_finding_may_underline_a_key_that_is_there() {
    let said = |check: Check| built("", check).diagnostics.remove(0).place.span.map(|span| span.range());
    assert_eq!(said(|_, _| Ok(vec![attributed(&[("key", "title")])])), Some(4..16));
    assert_eq!(
        said(|_, _| Ok(vec![attributed(&[("key", "owner")])])),
        said(|_, _| Ok(vec![finding("owner", 3)]))
    );
}

#[test]
fn a_finding_may_bring_a_repair_where_its_words_stand_once() {
    let fixes = |check: Check| built("", check).diagnostics.remove(0).fixes;
    let fixed = fixes(|_, _| Ok(vec![attributed(&[("typed", "hurts"), ("write", "aches")])]));
    let edit = &fixed[0].edits[0];
    assert_eq!((edit.text.as_str(), &MAP[edit.span.range()]), ("aches", "hurts"));
    assert_eq!(fixes(|_, _| Ok(vec![attributed(&[("typed", "helps"), ("write", "aches")])])), []);
}

#[test]
fn a_rule_may_leave_the_judgement_to_the_host() {
    let rules = native::rules(r#"{"only": ["JM022"]}"#);
    let site = Site::map(MAP).with("content/touchpoints/kiosk.md", "# Kiosk\n").plugins(vec![rules]);
    let off = site.clone().with("journeybook.toml", "[plugins.rules.levels]\nJM022 = \"off\"\n");
    assert!(
        diagnostics(&site.build(), false)
            .contains("kiosk.md:1:1 hint JB306 no map refers to this touchpoint")
    );
    assert_eq!(off.build().diagnostics, []);
}

#[test]
fn an_ignore_stays_silent_about_a_plugin_that_gave_no_answer() {
    let map = MAP.replace("title: A map", "title: A map\nignore: {owner: It is new.}");
    let said = |check: Check| Site::map(&map).plugins(vec![own(check)]).build().diagnostics;
    assert_eq!(said(no_owner), []);
    let codes: Vec<_> = said(|_, _| Err(Failure::Trap { message: "x".into() }));
    assert_eq!(codes.iter().map(|said| said.code.0).collect::<Vec<_>>(), ["JB302"]);
    assert_eq!(said(|_, _| Ok(Vec::new()))[0].code.0, "JB312");
}

#[test]
fn a_level_of_another_host_counts_as_a_warning() {
    let output = built("", |_, _| Ok(vec![Finding { level: "catastrophe".into(), ..finding("owner", 0) }]));
    assert_eq!(output.diagnostics[0].severity, Severity::Warning);
}

#[test]
fn an_answer_that_cannot_be_used_is_left_out_whole() {
    let wrong: [(Check, &str); 4] = [
        (|_, _| Ok(vec![finding("owner", 0), finding("other", 0)]), "`other`, which it never defined"),
        (|_, _| Ok(vec![finding("owner", 99)]), "points at 99, which is no part of the map"),
        (|_, _| Ok(vec![Finding { message: " ".into(), ..finding("owner", 0) }]), "does not say what"),
        (|_, _| Ok(vec![Finding { help: Some("\0".into()), ..finding("owner", 0) }]), "a NUL in it"),
    ];
    for (check, says) in wrong {
        let said = built("", check).diagnostics;
        assert_eq!((said.len(), said[0].code.0), (1, "JB305"));
        assert!(said[0].message.contains(says), "{}", said[0].message);
    }
}

#[test]
fn what_a_plugin_does_not_read_it_can_neither_see_nor_point_at() {
    let output = built("", |journey, _| {
        let step = &journey.stages[0].steps[0];
        assert_eq!((step.entries.len(), step.feeling.is_some()), (1, false));
        Ok(vec![finding("owner", step.entries[0].node + 1)])
    });
    assert!(output.diagnostics[0].message.contains("which is no part of the map"));
}

#[test]
fn rules_are_asked_again_on_another_day_and_not_on_the_same() {
    let mut site = Site::map(MAP).plugins(vec![own(no_owner)]);
    let mut engine = Engine::default();
    assert_eq!(engine.build(&site.input()).work.called, 1);
    assert_eq!(engine.build(&site.input()).work.called, 0);
    site.today = "2026-11-23".parse().ok();
    assert_eq!(engine.build(&site.input()).work.called, 1);
}

#[test]
fn a_plugin_that_answers_in_two_ways_is_found_out() {
    use std::sync::atomic::{AtomicU32, Ordering};
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let fickle = own(|_, _| Ok(vec![finding("owner", CALLS.fetch_add(1, Ordering::Relaxed) % 2)]));
    let said = Site::map(MAP).plugins(vec![twice(fickle)]).build().diagnostics;
    assert_eq!((said.len(), said[0].code.0), (1, "JB305"));
    assert!(said[0].message.contains("in two ways"), "{}", said[0].message);
    assert_eq!(Site::map(MAP).plugins(vec![twice(own(no_owner))]).build().diagnostics.len(), 1);
}
