//! `hognose test`: the conformance runner, for anybody's scripts.

use crate::arguments::TestOptions;
use crate::show::{print, say};
use hognose::Engine;
use hognose_conformance::{Case, Mode, find, instruction_counts};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Runs the script tests below a folder.
pub fn run(options: &TestOptions) -> ExitCode {
    let cases = match find(&options.folder, options.bless) {
        Ok(cases) => cases,
        Err(error) => {
            say(format_args!("hognose: cannot list {}: {error}", options.folder.display()));
            return ExitCode::from(2);
        }
    };
    let engine = match Engine::builder().build() {
        Ok(engine) => engine,
        Err(error) => {
            say(format_args!("hognose: {error}"));
            return ExitCode::from(2);
        }
    };
    let modes: &[Mode] = if options.all_modes && !options.bless { &Mode::ALL } else { &[Mode::Plain] };
    let chosen: Vec<Case> = cases.into_iter().filter(|case| case.name.contains(&options.only)).collect();
    if options.coverage {
        return coverage(&engine, &chosen);
    }
    let (mut passed, mut failed) = (0, 0);
    for case in &chosen {
        for mode in modes {
            let done = if options.bless { case.bless(&engine) } else { case.check(&engine, *mode) };
            match done {
                Ok(()) => passed += 1,
                Err(fault) => {
                    failed += 1;
                    print(format_args!("FAILED {} ({})\n{fault}", case.name, mode.name()));
                }
            }
        }
    }
    let word = if options.bless { "blessed" } else { "passed" };
    print(format_args!("{passed} {word}, {failed} failed"));
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One line for each instruction: how often the scripts executed it, and its name.
fn coverage(engine: &Engine, cases: &[Case]) -> ExitCode {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for case in cases.iter().filter(|case| !case.reject) {
        match instruction_counts(engine, &case.script) {
            Ok(counts) => {
                for (name, count) in counts {
                    *sums.entry(name).or_default() += count;
                }
            }
            Err(fault) => say(format_args!("{}: {fault}", case.name)),
        }
    }
    for (name, count) in &sums {
        print(format_args!("{count} {name}"));
    }
    ExitCode::SUCCESS
}
