//! Headings of stages and steps: `Phase II - Ask (Day 1, 2 hours) {#ask}` without its numbering and its duration.

use std::ops::Range;

use journeybook_model::{Attributes, Diagnostic, Span};

use super::attributes::trailing;
use super::blocks::{Block, Markdown};
use super::events::extent;
use crate::lexicon::Lexicon;

/// A heading taken apart.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// The words as typed, without what closed them in braces.
    pub text: String,
    /// The title without numbering and duration.
    pub title: String,
    /// How it is numbered.
    pub numbering: Numbering,
    /// What the brackets at its end say about time.
    pub duration: Option<String>,
    /// What closed it in braces.
    pub attributes: Attributes,
    /// Its line.
    pub span: Span,
}

/// How a heading is numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all, or by a bare number.
    #[default]
    None,
    /// As a stage.
    Stage,
    /// As a step.
    Step,
}

/// Takes a heading apart; without words, its number and its time stay in its title.
pub fn read(
    markdown: &Markdown<'_>,
    block: &Block,
    lexicon: Option<&Lexicon>,
    notes: &mut Vec<Diagnostic>,
) -> Heading {
    let events = markdown.inside(&block.events);
    let heading = match lexicon {
        Some(lexicon) => of_events(markdown, &events, lexicon, notes),
        None => words(markdown, &events, notes),
    };
    Heading { span: trimmed(markdown, block.span), ..heading }
}

/// Takes the words of a heading, or of a table's head, apart.
pub fn of_events(
    markdown: &Markdown<'_>,
    events: &Range<usize>,
    lexicon: &Lexicon,
    notes: &mut Vec<Diagnostic>,
) -> Heading {
    let Heading { text, attributes, span, .. } = words(markdown, events, notes);
    Heading { attributes, span, ..of_text(&text, lexicon) }
}

/// The words of a heading as typed, and the braces that close it.
pub fn words(markdown: &Markdown<'_>, events: &Range<usize>, notes: &mut Vec<Diagnostic>) -> Heading {
    let (text, attributes) = typed(markdown, events, notes);
    let span = extent(markdown, events);
    Heading { title: text.clone(), text, attributes, span, ..Heading::default() }
}

/// The words alone, and the braces.
pub fn typed(
    markdown: &Markdown<'_>,
    events: &Range<usize>,
    notes: &mut Vec<Diagnostic>,
) -> (String, Attributes) {
    let braces = trailing(markdown, events, notes);
    let visible = events.start..events.start + before(markdown, events, braces.text_end);
    let mut text = markdown.text(visible);
    if braces.text_end != usize::MAX {
        text.truncate(text.rfind('{').unwrap_or(text.len()));
    }
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
    (text, braces.attributes)
}

/// Takes words without markup apart.
pub fn of_text(text: &str, lexicon: &Lexicon) -> Heading {
    let (numbering, title) = numbered(text, lexicon);
    let (title, duration) = timed(title, lexicon);
    Heading { text: text.to_owned(), title: title.to_owned(), numbering, duration, ..Heading::default() }
}

/// How many of the events begin before a byte.
fn before(markdown: &Markdown<'_>, events: &Range<usize>, byte: usize) -> usize {
    markdown.events[events.clone()].iter().take_while(|(_, range)| range.start < byte).count()
}

fn trimmed(markdown: &Markdown<'_>, span: Span) -> Span {
    Span::new(span.start as usize, span.start as usize + markdown.source.slice(span).trim_end().len())
}

/// Takes `Stage 2:`, `Phase II -`, `Step 4a`, `3.` off.
pub fn numbered<'t>(text: &'t str, lexicon: &Lexicon) -> (Numbering, &'t str) {
    if let Some((is_stage, title)) = lexicon.numbered(text) {
        return (if is_stage { Numbering::Stage } else { Numbering::Step }, title);
    }
    let bare = without_number(text).unwrap_or(text);
    let Some((word, rest)) = bare.split_once(' ') else { return (Numbering::None, bare) };
    let numbering = match word {
        word if lexicon.numbers_stages(word) => Numbering::Stage,
        word if lexicon.numbers_steps(word) => Numbering::Step,
        _ => return (Numbering::None, bare),
    };
    match ordinal(rest.trim_start()) {
        Some("") => (numbering, text),
        Some(title) => (numbering, title),
        None => (Numbering::None, bare),
    }
}

/// `3. Title`, `3) Title`, `2.1 Title`.
fn without_number(text: &str) -> Option<&str> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ')')?;
    let (number, rest) = text.split_at(digits);
    let marked = number.starts_with(|letter: char| letter.is_ascii_digit()) && number.contains(['.', ')']);
    (marked && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// What follows a number such as `2:`, `II -`, `4a.`, `3` at the end.
fn ordinal(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let number = number.trim_end_matches('.');
    let digits = number.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let arabic = !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let roman = !number.is_empty() && number.chars().all(|letter| "IVX".contains(letter));
    (arabic || roman).then(|| rest.trim_start_matches([' ', ':', '-', '–', '—', '.', ')', '|']))
}

/// Takes a closing `(Day 1, 2 hours)` off.
fn timed<'t>(text: &'t str, lexicon: &Lexicon) -> (&'t str, Option<String>) {
    let brackets = text.strip_suffix([')', '）']).and_then(|open| {
        let at = open.rfind(['(', '（'])?;
        Some((&open[..at], open[at..].trim_start_matches(['(', '（'])))
    });
    match brackets {
        Some((title, inside)) if !title.trim().is_empty() && lexicon.is_duration(inside) => {
            (title.trim_end(), Some(inside.trim().to_owned()))
        }
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_taken_off_however_it_is_written() {
        let lexicon = Lexicon::new(&[], &[]);
        let read = |text| numbered(text, &lexicon);
        assert_eq!(read("Stage 1: Initial Access"), (Numbering::Stage, "Initial Access"));
        assert_eq!(read("Phase II - Ask"), (Numbering::Stage, "Ask"));
        assert_eq!(read("Step 4a Pays"), (Numbering::Step, "Pays"));
        assert_eq!(read("3. Summary"), (Numbering::None, "Summary"));
        assert_eq!(read("2.1 Summary"), (Numbering::None, "Summary"));
        assert_eq!(read("Stage 3"), (Numbering::Stage, "Stage 3"));
        assert_eq!(read("Stage fright"), (Numbering::None, "Stage fright"));
        assert_eq!(read("2026 review"), (Numbering::None, "2026 review"));
    }

    #[test]
    fn only_time_in_brackets_is_a_duration() {
        let lexicon = Lexicon::new(&[], &[]);
        assert_eq!(timed("Setup (Day 1-2, 4 hours)", &lexicon), ("Setup", Some("Day 1-2, 4 hours".into())));
        assert_eq!(timed("Setup (optional)", &lexicon), ("Setup (optional)", None));
    }
}
