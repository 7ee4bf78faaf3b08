//! Touchpoints: points where one actor tells another something, and actions of one alone.

use journeybook_plugin::Imported;

use super::actors::{Actor, Actors};
use super::{any, every, plain, said};
use crate::page::{Entry, Step};
use crate::text::slug;
use crate::tree::{Node, Value};

/// The touchpoints of a journey in their order.
pub fn all(journey: &Node) -> Vec<&Node> {
    let is_point = |name: &str| {
        let name = plain(name);
        name.ends_with("communicationpoint") || name.ends_with("action") || name == "touchpoint"
    };
    let inside = every(journey, &["touchpoints"]).flat_map(Node::pairs);
    let points = inside.chain(journey.pairs()).filter(|(name, _)| is_point(name));
    points.flat_map(|(_, node)| node.items()).collect()
}

/// The two ends of a touchpoint, with the names that their parts have.
struct End {
    names: [&'static str; 3],
    ids: [&'static str; 3],
    labels: [&'static str; 3],
}

const SENDER: End = End {
    names: ["initiator", "sender", "actor"],
    ids: ["initiatorid", "senderid", "actoridref"],
    labels: ["initiatorlabel", "initiatordescription", "senderlabel"],
};

const RECEIVER: End = End {
    names: ["receiver", "recipient", "receivers"],
    ids: ["receiverid", "recipientid", "receiveridref"],
    labels: ["receiverlabel", "receiverdescription", "recipientlabel"],
};

/// A touchpoint as a step.
pub fn step(node: &Node, actors: &Actors, out: &mut Imported) -> Step {
    let (sends, receives) = (SENDER.label(node), RECEIVER.label(node));
    let id = said(node, &["touchpointid", "id"]);
    let title = sends.or(receives).or(id).unwrap_or("Touchpoint");
    let mut attributes: Vec<(String, String)> =
        id.map(|id| ("id".to_owned(), slug(id))).into_iter().collect();
    for (names, key) in [(&["compliance", "status"], "compliance"), (&["type", "kind"], "type")] {
        attributes.extend(said(node, names).map(|value| (key.to_owned(), value.to_owned())));
    }
    let mut step = Step { title: title.into(), attributes, ..Step::default() };
    let ends = [SENDER.actor(node, actors, out), RECEIVER.actor(node, actors, out)];
    let with_user = ends.iter().flatten().any(|end| end.known.is_some_and(|actor| actor.is_user));
    for (end, label) in ends.iter().zip([sends, receives]) {
        step.entries.extend(end.as_ref().map(|end| end.entry(label.unwrap_or(title), with_user)));
    }
    step.entries.extend(channels(node).map(|channel| Entry::plain("channel", channel)));
    let texts: Vec<&str> =
        [&["message"], &["comment"]].iter().filter_map(|names| said(node, *names)).collect();
    step.narrative = texts.join("\n\n");
    step.entries.extend(said(node, &["category"]).map(|category| Entry::plain("category", category)));
    times(node, &mut step);
    experience(node, &mut step);
    step
}

/// An actor that a touchpoint names.
struct Named<'a> {
    words: &'a str,
    known: Option<&'a Actor>,
}

impl Named<'_> {
    /// What the actor does: the user's part, or that of whoever serves them, seen or unseen by the user.
    fn entry(&self, label: &str, with_user: bool) -> Entry {
        match self.known {
            Some(actor) if actor.is_user => Entry::plain("doing", label),
            Some(actor) => Entry::plain(if with_user { "frontstage" } else { "backstage" }, label)
                .with("team", &actor.id),
            None => Entry::plain("frontstage", label).with("actor", &self.words.replace('"', "”")),
        }
    }
}

impl End {
    fn label<'n>(&self, node: &'n Node) -> Option<&'n str> {
        let own = any(node, &self.names)
            .and_then(|part| said(part, &self.labels).or_else(|| said(part, &["label"])));
        own.or_else(|| said(node, &self.labels))
    }

    /// The actor that it names; one that there is none of is said with its line.
    fn actor<'a>(&self, node: &'a Node, actors: &'a Actors, out: &mut Imported) -> Option<Named<'a>> {
        let leaf = self.leaf(node)?;
        let words = leaf.text()?;
        let known = actors.find(words);
        if known.is_none() {
            let message = format!(
                "`{}` names the actor `{words}`, which is not among the actors ({}); the words are kept and the actor stands in braces",
                self.names[0],
                actors.known()
            );
            out.lost(leaf.line, message);
        }
        Some(Named { words, known })
    }

    /// `<initiator><refersTo actorIDref="…"/></initiator>`, `<initiator>…</initiator>` or `initiatorID="…"`.
    fn leaf<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        let inside = any(node, &self.names).map(|part| {
            let part = any(part, &["refersto"]).unwrap_or(part);
            any(part, &["actoridref", "actorid", "idref", "ref"]).unwrap_or(part)
        });
        inside.or_else(|| any(node, &self.ids)).filter(|leaf| matches!(leaf.value, Value::Scalar(_)))
    }
}

fn channels(node: &Node) -> impl Iterator<Item = &str> {
    every(node, &["channel", "channels", "channelname"]).filter_map(|channel| match &channel.value {
        Value::Map(_) => said(channel, &["channelname", "name"]),
        _ => channel.text(),
    })
}

/// Points in time, each with the name that the source has for it.
fn times(node: &Node, step: &mut Step) {
    let inside = every(node, &["timestamps"]).flat_map(Node::pairs);
    let is_time = |name: &str| {
        let name = plain(name);
        name.starts_with("time") && name != "timestamps"
            || ["deltatime", "touchpointduration", "duration"].contains(&name.as_str())
    };
    for (name, time) in inside.chain(node.pairs()).filter(|(name, _)| is_time(name)) {
        step.entries.extend(time.text().map(|words| Entry::plain("time", words).with("of", name)));
    }
}

/// What a user said of it, which CJML has in actual journeys only.
fn experience(node: &Node, step: &mut Step) {
    let Some(node) = any(node, &["touchpointexperience", "experience"]) else { return };
    step.quotes.extend(said(node, &["experiencedescription", "description"]).map(str::to_owned));
    let rating = said(node, &["experiencerating", "rating"]);
    step.entries.extend(rating.map(|rating| Entry::plain("experience rating", rating)));
}
