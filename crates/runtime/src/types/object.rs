//! `object`: the methods that every value has.

use super::exception::{Access, access, keyword_arguments, repr_of, str_of};
use crate::heap::{Heap, hash_identity};
use crate::native::{Args, NativeDef, Raised, Res, Signature, accessor, class_method, getter, method, static_method};
use crate::object::class::{ClassId, Layout};
use crate::symbol::{Symbol, names};
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use crate::vm::{Attribute, Store, Vm};

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", object_new, Signature::Any),
    method("__repr__", object_repr, Signature::None),
    method("__hash__", object_hash, Signature::None),
    method("__str__", object_str, Signature::None),
    method("__getattribute__", object_getattribute, Signature::One),
    method("__setattr__", object_setattr, Signature::Range(2, 2)),
    method("__delattr__", object_delattr, Signature::One),
    method("__lt__", not_implemented, Signature::One),
    method("__le__", not_implemented, Signature::One),
    method("__eq__", object_eq, Signature::One),
    method("__ne__", object_ne, Signature::One),
    method("__gt__", not_implemented, Signature::One),
    method("__ge__", not_implemented, Signature::One),
    method("__init__", object_init, Signature::Any),
    method("__reduce_ex__", object_reduce, Signature::One),
    method("__reduce__", object_reduce, Signature::None),
    method("__getstate__", object_getstate, Signature::None),
    class_method("__subclasshook__", not_implemented, Signature::Any),
    class_method("__init_subclass__", init_subclass, Signature::Any),
    method("__format__", object_format, Signature::One),
    method("__sizeof__", object_sizeof, Signature::None),
    method("__dir__", object_dir, Signature::None),
    accessor("__class__", class_member),
    getter("__doc__", object_doc),
];

fn object_new(vm: &mut Vm, args: Args) -> Res {
    let Some(class) = args.opt(vm, 0) else {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    };
    let Some(class) = Heap::as_class(class) else {
        let message = format!("object.__new__(X): X is not a type object ({})", vm.heap.type_name(class));
        return Err(vm.type_error(message));
    };
    if args.count > 1 {
        excess_arguments_to_new(vm, class)?;
    }
    if vm.heap.script_class(class).is_some_and(|object| object.is_abstract) {
        return Err(abstract_class(vm, class));
    }
    match vm.heap.script_class(class).map(|object| object.layout) {
        Some(Layout::Instance) => Ok(vm.new_instance(class, None)),
        None if class == classes::OBJECT => Ok(vm.new_instance(class, None)),
        _ => {
            let base = vm.heap.mro(class).iter().copied().find(|base| vm.heap.script_class(*base).is_none());
            let (name, base) = (vm.heap.class_name(class), vm.heap.class_name(base.unwrap_or(class)));
            let message = format!("object.__new__({name}) is not safe, use {base}.__new__()");
            Err(vm.type_error(message))
        }
    }
}

/// A class that lacks methods has no instances.
fn abstract_class(vm: &mut Vm, class: ClassId) -> Raised {
    let name = vm.heap.intern("__abstractmethods__");
    let methods = vm.heap.script_class(class).and_then(|object| object.attributes.get(name)).unwrap_or(Value::NONE);
    let mut methods: Vec<String> = match vm.native_items(methods) {
        Some(Ok(items)) => {
            items.iter().filter_map(|name| vm.heap.text(*name)).map(|text| format!("'{text}'")).collect()
        }
        Some(Err(raised)) => return raised,
        None => Vec::new(),
    };
    methods.sort();
    let plural = if methods.len() == 1 { "" } else { "s" };
    let (name, methods) = (vm.heap.class_name(class), methods.join(", "));
    let message = format!(
        "Can't instantiate abstract class {name} without an implementation for abstract method{plural} {methods}"
    );
    vm.type_error(message)
}

/// Arguments are fine when the class overrides `__init__` and not `__new__`.
fn excess_arguments_to_new(vm: &mut Vm, class: ClassId) -> Result<(), Raised> {
    if !is_own(vm, class, names::NEW) {
        return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
    }
    if is_own(vm, class, names::INIT) {
        let message = format!("{}() takes no arguments", vm.heap.class_name(class));
        return Err(vm.type_error(message));
    }
    Ok(())
}

/// Whether a class has what `object` itself defines under a name.
fn is_own(vm: &Vm, class: ClassId, name: Symbol) -> bool {
    vm.heap.class_lookup(class, name) == types::builtin(classes::OBJECT).member(name)
}

fn object_init(vm: &mut Vm, args: Args) -> Res {
    if args.count > 1 {
        let class = vm.heap.class_of(args.get(vm, 0));
        if !is_own(vm, class, names::INIT) {
            let message = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(vm.type_error(message));
        }
        if is_own(vm, class, names::NEW) {
            let name = vm.heap.class_name(class);
            let message = format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(vm.type_error(message));
        }
    }
    Ok(Value::NONE)
}

fn object_repr(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    let class = vm.heap.class_of(value);
    let has_own = vm.heap.class_lookup_where(class, names::REPR).is_some_and(|(owner, _)| owner != classes::OBJECT);
    if !has_own
        && !value.is_kind(Kind::Instance)
        && let Some(text) = vm.repr_native(value)?
    {
        return Ok(text);
    }
    let text = vm.default_repr(value);
    Ok(vm.heap.str_from(text))
}

fn object_str(vm: &mut Vm, args: Args) -> Res {
    repr_of(vm, args.get(vm, 0))
}

fn object_hash(vm: &mut Vm, args: Args) -> Res {
    let hash = hash_identity(args.get(vm, 0));
    Ok(vm.heap.int(hash))
}

