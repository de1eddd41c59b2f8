//! Instructions of coroutines: awaitables, asynchronous iteration, context managers, raising.

use super::iteration::is_iterable;
use super::{Mode, Step, Stop, Vm};
use crate::native::{Raised, Res};
use crate::object::generator::GeneratorKind;
use crate::object::other::{AsyncAction, OtherObject};
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::{Conversion as FieldConversion, Flavor};

impl Vm {
    // ---- awaitables

    /// The iterator of `yield from value`.
    pub(super) fn get_yield_from(&mut self, dst: u8, value: Value) -> Step {
        if let Some(object) = self.heap.generator(value) {
            if is_iterable(object.kind) {
                self.set_reg(dst, value);
                return Ok(());
            }
            if object.kind == GeneratorKind::Coroutine {
                let flavor = self.linked[self.current.code().0 as usize].flavor;
                let owner = self.current.owner().generator().and_then(|owner| self.heap.generator(owner));
                if flavor == Flavor::Coroutine || owner.is_some_and(|owner| owner.is_awaitable()) {
                    self.set_reg(dst, value);
                    return Ok(());
                }
                let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                return Err(self.type_error(message).into());
            }
        }
        self.make_iterator(dst, value)
    }

    /// The iterator of `await value`.
    pub(super) fn get_awaitable(&mut self, dst: u8, value: Value, with_method: u8) -> Step {
        if self.is_native_awaitable(value) {
            if value.is_kind(Kind::Generator) && self.is_being_awaited(value) {
                return Err(self.runtime_error("coroutine is being awaited already").into());
            }
            self.set_reg(dst, value);
            return Ok(());
        }
        let class = self.heap.class_of(value);
        match self.heap.class_lookup(class, names::AWAIT) {
            Some(method) => self.method_call(method, value, &[], dst, Mode::Await),
            None => {
                let name = self.heap.type_name(value).to_string();
                let message = match with_method {
                    0 => format!("object {name} can't be used in 'await' expression"),
                    1 => format!(
                        "'async with' received an object from __aenter__ that does not implement __await__: {name}"
                    ),
                    _ => format!(
                        "'async with' received an object from __aexit__ that does not implement __await__: {name}"
                    ),
                };
                Err(self.type_error(message).into())
            }
        }
    }

