//! Which files nobody touched since the portal was finished, as their times tell it: the manifest is written last.

use std::fs::{self, Metadata};
use std::path::Path;

/// When a file was written last, and when anything about it was changed last, whoever says otherwise of the first.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Times {
    written: (i64, i64),
    changed: (i64, i64),
}

/// What is older than the manifest of a finished portal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Untouched(Option<Times>);

impl Untouched {
    /// What is older than a file; nothing where there is no such file, or where the system does not tell.
    pub(super) fn since(manifest: &Path) -> Self {
        Self(fs::symlink_metadata(manifest).ok().as_ref().and_then(times))
    }

    /// What nobody can vouch for.
    pub(super) fn unknown() -> Self {
        Self(None)
    }

    /// Whether a file was not touched since. What lost its bytes with the power is empty, so an empty file is not trusted.
    pub(super) fn holds(self, file: &Metadata) -> bool {
        let older = |(end, own): (Times, Times)| own.written < end.written && own.changed < end.changed;
        file.len() > 0 && self.0.zip(times(file)).is_some_and(older)
    }
}

#[cfg(unix)]
fn times(file: &Metadata) -> Option<Times> {
    use std::os::unix::fs::MetadataExt;
    let (written, changed) = ((file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec()));
    Some(Times { written, changed })
}

/// Elsewhere a file's time can be set to any, so it vouches for nothing.
#[cfg(not(unix))]
fn times(_: &Metadata) -> Option<Times> {
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    /// A folder with a file, and a manifest that the file system calls younger than the file.
    fn finished() -> (tempfile::TempDir, Untouched) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("page.html"), "a page").unwrap();
        loop {
            fs::write(folder.path().join("manifest"), "all").unwrap();
            let untouched = Untouched::since(&folder.path().join("manifest"));
            if holds(&folder, untouched) {
                return (folder, untouched);
            }
        }
    }

    fn holds(folder: &tempfile::TempDir, untouched: Untouched) -> bool {
        untouched.holds(&fs::symlink_metadata(folder.path().join("page.html")).unwrap())
    }

    #[test]
    fn an_edit_is_told_even_where_the_time_of_the_file_is_set_back() {
        let (folder, untouched) = finished();
        let page = folder.path().join("page.html");
        fs::write(&page, "a gape").unwrap();
        assert!(!holds(&folder, untouched));
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        fs::File::options().write(true).open(&page).unwrap().set_modified(long_ago).unwrap();
        assert!(!holds(&folder, untouched), "the system keeps another time that nobody sets");
    }

    #[test]
    fn a_file_that_was_put_in_its_place_is_touched() {
        let (folder, untouched) = finished();
        fs::write(folder.path().join("other.html"), "b page").unwrap();
        fs::rename(folder.path().join("other.html"), folder.path().join("page.html")).unwrap();
        assert!(!holds(&folder, untouched));
    }

    #[test]
    fn neither_an_empty_file_nor_one_beside_no_manifest_is_trusted() {
        let (folder, untouched) = finished();
        assert!(!holds(&folder, Untouched::since(&folder.path().join("none"))));
        assert!(!holds(&folder, Untouched::unknown()));
        fs::write(folder.path().join("page.html"), "").unwrap();
        fs::write(folder.path().join("manifest"), "all").unwrap();
        assert!(!holds(&folder, untouched));
    }
}
