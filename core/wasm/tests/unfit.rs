//! Files that are no plugins: refused before they run, with what is wrong and what to type.

mod guests;

use guests::{Guest, world};
use journeybook_engine::plugin::Failure;
use journeybook_wasm::{Host, Limits};

/// The message and the help that `bytes` are refused with.
#[track_caller]
fn refused(bytes: &[u8], limits: Limits) -> (String, String) {
    let host = Host::new().expect("this machine runs Wasm");
    match host.load("plugins/guest.wasm", bytes, "{}", limits).err() {
        Some(Failure::Unusable { message, help }) => {
            assert!(message.starts_with("`plugins/guest.wasm` "), "{message}");
            (message, help)
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[track_caller]
fn assert_refused(bytes: &[u8], says: &str, helps: &str) {
    let (message, help) = refused(bytes, Limits::default());
    assert!(message.contains(says), "{message}");
    assert!(help.contains(helps), "{help}");
}

#[test]
fn what_is_not_wasm() {
    for bytes in [&b""[..], b"\0asm", b"version https://git-lfs.github.com/spec/v1", b"(component)"] {
        assert_refused(bytes, "is not WebAssembly", "take the file away");
    }
}

#[test]
fn a_core_module() {
    let module = wat::parse_str("(module)").expect("it is a module");
    assert_refused(&module, "a plugin is a component", "wasm-tools component new");
}

#[test]
fn a_component_that_breaks_off() {
    let bytes = Guest::answering(&[]).build();
    assert_refused(&bytes[..bytes.len() / 2], "is not a valid component", "wasm-tools validate");
}

#[test]
fn a_component_that_does_not_validate() {
    let guest = Guest::answering(&[]).items("(func (result i32) i64.const 0)");
    assert_refused(&guest.build(), "type mismatch: expected i32, found i64", "wasm-tools validate");
}

#[test]
fn a_component_that_wants_wasi() {
    let bytes = wat::parse_str(
        r#"(component (import "wasi:clocks/monotonic-clock@0.2.6" (instance (export "now" (func (result u64))))))"#,
    );
    let bytes = bytes.expect("it is a component");
    assert_refused(&bytes, "asks for `wasi:clocks/monotonic-clock@0.2.6`", "wasm32-unknown-unknown");
}

#[test]
fn a_component_that_wants_something_else() {
    let bytes = wat::parse_str(r#"(component (import "print" (func)))"#).expect("it is a component");
    assert_refused(&bytes, "`print`; a plugin may ask for `journeybook:plugin/host@0.1.0`", "as arguments");
}

#[test]
fn a_plugin_that_wants_more_of_the_host() {
    let guest = Guest::answering(&[])
        .edit("log: func(message: string);", "log: func(message: string); read: func() -> u32;")
        .imports(r#"(import "journeybook:plugin/host@0.1.0" "read" (func (result i32)))"#);
    assert_refused(&guest.build(), "does not keep to the contract", "plugins/wit");
}

#[test]
fn another_version_of_the_contract() {
    for version in ["0.2.0", "1.0.0"] {
        let bytes = Guest::answering(&[]).edit("@0.1.0", &format!("@{version}")).build();
        let says = format!("speaks version {version} of the plugin contract");
        assert_refused(&bytes, &says, "contract 0.1.0");
    }
}

#[test]
fn a_later_patch_of_the_contract_is_welcome() {
    let bytes = Guest::answering(&[]).edit("@0.1.0", "@0.1.9").build();
    let host = Host::new().expect("this machine runs Wasm");
    assert!(host.load("guest.wasm", &bytes, "{}", Limits::default()).is_ok());
}

#[test]
fn a_plugin_without_about() {
    let bytes = Guest::answering(&[]).world(&world(&["host"], &["scores"])).build();
    assert_refused(&bytes, "exports no `journeybook:plugin/about@0.1.0`", "export");
}

#[test]
fn a_plugin_that_offers_nothing() {
    let bytes = Guest::answering(&[]).world(&world(&[], &["about"])).build();
    assert_refused(&bytes, "exports nothing that Journeybook asks for", "plugins/wit");
}

#[test]
fn a_plugin_whose_records_differ() {
    let guest = Guest::answering(&[]).edit("excluded: u32,", "excluded: s32,");
    assert_refused(&guest.build(), "does not keep to the contract", "plugins/wit");
}

#[test]
fn a_plugin_that_lacks_a_function() {
    let guest = Guest::answering(&[])
        .edit("definitions: func() -> list<definition>;", "")
        .edit("scores@0.1.0#definitions", "unused");
    assert_refused(&guest.build(), "does not keep to the contract", "plugins/wit");
}

#[test]
fn a_plugin_that_reads_what_there_is_not() {
    let guest = Guest::answering(&[]).reads("pain pian steps.duration");
    assert_refused(&guest.build(), "reads `pian`, `steps.duration`, which is no part of a map", "`LANE.KEY`");
}

#[test]
fn a_plugin_whose_schema_is_none() {
    let guest = Guest::answering(&[]).schema(r#"{"type":"strnig"}"#);
    assert_refused(&guest.build(), "brings a schema for its settings that cannot be used", "JSON Schema");
}

#[test]
fn a_later_patch_with_an_interface_of_its_own_is_welcome() {
    let extra = "export hello: interface { greet: func(); }";
    let guest = Guest::answering(&[])
        .edit("@0.1.0", "@0.1.9")
        .world(&format!("{} {extra}", world(&["host"], &["about", "scores"])))
        .items(r#"(func (export "hello#greet"))"#);
    let host = Host::new().expect("this machine runs Wasm");
    assert!(host.load("guest.wasm", &guest.build(), "{}", Limits::default()).is_ok());
}

#[test]
fn a_file_that_is_too_big() {
    let limits = Limits { file: 1000, ..Limits::default() };
    let (message, help) = refused(&Guest::answering(&[]).build(), limits);
    assert!(message.contains("and a plugin may have 1,000 bytes"), "{message}");
    assert!(help.contains("`file-mib`"), "{help}");
}

#[test]
fn a_function_that_is_too_big() {
    let guest = Guest::answering(&[]).items(&format!("(func {})", "nop ".repeat(2000)));
    let (message, help) = refused(&guest.build(), Limits { function_body: 1024, ..Limits::default() });
    assert!(message.contains("a plugin's functions may have 1 KiB"), "{message}");
    assert!(help.contains("`function-kib`"), "{help}");
}
