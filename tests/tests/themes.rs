//! Themes: the shipped ones, what a site puts over them, and the commands for both.

use std::fs;

use journeybook_engine::{SETTINGS_FILE, Settings, TEMPLATES, examine_theme};
use journeybook_tests::site::{self, Site, assert_no_errors, diagnostics};
use journeybook_tests::tool::{new_site, run, run_to};
use journeybook_tests::tree;
use tempfile::TempDir;

const MAP: &str = "# A\n\n## B\n\n### C\n\n- feeling: 1\n";

const SHIPPED: [&str; 2] = ["default", "plain"];

/// The sample in a theme.
fn sample(theme: &str) -> Site {
    let settings = Site::sample().text(SETTINGS_FILE).to_owned();
    Site::sample().with(SETTINGS_FILE, &format!("theme = \"{theme}\"\n{settings}"))
}

/// Forty-two steps, long words, holes, and a language that is written from the right.
fn stress(theme: &str) -> Site {
    let mut map = String::from("---\ntitle: Ein Weg\n---\n");
    for stage in 0..6 {
        map += &format!("\n## Stage {stage}\n");
        for step in 0..7 {
            let word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze".repeat(step % 3);
            map += &format!("\n### Step {stage}.{step} {word}\n");
            if step % 2 == 0 {
                map += &format!(
                    "- feeling: {}\n- pain: {word} <b>&amp;\n- thinking: \"{word}\"\n",
                    step as i32 % 5 - 2
                );
            }
        }
    }
    Site::of([
        (SETTINGS_FILE, format!("theme = \"{theme}\"\nlanguage = \"ar\"\n").as_str()),
        ("content/journeys/a.md", &map),
        ("content/journeys/empty.md", "---\ntitle: Nothing yet\nkind: journey\n---\n"),
    ])
}

#[test]
fn every_shipped_theme_shows_the_sample_and_a_stress_site_and_an_empty_one() {
    for theme in SHIPPED {
        for site in
            [sample(theme), stress(theme), Site::of([(SETTINGS_FILE, &*format!("theme = \"{theme}\""))])]
        {
            let output = site.build();
            let ours: Vec<_> =
                output.diagnostics.iter().filter(|note| note.code.0.starts_with("JB4")).collect();
            assert!(ours.is_empty(), "{theme}: {}", diagnostics(&output, true));
            assert!(output.files.contains_key("404.html"));
        }
        assert_no_errors(&sample(theme).build());
    }
}

#[test]
fn every_pair_of_colours_of_a_shipped_theme_is_measured_and_every_template_used() {
    for theme in SHIPPED {
        let input = sample(theme).input();
        let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
        let said = examine_theme(&settings, &input.theme);
        assert!(said.is_empty(), "{said:?}");
    }
}

/// A template that nothing of a shipped theme includes would be shipped for nothing.
#[test]
fn every_template_that_is_shipped_is_used() {
    for theme in SHIPPED {
        let folder = tree::repository().join("themes").join(theme).join("templates");
        let all: Vec<(String, String)> = tree::walk(&folder)
            .iter()
            .map(|path| (path.strip_prefix(&folder).unwrap().display().to_string(), tree::text(path)))
            .collect();
        for (name, _) in all.iter().filter(|(name, _)| !TEMPLATES.contains(&name.as_str())) {
            let used = all.iter().any(|(_, text)| text.contains(&format!("\"{name}\"")));
            assert!(used, "{theme} does not use {name}");
        }
    }
}

#[test]
fn the_plain_theme_has_no_script() {
    let output = sample("plain").build();
    let pages = output.files.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        assert!(!String::from_utf8_lossy(bytes).contains("<script"), "{path}");
    }
    assert!(!output.files.keys().any(|path| path.ends_with(".js")));
}

