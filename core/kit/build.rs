//! Lists the repository's themes as `include_bytes!`, so that the binary carries them.
//!
//! A build script and not a macro: on stable Rust only Cargo notices a file that is *added* to a folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let themes = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("Cargo sets it")).join("../../themes");
    println!("cargo::rerun-if-changed={}", themes.display());
    let out = PathBuf::from(env::var("OUT_DIR").expect("Cargo sets it"));
    fs::write(out.join("themes.rs"), list(&themes.canonicalize()?)?)
}

fn list(themes: &Path) -> io::Result<String> {
    let mut text = String::from("&[\n");
    for theme in sorted(themes)?.into_iter().filter(|path| path.is_dir()) {
        let name = theme.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let _ = writeln!(text, "({name:?}, &[");
        list_files(&theme, &theme, &mut text)?;
        text.push_str("]),\n");
    }
    Ok(text + "]\n")
}

fn list_files(theme: &Path, folder: &Path, text: &mut String) -> io::Result<()> {
    for path in sorted(folder)? {
        if path.is_dir() {
            list_files(theme, &path, text)?;
            continue;
        }
        let name = path.strip_prefix(theme).expect("found below it").to_string_lossy().replace('\\', "/");
        let _ = writeln!(text, "({name:?}, include_bytes!({:?})),", path.display().to_string());
    }
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}
