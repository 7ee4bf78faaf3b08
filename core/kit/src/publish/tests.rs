//! Tests of publishing, with crashes at every step.

use std::fs;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).into(), text.as_bytes().into())).collect()
}

/// What a folder holds, without the manifest.
fn held(folder: &Path) -> Vec<(String, String)> {
    let mut held = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if entry.file_type().is_file() && entry.path() != manifest::path(folder) {
            let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
            held.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
    held
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

fn out() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_portal_appears_and_follows_its_site() {
    let out = out();
    let done = publish(&files(&[("a/one.html", "1"), ("index.html", "i")]), out.path()).unwrap();
    assert_eq!((done.written, done.unchanged, done.removed), (2, 0, 0));
    let done = publish(&files(&[("index.html", "i"), ("two.html", "2")]), out.path()).unwrap();
    assert_eq!((done.written, done.unchanged, done.removed), (1, 1, 1));
    assert_eq!(held(out.path()), pairs(&[("index.html", "i"), ("two.html", "2")]));
    assert!(!out.path().join("a").exists());
}

#[test]
fn the_folders_of_a_new_portal_are_put_in_place_whole() {
    let out = out();
    let portal = [("a/b/two.html", "2"), ("a/one.html", "1"), ("index.html", "i"), ("styles/x.css", "x")];
    let steps = |portal: &[(&str, &str)]| {
        let mut steps = Vec::new();
        let mut note = |step: &Step<'_>| {
            steps.push(step.path(out.path()).strip_prefix(out.path()).unwrap().display().to_string());
            Ok(())
        };
        publish_stepwise(&files(portal), out.path(), &mut note).unwrap();
        steps
    };
    let manifest = ".journeybook-manifest.json";
    assert_eq!(steps(&portal), [manifest, "styles", "a", "index.html", manifest]);
    assert_eq!(held(out.path()), pairs(&portal));
    let next = [("a/one.html", "one"), ("index.html", "i"), ("styles/x.css", "x"), ("z/new.html", "n")];
    assert_eq!(steps(&next), [manifest, "a/one.html", "z/new.html", "a/b/two.html", manifest]);
    assert_eq!(held(out.path()), pairs(&next));
}

#[test]
fn what_was_made_and_is_no_part_of_a_new_portal_is_not_brought_along() {
    let out = out();
    let publisher = Publisher::open(out.path()).unwrap();
    for address in ["a/one.html", "a/two.html"] {
        publisher.put(address, Digest::of(b"x"), b"x");
    }
    let listing = [("a/one.html".into(), Digest::of(b"x"))].into_iter().collect();
    assert_eq!(publisher.finish(&listing).unwrap().written, 1);
    assert_eq!(held(out.path()), pairs(&[("a/one.html", "x")]));
}

#[test]
fn unchanged_files_keep_their_time() {
    let out = out();
    let portal = files(&[("index.html", "i")]);
    publish(&portal, out.path()).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    for name in ["index.html", ".journeybook-manifest.json"] {
        let file = fs::File::options().write(true).open(out.path().join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    assert_eq!(publish(&portal, out.path()).unwrap().written, 0);
    for name in ["index.html", ".journeybook-manifest.json"] {
        assert_eq!(fs::metadata(out.path().join(name)).unwrap().modified().unwrap(), long_ago, "{name}");
    }
}

#[test]
fn a_folder_of_somebody_else_is_refused_untouched() {
    let out = out();
    fs::write(out.path().join("thesis.doc"), "years").unwrap();
    let error = publish(&files(&[("index.html", "i")]), out.path()).unwrap_err();
    assert!(matches!(error, PublishError::Foreign { .. }));
    assert!(error.to_string().contains("thesis.doc") && error.to_string().contains("--out"));
    assert_eq!(held(out.path()), pairs(&[("thesis.doc", "years")]));
}

#[test]
fn foreign_files_beside_ours_stay_and_are_not_replaced() {
    let out = out();
    publish(&files(&[("index.html", "i")]), out.path()).unwrap();
    fs::write(out.path().join("CNAME"), "example.org").unwrap();
    publish(&files(&[("index.html", "j")]), out.path()).unwrap();
    let error = publish(&files(&[("CNAME", "x"), ("index.html", "k")]), out.path()).unwrap_err();
    assert!(matches!(error, PublishError::Occupied { .. }));
    assert_eq!(held(out.path()), pairs(&[("CNAME", "example.org"), ("index.html", "j")]));
}

#[test]
fn a_file_changed_by_hand_is_kept_when_its_page_goes() {
    let out = out();
    publish(&files(&[("index.html", "i"), ("old.html", "o")]), out.path()).unwrap();
    fs::write(out.path().join("old.html"), "precious").unwrap();
    let done = publish(&files(&[("index.html", "i")]), out.path()).unwrap();
    assert_eq!(done.kept, [out.path().join("old.html")]);
    assert_eq!(held(out.path()), pairs(&[("index.html", "i"), ("old.html", "precious")]));
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let out = out();
    for portal in [[("a", "file")], [("a/b.html", "below")], [("a", "again")]] {
        publish(&files(&portal), out.path()).unwrap();
        assert_eq!(held(out.path()), pairs(&portal));
    }
}

#[test]
fn paths_that_lead_out_are_refused() {
    for path in ["../x.html", "/x.html", "a/../../x.html", ""] {
        let error = publish(&files(&[(path, "x")]), out().path()).unwrap_err();
        assert!(matches!(error, PublishError::Outside { .. }), "{path}");
    }
}

#[test]
fn a_broken_manifest_is_said_and_nothing_is_written() {
    let out = out();
    fs::write(manifest::path(out.path()), "{").unwrap();
    let error = publish(&files(&[("index.html", "i")]), out.path()).unwrap_err();
    assert!(error.to_string().contains("delete the folder"), "{error}");
    assert!(held(out.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_published_can_be_read_by_a_web_server() {
    use std::os::unix::fs::PermissionsExt as _;
    let out = out();
    publish(&files(&[("index.html", "i")]), out.path()).unwrap();
    let plain = out.path().join("plain");
    fs::write(&plain, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&out.path().join("index.html")), mode(&plain));
}

const BEFORE: &[(&str, &str)] =
    &[("assets/a.1.css", "one"), ("index.html", "assets/a.1.css"), ("old.html", "assets/a.1.css")];
const AFTER: &[(&str, &str)] =
    &[("assets/a.2.css", "two"), ("index.html", "assets/a.2.css"), ("new.html", "assets/a.2.css")];

fn crash_at(step: usize, folder: &Path) -> bool {
    let mut taken = 0;
    let result = publish_stepwise(&files(AFTER), folder, &mut |_| {
        taken += 1;
        if taken > step { Err(io::Error::other("power")) } else { Ok(()) }
    });
    result.is_err()
}

/// Every page is a page of one of the two portals, and what it needs is there.
fn assert_browsable(folder: &Path) {
    let held = held(folder);
    assert!(held.iter().any(|(name, _)| name == "index.html"));
    for (name, needs) in held.iter().filter(|(name, _)| name.ends_with(".html")) {
        assert!([BEFORE, AFTER].concat().contains(&(name, needs)), "{name} is half written");
        assert!(folder.join(needs).is_file(), "{name} needs {needs}");
    }
}

#[test]
fn a_crash_at_any_step_leaves_a_site_and_the_next_build_completes_it() {
    for step in 0.. {
        let out = out();
        publish(&files(BEFORE), out.path()).unwrap();
        let crashed = crash_at(step, out.path());
        assert_browsable(out.path());
        fs::write(out.path().join(".journeybook-x.tmp"), "half").unwrap();
        publish(&files(AFTER), out.path()).unwrap();
        assert_eq!(held(out.path()), pairs(AFTER), "after a crash at step {step}");
        if !crashed {
            break;
        }
    }
}

#[test]
fn a_site_that_goes_back_after_a_crash_leaves_nothing_behind() {
    for step in 0..8 {
        let out = out();
        publish(&files(BEFORE), out.path()).unwrap();
        crash_at(step, out.path());
        publish(&files(BEFORE), out.path()).unwrap();
        assert_eq!(held(out.path()), pairs(BEFORE), "after a crash at step {step}");
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_refuses_is_named() {
    let out = out();
    publish(&files(&[("index.html", "i")]), out.path()).unwrap();
    std::os::unix::fs::symlink("/dev/null", out.path().join("blocked")).unwrap();
    let error = publish(&files(&[("blocked/x.html", "x"), ("index.html", "i")]), out.path()).unwrap_err();
    assert!(error.to_string().contains("blocked/x.html"), "{error}");
}

/// An edit that its time hides: the manifest is younger.
#[test]
#[cfg(unix)]
fn a_thorough_build_looks_at_every_byte() {
    let out = out();
    let portal = files(&[("a.html", "1"), ("index.html", "i")]);
    publish(&portal, out.path()).unwrap();
    let (page, noted) = (out.path().join("a.html"), manifest::path(out.path()));
    fs::write(&page, "2").unwrap();
    let bytes = fs::read(&noted).unwrap();
    let (address, digest) = ("a.html", Digest::of(b"1"));
    // The clock of the file system goes in steps.
    loop {
        fs::write(&noted, &bytes).unwrap();
        let hasty = Publisher::open(out.path()).unwrap();
        if hasty.holds(address, digest) {
            assert!(!hasty.thorough().holds(address, digest));
            return;
        }
    }
}
