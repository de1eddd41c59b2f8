//! What becomes of a result: a waiting frame takes it as its mode says.

use super::call::Call;
use super::{Conversion, Frame, Mode, OuterList, Stage, Step, Stop, TaskEvent, Vm};
use crate::native::Raised;
use crate::object::generator::{GeneratorKind, GeneratorState};
use crate::types::classes;
use crate::value::Value;
use hognose_bytecode::Op;

impl Vm {
    /// The current frame returns: it is gone, and whoever waits takes the value.
    pub(super) fn return_value(&mut self, value: Value) -> Step {
        let frame = self.current;
        if frame.owner().is_plain() {
            let waiting = self.pop_waiting();
            return self.complete(value, waiting.dst(), waiting.mode());
        }
        if frame.owner().is_fused() {
            if let Some(block) = frame.block() {
                self.blocks.release(block);
            }
            let waiting = self.pop_waiting();
            return self.complete(value, waiting.dst(), waiting.mode());
        }
        self.return_from_generator(value)
    }

    fn return_from_generator(&mut self, value: Value) -> Step {
        self.last_ended = self.current.owner().generator();
        let kind = self.close_generator_frame();
        let waiting = self.pop_waiting();
        match waiting.mode() {
            Mode::ForGenerator => Ok(()),
            Mode::Send => Err(self.stop_iteration(value).into()),
            Mode::AsyncSend | Mode::Awaitable | Mode::AwaitableSend if kind == GeneratorKind::AsyncGenerator => {
                self.async_generator_ended(waiting.mode())
            }
            Mode::TaskStep => {
                self.task_event = TaskEvent::Returned(value);
                Err(Stop::Task)
            }
            mode => self.complete(value, waiting.dst(), mode),
        }
    }

    /// Closes the generator whose frame is the current one, and frees its registers.
    pub(super) fn close_generator_frame(&mut self) -> GeneratorKind {
        let Some(generator) = self.current.owner().generator() else { return GeneratorKind::Generator };
        let rare = self.heap.generator(generator).and_then(|object| object.rare());
        if let Some(rare) = rare
            && !rare.frame.is_unbound()
        {
            self.freeze_frame(rare.frame, self.current);
        }
        let Some(object) = self.heap.generator_mut(generator) else { return GeneratorKind::Generator };
        object.state = GeneratorState::Closed;
        let (block, kind) = (object.registers, object.kind);
        if let Some(extra) = &mut object.extra {
            extra.chain.clear();
        }
        self.blocks.release(block);
        kind
    }

    /// Takes the frame that waits for the current one and makes it the current one.
    pub(crate) fn pop_waiting(&mut self) -> Frame {
        while self.frames.is_empty() {
            let Some(OuterList { frames, delegating, thrown }) = self.outer.pop() else { break };
            self.outer_depth -= frames.len() as u32;
            self.thrown = thrown;
            let empty = std::mem::replace(&mut self.frames, frames);
            self.spare = empty;
            self.delegating = delegating;
        }
        let mut waiting = self.frames.pop().unwrap_or(self.current.waiting(self.current.dst(), Mode::Exit));
        if waiting.base().is_block() && self.current.base().is_block() && super::generator::delegates(waiting.mode()) {
            // It may have been swapped in with the place of an earlier stack top.
            waiting.set_top(self.current.top());
        }
        self.delegating = self.delegating.min(self.frames.len() as u32);
        self.current = waiting;
        waiting
    }

