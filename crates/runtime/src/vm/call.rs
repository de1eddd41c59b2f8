//! Calls: from a callee and its arguments on the stack to a running frame or a native's result.
//!
//! A call's window stands on the stack: the callee, then its arguments, keyword values last. Arguments of a frame whose
//! registers are in a block are copied to the stack first.

use super::{Base, Frame, Mode, Owner, Pending, Place, Resumption, Step, Stop, Vm, WINDOW};
use crate::heap::{Block, Blocks, Heap, grow_values};
use crate::module::call_host;
use crate::native::{Args, NativeDef, NativeKind, Raised, Res, Signature};
use crate::object::class::{ClassId, Layout};
use crate::object::function::CodeId;
use crate::object::generator::{GeneratorKind, GeneratorObject, GeneratorState};
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use hognose_bytecode::{Flavor, Op};

/// A call about to be made: where its window stands and what becomes of its result.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// Stack index of the callee; the arguments follow.
    pub window: usize,
    /// Arguments, keyword values included.
    pub argc: usize,
    /// The tuple of keyword names, or unbound.
    pub names: Value,
    pub dst: u8,
    pub mode: Mode,
}

/// How many calls may stand in for each other.
const MAX_STAND_INS: u32 = 400;

impl Vm {
    /// Register `index` of the current frame.
    #[inline(always)]
    pub(super) fn reg(&self, index: u8) -> Value {
        let at = self.current.base().index() + index as usize;
        if self.current.base().is_block() { self.blocks.values[at] } else { self.stack[at] }
    }

    #[inline(always)]
    pub(super) fn set_reg(&mut self, index: u8, value: Value) {
        let at = self.current.base().index() + index as usize;
        if self.current.base().is_block() {
            self.blocks.values[at] = value;
        } else {
            self.stack[at] = value;
        }
    }

    /// Registers `first..first + count` of the current frame, copied.
    pub(super) fn regs(&self, first: u8, count: usize) -> smallvec::SmallVec<[Value; 8]> {
        let at = self.current.base().index() + first as usize;
        let values = if self.current.base().is_block() { &self.blocks.values } else { &self.stack };
        values[at..at + count].into()
    }

    /// Makes sure that `count` values from `at` on are on the stack.
    #[inline(always)]
    pub(super) fn reserve_stack(&mut self, at: usize, count: usize) {
        if self.stack.len() < at + count + WINDOW {
            self.make_room(at + count);
        }
    }

    /// Marks variables as unbound at a function's entry.
    #[inline(always)]
    pub(super) fn clear_locals(&mut self, at: usize, count: usize) {
        if self.stack.len() < at + count {
            self.reserve_stack(at, count);
        }
        self.stack[at..at + count].fill(Value::UNBOUND);
    }

    /// A window on the stack for R[first..first + count] of the current frame: in place, or a copy at the frame's top.
    #[inline(always)]
    pub(super) fn window(&mut self, first: u8, count: usize) -> usize {
        let from = self.current.base().index() + first as usize;
        if self.current.base().is_block() {
            return self.window_of_block(from, count);
        }
        self.reserve_stack(from, count);
        from
    }

    #[inline(never)]
    fn window_of_block(&mut self, from: usize, count: usize) -> usize {
        let top = self.current.top() as usize;
        self.reserve_stack(top, count);
        self.stack[top..top + count].copy_from_slice(&self.blocks.values[from..from + count]);
        top
    }

    /// Calls a callee with arguments that are not in a window yet.
    pub(crate) fn call_with(&mut self, callee: Value, args: &[Value], dst: u8, mode: Mode) -> Step {
        let window = self.current.top() as usize;
        self.reserve_stack(window, args.len() + 1);
        self.stack[window] = callee;
        self.stack[window + 1..window + 1 + args.len()].copy_from_slice(args);
        self.invoke(Call { window, argc: args.len(), names: Value::UNBOUND, dst, mode })
    }

