//! What rules found, as diagnostics at the author's words.

use std::collections::BTreeMap;

use journeybook_model::{Diagnostic, Severity, Span};

use super::answers::Answer;
use super::faults::Asked;
use super::records::Record;
use super::rules::{Finding, RuleDefinition};
use crate::codes;
use crate::resolve::NodeId;

/// A finding that is told, unless the author says why it is meant to be so.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The document it is about.
    pub node: NodeId,
    /// The rule, as `PLUGIN/RULE`.
    pub rule: String,
    /// What is told.
    pub note: Diagnostic,
}

/// What the rules of a plugin found in one map. The error says what is wrong with the answer.
pub(super) fn found(
    asked: &Asked<'_>,
    node: NodeId,
    record: &Record,
    answer: &Answer<Finding>,
    rules: &[RuleDefinition],
) -> Result<Vec<Told>, Box<Diagnostic>> {
    let findings = answer.as_ref().map_err(|failure| asked.failed(node, record, failure))?;
    match stray(findings, rules, record) {
        Some(fault) => Err(asked.wrong_answer(node, record, &fault).into()),
        None => Ok(findings.iter().filter_map(|finding| told(asked, node, record, finding, rules)).collect()),
    }
}

/// What is wrong with findings.
fn stray(findings: &[Finding], rules: &[RuleDefinition], record: &Record) -> Option<String> {
    findings.iter().find_map(|finding| {
        let rule = &finding.rule;
        let words = [Some(&finding.message), finding.help.as_ref()].into_iter().flatten();
        let mut words = words.chain(finding.attributes.values());
        match () {
            () if !rules.iter().any(|known| known.id == *rule) => {
                Some(format!("it found something by the rule `{rule}`, which it never defined"))
            }
            () if finding.message.trim().is_empty() => {
                Some(format!("it found something by the rule `{rule}` and does not say what"))
            }
            () if words.any(|text| text.contains('\0')) => {
                Some(format!("a finding of its rule `{rule}` holds a text with a NUL in it"))
            }
            () if !record.has(finding.node) => {
                Some(format!("its rule `{rule}` points at {}, which is no part of the map", finding.node))
            }
            () => None,
        }
    })
}

/// A finding as a diagnostic, unless the site wants to hear nothing of its rule.
fn told(
    asked: &Asked<'_>,
    node: NodeId,
    record: &Record,
    finding: &Finding,
    rules: &[RuleDefinition],
) -> Option<Told> {
    let rule = rules.iter().find(|rule| rule.id == finding.rule)?;
    let level = if finding.level.is_empty() { &rule.level } else { &finding.level };
    let at = || record.handles(asked.site, node).span(finding.node).unwrap_or_default();
    let told = tell(asked, node, at, rule, level, &finding.message)?;
    let help = finding.help.clone().or(told.note.help.clone());
    let note = Diagnostic { help, ..told.note };
    Some(Told { note: with_attributes(asked, node, note, &finding.attributes), ..told })
}

/// What is told of a document by a rule, at the level that the site sets for it or else this one.
pub(super) fn tell(
    asked: &Asked<'_>,
    node: NodeId,
    at: impl FnOnce() -> Span,
    rule: &RuleDefinition,
    level: &str,
    message: &str,
) -> Option<Told> {
    let (name, id) = (asked.name(), &rule.id);
    let severity = severity(asked.site.settings.plugin_level(name, id).unwrap_or(level))?;
    let message = format!("{} (rule `{name}/{id}`)", message.trim());
    let help = format!("to hear no more of it, write `{id} = \"off\"` under `[plugins.{name}.levels]`");
    let note = asked.note(node, codes::PLUGIN_FINDING, severity, at(), message).help(help);
    Some(Told { node, rule: format!("{name}/{id}"), note })
}

/// Points at the key that a finding names, and offers to write the words that it knows.
fn with_attributes(
    asked: &Asked<'_>,
    node: NodeId,
    mut note: Diagnostic,
    attributes: &BTreeMap<String, String>,
) -> Diagnostic {
    let document = asked.site.nodes[node].document.as_ref().expect("only documents are passed to plugins");
    let field = attributes.get("key").and_then(|key| document.fields.find(key));
    if let Some(field) = field {
        note.place.span = Some(field.span);
    }
    match (attributes.get("typed"), attributes.get("write"), note.place.span) {
        (Some(typed), Some(known), Some(at)) => note.instead(document.source.read(), at, typed, known),
        _ => note,
    }
}

/// An open word: one that nobody knows counts as a warning.
fn severity(level: &str) -> Option<Severity> {
    match level {
        "off" => None,
        "error" => Some(Severity::Error),
        "hint" => Some(Severity::Hint),
        _ => Some(Severity::Warning),
    }
}
