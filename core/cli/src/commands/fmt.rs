//! `fmt`: writes maps in the canonical form.

mod stdin;

use std::path::{Path, PathBuf};
use std::{fs, io};

use journeybook_engine::File;
use journeybook_engine::format::{Difference, Formatted, Formatter, Stays};
use journeybook_kit::Site;
use journeybook_kit::site::shown;
use journeybook_model::{Diagnostic, Severity};
use similar::TextDiff;

use crate::args::{Fmt, Form, Global};
use crate::failure::{Failure, Verdict};
use crate::session::Session;
use crate::terminal::Terminal;

/// Formats the maps below the paths, each by the words of its site.
pub fn run(args: &Fmt, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut run = Run { args, terminal, tally: Tally::default() };
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return run.stdin(global);
    }
    for (mut session, wanted) in sites(&args.paths, global)? {
        run.site(&mut session, &wanted)?;
    }
    terminal.say(run.tally.words(args.check || args.diff));
    Ok(run.tally.verdict(args.check))
}

/// The sites of some paths, each with the paths that were named in it.
fn sites(paths: &[PathBuf], global: &Global) -> Result<Vec<(Session, Vec<PathBuf>)>, Failure> {
    if paths.is_empty() {
        let session = Session::open(None, global)?;
        let content = session.site().content().to_owned();
        return Ok(vec![(session, vec![content])]);
    }
    let mut sites: Vec<(Session, Vec<PathBuf>)> = Vec::new();
    for path in paths {
        let site = Site::locate(Some(path))?;
        // A path that was located is there.
        let wanted = path.canonicalize().unwrap_or_else(|_| path.clone());
        match sites.iter_mut().find(|(session, _)| *session.site() == site) {
            Some((_, others)) => others.push(wanted),
            None => sites.push((Session::open(Some(path), global)?, vec![wanted])),
        }
    }
    Ok(sites)
}

struct Run<'r> {
    args: &'r Fmt,
    terminal: &'r Terminal,
    tally: Tally,
}

impl Run<'_> {
    fn site(&mut self, session: &mut Session, wanted: &[PathBuf]) -> Result<(), Failure> {
        let input = session.read().input;
        for said in input.trouble.iter().filter(|said| said.severity == Severity::Error) {
            self.broken(&session.site().root().join(&*said.place.file), said);
        }
        let formatter = session.formatter(&input);
        for file in &input.content {
            let path = session.site().root().join(&*file.path);
            if wanted.iter().any(|wanted| path.starts_with(wanted)) {
                let formatted = self.formatted(&formatter, &path, file);
                self.file(&path, file, formatted)?;
            }
        }
        Ok(())
    }

    /// A file in the form that is wished, said what stays in another.
    fn formatted(&self, formatter: &Formatter, path: &Path, file: &File) -> Formatted {
        match self.args.to {
            Form::List => formatter.format(file),
            Form::Table => {
                let (formatted, stays) = formatter.tables(file);
                stays.iter().for_each(|stays| self.stays(path, stays));
                formatted
            }
        }
    }

    fn stays(&self, path: &Path, stays: &Stays) {
        self.terminal.warn(format_args!("`{}`: {stays}", shown(path)));
    }

    fn file(&mut self, path: &Path, file: &File, formatted: Formatted) -> Result<(), Failure> {
        match formatted {
            Formatted::NotAMap => {}
            Formatted::Same => self.tally.same += 1,
            Formatted::Changed(text) => return self.changed(path, &file.bytes(), &text),
            Formatted::Refused(difference) => self.refused(path, &difference),
            Formatted::Broken(errors) => {
                errors.first().into_iter().for_each(|error| self.broken(path, error))
            }
        }
        Ok(())
    }

    fn changed(&mut self, path: &Path, before: &[u8], after: &str) -> Result<(), Failure> {
        self.tally.changed += 1;
        if self.args.diff {
            self.difference(path, before, after);
        } else {
            self.terminal.give(format!("{}\n", shown(path)));
        }
        if self.args.diff || self.args.check {
            Ok(())
        } else {
            replace(path, after).map_err(Failure::write(path))
        }
    }

    fn difference(&self, path: &Path, before: &[u8], after: &str) {
        let before = String::from_utf8_lossy(before);
        self.terminal.give(colored(&diff(path, &before, after), self.terminal.color_out));
    }

    fn refused(&mut self, path: &Path, difference: &Difference) {
        self.tally.refused += 1;
        let path = shown(path);
        self.terminal.warn(format_args!(
            "`{path}` is left as it is: the canonical form would say something else, in {difference}"
        ));
    }

    fn broken(&mut self, path: &Path, error: &Diagnostic) {
        self.tally.broken += 1;
        let path = shown(path);
        self.terminal.warn(format_args!("`{path}` is left as it is: {} ({})", error.message, error.code));
    }
}

