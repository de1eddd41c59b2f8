//! Async generators: the awaitables of `asend`, `__anext__`, `athrow` and `aclose`, awaited by an instruction or driven by
//! hand. Specification: PEP 525; states and messages: CPython `Objects/genobject.c`.

use super::{Frame, Mode, Resumption, Step, Stop, Vm};
use crate::native::Raised;
use crate::object::generator::{GeneratorKind, GeneratorState};
use crate::object::other::{AsyncAction, AsyncAwaitable, AwaitableState, OtherObject};
use crate::types::classes;
use crate::value::{Kind, Value};

impl Vm {
    /// A new awaitable of an async generator. The hooks of `sys.set_asyncgen_hooks` run at the generator's first one.
    pub fn new_awaitable(&mut self, generator: Value, action: AsyncAction) -> Value {
        let state = AwaitableState::Init;
        let object = OtherObject::AsyncAwaitable(Box::new(AsyncAwaitable { generator, action, state }));
        let awaitable = self.heap.new_other(object);
        if self.unawaited.len() >= self.unawaited_kept {
            let mut unawaited = std::mem::take(&mut self.unawaited);
            unawaited.retain(|awaitable| self.is_unawaited(*awaitable));
            self.unawaited_kept = 2 * unawaited.len() + 16;
            self.unawaited = unawaited;
        }
        self.unawaited.push(awaitable);
        awaitable
    }

    /// Whether nobody has begun to await an awaitable of an async generator.
    pub(super) fn is_unawaited(&self, value: Value) -> bool {
        self.awaitable(value).is_some_and(|awaitable| awaitable.state == AwaitableState::Init)
    }

    fn awaitable(&self, value: Value) -> Option<&AsyncAwaitable> {
        match self.heap.other(value) {
            Some(OtherObject::AsyncAwaitable(awaitable)) => Some(awaitable),
            _ => None,
        }
    }

    fn set_awaitable_state(&mut self, value: Value, state: AwaitableState) {
        if let Some(OtherObject::AsyncAwaitable(awaitable)) = self.heap.other_mut(value) {
            awaitable.state = state;
        }
    }

    /// An awaitable in the middle of its iteration, for a frame that awaited without one.
    pub(super) fn awaitable_for_chain(&mut self, generator: Value) -> Value {
        let awaitable = self.new_awaitable(generator, AsyncAction::Send(Value::NONE));
        self.set_awaitable_state(awaitable, AwaitableState::Iter);
        if let Some(object) = self.heap.generator_mut(generator) {
            object.extra_mut().awaitable = awaitable;
        }
        awaitable
    }

    /// The slow side of `AsyncSend`: a native async generator that is fresh, busy or has something special.
    pub(super) fn async_send(&mut self, generator: Value, sent: Value, dst: u8, slow: u32) -> Step {
        let Some(object) = self.heap.generator(generator).filter(|object| object.kind == GeneratorKind::AsyncGenerator)
        else {
            return self.jump(slow);
        };
        match object.state {
            GeneratorState::Closed => Err(self.raise_with(classes::STOP_ASYNC_ITERATION, &[]).into()),
            GeneratorState::Fresh if !sent.is_none() => Err(self.not_just_started().into()),
            GeneratorState::Fresh if !object.hooked && self.has_asyncgen_hooks() => self.jump(slow),
            GeneratorState::Fresh => {
                if !object.hooked {
                    self.look_after(generator);
                }
                self.resume(generator, Resumption::Send(Value::NONE), dst, Mode::AsyncSend)
            }
            GeneratorState::Suspended | GeneratorState::Running | GeneratorState::Chained => {
                if self.is_being_iterated(generator) {
                    return Err(self.runtime_error("anext(): asynchronous generator is already running").into());
                }
                if self.is_running(generator) {
                    return Err(self.already_running(generator).into());
                }
                self.set_released(generator, false);
                self.resume(generator, Resumption::Send(sent), dst, Mode::AsyncSend)
            }
        }
    }

    #[cold]
    fn not_just_started(&mut self) -> Raised {
        self.type_error("can't send non-None value to a just-started async generator")
    }

