//! Words in an order that looks like chance and is the same on every machine.

/// What the texts are made of.
const WORDS: &[&str] = &[
    "journey",
    "stage",
    "touchpoint",
    "channel",
    "persona",
    "emotion",
    "friction",
    "moment",
    "signup",
    "support",
    "invoice",
    "delivery",
    "return",
    "search",
    "compare",
    "advice",
    "decide",
    "purchase",
    "confirm",
    "wait",
    "receive",
    "unpack",
    "install",
    "activate",
    "renew",
    "upgrade",
    "cancel",
    "share",
    "complain",
    "resolve",
    "chat",
    "email",
    "store",
    "branch",
    "agent",
    "advisor",
    "mobile",
    "app",
    "web",
    "kiosk",
    "the",
    "a",
    "of",
    "in",
    "to",
    "and",
    "with",
    "for",
    "from",
    "by",
    "over",
    "under",
    "after",
    "before",
    "while",
    "when",
    "where",
    "slow",
    "fast",
    "clear",
    "confusing",
    "simple",
    "trusted",
    "delayed",
    "missing",
    "helpful",
    "friendly",
    "manual",
    "digital",
    "paper",
];

/// Numbers that look like chance: xorshift.
pub struct Chance(u64);

impl Chance {
    /// The numbers of one text.
    pub fn of(text: usize) -> Self {
        Self((text as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    /// One word.
    pub fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    /// Plain words, as in a cell.
    pub fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// A sentence, with a little markup in it.
    pub fn sentence(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.marked()).collect();
        let text = words.join(" ");
        text[..1].to_uppercase() + &text[1..] + "."
    }

    fn marked(&mut self) -> String {
        let word = self.word();
        match self.below(100) {
            0..3 => format!("**{word}**"),
            3..5 => format!("*{word}*"),
            5 => format!("`{word}`"),
            _ => word.to_owned(),
        }
    }
}
