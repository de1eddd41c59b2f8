//! Collections: the roots of the virtual machine.

use super::{Cache, Frame, Linked, Vm, WINDOW};
use crate::heap::{Marker, trace_frame};
use crate::scheduler::Scheduler;
use crate::value::Value;
use hognose_bytecode::Op;

/// Bytes that are alive, for which a collection uses one unit of fuel.
const BYTES_PER_FUEL: usize = 64;

impl Vm {
    /// Uses fuel for a collection that was not due; the answer is how much. Those at the end of the program are not the
    /// script's.
    pub(super) fn charge_collection(&mut self) -> usize {
        let paid = if self.is_finishing { 0 } else { self.heap.live_bytes / BYTES_PER_FUEL };
        self.fuel -= paid as i64;
        paid
    }

    /// A collection at a safepoint of the run loop: everything below the current frame's end is alive.
    pub(super) fn collect(&mut self) {
        self.collect_below(self.live_end(), !self.limits.gc_stress);
        self.run_finalizers();
    }

    /// Where what is alive on the stack ends.
    pub(super) fn live_end(&self) -> usize {
        let frame = self.current;
        if self.frames.is_empty() && self.outer.is_empty() {
            // The frame below all others has no code: what programs left on the stack is dead.
            return frame.top() as usize;
        }
        let registers = self.linked.get(frame.code().0 as usize).map_or(0, |linked| linked.registers as usize);
        if frame.base().is_block() { frame.top() as usize } else { frame.base().index() + registers }
    }

    /// A collection between two slices, after which tables are as small as what they hold: for a machine that will be idle.
    pub fn collect_and_trim(&mut self) {
        self.collect();
        let old = self.table_bytes();
        // A window can begin where what is alive ends.
        self.stack.truncate(self.live_end() + 2 * WINDOW);
        self.stack.shrink_to_fit();
        self.frames.shrink_to_fit();
        for values in [&mut self.roots, &mut self.finalizable, &mut self.unawaited, &mut self.outer_contexts] {
            values.shrink_to_fit();
        }
        self.finalizers.shrink_to_fit();
        self.spare = Vec::new();
        self.scheduler.trim();
        self.heap.account.release(old.saturating_sub(self.table_bytes()));
        self.heap.trim(&mut self.blocks);
        if self.limits.gc_stress {
            self.heap.budget = -1;
        }
    }

    /// A collection asked for by a native (`gc.collect()`), whose arguments begin at that place of the stack: everything
    /// above is dead. It is paid for with fuel, as it comes when the script likes; the answer is how much.
    pub fn collect_now(&mut self, live: usize) -> usize {
        self.collect_below(live, true);
        let paid = self.charge_collection();
        self.run_finalizers();
        paid
    }

    /// Clears registers on the stack that are dead: those of a frame that waits for a call, behind the call's arguments.
    pub(super) fn clear_behind_calls(&mut self) {
        let lists = self.outer.iter().map(|outer| &outer.frames).chain(std::iter::once(&self.frames));
        let frames: Vec<Frame> = lists.flatten().chain(std::iter::once(&self.current)).copied().collect();
        for (number, frame) in frames.iter().enumerate().filter(|(_, frame)| !frame.base().is_block()) {
            let op = self.linked.get(frame.code().0 as usize).and_then(|linked| {
                let place = frame.pc().checked_sub(1)?;
                linked.ops.get(place as usize).copied()
            });
            let dead = match op {
                Some(Op::Call { base, argc, .. } | Op::CallAwait { base, argc, .. }) => {
                    base.0 as usize + 1 + argc.0 as usize
                }
                Some(Op::CallMethod { base, argc, .. } | Op::CallMethodAwait { base, argc, .. }) => {
                    base.0 as usize + 2 + argc.0 as usize
                }
                _ => continue,
            };
            let next = frames.get(number + 1).filter(|next| !next.base().is_block());
            let end = next.map_or(frame.top(), |next| frame.top().min(next.base().index() as u32)) as usize;
            let start = frame.base().index() + dead;
            if let Some(registers) = self.stack.get_mut(start..end) {
                registers.fill(Value::UNBOUND);
            }
        }
    }

