//! Answers to small sites, asked at a `|`.

use super::*;
use crate::{Engine, File, Input};

const MIA: (&str, &str) = ("content/personas/mia.md", "---\ntitle: Mia Chen\n---\n\nSee [[book]].\n");

/// A site whose files may hold a `|`: what is known of it, and the file and the byte it stands at.
fn site(files: &[(&str, &str)]) -> (Analysis, String, u32) {
    let mut place = (String::new(), 0);
    let content = files.iter().map(|(path, text)| {
        if let Some(at) = text.find('|') {
            place = ((*path).to_owned(), at as u32);
        }
        File::new(*path, text.replacen('|', "", 1).into_bytes())
    });
    let input = Input { content: content.collect(), ..Input::default() };
    let analysis = Engine::default().analyse(&input);
    (analysis, place.0, place.1)
}

fn labels(files: &[(&str, &str)]) -> Vec<String> {
    let (analysis, path, offset) = site(files);
    analysis.complete(&path, offset).into_iter().map(|known| known.label).collect()
}

fn book(text: &str) -> (&str, &str) {
    ("content/journeys/book.md", text)
}

/// The text of a file after some edits.
fn written<'e>(
    analysis: &Analysis,
    path: &str,
    edits: impl Iterator<Item = &'e journeybook_model::Edit>,
) -> String {
    let mut edits: Vec<_> = edits.collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = analysis.sources[path].text.to_string();
    edits.iter().for_each(|edit| text.replace_range(edit.span.range(), &edit.text));
    text
}

fn renamed(files: &[(&str, &str)], id: &str, may_move: bool) -> (Analysis, Renaming) {
    let (analysis, path, offset) = site(files);
    let renaming = analysis.rename(&path, offset, id, may_move).unwrap();
    (analysis, renaming)
}

fn text_after((analysis, renaming): &(Analysis, Renaming), path: &str) -> String {
    written(analysis, path, renaming.edits.iter().filter(|(file, _)| &**file == path).map(|(_, edit)| edit))
}

#[test]
fn ids_are_offered_where_they_may_stand() {
    assert_eq!(labels(&[MIA, book("---\npersona: |\n---\n## One\n- doing: x\n")]), ["mia"]);
    assert_eq!(labels(&[MIA, book("---\nof:\n  - |\n---\n## One\n- doing: x\n")]), ["book"]);
    assert_eq!(labels(&[MIA, book("## One\n- doing: [[|\n")]), ["book", "mia"]);
    assert_eq!(labels(&[MIA, book("## One\n- doing: see [x](|)\n")]), ["../personas/mia.md"]);
    assert_eq!(
        labels(&[MIA, book("---\nbasis: |\n---\n## One\n- doing: x\n")]),
        ["current", "planned", "ideal", "actual"]
    );
}

#[test]
fn keys_are_those_of_the_kind_and_keep_what_follows() {
    let (analysis, path, offset) = site(&[MIA, book("---\nsc|: x\n---\n## One\n- doing: x\n")]);
    let found = analysis.complete(&path, offset);
    let scale = found.iter().find(|known| known.label == "scenario").unwrap();
    assert_eq!((scale.insert.as_str(), scale.span), ("scenario", Span::new(4, 6)));
    assert!(found.iter().all(|known| known.label != "quote"));
}

#[test]
fn lanes_are_offered_in_the_sites_language_and_words() {
    let settings = "language = \"de\"\n[labels]\npain = [\"Autsch\"]\n";
    let text = "## Eins\n- Handlung: x\n- Wetter: y\n- ";
    let input = Input {
        settings: Some(File::new("journeybook.toml", settings.as_bytes())),
        content: vec![File::new("content/journeys/book.md", format!("{text}\n").into_bytes())].into(),
        ..Input::default()
    };
    let analysis = Engine::default().analyse(&input);
    let found = analysis.complete("content/journeys/book.md", text.len() as u32);
    let find = |label: &str| found.iter().find(|known| known.label == label).unwrap();
    assert_eq!(find("Handlung").insert, "Handlung: ");
    assert_eq!(find("doing").detail, "Was geschieht");
    assert!(find("Autsch").about.contains("pain"));
}

#[test]
fn what_stands_in_prose_is_not_a_lane() {
    assert_eq!(labels(&[("content/personas/mia.md", "---\ntitle: Mia\n---\n\n- |\n")]), [""; 0]);
}

#[test]
fn attributes_go_by_where_they_stand() {
    let heading = labels(&[book("## One {|}\n- doing: x\n")]);
    assert!(
        heading.contains(&"stage".to_owned()) && !heading.contains(&"severity".to_owned()),
        "{heading:?}"
    );
    assert_eq!(labels(&[book("## One\n- pain: x {severity=|}\n")]), ["low", "medium", "high"]);
}

#[test]
fn a_thing_leads_to_its_file_and_a_step_to_its_heading() {
    let text = "## One\n\n### Pays {#pays}\n- doing: x\n";
    let (analysis, path, offset) =
        site(&[("content/personas/mia.md", "See [it|](../journeys/book.md#pays).\n"), book(text)]);
    let found = analysis.definition(&path, offset);
    assert_eq!(analysis.sources[&found[0].file].slice(found[0].span()), "### Pays {#pays}");
    let references = analysis.references("content/journeys/book.md", 10, false);
    assert_eq!(&*references[0].file, "content/personas/mia.md");
}

