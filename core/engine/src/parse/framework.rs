//! A stage framework written as Markdown: the model a plugin would bring, without code.
//!
//! Frameworks are words the parser must know before it opens a map, so their files are read before all others.

use std::collections::HashSet;

use journeybook_model::{Digest, Edge, Fields, FrameworkModel, Kind, StageModel};
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::blocks::{Block, BlockKind, Item, Markdown};
use super::heading::{self, Heading};
use super::identity::{declared_kind, id, stem, title_of};
use super::label::COLONS;
use super::{frontmatter, slug, source};
use crate::lexicon::Lexicon;
use crate::{File, Pieces};

/// Where the axis ends that all frameworks lie on.
const AXIS: f64 = 13.0;

/// The word between the two stages of a way back.
const TO: &str = " to ";

/// What an item of a stage says, by its label.
#[derive(Clone, Copy)]
enum Fact {
    Definition,
    Question,
    Touchpoint,
    Measure,
    Alias,
}

impl Fact {
    fn of(label: &str) -> Option<Self> {
        let label = label.trim().to_lowercase();
        Some(match label.as_str() {
            "definition" => Fact::Definition,
            "question" | "questions" => Fact::Question,
            "touchpoint" | "touchpoints" => Fact::Touchpoint,
            "measure" | "measures" | "kpi" | "kpis" | "metric" | "metrics" => Fact::Measure,
            "alias" | "aliases" => Fact::Alias,
            _ => return None,
        })
    }

    fn tell(self, text: String, stage: &mut StageModel) {
        match self {
            Fact::Definition => join(&mut stage.definition, &text),
            Fact::Question => stage.questions.push(text),
            Fact::Touchpoint => stage.touchpoints.push(text),
            Fact::Measure => stage.measures.push(text),
            Fact::Alias => stage.aliases.push(text),
        }
    }
}

/// The frameworks that a site wrote down, and what is known of its other files.
#[derive(Default)]
pub struct Frameworks {
    /// Files that do not speak of frameworks.
    others: HashSet<Digest, FxBuildHasher>,
    last: Option<Last>,
}

/// The files that were looked at last, and the frameworks among them.
struct Last {
    content: Pieces<File>,
    root: String,
    words: Digest,
    models: Vec<FrameworkModel>,
}

impl Frameworks {
    /// The frameworks among the files of a site that list stages, in the order of paths.
    pub fn of(&mut self, content: &Pieces<File>, root: &str, lexicon: &Lexicon) -> Vec<FrameworkModel> {
        let known = self.last.as_ref().filter(|last| last.root == root && last.words == lexicon.digest);
        let known = known.filter(|last| self.are_those(last, content)).map(|last| last.models.clone());
        let models = known.unwrap_or_else(|| self.read(content, root, lexicon));
        let (root, words) = (root.to_owned(), lexicon.digest);
        self.last = Some(Last { content: content.clone(), root, words, models: models.clone() });
        models
    }

    /// Whether nothing has changed since then but files that are none.
    fn are_those(&self, last: &Last, content: &Pieces<File>) -> bool {
        let is_other =
            |file: Option<&File>| file.is_none_or(|file| !may_be_one(file, &last.root, &self.others));
        last.content.apart(content).all(|at| {
            let (old, new) = (last.content.get(at), content.get(at));
            old.zip(new).is_some_and(|(old, new)| old.is(new)) || (is_other(old) && is_other(new))
        })
    }

    fn read(&mut self, content: &Pieces<File>, root: &str, lexicon: &Lexicon) -> Vec<FrameworkModel> {
        if self.others.len() > 2 * content.len() {
            self.others.clear();
        }
        let all: Vec<&File> = content.iter().filter(|file| file.path.ends_with(".md")).collect();
        let (mut files, rest): (Vec<&File>, Vec<&File>) =
            all.into_par_iter().partition(|file| may_be_one(file, root, &self.others));
        self.others.extend(rest.into_iter().map(|file| file.digest));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.into_iter().filter_map(|file| framework(file, root, lexicon)).collect()
    }
}

/// Whether a file is worth a look: most are not.
fn may_be_one(file: &File, root: &str, others: &HashSet<Digest, FxBuildHasher>) -> bool {
    let folder = Kind::Framework.folder();
    let below = file.path.strip_prefix(root).is_some_and(|path| path.starts_with(folder));
    below || (!others.contains(&file.digest) && memmem::find(&file.bytes(), b"framework").is_some())
}

fn framework(file: &File, root: &str, lexicon: &Lexicon) -> Option<FrameworkModel> {
    let source = source(file).ok()?;
    // What is wrong with the file is said when it is read as a document.
    let said = &mut Vec::new();
    let front = frontmatter::read(&source, said);
    if declared_kind(&source, root, &front.fields, said) != Some(Kind::Framework) {
        return None;
    }
    let markdown = Markdown::read(&source, front.body);
    let (blocks, _) = markdown.blocks();
    let mut reading =
        Reading { markdown: &markdown, lexicon, lead: String::new(), title: None, stages: Vec::new() };
    reading.all(&blocks);
    let Reading { lead, title, stages, .. } = reading;
    if stages.is_empty() {
        return None;
    }
    let text = |key: &str| front.fields.text(key);
    Some(FrameworkModel {
        id: id(&source, root, Kind::Framework, &front.fields),
        title: text("title").or(title).unwrap_or_else(|| title_of(stem(&source.path))),
        source: text("source").unwrap_or_default(),
        notes: text("notes").unwrap_or(lead),
        projectable: text("projectable").is_none_or(|flag| flag != "false"),
        shape: text("shape").unwrap_or_default(),
        loops: loops(&front.fields, &stages),
        stages: laid_out(stages),
        plugin: String::new(),
    })
}

