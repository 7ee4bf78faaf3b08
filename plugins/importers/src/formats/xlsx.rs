//! XLSX: the sheets of a workbook as maps.

mod book;
mod cell;
mod notes;

use journeybook_plugin::{Format, Imported, SourceFile};

use super::Reader;
use super::sheet;
use crate::mapping::Mapping;

/// Reads workbooks.
#[derive(Debug)]
pub struct Xlsx;

impl Reader for Xlsx {
    fn format(&self) -> Format {
        Format::new("xlsx", "Excel workbook", &["xlsx", "xlsm"])
            .description("A workbook: every sheet with one row a step, or with lanes as rows, is a map.")
    }

    fn knows(&self, file: &SourceFile) -> bool {
        file.bytes.starts_with(b"PK")
    }

    fn read(&self, file: &SourceFile, mapping: Option<&str>) -> Result<Imported, String> {
        let mapping = Mapping::read(mapping)?;
        let mut into = Imported::new("xlsx");
        let sheets = book::sheets(file, &mut into)?;
        sheet::read(&sheets, &mapping, into)
    }
}
