//! `import`: reads files of other tools into a site.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use journeybook_engine::import::Order;
use journeybook_engine::plugin::{ImportFormat, Imported, ImportedDocument, SourceFile};
use journeybook_kit::site::shown;

use crate::args::{Global, Import};
use crate::failure::{Failure, Verdict};
use crate::session::Session;
use crate::terminal::Terminal;

/// Writes the documents of every file, or of none; says what did not come along.
pub fn run(args: &Import, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.into.as_deref(), global)?;
    let input = session.read().input;
    let importer = session.importer(&input)?;
    if args.formats {
        terminal.give(listed(&importer.formats()));
        return Ok(Verdict::Fine);
    }
    let mapping = args.mapping.as_deref().map(text).transpose()?;
    let mut writer = Writer { content: session.site().folder().to_owned(), args, planned: Vec::new() };
    let mut gaps = Vec::new();
    for path in &args.files {
        let order =
            Order { file: source_file(path)?, format: args.from.as_deref(), mapping: mapping.as_deref() };
        let imported = importer.import(&order).map_err(|error| Failure::Refused(error.to_string()))?;
        say_losses(path, &imported, terminal);
        gaps.extend(imported.gaps);
        writer.plan(imported.documents)?;
    }
    let verdict = writer.write(terminal)?;
    say_gaps(gaps, terminal);
    Ok(verdict)
}

fn source_file(path: &Path) -> Result<SourceFile, Failure> {
    let bytes = fs::read(path).map_err(Failure::read(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(SourceFile { name, bytes })
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::read(path))
}

fn listed(formats: &[ImportFormat]) -> String {
    let mut out = String::new();
    for format in formats {
        let endings =
            format.extensions.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(" ");
        let _ = writeln!(
            out,
            "{:<20} {} ({endings})\n{:<20} {}",
            format.id, format.title, "", format.description
        );
    }
    out
}

/// What did not come along.
fn say_losses(path: &Path, imported: &Imported, terminal: &Terminal) {
    let path = shown(path);
    for loss in &imported.losses {
        let line = loss.line.map(|line| format!(":{line}")).unwrap_or_default();
        terminal.warn(format_args!("{path}{line}: {}", loss.message));
    }
}

/// What the sources could not say, each once for all files.
fn say_gaps(mut gaps: Vec<String>, terminal: &Terminal) {
    gaps.sort();
    gaps.dedup();
    for gap in gaps {
        terminal.say(format_args!("note: {gap}"));
    }
}

/// Documents on their way into the site.
struct Writer<'a> {
    content: PathBuf,
    args: &'a Import,
    planned: Vec<(PathBuf, String)>,
}

impl Writer<'_> {
    fn plan(&mut self, documents: Vec<ImportedDocument>) -> Result<(), Failure> {
        for ImportedDocument { path, text } in documents {
            let path = self.content.join(path);
            if !self.args.force && path.exists() {
                return Err(taken(&path, "it is there already"));
            }
            if self.planned.iter().any(|(planned, _)| *planned == path) {
                return Err(taken(&path, "two of the files go there"));
            }
            self.planned.push((path, text));
        }
        Ok(())
    }

    fn write(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        for (path, text) in &self.planned {
            if !self.args.dry_run {
                write(path, text)?;
            }
            terminal.give(format!("{}\n", shown(path)));
        }
        let count = if self.planned.len() == 1 {
            "1 document".to_owned()
        } else {
            format!("{} documents", self.planned.len())
        };
        let done =
            if self.args.dry_run { "would be written" } else { "written; `journeybook serve` shows them" };
        terminal.say(format_args!("{count} {done}"));
        Ok(Verdict::Fine)
    }
}

fn taken(path: &Path, why: &str) -> Failure {
    let path = shown(path);
    Failure::Refused(format!(
        "nothing was written: `{path}`: {why}; move it away, or write over it with `--force`"
    ))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(parent).and_then(|()| fs::write(path, text));
    written.map_err(|source: io::Error| Failure::write(path)(source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Args, Command};
    use clap::Parser as _;
    use tempfile::TempDir;

    const DAY: &str = "journey\n  title My day\n  section Go\n    Walk: 4: Me\n";

    fn site() -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("journeybook.toml"), "").unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        fs::write(dir.path().join("day.mmd"), DAY).unwrap();
        dir
    }

    fn import(dir: &TempDir, words: &[&str]) -> Result<Verdict, Failure> {
        let file = dir.path().join("day.mmd").display().to_string();
        let into = dir.path().display().to_string();
        let words =
            ["journeybook", "-q", "import", &file, "--into", &into].into_iter().chain(words.iter().copied());
        let args = Args::parse_from(words);
        let Command::Import(import) = args.command else { panic!("it is `import`") };
        run(&import, &args.global, &Terminal::new(&args.global))
    }

    fn map(dir: &TempDir) -> Option<String> {
        fs::read_to_string(dir.path().join("content/journeys/my-day.md")).ok()
    }

    #[test]
    fn a_dry_run_writes_nothing() {
        let dir = site();
        assert_eq!(import(&dir, &["--dry-run"]).unwrap(), Verdict::Fine);
        assert_eq!(map(&dir), None);
    }

    #[test]
    fn what_is_there_is_not_written_over_unasked() {
        let dir = site();
        import(&dir, &[]).unwrap();
        let written = map(&dir).unwrap();
        assert!(written.starts_with("---\ntitle: My day\n"), "{written}");
        fs::write(dir.path().join("content/journeys/my-day.md"), "mine").unwrap();
        assert!(import(&dir, &[]).unwrap_err().to_string().contains("--force"));
        assert_eq!(map(&dir).as_deref(), Some("mine"));
        import(&dir, &["--force"]).unwrap();
        assert_eq!(map(&dir), Some(written));
    }

    #[test]
    fn a_format_that_nobody_reads_lists_those_there_are() {
        let dir = site();
        let said = import(&dir, &["--from", "visio"]).unwrap_err().to_string();
        assert!(said.contains("`visio`") && said.contains("`mermaid`"), "{said}");
    }
}