fn not_implemented(_vm: &mut Vm, _args: Args) -> Res {
    Ok(Value::NOT_IMPLEMENTED)
}

fn object_eq(vm: &mut Vm, args: Args) -> Res {
    if args.get(vm, 0) == args.get(vm, 1) { Ok(Value::TRUE) } else { Ok(Value::NOT_IMPLEMENTED) }
}

fn object_ne(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.get(vm, 0), args.get(vm, 1));
    if is_own(vm, vm.heap.class_of(a), names::EQ) {
        return if a == b { Ok(Value::FALSE) } else { Ok(Value::NOT_IMPLEMENTED) };
    }
    vm.tail_prelude("object_ne", &[a, b])
}

/// An attribute's name as a symbol; TypeError when it is no str.
pub fn attribute_name(vm: &mut Vm, name: Value) -> Res<Symbol> {
    vm.check_name(name)?;
    match vm.heap.text(vm.heap.plain(name)).map(str::to_string) {
        Some(text) => Ok(vm.heap.intern(&text)),
        None => {
            let message = format!("attribute name must be string, not '{}'", vm.heap.type_name(name));
            Err(vm.type_error(message))
        }
    }
}

/// Ends a native with an attribute that was found.
pub fn deliver(vm: &mut Vm, object: Value, name: Symbol, found: Attribute) -> Res {
    match found {
        Attribute::Value(value) => Ok(value),
        Attribute::Bind { function, receiver } => Ok(vm.bind(function, receiver)),
        Attribute::Call { callee, args } => vm.tail_call(callee, &args),
        Attribute::Missing => Err(vm.attribute_missing(object, name)),
    }
}

/// Ends a native with what storing an attribute came to.
pub fn deliver_store(vm: &mut Vm, store: Store) -> Res {
    match store {
        Store::Done => Ok(Value::NONE),
        Store::Call { callee, args } => {
            let args = vm.heap.tuple_of(&args);
            vm.tail_prelude("call_for_nothing", &[callee, args])
        }
    }
}

fn object_getattribute(vm: &mut Vm, args: Args) -> Res {
    let object = args.get(vm, 0);
    let name = attribute_name(vm, args.get(vm, 1))?;
    let found = match object.split() {
        Some((Kind::Instance | Kind::Exception, _)) => vm.generic_attribute(object, name)?,
        _ => vm.find_attribute(object, name)?,
    };
    deliver(vm, object, name, found)
}

fn object_setattr(vm: &mut Vm, args: Args) -> Res {
    let name = attribute_name(vm, args.get(vm, 1))?;
    let store = vm.generic_store(args.get(vm, 0), name, Some(args.get(vm, 2)))?;
    deliver_store(vm, store)
}

fn object_delattr(vm: &mut Vm, args: Args) -> Res {
    let name = attribute_name(vm, args.get(vm, 1))?;
    let store = vm.generic_store(args.get(vm, 0), name, None)?;
    deliver_store(vm, store)
}

fn object_reduce(vm: &mut Vm, args: Args) -> Res {
    let message = format!("cannot pickle '{}' object", vm.heap.type_name(args.get(vm, 0)));
    Err(vm.type_error(message))
}

/// The dict of a value's own attributes, or None.
fn object_getstate(vm: &mut Vm, args: Args) -> Res {
    let object = args.get(vm, 0);
    if vm.has_fields(object) && !vm.field_names(object).is_empty() {
        return Ok(vm.instance_dict(object));
    }
    Ok(Value::NONE)
}

fn object_sizeof(_vm: &mut Vm, _args: Args) -> Res {
    Ok(Value::small(16))
}

fn object_doc(_vm: &mut Vm, _args: Args) -> Res {
    Ok(Value::NONE)
}

fn init_subclass(vm: &mut Vm, args: Args) -> Res {
    let class = Heap::as_class(args.get(vm, 0)).unwrap_or(classes::OBJECT);
    let (positional, keywords) = keyword_arguments(vm, args);
    let name = vm.class_qualname(class);
    let message = if !keywords.is_empty() {
        format!("{name}.__init_subclass__() takes no keyword arguments")
    } else if positional > 1 {
        format!("{name}.__init_subclass__() takes no arguments ({} given)", positional - 1)
    } else {
        return Ok(Value::NONE);
    };
    Err(vm.type_error(message))
}

fn object_format(vm: &mut Vm, args: Args) -> Res {
    let (object, spec) = (args.get(vm, 0), args.get(vm, 1));
    match vm.heap.text(vm.heap.plain(spec)) {
        Some("") => str_of(vm, object),
        Some(_) => {
            let message = format!("unsupported format string passed to {}.__format__", vm.heap.type_name(object));
            Err(vm.type_error(message))
        }
        None => {
            let message = format!("__format__() argument must be str, not {}", vm.argument_type(spec));
            Err(vm.type_error(message))
        }
    }
}

fn object_dir(vm: &mut Vm, args: Args) -> Res {
    let names = vm.attribute_names(args.get(vm, 0))?;
    Ok(vm.heap.list_of(names))
}

/// `object.__class__`
fn class_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (object, Access::Get) => Ok(Heap::class_value(vm.heap.class_of(object))),
        (_, Access::Delete) => Err(vm.type_error("can't delete __class__ attribute")),
        (object, Access::Set(value)) => {
            let Some(class) = Heap::as_class(value) else {
                let message = format!("__class__ must be set to a class, not '{}' object", vm.heap.type_name(value));
                return Err(vm.type_error(message));
            };
            vm.assign_class(object, class)?;
            Ok(Value::NONE)
        }
    }
}
