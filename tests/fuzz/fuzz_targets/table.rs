//! Rows below the head of a Markdown table.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    journeybook_fuzz::build(&format!("# Map\n\n| Step | Doing | Feeling |\n|---|---|---|\n{text}"));
    journeybook_fuzz::build(&format!("# Map\n\n## One\n\n{text}"));
});
