//! Trees of other tools (YAML, JSON, XML) as maps: what comes out is held against counts that were taken by reading each
//! file, and against the file itself, leaf by leaf.

mod trees;

use journeybook_importers::formats;
use journeybook_plugin::SourceFile;
use journeybook_tests::site::model;
use serde_json::Value;
use trees::leaves::*;
use trees::*;

const PERMITTING: &str = include_str!("../../plugins/importers/tests/mappings/permitting.toml");
const ROADMAP: &str = include_str!("../../plugins/importers/tests/mappings/roadmap.toml");
const DEPENDENCIES: &str = include_str!("../../plugins/importers/tests/mappings/dependencies.toml");

#[test]
fn the_enablement_sample() {
    let Some(text) = real("yaml/enablement-sample.yaml") else { return };
    let imported = read("enablement-sample.yaml", &text, None);
    let output = built_without_warnings(&imported);
    let model = model(&output);
    let map = journey(&model, "sysdev-lifecycle");
    assert_eq!((stages(map).len(), steps(map).len()), (5, 6));
    let lanes = ["thinking", "feeling", "touchpoint"].map(|lane| entries(map, lane));
    assert_eq!(lanes, [12, 6, 16]);
    let blueprint = journey(&model, "sysdev-support");
    assert_eq!((stages(blueprint).len(), steps(blueprint).len()), (5, 6));
    assert_eq!((entries(blueprint, "backstage"), entries(blueprint, "metric")), (13, 1));
    let kinds = ["personas", "teams", "metrics", "solutions"].map(|kind| list(&model[kind]).len());
    assert_eq!(kinds, [1, 3, 1, 4]);
    assert_eq!(silent(&yaml(&text), &imported, tail), []);
}

#[test]
fn the_enablement_map_of_an_enterprise() {
    let Some(text) = real("yaml/enablement-enterprise-ai-ja.yaml") else { return };
    let imported = read("enablement-enterprise-ai-ja.yaml", &text, None);
    let output = built_without_warnings(&imported);
    let model = model(&output);
    let map = journey(&model, "enterprise-reach-value");
    assert_eq!((stages(map).len(), steps(map).len()), (5, 7));
    assert_eq!(["thinking", "feeling", "touchpoint"].map(|lane| entries(map, lane)), [14, 7, 14]);
    assert_eq!(entries(journey(&model, "enterprise-reach-value-enablement"), "backstage"), 9);
    assert_eq!(list(&model["solutions"]).len(), 10);
    assert_eq!(silent(&yaml(&text), &imported, tail), []);
}

