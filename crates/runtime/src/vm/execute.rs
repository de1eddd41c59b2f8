//! Instructions that are not fast paths: each is one arm here and one function in the file of its protocol.

use super::call::Call;
use super::{FEW_BYTES, Mode, Step, Vm};
use crate::heap::SliceObject;
use crate::object::function::{CellObject, FunctionObject};
use crate::object::set::SetObject;
use crate::symbol::Symbol;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::{GuardedBuiltin, LocalKind, Op, Singleton};

/// As many arguments need no look at the limit of memory.
const FEW_ARGUMENTS: usize = 256;

/// Bytes that an unpacked argument takes in all its places.
const ARGUMENT: usize = 6 * size_of::<Value>();

impl Vm {
    /// Executes one instruction of the current frame; `current.pc()` is already behind it.
    pub(super) fn execute(&mut self, op: Op) -> Step {
        match op {
            Op::Move { dst, src } => self.set_reg(dst.0, self.reg(src.0)),
            Op::Discard { src } => self.set_reg(src.0, Value::UNBOUND),
            Op::LoadInt { dst, value } => self.set_reg(dst.0, Value::small(value.0 as i64)),
            Op::LoadConst { dst, constant } => {
                let value = self.constant(constant.0);
                self.set_reg(dst.0, value);
            }
            Op::LoadSingleton { dst, value } => self.set_reg(dst.0, singleton(value)),

            Op::CheckLocal { local } => {
                if self.reg(local.0).is_unbound() {
                    return self.unbound_local(local.0);
                }
            }
            Op::DeleteLocal { local } => {
                if self.reg(local.0).is_unbound() {
                    return self.unbound_local(local.0);
                }
                self.set_reg(local.0, Value::UNBOUND);
            }
            Op::ClearLocal { local } => self.set_reg(local.0, Value::UNBOUND),
            Op::LoadGlobal { dst, site } => return self.load_global(dst.0, site.0),
            Op::StoreGlobal { src, site } => {
                self.store_global(self.reg(src.0), site.0);
            }
            Op::DeleteGlobal { name } => {
                let name = self.name(name.0);
                let key = self.heap.symbol_value(name);
                if self.namespace_remove(self.globals(), key).is_none() {
                    return self.undefined_name(name);
                }
            }
            Op::LoadName { dst, namespace, name } => {
                let name = self.name(name.0);
                let key = self.heap.symbol_value(name);
                return match self.namespace_get(self.reg(namespace.0), key) {
                    Some(value) => self.complete(value, dst.0, Mode::Value),
                    None => self.load_global_name(dst.0, name),
                };
            }
            Op::LoadNameOrCell { dst, namespace, cell, name } => {
                let key = self.name(name.0);
                let key = self.heap.symbol_value(key);
                match self.namespace_get(self.reg(namespace.0), key) {
                    Some(value) => self.set_reg(dst.0, value),
                    None => return self.load_cell(dst.0, cell.0),
                }
            }
            Op::StoreName { namespace, src, name } => {
                let key = self.name(name.0);
                let key = self.heap.symbol_value(key);
                self.namespace_set(self.reg(namespace.0), key, self.reg(src.0));
            }
            Op::DeleteName { namespace, name } => {
                let name = self.name(name.0);
                let key = self.heap.symbol_value(name);
                if self.namespace_remove(self.reg(namespace.0), key).is_none() {
                    return self.undefined_name(name);
                }
            }
            Op::MakeCell { local } => {
                let cell = self.heap.new_cell(CellObject(self.reg(local.0)));
                self.set_reg(local.0, cell);
            }
            Op::CopyFree { .. } => {}
            Op::LoadCell { dst, cell } => return self.load_cell(dst.0, cell.0),
            Op::StoreCell { cell, src } => self.store_cell(cell.0, self.reg(src.0)),
            Op::DeleteCell { cell } => {
                if self.heap.cell(self.reg(cell.0)).is_none_or(|cell| cell.0.is_unbound()) {
                    return self.unbound_cell(cell.0);
                }
                self.store_cell(cell.0, Value::UNBOUND);
            }
            Op::ClearCell { cell } => self.store_cell(cell.0, Value::UNBOUND),
            Op::StoreSpill { block, src, index } => {
                let (block, value, index) = (self.reg(block.0), self.reg(src.0), index.0 as usize);
                if let Some(list) = self.heap.list_mut(block) {
                    if list.len() <= index {
                        list.resize(index + 1, Value::UNBOUND);
                    }
                    list[index] = value;
                }
            }
            Op::LoadSpill { dst, block, index } => {
                let list = self.heap.list(self.reg(block.0));
                let value = list.and_then(|list| list.get(index.0 as usize)).copied().unwrap_or(Value::UNBOUND);
                if value.is_unbound() {
                    return Err(self.unbound_local_error("a local variable is not associated with a value").into());
                }
                self.set_reg(dst.0, value);
            }

            Op::Add { .. }
            | Op::Sub { .. }
            | Op::Mul { .. }
            | Op::Div { .. }
            | Op::FloorDiv { .. }
            | Op::Mod { .. }
            | Op::Binary { .. }
            | Op::AddInt { .. }
            | Op::SubInt { .. }
            | Op::MulInt { .. }
            | Op::FloorDivInt { .. }
            | Op::ModInt { .. } => return self.binary(op),
            Op::Unary { dst, src, op } => return self.unary(dst.0, src.0, op),
            Op::Not { dst, src } => return self.not(dst.0, self.reg(src.0)),
            Op::Is { dst, a, b, negate } => {
                self.set_reg(dst.0, Value::bool((self.reg(a.0) == self.reg(b.0)) != negate.0));
            }
            Op::Compare { .. }
            | Op::JumpLt { .. }
            | Op::JumpLtE { .. }
            | Op::JumpEq { .. }
            | Op::JumpNotEq { .. }
            | Op::JumpGt { .. }
            | Op::JumpGtE { .. }
            | Op::JumpLtInt { .. }
            | Op::JumpLtEInt { .. }
            | Op::JumpEqInt { .. }
            | Op::JumpNotEqInt { .. }
            | Op::JumpGtInt { .. }
            | Op::JumpGtEInt { .. } => return self.compare_op(op),
            Op::Contains { dst, item, container, .. } => {
                return self.contains(op, self.reg(item.0), self.reg(container.0), dst.0);
            }
            Op::JumpContains { item, container, .. } => {
                return self.contains(op, self.reg(item.0), self.reg(container.0), 0);
            }

            Op::Jump { target } => return self.jump(target.0),
            Op::JumpIf { src, .. } => return self.jump_on_truth(op, self.reg(src.0)),
            Op::JumpIfNone { src, when, target } => {
                if self.reg(src.0).is_none() == when.0 {
                    return self.jump(target.0);
                }
            }
            Op::JumpIs { a, b, when, target } => {
                if (self.reg(a.0) == self.reg(b.0)) == when.0 {
                    return self.jump(target.0);
                }
            }
            Op::GuardBuiltin { src, builtin, target } => {
                if !self.is_guarded_builtin(self.reg(src.0), builtin) {
                    return self.jump(target.0);
                }
            }

            Op::GetAttr { dst, object, site } => return self.get_attr(dst.0, self.reg(object.0), site.0),
            Op::SetAttr { object, src, site } => return self.set_attr(self.reg(object.0), self.reg(src.0), site.0),
            Op::DeleteAttr { object, name } => {
                let name = self.name(name.0);
                return self.store_attr(self.reg(object.0), name, None);
            }
            Op::GetMethod { base, object, site } => return self.get_method(base.0, self.reg(object.0), site.0),
            Op::GetSuperMethod { base, class_cell, instance, site } => {
                return self.get_super_method(base.0, class_cell.0, instance.0, site.0);
            }
            Op::CallSuper { dst, callee, class_cell, instance } => {
                return self.call_super(dst.0, callee.0, class_cell.0, instance.0);
            }
            Op::GetItem { dst, object, key } => return self.get_item(self.reg(object.0), self.reg(key.0), dst.0),
            Op::GetItemInt { dst, object, value } => {
                return self.get_item(self.reg(object.0), Value::small(value.0 as i64), dst.0);
            }
            Op::SetItem { object, key, src } => {
                return self.set_item(self.reg(object.0), self.reg(key.0), self.reg(src.0));
            }
            Op::DeleteItem { object, key } => return self.delete_item(self.reg(object.0), self.reg(key.0)),
            Op::BuildSlice { dst, base } => {
                let (start, stop, step) = (self.reg(base.0), self.reg(base.0 + 1), self.reg(base.0 + 2));
                let slice = self.heap.new_slice(SliceObject { start, stop, step });
                self.set_reg(dst.0, slice);
            }

            Op::Call { dst, base, argc } => {
                return self.call_registers(base.0, argc.0 as usize, Value::UNBOUND, dst.0);
            }
            Op::CallMethod { dst, base, argc } => {
                let unbound = self.reg(base.0).is_unbound();
                let (first, argc) = (base.0 + unbound as u8, argc.0 as usize + !unbound as usize);
                return self.call_registers(first, argc, Value::UNBOUND, dst.0);
            }
            Op::CallKw { dst, base, argc, method, names } => {
                let names = self.constant(names.0 as u32);
                let bound = method.0 && !self.reg(base.0).is_unbound();
                let (first, argc) = (base.0 + (method.0 && !bound) as u8, argc.0 as usize + bound as usize);
                return self.call_registers(first, argc, names, dst.0);
            }
            Op::CallEx { dst, base, keywords } => return self.call_unpacked(dst.0, base.0, keywords.0),
            Op::CallAwait { dst, base, argc, done } => {
                return self.call_await(dst.0, base.0, base.0, argc.0 as usize, done.0);
            }
            Op::CallMethodAwait { dst, base, argc, done } => {
                let unbound = self.reg(base.0).is_unbound();
                let (first, argc) = (base.0 + unbound as u8, argc.0 as usize + !unbound as usize);
                return self.call_await(dst.0, base.0, first, argc, done.0);
            }
            Op::Return { src } => return self.return_value(self.reg(src.0)),
            Op::ReturnNone {} => return self.return_value(Value::NONE),

            Op::MakeFunction { dst, base, has, code } => self.make_function(dst.0, base.0, has.0, code.0),
            Op::BuildClass { base, .. } => return self.run_class_body(base.0),

            Op::BuildList { dst, base, count } => {
                let items = self.regs(base.0, count.0 as usize).to_vec();
                let list = self.heap.list_of(items);
                self.set_reg(dst.0, list);
            }
            Op::BuildTuple { dst, base, count } => {
                let items = self.regs(base.0, count.0 as usize);
                let tuple = self.heap.tuple_of(&items);
                self.set_reg(dst.0, tuple);
            }
            Op::BuildSet { dst, base, count } => {
                let set = self.heap.new_set(SetObject::default());
                self.set_reg(dst.0, set);
                for index in 0..count.0 {
                    self.set_add(set, self.reg(base.0 + index))?;
                }
            }
            Op::BuildDict { dst, base, count } => {
                let dict = self.heap.new_dict(Default::default());
                let items = self.regs(base.0, count.0 as usize * 2);
                self.roots.push(dict);
                let filled = items.chunks_exact(2).try_for_each(|pair| self.dict_set(dict, pair[0], pair[1]));
                self.roots.pop();
                filled?;
                self.set_reg(dst.0, dict);
            }
            Op::BuildString { dst, base, count } => {
                let parts = self.regs(base.0, count.0 as usize);
                let size = parts.iter().map(|part| self.size_of(*part)).fold(0, usize::saturating_add);
                if size > FEW_BYTES {
                    // The text while it is put together, and as it is kept.
                    self.refuse_size(size, size)?;
                    self.reserve_memory(size.saturating_mul(2))?;
                }
                let mut text = String::new();
                text.reserve_exact(size);
                for part in self.regs(base.0, count.0 as usize) {
                    text.push_str(self.heap.text(self.heap.plain(part)).unwrap_or(""));
                }
                let text = self.heap.str_from(text);
                self.set_reg(dst.0, text);
            }
            Op::ListAppend { list, src } => {
                let (list, value) = (self.reg(list.0), self.reg(src.0));
                if let Some(list) = self.heap.list_mut(list) {
                    list.push(value);
                }
            }
            Op::ListExtend { list, src, callee } => {
                return self.list_extend(self.reg(list.0), self.reg(src.0), callee.0);
            }
            Op::ListToTuple { dst, src } => {
                let length = self.heap.list(self.reg(src.0)).map_or(0, Vec::len);
                if length > FEW_ARGUMENTS {
                    self.check_size(length * size_of::<Value>())?;
                }
                // Nobody but this instruction sees the list.
                let items = self.heap.list_mut(self.reg(src.0)).map(std::mem::take).unwrap_or_default();
                let tuple = self.heap.tuple_from(items);
                self.set_reg(dst.0, tuple);
            }
            Op::SetAdd { set, src } => {
                self.set_add(self.reg(set.0), self.reg(src.0))?;
            }
            Op::SetUpdate { set, src } => return self.set_update(self.reg(set.0), self.reg(src.0)),
            Op::DictSet { dict, key, value } => self.dict_set(self.reg(dict.0), self.reg(key.0), self.reg(value.0))?,
            Op::DictUpdate { dict, src } => return self.dict_update(self.reg(dict.0), self.reg(src.0)),
            Op::DictMerge { dict, src, callee } => {
                return self.dict_merge(self.reg(dict.0), self.reg(src.0), self.reg(callee.0));
            }
            Op::FormatValue { dst, src, spec, conversion } => {
                let spec = if spec.0 == 0 { Value::UNBOUND } else { self.reg(spec.0) };
                return self.format_value(dst.0, self.reg(src.0), spec, conversion);
            }

            Op::Unpack { src, base, count } => return self.unpack(self.reg(src.0), base.0, count.0),
            Op::UnpackStar { src, base, before, after } => {
                return self.unpack_star(self.reg(src.0), base.0, before.0, after.0);
            }

            Op::GetIter { iter, src } => return self.begin_loop(iter.0, self.reg(src.0)),
            Op::MakeIter { dst, src } => return self.make_iterator(dst.0, self.reg(src.0)),
            Op::ForIter { iter, dst, .. } => return self.next_item(iter.0, dst.0),

            Op::CloseIter { iter } => return self.close_loop(iter.0),

            Op::Yield { dst, src } => return self.yield_value(self.reg(src.0), dst.0),
            Op::GetYieldFrom { dst, src } => return self.get_yield_from(dst.0, self.reg(src.0)),
            Op::GetAwaitable { dst, src, with_method } => {
                return self.get_awaitable(dst.0, self.reg(src.0), with_method.0);
            }
            Op::Delegate { dst, iter } => return self.delegate(dst.0, iter.0),
            Op::AsyncSend { dst, generator, value, slow } => {
                let sent = if value.0 == 0 { Value::NONE } else { self.reg(value.0) };
                return self.async_send(self.reg(generator.0), sent, dst.0, slow.0);
            }
            Op::GetAsyncIter { dst, src } => return self.get_async_iterator(dst.0, self.reg(src.0)),
            Op::GetAsyncNext { dst, iter } => return self.get_async_next(dst.0, self.reg(iter.0)),
            Op::EndAsyncFor { exception } => {
                let exception = self.reg(exception.0);
                if !self.heap.is_instance(exception, classes::STOP_ASYNC_ITERATION) {
                    return self.reraise(exception);
                }
            }

            Op::Raise { exception } => return self.raise_value(self.reg(exception.0), Value::UNBOUND),
            Op::RaiseFrom { exception, cause } => return self.raise_value(self.reg(exception.0), self.reg(cause.0)),
            Op::Reraise { exception } => return self.reraise(self.reg(exception.0)),
            Op::RaiseCurrent {} => {
                return match self.handled_exception() {
                    Some(exception) => self.reraise(exception),
                    None => Err(self.runtime_error("No active exception to reraise").into()),
                };
            }
            Op::JumpUnlessMatch { exception, class, target } => {
                if !self.exception_matches(self.reg(exception.0), self.reg(class.0))? {
                    return self.jump(target.0);
                }
            }
            Op::SplitGroup { pair, exception, class } => {
                return self.split_for_handler(pair.0, self.reg(exception.0), self.reg(class.0));
            }
            Op::MergeGroups { dst, original, raised, rest } => {
                let merged = self.merge_groups(self.reg(original.0), self.reg(raised.0), self.reg(rest.0))?;
                self.set_reg(dst.0, merged);
            }
            Op::LoadExceptionInfo { base, exception } => {
                let exception = self.reg(exception.0);
                let class = self.heap.class_of(exception);
                self.set_reg(base.0, crate::heap::Heap::class_value(class));
                self.set_reg(base.0 + 1, exception);
                let traceback = self.traceback_object(exception);
                self.set_reg(base.0 + 2, traceback);
            }
            Op::EnterContext { base, manager, is_async } => {
                return self.enter_context(base.0, self.reg(manager.0), is_async.0);
            }

            Op::MatchSequence { dst, src } => {
                let value = self.heap.plain(self.reg(src.0));
                self.set_reg(
                    dst.0,
                    Value::bool(matches!(value.split(), Some((Kind::List | Kind::Tuple | Kind::Range, _)))),
                );
            }
            Op::MatchMapping { dst, src } => {
                let value = self.heap.plain(self.reg(src.0));
                self.set_reg(dst.0, Value::bool(self.is_mapping(value)));
            }
            Op::Length { dst, src } => return self.length(dst.0, self.reg(src.0)),
            Op::MatchKeys { dst, subject, keys } => {
                return self.match_keys(dst.0, self.reg(subject.0), self.reg(keys.0));
            }
            Op::MatchRest { dst, subject, keys } => {
                return self.match_rest(dst.0, self.reg(subject.0), self.reg(keys.0));
            }
            Op::MatchClass { dst, base, positional, names } => {
                let names = self.constant(names.0);
                return self.match_class(dst.0, self.reg(base.0), self.reg(base.0 + 1), positional.0, names);
            }

            Op::Import { dst, leaf, level, name } => {
                let name = self.name(name.0);
                return self.import(dst.0, leaf.0, level.0, name);
            }
            Op::ImportFrom { dst, module, name } => {
                let name = self.name(name.0);
                return self.import_from(dst.0, self.reg(module.0), name);
            }
            Op::ImportStar { module } => return self.import_star(self.reg(module.0)),
        }
        Ok(())
    }

