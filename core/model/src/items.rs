//! The items of a text that is one list: cut out of its HTML when somebody asks, kept beside it where that cannot be.

use std::borrow::Cow;
use std::ops::Range;

use crate::{Hole, Passage, Rich};

/// Where the items of a section are.
#[derive(Clone, Debug, Default)]
pub enum Items {
    /// Nowhere: its text is not one list.
    #[default]
    None,
    /// In its HTML, which has no list items but those of the list.
    Within,
    /// Here.
    Apart(Box<[Rich]>),
}

impl Items {
    /// The items of a text.
    pub fn of<'r>(&'r self, body: &Rich) -> Cow<'r, [Rich]> {
        match self {
            Self::None => Cow::Borrowed(&[]),
            Self::Within => Cow::Owned(cut(body)),
            Self::Apart(items) => Cow::Borrowed(items),
        }
    }
}

fn cut(list: &Rich) -> Vec<Rich> {
    insides(list.html()).map(|inside| item(list, inside)).collect()
}

/// What a list item's element holds, as a text of its own: it does not begin with the line break that parts it from the element.
fn item(list: &Rich, mut inside: Range<usize>) -> Rich {
    inside.start += usize::from(list.html()[inside.clone()].starts_with('\n'));
    let held = list.holes().iter().filter(|hole| inside.contains(&(hole.at as usize)));
    let holes = held.map(|hole| Hole { at: hole.at - inside.start as u32, link: hole.link }).collect();
    let html = list.html()[inside].to_owned();
    Passage { html, holes, ..Passage::default() }.end_told()
}

/// Where the insides of the outermost list items lie.
fn insides(html: &str) -> impl Iterator<Item = Range<usize>> {
    let mut open = Vec::new();
    let marks = memchr::memmem::find_iter(html.as_bytes(), "li>");
    marks.filter_map(move |at| match &html[..at] {
        before if before.ends_with("</") => {
            let from: Option<usize> = open.pop();
            from.filter(|_| open.is_empty()).map(|from| from..at - 2)
        }
        before => {
            before.ends_with('<').then(|| open.push(at + 3));
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_items_are_texts_of_their_own() {
        let html = "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>\n<p><a href=\"\">c</a> &lt;li></p>\n</li>\n</ul>\n";
        let at = html.find("\">").map_or(0, |at| at as u32);
        let holes = vec![Hole { at, link: 7 }];
        let list = Passage { html: html.to_owned(), holes, ..Passage::default() }.end_told();
        let items = Items::Within.of(&list).into_owned();
        let shown: Vec<_> =
            items.iter().map(|item| item.fill(|link, to| to.push_str(&link.to_string()))).collect();
        assert_eq!(shown, ["a<ul>\n<li>b</li>\n</ul>\n", "<p><a href=\"7\">c</a> &lt;li></p>\n"]);
        assert_eq!(items[1].text(), "c <li>");
    }
}
