//! The shape of a framework's table, and how it becomes the contract's record.

use journeybook_plugin::{Attributed, FrameworkModel, StageModel};

/// One framework as plain data.
#[derive(Debug)]
pub struct FrameworkTable {
    /// The id that a map declares.
    pub id: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// Who described it first, as far as that is known.
    pub source: &'static str,
    /// How its stages follow each other, in a few words.
    pub shape: &'static str,
    /// What one should know before using it.
    pub notes: &'static str,
    /// Whether maps of other frameworks may be shown in it.
    pub projectable: bool,
    /// The stages in the order of their columns.
    pub stages: &'static [StageTable],
    /// The ways back, as pairs of stage ids.
    pub loops: &'static [(&'static str, &'static str)],
}

/// One stage as plain data.
#[derive(Debug)]
pub struct StageTable {
    /// The id, unique within the framework.
    pub id: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// The half-open span on the axis of thirteen phases.
    pub span: (f64, f64),
    /// What happens in it.
    pub definition: &'static str,
    /// What customers ask themselves.
    pub questions: &'static [&'static str],
    /// Where customers meet the organisation.
    pub touchpoints: &'static [&'static str],
    /// What is typically measured.
    pub measures: &'static [&'static str],
    /// Other names a heading may use.
    pub aliases: &'static [&'static str],
    /// Whether it runs beside the others instead of between two of them.
    pub parallel: bool,
}

impl FrameworkTable {
    /// The contract's record of this framework.
    pub fn model(&self) -> FrameworkModel {
        let mut model = FrameworkModel::new(self.id, self.title)
            .source(self.source)
            .notes(self.notes)
            .with("shape", self.shape);
        model.projectable = self.projectable;
        model.stages = self.stages.iter().map(StageTable::model).collect();
        self.loops.iter().fold(model, |model, (origin, target)| model.looping(origin, target))
    }
}

impl StageTable {
    fn model(&self) -> StageModel {
        let model = StageModel::new(self.id, self.title, self.span.0, self.span.1)
            .definition(self.definition)
            .questions(self.questions)
            .touchpoints(self.touchpoints)
            .measures(self.measures)
            .aliases(self.aliases);
        if self.parallel { model.parallel() } else { model }
    }
}
