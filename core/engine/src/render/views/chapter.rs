//! Chapters of plain pages, as the front page shows them and as a page of one sees it.

use std::sync::Arc;

use minijinja::{Value, context};

use super::{document, of_node, of_nodes};
use crate::render::chapters::{Chapter, OPEN};
use crate::render::shelves::ROWS;
use crate::render::view::{Cx, maybe};
use crate::resolve::NodeId;

/// All chapters.
pub fn all(cx: &Arc<Cx>) -> Value {
    cx.portal.chapters().all.iter().map(|chapter| shown(cx, chapter)).collect()
}

fn shown(cx: &Arc<Cx>, chapter: &Chapter) -> Value {
    context! {
        title => chapter.title.clone(),
        url => maybe(chapter.head.map(|head| cx.portal.site.nodes[head].url.clone())),
        summary => maybe(chapter.head.map(|head| document::summary(cx, head))),
        folded => chapter.pages.len() > OPEN,
        pages => pages(cx, chapter),
        total => chapter.pages.len(),
        all => maybe(chapter.list()),
    }
}

fn pages(cx: &Arc<Cx>, chapter: &Chapter) -> Value {
    of_nodes(cx, chapter.pages.iter().copied().take(ROWS))
}

/// Where a plain page stands among the others of its chapter.
pub fn around(cx: &Arc<Cx>, node: NodeId) -> Value {
    let Some(chapter) = cx.portal.chapters().of(node) else { return Value::from(()) };
    let at = chapter.pages.iter().position(|page| *page == node);
    let near =
        |at: Option<usize>| maybe(at.and_then(|at| chapter.pages.get(at)).map(|page| of_node(cx, *page)));
    let is_head = chapter.head == Some(node);
    context! {
        title => chapter.title.clone(),
        url => maybe(chapter.head.filter(|_| !is_head).map(|head| cx.portal.site.nodes[head].url.clone())),
        pages => maybe(is_head.then(|| pages(cx, chapter))),
        total => chapter.pages.len(),
        all => maybe(chapter.list()),
        previous => near(at.and_then(|at| at.checked_sub(1))),
        next => near(at.map(|at| at + 1)),
    }
}
