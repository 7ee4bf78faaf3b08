//! The lines of a Mermaid journey.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    journeybook_fuzz::build(&format!("```mermaid\njourney\n{text}\n```\n"));
});
