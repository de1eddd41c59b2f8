//! Reading, setting and deleting attributes of every kind of receiver, as CPython's `object`, `type`, `module` and `super` do.
//!
//! Runs no script code: where a descriptor or a hook is written in Python, the answer says what is to be called. Native
//! getters are called at once. Sources: CPython `Objects/object.c`, `typeobject.c`, `descrobject.c`.

use super::{Attribute, Pending, Store, Vm};
use crate::heap::Heap;
use crate::native::{Args, NativeKind, Raised, Res};
use crate::object::class::{ClassId, Hooks};
use crate::object::instance::ShapeId;
use crate::object::module::ModuleObject;
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use smallvec::{SmallVec, smallvec};

/// What an inline cache may remember of reading an attribute of an instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cacheable {
    /// The field with this number, which every instance of that shape has.
    Field(u32),
    /// The hidden field of a `__slots__` member: where it is unbound the attribute is missing.
    Slot(u32),
    /// A function or native method of the class, to be bound to the instance.
    Method(Value),
    Nothing,
}

/// A result that is to be called for.
fn call(callee: Value, args: &[Value]) -> Attribute {
    Attribute::Call { callee, args: args.into() }
}

impl Vm {
    /// Finds an attribute. `Missing` says that neither the value nor its class has it: `__getattr__` may still.
    pub fn find_attribute(&mut self, object: Value, name: Symbol) -> Res<Attribute> {
        match object.split() {
            Some((Kind::Instance | Kind::Exception, _)) => self.find_with_hooks(object, name),
            Some((Kind::Class, class)) => self.find_class_attribute(ClassId(class), name),
            Some((Kind::Module, _)) => self.find_module_attribute(object, name),
            Some((Kind::Method, _)) => self.find_method_attribute(object, name),
            Some((Kind::Other, _)) => self.find_other_attribute(object, name),
            _ => self.generic_attribute(object, name),
        }
    }

    fn find_with_hooks(&mut self, object: Value, name: Symbol) -> Res<Attribute> {
        let hooks = self.hooks_of(object);
        if hooks.getattribute
            && let Some(hook) = self.heap.class_lookup(self.heap.class_of(object), names::GETATTRIBUTE)
        {
            let name = self.heap.symbol_value(name);
            return self.special_call(hook, object, &[name]);
        }
        let found = self.generic_attribute(object, name);
        if found.is_err() && hooks.getattr {
            self.catch(classes::ATTRIBUTE_ERROR)?;
            return Ok(Attribute::Missing);
        }
        found
    }

    /// The hooks of a value's class.
    #[inline]
    pub fn hooks_of(&self, object: Value) -> Hooks {
        self.heap.script_class(self.heap.class_of(object)).map_or(Hooks::default(), |class| class.hooks)
    }

    /// `object.__getattribute__`: data descriptors, the value's own attributes, what the class has.
    pub fn generic_attribute(&mut self, object: Value, name: Symbol) -> Res<Attribute> {
        let class = self.heap.class_of(object);
        let found = self.heap.class_lookup(class, name);
        if let Some(descriptor) = found
            && self.is_data_descriptor(descriptor)
            && (!descriptor.is_kind(Kind::Instance) || self.special_method(descriptor, names::GET).is_some())
        {
            return self.bind_attribute(descriptor, object, class);
        }
        if let Some(value) = self.field(object, name) {
            return Ok(Attribute::Value(value));
        }
        match found {
            Some(value) => self.bind_attribute(value, object, class),
            None => Ok(Attribute::Missing),
        }
    }

