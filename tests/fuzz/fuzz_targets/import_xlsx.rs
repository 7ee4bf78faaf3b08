//! An Excel workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("xlsx", "book.xlsx", bytes, None);
});