    /// Gives a result to the current frame, which waited for it in that mode.
    pub(crate) fn complete(&mut self, value: Value, dst: u8, mode: Mode) -> Step {
        match mode {
            Mode::Value | Mode::Delegate | Mode::Fused | Mode::Close | Mode::GetAttr => self.set_reg(dst, value),
            Mode::Discard | Mode::Finalize => {}
            Mode::ForeignStep => {
                self.task_event = TaskEvent::Yielded(value);
                return Err(Stop::Task);
            }
            Mode::Init => return self.complete_init(value, dst),
            Mode::Exit => {
                self.exit_value = value;
                return Err(Stop::Returned);
            }
            Mode::ForNext => {
                self.set_reg(dst, value);
                return self.advance_loop();
            }
            Mode::ForIter => return self.complete_loop_iterator(value, dst),
            Mode::Iterator => return self.complete_iterator(value, dst),
            Mode::DelegateStep | Mode::DelegateThrow => return self.suspend_at_delegate(value),
            Mode::Await => return self.complete_await(value, dst),
            Mode::AsyncIterator => return self.complete_async_iterator(value, dst),
            Mode::AsyncNext => return self.complete_async_next(value, dst),
            Mode::JumpTruth => {
                let op = self.waiting_op();
                return self.jump_on_truth(op, value);
            }
            Mode::JumpBool => {
                let truth = self.bool_result(value)?;
                return self.decide(truth);
            }
            Mode::JumpLength => {
                let truth = self.length_result(value)? != 0;
                return self.decide(truth);
            }
            Mode::NotBool => {
                let truth = self.bool_result(value)?;
                self.set_reg(dst, Value::bool(!truth));
            }
            Mode::NotLength => {
                let truth = self.length_result(value)? != 0;
                self.set_reg(dst, Value::bool(!truth));
            }
            Mode::ContainsTruth => return self.complete_contains(value, dst),
            Mode::BinaryInPlace => return self.complete_binary(value, dst, Stage::InPlace),
            Mode::BinaryLeft => return self.complete_binary(value, dst, Stage::Left),
            Mode::BinaryRight => return self.complete_binary(value, dst, Stage::Right),
            Mode::BinaryRightFirst => return self.complete_binary(value, dst, Stage::RightFirst),
            Mode::CompareLeft => return self.complete_compare(value, Stage::Left),
            Mode::CompareRight => return self.complete_compare(value, Stage::Right),
            Mode::CompareRightFirst => return self.complete_compare(value, Stage::RightFirst),
            Mode::ClassBody => return self.complete_class_body(value, dst),
            Mode::ModuleBody => {
                let module = self.stack[self.current.top() as usize];
                return self.complete_import(module);
            }
            Mode::Unpacked => return self.complete_unpack(value, dst),
            Mode::GetMethod | Mode::Method => {
                self.set_reg(dst, Value::UNBOUND);
                self.set_reg(dst + 1, value);
            }
            Mode::CheckStr => return self.complete_check(value, dst, Conversion::Str),
            Mode::CheckRepr => return self.complete_check(value, dst, Conversion::Repr),
            Mode::CheckFormat => return self.complete_check(value, dst, Conversion::Format),
            Mode::CheckLength => return self.complete_check(value, dst, Conversion::Length),
            Mode::Send | Mode::ForGenerator | Mode::AsyncSend | Mode::Awaitable | Mode::AwaitableSend => {
                self.set_reg(dst, value);
            }
            Mode::TaskStep => {
                self.task_event = TaskEvent::Returned(value);
                return Err(Stop::Task);
            }
            Mode::EventLoop => self.set_reg(dst, value),
        }
        Ok(())
    }

    /// The instruction that the current frame is waiting in.
    pub(super) fn waiting_op(&self) -> Op {
        let code = &self.linked[self.current.code().0 as usize].code;
        code.ops[self.current.pc().saturating_sub(1) as usize]
    }

    fn complete_init(&mut self, value: Value, dst: u8) -> Step {
        if !value.is_none() {
            let name = self.heap.type_name(value);
            let message = format!("__init__() should return None, not '{name}'");
            return Err(self.type_error(message).into());
        }
        let instance = self.stack[self.current.top() as usize];
        self.set_reg(dst, instance);
        Ok(())
    }

    /// A loop got its next item: on to its body.
    pub(super) fn enter_loop_body(&mut self) {
        if let Op::ForIter { body, .. } = self.waiting_op() {
            self.current.set_pc(body.0);
        }
    }

    /// Jumps as the waiting instruction says of a truth.
    pub(super) fn decide(&mut self, truth: bool) -> Step {
        match jump_of(self.waiting_op()) {
            Some((when, target)) if truth == when => self.jump(target),
            _ => Ok(()),
        }
    }

    /// Goes on at `target`; backwards it is a safepoint, as in the run loop.
    pub(super) fn jump(&mut self, target: u32) -> Step {
        let is_backwards = target < self.current.pc();
        self.current.set_pc(target);
        if is_backwards { self.entry_safepoint() } else { Ok(()) }
    }

    /// `__bool__` must return a bool.
    pub(super) fn bool_result(&mut self, value: Value) -> Result<bool, Raised> {
        match value.as_bool() {
            Some(truth) => Ok(truth),
            None => {
                let name = self.heap.type_name(value);
                let message = format!("__bool__ should return bool, returned {name}");
                Err(self.type_error(message))
            }
        }
    }

    fn complete_contains(&mut self, value: Value, dst: u8) -> Step {
        let op = self.waiting_op();
        match op {
            Op::Contains { negate, .. } => match self.truth_native(value) {
                Some(truth) => {
                    self.set_reg(dst, Value::bool(truth != negate.0));
                    Ok(())
                }
                None => {
                    let function = self.prelude(if negate.0 { "is_false" } else { "is_true" })?;
                    self.call_with(function, &[value], dst, Mode::Value)
                }
            },
            op => self.jump_on_truth(op, value),
        }
    }

    fn complete_check(&mut self, value: Value, dst: u8, conversion: Conversion) -> Step {
        let is_str = self.heap.text(self.heap.plain(value)).is_some();
        let name = self.heap.type_name(value);
        let message = match conversion {
            Conversion::Length => {
                let length = self.length_result(value)?;
                let length = self.heap.int(length as i64);
                self.set_reg(dst, length);
                return Ok(());
            }
            _ if is_str => {
                self.set_reg(dst, value);
                return Ok(());
            }
            Conversion::Str => format!("__str__ returned non-string (type {name})"),
            Conversion::Repr => format!("__repr__ returned non-string (type {name})"),
            Conversion::Format => format!("__format__ must return a str, not {name}"),
        };
        Err(self.type_error(message).into())
    }

