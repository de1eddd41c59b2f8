//! Finalisation: `__del__`, suspended generators that stand in a `try`, coroutines that nobody awaited.
//!
//! They are found between the marking and the sweep of a collection, kept alive for it, and run after it. When unreachable
//! objects are finalised is the one thing in which we differ from CPython: see `conformance/differs`.

use super::{Frame, Resumption, Stop, Vm};
use crate::heap::Marker;
use crate::native::Raised;
use crate::object::exception::TracebackEntry;
use crate::object::generator::{GeneratorKind, GeneratorState};
use crate::object::other::{AsyncAction, AwaitableState, OtherObject};
use crate::scheduler::Job;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::Op;

impl Vm {
    /// Notes an instance whose class has `__del__`.
    pub(super) fn note_finalizable(&mut self, instance: Value) {
        self.finalizable.push(instance);
    }

    /// After marking: what is garbage and has to be finalised is marked, and queued unless this collection is one that
    /// finalises nothing.
    pub(super) fn rescue_finalizable(&mut self, marker: &mut Marker, queues: bool) {
        let mut queued = Vec::new();
        let heap = &self.heap;
        self.finalizable.retain(|instance| {
            let garbage = heap.instances.is_garbage(instance.index());
            if garbage {
                queued.push(*instance);
            }
            !garbage || !queues
        });
        for index in self.heap.generators.indices().collect::<Vec<u32>>() {
            if self.heap.generators.is_garbage(index) && self.needs_close(index) {
                queued.push(Value::handle(Kind::Generator, index));
            }
        }
        for awaitable in std::mem::take(&mut self.unawaited) {
            if !self.is_unawaited(awaitable) {
                continue;
            }
            let garbage = self.heap.others.is_garbage(awaitable.index());
            if garbage {
                queued.push(awaitable);
            }
            if !garbage || !queues {
                self.unawaited.push(awaitable);
            }
        }
        let queued = self.heap.in_order_of_release(queued, &self.blocks.values);
        self.leaving.retain(|value| !self.heap.is_garbage(*value));
        marker.visit_all(&queued);
        if queues {
            self.finalizers.extend(queued);
        }
        self.heap.mark(marker, &self.blocks.values);
    }

    /// Whether closing an abandoned generator has an effect that a script can see.
    pub(super) fn needs_close(&self, index: u32) -> bool {
        let object = self.heap.generators.get(index);
        let stands_in_try = |code: crate::object::function::CodeId, pc: u32| {
            let code = &self.linked[code.0 as usize].code;
            code.handler_at(pc.saturating_sub(1)).is_some() || code.handler_at(pc).is_some()
        };
        if object.rare().is_some_and(|rare| rare.finalized) {
            return false;
        }
        // An object of the script's own that it delegates to may have a `close`.
        let delegates_to_instance = |code: crate::object::function::CodeId, pc: u32, base: usize| {
            let ops = &self.linked[code.0 as usize].ops;
            [pc.saturating_sub(1), pc].into_iter().any(|place| match ops.get(place as usize) {
                Some(Op::Delegate { iter, .. }) => {
                    let iterator = self.blocks.values.get(base + iter.0 as usize);
                    iterator.is_some_and(|iterator| iterator.is_kind(Kind::Instance))
                }
                _ => false,
            })
        };
        match object.state {
            GeneratorState::Suspended if object.has_chain() => object.chain().iter().any(|frame| {
                let (code, pc) = (frame.code(), frame.pc());
                stands_in_try(code, pc) || delegates_to_instance(code, pc, frame.base().index())
            }),
            GeneratorState::Suspended => {
                let (code, pc) = (object.place.code(), object.place.pc());
                stands_in_try(code, pc) || delegates_to_instance(code, pc, object.registers.start as usize)
            }
            GeneratorState::Fresh => object.kind == GeneratorKind::Coroutine,
            GeneratorState::Running | GeneratorState::Chained | GeneratorState::Closed => false,
        }
    }

    /// Lets these be finalised after the collection.
    pub(crate) fn queue_finalizers(&mut self, values: &[Value]) {
        self.finalizers.extend(values);
    }

    /// Runs what the last collection queued.
    pub(super) fn run_finalizers(&mut self) {
        // A collection inside a finaliser leaves the others to the collection that found them.
        if std::mem::replace(&mut self.finalizing, true) {
            return;
        }
        if !self.finalizers.is_empty() {
            self.within_limits_of_finalisers(Vm::run_queued_finalizers);
        }
        self.finalizing = false;
    }

