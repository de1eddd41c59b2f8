//! `yield from` and `await`: a step of what a frame delegates to, and an exception on its way to that.

use super::{Frame, Mode, OuterList, Resumption, Step, Vm};
use crate::native::Raised;
use crate::object::generator::{GeneratorKind, GeneratorState};
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::Op;

impl Vm {
    /// Executes `Delegate`: one step of `yield from` or `await`.
    pub(super) fn delegate(&mut self, dst: u8, iter: u8) -> Step {
        let (iterator, sent) = (self.reg(iter), self.reg(iter + 1));
        match iterator.split() {
            Some((Kind::Generator, _)) => self.resume(iterator, Resumption::Send(sent), dst, Mode::Delegate),
            Some((Kind::Future | Kind::Task, _)) => self.delegate_to_future(iterator, dst),
            Some((Kind::Iterator, _)) if sent.is_none() => match self.iterator_next(iterator)? {
                Some(value) => self.suspend_at_delegate(value),
                None => self.complete(Value::NONE, dst, Mode::Delegate),
            },
            _ => self.delegate_to_other(iterator, sent, dst),
        }
    }

    fn delegate_to_other(&mut self, iterator: Value, sent: Value, dst: u8) -> Step {
        use crate::object::other::OtherObject;
        match self.heap.other(iterator) {
            Some(OtherObject::AsyncAwaitable(_)) => return self.await_awaitable(iterator, Resumption::Send(sent), dst),
            Some(OtherObject::FutureIterator(future)) if !future.is_unbound() => {
                return self.delegate_to_future(*future, dst);
            }
            Some(OtherObject::CoroutineWrapper(coroutine)) => {
                return self.resume(*coroutine, Resumption::Send(sent), dst, Mode::Delegate);
            }
            _ => {}
        }
        let class = self.heap.class_of(iterator);
        if sent.is_none()
            && let Some(next) = self.heap.class_lookup(class, names::NEXT)
        {
            return self.call_with(next, &[iterator], dst, Mode::DelegateStep);
        }
        let send = self.attribute_nested(iterator, names::SEND)?;
        self.call_with(send, &[sent], dst, Mode::DelegateStep)
    }

    /// The current frame, at a `Delegate`, yields what a foreign iterator gave; it resumes at the same instruction.
    pub(super) fn suspend_at_delegate(&mut self, value: Value) -> Step {
        let Op::Delegate { iter, .. } = self.waiting_op() else { return Ok(()) };
        self.suspend(value, iter.0 + 1, self.current.pc() - 1)
    }

    /// A foreign iterator ended: the `Delegate` that the current frame stands at is done.
    pub(super) fn finish_delegate(&mut self, value: Value) {
        if let Op::Delegate { dst, .. } = self.waiting_op() {
            self.set_reg(dst.0, value);
        }
    }

    /// Throws into the current frame, which was suspended: at a yield the exception is raised there; at a `Delegate` to a
    /// foreign iterator that one gets it first.
    pub(super) fn throw_into_current(&mut self, exception: Value) -> Step {
        let code = &self.linked[self.current.code().0 as usize].code;
        let Some(Op::Delegate { dst, iter }) = code.ops.get(self.current.pc() as usize).copied() else {
            let mut exception = exception;
            if self.heap.is_instance(exception, classes::STOP_ITERATION) && self.is_pause(self.current.place) {
                // It would have to pass through a generator.
                self.heap.raised = exception;
                self.convert_stop(GeneratorKind::Generator);
                exception = self.take_raised();
            }
            return Err(self.raise_again(exception).into());
        };
        self.current.set_pc(self.current.pc() + 1);
        let iterator = self.reg(iter.0);
        let takes_it = match iterator.split() {
            Some((Kind::Future | Kind::Task | Kind::Iterator, _)) => false,
            Some((Kind::Generator, index)) => {
                let object = self.heap.generators.get(index);
                if object.state == GeneratorState::Closed && object.kind == GeneratorKind::Coroutine {
                    return Err(self.runtime_error("cannot reuse already awaited coroutine").into());
                }
                let exits = self.heap.is_instance(exception, classes::GENERATOR_EXIT);
                if exits && object.state == GeneratorState::Suspended {
                    // It comes from `aclose` or `athrow`, which throw it further in.
                    return self.throw_further(iterator, exception, dst.0);
                }
                object.state != GeneratorState::Closed
            }
            // What ends a request is no script's affair.
            _ => !self.is_limit_reached(exception),
        };
        if !takes_it {
            return self.thrown_at_delegate(exception);
        }
        // Looking for the method may run script code.
        self.roots.push(exception);
        let found = self.optional_attribute(iterator, "throw");
        self.roots.pop();
        if found.is_err() {
            // The frame knows nothing of it.
            self.current.set_pc(self.current.pc() - 1);
            self.passes_by = true;
        }
        match found? {
            Some(throw) => self.call_with(throw, &[exception], 0, Mode::DelegateThrow),
            None => {
                let exception = self.throw_argument(exception, Value::UNBOUND, Value::UNBOUND)?;
                self.thrown_at_delegate(exception)
            }
        }
    }

