//! Plugins that mean harm, or are merely broken: each is contained, quickly, and told apart.

mod guests;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use guests::{ANSWER, Guest, SCORES, ScoreBytes, TEST, words};
use journeybook_engine::plugin::{Bound, Failure, JourneyRecord, Plugin};
use journeybook_wasm::{Host, Limits};

const PAGE: usize = 64 * 1024;

/// Room for anything decent, and not for long.
fn tight() -> Limits {
    Limits { fuel: 20_000_000, memory: 16 * PAGE, ..Limits::default() }
}

fn load(guest: &Guest, limits: Limits) -> Result<Arc<dyn Plugin>, Failure> {
    Host::new().expect("this machine runs Wasm").load("guest.wasm", &guest.build(), "{}", limits)
}

/// What one question ends with. It must end within a second.
fn contained(guest: &Guest, limits: Limits) -> Failure {
    let plugin = load(guest, limits).expect("it loads");
    let began = Instant::now();
    let failure = plugin.score(&JourneyRecord::default(), &Bound::default()).expect_err("it fails");
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    failure
}

#[track_caller]
fn assert_limit(failure: &Failure, wanted: &str, raised_by: &str) {
    match failure {
        Failure::Limit { limit, setting, .. } => assert_eq!((*limit, *setting), (wanted, raised_by)),
        other => panic!("not a limit: {other:?}"),
    }
}

#[track_caller]
fn assert_trap(failure: &Failure, wanted: &str) {
    match failure {
        Failure::Trap { message } => assert!(message.contains(wanted), "{message}"),
        other => panic!("not a trap: {other:?}"),
    }
}

#[test]
fn an_endless_loop_runs_out_of_instructions() {
    let failure = contained(&Guest::scoring("(loop br 0) unreachable"), tight());
    assert_limit(&failure, "instructions", "fuel");
    assert_eq!(failure.to_string(), "it went over its limit of 20,000,000 instructions");
}

#[test]
fn endless_recursion_runs_out_of_stack() {
    let guest = Guest::scoring("call $deeper i32.const 0").items("(func $deeper call $deeper call $deeper)");
    assert_limit(&contained(&guest, tight()), "call stack", "");
}

#[test]
fn recursion_is_contained_on_a_thread_with_little_stack() {
    let guest = Guest::scoring("call $deeper i32.const 0").items("(func $deeper call $deeper call $deeper)");
    let plugin = load(&guest, tight()).expect("it loads");
    let thread = std::thread::Builder::new().stack_size(64 * 1024);
    let asked = thread
        .spawn(move || plugin.score(&JourneyRecord::default(), &Bound::default()))
        .expect("a thread starts");
    assert_limit(&asked.join().expect("no overflow").unwrap_err(), "call stack", "");
}

#[test]
fn memory_past_the_limit_is_denied_and_told_as_such() {
    let aborts = "(if (i32.eq (memory.grow (i32.const 100)) (i32.const -1)) (then unreachable)) i32.const 0";
    assert_limit(&contained(&Guest::scoring(aborts), tight()), "memory", "memory-mib");
}

#[test]
fn a_module_that_begins_too_big_does_not_load() {
    let failure = load(&Guest::scoring("unreachable").pages(1000), tight()).err().expect("it fails");
    assert_limit(&failure, "memory", "memory-mib");
}

#[test]
fn table_slots_past_the_limit_are_denied() {
    let guest = Guest::scoring(
        "(if (i32.eq (table.grow $t (ref.null func) (i32.const 30000)) (i32.const -1)) (then unreachable)) i32.const 0",
    )
    .items("(table $t 1 funcref)");
    assert_limit(&contained(&guest, tight()), "table slots", "table-slots");
}

#[test]
fn too_many_instances_do_not_load() {
    let failure = load(&Guest::scoring("unreachable"), Limits { instances: 0, ..tight() }).err();
    assert_limit(&failure.expect("it fails"), "core instances", "instances");
}

#[test]
fn too_many_tables_do_not_load() {
    let failure = load(&Guest::scoring("unreachable").items(&"(table 1 funcref)".repeat(20)), tight()).err();
    assert_limit(&failure.expect("it fails"), "memories or tables", "");
}

