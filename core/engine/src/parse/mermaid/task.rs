//! One task of a diagram: `Pays by card: 3: Me, Cashier`.

use std::collections::HashSet;

use journeybook_model::Span;

use super::loss::Loss;
use super::piece::{Piece, Words};

/// A task.
#[derive(Debug)]
pub struct Task {
    /// What is done.
    pub name: Words,
    /// How it feels, as typed.
    pub score: Option<Words>,
    /// Who does it.
    pub actors: Vec<Words>,
    /// What Mermaid would lose of it.
    pub losses: Vec<(Loss, Span)>,
}

/// Whether a line has a number between its colons or after the last one.
pub fn is_scored(line: Piece<'_>) -> bool {
    parts(line).iter().skip(1).any(|part| is_number(part.text))
}

/// Reads a task.
pub fn read(line: Piece<'_>) -> Task {
    let parts = parts(line);
    let Some(at) = score(&parts) else { return without_score(line, &parts) };
    let end = parts[at].start - line.start;
    let name = line.part(0, end).text.trim_end_matches([':', '：', ' ', '\t']).len();
    let name = line.part(0, if name == 0 { line.text.len() } else { name }).trim();
    let mut task =
        Task { name: name.words(), score: Some(parts[at].words()), actors: Vec::new(), losses: Vec::new() };
    task.lose(Loss::WideColon, line, line.text.contains('：'));
    task.lose(Loss::ColonInName, name, !name.find_all(':').is_empty());
    task.lose(Loss::ScoreInWords, parts[at].trim(), !is_number(parts[at].text));
    let mut known = HashSet::new();
    for (number, part) in parts[at + 1..].iter().enumerate() {
        task.lose(Loss::ColonInActors, part.trim(), number > 0);
        task.add_actors(*part, &mut known);
    }
    task
}

/// `A task`, `A:`, or words with a colon and no score after it: the words are the name.
fn without_score(line: Piece<'_>, parts: &[Piece<'_>]) -> Task {
    let name = match parts {
        [name, rest @ ..]
            if rest.iter().all(|part| part.trim().text.is_empty()) && !name.trim().text.is_empty() =>
        {
            *name
        }
        _ => line,
    };
    let losses = vec![(Loss::NoScore, line.span())];
    Task { name: name.words(), score: None, actors: Vec::new(), losses }
}

impl Task {
    fn lose(&mut self, loss: Loss, place: Piece<'_>, lost: bool) {
        self.losses.extend(lost.then(|| (loss, place.span())));
    }

    fn add_actors(&mut self, part: Piece<'_>, known: &mut HashSet<String>) {
        self.lose(Loss::NoActor, part, part.trim().text.is_empty());
        for actor in part.split(part.text.match_indices(',').map(|(at, _)| (at, at + 1))) {
            let actor = actor.trim();
            let twice = !actor.text.is_empty() && !known.insert(actor.words().text.to_lowercase());
            self.lose(Loss::ActorTwice, actor, twice);
            if !twice && !actor.text.is_empty() {
                self.actors.push(actor.words());
            }
        }
    }
}

/// The first number after a colon; without any, the words between two colons.
fn score(parts: &[Piece<'_>]) -> Option<usize> {
    let number = parts.iter().skip(1).position(|part| is_number(part.text)).map(|at| at + 1);
    let words = || (parts.len() > 2).then(|| parts.len() - 2).filter(|at| !parts[*at].trim().text.is_empty());
    number.or_else(words)
}

/// A line split at its colons, but for those of a time of day.
fn parts(line: Piece<'_>) -> Vec<Piece<'_>> {
    let narrow = line.find_all(':').into_iter().filter(|at| !is_clock(line.text, *at)).map(|at| (at, at + 1));
    let wide = line.text.match_indices('：').map(|(at, colon)| (at, at + colon.len()));
    let mut colons: Vec<_> = narrow.chain(wide).collect();
    colons.sort_unstable();
    line.split(colons)
}

/// `8:00`: a digit before the colon, two after it and no third.
fn is_clock(text: &str, colon: usize) -> bool {
    let digits = text[colon + 1..].bytes().take_while(u8::is_ascii_digit).count();
    text[..colon].ends_with(|letter: char| letter.is_ascii_digit()) && digits == 2
}

/// Whether a text is a number and nothing else.
pub fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.ends_with(|letter: char| letter.is_ascii_digit()) && text.parse::<f64>().is_ok_and(f64::is_finite)
}
