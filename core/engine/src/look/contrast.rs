//! Whether text can be read on its ground, in light and in dark, as the theme and the site's own colours make it.

use std::collections::BTreeMap;
use std::sync::Arc;

use csscolorparser::Color;
use journeybook_model::{Diagnostic, Digest, Place, Severity, Source};

use super::cascade::{Scheme, Sheet};
use super::colour::{ratio, with_lightness};
use super::manifest::{FILE, Manifest};
use super::paint::Paint;
use super::tokens::{Sort, TOKENS, Token};
use crate::settings::{Places, Settings};
use crate::{File, Layer, codes};

/// What WCAG 2.2 AA asks of text of ordinary size.
const ENOUGH: f32 = 4.5;

/// The steps of lightness in which a better colour is looked for.
const STEPS: u16 = 100;

/// The colours of a portal: the theme's style sheets, and what the site says over them.
struct Look {
    theme: Vec<Sheet>,
    tokens: Sheet,
    own: Option<(Sheet, Arc<Source>)>,
    settings: Option<Arc<Source>>,
    pairs: Vec<Pair>,
}

/// A text and its ground, as CSS.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    words: String,
    text: String,
    ground: String,
}

/// A pair that cannot be read, and how badly.
#[derive(Clone, Debug)]
struct Fault<'p> {
    pair: &'p Pair,
    scheme: Scheme,
    ratio: f32,
}

/// What is wrong with the colours of a portal. `own` is the site's style sheet.
pub fn contrast(settings: &Settings, layers: &[Layer], own: Option<&File>) -> Vec<Diagnostic> {
    Look::of(settings, layers, own).faults()
}

/// The pairs that are not measured: a variable of theirs is not there, or is no colour that is understood.
pub fn unmeasured(settings: &Settings, layers: &[Layer]) -> Vec<String> {
    let look = Look::of(settings, layers, None);
    let paints = [Scheme::Light, Scheme::Dark].map(|scheme| look.paint(scheme, None));
    let is_known = |css: &str| paints.iter().all(|paint| paint.colour(css).is_some());
    let unknown = look.pairs.iter().filter(|pair| !is_known(&pair.text) || !is_known(&pair.ground));
    unknown.map(|pair| pair.words.clone()).collect()
}

fn is_sheet(file: &File) -> bool {
    file.path.starts_with("assets/") && file.path.ends_with(".css")
}

/// Identifies everything that the colours depend on.
pub fn digest(settings: &Settings, layers: &[Layer], own: Option<&File>) -> Digest {
    let files = layers.iter().flat_map(|layer| &layer.files);
    let files = files.filter(|file| is_sheet(file) || &*file.path == FILE).chain(own);
    let files = files.map(|file| file.digest);
    let source = settings.source.as_ref().map(|source| Digest::of(source.text.as_bytes()));
    let all: Vec<Digest> = files.chain(source).collect();
    Digest::of_parts(all.iter().map(|digest| digest.as_bytes()))
}

/// The site's style sheet as a text to point into.
pub fn source(own: &File) -> Source {
    Source::new(&*own.path, String::from_utf8_lossy(&own.bytes()).into_owned())
}

impl Look {
    fn of(settings: &Settings, layers: &[Layer], own: Option<&File>) -> Look {
        let mut sheets: BTreeMap<&str, &File> = BTreeMap::new();
        let mut pairs = Vec::new();
        for file in layers.iter().flat_map(|layer| &layer.files) {
            if is_sheet(file) {
                sheets.insert(&*file.path, file);
            } else if &*file.path == FILE {
                pairs.extend(Manifest::read("", file, &mut Vec::new()).pairs);
            }
        }
        let text = |file: &File| String::from_utf8_lossy(&file.bytes()).into_owned();
        Look {
            theme: sheets.values().map(|file| Sheet::read(&text(file))).collect(),
            tokens: Sheet::read(&settings.tokens.sheet().unwrap_or_default()),
            own: own.map(|file| (Sheet::read(&text(file)), Arc::new(source(file)))),
            settings: settings.source.clone(),
            pairs: pairs.iter().filter_map(|pair| Pair::read(pair)).collect(),
        }
    }

