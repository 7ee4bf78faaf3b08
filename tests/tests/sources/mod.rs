//! Tables as people keep them, imported and read back: no cell is lost without a word.

use std::path::Path;

use journeybook_importers::{Importers, vocabulary};
use journeybook_plugin::{Attribute, Imported, Importer, Plugin, Settings, SourceFile};
use journeybook_tests::html::letters;
use journeybook_tests::site::{self, Site, diagnostics, model};
use journeybook_tests::tree;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Workbook, Worksheet};
use serde_json::Value;

use journeybook_model::Severity;

fn import(name: &str, bytes: &[u8], options: &[(&str, &str)]) -> Result<Imported, String> {
    let plugin = Importers::configure(&Settings::default()).expect("it needs no settings");
    let pair = |(key, value): &(&str, &str)| Attribute { key: (*key).into(), value: (*value).into() };
    let options: Vec<Attribute> = options.iter().map(pair).collect();
    plugin.read(&SourceFile::new(name, bytes), &options)
}

/// The documents as a site that the engine has nothing to complain of.
#[track_caller]
fn built(done: &Imported) -> Value {
    let path = |path: &str| format!("content/{path}");
    let documents = done.documents.iter();
    let site = documents.fold(Site::default().plugins(Vec::new()), |site, document| {
        site.with(&path(&document.path), &document.text)
    });
    let output = site.build();
    let severe = output.diagnostics.iter().any(|said| said.severity != Severity::Hint);
    assert!(!severe, "{}{:#?}", diagnostics(&output, true), done.documents);
    for document in done.documents.iter().filter(|document| document.path.starts_with("journeys/")) {
        crate::assert_canonical(&document.path, &document.text);
    }
    model(&output)
}

