//! Large sites, made the same way every time, for what measures the tool.

pub mod maps;
pub mod pages;
pub mod peers;
pub mod words;

use std::path::Path;
use std::{fs, io};

/// The files of a site by path.
pub type Files = Vec<(String, String)>;

/// Writes a site into a folder.
pub fn write(files: &Files, folder: &Path) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}
