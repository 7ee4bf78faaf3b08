//! Tests of reading a site from disk.

use std::fs;
use std::path::Path;

use journeybook_engine::Engine;
use tempfile::TempDir;

use super::*;

fn site(files: &[(&str, &str)]) -> (TempDir, Site) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(&dir, name, text);
    }
    let site = Site::at(&dir.path().canonicalize().unwrap());
    (dir, site)
}

fn write(dir: &TempDir, name: &str, text: &str) {
    let path = dir.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    age(&path);
}

/// A file whose last change lies far enough back that its time can be trusted.
fn age(path: &Path) {
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    fs::File::options().write(true).open(path).unwrap().set_modified(past).unwrap();
}

fn names<'f>(files: impl IntoIterator<Item = &'f File>) -> Vec<&'f str> {
    files.into_iter().map(|file| &*file.path).collect()
}

#[test]
fn every_part_is_found_and_sorted() {
    let (_dir, site) = site(&[
        ("journeybook.toml", ""),
        ("content/b.md", "b"),
        ("content/a/z.md", "z"),
        ("content/.hidden.md", "no"),
        ("content/node_modules/x.md", "no"),
        ("data/survey.csv", "1"),
        ("plugins/own.wasm", "w"),
        ("plugins/own/src.rs", "no"),
        ("notes.md", "no"),
    ]);
    let found = Reader::default().read(&site);
    assert_eq!(names(&found.input.content), ["content/a/z.md", "content/b.md"]);
    assert_eq!(names(&found.input.data), ["data/survey.csv"]);
    assert_eq!(names(&found.components), ["plugins/own.wasm"]);
    assert!(found.input.settings.is_some() && found.input.trouble.is_empty());
}

#[test]
fn a_bare_folder_is_content_without_the_other_parts_and_without_what_we_wrote() {
    let (_dir, site) = site(&[
        ("a.md", "a"),
        ("data/survey.csv", "1"),
        ("out/.journeybook-manifest.json", "{}"),
        ("out/index.html", "no"),
        ("target/doc/b.md", "no"),
    ]);
    let found = Reader::default().read(&site);
    assert_eq!(names(&found.input.content), ["a.md"]);
    assert_eq!(names(&found.input.data), ["data/survey.csv"]);
    assert_eq!(found.settings.content, "");
}

#[test]
fn a_single_map_is_read_alone() {
    let (dir, _) = site(&[("a.md", "a"), ("b.md", "b"), ("data/x.csv", "1")]);
    let site = Site::locate(Some(&dir.path().join("a.md"))).unwrap();
    let found = Reader::default().read(&site);
    assert_eq!(names(&found.input.content), ["a.md"]);
    assert!(found.input.data.is_empty());
}

