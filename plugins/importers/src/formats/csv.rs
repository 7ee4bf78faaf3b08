//! CSV: one row a step, lanes as columns, or the other way round.

mod decode;
mod delimiter;

use journeybook_plugin::{Format, Imported, SourceFile};

use super::Reader;
use super::sheet::{self, Row, Sheet};
use crate::mapping::Mapping;

/// Reads tables in text.
#[derive(Debug)]
pub struct Csv;

impl Reader for Csv {
    fn format(&self) -> Format {
        Format::new("csv", "CSV", &["csv", "tsv", "tab", "txt"]).description(
            "A table with one row a step and lanes as columns, or with lanes as rows, as UXPressia, Smaply and \
             spreadsheets export it.",
        )
    }

    fn knows(&self, _: &SourceFile) -> bool {
        true
    }

    fn read(&self, file: &SourceFile, mapping: Option<&str>) -> Result<Imported, String> {
        let mapping = Mapping::read(mapping)?;
        let text = decode::text(file)?;
        let mut into = Imported::new("csv");
        let rows = rows(&text, &mapping, &mut into)?;
        let name = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
        sheet::read(&[Sheet { name: name.to_owned(), rows }], &mapping, into)
    }
}

/// The rows that hold anything. Comments are losses.
fn rows(text: &str, mapping: &Mapping, into: &mut Imported) -> Result<Vec<Row>, String> {
    let (text, announced) = delimiter::announced(text);
    let lines = uncommented(text, into);
    let delimiter = mapping.delimiter.or(announced).unwrap_or_else(|| delimiter::of(&lines));
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true).has_headers(false);
    let mut place = Place { text: &lines, byte: 0, line: 1 };
    let mut rows = Vec::new();
    for record in builder.from_reader(lines.as_bytes()).records() {
        let record = record.map_err(|error| format!("the table cannot be read: {error}"))?;
        let line = record.position().map(|position| place.line(position.byte() as usize));
        let cells = record.iter().map(str::to_owned).collect();
        rows.push(Row { line, cells });
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    Ok(rows)
}

/// Counts lines up to records, which begin after the empty lines above them.
struct Place<'t> {
    text: &'t str,
    byte: usize,
    line: u32,
}

impl Place<'_> {
    fn line(&mut self, byte: usize) -> u32 {
        let rest = self.text.get(byte..).unwrap_or_default();
        let start = byte + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        self.line +=
            self.text.get(self.byte..start).map_or(0, |between| between.matches('\n').count() as u32);
        self.byte = start;
        self.line
    }
}

/// The text with its comments emptied, so that every line keeps its number. A line is a comment when it begins with `#` and
/// no quoted cell is open.
fn uncommented(text: &str, into: &mut Imported) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_open = false;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let comment = line.trim().strip_prefix('#').filter(|rest| !is_open && !delimiter::begins(rest));
        match comment {
            Some(words) => {
                out.extend(line.chars().filter(|c| matches!(c, '\r' | '\n')));
                say(at as u32 + 1, words, into);
            }
            None => {
                is_open ^= line.matches('"').count() % 2 == 1;
                out.push_str(line);
            }
        }
    }
    out
}