    pub(super) fn constant(&self, index: u32) -> Value {
        self.linked[self.current.code().0 as usize].constants[index as usize]
    }

    pub(super) fn name(&self, index: u32) -> Symbol {
        self.linked[self.current.code().0 as usize].names[index as usize]
    }

    /// The name of an inline cache's place.
    pub(super) fn site_name(&self, site: u32) -> Symbol {
        let linked = &self.linked[self.current.code().0 as usize];
        linked.names[linked.code.sites[site as usize].name as usize]
    }

    /// Where the inline cache of a place is.
    pub(super) fn site_cache(&self, site: u32) -> usize {
        (self.linked[self.current.code().0 as usize].caches + site) as usize
    }

    pub(super) fn globals(&self) -> Value {
        self.linked[self.current.code().0 as usize].globals
    }

    // ---- variables

    #[cold]
    fn unbound_local(&mut self, register: u8) -> Step {
        let code = &self.linked[self.current.code().0 as usize].code;
        let name = code.local_name(register).unwrap_or("?").to_string();
        let message = format!("cannot access local variable '{name}' where it is not associated with a value");
        Err(self.unbound_local_error(message).into())
    }

    #[cold]
    fn unbound_cell(&mut self, register: u8) -> Step {
        let code = self.linked[self.current.code().0 as usize].code.clone();
        let local = code.locals.iter().find(|local| local.register == register);
        let name = local.map_or("?", |local| &*local.name);
        if local.is_some_and(|local| local.kind == LocalKind::Free) {
            let message = format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            );
            return Err(self.name_error(message).into());
        }
        let message = format!("cannot access local variable '{name}' where it is not associated with a value");
        Err(self.unbound_local_error(message).into())
    }

    fn load_cell(&mut self, dst: u8, cell: u8) -> Step {
        let value = self.heap.cell(self.reg(cell)).map_or(Value::UNBOUND, |cell| cell.0);
        if value.is_unbound() {
            return self.unbound_cell(cell);
        }
        self.set_reg(dst, value);
        Ok(())
    }

    fn store_cell(&mut self, cell: u8, value: Value) {
        let cell = self.reg(cell);
        if let Some(cell) = self.heap.cell_mut(cell) {
            cell.0 = value;
        }
    }

    fn load_global(&mut self, dst: u8, site: u32) -> Step {
        let name = self.site_name(site);
        let key = self.heap.symbol_value(name);
        let globals = self.globals();
        let at = self.site_cache(site);
        if let Some(index) = self.namespace_find(globals, key) {
            let (stored, value) = self.heap.dict(globals).map_or((key, Value::UNBOUND), |dict| {
                let entry = dict.entry(index);
                (entry.key, entry.value)
            });
            let cache = &mut self.caches[at];
            (cache.key, cache.slot, cache.value) = (u32::MAX, index as u32, stored);
            self.set_reg(dst, value);
            return Ok(());
        }
        let version = self.heap.dict(globals).map_or(0, |dict| dict.version);
        match self.namespace_find(self.builtins_dict, key) {
            Some(index) => {
                let (stored, value) = self.heap.dict(self.builtins_dict).map_or((key, Value::UNBOUND), |dict| {
                    let entry = dict.entry(index);
                    (entry.key, entry.value)
                });
                let cache = &mut self.caches[at];
                (cache.key, cache.slot, cache.value) = (version, u32::MAX, stored);
                cache.next = crate::object::instance::ShapeId(index as u32);
                self.set_reg(dst, value);
                Ok(())
            }
            None => self.undefined_name(name),
        }
    }

    fn store_global(&mut self, value: Value, site: u32) {
        let name = self.site_name(site);
        let (key, globals) = (self.heap.symbol_value(name), self.globals());
        self.namespace_set(globals, key, value);
        let at = self.site_cache(site);
        if let Some(index) = self.namespace_find(globals, key)
            && let Some(dict) = self.heap.dict(globals)
        {
            let cache = &mut self.caches[at];
            (cache.slot, cache.value) = (index as u32, dict.entry(index).key);
        }
    }

    fn load_global_name(&mut self, dst: u8, name: Symbol) -> Step {
        let key = self.heap.symbol_value(name);
        let found = self.namespace_get(self.globals(), key).or_else(|| self.namespace_get(self.builtins_dict, key));
        match found {
            Some(value) => self.complete(value, dst, Mode::Value),
            None => self.undefined_name(name),
        }
    }

    #[cold]
    fn undefined_name(&mut self, name: Symbol) -> Step {
        Err(self.raise_undefined(name).into())
    }

    // ---- functions and classes

    fn make_function(&mut self, dst: u8, base: u8, has: u8, child: u32) {
        let id = self.link_child(self.current.code(), child);
        let code = self.linked[id.0 as usize].code.clone();
        let closure = code.captures.iter().map(|register| self.reg(*register)).collect();
        let part = |bit: u8, offset: u8| if has & bit != 0 { self.reg(base + offset) } else { Value::UNBOUND };
        let (defaults, keyword_defaults, annotations) = (part(1, 0), part(2, 1), part(4, 2));
        let mut function = FunctionObject { code: id, closure, defaults, keyword_defaults, extra: None };
        if !annotations.is_unbound() {
            function.extra =
                Some(Box::new(crate::object::function::FunctionExtra { annotations, ..Default::default() }));
        }
        let function = self.heap.new_function(function);
        self.set_reg(dst, function);
    }

    /// Runs a class body with a new namespace; the class is made when it returns.
    fn run_class_body(&mut self, base: u8) -> Step {
        let function = self.reg(base);
        let namespace = self.heap.new_dict(Default::default());
        self.set_reg(base, namespace);
        self.call_with(function, &[namespace], base, Mode::ClassBody)
    }

    fn is_guarded_builtin(&self, value: Value, builtin: GuardedBuiltin) -> bool {
        match builtin {
            GuardedBuiltin::Super => value == crate::heap::Heap::class_value(classes::SUPER),
            GuardedBuiltin::Anext => value.index_of(Kind::Native).is_some_and(|index| {
                let def = self.builtins.native(index);
                def.name == "anext" && crate::types::native_owner(index).is_none()
            }),
        }
    }

    // ---- calls

    /// `f(*args, **kwargs)`
    fn call_unpacked(&mut self, dst: u8, base: u8, keywords: bool) -> Step {
        let callee = self.reg(base);
        let args = self.heap.plain(self.reg(base + 1));
        let given = self.sequence(args).map_or(0, <[Value]>::len);
        let named = if keywords { self.heap.dict(self.reg(base + 2)).map_or(0, |dict| dict.len()) } else { 0 };
        if given + named > FEW_ARGUMENTS {
            // A copy, the stack and the old one, and what the callee makes of them.
            self.reserve_memory((given + named * 3).saturating_mul(ARGUMENT))?;
        }
        let positional: Vec<Value> = match (self.heap.list(args), self.heap.tuple(args)) {
            (Some(list), _) => list.clone(),
            (None, Some(tuple)) => tuple.to_vec(),
            (None, None) => Vec::new(),
        };
        let (mut all, mut names) = (positional, Value::UNBOUND);
        if keywords && let Some(dict) = self.heap.dict(self.reg(base + 2)) {
            let (keys, values): (Vec<Value>, Vec<Value>) = dict.iter().map(|entry| (entry.key, entry.value)).unzip();
            if !keys.is_empty() {
                // What cannot be called is told of first.
                if !keys.iter().all(|key| key.is_kind(Kind::Str)) && self.is_callable(callee) {
                    return Err(self.type_error("keywords must be strings").into());
                }
                all.extend(values);
                names = self.heap.tuple_of(&keys);
                self.check_names(names)?;
            }
        }
        self.charge_fuel(all.len())?;
        let window = self.current.top() as usize;
        self.reserve_stack(window, all.len() + 1);
        self.stack[window] = callee;
        self.stack[window + 1..window + 1 + all.len()].copy_from_slice(&all);
        self.invoke(Call { window, argc: all.len(), names, dst, mode: Mode::Value })
    }

    /// `await f(...)` or `yield from f(...)`: without an object when the callee is a function of that kind.
    fn call_await(&mut self, dst: u8, base: u8, first: u8, argc: usize, done: u32) -> Step {
        if let Some(function) = self.reg(first).index_of(Kind::Function) {
            let id = self.heap.functions.get(function).code;
            self.prepare(id);
            let linked = &self.linked[id.0 as usize];
            let exact = linked.exact;
            if linked.flavor == self.linked[self.current.code().0 as usize].fuses {
                let window = self.window(first, argc + 1);
                if self.bind_by_position(function, exact, window, argc) {
                    self.current.set_pc(done);
                    return self.enter_fused(id, window, dst);
                }
            }
        }
        self.call_registers(first, argc, Value::UNBOUND, base)
    }
}

/// The value of an instruction's singleton: a look into a table of constants.
#[inline(always)]
pub(super) fn singleton(value: Singleton) -> Value {
    match value {
        Singleton::None => Value::NONE,
        Singleton::False => Value::FALSE,
        Singleton::True => Value::TRUE,
        Singleton::Ellipsis => Value::ELLIPSIS,
        Singleton::AssertionError => crate::heap::Heap::class_value(classes::ASSERTION_ERROR),
    }
}