    /// A step of an awaitable that the current frame awaits with `Delegate`.
    pub(super) fn await_awaitable(&mut self, awaitable: Value, with: Resumption, dst: u8) -> Step {
        self.step_awaitable(awaitable, with, dst, Mode::Awaitable)
    }

    /// A step of an awaitable that a script drives by `send`, `throw` or `next`.
    pub(super) fn drive_awaitable(&mut self, awaitable: Value, with: Resumption, dst: u8) -> Step {
        self.step_awaitable(awaitable, with, dst, Mode::AwaitableSend)
    }

    /// The order of the checks is that of CPython's `async_gen_asend_send` and its relatives; scripts see it.
    fn step_awaitable(&mut self, value: Value, with: Resumption, dst: u8, mode: Mode) -> Step {
        let Some(awaitable) = self.awaitable(value) else { return Ok(()) };
        let (generator, action, state) = (awaitable.generator, awaitable.action, awaitable.state);
        if state == AwaitableState::Closed {
            return Err(self.awaitable_reused(action).into());
        }
        let Some(object) = self.heap.generator(generator) else { return Ok(()) };
        let (generator_state, exiting) = (object.state, object.exiting);
        if generator_state == GeneratorState::Closed {
            self.set_awaitable_state(value, AwaitableState::Closed);
            return match (with, action) {
                (Resumption::Throw(exception), _) => self.awaitable_thrown(exception, action, dst, mode),
                (_, AsyncAction::Send(_)) => Err(self.raise_with(classes::STOP_ASYNC_ITERATION, &[]).into()),
                (_, AsyncAction::Throw(..) | AsyncAction::Close) => self.awaitable_result(Value::NONE, dst, mode),
            };
        }
        let (begins, first) = (state == AwaitableState::Init, with);
        // CPython does not note the end of such a step, and does not say at its beginning that the generator is driven.
        let lasts = matches!((action, with), (AsyncAction::Throw(..), Resumption::Send(_))) && !begins;
        if !begins && self.is_running(generator) {
            return self.step_while_running(value, generator, lasts);
        }
        if begins && self.is_being_iterated(generator) {
            self.set_awaitable_state(value, AwaitableState::Closed);
            return Err(self.awaitable_busy(action).into());
        }
        let with = match (action, with) {
            (AsyncAction::Send(first), Resumption::Send(sent)) if begins && sent.is_none() => Resumption::Send(first),
            (AsyncAction::Throw(..) | AsyncAction::Close, Resumption::Send(_)) if begins && exiting => {
                self.set_awaitable_state(value, AwaitableState::Closed);
                return Err(self.raise_with(classes::STOP_ASYNC_ITERATION, &[]).into());
            }
            (AsyncAction::Throw(..) | AsyncAction::Close, Resumption::Send(sent)) if begins && !sent.is_none() => {
                return Err(self.runtime_error("can't send non-None value to a just-started coroutine").into());
            }
            (AsyncAction::Throw(class, argument, traceback), Resumption::Send(_)) if begins => {
                match self.throw_argument(class, argument, traceback) {
                    Ok(exception) => Resumption::Throw(exception),
                    Err(raised) => {
                        self.set_awaitable_state(value, AwaitableState::Closed);
                        return Err(raised.into());
                    }
                }
            }
            (AsyncAction::Close, Resumption::Send(_)) if begins => {
                if let Some(object) = self.heap.generator_mut(generator) {
                    object.exiting = true;
                }
                Resumption::Throw(self.new_exception(classes::GENERATOR_EXIT, &[]))
            }
            (_, with) => with,
        };
        if self.is_running(generator) {
            return self.step_while_running(value, generator, false);
        }
        if generator_state == GeneratorState::Fresh {
            match with {
                Resumption::Send(sent) if !sent.is_none() => {
                    self.set_awaitable_state(value, AwaitableState::Closed);
                    return Err(self.not_just_started().into());
                }
                Resumption::Send(_) => {}
                Resumption::Throw(exception) => {
                    self.set_awaitable_state(value, AwaitableState::Closed);
                    let code = self.heap.generator(generator).map(|object| object.place.code());
                    self.close_fresh(generator);
                    return self.awaitable_thrown(exception, action, dst, mode).inspect_err(|_| {
                        self.record_definition(code);
                    });
                }
            }
        }
        if begins || matches!((action, with), (AsyncAction::Send(_), Resumption::Send(_))) {
            self.set_released(generator, false);
        } else if lasts && !self.is_being_iterated(generator) {
            self.set_released(generator, true);
        }
        self.begin_awaitable(value, generator, if lasts { AwaitableState::Waited } else { AwaitableState::Iter });
        let throws = matches!((action, first), (AsyncAction::Throw(..) | AsyncAction::Close, Resumption::Send(_)));
        if begins && throws && generator_state == GeneratorState::Suspended {
            // These throw GeneratorExit also at what the body awaits, where others close that.
            return self.resume_suspended(generator, with, dst, mode);
        }
        self.resume(generator, with, dst, mode)
    }

