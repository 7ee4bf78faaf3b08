//! An agentic blueprint in JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("agentic-blueprint", "ir.json", bytes, None);
});
