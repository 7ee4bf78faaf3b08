//! Writing stage frameworks.

use crate::{Attributed, Edge, FrameworkModel, Node, Placement, StageModel};

impl FrameworkModel {
    /// A framework without stages that other maps may be shown in.
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            source: String::new(),
            notes: String::new(),
            projectable: true,
            stages: Vec::new(),
            loops: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Says where the framework comes from.
    #[must_use]
    pub fn source(mut self, text: &str) -> Self {
        self.source = text.into();
        self
    }

    /// Says what one should know before using it.
    #[must_use]
    pub fn notes(mut self, text: &str) -> Self {
        self.notes = text.into();
        self
    }

    /// Says that it lies on an axis of its own: maps of other frameworks are never shown in it.
    #[must_use]
    pub fn not_projectable(mut self) -> Self {
        self.projectable = false;
        self
    }

    /// Adds a stage.
    #[must_use]
    pub fn stage(mut self, stage: StageModel) -> Self {
        self.stages.push(stage);
        self
    }

    /// Adds a way back from one stage to another.
    #[must_use]
    pub fn looping(mut self, origin: &str, target: &str) -> Self {
        self.loops.push(Edge { origin: origin.into(), target: target.into() });
        self
    }
}

impl StageModel {
    /// A stage that spans `low..high` of the axis.
    pub fn new(id: &str, title: &str, low: f64, high: f64) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            low,
            high,
            definition: String::new(),
            questions: Vec::new(),
            touchpoints: Vec::new(),
            measures: Vec::new(),
            aliases: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Says what happens in it.
    #[must_use]
    pub fn definition(mut self, text: &str) -> Self {
        self.definition = text.into();
        self
    }

    /// Sets what customers ask themselves.
    #[must_use]
    pub fn questions(mut self, texts: &[&str]) -> Self {
        self.questions = owned(texts);
        self
    }

    /// Sets where customers meet the organisation.
    #[must_use]
    pub fn touchpoints(mut self, texts: &[&str]) -> Self {
        self.touchpoints = owned(texts);
        self
    }

    /// Sets what is typically measured.
    #[must_use]
    pub fn measures(mut self, texts: &[&str]) -> Self {
        self.measures = owned(texts);
        self
    }

    /// Sets the other names a heading may use.
    #[must_use]
    pub fn aliases(mut self, texts: &[&str]) -> Self {
        self.aliases = owned(texts);
        self
    }

    /// Says that it runs beside the other stages: no step of another framework's map is shown in it.
    #[must_use]
    pub fn parallel(self) -> Self {
        self.with("parallel", "true")
    }
}

impl Placement {
    /// Puts one step into a stage.
    pub fn new(at: Node, stage: &str) -> Self {
        Self { at, stage: stage.into() }
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
