//! Instructions that iterate, unpack and fill displays.

use super::{Mode, Step, Stop, Vm};
use crate::native::{Raised, Res};
use crate::object::generator::{GeneratorKind, GeneratorState};
use crate::symbol::names;
use crate::types::classes;
use crate::types::function::qualified_name;
use crate::value::{Kind, Value};

impl Vm {
    // ---- loops

    /// Makes the state of a loop: for a range its next int, how many are left, and the step; for a list the list and an
    /// index; else an iterator.
    pub(super) fn begin_loop(&mut self, state: u8, value: Value) -> Step {
        match value.split() {
            Some((Kind::List, _)) => {
                self.set_reg(state, value);
                self.set_reg(state + 1, Value::small(0));
                return Ok(());
            }
            Some((Kind::Generator, index)) if is_iterable(self.heap.generators.get(index).kind) => {
                self.set_reg(state, value);
                return Ok(());
            }
            Some((Kind::Range, index)) => {
                let range = *self.heap.ranges.get(index);
                if let (Some(start), Some(stop), Some(step)) =
                    (range.start.as_int(), range.stop.as_int(), range.step.as_int())
                    && step != 0
                    && let Some(length) = Value::try_small(range_length(start, stop, step))
                {
                    self.set_reg(state, range.start);
                    self.set_reg(state + 1, length);
                    self.set_reg(state + 2, range.step);
                    return Ok(());
                }
            }
            _ => {}
        }
        self.iterator_into(state, value, Mode::ForIter)
    }

    /// `iter(value)` as an object.
    pub(super) fn make_iterator(&mut self, dst: u8, value: Value) -> Step {
        if let Some((Kind::Generator, index)) = value.split()
            && is_iterable(self.heap.generators.get(index).kind)
        {
            self.set_reg(dst, value);
            return Ok(());
        }
        self.iterator_into(dst, value, Mode::Iterator)
    }

    fn iterator_into(&mut self, dst: u8, value: Value, mode: Mode) -> Step {
        if let Some(plain) = self.unless_overridden(value, names::ITER)
            && let Some(iterator) = self.native_iterator(plain)?
        {
            self.set_reg(dst, iterator);
            return Ok(());
        }
        let class = self.heap.class_of(value);
        match self.heap.class_lookup(class, names::ITER) {
            Some(method) if method.is_none() => Err(self.type_error_of(value, "object is not iterable").into()),
            Some(method) => self.method_call(method, value, &[], dst, mode),
            None if self.heap.class_lookup(class, names::GETITEM).is_some()
                && self.heap.script_class(class).is_some() =>
            {
                let function = self.prelude("op_iterate_sequence")?;
                self.call_with(function, &[value], dst, Mode::Value)
            }
            None => Err(self.type_error_of(value, "object is not iterable").into()),
        }
    }

    pub(super) fn complete_loop_iterator(&mut self, iterator: Value, state: u8) -> Step {
        self.check_iterator(iterator)?;
        if iterator.is_kind(Kind::Generator) {
            self.set_reg(state, iterator);
            return Ok(());
        }
        // A list or int in the state means a loop over that list or a range: iterators are neither.
        self.set_reg(state, iterator);
        Ok(())
    }

    pub(super) fn complete_iterator(&mut self, iterator: Value, dst: u8) -> Step {
        self.check_iterator(iterator)?;
        self.set_reg(dst, iterator);
        Ok(())
    }

    fn check_iterator(&mut self, iterator: Value) -> Result<(), Raised> {
        let class = self.heap.class_of(iterator);
        let is_iterator = match iterator.split() {
            Some((Kind::Generator, index)) => is_iterable(self.heap.generators.get(index).kind),
            Some((Kind::Iterator, _)) => true,
            _ => self.heap.class_lookup(class, names::NEXT).is_some(),
        };
        if is_iterator {
            return Ok(());
        }
        let name = self.heap.type_name(iterator);
        let message = format!("iter() returned non-iterator of type '{name}'");
        Err(self.type_error(message))
    }