    /// A collection of a machine that runs nothing, by which no finaliser runs.
    pub(super) fn collect_unseen(&mut self) {
        self.collect_below(0, false);
        self.heap.trim(&mut self.blocks);
    }

    pub(super) fn collect_below(&mut self, live: usize, finalizes: bool) {
        self.collect_marked(Marker::default(), live, finalizes);
    }

    /// The rest of a collection in which something is marked already. It finalises nothing.
    pub(super) fn collect_rest(&mut self, marker: Marker) {
        self.collect_marked(marker, self.current.top() as usize, false);
    }

    fn collect_marked(&mut self, mut marker: Marker, live: usize, finalizes: bool) {
        let live = live.min(self.stack.len());
        self.stack[live..].fill(Value::UNBOUND);
        self.mark_roots(&mut marker, live);
        self.heap.traced.mark_held(&mut marker);
        self.heap.mark(&mut marker, &self.blocks.values);
        self.rescue_async_generators(&mut marker);
        let queued = self.finalizers.len();
        self.rescue_finalizable(&mut marker, finalizes);
        let others = self.finalizers.len() - queued;
        self.rescue_failed_futures(&mut marker, finalizes);
        // What a lost task says of itself is asked for before its coroutine is closed.
        self.finalizers.make_contiguous()[queued..].rotate_left(others);
        self.keep_closed_loops(&mut marker);
        self.scheduler.requests.sweep(&marker.requests);
        let tables = self.table_bytes();
        self.heap.sweep(marker, &mut self.blocks, tables);
        if self.limits.gc_stress {
            self.heap.budget = -1;
        }
    }

    /// Bytes of what the machine holds beside heap and blocks.
    fn table_bytes(&self) -> usize {
        let lists = self.outer.iter().map(|outer| outer.frames.capacity()).sum::<usize>() + self.frames.capacity();
        let values = [&self.stack, &self.roots, &self.finalizable, &self.unawaited, &self.outer_contexts];
        let values = values.iter().map(|values| values.capacity()).sum::<usize>() + self.finalizers.capacity();
        lists * size_of::<Frame>()
            + values * size_of::<Value>()
            + self.caches.capacity() * size_of::<Cache>()
            + self.linked.iter().map(Linked::heap_bytes).sum::<usize>()
            + self.scheduler.heap_bytes()
            + self.host_bytes
    }

    fn mark_roots(&self, marker: &mut Marker, live: usize) {
        marker.visit_all(&self.stack[..live]);
        marker.visit_all(&self.roots);
        marker.visit_all(&self.handles);
        marker.visit_all(&self.finalizers);
        marker.visit_all(&[self.builtins_dict, self.modules, self.own_modules, self.exit_value]);
        marker.visit_all(&[self.asyncgen_hooks.0, self.asyncgen_hooks.1]);
        if let Some((callee, args)) = &self.start {
            marker.visit(*callee);
            marker.visit_all(args.iter());
        }
        for linked in &self.linked {
            marker.visit_all(linked.constants.iter());
            marker.visit_all(&[linked.globals, linked.object]);
        }
        marker.visit_all(self.caches.iter().map(|cache| &cache.value));
        marker.visit_all(self.attribute_cache.values());
        let lists = self.outer.iter().map(|outer| &outer.frames);
        let frames = lists.chain(std::iter::once(&self.frames)).flatten().chain(std::iter::once(&self.current));
        frames.for_each(|frame: &Frame| trace_frame(frame, marker, &self.blocks.values));
        if let Some(generator) = self.last_ended {
            marker.visit(generator);
        }
        marker.visit_all(&[self.context, self.watched_by_keyboard()]);
        marker.visit_all(&self.outer_contexts);
        Scheduler::trace(&self.scheduler, marker);
    }
}
