//! Whether HTML tells the words of what it was made from, so that they need be neither kept nor compared.

use pulldown_cmark::{Event, Tag};

/// Whether HTML has the words of an event as they were said, and no others: `model::words` reads them from it.
#[inline]
pub fn is_told(event: &Event<'_>) -> bool {
    match event {
        Event::Text(part) | Event::Code(part) => memchr::memchr(b'\n', part.as_bytes()).is_none(),
        Event::SoftBreak => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::List(_)
                | Tag::Item
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Link { .. }
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
        ),
        Event::End(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use journeybook_model::{Items, Passage, Rich, Source};

    use crate::lexicon::Lexicon;
    use crate::parse::blocks::{Block, BlockKind, Markdown};
    use crate::parse::events::plain;
    use crate::parse::inline::Renderer;

    /// What Markdown is made of, and what HTML and its words could differ by.
    const PIECES: [&str; 26] = [
        "a",
        " b ",
        "\n",
        "\n\n",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "**",
        "*",
        "`c \"d\"`",
        "`",
        "[e](f \"g>\")",
        "[h](<i j>)",
        "[[k]]",
        "![l](m)",
        "&amp;",
        "&nbsp;",
        "&#10;",
        "&lt;p&gt;",
        "<br>",
        "<p>",
        "  \n",
        "\\",
        "| n | o |\n|---|---|\n| p |  |\n",
        "# ",
    ];

    /// Whether the HTML of a text is known to tell its words. Then it must.
    fn tells(text: &str) -> bool {
        let source = Source::new("content/a.md", text);
        let (lexicon, markdown) = (Lexicon::default(), Markdown::read(&source, 0));
        let mut renderer = Renderer::new(&markdown, &lexicon);
        let (blocks, _) = markdown.blocks();
        let (mut told, mut said) = (true, Passage::default());
        for block in &blocks {
            let events = markdown.events[block.events.clone()].iter().map(|(event, _)| event);
            told &= events.clone().all(super::is_told);
            let from = said.text.len();
            said.text.push_str(&plain(events));
            said.trim(from);
        }
        let rich = renderer.joined(blocks.iter());
        assert_eq!(rich.text(), said.text, "{text:?}");
        if let [list @ Block { kind: BlockKind::List(items), .. }] = &*blocks
            && renderer.is_told(list)
        {
            let inside = items.iter().map(|item| item.events.start + 1..item.events.end - 1);
            let apart: Vec<_> = inside.map(|inside| renderer.rich(inside)).map(|item| shown(&item)).collect();
            let within: Vec<_> = Items::Within.of(&rich).iter().map(shown).collect();
            assert_eq!(within, apart, "{text:?}");
        }
        told
    }

    /// The words of a text, its HTML and where in it links are.
    fn shown(rich: &Rich) -> (String, String) {
        (rich.text().into_owned(), rich.fill(|_, html| html.push('#')))
    }

    #[test]
    fn words_that_are_told_are_those_that_were_said() {
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = texts.iter().flat_map(|text| PIECES.map(|piece| format!("{text}{piece}")));
            texts = longer.collect();
        }
        let told = texts.iter().filter(|text| tells(&format!("{text}q"))).count();
        assert!(told * 3 > texts.len(), "{told} of {}", texts.len());
    }
}
