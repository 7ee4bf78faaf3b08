//! Which version of the contract a component speaks, told from the names at its border.

use semver::Version;

use crate::outline::Outline;
use crate::unfit::Unfit;

const PACKAGE: &str = "journeybook:plugin/";

/// The interfaces a component may import; `types` holds words and no functions.
const IMPORTS: [&str; 2] = ["host", "types"];

/// A version of the contract that has an adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contract {
    /// Every 0.1.x.
    V0_1,
}

impl Contract {
    const NEWEST: Contract = Contract::V0_1;

    /// The contract of a component, if its border keeps to one.
    pub fn of(outline: &Outline) -> Result<Self, Unfit> {
        let names = || outline.exports.iter().chain(&outline.imports);
        names().try_for_each(|name| one_of_ours(name))?;
        outline.imports.iter().try_for_each(|import| allowed(import))?;
        if outline.exports(&interface("about")) {
            Ok(Self::NEWEST)
        } else {
            Err(Unfit::NoAbout { wanted: Self::NEWEST.name_of("about") })
        }
    }

    /// The version the adapter was built from.
    pub const fn version(self) -> &'static str {
        match self {
            Contract::V0_1 => "0.1.0",
        }
    }

    /// The full name of one of its interfaces.
    pub fn name_of(self, word: &str) -> String {
        format!("{}@{}", interface(word), self.version())
    }

    /// Whether a component of that version can be run: 0.1.7 for 0.1.0, never 0.2.0 or a pre-release.
    fn runs(self, version: &str) -> bool {
        let ours = Version::parse(self.version()).expect("the contract's own version is well-formed");
        Version::parse(version).is_ok_and(|theirs| {
            theirs.pre.is_empty() && (theirs.major, theirs.minor) == (ours.major, ours.minor)
        })
    }
}

/// The name of an interface of the contract, without a version.
pub(crate) fn interface(word: &str) -> String {
    format!("{PACKAGE}{word}")
}

fn one_of_ours(name: &str) -> Result<(), Unfit> {
    let Some(word) = name.strip_prefix(PACKAGE) else { return Ok(()) };
    let version = word.split_once('@').map_or("", |(_, version)| version);
    if Contract::NEWEST.runs(version) {
        return Ok(());
    }
    let theirs = if version.is_empty() { "none" } else { version }.to_owned();
    Err(Unfit::OtherVersion { interface: name.to_owned(), theirs, ours: Contract::NEWEST.version() })
}

fn allowed(import: &str) -> Result<(), Unfit> {
    let word = import.strip_prefix(PACKAGE).and_then(|word| word.split('@').next());
    if word.is_some_and(|word| IMPORTS.contains(&word)) {
        return Ok(());
    }
    let allowed = Contract::NEWEST.name_of("host");
    Err(Unfit::ForeignImport { import: import.to_owned(), allowed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(imports: &[&str], exports: &[&str]) -> Outline {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Outline { imports: owned(imports), exports: owned(exports), reads: None }
    }

    fn exporting(version: &str) -> Result<Contract, Unfit> {
        Contract::of(&outline(&[], &[&format!("journeybook:plugin/about@{version}")]))
    }

    #[test]
    fn patches_run_and_other_versions_do_not() {
        assert_eq!(exporting("0.1.0"), Ok(Contract::V0_1));
        assert_eq!(exporting("0.1.7"), Ok(Contract::V0_1));
        for other in ["0.2.0", "1.1.0", "0.1.0-rc.1", "0.1"] {
            assert!(matches!(exporting(other), Err(Unfit::OtherVersion { .. })), "{other}");
        }
    }

    #[test]
    fn a_name_without_a_version_is_told_so() {
        let unfit = Contract::of(&outline(&[], &["journeybook:plugin/about"])).unwrap_err();
        assert!(unfit.to_string().contains("version none"), "{unfit}");
    }

    #[test]
    fn languages_may_add_exports_of_their_own() {
        let outline =
            outline(&[], &["journeybook:plugin/about@0.1.0", "cm32p2_initialize", "acme:extra/hooks@3.0.0"]);
        assert_eq!(Contract::of(&outline), Ok(Contract::V0_1));
    }

    #[test]
    fn only_log_and_types_may_be_imported() {
        let about = ["journeybook:plugin/about@0.1.0"];
        assert!(Contract::of(&outline(&["journeybook:plugin/types@0.1.0"], &about)).is_ok());
        for foreign in ["wasi:cli/environment@0.2.6", "journeybook:plugin/scores@0.1.0", "print"] {
            let unfit = Contract::of(&outline(&[foreign], &about)).unwrap_err();
            assert!(unfit.to_string().contains(foreign), "{unfit}");
        }
    }
}
