//! JSON of any shape, read through a mapping file that says what is what.

mod path;
mod rules;
mod sources;
mod tables;

use journeybook_plugin::{Format, Imported, SourceFile};

use self::path::Template;
use self::rules::{EntryRule, Rules, SectionRule};
use self::sources::{Sources, field};
use self::tables::Tables;
use super::Reader;
use crate::names::Names;
use crate::page::{Entry, Map, Section, Stage, Step};
use crate::tree::{Node, json, left};

/// The reader.
pub struct Mapped;

const ID: &str = "json";

/// What to do without a mapping.
const NO_MAPPING: &str = "JSON has no shape of its own for journeys; write a mapping file that says where the journeys and \
    their steps are, and name it with `--mapping FILE`";

impl Reader for Mapped {
    fn format(&self) -> Format {
        Format::new(ID, "JSON with a mapping", &["json"]).description(
            "Journeys in JSON of any shape; a small mapping file says where the journeys, their steps and their entries are.",
        )
    }

    fn knows(&self, file: &SourceFile) -> bool {
        file.text().is_ok_and(|text| text.trim_start().starts_with(['{', '[']))
    }

    fn read(&self, file: &SourceFile, mapping: Option<&str>) -> Result<Imported, String> {
        let mapping = mapping.ok_or(NO_MAPPING)?;
        let rules = Rules::parse(mapping)?;
        let root = json::parse(file.text()?)?;
        let tables = Tables::of(&rules.tables, &root);
        let mut writing = Writing {
            rules: &rules,
            sources: Sources::new(&rules.evidence),
            tables: &tables,
            names: Names::default(),
            out: Imported::new(ID),
        };
        let journeys = rules.journeys.follow(&root, &tables);
        if journeys.is_empty() {
            return Err(no_journeys(&rules, &root));
        }
        journeys.into_iter().for_each(|journey| writing.journey(journey));
        let Writing { mut out, sources, .. } = writing;
        sources.write(&mut out);
        for (line, missed) in tables.missed() {
            out.lost(line, format!("{missed}, so what it stands for is missing"));
        }
        for (line, path) in rules.idle(mapping) {
            out.lost(None, format!("line {line} of the mapping: `{path}` leads to nothing in this file"));
        }
        for left in left(&root) {
            out.lost(left.line, format!("{} is not in the mapping and is left out", left.named()));
        }
        gaps(&rules, &mut out);
        Ok(out)
    }
}

fn no_journeys(rules: &Rules, root: &Node) -> String {
    let keys: Vec<&str> = root.pairs().iter().map(|(key, _)| key.as_str()).take(12).collect();
    let path = &rules.journeys.written;
    format!(
        "`journeys = \"{path}\"` of the mapping leads to nothing; the file's own keys are {}",
        keys.join(", ")
    )
}

/// What the mapping finds no feeling or persona for, the file could not say.
fn gaps(rules: &Rules, out: &mut Imported) {
    if !rules.journey.contains_key("persona") {
        out.gap("The file names no persona: nobody knows whose journey it is.");
    }
    if !rules.entries.iter().any(|entry| entry.lane == "feeling") {
        out.gap("The file says nothing of how a step feels.");
    }
}

struct Writing<'a, 'n> {
    rules: &'a Rules,
    sources: Sources<'a>,
    tables: &'a Tables<'n>,
    names: Names,
    out: Imported,
}

