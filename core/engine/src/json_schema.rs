//! JSON Schemas of what authors write beside their maps, made from the tables that the engine itself reads by.
//!
//! A key that is not listed is allowed, since it is kept, but for those of bindings to data; so is a key without a value.

use journeybook_model::{Kind, StandardLane};
use serde_json::{Map, Value, json};

use crate::look::TOKENS;
use crate::parse::keys::{self, Key, Shape};
use crate::settings::{FRAMEWORK_KEYS, KEYS, OPPORTUNITY_KEYS, Setting, Shape as Holds};

/// The dialect.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a kind's frontmatter.
pub fn frontmatter(kind: Kind) -> Value {
    let article = if kind.word().starts_with(['e', 'o']) { "an" } else { "a" };
    let mut schema = json!({ "$schema": DRAFT, "title": format!("Frontmatter of {article} {kind}") });
    schema["type"] = json!(["object", "null"]);
    schema["properties"] = keys::of(kind).map(|key| (key.name.to_owned(), property(key))).collect();
    schema
}

/// One schema for the frontmatter of every kind: `kind:` says which, and a file without it has that of a journey.
pub fn all() -> Value {
    let definitions: Map<_, _> =
        Kind::ALL.into_iter().map(|kind| (kind.word().to_owned(), frontmatter(kind))).collect();
    let choices: Vec<_> = Kind::ALL.into_iter().map(choice).collect();
    let none = json!({ "if": { "not": { "required": ["kind"] } }, "then": { "$ref": "#/$defs/journey" } });
    json!({
        "$schema": DRAFT,
        "title": "Frontmatter of a Journeybook file",
        "type": ["object", "null"],
        "allOf": choices.into_iter().chain([none]).collect::<Vec<_>>(),
        "$defs": definitions,
    })
}

fn choice(kind: Kind) -> Value {
    let says =
        json!({ "properties": { "kind": { "enum": [kind.word(), kind.folder()] } }, "required": ["kind"] });
    json!({ "if": says, "then": { "$ref": format!("#/$defs/{kind}") } })
}

/// The schema of `journeybook.toml`.
pub fn settings() -> Value {
    let properties: Map<_, _> = KEYS.iter().map(|known| (known.name.to_owned(), setting(known))).collect();
    json!({
        "$schema": DRAFT,
        "title": "Settings of a Journeybook site",
        "type": "object",
        "properties": properties,
    })
}

fn setting(setting: &Setting) -> Value {
    let mut schema = match setting.shape {
        Holds::Text => json!({ "type": "string" }),
        Holds::Switch => json!({ "type": "boolean" }),
        Holds::Labels => {
            let lanes: Map<_, _> =
                StandardLane::ALL.iter().map(|lane| (lane.word().to_owned(), texts())).collect();
            json!({ "type": "object", "properties": lanes, "additionalProperties": false })
        }
        Holds::Frameworks => {
            let properties: Map<_, _> = FRAMEWORK_KEYS
                .into_iter()
                .map(|(name, says)| {
                    let mut list = texts();
                    list["description"] = says.into();
                    (name.to_owned(), list)
                })
                .collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        Holds::Opportunities => {
            let properties: Map<_, _> = OPPORTUNITY_KEYS
                .into_iter()
                .map(|(name, says)| (name.to_owned(), json!({ "type": "string", "description": says })))
                .collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        Holds::Theme => {
            let name = json!({ "type": "string", "description": "The theme’s name." });
            let table = json!({ "type": "object", "properties": { "name": name, "tokens": tokens() }, "additionalProperties": false });
            json!({ "anyOf": [{ "type": "string" }, table] })
        }
        Holds::Plugins => {
            let limits =
                json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } });
            let plugin = json!({ "type": "object", "properties": { "limits": limits } });
            json!({ "type": "object", "additionalProperties": plugin })
        }
    };
    schema["description"] = setting.says.into();
    schema
}

/// The design tokens.
fn tokens() -> Value {
    let token = |says: &str| json!({ "type": "string", "description": says });
    let properties: Map<_, _> =
        TOKENS.iter().map(|known| (known.name.to_owned(), token(known.says))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// A mapping by a table of keys.
fn mapping(keys: &[Key]) -> Value {
    let properties: Map<_, _> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn property(key: &Key) -> Value {
    let mut schema = shaped(key.shape);
    schema["description"] = match key.shape {
        Shape::Id(kind) => format!("{} The id of a {kind}, or a list of ids.", key.says).into(),
        _ => key.says.into(),
    };
    schema
}

/// What the engine takes for a value of this shape: a key without a value is one that was not written.
fn shaped(shape: Shape) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Text => simple(),
        Shape::Texts | Shape::Id(_) => json!({ "anyOf": [simple(), { "type": "array", "items": simple() }] }),
        Shape::Number => json!({ "type": ["number", "null"] }),
        Shape::Share => json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 }),
        Shape::Flag => json!({ "type": ["boolean", "null"] }),
        Shape::Date => {
            json!({ "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$", "examples": ["2026-03-12"] })
        }
        Shape::Word(words) => {
            json!({ "enum": words.iter().copied().map(Some).chain([None]).collect::<Vec<_>>() })
        }
        Shape::KindWord => {
            let words = Kind::ALL.into_iter().flat_map(|kind| [kind.word(), kind.folder()]);
            json!({ "enum": distinct(words).into_iter().map(Some).chain([None]).collect::<Vec<_>>() })
        }
        Shape::Entries(keys) => {
            let entry = json!({ "anyOf": [simple(), mapping(keys)] });
            json!({ "anyOf": [simple(), mapping(keys), { "type": "array", "items": entry }] })
        }
        Shape::Named(keys) => json!({ "type": ["object", "null"], "additionalProperties": mapping(keys) }),
        Shape::Scale => {
            json!({ "type": ["array", "null"], "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
    }
}

fn simple() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

fn texts() -> Value {
    let text = json!({ "type": "string" });
    json!({ "anyOf": [text, { "type": "array", "items": text }] })
}

/// The words of an `enum` must differ, and “evidence” is its own plural.
fn distinct<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut all = Vec::new();
    words.for_each(|word| {
        if !all.contains(&word) {
            all.push(word);
        }
    });
    all
}
