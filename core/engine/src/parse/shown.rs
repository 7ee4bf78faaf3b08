//! The events of a stretch as they are shown: cut at its ends, internal addresses left open, diagrams drawn.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::destination::{is_internal, runs};
use super::events::{clip, say};
use super::inline::Renderer;
use super::{ignores, mermaid};

/// Gives events to whoever writes HTML, one by one, and notes their words.
pub struct Shown<'r, 'm, 's> {
    renderer: &'r mut Renderer<'m, 's>,
    events: Range<usize>,
    bytes: Range<usize>,
    /// The byte at which a comment ends that is not published.
    hidden: usize,
    links: Links,
    /// Where the words go.
    text: &'r mut String,
}

/// An event as far as it lies in the stretch, and its bytes.
type Cut<'m, 's> = (Cow<'m, Event<'s>>, &'m Range<usize>);

impl<'r, 'm, 's> Shown<'r, 'm, 's> {
    /// The events of a range as far as they lie in a stretch of bytes; their words go behind `text`.
    pub fn new(
        renderer: &'r mut Renderer<'m, 's>,
        events: Range<usize>,
        bytes: Range<usize>,
        text: &'r mut String,
    ) -> Self {
        Self { renderer, events, bytes, hidden: 0, links: Links::default(), text }
    }

    /// The next event that lies in the stretch. Comments that ignore rules are left out: why they do is for those who edit
    /// the file.
    #[inline]
    fn pull(&mut self) -> Option<Cut<'m, 's>> {
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
                say(self.text, &event);
                return Some((event, range));
            }
        }
        None
    }

    /// What is shown in place of what begins; none where it is shown as it is.
    fn begun(&mut self, begin: &Event<'s>, range: &Range<usize>) -> Option<Event<'s>> {
        match begin {
            Event::Start(tag @ Tag::Link { .. }) => self.links.begun(self.renderer, tag, range),
            Event::Start(Tag::Image { link_type, dest_url, .. }) if is_internal(*link_type, dest_url) => {
                let alt = self.alternative();
                Some(self.renderer.open_image(dest_url, &alt, range.clone()))
            }
            begin if mermaid::is_begun(begin) => self.drawn(begin, range),
            _ => None,
        }
    }

    /// The diagram that begins at an event, drawn; the events go on behind it.
    fn drawn(&mut self, begin: &Event<'s>, range: &Range<usize>) -> Option<Event<'s>> {
        let (rest, length) = (self.events.clone(), self.text.len());
        let mut block = vec![(begin.clone(), range.clone())];
        while !matches!(block.last(), Some((Event::End(TagEnd::CodeBlock), _))) {
            let Some((next, range)) = self.pull() else { break };
            block.push((next.into_owned(), range.clone()));
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
            self.pull().filter(|(event, _)| !matches!(**event, Event::End(TagEnd::Image)))
        {
            say(&mut text, &event);
        }
        text
    }
}

impl<'s> Iterator for Shown<'_, '_, 's> {
    type Item = Event<'s>;

    fn next(&mut self) -> Option<Event<'s>> {
        let (event, range) = self.pull()?;
        let instead = match &*event {
            Event::Start(_) => self.begun(&event, range),
            Event::End(TagEnd::Link) => self.links.ended(),
            _ => None,
        };
        Some(instead.unwrap_or_else(|| event.into_owned()))
    }
}

/// Gives the events of blocks whose words their HTML tells: nothing in them is cut, hidden or drawn.
pub struct Told<'r, 'm, 's> {
    renderer: &'r mut Renderer<'m, 's>,
    events: std::slice::Iter<'m, (Event<'s>, Range<usize>)>,
    links: Links,
}

impl<'r, 'm, 's> Told<'r, 'm, 's> {
    /// The events of a range.
    pub fn new(renderer: &'r mut Renderer<'m, 's>, events: Range<usize>) -> Self {
        let events = renderer.markdown.events[events].iter();
        Self { renderer, events, links: Links::default() }
    }
}

impl<'s> Iterator for Told<'_, '_, 's> {
    type Item = Event<'s>;

    fn next(&mut self) -> Option<Event<'s>> {
        let (event, range) = self.events.next()?;
        let instead = match event {
            Event::Start(tag @ Tag::Link { .. }) => self.links.begun(self.renderer, tag, range),
            Event::End(TagEnd::Link) => self.links.ended(),
            _ => return Some(event.clone()),
        };
        Some(instead.unwrap_or_else(|| event.clone()))
    }
}

/// For each open link, whether it leads to something inside the site.
#[derive(Default)]
struct Links(Vec<bool>);

impl Links {
    /// What is shown in place of what opens a link; none where it is shown as it is.
    fn begun<'s>(
        &mut self,
        renderer: &mut Renderer<'_, 's>,
        tag: &Tag<'s>,
        range: &Range<usize>,
    ) -> Option<Event<'s>> {
        let Tag::Link { link_type, dest_url, title, id } = tag else { return None };
        let is_program = runs(dest_url);
        let to = if is_program { "#" } else { dest_url };
        let inside = renderer.is_inside(*link_type, to);
        self.0.push(inside);
        let nowhere = |title, id| Tag::Link { link_type: *link_type, dest_url: "#".into(), title, id };
        match inside {
            true => Some(renderer.open_link(*link_type, to, range.clone())),
            false => is_program.then(|| Event::Start(nowhere(title.clone(), id.clone()))),
        }
    }

    /// What closes a link.
    fn ended<'s>(&mut self) -> Option<Event<'s>> {
        self.0.pop().filter(|inside| *inside).map(|_| Event::InlineHtml("</a>".into()))
    }
}