    /// A step of an awaitable whose generator's body runs: the awaitable is closed by that, and nothing drives the generator
    /// any more, whatever its body thinks.
    #[cold]
    fn step_while_running(&mut self, awaitable: Value, generator: Value, lasts: bool) -> Step {
        if !lasts {
            self.set_awaitable_state(awaitable, AwaitableState::Closed);
        }
        self.set_released(generator, true);
        self.has_released = true;
        Err(self.already_running(generator).into())
    }

    fn set_released(&mut self, generator: Value, released: bool) {
        let Some(object) = self.heap.generator_mut(generator) else { return };
        if released {
            object.rare_mut().released = true;
        } else if let Some(rare) = object.extra.as_mut().and_then(|extra| extra.rare.as_mut()) {
            rare.released = false;
        }
    }

    /// A list of frames was put aside, and some step has failed because a body ran. Who awaits the awaitable of that step has
    /// to see at the next one that it is closed: the list is taken apart.
    #[cold]
    pub(super) fn split_released(&mut self, root: Value) {
        let Some(extra) = self.heap.generator(root).and_then(|object| object.extra.as_ref()) else { return };
        let is_released = |frame: &Frame| {
            let object = frame.owner().generator().and_then(|generator| self.heap.generator(generator));
            object.and_then(|object| object.rare()).is_some_and(|rare| rare.released)
        };
        if extra.chain.iter().any(is_released) {
            self.split_chain(root);
            self.has_released = false;
        }
    }

    /// An exception that was thrown into an awaitable comes out of it at once: its generator has no frame that runs.
    fn awaitable_thrown(&mut self, exception: Value, action: AsyncAction, dst: u8, mode: Mode) -> Step {
        if matches!(action, AsyncAction::Close) && self.ends_closing(exception) {
            return self.awaitable_result(Value::NONE, dst, mode);
        }
        self.heap.raised = exception;
        if mode == Mode::Awaitable && self.heap.is_instance(exception, classes::STOP_ITERATION) {
            let value = self.stop_value();
            self.set_reg(dst, value);
            return Ok(());
        }
        Err(Stop::Raised)
    }

    /// What `aclose` takes for the end that it wanted.
    fn ends_closing(&self, exception: Value) -> bool {
        self.heap.is_instance(exception, classes::GENERATOR_EXIT)
            || self.heap.is_instance(exception, classes::STOP_ASYNC_ITERATION)
    }

    #[cold]
    fn awaitable_busy(&mut self, action: AsyncAction) -> Raised {
        let name = match action {
            AsyncAction::Send(_) => "anext()",
            AsyncAction::Throw(..) => "athrow()",
            AsyncAction::Close => "aclose()",
        };
        self.runtime_error(format!("{name}: asynchronous generator is already running"))
    }

    #[cold]
    fn awaitable_reused(&mut self, action: AsyncAction) -> Raised {
        self.runtime_error(match action {
            AsyncAction::Send(_) => "cannot reuse already awaited __anext__()/asend()",
            AsyncAction::Throw(..) | AsyncAction::Close => "cannot reuse already awaited aclose()/athrow()",
        })
    }

    /// A generator whose awaitable is under way is suspended with others.
    #[cold]
    pub(super) fn note_waited(&mut self, awaitable: Value) {
        if self.awaitable(awaitable).is_some_and(|awaitable| awaitable.state == AwaitableState::Iter) {
            self.set_awaitable_state(awaitable, AwaitableState::Waited);
        }
    }

