//! An editor speaks with `journeybook lsp` over its standard streams, as VS Code or Neovim would.

mod client;

use std::path::Path;

use client::{Editor, apply, edited};
use journeybook_tests::{tool, tree};
use serde_json::{Value, json};
use tempfile::TempDir;

const MAP: &str = "---\ntitle: Book a seat\npersona: mia\nframework: aida\n---\n\n## Attention\n\n### Sees the 😖 poster\n\n\
                   - doing: Reads it\n- touchpoint: [[tram-poster]]\n- evidence: [The survey](../evidence/survey.md)\n";
const MIA: &str = "---\ntitle: Mia Chen\nrole: Plans the evening\nquote: Just let me sit.\nneeds: [A seat]\n---\n\nShe likes rows.\n";

fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let files = [
        ("journeybook.toml", "title = \"Seats\"\n"),
        ("content/journeys/book.md", MAP),
        ("content/personas/mia.md", MIA),
        (
            "content/touchpoints/tram-poster.md",
            "---\ntitle: Poster on the tram\n---\n\nSeen by [Mia](../personas/mia.md).\n",
        ),
        (
            "content/evidence/survey.md",
            "---\ntitle: The survey\nn: 12\n---\n\nAsked of [[mia]] and others.\n",
        ),
    ];
    files.iter().for_each(|(path, text)| tree::write(&folder.path().join(path), text));
    folder
}

/// What `check` says, one line each.
fn checked(folder: &Path) -> String {
    tool::run(folder, &["check", "--format", "short"]).out
}

fn labels(items: &Value) -> Vec<&str> {
    items
        .as_array()
        .expect("it is a list")
        .iter()
        .map(|item| item["label"].as_str().expect("it is a text"))
        .collect()
}

const BOOK: &str = "content/journeys/book.md";

#[test]
fn what_is_wrong_is_said_while_it_is_typed() {
    let mut editor = Editor::start(site());
    editor.open(BOOK, MAP);
    let wrong = MAP.replace("persona: mia", "persona: mio");
    editor.change(BOOK, &wrong);
    editor.wait_for(BOOK, &["JB202"]);
    let said = &editor.said[BOOK];
    assert_eq!(said["version"], 2);
    assert_eq!(said["diagnostics"][0]["severity"], 1);
    assert_eq!(said["diagnostics"][0]["range"]["start"], json!({ "line": 2, "character": 0 }));
    assert!(
        said["diagnostics"][0]["message"].as_str().expect("it is a text").contains("did you mean `mia`?")
    );
    editor.change(BOOK, "---\ntitle: [Broken\n---\n\n## One\n");
    editor.wait_for(BOOK, &["JB003"]);
    editor.change(BOOK, MAP);
    editor.wait_for(BOOK, &[]);
    editor.end();
}

#[test]
fn changes_may_be_parts_of_lines_with_emoji_and_other_files_are_told_as_well() {
    let mut editor = Editor::start(site());
    editor.open(BOOK, MAP);
    let place = editor.at(BOOK, MAP, "poster\n", 0)["position"].clone();
    let end = editor.at(BOOK, MAP, "poster\n", 6)["position"].clone();
    let range = json!({ "start": place, "end": end });
    let document = json!({ "uri": editor.uri(BOOK), "version": 2 });
    let changes = json!([{ "range": range, "text": "bill {}" }]);
    editor.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    let typed = MAP.replace("poster\n", "bill {}\n");
    let asked = editor.at(BOOK, &typed, "{}", 1);
    let items = editor.ask("textDocument/completion", asked);
    assert!(labels(&items).contains(&"stage"), "{items}");
    // A persona that is renamed on disk is missed in the map.
    let path = editor.root().join("content/personas/mia.md");
    std::fs::rename(&path, path.with_file_name("maria.md")).expect("it can be renamed");
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    editor.wait_for("content/evidence/survey.md", &["JB202"]);
    editor.wait_for(BOOK, &["JB202"]);
    editor.end();
}

#[test]
fn ids_lanes_stages_and_words_are_completed() {
    let mut editor = Editor::start(site());
    let text = MAP.replace("mia\n", "\nform: \n") + "- to\n\n## \n";
    editor.open(BOOK, &text);
    for (marker, more, wanted) in [
        ("persona: ", 9, "mia"),
        ("form: ", 6, "blueprint"),
        ("[[tram", 2, "survey"),
        ("](../ev", 2, "../evidence/survey.md"),
        ("- to\n", 4, "touchpoint"),
        ("## \n", 3, "Desire"),
        ("framework: ", 11, "end-to-end-7"),
    ] {
        let asked = editor.at(BOOK, &text, marker, more);
        let items = editor.ask("textDocument/completion", asked);
        assert!(labels(&items).contains(&wanted), "{marker}: {items}");
    }
    editor.end();
}

