//! How a script is ended against its will: by the host's interrupt or by a limit. No handler of it runs.

use super::{Place, Step, Stop, Vm};
use crate::native::{Raised, Res};
use crate::value::Value;
use std::time::Duration;

/// Why a script is ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The host's interrupt flag was set.
    Interrupted,
    /// It would have held more bytes than it may.
    Memory,
    /// Its work is as much as it may do.
    Fuel,
    /// The host's clock passed the deadline.
    Deadline,
    /// It printed more bytes than it may.
    Output,
    /// More of its tasks are unfinished than may be.
    Tasks,
    /// More timers wait than may.
    Timers,
    /// The source of a module is longer than may be.
    Source,
    /// It waits for more of the host's futures than may be.
    HostFutures,
    /// A call that was cancelled has not come to its end in time.
    Grace,
}

/// An ending, with the line that the script was at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    pub why: Ending,
    /// The source's name and the line, if any code of the script's ran.
    pub place: Option<(String, u32)>,
}

impl Vm {
    /// Ends the script: what a built-in raises for it. The run loop is left before a handler has done anything, and entered
    /// no more. The first reason counts.
    #[cold]
    #[inline(never)]
    pub fn end(&mut self, why: Ending) -> Raised {
        if self.ending.is_none() {
            let place = self.script_place();
            self.ending = Some(Box::new(Ended { why, place }));
        }
        self.host.interrupt.clear();
        self.fuel = self.fuel.min(-1);
        if self.heap.raised.is_unbound() {
            // A value that no class of a script's matches.
            self.heap.raised = Value::NONE;
        }
        Raised
    }

    /// The source's name and the line of the innermost frame that a script sees.
    pub fn script_place(&self) -> Option<(String, u32)> {
        self.shown_place(1, &[]).map(|(file, line, _)| (file, line))
    }

    /// The script was ended between two instructions: its line is that of the next one.
    pub(super) fn ending_before_next(&mut self) {
        let place = self.next_place();
        if let Some(ended) = &mut self.ending {
            ended.place = place;
        }
    }

    /// The source's name and the line of the instruction that would be executed next.
    pub(crate) fn next_place(&mut self) -> Option<(String, u32)> {
        let frame = self.current;
        self.current.place = Place::new(frame.code(), frame.pc() + 1);
        let place = self.script_place();
        self.current = frame;
        place
    }

    /// Ends a script that was interrupted or whose fuel or time is over.
    pub(crate) fn poll_limits(&mut self) -> Step {
        if self.host.interrupt.is_end() {
            self.end(Ending::Interrupted);
        } else if self.fuel_used() >= self.limits.fuel {
            self.end(Ending::Fuel);
        } else if self.limits.deadline.is_some_and(|deadline| self.host.clock.monotonic() >= deadline) {
            self.end(Ending::Deadline);
        }
        if self.ending.is_some() {
            return Err(Stop::Ended);
        }
        match self.reached_by_request() {
            Some(why) => Err(self.end_active_request(why).into()),
            None => Ok(()),
        }
    }

    /// The same inside a built-in.
    #[cold]
    #[inline(never)]
    pub fn poll_inside(&mut self) -> Result<(), Raised> {
        match self.poll_limits() {
            Ok(()) => self.poll_keyboard_inside(),
            Err(_) => Err(Raised),
        }
    }

    /// Charges work done inside a built-in, and gives control to limits that may end it.
    #[inline(always)]
    pub fn charge_fuel(&mut self, work: usize) -> Result<(), Raised> {
        self.fuel -= work as i64;
        if self.fuel < 0 { self.poll_inside() } else { Ok(()) }
    }

    /// Begins a slice: its fuel, or what is left of all.
    pub(crate) fn refuel(&mut self) {
        self.spent = self.fuel_used();
        let left = self.limits.fuel.saturating_sub(self.spent).min(self.request_fuel());
        self.granted = i64::from(self.limits.slice).min(i64::try_from(left).unwrap_or(i64::MAX));
        self.fuel = self.granted;
    }

    /// Begins a slice of so much fuel, or of what is left of all.
    pub fn grant_slice(&mut self, fuel: u32) {
        let usual = std::mem::replace(&mut self.limits.slice, fuel);
        self.refuel();
        self.limits.slice = usual;
    }

