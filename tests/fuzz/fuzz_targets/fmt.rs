//! A whole file through the formatter, which proves itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    journeybook_fuzz::format(text);
});
