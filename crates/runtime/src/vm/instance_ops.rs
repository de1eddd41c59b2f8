//! Instructions on attributes and items, with their inline caches and hooks.

use super::linked::{Access, NO_KEY, kind_key};
use super::operator::delegate_mode;
use super::{Attribute, Cache, Cacheable, Frame, Mode, Step, Stop, Store, Vm};
use crate::heap::Heap;
use crate::native::Res;
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::{LocalKind, Op};

/// The key of an inline cache that has found a module's attribute.
pub(super) const MODULE_KEY: u32 = 1 << 31 | 1 << 30;

/// What a module's namespace has, where the inline cache says; unbound if it says nothing.
#[inline]
pub(super) fn cached_in_module(heap: &Heap, module: Value, cache: &Cache) -> Value {
    let namespace = heap.module(module).filter(|_| cache.key == MODULE_KEY).map(|module| module.dict);
    match namespace.and_then(|dict| heap.dict(dict)).and_then(|dict| dict.slot(cache.slot as usize)) {
        Some(entry) if entry.key == cache.value => entry.value,
        _ => Value::UNBOUND,
    }
}

impl Vm {
    // ---- reading

    pub(super) fn get_attr(&mut self, dst: u8, object: Value, site: u32) -> Step {
        let name = self.site_name(site);
        if let Some(instance) = self.heap.instance(object).copied() {
            let (key, epoch) = (instance.shape.0, self.heap.class_epoch);
            if let Some(cache) = self.attribute_cache.find(key, name, Access::Read, epoch) {
                let value = self.heap.field_at(instance, cache.slot);
                if !value.is_unbound() {
                    let at = self.site_cache(site);
                    self.caches[at] = cache;
                    self.set_reg(dst, value);
                    return Ok(());
                }
            } else if let Cacheable::Field(slot) | Cacheable::Slot(slot) = self.cacheable_attribute(object, name) {
                let cache = Cache { key, epoch, slot, ..Cache::EMPTY };
                self.fill_cache(site, name, Access::Read, cache);
            }
        }
        if object.is_kind(Kind::Module)
            && let Some(value) = self.module_attribute(object, site)
        {
            self.set_reg(dst, value);
            return Ok(());
        }
        self.read_attribute(dst, object, name, Mode::GetAttr)
    }

    /// What a module's namespace has, where the inline cache says or by a look-up that fills it. The cache holds for every
    /// module in whose namespace that key stands at that index.
    fn module_attribute(&mut self, module: Value, site: u32) -> Option<Value> {
        let namespace = self.heap.module(module)?.dict;
        let at = self.site_cache(site);
        let cached = cached_in_module(&self.heap, module, &self.caches[at]);
        if !cached.is_unbound() {
            return Some(cached);
        }
        let name = self.site_name(site);
        if self.heap.class_lookup(classes::MODULE, name).is_some() {
            return None;
        }
        let key = self.heap.symbol_value(name);
        let index = self.namespace_find(namespace, key)?;
        let entry = *self.heap.dict(namespace)?.entry(index);
        self.caches[at] = Cache { key: MODULE_KEY, slot: index as u32, value: entry.key, ..Cache::EMPTY };
        Some(entry.value)
    }

    fn fill_cache(&mut self, site: u32, name: Symbol, access: Access, cache: Cache) {
        let at = self.site_cache(site);
        self.caches[at] = cache;
        self.attribute_cache.remember(name, access, cache);
    }

    /// Finds an attribute and puts it into R[dst] (`GetAttr`), or as a method pair into R[dst..] (`GetMethod`).
    fn read_attribute(&mut self, dst: u8, object: Value, name: Symbol, mode: Mode) -> Step {
        match self.find_attribute(object, name) {
            Ok(Attribute::Value(value)) => self.complete(value, dst, mode),
            Ok(Attribute::Bind { function, receiver }) if mode == Mode::GetMethod => {
                self.set_reg(dst, function);
                self.set_reg(dst + 1, receiver);
                Ok(())
            }
            Ok(Attribute::Bind { function, receiver }) => {
                let bound = self.bind(function, receiver);
                self.complete(bound, dst, mode)
            }
            Ok(Attribute::Call { callee, args }) => self.call_with(callee, &args, dst, mode),
            Ok(Attribute::Missing) => self.missing_attribute(dst, object, name, mode),
            Err(raised) => {
                self.note_attribute(object, name);
                Err(raised.into())
            }
        }
    }

    /// Asks `__getattr__`, else raises.
    fn missing_attribute(&mut self, dst: u8, object: Value, name: Symbol, mode: Mode) -> Step {
        if self.hooks_of(object).getattr
            && let Some(hook) = self.heap.class_lookup(self.heap.class_of(object), names::GETATTR)
        {
            let key = self.heap.symbol_value(name);
            return self.method_call(hook, object, &[key], dst, delegate_mode(mode));
        }
        Err(self.attribute_missing(object, name).into())
    }