#[test]
fn a_trap_is_told_in_words() {
    assert_trap(&contained(&Guest::scoring("unreachable"), tight()), "it gave up");
    let zero = "(i32.div_u (i32.const 1) (i32.const 0))";
    assert_trap(&contained(&Guest::scoring(zero), tight()), "it divided by zero");
    let outside = "(i32.load (i32.const -8))";
    assert_trap(&contained(&Guest::scoring(outside), tight()), "it reached outside of its memory");
}

#[test]
fn a_trap_quotes_the_last_line_of_log() {
    let body = format!("(call $log (i32.const {}) (i32.const {})) unreachable", TEST.0, TEST.1);
    assert_trap(&contained(&Guest::scoring(&body), tight()), "the last line it logged: test");
}

#[test]
fn a_trap_while_starting_is_a_failure_to_load() {
    let guest = Guest::scoring("unreachable").items("(func $begin unreachable) (start $begin)");
    assert_trap(&load(&guest, tight()).err().expect("it fails"), "it gave up");
}

#[test]
fn answers_that_break_the_abi_are_traps() {
    let answer_at = |bytes: &[u8]| Guest::scoring(&format!("i32.const {ANSWER}")).data(ANSWER, bytes);
    let absurd = answer_at(&words(&[0, SCORES, u32::MAX]));
    assert_trap(&contained(&absurd, tight()), "out of bounds");
    let no_such_case = answer_at(&words(&[7, 0, 0]));
    assert_trap(&contained(&no_such_case, tight()), "discriminant");
    assert_trap(&contained(&Guest::scoring("i32.const -4"), tight()), "bounds");
    let not_text =
        Guest::answering(&[ScoreBytes { id: (40, 2), ..ScoreBytes::default() }]).data(40, &[0xff, 0xfe]);
    assert_trap(&contained(&not_text, tight()), "utf-8");
}

#[test]
fn a_giant_string_goes_over_the_limit() {
    let long = ScoreBytes { explanation: (16384, 70_000), ..ScoreBytes::default() };
    assert_limit(&contained(&Guest::answering(&[long]), tight()), "text in one string", "string-kib");
}

#[test]
fn a_giant_list_goes_over_the_limit() {
    let scores = [ScoreBytes { parts: (16384, 6000), ..ScoreBytes::default() }];
    let limits = Limits { rows: 6000, ..tight() };
    assert_limit(&contained(&Guest::answering(&scores), limits), "list items in one answer", "rows");
}

#[test]
fn an_answer_past_all_limits_is_not_even_copied() {
    let everything = ScoreBytes { explanation: (16384, 200_000), ..ScoreBytes::default() };
    let guest = Guest::answering(&[everything; 40]);
    let limits = Limits { answer: 1 << 20, ..tight() };
    assert_limit(&contained(&guest, limits), "data in one answer", "answer-mib");
}

#[test]
fn numbers_that_are_none_are_refused() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let failure = contained(
            &Guest::answering(&[ScoreBytes { value: Some(value), ..ScoreBytes::default() }]),
            tight(),
        );
        let words = format!("its answer cannot be used: the value of score `test` is {value}, not a number");
        assert_eq!(failure.to_string(), words);
    }
}

#[test]
fn two_scores_with_one_id_are_refused() {
    let failure = contained(&Guest::answering(&[ScoreBytes::default(); 2]), tight());
    assert_eq!(failure.to_string(), "its answer cannot be used: two scores have the id `test`");
}

#[test]
fn a_flood_of_log_is_kept_short_and_paid_for() {
    let heard = Arc::new(Mutex::new(0_usize));
    let sink = Arc::clone(&heard);
    let host = Host::new().expect("this machine runs Wasm").with_log(Arc::new(move |_, line| {
        *sink.lock().expect("no test panics in here") += line.len();
    }));
    let flood = Guest::scoring("(loop (call $log (i32.const 16) (i32.const 9000)) br 0) unreachable").build();
    let plugin = host.load("guest.wasm", &flood, "{}", tight()).expect("it loads");
    let began = Instant::now();
    assert_limit(
        &plugin.score(&JourneyRecord::default(), &Bound::default()).unwrap_err(),
        "instructions",
        "fuel",
    );
    assert!(began.elapsed() < Duration::from_secs(1));
    let kept = *heard.lock().expect("no test panics in here");
    assert!((9000..4 * 64 * 1024).contains(&kept), "{kept}");
}