    fn run_queued_finalizers(&mut self) {
        while self.ending.is_none()
            && let Some(value) = self.finalizers.pop_front()
        {
            self.roots.push(value);
            match value.split() {
                Some((Kind::Generator, _)) => self.finalize_generator(value),
                Some((Kind::Future | Kind::Task, _)) => self.finalize_future(value),
                Some((Kind::Other, _)) => self.warn_awaitable_dropped(value),
                _ => self.finalize_instance(value),
            }
            self.roots.pop();
        }
    }

    fn finalize_instance(&mut self, instance: Value) {
        let class = self.heap.class_of(instance);
        let Some(method) = self.heap.class_lookup(class, names::DEL) else { return };
        let pending = std::mem::replace(&mut self.heap.raised, Value::UNBOUND);
        if self.call_special(method, instance, &[]).is_err() {
            let what = format!("Exception ignored in: {}", self.repr_text(method));
            self.report_unraisable(&what, method);
        }
        self.heap.raised = pending;
    }

    fn finalize_future(&mut self, future: Value) {
        let pending = std::mem::replace(&mut self.heap.raised, Value::UNBOUND);
        if self.report_unretrieved(future).is_err() {
            let what = format!("Exception ignored in: {}", self.repr_text(future));
            self.report_unraisable(&what, future);
        }
        self.heap.raised = pending;
    }

    pub(super) fn finalize_generator(&mut self, generator: Value) {
        let Some(object) = self.heap.generator(generator) else { return };
        let (state, kind) = (object.state, object.kind);
        // One that ignored an `aclose()` is closed, not handed to the hook again.
        let finalizer = object.rare().filter(|_| !object.exiting).map_or(Value::UNBOUND, |rare| rare.finalizer);
        if state == GeneratorState::Fresh {
            if kind == GeneratorKind::Coroutine {
                self.warn_never_awaited(generator);
            }
            self.close_fresh(generator);
            return;
        }
        // What was finalised before it may have ended it.
        if state != GeneratorState::Suspended {
            return;
        }
        let left_by_loop = object.looped && !object.exiting;
        self.note_finalized(generator);
        if left_by_loop && finalizer.is_unbound() {
            // Its loop is closed, or will run no more: nothing comes of the hook.
            return;
        }
        let pending = std::mem::replace(&mut self.heap.raised, Value::UNBOUND);
        let closed = if finalizer.is_unbound() {
            self.close_nested(generator)
        } else {
            self.call(finalizer, &[generator]).map(drop)
        };
        if closed.is_err() {
            self.report_ignored(generator);
        }
        self.heap.raised = pending;
    }

    /// The hook that closes an abandoned async generator, to be called with it; None (the value) when the running loop has
    /// been told to.
    pub(super) fn handed_to_hook(&mut self, generator: Value) -> Option<Value> {
        let object = self.heap.generator(generator).filter(|object| object.kind == GeneratorKind::AsyncGenerator)?;
        let finalizer = object.rare().map_or(Value::UNBOUND, |rare| rare.finalizer);
        if !finalizer.is_unbound() {
            return Some(finalizer);
        }
        if !object.hooked || !self.scheduler.is_running() {
            return None;
        }
        let request = self.scheduler.requests.active();
        self.scheduler.enqueue(Job::Finalize { generator, request });
        Some(Value::NONE)
    }

    /// Notes that a generator is finalised: that is done once. The answer is whether it had been before.
    pub(crate) fn note_finalized(&mut self, generator: Value) -> bool {
        let Some(object) = self.heap.generator_mut(generator) else { return true };
        std::mem::replace(&mut object.rare_mut().finalized, true)
    }

    /// The exception on its way came out of a generator that nobody can see any more.
    pub(super) fn report_ignored(&mut self, generator: Value) {
        let what = format!("Exception ignored in: {}", self.repr_text(generator));
        self.report_unraisable(&what, generator);
    }

    /// Such a generator went on when it was to end.
    pub(super) fn report_ignored_exit(&mut self, generator: Value) {
        let Raised = self.ignored_exit(generator);
        self.report_ignored(generator);
    }

    /// `generator.close()` in a run loop of its own. An async generator that yields or awaits is an error.
    fn close_nested(&mut self, generator: Value) -> Result<(), Raised> {
        let exit = self.new_exception(classes::GENERATOR_EXIT, &[]);
        self.link_context(exit);
        self.close_with(generator, exit)
    }

