//! Sites of plain pages: what site generators are compared with.

use super::Files;
use super::words::Chance;

/// How many folders the pages lie in.
const SECTIONS: usize = 10;

/// How many tags there are.
const TAGS: usize = 40;

/// What a page goes through.
const STAGES: [&str; 6] = ["Awareness", "Consideration", "Purchase", "Onboarding", "Use", "Renewal"];

const SETTINGS: &str =
    "title = \"Journeys\"\nbase-url = \"https://example.org/\"\ntheme = \"bare\"\njson = false\n";

/// A style sheet.
pub const STYLE: &str = "body{font:16px/1.5 sans-serif;margin:0 auto;max-width:60rem}\n";

/// The frame of every page: a header with links to the lists, the page, a footer.
const BASE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{% block title %}{{ page.title }}{% endblock %} | {{ site.title }}</title><meta name="description" content="{{ page.description or "" }}"><link rel="stylesheet" href="{{ asset("theme.css") }}"></head>
<body><header><nav><a href="{{ "index.html"|url }}">Home</a>NAV</nav></header>
<main>{% block main %}{% endblock %}</main><footer>Built by journeybook</footer></body></html>
"#;

/// A page's own template.
const DOCUMENT: &str = r#"{% extends "base.html" %}{% block main %}<article><h1>{{ document.title }}</h1><p>Looked after by {{ document.owner or "nobody" }}. Status: {{ document.status or "none" }}.</p><ul class="tags">{% for tag in document.tags %}<li>{{ tag }}</li>{% endfor %}</ul>{{ document.html }}</article>{% endblock %}
"#;

/// A site of `count` pages in ten folders, each with its list, forty tags, each with its list, and a theme of two
/// templates: the same work as other generators are given.
pub fn site(count: usize) -> Files {
    let mut files = vec![("journeybook.toml".to_owned(), SETTINGS.to_owned())];
    files.extend(theme());
    files.extend(content(count));
    files
}

/// The same site with what other generators do not make: its data as JSON, and a theme whose pages lead to the search, so
/// that an index is made.
pub fn whole(count: usize) -> Files {
    let link = "<footer><a href=\"{{ \"search/\"|url }}\">Search</a> ";
    let more = |text: String| text.replace("json = false\n", "").replace("<footer>", link);
    site(count).into_iter().map(|(path, text)| (path, more(text))).collect()
}

/// The Markdown alone.
pub fn content(count: usize) -> Files {
    let mut files: Files = Vec::new();
    files.extend((0..count).map(|at| (path(at), page(at, count))));
    files.extend((0..SECTIONS).map(|section| {
        let own = (section..count).step_by(SECTIONS);
        (format!("content/lists/s{section:02}.md"), list(&format!("Section {section}"), own))
    }));
    files.extend((0..TAGS).map(|tag| {
        let own = (0..count).filter(|at| tags(*at).contains(&tag));
        (format!("content/labels/tag-{tag:02}.md"), list(&format!("tag-{tag:02}"), own))
    }));
    files
}

fn theme() -> Files {
    let nav = nav(|section| format!("{{{{ \"lists/{section}.html\"|url }}}}"));
    let files = [
        ("templates/base.html", BASE.replace("NAV", &nav)),
        ("templates/document.html", DOCUMENT.to_owned()),
        (
            "templates/home.html",
            "{% extends \"base.html\" %}{% block main %}<h1>{{ site.title }}</h1>{% endblock %}\n".to_owned(),
        ),
        ("assets/theme.css", STYLE.to_owned()),
    ];
    files.map(|(path, text)| (format!("themes/bare/{path}"), text)).into()
}

/// The links of the header, each to the list of a section.
pub fn nav(address: impl Fn(&str) -> String) -> String {
    let link = |section| format!("<a href=\"{}\">Section {section}</a>", address(&format!("s{section:02}")));
    (0..SECTIONS).map(link).collect()
}

fn path(at: usize) -> String {
    format!("content/s{:02}/p{at:05}.md", at % SECTIONS)
}

fn link(at: usize) -> String {
    format!("[journey {at}](../s{:02}/p{at:05}.md)", at % SECTIONS)
}

fn tags(at: usize) -> [usize; 3] {
    let first = Chance::of(at).below(TAGS);
    [first, (first + 7) % TAGS, (first + 19) % TAGS]
}

fn list(title: &str, pages: impl Iterator<Item = usize>) -> String {
    let lines: String =
        pages.map(|at| format!("- {} How customers experience journey number {at}.\n", link(at))).collect();
    format!("---\ntitle: {title}\nkind: page\n---\n\n{lines}")
}

fn page(at: usize, count: usize) -> String {
    let mut chance = Chance::of(at);
    let tags = tags(at).map(|tag| format!("tag-{tag:02}"));
    let mut text = format!(
        "---\ntitle: Journey {at}\nkind: page\ndescription: How customers experience journey number {at}.\n\
         owner: team {}\nstatus: live\ntags: [{}]\n---\n\n{}\n\n",
        at % 7,
        tags.join(", "),
        chance.sentence(40)
    );
    for (number, stage) in STAGES.into_iter().enumerate() {
        text += &section(&mut chance, number, stage, at, count);
    }
    let related = [(); 2].map(|()| link(chance.below(count)));
    let tags = tags.map(|tag| format!("[{tag}](../labels/{tag}.md)"));
    text + &format!("Related: {}.\nTagged: {}.\n", related.join(", "), tags.join(", "))
}

fn section(chance: &mut Chance, number: usize, stage: &str, at: usize, count: usize) -> String {
    let items: String = (0..4).map(|_| format!("- {}\n", chance.sentence(9))).collect();
    format!(
        "## {stage} of journey {at}\n\n{}\n\n### Actions\n\n{items}\n{} See {} for more. {}\n\n### Emotions\n\n{}\n",
        chance.sentence(45),
        chance.sentence(12),
        link(chance.below(count)),
        chance.sentence(14),
        last_block(chance, number)
    )
}

/// A table in the third section, a quotation and code in the fifth, a numbered list in the others.
fn last_block(chance: &mut Chance, number: usize) -> String {
    match number {
        2 => {
            let rows: String =
                (0..5).map(|_| format!("| {} |\n", [(); 5].map(|()| chance.word()).join(" | "))).collect();
            format!("| Step | Channel | Actor | Emotion | Owner |\n| --- | --- | :-: | --: | --- |\n{rows}")
        }
        4 => {
            let code: String = (0..4).map(|_| format!("  {}\n", chance.words(6))).collect();
            format!("> {}\n\n```text\n{code}```\n", chance.sentence(25))
        }
        _ => (1..4).map(|number| format!("{number}. {}\n", chance.sentence(8))).collect(),
    }
}
