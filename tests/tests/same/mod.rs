//! Two builds that must not differ.

use journeybook_engine::Output;
use journeybook_tests::site::diagnostics;

/// The same files, byte for byte, and the same to say about them.
#[track_caller]
pub fn assert_same(one: &Output, two: &Output, when: &str) {
    assert_eq!(diagnostics(one, true), diagnostics(two, true), "{when}");
    let names = |output: &Output| output.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(two), "{when}");
    assert_eq!(one.listing, two.listing, "{when}");
    for (path, bytes) in &one.files {
        assert!(two.files[path] == *bytes, "{path} differs {when}");
    }
}
