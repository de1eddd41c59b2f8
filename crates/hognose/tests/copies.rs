//! Built-ins that copy what a script gives them: whatever the size, what they hold for a moment stays within the limit of
//! memory, too.
//!
//! Each operation is run on operands of several parts of the limit, so that a copy that nobody counted shows in the peak that
//! the allocator sees.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use hognose::{Engine, Error, ErrorKind, Limits};

const LIMIT: usize = 8 << 20;

/// The operand's size in percent of the limit.
const PARTS: [usize; 3] = [20, 45, 75];

/// A setup that makes the operand `x` of about `n` bytes, and the operations on it, written as in a session of Python.
const OPERATIONS: &str = include_str!("copies/operations.txt");

struct Case {
    setup: String,
    operation: String,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut setup = String::new();
    for line in OPERATIONS.lines() {
        if line.is_empty() {
            setup.clear();
        } else if let Some(operation) = line.strip_prefix(">>> ") {
            cases.push(Case { setup: setup.clone(), operation: operation.to_string() });
        } else if let Some(more) = line.strip_prefix("... ") {
            let case = cases.last_mut().expect("an operation begins before it goes on");
            case.operation.push('\n');
            case.operation.push_str(more);
        } else {
            setup.push_str(line);
            setup.push('\n');
        }
    }
    cases
}

/// How it ended, and the most bytes that there were at one time.
fn run(engine: &Engine, script: &str) -> (Result<(), Error>, usize) {
    let program = match engine.compile("copies.py", script) {
        Ok(program) => program,
        Err(error) => return (Err(error), 0),
    };
    let mut result = Ok(());
    let used = allocation_counter::measure(|| {
        let limits = Limits::default().memory(LIMIT).fuel(300_000_000).output(1_000_000_000);
        let mut vm = engine.vm(limits).expect("the machine starts");
        result = hognose::block_on(vm.run(&program));
    });
    (result, used.bytes_max as usize)
}

/// What is wrong with an operation on operands of each size.
fn complaints(engine: &Engine, Case { setup, operation }: &Case, shows: bool) -> Vec<String> {
    let mut complaints = Vec::new();
    for part in PARTS {
        let (result, peak) = run(engine, &format!("n = {}\n{setup}{operation}\n", LIMIT / 100 * part));
        let (kind, percent) = (result.as_ref().err().map(Error::kind), peak * 100 / LIMIT);
        if !matches!(kind, None | Some(ErrorKind::Exception | ErrorKind::Limit)) {
            complaints.push(format!("{setup}{operation}: {result:?}"));
        }
        if peak > LIMIT + LIMIT / 10 {
            complaints.push(format!("{percent} % of the limit at {part} %: {setup}{operation}: {kind:?}"));
        }
        if shows {
            let text = result.err().map(|error| error.to_string()).unwrap_or_default();
            println!("{part:3} {percent:4} {setup}{operation}: {}", &text[..text.floor_char_boundary(150)]);
        }
    }
    complaints
}

#[test]
fn what_built_ins_hold_for_a_moment_stays_within_the_limit() {
    let engine = Engine::builder().build().expect("the engine builds");
    let warm = engine
        .compile(
            "warm.py",
            "import asyncio, collections, math, random, sys, types, contextvars, os, functools, itertools, operator",
        )
        .map(|program| hognose::block_on(engine.vm(Limits::default()).expect("it starts").run(&program)));
    drop(warm);
    let only = std::env::var("HOGNOSE_COPIES_ONLY").unwrap_or_default();
    let shows = std::env::var_os("HOGNOSE_COPIES_SHOW").is_some();
    let cases: Vec<Case> = cases().into_iter().filter(|case| case.operation.contains(&only)).collect();
    let next = AtomicUsize::new(0);
    // The allocator counts for each thread alone.
    let work = || {
        let mut found = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.extend(complaints(&engine, case, shows));
        }
        found
    };
    let found: Vec<String> = std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker ends")).collect()
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}
