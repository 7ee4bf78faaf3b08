//! The questions that nobody answers yet, stage by stage, and where to answer them.

use journeybook_model::StageModel;
use serde::Serialize;

use super::ask::{self, Asked};
use super::link::{self, Link};
use super::{Top, by_framework, lived};
use crate::render::portal::Portal;
use crate::resolve::NodeId;

/// Every question that is not answered wherever it is asked.
#[derive(Debug, Default, Serialize)]
pub struct Unanswered {
    /// How many questions are asked: one in two stages counts twice.
    pub asked: usize,
    /// How many of them are answered wherever they are asked.
    pub answered: usize,
    /// How many nobody answers anywhere.
    pub nowhere: usize,
    /// Those that frameworks and sets ask in the stages of maps.
    pub frameworks: Vec<OfFramework>,
    /// Those asked of maps as a whole.
    pub journeys: Vec<Open>,
    /// Those asked of personas.
    pub personas: Vec<Open>,
    /// How many lived maps declare no framework, so that no question of a stage can be asked of them.
    pub unplaced: usize,
}

/// The open questions of a framework.
#[derive(Debug, Serialize)]
pub struct OfFramework {
    /// The framework.
    pub framework: Link,
    /// How many journeys are asked.
    pub journeys: usize,
    /// Its stages with open questions.
    pub stages: Vec<OfStage>,
}

/// The open questions of a stage.
#[derive(Debug, Serialize)]
pub struct OfStage {
    /// The stage.
    pub stage: Link,
    /// Its number, from 1.
    pub number: usize,
    /// How many journeys have it.
    pub journeys: usize,
    /// What to type where no journey has it.
    pub write: String,
    /// Its questions.
    pub questions: Vec<Open>,
}

/// An open question.
#[derive(Debug, Serialize)]
pub struct Open {
    /// The question.
    pub asks: String,
    /// Whether it is the customer who asks.
    pub voice: bool,
    /// Who asks it: a framework, a set, a process.
    pub by: String,
    /// What to type.
    pub write: String,
    /// Of how many it is asked.
    pub of: usize,
    /// How many answer it.
    pub answered: usize,
    /// Where it is open.
    pub places: Top<Place>,
}

/// Where a question is open.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// The map or persona, at the stage.
    pub link: Link,
    /// The file to answer it in.
    pub file: String,
    /// The line of the heading to answer it under.
    pub line: u32,
    /// Whether something is said there, and only the evidence is missing.
    pub assumed: bool,
}

impl Unanswered {
    /// Asks all lived maps and all personas.
    pub fn of(portal: &Portal) -> Self {
        let mut all = Self::default();
        let on = by_framework(portal);
        let placed: usize = on.iter().map(|(_, journeys)| journeys.len()).sum();
        all.unplaced = lived(portal).len() - placed;
        for (framework, journeys) in on {
            let known = all.framework(portal, framework, &journeys);
            all.frameworks.extend(known);
        }
        let (journeys, personas) = (ask::of_maps(portal), ask::of_personas(portal));
        all.journeys = all.open(journeys);
        all.personas = all.open(personas);
        all
    }

    fn framework(&mut self, portal: &Portal, node: NodeId, journeys: &[NodeId]) -> Option<OfFramework> {
        let model = portal.site.model(&portal.site.nodes[node].id)?;
        let asked = ask::in_stages(portal, model, journeys);
        let mut stages = Vec::new();
        for (at, (stage, asked)) in model.stages.iter().zip(asked).enumerate() {
            let of = asked.iter().map(|asked| asked.of).max().unwrap_or_default();
            let questions = self.open(asked);
            if !questions.is_empty() {
                stages.push(self::stage(portal, node, (at, stage), of, questions));
            }
        }
        Some(OfFramework { framework: link::node(portal, node), journeys: journeys.len(), stages })
    }

    /// Counts questions, and keeps those that are open.
    fn open(&mut self, asked: Vec<Asked<'_>>) -> Vec<Open> {
        self.asked += asked.len();
        self.answered += asked.iter().filter(|asked| asked.of > 0 && asked.answered == asked.of).count();
        self.nowhere += asked.iter().filter(|asked| asked.answered == 0).count();
        asked.into_iter().filter_map(Asked::open).collect()
    }
}

fn stage(
    portal: &Portal,
    framework: NodeId,
    (at, stage): (usize, &StageModel),
    journeys: usize,
    questions: Vec<Open>,
) -> OfStage {
    let url = format!("{}#{}", portal.site.nodes[framework].url, stage.id);
    OfStage {
        stage: Link { title: stage.title.clone(), url },
        number: at + 1,
        journeys,
        write: format!("## {}", stage.title),
        questions,
    }
}
