//! Rules that a plugin leaves to the host, because only the host sees all maps. A rule asks for one by its attribute
//! `host`; a word that nobody knows asks for nothing.

use std::collections::HashMap;

use journeybook_model::{Kind, Span};

use super::faults::Asked;
use super::findings::{Told, tell};
use super::rules::RuleDefinition;
use crate::resolve::{NodeId, Site};

/// What the host found for the rules of a plugin that ask it.
pub(super) fn found(asked: &Asked<'_>, rules: &[RuleDefinition]) -> Vec<Told> {
    let words = rules.iter().filter_map(|rule| Some((rule, rule.attributes.get("host")?.as_str())));
    words
        .flat_map(|(rule, word)| match word {
            "unused-touchpoint" => unused(asked, rule, Kind::Touchpoint, "refers to this touchpoint"),
            "unused-opportunity" => unused(asked, rule, Kind::Opportunity, "asks for this opportunity"),
            "two-spellings" => two_spellings(asked, rule),
            _ => Vec::new(),
        })
        .collect()
}

/// Files of a kind that no map refers to, in a site that has maps.
fn unused(asked: &Asked<'_>, rule: &RuleDefinition, kind: Kind, does: &str) -> Vec<Told> {
    let site = asked.site;
    let is_on_a_map = |node: NodeId| {
        site.nodes[node].mentions.iter().any(|mention| site.nodes[mention.from].kind == Kind::Journey)
    };
    let documents = site.of_kind(kind).filter_map(|node| Some((node, site.nodes[node].document.as_ref()?)));
    let unused =
        documents.filter(|(node, _)| site.of_kind(Kind::Journey).next().is_some() && !is_on_a_map(*node));
    let message = format!("no map {does}");
    unused
        .filter_map(|(node, document)| tell(asked, node, || document.title_span, rule, &rule.level, &message))
        .collect()
}

/// Touchpoints whose names differ in nothing but spaces, hyphens or a plural's end. The one with a file keeps its name,
/// else the one that was named first.
fn two_spellings(asked: &Asked<'_>, rule: &RuleDefinition) -> Vec<Told> {
    let site = asked.site;
    let mut first: HashMap<String, NodeId> = HashMap::new();
    let mut told = Vec::new();
    for node in site.of_kind(Kind::Touchpoint) {
        let known = *first.entry(squeezed(&site.nodes[node].id)).or_insert(node);
        if known != node && !share_a_map(site, known, node) {
            told.extend(other_spelling(asked, rule, node, &site.nodes[known].title));
        }
    }
    told
}

/// Whether one map names both: what is to say of that, the plugin sees for itself.
fn share_a_map(site: &Site, one: NodeId, two: NodeId) -> bool {
    let from = |node: NodeId| site.nodes[node].mentions.iter().map(|mention| mention.from);
    from(one).any(|map| from(two).any(|other| other == map))
}

fn other_spelling(asked: &Asked<'_>, rule: &RuleDefinition, node: NodeId, known: &str) -> Option<Told> {
    let site = asked.site;
    let title = &site.nodes[node].title;
    let message = format!("“{title}” is called “{known}” on another map");
    let (from, at) = first_mention(site, node)?;
    let mut told = tell(asked, from, || at, rule, &rule.level, &message)?;
    let source = site.nodes[from].document.as_ref()?.source.read();
    told.note = told.note.help(format!("write `{known}` here as well")).instead(source, at, title, known);
    Some(told)
}

fn first_mention(site: &Site, node: NodeId) -> Option<(NodeId, Span)> {
    let mention = site.nodes[node].mentions.first()?;
    let document = site.nodes[mention.from].document.as_ref()?;
    Some((mention.from, document.links.get(mention.link as usize)?.span))
}

fn squeezed(id: &str) -> String {
    let letters: String = id.chars().filter(|letter| letter.is_alphanumeric()).collect();
    match letters.strip_suffix('s') {
        Some(one) if one.len() > 3 && !one.ends_with('s') => one.to_owned(),
        _ => letters,
    }
}
