//! Suspending and resuming: generators, coroutines, and the frame lists of those that delegate.
//!
//! When a frame deep inside `yield from` or `await` yields, all frames up to whoever drives the outermost one are put
//! aside as one list (a *chain*), kept by the outermost generator object. Resuming swaps the list back in: the cost does
//! not depend on its length. `Vm::delegating` says how many frames of the present list are known to be part of such a
//! list already, so that a suspension looks only at the frames above.

use super::{Base, Frame, Mode, OuterList, Owner, Place, Resumption, Step, Stop, TaskEvent, Vm};
use crate::native::Raised;
use crate::object::generator::{GeneratorKind, GeneratorObject, GeneratorState};
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::{Flavor, Op};

/// Frames that are suspended together share a block of at most so many registers. It stays until the outermost of them
/// ends: a large one would hold much memory for what ended long ago.
const SHARED_REGISTERS: usize = 128;

/// So many generators are looked at for a unit of fuel.
const LOOKED_AT: usize = 4;

impl Vm {
    /// Resumes a generator, coroutine or async generator body: it runs above the current frame, which waits in `mode`.
    pub(crate) fn resume(&mut self, generator: Value, with: Resumption, dst: u8, mode: Mode) -> Step {
        let Some(object) = self.heap.generator(generator) else { return Ok(()) };
        match object.state {
            GeneratorState::Fresh => self.resume_fresh(generator, with, dst, mode),
            GeneratorState::Suspended => {
                let with = match with {
                    Resumption::Throw(exception) if self.heap.is_instance(exception, classes::GENERATOR_EXIT) => {
                        Resumption::Throw(self.close_delegates(generator, exception))
                    }
                    with => with,
                };
                self.resume_suspended(generator, with, dst, mode)
            }
            GeneratorState::Running => Err(self.already_running(generator).into()),
            GeneratorState::Chained => self.resume_chained(generator, with, dst, mode),
            GeneratorState::Closed => self.resume_closed(generator, with, dst, mode),
        }
    }

    /// A suspended generator goes on. An exception, GeneratorExit too, enters at the innermost frame.
    pub(super) fn resume_suspended(&mut self, generator: Value, with: Resumption, dst: u8, mode: Mode) -> Step {
        self.push_waiting(dst, mode)?;
        if self.heap.generator(generator).is_some_and(|object| object.has_chain()) {
            return self.swap_in(generator, with);
        }
        self.enter_generator(generator);
        self.deliver_resumption(with)
    }

    fn resume_fresh(&mut self, generator: Value, with: Resumption, dst: u8, mode: Mode) -> Step {
        match with {
            Resumption::Send(value) if !value.is_none() => {
                let name = self.heap.type_name(generator).replace('_', " ");
                let message = format!("can't send non-None value to a just-started {name}");
                Err(self.type_error(message).into())
            }
            Resumption::Send(_) => {
                self.push_waiting(dst, mode)?;
                self.enter_generator(generator);
                self.entry_safepoint()
            }
            // Its body never begins: no handler of it sees the exception.
            Resumption::Throw(exception) => {
                let code = self.heap.generator(generator).map(|object| object.place.code());
                self.close_fresh(generator);
                self.take_driver(Some(generator));
                self.heap.raised = exception;
                self.record_definition(code);
                Err(Stop::Raised)
            }
        }
    }

    fn resume_closed(&mut self, generator: Value, with: Resumption, dst: u8, mode: Mode) -> Step {
        let kind = self.heap.generator(generator).map_or(GeneratorKind::Generator, |object| object.kind);
        if mode == Mode::Close {
            return self.complete(Value::NONE, dst, Mode::Value);
        }
        if kind == GeneratorKind::Coroutine {
            return Err(self.runtime_error("cannot reuse already awaited coroutine").into());
        }
        match with {
            Resumption::Throw(exception) => {
                self.heap.raised = exception;
                Err(Stop::Raised)
            }
            Resumption::Send(_) if mode == Mode::Delegate => self.complete(Value::NONE, dst, Mode::Delegate),
            Resumption::Send(_) => Err(self.stop_iteration(Value::NONE).into()),
        }
    }

