//! The events of a stretch as they are shown: cut at its ends, internal addresses left open, diagrams drawn.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::inline::{Renderer, clip, is_internal, runs, say};
use super::told::is_told;
use super::{ignores, mermaid};

/// Gives events to whoever writes HTML, one by one, and keeps their words.
pub struct Shown<'r, 'm, 's> {
    renderer: &'r mut Renderer<'m, 's>,
    events: Range<usize>,
    bytes: Range<usize>,
    /// The byte at which a comment ends that is not published.
    hidden: usize,
    /// For each open link, whether it leads to something inside the site.
    links: Vec<bool>,
    /// The words so far.
    pub text: String,
    /// Whether the HTML of every event so far is known to tell its words.
    pub is_told: bool,
}

impl<'r, 'm, 's> Shown<'r, 'm, 's> {
    /// The events of a range as far as they lie in a stretch of bytes; their words go behind `text`.
    pub fn new(
        renderer: &'r mut Renderer<'m, 's>,
        events: Range<usize>,
        bytes: Range<usize>,
        text: String,
    ) -> Self {
        Self { renderer, events, bytes, hidden: 0, links: Vec::new(), text, is_told: true }
    }

    /// The next event that lies in the stretch. Comments that ignore rules are left out: why they do is for those who edit
    /// the file.
    #[inline]
    fn pull(&mut self) -> Option<(Event<'s>, Range<usize>)> {
        let markdown = self.renderer.markdown;
        for at in self.events.by_ref() {
            let (event, range) = &markdown.events[at];
            if matches!(event, Event::Start(Tag::HtmlBlock))
                && ignores::is_ignore(&markdown.source.text[range.clone()])
            {
                self.hidden = range.end;
            }
            let cut = if range.start < self.hidden { None } else { clip(event, range, &self.bytes) };
            if let Some(event) = cut {
                say(&mut self.text, &event);
                self.is_told &= is_told(&event);
                return Some((event, range.clone()));
            }
        }
        None
    }

    /// The diagram that begins at an event, drawn; the events go on behind it.
    fn drawn(&mut self, begin: &Event<'s>, range: &Range<usize>) -> Option<Event<'s>> {
        let (rest, length) = (self.events.clone(), self.text.len());
        let mut block = vec![(begin.clone(), range.clone())];
        while !matches!(block.last(), Some((Event::End(TagEnd::CodeBlock), _))) {
            let Some(next) = self.pull() else { break };
            block.push(next);
        }
        let whole = matches!(block.last(), Some((Event::End(TagEnd::CodeBlock), _)));
        let map = if whole { self.renderer.small_map(&block) } else { None };
        if map.is_none() {
            self.events = rest;
            self.text.truncate(length);
        }
        map.map(|map| Event::Html(map.into()))
    }

    /// The words of a picture, which its HTML has in an attribute.
    fn alternative(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) =
            self.pull().filter(|(event, _)| !matches!(event, Event::End(TagEnd::Image)))
        {
            say(&mut text, &event);
        }
        text
    }

    fn link(&mut self, tag: Tag<'s>, range: Range<usize>) -> Event<'s> {
        let Tag::Link { link_type, dest_url, title, id } = tag else { return Event::Start(tag) };
        let dest_url = if runs(&dest_url) { "#".into() } else { dest_url };
        let inside = self.renderer.is_inside(link_type, &dest_url);
        self.links.push(inside);
        match inside {
            true => self.renderer.open_link(link_type, &dest_url, range),
            false => Event::Start(Tag::Link { link_type, dest_url, title, id }),
        }
    }
}

impl<'s> Iterator for Shown<'_, '_, 's> {
    type Item = Event<'s>;

    fn next(&mut self) -> Option<Event<'s>> {
        let (event, range) = self.pull()?;
        Some(match event {
            event if mermaid::is_begun(&event) => self.drawn(&event, &range).unwrap_or(event),
            Event::Start(tag @ Tag::Link { .. }) => self.link(tag, range),
            Event::End(TagEnd::Link) => match self.links.pop() {
                Some(true) => Event::InlineHtml("</a>".into()),
                _ => event,
            },
            Event::Start(Tag::Image { link_type, ref dest_url, .. }) if is_internal(link_type, dest_url) => {
                let alt = self.alternative();
                self.renderer.open_image(dest_url, &alt, range)
            }
            other => other,
        })
    }
}
