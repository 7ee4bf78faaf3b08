//! The new text: what was converted in its place, everything else as it was.

use std::ops::Range;

use comrak::nodes::{ListType, NodeValue};
use comrak::options::ListStyleType;
use comrak::{Arena, Node};
use journeybook_model::Document;

use super::Plan;
use super::convert::{self, Part};
use super::facts::{Column, Facts};
use super::item::Context;
use super::label;
use super::table::Steps;
use super::text::Text;
use super::tree::{self, Item};
use super::whole;
use crate::lexicon::Lexicon;
use crate::parse::blocks::Markdown;
use crate::parse::frontmatter;

/// The text of a map as a plan wants it.
pub fn rewritten(document: &Document, lexicon: &Lexicon, plan: Plan) -> String {
    read(document, lexicon, |context, root| {
        if let Some(edits) = plan.tables.then(|| whole::edits(&context, root, document)).flatten() {
            return applied(&document.source.read().text, &edits);
        }
        let (is_inside, is_open) = (false, false);
        let (headings, lists, pieces) = (Vec::new(), Vec::new(), Vec::new());
        let mut walk = Walk { context, plan, is_inside, is_open, headings, lists, pieces };
        sections(root).into_iter().for_each(|(heading, blocks)| walk.section(heading, &blocks));
        walk.text()
    })
}

/// Reads a map as comrak and as the engine read it, and does something with that.
pub fn read<T>(
    document: &Document,
    lexicon: &Lexicon,
    act: impl for<'a> FnOnce(Context<'_, 'a>, Node<'a>) -> T,
) -> T {
    let source = &**document.source.read();
    let body = frontmatter::read(source, &mut Vec::new()).body;
    let (text, facts) = (&Text::new(source, body), &Facts::of(document));
    let markdown = &Markdown::read(source, body);
    let blocks = markdown.blocks().0;
    let arena = Arena::new();
    let root = tree::read(&arena, &source.text[body..]);
    let context =
        Context { arena: &arena, text, markdown, blocks: &blocks, facts, lexicon, column: 0, scoped: false };
    act(context, root)
}

/// The blocks of a body under their headings.
pub fn sections<'a>(root: Node<'a>) -> Vec<(Option<Node<'a>>, Vec<Node<'a>>)> {
    let mut sections = vec![(None, Vec::new())];
    for block in root.children() {
        match (&block.data().value, sections.last_mut()) {
            (NodeValue::Heading(_), _) => sections.push((Some(block), Vec::new())),
            (_, Some((_, blocks))) => blocks.push(block),
            (_, None) => {}
        }
    }
    sections
}

/// A heading that stays.
struct Heading<'a> {
    node: Node<'a>,
    column: Option<Column>,
}

/// What takes the place of some bytes.
enum Piece<'a> {
    Entries(Vec<Item<'a>>),
    Steps(Steps),
    Words(Vec<String>),
}

struct Walk<'c, 'a> {
    context: Context<'c, 'a>,
    plan: Plan,
    /// Whether the headings at hand are part of the map.
    is_inside: bool,
    /// Whether a label that stayed may reach into what follows.
    is_open: bool,
    headings: Vec<Heading<'a>>,
    /// Every list of the map with dashes.
    lists: Vec<Range<usize>>,
    pieces: Vec<(Range<usize>, Piece<'a>)>,
}

impl<'a> Walk<'_, 'a> {
    fn section(&mut self, heading: Option<Node<'a>>, blocks: &[Node<'a>]) {
        let Some(heading) = heading else { return };
        let line = self.context.text.line(heading);
        let column = self.context.facts.column_at(line);
        self.context.column = column.map_or(self.context.column, |column| column.number);
        self.is_inside = column.is_some() || (self.is_inside && !self.context.facts.is_section(line));
        if !self.is_inside {
            return self.headings.push(Heading { node: heading, column });
        }
        self.lists.extend(
            blocks.iter().filter(|block| is_dashed(block)).map(|block| self.context.text.block(block)),
        );
        let own = convert::blocks(self.context, blocks, self.plan);
        let (parts, stays) = match own {
            Some(parts) => (Some(parts), true),
            None if column.is_none() => (self.under_label(heading, blocks), false),
            None => (None, true),
        };
        if stays || parts.is_none() {
            self.headings.push(Heading { node: heading, column });
        } else {
            self.pieces.push((self.context.text.block(heading), Piece::Entries(Vec::new())));
        }
        self.is_open = parts.is_none();
        let is_somewhere =
            |(bytes, part): &convert::Placed<'a>| !bytes.is_empty() || matches!(part, Part::Steps(_));
        let parts = parts.into_iter().flatten().filter(is_somewhere);
        self.pieces.extend(parts.map(|(bytes, part)| (bytes, Piece::of(part))));
    }

    /// What stands under a heading that is a label, when the heading can go.
    fn under_label(&self, heading: Node<'a>, blocks: &[Node<'a>]) -> Option<Vec<convert::Placed<'a>>> {
        let first = blocks.iter().find_map(|block| self.context.entry(&self.context.text.range(block)));
        let is_label = first.is_some_and(|entry| &*entry.label == label::plain(heading).trim());
        let context = Context { scoped: true, ..self.context };
        (is_label && !self.is_open).then(|| convert::blocks(context, blocks, self.plan)).flatten()
    }

    fn text(self) -> String {
        let levels = self.levels();
        let step = levels.1.or_else(|| levels.0.map(|stage| stage + 1)).unwrap_or(3);
        let mut edits: Vec<_> =
            self.headings.iter().filter_map(|heading| self.heading(heading, levels)).collect();
        let (arena, text, lists) = (self.context.arena, self.context.text, self.lists);
        for (bytes, pieces) in groups(text, self.pieces) {
            let new = written(arena, pieces, step, bullet(text, &bytes, &lists));
            let new =
                if bytes.is_empty() { format!("\n\n{new}") } else { text.with_definitions(new, &bytes) };
            if new != trimmed(text.slice(bytes.clone())) {
                edits.push((bytes, new));
            }
        }
        edits.sort_by_key(|(bytes, _)| bytes.start);
        applied(&text.source.text, &edits)
    }

    /// The levels that stages and steps shall have; as they are where a heading in prose would change its meaning.
    fn levels(&self) -> (Option<u8>, Option<u8>) {
        let level = |is_step| self.level(|column| column.is_some_and(|column| column.is_step == is_step));
        let (stage, step) = (level(false), level(true));
        let is_title = |heading: &Heading<'_>, at: usize| at == 0 && number(heading.node) == 1;
        let is_free = self
            .headings
            .iter()
            .enumerate()
            .all(|(at, heading)| heading.column.is_some() || is_title(heading, at));
        let first = self.headings.iter().position(|heading| heading.column.is_some()).unwrap_or(0);
        let last = self.headings.iter().rposition(|heading| heading.column.is_some()).unwrap_or(0);
        let is_dense =
            self.headings.iter().take(last + 1).skip(first).all(|heading| heading.column.is_some());
        let stage = if self.plan.levels && is_free { stage.map(|_| 2) } else { stage };
        let step = if self.plan.levels && is_dense && stage == Some(2) { step.map(|_| 3) } else { step };
        (stage, step)
    }

    /// The one level of some headings.
    fn level(&self, is_meant: impl Fn(Option<Column>) -> bool) -> Option<u8> {
        let mut levels = self
            .headings
            .iter()
            .filter(|heading| is_meant(heading.column))
            .map(|heading| number(heading.node));
        let first = levels.next()?;
        levels.all(|level| level == first).then_some(first)
    }

    /// A stage or step that stands at another level, or is underlined, as one line.
    fn heading(
        &self,
        heading: &Heading<'a>,
        levels: (Option<u8>, Option<u8>),
    ) -> Option<(Range<usize>, String)> {
        let level = if heading.column?.is_step { levels.1 } else { levels.0 }.unwrap_or(number(heading.node));
        let is_underlined =
            matches!(heading.node.data().value, NodeValue::Heading(ref heading) if heading.setext);
        let words = inside(self.context.text, heading.node)?;
        let new = || (self.context.text.block(heading.node), tree::heading(level, &words));
        (is_underlined || level != number(heading.node)).then(new)
    }
}