    /// `generator already executing`
    #[cold]
    pub(super) fn already_running(&mut self, generator: Value) -> Raised {
        let name = self.heap.type_name(generator).replace('_', " ");
        self.value_error(format!("{name} already executing"))
    }

    /// Makes the generator's own frame the current one.
    pub(super) fn enter_generator(&mut self, generator: Value) {
        let top = self.current.top();
        let index = generator.index();
        let object = self.heap.generators.get_mut(index);
        object.state = GeneratorState::Running;
        self.current = object.frame(index, top);
    }

    /// Gives the current frame, which was suspended at a yield, what it is resumed with.
    pub(super) fn deliver_resumption(&mut self, with: Resumption) -> Step {
        match with {
            Resumption::Send(value) => {
                if self.current.dst() != 0 {
                    self.set_reg(self.current.dst(), value);
                }
                let yielded = self.current.pc();
                let step = self.entry_safepoint();
                if step == Err(Stop::Raised) && yielded > 0 && !matches!(self.waiting_op(), Op::Delegate { .. }) {
                    // What is raised here comes from the yield.
                    self.current.set_pc(yielded);
                }
                step
            }
            Resumption::Throw(exception) => self.throw_into_current(exception),
        }
    }

    /// Swaps the frame list of a generator in. The frame that waits was pushed already.
    fn swap_in(&mut self, generator: Value, with: Resumption) -> Step {
        let top = self.current.top();
        let object = self.heap.generators.get_mut(generator.index());
        object.state = GeneratorState::Running;
        let spare = std::mem::take(&mut self.spare);
        let mut chain = std::mem::replace(&mut object.extra_mut().chain, spare);
        let Some(mut innermost) = chain.pop() else { return Ok(()) };
        innermost.set_top(top);
        let delegating = chain.len() as u32;
        let frames = std::mem::replace(&mut self.frames, chain);
        self.outer_depth += frames.len() as u32;
        self.outer.push(OuterList { frames, delegating: self.delegating, thrown: self.thrown });
        self.delegating = delegating;
        self.thrown = matches!(with, Resumption::Throw(_));
        if let Some(owner) = innermost.owner().generator()
            && let Some(object) = self.heap.generator_mut(owner)
        {
            object.state = GeneratorState::Running;
        }
        self.current = innermost;
        self.deliver_resumption(with)
    }

    /// The current generator frame yields and its consumer takes the value in a way that the run loop leaves to this.
    pub(super) fn yield_value(&mut self, value: Value, resume: u8) -> Step {
        let pc = self.current.pc();
        let Some(index) = self.current.owner().index() else { return self.suspend(value, resume, pc) };
        let mode = self.waiting_mode();
        let is_async = self.heap.generators.get(index).kind == GeneratorKind::AsyncGenerator;
        match mode {
            Mode::ForGenerator | Mode::Send if !is_async => {
                self.leave_generator(index, resume, pc);
                let waiting = self.pop_waiting();
                self.set_reg(waiting.dst(), value);
                if mode == Mode::ForGenerator {
                    self.enter_loop_body();
                }
                Ok(())
            }
            Mode::Close => {
                self.leave_generator(index, resume, pc);
                self.pop_waiting();
                Err(self.ignored_exit(Value::handle(Kind::Generator, index)).into())
            }
            Mode::Finalize => {
                self.leave_generator(index, resume, pc);
                self.pop_waiting();
                self.report_ignored_exit(Value::handle(Kind::Generator, index));
                Ok(())
            }
            Mode::AsyncSend if is_async => {
                self.leave_generator(index, resume, pc);
                let waiting = self.pop_waiting();
                self.set_reg(waiting.dst(), value);
                Ok(())
            }
            Mode::Awaitable | Mode::AwaitableSend if is_async => {
                self.leave_generator(index, resume, pc);
                self.async_generator_yielded(value)
            }
            _ => self.suspend(value, resume, pc),
        }
    }

