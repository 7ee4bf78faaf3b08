//! What open pages should do about a new build.

use std::sync::Arc;

use journeybook_engine::Listing;
use journeybook_model::Digest;

use super::portal::Shown;

/// How one state of the portal differs from the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Not at all.
    None,
    /// Only stylesheets: they are swapped without a reload.
    Styles {
        /// The old and the new path of each; the same where names carry no digest.
        sheets: Vec<(Arc<str>, Arc<str>)>,
        /// The build the page then shows.
        build: String,
    },
    /// Pages: they are loaded again.
    Pages,
    /// The build has errors, and the last good pages stay.
    Errors,
}

impl Change {
    pub(super) fn between(before: &Shown, after: &Shown) -> Self {
        match (before.failed, after.failed) {
            _ if before.build == after.build => Change::None,
            (_, true) => Change::Errors,
            (true, false) => Change::Pages,
            (false, false) => match only_styles(before, after) {
                Some(sheets) => Change::Styles { sheets, build: after.build.clone() },
                None => Change::Pages,
            },
        }
    }
}

type Sheets = Vec<(Arc<str>, Arc<str>)>;

/// The changed stylesheets, where nothing else differs but the names the pages call them by.
fn only_styles(before: &Shown, after: &Shown) -> Option<Sheets> {
    let sheets = changed_sheets(&before.listing, &after.listing).filter(|sheets| !sheets.is_empty())?;
    let pages = |listing: &Listing| listing.keys().filter(|path| !is_sheet(path)).count();
    let same = |(path, digest): (&Arc<str>, &Digest)| {
        before.listing.get(path) == Some(digest) || is_renamed(before, after, path, &sheets)
    };
    let mut others = after.listing.iter().filter(|(path, _)| !is_sheet(path));
    (pages(&before.listing) == pages(&after.listing) && others.all(same)).then_some(sheets)
}

fn changed_sheets(before: &Listing, after: &Listing) -> Option<Sheets> {
    let others = |these: &Listing, those: &Listing| -> Vec<Arc<str>> {
        let sheets = these.iter().filter(|(path, digest)| is_sheet(path) && those.get(*path) != Some(digest));
        sheets.map(|(path, _)| path.clone()).collect()
    };
    let (old, new) = (others(before, after), others(after, before));
    let pairs = old.into_iter().zip(new.iter().cloned());
    let pairs: Sheets = pairs.filter(|(old, new)| stem(old) == stem(new)).collect();
    (pairs.len() == new.len()).then_some(pairs)
}

/// Whether a page differs in nothing but the names of the sheets.
fn is_renamed(before: &Shown, after: &Shown, path: &str, sheets: &Sheets) -> bool {
    let (old, new) = (before.files.get(path), after.files.get(path));
    old.zip(new).is_some_and(|(old, new)| renamed(old, sheets).is_some_and(|old| old.as_bytes() == &**new))
}

fn is_sheet(path: &str) -> bool {
    path.ends_with(".css")
}

/// `assets/theme.3f2a.css` and `assets/theme.91bc.css` are the same sheet.
fn stem(path: &str) -> &str {
    let folder = path.rfind('/').map_or(0, |at| at + 1);
    path[folder..].find('.').map_or(path, |dot| &path[..folder + dot])
}

fn renamed(page: &[u8], sheets: &Sheets) -> Option<String> {
    let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let mut page = std::str::from_utf8(page).ok()?.to_owned();
    for (old, new) in sheets {
        page = page.replace(&name(old)?, &name(new)?);
    }
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::Files;

    fn shown(build: &str, failed: bool, list: &[(&str, &str)]) -> Shown {
        let files: Files = list.iter().map(|(path, text)| ((*path).into(), text.as_bytes().into())).collect();
        let listing = files.iter().map(|(path, bytes)| (path.clone(), Digest::of(bytes))).collect();
        Shown {
            files: Arc::new(files),
            listing: Arc::new(listing),
            build: build.to_owned(),
            failed,
            ..Shown::default()
        }
    }

    fn change(before: &[(&str, &str)], after: &[(&str, &str)]) -> Change {
        Change::between(&shown("1", false, before), &shown("2", false, after))
    }

    fn sheets(list: &[(&str, &str)]) -> Change {
        let sheets = list.iter().map(|(old, new)| ((*old).into(), (*new).into())).collect();
        Change::Styles { sheets, build: "2".to_owned() }
    }

    #[test]
    fn a_changed_sheet_is_swapped() {
        let change = change(&[("a.css", "1"), ("i.html", "x")], &[("a.css", "2"), ("i.html", "x")]);
        assert_eq!(change, sheets(&[("a.css", "a.css")]));
    }

    #[test]
    fn a_sheet_named_by_its_digest_is_swapped_though_the_pages_name_it() {
        let before = [("assets/a.11.css", "1"), ("i.html", "<link href=assets/a.11.css>")];
        let after = [("assets/a.22.css", "2"), ("i.html", "<link href=assets/a.22.css>")];
        assert_eq!(change(&before, &after), sheets(&[("assets/a.11.css", "assets/a.22.css")]));
    }

    #[test]
    fn anything_else_reloads() {
        assert_eq!(change(&[("i.html", "x")], &[("i.html", "y")]), Change::Pages);
        assert_eq!(
            change(&[("a.css", "1"), ("i.html", "x")], &[("a.css", "2"), ("i.html", "y")]),
            Change::Pages
        );
        assert_eq!(change(&[("a.css", "1")], &[("a.css", "1"), ("b.css", "2")]), Change::Pages);
        assert_eq!(change(&[("a.css", "1"), ("x.js", "")], &[("a.css", "2")]), Change::Pages);
    }

    #[test]
    fn errors_come_and_go() {
        let (good, bad) = (shown("1", false, &[]), shown("2", true, &[]));
        assert_eq!(Change::between(&good, &bad), Change::Errors);
        assert_eq!(Change::between(&bad, &good), Change::Pages);
        assert_eq!(Change::between(&bad, &bad), Change::None);
    }
}
