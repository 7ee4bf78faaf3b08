//! What a build cannot be faster than: a small program that makes the same pages and knows nothing of journeys.
//!
//! `floor pages SITE OUT` reads Markdown, makes HTML of it with a template and writes it; `floor bytes PORTAL OUT`
//! writes the files of a portal once more. `cargo xtask bench` runs both.
#![allow(clippy::unwrap_used, reason = "it is measured, not used")]

use std::fs;
use std::path::{Path, PathBuf};

use minijinja::{Environment, Value, context};
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }} | Journeys</title><meta name="description" content="{{ description }}"><link rel="stylesheet" href="../theme.css"></head>
<body><header><nav><a href="../index.html">Home</a>{% for n in range(10) %}<a href="../lists/s{{ n }}.html">Section {{ n }}</a>{% endfor %}</nav></header>
<main><article><h1>{{ title }}</h1><p>Looked after by {{ owner }}. Status: {{ status }}.</p><ul class="tags">{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul>{{ text }}</article></main><footer>Built by floor</footer></body></html>
"#;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["pages", site, out] => pages(&Path::new(site).join("content"), Path::new(out)),
        ["bytes", portal, out] => bytes(Path::new(portal), Path::new(out)),
        _ => panic!("usage: floor pages SITE OUT, or floor bytes PORTAL OUT"),
    }
}

fn pages(from: &Path, out: &Path) {
    let mut templates = Environment::new();
    templates.add_template("page.html", PAGE).unwrap();
    let all = files(from, out);
    all.par_iter().for_each(|(path, to)| {
        let text = fs::read_to_string(path).unwrap();
        fs::write(to.with_extension("html"), page(&templates, &text)).unwrap();
    });
}

fn page(templates: &Environment<'_>, text: &str) -> String {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let front: serde_json::Value = serde_saphyr::from_str(front).unwrap();
    let mut made = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut made, Parser::new_ext(body, Options::ENABLE_TABLES));
    let say = |key: &str| front[key].as_str().unwrap_or_default().to_owned();
    let tags =
        front["tags"].as_array().into_iter().flatten().filter_map(|tag| tag.as_str().map(str::to_owned));
    let values = context! {
        title => say("title"), description => say("description"), owner => say("owner"),
        status => say("status"), tags => tags.collect::<Vec<_>>(), text => Value::from_safe_string(made),
    };
    templates.get_template("page.html").unwrap().render(values).unwrap()
}

fn bytes(from: &Path, out: &Path) {
    files(from, out).par_iter().for_each(|(path, to)| fs::write(to, fs::read(path).unwrap()).unwrap());
}

/// Every file and where it goes; the folders are made.
fn files(from: &Path, out: &Path) -> Vec<(PathBuf, PathBuf)> {
    fs::create_dir_all(out).unwrap();
    let mut all = Vec::new();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = out.join(path.file_name().unwrap());
        match path.is_dir() {
            true => all.extend(files(&path, &to)),
            false => all.push((path, to)),
        }
    }
    all
}
