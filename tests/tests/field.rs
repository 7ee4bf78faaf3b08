//! The maps of the field, held against what a reader counted in them; `cargo xtask field` prints the same as a table.

use journeybook_tests::field::{self, ENTRIES_BAR, Row, Share};

fn differences(rows: &[Row]) -> String {
    rows.iter().flat_map(Row::differences).collect::<Vec<_>>().join("\n")
}

/// Every journey and every stage, and of the entries all but a few.
#[track_caller]
fn assert_read(rows: &[Row]) {
    for row in rows {
        assert_eq!(row.found.said[0], row.expected.errors, "{} has errors", row.expected.path);
        assert_eq!(row.found.journeys, row.expected.journeys, "{}\n{}", row.expected.path, differences(rows));
        assert_eq!(
            row.found.stages.len(),
            row.expected.stages.len(),
            "{}\n{}",
            row.expected.path,
            differences(rows)
        );
    }
    let entries: Share = rows.iter().map(Row::entries).sum();
    assert!(entries.ratio() >= ENTRIES_BAR, "{entries} entries\n{}", differences(rows));
}

#[test]
fn maps_of_public_repositories_are_read_as_a_reader_counts_them() {
    let Some(folder) = field::folder() else { return };
    let rows = field::rows(&folder);
    assert!(rows.len() > 15);
    assert_read(&rows);
}

#[test]
fn maps_in_shapes_of_the_wild_are_read_as_a_reader_counts_them() {
    let rows = field::wild();
    assert!(rows.len() > 20);
    assert_read(&rows);
}

#[test]
fn every_task_of_the_roadmaps_is_a_page_or_refused_for_its_id() {
    let Some(folder) = field::folder() else { return };
    let corpus = field::corpus(&folder);
    assert_eq!(corpus.errors, [""; 0]);
    assert_eq!((corpus.pages + corpus.refused.len(), corpus.journeys), (corpus.files, 0), "{corpus:?}");
    assert!(corpus.files > 200, "{corpus:?}");
}
