//! The same pages for another generator, to be compared with.

use super::{Files, pages};

const SETTINGS: &str = "\
baseURL = \"https://example.org/\"
title = \"Journeys\"
uglyURLs = true
disableKinds = [\"RSS\", \"sitemap\", \"taxonomy\", \"term\"]
[markup.highlight]
codeFences = false
[markup.goldmark.renderHooks.link]
useEmbedded = \"always\"
";

const BASE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} | {{ .Site.Title }}</title><meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="/theme.css"></head>
<body><header><nav><a href="/">Home</a>NAV</nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>Built by Hugo</footer></body></html>
"#;

const PAGE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1><p>Looked after by {{ .Params.owner }}. Status: {{ .Params.status }}.</p><ul class="tags">{{ range .Params.tags }}<li>{{ . }}</li>{{ end }}</ul>{{ .Content }}</article>{{ end }}
"#;

/// A site of plain pages for Hugo: the same Markdown, a theme that makes the same HTML, links checked.
pub fn hugo(count: usize) -> Files {
    let nav = pages::nav(|section| format!("/lists/{section}.html"));
    let home = "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ end }}\n".to_owned();
    let frame = [
        ("hugo.toml", SETTINGS.to_owned()),
        ("layouts/_default/baseof.html", BASE.replace("NAV", &nav)),
        ("layouts/_default/single.html", PAGE.to_owned()),
        ("layouts/_default/list.html", home),
        ("static/theme.css", pages::STYLE.to_owned()),
    ];
    let mut files: Files = frame.map(|(path, text)| (path.to_owned(), text)).into();
    let content = pages::content(count).into_iter();
    files.extend(content.map(|(path, text)| (path, text.replacen("kind: page\n", "", 1))));
    files
}
