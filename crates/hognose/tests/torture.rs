//! Hostile scripts: each ends in the way that its second line says, within its limits, on a thread with a small stack.
//!
//! `torture/*.py` are the scripts. `# ends: memory` (or `fuel`, `output`, `deadline`, `tasks`, `timers`, `recursion`, `done`,
//! or the name of an exception's class) says how, `# limits: 4 64 512` under how many megabytes, 4 and 64 where that line is
//! missing. `HOGNOSE_TORTURE='4 64 512'` runs every script under these, `HOGNOSE_TORTURE_ONLY=name` some alone. Peak memory is what the allocator counts, machine
//! and all.

use hognose::{Capabilities, Clock, Engine, Error, ErrorKind, Limits};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::Waker;
use std::time::Duration;

const MEGABYTE: usize = 1 << 20;
const STACK: usize = MEGABYTE;
const FUEL: u64 = 2_000_000_000;
/// For scripts that are to use up their fuel.
const LITTLE_FUEL: u64 = 5_000_000;

/// A clock that goes on by a microsecond whenever somebody looks at it, and when a script sleeps.
#[derive(Default)]
struct Restless {
    now: AtomicU64,
}

impl Clock for Restless {
    fn wall(&self) -> Option<Duration> {
        None
    }

    fn monotonic(&self) -> Duration {
        Duration::from_micros(self.now.fetch_add(1, Ordering::Relaxed))
    }

    fn sleep(&mut self, duration: Duration, _interrupt: &AtomicBool) {
        let micros = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX >> 1).max(1);
        self.now.fetch_add(micros, Ordering::Relaxed);
    }

    fn wake_after(&mut self, duration: Duration, waker: &Waker) {
        self.sleep(duration, &AtomicBool::new(false));
        waker.wake_by_ref();
    }

    fn is_virtual(&self) -> bool {
        true
    }
}

struct Script {
    name: String,
    text: String,
    ends: String,
    megabytes: Vec<usize>,
}

fn header<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().take(4).find_map(|line| line.strip_prefix(key)).map(str::trim)
}

fn scripts() -> Vec<Script> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/torture");
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    let given = std::env::var("HOGNOSE_TORTURE").ok();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("the script can be read");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ends = header(&text, "# ends:").unwrap_or_else(|| panic!("{name} says how it ends")).to_string();
        let list = given.as_deref().or_else(|| header(&text, "# limits:")).unwrap_or("4 64");
        let megabytes = list.split_whitespace().map(|size| size.parse().expect("a number of megabytes")).collect();
        Script { name, text, ends, megabytes }
    };
    paths.iter().map(read).collect()
}

/// How a script ended, in the words of its second line.
fn ending(result: &Result<(), Error>) -> String {
    let Err(error) = result else { return "done".to_string() };
    match error.kind() {
        ErrorKind::Limit => {
            let words = error.message().trim_start_matches("the script reached its ");
            words.trim_start_matches("limit of ").split([',', ' ']).next().unwrap_or_default().to_string()
        }
        ErrorKind::Exception => error.type_name().to_string(),
        _ => format!("{:?}: {error}", error.kind()),
    }
}

fn limits(script: &Script, megabytes: usize) -> Limits {
    Limits::default()
        .memory(megabytes * MEGABYTE)
        .fuel(if script.ends.contains("fuel") { LITTLE_FUEL } else { FUEL })
        .output(10_000_000)
        .tasks(1_000_000)
        .timers(1_000_000)
        .deadline(Duration::from_secs(1000))
}

/// How it ended, and the most bytes that there were at one time.
fn run(engine: &Engine, script: &Script, megabytes: usize) -> (String, u64) {
    let program = match engine.compile(&script.name, &script.text) {
        Ok(program) => program,
        Err(error) => return (format!("does not compile: {error}"), 0),
    };
    let mut ended = String::new();
    let used = allocation_counter::measure(|| {
        let capabilities = Capabilities::none().clock(Restless::default());
        let mut vm = engine.vm_with(limits(script, megabytes), capabilities).expect("the machine starts");
        let result = hognose::block_on(vm.run(&program));
        ended = ending(&result);
        let closed = vm.close();
        assert!(closed.is_ok(), "{}: {closed:?}", script.name);
    });
    (ended, used.bytes_max)
}

/// Runs on a thread with a small stack. What goes wrong.
fn complaint(engine: &Engine, script: &Script, megabytes: usize) -> Option<String> {
    let bytes = megabytes * MEGABYTE;
    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(engine, script, megabytes)));
    let (ended, peak) = ran.unwrap_or_else(|_| ("a panic".to_string(), 0));
    let what = format!("{} under {megabytes} MB", script.name);
    if script.ends.split(" or ").all(|end| end != ended) {
        return Some(format!("{what}: ended in {ended}, not in {}", script.ends));
    }
    if peak as usize > bytes + bytes / 10 {
        return Some(format!("{what}: {peak} bytes at one time"));
    }
    None
}

#[test]
fn every_script_ends_as_it_says_within_its_limits() {
    let engine = Engine::builder().build().expect("the engine builds");
    let only = std::env::var("HOGNOSE_TORTURE_ONLY").unwrap_or_default();
    let work = move || {
        // What the engine makes once for all machines is not any script's.
        let warm = engine.compile("warm.py", WARM).expect("it compiles");
        let mut vm = engine.vm(Limits::default()).expect("the machine starts");
        hognose::block_on(vm.run(&warm)).expect("it runs");
        let mut complaints: Vec<String> = Vec::new();
        for script in scripts().iter().filter(|script| script.name.contains(&only)) {
            for megabytes in &script.megabytes {
                let began = std::time::Instant::now();
                complaints.extend(complaint(&engine, script, *megabytes));
                println!("{} under {megabytes} MB: {:?}", script.name, began.elapsed());
            }
        }
        complaints
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).expect("the thread starts");
    let complaints = thread.join().expect("no script makes the machine panic");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Imports what the scripts import.
const WARM: &str = "
import asyncio, collections, gc, math, sys, time
";
