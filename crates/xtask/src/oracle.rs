//! CPython 3.13 as the judge: runs scripts with it and writes or compares their transcripts.

use crate::guide;
use crate::paths;
use crate::transcript::{normalise_err, normalise_out};
use similar::TextDiff;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many interpreters run at once.
const PROCESSES: usize = 2;

/// Writes (`bless`) or compares the transcripts of the scripts in `paths`. The answer is whether all were right.
pub fn run(bless: bool, paths: &[PathBuf]) -> Result<bool, String> {
    if is_skipped() {
        println!("oracle: skipped, because HOGNOSE_ORACLE=skip");
        return Ok(true);
    }
    let python = find_python()?;
    let defaults = ["conformance/run", "examples"].map(|name| paths::workspace().join(name));
    let scripts = paths::scripts(if paths.is_empty() { &defaults } else { paths });
    let mut scripts = scripts.map_err(|error| format!("cannot list the scripts: {error}"))?;
    // A script beside a Rust host runs in that host only.
    scripts.retain(|script| !script.with_file_name("main.rs").exists());
    let (next, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..PROCESSES {
            scope.spawn(|| {
                while let Some(script) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(fault) = one(&python, script, bless) {
                        faults.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((script.clone(), fault));
                    }
                }
            });
        }
    });
    let mut faults = faults.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    faults.sort();
    let all_of_it = paths.is_empty() && !bless;
    let guide = if all_of_it { guide::check(&python)? } else { Vec::new() };
    for (script, fault) in &faults {
        println!("{}: {fault}", paths::shown(script));
    }
    let verb = if bless { "written" } else { "right" };
    println!("oracle: {} of {} transcripts {verb}", scripts.len() - faults.len(), scripts.len());
    guide.iter().for_each(|fault| println!("{fault}"));
    if all_of_it {
        println!("oracle: {} blocks of the guide differ from CPython", guide.len());
    }
    Ok(faults.is_empty() && guide.is_empty())
}

/// One script: runs it in its own folder under its bare name.
fn one(python: &Path, script: &Path, bless: bool) -> Result<(), String> {
    let script = script.canonicalize().map_err(|error| error.to_string())?;
    let folder = script.parent().ok_or("has no folder")?;
    let name = script.file_name().and_then(|name| name.to_str()).ok_or("has no name in UTF-8")?;
    let (out, err) = printed(python, folder, name)?;
    let targets = [(out_path(&script), out, true), (script.with_extension("err"), err, false)];
    for (path, text, always) in targets {
        let wanted = always || !text.is_empty();
        if bless { write(&path, &text, wanted)? } else { compare(&path, &text, wanted)? }
    }
    Ok(())
}

/// What CPython prints for a script that it runs in a folder, normalised: standard output and standard error.
pub fn printed(python: &Path, folder: &Path, name: &str) -> Result<(String, String), String> {
    let output = Command::new(python)
        .arg(name)
        .current_dir(folder)
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONIOENCODING", "utf-8")
        .env_remove("PYTHONPATH")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run {}: {error}", python.display()))?;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| "printed what is not UTF-8".to_string());
    let out = normalise_out(&text(&output.stdout)?);
    let err = normalise_err(&text(&output.stderr)?, &folder.display().to_string());
    Ok((out, err))
}

/// `NAME.out`, or the file that a comment at the script's beginning names: `# transcript: FILE`.
fn out_path(script: &Path) -> PathBuf {
    let text = std::fs::read_to_string(script).unwrap_or_default();
    let named = text.lines().take(5).find_map(|line| line.strip_prefix("# transcript: "));
    named.map_or_else(|| script.with_extension("out"), |name| script.with_file_name(name.trim()))
}

fn write(path: &Path, text: &str, wanted: bool) -> Result<(), String> {
    let done = match (wanted, path.exists()) {
        (true, _) => std::fs::write(path, text),
        (false, true) => std::fs::remove_file(path),
        (false, false) => Ok(()),
    };
    done.map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn compare(path: &Path, text: &str, wanted: bool) -> Result<(), String> {
    let kept = match std::fs::read_to_string(path) {
        Ok(kept) => kept,
        Err(_) if !wanted && !path.exists() => return Ok(()),
        Err(error) => return Err(format!("cannot read {}: {error}", paths::shown(path))),
    };
    if kept == text {
        return Ok(());
    }
    let diff = TextDiff::from_lines(kept.as_str(), text);
    let diff = diff.unified_diff().header(&paths::shown(path), "CPython").to_string();
    Err(format!("differs from CPython\n{diff}"))
}

/// Whether the environment says to do without CPython.
pub fn is_skipped() -> bool {
    std::env::var("HOGNOSE_ORACLE").is_ok_and(|value| value == "skip")
}

/// CPython 3.13's own executable: what HOGNOSE_ORACLE names, `python3.13`, or pyenv's.
pub fn find_python() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("HOGNOSE_ORACLE") {
        let shown = Path::new(&named).display().to_string();
        return probe(Command::new(named)).ok_or_else(|| format!("HOGNOSE_ORACLE: {shown} is no CPython 3.13"));
    }
    let mut pyenv = Command::new("python3");
    pyenv.env("PYENV_VERSION", "3.13.0");
    let found = probe(Command::new("python3.13")).or_else(|| probe(pyenv));
    found.ok_or_else(|| "no CPython 3.13 found: set HOGNOSE_ORACLE to one, or to `skip`".to_string())
}

fn probe(mut command: Command) -> Option<PathBuf> {
    let code = "import sys; print('%d.%d' % sys.version_info[:2], sys.implementation.name); print(sys.executable)";
    let output = command.args(["-c", code]).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut lines = text.lines();
    (lines.next()? == "3.13 cpython").then(|| lines.next().map(PathBuf::from))?
}
