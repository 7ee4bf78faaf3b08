//! A map's maturity and checklist as templates and other programs read them.

use serde_json::{Value, json};

use super::address::{stage_anchor, step_anchor};
use super::portal::Portal;
use crate::process::{Activity, Maturity, Need, Proof, TOP};
use crate::resolve::{NodeId, Spot};

/// The level of a map, and what is missing for the next.
pub fn maturity(portal: &Portal, node: NodeId) -> Option<Value> {
    let Maturity { level, missing } = &portal.assessment(node)?.maturity;
    let next = level.map_or(0, |level| level + 1);
    Some(json!({
        "level": level, "next": (next <= TOP).then_some(next),
        "missing": missing.iter().map(need).collect::<Vec<_>>(),
    }))
}

fn need(need: &Need) -> Value {
    match need {
        Need::Activity(activity) => json!({ "activity": activity.id() }),
        Need::Measure(measure, share) => {
            json!({ "measure": measure.word(), "have": share.have, "of": share.of })
        }
    }
}

/// The checklist of a map's process; none where it names none.
pub fn checklist(portal: &Portal, node: NodeId) -> Option<Value> {
    let assessment = portal.assessment(node)?;
    let process = assessment.process?;
    let steps = process.activities.iter().map(|activity| step(portal, node, *activity));
    let done = process.activities.iter().filter(|activity| assessment.is_done(**activity));
    Some(json!({
        "process": process.id, "done": done.count(), "of": process.activities.len(),
        "steps": steps.collect::<Vec<_>>(),
    }))
}

fn step(portal: &Portal, node: NodeId, activity: Activity) -> Value {
    let proofs = portal.proofs(node, activity);
    json!({
        "activity": activity.id(), "done": !proofs.is_empty(),
        "proofs": proofs.iter().map(|known| proof(portal, node, known)).collect::<Vec<_>>(),
    })
}

fn proof(portal: &Portal, node: NodeId, proof: &Proof) -> Value {
    match proof {
        Proof::Node(to) => {
            json!({ "title": portal.site.nodes[*to].title, "url": portal.site.nodes[*to].url })
        }
        Proof::Place(spot) => {
            json!({ "title": title(portal, node, *spot), "url": address(portal, node, *spot) })
        }
        Proof::Said(words) => json!({ "title": words, "url": null }),
    }
}

fn title(portal: &Portal, node: NodeId, spot: Spot) -> Option<&str> {
    let stages = &portal.journey(node).stages;
    match spot {
        Spot::Whole => None,
        Spot::Stage(stage) => Some(&stages[stage as usize].title),
        Spot::Step(stage, step) => Some(&stages[stage as usize].steps[step as usize].title),
    }
}

/// The map's page at a stage or step.
fn address(portal: &Portal, node: NodeId, spot: Spot) -> Option<String> {
    let stages = &portal.journey(node).stages;
    let anchor = match spot {
        Spot::Whole => return None,
        Spot::Stage(stage) => stage_anchor(&stages[stage as usize].id),
        Spot::Step(stage, step) => step_anchor(&stages[stage as usize].steps[step as usize].id),
    };
    Some(format!("{}#{anchor}", portal.site.nodes[node].url))
}
