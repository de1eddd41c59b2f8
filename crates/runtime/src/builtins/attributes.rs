//! `getattr`, `setattr`, `hasattr`, `delattr`, `dir`, `vars`.

use crate::native::{Args, NativeDef, Raised, Res, Signature, function};
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::types::object::{attribute_name, deliver, deliver_store};
use crate::value::{Kind, Value};
use crate::vm::{Attribute, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    function("getattr", getattr, Signature::Range(2, 3)),
    function("setattr", setattr, Signature::Range(3, 3)),
    function("hasattr", hasattr, Signature::Range(2, 2)),
    function("delattr", delattr, Signature::Range(2, 2)),
    function("dir", dir, Signature::Range(0, 1)),
    function("vars", vars, Signature::Range(0, 1)),
];

/// What only the prelude calls.
pub static PRELUDE: &[NativeDef] = &[
    function("find_attribute", find_attribute, Signature::Range(2, 2)),
    function("bind_special", bind_special, Signature::Range(2, 2)),
];

/// An attribute that was found without script code: a value or a bound method; None where script code must run.
enum Found {
    Value(Value),
    Script,
    Missing,
}

fn look(vm: &mut Vm, object: Value, name: Symbol) -> Res<Found> {
    Ok(match vm.find_attribute(object, name)? {
        Attribute::Value(value) => Found::Value(value),
        Attribute::Bind { function, receiver } => Found::Value(vm.bind(function, receiver)),
        Attribute::Call { .. } => Found::Script,
        Attribute::Missing if vm.hooks_of(object).getattr => Found::Script,
        Attribute::Missing => Found::Missing,
    })
}

/// The same where an AttributeError that a native getter raises means that it is missing.
fn look_quietly(vm: &mut Vm, object: Value, name: Symbol) -> Res<Found> {
    match look(vm, object, name) {
        Err(Raised) => {
            vm.catch(classes::ATTRIBUTE_ERROR)?;
            Ok(Found::Missing)
        }
        found => found,
    }
}

fn getattr(vm: &mut Vm, args: Args) -> Res {
    let (object, name_value) = (args.get(vm, 0), args.get(vm, 1));
    let name = attribute_name(vm, name_value)?;
    match args.opt(vm, 2) {
        None => match look(vm, object, name)? {
            Found::Value(value) => Ok(value),
            Found::Missing => Err(vm.attribute_missing(object, name)),
            Found::Script => {
                let name = vm.heap.symbol_value(name);
                vm.tail_prelude("getattr_of", &[object, name])
            }
        },
        Some(default) => match look_quietly(vm, object, name)? {
            Found::Value(value) => Ok(value),
            Found::Missing => Ok(default),
            Found::Script => {
                let name = vm.heap.symbol_value(name);
                vm.tail_prelude("getattr_or", &[object, name, default])
            }
        },
    }
}

fn hasattr(vm: &mut Vm, args: Args) -> Res {
    let object = args.get(vm, 0);
    let name = attribute_name(vm, args.get(vm, 1))?;
    match look_quietly(vm, object, name)? {
        Found::Value(_) => Ok(Value::TRUE),
        Found::Missing => Ok(Value::FALSE),
        Found::Script => {
            let name = vm.heap.symbol_value(name);
            vm.tail_prelude("hasattr_of", &[object, name])
        }
    }
}

fn setattr(vm: &mut Vm, args: Args) -> Res {
    let name = attribute_name(vm, args.get(vm, 1))?;
    let store = vm.store_attribute(args.get(vm, 0), name, Some(args.get(vm, 2)))?;
    deliver_store(vm, store)
}

fn delattr(vm: &mut Vm, args: Args) -> Res {
    let name = attribute_name(vm, args.get(vm, 1))?;
    let store = vm.store_attribute(args.get(vm, 0), name, None)?;
    deliver_store(vm, store)
}

/// One step of an attribute's reading, for the prelude: the value, where `__getattr__` plays no part.
fn find_attribute(vm: &mut Vm, args: Args) -> Res {
    let object = args.get(vm, 0);
    let name = attribute_name(vm, args.get(vm, 1))?;
    let found = vm.find_attribute(object, name)?;
    deliver(vm, object, name, found)
}

/// What the class of a value has under a special name, bound to the value; its own attributes play no part.
fn bind_special(vm: &mut Vm, args: Args) -> Res {
    let object = args.get(vm, 0);
    let name = attribute_name(vm, args.get(vm, 1))?;
    let class = vm.heap.class_of(object);
    match vm.heap.class_lookup(class, name) {
        Some(found) => {
            let found = vm.bind_attribute(found, object, class)?;
            deliver(vm, object, name, found)
        }
        None => Err(vm.attribute_missing(object, name)),
    }
}

fn dir(vm: &mut Vm, args: Args) -> Res {
    let Some(object) = args.opt(vm, 0) else {
        let mut names: Vec<String> = Vec::new();
        let Some(namespace) = vm.current_locals() else { return Ok(vm.heap.list_of(Vec::new())) };
        if let Some(dict) = vm.heap.dict(namespace) {
            names.extend(dict.iter().filter_map(|entry| vm.heap.text(entry.key)).map(str::to_string));
        }
        names.sort();
        let names: Vec<Value> = names.iter().map(|name| vm.heap.str(name)).collect();
        return Ok(vm.heap.list_of(names));
    };
    if vm.special_method(object, names::DIR).is_some_and(|method| !method.is_kind(Kind::Native)) {
        return vm.tail_prelude("dir_of", &[object]);
    }
    if object.is_kind(Kind::Module)
        && let Some(hook) = vm.field(object, names::DIR)
    {
        return vm.tail_prelude("sorted_names", &[hook]);
    }
    let names = vm.attribute_names(object)?;
    Ok(vm.heap.list_of(names))
}

fn vars(vm: &mut Vm, args: Args) -> Res {
    let Some(object) = args.opt(vm, 0) else {
        let locals = vm.current_locals();
        return Ok(locals.unwrap_or(Value::NONE));
    };
    if let Some(class) = crate::heap::Heap::as_class(object) {
        return Ok(vm.heap.new_other(OtherObject::ClassDict(class)));
    }
    match look_quietly(vm, object, names::DICT)? {
        Found::Value(dict) => Ok(dict),
        Found::Script => {
            let name = vm.heap.symbol_value(names::DICT);
            vm.tail_prelude("getattr_of", &[object, name])
        }
        Found::Missing => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}