#[test]
fn a_log_line_past_all_limits_is_not_even_copied() {
    let guest = Guest::scoring("(call $log (i32.const 16) (i32.const 250000)) unreachable");
    let limits = Limits { answer: 100_000, ..tight() };
    assert_limit(&contained(&guest, limits), "data in one answer", "answer-mib");
}

#[test]
fn a_start_function_that_loops_runs_out_of_instructions() {
    let guest = Guest::scoring("unreachable").items("(func $begin (loop br 0)) (start $begin)");
    assert_limit(&load(&guest, tight()).err().expect("it fails"), "instructions", "fuel");
}

#[test]
fn settings_that_are_taken_for_ever_run_out_of_instructions() {
    let guest = Guest::scoring("unreachable").configure("(loop br 0) unreachable");
    assert_limit(&load(&guest, tight()).err().expect("it fails"), "instructions", "fuel");
}

#[test]
fn growing_by_nothing_for_ever_is_paid_for() {
    let body = "(loop (drop (memory.grow (i32.const 0))) br 0) unreachable";
    assert_limit(&contained(&Guest::scoring(body), tight()), "instructions", "fuel");
}

#[test]
fn memory_may_grow_to_its_limit() {
    let fills = "(loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const 15)))) \
        (if (i32.ne (memory.size) (i32.const 16)) (then unreachable)) i32.const 1248";
    let guest = Guest::scoring(fills).data(ANSWER, &words(&[0, 0, 0]));
    let plugin = load(&guest, tight()).expect("it loads");
    assert_eq!(plugin.score(&JourneyRecord::default(), &Bound::default()), Ok(Vec::new()));
}

#[test]
fn a_huge_allocation_in_one_step_is_denied() {
    let aborts =
        "(if (i32.eq (memory.grow (i32.const 60000)) (i32.const -1)) (then unreachable)) i32.const 0";
    assert_limit(&contained(&Guest::scoring(aborts), tight()), "memory", "memory-mib");
}

#[test]
fn a_table_that_grows_for_ever_is_denied() {
    let body = "(loop (br_if 0 (i32.ne (table.grow $t (ref.null func) (i32.const 500)) (i32.const -1)))) unreachable";
    let guest = Guest::scoring(body).items("(table $t 1 funcref)");
    assert_limit(&contained(&guest, tight()), "table slots", "table-slots");
}

#[test]
fn a_string_of_a_gigabyte_that_is_not_there_is_a_trap() {
    let long = ScoreBytes { explanation: (16384, 1 << 30), ..ScoreBytes::default() };
    assert_trap(&contained(&Guest::answering(&[long]), tight()), "out of bounds");
}

#[test]
fn ten_million_findings_go_over_the_limit() {
    // They all lie within memory, one over the other is not possible: each has 48 bytes.
    let guest = Guest::finding(&[]).pages(8000).data(ANSWER, &words(&[0, SCORES, 10_000_000]));
    let limits = Limits { memory: 1 << 30, ..tight() };
    let plugin = load(&guest, limits).expect("it loads");
    let failure = plugin.check(&JourneyRecord::default(), &Bound::default(), None).expect_err("it fails");
    assert_limit(&failure, "data in one answer", "answer-mib");
}

#[test]
fn a_trap_after_the_answer_is_a_failure() {
    let post = r#"(func (export "cabi_post_journeybook:plugin/scores@0.1.0#score-journey") (param i32) unreachable)"#;
    assert_trap(&contained(&Guest::answering(&[]).items(post), tight()), "it gave up");
}

#[test]
fn an_allocator_that_answers_nonsense_is_a_trap() {
    let guest = Guest::answering(&[]).edit(
        "(global.get $top)\n                (global.set $top (i32.add",
        "(i32.const -16)\n                (global.set $top (i32.add",
    );
    assert_trap(&load(&guest, tight()).err().expect("it fails"), "beyond end of memory");
}
