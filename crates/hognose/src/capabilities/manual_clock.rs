//! A clock that the host moves.

use hognose_runtime::host::Clock;
use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

/// Time that moves when the host says so: a game's frames, a simulation, a test. Clones show the same time; hand one to each
/// machine and keep one. A script's `time.sleep` moves it too, because nobody else could meanwhile.
///
/// ```
/// use hognose::{Capabilities, Engine, Limits, ManualClock, Step};
/// use std::time::Duration;
///
/// # fn main() -> hognose::Result<()> {
/// let clock = ManualClock::new();
/// let engine = Engine::builder().build()?;
/// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(clock.clone()))?;
/// let script = "import asyncio\nasyncio.run(asyncio.sleep(2))";
/// vm.start(&engine.compile("two.py", script)?)?;
/// while vm.step()? == Step::Ready {}
/// clock.advance(Duration::from_secs(1));
/// assert!(matches!(vm.step()?, Step::Waiting { .. }));
/// clock.advance(Duration::from_secs(1));
/// while vm.step()? == Step::Ready {}
/// assert_eq!(vm.step()?, Step::Done);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct ManualClock {
    shared: Arc<Mutex<Shared>>,
    /// Of this clone; the first has number 0.
    number: u64,
}

#[derive(Debug, Default)]
struct Shared {
    now: Duration,
    epoch: Option<Duration>,
    clones: u64,
    /// Whom to wake and when, by the clone that was asked to.
    alarms: HashMap<u64, (Duration, Waker)>,
}

impl ManualClock {
    /// A clock at zero that knows no date.
    pub fn new() -> ManualClock {
        ManualClock::default()
    }

    /// A clock whose date, as time since the Unix epoch, is this at its beginning.
    pub fn starting_at(date: Duration) -> ManualClock {
        let clock = ManualClock::default();
        clock.lock().epoch = Some(date);
        clock
    }

    /// Moves it on; whoever waited for a time that is reached by it is woken.
    pub fn advance(&self, time: Duration) {
        let mut shared = self.lock();
        let now = shared.now.saturating_add(time);
        shared.now = now;
        let due: Vec<Waker> =
            shared.alarms.extract_if(|_, (when, _)| *when <= now).map(|(_, (_, waker))| waker).collect();
        drop(shared);
        due.into_iter().for_each(Waker::wake);
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clone for ManualClock {
    fn clone(&self) -> ManualClock {
        let mut shared = self.lock();
        shared.clones += 1;
        ManualClock { number: shared.clones, shared: self.shared.clone() }
    }
}

impl Drop for ManualClock {
    fn drop(&mut self) {
        let alarm = self.lock().alarms.remove(&self.number);
        drop(alarm);
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> Option<Duration> {
        let shared = self.lock();
        Some(shared.epoch?.saturating_add(shared.now))
    }

    fn monotonic(&self) -> Duration {
        self.lock().now
    }

    fn sleep(&mut self, time: Duration, _interrupt: &AtomicBool) {
        self.advance(time);
    }

    fn wake_after(&mut self, time: Duration, waker: &Waker) {
        let mut shared = self.lock();
        let due = shared.now.saturating_add(time);
        let previous = shared.alarms.insert(self.number, (due, waker.clone()));
        drop(shared);
        drop(previous);
    }
}
