//! The same pain in several journeys.
//!
//! Two pain points are one when they pin the same id (`{#lost-basket}`), or pin none and say the same words, whatever
//! their case and punctuation. Nothing is guessed beyond that.

use std::cmp::Reverse;
use std::collections::HashMap;

use journeybook_model::{Entry, StandardLane};
use serde::Serialize;

use super::link::{self, StepLink};
use super::{FEW, ROWS, Top, entries, hurts, is_fixed, lived, severity};
use crate::parse::slug;
use crate::render::portal::{Place, Portal};
use crate::resolve::NodeId;

/// A pain that several journeys name.
#[derive(Debug, Serialize)]
pub struct Pain {
    /// In the words it was first told with.
    pub title: String,
    /// 1 to 3, the worst anybody said, or none.
    pub severity: Option<u8>,
    /// How many journeys name it.
    pub journeys: usize,
    /// Where.
    pub steps: Top<StepLink>,
}

/// A pain that was put right.
#[derive(Debug, Serialize)]
pub struct Fixed {
    /// In the words of the map.
    pub title: String,
    /// 1 to 3, or none.
    pub severity: Option<u8>,
    /// What put it right, or none.
    pub by: Option<Repair>,
    /// Where it hurt.
    pub step: StepLink,
}

/// What put a pain right.
#[derive(Debug, Serialize)]
pub struct Repair {
    /// As written: a commit, an address, a day.
    pub title: String,
    /// Where it can be read, or none.
    pub url: Option<String>,
}

/// Everything noted of one pain.
#[derive(Default)]
struct Noted<'p> {
    first: Option<&'p Entry>,
    severity: Option<u8>,
    places: Vec<Place>,
}

/// The pains of more than one journey: those of most journeys first, then of most steps, then the worst.
pub fn shared(portal: &Portal) -> Top<Pain> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut noted: Vec<Noted<'_>> = Vec::new();
    for (id, entry, place) in lived(portal).into_iter().flat_map(|journey| of(portal, journey)) {
        let at = *at.entry(id).or_insert(noted.len());
        if at == noted.len() {
            noted.push(Noted { first: Some(entry), ..Noted::default() });
        }
        noted[at].severity = noted[at].severity.max(severity(entry));
        if noted[at].places.last() != Some(&place) {
            noted[at].places.push(place);
        }
    }
    noted.retain(|noted| journeys(noted) > 1);
    noted.sort_by_key(|noted| {
        (Reverse(journeys(noted)), Reverse(noted.places.len()), Reverse(noted.severity))
    });
    Top::of(noted, ROWS).map(|noted| told(portal, noted))
}

/// The pains of one map that still hurt, each with what makes it the same as another.
pub fn of(portal: &Portal, journey: NodeId) -> Vec<(String, &Entry, Place)> {
    let pains = entries(portal, journey).filter(|(_, entry)| hurts(entry));
    let named = pains.map(|(place, entry)| (id(entry), entry, place));
    named.filter(|(id, ..)| !id.is_empty()).collect()
}

fn id(entry: &Entry) -> String {
    entry.attributes.id().map_or_else(|| slug(&entry.text.text()), str::to_owned)
}

/// What a pain point says, in one line.
pub fn first_line(entry: &Entry) -> String {
    entry.text.text().lines().next().unwrap_or_default().to_owned()
}

/// The places of one map follow each other.
fn journeys(noted: &Noted<'_>) -> usize {
    noted.places.chunk_by(|a, b| a.journey == b.journey).count()
}

fn told(portal: &Portal, noted: Noted<'_>) -> Pain {
    Pain {
        title: noted.first.map(first_line).unwrap_or_default(),
        severity: noted.severity,
        journeys: journeys(&noted),
        steps: Top::of(noted.places, FEW).map(|place| link::step(portal, place)),
    }
}

/// The pains that were put right, in the order of the maps.
pub fn fixed(portal: &Portal) -> Top<Fixed> {
    let all = lived(portal).into_iter().flat_map(|journey| entries(portal, journey));
    let fixed = all.filter(|(_, entry)| entry.lane.is(StandardLane::Pain) && is_fixed(entry));
    Top::of(fixed, ROWS).map(|(place, entry)| Fixed {
        title: first_line(entry),
        severity: severity(entry),
        by: repair(portal, entry),
        step: link::step(portal, place),
    })
}

/// What is written to have put a pain right. The address of a commit follows from where the site is edited.
pub fn repair(portal: &Portal, entry: &Entry) -> Option<Repair> {
    let title = entry.attributes.get("fixed").filter(|written| !written.is_empty())?;
    let is_address = title.starts_with("https://") || title.starts_with("http://");
    let url = if is_address { Some(title.to_owned()) } else { commit(portal, title) };
    Some(Repair { title: title.to_owned(), url })
}

/// `https://example.org/maps/edit/main/` is where files are edited, and `https://example.org/maps/commit/4f2a9c1` a commit.
fn commit(portal: &Portal, hash: &str) -> Option<String> {
    let is_hash = (7..=40).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let edited = portal.site.settings.edit_url.as_deref().filter(|_| is_hash)?;
    let (repository, _) = edited.split_once("/edit/").or_else(|| edited.split_once("/_edit/"))?;
    Some(format!("{repository}/commit/{hash}"))
}