/// Everything that an import wrote and said, as letters.
fn told(done: &Imported) -> String {
    let texts = done.documents.iter().map(|document| document.text.as_str());
    let losses = done.losses.iter().map(|loss| loss.message.as_str());
    texts.chain(losses).map(letters).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_told(done: &Imported, cell: &str) {
    let told = told(done).to_lowercase();
    for part in cell.split([';', '\n']).map(letters).filter(|part| !part.is_empty()) {
        assert!(told.contains(&part.to_lowercase()), "“{cell}” is lost: {:#?}", done.documents);
    }
}

fn titles(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(|part| part["title"].as_str()).collect()
}

fn messages(done: &Imported) -> String {
    done.losses.iter().map(|loss| format!("{:?} {}\n", loss.line, loss.message)).collect()
}

/// The cells below the header and the comments of a file.
fn cells(text: &str) -> Vec<String> {
    let (comments, rows): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
    let rows = rows.join("\n");
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let cells = reader
        .records()
        .flat_map(|record| record.expect("it is CSV").iter().map(str::to_owned).collect::<Vec<_>>());
    let comments = comments.iter().map(|comment| comment.trim_start_matches('#').trim().to_owned());
    cells.chain(comments).collect()
}

fn real(name: &str) -> Option<Vec<u8>> {
    let folder = site::real_maps()?;
    let folder: &Path = folder.parent().unwrap_or(&folder);
    Some(tree::bytes(&folder.join("csv").join(name)))
}

#[test]
fn no_cell_and_no_comment_of_a_real_file_is_lost() {
    for name in ["specflow-journey-map-template.csv", "specflow-user-journeys.csv"] {
        let Some(bytes) = real(name) else { return };
        let done = import(name, &bytes, &[]).expect("it is read");
        built(&done);
        // The numbers of steps are their order.
        let cells = cells(&String::from_utf8_lossy(&bytes));
        let told = cells.iter().filter(|cell| cell.parse::<usize>().is_err());
        told.for_each(|cell| assert_told(&done, cell));
    }
}

#[test]
fn a_real_file_of_several_journeys_becomes_a_map_of_each() {
    let Some(bytes) = real("specflow-user-journeys.csv") else { return };
    let done = import("specflow-user-journeys.csv", &bytes, &[]).expect("it is read");
    let site = built(&done);
    assert_eq!(titles(&site["journeys"]).len(), 3);
    let steps = |at: usize| site["journeys"][at]["stages"][0]["steps"].as_array().map_or(0, Vec::len);
    assert_eq!([0, 1, 2].map(steps).iter().sum::<usize>(), 10);
    assert!(done.gaps.iter().any(|gap| gap.contains("whose journey")), "{:?}", done.gaps);
}

#[test]
fn a_real_file_without_rows_says_that_it_holds_no_steps() {
    let Some(bytes) = real("specflow-journey-index.csv") else { return };
    let said = import("specflow-journey-index.csv", &bytes, &[]).expect_err("it holds no steps");
    assert!(said.contains("holds no steps") && said.contains("no row below its header"), "{said}");
}

#[test]
fn a_board_with_sections_as_rows_is_a_map() {
    let text = "Stages,Find out,,Buy\nSteps,Sees the poster,Asks a friend,Pays online\nUser goals,a good evening,,\n\
                Process and channels,poster,chat,web\nProblems,too small to read,,asked twice\nExperience,-1,1,-2\n\
                Ideas / Opportunities,bigger type,,remember the card\nDramatic arc,1,2,5\nPersona,Ana,,\n";
    let done = import("board.csv", text.as_bytes(), &[]).expect("it is read");
    let site = built(&done);
    let map = &site["journeys"][0];
    assert_eq!(titles(&map["stages"]), ["Find out", "Buy"]);
    assert_eq!(map["persona"][0], "ana");
    let entries = map["stages"][1]["steps"][0]["entries"].as_array().expect("it is a list");
    let lanes: Vec<_> = entries.iter().filter_map(|entry| entry["lane"].as_str()).collect();
    assert_eq!(lanes, ["channel", "pain", "opportunity", "dramatic-arc", "feeling"]);
    assert_eq!(map["stages"][1]["steps"][0]["feeling"]["value"], -2.0);
}

#[test]
fn the_words_of_lanes_are_those_of_the_engine() {
    let text = tree::text(&tree::repository().join("core/engine/dictionaries/en.toml"));
    let dictionary: toml::Table = text.parse().expect("it is TOML");
    let lanes = dictionary["lanes"].as_table().expect("it is a table");
    assert_eq!(lanes.len(), vocabulary::LANES.len());
    for (lane, words) in lanes {
        for word in words.as_array().into_iter().flatten().filter_map(toml::Value::as_str) {
            assert_eq!(vocabulary::lane(word), Some(lane.as_str()), "{word}");
        }
    }
    let list = |key: &str| {
        dictionary["stages"][key]
            .as_array()
            .expect("it is a list")
            .iter()
            .filter_map(toml::Value::as_str)
            .collect::<Vec<_>>()
    };
    assert_eq!(list("prose"), vocabulary::PROSE);
    assert_eq!(list("containers"), vocabulary::CONTAINERS);
}

/// A sheet with a title, merged stages, a formula, a date, a note and numbers.
fn buying(sheet: &mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError> {
    let (plain, date) = (Format::new(), Format::new().set_num_format("yyyy-mm-dd"));
    sheet.set_name("Buying")?.merge_range(0, 0, 0, 4, "Customer journey of Ana", &plain)?;
    sheet.write_row(2, 0, ["Stage", "Step", "Action", "Emotion score", "Checked", "Pain points"])?;
    sheet.merge_range(3, 0, 4, 0, "Find out", &plain)?;
    sheet.write(3, 1, "Sees the poster")?.write(3, 2, "stops\n- reads")?.write(3, 3, 2)?;
    sheet.write_with_format(3, 4, &ExcelDateTime::from_ymd(2026, 3, 12)?, &date)?;
    sheet.merge_range(3, 5, 4, 5, "nobody answers", &plain)?;
    sheet.write(4, 1, "Asks a friend")?.write(4, 3, Formula::new("=2+2.5").set_result("4.5"))?;
    sheet.write(5, 0, "Buy")?.write(5, 1, "Pays")?.write(5, 2, "enters *the* number")?;
    sheet.insert_note(5, 1, &Note::new("check with the till"))?;
    Ok(())
}

fn workbook() -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    buying(book.add_worksheet())?;
    let returning = book.add_worksheet().set_name("Returning")?;
    returning.write_row(0, 0, ["", "Ask", "Send back"])?;
    returning.write_row(1, 0, ["Doing", "writes", "packs"])?;
    returning.write_row(2, 0, ["Pain points", "slow", ""])?;
    book.add_worksheet().set_name("Legend")?.write_row(0, 0, ["Red", "no data yet"])?;
    book.add_worksheet().set_name("Lists")?.set_hidden(true).write_row(0, 0, ["Stage", "Step"])?;
    book.save_to_buffer()
}

#[test]
fn a_workbook_becomes_a_map_for_each_sheet() {
    let done = import("maps.xlsx", &workbook().expect("it is written"), &[]).expect("it is read");
    let site = built(&done);
    assert_eq!(titles(&site["journeys"]), ["Buying", "Returning"]);
    let buying = &site["journeys"][0];
    assert_eq!(titles(&buying["stages"]), ["Find out", "Buy"]);
    assert_eq!(buying["scale"], serde_json::json!([1.0, 5.0]));
    assert_eq!(titles(&buying["sections"]), ["Legend"]);
    let asks = &buying["stages"][0]["steps"][1];
    assert_eq!(asks["feeling"]["value"], 4.5);
    assert_eq!(asks["entries"][0]["text"], "nobody answers", "a merged cell says the same of both rows");
    for cell in [
        "Customer journey of Ana",
        "stops",
        "reads",
        "2026-03-12",
        "enters *the* number",
        "no data yet",
        "slow",
    ] {
        assert_told(&done, cell);
    }
}

#[test]
fn what_hangs_on_a_workbook_is_said() {
    let done = import("maps.xlsx", &workbook().expect("it is written"), &[]).expect("it is read");
    let said = messages(&done);
    assert!(said.contains("the sheet “Lists” is hidden, so its 2 cells are left out"), "{said}");
    assert!(said.contains("the note at B6 is left out: Author: check with the till"), "{said}");
    let broken = import("maps.xlsx", b"PK\x03\x04nothing", &[]).expect_err("it is no workbook");
    assert!(broken.contains("cannot be read as a workbook"), "{broken}");
}
