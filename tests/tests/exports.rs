//! Maps in formats that plugins write.

use std::sync::Arc;

use journeybook_engine::Engine;
use journeybook_engine::plugin::{
    About, Bound, Capability, Exported, ExportedFile, Failure, JourneyRecord, Plugin, Reads,
};
use journeybook_model::{Digest, FrameworkModel, Score, ScoreDefinition};
use journeybook_tests::site::Site;

/// A plugin that writes one file a map, to this path with the map's id for `{}`.
struct Writer(About, &'static str);

impl Plugin for Writer {
    fn about(&self) -> &About {
        &self.0
    }

    fn digest(&self) -> Digest {
        Digest::of(self.1.as_bytes())
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Exporter
    }

    fn reads(&self) -> Reads {
        Reads::parse("").expect("nothing is not wrong")
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(Vec::new())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        Ok(Vec::new())
    }

    fn score(&self, _: &JourneyRecord, _: &Bound) -> Result<Vec<Score>, Failure> {
        Ok(Vec::new())
    }

    fn export_formats(&self) -> Result<Vec<String>, Failure> {
        Ok(vec!["titles".into()])
    }

    fn export(&self, _: &str, journey: &JourneyRecord) -> Result<Vec<ExportedFile>, Failure> {
        let steps = journey.stages.iter().flat_map(|stage| &stage.steps);
        let bytes = steps.map(|step| step.title.as_str()).collect::<Vec<_>>().join(",").into_bytes();
        Ok(vec![ExportedFile { path: self.1.replace("{}", &journey.id), bytes, ..ExportedFile::default() }])
    }
}

fn export(path: &'static str, format: &str) -> Result<Exported, Vec<String>> {
    let map = "---\ntitle: A map\n---\n## One\n### Look\n- doing: x\n### Pay\n- doing: y\n";
    let site = Site::map(map).with("content/journeys/other.md", map);
    let plugin = Arc::new(Writer(About { name: "own".into(), ..About::default() }, path));
    Engine::default().export(&site.plugins(vec![plugin]).input(), format)
}

#[test]
fn every_map_is_written() {
    let exported = export("maps/{}.csv", "titles").expect("there is such a format");
    let files: Vec<_> = exported.files.keys().map(String::as_str).collect();
    assert_eq!(files, ["maps/map.csv", "maps/other.csv"]);
    assert_eq!(exported.files["maps/map.csv"], b"Look,Pay");
    assert_eq!(exported.notes, []);
}

#[test]
fn a_format_that_nobody_writes_lists_those_there_are() {
    assert_eq!(export("{}", "csv").err(), Some(vec!["titles".to_owned()]));
}

#[test]
fn a_plugin_cannot_leave_the_folder_or_write_over_itself() {
    let outside = export("../{}", "titles").expect("there is such a format");
    assert_eq!((outside.files.len(), outside.notes.len()), (0, 2));
    assert!(outside.notes[0].message.contains("`../map`, which is no path below the output folder"));
    let same = export("one.csv", "titles").expect("there is such a format");
    assert_eq!((same.files.len(), same.notes.len()), (1, 1));
    assert!(same.notes[0].message.contains("it writes `one.csv` for two maps"));
}
