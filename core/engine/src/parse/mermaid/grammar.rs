//! Mermaid's `journey` diagrams, read as they are meant.
//!
//! Mermaid cuts titles at `#`, tasks at every colon, and draws what is left without a word. Here every line keeps all
//! of its words, and what Mermaid would have done with it is noted beside it.

use journeybook_model::Span;

use super::loss::Loss;
use super::piece::{Piece, Words};
use super::task::{self, Task};

/// A diagram.
#[derive(Debug, Default)]
pub struct Diagram {
    /// Its title, from its `title` line or its own frontmatter.
    pub title: Option<Words>,
    /// What it says beside that: `accTitle`, `accDescr`, further titles.
    pub said: Vec<Words>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What is said to those who read its source alone: comments, directives, the rest of its frontmatter.
    pub comments: Vec<Words>,
    /// What Mermaid would lose of it.
    pub losses: Vec<(Loss, Span)>,
}

/// A section and its tasks.
#[derive(Debug)]
pub struct Section {
    /// Its name; none where tasks stand before the first section.
    pub name: Option<Words>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// Reads the text of a Mermaid block; none where it is no journey.
pub fn read(block: Piece<'_>) -> Option<Diagram> {
    let lines: Vec<_> = block.lines().into_iter().map(Piece::trim).collect();
    let (title, at) = frontmatter(&lines);
    let at = past_comments(&lines, at);
    let first = lines.get(at)?.after_keyword("journey")?;
    let comments = lines[..at].iter().filter(|line| !is_title(**line)).filter_map(|line| comment(*line));
    let diagram = Diagram { title, comments: comments.collect(), ..Diagram::default() };
    let mut reading = Reading { lines: &lines[at + 1..], at: 0, diagram };
    reading.line(first);
    while let Some(line) = reading.next() {
        reading.line(line);
    }
    Some(reading.diagram)
}

/// The title between `---` lines, and the line after them.
fn frontmatter(lines: &[Piece<'_>]) -> (Option<Words>, usize) {
    let start = lines.iter().position(|line| !line.text.is_empty()).unwrap_or_default();
    let is_fence = |line: &Piece<'_>| line.text == "---";
    if !lines.get(start).is_some_and(is_fence) {
        return (None, start);
    }
    let Some(length) = lines[start + 1..].iter().position(is_fence) else { return (None, start) };
    let end = start + 1 + length;
    let title = lines[start + 1..end].iter().find_map(|line| line.after("title:"));
    (title.map(unquoted).map(Piece::words), end + 1)
}

fn is_title(line: Piece<'_>) -> bool {
    line.after("title:").is_some()
}

/// What a line that draws nothing says.
fn comment(line: Piece<'_>) -> Option<Words> {
    let bare = line.text.trim_start_matches(['%', '#']);
    let words =
        if bare.starts_with('{') { line } else { line.part(line.text.len() - bare.len(), line.text.len()) };
    Some(words.words()).filter(|words| !words.text.trim_matches('-').is_empty())
}

fn unquoted(piece: Piece<'_>) -> Piece<'_> {
    let piece = piece.trim();
    let quoted = ['"', '\'']
        .iter()
        .any(|mark| piece.text.len() > 1 && piece.text.starts_with(*mark) && piece.text.ends_with(*mark));
    if quoted { piece.part(1, piece.text.len() - 1) } else { piece }
}

/// The first line that is neither empty nor a comment nor a `%%{init: …}%%`.
fn past_comments(lines: &[Piece<'_>], mut at: usize) -> usize {
    let mut open = false;
    while let Some(line) = lines.get(at) {
        open |= line.text.starts_with("%%{");
        if !open && !is_comment(*line) {
            break;
        }
        open &= !line.text.contains("}%%");
        at += 1;
    }
    at
}

/// A line that says nothing. `#1 choice: 5: Me` is meant as a task, `# Pays: 5: Me` is one taken out.
fn is_comment(line: Piece<'_>) -> bool {
    let hash = line.text.starts_with('#') && line.find_all('#').first() == Some(&0);
    let task = || !line.text.starts_with("# ") && task::is_scored(line);
    line.text.is_empty() || line.text.starts_with("%%") || (hash && !task())
}

/// Whether a part of a line is a statement of its own.
fn is_whole(part: Piece<'_>) -> bool {
    let part = part.trim();
    task::is_scored(part) || part.after_keyword("section").is_some() || part.after_keyword("title").is_some()
}

struct Reading<'l, 't> {
    lines: &'l [Piece<'t>],
    at: usize,
    diagram: Diagram,
}

impl<'t> Reading<'_, 't> {
    fn next(&mut self) -> Option<Piece<'t>> {
        let line = self.lines.get(self.at).copied();
        self.at += 1;
        line
    }

    fn line(&mut self, line: Piece<'t>) {
        if is_comment(line) {
            return self.diagram.comments.extend(comment(line));
        }
        let described = line.after("accDescr").and_then(|rest| rest.trim().after("{"));
        match described {
            Some(open) => self.description(open),
            None => self.statements(line),
        }
    }

    /// `accDescr { … }` over as many lines as it takes.
    fn description(&mut self, first: Piece<'t>) {
        let mut line = Some(first);
        while let Some(here) = line {
            let close = here.text.find('}');
            let part = here.part(0, close.unwrap_or(here.text.len())).trim();
            if !part.text.is_empty() {
                self.diagram.said.push(part.words());
            }
            line = if close.is_some() { None } else { self.next() };
        }
    }

    /// A line; a `;` in it parts two statements where there is one on either side, and is text elsewhere.
    fn statements(&mut self, line: Piece<'t>) {
        let line = self.without_comment(line);
        let marks = line.find_all(';');
        if let Some(first) = marks.first() {
            self.lose(Loss::Semicolon, line.part(*first, first + 1));
        }
        let mut from = 0;
        let mut whole = false;
        for part in line.split(marks.iter().map(|at| (*at, at + 1))) {
            let at = part.start - line.start;
            let next = is_whole(part);
            if whole && next {
                self.statement(line.part(from, at - 1).trim());
                from = at;
            }
            whole |= next;
        }
        self.statement(line.part(from, line.text.len()).trim());
    }

    /// A `#` between spaces begins a comment, as it does in Mermaid; any other is meant as text.
    fn without_comment(&mut self, line: Piece<'t>) -> Piece<'t> {
        for at in line.find_all('#') {
            let alone = line.text[..at].ends_with(' ')
                && (line.text[at + 1..].is_empty() || line.text[at + 1..].starts_with(' '));
            if alone {
                self.diagram.comments.extend(comment(line.part(at, line.text.len())));
                return line.part(0, at).trim();
            }
            self.lose(Loss::Hash, line.part(at, at + 1));
        }
        line
    }

    fn statement(&mut self, line: Piece<'t>) {
        if let Some(said) = line.after("accTitle:").or_else(|| line.after("accDescr:")) {
            self.diagram.said.push(said.words());
        } else if let Some(title) = line.after_keyword("title") {
            let task = !self.diagram.sections.is_empty() && task::is_scored(title);
            if task { self.misnamed(line) } else { self.title(title) }
        } else if let Some(name) = line.after_keyword("section") {
            if task::is_scored(name) { self.misnamed(line) } else { self.section(name) }
        } else if line.after_keyword("journey").is_some() {
            self.misnamed(line);
        } else if !line.text.is_empty() {
            self.task(line);
        }
    }

    /// The last title counts, as it does in Mermaid; the ones before it are kept.
    fn title(&mut self, title: Piece<'t>) {
        if !title.text.is_empty() {
            let before = self.diagram.title.replace(title.words());
            self.diagram.said.extend(before);
        }
    }

    fn section(&mut self, name: Piece<'t>) {
        if !name.find_all(':').is_empty() {
            self.lose(Loss::ColonInSection, name);
        }
        self.diagram.sections.push(Section { name: Some(name.words()), tasks: Vec::new() });
    }

    fn misnamed(&mut self, line: Piece<'t>) {
        self.lose(Loss::Keyword, line);
        self.task(line);
    }

    fn task(&mut self, line: Piece<'t>) {
        let mut task = task::read(line);
        self.diagram.losses.append(&mut task.losses);
        if self.diagram.sections.is_empty() {
            self.diagram.sections.push(Section { name: None, tasks: Vec::new() });
        }
        if let Some(section) = self.diagram.sections.last_mut() {
            section.tasks.push(task);
        }
    }

    fn lose(&mut self, loss: Loss, place: Piece<'t>) {
        self.diagram.losses.push((loss, place.span()));
    }
}
