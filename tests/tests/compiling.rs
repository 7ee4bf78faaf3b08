//! Compiling plugins: in a process of its own, under limits, and once.

mod guest;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use journeybook_tests::tool::{Run, command, new_site, output};
use journeybook_tests::tree;
use tempfile::TempDir;

/// A component whose one function keeps an optimising compiler busy for long: more blocks than any author writes, each
/// with values that live across all of them.
fn bomb() -> Vec<u8> {
    let locals = "(local i64) ".repeat(2000);
    let mix: String = (0..2000)
        .map(|at| {
            format!(
                "(local.set {} (i64.add (local.get {}) (local.get {})))",
                at,
                (at * 7 + 1) % 2000,
                (at * 13 + 5) % 2000
            )
        })
        .collect();
    let blocks: String = (0..12).map(|_| format!("(loop {mix} (br_if 0 (i64.eqz (local.get 3))))")).collect();
    guest::scoring_with("unreachable", &format!("(func (export \"bomb\") {locals} {blocks})"))
}

struct Scene {
    site: TempDir,
    cache: TempDir,
}

impl Scene {
    fn new() -> Self {
        let (site, cache) = (folder(), folder());
        new_site(site.path());
        Self { site, cache }
    }

    fn with(self, plugin: &[u8], settings: &str) -> Self {
        fs::create_dir_all(self.site.path().join("plugins")).expect("a folder is made");
        fs::write(self.site.path().join("plugins/own.wasm"), plugin).expect("a file is written");
        tree::write(&self.site.path().join("journeybook.toml"), settings);
        self
    }

    fn check(&self) -> Run {
        let mut command = command(self.site.path(), &["check", "--format", "short"]);
        output(command.env("JOURNEYBOOK_CACHE", self.cache.path().join("plugins")))
    }

    /// The bytes that are kept, by name.
    fn kept(&self) -> BTreeMap<String, Vec<u8>> {
        let files = tree::list(&self.cache.path().join("plugins"));
        let name = |path: &Path| path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        files.iter().map(|path| (name(path), tree::bytes(path))).collect()
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

#[test]
fn code_is_kept_and_used_again() {
    let scene = Scene::new();
    assert_eq!(scene.check().code, 0);
    let first = scene.kept();
    assert_eq!(first.len(), 7, "every plugin that a build asks");
    assert_eq!(scene.check().code, 0);
    assert_eq!(scene.kept(), first);
}

#[test]
fn damaged_and_planted_code_is_compiled_again() {
    let scene = Scene::new();
    scene.check();
    let whole = scene.kept();
    for (name, bytes) in &whole {
        let mut damaged = bytes.clone();
        let middle = damaged.len() / 2;
        damaged[middle..].fill(0xcc);
        fs::write(scene.cache.path().join("plugins").join(name), damaged).expect("a file is written");
    }
    assert_eq!(scene.check().code, 0);
    assert_eq!(scene.kept(), whole);
}

#[cfg(unix)]
#[test]
fn a_cache_that_others_can_write_to_is_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    let folder = scene.cache.path().join("plugins");
    fs::create_dir(&folder).expect("a folder is made");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("its mode is set");
    assert_eq!(scene.check().code, 0);
    assert_eq!(scene.kept(), BTreeMap::new());
}

#[test]
fn a_bomb_is_stopped_and_the_others_run() {
    let scene =
        Scene::new().with(&bomb(), "[plugins.own.limits]\ncompile-seconds = 1\nfunction-kib = 4096\n");
    let run = scene.check();
    let said: Vec<&str> = run.out.lines().filter(|line| line.contains("own.wasm")).collect();
    assert!(
        matches!(*said, [line] if line.contains("JB301") && line.contains("1 second of compiling")),
        "{}",
        run.out
    );
    assert_eq!(run.code, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_compiler_without_memory_says_which_limit() {
    let scene = Scene::new().with(&bomb(), "[plugins.own.limits]\ncompile-mib = 60\nfunction-kib = 4096\n");
    let run = scene.check();
    assert!(run.out.contains("60 MiB of memory for compiling"), "{}", run.out);
}
