//! A host that gives nothing: each capability that was not handed in, and the clock that stands still.

use super::{Clock, Environment, Files, Host, HostFile, Interrupt, OpenOptions, Output, Random, Stream};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::io;
use std::sync::atomic::AtomicBool;
use std::task::Waker;
use std::time::Duration;

/// What stands for a capability that was not handed in.
struct Absent;

impl Default for Host {
    /// Output is dropped, input is at its end, there are no files, no modules, no randomness and no variables; time is virtual
    /// and has no date.
    fn default() -> Host {
        Host {
            output: Box::new(Absent),
            input: Box::new(io::empty()),
            files: Box::new(Absent),
            clock: Box::new(VirtualClock::default()),
            random: Box::new(Absent),
            environment: Box::new(Absent),
            modules: Vec::new(),
            interrupt: Interrupt::default(),
            patience: None,
        }
    }
}

impl Output for Absent {
    fn write(&mut self, _stream: Stream, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

impl Files for Absent {
    fn open(&mut self, _path: &str, _options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "this host gives scripts no files"))
    }

    fn is_directory(&mut self, _path: &str) -> bool {
        false
    }
}

impl Random for Absent {
    fn fill(&mut self, _bytes: &mut [u8]) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "this host gives scripts no randomness"))
    }
}

impl Environment for Absent {
    fn variables(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

impl<S: BuildHasher + Send> Environment for HashMap<String, String, S> {
    fn variables(&self) -> Vec<(String, String)> {
        let mut variables: Vec<(String, String)> = self.iter().map(pair).collect();
        // The script sees the same order each time.
        variables.sort_unstable();
        variables
    }
}

impl Environment for BTreeMap<String, String> {
    fn variables(&self) -> Vec<(String, String)> {
        self.iter().map(pair).collect()
    }
}

fn pair((name, value): (&String, &String)) -> (String, String) {
    (name.clone(), value.clone())
}

/// Virtual time: it stands still while a script runs and jumps when it waits. An hour of sleeps passes in no time, and a
/// script that runs twice sees the same times twice.
#[derive(Clone, Copy, Debug, Default)]
pub struct VirtualClock {
    now: Duration,
    epoch: Option<Duration>,
}

impl VirtualClock {
    /// A clock at zero that knows no date.
    pub fn new() -> VirtualClock {
        VirtualClock::default()
    }

    /// A clock whose date, as time since the Unix epoch, is this at its beginning.
    pub fn starting_at(date: Duration) -> VirtualClock {
        VirtualClock { now: Duration::ZERO, epoch: Some(date) }
    }
}

impl Clock for VirtualClock {
    fn wall(&self) -> Option<Duration> {
        Some(self.epoch?.saturating_add(self.now))
    }

    fn monotonic(&self) -> Duration {
        self.now
    }

    fn sleep(&mut self, time: Duration, _interrupt: &AtomicBool) {
        self.now = self.now.saturating_add(time);
    }

    fn wake_after(&mut self, time: Duration, waker: &Waker) {
        self.now = self.now.saturating_add(time);
        waker.wake_by_ref();
    }

    fn is_virtual(&self) -> bool {
        true
    }
}
