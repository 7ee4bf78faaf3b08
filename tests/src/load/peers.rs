//! The same pages for other generators, to be compared with.

use super::{Files, pages};

const HUGO: &str = "\
baseURL = \"https://example.org/\"
title = \"Journeys\"
uglyURLs = true
disableKinds = [\"RSS\", \"sitemap\", \"taxonomy\", \"term\"]
[markup.highlight]
codeFences = false
[markup.goldmark.renderHooks.link]
useEmbedded = \"always\"
";

const HUGO_BASE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} | {{ .Site.Title }}</title><meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="/theme.css"></head>
<body><header><nav><a href="/">Home</a>NAV</nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>Built by Hugo</footer></body></html>
"#;

const HUGO_PAGE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1><p>Looked after by {{ .Params.owner }}. Status: {{ .Params.status }}.</p><ul class="tags">{{ range .Params.tags }}<li>{{ . }}</li>{{ end }}</ul>{{ .Content }}</article>{{ end }}
"#;

const ZOLA: &str = "\
base_url = \"https://example.org\"
title = \"Journeys\"
generate_feeds = false
generate_sitemap = false
generate_robots_txt = false
build_search_index = false
";

const ZOLA_TAGS: &str = "taxonomies = [{ name = \"tags\", feed = false }]\n";

const ZOLA_BASE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{% block title %}{% endblock %} | {{ config.title }}</title><meta name="description" content="{% block about %}{% endblock %}"><link rel="stylesheet" href="/theme.css"></head>
<body><header><nav><a href="/">Home</a>NAV</nav></header>
<main>{% block main %}{% endblock %}</main><footer>Built by Zola</footer></body></html>
"#;

const ZOLA_PAGE: &str = r#"{% extends "base.html" %}{% block title %}{{ page.title }}{% endblock %}{% block about %}{{ page.description | default(value="") }}{% endblock %}{% block main %}<article><h1>{{ page.title }}</h1><p>Looked after by {{ page.extra.owner | default(value="nobody") }}. Status: {{ page.extra.status | default(value="none") }}.</p><ul class="tags">{% for tag in page.extra.tags | default(value=[]) %}<li>{{ tag }}</li>{% endfor %}</ul>{{ page.content | safe }}</article>{% endblock %}
"#;

const ZOLA_HOME: &str =
    "{% extends \"base.html\" %}{% block main %}<h1>{{ config.title }}</h1>{% endblock %}\n";

/// A site of plain pages for Hugo: the same Markdown, a theme that makes the same HTML, links checked.
pub fn hugo(count: usize) -> Files {
    let nav = pages::nav(|section| format!("/lists/{section}.html"));
    let home = "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ end }}\n".to_owned();
    let frame = [
        ("hugo.toml", HUGO.to_owned()),
        ("layouts/_default/baseof.html", HUGO_BASE.replace("NAV", &nav)),
        ("layouts/_default/single.html", HUGO_PAGE.to_owned()),
        ("layouts/_default/list.html", home),
        ("static/theme.css", pages::STYLE.to_owned()),
    ];
    let mut files: Files = frame.map(|(path, text)| (path.to_owned(), text)).into();
    let content = pages::content(count).into_iter();
    files.extend(content.map(|(path, text)| (path, text.replacen("kind: page\n", "", 1))));
    files
}

const ZOLA_LIST: &str = r#"{% extends "base.html" %}{% block title %}{{ section.title }}{% endblock %}{% block main %}<h1>{{ section.title }}</h1><ul>{% for page in section.pages %}<li><a href="{{ page.path | safe }}">{{ page.title }}</a> {{ page.description }}</li>{% endfor %}</ul>{% endblock %}
"#;

const ZOLA_TAG: &str = r#"{% extends "base.html" %}{% block title %}{{ term.name }}{% endblock %}{% block main %}<h1>{{ term.name }}</h1><ul>{% for page in term.pages %}<li><a href="{{ page.path | safe }}">{{ page.title }}</a> {{ page.description }}</li>{% endfor %}</ul>{% endblock %}
"#;

