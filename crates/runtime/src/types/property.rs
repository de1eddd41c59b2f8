//! `property`, `classmethod`, `staticmethod` and `super`.

use super::exception::{Access, access};
use super::function::{call_receiver, descriptor_get};
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, accessor, getter, method, static_method};
use crate::object::class::ClassId;
use crate::object::other::{OtherObject, Property};
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Attribute, Vm};

pub static PROPERTY: &[NativeDef] = &[
    static_method(
        "__new__",
        property_new,
        Signature::Named {
            names: &["class", "fget", "fset", "fdel", "doc"],
            positional_only: 1,
            required: 1,
            keyword_only: 5,
        },
    ),
    getter("fget", property_fget),
    getter("fset", property_fset),
    getter("fdel", property_fdel),
    accessor("__doc__", property_doc),
    accessor("__name__", property_name),
    getter("__isabstractmethod__", property_abstract),
    method("getter", property_getter, Signature::One),
    method("setter", property_setter, Signature::One),
    method("deleter", property_deleter, Signature::One),
    method("__set_name__", property_set_name, Signature::Range(2, 2)),
    method("__get__", descriptor_get, Signature::Range(1, 2)),
    method("__set__", property_set, Signature::Range(2, 2)),
    method("__delete__", property_delete, Signature::One),
];

fn given(vm: &Vm, args: Args, index: u32) -> Value {
    args.opt(vm, index).filter(|value| !value.is_none()).unwrap_or(Value::UNBOUND)
}

fn property_new(vm: &mut Vm, args: Args) -> Res {
    let [fget, fset, fdel, doc] = [1, 2, 3, 4].map(|index| given(vm, args, index));
    new_property(
        vm,
        Property { getter: fget, setter: fset, deleter: fdel, doc, name: Value::UNBOUND, doc_of_getter: false },
    )
}

/// A property; its docstring is the getter's where none was given.
fn new_property(vm: &mut Vm, mut property: Property) -> Res {
    if property.doc.is_unbound()
        && property.getter.is_kind(Kind::Function)
        && let Attribute::Value(doc) = vm.find_attribute(property.getter, names::DOC)?
    {
        property.doc = doc;
        property.doc_of_getter = !doc.is_none();
    }
    Ok(vm.heap.new_other(OtherObject::Property(Box::new(property))))
}

fn part(vm: &Vm, args: Args, part: fn(&Property) -> Value) -> Value {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Property(property)) => Some(part(property)).filter(|value| !value.is_unbound()),
        _ => None,
    }
    .unwrap_or(Value::NONE)
}

fn property_fget(vm: &mut Vm, args: Args) -> Res {
    Ok(part(vm, args, |property| property.getter))
}

fn property_fset(vm: &mut Vm, args: Args) -> Res {
    Ok(part(vm, args, |property| property.setter))
}

fn property_fdel(vm: &mut Vm, args: Args) -> Res {
    Ok(part(vm, args, |property| property.deleter))
}

fn property_doc(vm: &mut Vm, args: Args) -> Res {
    let (property, wanted) = access(vm, args);
    let value = match wanted {
        Access::Get => return Ok(part(vm, args, |property| property.doc)),
        Access::Set(value) => value,
        Access::Delete => Value::NONE,
    };
    if let Some(OtherObject::Property(property)) = vm.heap.other_mut(property) {
        property.doc = value;
    }
    Ok(Value::NONE)
}

fn property_name(vm: &mut Vm, args: Args) -> Res {
    let (property, wanted) = access(vm, args);
    let value = match wanted {
        Access::Get => {
            return match vm.property_name(property) {
                Some(name) => Ok(vm.heap.interned(&name)),
                None => Err(vm.attribute_missing(property, names::NAME)),
            };
        }
        Access::Set(value) => value,
        Access::Delete => Value::UNBOUND,
    };
    if let Some(OtherObject::Property(property)) = vm.heap.other_mut(property) {
        property.name = value;
    }
    Ok(Value::NONE)
}