    /// The mode in which the frame below waits, also across a swapped list's end.
    pub(super) fn waiting_mode(&self) -> Mode {
        let lists = self.outer.iter().rev().map(|outer| &outer.frames);
        let last = std::iter::once(&self.frames).chain(lists).find_map(|list| list.last());
        last.map_or(Mode::Exit, |frame| frame.mode())
    }

    pub(super) fn leave_generator(&mut self, index: u32, resume: u8, pc: u32) {
        let object = self.heap.generators.get_mut(index);
        object.place = Place::new(object.place.code(), pc);
        object.resume = resume;
        object.state = GeneratorState::Suspended;
        if let Some(extra) = &mut object.extra {
            extra.chain.clear();
        }
    }

    /// Suspends the current frame and everything that delegates to it, up to the frame that drives; that one gets the
    /// value. On resumption R[resume] of the current frame gets the value sent, and it goes on at `pc`.
    pub(super) fn suspend(&mut self, value: Value, resume: u8, pc: u32) -> Step {
        self.current = self.current.at(pc).waiting(resume, Mode::Value);
        let floor = self.delegating.min(self.frames.len() as u32) as usize;
        let mut first = self.frames.len();
        while first > floor && delegates(self.frames[first - 1].mode()) {
            first -= 1;
        }
        // All frames below the floor delegate; below frame `first` stands the driver, for 0 in the list below.
        let first = if first == floor { 0 } else { first };
        self.suspend_from(first, value)
    }

    /// Puts frames `first..` and the current one aside as the chain of the generator that the first of them belongs to.
    fn suspend_from(&mut self, first: usize, value: Value) -> Step {
        self.frames.push(self.current);
        self.settle(first.max(self.delegating as usize));
        self.current = self.frames.last().copied().unwrap_or(self.current);
        let Some(root) = self.frames[first].owner().generator() else {
            self.frames.pop();
            return Err(self.runtime_error("await wasn't used with future").into());
        };
        let spare = std::mem::take(&mut self.spare);
        let mut chain = if first == 0 {
            std::mem::replace(&mut self.frames, spare)
        } else {
            let mut chain = spare;
            chain.reserve_exact(self.frames.len() - first);
            chain.extend(self.frames.drain(first..));
            chain
        };
        let object = self.heap.generators.get_mut(root.index());
        object.state = GeneratorState::Suspended;
        if let [frame] = chain[..] {
            object.place = frame.place;
            object.resume = frame.dst();
            chain.clear();
            self.spare = chain;
        } else {
            object.extra_mut().chain = chain;
            if self.has_released {
                self.split_released(root);
            }
        }
        let waiting = self.pop_waiting();
        self.take_suspension(root, waiting, value)
    }

    /// `generator ignored GeneratorExit`
    #[cold]
    pub(super) fn ignored_exit(&mut self, generator: Value) -> Raised {
        let name = self.heap.type_name(generator).replace('_', " ");
        self.runtime_error(format!("{name} ignored GeneratorExit"))
    }

    /// Brings the frames from `fresh` on into the state in which they can wait in a chain: generators are marked, and
    /// registers that are on the stack move into blocks.
    fn settle(&mut self, fresh: usize) {
        let mut index = fresh;
        while let Some(frame) = self.frames.get(index).copied() {
            if !frame.base().is_block() {
                index = self.move_to_block(index);
                continue;
            }
            if let Some(generator) = frame.owner().generator() {
                self.mark_chained(generator, frame.place);
            }
            index += 1;
        }
    }

