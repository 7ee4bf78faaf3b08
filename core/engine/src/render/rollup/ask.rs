//! Who is asked what, and how far it is answered.

use journeybook_model::{FrameworkModel, Kind, StageModel};

use super::link::{self, Link};
use super::unanswered::{Open, Place};
use super::{FEW, Top, lived};
use crate::process::{self, Map, Process};
use crate::questions::{self, At, Question, SETS, State, VOICE, VOICE_LINE, is_asked_in};
use crate::render::address::stage_anchor;
use crate::render::portal::Portal;
use crate::resolve::NodeId;

/// A question and how it fares.
pub struct Asked<'q> {
    asks: &'q str,
    voice: bool,
    by: String,
    write: String,
    keys: Vec<&'q str>,
    /// Of how many it was asked.
    pub of: usize,
    /// How many answered it.
    pub answered: usize,
    places: Top<Place>,
}

impl<'q> Asked<'q> {
    fn new(asks: &'q str, by: &str, write: &str, keys: Vec<&'q str>) -> Self {
        let (by, write, places) = (by.to_owned(), write.to_owned(), Top::of([], FEW));
        Self { asks, voice: false, by, write, keys, of: 0, answered: 0, places }
    }

    fn hear(&mut self, state: State, place: impl FnOnce(bool) -> Place) {
        self.of += 1;
        if state == State::Answered {
            self.answered += 1;
            return;
        }
        self.places.push(FEW, || place(state == State::Assumed));
    }

    /// None where everybody answers it. What is asked of nobody is open.
    pub fn open(self) -> Option<Open> {
        let is_open = self.of == 0 || self.answered < self.of;
        is_open.then(|| Open {
            asks: self.asks.to_owned(),
            voice: self.voice,
            by: self.by,
            write: self.write,
            of: self.of,
            answered: self.answered,
            places: self.places,
        })
    }
}

/// What is asked in each stage of a framework, and what the maps on it say to it.
pub fn in_stages<'q>(portal: &Portal, model: &'q FrameworkModel, maps: &[NodeId]) -> Vec<Vec<Asked<'q>>> {
    let mut stages: Vec<Vec<Asked<'q>>> = model.stages.iter().map(|stage| asked_in(model, stage)).collect();
    let answers: Vec<_> = maps.iter().map(|map| states(portal, *map, &stages)).collect();
    for (map, answers) in maps.iter().zip(answers) {
        for (stage, states) in answers {
            for (asked, state) in stages[stage].iter_mut().zip(states) {
                asked.hear(state, |assumed| at_stage(portal, *map, stage, assumed));
            }
        }
    }
    stages
}

fn asked_in<'q>(model: &'q FrameworkModel, stage: &'q StageModel) -> Vec<Asked<'q>> {
    let voiced = |asks| Asked { voice: true, ..Asked::new(asks, &model.title, VOICE_LINE, VOICE.to_vec()) };
    let own = stage.questions.iter().filter(|text| is_question(text)).map(|asks| voiced(asks.as_str()));
    let sets = SETS.iter().flat_map(|set| set.questions.iter().map(move |question| (set, question)));
    let sets = sets.filter(|(_, question)| is_asked_in(question, stage));
    own.chain(sets.map(|(set, question)| of_set(&set.title, question))).collect()
}

/// “None yet” of a stage before any need is a remark: there is nothing to answer.
fn is_question(text: &str) -> bool {
    text.trim_end().ends_with(['?', '？', '؟'])
}

