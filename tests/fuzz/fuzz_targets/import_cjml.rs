//! CJML, which is XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("cjml", "map.xml", bytes, None);
});
