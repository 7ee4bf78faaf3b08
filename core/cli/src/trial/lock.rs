//! `cases.lock`: how many instructions each case took. Fuel is exact, so what costs more is seen at once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// More than this times what is noted is a regression; less is what another compiler makes of the same code.
const TOLERATED: f64 = 1.1;

/// Instructions by case.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fuels {
    /// Of one call, by the title of its case.
    #[serde(default)]
    pub fuel: BTreeMap<String, u64>,
}

impl Fuels {
    /// Reads the file; nothing is noted where there is none.
    pub fn read(path: &Path) -> io::Result<Self> {
        match fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(io::Error::other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let table = toml::to_string(self).unwrap_or_default();
        format!("# Written by `journeybook plugin test --update`.\n{table}")
    }

    /// A sentence where a case takes more than it did.
    pub fn regression(&self, case: &str, fuel: u64) -> Option<String> {
        let noted = *self.fuel.get(case)?;
        let more = fuel as f64 / noted.max(1) as f64;
        (more > TOLERATED).then(|| {
            format!("it took {fuel} instructions, and {noted} before: {:.0} % more", (more - 1.0) * 100.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let fuels = Fuels { fuel: BTreeMap::from([("A case, \"quoted\"".to_owned(), 12)]) };
        assert_eq!(toml::from_str::<Fuels>(&fuels.text()).unwrap(), fuels);
    }

    #[test]
    fn a_tenth_more_is_tolerated() {
        let fuels = Fuels { fuel: BTreeMap::from([("a".to_owned(), 100)]) };
        assert_eq!(fuels.regression("a", 110), None);
        assert!(fuels.regression("a", 150).unwrap().contains("50 % more"));
        assert_eq!(fuels.regression("new", 150), None);
    }
}