    /// Makes a call: a native's result is delivered at once, a script function's frame becomes the current one.
    pub(super) fn invoke(&mut self, call: Call) -> Step {
        let callee = self.stack[call.window];
        match callee.split() {
            Some((Kind::Function, index)) => self.invoke_function(index, call),
            Some((Kind::Native, index)) => self.invoke_native(index, call),
            Some((Kind::Method, index)) => {
                let method = *self.heap.methods.get(index);
                let call = self.shifted(call, method.function, method.receiver);
                self.invoke(call)
            }
            Some((Kind::Class, index)) => self.invoke_class(ClassId(index), call),
            Some((Kind::Instance, _)) => {
                let class = self.heap.class_of(callee);
                match self.heap.class_lookup(class, names::CALL) {
                    Some(function) if function.is_kind(Kind::Function) => {
                        let call = self.shifted(call, function, callee);
                        self.invoke(call)
                    }
                    Some(attribute) => {
                        let bound = self.bind_nested(attribute, callee)?;
                        self.stack[call.window] = bound;
                        self.one_deeper(|vm| vm.invoke(call))
                    }
                    None => Err(self.not_callable(callee).into()),
                }
            }
            Some((Kind::Other, index)) => match self.heap.others.get(index) {
                OtherObject::StaticMethod(function) => {
                    self.stack[call.window] = *function;
                    self.invoke(call)
                }
                OtherObject::GenericAlias { origin, .. } => {
                    self.stack[call.window] = *origin;
                    self.invoke(call)
                }
                _ => Err(self.not_callable(callee).into()),
            },
            _ => Err(self.not_callable(callee).into()),
        }
    }

    /// Makes a call that stands in for another one. A chain of these is on the native stack: `__call__` attributes that
    /// are instances themselves, the `__call__` of a `__call__`. It must end.
    fn one_deeper(&mut self, call: impl FnOnce(&mut Self) -> Step) -> Step {
        if self.stand_ins >= MAX_STAND_INS {
            return Err(self.recursion_error("maximum recursion depth exceeded").into());
        }
        self.stand_ins += 1;
        let step = call(self);
        self.stand_ins -= 1;
        step
    }

    #[cold]
    fn not_callable(&mut self, callee: Value) -> Raised {
        self.type_error_of(callee, "object is not callable")
    }

    /// The same call with another callee and one more argument in front.
    pub(super) fn shifted(&mut self, call: Call, callee: Value, receiver: Value) -> Call {
        let (from, count) = (call.window + 1, call.argc);
        let window = self.current.top().max(call.window as u32) as usize;
        self.reserve_stack(window, count + 2);
        self.stack.copy_within(from..from + count, window + 2);
        self.stack[window] = callee;
        self.stack[window + 1] = receiver;
        Call { window, argc: count + 1, ..call }
    }

    fn invoke_function(&mut self, index: u32, call: Call) -> Step {
        let id = self.heap.functions.get(index).code;
        self.prepare(id);
        let exact = self.linked[id.0 as usize].exact;
        if exact == u32::MAX
            && let Some(extra) = &self.heap.functions.get(index).extra
            && let Some(native) = extra.native.index_of(Kind::Native)
        {
            return self.invoke_native(native, call);
        }
        let bound = call.names.is_unbound() && self.bind_by_position(index, exact, call.window, call.argc);
        if !bound {
            self.bind_arguments(index, id, call)?;
        }
        self.enter_bound(id, call)
    }