#[test]
fn a_word_tells_what_it_is_and_leads_to_where_it_is_defined() {
    let mut editor = Editor::start(site());
    editor.open(BOOK, MAP);
    let hover = |editor: &mut Editor, marker: &str, more: usize| {
        let asked = editor.at(BOOK, MAP, marker, more);
        editor.ask("textDocument/hover", asked)["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let card = hover(&mut editor, "mia\n", 1);
    assert!(
        ["Mia Chen", "Plans the evening", "> Just let me sit.", "A seat"]
            .iter()
            .all(|word| card.contains(word)),
        "{card}"
    );
    assert!(hover(&mut editor, "## Attention", 4).contains("What the customer asks"));
    assert!(hover(&mut editor, "- doing", 3).contains("What happens"));
    assert!(hover(&mut editor, "tram-poster", 1).contains("Poster on the tram"));
    let asked = editor.at(BOOK, MAP, "The survey", 2);
    let found = editor.ask("textDocument/definition", asked);
    assert_eq!(found[0]["uri"], editor.uri("content/evidence/survey.md"));
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    let mut asked = editor.at(BOOK, MAP, "mia\n", 0);
    asked["context"] = json!({ "includeDeclaration": true });
    let found = editor.ask("textDocument/references", asked);
    assert_eq!(found.as_array().expect("it is a list").len(), 4, "{found}");
    let parts =
        editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": editor.uri(BOOK) } }));
    assert_eq!(
        (&parts[0]["name"], &parts[0]["children"][0]["name"]),
        (&json!("Attention"), &json!("Sees the 😖 poster"))
    );
    let found = editor.ask("workspace/symbol", json!({ "query": "mia" }));
    assert_eq!(found[0]["name"], "Mia Chen");
    editor.end();
}

#[test]
fn an_id_is_renamed_everywhere_and_the_site_stays_whole() {
    let mut editor = Editor::start(site());
    let before = checked(&editor.root());
    editor.open(BOOK, MAP);
    let mut asked = editor.at(BOOK, MAP, "mia\n", 1);
    let prepared = editor.ask("textDocument/prepareRename", asked.clone());
    assert_eq!(prepared["placeholder"], "mia");
    asked["newName"] = "Two Words".into();
    let refused = editor.answer("textDocument/rename", asked.clone());
    assert!(refused["error"]["message"].as_str().expect("it is a text").contains("`two-words`"), "{refused}");
    asked["newName"] = "maria".into();
    apply(&editor.ask("textDocument/rename", asked));
    let root = editor.root();
    assert!(
        root.join("content/personas/maria.md").is_file() && !root.join("content/personas/mia.md").exists()
    );
    assert!(tree::text(&root.join(BOOK)).contains("persona: maria\n"));
    assert!(
        tree::text(&root.join("content/touchpoints/tram-poster.md")).contains("[Mia](../personas/maria.md)")
    );
    assert!(tree::text(&root.join("content/evidence/survey.md")).contains("[[maria]]"));
    assert_eq!(checked(&root), before);
    editor.end();
}

#[test]
fn what_is_certain_is_put_right_by_one_action() {
    let mut editor = Editor::start(site());
    let text = MAP
        .replace("persona: mia\n", "persona: mio\n")
        .replace("\n\n## A", "\n\n**Owner**: Product Team\n\n## A");
    tree::write(&editor.root().join(BOOK), &text);
    editor.open(BOOK, &text);
    editor.wait_for(BOOK, &["JB202", "JB110"]);
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let document = json!({ "uri": editor.uri(BOOK) });
    let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", params);
    let titles: Vec<_> = actions
        .as_array()
        .expect("it is a list")
        .iter()
        .map(|action| action["title"].as_str().expect("it is a text"))
        .collect();
    assert_eq!(titles, ["Write `mia`", "Move it into the frontmatter"]);
    apply(&actions[1]["edit"]);
    apply(&actions[0]["edit"]);
    let text = tree::text(&editor.root().join(BOOK));
    assert!(text.contains("persona: mia\n") && text.contains("owner: Product Team\n---\n"), "{text}");
    assert!(!text.contains("**Owner**"), "{text}");
    editor.change(BOOK, &text);
    editor.wait_for(BOOK, &[]);
    editor.end();
}

#[test]
fn a_map_is_formatted_where_it_stands() {
    let mut editor = Editor::start(site());
    let text = "---\r\ntitle: Bold\r\n---\r\n\r\n## One\r\n\r\n**Actions**\r\n- Looks 😖\r\n";
    editor.open("content/journeys/bold.md", text);
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let document = json!({ "uri": editor.uri("content/journeys/bold.md") });
    let edits =
        editor.ask("textDocument/formatting", json!({ "textDocument": document, "options": options }));
    let formatted = edited(text, edits.as_array().expect("it is a list"));
    assert!(formatted.contains("- doing: Looks 😖"), "{formatted}");
    editor.end();
}

#[test]
fn a_folder_of_maps_without_settings_and_strange_questions() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    tree::write(
        &folder.path().join("maps/a.md"),
        "---\ntitle: A\nkind: journey\npersona: mia\n---\n\n## One\n\n- doing: x\n",
    );
    tree::write(&folder.path().join("maps/notes.txt"), "x");
    let mut editor = Editor::start(folder);
    editor.open("maps/a.md", "---\ntitle: A\nkind: journey\npersona: mia\n---\n\n## One\n\n- doing: x\n");
    editor.wait_for("maps/a.md", &["JB202"]);
    let unknown = editor.answer("workspace/executeCommand", json!({ "command": "x" }));
    assert_eq!(unknown["error"]["code"], -32601);
    let malformed = editor.answer("textDocument/hover", json!({ "textDocument": 1 }));
    assert_eq!(malformed["error"]["code"], -32602);
    let outside = json!({ "textDocument": { "uri": "untitled:Untitled-1" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", outside.clone()), Value::Null);
    assert_eq!(editor.ask("textDocument/completion", outside), Value::Null);
    editor.open("maps/huge.md", &"# Huge 😖\n".repeat(500_000));
    editor.wait_for("maps/huge.md", &["JB006"]);
    editor.end();
}

#[test]
fn an_editor_that_breaks_off_ends_the_server() {
    let mut editor = Editor::start(site());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.server.wait().expect("it ends").code(), Some(1));
}
