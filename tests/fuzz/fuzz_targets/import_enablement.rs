//! An enablement map in YAML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    journeybook_fuzz::import("enablement-map", "map.yaml", bytes, None);
});