    /// A class body has run: the class is made of its namespace.
    fn complete_class_body(&mut self, cell: Value, base: u8) -> Step {
        let Op::BuildClass { dst, argc, names, .. } = self.waiting_op() else { return Ok(()) };
        let arguments = self.regs(base, argc.0 as usize + 2);
        let names = self.linked[self.current.code().0 as usize].constants[names.0 as usize];
        let names = self.heap.tuple(names).map(|names| names.to_vec()).unwrap_or_default();
        let (namespace, name) = (arguments[0], arguments[1]);
        let (bases, values) = arguments[2..].split_at(arguments.len() - 2 - names.len());
        #[expect(clippy::disallowed_methods, reason = "as many as the call has arguments")]
        let mut keywords = Vec::with_capacity(names.len());
        for (name, value) in names.iter().zip(values) {
            let text = self.heap.text(*name).unwrap_or("").to_string();
            keywords.push((self.heap.intern(&text), *value));
        }
        let class = self.create_class(name, bases, namespace, &keywords, cell)?;
        if class == Value::PENDING {
            self.follow_pending(dst.0, Mode::Value)
        } else {
            self.complete(class, dst.0, Mode::Value)
        }
    }

    /// An exception reached a frame that waits in a mode of its own. `Ok(true)`: it was dealt with.
    pub(super) fn caught_by_mode(&mut self, waiting: Frame) -> Result<bool, Stop> {
        let raised = self.heap.raised;
        let is = |class| self.heap.is_instance(raised, class);
        match waiting.mode() {
            Mode::Exit => return Err(Stop::Threw),
            Mode::ForNext if is(classes::STOP_ITERATION) => {
                self.take_raised();
                return Ok(true);
            }
            Mode::DelegateStep | Mode::DelegateThrow if is(classes::STOP_ITERATION) => {
                let value = self.stop_value();
                self.finish_delegate(value);
                return Ok(true);
            }
            Mode::Close if is(classes::GENERATOR_EXIT) || is(classes::STOP_ITERATION) => {
                let value = if is(classes::STOP_ITERATION) { self.stop_value() } else { Value::NONE };
                self.take_raised();
                self.set_reg(waiting.dst(), value);
                return Ok(true);
            }
            Mode::Finalize if !self.is_limit_reached(raised) => {
                let ends = [classes::GENERATOR_EXIT, classes::STOP_ITERATION, classes::STOP_ASYNC_ITERATION];
                if ends.into_iter().any(is) {
                    self.take_raised();
                } else {
                    let generator = self.reg(waiting.dst());
                    self.report_ignored(generator);
                }
                return Ok(true);
            }
            Mode::ForeignStep => {
                let returned = is(classes::STOP_ITERATION);
                self.task_event = match returned {
                    true => TaskEvent::Returned(self.stop_value()),
                    false => TaskEvent::Raised(self.take_raised()),
                };
                return Err(Stop::Task);
            }
            Mode::GetAttr | Mode::GetMethod if is(classes::ATTRIBUTE_ERROR) => return self.attribute_hook(waiting),
            Mode::Awaitable | Mode::AwaitableSend => return self.awaitable_raised(waiting),
            Mode::TaskStep => {
                self.task_event = TaskEvent::Raised(self.take_raised());
                return Err(Stop::Task);
            }
            Mode::ModuleBody => {
                let module = self.stack[self.current.top() as usize];
                self.forget_module(module);
            }
            _ => {}
        }
        Ok(false)
    }

    /// Takes a StopIteration that is on its way and gives its value.
    pub(super) fn stop_value(&mut self) -> Value {
        let exception = self.take_raised();
        let value = self.heap.exception(exception).map_or(Value::NONE, |object| object.value);
        if value.is_unbound() { Value::NONE } else { value }
    }

    /// Runs a call in a window of registers with its result in one of them.
    pub(super) fn call_registers(&mut self, base: u8, argc: usize, names: Value, dst: u8) -> Step {
        let window = self.window(base, argc + 1);
        self.invoke(Call { window, argc, names, dst, mode: Mode::Value })
    }
}

/// When and where a conditional jump jumps.
fn jump_of(op: Op) -> Option<(bool, u32)> {
    match op {
        Op::JumpIf { when, target, .. }
        | Op::JumpLt { when, target, .. }
        | Op::JumpLtE { when, target, .. }
        | Op::JumpEq { when, target, .. }
        | Op::JumpNotEq { when, target, .. }
        | Op::JumpGt { when, target, .. }
        | Op::JumpGtE { when, target, .. }
        | Op::JumpLtInt { when, target, .. }
        | Op::JumpLtEInt { when, target, .. }
        | Op::JumpEqInt { when, target, .. }
        | Op::JumpNotEqInt { when, target, .. }
        | Op::JumpGtInt { when, target, .. }
        | Op::JumpGtEInt { when, target, .. }
        | Op::JumpContains { when, target, .. } => Some((when.0, target.0)),
        _ => None,
    }
}
