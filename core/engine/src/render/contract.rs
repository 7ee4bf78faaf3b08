//! The theme contract as a page: generated from the views, so it cannot fall behind them.

use std::fmt::Write;

use super::theme::TEMPLATES;
use super::views;

/// The contract as Markdown.
pub fn markdown() -> String {
    let mut page = String::from(HEAD);
    let _ = writeln!(page, "\n## Templates\n");
    TEMPLATES.iter().for_each(|name| {
        let _ = writeln!(page, "- `{name}`");
    });
    for (title, fields) in views::contract() {
        let _ = writeln!(page, "\n## {title}\n\n| field | what it is |\n|---|---|");
        fields.iter().for_each(|(field, doc)| {
            let _ = writeln!(page, "| `{field}` | {} |", doc.trim());
        });
    }
    page
}

const HEAD: &str = "# Theme contract

Everything a template may read. Whatever is not here is undefined, and undefined is an error with the template, the line
and the values at hand: a theme cannot show a hole by mistake. This page is generated from the views of the engine.

Every template starts from `site` and `page`, and from what it shows: `home` (home.html), `journey`, `persona`,
`framework`, `touchpoint`, `team`, `evidence`, `document`, `list` (lists), `across` (overview.html, unanswered.html, urgent.html, lists). Where a field \"or none\" is none, `{% if field %}` is
false. Fields named `html` or ending in `_html` are safe; all other text is escaped.
Signed numbers, percentages, dates and `shown` fields are written as the site's language writes them. The keys of `t` are
those of `[portal]` in `core/engine/dictionaries/en.toml`; a key that is not there is an error.

A theme's name before the name of a template, as in `{% extends \"default/journey.html\" %}`, means the template that this
theme has below the one at hand. `site.tokens` and `site.stylesheet` are read after the theme's own style sheet.

| function or filter | what it does |
|---|---|
| `asset(\"theme.css\")` | the address of an asset of the theme, with its digest in it |
| `t(\"stages\")`, `t(\"count-steps\", 3)` | a text of the portal in the language of the site; with a number, in the form for it |
| `t(\"reviewed-on\", date=…)` | the same with its places filled; HTML where what fills them is HTML |
| `path\\|url` | an address of the portal, relative to the page: write it around every `url` |
| `number\\|signed` | `+1.2`, `−0.4`, `0.0` |
| `share\\|percent` | `80%` of `0.8` |
| `iso\\|date` | `12 Mar 2026` of `2026-03-12` |
| `number\\|number` | `−0.5`, as short as it can be |
| `number\\|fixed(1)` | with that many decimals and a point, for style sheets |
| `text\\|sentence` | with its first letter made large |
| `count\\|plural(\"step\", \"steps\")` | `1 step`, `3 steps` |
";
