//! `BaseException` and what its direct families add: arguments, texts, chaining, notes and fields.

use super::object::attribute_name;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, accessor, getter, method, static_method};
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::Value;
use crate::vm::{Store, Vm};

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", exception_new, Signature::Any),
    method("__init__", exception_init, Signature::Any),
    method("__str__", exception_str, Signature::None),
    method("__repr__", exception_repr, Signature::None),
    method("__reduce__", exception_reduce, Signature::None),
    method("__setstate__", exception_setstate, Signature::One),
    method("with_traceback", with_traceback, Signature::One),
    method("add_note", add_note, Signature::One),
    accessor("args", args_member),
    accessor("__cause__", cause_member),
    accessor("__context__", context_member),
    accessor("__traceback__", traceback_member),
    accessor("__suppress_context__", suppress_member),
    accessor("__dict__", dict_member),
];

/// The keyword arguments of a native with `Signature::Any`, and how many positional ones come before them.
pub fn keyword_arguments(vm: &mut Vm, args: Args) -> (u32, Vec<(Symbol, Value)>) {
    let names: Vec<Value> = vm.heap.tuple(args.names).map_or(Vec::new(), |names| names.to_vec());
    let positional = args.count - args.keywords;
    let mut keywords = Vec::new();
    for (index, name) in names.into_iter().enumerate().take(args.keywords as usize) {
        let text = vm.heap.text(name).unwrap_or("").to_string();
        keywords.push((vm.heap.intern(&text), args.get(vm, positional + index as u32)));
    }
    (positional, keywords)
}

fn exception_new(vm: &mut Vm, args: Args) -> Res {
    let Some(class) = args.opt(vm, 0) else {
        return Err(vm.type_error("BaseException.__new__(): not enough arguments"));
    };
    let Some(id) = Heap::as_class(class) else {
        let message = format!("BaseException.__new__(X): X is not a type object ({})", vm.heap.type_name(class));
        return Err(vm.type_error(message));
    };
    if !vm.heap.is_subclass(id, classes::BASE_EXCEPTION) {
        let name = vm.heap.class_name(id);
        let message = format!("BaseException.__new__({name}): {name} is not a subtype of BaseException");
        return Err(vm.type_error(message));
    }
    let (positional, keywords) = keyword_arguments(vm, args);
    let rest = args.slice(vm)[1..positional.max(1) as usize].to_vec();
    vm.exception_new(id, &rest, &keywords)
}

fn exception_init(vm: &mut Vm, args: Args) -> Res {
    let (positional, keywords) = keyword_arguments(vm, args);
    let rest = args.slice(vm)[1..positional.max(1) as usize].to_vec();
    vm.exception_init(args.get(vm, 0), &rest, &keywords)?;
    Ok(Value::NONE)
}

fn exception_args(vm: &Vm, exception: Value) -> Vec<Value> {
    let args = vm.heap.exception(exception).and_then(|object| vm.heap.tuple(object.args));
    args.map_or(Vec::new(), |args| args.to_vec())
}

/// The text of the arguments, as `BaseException.__str__` gives it.
pub(super) fn exception_str(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    base_text(vm, exception)
}

pub(super) fn base_text(vm: &mut Vm, exception: Value) -> Res {
    match exception_args(vm, exception)[..] {
        [] => Ok(vm.heap.interned("")),
        [single] => str_of(vm, single),
        _ => {
            let args = vm.heap.exception(exception).map_or(Value::NONE, |object| object.args);
            repr_of(vm, args)
        }
    }
}

/// `str(value)`, by script code where that must be.
pub(super) fn str_of(vm: &mut Vm, value: Value) -> Res {
    match vm.str_native(value)? {
        Some(text) => Ok(text),
        None => {
            let class = Heap::class_value(classes::STR);
            vm.tail_call(class, &[value])
        }
    }
}

/// `repr(value)`, by script code where that must be.
pub(super) fn repr_of(vm: &mut Vm, value: Value) -> Res {
    match vm.repr_native(value)? {
        Some(text) => Ok(text),
        None => vm.tail_prelude("repr_of", &[value]),
    }
}

fn exception_repr(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    let name = vm.heap.type_name(exception).to_string();
    let items = exception_args(vm, exception);
    let single = items.len() == 1;
    let shown = match items.first() {
        Some(item) if single => *item,
        _ => vm.heap.exception(exception).map_or(Value::NONE, |object| object.args),
    };
    match vm.repr_native(shown)? {
        Some(text) => {
            let text = vm.heap.text(text).unwrap_or("");
            let text = if single { format!("{name}({text})") } else { format!("{name}{text}") };
            Ok(vm.heap.str_from(text))
        }
        None => {
            let name = vm.heap.str(&name);
            vm.tail_prelude("exception_repr", &[name, shown, Value::bool(single)])
        }
    }
}

