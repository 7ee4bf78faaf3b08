//! Files that mean harm: whatever is in them, loading ends with a sentence or with a plugin, never with a crash.

mod guests;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use guests::{Guest, ScoreBytes};
use journeybook_engine::plugin::{Bound, Failure, JourneyRecord};
use journeybook_wasm::{Host, Limits};

/// Little of everything, so that even a file that was made to be slow is soon done with.
fn tight() -> Limits {
    Limits { fuel: 5_000_000, memory: 32 * 64 * 1024, ..Limits::default() }
}

/// Loads, and asks what loads.
fn attempt(host: &Host, bytes: &[u8]) -> Result<(), Failure> {
    let plugin = host.load("guest.wasm", bytes, "{}", tight())?;
    plugin.score(&JourneyRecord::default(), &Bound::default()).map(drop)
}

fn host() -> Host {
    Host::new().expect("this machine runs Wasm")
}

#[track_caller]
fn assert_unusable(bytes: &[u8], says: &str) {
    match attempt(&host(), bytes) {
        Err(Failure::Unusable { message, .. }) => assert!(message.contains(says), "{message}"),
        other => panic!("not refused: {other:?}"),
    }
}

/// Numbers that look like chance and are the same on every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).expect("it is below a size")
    }
}

#[test]
fn ten_thousand_flipped_bits_crash_nothing() {
    let whole = Guest::answering(&[ScoreBytes::default()]).build();
    let (host, mut numbers) = (host(), Numbers(1));
    let mut loaded = 0;
    for _ in 0..10_000 {
        let mut bytes = whole.clone();
        let bit = numbers.below(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        loaded += usize::from(attempt(&host, &bytes).is_ok());
    }
    assert!((1..10_000).contains(&loaded), "some flips harm nothing and others do: {loaded}");
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = Guest::answering(&[]).build();
    let host = host();
    for length in 0..whole.len() {
        // What still loads lacks nothing but custom sections, whose id is 0.
        let loads = attempt(&host, &whole[..length]).is_ok();
        assert!(!loads || whole[length] == 0, "cut at {length}");
    }
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_unread() {
    let mut bytes = Guest::answering(&[]).build();
    bytes.resize(50 << 20, 0);
    let began = Instant::now();
    assert_unusable(&bytes, "has 50 MiB, and a plugin may have 4 MiB");
    assert!(began.elapsed() < Duration::from_secs(1));
}

#[test]
fn deeply_nested_types_are_refused() {
    let mut text = String::from("(component (type $t0 (list u8)) ");
    for depth in 1..2000 {
        write!(text, "(type $t{depth} (list $t{})) ", depth - 1).expect("a string takes everything");
    }
    text.push_str(
        "(import \"journeybook:plugin/types@0.1.0\" (instance (export \"x\" (type (eq $t1999))))))",
    );
    assert_unusable(&wat::parse_str(text).expect("it is a text"), "guest.wasm");
}

#[test]
fn deeply_nested_components_are_refused() {
    let mut bytes = HEADER.to_vec();
    for _ in 0..20_000 {
        let inner = std::mem::replace(&mut bytes, HEADER.to_vec());
        bytes.push(4);
        bytes.extend(leb128(inner.len()));
        bytes.extend(inner);
    }
    assert_unusable(&bytes, "guest.wasm");
}

/// How every component begins.
const HEADER: [u8; 8] = *b"\0asm\x0d\0\x01\0";

fn leb128(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

#[test]
fn types_that_unfold_without_end_are_refused() {
    let mut text = String::from("(component (type $t0 (tuple u8 u8)) ");
    for depth in 1..60 {
        let before = format!("$t{}", depth - 1);
        write!(text, "(type $t{depth} (tuple {before} {before})) ").expect("a string takes everything");
    }
    text.push_str("(import \"journeybook:plugin/types@0.1.0\" (func (param \"x\" $t59))))");
    assert_unusable(&wat::parse_str(text).expect("it is a text"), "guest.wasm");
}

#[test]
fn a_hundred_thousand_functions_compile_in_time_or_are_refused() {
    let guest = Guest::answering(&[]).items(&"(func)".repeat(100_000));
    let began = Instant::now();
    let _ = attempt(&host(), &guest.build());
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_function_of_a_megabyte_is_not_even_compiled() {
    let guest = Guest::answering(&[]).items(&format!("(func {})", "nop ".repeat(1 << 20)));
    assert_unusable(&guest.build(), "has a function of");
}