fn of_set(title: &str, question: &'static Question) -> Asked<'static> {
    let keys = question.keys.iter().map(String::as_str).collect();
    Asked::new(&question.asks, title, &question.write, keys)
}

/// How far a map answers what is asked in each of its stages.
fn states(portal: &Portal, map: NodeId, stages: &[Vec<Asked<'_>>]) -> Vec<(usize, Vec<State>)> {
    let Some(known) = Map::new(&portal.site, &portal.data, map, portal.opportunities_in(map), false) else {
        return Vec::new();
    };
    let said = questions::of_stages(&known, &portal.site.nodes[map].places);
    let inside = said.into_iter().filter(|(stage, _)| *stage < stages.len());
    inside
        .map(|(stage, said)| (stage, stages[stage].iter().map(|asked| said.state(&asked.keys)).collect()))
        .collect()
}

/// The first heading of a map that stands for a stage of its framework.
fn at_stage(portal: &Portal, map: NodeId, stage: usize, assumed: bool) -> Place {
    let node = &portal.site.nodes[map];
    let at = node.places.iter().position(|place| *place == Some(stage)).unwrap_or_default();
    let known = &portal.journey(map).stages[at];
    let link = Link { title: node.title.clone(), url: format!("{}#{}", node.url, stage_anchor(&known.id)) };
    in_file(portal, map, link, known.span.start, assumed)
}

fn in_file(portal: &Portal, node: NodeId, link: Link, byte: u32, assumed: bool) -> Place {
    let source = portal.document(node).map(|document| &document.source);
    let file = source.map_or_else(String::new, |source| source.path.to_string());
    let line = source.map_or(0, |source| source.line(byte));
    Place { link, file, line, assumed }
}

/// A thing as a whole: its frontmatter stands at the top of its file.
fn at_top(portal: &Portal, node: NodeId, assumed: bool) -> Place {
    in_file(portal, node, link::node(portal, node), 0, assumed)
}

fn of_sets(at: At) -> Vec<Asked<'static>> {
    let sets = SETS.iter().flat_map(|set| set.questions.iter().map(move |question| (set, question)));
    let meant = sets.filter(|(_, question)| question.at == at);
    meant.map(|(set, question)| of_set(&set.title, question)).collect()
}

/// What is asked of every lived map as a whole, and of those that follow a process by it.
pub fn of_maps(portal: &Portal) -> Vec<Asked<'static>> {
    let mut asked = of_sets(At::Map);
    let own = asked.len();
    for map in lived(portal) {
        let Some(document) = portal.document(map) else { continue };
        let said = questions::of_map(document);
        for asked in &mut asked[..own] {
            let state = said.state(&asked.keys);
            asked.hear(state, |assumed| at_top(portal, map, assumed));
        }
        if let Some(assessment) = portal.assessment(map) {
            let process = assessment.process;
            process.iter().for_each(|process| by_process(portal, map, process, &mut asked));
        }
    }
    asked
}

/// What a process asks to have its activities done: an activity that is shown has its questions answered.
fn by_process(portal: &Portal, map: NodeId, process: &'static Process, asked: &mut Vec<Asked<'static>>) {
    let Some(assessment) = portal.assessment(map) else { return };
    for activity in process.activities {
        let state = if assessment.is_done(*activity) { State::Answered } else { State::Open };
        let keys = process::settings(*activity).iter().map(|(key, asks)| (format!("{key}: …"), *asks));
        let lanes = process::lanes(*activity).iter().map(|(lane, asks)| (format!("- {lane}: …"), *asks));
        for (write, asks) in keys.chain(lanes) {
            let at = asked.iter().position(|known| known.asks == asks && known.by == process.title);
            let at = at.unwrap_or_else(|| {
                asked.push(Asked::new(asks, process.title, &write, Vec::new()));
                asked.len() - 1
            });
            asked[at].hear(state, |assumed| at_top(portal, map, assumed));
        }
    }
}

/// What is asked of every persona.
pub fn of_personas(portal: &Portal) -> Vec<Asked<'static>> {
    let mut asked = of_sets(At::Persona);
    for persona in portal.site.of_kind(Kind::Persona) {
        let said = questions::of_persona(&portal.site, persona);
        for asked in &mut asked {
            let state = said.state(&asked.keys);
            asked.hear(state, |assumed| at_top(portal, persona, assumed));
        }
    }
    asked
}