fn exception_reduce(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    let class = Heap::class_value(vm.heap.class_of(exception));
    let (values, dict) = match vm.heap.exception(exception) {
        Some(object) => (object.args, object.dict),
        None => (Value::NONE, Value::UNBOUND),
    };
    let items: &[Value] = if dict.is_unbound() { &[class, values] } else { &[class, values, dict] };
    Ok(vm.heap.tuple_of(items))
}

fn exception_setstate(vm: &mut Vm, args: Args) -> Res {
    let (exception, state) = (args.get(vm, 0), args.get(vm, 1));
    if state.is_none() {
        return Ok(Value::NONE);
    }
    let Some(dict) = vm.heap.dict(state) else { return Err(vm.type_error("state is not a dictionary")) };
    let entries: Vec<(Value, Value)> = dict.iter().map(|entry| (entry.key, entry.value)).collect();
    for (name, value) in entries {
        let name = attribute_name(vm, name)?;
        if let Store::Call { callee, args } = vm.store_attribute(exception, name, Some(value))? {
            vm.call(callee, &args)?;
        }
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, args: Args) -> Res {
    let (exception, traceback) = (args.get(vm, 0), args.get(vm, 1));
    set_traceback(vm, exception, traceback)?;
    Ok(exception)
}

fn set_traceback(vm: &mut Vm, exception: Value, traceback: Value) -> Res<()> {
    if !traceback.is_none() && vm.heap.class_of(traceback) != classes::TRACEBACK {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    vm.restore_traceback(exception, traceback);
    Ok(())
}

fn add_note(vm: &mut Vm, args: Args) -> Res {
    let (exception, note) = (args.get(vm, 0), args.get(vm, 1));
    if vm.heap.text(vm.heap.plain(note)).is_none() {
        let message = format!("note must be a str, not '{}'", vm.heap.type_name(note));
        return Err(vm.type_error(message));
    }
    match vm.field(exception, names::NOTES) {
        None => {
            let notes = vm.heap.list_of(vec![note]);
            vm.set_field(exception, names::NOTES, notes);
        }
        Some(notes) => match vm.heap.list_mut(notes) {
            Some(notes) => notes.push(note),
            None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        },
    }
    Ok(Value::NONE)
}

/// What an accessor is asked to do.
pub enum Access {
    Get,
    Set(Value),
    Delete,
}

/// Reads an accessor's arguments.
pub fn access(vm: &Vm, args: Args) -> (Value, Access) {
    let receiver = args.get(vm, 0);
    match args.count {
        0 | 1 => (receiver, Access::Get),
        _ if args.get(vm, 1).is_unbound() => (receiver, Access::Delete),
        _ => (receiver, Access::Set(args.get(vm, 1))),
    }
}

fn args_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (exception, Access::Get) => Ok(vm.heap.exception(exception).map_or(Value::NONE, |object| object.args)),
        (_, Access::Delete) => Err(vm.type_error("args may not be deleted")),
        (exception, Access::Set(value)) => set_args(vm, exception, value).map(|()| Value::NONE),
    }
}

fn set_args(vm: &mut Vm, exception: Value, value: Value) -> Res<()> {
    let items = match vm.native_items(value) {
        Some(items) => items?,
        None => return Err(vm.type_error_of(value, "object is not iterable")),
    };
    let tuple = vm.heap.tuple_of(&items);
    if let Some(object) = vm.heap.exception_mut(exception) {
        object.args = tuple;
    }
    Ok(())
}

fn known(value: Value) -> Value {
    if value.is_unbound() { Value::NONE } else { value }
}

fn cause_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (exception, Access::Get) => Ok(vm.heap.exception(exception).map_or(Value::NONE, |object| known(object.cause))),
        (_, Access::Delete) => Err(vm.type_error("__cause__ may not be deleted")),
        (exception, Access::Set(value)) => {
            if !value.is_none() && vm.heap.exception(value).is_none() {
                return Err(vm.type_error("exception cause must be None or derive from BaseException"));
            }
            vm.set_cause(exception, value);
            Ok(Value::NONE)
        }
    }
}