    /// Throws into what the current frame delegates to. What comes out of that resumes the frame, as it does those of a list
    /// that was thrown into: so the two are made one list.
    #[cold]
    fn throw_further(&mut self, delegate: Value, exception: Value, dst: u8) -> Step {
        let with = Resumption::Throw(exception);
        let Some(owner) = self.current.owner().generator() else {
            return self.resume_suspended(delegate, with, dst, Mode::Delegate);
        };
        let waiting = self.current.waiting(dst, Mode::Delegate);
        if self.thrown && !self.frames.is_empty() && self.frames.len() as u32 == self.delegating {
            self.frames.push(waiting);
            self.delegating += 1;
            self.set_state(owner, GeneratorState::Chained);
        } else {
            self.one_list_deeper(waiting)?;
            self.set_state(owner, GeneratorState::Running);
        }
        let top = self.current.top();
        let index = delegate.index();
        let object = self.heap.generators.get_mut(index);
        let chain = object.extra.as_mut().map(|extra| std::mem::take(&mut extra.chain)).unwrap_or_default();
        let mut frames = chain.into_iter();
        let Some(mut innermost) = frames.next_back() else {
            self.enter_generator(delegate);
            return self.deliver_resumption(with);
        };
        object.state = GeneratorState::Chained;
        innermost.set_top(top);
        self.frames.extend(frames);
        self.delegating = self.frames.len() as u32;
        if let Some(owner) = innermost.owner().generator() {
            self.set_state(owner, GeneratorState::Running);
        }
        self.current = innermost;
        self.deliver_resumption(with)
    }

    /// Puts the list of frames aside for one that begins with this frame and is thrown into.
    fn one_list_deeper(&mut self, first: Frame) -> Step {
        let depth = self.frames.len() as u32 + self.outer_depth;
        if depth >= self.limits.recursion {
            return Err(self.recursion_error("maximum recursion depth exceeded").into());
        }
        let frames = std::mem::replace(&mut self.frames, vec![first]);
        self.outer_depth += frames.len() as u32;
        self.outer.push(OuterList { frames, delegating: self.delegating, thrown: self.thrown });
        self.delegating = 1;
        self.thrown = true;
        Ok(())
    }

    /// The exception on its way passes the current frame by, which stands at a `Delegate` as before. Whoever waited for it becomes
    /// the current one, and is done with it: a coroutine that nobody has seen is finalised.
    #[cold]
    pub(super) fn leave_at_delegate(&mut self) {
        let frame = self.current;
        let Op::Delegate { iter, .. } = self.linked[frame.code().0 as usize].ops[frame.pc() as usize] else { return };
        if let Some(index) = frame.owner().index() {
            self.leave_generator(index, iter.0 + 1, frame.pc());
            self.last_ended = frame.owner().generator();
            self.pop_waiting();
            return;
        }
        let coroutine = self.object_of_fused(&frame);
        if let Some(object) = self.heap.generator_mut(coroutine) {
            object.place = frame.place;
            object.resume = iter.0 + 1;
        }
        self.pop_waiting();
        let base = self.roots.len();
        self.roots.extend([coroutine, self.heap.raised]);
        self.finalize_generator(coroutine);
        self.roots.truncate(base);
    }

    /// An exception is raised at a `Delegate`, which is already behind the current frame: a StopIteration is its result.
    fn thrown_at_delegate(&mut self, exception: Value) -> Step {
        let raised = self.raise_again(exception);
        if self.heap.is_instance(exception, classes::STOP_ITERATION) {
            let value = self.stop_value();
            self.finish_delegate(value);
            return Ok(());
        }
        Err(raised.into())
    }

    /// Sends a thrown exception on its way. Its context is set only where the current frame itself handles another one.
    pub(super) fn raise_again(&mut self, exception: Value) -> Raised {
        if self.handled_in(&self.current).is_some() {
            return self.raise(exception);
        }
        self.heap.raised = exception;
        Raised
    }

    /// `Delegate` to a native future or task: its result, or a suspension that yields the future to the driver.
    fn delegate_to_future(&mut self, future: Value, dst: u8) -> Step {
        match self.future_outcome(future) {
            Some(Ok(value)) => self.complete(value, dst, Mode::Delegate),
            Some(Err(exception)) => Err(self.raise(exception).into()),
            None if self.set_blocking(future, true) => Err(self.runtime_error("await wasn't used with future").into()),
            None => self.suspend_at_delegate(future),
        }
    }
}