    /// The variables as they come out in a scheme, with one of them set to something else.
    fn paint<'p>(&'p self, scheme: Scheme, instead: Option<(&'p str, &'p str)>) -> Paint<'p> {
        let mut paint = Paint::default();
        let own = self.own.as_ref().map(|(sheet, _)| sheet);
        let sheets: Vec<&Sheet> = self.theme.iter().chain([&self.tokens]).chain(own).collect();
        let all = sheets.iter().flat_map(|sheet| sheet.of(scheme));
        let free = sheets.iter().flat_map(|sheet| sheet.of(scheme)).filter(|one| !one.is_layered);
        for one in all.chain(free) {
            paint.set(&one.name, &one.value);
        }
        if let Some((name, value)) = instead {
            paint.set(name, value);
        }
        paint
    }

    fn unread(&self, instead: Option<(&str, &str)>) -> Vec<Fault<'_>> {
        let mut faults = Vec::new();
        for scheme in [Scheme::Light, Scheme::Dark] {
            let paint = self.paint(scheme, instead);
            for pair in &self.pairs {
                let colours = paint.colour(&pair.text).zip(paint.colour(&pair.ground));
                let ratio = colours.map_or(ENOUGH, |(text, ground)| ratio(&text, &ground));
                if ratio < ENOUGH {
                    faults.push(Fault { pair, scheme, ratio });
                }
            }
        }
        faults
    }

    /// One finding for each colour that somebody set and cannot stay, and one for the rest.
    fn faults(&self) -> Vec<Diagnostic> {
        let mut left = self.unread(None);
        left.sort_by(|one, two| one.ratio.total_cmp(&two.ratio));
        let mut said = Vec::new();
        for (token, place) in self.set() {
            let Some(better) = self.better(token, &left) else { continue };
            let (gone, stay) = left.into_iter().partition(|fault| !better.leaves.contains(&fault.name()));
            left = stay;
            said.push(self.say(&gone, place, Some((token, &better.hex))));
        }
        if !left.is_empty() {
            let place =
                self.set().into_iter().next().map(|(_, place)| place).unwrap_or_else(|| self.nowhere());
            said.push(self.say(&left, place, None));
        }
        said
    }

    /// The colours that the site sets, with where.
    fn set(&self) -> Vec<(&'static Token, Place)> {
        let colours = TOKENS.iter().filter(|token| token.sort == Sort::Colour);
        colours.filter_map(|token| Some((token, self.place(token)?))).collect()
    }

    fn place(&self, token: &Token) -> Option<Place> {
        if let Some((sheet, source)) = &self.own
            && let Some(found) = sheet.last(token.variable)
        {
            return Some(Place { file: source.path.clone(), span: Some(found.span) });
        }
        self.tokens.last(token.variable)?;
        let source = self.settings.as_ref()?;
        let span = Places::of(&source.text).value(&["theme", "tokens", token.name]);
        Some(Place { file: source.path.clone(), span: Some(span) })
    }

    fn nowhere(&self) -> Place {
        let file = self.own.as_ref().map(|(_, source)| source.path.clone());
        Place { file: file.unwrap_or_else(|| "themes".into()), span: None }
    }

    /// The nearest lightness of a colour with which fewer pairs fail and no other does.
    fn better(&self, token: &Token, faults: &[Fault<'_>]) -> Option<Better> {
        let now = self.paint(Scheme::Light, None).colour(token.variable_value().as_str())?;
        let [lightness, ..] = now.to_oklcha();
        let mut best: Option<Better> = None;
        for step in 1..=STEPS {
            for direction in [-1.0, 1.0] {
                let tried = lightness + direction * f32::from(step) / f32::from(STEPS);
                if !(0.0..=1.0).contains(&tried) {
                    continue;
                }
                let hex = hex(&with_lightness(&now, tried));
                let leaves: Vec<String> =
                    self.unread(Some((token.variable, &hex))).iter().map(Fault::name).collect();
                let is_new = |name: &String| faults.iter().all(|fault| fault.name() != *name);
                let fewest = best.as_ref().map_or(faults.len(), |best| best.leaves.len());
                if leaves.len() < fewest && !leaves.iter().any(is_new) {
                    best = Some(Better { hex, leaves });
                }
            }
        }
        best
    }

    fn say(&self, faults: &[Fault<'_>], place: Place, better: Option<(&Token, &String)>) -> Diagnostic {
        let more = match faults.len() - 1 {
            0 => String::new(),
            1 => format!(", and so is {}", faults[1].short()),
            more => format!(", and so are {} and {} more", faults[1].short(), more - 1)
                .replace(" and 1 more", " and one more"),
        };
        let message = format!("{} is hard to read{more}", faults[0].long());
        let note = match place.span {
            Some(span) => Diagnostic::at(codes::CONTRAST, Severity::Warning, &place.file, span, message),
            None => Diagnostic::file(codes::CONTRAST, Severity::Warning, &place.file, message),
        };
        match better {
            Some((token, hex)) if *place.file == *crate::SETTINGS_FILE => {
                note.help(format!("write `{} = \"{hex}\"`: with it they reach {ENOUGH} to 1", token.name))
            }
            Some((token, hex)) => {
                note.help(format!("write `{}: {hex}`: with it they reach {ENOUGH} to 1", token.variable))
            }
            None => note
                .help(format!("make the text darker or its ground lighter, until they reach {ENOUGH} to 1")),
        }
    }
}

/// A better colour, and what it leaves unread.
struct Better {
    hex: String,
    leaves: Vec<String>,
}

fn hex(colour: &Color) -> String {
    colour.to_css_hex().to_string()
}

impl Pair {
    /// `ink on paper`: the names of variables, or anything that is CSS.
    fn read(words: &str) -> Option<Pair> {
        let (text, ground) = words.split_once(" on ")?;
        let css = |part: &str| match part.contains(['(', '#']) {
            true => part.to_owned(),
            false => format!("var(--{part})"),
        };
        Some(Pair { words: words.to_owned(), text: css(text.trim()), ground: css(ground.trim()) })
    }
}

impl Fault<'_> {
    fn name(&self) -> String {
        format!("{:?} {}", self.scheme, self.pair.words)
    }

    fn short(&self) -> String {
        let dark = if self.scheme == Scheme::Dark { " in the dark" } else { "" };
        format!("`{}`{dark} ({:.1})", self.pair.words, self.floor())
    }

    fn long(&self) -> String {
        let dark = if self.scheme == Scheme::Dark { " in the dark" } else { "" };
        format!("`{}`{dark} has a contrast of {:.1} to 1, which", self.pair.words, self.floor())
    }

    /// Cut, not rounded: 4.46 is not enough and must not be told as 4.5.
    fn floor(&self) -> f32 {
        (self.ratio * 10.0).floor() / 10.0
    }
}