    fn mark_chained(&mut self, generator: Value, place: Place) {
        let Some(object) = self.heap.generator_mut(generator) else { return };
        object.state = GeneratorState::Chained;
        object.place = place;
        if let Some(awaitable) = object.extra.as_ref().map(|extra| extra.awaitable).filter(|it| !it.is_unbound()) {
            self.note_waited(awaitable);
        }
    }

    /// Moves the registers of frames from the stack into one block: of frame `first`, whose own the block is and which is
    /// the last of them to end, and of those above it while the block stays small. Where these overlap they go on doing so.
    /// The answer is the next frame.
    fn move_to_block(&mut self, first: usize) -> usize {
        let start = self.frames[first].base().index();
        let small = start + SHARED_REGISTERS;
        let end_of = |frame: &Frame| frame.top() as usize;
        let others = self.frames[first + 1..].iter();
        let others = others.take_while(|frame| !frame.base().is_block() && end_of(frame) <= small);
        let (count, end) =
            others.fold((1, end_of(&self.frames[first])), |(count, end), frame| (count + 1, end.max(end_of(frame))));
        let block = self.new_block(end - start);
        self.blocks.values[block.start as usize..][..end - start].copy_from_slice(&self.stack[start..end]);
        self.heap.budget -= (block.size() * size_of::<Value>()) as isize;
        let mut class = Some(block.class);
        for frame in &mut self.frames[first..first + count] {
            *frame = frame.moved(block.start + (frame.base().index() - start) as u32, class.take());
        }
        first + count
    }

    /// The driver of a chain gets what was yielded.
    fn take_suspension(&mut self, root: Value, waiting: Frame, value: Value) -> Step {
        match waiting.mode() {
            Mode::ForGenerator => {
                self.set_reg(waiting.dst(), value);
                self.enter_loop_body();
                Ok(())
            }
            Mode::Close => Err(self.ignored_exit(root).into()),
            Mode::Finalize => {
                self.report_ignored_exit(root);
                Ok(())
            }
            Mode::TaskStep => {
                self.task_event = TaskEvent::Yielded(value);
                Err(Stop::Task)
            }
            Mode::Exit => {
                self.exit_value = value;
                Err(Stop::Returned)
            }
            // It drives the list by awaiting what somebody else had begun: it is suspended too, at its `Delegate`.
            mode if delegates(mode) => self.suspend_at_delegate(value),
            _ => {
                self.set_reg(waiting.dst(), value);
                Ok(())
            }
        }
    }

    /// Someone resumes a generator that is inside somebody's chain: when that chain is suspended it is split there.
    fn resume_chained(&mut self, generator: Value, with: Resumption, dst: u8, mode: Mode) -> Step {
        match self.find_chain(generator) {
            Some(root) => {
                self.split_chain(root);
                self.resume(generator, with, dst, mode)
            }
            None => Err(self.already_running(generator).into()),
        }
    }

    /// The generator whose suspended chain holds the frame of this one. All generators are looked at, which costs fuel.
    pub(crate) fn find_chain(&mut self, generator: Value) -> Option<Value> {
        self.fuel -= (self.heap.generators.capacity() / LOOKED_AT) as i64;
        let holds = |index: &u32| {
            let object = self.heap.generators.get(*index);
            object.chain().iter().any(|frame| frame.owner().generator() == Some(generator))
        };
        self.heap.generators.indices().find(holds).map(|index| Value::handle(Kind::Generator, index))
    }

