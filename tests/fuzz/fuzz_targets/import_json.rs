//! Any JSON, with a mapping.
#![no_main]

const MAPPING: &str = include_str!("../../../plugins/importers/tests/mappings/permitting.toml");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("json", "any.json", bytes, Some(MAPPING));
});
