//! What builds plugins in other languages than Rust: packages of PyPI and npm in a folder below `target/`, of the versions
//! that the starters name. Nothing is installed for the whole machine.

use std::fs;
use std::path::PathBuf;

use crate::setup::shown;
use crate::test::target;

/// A C compiler with a library for WebAssembly, and Python as a component.
const PYPI: [&str; 2] = ["ziglang==0.17.1", "componentize-py==0.25.1"];

/// JavaScript with QuickJS as a component.
const NPM: &str = "componentize-qjs@0.4.5";

/// Whether the tools of these versions are installed.
pub fn are_there() -> bool {
    fs::read_to_string(note()).is_ok_and(|noted| noted == versions())
}

/// Installs them, and notes it when all are there.
pub fn install() -> bool {
    let [python, js] = ["python", "js"].map(|name| folder().join(name).display().to_string());
    let pip = format!("{python}/bin/pip");
    shown("python3", &["-m", "venv", &python])
        && shown(&pip, &[&["install", "--quiet", "--disable-pip-version-check"], &PYPI[..]].concat())
        && shown("npm", &["install", "--no-audit", "--no-fund", "--no-save", "--prefix", &js, NPM])
        && fs::write(note(), versions()).is_ok()
}

fn folder() -> PathBuf {
    target().join("tools")
}

fn note() -> PathBuf {
    folder().join("versions")
}

fn versions() -> String {
    [&PYPI[..], &[NPM]].concat().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::root;

    #[test]
    fn the_starters_name_the_same_versions() {
        let starters = root().join("core/cli/src/starter/plugin");
        let npm = NPM.replace('@', "\": \"");
        let wanted =
            [("c", "tools.sh", PYPI[0]), ("python", "tools.sh", PYPI[1]), ("js", "package.json.in", &npm)];
        for (language, file, version) in wanted {
            let text = fs::read_to_string(starters.join(language).join("both").join(file)).unwrap();
            assert!(text.contains(version), "{language}/{file} does not name {version}");
        }
    }
}
