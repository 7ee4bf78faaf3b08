//! Which findings an author wants to hear nothing of, and what there is to say of those wishes.

use std::collections::HashSet;

use journeybook_model::{Code, Diagnostic, Document, Ignore, Severity, Span};
use rustc_hash::FxBuildHasher;

use super::faults::Asked;
use super::findings::Told;
use super::rules::RuleDefinition;
use super::site_rules;
use crate::codes;
use crate::parse::nearest;
use crate::resolve::{NodeId, Site};

/// What the rules of all plugins had to say.
#[derive(Default)]
pub(super) struct Findings {
    /// What they told.
    pub told: Vec<Told>,
    /// Every rule there is, as `PLUGIN/RULE`.
    pub rules: Vec<String>,
    /// The documents of which a plugin could not say anything.
    pub unanswered: HashSet<NodeId, FxBuildHasher>,
}

/// One rule that a document ignores somewhere.
struct Wish {
    document: NodeId,
    rule: String,
    at: Span,
    ignore: Ignore,
}

impl Findings {
    /// Takes the rules of a plugin, and what the host finds for them.
    pub fn take_rules(&mut self, asked: &Asked<'_>, rules: &[RuleDefinition]) {
        self.rules.extend(rules.iter().map(|rule| format!("{}/{}", asked.name(), rule.id)));
        self.told.extend(site_rules::found(asked, rules));
    }

    /// What is left to tell, and what is wrong with the wishes of those who have some.
    pub fn without_ignored(self, site: &Site, wishing: &[NodeId]) -> Vec<Diagnostic> {
        let documents = wishing.iter().filter_map(|node| Some((*node, site.nodes[*node].document.as_ref()?)));
        let wishes: Vec<Wish> = documents.flat_map(|(node, document)| wishes(node, document)).collect();
        if wishes.is_empty() {
            return self.told.into_iter().map(|told| told.note).collect();
        }
        let mut heeded: HashSet<(String, Span)> = HashSet::new();
        let mut notes = Vec::new();
        for told in self.told {
            let mut fits = wishes.iter().filter(|wish| wish.covers(&told)).peekable();
            if fits.peek().is_none() {
                notes.push(told.note.clone());
            }
            heeded.extend(fits.map(|wish| wish.key(site)));
        }
        let answered = |wish: &&Wish| !self.unanswered.contains(&wish.document);
        let faults = wishes.iter().filter(answered).filter_map(|wish| {
            let is_heeded = heeded.contains(&wish.key(site));
            wish.fault(site, &self.rules, is_heeded)
        });
        let mut said = HashSet::new();
        notes
            .extend(faults.filter(|note| said.insert((note.place.file.clone(), note.place.span, note.code))));
        notes
    }
}

/// The rules that a document ignores, one by one. The frontmatter of a file of several maps counts once, for its page.
fn wishes(node: NodeId, document: &Document) -> Vec<Wish> {
    document
        .ignores
        .iter()
        .flat_map(|ignore| {
            let named = if ignore.rules.is_empty() {
                vec![(String::new(), ignore.span)]
            } else {
                ignore.rules.clone()
            };
            named.into_iter().map(move |(rule, at)| Wish { document: node, rule, at, ignore: ignore.clone() })
        })
        .collect()
}

impl Wish {
    /// One without a reason is not heeded.
    fn covers(&self, told: &Told) -> bool {
        self.document == told.node
            && self.ignore.has_reason
            && is_named(&told.rule, &self.rule)
            && self.ignore.extent.covers(told.note.place.span)
    }

    /// Where it was written: the maps of one file share what stands at its head.
    fn key(&self, site: &Site) -> (String, Span) {
        let document = site.nodes[self.document].document.as_ref().expect("a wish is written in a document");
        (document.source.path.to_string(), self.at)
    }

    fn fault(&self, site: &Site, rules: &[String], is_heeded: bool) -> Option<Diagnostic> {
        let rule = &self.rule;
        if !self.ignore.has_reason || rule.is_empty() {
            let message = match rule.as_str() {
                "" => "this ignores no rule".to_owned(),
                rule => format!("this ignores `{rule}` without a reason, so it is not heeded"),
            };
            let help =
                "write `<!-- journeybook-ignore RULE: the reason -->`, or `ignore: {RULE: the reason}`";
            return Some(
                self.note(site, codes::IGNORE_WITHOUT_REASON, Severity::Warning, message).help(help),
            );
        }
        // Without any rules there is nothing to compare with: the plugin was taken out for a while.
        if rules.is_empty() || is_heeded {
            return None;
        }
        if rules.iter().any(|known| is_named(known, rule)) {
            let message = format!("there is nothing to ignore: `{rule}` finds nothing here");
            let help = "take it out, or move it to the stage or step it is meant for";
            return Some(self.note(site, codes::IGNORE_OF_NOTHING, Severity::Hint, message).help(help));
        }
        Some(self.unknown(site, rules))
    }

    fn unknown(&self, site: &Site, rules: &[String]) -> Diagnostic {
        let message = format!("no plugin has a rule `{}`", self.rule);
        let note = self.note(site, codes::IGNORE_OF_NO_RULE, Severity::Warning, message);
        let short = rules.iter().filter_map(|rule| Some(rule.split_once('/')?.1));
        match nearest(&self.rule, short) {
            Some(known) => {
                let document = site.nodes[self.document].document.as_ref().expect("it was written there");
                note.meant(document.source.read(), self.at, &self.rule, known)
            }
            None => {
                note.help("take it out; `docs/content/rules.md` lists the rules that come with Journeybook")
            }
        }
    }

    fn note(&self, site: &Site, code: Code, severity: Severity, message: String) -> Diagnostic {
        let document = site.nodes[self.document].document.as_ref().expect("a wish is written in a document");
        Diagnostic::at(code, severity, &document.source.path, self.at, message)
    }
}

/// Whether `PLUGIN/RULE` is meant by a word: the whole of it, or the rule alone.
fn is_named(rule: &str, word: &str) -> bool {
    rule == word || rule.split_once('/').is_some_and(|(_, id)| id.eq_ignore_ascii_case(word))
}
