//! The differential fuzzer of interleavings: random asyncio programs under CPython 3.13 and under Hognose.
//!
//! A case counts if CPython prints the same twice. What CPython leaves open does not count as a difference: the order of
//! a set of tasks is the order of insertion (`oracle.py` sees to that), and objects that print when they are finalised
//! stay reachable (`keep` in `prelude.py`).

mod edit;
mod feature;
mod generate;
mod random;
mod report;
mod runner;
mod script;
mod shrink;
mod tree;

use crate::{oracle, paths};
use clap::Args;
use report::{Difference, Tally};
use runner::{End, Implementation, Outcome};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tree::Node;

/// Every so many-th case runs in a process of its own, where exceptions that nobody catches end the script.
const ALONE: usize = 40;

/// How often CPython and Hognose are asked again before a difference is believed.
const CONFIRMATIONS: usize = 3;

/// The same for programs with real timers: on a busy machine either may be late, several times in a row.
const CONFIRMATIONS_WITH_TIMERS: usize = 15;

/// What to run.
#[derive(Args)]
pub struct Options {
    /// The same seed gives the same programs
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many programs
    #[arg(long, default_value_t = 1000)]
    cases: usize,
    /// The number of the first program
    #[arg(long, default_value_t = 0)]
    first: usize,
    /// How many programs one process runs
    #[arg(long, default_value_t = 250)]
    batch: usize,
    /// The hognose binary; without it, the release binary is built
    #[arg(long, value_name = "PATH")]
    hognose: Option<PathBuf>,
    /// Folder for the shrunk programs
    #[arg(long, value_name = "DIR", default_value = "target/interleave")]
    keep: PathBuf,
    /// Stop after so many differences
    #[arg(long, default_value_t = 20)]
    most: usize,
    /// Do not shrink what differs
    #[arg(long)]
    whole: bool,
    /// Print the program of this case and run nothing
    #[arg(long, value_name = "CASE")]
    show: Option<usize>,
}

/// Runs the cases and prints what differed. The answer is whether nothing did.
pub fn run(options: &Options) -> Result<bool, String> {
    if let Some(case) = options.show {
        print!("{}", script::minimal(&generate::program(options.seed, case as u64)));
        return Ok(true);
    }
    if oracle::is_skipped() {
        println!("interleave: skipped, because HOGNOSE_ORACLE=skip");
        return Ok(true);
    }
    let folder = std::env::temp_dir().join(format!("hognose-interleave-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let binary = options.hognose.clone().map_or_else(release_binary, Ok)?;
    let mut fuzzer = Fuzzer {
        cpython: Implementation::oracle(oracle::find_python()?, &folder),
        hognose: Implementation::hognose(binary, &folder),
        tally: Tally::default(),
        options,
    };
    let done = fuzzer.all();
    let _ = std::fs::remove_dir_all(&folder);
    done?;
    fuzzer.tally.print();
    Ok(fuzzer.tally.differed == 0)
}

/// Builds the release binary and says where it is.
fn release_binary() -> Result<PathBuf, String> {
    let build = ["build", "--quiet", "--release", "--package", "hognose-cli"];
    let status = Command::new("cargo").args(build).current_dir(paths::workspace()).status();
    match status {
        Ok(status) if status.success() => Ok(paths::release_binary()),
        Ok(_) => Err("hognose does not build".to_string()),
        Err(error) => Err(format!("cannot run cargo: {error}")),
    }
}

struct Fuzzer<'a> {
    cpython: Implementation,
    hognose: Implementation,
    tally: Tally,
    options: &'a Options,
}

impl Fuzzer<'_> {
    fn all(&mut self) -> Result<(), String> {
        let end = self.options.first + self.options.cases;
        let mut first = self.options.first;
        while first < end && self.tally.differed < self.options.most {
            let last = (first + self.options.batch.max(1)).min(end);
            let programs: BTreeMap<usize, Vec<Node>> =
                (first..last).map(|case| (case, generate::program(self.options.seed, case as u64))).collect();
            self.batch(&programs)?;
            first = last;
        }
        Ok(())
    }

    fn batch(&mut self, programs: &BTreeMap<usize, Vec<Node>>) -> Result<(), String> {
        let together: Vec<(usize, &[Node])> = programs
            .iter()
            .filter(|(case, _)| !runs_alone(**case))
            .map(|(case, program)| (*case, program.as_slice()))
            .collect();
        let (expected, found) = self.both(|implementation| implementation.run(&together))?;
        let again = self.cpython.run(&together)?;
        for (case, program) in programs {
            let (expected, again, found) = if runs_alone(*case) {
                let (expected, found) = self.both(|implementation| implementation.run_alone(program))?;
                (expected, self.cpython.run_alone(program)?, found)
            } else {
                let of = |outcomes: &BTreeMap<usize, Outcome>| outcomes.get(case).cloned().ok_or("a case was lost");
                (of(&expected)?, of(&again)?, of(&found)?)
            };
            self.judge(*case, program, [&expected, &again], &found)?;
        }
        Ok(())
    }

    /// Lets both implementations do something at the same time.
    fn both<T: Send>(&self, run: impl Fn(&Implementation) -> Result<T, String> + Sync) -> Result<(T, T), String> {
        std::thread::scope(|scope| {
            let hognose = scope.spawn(|| run(&self.hognose));
            let expected = run(&self.cpython);
            let found = hognose.join().map_err(|_| "a thread panicked".to_string())?;
            Ok((expected?, found?))
        })
    }

    fn judge(
        &mut self,
        case: usize,
        program: &[Node],
        [expected, again]: [&Outcome; 2],
        found: &Outcome,
    ) -> Result<(), String> {
        // Tasks that wait for each other: at which depth a cancellation gives up is left open, but it has to. A SystemError
        // is a fault of CPython's own: a future's iterator that is resumed after its end.
        let open = ["RecursionError(", "SystemError("].iter().any(|name| expected.output.contains(name));
        let left_open = open && found.end != End::TimedOut;
        if expected != again || expected.end == End::TimedOut || left_open {
            self.tally.unsteady += 1;
            return Ok(());
        }
        let differs = expected != found && self.is_confirmed(case, program)?;
        self.tally.count(&tree::features(program));
        if !differs || self.tally.differed >= self.options.most {
            return Ok(());
        }
        self.tally.differed += 1;
        let mut shrunk = program.to_vec();
        if !self.options.whole {
            let patience = (self.cpython.clone(), self.hognose.clone());
            if found.end == End::TimedOut {
                (self.cpython, self.hognose) = (self.cpython.impatient(), self.hognose.impatient());
            }
            shrunk = shrink::shrink(shrunk, &mut Judge { fuzzer: self, alone: runs_alone(case) })?;
            (self.cpython, self.hognose) = patience;
        }
        let (expected, found) = Judge { fuzzer: self, alone: runs_alone(case) }.outcomes(&shrunk)?;
        let seed = self.options.seed;
        Difference { seed, case, program: shrunk, expected, found }.keep(&self.options.keep)?;
        let _ = std::io::stdout().flush();
        Ok(())
    }

    /// Whether each does the same every time, and not what the other does.
    fn is_confirmed(&self, case: usize, program: &[Node]) -> Result<bool, String> {
        let mut judge = Judge { fuzzer: self, alone: runs_alone(case) };
        let (expected, found) = judge.outcomes(program)?;
        let has_timers = tree::features(program).contains(&feature::Feature::Timer);
        for _ in 1..if has_timers { CONFIRMATIONS_WITH_TIMERS } else { CONFIRMATIONS } {
            if judge.outcomes(program)? != (expected.clone(), found.clone()) {
                return Ok(false);
            }
        }
        Ok(expected != found && expected.end != End::TimedOut)
    }
}