    /// AttributeError left a getter or `__getattribute__`: `__getattr__` gets its chance. `Ok(true)`: it was called.
    pub(super) fn attribute_hook(&mut self, waiting: Frame) -> Result<bool, Stop> {
        let (object, name) = match self.waiting_op() {
            Op::GetAttr { object, site, .. } | Op::GetMethod { object, site, .. } => {
                (self.reg(object.0), self.site_name(site.0))
            }
            _ => return Ok(false),
        };
        if !self.hooks_of(object).getattr {
            self.note_attribute(object, name);
            return Ok(false);
        }
        let Some(hook) = self.heap.class_lookup(self.heap.class_of(object), names::GETATTR) else { return Ok(false) };
        self.take_raised();
        let key = self.heap.symbol_value(name);
        match self.method_call(hook, object, &[key], waiting.dst(), delegate_mode(waiting.mode())) {
            Ok(()) => Ok(true),
            Err(Stop::Raised) => Ok(false),
            Err(stop) => Err(stop),
        }
    }

    pub(super) fn get_method(&mut self, base: u8, object: Value, site: u32) -> Step {
        let name = self.site_name(site);
        if object.is_kind(Kind::Module)
            && let Some(value) = self.module_attribute(object, site)
        {
            return self.complete(value, base, Mode::GetMethod);
        }
        let (key, epoch) = (
            self.heap.instance(object).map_or_else(|| kind_key(&self.heap, object), instance_key),
            self.heap.class_epoch,
        );
        if let Some(cache) = self.attribute_cache.find(key, name, Access::Method, epoch) {
            let at = self.site_cache(site);
            self.caches[at] = cache;
            self.set_reg(base, cache.value);
            self.set_reg(base + 1, object);
            return Ok(());
        }
        let key = match self.heap.instance(object).copied() {
            Some(instance) => match self.cacheable_attribute(object, name) {
                Cacheable::Method(method) => Some((instance_key(&instance), method)),
                Cacheable::Field(_) | Cacheable::Slot(_) | Cacheable::Nothing => None,
            },
            None if key != NO_KEY => {
                let found = self.heap.class_lookup(self.heap.class_of(object), name);
                found.filter(|method| self.is_method(*method)).map(|method| (key, method))
            }
            None => None,
        };
        if let Some((key, method)) = key {
            self.fill_cache(site, name, Access::Method, Cache { key, epoch, value: method, ..Cache::EMPTY });
            self.set_reg(base, method);
            self.set_reg(base + 1, object);
            return Ok(());
        }
        self.read_attribute(base, object, name, Mode::GetMethod)
    }

    /// `super().name(...)`: the method pair, without a super object.
    pub(super) fn get_super_method(&mut self, base: u8, class_cell: u8, instance: u8, site: u32) -> Step {
        let name = self.site_name(site);
        let callee = self.reg(base);
        if callee != Heap::class_value(classes::SUPER) {
            let object = self.call(callee, &[])?;
            return self.read_attribute(base, object, name, Mode::GetMethod);
        }
        let (class, receiver, start) = self.super_parts(class_cell, instance)?;
        let at = self.site_cache(site);
        let cache = self.caches[at];
        let key = self.heap.instance(receiver).map(instance_key);
        if key == Some(cache.key) && cache.epoch == self.heap.class_epoch && cache.slot == class.0 {
            self.set_reg(base, cache.value);
            self.set_reg(base + 1, receiver);
            return Ok(());
        }
        match self.super_attribute(class, receiver, start, name)? {
            Attribute::Bind { function, receiver } => {
                if let Some(key) = key {
                    let epoch = self.heap.class_epoch;
                    self.caches[at] = Cache { key, epoch, slot: class.0, value: function, ..Cache::EMPTY };
                }
                self.set_reg(base, function);
                self.set_reg(base + 1, receiver);
                Ok(())
            }
            Attribute::Value(value) => self.complete(value, base, Mode::GetMethod),
            Attribute::Call { callee, args } => self.call_with(callee, &args, base, Mode::GetMethod),
            Attribute::Missing => {
                let object = self.heap.new_other(OtherObject::Super { class, object: receiver, start });
                self.read_attribute(base, object, name, Mode::GetMethod)
            }
        }
    }

    /// `super()` as an object.
    pub(super) fn call_super(&mut self, dst: u8, callee: u8, class_cell: u8, instance: u8) -> Step {
        let callee = self.reg(callee);
        if callee != Heap::class_value(classes::SUPER) {
            return self.call_with(callee, &[], dst, Mode::Value);
        }
        let (class, object, start) = self.super_parts(class_cell, instance)?;
        let object = self.heap.new_other(OtherObject::Super { class, object, start });
        self.set_reg(dst, object);
        Ok(())
    }