    /// GeneratorExit is to be thrown into a suspended generator: what it delegates to is closed first, from the inside out. An
    /// error on the way is what goes on outwards in place of GeneratorExit.
    fn close_delegates(&mut self, root: Value, exit: Value) -> Value {
        let chain = self.heap.generator(root).and_then(|object| object.extra.as_ref()).map(|extra| &extra.chain);
        let chain = chain.filter(|chain| !chain.is_empty());
        // Nobody else has ever seen the coroutine of a fused call.
        let unseen: Vec<bool> = chain.into_iter().flatten().rev().map(|frame| frame.owner().is_fused()).collect();
        if unseen.is_empty() && self.delegate_register(root).is_none() {
            return exit;
        }
        let members = if unseen.is_empty() { vec![root] } else { self.split_chain(root) };
        let base = self.roots.len();
        self.roots.extend_from_slice(&members);
        self.roots.push(exit);
        // What is inside is closed by frames that do not run: none of them can be resumed meanwhile, nor is seen by it.
        members.iter().for_each(|member| self.set_state(*member, GeneratorState::Running));
        let innermost = members.first().copied().unwrap_or(root);
        let iterator = self.delegate_register(innermost).map_or(Value::NONE, |register| self.blocks.values[register]);
        let mut error = self.close_iterator(innermost).err().map(|Raised| self.take_raised());
        // What comes out is raised at the outer one's `Delegate`: it is not thrown into the inner one again.
        members.iter().for_each(|member| self.forget_delegate(*member));
        self.roots.extend(error);
        self.drop_inside(iterator, innermost);
        for ((member, outer), unseen) in members.iter().zip(members.iter().skip(1)).zip(unseen) {
            // Each gets a GeneratorExit of its own, unless an error comes out of the one inside it.
            let thrown = error.take().unwrap_or_else(|| {
                let exit = self.new_exception(classes::GENERATOR_EXIT, &[]);
                // An awaitable's `close` throws it, where a generator's raises it.
                if self.driver_of(*member).is_unbound() {
                    self.link_context(exit);
                }
                exit
            });
            self.roots.push(thrown);
            self.set_state(*member, GeneratorState::Suspended);
            error = self.close_member(*member, thrown).err().map(|Raised| self.take_raised());
            self.roots.extend(error);
            if unseen && self.is_suspended(*member) {
                self.inside(*outer, |vm| vm.finalize_generator(*member));
            } else {
                self.roots[base..].iter_mut().filter(|root| *root == member).for_each(|root| *root = Value::NONE);
                self.drop_inside(*member, *outer);
            }
        }
        self.roots.truncate(base);
        self.set_state(root, GeneratorState::Suspended);
        error.unwrap_or(exit)
    }

    /// The frame of `outer` delegates to this no more. A generator that ignored its end is finalised now if nobody else
    /// holds it.
    fn drop_inside(&mut self, delegate: Value, outer: Value) {
        let ignored = delegate.index_of(Kind::Generator).is_some_and(|index| self.needs_close(index));
        if ignored && self.is_suspended(delegate) && self.collection_blocks == 0 {
            self.clear_behind_calls();
            self.inside(outer, |vm| {
                vm.collect_now(vm.current.top().max(vm.native_top) as usize);
            });
        }
    }

    /// Does something as if the frame of a suspended generator ran: it is about to go on at its `Delegate`.
    fn inside(&mut self, generator: Value, action: impl FnOnce(&mut Vm)) {
        let Some(object) = self.heap.generator(generator) else { return };
        let frame = object.frame(generator.index(), self.current.top());
        let saved = std::mem::replace(&mut self.current, frame.at(frame.pc() + 1));
        // A collection looks for what the frames hold that run.
        let depth = self.frames.len();
        self.frames.push(saved.waiting(0, Mode::Exit));
        action(self);
        self.frames.truncate(depth);
        self.current = saved;
    }

    fn is_suspended(&self, generator: Value) -> bool {
        self.heap.generator(generator).is_some_and(|object| object.state == GeneratorState::Suspended)
    }

    /// Closes the object, no frame of the same list, that a suspended generator delegates to.
    fn close_iterator(&mut self, generator: Value) -> Result<(), Raised> {
        let Some(register) = self.delegate_register(generator) else { return Ok(()) };
        let iterator = self.blocks.values[register];
        match iterator.split() {
            None | Some((Kind::Future | Kind::Task | Kind::Iterator, _)) => return Ok(()),
            Some((Kind::Generator, index)) if self.heap.generators.get(index).state == GeneratorState::Closed => {
                return Ok(());
            }
            Some(_) => {}
        }
        match self.optional_attribute(iterator, "close") {
            Ok(Some(close)) => self.call(close, &[]).map(drop),
            Ok(None) => Ok(()),
            Err(Raised) => {
                // CPython passes over an attribute that cannot be read.
                let what = format!("Exception ignored in: {}", self.repr_text(iterator));
                self.report_unraisable(&what, iterator);
                Ok(())
            }
        }
    }

