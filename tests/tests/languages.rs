//! The shipped themes and the engine ask only for texts that every language has.

use std::collections::BTreeSet;

use journeybook_tests::tree;

/// The keys of `[portal]` in the English dictionary.
fn keys() -> BTreeSet<String> {
    let text = tree::text(&tree::repository().join("core/engine/dictionaries/en.toml"));
    let portal = text.split_once("[portal]").map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    portal.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
}

/// What the templates put into `t("…")`; a key that ends in `-` is completed by what is at hand.
fn asked() -> BTreeSet<String> {
    let files = tree::walk(&tree::repository().join("themes"));
    let templates = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let templates: Vec<String> = templates.map(|path| tree::text(path)).collect();
    let asked = templates.iter().flat_map(|text| {
        text.match_indices("t(\"")
            .filter(|(at, _)| !text[..*at].ends_with(|letter: char| letter.is_alphanumeric()))
            .filter_map(|(at, _)| text[at + 3..].split('"').next())
    });
    asked.map(str::to_owned).collect()
}

#[test]
fn the_themes_ask_only_for_texts_that_are_there() {
    let keys = keys();
    let known = |asked: &String| {
        keys.contains(asked) || (asked.ends_with('-') && keys.iter().any(|key| key.starts_with(asked)))
    };
    let missing: Vec<_> = asked().into_iter().filter(|asked| !known(asked)).collect();
    assert!(
        keys.len() > 200 && missing.is_empty(),
        "{missing:?} is not in [portal] of core/engine/dictionaries/en.toml"
    );
}

#[test]
fn every_text_is_shown_somewhere() {
    let asked = asked();
    let views = tree::repository().join("core/engine/src/render");
    let engine: String = tree::walk(&views).iter().map(|path| tree::text(path)).collect();
    let shown = |key: &String| {
        let begun = asked.iter().any(|asked| asked.ends_with('-') && key.starts_with(asked));
        asked.contains(key) || begun || key.starts_with("fact-") || engine.contains(&format!("\"{key}\""))
    };
    let idle: Vec<_> = keys().into_iter().filter(|key| !shown(key)).collect();
    assert!(idle.is_empty(), "nothing shows {idle:?}");
}
