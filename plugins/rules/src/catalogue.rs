//! The sixty rules as a table: what each is called, how much it matters, why, and who holds maps against it.

use journeybook_plugin::{Attributed, Rule as Definition};

use crate::presets::Choice;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The map cannot be trusted.
    Error,
    /// It should be changed.
    Warning,
    /// It is worth a thought.
    Hint,
}

/// Who holds maps against a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// This plugin, map by map.
    Plugin,
    /// The host, which sees all maps and is asked by this word, beside what this plugin says map by map.
    Site(&'static str),
    /// The host as well, in every site: it says it under a code of its own.
    Code(&'static str),
    /// The host where it reads data; this plugin never sees an answer.
    Data,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `JM001`.
    pub id: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// How much its findings matter, unless the site says otherwise.
    pub level: Level,
    /// Why.
    pub why: &'static str,
    /// Who said so.
    pub source: &'static str,
    /// Who judges.
    pub judge: Judge,
}

impl Level {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }
}

impl Rule {
    /// Its place in the table, from 1.
    pub fn number(&self) -> u8 {
        self.id[2..].parse().unwrap_or_default()
    }

    /// The contract's record of it, for a site that chose so.
    pub fn definition(&self, choice: &Choice) -> Definition {
        let rule = Definition::new(self.id, self.name)
            .level(choice.level(self))
            .rationale(self.why)
            .source(self.source);
        match self.judge {
            Judge::Site(word) => rule.with("host", word),
            Judge::Plugin | Judge::Code(_) | Judge::Data => rule,
        }
    }
}

const fn rule(
    id: &'static str,
    name: &'static str,
    level: Level,
    judge: Judge,
    why: &'static str,
    source: &'static str,
) -> Rule {
    Rule { id, name, level, why, source, judge }
}

use Judge::{Code, Data, Plugin, Site};
use Level::{Error, Hint, Warning};

