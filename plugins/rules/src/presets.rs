//! Which rules hold for which map, and how much they matter there.

use journeybook_plugin::{Attributed, Journey, Settings};

use crate::catalogue::{ALL, Judge, Level, Rule};

/// The schema of the settings.
pub const SCHEMA: &str = r#"{"type":"object","additionalProperties":false,"properties":{"preset":{"enum":["by-status","sketch","assumption","published","future-state"],"description":"Which rules hold. `by-status`, the default, leaves it to each map: no `status`, no rules; `draft` is a sketch, `review` an assumption, `live` published; and no finding is an error."},"only":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^JM0[0-6][0-9]$"},"description":"These rules and no others, whatever the preset."},"review-months":{"type":"integer","minimum":1,"description":"After how many months a map wants to be reviewed that says no `review-by`. 12 unless set."}}}"#;

/// A set of rules that fits one kind of map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// What keeps a map from being one.
    Sketch,
    /// All but the demand for research: that it lacks has to be said instead.
    Assumption,
    /// Everything.
    Published,
    /// What nobody has lived through has no evidence and no lows.
    FutureState,
}

/// What the site chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    preset: Option<Preset>,
    only: Vec<String>,
    /// After how many months a map wants to be reviewed.
    pub review_months: u32,
}

/// The level of each rule of [`ALL`] for one map; none where it does not hold.
pub type Levels = Vec<Option<Level>>;

/// Rules that a sketch is spared although they are errors.
const RESEARCH: std::ops::RangeInclusive<u8> = 37..=45;

/// Rules that a map of the future is spared.
const LIVED: [u8; 7] = [26, 27, 28, 37, 38, 42, 45];

impl Default for Choice {
    fn default() -> Self {
        Self { preset: None, only: Vec::new(), review_months: 12 }
    }
}

impl Choice {
    /// Reads the settings. The error is one sentence.
    pub fn from_settings(settings: &Settings) -> Result<Self, String> {
        let preset = match settings.text("preset") {
            None | Some("by-status") => None,
            Some(word) => Some(Preset::named(word).ok_or_else(|| {
                format!(
                    "`preset` is one of by-status, sketch, assumption, published, future-state, not `{word}`"
                )
            })?),
        };
        let only: Vec<String> =
            settings.texts("only").unwrap_or_default().into_iter().map(String::from).collect();
        if let Some(unknown) = only.iter().find(|id| ALL.iter().all(|rule| rule.id != **id)) {
            return Err(format!("`only` names `{unknown}`, which is no rule"));
        }
        let review_months = settings.number("review-months").map_or(12, |months| months as u32);
        Ok(Self { preset, only, review_months })
    }

    /// The levels for one map.
    pub fn levels(&self, journey: &Journey) -> Levels {
        let future = journey.attribute("basis").is_some_and(|basis| ["planned", "ideal"].contains(&basis));
        let spared = |rule: &Rule| future && LIVED.contains(&rule.number());
        let given = self.preset.or_else(|| Preset::of_status(journey.attribute("status")));
        ALL.iter()
            .map(|rule| match (self.only.is_empty(), given) {
                (false, _) => self.only.iter().any(|id| id == rule.id).then_some(rule.level),
                (true, Some(preset)) if preset.has(rule) && !spared(rule) => Some(self.capped(rule.level)),
                _ => None,
            })
            .collect()
    }

    /// The level that a rule has where no map is asked about. What the host says of the whole site is a hint, unless the site
    /// chose a preset.
    pub fn level(&self, rule: &Rule) -> &'static str {
        let chosen = match self.only.is_empty() {
            true => self.preset.is_none_or(|preset| preset.has(rule)),
            false => self.only.iter().any(|id| id == rule.id),
        };
        match rule.judge {
            _ if !chosen => "off",
            Judge::Site(_) if self.preset.is_none() && self.only.is_empty() => Level::Hint.word(),
            _ => self.capped(rule.level).word(),
        }
    }

    /// A site that chose nothing does not fail for a judgement.
    fn capped(&self, level: Level) -> Level {
        match (self.preset, level) {
            (None, Level::Error) if self.only.is_empty() => Level::Warning,
            _ => level,
        }
    }
}

impl Preset {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "sketch" => Preset::Sketch,
            "assumption" => Preset::Assumption,
            "published" => Preset::Published,
            "future-state" => Preset::FutureState,
            _ => return None,
        })
    }

    /// What a map asks for by saying how far it is.
    fn of_status(status: Option<&str>) -> Option<Self> {
        match status? {
            "draft" => Some(Preset::Sketch),
            "review" => Some(Preset::Assumption),
            "live" => Some(Preset::Published),
            _ => None,
        }
    }

    fn has(self, rule: &Rule) -> bool {
        match self {
            Preset::Sketch => rule.level == Level::Error && !RESEARCH.contains(&rule.number()),
            Preset::Assumption => rule.number() != 37,
            Preset::Published => true,
            Preset::FutureState => !LIVED.contains(&rule.number()),
        }
    }
}
