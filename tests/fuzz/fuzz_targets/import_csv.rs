//! A table as text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("csv", "table.csv", bytes, None);
});
