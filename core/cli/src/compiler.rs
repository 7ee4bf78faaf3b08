//! This program as the compiler of plugins: a process of its own, so that a crafted plugin harms nothing but that.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use journeybook_wasm::{Child, Host, compile_for_parent};

/// The word by which this program calls itself. No user types it, so the manual has no word of it.
const WORD: &str = "compile-plugin";

/// The variable that names another folder for compiled plugins and remembered builds.
const CACHE: &str = "JOURNEYBOOK_CACHE";

/// Compiles, if this process was called for that: with the word, the bytes and the seconds it may use.
pub fn called(words: impl Iterator<Item = String>) -> Option<ExitCode> {
    let words: Vec<String> = words.skip(1).collect();
    match words.as_slice() {
        [word, memory, seconds] if word == WORD => {
            Some(compile_for_parent(memory.parse().ok()?, seconds.parse().ok()?))
        }
        _ => None,
    }
}

/// A host that compiles in such a process, and keeps what comes out with the user's other caches.
pub fn equipped(host: Host) -> Host {
    // The program of a unit test is another one.
    if cfg!(test) {
        return host;
    }
    let host = match env::current_exe() {
        Ok(program) => host.with_child(Child::new(program, &[WORD])),
        Err(_) => host,
    };
    match cache("plugins") {
        Some(folder) => host.with_cache(folder),
        None => host,
    }
}

/// The folder of one of the caches; where the variable names the folder, remembered builds lie below it.
pub fn cache(of: &str) -> Option<PathBuf> {
    let named = env::var_os(CACHE).map(PathBuf::from);
    let named = named.map(|folder| if of == "plugins" { folder } else { folder.join(of) });
    named.or_else(|| dirs::cache_dir().map(|caches| caches.join("journeybook").join(of)))
}