/// How many maps came out how.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    same: usize,
    refused: usize,
    broken: usize,
}

impl Tally {
    fn words(&self, writes_nothing: bool) -> String {
        let done = if writes_nothing { "to format" } else { "formatted" };
        let left = self.refused + self.broken;
        let left = if left > 0 { format!(", {left} left as they are") } else { String::new() };
        format!("{} {done}, {} in form already{left}", maps(self.changed), self.same)
    }

    /// A map that cannot be formatted is no fault of its author; one with errors is.
    fn verdict(&self, check: bool) -> Verdict {
        let fails = self.broken > 0 || (check && self.changed > 0);
        if fails { Verdict::SiteHasErrors } else { Verdict::Fine }
    }
}

fn maps(count: usize) -> String {
    if count == 1 { "1 map".to_owned() } else { format!("{count} maps") }
}

fn diff(path: &Path, before: &str, after: &str) -> String {
    let (path, diff) = (shown(path), TextDiff::from_lines(before, after));
    diff.unified_diff().context_radius(3).header(&path, &path).to_string()
}

fn colored(diff: &str, color: bool) -> String {
    let line = |line: &str| match line.as_bytes().first() {
        Some(b'+') if color => format!("\x1b[32m{}\x1b[0m\n", line.trim_end()),
        Some(b'-') if color => format!("\x1b[31m{}\x1b[0m\n", line.trim_end()),
        _ => line.to_owned(),
    };
    diff.split_inclusive('\n').map(line).collect()
}

/// Puts a text in a file's place at once, with the file's permissions; a link goes on pointing where it did.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".journeybook-{name}.tmp"));
    let written = write(&temporary, &path, text);
    if written.is_err() {
        // One that stays is only untidy.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn write(temporary: &Path, path: &Path, text: &str) -> io::Result<()> {
    fs::write(temporary, text)?;
    fs::set_permissions(temporary, fs::metadata(path)?.permissions())?;
    fs::rename(temporary, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Args, Command};
    use clap::Parser as _;
    use tempfile::TempDir;

    const BOLD: &str = "---\ntitle: A\n---\n## One\n\n**Actions**\n- Looks\n";
    const LIST: &str = "---\ntitle: A\n---\n## One\n\n- doing: Looks\n";

    fn site(map: &str) -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("content/journeys")).unwrap();
        fs::write(dir.path().join("journeybook.toml"), "").unwrap();
        fs::write(dir.path().join("content/journeys/a.md"), map).unwrap();
        dir
    }

    fn fmt(dir: &TempDir, words: &[&str]) -> Verdict {
        let path = dir.path().display().to_string();
        let words = ["journeybook", "-q", "fmt", &path].into_iter().chain(words.iter().copied());
        let args = Args::parse_from(words);
        let Command::Fmt(fmt) = args.command else { panic!("it is `fmt`") };
        run(&fmt, &args.global, &Terminal::new(&args.global)).unwrap()
    }

    fn map(dir: &TempDir) -> String {
        fs::read_to_string(dir.path().join("content/journeys/a.md")).unwrap()
    }

    #[test]
    fn looking_writes_nothing_and_checking_fails() {
        let dir = site(BOLD);
        assert_eq!(fmt(&dir, &["--diff"]), Verdict::Fine);
        assert_eq!(fmt(&dir, &["--check"]), Verdict::SiteHasErrors);
        assert_eq!(map(&dir), BOLD);
    }

    #[test]
    fn a_map_is_written_once() {
        let dir = site(BOLD);
        assert_eq!(fmt(&dir, &[]), Verdict::Fine);
        assert_eq!(map(&dir), LIST);
        assert_eq!(fmt(&dir, &["--check"]), Verdict::Fine);
        assert_eq!(fs::read_dir(dir.path().join("content/journeys")).unwrap().count(), 1);
    }

    #[test]
    fn a_map_with_errors_stays_and_fails() {
        let broken = BOLD.replace("title: A", "title: [A");
        let dir = site(&broken);
        assert_eq!(fmt(&dir, &[]), Verdict::SiteHasErrors);
        assert_eq!(map(&dir), broken);
    }

    #[test]
    fn a_diff_shows_both_sides() {
        let text = diff(Path::new("a.md"), BOLD, LIST);
        assert!(
            text.contains("--- a.md\n")
                && text.contains("-**Actions**\n")
                && text.contains("+- doing: Looks\n"),
            "{text}"
        );
    }
}
