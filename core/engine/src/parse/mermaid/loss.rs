//! What Mermaid would have lost of a diagram that is read here as it is meant.

use journeybook_model::{Diagnostic, Severity, Source, Span};

use crate::codes;

/// One thing that Mermaid reads otherwise, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// A colon inside a task's name.
    ColonInName,
    /// A colon in the name of a section.
    ColonInSection,
    /// A colon after the actors.
    ColonInActors,
    /// A colon of another script.
    WideColon,
    /// A `#` that begins no comment.
    Hash,
    /// A `;`.
    Semicolon,
    /// A task whose name begins with a word of the grammar.
    Keyword,
    /// A task without a score.
    NoScore,
    /// A score that is no number.
    ScoreInWords,
    /// A score off the scale of 1 to 5.
    OffScale,
    /// A colon with no actor after it.
    NoActor,
    /// An actor named twice.
    ActorTwice,
}

impl Loss {
    /// The hint that says it.
    pub fn note(self, source: &Source, span: Span) -> Diagnostic {
        let (message, help) = self.words();
        Diagnostic::at(codes::MERMAID_WOULD_LOSE, Severity::Hint, &source.path, span, message.to_owned())
            .help(help)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Loss::ColonInName => (
                "this name holds a colon, at which Mermaid cuts it; it is read whole",
                "write `#58;` for the colon to have Mermaid draw it too",
            ),
            Loss::ColonInSection => (
                "this section holds a colon, at which Mermaid stops with an error; it is read whole",
                "write `#58;` for the colon to have Mermaid draw it too",
            ),
            Loss::ColonInActors => (
                "what follows the actors' colon is lost in Mermaid; it is read as another actor",
                "put a comma between actors, as in `Pay: 3: Me, You`",
            ),
            Loss::WideColon => (
                "the full-width colon is no colon to Mermaid, which stops with an error; it is read as one",
                "write `:` after the name and after the score",
            ),
            Loss::Hash => (
                "what follows this `#` is a comment to Mermaid and lost; it is read as text",
                "write `#35;` for the `#` to have Mermaid draw it too",
            ),
            Loss::Semicolon => {
                ("at this `;` Mermaid stops with an error; it is read on", "write one task a line")
            }
            Loss::Keyword => (
                "this task begins with a word of Mermaid's own, which does not read it as a task; it is one here",
                "begin the name with another word",
            ),
            Loss::NoScore => (
                "this task has no score, so Mermaid stops with an error; it is a step without a feeling here",
                "write a score from 1 to 5 after a colon, as in `Pay: 3: Me`",
            ),
            Loss::ScoreInWords => (
                "this score is no number, so Mermaid draws no face; it is read as a feeling in words",
                "write a number from 1 to 5",
            ),
            Loss::OffScale => (
                "this score is off Mermaid's scale of 1 to 5; the scores are read on the scale that holds them all",
                "write numbers from 1 to 5",
            ),
            Loss::NoActor => (
                "Mermaid makes an actor without a name of this colon; there is none here",
                "take the colon out, or write who it is after it",
            ),
            Loss::ActorTwice => (
                "Mermaid counts this actor twice; it is one entry here",
                "write each actor once, with the same letters",
            ),
        }
    }
}