    fn begin_awaitable(&mut self, value: Value, generator: Value, state: AwaitableState) {
        self.set_awaitable_state(value, state);
        if let Some(object) = self.heap.generator_mut(generator) {
            object.extra_mut().awaitable = value;
        }
    }

    /// A generator that never ran is closed without running.
    pub(crate) fn close_fresh(&mut self, generator: Value) {
        let Some(object) = self.heap.generator_mut(generator) else { return };
        object.state = GeneratorState::Closed;
        let block = object.registers;
        self.blocks.release(block);
    }

    /// An awaitable is done: its result goes to whoever awaits or drives it.
    fn awaitable_result(&mut self, result: Value, dst: u8, mode: Mode) -> Step {
        match mode {
            Mode::AwaitableSend => Err(self.stop_iteration_of(result).into()),
            _ => {
                self.set_reg(dst, result);
                Ok(())
            }
        }
    }

    /// StopIteration that delivers any value intact.
    pub(super) fn stop_iteration_of(&mut self, value: Value) -> Raised {
        self.stop_iteration(value)
    }

    /// The awaitable that drives the async generator whose frame is the current one; it is taken off.
    pub(super) fn take_driver(&mut self, generator: Option<Value>) -> Option<(Value, AsyncAction)> {
        let object = self.heap.generator_mut(generator?)?;
        let extra = object.extra.as_mut()?;
        let value = std::mem::replace(&mut extra.awaitable, Value::UNBOUND);
        if let Some(rare) = &mut extra.rare {
            rare.released = false;
        } else if extra.chain.is_empty() {
            object.extra = None;
        }
        let AsyncAwaitable { action, state, .. } = *self.awaitable(value)?;
        let lasts = matches!(action, AsyncAction::Throw(..)) && state == AwaitableState::Waited && !self.thrown;
        if !lasts {
            self.set_awaitable_state(value, AwaitableState::Closed);
        }
        Some((value, action))
    }

    /// The current frame, an async generator's, yields to its awaitable.
    pub(super) fn async_generator_yielded(&mut self, value: Value) -> Step {
        let generator = self.current.owner().generator();
        let driver = self.take_driver(generator);
        let waiting = self.pop_waiting();
        match driver {
            Some((_, AsyncAction::Close)) => Err(self.runtime_error("async generator ignored GeneratorExit").into()),
            _ => self.awaitable_result(value, waiting.dst(), waiting.mode()),
        }
    }

    /// An async generator's body has returned; the frame that waited is the current one.
    pub(super) fn async_generator_ended(&mut self, mode: Mode) -> Step {
        if mode != Mode::AsyncSend {
            let dst = self.current.dst();
            let driver = self.last_ended.take();
            if let Some((_, AsyncAction::Close)) = self.take_driver(driver) {
                return self.awaitable_result(Value::NONE, dst, mode);
            }
        }
        Err(self.raise_with(classes::STOP_ASYNC_ITERATION, &[]).into())
    }

    /// An exception left the body of an async generator whose awaitable the current frame waits for.
    pub(super) fn awaitable_raised(&mut self, waiting: Frame) -> Result<bool, Stop> {
        let generator = self.last_ended.take();
        let driver = self.take_driver(generator);
        if let Some(generator) = generator
            && self.heap.generator(generator).is_some_and(|object| object.state == GeneratorState::Suspended)
        {
            // The exception has passed it by: it awaits, and nothing drives it.
            self.set_released(generator, true);
        }
        if !self.ends_closing(self.heap.raised) || !matches!(driver, Some((_, AsyncAction::Close))) {
            return Ok(false);
        }
        self.take_raised();
        match self.awaitable_result(Value::NONE, waiting.dst(), waiting.mode()) {
            Ok(()) => Ok(true),
            Err(Stop::Raised) => Ok(false),
            Err(stop) => Err(stop),
        }
    }

    /// Whether `sys.set_asyncgen_hooks` set a hook.
    pub(super) fn has_asyncgen_hooks(&self) -> bool {
        !self.asyncgen_hooks.0.is_none()
    }

    /// Whether a value is an async generator.
    pub fn is_async_generator(&self, value: Value) -> bool {
        value.is_kind(Kind::Generator)
            && self.heap.generator(value).is_some_and(|object| object.kind == GeneratorKind::AsyncGenerator)
    }
}