    /// Which of all registers holds what a suspended generator delegates to.
    pub(super) fn delegate_register(&self, generator: Value) -> Option<usize> {
        let object = self.heap.generator(generator)?;
        let code = self.linked.get(object.place.code().0 as usize)?;
        match code.ops.get(object.place.pc() as usize)? {
            Op::Delegate { iter, .. } => Some(object.registers.start as usize + iter.0 as usize),
            _ => None,
        }
    }

    pub(super) fn set_state(&mut self, generator: Value, state: GeneratorState) {
        if let Some(object) = self.heap.generator_mut(generator) {
            object.state = state;
        }
    }

    /// The awaitable that drives an async generator, or unbound.
    fn driver_of(&self, generator: Value) -> Value {
        let extra = self.heap.generator(generator).and_then(|object| object.extra.as_ref());
        extra.map_or(Value::UNBOUND, |extra| extra.awaitable)
    }

    /// Closes something that another one delegates to: for an async generator the awaitable that drives it is closed.
    fn close_member(&mut self, member: Value, thrown: Value) -> Result<(), Raised> {
        match self.driver_of(member) {
            Value::UNBOUND => self.close_with(member, thrown),
            awaitable => {
                let close = self.prelude("awaitable_close")?;
                self.call(close, &[awaitable, thrown]).map(drop)
            }
        }
    }

    /// A generator that is suspended at a `Delegate` delegates to nothing any more. What stands behind that is dead: nor does
    /// it keep anything alive.
    fn forget_delegate(&mut self, generator: Value) {
        let Some(register) = self.delegate_register(generator) else { return };
        let Some(end) = self.heap.generator(generator).map(|object| object.registers.range().end) else { return };
        self.blocks.values[register] = Value::NONE;
        if let Some(dead) = self.blocks.values.get_mut(register + 2..end) {
            dead.fill(Value::UNBOUND);
        }
    }

    /// Takes a suspended chain apart: each frame becomes a generator object of its own, suspended at its `Delegate`. Gives
    /// these objects, the innermost first.
    pub(super) fn split_chain(&mut self, root: Value) -> Vec<Value> {
        let Some(object) = self.heap.generator_mut(root) else { return Vec::new() };
        let chain = std::mem::take(&mut object.extra_mut().chain);
        let mut inner: Option<Value> = None;
        #[expect(clippy::disallowed_methods, reason = "as many as there are frames")]
        let mut members = Vec::with_capacity(chain.len());
        for frame in chain.iter().rev() {
            let generator = match frame.owner().generator() {
                Some(generator) => generator,
                None => self.object_of_fused(frame),
            };
            let (pc, resume) = match inner {
                None => (frame.pc(), frame.dst()),
                Some(inner) => self.relink(frame, generator, inner),
            };
            if let Some(object) = self.heap.generator_mut(generator) {
                object.place = Place::new(object.place.code(), pc);
                object.resume = resume;
            }
            self.set_state(generator, GeneratorState::Suspended);
            inner = Some(generator);
            members.push(generator);
        }
        members
    }

