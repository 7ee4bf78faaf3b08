//! What tests of the plugin author's kit share.

use std::process::Command;

use journeybook_workbench::Toolchain;

use crate::tool;

/// Whether plugins in Rust can be built here; CI sees to it that they can.
pub fn can_build_rust() -> bool {
    Toolchain::find().is_ok()
}

/// Builds with the crates that are here, in one folder for all tests, so that the standard library is built once.
pub fn offline(command: &mut Command) -> &mut Command {
    let target = tool::program().with_file_name("plugin-kit");
    command.env("CARGO_NET_OFFLINE", "true").env("CARGO_TARGET_DIR", target)
}
