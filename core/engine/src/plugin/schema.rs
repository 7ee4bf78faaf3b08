//! A plugin's settings, held against the JSON Schema that the plugin brings.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value;

use crate::parse::nearest;

/// How many faults of one plugin are told at once.
const MOST: usize = 20;

/// One thing that is wrong with a plugin's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingFault {
    /// The way to it below `[plugins.NAME]`: keys, and the numbers of list items from 0.
    pub way: Vec<String>,
    /// Whether the key is wrong, and not its value.
    pub on_key: bool,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to type.
    pub help: String,
    /// The key that was probably meant.
    pub meant: Option<String>,
}

/// What a schema says against settings, both as JSON text. The error tells what is wrong with the schema itself.
pub fn setting_faults(schema: &str, settings: &str) -> Result<Vec<SettingFault>, String> {
    let schema: Value = serde_json::from_str(schema).map_err(|error| format!("it is no JSON: {error}"))?;
    let validator = validator(&schema)?;
    let settings: Value = serde_json::from_str(settings).map_err(|error| error.to_string())?;
    Ok(validator.iter_errors(&settings).take(MOST).flat_map(|error| faults(&error, &schema)).collect())
}

/// Patterns run on the engine whose time is bounded by the text: a schema is as little trusted as its plugin.
fn validator(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().with_pattern_options(PatternOptions::regex());
    options.build(schema).map_err(|error| error.to_string())
}

fn faults(error: &ValidationError<'_>, schema: &Value) -> Vec<SettingFault> {
    let way: Vec<String> = error.instance_path().as_str().split('/').skip(1).map(unescaped).collect();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            let known = known_keys(error, schema);
            unexpected.iter().map(|key| unknown(&way, key, &known)).collect()
        }
        ValidationErrorKind::Required { property } => vec![missing(way, property)],
        _ => vec![wrong_value(way, error)],
    }
}

/// The keys that the schema knows beside the keyword that complains.
fn known_keys(error: &ValidationError<'_>, schema: &Value) -> Vec<String> {
    let path = error.schema_path().as_str();
    let beside = path.rsplit_once('/').map_or("", |(beside, _)| beside);
    let known = schema.pointer(beside).and_then(|schema| schema.get("properties")?.as_object());
    known.into_iter().flat_map(|known| known.keys().cloned()).collect()
}

fn unknown(way: &[String], key: &str, known: &[String]) -> SettingFault {
    let meant = nearest(key, known.iter().map(String::as_str)).map(str::to_owned);
    let help = match known {
        [] => "take it out: there are no settings here".to_owned(),
        known => format!("the settings are {}", known.join(", ")),
    };
    let way = way.iter().cloned().chain([key.to_owned()]).collect();
    SettingFault { way, on_key: true, message: format!("`{key}` is not a setting"), help, meant }
}

fn missing(way: Vec<String>, property: &Value) -> SettingFault {
    let key = property.as_str().unwrap_or_default();
    let message = format!("the setting `{key}` is missing");
    SettingFault { way, on_key: true, message, help: format!("write `{key} = …`"), meant: None }
}

fn wrong_value(way: Vec<String>, error: &ValidationError<'_>) -> SettingFault {
    let (wanted, help) = wanted(error);
    let message = format!("{} {wanted}", subject(&way));
    SettingFault { way, message, help, ..SettingFault::default() }
}

/// What a value must be, and what to type.
fn wanted(error: &ValidationError<'_>) -> (String, String) {
    use ValidationErrorKind as Kind;
    let found = error.instance();
    let at_least = |limit: &dyn std::fmt::Display| format!("write {limit} or more");
    let at_most = |limit: &dyn std::fmt::Display| format!("write {limit} or less");
    match error.kind() {
        Kind::Type { kind } => {
            let wanted = kinds(kind);
            (format!("must be {wanted}, not {}", kind_of(found)), example(kind))
        }
        Kind::Enum { options } => allowed(found, options.as_array().map_or(&[], Vec::as_slice)),
        Kind::Constant { expected_value } => allowed(found, &[(**expected_value).clone()]),
        Kind::Minimum { limit } => (format!("must be at least {limit}, not {found}"), at_least(limit)),
        Kind::Maximum { limit } => (format!("must be at most {limit}, not {found}"), at_most(limit)),
        Kind::ExclusiveMinimum { limit } => {
            (format!("must be more than {limit}, not {found}"), format!("write more than {limit}"))
        }
        Kind::ExclusiveMaximum { limit } => {
            (format!("must be less than {limit}, not {found}"), format!("write less than {limit}"))
        }
        Kind::MinItems { limit } => (format!("must list at least {limit}"), format!("list {limit} or more")),
        Kind::MaxItems { limit } => (format!("must list at most {limit}"), format!("list {limit} or fewer")),
        Kind::UniqueItems => ("lists something twice".into(), "take one of the two out".into()),
        Kind::Pattern { pattern } => {
            (format!("does not fit the pattern `{pattern}`"), format!("write what fits `{pattern}`"))
        }
        _ => (format!("cannot be used: {error}"), "look at what the plugin's own page says of it".into()),
    }
}