    /// Whether `Delegate` knows how to await a value itself.
    fn is_native_awaitable(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Generator, index)) => {
                let object = self.heap.generators.get(index);
                object.kind == GeneratorKind::Coroutine || object.is_awaitable()
            }
            Some((Kind::Future | Kind::Task, _)) => true,
            Some((Kind::Other, index)) => {
                matches!(self.heap.others.get(index), OtherObject::AsyncAwaitable(_))
            }
            _ => false,
        }
    }

    /// Why what `__await__` returned will not do: it must be an iterator, and no coroutine.
    pub(crate) fn refusal_of_awaited(&self, iterator: Value) -> Option<String> {
        let class = self.heap.class_of(iterator);
        match iterator.split() {
            Some((Kind::Generator, index)) => {
                let object = self.heap.generators.get(index);
                let is_coroutine = object.kind == GeneratorKind::Coroutine || object.is_awaitable();
                is_coroutine.then(|| "__await__() returned a coroutine".to_string())
            }
            Some((Kind::Iterator | Kind::Future | Kind::Task, _)) => None,
            _ if self.heap.class_lookup(class, names::NEXT).is_some() => None,
            _ => {
                let name = self.heap.type_name(iterator);
                Some(format!("__await__() returned non-iterator of type '{name}'"))
            }
        }
    }

    /// `__await__` has answered.
    pub(super) fn complete_await(&mut self, iterator: Value, dst: u8) -> Step {
        match self.refusal_of_awaited(iterator) {
            Some(message) => Err(self.type_error(message).into()),
            None => {
                self.set_reg(dst, iterator);
                Ok(())
            }
        }
    }

    // ---- async for

    pub(super) fn get_async_iterator(&mut self, dst: u8, value: Value) -> Step {
        if self.is_async_generator(value) {
            self.set_reg(dst, value);
            return Ok(());
        }
        let class = self.heap.class_of(value);
        match self.heap.class_lookup(class, names::AITER) {
            Some(method) => self.method_call(method, value, &[], dst, Mode::AsyncIterator),
            None => {
                let name = self.heap.type_name(value);
                let message = format!("'async for' requires an object with __aiter__ method, got {name}");
                Err(self.type_error(message).into())
            }
        }
    }

    pub(super) fn complete_async_iterator(&mut self, iterator: Value, dst: u8) -> Step {
        let class = self.heap.class_of(iterator);
        if self.heap.class_lookup(class, names::ANEXT).is_none() {
            let name = self.heap.type_name(iterator);
            let message =
                format!("'async for' received an object from __aiter__ that does not implement __anext__: {name}");
            return Err(self.type_error(message).into());
        }
        self.set_reg(dst, iterator);
        Ok(())
    }

    /// The awaitable of an `async for`'s next item.
    pub(super) fn get_async_next(&mut self, dst: u8, iterator: Value) -> Step {
        if self.is_async_generator(iterator) {
            let awaitable = self.first_iteration(iterator, AsyncAction::Send(Value::NONE))?;
            self.set_reg(dst, awaitable);
            return Ok(());
        }
        let class = self.heap.class_of(iterator);
        match self.heap.class_lookup(class, names::ANEXT) {
            Some(method) => self.method_call(method, iterator, &[], dst, Mode::AsyncNext),
            None => {
                let name = self.heap.type_name(iterator);
                let message = format!("'async for' requires an iterator with __anext__ method, got {name}");
                Err(self.type_error(message).into())
            }
        }
    }

    /// `__anext__` has answered: what it gave must be awaitable.
    pub(super) fn complete_async_next(&mut self, value: Value, dst: u8) -> Step {
        if self.is_native_awaitable(value) {
            self.set_reg(dst, value);
            return Ok(());
        }
        let class = self.heap.class_of(value);
        let iterator = match self.heap.class_lookup(class, names::AWAIT) {
            Some(method) => self.bind_nested(method, value).and_then(|method| self.call(method, &[])),
            None => {
                let name = self.heap.type_name(value);
                let message = format!("object {name} can't be used in 'await' expression");
                Err(self.type_error(message))
            }
        };
        match iterator.map_err(Stop::from).and_then(|iterator| self.complete_await(iterator, dst)) {
            Ok(()) => Ok(()),
            Err(Stop::Raised) => {
                let cause = self.take_raised();
                let name = self.heap.type_name(value);
                let message = format!("'async for' received an invalid object from __anext__: {name}");
                let raised = self.type_error(message);
                let error = self.heap.raised;
                if let Some(object) = self.heap.exception_mut(error) {
                    object.cause = cause;
                    object.context = cause;
                    object.suppress_context = true;
                }
                Err(raised.into())
            }
            Err(stop) => Err(stop),
        }
    }

    /// A new awaitable of an async generator; `firstiter` is called when it is the first one.
    pub fn first_iteration(&mut self, generator: Value, action: AsyncAction) -> Res {
        let (firstiter, finalizer) = self.asyncgen_hooks;
        if let Some(object) = self.heap.generator_mut(generator)
            && !object.hooked
        {
            object.hooked = true;
            if !finalizer.is_none() {
                object.rare_mut().finalizer = finalizer;
            }
            if firstiter.is_none() {
                self.look_after(generator);
            } else {
                self.call(firstiter, &[generator])?;
            }
        }
        Ok(self.new_awaitable(generator, action))
    }

    // ---- with

    pub(super) fn enter_context(&mut self, base: u8, manager: Value, is_async: bool) -> Step {
        let (enter, exit) = if is_async { (names::AENTER, names::AEXIT) } else { (names::ENTER, names::EXIT) };
        let class = self.heap.class_of(manager);
        let Some(enter) = self.heap.class_lookup(class, enter) else {
            return Err(self.no_context_manager(manager, is_async, false).into());
        };
        let Some(exit) = self.heap.class_lookup(class, exit) else {
            return Err(self.no_context_manager(manager, is_async, true).into());
        };
        self.method_pair(base + 2, enter, manager)?;
        self.method_pair(base, exit, manager)?;
        Ok(())
    }

    /// A method pair for a special method found on a class.
    fn method_pair(&mut self, base: u8, method: Value, receiver: Value) -> Result<(), Raised> {
        let (first, second) = if self.is_method(method) {
            (method, receiver)
        } else {
            (Value::UNBOUND, self.bind_nested(method, receiver)?)
        };
        self.set_reg(base, first);
        self.set_reg(base + 1, second);
        Ok(())
    }

    #[cold]
    fn no_context_manager(&mut self, manager: Value, is_async: bool, misses_exit: bool) -> Raised {
        let kind = if is_async { "asynchronous context manager" } else { "context manager" };
        let method = if is_async { "__aexit__" } else { "__exit__" };
        let missed = if misses_exit { format!(" (missed {method} method)") } else { String::new() };
        self.type_error_of(manager, &format!("object does not support the {kind} protocol{missed}"))
    }

    // ---- raise

    /// `raise value from cause` (unbound: no cause). Classes are instantiated.
    pub(super) fn raise_value(&mut self, value: Value, cause: Value) -> Step {
        let exception = self.exception_instance(value, "exceptions must derive from BaseException")?;
        self.roots.push(exception);
        let cause = match cause {
            Value::UNBOUND => Ok(None),
            Value::NONE => Ok(Some(Value::UNBOUND)),
            cause => self.exception_instance(cause, "exception causes must derive from BaseException").map(Some),
        };
        self.roots.pop();
        if let Some(cause) = cause?
            && let Some(object) = self.heap.exception_mut(exception)
        {
            object.cause = cause;
            object.suppress_context = true;
        }
        Err(self.raise(exception).into())
    }

    /// An exception, made by a call where a class was given.
    fn exception_instance(&mut self, value: Value, otherwise: &str) -> Res {
        if value.is_kind(Kind::Exception) {
            return Ok(value);
        }
        let class = crate::heap::Heap::as_class(value);
        if !class.is_some_and(|class| self.heap.is_subclass(class, classes::BASE_EXCEPTION)) {
            return Err(self.type_error(otherwise));
        }
        let exception = self.call(value, &[])?;
        if exception.is_kind(Kind::Exception) {
            return Ok(exception);
        }
        Err(self.not_an_exception(value, exception, true))
    }

    /// Sends an exception on with the traceback it has.
    pub(super) fn reraise(&mut self, exception: Value) -> Step {
        self.heap.raised = exception;
        self.reraising = true;
        Err(Stop::Raised)
    }

    // ---- conversions

    /// `f"{value!conversion:spec}"`
    pub(super) fn format_value(&mut self, dst: u8, value: Value, spec: Value, conversion: FieldConversion) -> Step {
        match conversion {
            FieldConversion::None => self.format_with(dst, value, spec),
            FieldConversion::Str if spec.is_unbound() => self.emit_str(dst, value),
            FieldConversion::Repr if spec.is_unbound() => self.emit_repr(dst, value),
            FieldConversion::Str | FieldConversion::Repr | FieldConversion::Ascii => {
                let name = match conversion {
                    FieldConversion::Str => "op_format_str",
                    FieldConversion::Repr => "op_format_repr",
                    FieldConversion::Ascii | FieldConversion::None => "op_format_ascii",
                };
                let function = self.prelude(name)?;
                let spec = if spec.is_unbound() { self.heap.interned("") } else { spec };
                self.call_with(function, &[value, spec], dst, Mode::Value)
            }
        }
    }

    fn format_with(&mut self, dst: u8, value: Value, spec: Value) -> Step {
        self.check_name(spec)?;
        let text = self.heap.text(self.heap.plain(spec)).unwrap_or("").to_string();
        if self.heap.string(value).is_some() && text.is_empty() {
            self.set_reg(dst, value);
            return Ok(());
        }
        if let Some(result) = self.format_native(value, &text)? {
            self.set_reg(dst, result);
            return Ok(());
        }
        let spec = if spec.is_unbound() { self.heap.interned("") } else { spec };
        let class = self.heap.class_of(value);
        match self.heap.class_lookup(class, names::FORMAT) {
            Some(method) => self.method_call(method, value, &[spec], dst, Mode::CheckFormat),
            None => Err(self.type_error_of(value, "object has no __format__").into()),
        }
    }

    /// `str(value)`
    pub(super) fn emit_str(&mut self, dst: u8, value: Value) -> Step {
        if let Some(text) = self.str_native(value)? {
            self.set_reg(dst, text);
            return Ok(());
        }
        self.convert(dst, value, names::STR, Mode::CheckStr)
    }

    /// `repr(value)`
    pub(super) fn emit_repr(&mut self, dst: u8, value: Value) -> Step {
        if let Some(text) = self.repr_native(value)? {
            self.set_reg(dst, text);
            return Ok(());
        }
        self.convert(dst, value, names::REPR, Mode::CheckRepr)
    }

    fn convert(&mut self, dst: u8, value: Value, name: Symbol, check: Mode) -> Step {
        let class = self.heap.class_of(value);
        match self.heap.class_lookup(class, name) {
            Some(method) => self.method_call(method, value, &[], dst, check),
            None => Err(self.type_error_of(value, "object has no text").into()),
        }
    }

    /// `len(value)`
    pub(super) fn length(&mut self, dst: u8, value: Value) -> Step {
        if let Some(plain) = self.unless_overridden(value, names::LEN)
            && let Some(length) = self.length_native(plain)
        {
            let length = self.heap.int(length as i64);
            self.set_reg(dst, length);
            return Ok(());
        }
        let class = self.heap.class_of(value);
        match self.heap.class_lookup(class, names::LEN) {
            Some(method) => self.method_call(method, value, &[], dst, Mode::CheckLength),
            None => {
                let name = self.heap.type_name(value);
                Err(self.type_error(format!("object of type '{name}' has no len()")).into())
            }
        }
    }

    /// A `try ... except*` clause: the part of the exception that matches, and the rest.
    pub(super) fn split_for_handler(&mut self, pair: u8, exception: Value, class: Value) -> Step {
        if exception.is_none() {
            self.set_reg(pair, Value::NONE);
            self.set_reg(pair + 1, Value::NONE);
            return Ok(());
        }
        let (matched, rest) = self.split_group(exception, class)?;
        self.set_reg(pair, matched);
        self.set_reg(pair + 1, rest);
        Ok(())
    }
}
