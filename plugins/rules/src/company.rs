//! Words that tell a journey from the company's side of the counter.

use crate::map::{Map, is_made_up};
use crate::report::Report;
use crate::words::{holds, plain, words};

/// Stages of a sales pipeline, a warehouse or a backlog.
const PROCESS: [&str; 16] = [
    "lead",
    "lead generation",
    "lead nurturing",
    "mql",
    "sql",
    "qualify",
    "qualification",
    "upsell",
    "upselling",
    "cross sell",
    "fulfilment",
    "fulfillment",
    "conversion",
    "sprint",
    "closing",
    "deal",
];

/// Phases of a team that builds.
const DELIVERY: [&str; 9] =
    ["discovery", "alpha", "private beta", "public beta", "beta", "live", "go live", "mvp", "rollout"];

/// Who acts where the customer does not.
const SUBJECTS: [&str; 16] = [
    "we",
    "our",
    "crm",
    "the crm",
    "the system",
    "system sends",
    "the team",
    "our team",
    "sales team",
    "the company",
    "customer service",
    "marketing",
    "the agent",
    "support agent",
    "back office",
    "staff",
];

/// What only a company does.
const VERBS: [&str; 12] = [
    "ship", "ships", "invoice", "invoices", "notify", "notifies", "assign", "assigns", "fulfil", "fulfils",
    "upsell", "upsells",
];

/// A need or a pain that names its own solution.
const SOLUTIONS: [&str; 20] = [
    "need an app",
    "needs an app",
    "need a chatbot",
    "needs a chatbot",
    "need a portal",
    "needs a portal",
    "need a dashboard",
    "needs a dashboard",
    "need a feature",
    "needs a feature",
    "need a tool",
    "needs a tool",
    "need a button",
    "needs a button",
    "add a",
    "add an",
    "build a",
    "build an",
    "implement a",
    "there should be an app",
];

/// JM013, JM014, JM036 and JM056.
pub fn check(map: &Map<'_>, report: &mut Report) {
    delivery(map, report);
    if map.is_of_customers() {
        stages(map, report);
        steps(map, report);
    }
    needs(map, report);
}

fn stages(map: &Map<'_>, report: &mut Report) {
    for stage in map.stages() {
        if PROCESS.contains(&plain(&stage.title).as_str()) {
            let message =
                format!("“{}” is a stage of our process, not of the customer's journey", stage.title);
            report.say("JM013", stage.node, &message, "name it after what the customer does or wants there");
        }
    }
}

fn steps(map: &Map<'_>, report: &mut Report) {
    let real =
        map.stages().iter().flat_map(|stage| stage.steps.iter().filter(move |step| !is_made_up(stage, step)));
    for step in real {
        let title = plain(&step.title);
        let first = words(&step.title).next().unwrap_or_default();
        let acts =
            SUBJECTS.iter().any(|subject| title == *subject || title.starts_with(&[subject, " "].concat()));
        if acts || VERBS.contains(&first.as_str()) {
            let message = format!("“{}” is what the company does, not the customer", step.title);
            let help =
                "tell what the customer does meanwhile, and put this under `backstage:` or `frontstage:`";
            report.say("JM014", step.node, &message, help);
        }
    }
}

fn delivery(map: &Map<'_>, report: &mut Report) {
    let is_phase = |title: &str| DELIVERY.contains(&plain(title).as_str());
    let phases: Vec<_> = map.stages().iter().filter(|stage| is_phase(&stage.title)).collect();
    if let [first, _, ..] = phases.as_slice() {
        let message = format!("“{}” is a phase of the team that builds the service", first.title);
        report.say("JM056", first.node, &message, "name the stages after what the people do who use it");
    }
}

fn needs(map: &Map<'_>, report: &mut Report) {
    for entry in map.entries().filter(|entry| ["need", "pain"].contains(&entry.lane.as_str())) {
        let text = plain(&entry.text);
        let begins =
            |phrase: &str| text.starts_with(phrase) || (phrase.starts_with("need") && holds(&text, phrase));
        if SOLUTIONS.iter().any(|phrase| begins(phrase)) {
            let message = format!("this {} names a solution", entry.lane);
            let help = "tell what people are after, and put the solution under `opportunity:`";
            report.say("JM036", entry.node, &message, help);
        }
    }
}
