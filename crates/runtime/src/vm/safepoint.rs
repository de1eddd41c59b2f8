//! What the run loop does now and then: collecting, handing control back, ending a script, growing the stack.

use super::{Ending, Step, Stop, Vm, WINDOW};
use crate::heap::grow_values;
use crate::value::Value;

impl Vm {
    /// What the run loop does now and then: collect, and hand control back when the slice is spent.
    #[cold]
    #[inline(never)]
    pub(super) fn safepoint(&mut self) -> Step {
        let ended = self.ending.is_some();
        let step = self.look_around();
        if !ended && self.ending.is_some() {
            self.ending_before_next();
        }
        step
    }

    fn look_around(&mut self) -> Step {
        if self.heap.budget < 0 && self.collection_blocks == 0 && !self.resume_budget() {
            self.collect();
            if self.is_nearly_full() {
                self.charge_collection();
            }
            if self.heap.is_exhausted() {
                self.end(Ending::Memory);
            }
        }
        if self.fuel >= 0 {
            return Ok(());
        }
        self.poll_limits()?;
        self.poll_keyboard_before_next()?;
        if self.nested > 0 {
            self.refuel();
            return Ok(());
        }
        Err(Stop::Preempted)
    }

    /// Whether the limit of memory leaves room for little more than what is alive: collections come often then, and each is
    /// paid for.
    fn is_nearly_full(&self) -> bool {
        let (heap, budget) = (&self.heap, usize::try_from(self.heap.budget).unwrap_or(0));
        heap.account.limit().is_some() && budget < heap.live_bytes / 4 && !self.limits.gc_stress
    }

    /// After a table has grown the budget is measured anew. False when a collection is due.
    fn resume_budget(&mut self) -> bool {
        self.heap.registers = self.blocks.extent();
        self.heap.resume_budget()
    }

    /// Grows the stack for a window at `top`.
    #[cold]
    #[inline(never)]
    pub(super) fn make_room(&mut self, top: usize) {
        // Most machines are idle most of the time: what they keep is little more than a window.
        let needed = top + WINDOW + WINDOW / 4;
        grow_values(&mut self.stack, needed, &mut self.heap.account, &mut self.heap.budget);
        self.stack.resize(needed, Value::UNBOUND);
    }

    /// Grows the stack so that a window can begin at the current base.
    #[cold]
    #[inline(never)]
    pub(super) fn grow_stack(&mut self) {
        let frame = self.current;
        let needed = frame.base().index() + 2 * WINDOW;
        let values = if frame.base().is_block() { &mut self.blocks.values } else { &mut self.stack };
        grow_values(values, needed, &mut self.heap.account, &mut self.heap.budget);
        values.resize(needed.max(values.len() * 3 / 2).min(values.capacity()), Value::UNBOUND);
    }
}
