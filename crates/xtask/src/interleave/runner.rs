//! Runs scripts under one implementation, and takes the output of many cases in one process apart.

use super::script::{MARKER, ORACLE, alone, batch};
use super::tree::Node;
use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A case that takes longer waits for something that never comes.
const PATIENCE: Duration = Duration::from_secs(10);

/// While a program that does not end is shrunk, every step takes that long.
const LITTLE_PATIENCE: Duration = Duration::from_millis(1500);

/// A whole batch may take longer, by this for each case.
const PER_CASE: Duration = Duration::from_millis(60);

/// CPython or Hognose: a command that runs the script whose path is appended.
#[derive(Clone, Debug)]
pub struct Implementation {
    pub name: &'static str,
    pub command: Vec<PathBuf>,
    /// Text that its scripts begin with.
    pub preamble: &'static str,
    /// Where its scripts and their output are kept while they run.
    pub folder: PathBuf,
    /// How long a case may take.
    pub patience: Duration,
}

/// What a case did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    pub output: String,
    pub end: End,
}

/// How a case ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    /// Within a batch, and the next case began.
    Passed,
    /// The process ended with this case: its status and, if that is not 0, the last line of its standard error.
    Exited { status: String, last_line: String },
    /// It had to be ended.
    TimedOut,
}

/// What one process did.
struct Finished {
    output: String,
    errors: String,
    /// None: it took too long.
    status: Option<String>,
}

impl Implementation {
    pub fn oracle(python: PathBuf, folder: &Path) -> Implementation {
        let command = vec![python];
        Implementation { name: "cpython", command, preamble: ORACLE, folder: folder.to_path_buf(), patience: PATIENCE }
    }

    pub fn hognose(binary: PathBuf, folder: &Path) -> Implementation {
        let command = vec![binary, PathBuf::from("--plain"), PathBuf::from("run")];
        Implementation { name: "hognose", command, preamble: "", folder: folder.to_path_buf(), patience: PATIENCE }
    }

    /// The same, for programs that may not end.
    pub fn impatient(&self) -> Implementation {
        Implementation { patience: LITTLE_PATIENCE, ..self.clone() }
    }

    /// Runs programs in as few processes as it can: one, and one more for each that ends its process.
    pub fn run(&self, programs: &[(usize, &[Node])]) -> Result<BTreeMap<usize, Outcome>, String> {
        let mut outcomes = BTreeMap::new();
        let mut rest = programs;
        while !rest.is_empty() {
            let finished = self.process(&batch(rest), self.patience + PER_CASE * rest.len() as u32)?;
            let mut sections = finished.output.split(MARKER);
            let before = sections.next().unwrap_or("").to_string();
            let mut reached = 0;
            for section in sections {
                let Some((_, output)) = section.split_once('\n') else { break };
                let Some((case, _)) = rest.get(reached) else { break };
                outcomes.insert(*case, Outcome { output: output.to_string(), end: End::Passed });
                reached += 1;
            }
            let end = match &finished.status {
                Some(status) if status == "0" && reached == rest.len() => break,
                Some(status) => exited(status, &finished.errors),
                None => End::TimedOut,
            };
            if reached == 0 && rest.len() > 1 {
                // The script as a whole was refused: find out whose fault that is.
                let (first, second) = rest.split_at(rest.len() / 2);
                outcomes.extend(self.run(first)?);
                outcomes.extend(self.run(second)?);
                break;
            }
            let (last, _) = rest[reached.saturating_sub(1)];
            let outcome = outcomes.entry(last).or_insert(Outcome { output: before, end: End::Passed });
            outcome.end = end;
            rest = &rest[reached.max(1)..];
        }
        Ok(outcomes)
    }

    /// Runs one program whose uncaught exceptions end the process.
    pub fn run_alone(&self, program: &[Node]) -> Result<Outcome, String> {
        let finished = self.process(&alone(program), self.patience)?;
        let end = match &finished.status {
            Some(status) => exited(status, &finished.errors),
            None => End::TimedOut,
        };
        Ok(Outcome { output: finished.output, end })
    }

    fn process(&self, script: &str, longest: Duration) -> Result<Finished, String> {
        let path = self.folder.join(format!("{}.py", self.name));
        let streams = ["out", "err"].map(|extension| path.with_extension(extension));
        let fault = |error: std::io::Error| format!("cannot run {}: {error}", self.name);
        std::fs::write(&path, format!("{}{script}", self.preamble)).map_err(fault)?;
        let [output, errors] = &streams;
        let child = Command::new(&self.command[0])
            .args(&self.command[1..])
            .arg(&path)
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONIOENCODING", "utf-8")
            .env_remove("PYTHONPATH")
            .stdin(Stdio::null())
            .stdout(File::create(output).map_err(fault)?)
            .stderr(File::create(errors).map_err(fault)?)
            .spawn()
            .map_err(fault)?;
        let status = wait(child, longest).map_err(fault)?;
        let read = |path: &Path| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let output = without_library_places(&read(output).map_err(fault)?);
        Ok(Finished { output, errors: read(errors).map_err(fault)?, status })
    }
}

/// A repr of a future says where its callbacks are defined: asyncio's own lie elsewhere on every machine.
fn without_library_places(text: &str) -> String {
    let mut pieces = text.split(" at ");
    let mut kept = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let path = piece.split(":").next().unwrap_or_default();
        if path == "<asyncio>" || (path.starts_with('/') && path.contains("/asyncio/") && path.ends_with(".py")) {
            let rest = piece.get(path.len() + 1..).unwrap_or_default();
            kept.push_str(rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        } else {
            kept.push_str(" at ");
            kept.push_str(piece);
        }
    }
    kept
}

/// Waits for a process, and ends it after `longest`.
fn wait(mut child: Child, longest: Duration) -> std::io::Result<Option<String>> {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            // CPython ends itself by the signal after KeyboardInterrupt, Hognose with the status that shells make of that.
            let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
            return Ok(Some(code.map_or_else(|| status.to_string(), |code| code.to_string())));
        }
        if begin.elapsed() > longest {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Warnings are left out, and what a script that ended well has said: when objects that nobody reaches are found is left open.
fn exited(status: &str, errors: &str) -> End {
    let told = |line: &&str| !line.starts_with(' ') && !line.is_empty() && !line.contains("RuntimeWarning: ");
    let last_line = if status == "0" { "" } else { errors.lines().rfind(told).unwrap_or("") };
    End::Exited { status: status.to_string(), last_line: last_line.to_string() }
}

#[cfg(test)]
mod tests {
    use super::without_library_places;

    #[test]
    fn places_in_the_library_are_left_out() {
        let cpython = "a <Future pending cb=[f() at /lib/python3.13/asyncio/tasks.py:975]> at 3\n";
        let hognose = "a <Future pending cb=[f()]> at 3\n";
        assert_eq!(without_library_places(cpython), hognose);
        assert_eq!(without_library_places(hognose), hognose);
        assert_eq!(without_library_places("running at <asyncio>:12 at x.py:3"), "running at x.py:3");
    }
}
