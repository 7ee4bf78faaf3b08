//! A file as rows: byte order mark, delimiter and headings are dealt with here.

use std::io::{self, Cursor, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::binding::Binding;

/// What may stand between cells, in the order in which a tie is decided.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// As much of a file as the headings are looked for in.
const HEAD: usize = 256 * 1024;

/// The rows of a file, after its headings.
pub struct Sheet<'f> {
    reader: Reader<Box<dyn Read + 'f>>,
    /// The names of its columns.
    pub names: Vec<String>,
    /// What stands between its cells.
    pub delimiter: u8,
    /// Lines above those that the reader counts.
    above: u64,
}

/// Why a file has no rows.
#[derive(Debug)]
pub enum Unread {
    /// The machine could not give it.
    Io(io::Error),
    /// It is text in another encoding.
    NotUtf8,
    /// There are no headings in it.
    Empty,
}

impl From<csv::Error> for Unread {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Unread::Io(error),
            other => Unread::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl<'f> Sheet<'f> {
    /// Reads as far as the first row of data.
    pub fn open(mut from: Box<dyn Read + 'f>, binding: &Binding) -> Result<Self, Unread> {
        let mut head = Vec::new();
        from.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(Unread::Io)?;
        if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            return Err(Unread::NotUtf8);
        }
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let start = mark + after_lines(&head[mark..], binding.skip_rows);
        let delimiter = binding.delimiter.unwrap_or_else(|| sniffed(&head[start..]));
        let rest: Box<dyn Read + 'f> = Box::new(Cursor::new(head.split_off(start)).chain(from));
        let mut builder = ReaderBuilder::new();
        let builder = builder.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(1 << 16);
        let reader = builder.from_reader(rest);
        let mut sheet = Self { reader, names: Vec::new(), delimiter, above: binding.skip_rows as u64 };
        sheet.read_headings(binding.header)?;
        Ok(sheet)
    }

    fn read_headings(&mut self, rows: usize) -> Result<(), Unread> {
        let mut record = ByteRecord::new();
        if !self.reader.read_byte_record(&mut record)? {
            return Err(Unread::Empty);
        }
        let name = |cell: &[u8]| String::from_utf8(cell.trim_ascii().to_vec()).map_err(|_| Unread::NotUtf8);
        self.names = record.iter().map(name).collect::<Result<_, _>>()?;
        for _ in 1..rows {
            self.reader.read_byte_record(&mut record)?;
        }
        Ok(())
    }

    /// Where a column of this name is.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Reads the next row; none is left where it is false.
    pub fn next(&mut self, record: &mut ByteRecord) -> Result<bool, Unread> {
        Ok(self.reader.read_byte_record(record)?)
    }

    /// The line of the file on which a row begins, from 1.
    pub fn line(&self, record: &ByteRecord) -> u64 {
        record.position().map_or(0, csv::Position::line) + self.above
    }
}

/// Where the text after so many lines begins.
fn after_lines(text: &[u8], lines: usize) -> usize {
    let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    if lines == 0 { 0 } else { breaks.take(lines).last().unwrap_or(0) }
}

/// What stands most often in the first line, outside of quotation marks.
fn sniffed(text: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; DELIMITERS.len()];
    for byte in text.iter().take_while(|byte| **byte != b'\n') {
        quoted ^= *byte == b'"';
        if let Some(at) = DELIMITERS.iter().position(|known| known == byte).filter(|_| !quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..DELIMITERS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or_default();
    DELIMITERS[most]
}
