//! The twelve design tokens: what a company sets to make a portal its own.

use journeybook_model::Digest;

use super::SHEET;
use super::colour;
use crate::render::theme::asset_address;

/// A design token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its name in the settings.
    pub name: &'static str,
    /// Its name in style sheets.
    pub variable: &'static str,
    /// What it may hold.
    pub sort: Sort,
    /// What it is, in a sentence.
    pub says: &'static str,
}

/// What a token may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A colour that nothing shines through.
    Colour,
    /// Names of fonts, the first that is there counts.
    Fonts,
    /// A length.
    Length,
}

const fn colour(name: &'static str, variable: &'static str, says: &'static str) -> Token {
    Token { name, variable, sort: Sort::Colour, says }
}

/// All of them.
pub const TOKENS: [Token; 12] = [
    colour("brand", "--c-brand", "Links, focus, what is current."),
    colour("deep", "--c-deep", "The dark band."),
    colour("on-deep", "--c-on-deep", "Text on the dark band."),
    colour("ink", "--c-ink", "Text."),
    colour("paper", "--c-paper", "The page."),
    colour("high", "--c-high", "Good feeling."),
    colour("low", "--c-low", "Bad feeling and pain."),
    colour("moment", "--c-moment", "Moments of truth."),
    colour("opportunity", "--c-opportunity", "Opportunities."),
    Token {
        name: "font-sans",
        variable: "--font-sans",
        sort: Sort::Fonts,
        says: "The font of the organisation.",
    },
    Token {
        name: "font-voice",
        variable: "--font-voice",
        sort: Sort::Fonts,
        says: "The font of what people say.",
    },
    Token { name: "radius", variable: "--radius", sort: Sort::Length, says: "How round corners are." },
];

impl Token {
    /// What a style sheet writes where it wants the token.
    pub fn variable_value(&self) -> String {
        format!("var({})", self.variable)
    }

    /// The token that the settings call so.
    pub fn named(name: &str) -> Option<&'static Token> {
        TOKENS.iter().find(|token| token.name == name)
    }

    /// The token that style sheets call so.
    pub fn of_variable(variable: &str) -> Option<&'static Token> {
        TOKENS.iter().find(|token| token.variable == variable)
    }

    /// The value as it goes into a style sheet; none where it is none.
    pub fn value(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        match self.sort {
            Sort::Colour => colour::opaque(typed).map(|_| in_css(typed)),
            Sort::Fonts => is_fonts(typed).then(|| typed.to_owned()),
            Sort::Length => is_length(typed).then(|| typed.to_owned()),
        }
    }

    /// A value to show to somebody whose value is none.
    pub fn example(&self) -> &'static str {
        match self.sort {
            Sort::Colour => "#0b6b3a",
            Sort::Fonts => "'Source Sans 3', system-ui, sans-serif",
            Sort::Length => "6px",
        }
    }
}

/// Hexadecimal digits without their sign are a colour to people, and not to browsers.
fn in_css(typed: &str) -> String {
    let bare = [3, 4, 6, 8].contains(&typed.len()) && typed.chars().all(|digit| digit.is_ascii_hexdigit());
    if bare { format!("#{typed}") } else { typed.to_owned() }
}

/// Names and their quotes, and nothing that would end the declaration.
fn is_fonts(typed: &str) -> bool {
    let closed = ['"', '\''].iter().all(|quote| typed.matches(*quote).count() % 2 == 0);
    let is_plain = |letter: char| {
        letter.is_alphanumeric() || [' ', '-', '_', ',', '"', '\'', '.', '+'].contains(&letter)
    };
    !typed.is_empty() && closed && typed.chars().all(is_plain)
}

fn is_length(typed: &str) -> bool {
    let number = ["px", "rem", "em"].iter().find_map(|unit| typed.strip_suffix(unit));
    typed == "0"
        || number.is_some_and(|number| number.parse::<f32>().is_ok_and(|n| n.is_finite() && n >= 0.0))
}

/// The tokens that a site sets, in the order of all tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens(Vec<(&'static Token, String)>);

impl Tokens {
    /// Sets a token to a value that is one.
    pub fn set(&mut self, token: &'static Token, value: String) {
        self.0.push((token, value));
        self.0.sort_by_key(|(token, _)| TOKENS.iter().position(|known| known == *token));
    }

    /// The style sheet that says so; none where the site sets nothing.
    pub fn sheet(&self) -> Option<String> {
        let lines = self.0.iter().map(|(token, value)| format!("{}:{value};", token.variable));
        (!self.0.is_empty()).then(|| format!(":root{{{}}}\n", lines.collect::<String>()))
    }

    /// The address of that style sheet; a `plain` one stays the same whatever it says.
    pub fn address(&self, plain: bool) -> Option<String> {
        self.sheet().map(|sheet| asset_address(SHEET, Digest::of(sheet.as_bytes()), plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str, typed: &str) -> Option<String> {
        Token::named(name).unwrap().value(typed)
    }

    #[test]
    fn colours_are_whatever_css_calls_a_colour() {
        for colour in
            ["#0b6b3a", "rebeccapurple", "rgb(11 107 58)", "oklch(47% 0.12 155)", "hsl(150 80% 24%)"]
        {
            assert_eq!(value("brand", colour).as_deref(), Some(colour));
        }
        assert_eq!(value("brand", " 0b6b3a ").as_deref(), Some("#0b6b3a"));
        for none in ["greenish", "#12", "#0b6b3a80", "red;}body{display:none", "var(--x)", ""] {
            assert_eq!(value("brand", none), None, "{none}");
        }
    }

    #[test]
    fn fonts_and_lengths_cannot_leave_their_declaration() {
        assert!(value("font-sans", "\"Source Sans 3\", system-ui").is_some());
        assert!(value("radius", "0").is_some() && value("radius", "0.5rem").is_some());
        for none in ["a;}*{x:y", "\"open", "url(x)", "", "</style>"] {
            assert_eq!(value("font-sans", none), None, "{none}");
        }
        for none in ["3", "-1px", "1px;x", "NaNpx", "px"] {
            assert_eq!(value("radius", none), None, "{none}");
        }
    }

    #[test]
    fn the_sheet_has_the_tokens_in_their_own_order() {
        let mut tokens = Tokens::default();
        assert_eq!(tokens.sheet(), None);
        tokens.set(Token::named("radius").unwrap(), "0".into());
        tokens.set(Token::named("brand").unwrap(), "red".into());
        assert_eq!(tokens.sheet().unwrap(), ":root{--c-brand:red;--radius:0;}\n");
        assert!(tokens.address(false).unwrap().starts_with("assets/tokens."));
    }
}
