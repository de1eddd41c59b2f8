//! The exception being handled, and the way of an exception through frames.

use super::{Base, Frame, Mode, Step, Stop, Vm};
use crate::object::exception::TracebackEntry;
use crate::object::function::CodeId;
use crate::object::generator::GeneratorKind;
use crate::types::classes;
use crate::value::Value;
use hognose_bytecode::Visibility;

impl Vm {
    /// The exception that `sys.exception()` gives: that of the innermost handler which is running.
    ///
    /// As in CPython, a frame that was resumed by throwing into it does not see those of the frames that wait for it: neither
    /// of its list nor of those that have thrown into a delegate by its method.
    pub fn handled_exception(&self) -> Option<Value> {
        let unseen = |delegating: u32, thrown: bool| if thrown { delegating as usize } else { 0 };
        let seen = self.frames.get(unseen(self.delegating, self.thrown)..).unwrap_or_default();
        let outer = self.outer.iter().rev();
        let lists = outer.map(|outer| outer.frames.get(unseen(outer.delegating, outer.thrown)..).unwrap_or_default());
        let frames = std::iter::once(seen).chain(lists).flat_map(|list| list.iter().rev());
        let frames = frames.filter(|frame| !frame.waits_in(Mode::DelegateThrow));
        std::iter::once(&self.current).chain(frames).find_map(|frame| self.handled_in(frame))
    }

    pub(super) fn handled_in(&self, frame: &Frame) -> Option<Value> {
        let code = &self.linked.get(frame.code().0 as usize)?.code;
        if code.handling.is_empty() {
            return None;
        }
        let register = code.handled_at(frame.pc().saturating_sub(1))?;
        Some(self.register_of(frame.base(), register))
    }

    /// A register of any frame.
    pub fn register_of(&self, base: Base, register: u8) -> Value {
        let values = if base.is_block() { &self.blocks.values } else { &self.stack };
        values[base.index() + register as usize]
    }

    /// Sets the context of an exception that is raised now: the exception being handled, without making a cycle.
    pub fn link_context(&mut self, exception: Value) {
        if let Some(context) = self.handled_exception() {
            self.set_context(exception, context);
        }
    }

    /// Sets the context of an exception, cutting a cycle that this would make.
    fn set_context(&mut self, exception: Value, context: Value) {
        if context == exception {
            return;
        }
        // A script can have made a cycle of others: a second walker at half the speed meets the first one in it.
        let (mut link, mut slow, mut steps) = (context, context, 0_i64);
        while let Some(object) = self.heap.exception(link) {
            let next = object.context;
            if next == exception {
                if let Some(object) = self.heap.exception_mut(link) {
                    object.context = Value::UNBOUND;
                }
                break;
            }
            link = next;
            steps += 1;
            if steps & 1 == 0 {
                slow = self.heap.exception(slow).map_or(Value::UNBOUND, |object| object.context);
                if slow == link {
                    break;
                }
            }
        }
        self.fuel -= steps;
        if let Some(object) = self.heap.exception_mut(exception) {
            object.context = context;
        }
    }
}

impl Vm {
    /// Finds the handler of the exception on its way: the frame that has one becomes the current one, at the handler.
    /// `Err`: the run loop is left.
    pub(crate) fn unwind(&mut self) -> Step {
        if self.ending.is_some() {
            return Err(Stop::Ended);
        }
        loop {
            if self.heap.raised.is_unbound() {
                self.system_error("an exception was lost");
            }
            let passes_by = std::mem::take(&mut self.passes_by);
            if !passes_by {
                self.record_place();
            }
            let raised_at = self.current.pc();
            if !passes_by && self.may_be_handled() && self.enter_handler() {
                // A loop that is closed by exceptions alone costs fuel as any other.
                let goes_back = self.current.pc() < raised_at;
                match if goes_back { self.entry_safepoint() } else { Ok(()) } {
                    Err(Stop::Raised) => continue,
                    step => return step,
                }
            }
            // A frame whose delegate was thrown into is resumed by the exception that comes out, as if it were raised there.
            let below = self.frames.len() as u32;
            let resumed = self.thrown && below > 0 && below <= self.delegating;
            if passes_by {
                self.leave_at_delegate();
            } else {
                self.leave_raising_frame();
            }
            let waiting = self.current;
            if (resumed || waiting.waits_in(Mode::DelegateThrow))
                && let Some(context) = self.handled_in(&waiting)
            {
                self.set_context(self.heap.raised, context);
            }
            if self.caught_by_mode(waiting)? {
                return Ok(());
            }
        }
    }

