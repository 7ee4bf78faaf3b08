//! Simple keys of a thing's frontmatter, for a list of facts.

use minijinja::Value;
use serde_json::Value as Json;

use crate::render::language::Language;
use crate::render::view::Cx;
use crate::render::words::{self, sentence};
use crate::resolve::NodeId;

/// Keys that the pages show in their own way, or that say nothing to a reader.
const TOLD: &[&str] = &[
    "title",
    "id",
    "kind",
    "summary",
    "description",
    "aliases",
    "tags",
    "role",
    "quote",
    "name",
    "primary",
    "colour",
    "image",
    "owner",
    "team",
    "data",
    "confidence",
    "weight",
    "nav",
    "chapter",
    "impact",
    "reach",
    "effort",
    "icon",
];

/// The `facts:` of the frontmatter, else its simple keys.
pub fn facts(cx: &Cx, node: NodeId) -> Value {
    let Some(document) = cx.portal.document(node) else { return Value::from_iter(Vec::<Value>::new()) };
    let language = cx.portal.language();
    let fact = |key: &str, value: String| minijinja::context! { label => words::fact(language, key), value => value };
    if let Some(Json::Object(facts)) = document.fields.get("facts") {
        return facts.iter().filter_map(|(key, value)| Some(fact(key, plain(value, language)?))).collect();
    }
    let shown = document.fields.0.iter().filter(|field| !TOLD.contains(&field.key.as_str()));
    shown.filter_map(|field| Some(fact(&field.key, plain(&field.value, language)?))).collect()
}

fn plain(value: &Json, language: Language) -> Option<String> {
    match value {
        Json::String(text) => Some(sentence(&language.date(text))),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(language.text(if *flag { "yes" } else { "no" })),
        Json::Array(items) => {
            let items: Option<Vec<_>> =
                items.iter().map(|item| (!item.is_array()).then(|| plain(item, language))?).collect();
            items.map(|items| items.join(&language.text("comma")))
        }
        _ => None,
    }
}