    /// Class, receiver and the class whose MRO is searched, of `super()` in a method.
    fn super_parts(
        &mut self,
        class_cell: u8,
        instance: u8,
    ) -> Res<(crate::object::class::ClassId, Value, crate::object::class::ClassId)> {
        let class = self.heap.cell(self.reg(class_cell)).map_or(Value::UNBOUND, |cell| cell.0);
        let Some(class) = Heap::as_class(class) else {
            return Err(self.runtime_error("super(): empty __class__ cell"));
        };
        let mut receiver = self.reg(instance);
        if let Some(cell) = self.heap.cell(receiver) {
            receiver = cell.0;
        }
        if receiver.is_unbound() {
            return Err(self.runtime_error("super(): arg[0] deleted"));
        }
        let start = self.super_start(class, receiver)?;
        Ok((class, receiver, start))
    }

    /// `super()` by another way than its own instruction: the running function's class and first argument, if it has them.
    pub(crate) fn super_of_frame(&mut self) -> Option<Res> {
        let frame = self.current;
        let code = &self.linked.get(frame.code().0 as usize)?.code;
        let cell = code.locals.iter().find(|local| &*local.name == "__class__" && local.kind == LocalKind::Free)?;
        if code.parameters.positional == 0 {
            return None;
        }
        let register = cell.register;
        Some(
            self.super_parts(register, 1)
                .map(|(class, object, start)| self.heap.new_other(OtherObject::Super { class, object, start })),
        )
    }

    // ---- writing

    pub(super) fn set_attr(&mut self, object: Value, value: Value, site: u32) -> Step {
        let name = self.site_name(site);
        if let Some(instance) = self.heap.instance(object).copied() {
            let (key, epoch) = (instance.shape.0, self.heap.class_epoch);
            if let Some(cache) = self.attribute_cache.find(key, name, Access::Write, epoch) {
                let at = self.site_cache(site);
                self.caches[at] = cache;
                if (cache.slot as usize) < instance.fields.size() {
                    self.heap.set_field_at(instance, cache.slot, value);
                    if let Some(object) = self.heap.instance_mut(object) {
                        object.shape = cache.next;
                    }
                    return Ok(());
                }
            } else if let Some((slot, next)) = self.cacheable_store(object, name) {
                let cache = Cache { key, epoch, slot, next, value: Value::UNBOUND };
                self.fill_cache(site, name, Access::Write, cache);
            }
        }
        self.store_attr(object, name, Some(value))
    }

    pub(super) fn store_attr(&mut self, object: Value, name: Symbol, value: Option<Value>) -> Step {
        match self.store_attribute(object, name, value)? {
            Store::Done => Ok(()),
            Store::Call { callee, args } => self.call_with(callee, &args, 0, Mode::Discard),
        }
    }

    // ---- items

    pub(super) fn get_item(&mut self, object: Value, key: Value, dst: u8) -> Step {
        if key.is_kind(Kind::Slice) {
            self.clear_way(self.size_of(object));
        }
        if let Some(plain) = self.unless_overridden(object, names::GETITEM) {
            if plain != object && plain.is_kind(Kind::Dict) {
                return match self.dict_get(plain, key)? {
                    Some(value) => self.complete(value, dst, Mode::Value),
                    None => self.missing_key(object, key, dst),
                };
            }
            if let Some(value) = self.get_item_native(plain, key)? {
                self.set_reg(dst, value);
                return Ok(());
            }
        }
        let class = self.heap.class_of(object);
        if let Some(class) = Heap::as_class(object) {
            return self.subscript_class(class, object, key, dst);
        }
        match self.heap.class_lookup(class, names::GETITEM) {
            Some(method) => self.method_call(method, object, &[key], dst, Mode::Value),
            None => Err(self.type_error_of(object, "object is not subscriptable").into()),
        }
    }

    /// A dict's subclass lacks a key: `__missing__` is asked.
    fn missing_key(&mut self, object: Value, key: Value, dst: u8) -> Step {
        match self.heap.class_lookup(self.heap.class_of(object), names::MISSING) {
            Some(method) => self.method_call(method, object, &[key], dst, Mode::Value),
            None => Err(self.key_error(key).into()),
        }
    }

    fn subscript_class(&mut self, class: crate::object::class::ClassId, object: Value, key: Value, dst: u8) -> Step {
        match self.heap.class_lookup(class, names::CLASS_GETITEM).filter(|method| !method.is_none()) {
            Some(method) => match self.bind_attribute(method, Value::UNBOUND, class)? {
                Attribute::Bind { function, receiver } => self.call_with(function, &[receiver, key], dst, Mode::Value),
                Attribute::Value(callee) => self.call_with(callee, &[key], dst, Mode::Value),
                Attribute::Call { callee, args } => {
                    let bound = self.call(callee, &args)?;
                    self.call_with(bound, &[key], dst, Mode::Value)
                }
                Attribute::Missing => Err(self.type_error_of(object, "object is not subscriptable").into()),
            },
            None => {
                let message = format!("type '{}' is not subscriptable", self.heap.class_name(class));
                Err(self.type_error(message).into())
            }
        }
    }