    /// Whether a class attribute comes before an instance's own: it has `__set__` or `__delete__`.
    pub fn is_data_descriptor(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Native, index)) => {
                matches!(self.builtins.native(index).kind, NativeKind::Getter | NativeKind::Accessor)
            }
            Some((Kind::Other, index)) => matches!(
                self.heap.others.get(index),
                OtherObject::Property(_)
                    | OtherObject::SlotMember { .. }
                    | OtherObject::DictMember(_)
                    | OtherObject::WeakrefMember(_)
            ),
            Some((Kind::Instance, _)) => {
                self.special_method(value, names::SET).is_some() || self.special_method(value, names::DELETE).is_some()
            }
            _ => false,
        }
    }

    /// What a script's class has under a special name, where the class of the value is a script's.
    pub fn special_method(&self, value: Value, name: Symbol) -> Option<Value> {
        let class = self.heap.class_of(value);
        self.heap.script_class(class)?;
        self.heap.class_lookup(class, name)
    }

    /// The attribute that a class's attribute makes for a receiver (unbound: for the class itself): the descriptor protocol.
    pub fn bind_attribute(&mut self, value: Value, receiver: Value, class: ClassId) -> Res<Attribute> {
        let found = match value.split() {
            Some((Kind::Function, _)) => bind(value, receiver),
            Some((Kind::Native, index)) => match self.builtins.native(index).kind {
                NativeKind::Method => bind(value, receiver),
                NativeKind::ClassMethod => bind(value, Heap::class_value(class)),
                NativeKind::Getter | NativeKind::Accessor if !receiver.is_unbound() => {
                    return self.native_attribute(index, &[receiver]);
                }
                _ => Attribute::Value(value),
            },
            Some((Kind::Other, index)) => match self.heap.others.get(index) {
                OtherObject::ClassMethod(function) => bind(*function, Heap::class_value(class)),
                OtherObject::StaticMethod(function) => Attribute::Value(*function),
                OtherObject::Property(property) if !receiver.is_unbound() => match property.getter {
                    Value::NONE | Value::UNBOUND => return Err(self.property_error(value, receiver, "getter")),
                    getter => call(getter, &[receiver]),
                },
                OtherObject::SlotMember { class, name } if !receiver.is_unbound() => {
                    let (owner, name) = (*class, *name);
                    self.check_slot_receiver(owner, name, receiver)?;
                    let name = name.hidden();
                    self.field(receiver, name).map_or(Attribute::Missing, Attribute::Value)
                }
                OtherObject::DictMember(_) if !receiver.is_unbound() => Attribute::Value(self.instance_dict(receiver)),
                OtherObject::WeakrefMember(_) if !receiver.is_unbound() => Attribute::Value(Value::NONE),
                _ => Attribute::Value(value),
            },
            Some((Kind::Instance, _)) => match self.special_method(value, names::GET) {
                Some(get) => {
                    let receiver = if receiver.is_unbound() { Value::NONE } else { receiver };
                    return self.special_call(get, value, &[receiver, Heap::class_value(class)]);
                }
                None => Attribute::Value(value),
            },
            _ => Attribute::Value(value),
        };
        Ok(found)
    }

    /// The call of a special method, found on the receiver's class, with these arguments.
    pub fn special_call(&mut self, method: Value, receiver: Value, args: &[Value]) -> Res<Attribute> {
        let class = self.heap.class_of(receiver);
        match self.bind_attribute(method, receiver, class)? {
            Attribute::Bind { function, receiver } => {
                let mut all: SmallVec<[Value; 3]> = smallvec![receiver];
                all.extend_from_slice(args);
                Ok(Attribute::Call { callee: function, args: all })
            }
            Attribute::Value(callee) => Ok(call(callee, args)),
            // A special method that is itself made by a script's descriptor: get it, then call it.
            Attribute::Call { callee, args: getter_args } => {
                let base = self.roots.len();
                self.roots.push(receiver);
                self.roots.extend_from_slice(args);
                let method = self.call(callee, &getter_args);
                self.roots.truncate(base);
                Ok(call(method?, args))
            }
            Attribute::Missing => {
                let name = self.heap.type_name(receiver).to_string();
                Err(self.type_error(format!("'{name}' object is not callable")))
            }
        }
    }

    /// Calls a native getter or setter at once.
    fn native_attribute(&mut self, native: u32, args: &[Value]) -> Res<Attribute> {
        let value = self.call_accessor(native, args)?;
        match self.pending.take() {
            Some(Pending::Call { callee, args }) if value == Value::PENDING => Ok(call(callee, &args)),
            pending => {
                self.pending = pending;
                Ok(Attribute::Value(value))
            }
        }
    }

    /// Calls a native getter or accessor, which runs no script code.
    pub fn call_accessor(&mut self, native: u32, args: &[Value]) -> Res {
        let start = self.stack.len();
        self.stack.extend_from_slice(args);
        let place = Args { start: start as u32, count: args.len() as u32, keywords: 0, names: Value::UNBOUND };
        let result = (self.builtins.native(native).call)(self, place);
        self.stack.truncate(start);
        result
    }

    /// An attribute of a class: `type`'s data descriptors, what the class and its bases have, `type`'s other members.
    fn find_class_attribute(&mut self, class: ClassId, name: Symbol) -> Res<Attribute> {
        let value = Heap::class_value(class);
        let meta = self.heap.class_lookup(classes::TYPE, name);
        if let Some(descriptor) = meta
            && self.is_data_descriptor(descriptor)
        {
            return self.bind_attribute(descriptor, value, classes::TYPE);
        }
        if let Some(found) = self.heap.class_lookup(class, name) {
            return self.bind_attribute(found, Value::UNBOUND, class);
        }
        match meta {
            Some(found) => self.bind_attribute(found, value, classes::TYPE),
            None => Ok(Attribute::Missing),
        }
    }

    fn find_module_attribute(&mut self, module: Value, name: Symbol) -> Res<Attribute> {
        if name == names::DOC
            && let Some(doc) = self.field(module, name)
        {
            return Ok(Attribute::Value(doc));
        }
        let found = self.generic_attribute(module, name)?;
        if matches!(found, Attribute::Missing)
            && let Some(hook) = self.field(module, names::GETATTR)
        {
            let name = self.heap.symbol_value(name);
            return Ok(call(hook, &[name]));
        }
        Ok(found)
    }

    /// A bound method passes on what it lacks to its function.
    fn find_method_attribute(&mut self, method: Value, name: Symbol) -> Res<Attribute> {
        match (self.generic_attribute(method, name)?, self.heap.method(method).copied()) {
            (Attribute::Missing, Some(object)) if !object.function.is_kind(Kind::Native) => {
                self.generic_attribute(object.function, name)
            }
            (found, _) => Ok(found),
        }
    }

    fn find_other_attribute(&mut self, object: Value, name: Symbol) -> Res<Attribute> {
        match self.heap.other(object) {
            Some(OtherObject::Super { class, object: receiver, start }) => {
                let (class, receiver, start) = (*class, *receiver, *start);
                let found = self.super_attribute(class, receiver, start, name)?;
                if matches!(found, Attribute::Missing) { self.generic_attribute(object, name) } else { Ok(found) }
            }
            Some(OtherObject::GenericAlias { origin, .. }) => {
                let origin = *origin;
                self.find_alias_attribute(object, origin, name)
            }
            Some(OtherObject::ClassMethod(function) | OtherObject::StaticMethod(function)) => {
                let function = *function;
                let copied = [names::NAME, names::QUALNAME, names::DOC, names::MODULE, names::ANNOTATIONS];
                if copied.contains(&name) {
                    return self.find_attribute(function, name);
                }
                self.generic_attribute(object, name)
            }
            _ => self.generic_attribute(object, name),
        }
    }

    /// `list[int].x` is `list.x`, but for the alias's own attributes.
    fn find_alias_attribute(&mut self, alias: Value, origin: Value, name: Symbol) -> Res<Attribute> {
        let own = types::builtin(classes::GENERIC_ALIAS).member(name).is_some() || name == names::CLASS;
        if own { self.generic_attribute(alias, name) } else { self.find_attribute(origin, name) }
    }

    /// What `super(class, receiver).name` finds: the MRO of `start` (the receiver's class, or the receiver itself where it
    /// is a class) behind `class`.
    pub fn super_attribute(&mut self, class: ClassId, receiver: Value, start: ClassId, name: Symbol) -> Res<Attribute> {
        if name == names::CLASS || receiver.is_unbound() {
            return Ok(Attribute::Missing);
        }
        let mro = self.heap.mro(start);
        let behind = mro.iter().position(|entry| *entry == class).map_or(mro.len(), |index| index + 1);
        let rest = &mro[behind..];
        let Some(value) = rest.iter().find_map(|class| self.heap.own_attribute(*class, name)) else {
            return Ok(Attribute::Missing);
        };
        let receiver = if receiver == Heap::class_value(start) { Value::UNBOUND } else { receiver };
        self.bind_attribute(value, receiver, start)
    }

    /// What an inline cache may remember of reading `name` of an instance; it holds for the instance's shape until
    /// `class_epoch` changes.
    pub fn cacheable_attribute(&mut self, object: Value, name: Symbol) -> Cacheable {
        let Some(instance) = self.heap.instance(object).copied() else { return Cacheable::Nothing };
        let class = self.heap.class_of(object);
        let is_dict = self.heap.shapes[instance.shape.0 as usize].mode.is_dict();
        if self.hooks_of(object).getattribute {
            return Cacheable::Nothing;
        }
        let found = self.heap.class_lookup(class, name);
        if let Some(value) = found
            && self.is_data_descriptor(value)
        {
            return match self.slot_of_member(value, object).and_then(|name| self.heap.shape_slot(instance.shape, name))
            {
                Some(slot) => Cacheable::Slot(slot),
                None => Cacheable::Nothing,
            };
        }
        if is_dict {
            return Cacheable::Nothing;
        }
        match (self.heap.shape_slot(instance.shape, name), found) {
            (Some(slot), _) => Cacheable::Field(slot),
            (None, Some(value)) if self.is_method(value) => Cacheable::Method(value),
            _ => Cacheable::Nothing,
        }
    }

    /// Whether a class attribute is a function or native method, which binds to an instance.
    #[inline]
    pub fn is_method(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Function, _)) => true,
            Some((Kind::Native, index)) => self.builtins.native(index).kind == NativeKind::Method,
            _ => false,
        }
    }

    /// For an inline cache of setting `name` of an instance: the field's number and the shape that the instance then has.
    pub fn cacheable_store(&mut self, object: Value, name: Symbol) -> Option<(u32, ShapeId)> {
        let instance = self.heap.instance(object).copied()?;
        if self.hooks_of(object).setattr {
            return None;
        }
        let class = self.heap.class_of(object);
        if let Some(value) = self.heap.class_lookup(class, name)
            && self.is_data_descriptor(value)
        {
            let slot = self.heap.shape_slot(instance.shape, self.slot_of_member(value, object)?)?;
            return Some((slot, instance.shape));
        }
        if self.heap.shapes[instance.shape.0 as usize].mode.is_dict() || !self.heap.class_has_dict(class) {
            return None;
        }
        self.store_slot(instance.shape, name)
    }

    /// The hidden field of a `__slots__` member of the object's class.
    fn slot_of_member(&self, value: Value, object: Value) -> Option<Symbol> {
        match self.heap.other(value)? {
            OtherObject::SlotMember { class, name } if self.heap.is_instance(object, *class) => Some(name.hidden()),
            _ => None,
        }
    }

    /// A member of `__slots__` that another class has borrowed is of no use to that class's instances.
    fn check_slot_receiver(&mut self, owner: ClassId, name: Symbol, receiver: Value) -> Res<()> {
        if self.heap.is_instance(receiver, owner) {
            return Ok(());
        }
        let (owner, found) = (self.heap.class_name(owner), self.heap.type_name(receiver));
        let name = self.heap.symbols.text(name);
        let message = format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object");
        Err(self.type_error(message))
    }

    // ---- setting and deleting

    /// Sets an attribute, or deletes it when there is no value.
    pub fn store_attribute(&mut self, object: Value, name: Symbol, value: Option<Value>) -> Res<Store> {
        if let Some((Kind::Instance | Kind::Exception, _)) = object.split() {
            let hooks = self.hooks_of(object);
            let hook = if value.is_some() { names::SETATTR } else { names::DELATTR };
            if (if value.is_some() { hooks.setattr } else { hooks.delattr })
                && let Some(method) = self.heap.class_lookup(self.heap.class_of(object), hook)
            {
                let name = self.heap.symbol_value(name);
                let mut args: SmallVec<[Value; 2]> = smallvec![name];
                args.extend(value);
                let found = self.special_call(method, object, &args)?;
                return Ok(store_of(found));
            }
        }
        self.generic_store(object, name, value)
    }

    /// `object.__setattr__` and `object.__delattr__`; `type`'s for classes.
    pub fn generic_store(&mut self, object: Value, name: Symbol, value: Option<Value>) -> Res<Store> {
        if let Some(class) = Heap::as_class(object) {
            return self.store_class(class, name, value);
        }
        let class = self.heap.class_of(object);
        let found = self.heap.class_lookup(class, name);
        if let Some(descriptor) = found
            && self.is_data_descriptor(descriptor)
        {
            return self.store_through(descriptor, object, name, value);
        }
        if self.has_fields(object) {
            match value {
                Some(value) => self.set_field(object, name, value),
                None if self.delete_field(object, name) => {}
                None => return Err(self.missing_on_delete(object, name)),
            }
            return Ok(Store::Done);
        }
        let (type_name, text) = (self.heap.type_name(object).to_string(), self.heap.symbols.text(name).to_string());
        if found.is_some() {
            return Err(self.attribute_error(format!("'{type_name}' object attribute '{text}' is read-only")));
        }
        // A class with a `__setattr__` of its own is told less.
        let hint = if self.hooks_of(object).setattr { "" } else { " and no __dict__ for setting new attributes" };
        let message = format!("'{type_name}' object has no attribute '{text}'{hint}");
        Err(self.attribute_error_for(message, object, name))
    }

    #[cold]
    fn missing_on_delete(&mut self, object: Value, name: Symbol) -> Raised {
        let message =
            format!("'{}' object has no attribute '{}'", self.heap.type_name(object), self.heap.symbols.text(name));
        match object.split() {
            Some((Kind::Function | Kind::Module, _)) => self.attribute_error_for(message, object, name),
            _ => self.attribute_error(message),
        }
    }

    /// Sets or deletes through a data descriptor of the class.
    pub fn store_through(
        &mut self,
        descriptor: Value,
        object: Value,
        name: Symbol,
        value: Option<Value>,
    ) -> Res<Store> {
        if let Some(native) = descriptor.index_of(Kind::Native) {
            if self.builtins.native(native).kind == NativeKind::Getter {
                return Err(self.not_writable(native, name));
            }
            let found = {
                let args = [object, value.unwrap_or(Value::UNBOUND)];
                self.native_attribute(native, &args)?
            };
            return Ok(match found {
                Attribute::Call { callee, args } => Store::Call { callee, args },
                _ => Store::Done,
            });
        }
        match self.heap.other(descriptor) {
            Some(OtherObject::Property(property)) => {
                let (setter, what) = match value {
                    Some(_) => (property.setter, "setter"),
                    None => (property.deleter, "deleter"),
                };
                if setter.is_none() || setter.is_unbound() {
                    return Err(self.property_error(descriptor, object, what));
                }
                let mut args: SmallVec<[Value; 3]> = smallvec![object];
                args.extend(value);
                Ok(Store::Call { callee: setter, args })
            }
            Some(OtherObject::SlotMember { class, name }) => {
                let (owner, name) = (*class, *name);
                self.check_slot_receiver(owner, name, object)?;
                match value {
                    Some(value) => self.set_field(object, name.hidden(), value),
                    None if self.delete_field(object, name.hidden()) => {}
                    None => {
                        let text = self.heap.symbols.text(name).to_string();
                        return Err(self.attribute_error(text));
                    }
                }
                Ok(Store::Done)
            }
            Some(OtherObject::DictMember(_)) => self.store_dict(object, value),
            Some(OtherObject::WeakrefMember(class)) => {
                let message =
                    format!("attribute '__weakref__' of '{}' objects is not writable", self.heap.class_name(*class));
                Err(self.attribute_error(message))
            }
            _ => self.store_by_script(descriptor, object, value),
        }
    }

    fn store_by_script(&mut self, descriptor: Value, object: Value, value: Option<Value>) -> Res<Store> {
        let name = if value.is_some() { names::SET } else { names::DELETE };
        let Some(method) = self.special_method(descriptor, name) else {
            let text = self.heap.symbols.text(name).to_string();
            return Err(self.attribute_error(text));
        };
        let mut args: SmallVec<[Value; 2]> = smallvec![object];
        args.extend(value);
        Ok(store_of(self.special_call(method, descriptor, &args)?))
    }

    /// `object.__dict__ = value` and `del object.__dict__`
    pub fn store_dict(&mut self, object: Value, value: Option<Value>) -> Res<Store> {
        let dict = match value {
            None if object.is_kind(Kind::Instance) => self.heap.new_dict(Default::default()),
            None => return Err(self.type_error("cannot delete __dict__")),
            Some(value) if self.heap.dict(value).is_some() => value,
            Some(value) => {
                let message = format!("__dict__ must be set to a dictionary, not a '{}'", self.heap.type_name(value));
                return Err(self.type_error(message));
            }
        };
        self.replace_dict(object, dict);
        Ok(Store::Done)
    }

    fn store_class(&mut self, class: ClassId, name: Symbol, value: Option<Value>) -> Res<Store> {
        if self.heap.script_class(class).is_none() {
            let message = format!(
                "cannot set '{}' attribute of immutable type '{}'",
                self.heap.symbols.text(name),
                self.heap.class_name(class)
            );
            return Err(self.type_error(message));
        }
        if let Some(descriptor) = self.heap.class_lookup(classes::TYPE, name)
            && self.is_data_descriptor(descriptor)
        {
            return self.store_through(descriptor, Heap::class_value(class), name, value);
        }
        match value {
            Some(value) => self.set_class_attribute(class, name, value),
            None => {
                if !self.remove_class_attribute(class, name) {
                    return Err(self.attribute_missing(Heap::class_value(class), name));
                }
            }
        }
        Ok(Store::Done)
    }

    // ---- errors

    /// Raises AttributeError for an attribute that was not found.
    #[cold]
    pub fn attribute_missing(&mut self, object: Value, name: Symbol) -> Raised {
        let text = self.heap.symbols.text(name).to_string();
        let message = match object.split() {
            Some((Kind::Class, class)) => {
                format!("type object '{}' has no attribute '{text}'", self.heap.class_name(ClassId(class)))
            }
            Some((Kind::Module, index)) => {
                let ModuleObject { name, initializing, .. } = *self.heap.modules.get(index);
                let file = self.field(object, names::FILE).filter(|_| initializing);
                match self.field(object, names::NAME).and_then(|name| self.heap.text(name)) {
                    Some(name) if initializing => {
                        let from = file.and_then(|file| self.heap.text(file));
                        let from = from.map_or(String::new(), |file| format!(" from '{file}'"));
                        format!(
                            "partially initialized module '{name}'{from} has no attribute '{text}' (most likely due to \
                             a circular import)"
                        )
                    }
                    Some(name) => format!("module '{name}' has no attribute '{text}'"),
                    None if self.heap.text(name).is_none() => format!("module has no attribute '{text}'"),
                    None => format!("'module' object has no attribute '{text}'"),
                }
            }
            Some((Kind::Method, index)) if !self.heap.methods.get(index).function.is_kind(Kind::Native) => {
                let function = self.heap.methods.get(index).function;
                return self.attribute_missing(function, name);
            }
            Some((Kind::Other, index)) => match self.heap.others.get(index) {
                OtherObject::GenericAlias { origin, .. } => {
                    let origin = *origin;
                    return self.attribute_missing(origin, name);
                }
                _ => format!("'{}' object has no attribute '{text}'", self.heap.type_name(object)),
            },
            _ => format!("'{}' object has no attribute '{text}'", self.heap.type_name(object)),
        };
        let raised = self.attribute_error_for(message, object, name);
        match self.heap.module(object).and_then(|module| self.heap.text(module.name)).map(str::to_string) {
            Some(module) => self.note_lacking_name(raised, &module, &text),
            None => raised,
        }
    }

    #[cold]
    fn property_error(&mut self, property: Value, object: Value, what: &str) -> Raised {
        let class = self.heap.class_of(object);
        let class_name = match self.heap.script_class(class) {
            Some(class) => self.heap.text(class.qualname).unwrap_or("").to_string(),
            None => self.heap.class_name(class).to_string(),
        };
        let message = match self.property_name(property) {
            Some(name) => format!("property '{name}' of '{class_name}' object has no {what}"),
            None => format!("property of '{class_name}' object has no {what}"),
        };
        self.attribute_error(message)
    }

    /// The name of a property: the one it got from its class, else that of its getter.
    pub fn property_name(&self, property: Value) -> Option<String> {
        let Some(OtherObject::Property(property)) = self.heap.other(property) else { return None };
        let name = match self.heap.function(property.getter) {
            _ if !property.name.is_unbound() => property.name,
            Some(function) => match &function.extra {
                Some(extra) if !extra.name.is_unbound() => extra.name,
                _ => {
                    let code = &self.linked.get(function.code.0 as usize)?.code;
                    return Some(format!("{}", code.name));
                }
            },
            None => return None,
        };
        self.heap.text(name).map(str::to_string)
    }

    #[cold]
    fn not_writable(&mut self, native: u32, name: Symbol) -> Raised {
        let owner = types::native_owner(native).unwrap_or(classes::OBJECT);
        let members = [
            classes::FUNCTION,
            classes::METHOD,
            classes::MODULE,
            classes::METHOD_DESCRIPTOR,
            classes::PROPERTY,
            classes::CLASSMETHOD,
            classes::STATICMETHOD,
            classes::SUPER,
            classes::SLICE,
            classes::RANGE,
            classes::BASE_EXCEPTION_GROUP,
        ];
        if members.contains(&owner) && name != names::DOC {
            return self.attribute_error("readonly attribute");
        }
        let message = format!(
            "attribute '{}' of '{}' objects is not writable",
            self.heap.symbols.text(name),
            self.heap.class_name(owner)
        );
        self.attribute_error(message)
    }
}

fn bind(function: Value, receiver: Value) -> Attribute {
    if receiver.is_unbound() { Attribute::Value(function) } else { Attribute::Bind { function, receiver } }
}

fn store_of(found: Attribute) -> Store {
    match found {
        Attribute::Call { callee, args } => Store::Call { callee, args },
        Attribute::Bind { function, receiver } => Store::Call { callee: function, args: smallvec![receiver] },
        Attribute::Value(_) | Attribute::Missing => Store::Done,
    }
}