#[test]
fn a_reference_that_dangles_is_said_with_its_line() {
    let text = "kind: cjm\nid: cjm:a\nphases:\n  - {id: 'cjm:phase:p', name: P}\nactions:\n  - id: cjm:action:x\n    name: X\n    \
                phase: cjm:phase:gone\n    emotion_score: 3 # too good\n---\nkind: sbp\nid: sbp:b\nlanes:\n  - {id: l, name: L, kind: system}\n\
                tasks:\n  - id: sbp:task:t\n    lane: l\n    name: T\n    source_id: cjm:action:gone\n";
    let imported = read("dangling.yaml", text, None);
    let said = messages(&imported);
    for expected in [
        "8: `phase` names `cjm:phase:gone`, which is no phase of this file; the reference is left out",
        "9: `emotion_score` is `3`, not a number from -2 to 2; it is left out",
        "19: `source_id` names `cjm:action:gone`, which is no action of this file; the reference is left out",
        "9: the comment “too good” is left out",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    built(&imported);
}

#[test]
fn what_is_silent_is_found() {
    let text = "kind: cjm\nid: cjm:a\nphases: []\nactions: []\n";
    let mut imported = read("a.yaml", text, None);
    let other = yaml(&text.replace("phases: []", "phases: [{name: Never written}]"));
    assert_eq!(
        silent(&other, &imported, tail),
        [("phases.name".to_owned(), "Never written".to_owned())],
        "{other:?}"
    );
    imported.lost(3, "`phases` is left out");
    assert_eq!(silent(&other, &imported, tail), []);
}

#[test]
fn a_page_flow() {
    let Some(text) = real("yaml/apexyard-sample-checkout.yaml") else { return };
    let imported = read("apexyard-sample-checkout.yaml", &text, None);
    let output = built_without_warnings(&imported);
    let model = model(&output);
    let map = journey(&model, "sample-checkout");
    let titles: Vec<_> =
        stages(map).iter().map(|stage| stage["title"].as_str().unwrap_or_default()).collect();
    assert_eq!(titles, ["Cart", "Payment", "Confirmation"]);
    assert_eq!(
        (entries(map, "risk"), entries(map, "leads-to"), entries(map, "touchpoint-content")),
        (2, 2, 12)
    );
    // Five of its items go on behind a quotation, which a YAML parser refuses.
    let mended = text.lines().map(|line| match line.split_once("- \"") {
        Some((dash, rest)) => format!("{dash}- '\"{rest}'\n"),
        None => format!("{line}\n"),
    });
    assert_eq!(messages(&imported).matches("which YAML forbids").count(), 5);
    assert_eq!(silent(&yaml(&mended.collect::<String>()), &imported, as_it_is), []);
}

#[test]
fn an_agentic_blueprint() {
    let Some(text) = real("json/agentic-blueprint-sample-ir.json") else { return };
    let imported = read("agentic-blueprint-sample-ir.json", &text, None);
    let output = built_without_warnings(&imported);
    let model = model(&output);
    assert_eq!(list(&model["journeys"]).len(), 3);
    let lifecycle = journey(&model, "streetlight-service");
    assert_eq!((stages(lifecycle).len(), steps(lifecycle).len(), entries(lifecycle, "journey")), (1, 1, 2));
    let (designed, done) =
        (journey(&model, "asset-repair-as-designed"), journey(&model, "asset-repair-as-done"));
    assert_eq!((stages(designed).len(), stages(done).len()), (6, 5));
    assert_eq!((&done["of"], &done["form"]), (&"asset-repair-as-designed".into(), &"blueprint".into()));
    assert_eq!(
        ["doing", "touchpoint", "system", "handoff"].map(|lane| entries(designed, lane)),
        [2, 3, 3, 3]
    );
    assert_eq!(["doing", "touchpoint", "system", "handoff"].map(|lane| entries(done, lane)), [3, 2, 2, 1]);
    let place = |path: &str, leaf: &str| match path.ends_with(".order") {
        true => "##".to_owned(),
        false => leaf.to_owned(),
    };
    assert_eq!(silent(&json(&text), &imported, place), []);
}

#[test]
fn all_114_journeys_of_a_permitting_file() {
    let Some(text) = real("json/permitting-114-journeys.json") else { return };
    let imported = read("permitting-114-journeys.json", &text, Some(PERMITTING));
    let output = built_without_warnings(&imported);
    let (model, source) = (model(&output), json(&text));
    assert_eq!(list(&model["journeys"]).len(), 114);
    let mut counted = 0;
    for journey in list(&source[0]["journeys"]) {
        let map = self::journey(&model, &journey["id"].as_str().unwrap_or_default().replace('_', "-"));
        let ids: Vec<&Value> = steps(map).iter().map(|step| &step["id"]).collect();
        assert_eq!(ids, list(&journey["steps"]).iter().collect::<Vec<_>>(), "{}", map["id"]);
        assert_eq!(entries(map, "pain"), list(&journey["gotchas"]).len(), "{}", map["id"]);
        assert_eq!(entries(map, "leads-to"), list(&journey["dependencies"]).len(), "{}", map["id"]);
        counted += ids.len();
    }
    assert_eq!(counted, 708);
    let said = messages(&imported);
    assert!(
        said.contains("`plcNodes.blocking`, in 13 places is not in the mapping and is left out"),
        "{said}"
    );
    let name = |table: &str, id: &str| {
        let row = list(&source[0][table]).iter().find(|row| row["id"] == id);
        row.and_then(|row| row["name"].as_str()).unwrap_or_default().to_owned()
    };
    let words = |path: &str, leaf: &str| match (path, leaf) {
        ("journeys.gotchas.severity", "major") => "severity=high".into(),
        ("journeys.gotchas.severity", _) => "severity=low".into(),
        ("plcNodes.phase", "active") => "## In force".into(),
        ("plcNodes.phase", phase) => format!("## {}{}", phase[..1].to_uppercase(), &phase[1..]),
        ("journeys.id", id) => id.replace('_', "-"),
        ("jurisdictions.id" | "plcNodes.jurisdiction", id) => name("jurisdictions", id),
        ("categories.id" | "journeys.cat", id) => name("categories", id),
        _ => leaf.to_owned(),
    };
    assert_eq!(silent(&source, &imported, words), []);
}

#[test]
fn a_roadmap_and_its_dependencies() {
    let Some(text) = real("json/nj-roadmap-restaurant.json") else { return };
    let imported = read("nj-roadmap-restaurant.json", &text, Some(ROADMAP));
    let output = built_without_warnings(&imported);
    let model = model(&output);
    let map = journey(&model, "restaurant");
    assert_eq!((stages(map).len(), steps(map).len()), (4, 12));
    assert_eq!(silent(&json(&text), &imported, as_it_is), []);
    let Some(text) = real("json/nj-task-dependencies.json") else { return };
    let imported = read("nj-task-dependencies.json", &text, Some(DEPENDENCIES));
    built(&imported);
    assert_eq!(silent(&json(&text), &imported, as_it_is), []);
}

#[test]
fn a_wrong_mapping_says_where_and_what_to_type() {
    let wrong = |mapping: &str| {
        formats::read(&SourceFile::new("a.json", "{\"all\": [{\"name\": \"A\"}]}"), None, Some(mapping))
            .unwrap_err()
    };
    let rest = "[journey]\ntitle = \"{name}\"\n[step]\neach = \"x\"\ntitle = \"{y}\"\n";
    let unknown = wrong(&format!("journeys = \"all/*\"\nfees = 1\n{rest}"));
    assert!(unknown.starts_with("line 2 of the mapping: unknown field `fees`, expected one of"), "{unknown}");
    let table = wrong(&format!("journeys = \"all/*\"\n{}", rest.replace("\"x\"", "\"x/* > node\"")));
    assert!(table.starts_with("line 5 of the mapping: `x/* > node` looks into the table `node`"), "{table}");
    let nowhere = wrong(&format!("journeys = \"journeys/*\"\n{rest}"));
    assert_eq!(
        nowhere,
        "`journeys = \"journeys/*\"` of the mapping leads to nothing; the file's own keys are all"
    );
    let brace = wrong(&format!("journeys = \"all/*\"\n{}", rest.replace("{y}", "{y")));
    assert!(brace.contains("opens a brace and does not close it"), "{brace}");
    let none = formats::read(&SourceFile::new("a.json", "{}"), None, None).unwrap_err();
    assert!(none.contains("--mapping"), "{none}");
}

const CJML: &str = r#"<CJML version="2.0">
<plannedJourney>
  <journeyID>PJ1</journeyID>
  <journeyTitle>Renew a library card</journeyTitle>
  <journeyPhases><journeyPhase phaseID="ask"><phaseName>Asking</phaseName><phaseDescription>By letter or mail.</phaseDescription></journeyPhase></journeyPhases>
  <actors>
    <endUser actorID="Reader"/>
    <serviceProvider actorID="Library A"><providerType>library</providerType></serviceProvider>
    <serviceProvider actorID="Printer"/>
  </actors>
  <touchpoints>
    <plannedCommunicationPoint>
      <touchpointID>T1</touchpointID>
      <belongsTo phaseIDref="ask"/>
      <initiator><refersTo actorIDref="Library A"/><initiatorLabel>Sends a reminder</initiatorLabel></initiator>
      <receiver><refersTo actorIDref="Reader"/><receiverLabel>Reads the reminder</receiverLabel></receiver>
      <channel><channelName>email</channelName></channel>
    </plannedCommunicationPoint>
    <plannedAction>
      <touchpointID>T2</touchpointID>
      <initiator><refersTo actorIDref="Printer"/><initiatorLabel>Prints the card</initiatorLabel></initiator>
    </plannedAction>
  </touchpoints>
</plannedJourney>
<actualJourney>
  <journeyID>AJ1</journeyID>
  <plannedReference>PJ1</plannedReference>
  <journeyStatus>completed</journeyStatus>
  <actors><endUser actorIDref="Reader"/></actors>
  <touchpoints>
    <actual_communication_point>
      <touchpointID>D1</touchpointID>
      <compliance>adhoc</compliance>
      <initiator><refersTo actorIDref="Libary A"/><initiatorLabel>Calls twice</initiatorLabel></initiator>
      <receiver><refersTo actorIDref="Reader"/><receiverLabel>Picks up</receiverLabel></receiver>
      <channel><channelName>telephone</channelName></channel>
      <timestamps><timeReceived>2026-04-01 10:00</timeReceived></timestamps>
      <touchpointExperience><experienceDescription>I was on the bus.</experienceDescription><experienceRating>2</experienceRating></touchpointExperience>
    </actual_communication_point>
  </touchpoints>
</actualJourney>
<!-- made by hand -->
</CJML>
"#;

#[test]
fn cjml_with_an_actor_that_dangles() {
    let imported = read("library.xml", CJML, None);
    let output = built_without_warnings(&imported);
    let model = model(&output);
    let (planned, actual) = (journey(&model, "pj1"), journey(&model, "aj1"));
    assert_eq!(
        (&planned["basis"], &actual["basis"], &actual["of"]),
        (&"planned".into(), &"actual".into(), &"pj1".into())
    );
    assert_eq!(
        (&planned["title"], &planned["persona"][0]),
        (&"Renew a library card".into(), &"reader".into())
    );
    assert_eq!((stages(planned).len(), steps(planned).len(), stages(actual).len()), (2, 2, 1));
    assert_eq!(
        ["doing", "frontstage", "backstage", "channel"].map(|lane| entries(planned, lane)),
        [1, 1, 1, 1]
    );
    assert_eq!(list(&stages(actual)[0]["verbatims"]).len(), 1);
    let said = messages(&imported);
    for expected in [
        "34: `initiator` names the actor `Libary A`, which is not among the actors (`Library A`, `Printer`, `Reader`)",
        "28: `actualJourney.journeyStatus`: “completed” has no place in a journey map and is left out",
        "42: the comment “made by hand” is left out",
        "1: `version`: “2.0” has no place",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    // Every word between two tags and every value stands somewhere.
    let documents =
        bare(&imported.documents.iter().map(|document| document.text.as_str()).collect::<String>());
    for leaf in CJML
        .split(['<', '>', '"'])
        .map(str::trim)
        .filter(|leaf| CJML.contains(&format!(">{leaf}<")) && !leaf.is_empty())
    {
        assert!(
            documents.contains(leaf) || documents.contains(&leaf.to_lowercase()) || said.contains(leaf),
            "{leaf}\n{documents}"
        );
    }
}

#[test]
fn two_touchpoints_of_one_id_are_two_steps() {
    let imported = read("library.xml", &CJML.replace("<touchpointID>T2<", "<touchpointID>t1<"), None);
    let model = model(&built(&imported));
    let ids: Vec<_> = steps(journey(&model, "pj1"))
        .iter()
        .filter_map(|step| step["id"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(ids, ["t1", "prints-the-card"]);
}

#[test]
fn cjml_of_a_generator() {
    let text = "<cjml>undefined<actor id='a1'><actorName>Ana</actorName><actorRole>end user</actorRole></actor>\
                <actor id='a2'><actorName>Shop</actorName><actorRole>company</actorRole></actor>\
                <touchpoint id='1' type='communication'><time>09:00</time><initiator>a1</initiator>\
                <initiatorDescription>Asks</initiatorDescription><receiver>a2</receiver>\
                <receiverDescription>Answers</receiverDescription><channel>chat</channel></touchpoint></cjml>";
    let imported = read("swimlane.xml", text, None);
    let output = built_without_warnings(&imported);
    let model = model(&output);
    let map = journey(&model, "journey");
    assert_eq!((stages(map).len(), entries(map, "doing"), entries(map, "frontstage")), (1, 1, 1));
    assert!(messages(&imported).contains("`#text`: “undefined” has no place"), "{}", messages(&imported));
    assert_eq!(imported.gaps.len(), 2);
}