/// All rules, by their numbers.
#[rustfmt::skip]
pub const ALL: [Rule; 60] = [
    rule("JM001", "no-persona", Error, Plugin,
        "A map without a point of view is a flow chart.",
        "Nielsen Norman Group, Journey Mapping 101; Smaply, Ten mistakes in journey mapping"),
    rule("JM002", "many-personas", Warning, Plugin,
        "A map shows one point of view; two people feel different things at one step.",
        "Nielsen Norman Group, Journey Mapping 101; Smaply, Ten mistakes in journey mapping"),
    rule("JM003", "persona-unresolved", Error, Plugin,
        "A persona of whom nothing is known explains no step of the map.",
        "Nielsen Norman Group, Journey Mapping 101"),
    rule("JM004", "no-scenario-goal", Error, Plugin,
        "Without the situation and what people want in it, nothing on the map can go well or badly.",
        "Nielsen Norman Group, Journey Mapping 101; 18F Methods, Journey mapping"),
    rule("JM005", "no-expectations", Hint, Plugin,
        "A feeling is judged against what was expected.",
        "Nielsen Norman Group, Journey Mapping 101"),
    rule("JM006", "no-objective", Warning, Plugin,
        "A map that no decision waits for is filed and forgotten.",
        "UXPressia, on the mistakes of journey maps; Built In, Nineteen do's and don'ts of journey maps"),
    rule("JM007", "basis-undeclared", Warning, Plugin,
        "What is and what is to be must not be taken for each other.",
        "Smaply, Six aspects to evaluate a journey map by"),
    rule("JM008", "scope-undeclared", Hint, Plugin,
        "How far a map reaches decides how fine its steps should be.",
        "Smaply, Six aspects to evaluate a journey map by"),
    rule("JM009", "stage-count", Warning, Plugin,
        "Of two stages there is nothing to compare, and nobody reads thirteen.",
        "Nielsen Norman Group, Journey Mapping 101; Smaply, Ten mistakes in journey mapping"),
    rule("JM010", "empty-stage", Error, Plugin,
        "A stage without a step is a heading.",
        "Out of Dark, Seven things to avoid"),
    rule("JM011", "unknown-stage", Warning, Code("JB204"),
        "A stage that the framework does not have stands in no column of a comparison.",
        "Journeybook"),
    rule("JM012", "framework-undeclared", Error, Plugin,
        "Some stage names mean different things in different frameworks.",
        "Journeybook, from a comparison of eleven frameworks"),
    rule("JM013", "company-view-stage", Warning, Plugin,
        "A stage named after our process says where we are, not where the customer is.",
        "Smaply, Ten mistakes in journey mapping"),
    rule("JM014", "company-view-step", Warning, Plugin,
        "A step is what the customer does.",
        "Smaply, Ten mistakes in journey mapping; Nielsen Norman Group, Journey Mapping 101"),
    rule("JM015", "framework-unrenamed", Hint, Plugin,
        "A framework's names with nothing of your own in them are a form nobody filled in.",
        "Conifer Research, Common mistakes in journey mapping"),
    rule("JM016", "no-pre-purchase", Warning, Plugin,
        "A journey begins before anybody hears of us.",
        "Smaply, Ten mistakes in journey mapping; Built In, Nineteen do's and don'ts of journey maps"),
    rule("JM017", "no-post-purchase", Warning, Plugin,
        "What comes after the purchase is half of the experience.",
        "Smaply, Ten mistakes in journey mapping; Conifer Research, Common mistakes in journey mapping"),
    rule("JM018", "product-only", Hint, Plugin,
        "People live around a product, not in it.",
        "Conifer Research, Common mistakes in journey mapping"),
    rule("JM019", "stage-without-touchpoint", Warning, Plugin,
        "A stage in which nobody meets us cannot be changed by us.",
        "Journeybook, from the definition of a journey by its touchpoints"),
    rule("JM020", "touchpoint-without-channel", Hint, Plugin,
        "Without its channel a touchpoint counts for no channel.",
        "Smaply, Journey mapping cheat sheet"),
    rule("JM021", "duplicate-touchpoint", Warning, Site("two-spellings"),
        "One touchpoint under two names has half of its facts in each place.",
        "Out of Dark, Seven things to avoid"),
    rule("JM022", "orphan-touchpoint", Hint, Site("unused-touchpoint"),
        "A touchpoint on no map is stale, or a map is missing.",
        "Out of Dark, Seven things to avoid"),
    rule("JM023", "no-actions-or-thoughts", Warning, Plugin,
        "What people do and what they think are the body of a map.",
        "Nielsen Norman Group, Journey Mapping 101"),
    rule("JM024", "feeling-off-scale", Error, Code("JB101"),
        "A number off the scale spoils every score.",
        "Journeybook"),
    rule("JM025", "feeling-missing", Warning, Plugin,
        "A curve with holes in it is drawn by imagination.",
        "Smaply, Ten mistakes in journey mapping"),
    rule("JM026", "flat-curve", Warning, Plugin,
        "Where everything feels alike, nobody asked.",
        "Smaply, Ten mistakes in journey mapping"),
    rule("JM027", "no-low-or-high", Warning, Plugin,
        "The highs and the lows are what a map is made for.",
        "Nielsen Norman Group, Journey Mapping 101; 18F Methods, Journey mapping"),
    rule("JM028", "happy-path-only", Warning, Plugin,
        "A journey without a single pain is an advertisement.",
        "designboyo, on happy-path journey maps"),
    rule("JM029", "feeling-without-why", Warning, Plugin,
        "An extreme without a reason is only a number.",
        "18F Methods, Journey mapping"),
    rule("JM030", "low-without-opportunity", Error, Plugin,
        "An insight that leads to nothing was not worth finding.",
        "Nielsen Norman Group, Journey Mapping 101"),
    rule("JM031", "no-moment-of-truth", Hint, Plugin,
        "Somewhere on the way it is decided whether people come back.",
        "Carlzon, Moments of Truth"),
    rule("JM032", "all-moments-of-truth", Hint, Plugin,
        "Where every step is decisive, none is.",
        "Journeybook"),
    rule("JM033", "opportunity-without-owner", Warning, Plugin,
        "What belongs to nobody is done by nobody.",
        "Nielsen Norman Group, Journey Mapping 101; Smaply, on the governance of journey maps"),
    rule("JM034", "opportunity-without-metric", Warning, Plugin,
        "Without a measure nobody can tell whether it worked.",
        "Nielsen Norman Group, Journey Mapping 101"),
    rule("JM035", "opportunity-unlinked", Warning, Site("unused-opportunity"),
        "An opportunity that no map asks for is a solution in search of a problem.",
        "Smaply, on opportunities (2025)"),
    rule("JM036", "solution-as-need", Hint, Plugin,
        "People need to get somewhere; an app is one way.",
        "Ulwick, Jobs to be Done"),
    rule("JM037", "no-evidence", Error, Plugin,
        "Mapping without research is the first mistake in every list of mistakes.",
        "Smaply, Ten mistakes in journey mapping; MyCustomer, Seven mistakes in journey mapping; UXPressia, on the mistakes of journey maps"),
    rule("JM038", "assumption-unlabelled", Warning, Plugin,
        "What is guessed is read as fact unless it says so.",
        "Smaply, Six aspects to evaluate a journey map by; Tavares, on the confidence of a map"),
    rule("JM039", "single-kind-of-source", Hint, Plugin,
        "Numbers tell how many, talks tell why; each hides what the other shows.",
        "Built In, Nineteen do's and don'ts of journey maps"),
    rule("JM040", "thin-evidence", Hint, Plugin,
        "Of four people or twenty answers little can be said of everybody.",
        "Journeybook"),
    rule("JM041", "evidence-broken", Error, Code("JB202"),
        "A source that cannot be opened cannot be checked.",
        "Journeybook"),
    rule("JM042", "evidence-stale", Warning, Plugin,
        "Maps decay with what they were drawn from.",
        "Fitgap, on keeping maps current; Smaply, on the governance of journey maps"),
    rule("JM043", "map-stale", Warning, Plugin,
        "A map that nobody goes through any more is trusted longer than it is true.",
        "Smaply, on the governance of journey maps; Smaply, Ten mistakes in journey mapping"),
    rule("JM044", "no-owner", Error, Plugin,
        "A map without an owner is the first to go stale.",
        "Smaply, on the governance of journey maps; Smaply, Ten mistakes in journey mapping"),
    rule("JM045", "not-validated", Warning, Plugin,
        "Customers have to recognise their own journey.",
        "Smaply, Ten mistakes in journey mapping"),
    rule("JM046", "blueprint-mixed", Hint, Plugin,
        "A map that is mostly backstage is a service blueprint, and should say so.",
        "Smaply, Ten mistakes in journey mapping"),
    rule("JM047", "inconsistent-lanes", Hint, Plugin,
        "Steps that say different things of themselves cannot be compared.",
        "Out of Dark, Seven things to avoid"),
    rule("JM048", "too-long", Hint, Plugin,
        "What cannot be taken in at a glance is not read.",
        "Smaply, Ten mistakes in journey mapping"),
    rule("JM049", "scale-undeclared", Error, Data,
        "Without scale and missing codes a 99 for “no answer” becomes a score.",
        "Journeybook, from public survey files"),
    rule("JM050", "value-outside-scale", Error, Data,
        "Values that cannot be answers move every mean.",
        "Journeybook, from public survey files"),
    rule("JM051", "mixed-metrics", Error, Plugin,
        "The two versions of a measure point in opposite directions.",
        "Dixon, Freeman and Toman on CES; later versions of it"),
    rule("JM052", "nps-averaged", Warning, Data,
        "The mean of promoter scores is not the promoter score of all.",
        "Reichheld, The One Number You Need to Grow"),
    rule("JM053", "metric-without-date", Warning, Plugin,
        "A number without a day or a count can neither age nor be weighed.",
        "Journeybook"),
    rule("JM054", "funnel-increase", Warning, Plugin,
        "More people behind a gate than before it: another unit, or another period.",
        "Journeybook"),
    rule("JM055", "loop-undeclared", Hint, Plugin,
        "In a cycle the last stage leads somewhere.",
        "Court and others, The consumer decision journey"),
    rule("JM056", "delivery-phase-as-stage", Warning, Plugin,
        "Discovery, alpha, beta and live are phases of a team, not of a customer.",
        "GOV.UK Service Manual, Agile delivery phases"),
    rule("JM057", "personal-data", Error, Plugin,
        "A map is read by everybody; the person quoted did not agree to that.",
        "GDPR, article 5"),
    rule("JM058", "words-missing", Warning, Plugin,
        "What is only a picture is lost to whoever cannot see it.",
        "W3C, Web Content Accessibility Guidelines 1.1.1"),
    rule("JM059", "end-missing", Hint, Plugin,
        "The end is what is remembered; is the end really the end?",
        "Smaply, Journey mapping cheat sheet; Kahneman on peak and end"),
    rule("JM060", "beginning-suspect", Hint, Plugin,
        "A journey begins with what sets people going, and not with our home page.",
        "Smaply, Journey mapping cheat sheet"),
];
