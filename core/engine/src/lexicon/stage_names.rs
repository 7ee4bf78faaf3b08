//! Which stage of a framework a name means: by id, title or alias, however it is dressed up, or a slip of the pen away.

use std::collections::HashMap;

use journeybook_model::FrameworkModel;
use unicode_normalization::UnicodeNormalization as _;

use super::Lexicon;
use crate::spelling::key;

/// In a shorter word a slip makes another word.
const LONG_WORD: usize = 6;
/// More of them are another name.
const MOST_SLIPS: usize = 2;

impl Lexicon {
    /// Whether a name is a stage of any framework.
    pub fn is_stage(&self, name: &str) -> bool {
        self.stages.values().any(|names| self.of_name(names, name).is_some())
    }

    /// The stage of a framework that a name means, by id, title or alias.
    pub fn stage<'l>(&'l self, framework: &str, name: &str) -> Option<&'l str> {
        self.of_name(self.stages.get(framework)?, name)
    }

    /// The stage of a framework that a name was meant to be, two slips of the pen away; none where it may be either of two.
    pub fn stage_nearly<'l>(&'l self, framework: &str, name: &str) -> Option<&'l str> {
        let typed = self.bare(&key(&composed(name)));
        let slips = |(known, id): (&String, &'l String)| Some((slips(&typed, known)?, id.as_str()));
        let mut near: Vec<_> = self.stages.get(framework)?.iter().filter_map(slips).collect();
        near.sort_unstable();
        let (fewest, id) = *near.first()?;
        near.iter().all(|(slips, other)| *slips > fewest || *other == id).then_some(id)
    }

    fn of_name<'l>(&self, names: &'l HashMap<String, String>, name: &str) -> Option<&'l str> {
        let key = key(&composed(name));
        names.get(&key).or_else(|| names.get(&self.bare(&key))).map(String::as_str)
    }

    /// A key without the numbers before it and the words for stages and steps in it, where anything is left without them.
    fn bare(&self, key: &str) -> String {
        let is_number = |word: &&str| word.chars().all(char::is_numeric);
        let words = key.split(' ').skip_while(is_number);
        let own: Vec<_> =
            words.filter(|word| !self.is_stage_word(word) && !self.numbers_steps(word)).collect();
        if own.is_empty() { key.to_owned() } else { own.join(" ") }
    }

    /// Ids and titles first: an alias never takes the name of another stage, nor a name without its “stage” a whole one.
    pub(super) fn stage_names(&self, model: &FrameworkModel) -> HashMap<String, String> {
        let own = model.stages.iter().flat_map(|stage| [(&stage.id, stage), (&stage.title, stage)]);
        let aliases =
            model.stages.iter().flat_map(|stage| stage.aliases.iter().map(move |alias| (alias, stage)));
        let all: Vec<_> = own.chain(aliases).map(|(name, stage)| (key(&composed(name)), &stage.id)).collect();
        let bare: Vec<_> = all.iter().map(|(key, id)| (self.bare(key), *id)).collect();
        let mut names = HashMap::new();
        for (key, id) in all.into_iter().chain(bare) {
            names.entry(key).or_insert_with(|| id.clone());
        }
        names
    }
}

/// A name in the letters that all ways to write it share.
fn composed(name: &str) -> String {
    name.nfkc().collect()
}

/// How many slips of the pen lie between two names: at most two, and only in words that are long enough to be sure.
fn slips(typed: &str, known: &str) -> Option<usize> {
    let (typed, known): (Vec<_>, Vec<_>) = (typed.split(' ').collect(), known.split(' ').collect());
    if typed.len() != known.len() {
        return None;
    }
    let pairs = typed.into_iter().zip(known).filter(|(typed, known)| typed != known);
    let slips = pairs.map(|(typed, known)| {
        let is_long = [typed, known].iter().all(|word| word.chars().count() >= LONG_WORD);
        is_long.then(|| strsim::levenshtein(typed, known))
    });
    slips.sum::<Option<usize>>().filter(|slips| *slips <= MOST_SLIPS)
}