const ZOLA_ALL_TAGS: &str = r#"{% extends "base.html" %}{% block title %}Tags{% endblock %}{% block main %}<h1>Tags</h1><ul>{% for term in terms %}<li><a href="{{ term.path | safe }}">{{ term.name }}</a> ({{ term.page_count }})</li>{% endfor %}</ul>{% endblock %}
"#;

/// A site of plain pages for Zola: the same Markdown, the lists in it too, a theme that makes the same HTML, links checked.
pub fn zola(count: usize) -> Files {
    let mut files = zola_frame(ZOLA, |section| format!("/lists/{section}/"));
    let content = pages::content(count).into_iter();
    files.extend(content.map(|(path, text)| (path, for_zola(&text, |keys| in_table("extra", keys)))));
    files
}

/// The same, where Zola makes the lists itself, of its sections and of a taxonomy: as its users have them.
pub fn zola_with_lists(count: usize) -> Files {
    let mut files = zola_frame(&format!("{ZOLA}{ZOLA_TAGS}"), |section| format!("/{section}/"));
    let page = ZOLA_PAGE.replace("page.extra.tags", "page.taxonomies.tags");
    let lists =
        [("section.html", ZOLA_LIST), ("tags/single.html", ZOLA_TAG), ("tags/list.html", ZOLA_ALL_TAGS)];
    let templates = lists.into_iter().chain([("page.html", page.as_str())]);
    files.extend(templates.map(|(name, text)| (format!("templates/{name}"), text.to_owned())));
    for (path, text) in pages::content(count) {
        let list = path.strip_prefix("content/lists/").and_then(|name| name.strip_suffix(".md"));
        match list {
            Some(name) => files.push((format!("content/{name}/_index.md"), title_of(&text))),
            None if path.starts_with("content/labels/") => {}
            None => files.push((path, with_tags(&for_zola(&text, tags_apart)))),
        }
    }
    files
}

fn zola_frame(settings: &str, address: impl Fn(&str) -> String) -> Files {
    let frame = [
        ("config.toml", settings.to_owned()),
        ("templates/base.html", ZOLA_BASE.replace("NAV", &pages::nav(address))),
        ("templates/page.html", ZOLA_PAGE.to_owned()),
        ("templates/index.html", ZOLA_HOME.to_owned()),
        ("static/theme.css", pages::STYLE.to_owned()),
    ];
    frame.map(|(path, text)| (path.to_owned(), text)).into()
}

/// Zola checks a link that begins at the content folder, and has places of its own for keys it does not know.
fn for_zola(text: &str, place: impl Fn(&str) -> String) -> String {
    let text = text.replacen("kind: page\n", "", 1).replace("](../", "](@/");
    let Some((before, after)) = text.split_once("owner: ") else { return text };
    let (keys, body) = after.split_once("---\n").unwrap_or((after, ""));
    format!("{before}{}---\n{body}", place(&format!("owner: {keys}")))
}

/// Lines of frontmatter as a table of it.
fn in_table(name: &str, keys: &str) -> String {
    let keys: String = keys.lines().map(|line| format!("  {line}\n")).collect();
    format!("{name}:\n{keys}")
}

/// The line of the tags as a taxonomy, the others as extra keys.
fn tags_apart(keys: &str) -> String {
    let (tags, others): (Vec<_>, Vec<_>) = keys.lines().partition(|line| line.starts_with("tags: "));
    in_table("extra", &others.join("\n")) + &in_table("taxonomies", &tags.join("\n"))
}

/// A page whose tags lead to the lists that Zola makes.
fn with_tags(text: &str) -> String {
    let mut pieces = text.split("](@/labels/");
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.map(|piece| format!("](/tags/{}", piece.replacen(".md)", "/)", 1))).collect::<String>()
}

/// The frontmatter alone.
fn title_of(list: &str) -> String {
    let title = list.lines().find(|line| line.starts_with("title: ")).unwrap_or_default();
    format!("---\n{title}\n---\n")
}
