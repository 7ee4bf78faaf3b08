//! Changes that a person might make to a site, and a small site to make them to.

use journeybook_tests::site::Site;
use journeybook_tests::{native, tree};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One change that a person might make.
#[derive(Clone, Debug)]
pub enum Edit {
    Append(Index, &'static str),
    Cut(Index, Index),
    Delete(Index),
    Rename(Index),
    Add(&'static str, &'static str),
    Replace(Index, &'static str, &'static str),
    Settings(&'static str),
    Data(&'static str),
    Theme(&'static str, fn(String) -> String),
    ThemeBack,
    Plugins(usize),
    Day(&'static str),
}

/// Any change.
pub fn edit() -> impl Strategy<Value = Edit> {
    let lines = select(vec![
        "\n- pain: One more {severity=high}\n",
        "\n## Another stage\n- doing: Waits\n",
        "\n[[mia]] and [[nobody]]\n",
        "\n- touchpoint: Front door\n",
        "\n> A word.\n",
        "\n<!-- journeybook-ignore JM003: so it is meant -->\n",
        "\n- evidence: [the survey](../evidence/survey.md)\n",
        "\n- opportunity: Signs {impact=5 effort=1}\n",
        "\n## UJ-3: Three\n### Awareness\n- feeling: +2\n### Purchase\n- doing: [[uj-1]]\n",
        "\n## Picture\n```mermaid\njourney\n  Waits: 2: Mia\n```\n",
        "x",
    ]);
    let new = select(vec![
        ("content/journeys/new.md", "---\ntitle: New\npersona: mia\n---\n## One\n### S\n- feeling: 2\n"),
        ("content/personas/mia.md", "---\ntitle: Mia\n---\n"),
        ("content/touchpoints/front-door.md", "---\ntitle: Front door\naliases: [door]\n---\nHello.\n"),
        ("content/extra.md", "# Extra\n\n[Visit](journeys/visit.md)\n"),
        ("content/a-z/index.md", "---\naliases: [a-z/b]\n---\n# Mine\n\nA list of my own.\n"),
        ("content/frameworks/own.md", "---\ntitle: Own\n---\n## First\nBegins.\n\n## Second\nEnds.\n"),
    ]);
    let words = select(vec![
        ("title:", "title: Other"),
        ("feeling: +1", "feeling: -2"),
        ("## ", "### "),
        ("persona", "owner"),
        ("UJ-2", "Part two"),
        ("title:", "maps: one\ntitle:"),
        ("Looks", "Peers at it"),
        ("glad", "merry"),
        ("Hm.", "Well, [[mia]]."),
        ("Signs", "More signs"),
        ("Asked", "Asked twice"),
        ("post", "letter (by post)"),
        ("role: Guest", "role: Regular\nalso-called: [Mimi]"),
    ]);
    let settings = select(vec![
        "",
        "title = \"Other\"\n",
        "[labels]\npain = [\"ouch\"]\n",
        "language = \"de\"\n",
        "theme = \"plain\"\nbase-url = \"https://example.org/maps/\"\n",
        "[theme.tokens]\nbrand = \"#0b6b3a\"\n",
        "[frameworks]\nviews = [\"funnel-3\", \"classic-5\"]\npages = [\"classic-5\"]\n",
        "[opportunities]\nrank-by = \"rice\"\n",
        "[plugins.rules.levels]\nJM003 = \"off\"\nJM027 = \"error\"\n",
    ]);
    let data = select(vec![
        "recommend\n9\n3\n",
        "recommend\n10\n10\n10\n10\n10\n10\n10\n10\n10\n10\n9\n",
        "other\n1\n",
    ]);
    prop_oneof![
        3 => (any::<Index>(), lines).prop_map(|(at, line)| Edit::Append(at, line)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(at, line)| Edit::Cut(at, line)),
        1 => any::<Index>().prop_map(Edit::Delete),
        1 => any::<Index>().prop_map(Edit::Rename),
        2 => new.prop_map(|(path, text)| Edit::Add(path, text)),
        2 => (any::<Index>(), words).prop_map(|(at, (from, to))| Edit::Replace(at, from, to)),
        1 => settings.prop_map(Edit::Settings),
        1 => data.prop_map(Edit::Data),
        1 => theme(),
        1 => (0..4_usize).prop_map(Edit::Plugins),
        1 => select(vec!["2026-11-22", "2030-01-01"]).prop_map(Edit::Day),
    ]
}

/// A small site in which everything refers to something.
pub fn small() -> Site {
    Site::of([
        ("content/index.md", "# Home\n\nSee [a visit](journeys/visit.md).\n"),
        (
            "content/journeys/visit.md",
            "---\ntitle: A visit\npersona: mia\nframework: classic-5\n---\n## Awareness\n### Sees\n- doing: Looks\n- feeling: +1 glad\n- touchpoint: [Front door](../touchpoints/front-door.md)\n- opportunity: Signs {impact=3 effort=1}\n",
        ),
        (
            "content/journeys/back.md",
            "---\ntitle: Back again\nparent: visit\npersona: mia\n---\n## First\n- feeling: -1\n- channel: post\n## Second\n- feeling: 0\n> \"Hm.\"\n",
        ),
        (
            "content/journeys/pair.md",
            "---\ntitle: A pair\npersona: mia\nparent: visit\n---\nSee [one](#uj-1).\n\n## UJ-1: One\n### Awareness\n- feeling: +1\n### Purchase\n- touchpoint: Till\n\n## UJ-2: Two\n### Awareness\n- doing: [[uj-1]]\n### Purchase\n- feeling: -1\n",
        ),
        (
            "content/personas/mia.md",
            "---\ntitle: Mia\nrole: Guest\n---\nLikes [[visit]] and [two](../journeys/pair.md#uj-2).\n",
        ),
        ("content/touchpoints/front-door.md", "---\ntitle: Front door\n---\n"),
        ("content/opportunities/lights.md", "---\ntitle: Lights\nimpact: 4\neffort: 2\n---\n"),
        ("content/guide/page.md", "# A page\n\nText.\n"),
        (
            "content/evidence/survey.md",
            "---\ntitle: Survey\ndata:\n  - file: ../../data/answers.csv\n    journey: visit\n    columns:\n      recommend: {metric: nps, at: journey, scale: [0, 10]}\n---\nAsked at the door.\n",
        ),
        ("data/answers.csv", "recommend\n9\n10\n8\n9\n2\n9\n10\n7\n9\n9\n10\n6\n"),
        ("journeybook.toml", "title = \"Small\"\n"),
    ])
}

/// The site after a change.
pub fn apply(site: Site, edit: &Edit) -> Site {
    let content: Vec<String> = site.files().keys().filter(|path| path.ends_with(".md")).cloned().collect();
    if content.is_empty() {
        return small();
    }
    match edit {
        Edit::Append(at, line) => {
            let path = at.get(&content);
            let text = site.text(path).to_owned() + line;
            site.with(path, &text)
        }
        Edit::Cut(at, line) => {
            let path = at.get(&content);
            let mut lines: Vec<&str> = site.text(path).split_inclusive('\n').collect();
            if !lines.is_empty() {
                lines.remove(line.index(lines.len()));
            }
            let text = lines.concat();
            site.with(path, &text)
        }
        Edit::Delete(at) => {
            let path = at.get(&content).clone();
            site.without(&path)
        }
        Edit::Rename(at) => {
            let path = at.get(&content);
            let (text, new) = (site.text(path).to_owned(), path.replace(".md", "-two.md"));
            site.without(path).with(&new, &text)
        }
        Edit::Add(path, text) => site.with(path, text),
        Edit::Replace(at, from, to) => {
            let path = at.get(&content);
            let text = site.text(path).replacen(from, to, 1);
            site.with(path, &text)
        }
        Edit::Settings(text) => site.with("journeybook.toml", text),
        Edit::Data(text) => site.with("data/answers.csv", text),
        Edit::Theme(path, change) => {
            let path = format!("themes/default/{path}");
            let shipped = || tree::text(&tree::repository().join(&path));
            let text = if site.files().contains_key(&path) { site.text(&path).to_owned() } else { shipped() };
            site.with(&path, &change(text))
        }
        Edit::ThemeBack => {
            let own: Vec<String> =
                site.files().keys().filter(|path| path.starts_with("themes/")).cloned().collect();
            own.iter().fold(site, |site, path| site.without(path))
        }
        Edit::Plugins(which) => site.plugins(match which {
            0 => native::plugins(),
            1 => native::with_rules("{}"),
            2 => vec![native::frameworks()],
            _ => vec![native::frameworks(), native::scores("{}")],
        }),
        Edit::Day(day) => {
            let mut site = site;
            site.today = day.parse().ok();
            site
        }
    }
}

/// Changes of the theme: text that shows, a template that no longer compiles, one that reads what is not there, a style,
/// and all of it taken back.
fn theme() -> impl Strategy<Value = Edit> {
    let shows = |text: String| text.replacen("class=\"", "class=\"x ", 1);
    let breaks = |text: String| text + "{% if %}";
    let reads = |text: String| text.replacen("class=\"", "{{ site.nothing }} class=\"", 1);
    let grows = |text: String| text + "\n.x { color: red }\n";
    select(vec![
        Edit::Theme("templates/base.html", shows),
        Edit::Theme("templates/persona.html", shows),
        Edit::Theme("templates/parts/section.html", shows),
        Edit::Theme("templates/journey.html", breaks),
        Edit::Theme("templates/touchpoint.html", reads),
        Edit::Theme("assets/theme.css", grows),
        Edit::ThemeBack,
    ])
}