/// A rule made of hyphens is no comment worth saying.
fn say(line: u32, words: &str, into: &mut Imported) {
    if words.contains(char::is_alphanumeric) {
        into.lost(line, format!("a comment is left out: {}", words.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Row>, Imported) {
        let mut into = Imported::new("csv");
        (rows(text, &Mapping::default(), &mut into).unwrap(), into)
    }

    fn import(text: &str, mapping: Option<&str>) -> Imported {
        Csv.read(&SourceFile::new("buying-tickets.csv", text.as_bytes()), mapping).unwrap()
    }

    #[test]
    fn comments_are_told_from_cells_and_from_a_header_with_a_hash() {
        let (rows, into) = read("#,Step,Doing\n# a \"note\n1,Ask,\"calls\n# twice\"\n#---\n");
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[1].line, rows[1].cell(2)), (Some(3), "calls\n# twice"));
        let losses: Vec<_> = into.losses.iter().map(|loss| (loss.line, loss.message.as_str())).collect();
        assert_eq!(losses, [(Some(2), "a comment is left out: a \"note")]);
    }

    #[test]
    fn every_delimiter_is_found() {
        for delimiter in [",", ";", "\t", "|"] {
            let (rows, _) = read(
                &format!("\u{feff}Stage{delimiter}Doing\r\nAsk{delimiter}\"a, b; c\"\r\n")
                    .replace('\u{feff}', ""),
            );
            assert_eq!(rows[1].cells, ["Ask", "a, b; c"], "{delimiter:?}");
        }
        assert_eq!(read("sep=;\nStage;Doing\na;b\n").0[1].line, Some(3));
    }

    #[test]
    fn a_row_becomes_a_step_and_a_lane_a_list_of_entries() {
        let text = "Stage,Step,Doing,Pain points,Emotion score,Emotion,Weather\n\
                    Ask,Calls,dials; waits,slow,2,tired,wet\n,Writes,types,,4,calm,\n";
        let done = import(text, None);
        let expected = "---\ntitle: Buying tickets\nscale: [1, 5]\n---\n\n## Ask\n\n### Calls\n\n- doing: dials\n\
                        - doing: waits\n- pain: slow\n- Weather: wet\n- feeling: 2 tired\n\n### Writes\n\n- doing: types\n\
                        - feeling: 4 calm\n";
        assert_eq!(done.documents[0].text, expected);
        assert_eq!(done.losses.len(), 1, "{:?}", done.losses);
    }

    #[test]
    fn a_table_on_its_side_says_the_same() {
        let text = "Phase,Ask,,Buy\nSteps,Calls,Writes,Pays\nDoing,dials,types,\nPain points,slow,,dear\n";
        let done = import(text, None);
        let expected = "## Ask\n\n### Calls\n\n- doing: dials\n- pain: slow\n\n### Writes\n\n- doing: types\n\n\
                        ## Buy\n\n### Pays\n\n- pain: dear\n";
        assert!(done.documents[0].text.ends_with(expected), "{}", done.documents[0].text);
    }

    #[test]
    fn rows_that_are_too_long_or_too_short_are_said() {
        let done = import("Step,Doing,Pain\nCalls,dials,slow,extra\nWrites,types\n", None);
        let losses: Vec<_> = done.losses.iter().map(|loss| (loss.line, loss.message.as_str())).collect();
        assert_eq!(losses[0], (Some(2), "the row is longer than the header, so “extra” is left out"));
        assert_eq!(losses[1].0, Some(3));
    }

    #[test]
    fn a_mapping_says_what_columns_mean() {
        let mapping = "separator = \"/\"\n[columns]\nTat = \"doing\"\nChef = \"frontmatter.owner\"\nX = \"ignore\"\nY = \"step\"\n";
        let done = import("Stage,Tat,Chef,X\nAsk,ruft an/wartet,Ana,geheim\n", Some(mapping));
        let text = &done.documents[0].text;
        assert!(
            text.contains("owner: Ana\n") && text.contains("- doing: ruft an\n- doing: wartet\n"),
            "{text}"
        );
        let said: Vec<_> = done.losses.iter().map(|loss| loss.message.as_str()).collect();
        assert!(said[0].starts_with("the column “X” with 1 cells is left out"), "{said:?}");
        assert!(said[1].contains("names a column “Y” that the file does not have"), "{said:?}");
    }

    #[test]
    fn a_file_without_steps_is_an_error_that_says_why() {
        let read = |text: &str| Csv.read(&SourceFile::new("x.csv", text.as_bytes()), None).unwrap_err();
        assert!(read("journey_id,persona,status\n# nothing\n").contains("no row below its header"));
        assert!(read("a,b\nc,d\n").contains("no column or row whose name is known"));
    }
}
