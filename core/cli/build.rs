//! Lists the templates of plugins, the kit for Rust, the contract and the pages of rules, so that the binary carries them.
//!
//! A build script and not a macro: on stable Rust only Cargo notices a file that is *added* to a folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What is carried: the constant, and the folder or file from the repository's root.
const CARRIED: [(&str, &str); 4] = [
    ("TEMPLATES", "core/cli/src/starter/plugin"),
    ("SDK", "plugins/sdk"),
    ("CONTRACT", "plugins/wit"),
    ("RULES", "docs/content/rules"),
];

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").expect("Cargo sets it")).join("../..").canonicalize()?;
    let mut text = String::new();
    for (name, folder) in CARRIED {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let _ = writeln!(text, "pub const {name}: &[(&str, &str)] = &[");
        list(&folder, &folder, &mut text)?;
        text.push_str("];\n");
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("Cargo sets it"));
    fs::write(out.join("carried.rs"), text)
}

fn list(top: &Path, folder: &Path, text: &mut String) -> io::Result<()> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths.into_iter().filter(|path| is_ours(path)) {
        if path.is_dir() {
            list(top, &path, text)?;
            continue;
        }
        let name = path.strip_prefix(top).expect("found below it").to_string_lossy().replace('\\', "/");
        let _ = writeln!(text, "({name:?}, include_str!({:?})),", path.display().to_string());
    }
    Ok(())
}

/// Neither what an editor left nor what a tool built.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with('~') && name != "target"
}