    /// Binds a call by position of a function that has `exact` parameters and no others, where only such are left out that
    /// have defaults. False: it needs a closer look.
    #[inline]
    pub(super) fn bind_by_position(&mut self, function: u32, exact: u32, window: usize, argc: usize) -> bool {
        if exact as usize == argc {
            return true;
        }
        if exact == u32::MAX || argc > exact as usize {
            return false;
        }
        let missing = exact as usize - argc;
        let defaults = self.heap.functions.get(function).defaults;
        let Some(index) = defaults.index_of(Kind::Tuple) else { return false };
        let defaults = self.heap.tuples.get(index);
        let Some(values) = defaults.len().checked_sub(missing).and_then(|given| defaults.get(given..)) else {
            return false;
        };
        let first = window + 1 + argc;
        if self.stack.len() < first + missing + WINDOW {
            let needed = first + missing + 2 * WINDOW;
            grow_values(&mut self.stack, needed, &mut self.heap.account, &mut self.heap.budget);
            self.stack.resize(needed, Value::UNBOUND);
        }
        self.stack[first..first + missing].copy_from_slice(values);
        true
    }

    /// Enters a function whose parameters stand in their registers of the window.
    fn enter_bound(&mut self, id: CodeId, call: Call) -> Step {
        let linked = &self.linked[id.0 as usize];
        let (registers, locals, parameters, flavor) =
            (linked.registers, linked.locals, linked.parameters, linked.flavor);
        if flavor != Flavor::Plain {
            let generator = self.make_generator(id, call.window, parameters as usize + 1, flavor);
            self.take_names(generator, self.stack[call.window]);
            if call.mode == Mode::Value
                && self.is_loop_header(call.dst)
                && let Some(object) = self.heap.generator_mut(generator)
            {
                object.owned = true;
            }
            if flavor == Flavor::Coroutine && call.mode == Mode::Value && self.is_dropped(call.dst) {
                self.warn_never_awaited(generator);
                self.close_fresh(generator);
            }
            return self.complete(generator, call.dst, call.mode);
        }
        self.push_waiting(call.dst, call.mode)?;
        self.reserve_stack(call.window, registers as usize);
        self.clear_locals(call.window + 1 + parameters as usize, (locals - parameters) as usize);
        let window = call.window as u32;
        self.current = Frame::new(id, Base::stack(window), window + registers, Owner::PLAIN);
        self.entry_safepoint()
    }

    /// A generator has the names that its function has at the call.
    #[inline]
    fn take_names(&mut self, generator: Value, function: Value) {
        let Some(extra) = self.heap.function(function).and_then(|function| function.extra.as_ref()) else { return };
        let (name, qualname) = (extra.name, extra.qualname);
        if name.is_unbound() && qualname.is_unbound() {
            return;
        }
        if let Some(object) = self.heap.generator_mut(generator) {
            let own = object.rare_mut();
            (own.name, own.qualname) = (name, qualname);
        }
    }

    /// Whether the result of the call that the current frame stands at is dropped at once.
    fn is_dropped(&self, dst: u8) -> bool {
        let ops = &self.linked.get(self.current.code().0 as usize).map(|linked| &linked.code.ops);
        let next = ops.and_then(|ops| ops.get(self.current.pc() as usize));
        matches!(next, Some(Op::Discard { src }) if src.0 == dst)
    }

    /// Whether the call that the current frame stands at is a loop's iterable.
    fn is_loop_header(&self, dst: u8) -> bool {
        let ops = &self.linked.get(self.current.code().0 as usize).map(|linked| &linked.code.ops);
        let next = ops.and_then(|ops| ops.get(self.current.pc() as usize));
        matches!(next, Some(Op::GetIter { src, .. } | Op::GetAsyncIter { src, .. }) if src.0 == dst)
    }

    /// The safepoint at a function's entry.
    pub(super) fn entry_safepoint(&mut self) -> Step {
        self.fuel -= 1;
        if (self.fuel | self.heap.budget as i64) < 0 { self.safepoint() } else { Ok(()) }
    }

    /// A block for the registers of a function.
    #[inline(always)]
    pub(super) fn new_block(&mut self, registers: usize) -> Block {
        let class = Blocks::class_for(registers);
        self.blocks.allocate(class, &mut self.heap.account, &mut self.heap.budget)
    }

