//! A flow of pages in YAML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("page-flow", "flow.yaml", bytes, None);
});
