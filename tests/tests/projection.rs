//! The frameworks and the projection rules, held against the facts of the field that lie beside some checkouts: the
//! models themselves, the crosswalk and the tables computed from it.

use std::path::PathBuf;

use journeybook_engine::project::{PHASES, round_trip, stages_over};
use journeybook_model::FrameworkModel;
use journeybook_tests::site::{Site, model};
use journeybook_tests::{native, tree};
use serde_json::Value;

/// The folder of facts; says so where it is not there.
fn field() -> Option<PathBuf> {
    let folder = tree::repository().join("../shared/field");
    let there = folder.is_dir();
    if !there {
        tree::say("skipped: ../shared/field is not there");
    }
    there.then_some(folder)
}

fn models() -> Vec<FrameworkModel> {
    native::frameworks().frameworks().expect("it brings frameworks")
}

fn find<'m>(models: &'m [FrameworkModel], id: &str) -> &'m FrameworkModel {
    models.iter().find(|model| model.id == id).unwrap_or_else(|| panic!("there is no `{id}`"))
}

fn facts(folder: &std::path::Path) -> Vec<Value> {
    let text = tree::text(&folder.join("frameworks.json"));
    let facts: Value = serde_json::from_str(&text).expect("the facts are JSON");
    facts["frameworks"].as_array().expect("they are a list").clone()
}