    /// `ForIter` over anything that is not a fast path of the run loop.
    pub(super) fn next_item(&mut self, state: u8, dst: u8) -> Step {
        let iterator = self.reg(state);
        match iterator.split() {
            Some((Kind::Iterator, _)) => {
                if let Some(item) = self.iterator_next(iterator)? {
                    self.set_reg(dst, item);
                    self.advance_loop()?;
                }
                Ok(())
            }
            Some((Kind::Generator, index)) => {
                if self.heap.generators.get(index).state == GeneratorState::Closed {
                    return Ok(());
                }
                self.resume(iterator, super::Resumption::Send(Value::NONE), dst, Mode::ForGenerator)
            }
            _ => {
                let class = self.heap.class_of(iterator);
                match self.heap.class_lookup(class, names::NEXT) {
                    Some(method) if method.is_kind(Kind::Native) => {
                        match self.method_call(method, iterator, &[], dst, Mode::ForNext) {
                            // A built-in iterator's end.
                            Err(Stop::Raised) if self.heap.is_instance(self.heap.raised, classes::STOP_ITERATION) => {
                                self.take_raised();
                                Ok(())
                            }
                            step => step,
                        }
                    }
                    Some(method) => self.method_call(method, iterator, &[], dst, Mode::ForNext),
                    None => Err(self.type_error_of(iterator, "object is not an iterator").into()),
                }
            }
        }
    }

    /// A loop is left early: a generator made by its header is closed.
    pub(super) fn close_loop(&mut self, state: u8) -> Step {
        let iterator = self.reg(state);
        let Some(object) = self.heap.generator(iterator).filter(|object| object.owned) else { return Ok(()) };
        match (object.state, object.kind) {
            (GeneratorState::Fresh, _) => {
                self.close_fresh(iterator);
                Ok(())
            }
            (GeneratorState::Suspended, _) if self.note_finalized(iterator) => Ok(()),
            (GeneratorState::Suspended, _) => match self.handed_to_hook(iterator) {
                Some(Value::NONE) => Ok(()),
                Some(hook) => self.call_with(hook, &[iterator], state, Mode::Discard),
                None => {
                    let exit = self.new_exception(classes::GENERATOR_EXIT, &[]);
                    self.link_context(exit);
                    self.resume(iterator, super::Resumption::Throw(exit), state, Mode::Finalize)
                }
            },
            _ => Ok(()),
        }
    }

    /// On to a loop's body: a jump backwards, and so a safepoint.
    pub(super) fn advance_loop(&mut self) -> Step {
        self.enter_loop_body();
        self.entry_safepoint()
    }

    // ---- unpacking