impl<'n> Writing<'_, 'n> {
    fn journey(&mut self, node: &'n Node) {
        let title = self.one(&self.rules.journey["title"], node, "title").unwrap_or_else(|| {
            self.out.lost(node.line, "a journey without a title is called “Journey”");
            "Journey".into()
        });
        let id = self.rules.journey.get("id").and_then(|id| self.one(id, node, "id"));
        let path = self.names.path("journeys", id.as_deref().unwrap_or(&title), "journey");
        let mut map = Map { path, ..Map::journey(&title) };
        for (key, template) in
            self.rules.journey.iter().filter(|(key, _)| !["title", "id"].contains(&key.as_str()))
        {
            let values = self.many(template, node, key);
            if !values.is_empty() {
                map = map.field(key, field(&values));
            }
        }
        map.overview = self
            .rules
            .overview
            .as_ref()
            .map(|text| text.say(node, self.tables).join("\n\n"))
            .unwrap_or_default();
        map.stages = self.stages(node);
        for section in &self.rules.sections {
            self.section(section, node, &mut map);
        }
        self.out.document(&map.path, map.markdown());
    }

    fn stages(&mut self, journey: &'n Node) -> Vec<Stage> {
        let rule = &self.rules.step;
        let nodes = rule.each.follow(journey, self.tables);
        let id = |node: &&'n Node| rule.id.as_ref().and_then(|id| self.one(id, node, "id"));
        let ids: Vec<Option<String>> = nodes.iter().map(id).collect();
        self.say_strays(journey, &ids);
        let mut stages: Vec<Stage> = Vec::new();
        for (node, id) in nodes.into_iter().zip(ids) {
            let step = self.step(journey, node, id.as_deref());
            let stage = rule.stage.as_ref().and_then(|stage| self.one(stage, node, "stage"));
            match (stage, stages.last_mut()) {
                (None, _) => stages.push(alone(step)),
                (Some(title), Some(last)) if last.title == title => last.steps.push(step),
                (Some(title), _) => stages.push(Stage { title, steps: vec![step], ..Stage::default() }),
            }
        }
        stages
    }

    fn step(&mut self, journey: &'n Node, node: &'n Node, id: Option<&str>) -> Step {
        let rule = &self.rules.step;
        let title = self.one(&rule.title, node, "step").unwrap_or_else(|| {
            self.out.lost(node.line, "a step without a title is called “Step”");
            "Step".into()
        });
        let narrative =
            rule.text.as_ref().map(|text| text.say(node, self.tables).join("\n\n")).unwrap_or_default();
        let attributes = id.map(|id| vec![("id".to_owned(), id.to_owned())]).unwrap_or_default();
        let mut step = Step { title, attributes, narrative, ..Step::default() };
        for entry in &self.rules.entries {
            for item in self.items(entry, journey, node, id) {
                step.entries.extend(self.entries(entry, item));
            }
        }
        step
    }

    /// The nodes that an entry of a step is read from.
    fn items(&self, rule: &EntryRule, journey: &'n Node, step: &'n Node, id: Option<&str>) -> Vec<&'n Node> {
        let (Some(from), Some(at)) = (&rule.from, &rule.step) else { return vec![step] };
        let mut items = from.follow(journey, self.tables);
        items.retain(|item| id.is_some() && at.say(item, self.tables).first().map(String::as_str) == id);
        items
    }

    fn entries(&mut self, rule: &EntryRule, item: &'n Node) -> Vec<Entry> {
        if let Some(source) = &rule.source {
            let nodes = source.follow(item, self.tables);
            return nodes.into_iter().map(|node| self.source(&rule.lane, node)).collect();
        }
        let Some(text) = &rule.text else { return Vec::new() };
        let link = rule.link.as_ref().and_then(|link| self.one(link, item, "link"));
        let texts = self.many(text, item, &rule.lane).into_iter();
        let entries = texts.map(|text| match &link {
            Some(to) => Entry::link(&rule.lane, &text, to),
            None => Entry::plain(&rule.lane, &text),
        });
        let mut entries: Vec<Entry> = entries.collect();
        for entry in &mut entries {
            for (key, template) in &rule.attributes {
                let value = self.one(template, item, key);
                entry.attributes.extend(value.map(|value| (key.clone(), value)));
            }
        }
        entries
    }

    fn source(&mut self, lane: &str, node: &'n Node) -> Entry {
        self.sources.entry(lane, node, self.tables, &mut self.names, &mut self.out)
    }

    fn section(&mut self, rule: &SectionRule, journey: &'n Node, map: &mut Map) {
        let items = rule.each.follow(journey, self.tables);
        if rule.sources && !items.is_empty() {
            let entries = items.iter().map(|item| self.source("evidence", item)).collect();
            map.sections.push(Section { title: rule.title.clone(), entries, ..Section::default() });
        } else if let Some(text) = &rule.text {
            let items: Vec<String> = items.iter().flat_map(|item| text.say(item, self.tables)).collect();
            if !items.is_empty() {
                map.sections.push(Section { title: rule.title.clone(), items, ..Section::default() });
            }
        }
    }

    /// Says which items of a journey name a step that it has not.
    fn say_strays(&mut self, journey: &'n Node, ids: &[Option<String>]) {
        let rules = self
            .rules
            .entries
            .iter()
            .filter_map(|rule| Some((&rule.lane, rule.from.as_ref()?, rule.step.as_ref()?)));
        for (lane, from, at) in rules {
            for item in from.follow(journey, self.tables) {
                let named = at.say(item, self.tables).into_iter().next();
                if !ids.contains(&named) {
                    let named = named.unwrap_or_else(|| "nothing".into());
                    let message = format!(
                        "an entry of the lane {lane} names the step `{named}`, which its journey has not; it is left out"
                    );
                    self.out.lost(item.line, message);
                }
            }
        }
    }

    /// The one value of a template; of several the others are a loss.
    fn one(&mut self, template: &Template, node: &'n Node, key: &str) -> Option<String> {
        let mut said = self.many(template, node, key).into_iter();
        let first = said.next();
        let others: Vec<String> = said.collect();
        if !others.is_empty() {
            let others = others.join("”, “");
            self.out.lost(node.line, format!("`{key}` has room for one value; “{others}” is left out"));
        }
        first
    }

    /// What a template says, in the words of the mapping.
    fn many(&self, template: &Template, node: &'n Node, key: &str) -> Vec<String> {
        let words = self.rules.words.get(key);
        let other = |said: String| words.and_then(|words| words.get(&said)).cloned().unwrap_or(said);
        template.say(node, self.tables).into_iter().map(other).collect()
    }
}

/// A step without a stage is a stage with entries.
fn alone(step: Step) -> Stage {
    let Step { title, attributes, narrative, entries, quotes } = step;
    Stage { title, attributes, narrative, entries, quotes, steps: Vec::new() }
}