/// The rows of the Markdown table whose head begins with these words: its cells, the head first.
fn table(text: &str, head: &str) -> Vec<Vec<String>> {
    let lines = text.lines().skip_while(|line| !line.starts_with(head));
    let rows = lines.take_while(|line| line.starts_with('|')).filter(|line| !line.starts_with("|---"));
    let cells = |row: &str| {
        row.trim_matches('|').replace(r"\\", "").split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(cells).collect()
}

#[test]
fn every_framework_of_the_field_is_there_with_its_facts() {
    let Some(folder) = field() else { return };
    let (models, facts) = (models(), facts(&folder));
    assert_eq!((models.len(), facts.len()), (32, 32));
    for fact in &facts {
        let model = find(&models, fact["id"].as_str().expect("an id"));
        assert_eq!(fact["projectable"], model.projectable, "{}", model.id);
        let loops: Vec<_> =
            model.loops.iter().map(|edge| serde_json::json!([edge.origin, edge.target])).collect();
        let wanted = fact["loops"].as_array().expect("a list");
        assert!(
            wanted.len() == loops.len() && wanted.iter().all(|edge| loops.contains(edge)),
            "{}",
            model.id
        );
        stages_agree(model, fact["stages"].as_array().expect("a list"));
    }
}

fn stages_agree(model: &FrameworkModel, facts: &[Value]) {
    let own = model.stages.iter().map(|stage| (stage.id.as_str(), stage.low, stage.high));
    let number = |fact: &Value, key: &str| fact[key].as_f64().expect("a number");
    let facts = facts
        .iter()
        .map(|fact| (fact["id"].as_str().expect("an id"), number(fact, "lo"), number(fact, "hi")));
    assert_eq!(own.collect::<Vec<_>>(), facts.collect::<Vec<_>>(), "{}", model.id);
}

#[test]
fn every_name_of_the_field_finds_its_stage() {
    let Some(folder) = field() else { return };
    for fact in facts(&folder) {
        let id = fact["id"].as_str().expect("an id");
        for stage in fact["stages"].as_array().expect("a list") {
            let aliases = stage["aliases"].as_array().expect("a list").iter();
            for name in aliases.chain([&stage["title"]]).filter_map(Value::as_str) {
                let map = format!(
                    "---\nframework: {id}\n---\n# A map\n\n## Here {{stage=\"{name}\"}}\n\n### Step\n\n- doing: x\n"
                );
                let data = model(&Site::map(&map).build());
                assert_eq!(data["journeys"][0]["stages"][0]["framework_stage"], stage["id"], "{id}: {name}");
            }
        }
    }
}

#[test]
fn the_whole_crosswalk_comes_out() {
    let Some(folder) = field() else { return };
    let models = models();
    let mut rows = csv::Reader::from_path(folder.join("crosswalk.csv")).expect("the crosswalk is CSV");
    let heads = rows.headers().expect("it has a head").clone();
    assert_eq!(heads.len(), 32, "a phase, and all frameworks on the common axis");
    let mut phases = Vec::new();
    for row in rows.records() {
        let row = row.expect("a row");
        phases.push(row[0].to_owned());
        for (head, cell) in heads.iter().zip(row.iter()).skip(1) {
            let over = stages_over(&row[0], &find(&models, head).stages);
            let ids: Vec<_> = over.into_iter().map(|stage| stage.id.as_str()).collect();
            let found = if ids.is_empty() { "-".to_owned() } else { ids.join("+") };
            assert_eq!(found, cell, "{head} in {}", &row[0]);
        }
    }
    assert_eq!(phases, PHASES);
}

#[test]
fn every_round_trip_comes_out() {
    let Some(folder) = field() else { return };
    let models = models();
    let rows = table(&tree::text(&folder.join("crosswalk.md")), "| A ");
    let (head, rows) = rows.split_first().expect("the table is there");
    assert_eq!((head.len(), rows.len()), (15, 14));
    for row in rows {
        for (there, cell) in head.iter().zip(row).skip(1) {
            let trip = round_trip(find(&models, &row[0]), find(&models, there));
            let outside = if trip.outside > 0 { format!("(-{})", trip.outside) } else { String::new() };
            assert_eq!(
                format!("{}/{}{outside}", trip.recovered, trip.stages),
                *cell,
                "{} through {there}",
                row[0]
            );
        }
    }
}

/// The map of the worked table: two, three, two, three and one steps.
fn worked(views: &[String]) -> Value {
    let stages = [("awareness", 2), ("evaluate", 3), ("acquisition", 2), ("retention", 3), ("advocacy", 1)];
    let mut text = format!("---\nframework: classic-5\nviews: [{}]\n---\n# A map\n", views.join(", "));
    for (stage, steps) in stages {
        text += &format!("\n## {stage}\n");
        (1..=steps).for_each(|step| text += &format!("\n### {stage} {step}\n\n- doing: x\n"));
    }
    model(&Site::map(&text).build())
}

#[test]
fn the_worked_projection_comes_out() {
    let Some(folder) = field() else { return };
    let rows = table(&tree::text(&folder.join("crosswalk.md")), "| source stage ");
    let (head, rows) = rows.split_first().expect("the table is there");
    assert_eq!((head.len(), rows.len()), (11, 11));
    let data = worked(&head[3..]);
    for (at, view) in head[3..].iter().enumerate() {
        for row in rows {
            let step = format!("{}-{}", row[0], row[1]);
            let found = landed(&data["journeys"][0]["views"][at], &step);
            assert_eq!(found, (row[2].parse().ok(), row[at + 3].clone()), "{step} through {view}");
        }
    }
}

/// Where a step of a view stands, and the stage it is in, or with `*` the one it is nearest to.
fn landed(view: &Value, step: &str) -> (Option<f64>, String) {
    let is_it = |seat: &&Value| seat["step"] == step;
    let outside = view["outside"].as_array().expect("a list").iter().find(is_it);
    if let Some(seat) = outside {
        return (seat["anchor"].as_f64(), format!("{}*", seat["nearest"].as_str().expect("an id")));
    }
    let stages = view["stages"].as_array().expect("a list").iter();
    let mut found = stages.filter_map(|stage| {
        let seat = stage["steps"].as_array()?.iter().find(is_it)?;
        Some((seat["anchor"].as_f64(), stage["id"].as_str()?.to_owned()))
    });
    found.next().unwrap_or_else(|| panic!("{step} is nowhere"))
}

#[test]
fn no_sentence_of_the_field_is_copied() {
    let Some(folder) = field() else { return };
    let own: Vec<String> =
        models().iter().flat_map(|model| &model.stages).map(|stage| plain(&stage.definition)).collect();
    for fact in facts(&folder) {
        for stage in fact["stages"].as_array().expect("a list") {
            let theirs = plain(stage["definition"].as_str().expect("a text"));
            assert!(!own.contains(&theirs), "{}.{} is word for word", fact["id"], stage["id"]);
        }
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
