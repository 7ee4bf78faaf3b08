//! Sites of journey maps, all with the same shape: five stages, twenty steps, twelve lanes, a feeling at every step.

use super::Files;
use super::words::Chance;

/// How many stages a map has, and how many steps a stage.
const STAGES: usize = 5;
const STEPS: usize = 4;

/// How many things there are that maps refer to; more maps share them.
const TOUCHPOINTS: usize = 60;
const PERSONAS: usize = 8;
const EVIDENCE: usize = 12;

/// Rules about single words would find something in words that mean nothing.
const SETTINGS: &str = "\
title = \"Maps\"

[plugins.rules.levels]
JM014 = \"off\"
JM030 = \"off\"
JM031 = \"off\"
JM034 = \"off\"
";

/// A site of `count` maps, the personas and the evidence they refer to.
pub fn site(count: usize) -> Files {
    let mut files = vec![("journeybook.toml".to_owned(), SETTINGS.to_owned())];
    files.extend((0..PERSONAS).map(|at| {
        (
            format!("content/personas/p{at}.md"),
            format!(
                "---\ntitle: Persona {at}\nrole: customer\nneeds: [A quick answer]\n---\n\nOne of many.\n"
            ),
        )
    }));
    files.extend((0..EVIDENCE).map(|at| {
        (format!("content/evidence/e{at}.md"), format!("---\ntitle: Study {at}\n---\n\nTwelve interviews.\n"))
    }));
    files.extend((0..count).map(|at| (format!("content/journeys/g{:03}/m{at:06}.md", at / 500), map(at))));
    files
}

/// One map.
pub fn map(at: usize) -> String {
    let mut chance = Chance::of(at);
    let mut text = format!(
        "---\ntitle: Map {at}\npersona: p{}\nscenario: {}\ngoal: {}\nexpectations: [A quick answer]\n\
         objectives: [Find what to do first]\nbasis: current\nscope: phase\nstatus: live\nowner: team {}\n\
         reviewed: 2026-03-12\nvalidated: 2026-03-12\ntags: [tag-{:02}]\n---\n\n{}\n\n",
        at % PERSONAS,
        chance.words(12),
        chance.words(6),
        at % 10,
        at % 40,
        chance.sentence(30)
    );
    for stage in 0..STAGES {
        text += &format!("## Stage {} {}\n\n", stage + 1, chance.words(2));
        for step in 0..STEPS {
            text += &self::step(&mut chance, stage * STEPS + step);
        }
    }
    text
}

fn step(chance: &mut Chance, number: usize) -> String {
    let title = format!("Step {} {}", number + 1, chance.words(3));
    let feeling = chance.below(5) as i32 - 2;
    let (touchpoint, study) = (chance.below(TOUCHPOINTS), chance.below(EVIDENCE));
    let mut lanes = vec![
        format!("doing: {}", chance.words(8)),
        format!("thinking: \"{}\"", chance.words(6)),
        format!("feeling: {feeling:+}"),
        format!("touchpoint: Counter {touchpoint}"),
        format!("channel: channel {}", touchpoint % 6),
        format!("evidence: [Study {study}](../../evidence/e{study}.md)"),
        format!("frontstage: {}", chance.words(5)),
        format!("backstage: {}", chance.words(5)),
        format!("system: {}", chance.words(2)),
    ];
    match number % 4 {
        0 => lanes.push(format!("pain: {} {{severity=high}}", chance.words(7))),
        1 => lanes.push(format!("gain: {}", chance.words(7))),
        2 => lanes.push(format!("need: {}", chance.words(5))),
        _ => lanes.push(format!("opportunity: {} {{impact=3 reach=2 effort=1 owner=team}}", chance.words(5))),
    }
    let lines: String = lanes.into_iter().map(|lane| format!("- {lane}\n")).collect();
    format!("### {title}\n\n{lines}\n")
}
