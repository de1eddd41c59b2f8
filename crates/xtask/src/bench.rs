//! Runs benchmark programs under several implementations in turn and measures the CPU time of each process.

use crate::bench_report::{Measured, Row, print, write_markdown};
use crate::paths;
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use wait4::Wait4;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Folder of programs; each prints a checksum
    #[arg(default_value = "crates/xtask/bench")]
    dir: PathBuf,
    /// Another implementation: a label, and the command that runs a script whose path is appended
    #[arg(long = "against", value_name = "NAME=CMD", value_parser = parse_against)]
    against: Vec<Implementation>,
    /// The hognose command
    #[arg(long, value_name = "CMD")]
    hognose: Option<String>,
    /// Runs of each program under each implementation; the median counts
    #[arg(long, default_value_t = 3)]
    reps: usize,
    /// Only these programs, by name
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Also write the tables to this file
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

/// A command that runs scripts.
#[derive(Clone, Debug)]
pub struct Implementation {
    pub name: String,
    command: Vec<String>,
}

fn parse_against(text: &str) -> Result<Implementation, String> {
    let (name, command) = text.split_once('=').ok_or("expected NAME=CMD")?;
    Implementation::new(name, command).ok_or_else(|| "expected NAME=CMD".to_string())
}

impl Implementation {
    fn new(name: &str, command: &str) -> Option<Implementation> {
        let command: Vec<String> = command.split_whitespace().map(String::from).collect();
        (!name.is_empty() && !command.is_empty()).then(|| Implementation { name: name.to_string(), command })
    }
}

/// One run of one program.
struct Sample {
    seconds: f64,
    kibibytes: u64,
    output: String,
}

/// Runs the programs and prints a table. The answer is whether every implementation ran and agreed.
pub fn run(options: &Options) -> Result<bool, String> {
    let hognose = options.hognose.clone().unwrap_or_else(|| format!("{} run", paths::release_binary().display()));
    let hognose = Implementation::new("hognose", &hognose).ok_or("--hognose is empty")?;
    let all: Vec<Implementation> = std::iter::once(hognose).chain(options.against.iter().cloned()).collect();
    let programs = programs(options)?;
    let (mut rows, mut good) = (Vec::new(), true);
    for program in &programs {
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        eprint!("{name} ");
        let row = one_program(&name, program, &all, options.reps.max(1));
        eprintln!();
        for fault in &row.faults {
            eprintln!("  {fault}");
            good = false;
        }
        rows.push(row);
    }
    let names: Vec<&str> = all.iter().map(|implementation| implementation.name.as_str()).collect();
    print(&names, &rows);
    if let Some(file) = &options.markdown {
        write_markdown(file, &names, &rows).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    }
    Ok(good && !rows.is_empty())
}

fn programs(options: &Options) -> Result<Vec<PathBuf>, String> {
    let folder = &options.dir;
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut programs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    let chosen = |path: &PathBuf| options.only.iter().any(|name| path.file_stem().is_some_and(|stem| stem == &**name));
    programs.retain(|path| options.only.is_empty() || chosen(path));
    programs.sort();
    Ok(programs)
}

/// All repetitions of one program: A B A B, so that a slow drift of the machine meets all alike.
fn one_program(name: &str, program: &Path, all: &[Implementation], reps: usize) -> Row {
    let mut samples: Vec<Vec<Sample>> = all.iter().map(|_| Vec::new()).collect();
    let mut faults = Vec::new();
    for _ in 0..reps {
        for (implementation, samples) in all.iter().zip(&mut samples) {
            match run_once(implementation, program) {
                Ok(sample) => samples.push(sample),
                Err(fault) => faults.push(format!("{}: {fault}", implementation.name)),
            }
            eprint!(".");
        }
    }
    let outputs: Vec<Option<&str>> = samples.iter().map(|runs| runs.first().map(|run| run.output.as_str())).collect();
    // The last implementation is the reference that was asked for; hognose comes first.
    let expected = outputs.iter().rev().find_map(|output| *output);
    for (implementation, output) in all.iter().zip(&outputs) {
        if output.is_some() && *output != expected {
            faults.push(format!("{}: printed something else", implementation.name));
        }
    }
    faults.dedup();
    let measured = samples.iter().map(|runs| measure(runs)).collect();
    Row { program: name.to_string(), measured, faults }
}

fn measure(runs: &[Sample]) -> Option<Measured> {
    let mut seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    let seconds = *seconds.get(seconds.len() / 2)?;
    Some(Measured { seconds, kibibytes: runs.iter().map(|run| run.kibibytes).max()? })
}

fn run_once(implementation: &Implementation, program: &Path) -> Result<Sample, String> {
    let place = std::env::temp_dir().join(format!("hognose-bench-{}.out", std::process::id()));
    let out = File::create(&place).map_err(|error| error.to_string())?;
    let (command, args) = implementation.command.split_first().ok_or("no command")?;
    let mut child = Command::new(command)
        .args(args)
        .arg(program)
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot run {command}: {error}"))?;
    let used = child.wait4().map_err(|error| error.to_string())?;
    let output = std::fs::read_to_string(&place).map_err(|error| error.to_string())?;
    std::fs::remove_file(&place).map_err(|error| error.to_string())?;
    if !used.status.success() {
        return Err(format!("ended with {}", used.status));
    }
    let seconds = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Sample { seconds, kibibytes: used.rusage.maxrss / 1024, output })
}
