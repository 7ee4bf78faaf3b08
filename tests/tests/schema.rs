//! The schemas say what the engine says: what is written in the sample and the documentation fits them, and what is wrong
//! does not.

use journeybook_engine::{File, Settings, json_schema};
use journeybook_model::Kind;
use journeybook_tests::{tool, tree};
use jsonschema::Validator;
use serde_json::{Value, json};

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema), "{schema:#}");
    jsonschema::validator_for(schema).expect("it is a schema")
}

fn frontmatter(text: &str) -> Option<Value> {
    let (front, _) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let options = serde_saphyr::options! { strict_booleans: true };
    Some(serde_saphyr::from_str_with_options(front, options).expect("it is YAML"))
}

/// The kind that a file's frontmatter, else its folder, says.
fn kind(path: &str, front: &Value) -> Kind {
    let folder = path.split('/').find_map(|part| Kind::ALL.into_iter().find(|kind| kind.folder() == part));
    front["kind"].as_str().and_then(Kind::from_word).or(folder).unwrap_or(Kind::Page)
}

#[test]
fn everything_that_is_written_fits() {
    let mut files = 0;
    for folder in ["content", "docs/content"] {
        for path in tree::walk(&tree::repository().join(folder)) {
            let name = path.display().to_string();
            let front = name.ends_with(".md").then(|| frontmatter(&tree::text(&path))).flatten();
            let Some(front) = front else { continue };
            let validator = validator(&json_schema::frontmatter(kind(&name, &front)));
            let errors: Vec<_> = validator.iter_errors(&front).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
            files += 1;
        }
    }
    assert!(files > 50, "only {files} files have frontmatter");
}

#[test]
fn what_the_engine_refuses_does_not_fit() {
    let journey = validator(&json_schema::frontmatter(Kind::Journey));
    for wrong in [
        json!({ "basis": "future" }),
        json!({ "status": "idea" }),
        json!({ "reviewed": "soon" }),
        json!({ "scale": [1, 2, 3] }),
        json!({ "weight": "heavy" }),
        json!({ "persona": { "id": "mia" } }),
        json!({ "tags": [["a"]] }),
        json!({ "kind": "story" }),
    ] {
        assert!(!journey.is_valid(&wrong), "{wrong}");
    }
    for right in [
        json!({ "weather": { "any": 1 } }),
        json!({ "basis": null }),
        json!({ "tags": "one" }),
        json!({ "title": 1984 }),
        Value::Null,
    ] {
        assert!(journey.is_valid(&right), "{right}");
    }
}

#[test]
fn one_schema_for_all_goes_by_the_kind() {
    let all = validator(&json_schema::all());
    assert!(all.is_valid(&json!({ "kind": "opportunity", "status": "idea" })));
    assert!(!all.is_valid(&json!({ "kind": "journey", "status": "idea" })));
    assert!(!all.is_valid(&json!({ "status": "idea" })), "a file that does not say its kind is a journey");
}

#[test]
fn settings_have_a_schema() {
    let settings = validator(&json_schema::settings());
    let own = tree::text(&tree::repository().join("journeybook.toml"));
    let own: toml::Table = own.parse().expect("it is TOML");
    assert!(settings.is_valid(&serde_json::to_value(own).expect("TOML is JSON")));
    for wrong in ["title = 1", "[labels]\nagony = \"Ärger\"", "[plugins]\na = 1"] {
        let mut notes = Vec::new();
        Settings::read(Some(&File::new("journeybook.toml", wrong.as_bytes())), &mut notes);
        let table: toml::Table = wrong.parse().expect("it is TOML");
        let value = serde_json::to_value(table).expect("TOML is JSON");
        assert!(!notes.is_empty() && !settings.is_valid(&value), "{wrong}");
    }
}

#[test]
fn the_page_about_frontmatter_names_every_key() {
    let page = tree::text(&tree::repository().join("docs/content/writing/frontmatter.md"));
    for kind in Kind::ALL {
        let schema = json_schema::frontmatter(kind);
        for (key, about) in schema["properties"].as_object().expect("it is an object") {
            assert!(page.contains(&format!("`{key}`")), "{key} of a {kind}");
            assert!(
                about["description"].as_str().is_some_and(|text| text.contains('.')),
                "{key} of a {kind}"
            );
        }
    }
}

#[test]
fn schemas_are_printed_and_written() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let print = |words: &[&str]| -> Value {
        serde_json::from_str(&tool::run_to(0, folder.path(), words).out).expect("it is JSON")
    };
    assert_eq!(print(&["schema", "persona"]), json_schema::frontmatter(Kind::Persona));
    assert_eq!(print(&["schema", "settings"]), json_schema::settings());
    assert_eq!(print(&["schema"]), json_schema::all());
    let unknown = tool::run_to(2, folder.path(), &["schema", "story"]);
    assert!(unknown.err.contains("journey, persona"), "{}", unknown.err);
    let written = tool::run_to(0, folder.path(), &["schema", "--out", "schemas"]).out;
    assert_eq!(written.lines().count(), Kind::ALL.len() + 2, "{written}");
    let text = tree::text(&folder.path().join("schemas/journey.schema.json"));
    assert_eq!(
        serde_json::from_str::<Value>(&text).expect("it is JSON"),
        json_schema::frontmatter(Kind::Journey)
    );
}