    pub(super) fn set_item(&mut self, object: Value, key: Value, value: Value) -> Step {
        if let Some(plain) = self.unless_overridden(object, names::SETITEM)
            && self.set_item_native(plain, key, value)?.is_some()
        {
            return Ok(());
        }
        let class = self.heap.class_of(object);
        match self.heap.class_lookup(class, names::SETITEM) {
            Some(method) if self.heap.script_class(class).is_some() => {
                self.method_call(method, object, &[key, value], 0, Mode::Discard)
            }
            // `l[i:j] = generator`: its items are collected first.
            Some(_) if key.is_kind(Kind::Slice) => {
                let function = self.prelude("op_set_slice")?;
                self.call_with(function, &[object, key, value], 0, Mode::Discard)
            }
            _ => Err(self.type_error_of(object, "object does not support item assignment").into()),
        }
    }

    pub(super) fn delete_item(&mut self, object: Value, key: Value) -> Step {
        if let Some(plain) = self.unless_overridden(object, names::DELITEM)
            && self.delete_item_native(plain, key)?.is_some()
        {
            return Ok(());
        }
        let class = self.heap.class_of(object);
        match self.heap.class_lookup(class, names::DELITEM) {
            Some(method) if self.heap.script_class(class).is_some() => {
                self.method_call(method, object, &[key], 0, Mode::Discard)
            }
            _ => Err(self.type_error_of(object, "object doesn't support item deletion").into()),
        }
    }

    /// `item in container`, for `Contains` and `JumpContains`.
    pub(super) fn contains(&mut self, op: Op, item: Value, container: Value, dst: u8) -> Step {
        if let Some(plain) = self.unless_overridden(container, names::CONTAINS)
            && let Some(found) = self.contains_native(plain, item)?
        {
            return self.contained(op, found, dst);
        }
        let class = self.heap.class_of(container);
        match self.heap.class_lookup(class, names::CONTAINS) {
            Some(method) if method.is_none() => Err(self.type_error_of(container, "object is not a container").into()),
            Some(method) => self.method_call(method, container, &[item], dst, Mode::ContainsTruth),
            None => {
                let function = self.prelude("op_contains")?;
                self.call_with(function, &[container, item], dst, Mode::ContainsTruth)
            }
        }
    }

    fn contained(&mut self, op: Op, found: bool, dst: u8) -> Step {
        match op {
            Op::Contains { negate, .. } => {
                self.set_reg(dst, Value::bool(found != negate.0));
                Ok(())
            }
            _ => self.decide(found),
        }
    }

    /// An attribute read from inside a native or an instruction that has no frame for it: getters run in a nested loop.
    pub(crate) fn attribute_nested(&mut self, object: Value, name: Symbol) -> Res {
        match self.find_attribute(object, name)? {
            Attribute::Value(value) => Ok(value),
            Attribute::Bind { function, receiver } => Ok(self.bind(function, receiver)),
            Attribute::Call { callee, args } => self.call(callee, &args),
            Attribute::Missing => {
                if self.hooks_of(object).getattr
                    && let Some(hook) = self.heap.class_lookup(self.heap.class_of(object), names::GETATTR)
                {
                    let key = self.heap.symbol_value(name);
                    return self.call(hook, &[object, key]);
                }
                Err(self.attribute_missing(object, name))
            }
        }
    }

    /// The same; None when there is no such attribute.
    pub(crate) fn optional_attribute(&mut self, object: Value, name: &str) -> Res<Option<Value>> {
        let name = self.heap.intern(name);
        match self.attribute_nested(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(_) => self.catch(classes::ATTRIBUTE_ERROR).map(|_| None),
        }
    }

    /// What a class's attribute is for a receiver, descriptors followed, in a nested loop.
    pub(crate) fn bind_nested(&mut self, attribute: Value, receiver: Value) -> Res {
        let class = self.heap.class_of(receiver);
        match self.bind_attribute(attribute, receiver, class)? {
            Attribute::Value(value) => Ok(value),
            Attribute::Bind { function, receiver } => Ok(self.bind(function, receiver)),
            Attribute::Call { callee, args } => self.call(callee, &args),
            Attribute::Missing => Ok(Value::NONE),
        }
    }
}

fn instance_key(instance: &crate::object::instance::InstanceObject) -> u32 {
    instance.shape.0
}