fn context_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (exception, Access::Get) => {
            Ok(vm.heap.exception(exception).map_or(Value::NONE, |object| known(object.context)))
        }
        (_, Access::Delete) => Err(vm.type_error("__context__ may not be deleted")),
        (exception, Access::Set(value)) => {
            if !value.is_none() && vm.heap.exception(value).is_none() {
                return Err(vm.type_error("exception context must be None or derive from BaseException"));
            }
            if let Some(object) = vm.heap.exception_mut(exception) {
                object.context = if value.is_none() { Value::UNBOUND } else { value };
            }
            Ok(Value::NONE)
        }
    }
}

fn traceback_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (exception, Access::Get) => Ok(vm.traceback_object(exception)),
        (_, Access::Delete) => Err(vm.type_error("__traceback__ may not be deleted")),
        (exception, Access::Set(value)) => {
            set_traceback(vm, exception, value)?;
            Ok(Value::NONE)
        }
    }
}

fn suppress_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (exception, Access::Get) => {
            Ok(Value::bool(vm.heap.exception(exception).is_some_and(|object| object.suppress_context)))
        }
        (_, Access::Delete) => Err(vm.type_error("can't delete numeric/char attribute")),
        (exception, Access::Set(value)) => {
            let Some(suppress) = value.as_bool() else {
                return Err(vm.type_error("attribute value type must be bool"));
            };
            if let Some(object) = vm.heap.exception_mut(exception) {
                object.suppress_context = suppress;
            }
            Ok(Value::NONE)
        }
    }
}

/// `__dict__` of exceptions, functions and modules.
pub fn dict_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (object, Access::Get) => Ok(vm.instance_dict(object)),
        (object, Access::Set(value)) => vm.store_dict(object, Some(value)).map(|_| Value::NONE),
        (object, Access::Delete) => vm.store_dict(object, None).map(|_| Value::NONE),
    }
}

// ---- StopIteration, SystemExit, KeyError

pub static STOP_ITERATION: &[NativeDef] = &[accessor("value", value_member)];
pub static SYSTEM_EXIT: &[NativeDef] = &[accessor("code", value_member)];
pub static KEY_ERROR: &[NativeDef] = &[method("__str__", key_error_str, Signature::None)];

fn value_member(vm: &mut Vm, args: Args) -> Res {
    match access(vm, args) {
        (exception, Access::Get) => Ok(vm.heap.exception(exception).map_or(Value::NONE, |object| known(object.value))),
        (exception, Access::Set(value)) => {
            vm.set_exception_value(exception, Some(value));
            Ok(Value::NONE)
        }
        (exception, Access::Delete) => {
            vm.set_exception_value(exception, None);
            Ok(Value::NONE)
        }
    }
}

fn key_error_str(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    match exception_args(vm, exception)[..] {
        [key] => repr_of(vm, key),
        _ => base_text(vm, exception),
    }
}

// ---- groups

pub static GROUP: &[NativeDef] = &[
    method("__str__", group_str, Signature::None),
    method("derive", group_derive, Signature::One),
    method("split", group_split, Signature::One),
    method("subgroup", group_subgroup, Signature::One),
    getter("message", group_message),
    getter("exceptions", group_exceptions),
    crate::native::class_method("__class_getitem__", super::generic_alias::class_getitem, Signature::One),
];

fn group_str(vm: &mut Vm, args: Args) -> Res {
    let group = args.get(vm, 0);
    vm.check_size(vm.size_of(vm.group_message(group)).saturating_mul(2))?;
    let count = vm.group_items(group).len();
    let message = vm.heap.text(vm.heap.plain(vm.group_message(group))).unwrap_or("");
    let plural = if count == 1 { "" } else { "s" };
    let text = format!("{message} ({count} sub-exception{plural})");
    Ok(vm.heap.str_from(text))
}

fn group_derive(vm: &mut Vm, args: Args) -> Res {
    vm.derive_natively(args.get(vm, 0), args.get(vm, 1))
}

fn group_split(vm: &mut Vm, args: Args) -> Res {
    let condition = vm.group_condition(args.get(vm, 1))?;
    let (yes, no) = vm.split_by(args.get(vm, 0), &condition)?;
    Ok(vm.heap.tuple_of(&[yes.unwrap_or(Value::NONE), no.unwrap_or(Value::NONE)]))
}

fn group_subgroup(vm: &mut Vm, args: Args) -> Res {
    let condition = vm.group_condition(args.get(vm, 1))?;
    Ok(vm.split_by(args.get(vm, 0), &condition)?.0.unwrap_or(Value::NONE))
}

fn group_message(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.group_message(args.get(vm, 0)))
}

fn group_exceptions(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.exception(args.get(vm, 0)).map_or(Value::NONE, |object| known(object.value)))
}
