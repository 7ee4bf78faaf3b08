//! The kit for Rust, as a package that stands by itself: it is published nowhere yet.

use super::{Files, carried};

/// The workspace's manifest, which the kit's own takes its versions from.
const WORKSPACE: &str = include_str!("../../../../../../Cargo.toml");

/// The kit's files below `sdk/`.
pub fn files() -> Files {
    let sources = carried::SDK.iter().filter(|(path, _)| path.starts_with("src/"));
    let mut files: Files = sources.map(|(path, text)| (format!("sdk/{path}"), (*text).to_owned())).collect();
    files.insert("sdk/Cargo.toml".to_owned(), manifest());
    files
}

/// The kit's manifest with what it inherits written out, and without what only its home needs.
fn manifest() -> String {
    let own = carried::SDK.iter().find(|(path, _)| *path == "Cargo.toml").map_or("", |(_, text)| *text);
    let (mut section, mut out) = (String::new(), String::new());
    for line in own.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
        }
        if ["lints", "dev-dependencies", "[example]"].contains(&section.as_str()) {
            continue;
        }
        out.push_str(&written_out(&section, line));
        out.push('\n');
    }
    out
}

/// `name.workspace = true` becomes the workspace's line of that name.
fn written_out(section: &str, line: &str) -> String {
    let Some(name) = line.strip_suffix(".workspace = true") else { return line.to_owned() };
    let part = if section == "package" { "[workspace.package]" } else { "[workspace.dependencies]" };
    let lines = WORKSPACE.lines().skip_while(|line| *line != part).skip(1);
    let mut lines = lines.take_while(|line| !line.starts_with('['));
    lines.find(|line| line.split(" = ").next() == Some(name)).unwrap_or(line).to_owned()
}