    /// Throws an exception, GeneratorExit as a rule, into a generator that has to end by it.
    pub(super) fn close_with(&mut self, generator: Value, exit: Value) -> Result<(), Raised> {
        let saved = self.current;
        let depth = self.frames.len();
        self.nested += 1;
        self.current.set_top(self.current.top().max(self.native_top));
        let started = self.push_waiting(0, super::Mode::Exit).map_err(Stop::from);
        let stop = match started {
            Ok(()) => {
                self.frames.pop();
                match self.resume(generator, Resumption::Throw(exit), 0, super::Mode::Exit) {
                    Ok(()) => self.run(),
                    Err(Stop::Raised) => match self.unwind() {
                        Ok(()) => self.run(),
                        Err(stop) => stop,
                    },
                    Err(stop) => stop,
                }
            }
            Err(stop) => stop,
        };
        self.nested -= 1;
        self.frames.truncate(depth);
        self.current = saved;
        let suspended = self.heap.generator(generator).is_some_and(|object| object.state == GeneratorState::Suspended);
        match stop {
            Stop::Returned if suspended => Err(self.ignored_exit(generator)),
            Stop::Returned => Ok(()),
            _ => {
                let raised = self.heap.raised;
                let ends = [classes::GENERATOR_EXIT, classes::STOP_ITERATION, classes::STOP_ASYNC_ITERATION];
                if ends.iter().any(|class| self.heap.is_instance(raised, *class)) {
                    self.take_raised();
                    return Ok(());
                }
                Err(Raised)
            }
        }
    }

    /// Reports an exception that nobody can catch and the object whose code raised it, by `sys.unraisablehook`.
    pub(super) fn report_unraisable(&mut self, what: &str, object: Value) {
        if self.ending.is_some() {
            return;
        }
        let exception = self.take_raised();
        if self.is_limit_reached(exception) {
            return;
        }
        let base = self.roots.len();
        self.roots.extend_from_slice(&[exception, object]);
        // One that never passed through a frame is shown with the frame that runs.
        if self.shown_entries(exception).is_empty()
            && let Some(frame) = self.shown_frame().filter(|frame| frame.pc() > 0)
        {
            let entry = self.place_when_finalizing(frame);
            if let Some(object) = self.heap.exception_mut(exception) {
                object.traceback.push(entry);
            }
        }
        let text = match self.script_hook("unraisablehook") {
            Some(hook) => match self.call_sys_info("call_unraisable_hook", &[hook, exception, object]) {
                Ok(_) => Ok(String::new()),
                Err(Raised) => {
                    let raised = self.take_raised();
                    self.roots.push(raised);
                    let hook = self.repr_text(hook);
                    self.render_unraisable(&format!("Exception ignored in sys.unraisablehook: {hook}"), raised)
                }
            },
            None => self.render_unraisable(what, exception),
        };
        self.roots.truncate(base);
        // Where there is no room for it, the script ends; a host that cannot take it cannot be told so either.
        if let Ok(text) = text {
            let _ = self.host.output.write(crate::host::Stream::Err, text.as_bytes());
        }
    }

    /// Where a frame stands that runs. One that closes a loop's generator because of an exception stands where that came
    /// from.
    fn place_when_finalizing(&self, frame: Frame) -> TracebackEntry {
        let pc = frame.pc() - 1;
        let ops =
            self.linked.get(frame.code().0 as usize).and_then(|linked| linked.ops.get(pc as usize..pc as usize + 2));
        if let Some([Op::CloseIter { .. }, Op::Reraise { exception }]) = ops
            && let Some(object) = self.heap.exception(self.register_of(frame.base(), exception.0))
            && let Some(entry) = object.traceback.iter().rev().find(|entry| entry.code == frame.code())
        {
            return *entry;
        }
        TracebackEntry { code: frame.code(), pc }
    }

    /// `coroutine 'f' was never awaited`
    pub(super) fn warn_never_awaited(&mut self, coroutine: Value) {
        let name = self.generator_qualname(coroutine);
        self.warn_unawaited(&format!("coroutine '{name}'"), coroutine);
    }

    /// `coroutine method 'asend' of 'f' was never awaited`: an awaitable of an async generator that is dropped at once.
    pub(super) fn warn_awaitable_dropped(&mut self, value: Value) {
        let Some(OtherObject::AsyncAwaitable(awaitable)) = self.heap.other_mut(value) else { return };
        if awaitable.state != AwaitableState::Init {
            return;
        }
        awaitable.state = AwaitableState::Closed;
        let method = match awaitable.action {
            AsyncAction::Send(_) => "asend",
            AsyncAction::Throw(..) => "athrow",
            AsyncAction::Close => "aclose",
        };
        let generator = awaitable.generator;
        let name = self.generator_qualname(generator);
        self.warn_unawaited(&format!("coroutine method '{method}' of '{name}'"), value);
    }
}
