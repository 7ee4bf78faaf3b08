//! The steps of a stage, headings and lists, as one table.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;
use journeybook_model::{Document, Lane, StandardLane};

use super::grid::{Column, Grid};
use super::item::{Context, worded};
use super::label;
use super::pieces::{inside, sections};
use super::proof::Difference;
use super::text::Text;
use crate::parse::label::lane;

/// A stage whose steps stay a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stays {
    /// The stage's heading.
    pub stage: String,
    /// What no cell holds.
    pub why: Why,
}

/// Why steps have no place in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A step has something that no cell holds.
    Step(String, &'static str),
    /// Something stands between the steps.
    Between,
    /// None of its steps says anything.
    Empty,
    /// The table would say something else.
    Differs(Difference),
}

impl std::fmt::Display for Stays {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the steps of “{}” stay a list: ", self.stage)?;
        match &self.why {
            Why::Step(step, what) => write!(f, "“{step}” has {what}, which no cell holds"),
            Why::Between => write!(f, "something else stands between them"),
            Why::Empty => write!(f, "none of them says anything"),
            Why::Differs(difference) => write!(f, "a table would say something else, in {difference}"),
        }
    }
}

/// A stage with steps: its title, the bytes of its steps, and their table, or why there is none.
#[derive(Debug)]
pub struct Stage {
    /// The stage's heading.
    pub title: String,
    /// The bytes of its steps.
    pub bytes: Range<usize>,
    /// The table.
    pub table: Result<String, Why>,
}

/// The stages of a map in the canonical form that have steps.
pub fn stages<'a>(context: Context<'_, 'a>, root: Node<'a>) -> Vec<Stage> {
    let mut found: Vec<Group<'a>> = Vec::new();
    let mut is_inside = false;
    for (heading, blocks) in sections(root) {
        let Some(heading) = heading else { continue };
        let column = context.facts.column_at(context.text.line(heading));
        match (column, found.last_mut()) {
            (Some(column), Some(group)) if column.is_step && is_inside => {
                group.steps.push((column.number, heading, blocks))
            }
            (Some(_), _) => {
                is_inside = true;
                found.push(Group { heading, steps: Vec::new(), is_broken: false });
            }
            (None, Some(group)) if is_inside && !context.facts.is_section(context.text.line(heading)) => {
                group.is_broken = true;
            }
            (None, _) => is_inside = false,
        }
    }
    found.iter().filter_map(|group| group.stage(context)).collect()
}

/// The headings of a stage and its steps.
struct Group<'a> {
    heading: Node<'a>,
    steps: Vec<(usize, Node<'a>, Vec<Node<'a>>)>,
    /// Whether headings that are neither stand among them.
    is_broken: bool,
}

impl<'a> Group<'a> {
    fn stage(&self, context: Context<'_, 'a>) -> Option<Stage> {
        let (_, first, _) = self.steps.first()?;
        let (_, last, below) = self.steps.last()?;
        let end = context.text.block(below.last().unwrap_or(last)).end;
        let bytes = context.text.block(first).start..end;
        let title = context.facts.title_at(context.text.line(self.heading));
        Some(Stage { title, table: self.table(context, &bytes), bytes })
    }

    fn table(&self, context: Context<'_, 'a>, bytes: &Range<usize>) -> Result<String, Why> {
        if self.is_broken || self.has_gaps(context.text) {
            return Err(Why::Between);
        }
        let column = |(number, heading, blocks): &(usize, Node<'a>, Vec<Node<'a>>)| {
            let context = Context { column: *number, ..context };
            entries(context, blocks)
                .map(|entries| Column { title: inside(context.text, heading).unwrap_or_default(), entries })
                .map_err(|what| Why::Step(context.facts.title_at(context.text.line(heading)), what))
        };
        let columns: Vec<_> = self.steps.iter().map(column).collect::<Result<_, _>>()?;
        let table = Grid::of(&columns).ok_or(Why::Empty)?.text();
        Ok(context.text.apart(table, bytes.start))
    }

    /// Whether something that is no block, the definition of a link, stands among the steps.
    fn has_gaps(&self, text: &Text<'_>) -> bool {
        let blocks =
            self.steps.iter().flat_map(|(_, heading, blocks)| std::iter::once(heading).chain(blocks));
        let places: Vec<_> = blocks.map(|block| text.block(block)).collect();
        let between = places.windows(2).map(|pair| pair[0].end..pair[1].start);
        between.into_iter().any(|gap| !text.slice(gap).trim().is_empty())
    }
}

/// The entries of a step as label and value, or what it has that is none.
fn entries<'a>(context: Context<'_, 'a>, blocks: &[Node<'a>]) -> Result<Vec<(String, String)>, &'static str> {
    let mut entries = Vec::new();
    for block in blocks {
        match block.data().value {
            NodeValue::List(_) => {
                for item in block.children() {
                    entries.push(entry(context, item)?);
                }
            }
            NodeValue::Paragraph => return Err("prose"),
            NodeValue::BlockQuote | NodeValue::Alert(_) => return Err("a quotation"),
            NodeValue::CodeBlock(_) => return Err("code"),
            NodeValue::HtmlBlock(_) => return Err("HTML or a comment"),
            _ => return Err("more than a list"),
        }
    }
    Ok(entries)
}

fn entry<'a>(context: Context<'_, 'a>, item: Node<'a>) -> Result<(String, String), &'static str> {
    let words = worded(item).filter(|words| words.next_sibling().is_none());
    let words = words.ok_or("an entry of several blocks")?;
    let label =
        words.first_child().and_then(|first| context.label(first)).ok_or("an item without a label")?;
    let value = context.value(&label, words);
    if value.contains('\n') {
        return Err("an entry of several lines");
    }
    let read = context.entry(&context.text.range(words));
    let lane =
        read.map_or_else(|| lane(&label.text, context.lexicon.lane(&label.text)), |entry| entry.lane.clone());
    let name = label::name(&lane, &label.text, context.lexicon).ok_or("a label that is no name of a row")?;
    Ok((name, marked(&lane, value)))
}

/// A cell cannot be there and empty: a step that decides has a tick.
fn marked(lane: &Lane, value: String) -> String {
    if value.is_empty() && lane.is(StandardLane::MomentOfTruth) { "✓".to_owned() } else { value }
}

/// The text of a map with the tables of some stages, counted from the first that has steps.
pub fn text(document: &Document, stages: &[Stage], is_meant: impl Fn(usize) -> bool) -> String {
    let text = &document.source.read().text;
    let table = |(at, stage): (usize, &Stage)| {
        let table = stage.table.as_ref().ok().filter(|_| is_meant(at))?;
        Some((stage.bytes.clone(), table.clone()))
    };
    super::pieces::applied(text, &stages.iter().enumerate().filter_map(table).collect::<Vec<_>>())
}