fn property_abstract(vm: &mut Vm, args: Args) -> Res {
    let name = vm.heap.intern("__isabstractmethod__");
    let parts = [|p: &Property| p.getter, |p: &Property| p.setter, |p: &Property| p.deleter];
    for get in parts {
        let function = part(vm, args, get);
        if vm.field(function, name) == Some(Value::TRUE) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn property_copy(vm: &mut Vm, args: Args, change: impl FnOnce(&mut Property, Value)) -> Res {
    let Some(OtherObject::Property(property)) = vm.heap.other(args.get(vm, 0)) else { return Ok(Value::NONE) };
    let Property { getter, setter, deleter, doc, name, doc_of_getter } = **property;
    let doc = if doc_of_getter || doc.is_none() { Value::UNBOUND } else { doc };
    let mut copy = Property { getter, setter, deleter, doc, name, doc_of_getter: false };
    change(&mut copy, args.get(vm, 1));
    new_property(vm, copy)
}

fn property_getter(vm: &mut Vm, args: Args) -> Res {
    property_copy(vm, args, |property, function| property.getter = function)
}

fn property_setter(vm: &mut Vm, args: Args) -> Res {
    property_copy(vm, args, |property, function| property.setter = function)
}

fn property_deleter(vm: &mut Vm, args: Args) -> Res {
    property_copy(vm, args, |property, function| property.deleter = function)
}

fn property_set_name(vm: &mut Vm, args: Args) -> Res {
    let name = args.get(vm, 2);
    if let Some(OtherObject::Property(property)) = vm.heap.other_mut(args.get(vm, 0)) {
        property.name = name;
    }
    Ok(Value::NONE)
}

fn property_set(vm: &mut Vm, args: Args) -> Res {
    let store = vm.store_through(args.get(vm, 0), args.get(vm, 1), names::SET, Some(args.get(vm, 2)))?;
    super::object::deliver_store(vm, store)
}

fn property_delete(vm: &mut Vm, args: Args) -> Res {
    let store = vm.store_through(args.get(vm, 0), args.get(vm, 1), names::DELETE, None)?;
    super::object::deliver_store(vm, store)
}

// ---- classmethod and staticmethod

pub static CLASSMETHOD: &[NativeDef] = &[
    static_method("__new__", classmethod_new, Signature::Range(2, 2)),
    getter("__func__", wrapped_function),
    getter("__wrapped__", wrapped_function),
    getter("__isabstractmethod__", wrapped_abstract),
    method("__get__", descriptor_get, Signature::Range(1, 2)),
];

pub static STATICMETHOD: &[NativeDef] = &[
    static_method("__new__", staticmethod_new, Signature::Range(2, 2)),
    getter("__func__", wrapped_function),
    getter("__wrapped__", wrapped_function),
    getter("__isabstractmethod__", wrapped_abstract),
    method("__get__", descriptor_get, Signature::Range(1, 2)),
    method("__call__", call_receiver, Signature::Any),
];

fn classmethod_new(vm: &mut Vm, args: Args) -> Res {
    let function = args.get(vm, 1);
    Ok(vm.heap.new_other(OtherObject::ClassMethod(function)))
}

fn staticmethod_new(vm: &mut Vm, args: Args) -> Res {
    let function = args.get(vm, 1);
    Ok(vm.heap.new_other(OtherObject::StaticMethod(function)))
}

fn wrapped(vm: &Vm, args: Args) -> Value {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::ClassMethod(function) | OtherObject::StaticMethod(function)) => *function,
        _ => Value::NONE,
    }
}

fn wrapped_function(vm: &mut Vm, args: Args) -> Res {
    Ok(wrapped(vm, args))
}

fn wrapped_abstract(vm: &mut Vm, args: Args) -> Res {
    let name = vm.heap.intern("__isabstractmethod__");
    let function = wrapped(vm, args);
    Ok(Value::bool(vm.field(function, name) == Some(Value::TRUE)))
}

// ---- super

pub static SUPER: &[NativeDef] = &[
    static_method("__new__", super_new, Signature::Range(1, 3)),
    getter("__thisclass__", super_class),
    getter("__self__", super_self),
    getter("__self_class__", super_self_class),
];

fn super_new(vm: &mut Vm, args: Args) -> Res {
    let Some(class) = args.opt(vm, 1) else {
        if let Some(object) = vm.super_of_frame() {
            return object;
        }
        let has_arguments = vm.shown_frame().and_then(|frame| vm.linked.get(frame.code().0 as usize));
        let has_arguments = has_arguments.is_some_and(|linked| linked.code.parameters.positional > 0);
        return Err(vm.runtime_error(match has_arguments {
            true => "super(): __class__ cell not found",
            false => "super(): no arguments",
        }));
    };
    let object = args.opt(vm, 2).filter(|object| !object.is_none());
    vm.make_super(class, object.unwrap_or(Value::UNBOUND))
}

fn super_parts(vm: &Vm, args: Args) -> Option<(ClassId, Value, ClassId)> {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Super { class, object, start }) => Some((*class, *object, *start)),
        _ => None,
    }
}

fn super_class(vm: &mut Vm, args: Args) -> Res {
    Ok(super_parts(vm, args).map_or(Value::NONE, |(class, ..)| Heap::class_value(class)))
}

fn super_self(vm: &mut Vm, args: Args) -> Res {
    let object = super_parts(vm, args).map(|(_, object, _)| object);
    Ok(object.filter(|object| !object.is_unbound()).unwrap_or(Value::NONE))
}

fn super_self_class(vm: &mut Vm, args: Args) -> Res {
    let parts = super_parts(vm, args).filter(|(_, object, _)| !object.is_unbound());
    Ok(parts.map_or(Value::NONE, |(.., start)| Heap::class_value(start)))
}

impl Vm {
    /// `super(class, object)`; an unbound object for `super(class)`.
    pub fn make_super(&mut self, class: Value, object: Value) -> Res<Value> {
        let Some(class) = Heap::as_class(class) else {
            let message = format!("super() argument 1 must be a type, not {}", self.heap.type_name(class));
            return Err(self.type_error(message));
        };
        if object.is_unbound() {
            return Ok(self.heap.new_other(OtherObject::Super { class, object, start: classes::OBJECT }));
        }
        let start = self.super_start(class, object)?;
        Ok(self.heap.new_other(OtherObject::Super { class, object, start }))
    }

    /// The class whose MRO `super(class, object)` searches.
    pub fn super_start(&mut self, class: ClassId, object: Value) -> Res<ClassId> {
        if let Some(own) = Heap::as_class(object)
            && self.heap.is_subclass(own, class)
        {
            return Ok(own);
        }
        let start = self.heap.class_of(object);
        if self.heap.is_subclass(start, class) {
            return Ok(start);
        }
        let name = self.heap.class_name(class);
        let message = match Heap::as_class(object) {
            Some(own) => {
                let own = self.heap.class_name(own);
                format!("super(type, obj): obj (type {own}) is not an instance or subtype of type ({name}).")
            }
            None => {
                let own = self.heap.class_name(start);
                format!("super(type, obj): obj (instance of {own}) is not an instance or subtype of type ({name}).")
            }
        };
        Err(self.type_error(message))
    }
}
