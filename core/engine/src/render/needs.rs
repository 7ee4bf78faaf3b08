//! Which templates each template of a theme takes in, so that the edit of one concerns only the pages that are made with it.

use std::collections::{BTreeMap, BTreeSet};

use journeybook_model::Digest;

/// The tags that take in another template.
const TAGS: [&str; 4] = ["extends", "include", "import", "from"];

/// What each template comes down to: itself and everything it takes in, at any depth.
#[derive(Debug, Default)]
pub struct Needs {
    digests: BTreeMap<String, Digest>,
}

/// A template: its digest, and what it takes in; none where that is only known once it is rendered.
struct Template {
    digest: Digest,
    takes: Option<BTreeSet<String>>,
}

impl Needs {
    /// Those of a theme, given each template's name, digest and text. `meant` says which template one names by a word;
    /// `with` is what all of them depend on.
    pub fn new<'t>(
        templates: impl Iterator<Item = (&'t str, Digest, &'t str)>,
        meant: impl Fn(&str, &str) -> String,
        with: &str,
    ) -> Self {
        let taken = |name: &str, text| -> Option<BTreeSet<String>> {
            Some(takes(text)?.iter().map(|word| meant(word, name)).collect())
        };
        let all: BTreeMap<&str, Template> = templates
            .map(|(name, digest, text)| (name, Template { digest, takes: taken(name, text) }))
            .collect();
        let digests = all.keys().map(|name| ((*name).to_owned(), together(&all, name, with))).collect();
        Self { digests }
    }

    /// Identifies everything a template is made of.
    pub fn of(&self, template: &str) -> Digest {
        self.digests.get(template).copied().unwrap_or_default()
    }
}

/// A template that is not there counts as one: it may appear.
fn together(all: &BTreeMap<&str, Template>, name: &str, with: &str) -> Digest {
    let mut met = BTreeSet::from([name.to_owned()]);
    let mut open = vec![name.to_owned()];
    while let Some(next) = open.pop() {
        let every = || all.keys().map(|name| (*name).to_owned()).collect();
        let taken = all.get(next.as_str()).map(|template| template.takes.clone().unwrap_or_else(every));
        open.extend(taken.into_iter().flatten().filter(|name| met.insert(name.clone())));
    }
    let digest = |name: &String| all.get(name.as_str()).map(|template| template.digest).unwrap_or_default();
    let parts: Vec<(String, Digest)> = met.iter().map(|name| (name.clone(), digest(name))).collect();
    let parts = parts.iter().flat_map(|(name, digest)| [name.as_bytes(), digest.as_bytes()]);
    Digest::of_parts(std::iter::once(with.as_bytes()).chain(parts))
}

/// The names in a template's tags; none where a tag names one by something else than its text.
fn takes(text: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for tag in text.split("{%").skip(1) {
        let tag = tag.split("%}").next().unwrap_or_default().trim_start_matches(['-', '+']).trim_start();
        let word = tag.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        if TAGS.contains(&word) {
            names.insert(named(tag[word.len()..].trim_start())?);
        }
    }
    Some(names)
}

/// A text in quotation marks at the beginning, with nothing joined to it.
fn named(rest: &str) -> Option<String> {
    let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let (name, after) = rest[1..].split_once(mark)?;
    let after = after.trim_start().trim_start_matches(['-', '+']).trim_start();
    let plain =
        after.is_empty() || ["import", "ignore", "with", "as"].iter().any(|word| after.starts_with(word));
    (plain && !name.contains('\\')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(templates: &[(&str, &str)]) -> Needs {
        let digest = |text: &str| Digest::of(text.as_bytes());
        let templates = templates.iter().map(|(name, text)| (*name, digest(text), *text));
        Needs::new(templates, |word, _| word.to_owned(), "en")
    }

    #[test]
    fn an_edit_concerns_those_who_take_it_in() {
        let list = |part| {
            needs(&[
                ("a.html", "{% extends 'base.html' %}{%- from \"part.html\" import x -%}"),
                ("b.html", "{% extends \"base.html\" %}"),
                ("base.html", "{% if from %}{% include 'none.html' ignore missing %}{% endif %}"),
                ("part.html", part),
            ])
        };
        let (one, two) = (list("one"), list("two"));
        let changed = |name: &str| one.of(name) != two.of(name);
        assert_eq!(["a.html", "b.html", "base.html", "part.html"].map(changed), [true, false, false, true]);
    }

    #[test]
    fn a_name_that_is_not_written_out_may_be_any() {
        for tag in [
            "{% include name %}",
            "{% include 'p' ~ name %}",
            "{% include ['p.html'] %}",
            "{% extends 'p' if x else 'q' %}",
        ] {
            let list = |other| needs(&[("a.html", tag), ("other.html", other)]);
            assert_ne!(list("one").of("a.html"), list("two").of("a.html"), "{tag}");
        }
    }

    #[test]
    fn a_template_that_appears_concerns_those_who_wait_for_it() {
        let before = needs(&[("a.html", "{% include 'b.html' ignore missing %}")]);
        let after = needs(&[("a.html", "{% include 'b.html' ignore missing %}"), ("b.html", "")]);
        assert_ne!(before.of("a.html"), after.of("a.html"));
    }
}
