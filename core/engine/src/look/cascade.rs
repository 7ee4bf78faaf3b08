//! The variables that style sheets set on the root of a page, in light and in dark.

use cssparser::{Delimiter, ParseError, Parser, Token};
use journeybook_model::Span;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// As most readers see it.
    Light,
    /// As readers see it who asked for dark.
    Dark,
}

/// A variable on the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its name, with the dashes.
    pub name: String,
    /// What it is set to.
    pub value: String,
    /// Where.
    pub span: Span,
    /// Whether it stands in a cascade layer: any that does not wins over it.
    pub is_layered: bool,
    scheme: Option<Scheme>,
}

/// The variables of a style sheet, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet(Vec<Declaration>);

impl Sheet {
    /// Reads a style sheet. What is no style sheet has no variables.
    pub fn read(css: &str) -> Sheet {
        let mut sheet = Vec::new();
        rules(&mut Parser::new(css), Scope::default(), &mut sheet);
        Sheet(sheet)
    }

    /// Those that count in a scheme.
    pub fn of(&self, scheme: Scheme) -> impl Iterator<Item = &Declaration> {
        self.0.iter().filter(move |one| one.scheme.is_none_or(|only| only == scheme))
    }

    /// The last one of a name that is written at all.
    pub fn last(&self, name: &str) -> Option<&Declaration> {
        self.0.iter().rfind(|one| one.name == name)
    }
}

/// What holds inside a block.
#[derive(Clone, Copy, Default)]
struct Scope {
    scheme: Option<Scheme>,
    is_layered: bool,
}

/// What a block holds.
enum Inside {
    Rules(Scope),
    Root(Scope),
    Other,
}

fn rules(css: &mut Parser<'_>, scope: Scope, sheet: &mut Vec<Declaration>) {
    css.skip_whitespace();
    let mut start = css.position();
    while let Ok(token) = css.next() {
        match token {
            Token::CurlyBracketBlock => {
                let inside = scope.inside(css.slice_from(start).trim_end_matches('{').trim());
                block(css, |css| match inside {
                    Inside::Rules(scope) => rules(css, scope, sheet),
                    Inside::Root(scope) => declarations(css, scope, sheet),
                    Inside::Other => {}
                });
            }
            Token::Semicolon => {}
            _ => continue,
        }
        css.skip_whitespace();
        start = css.position();
    }
}

/// What follows a block's beginning; whatever is left of it is passed over.
fn block(css: &mut Parser<'_>, inside: impl FnOnce(&mut Parser<'_>)) {
    let _ = css.parse_nested_block(|css| {
        inside(css);
        Ok::<(), ParseError<()>>(())
    });
}

fn declarations(css: &mut Parser<'_>, scope: Scope, sheet: &mut Vec<Declaration>) {
    loop {
        css.skip_whitespace();
        let start = css.position();
        let name = match css.next() {
            Ok(Token::Ident(name)) => name.to_string(),
            Ok(_) => continue,
            Err(_) => return,
        };
        if css.expect_colon().is_err() {
            continue;
        }
        let from = css.position();
        let _ = css.parse_until_before(Delimiter::Semicolon, |css| {
            while css.next().is_ok() {}
            Ok::<(), ParseError<()>>(())
        });
        if name.starts_with("--") {
            let value = css.slice_from(from).trim().to_owned();
            let span = Span::new(start.byte_index(), css.position().byte_index());
            sheet.push(Declaration { name, value, span, scheme: scope.scheme, is_layered: scope.is_layered });
        }
    }
}

impl Scope {
    fn inside(self, prelude: &str) -> Inside {
        let flat: String = prelude.chars().filter(|letter| !letter.is_whitespace()).collect();
        match flat.strip_prefix('@') {
            Some(rule) if rule.starts_with("layer") => Inside::Rules(Self { is_layered: true, ..self }),
            Some(rule) if rule.starts_with("supports") || rule == "mediascreen" => Inside::Rules(self),
            Some("media(prefers-color-scheme:dark)") => Inside::Rules(self.only(Scheme::Dark)),
            Some("media(prefers-color-scheme:light)") => Inside::Rules(self.only(Scheme::Light)),
            Some(_) => Inside::Other,
            None => prelude
                .split(',')
                .find_map(|selector| self.root(selector.trim()))
                .map_or(Inside::Other, Inside::Root),
        }
    }

    fn only(self, scheme: Scheme) -> Self {
        Self { scheme: Some(scheme), ..self }
    }

    /// What a selector of the root is about; none for any other selector.
    fn root(self, selector: &str) -> Option<Self> {
        let rest =
            selector.strip_prefix(":root").or_else(|| selector.strip_prefix("html")).unwrap_or(selector);
        match rest.replace(['"', '\''], "").as_str() {
            "" => Some(self),
            ":not([data-theme=light])" if self.scheme == Some(Scheme::Dark) => Some(self),
            "[data-theme=dark]" | ":not([data-theme=light])" => Some(self.only(Scheme::Dark)),
            "[data-theme=light]" | ":not([data-theme=dark])" => Some(self.only(Scheme::Light)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = "/* :root{--no:1} */ @layer a, b; @layer a{\n:root{--x:1;color:red;--y : var(--x) }\n.k{--x:2}}\n\
        @media (prefers-color-scheme: dark){:root:not([data-theme=light]){--x:3}}\n\
        @supports (a:b){:root[data-theme=\"dark\"]{--x:4}} @media print{:root{--x:5}} html{--z:\"}\";--w:a}";

    fn of(scheme: Scheme) -> Vec<(String, String)> {
        Sheet::read(CSS).of(scheme).map(|one| (one.name.clone(), one.value.clone())).collect()
    }

    #[test]
    fn variables_are_those_of_the_root() {
        let pairs = |list: &[(&str, &str)]| -> Vec<_> {
            list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        assert_eq!(
            of(Scheme::Light),
            pairs(&[("--x", "1"), ("--y", "var(--x)"), ("--z", "\"}\""), ("--w", "a")])
        );
        assert_eq!(
            of(Scheme::Dark),
            pairs(&[
                ("--x", "1"),
                ("--y", "var(--x)"),
                ("--x", "3"),
                ("--x", "4"),
                ("--z", "\"}\""),
                ("--w", "a")
            ])
        );
    }

    #[test]
    fn a_declaration_knows_its_place() {
        let sheet = Sheet::read(CSS);
        let last = sheet.last("--w").unwrap();
        assert_eq!(&CSS[last.span.range()], "--w:a");
    }

    #[test]
    fn what_is_no_style_sheet_has_no_variables() {
        for text in ["", "}}}{{", ":root{--x", "@media", "<html>", "a{b:c"] {
            assert!(Sheet::read(text).of(Scheme::Light).all(|one| one.name == "--x"), "{text}");
        }
    }
}