fn allowed(found: &Value, options: &[Value]) -> (String, String) {
    let words = options.iter().filter_map(Value::as_str);
    let near = found.as_str().and_then(|typed| nearest(typed, words));
    let list = options.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
    let help =
        near.map_or_else(|| format!("write one of {list}"), |near| format!("did you mean \"{near}\"?"));
    (format!("must be one of {list}, not {found}"), help)
}

/// `the setting`, `item 2 of the setting`.
fn subject(way: &[String]) -> String {
    match way {
        [] => "the plugin's settings".to_owned(),
        [.., list, item] if item.parse::<usize>().is_ok() => {
            let number = item.parse::<usize>().unwrap_or_default() + 1;
            format!("item {number} of `{list}`")
        }
        [.., key] => format!("`{key}`"),
    }
}

fn kinds(kind: &TypeKind) -> String {
    let types = match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(set) => set.iter().collect(),
    };
    types.into_iter().map(|one| in_words(one.as_str())).collect::<Vec<_>>().join(" or ")
}

fn example(kind: &TypeKind) -> String {
    let example = match kind {
        TypeKind::Single(one) => match one.as_str() {
            "string" => "\"…\"",
            "integer" => "3",
            "number" => "1.5",
            "boolean" => "true",
            "array" => "[\"…\"]",
            _ => return "write a table: `[plugins.NAME.KEY]` and its keys below".to_owned(),
        },
        TypeKind::Multiple(_) => return format!("write {}", kinds(kind)),
    };
    format!("write `{example}`")
}

fn in_words(kind: &str) -> &'static str {
    match kind {
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "a table",
        _ => "nothing",
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a table",
    }
}

/// A part of a JSON pointer as it was written.
fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"{"type": "object", "additionalProperties": false, "required": ["mood"], "properties": {
        "mood": {"enum": ["good", "bad"]}, "lanes": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "weight": {"type": "number", "minimum": 2}}}"#;

    #[track_caller]
    fn said(settings: &str) -> (String, String, String) {
        let faults = setting_faults(SCHEMA, settings).unwrap();
        assert_eq!(faults.len(), 1, "{faults:?}");
        (faults[0].way.join("."), faults[0].message.clone(), faults[0].help.clone())
    }

    #[track_caller]
    fn assert_said(settings: &str, way: &str, message: &str, help: &str) {
        assert_eq!(said(settings), (way.into(), message.into(), help.into()));
    }

    #[test]
    fn what_fits_is_not_complained_about() {
        assert_eq!(setting_faults(SCHEMA, r#"{"mood": "good", "lanes": ["pain"], "weight": 2}"#), Ok(vec![]));
    }

    #[test]
    fn every_fault_is_told_in_words_with_what_to_type() {
        let enumerated = "`mood` must be one of \"good\", \"bad\", not \"goood\"";
        assert_said(r#"{"mood": "goood"}"#, "mood", enumerated, "did you mean \"good\"?");
        let typed = "item 2 of `lanes` must be a text in quotes, not a number";
        assert_said(r#"{"mood": "bad", "lanes": ["a", 7]}"#, "lanes.1", typed, "write `\"…\"`");
        let least = "`weight` must be at least 2, not 1";
        assert_said(r#"{"mood": "bad", "weight": 1}"#, "weight", least, "write 2 or more");
        assert_said("{}", "", "the setting `mood` is missing", "write `mood = …`");
        let few = "`lanes` must list at least 1";
        assert_said(r#"{"mood": "bad", "lanes": []}"#, "lanes", few, "list 1 or more");
    }

    #[test]
    fn an_unknown_key_is_told_with_the_nearest() {
        let faults = setting_faults(SCHEMA, r#"{"mood": "bad", "lane": 1, "x": 2}"#).unwrap();
        let meant: Vec<_> =
            faults.iter().map(|fault| (fault.way[0].as_str(), fault.meant.as_deref())).collect();
        assert_eq!(meant, [("lane", Some("lanes")), ("x", None)]);
        assert_eq!(faults[1].help, "the settings are mood, lanes, weight");
        assert!(faults.iter().all(|fault| fault.on_key));
    }

    #[test]
    fn a_schema_that_is_none_is_told_so() {
        for schema in ["{", r#"{"type": "strnig"}"#, r#"{"$ref": "https://example.org/schema"}"#] {
            assert!(setting_faults(schema, "{}").is_err(), "{schema}");
        }
    }

    #[test]
    fn a_pattern_takes_no_longer_than_its_text() {
        let schema = r#"{"properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}}"#;
        let settings = format!("{{\"a\": \"{}!\"}}", "a".repeat(50_000));
        assert_eq!(setting_faults(schema, &settings).unwrap().len(), 1);
    }
}
