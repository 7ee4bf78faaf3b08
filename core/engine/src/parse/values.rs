//! The value of an entry: its text, what closes it in braces, and what it refers to.

use std::ops::Range;

use journeybook_model::{Entry, Kind, Lane, Link, LinkForm, Span, StandardLane};

use super::attributes::trailing;
use super::entries::{Found, Named, Reader};
use super::events::extent;
use super::inline::words;

impl Reader<'_, '_> {
    /// One value: text from a byte on, attributes, references.
    pub fn value(&mut self, inline: &Range<usize>, named: &Named, from: usize, found: &mut Found) {
        let braces = trailing(self.markdown, inline, &mut self.notes);
        let first = self.renderer.next_link();
        let text = self.renderer.clipped(inline.clone(), from..braces.text_end);
        let span = extent(self.markdown, inline);
        if text.is_empty() && braces.attributes.is_empty() && !named.lane.is(StandardLane::MomentOfTruth) {
            return;
        }
        self.implied(&named.lane, &text.text(), span, first);
        if let Some(team) = braces.attributes.find("team") {
            self.refer(&team.value, LinkForm::Words, Kind::Team, team.span);
        }
        if let Some(owner) = braces.attributes.find("owner") {
            self.refer(&owner.value, LinkForm::Owner, Kind::Team, owner.span);
        }
        let entry = named.entry(text, first..self.renderer.next_link(), span);
        found.entries.push(Entry { attributes: braces.attributes, ..entry });
    }

    /// One value without markup.
    pub fn words(&mut self, text: &str, span: Span, named: &Named, found: &mut Found) {
        let first = self.renderer.next_link();
        self.implied(&named.lane, text, span, first);
        let words = words(text, span).end();
        found.entries.push(named.entry(words, first..self.renderer.next_link(), span));
    }

    /// Words in a lane whose words name a thing refer to it, unless a link does so already.
    fn implied(&mut self, lane: &Lane, text: &str, span: Span, first: u32) {
        let Lane::Standard(lane) = lane else { return };
        let Some(kind) = named_kind(*lane) else { return };
        if self.renderer.next_link() == first && !text.is_empty() {
            self.refer(text, LinkForm::Words, kind, span);
        }
    }

    fn refer(&mut self, to: &str, form: LinkForm, kind: Kind, span: Span) {
        self.renderer.refer(Link { to: to.into(), form, kind: Some(kind), span });
    }
}

/// The kind of thing that the words of a lane name.
pub fn named_kind(lane: StandardLane) -> Option<Kind> {
    Some(match lane {
        StandardLane::Touchpoint => Kind::Touchpoint,
        StandardLane::Channel => Kind::Channel,
        StandardLane::Evidence => Kind::Evidence,
        StandardLane::Opportunity => Kind::Opportunity,
        StandardLane::Metric => Kind::Metric,
        _ => return None,
    })
}