/// A stage on the way, and whether anything was told of it that only a stage has.
struct Drawn {
    stage: StageModel,
    told: bool,
}

struct Reading<'a> {
    markdown: &'a Markdown<'a>,
    lexicon: &'a Lexicon,
    lead: String,
    title: Option<String>,
    stages: Vec<StageModel>,
}

impl Reading<'_> {
    /// A second-level heading that has a place on the axis, or anything told of it in the words of a stage, is one.
    fn all(&mut self, blocks: &[Block]) {
        let first = blocks.iter().position(begins_stage).unwrap_or(blocks.len());
        self.lead(&blocks[..first]);
        let mut rest = &blocks[first..];
        while let Some((head, after)) = rest.split_first() {
            let end = after.iter().position(begins_stage).unwrap_or(after.len());
            self.stage(head, &after[..end]);
            rest = &after[end..];
        }
    }

    fn lead(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block.kind {
                BlockKind::Heading(1) => self.title = Some(self.text(block)),
                BlockKind::Paragraph => {
                    let text = self.text(block);
                    join(&mut self.lead, &text);
                }
                _ => {}
            }
        }
    }

    fn text(&self, block: &Block) -> String {
        self.markdown.text(self.markdown.inside(&block.events)).trim().to_owned()
    }

    fn stage(&mut self, head: &Block, body: &[Block]) {
        let heading = heading::read(self.markdown, head, Some(self.lexicon), &mut Vec::new());
        let place = number(&heading, "from").zip(number(&heading, "to"));
        let mut drawn = Drawn { stage: blank(&heading, place.unwrap_or_default()), told: place.is_some() };
        body.iter().for_each(|block| self.tell(block, &mut drawn));
        if drawn.told {
            self.stages.push(drawn.stage);
        }
    }

    fn tell(&self, block: &Block, drawn: &mut Drawn) {
        match &block.kind {
            BlockKind::Paragraph => join(&mut drawn.stage.definition, &self.text(block)),
            BlockKind::List(items) => items.iter().for_each(|item| self.item(item, drawn)),
            _ => {}
        }
    }

    /// `- question: …`, or `- questions:` with the questions below it.
    fn item(&self, item: &Item, drawn: &mut Drawn) {
        let text = self.markdown.text(item.inline.clone());
        let Some((label, value)) = text.split_once(COLONS) else { return };
        let Some(fact) = Fact::of(label) else { return };
        drawn.told = true;
        let below = item.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::List(items) => Some(items),
            _ => None,
        });
        let below = below.flatten().map(|item| self.markdown.text(item.inline.clone()));
        let all = std::iter::once(value.to_owned()).chain(below).map(|text| text.trim().to_owned());
        all.filter(|text| !text.is_empty()).for_each(|text| fact.tell(text, &mut drawn.stage));
    }
}

fn begins_stage(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(2))
}

fn blank(heading: &Heading, (low, high): (f64, f64)) -> StageModel {
    let own = heading.attributes.id().map(str::to_owned);
    StageModel {
        id: own.unwrap_or_else(|| slug(&heading.title)),
        title: heading.title.clone(),
        low,
        high,
        definition: String::new(),
        questions: Vec::new(),
        touchpoints: Vec::new(),
        measures: Vec::new(),
        aliases: Vec::new(),
        parallel: heading.attributes.get("parallel").is_some_and(|flag| flag != "false"),
    }
}

fn number(heading: &Heading, key: &str) -> Option<f64> {
    heading.attributes.get(key)?.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Stages without a place of their own share the axis evenly.
fn laid_out(mut stages: Vec<StageModel>) -> Vec<StageModel> {
    if stages.iter().any(|stage| stage.high > stage.low) {
        return stages;
    }
    let share = AXIS / stages.len() as f64;
    for (at, stage) in stages.iter_mut().enumerate() {
        (stage.low, stage.high) = (at as f64 * share, (at + 1) as f64 * share);
    }
    stages
}

/// `after to before`, each of them a stage.
fn loops(fields: &Fields, stages: &[StageModel]) -> Vec<Edge> {
    let known = |id: &str| stages.iter().any(|stage| stage.id == id);
    let edge = |text: String| {
        let (origin, target) = text.split_once(TO)?;
        let (origin, target) = (origin.trim().to_owned(), target.trim().to_owned());
        (known(&origin) && known(&target)).then_some(Edge { origin, target })
    };
    fields.texts("loops").into_iter().filter_map(edge).collect()
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more.trim());
}
