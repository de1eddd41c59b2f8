//! Waits of the whole machine: `time.sleep`, and reads that a deadline ends. No task goes on meanwhile, as in CPython, but the
//! host that drives the machine can do something else.

use super::{Mode, Outcome, Pending, Step, Stop, Vm};
use crate::native::Res;
use crate::value::Value;
use std::time::Duration;

impl Vm {
    /// What a native returns that lets the script sleep. The machine is suspended; inside of a built-in, where time is virtual,
    /// and where Ctrl-C is an exception, which only the clock's own wait looks for, the clock itself waits.
    pub fn sleep(&mut self, time: Duration) -> Res {
        let is_here = time.is_zero() || self.nested > 0;
        if is_here || self.host.clock.is_virtual() || self.host.interrupt.is_raising() {
            return self.sleep_here(time).map(|()| Value::NONE);
        }
        self.pending = Some(Pending::Sleep(self.host.clock.monotonic().saturating_add(time)));
        Ok(Value::PENDING)
    }

    fn sleep_here(&mut self, time: Duration) -> Res<()> {
        let mut left = time;
        loop {
            let begun = self.host.clock.monotonic();
            let wait = self.bounded_wait(left);
            self.host.sleep(wait);
            self.poll_waited()?;
            // A Ctrl-C that raises nothing ends no sleep.
            left = left.saturating_sub(self.host.clock.monotonic().saturating_sub(begun));
            if left.is_zero() {
                return Ok(());
            }
        }
    }

    /// Delivers the result of a sleep, and leaves the run loop until that time.
    pub(super) fn fall_asleep(&mut self, until: Duration, dst: u8, mode: Mode) -> Step {
        match self.complete(Value::NONE, dst, mode) {
            Ok(()) => {
                self.asleep = Some(until);
                Err(Stop::Preempted)
            }
            // A callback of the event loop: nothing of it is left to go on with.
            Err(stop) => {
                self.sleep_here(until.saturating_sub(self.host.clock.monotonic()))?;
                Err(stop)
            }
        }
    }

    /// Whether the machine sleeps.
    pub fn is_asleep(&self) -> bool {
        self.asleep.is_some()
    }

    /// What comes of going on while the machine sleeps; None: it is awake.
    pub(super) fn go_on_asleep(&mut self) -> Option<Outcome> {
        let until = self.asleep.take()?;
        match self.poll_limits() {
            Ok(()) if self.host.clock.monotonic() < until => {
                self.asleep = Some(until);
                Some(Outcome::Waiting(Some(until)))
            }
            Ok(()) => None,
            Err(Stop::Raised) => {
                let stop = match self.unwind() {
                    Ok(()) => self.run(),
                    Err(stop) => stop,
                };
                Some(self.outcome(stop))
            }
            Err(stop) => Some(self.outcome(stop)),
        }
    }

    /// How long the script may wait before a deadline ends it; None where there is none.
    pub(super) fn time_left(&self) -> Option<Duration> {
        let has_deadline = self.limits.deadline.is_some() || self.scheduler.requests.deadline().is_some();
        has_deadline.then(|| self.bounded_wait(Duration::MAX))
    }
}
