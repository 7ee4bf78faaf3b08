//! Frameworks without code: a Markdown file gives the same portal as a plugin that brings the same framework.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use journeybook_model::{FrameworkModel, StageModel};
use journeybook_tests::native;
use journeybook_tests::site::{Site, assert_no_errors, diagnostics, page};

fn models() -> Vec<FrameworkModel> {
    native::frameworks().frameworks().expect("it brings frameworks")
}

/// A framework as its author would write it down.
fn markdown(model: &FrameworkModel) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text is JSON");
    let mut out = format!("---\ntitle: {}\nsource: {}\n", quoted(&model.title), quoted(&model.source));
    let _ = write!(out, "notes: {}\nprojectable: {}\n", quoted(&model.notes), model.projectable);
    let _ = writeln!(out, "shape: {}", quoted(&model.shape));
    let _ = writeln!(out, "loops:{}", if model.loops.is_empty() { " []" } else { "" });
    for edge in &model.loops {
        let _ = writeln!(out, "  - {} to {}", edge.origin, edge.target);
    }
    out += "---\n";
    model.stages.iter().for_each(|given| stage(given, &mut out));
    out
}

fn stage(stage: &StageModel, out: &mut String) {
    let _ = write!(
        out,
        "\n## {} {{#{} from={} to={} parallel={}}}\n\n{}\n\n",
        stage.title, stage.id, stage.low, stage.high, stage.parallel, stage.definition
    );
    let lists = [
        ("question", &stage.questions),
        ("touchpoint", &stage.touchpoints),
        ("measure", &stage.measures),
        ("alias", &stage.aliases),
    ];
    for (label, items) in lists {
        items.iter().for_each(|item| _ = writeln!(out, "- {label}: {item}"));
    }
}

/// A map in the stages of a framework, its second stage under an alias where it has one.
fn map(model: &FrameworkModel) -> String {
    let mut out = format!("---\ntitle: A map\nframework: {}\n---\n", model.id);
    for stage in &model.stages {
        let name = stage.aliases.first().unwrap_or(&stage.title);
        let _ = write!(out, "\n## {name}\n\n### Step of {}\n\n- doing: Goes on.\n- feeling: +1\n", stage.id);
    }
    out
}

fn with(model: &FrameworkModel, files: Option<&str>) -> Site {
    let site = Site::map(&map(model));
    match files {
        Some(text) => site.with(&format!("content/frameworks/{}.md", model.id), text).plugins(Vec::new()),
        None => site.plugins(vec![native::frameworks()]),
    }
}

/// The pages that readers see; the site as data names the file.
fn pages(site: &Site) -> BTreeMap<String, String> {
    let output = site.build();
    assert_no_errors(&output);
    assert_eq!(diagnostics(&output, true), "");
    let html = output.files.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.to_string(), without_count(&String::from_utf8_lossy(bytes)))).collect()
}

/// A page without the line that counts the site's files, of which one has one more.
fn without_count(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.starts_with("<p>Built with Journeybook"));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_file_and_a_plugin_give_the_same_pages() {
    for model in models() {
        let (file, plugin) = (pages(&with(&model, Some(&markdown(&model)))), pages(&with(&model, None)));
        assert_eq!(file.keys().collect::<Vec<_>>(), plugin.keys().collect::<Vec<_>>(), "{}", model.id);
        for (path, text) in &plugin {
            if file[path] != *text {
                let diff = similar::TextDiff::from_lines(text.as_str(), file[path].as_str());
                panic!("{}: {path}\n{}", model.id, diff.unified_diff());
            }
        }
    }
}

#[test]
fn a_file_replaces_the_framework_of_a_plugin() {
    let own = "---\ntitle: Ours\n---\n\n## First\n\n- alias: Aware\n\n## Last\n\n- question: Again?\n";
    let map = "---\nframework: aida\n---\n# A map\n\n## Aware\n\n### Step\n\n- doing: x\n";
    let site = Site::map(map).with("content/frameworks/aida.md", own).plugins(vec![native::frameworks()]);
    let output = site.build();
    assert_eq!(diagnostics(&output, true), "");
    let text = page(&output, "frameworks/aida.html");
    assert!(text.contains("Again?") && !text.contains("Desire"), "{text}");
}

#[test]
fn a_page_about_a_framework_lists_no_stages_and_takes_none_away() {
    let prose = "---\ntitle: AIDA\n---\n\nOld.\n\n## History\n\nFrom selling.\n";
    let map = "---\nframework: aida\n---\n# A map\n\n## Desire\n\n### Step\n\n- doing: x\n";
    let site = Site::map(map).with("content/frameworks/aida.md", prose).plugins(vec![native::frameworks()]);
    let output = site.build();
    assert_eq!(diagnostics(&output, true), "");
    assert!(page(&output, "frameworks/aida.html").contains("Interest"));
}

#[test]
fn stages_without_a_place_share_the_axis() {
    let own = "---\ntitle: Ours\n---\n\n## One\n\n- question: A?\n\n## Two\n\n- questions:\n  - B?\n  - C?\n";
    let map = "---\nframework: ours\n---\n# A map\n\n## Two\n\n### Step\n\n- doing: x\n";
    let site = Site::map(map).with("content/frameworks/ours.md", own).plugins(Vec::new());
    let mut engine = journeybook_engine::Engine::default();
    let models = engine.frameworks(&site.input());
    let places: Vec<_> = models[0].stages.iter().map(|stage| (stage.low, stage.high)).collect();
    assert_eq!(places, [(0.0, 6.5), (6.5, 13.0)]);
    assert_eq!(models[0].stages[1].questions, ["B?", "C?"]);
}

#[test]
fn a_name_of_no_stage_is_said_with_those_there_are() {
    let own = "---\ntitle: Ours\n---\n\n## One\n\n- question: A?\n";
    let map = "---\nframework: ours\n---\n# A map\n\n## Elsewhere\n\n### Step\n\n- doing: x\n";
    let output = Site::map(map).with("content/frameworks/ours.md", own).plugins(Vec::new()).build();
    let said = diagnostics(&output, true);
    assert!(said.contains("JB204") && said.contains("Elsewhere") && said.contains("one"), "{said}");
}