    /// Lets the current frame wait for the result of one that is about to run above it.
    pub(super) fn push_waiting(&mut self, dst: u8, mode: Mode) -> Result<(), Raised> {
        if self.frames.len() as u32 + self.outer_depth >= self.limits.recursion {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        self.frames.push(self.current.waiting(dst, mode));
        Ok(())
    }

    /// A generator, coroutine or async generator of a function whose bound parameters stand in the window.
    pub(super) fn make_generator(&mut self, id: CodeId, window: usize, count: usize, flavor: Flavor) -> Value {
        let registers = self.linked[id.0 as usize].registers as usize;
        let block = self.new_block(registers);
        let values = &mut self.blocks.values[block.range()];
        values[..count].copy_from_slice(&self.stack[window..window + count]);
        values[count..].fill(Value::UNBOUND);
        self.heap.budget -= (block.size() * size_of::<Value>()) as isize;
        let kind = match flavor {
            Flavor::Plain | Flavor::Generator => GeneratorKind::Generator,
            Flavor::Coroutine => GeneratorKind::Coroutine,
            Flavor::AsyncGenerator => GeneratorKind::AsyncGenerator,
        };
        let state = GeneratorState::Fresh;
        let generator =
            GeneratorObject { place: Place::new(id, 0), registers: block, state, kind, ..GeneratorObject::default() };
        self.heap.new_generator(generator)
    }

    /// Calls a native with positional arguments that stand behind it in registers.
    #[inline(never)]
    pub(super) fn call_native(&mut self, index: u32, first: u8, count: u8, dst: u8) -> Step {
        let window = self.window(first, count as usize + 1);
        let call = Call { window, argc: count as usize, names: Value::UNBOUND, dst, mode: Mode::Value };
        if index < self.first_host {
            return self.invoke_native(index, call);
        }
        let start = window as u32 + 1;
        self.native_live = start + count as u32;
        self.native_top = self.native_live.max(self.current.top());
        self.native = index;
        self.fuel -= 1;
        let args = Args { start, count: count as u32, keywords: 0, names: Value::UNBOUND };
        let value = call_host(self, &args);
        self.deliver_native(value, call)
    }

    /// Calls a native with the arguments in the window and delivers its result.
    #[inline]
    pub(super) fn invoke_native(&mut self, index: u32, call: Call) -> Step {
        let value = self.native_value(index, call);
        self.deliver_native(value, call)
    }

    #[inline(always)]
    fn deliver_native(&mut self, value: Res, call: Call) -> Step {
        let value = match value {
            Ok(value) if call.mode == Mode::Value && value != Value::PENDING && !value.is_kind(Kind::Other) => {
                self.set_reg(call.dst, value);
                return Ok(());
            }
            Ok(value) => value,
            // What the waiting mode makes of an exception of a script's method, it makes of a native's too.
            Err(Raised) => {
                let waiting = self.current.waiting(call.dst, call.mode);
                return if self.caught_by_mode(waiting)? { Ok(()) } else { Err(Stop::Raised) };
            }
        };
        if value == Value::PENDING {
            return self.follow_pending(call.dst, call.mode);
        }
        if value.is_kind(Kind::Other) && call.mode == Mode::Value && self.is_dropped(call.dst) {
            self.warn_awaitable_dropped(value);
        }
        self.complete(value, call.dst, call.mode)
    }

    /// `__new__` of a built-in class called for a script class that derives from it: the prelude wraps what it makes.
    fn new_payload(&mut self, index: u32, call: Call) -> Res<Option<Value>> {
        if call.argc == 0 {
            if let Some(owner) = types::native_owner(index) {
                let message = format!("{}.__new__(): not enough arguments", self.heap.class_name(owner));
                return Err(self.type_error(message));
            }
            return Ok(None);
        }
        let class = self.stack[call.window + 1];
        self.check_new(index, class)?;
        let call = self.without_ignored_keywords(index, class, call);
        let layout = Heap::as_class(class).and_then(|class| self.heap.script_class(class)).map(|class| class.layout);
        let Some(Layout::Builtin(base)) = layout else { return Ok(None) };
        let callee = self.prelude("new_payload")?;
        let native = Value::handle(Kind::Native, index);
        let mut args: smallvec::SmallVec<[Value; 4]> = smallvec::smallvec![native, Heap::class_value(base)];
        args.extend_from_slice(&self.stack[call.window + 1..call.window + 1 + call.argc]);
        self.pending = Some(match call.names {
            Value::UNBOUND => Pending::Call { callee, args },
            names => Pending::CallKeywords { callee, args, names },
        });
        Ok(Some(Value::PENDING))
    }

    /// The `__new__` of some built-in classes leaves keyword arguments to an `__init__` that the class defines.
    fn without_ignored_keywords(&self, index: u32, class: Value, call: Call) -> Call {
        let owners = [classes::FLOAT, classes::TUPLE, classes::FROZENSET];
        let ignores = !call.names.is_unbound()
            && types::native_owner(index).is_some_and(|owner| owners.contains(&owner))
            && Heap::as_class(class)
                .and_then(|class| self.heap.class_lookup(class, names::INIT))
                .is_some_and(|init| !init.is_kind(Kind::Native));
        if !ignores {
            return call;
        }
        let named = self.heap.tuple(call.names).map_or(0, |names| names.len());
        Call { argc: call.argc.saturating_sub(named), names: Value::UNBOUND, ..call }
    }

    /// What is given to the `__new__` of a built-in class must be that class or one below it.
    fn check_new(&mut self, index: u32, class: Value) -> Result<(), Raised> {
        let Some(owner) = types::native_owner(index) else { return Ok(()) };
        if [classes::OBJECT, classes::TYPE, classes::BASE_EXCEPTION].contains(&owner) {
            return Ok(());
        }
        let base = self.heap.class_name(owner);
        let message = match Heap::as_class(class) {
            Some(class) if self.heap.is_subclass(class, owner) => {
                let nearest = self.heap.mro(class).iter().copied().find(|base| self.heap.script_class(*base).is_none());
                match nearest.filter(|nearest| *nearest == classes::BOOL && owner == classes::INT) {
                    Some(nearest) => {
                        let (name, nearest) = (self.heap.class_name(class), self.heap.class_name(nearest));
                        format!("{base}.__new__({name}) is not safe, use {nearest}.__new__()")
                    }
                    None => return Ok(()),
                }
            }
            Some(class) => {
                let name = self.heap.class_name(class);
                format!("{base}.__new__({name}): {name} is not a subtype of {base}")
            }
            None => format!("{base}.__new__(X): X is not a type object ({})", self.heap.type_name(class)),
        };
        Err(self.type_error(message))
    }

    /// A native's own result, which may be `PENDING`.
    pub(super) fn native_value(&mut self, index: u32, call: Call) -> Res {
        let def = self.builtins.native(index);
        self.native_live = (call.window + 1 + call.argc) as u32;
        self.native = index;
        if def.kind == NativeKind::StaticMethod
            && def.name == "__new__"
            && let Some(value) = self.new_payload(index, call)?
        {
            return Ok(value);
        }
        let mut start = call.window + 1;
        let mut argc = call.argc;
        let receiver = (def.kind != NativeKind::Function && def.kind != NativeKind::StaticMethod) as usize;
        if receiver == 1 {
            self.check_receiver(index, def, start, call)?;
        }
        let has_names = !call.names.is_unbound();
        let mut keywords = 0;
        match def.signature {
            Signature::None if argc == receiver && !has_names => {}
            Signature::One if argc == receiver + 1 && !has_names => {}
            Signature::Range(min, max)
                if !has_names && argc >= receiver + min as usize && argc <= receiver + max as usize => {}
            Signature::Any => keywords = self.heap.tuple(call.names).map_or(0, |names| names.len() as u32),
            Signature::Named { names, .. } => {
                start = self.bind_native(def, call, receiver)?;
                argc = receiver + names.len();
            }
            Signature::None | Signature::One | Signature::Range(..) => {
                return Err(self.native_arity(index, def, argc - receiver, has_names));
            }
        }
        let top = (start + argc) as u32;
        self.native_top = top.max(self.current.top());
        let args = Args { start: start as u32, count: argc as u32, keywords, names: call.names };
        self.fuel -= 1;
        (def.call)(self, args)
    }

    /// Does what a native asked for in its place.
    pub(super) fn follow_pending(&mut self, dst: u8, mode: Mode) -> Step {
        match self.pending.take() {
            Some(Pending::Call { callee, args }) => self.one_deeper(|vm| vm.call_with(callee, &args, dst, mode)),
            Some(Pending::CallKeywords { callee, args, names }) => {
                let window = self.current.top() as usize;
                self.reserve_stack(window, args.len() + 1);
                self.stack[window] = callee;
                self.stack[window + 1..window + 1 + args.len()].copy_from_slice(&args);
                self.one_deeper(|vm| vm.invoke(Call { window, argc: args.len(), names, dst, mode }))
            }
            Some(Pending::Resume { generator, with, mode: driver }) => {
                if mode != Mode::Value {
                    return self.resume_nested(generator, with, driver, dst, mode);
                }
                self.resume(generator, with, dst, driver)
            }
            Some(Pending::Drive { awaitable, with }) if mode != Mode::Value => {
                self.resume_nested(awaitable, with, Mode::Send, dst, mode)
            }
            Some(Pending::Drive { awaitable, with }) => self.drive_awaitable(awaitable, with, dst),
            Some(Pending::Sleep(until)) => self.fall_asleep(until, dst, mode),
            Some(Pending::Wait(future)) => self.suspend_on(future, dst),
            Some(Pending::EventLoop) => {
                self.push_waiting(dst, Mode::EventLoop)?;
                Err(Stop::EventLoop)
            }
            None => self.complete(Value::NONE, dst, mode),
        }
    }

    /// Resumes a generator for a frame that does something other than take the value: through a call of its own.
    fn resume_nested(&mut self, generator: Value, with: Resumption, driver: Mode, dst: u8, mode: Mode) -> Step {
        let name = match with {
            _ if driver == Mode::Close => "generator_close",
            Resumption::Send(_) => "generator_send",
            Resumption::Throw(_) => "generator_throw",
        };
        let (Resumption::Send(value) | Resumption::Throw(value)) = with;
        let function = self.prelude(name)?;
        self.call_with(function, &[generator, value], dst, mode)
    }

    /// The receiver of a method that was taken from its class must be of that class.
    fn check_receiver(&mut self, index: u32, def: &NativeDef, start: usize, call: Call) -> Result<(), Raised> {
        let Some(owner) = types::native_owner(index) else { return Ok(()) };
        if call.argc == 0 || !call.names.is_unbound() && self.heap.tuple(call.names).map_or(0, |n| n.len()) >= call.argc
        {
            let class = self.heap.class_name(owner).to_string();
            let message = match is_slot(def.name, owner) {
                true => format!("descriptor '{}' of '{class}' object needs an argument", def.name),
                false => format!("unbound method {class}.{}() needs an argument", def.name),
            };
            return Err(self.type_error(message));
        }
        let receiver = self.stack[start];
        if owner == classes::OBJECT || def.kind == NativeKind::ClassMethod || self.heap.is_instance(receiver, owner) {
            return Ok(());
        }
        Err(self.wrong_receiver(owner, def, receiver))
    }

    #[cold]
    fn wrong_receiver(&mut self, owner: ClassId, def: &NativeDef, receiver: Value) -> Raised {
        let (class, other) = (self.heap.class_name(owner), self.heap.type_name(receiver));
        let name = def.name;
        let message = if name.starts_with("__") && def.kind == NativeKind::Method {
            format!("descriptor '{name}' requires a '{class}' object but received a '{other}'")
        } else {
            format!("descriptor '{name}' for '{class}' objects doesn't apply to a '{other}' object")
        };
        self.type_error(message)
    }

    /// The error of a wrong number of arguments for a native.
    #[cold]
    fn native_arity(&mut self, index: u32, def: &NativeDef, given: usize, has_names: bool) -> Raised {
        let owner = types::native_owner(index).unwrap_or(classes::OBJECT);
        if def.name == "__new__" {
            return self.constructor_arity(owner, def, given, has_names);
        }
        let is_slot = is_slot(def.name, owner) && types::native_owner(index).is_some();
        let full = match types::native_owner(index) {
            Some(owner) => format!("{}.{}", self.heap.class_name(owner), def.name),
            None => match self.builtins.module_of(index) {
                None | Some("builtins" | "_prelude") => def.name.to_string(),
                Some(module) => format!("{module}.{}", def.name),
            },
        };
        let message = match def.signature {
            _ if has_names && is_slot => format!("wrapper {}() takes no keyword arguments", def.name),
            Signature::None if is_slot => format!("expected 0 arguments, got {given}"),
            Signature::One if is_slot => format!("expected 1 argument, got {given}"),
            _ if has_names => format!("{full}() takes no keyword arguments"),
            Signature::None => format!("{full}() takes no arguments ({given} given)"),
            Signature::One => format!("{full}() takes exactly one argument ({given} given)"),
            Signature::Range(min, max) => {
                let (bound, word) = match given < min as usize {
                    true if min == max => (min, ""),
                    true => (min, "at least "),
                    false if min == max => (max, ""),
                    false => (max, "at most "),
                };
                let plural = if bound == 1 { "" } else { "s" };
                // CPython unpacks the arguments of these slots without a name.
                let name = if is_slot && (min, max) == (1, 2) { "" } else { def.name };
                format!("{name} expected {word}{bound} argument{plural}, got {given}")
            }
            Signature::Named { .. } | Signature::Any => format!("{full}() got unexpected arguments"),
        };
        self.type_error(message)
    }

    /// The same for a class that is called: its name stands for the constructor's.
    #[cold]
    fn constructor_arity(&mut self, owner: ClassId, def: &NativeDef, given: usize, has_names: bool) -> Raised {
        let class = self.heap.class_name(owner);
        let Signature::Range(min, max) = def.signature else {
            return self.type_error(format!("{class}() got unexpected arguments"));
        };
        if has_names {
            return self.type_error(format!("{class}() takes no keyword arguments"));
        }
        let (min, max, given) = (min as usize - 1, max as usize - 1, given.saturating_sub(1));
        let shown = if owner == classes::SUPER { "super()".to_string() } else { class.to_string() };
        types::container::arity_error(self, &shown, given, min, max)
    }
}

/// Whether a method is one that CPython makes of a slot of the type: such ones count their arguments in words of their own.
fn is_slot(name: &str, owner: ClassId) -> bool {
    const METHODS: [&str; 13] = [
        "__ceil__",
        "__floor__",
        "__trunc__",
        "__round__",
        "__getnewargs__",
        "__reduce__",
        "__reduce_ex__",
        "__sizeof__",
        "__format__",
        "__dir__",
        "__reversed__",
        "__class_getitem__",
        "__length_hint__",
    ];
    // Some types have methods of their own beside the slots.
    let is_method = match owner {
        classes::LIST | classes::DICT => {
            matches!(name, "__getitem__") || owner == classes::DICT && name == "__contains__"
        }
        classes::SET | classes::FROZENSET => name == "__contains__",
        _ => false,
    };
    name.starts_with("__") && name.ends_with("__") && !is_method && !METHODS.contains(&name)
}