    /// The items of a built-in iterable, or None where a script's iterator has to be run.
    fn items_of(&mut self, value: Value) -> Result<Option<Vec<Value>>, Raised> {
        match self.native_items(value) {
            Some(items) => items.map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn unpack(&mut self, value: Value, base: u8, count: u8) -> Step {
        if let Some(items) = self.sequence(value) {
            let found = items.len();
            if let ([first, second], 2) = (items, count) {
                let (first, second) = (*first, *second);
                self.set_reg(base, first);
                self.set_reg(base + 1, second);
                return Ok(());
            }
            if found == count as usize {
                let items = smallvec::SmallVec::<[Value; 8]>::from_slice(items);
                items.iter().zip(base..).for_each(|(item, register)| self.set_reg(register, *item));
                return Ok(());
            }
            return Err(self.wrong_count(found, count).into());
        }
        if let Some((Kind::Iterator | Kind::Generator, _)) = value.split() {
            return self.unpack_by_prelude(value, base, count);
        }
        match self.items_of(value)? {
            Some(items) if items.len() == count as usize => {
                items.iter().zip(base..).for_each(|(item, register)| self.set_reg(register, *item));
                Ok(())
            }
            Some(items) => Err(self.wrong_count(items.len(), count).into()),
            None => self.unpack_by_prelude(value, base, count),
        }
    }

    /// Runs an iterator just far enough; the result, a list of the right length, is unpacked when the instruction is
    /// executed again with it.
    fn unpack_by_prelude(&mut self, value: Value, base: u8, count: u8) -> Step {
        self.check_unpackable(value)?;
        let function = self.prelude("op_unpack")?;
        self.call_with(function, &[value, Value::small(count as i64)], base, Mode::Unpacked)
    }

    fn check_unpackable(&mut self, value: Value) -> Result<(), Raised> {
        if self.is_iterable_value(value) {
            return Ok(());
        }
        let name = self.heap.type_name(value);
        Err(self.type_error(format!("cannot unpack non-iterable {name} object")))
    }

    /// The items that the prelude collected go into their registers.
    pub(super) fn complete_unpack(&mut self, list: Value, _dst: u8) -> Step {
        let items = self.heap.list(list).cloned().unwrap_or_default();
        let base = match self.waiting_op() {
            hognose_bytecode::Op::Unpack { base, .. } => base.0,
            hognose_bytecode::Op::UnpackStar { base, before, after, .. } => {
                return self.spread(items, base.0, before.0, after.0);
            }
            _ => return Ok(()),
        };
        items.iter().zip(base..).for_each(|(item, register)| self.set_reg(register, *item));
        Ok(())
    }

    #[cold]
    fn wrong_count(&mut self, found: usize, count: u8) -> Raised {
        let message = if found < count as usize {
            format!("not enough values to unpack (expected {count}, got {found})")
        } else {
            format!("too many values to unpack (expected {count})")
        };
        self.value_error(message)
    }

    pub(super) fn unpack_star(&mut self, value: Value, base: u8, before: u8, after: u8) -> Step {
        match self.items_of(value)? {
            Some(items) => self.spread(items, base, before, after),
            None => {
                self.check_unpackable(value)?;
                let function = self.prelude("op_unpack_star")?;
                self.call_with(function, &[value, Value::small(before as i64)], base, Mode::Unpacked)
            }
        }
    }

    fn spread(&mut self, items: Vec<Value>, base: u8, before: u8, after: u8) -> Step {
        let (before, after) = (before as usize, after as usize);
        if items.len() < before + after {
            let message =
                format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
            return Err(self.value_error(message).into());
        }
        let end = items.len() - after;
        let middle = self.heap.list_of(items[before..end].to_vec());
        let parts = items[..before].iter().chain(std::iter::once(&middle)).chain(&items[end..]);
        for (register, item) in (base..).zip(parts) {
            self.set_reg(register, *item);
        }
        Ok(())
    }

    // ---- displays

    /// `[*value]` and the `*value` of a call.
    pub(super) fn list_extend(&mut self, list: Value, value: Value, callee: u8) -> Step {
        if let Some(items) = self.items_of(value)? {
            self.extend_list(list, &items)?;
            return Ok(());
        }
        if !self.is_iterable_value(value) {
            let name = self.heap.type_name(value).to_string();
            return Err(match callee {
                0 => self.type_error(format!("Value after * must be an iterable, not {name}")),
                _ => self.callee_error(self.reg(callee), &format!(" argument after * must be an iterable, not {name}")),
            }
            .into());
        }
        let function = self.prelude("op_list_extend")?;
        self.call_with(function, &[list, value], 0, Mode::Discard)
    }

    /// Whether `iter()` of a value may succeed.
    pub fn is_iterable_value(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Generator, index)) => is_iterable(self.heap.generators.get(index).kind),
            _ => {
                let class = self.heap.class_of(value);
                let has = |name| self.heap.class_lookup(class, name).is_some_and(|method| !method.is_none());
                has(names::ITER) || has(names::GETITEM)
            }
        }
    }

    /// A TypeError whose text begins with how a call's errors name its callee.
    #[cold]
    fn callee_error(&mut self, callee: Value, text: &str) -> Raised {
        let named = self.callee_name(callee).and_then(|mut message| {
            self.grow_text(&mut message, text.len())?;
            message.push_str(text);
            Ok(message)
        });
        match named {
            Ok(message) => self.type_error(message),
            Err(Raised) => Raised,
        }
    }

    /// `f()`, or the text of what has no name: how a call's errors name its callee (CPython `_PyObject_FunctionStr`).
    pub(crate) fn callee_name(&mut self, callee: Value) -> Res<String> {
        Ok(match callee.split() {
            Some((Kind::Function, index)) => {
                let function = self.heap.functions.get(index);
                let linked = &self.linked[function.code.0 as usize];
                let module = self.module_of_globals(linked.globals);
                match module.as_str() {
                    "" | "builtins" => format!("{}()", linked.code.qualname),
                    module => format!("{module}.{}()", linked.code.qualname),
                }
            }
            Some((Kind::Native, index)) => match self.builtins.module_of(index) {
                None | Some("builtins") => format!("{}()", qualified_name(self, callee)),
                Some(module) => format!("{module}.{}()", qualified_name(self, callee)),
            },
            Some((Kind::Method, index)) => match self.heap.methods.get(index).function {
                function if function.is_kind(Kind::Native) => format!("{}()", qualified_name(self, callee)),
                function => return self.callee_name(function),
            },
            Some((Kind::Class, index)) => {
                format!("{}()", self.class_full_name(crate::object::class::ClassId(index)))
            }
            _ => {
                let mut name = String::new();
                let Some(own) = self.optional_attribute(callee, "__qualname__")? else {
                    self.push_str_of(&mut name, callee)?;
                    return Ok(name);
                };
                let base = self.roots.len();
                self.roots.push(own);
                let module = self.optional_attribute(callee, "__module__")?.filter(|module| !module.is_none());
                if let Some(module) = module.filter(|module| self.heap.text(*module) != Some("builtins")) {
                    self.push_str_of(&mut name, module)?;
                    name.push('.');
                }
                self.push_str_of(&mut name, own)?;
                self.roots.truncate(base);
                name.push_str("()");
                name
            }
        })
    }

    fn module_of_globals(&self, globals: Value) -> String {
        let name = self.heap.symbols.find("__name__");
        let dict = self.heap.dict(globals);
        let found = name.zip(dict).and_then(|(_, dict)| {
            dict.iter().find(|entry| self.heap.text(entry.key) == Some("__name__")).map(|entry| entry.value)
        });
        found.and_then(|value| self.heap.text(value)).unwrap_or("").to_string()
    }

    pub(super) fn set_update(&mut self, set: Value, value: Value) -> Step {
        match self.set_update_native(set, value) {
            Some(result) => Ok(result?),
            None => {
                let function = self.prelude("op_set_update")?;
                self.call_with(function, &[set, value], 0, Mode::Discard)
            }
        }
    }

    pub(super) fn dict_update(&mut self, dict: Value, value: Value) -> Step {
        if let Some(plain) = self.unless_overridden(value, names::ITER).filter(|plain| plain.is_kind(Kind::Dict)) {
            self.update_from_dict(dict, plain)?;
            return Ok(());
        }
        let plain = self.heap.plain(value);
        if self.heap.dict(plain).is_none() && !self.has_keys(value)? {
            return Err(self.type_error_of(value, "object is not a mapping").into());
        }
        let function = self.prelude("op_dict_update")?;
        self.call_with(function, &[dict, value], 0, Mode::Discard)
    }

    fn has_keys(&mut self, value: Value) -> Result<bool, Raised> {
        Ok(self.optional_attribute(value, "keys")?.is_some())
    }

    /// The `**value` of a call.
    pub(super) fn dict_merge(&mut self, dict: Value, value: Value, callee: Value) -> Step {
        // A dict whose class does not iterate in its own way is read as it is, whatever else the class overrides.
        let plain = self.unless_overridden(value, names::ITER);
        let Some(source) = plain.and_then(|plain| self.heap.dict(plain)) else {
            if !self.has_keys(value)? {
                let text = format!(" argument after ** must be a mapping, not {}", self.heap.type_name(value));
                return Err(self.callee_error(callee, &text).into());
            }
            let function = self.prelude("op_call_keywords")?;
            return self.call_with(function, &[dict, value, callee], 0, Mode::Discard);
        };
        let entries: Vec<(Value, Value)> = source.iter().map(|entry| (entry.key, entry.value)).collect();
        for (key, value) in entries {
            // What is no str is refused by the call, after all of its arguments are there.
            let plain = self.heap.plain(key);
            let (key, is_text) = if plain.is_kind(Kind::Str) { (plain, true) } else { (key, false) };
            let known = match is_text {
                true => self.namespace_find(dict, key).is_some(),
                false => {
                    let hash = self.hash(key)?;
                    self.dict_find(dict, key, hash)?.is_some()
                }
            };
            if known {
                let key = match self.heap.text(key) {
                    Some(text) => text.to_string(),
                    None => self.repr_text(key),
                };
                let text = format!(" got multiple values for keyword argument '{key}'");
                return Err(self.callee_error(callee, &text).into());
            }
            match is_text {
                true => self.namespace_set(dict, key, value),
                false => self.dict_set(dict, key, value)?,
            }
        }
        Ok(())
    }
}

/// Whether `iter()` of a generator-like object is itself.
pub(super) fn is_iterable(kind: GeneratorKind) -> bool {
    !matches!(kind, GeneratorKind::Coroutine | GeneratorKind::AsyncGenerator)
}

/// Number of ints in a range.
fn range_length(start: i64, stop: i64, step: i64) -> i64 {
    let span = if step > 0 { stop - start } else { start - stop };
    if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 }
}
