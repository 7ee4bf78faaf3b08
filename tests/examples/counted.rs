//! One build of the sample portal on one thread, with the first-party plugins run natively, so that its instructions
//! can be counted: no machine code is made while it runs. `cargo xtask bench count` counts them.

use journeybook_tests::site::Site;

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("a thread starts");
    let output = Site::sample().build();
    assert!(output.files.len() > 100, "the sample portal has pages");
}