#[test]
fn a_file_moves_and_everything_follows() {
    let files = [
        ("content/personas/mia.md", "---\ntitle: Mia\n---\nText, [me](mia.md).\n"),
        book(
            "---\npersona: [mi|a, leo]\nteam: mia\n---\n[her](<../personas/mia.md#x>) [[mia]] [[persona/mia|M]]\n\n[ref][r]\n\n## One\n- doing: x\n\n[r]: ../personas/mia.md\n",
        ),
        ("content/personas/leo.md", "# Leo\n"),
    ];
    let done = renamed(&files, "maria", true);
    assert_eq!(
        done.1.moved,
        Some(("content/personas/mia.md".into(), "content/personas/maria.md".to_owned()))
    );
    assert_eq!(
        text_after(&done, "content/journeys/book.md"),
        "---\npersona: [maria, leo]\nteam: mia\n---\n[her](<../personas/maria.md#x>) [[maria]] [[persona/maria|M]]\n\n[ref][r]\n\n## One\n- doing: x\n\n[r]: ../personas/maria.md\n"
    );
    assert_eq!(text_after(&done, "content/personas/mia.md"), "---\ntitle: Mia\n---\nText, [me](maria.md).\n");
}

#[test]
fn an_editor_that_moves_no_files_gets_an_id() {
    let files = [
        ("content/personas/mia.md", "# M|ia\r\n\r\nText.\r\n"),
        book("---\npersona: mia\n---\n[x](../personas/mia.md)\n\n## One\n- doing: x\n"),
    ];
    let done = renamed(&files, "maria", false);
    assert_eq!(
        text_after(&done, "content/personas/mia.md"),
        "---\r\nid: maria\r\n---\r\n\r\n# Mia\r\n\r\nText.\r\n"
    );
    assert!(
        text_after(&done, "content/journeys/book.md")
            .starts_with("---\npersona: maria\n---\n[x](../personas/mia.md)")
    );
}

#[test]
fn words_without_a_file_become_links_with_the_same_words() {
    let files = [book(
        "## One\n- touchpoint: Tram| poster\n## Two\n- touchpoint: Tram poster\n- pain: x {team=web}\n",
    )];
    let done = renamed(&files, "poster", true);
    let text = text_after(&done, "content/journeys/book.md");
    assert_eq!(text.matches("- touchpoint: [[touchpoint/poster|Tram poster]]").count(), 2, "{text}");
}

#[test]
fn an_id_that_is_none_or_is_taken_is_refused() {
    let (analysis, path, offset) = site(&[MIA, ("content/personas/leo.md", "# L|eo\n")]);
    let refused = |id: &str| analysis.rename(&path, offset, id, true).unwrap_err().to_string();
    assert_eq!(refused("mia"), "that is the id of “Mia Chen” already");
    assert_eq!(refused("Leo B"), "an id is written like `leo-b`");
    assert_eq!(refused("!"), "an id needs letters or digits");
    let (analysis, path, offset) = site(&[book("## One\n- doing: no|thing\n")]);
    assert_eq!(analysis.rename(&path, offset, "x", true), Err(RenameError::Nothing));
}

#[test]
fn certain_findings_bring_their_fix() {
    let text = "---\ntitle: A\npersona: mio\nstatus: drafd\nscenaro: x\n---\n[x](../persona/mia.md)\n\n## One\n- doing: x\n";
    let (analysis, ..) = site(&[MIA, book(text)]);
    let fixes: Vec<_> = analysis.diagnostics.iter().flat_map(|note| analysis.fixes(note)).collect();
    let after = written(&analysis, "content/journeys/book.md", fixes.iter().flat_map(|fix| &fix.edits));
    assert_eq!(
        after,
        "---\ntitle: A\npersona: mia\nstatus: draft\nscenario: x\n---\n[x](../personas/mia.md)\n\n## One\n- doing: x\n"
    );
    let (analysis, ..) = site(&[book(&after), MIA]);
    assert_eq!(analysis.diagnostics, []);
}

#[test]
fn what_the_text_says_moves_into_the_frontmatter() {
    let text = "# A\n\n**Owner**: Web: the team\n**Tags**: a, b\n\n- **Persona**: Mia Chen\n- **Team**: [Web](https://example.org)\n\n## One\n- doing: x\n";
    let (analysis, ..) = site(&[MIA, book(text)]);
    let note =
        analysis.diagnostics.iter().find(|note| note.code == crate::codes::INFORMATION_IN_TEXT).unwrap();
    let fixes = analysis.fixes(note);
    let after = written(&analysis, "content/journeys/book.md", fixes.iter().flat_map(|fix| &fix.edits));
    assert_eq!(
        after,
        "---\nowner: \"Web: the team\"\ntags: [a, b]\npersona: mia\n---\n\n# A\n\n\n- **Team**: [Web](https://example.org)\n\n## One\n- doing: x\n"
    );
}

#[test]
fn parts_lie_in_each_other() {
    let (analysis, ..) = site(&[book(
        "# A\n\n## One\n\n### Sees\n- doing: x\n\n### Buys\n- doing: y\n\n## Sources\n\nText.\n",
    )]);
    let parts = analysis.symbols("content/journeys/book.md");
    let names: Vec<_> =
        parts.iter().map(|part| (part.name.as_str(), part.kind, part.children.len())).collect();
    assert_eq!(names, [("One", SymbolKind::Stage, 2), ("Sources", SymbolKind::Section, 0)]);
    assert!(
        parts[0]
            .children
            .iter()
            .all(|step| parts[0].whole.start <= step.whole.start && step.whole.end <= parts[0].whole.end)
    );
    assert_eq!(analysis.find("buy")[0].0, "Buys");
}

#[test]
fn a_finding_is_explained() {
    let (analysis, path, offset) =
        site(&[book("---\ntitle: A\npersona: no|body\n---\n## One\n- doing: x\n")]);
    assert!(analysis.hover(&path, offset).unwrap().markdown.contains("**JB202** missing-target"));
}
