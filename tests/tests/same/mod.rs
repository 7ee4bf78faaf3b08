//! Two builds that must not differ.

use journeybook_engine::Output;
use journeybook_tests::site::diagnostics;

/// The same files, byte for byte, and the same to say about them.
#[track_caller]
pub fn assert_same(one: &Output, two: &Output, when: &str) {
    assert_eq!(diagnostics(one, true), diagnostics(two, true), "{when}");
    assert_eq!(one.listing, two.listing, "{when}");
    let (one, two) = (one.whole(), two.whole());
    assert!(one.keys().eq(two.keys()), "{when}");
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{path} differs {when}");
    }
}
