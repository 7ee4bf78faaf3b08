//! YAML or TOML between its fences.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    for fence in ["---", "+++"] {
        journeybook_fuzz::build(&format!("{fence}\n{text}\n{fence}\n## One\n- doing: x\n"));
    }
});