#[test]
fn a_changed_token_leaves_the_pages_of_an_earlier_build_what_they_must_be() {
    let with = |brand: &str| {
        let settings = format!("[theme.tokens]\nbrand = \"{brand}\"\n");
        Site::map(MAP).with(SETTINGS_FILE, &settings)
    };
    let mut engine = journeybook_engine::Engine::default();
    engine.build(&with("#0b6b3a").input());
    let again = engine.build(&with("#0b5b3a").input());
    assert_eq!(again.files, with("#0b5b3a").build().files);
    assert!(again.files.keys().any(|path| path.starts_with("assets/tokens.")));
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_way_and_what_is_at_hand() {
    let site = Site::map(MAP)
        .with("themes/default/templates/journey.html", "{% include 'parts/mine.html' %}")
        .with("themes/default/templates/parts/mine.html", "<p>\n{{ journey.titel }}</p>");
    let output = site.build();
    let said = output.diagnostics.iter().find(|note| note.code.0 == "JB401").expect("it is said");
    assert_eq!(&*said.place.file, "themes/default/templates/parts/mine.html");
    assert!(
        said.message.starts_with("the template reads `journey.titel`, which is not there"),
        "{}",
        said.message
    );
    let help = said.help.as_deref().unwrap_or_default();
    assert!(help.starts_with("did you mean `journey.title`? `journey` is a Journey here (journey"), "{help}");
    let (place, words) = &said.related[0];
    assert_eq!((&*place.file, words.as_str()), ("themes/default/templates/journey.html", "used from here"));
}

#[test]
fn a_name_that_is_not_there_is_told_with_those_that_are() {
    let site = Site::map(MAP).with("themes/default/templates/404.html", "{{ sight.title }}");
    let said = diagnostics(&site.build(), true);
    assert!(said.contains("a page of this template starts from `site`, `page`"), "{said}");
}

fn own() -> TempDir {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    new_site(dir.path());
    dir
}

fn show_in(dir: &TempDir, theme: &str) {
    let path = dir.path().join(SETTINGS_FILE);
    let text = tree::text(&path);
    fs::write(path, format!("theme = \"{theme}\"\n{text}")).expect("it can be written");
}

#[test]
fn a_new_theme_works_at_once() {
    for base in SHIPPED {
        let dir = own();
        let said = run_to(0, dir.path(), &["theme", "new", "lakeside", "--extends", base]);
        assert!(said.out.contains("themes/lakeside/assets/lakeside.css"), "{}", said.out);
        assert!(said.err.contains("theme = \"lakeside\""), "{}", said.err);
        show_in(&dir, "lakeside");
        let checked = run_to(0, dir.path(), &["theme", "check", "--strict"]);
        assert!(checked.out.contains("no problems"), "{}", checked.out);
        run_to(0, dir.path(), &["build"]);
        let page = tree::text(&dir.path().join("site/journeys/first-visit.html"));
        assert!(
            page.contains("assets/lakeside.")
                && page.contains(if base == "plain" { "plain." } else { "theme." })
        );
        run_to(2, dir.path(), &["theme", "new", "lakeside"]);
    }
    let dir = own();
    assert!(run(dir.path(), &["theme", "new", "Lake side"]).err.contains("theme new lake-side"));
    assert!(run(dir.path(), &["theme", "new", "x", "--extends", "glossy"]).err.contains("no theme `glossy`"));
}

#[test]
fn files_of_the_theme_are_taken_over_with_a_word_on_where_they_came_from() {
    let dir = own();
    let said = run_to(0, dir.path(), &["theme", "eject", "parts/hero.html", "theme.css", "favicon.svg"]);
    assert_eq!(said.out.lines().count(), 3);
    let hero = tree::text(&dir.path().join("themes/default/templates/parts/hero.html"));
    assert!(hero.starts_with("{# From the theme `default` of Journeybook"), "{hero}");
    assert!(tree::text(&dir.path().join("themes/default/assets/theme.css")).starts_with("/* From the theme"));
    run_to(2, dir.path(), &["theme", "eject", "parts/hero.html"]);
    run_to(0, dir.path(), &["theme", "eject", "parts/hero.html", "--force"]);
    assert!(run(dir.path(), &["theme", "eject", "parts/herro.html"]).err.contains("eject --list"));
    assert!(run_to(0, dir.path(), &["theme", "eject", "--list"]).out.contains("parts/hero.html"));
    run_to(0, dir.path(), &["theme", "check"]);
}

#[test]
fn what_no_page_shows_yet_is_found() {
    let dir = own();
    let write = |path: &str, text: &str| tree::write(&dir.path().join(path), text);
    write(
        "themes/default/templates/touchpoint.html",
        "{% extends \"default/touchpoint.html\" %}{% block title %}{% if false %}{{ touchpoint.chanel }}{% endif %}{% endblock %}",
    );
    write("themes/default/templates/parts/herro.html", "{{ nothing }}");
    write(
        "themes/default/templates/framework.html",
        "{% extends \"default/framework.html\" %}{% block main %}{{ framework.stags }}{% endblock %}",
    );
    let said = run_to(1, dir.path(), &["theme", "check", "--format", "short"]);
    for words in [
        "the template reads `touchpoint.chanel`, which is not there",
        "the template reads `framework.stags`, which is not there",
        "no page and no template uses `parts/herro.html`",
    ] {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
    let json = run_to(1, dir.path(), &["theme", "check", "--format", "json"]).out;
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
}

#[test]
fn themes_in_a_circle_are_told_where_they_turn() {
    let dir = own();
    tree::write(&dir.path().join("themes/a/theme.toml"), "extends = \"b\"\n");
    tree::write(&dir.path().join("themes/b/theme.toml"), "title = \"B\"\nextends = \"a\"\n");
    show_in(&dir, "a");
    let said = run_to(1, dir.path(), &["check", "--format", "short"]).out;
    assert!(said.contains("themes/b/theme.toml:2:11") && said.contains("a → b → a"), "{said}");
}

/// The numbers of WCAG for the colours of the design's own example of a re-brand.
#[test]
fn a_re_brand_of_twelve_variables_can_be_read_in_both_schemes() {
    let css = ":root{--c-brand:#0b6b3a;--c-deep:#10231a;--c-on-deep:#fdfbf3;--c-ink:#1a1f1c;--c-paper:#fdfcf8;\
        --c-high:#1b6ca8;--c-low:#b3261e;--c-moment:#ffb000;--c-opportunity:#6d3fa0;\
        --font-sans:\"Source Sans 3\",sans-serif;--font-voice:Georgia,serif;--radius:10px}";
    let site = Site::map(MAP)
        .with(SETTINGS_FILE, "stylesheet = \"content/house.css\"\n")
        .with("content/house.css", css);
    let output = site.build();
    assert!(output.diagnostics.is_empty(), "{}", diagnostics(&output, true));
    let bad = site.with("content/house.css", ":root{ --c-brand : #8fd14f }");
    let said = site::diagnostics(&bad.build(), true);
    assert!(said.starts_with("content/house.css:1:8 warning JB407"), "{said}");
    assert!(said.contains("write `--c-brand: #"), "{said}");
}
