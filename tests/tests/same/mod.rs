//! Two builds that must not differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_engine::Output;
use journeybook_model::Digest;
use journeybook_tests::site::diagnostics;

/// The same files, byte for byte, and the same to say about them.
#[track_caller]
pub fn assert_same(one: &Output, two: &Output, when: &str) {
    assert_eq!(diagnostics(one, true), diagnostics(two, true), "{when}");
    let (one, two) = (published(one), published(two));
    assert!(one.keys().eq(two.keys()), "{when}");
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{path} differs {when}");
    }
}

/// Everything that is published; what is listed is there under the digest of its bytes.
fn published(output: &Output) -> BTreeMap<Arc<str>, Arc<[u8]>> {
    let all = output.whole();
    for (path, digest) in &output.listing {
        assert_eq!(Digest::of(&all[path]), *digest, "{path}");
    }
    all
}
