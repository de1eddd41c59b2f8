//! Scripts and the transcripts that lie beside them.

use crate::run::{Mode, Transcript, render, run};
use hognose::Engine;
use similar::TextDiff;
use std::io;
use std::path::{Path, PathBuf};

/// One script test.
#[derive(Clone, Debug)]
pub struct Case {
    /// The script.
    pub script: PathBuf,
    /// Its path below the folder that was searched, without `.py`.
    pub name: String,
    /// What it must print: `NAME.out`, or the file that a comment at its beginning names (`# transcript: FILE`).
    pub out: PathBuf,
    /// It must be refused at compile time.
    pub reject: bool,
}

/// The script tests below `folder`, sorted by name: every `.py` that has a transcript beside it. With `all`, every `.py`.
///
/// # Errors
/// When a folder cannot be read.
pub fn find(folder: &Path, all: bool) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                cases.extend(case_of(folder, path, all));
            }
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(cases)
}

fn case_of(folder: &Path, script: PathBuf, all: bool) -> Option<Case> {
    let out = out_path(&script);
    let has_transcript = out.exists() || script.with_extension("err").exists();
    if !all && !has_transcript {
        return None;
    }
    let name = script.strip_prefix(folder).unwrap_or(&script).with_extension("");
    let name = name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let whole = script.canonicalize().unwrap_or_else(|_| script.clone());
    let reject = whole.components().any(|part| part.as_os_str() == "reject");
    Some(Case { script, name, out, reject })
}

fn out_path(script: &Path) -> PathBuf {
    let text = std::fs::read(script).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let named = text.lines().take(5).find_map(|line| line.strip_prefix("# transcript: "));
    named.map_or_else(|| script.with_extension("out"), |name| script.with_file_name(name.trim()))
}

impl Case {
    /// Runs the script and compares.
    ///
    /// # Errors
    /// What differs, as a text with diffs.
    pub fn check(&self, engine: &Engine, mode: Mode) -> Result<(), String> {
        let actual = self.transcript(engine, mode)?;
        let expected = self.expected()?;
        let mut text = String::new();
        push_diff(&mut text, "standard output", &expected.out, &actual.out);
        push_diff(&mut text, "standard error", &expected.err, &actual.err);
        if text.is_empty() { Ok(()) } else { Err(text) }
    }

    /// Writes what the script prints now as its transcript.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn bless(&self, engine: &Engine) -> Result<(), String> {
        let actual = self.transcript(engine, Mode::Plain)?;
        let err = self.script.with_extension("err");
        for (path, text, always) in [(self.out.clone(), actual.out, !self.reject), (err, actual.err, false)] {
            let done = match (always || !text.is_empty(), path.exists()) {
                (true, _) => std::fs::write(&path, text),
                (false, true) => std::fs::remove_file(&path),
                (false, false) => Ok(()),
            };
            done.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        }
        Ok(())
    }

    fn transcript(&self, engine: &Engine, mode: Mode) -> Result<Transcript, String> {
        let transcript = if self.reject { self.refusal(engine)? } else { run(engine, &self.script, mode)? };
        Ok(transcript.normalised())
    }

    fn refusal(&self, engine: &Engine) -> Result<Transcript, String> {
        let source = std::fs::read(&self.script).map_err(|error| format!("cannot read the script: {error}"))?;
        let name = self.script.file_name().unwrap_or_default().to_string_lossy();
        match engine.compile_bytes(&name, &source) {
            Ok(_) => Err("compiles, though it ought to be refused".to_string()),
            Err(error) => Ok(Transcript { out: String::new(), err: render(&error) }),
        }
    }

    fn expected(&self) -> Result<Transcript, String> {
        let read = |path: &Path| match std::fs::read_to_string(path) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(format!("cannot read {}: {error}", path.display())),
        };
        Ok(Transcript { out: read(&self.out)?, err: read(&self.script.with_extension("err"))? }.normalised())
    }
}

fn push_diff(text: &mut String, title: &str, expected: &str, actual: &str) {
    if expected == actual {
        return;
    }
    let diff = TextDiff::from_lines(expected, actual);
    let diff = diff.unified_diff().context_radius(3).header("expected", "printed").to_string();
    text.push_str(&format!("{title} differs:\n{diff}\n"));
}