#[test]
fn unchanged_files_are_not_read_again() {
    let (dir, site) = site(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let mut reader = Reader::default();
    reader.read(&site);
    write(&dir, "content/b.md", "longer");
    let again = reader.read(&site);
    assert_eq!(reader.reads(), 3);
    assert_eq!(&*again.input.content[1].bytes(), b"longer");
}

#[test]
fn a_site_that_is_read_once_is_quoted_as_it_was_read() {
    let (_dir, site) = site(&[("content/a.md", "# A\n\n[gone](b.md)\n")]);
    let found = Reader::once(&site);
    let output = Engine::default().build(&found.input);
    let note = output.diagnostics.iter().find(|note| note.message.contains("b.md")).unwrap();
    let source = &output.sources["content/a.md"];
    assert_eq!(source.slice(note.place.span.unwrap()), "[gone](b.md)");
}

#[test]
fn a_file_that_changes_while_a_site_is_read_once_is_not_quoted() {
    let (dir, site) = site(&[("content/a.md", "# A\n\n[gone](b.md)\n")]);
    let found = Reader::once(&site);
    write(&dir, "content/a.md", "# A\n\nAnother text\n");
    let output = Engine::default().build(&found.input);
    assert!(output.diagnostics.iter().any(|note| note.message.contains("b.md")));
    assert_eq!(&*output.sources["content/a.md"].text, "");
}

#[test]
fn a_file_changed_this_moment_is_read_again_even_if_it_looks_the_same() {
    let (dir, site) = site(&[("content/a.md", "a")]);
    let path = dir.path().join("content/a.md");
    let now = std::time::SystemTime::now();
    let save = |text: &str| {
        fs::write(&path, text).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(now).unwrap();
    };
    let mut reader = Reader::default();
    save("x");
    reader.read(&site);
    save("y");
    assert_eq!(&*reader.read(&site).input.content[0].bytes(), b"y");
}

#[cfg(unix)]
#[test]
fn loops_and_broken_links_are_values() {
    let (dir, site) = site(&[("content/a.md", "a")]);
    std::os::unix::fs::symlink(dir.path().join("content"), dir.path().join("content/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", dir.path().join("content/broken.md")).unwrap();
    let found = Reader::default().read(&site);
    assert_eq!(names(&found.input.content), ["content/a.md"]);
    let said: Vec<_> = found.input.trouble.iter().map(|said| (&*said.place.file, said.code)).collect();
    assert_eq!(said, [("content/broken.md", codes::UNREADABLE), ("content/loop", codes::UNREADABLE)]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let (dir, site) = site(&[("content/a.md", "a"), ("data/a.csv", "a"), ("plugins/readme.txt", "a")]);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.wasm"), "x").unwrap();
    for link in ["content/folder", "data/folder", "plugins/folder"] {
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join(link)).unwrap();
    }
    std::os::unix::fs::symlink(elsewhere.path().join("secret.wasm"), dir.path().join("content/b")).unwrap();
    let found = Reader::default().read(&site);
    assert_eq!(names(&found.input.content), ["content/a.md"]);
    assert_eq!(names(&found.components), ["plugins/folder/secret.wasm"], "nobody publishes a plugin");
    let said: Vec<_> = found.input.trouble.iter().map(|said| (&*said.place.file, said.code)).collect();
    assert_eq!(said, ["content/b", "content/folder", "data/folder"].map(|path| (path, codes::UNREADABLE)),);
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_is_left_alone() {
    let (dir, site) = site(&[("content/a.md", "a")]);
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("content/socket.md")).unwrap();
    assert_eq!(names(&Reader::default().read(&site).input.content), ["content/a.md"]);
}

#[test]
fn permission_and_size_are_explained() {
    let denied = unreadable("content/a.md", &io::ErrorKind::PermissionDenied.into());
    assert!(denied.help.unwrap().contains("chmod u+r"));
    let (dir, site) = site(&[("content/a.md", "a")]);
    fs::File::create(dir.path().join("content/huge.bin")).unwrap().set_len(cache::MAX_BYTES + 1).unwrap();
    let found = Reader::default().read(&site);
    assert!(found.input.trouble[0].message.contains("64 MiB"), "{:?}", found.input.trouble);
    assert_eq!(found.input.trouble[0].severity, Severity::Warning, "a film does not hold up the maps");
}

#[test]
fn a_site_overrides_the_theme_file_by_file() {
    let (_dir, site) = site(&[("content/a.md", "a"), ("themes/default/assets/own.css", "own")]);
    let found = Reader::default().read(&site);
    let [shipped, own] = &found.input.theme[..] else { panic!("{} layers", found.input.theme.len()) };
    assert!(own.is_own && names(&own.files) == ["assets/own.css"]);
    assert_eq!(shipped.files.len(), theme::shipped("default").unwrap().len());
}

#[test]
fn what_changed_is_read_alone_and_comes_out_as_if_all_were_read() {
    let (dir, site) = site(&[("content/a.md", "a"), ("content/b.md", "b"), ("data/x.csv", "1")]);
    let path = |name: &str| site.root().join(name);
    let mut reader = Reader::default();
    reader.read_changed(&site, None);
    write(&dir, "content/b.md", "longer");
    write(&dir, "data/x.csv", "2");
    let found = reader.read_changed(&site, Some(&[path("content/b.md"), path("data/x.csv")]));
    assert_eq!(reader.reads(), 5);
    let whole = Reader::default().read(&site);
    let text = |found: &Found| format!("{:?} {:?}", found.input.content, found.input.data);
    assert_eq!(text(&found), text(&whole));
}

#[test]
fn a_file_that_comes_or_goes_or_turns_into_something_else_is_seen() {
    let (dir, site) = site(&[("content/a.md", "a"), ("content/b.md", "b"), ("content/c.md", "c")]);
    let path = |name: &str| site.root().join(name);
    let mut reader = Reader::default();
    reader.read_changed(&site, None);
    write(&dir, "content/new.md", "new");
    let found = reader.read_changed(&site, Some(&[path("content/new.md")]));
    assert_eq!(
        names(&found.input.content),
        ["content/a.md", "content/b.md", "content/c.md", "content/new.md"]
    );
    fs::remove_file(path("content/a.md")).unwrap();
    fs::remove_file(path("content/b.md")).unwrap();
    fs::create_dir(path("content/b.md")).unwrap();
    let found = reader.read_changed(&site, Some(&[path("content/a.md"), path("content/b.md")]));
    assert_eq!(names(&found.input.content), ["content/c.md", "content/new.md"]);
}

#[cfg(unix)]
#[test]
fn where_there_are_links_everything_is_looked_at() {
    let (dir, site) = site(&[("content/a.md", "a"), ("elsewhere/b.md", "b")]);
    let path = |name: &str| site.root().join(name);
    std::os::unix::fs::symlink(path("elsewhere"), path("content/linked")).unwrap();
    let mut reader = Reader::default();
    reader.read_changed(&site, None);
    write(&dir, "elsewhere/b.md", "longer");
    write(&dir, "content/a.md", "longer");
    let found = reader.read_changed(&site, Some(&[path("content/a.md")]));
    assert_eq!(names(&found.input.content), ["content/a.md", "content/linked/b.md"]);
    assert_eq!(&*found.input.content[1].bytes(), b"longer");
}