impl<'a> Piece<'a> {
    fn of(part: Part<'a>) -> Self {
        match part {
            Part::Entries(items) => Self::Entries(items),
            Part::Steps(steps) => Self::Steps(steps),
            Part::Words(words) => Self::Words(words),
        }
    }
}

fn number(heading: Node<'_>) -> u8 {
    match heading.data().value {
        NodeValue::Heading(ref heading) => heading.level,
        _ => 0,
    }
}

/// The words of a heading as typed.
pub fn inside(text: &Text<'_>, heading: Node<'_>) -> Option<String> {
    let (first, last) = (heading.first_child()?, heading.last_child()?);
    let escaped = text.slice(0..text.start(first)).ends_with('\\');
    Some(text.slice(text.start(first) - usize::from(escaped)..text.end(last)).trim().to_owned())
}

/// Pieces between which nothing stands become one.
fn groups<'a>(
    text: &Text<'_>,
    pieces: Vec<(Range<usize>, Piece<'a>)>,
) -> Vec<(Range<usize>, Vec<Piece<'a>>)> {
    let mut groups: Vec<(Range<usize>, Vec<Piece<'a>>)> = Vec::new();
    for (bytes, piece) in pieces {
        match groups.last_mut() {
            Some((before, group)) if text.slice(before.end..bytes.start).trim().is_empty() => {
                before.end = bytes.end;
                group.push(piece);
            }
            _ => groups.push((bytes, vec![piece])),
        }
    }
    groups
}

/// Entries right beside a list that is prose need another bullet, or the two would be one list.
fn bullet(text: &Text<'_>, bytes: &Range<usize>, lists: &[Range<usize>]) -> ListStyleType {
    let touches = |end: usize, start: usize| end <= start && text.slice(end..start).trim().is_empty();
    let beside = lists.iter().any(|list| touches(list.end, bytes.start) || touches(bytes.end, list.start));
    if beside { ListStyleType::Star } else { ListStyleType::Dash }
}

fn is_dashed(block: &Node<'_>) -> bool {
    matches!(block.data().value, NodeValue::List(ref list) if list.list_type == ListType::Bullet && list.bullet_char == b'-')
}

fn written<'a>(arena: &'a Arena<'a>, pieces: Vec<Piece<'a>>, step: u8, bullet: ListStyleType) -> String {
    let mut items = Vec::new();
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Entries(more) => items.extend(more),
            Piece::Words(words) => out.extend(words),
            Piece::Steps(steps) => {
                out.extend(steps.above);
                out.extend(steps.rows.iter().map(|row| whole::section(row, step)));
            }
        }
    }
    let list = (!items.is_empty()).then(|| tree::list(arena, &items, bullet));
    list.into_iter().chain(out).collect::<Vec<_>>().join("\n\n")
}

fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A text with some stretches replaced; its line ends stay of the kind they are.
pub fn applied(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (bytes, new) in edits {
        out.push_str(text.get(at..bytes.start).unwrap_or_default());
        out.push_str(&if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new.clone() });
        at = bytes.end;
        if new.is_empty() {
            at += text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
        }
    }
    out + text.get(at..).unwrap_or_default()
}
