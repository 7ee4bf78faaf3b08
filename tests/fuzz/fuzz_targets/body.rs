//! A whole file as it stands.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    journeybook_fuzz::build(text);
});