    /// An object for a fused frame of a chain, with a block of its own. A block that others have a part in is given back by
    /// the frame that it belongs to: it is the last one that gets an object.
    pub(super) fn object_of_fused(&mut self, frame: &Frame) -> Value {
        let from = frame.registers();
        let registers = self.new_block(from.len());
        let (start, end) = (registers.start as usize, registers.range().end);
        self.blocks.values.copy_within(from.clone(), start);
        self.blocks.values[start + from.len()..end].fill(Value::UNBOUND);
        if let Some(block) = frame.block() {
            self.blocks.release(block);
        }
        let kind = self.kind_of_fused(frame);
        self.heap.new_generator(GeneratorObject {
            place: Place::new(frame.code(), 0),
            registers,
            kind,
            state: GeneratorState::Suspended,
            ..GeneratorObject::default()
        })
    }

    /// What the object of a fused frame would be.
    pub(super) fn kind_of_fused(&self, frame: &Frame) -> GeneratorKind {
        match self.linked[frame.code().0 as usize].flavor {
            Flavor::Generator => GeneratorKind::Generator,
            Flavor::Plain | Flavor::Coroutine | Flavor::AsyncGenerator => GeneratorKind::Coroutine,
        }
    }

    /// Lets the generator of a frame that waited for the frame above it wait at a `Delegate` for `inner` as an object.
    fn relink(&mut self, frame: &Frame, generator: Value, inner: Value) -> (u32, u8) {
        let code = self.linked[frame.code().0 as usize].code.clone();
        let at = match frame.mode() {
            // After `CallAwait` the general path ends in the `Delegate` right before `done`.
            Mode::Fused | Mode::Delegate => frame.pc() - 1,
            Mode::AsyncSend | Mode::Awaitable => {
                let slow = match code.ops.get(frame.pc() as usize - 1) {
                    Some(Op::AsyncSend { slow, .. }) => slow.0,
                    _ => frame.pc() - 1,
                };
                let rest = code.ops[slow as usize..].iter();
                slow + rest.take_while(|op| !matches!(op, Op::Delegate { .. })).count() as u32
            }
            _ => frame.pc() - 1,
        };
        let Some(Op::Delegate { iter, .. }) = code.ops.get(at as usize).copied() else {
            return (frame.pc(), frame.dst());
        };
        let awaited = match frame.mode() {
            Mode::AsyncSend => self.awaitable_for_chain(inner),
            Mode::Awaitable => self
                .heap
                .generator(inner)
                .map_or(inner, |object| object.extra.as_ref().map_or(inner, |extra| extra.awaitable)),
            _ => inner,
        };
        let registers = self.heap.generator(generator).map_or(frame.base().index(), |it| it.registers.start as usize);
        let start = registers + iter.0 as usize;
        self.blocks.values[start] = awaited;
        self.blocks.values[start + 1] = Value::NONE;
        (at, iter.0 + 1)
    }

    /// Turns a fused call into the frame of a coroutine: the function's bound arguments stand in the window.
    pub(super) fn enter_fused(&mut self, id: crate::object::function::CodeId, window: usize, dst: u8) -> Step {
        let linked = &self.linked[id.0 as usize];
        let (registers, locals, parameters) = (linked.registers, linked.locals, linked.parameters);
        self.push_waiting(dst, Mode::Fused)?;
        self.reserve_stack(window, registers as usize);
        self.clear_locals(window + 1 + parameters as usize, (locals - parameters) as usize);
        let window = window as u32;
        self.current = Frame::new(id, Base::stack(window), window + registers, Owner::FUSED);
        self.entry_safepoint()
    }
}

/// Whether a frame that waits in this mode is suspended together with the frame above it.
pub(super) fn delegates(mode: Mode) -> bool {
    matches!(mode, Mode::Delegate | Mode::Fused | Mode::AsyncSend | Mode::Awaitable)
}

// ---- futures

impl Vm {
    /// A native suspends the task that called it until a future is done. Only where a frame of the task's called it.
    pub(super) fn suspend_on(&mut self, future: Value, dst: u8) -> Step {
        if self.current.owner().is_plain() {
            return Err(self.runtime_error("cannot wait here: the caller is no coroutine").into());
        }
        self.set_blocking(future, true);
        self.suspend(future, dst, self.current.pc())
    }
}