    /// The exception that ends a request passes the handlers of scripts by; our own tidy up.
    #[inline]
    fn may_be_handled(&self) -> bool {
        !self.is_limit_reached(self.heap.raised)
            || self
                .linked
                .get(self.current.code().0 as usize)
                .is_some_and(|linked| linked.code.visibility != Visibility::Shown)
    }

    /// Adds the current frame to the exception's traceback.
    pub(super) fn record_place(&mut self) {
        let again = std::mem::replace(&mut self.reraising, false);
        let frame = self.current;
        let shown = self.linked.get(frame.code().0 as usize).is_some_and(|l| l.code.visibility == Visibility::Shown);
        if again || !shown {
            return;
        }
        let entry = TracebackEntry { code: frame.code(), pc: frame.pc().saturating_sub(1) };
        if let Some(exception) = self.heap.exception_mut(self.heap.raised) {
            exception.traceback.push(entry);
        }
    }

    /// Adds the definition of a function that never began to the traceback of the exception on its way.
    pub(super) fn record_definition(&mut self, code: Option<CodeId>) {
        let shown = |id: &CodeId| {
            self.linked.get(id.0 as usize).is_some_and(|linked| linked.code.visibility == Visibility::Shown)
        };
        let Some(code) = code.filter(shown) else { return };
        if let Some(exception) = self.heap.exception_mut(self.heap.raised) {
            exception.traceback.push(TracebackEntry { code, pc: TracebackEntry::DEFINITION });
        }
    }

    /// Goes to the current frame's handler, if it has one here.
    fn enter_handler(&mut self) -> bool {
        let frame = self.current;
        let Some(linked) = self.linked.get(frame.code().0 as usize) else { return false };
        let Some(handler) = linked.code.handler_at(frame.pc().saturating_sub(1)).copied() else { return false };
        let exception = self.take_raised();
        self.set_reg(handler.exception, exception);
        self.current.set_pc(handler.target);
        true
    }

    /// The current frame ends by the exception; whoever waited for it becomes the current one.
    fn leave_raising_frame(&mut self) {
        let frame = self.current;
        if let Some(generator) = frame.owner().generator() {
            let kind = self.close_generator_frame();
            self.convert_stop(kind);
            self.last_ended = Some(generator);
        } else if frame.owner().is_fused() {
            self.convert_stop(self.kind_of_fused(&frame));
            if let Some(block) = frame.block() {
                self.blocks.release(block);
            }
        }
        self.pop_waiting();
    }

    /// PEP 479: a StopIteration that leaves a generator's body becomes a RuntimeError.
    pub(super) fn convert_stop(&mut self, kind: GeneratorKind) {
        let raised = self.heap.raised;
        let stop = self.heap.is_instance(raised, classes::STOP_ITERATION);
        let stop_async = self.heap.is_instance(raised, classes::STOP_ASYNC_ITERATION);
        let message = match kind {
            GeneratorKind::Coroutine if stop => "coroutine raised StopIteration",
            GeneratorKind::AsyncGenerator if stop => "async generator raised StopIteration",
            GeneratorKind::AsyncGenerator if stop_async => "async generator raised StopAsyncIteration",
            GeneratorKind::Coroutine | GeneratorKind::AsyncGenerator => return,
            _ if stop => "generator raised StopIteration",
            _ => return,
        };
        let cause = self.take_raised();
        self.roots.push(cause);
        let text = self.heap.str(message);
        let error = self.new_exception(classes::RUNTIME_ERROR, &[text]);
        self.roots.pop();
        if let Some(object) = self.heap.exception_mut(error) {
            object.cause = cause;
            object.context = cause;
            object.suppress_context = true;
        }
        self.heap.raised = error;
    }

    /// An internal invariant was found broken: the script gets SystemError.
    #[cold]
    pub(super) fn system_error(&mut self, message: &str) {
        self.raise_text(classes::SYSTEM_ERROR, message);
    }
}
