//! What there is to say about the words at a place.

use journeybook_model::{Document, Span, StandardLane};

use super::cursor::{self, Writing};
use super::{Analysis, card, touches};
use crate::attribute;
use crate::codes;
use crate::parse::keys;
use crate::resolve::Target;

/// A few lines of Markdown about some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words.
    pub span: Span,
    /// What there is to say.
    pub markdown: String,
}

impl Analysis {
    /// What there is to say at a byte of a file: about the words there, and about what is wrong with them.
    pub fn hover(&self, path: &str, offset: u32) -> Option<Hover> {
        let about = self.about(path, offset);
        let wrong = self.explained(path, offset);
        match (about, wrong) {
            (Some(about), Some(wrong)) => {
                Some(Hover { markdown: format!("{}\n\n---\n\n{}", about.markdown, wrong.markdown), ..about })
            }
            (about, wrong) => about.or(wrong),
        }
    }

    fn about(&self, path: &str, offset: u32) -> Option<Hover> {
        let (node, document) = self.document_at(path, offset)?;
        self.reference_card(path, offset)
            .or_else(|| self.stage_card(node, document, offset))
            .or_else(|| self.words_card(document, offset))
    }

    fn reference_card(&self, path: &str, offset: u32) -> Option<Hover> {
        let reference = self.reference_at(path, offset)?;
        match self.target(&reference)? {
            Target::Node(node, _) => Some(Hover { span: reference.span, markdown: self.card(*node) }),
            _ => None,
        }
    }

    /// A stage's heading, where the map's framework knows the stage.
    fn stage_card(&self, node: usize, document: &Document, offset: u32) -> Option<Hover> {
        let stages = &document.journey()?.stages;
        let at = stages.iter().position(|stage| touches(stage.span, offset))?;
        let model = self.site.model(&document.fields.text("framework")?)?;
        let place = self.site.nodes[node].places.get(at).copied().flatten()?;
        Some(Hover { span: stages[at].span, markdown: card::stage(&model.stages[place]) })
    }

    /// A key, a label or an attribute.
    fn words_card(&self, document: &Document, offset: u32) -> Option<Hover> {
        let cursor = cursor::at(&document.source.read().text, offset as usize);
        let words = document.source.read().slice(cursor.span);
        let markdown = match cursor.what {
            Writing::Key => {
                let key = keys::find(document.kind, words)?;
                format!("**{}** — {}", key.name, key.says)
            }
            Writing::Label => self.lane_card(self.lane(document, offset)?),
            Writing::Attribute => {
                let known = attribute::find(words)?;
                format!("**{}** — {}", known.name, known.says)
            }
            _ => return None,
        };
        Some(Hover { span: cursor.span, markdown })
    }

    /// The lane of the label in the line of a byte.
    fn lane(&self, document: &Document, offset: u32) -> Option<StandardLane> {
        let source = document.source.read();
        let line = source.slice(source.line_span(source.line(offset)));
        let label = line.trim_start().trim_start_matches(['-', '*', '+', ' ']).split([':', '：']).next()?;
        self.lexicon.lane(label.trim_matches(['*', '_', ' ']))
    }

    /// The page of what is wrong here, up to its example.
    fn explained(&self, path: &str, offset: u32) -> Option<Hover> {
        let here = |span: &Span| touches(*span, offset);
        let mut notes = self.diagnostics.iter().filter(|note| &*note.place.file == path);
        let (note, span) = notes.find_map(|note| Some((note, note.place.span.filter(here)?)))?;
        let page = codes::explain(note.code.0)?;
        Some(Hover { span, markdown: format!("**{}** {}\n\n{}", page.code, page.slug, why(page.text)) })
    }
}

/// A page without its frontmatter, up to its first example.
fn why(page: &str) -> String {
    let body =
        page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(page, |(_, body)| body);
    let lines = body.trim().lines().take_while(|line| !line.starts_with("```") && !line.starts_with("    "));
    let told: Vec<_> = lines.filter(|line| !line.starts_with("<!--")).collect();
    told.join("\n").trim_end_matches(|letter: char| letter == ':' || letter.is_whitespace()).to_owned()
}