    /// Leaves at most so much fuel in this slice; what was used stays used.
    pub(crate) fn bound_slice(&mut self, left: u64) {
        let less = self.fuel - i64::try_from(left).unwrap_or(i64::MAX).min(self.fuel);
        self.granted -= less;
        self.fuel -= less;
    }

    /// Fuel used since the machine was made.
    pub fn fuel_used(&self) -> u64 {
        self.spent.saturating_add(u64::try_from(self.granted.saturating_sub(self.fuel)).unwrap_or(0))
    }

    /// Ends the script unless so many bytes may be allocated.
    #[inline]
    pub fn reserve_memory(&mut self, bytes: usize) -> Res<()> {
        if self.heap.has_room(bytes) { Ok(()) } else { Err(self.end(Ending::Memory)) }
    }

    /// Makes room for more of a text that a built-in is writing.
    #[inline]
    pub fn grow_text(&mut self, out: &mut String, more: usize) -> Res<()> {
        if out.capacity() - out.len() >= more { Ok(()) } else { self.grow_full_text(out, more) }
    }

    #[cold]
    #[inline(never)]
    fn grow_full_text(&mut self, out: &mut String, more: usize) -> Res<()> {
        let needed = out.len().saturating_add(more);
        let grown = needed.max(self.heap.account.grown(out.capacity(), 1)).max(64);
        self.refuse_size(needed, needed)?;
        // The old text beside the new one; in the end the new one beside its copy without what is to spare.
        self.reserve_memory(grown.saturating_mul(2))?;
        out.reserve_exact(grown - out.len());
        Ok(())
    }

    /// Puts items at the end of a list.
    pub fn extend_list(&mut self, list: Value, items: &[Value]) -> Res<()> {
        self.grow_list_by(list, items.len())?;
        if let Some(target) = self.heap.list_mut(list) {
            target.extend_from_slice(items);
        }
        Ok(())
    }

    /// Makes room for more items in a list, which stand in a copy that is not counted anywhere.
    pub(crate) fn grow_list_by(&mut self, list: Value, more: usize) -> Res<()> {
        let Some(target) = self.heap.list(list) else { return Ok(()) };
        let (length, old) = (target.len(), target.capacity());
        let needed = length.saturating_add(more);
        if needed > old {
            let grown = needed.max(old.saturating_mul(3) / 2);
            let bytes = (grown.saturating_add(more)).saturating_mul(size_of::<Value>());
            self.check_size(bytes)?;
            if let Some(target) = self.heap.list_mut(list) {
                target.reserve_exact(grown - length);
            }
            self.heap.grew(old * size_of::<Value>(), grown * size_of::<Value>());
        }
        Ok(())
    }

    /// Counts what is printed.
    pub fn charge_output(&mut self, bytes: usize) -> Res<()> {
        self.printed = self.printed.saturating_add(bytes as u64);
        if self.printed > self.limits.output { Err(self.end(Ending::Output)) } else { Ok(()) }
    }

    /// Makes room for one more task, timer and job of the event loop. Ends the script where it has as many tasks or timers
    /// as it may.
    pub fn reserve_queues(&mut self) -> Res<()> {
        if self.scheduler.task_count() >= self.limits.tasks {
            return Err(self.end(Ending::Tasks));
        }
        if self.scheduler.timer_count() >= self.limits.timers {
            return Err(self.end(Ending::Timers));
        }
        let old = self.scheduler.heap_bytes();
        let most = self.scheduler.growth(&self.heap.account);
        if most > 0 {
            self.reserve_memory(most)?;
            self.scheduler.grow(&self.heap.account);
            self.heap.grew(old, self.scheduler.heap_bytes());
        }
        Ok(())
    }

    /// How long the host may let the script wait that wants to wait so long.
    pub fn bounded_wait(&self, wait: Duration) -> Duration {
        let deadline = [self.limits.deadline, self.scheduler.requests.deadline()].into_iter().flatten().min();
        match deadline {
            Some(deadline) => wait.min(deadline.saturating_sub(self.host.clock.monotonic())),
            None => wait,
        }
    }
}
