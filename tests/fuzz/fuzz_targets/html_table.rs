//! Rows and cells of an HTML table.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    journeybook_fuzz::build(&format!("# Journey\n\n<table><tr><th>Step<th>Doing<th>Pain</tr>\n{text}</table>\n"));
});