fn runs_alone(case: usize) -> bool {
    case % ALONE == ALONE - 1
}

/// Says of shrunk programs whether they still differ.
struct Judge<'a> {
    fuzzer: &'a Fuzzer<'a>,
    alone: bool,
}

impl Judge<'_> {
    /// What both do with one program.
    fn outcomes(&mut self, program: &[Node]) -> Result<(Outcome, Outcome), String> {
        if self.alone {
            return self.fuzzer.both(|implementation| implementation.run_alone(program));
        }
        let (mut expected, mut found) = self.fuzzer.both(|implementation| implementation.run(&[(0, program)]))?;
        let lost = || "a case was lost".to_string();
        Ok((expected.remove(&0).ok_or_else(lost)?, found.remove(&0).ok_or_else(lost)?))
    }
}

impl shrink::Oracle for Judge<'_> {
    fn differing(&mut self, candidates: &[Vec<Node>]) -> Result<Vec<bool>, String> {
        let compiles = compiles(&self.fuzzer.cpython, candidates)?;
        let mut answers = vec![false; candidates.len()];
        let valid: Vec<usize> = (0..candidates.len()).filter(|index| compiles[*index]).collect();
        if self.alone {
            for index in valid {
                let (expected, found) = self.outcomes(&candidates[index])?;
                let ends = expected.end != End::TimedOut;
                answers[index] = expected != found && ends && is_sound(&expected) && is_sound(&found);
            }
            return Ok(answers);
        }
        let programs: Vec<(usize, &[Node])> =
            valid.iter().map(|index| (*index, candidates[*index].as_slice())).collect();
        let (expected, found) = self.fuzzer.both(|implementation| implementation.run(&programs))?;
        for index in valid {
            let Some(before) = expected.get(&index).filter(|outcome| outcome.end == End::Passed) else { continue };
            let Some(after) = found.get(&index) else { continue };
            answers[index] = before != after && is_sound(before) && is_sound(after);
        }
        Ok(answers)
    }
}

/// A name that lost its definition would only distract.
fn is_sound(outcome: &Outcome) -> bool {
    let lost = |text: &str| text.contains("NameError") || text.contains("UnboundLocalError");
    let end_lost = matches!(&outcome.end, End::Exited { last_line, .. } if lost(last_line));
    !end_lost && !lost(&outcome.output)
}

/// Which programs CPython compiles: a step of the shrinker may leave a `break` without its loop.
fn compiles(cpython: &Implementation, programs: &[Vec<Node>]) -> Result<Vec<bool>, String> {
    let code = "
import sys
for text in sys.stdin.read().split('\\0'):
    try:
        compile(text, 'case', 'exec')
        print('yes')
    except SyntaxError:
        print('no')
";
    let texts: Vec<String> = programs
        .iter()
        .map(|program| {
            let mut text = String::new();
            tree::render_block(program, 0, &mut text);
            text
        })
        .collect();
    let fault = |error: std::io::Error| format!("cannot run CPython: {error}");
    let mut child = Command::new(&cpython.command[0])
        .args(["-W", "ignore", "-c", code])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(fault)?;
    // It reads everything before it prints anything.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(texts.join("\0").as_bytes()).map_err(fault)?;
    }
    let output = child.wait_with_output().map_err(fault)?;
    let answers: Vec<bool> = String::from_utf8_lossy(&output.stdout).lines().map(|line| line == "yes").collect();
    if answers.len() == programs.len() { Ok(answers) } else { Err("CPython did not check all programs".to_string()) }
}
