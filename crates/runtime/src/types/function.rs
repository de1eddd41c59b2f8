//! Attributes of functions, methods, natives and their descriptors, cells, code objects and modules.

use super::exception::{Access, access, dict_member};
use super::object::deliver;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, accessor, getter, method, static_method};
use crate::object::class::ClassId;
use crate::object::function::{FunctionExtra, FunctionObject};
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use crate::vm::Vm;
use hognose_bytecode::{Code, LocalKind};
use std::sync::Arc;

pub static FUNCTION: &[NativeDef] = &[
    accessor("__name__", name_member),
    accessor("__qualname__", qualname_member),
    accessor("__doc__", doc_member),
    accessor("__module__", module_member),
    accessor("__defaults__", defaults_member),
    accessor("__kwdefaults__", keyword_defaults_member),
    accessor("__annotations__", annotations_member),
    accessor("__code__", code_member),
    accessor("__dict__", dict_member),
    accessor("__type_params__", type_params_member),
    getter("__closure__", closure_member),
    getter("__globals__", globals_member),
    method("__get__", descriptor_get, Signature::Range(1, 2)),
    method("__call__", call_receiver, Signature::Any),
];

fn code_of(vm: &Vm, function: Value) -> Option<Arc<Code>> {
    let function = vm.heap.function(function)?;
    Some(vm.linked.get(function.code.0 as usize)?.code.clone())
}

/// An attribute that is kept in a function's extra part where it was set.
fn extra(vm: &Vm, function: Value, part: fn(&FunctionExtra) -> Value) -> Option<Value> {
    let value = part(vm.heap.function(function)?.extra.as_ref()?);
    Some(value).filter(|value| !value.is_unbound())
}

fn set_extra(vm: &mut Vm, function: Value, part: fn(&mut FunctionExtra) -> &mut Value, value: Value) {
    if let Some(object) = vm.heap.function_mut(function) {
        *part(object.extra.get_or_insert_default()) = value;
    }
}

fn name_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    if let Access::Set(value) = wanted {
        vm.check_name(value)?;
    }
    match wanted {
        Access::Get => match extra(vm, function, |extra| extra.name) {
            Some(name) => Ok(name),
            None => {
                let name = code_of(vm, function).map_or(String::new(), |code| code.name.to_string());
                Ok(vm.heap.interned(&name))
            }
        },
        Access::Set(value) if vm.heap.text(vm.heap.plain(value)).is_some() => {
            set_extra(vm, function, |extra| &mut extra.name, value);
            Ok(Value::NONE)
        }
        Access::Set(_) | Access::Delete => Err(vm.type_error("__name__ must be set to a string object")),
    }
}

fn qualname_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    if let Access::Set(value) = wanted {
        vm.check_name(value)?;
    }
    match wanted {
        Access::Get => match extra(vm, function, |extra| extra.qualname) {
            Some(name) => Ok(name),
            None => {
                let name = code_of(vm, function).map_or(String::new(), |code| code.qualname.to_string());
                Ok(vm.heap.interned(&name))
            }
        },
        Access::Set(value) if vm.heap.text(vm.heap.plain(value)).is_some() => {
            set_extra(vm, function, |extra| &mut extra.qualname, value);
            Ok(Value::NONE)
        }
        Access::Set(_) | Access::Delete => Err(vm.type_error("__qualname__ must be set to a string object")),
    }
}

fn doc_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    match wanted {
        Access::Get => {
            if let Some(doc) = extra(vm, function, |extra| extra.doc) {
                return Ok(doc);
            }
            match code_of(vm, function).and_then(|code| code.docstring.clone()) {
                Some(doc) => {
                    let value = vm.heap.str(&doc);
                    set_extra(vm, function, |extra| &mut extra.doc, value);
                    Ok(value)
                }
                None => Ok(Value::NONE),
            }
        }
        Access::Set(value) => {
            set_extra(vm, function, |extra| &mut extra.doc, value);
            Ok(Value::NONE)
        }
        Access::Delete => {
            set_extra(vm, function, |extra| &mut extra.doc, Value::NONE);
            Ok(Value::NONE)
        }
    }
}

fn module_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    match wanted {
        Access::Get => {
            if let Some(module) = extra(vm, function, |extra| extra.module) {
                return Ok(module);
            }
            let key = vm.heap.symbol_value(names::NAME);
            let globals = globals_of(vm, function);
            Ok(vm.namespace_get(globals, key).unwrap_or(Value::NONE))
        }
        Access::Set(value) => {
            set_extra(vm, function, |extra| &mut extra.module, value);
            Ok(Value::NONE)
        }
        Access::Delete => {
            set_extra(vm, function, |extra| &mut extra.module, Value::NONE);
            Ok(Value::NONE)
        }
    }
}

fn globals_of(vm: &Vm, function: Value) -> Value {
    let code = vm.heap.function(function).map(|function| function.code);
    code.and_then(|code| vm.linked.get(code.0 as usize)).map_or(Value::UNBOUND, |linked| linked.globals)
}

fn globals_member(vm: &mut Vm, args: Args) -> Res {
    Ok(globals_of(vm, args.get(vm, 0)))
}

fn defaults_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    let new = match wanted {
        Access::Get => {
            let defaults = vm.heap.function(function).map_or(Value::UNBOUND, |function| function.defaults);
            return Ok(if defaults.is_unbound() { Value::NONE } else { defaults });
        }
        Access::Set(value) if vm.heap.tuple(value).is_some() => value,
        Access::Set(Value::NONE) | Access::Delete => Value::UNBOUND,
        Access::Set(_) => return Err(vm.type_error("__defaults__ must be set to a tuple object")),
    };
    set_default_part(vm, function, |object| object.defaults = new);
    Ok(Value::NONE)
}

fn keyword_defaults_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    let new = match wanted {
        Access::Get => {
            let defaults = vm.heap.function(function).map_or(Value::UNBOUND, |function| function.keyword_defaults);
            return Ok(if defaults.is_unbound() { Value::NONE } else { defaults });
        }
        Access::Set(value) if vm.heap.dict(value).is_some() => value,
        Access::Set(Value::NONE) | Access::Delete => Value::UNBOUND,
        Access::Set(_) => return Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
    };
    set_default_part(vm, function, |object| object.keyword_defaults = new);
    Ok(Value::NONE)
}

fn set_default_part(vm: &mut Vm, function: Value, set: impl FnOnce(&mut FunctionObject)) {
    if let Some(object) = vm.heap.function_mut(function) {
        set(object);
    }
}

fn annotations_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    match wanted {
        Access::Get => match extra(vm, function, |extra| extra.annotations) {
            Some(annotations) => Ok(annotations),
            None => {
                let dict = vm.heap.new_dict(Default::default());
                set_extra(vm, function, |extra| &mut extra.annotations, dict);
                Ok(dict)
            }
        },
        Access::Set(value) if vm.heap.dict(value).is_some() => {
            set_extra(vm, function, |extra| &mut extra.annotations, value);
            Ok(Value::NONE)
        }
        Access::Set(Value::NONE) | Access::Delete => {
            set_extra(vm, function, |extra| &mut extra.annotations, Value::UNBOUND);
            Ok(Value::NONE)
        }
        Access::Set(_) => Err(vm.type_error("__annotations__ must be set to a dict object")),
    }
}

fn type_params_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    match wanted {
        Access::Get => match extra(vm, function, |extra| extra.type_params) {
            Some(parameters) => Ok(parameters),
            None => Ok(vm.heap.tuple_of(&[])),
        },
        Access::Set(value) if vm.heap.tuple(value).is_some() => {
            set_extra(vm, function, |extra| &mut extra.type_params, value);
            Ok(Value::NONE)
        }
        Access::Set(_) | Access::Delete => Err(vm.type_error("__type_params__ must be set to a tuple")),
    }
}

fn code_member(vm: &mut Vm, args: Args) -> Res {
    let (function, wanted) = access(vm, args);
    let Some(code) = vm.heap.function(function).map(|function| function.code) else { return Ok(Value::NONE) };
    match wanted {
        Access::Get => Ok(vm.code_object(code)),
        Access::Set(value) => match vm.heap.other(value) {
            Some(OtherObject::Code(_)) => Err(vm.type_error("replacing the code of a function is not supported")),
            _ => Err(vm.type_error("__code__ must be set to a code object")),
        },
        Access::Delete => Err(vm.type_error("__code__ must be set to a code object")),
    }
}

fn closure_member(vm: &mut Vm, args: Args) -> Res {
    let cells = vm.heap.function(args.get(vm, 0)).map_or(Vec::new(), |function| function.closure.to_vec());
    if cells.is_empty() { Ok(Value::NONE) } else { Ok(vm.heap.tuple_of(&cells)) }
}

/// `types.MethodType(function, instance)`
fn method_new(vm: &mut Vm, args: Args) -> Res {
    let (function, receiver) = (args.get(vm, 1), args.get(vm, 2));
    if !vm.is_callable(function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.heap.new_method(crate::object::function::MethodObject { function, receiver }))
}

/// `descriptor.__get__(instance, owner=None)`
pub(super) fn descriptor_get(vm: &mut Vm, args: Args) -> Res {
    let (descriptor, instance) = (args.get(vm, 0), args.get(vm, 1));
    let owner = args.opt(vm, 2).filter(|owner| !owner.is_none());
    if instance.is_none() && owner.is_none() {
        return Err(vm.type_error("__get__(None, None) is invalid"));
    }
    let class = owner.and_then(Heap::as_class).unwrap_or_else(|| vm.heap.class_of(instance));
    let receiver = if instance.is_none() { Value::UNBOUND } else { instance };
    let found = vm.bind_attribute(descriptor, receiver, class)?;
    deliver(vm, instance, names::GET, found)
}

/// `callable.__call__(...)`
pub(super) fn call_receiver(vm: &mut Vm, args: Args) -> Res {
    let callee = args.get(vm, 0);
    let rest = args.slice(vm)[1..].to_vec();
    if args.keywords == 0 {
        return vm.tail_call(callee, &rest);
    }
    let (positional, keywords) = super::exception::keyword_arguments(vm, args);
    let items = rest[..positional.max(1) as usize - 1].to_vec();
    let tuple = vm.heap.tuple_of(&items);
    let dict = vm.heap.new_dict(Default::default());
    for (name, value) in keywords {
        let name = vm.heap.symbol_value(name);
        vm.namespace_set(dict, name, value);
    }
    vm.tail_prelude("call_with", &[callee, tuple, dict])
}

// ---- bound methods

/// Members of the types of None, `...` and NotImplemented, whose one object a call gives.
pub static SINGLETON: &[NativeDef] = &[static_method("__new__", singleton_new, Signature::Any)];

fn singleton_new(vm: &mut Vm, args: Args) -> Res {
    let (name, object) = match Heap::as_class(args.get(vm, 0)) {
        Some(classes::ELLIPSIS) => ("EllipsisType", Value::ELLIPSIS),
        Some(classes::NOT_IMPLEMENTED_TYPE) => ("NotImplementedType", Value::NOT_IMPLEMENTED),
        _ => ("NoneType", Value::NONE),
    };
    if args.count > 1 {
        return Err(vm.type_error(format!("{name} takes no arguments")));
    }
    Ok(object)
}

pub static METHOD: &[NativeDef] = &[
    static_method("__new__", method_new, Signature::Range(3, 3)),
    getter("__func__", method_function),
    getter("__self__", method_receiver),
    getter("__doc__", method_doc),
    method("__get__", method_get, Signature::Range(1, 2)),
    method("__call__", call_receiver, Signature::Any),
];

fn method_function(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.method(args.get(vm, 0)).map_or(Value::NONE, |method| method.function))
}

fn method_receiver(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.method(args.get(vm, 0)).map_or(Value::NONE, |method| method.receiver))
}

fn method_doc(vm: &mut Vm, args: Args) -> Res {
    let function = method_function(vm, args)?;
    let found = vm.find_attribute(function, names::DOC)?;
    deliver(vm, function, names::DOC, found)
}

fn method_get(vm: &mut Vm, args: Args) -> Res {
    Ok(args.get(vm, 0))
}

// ---- natives, bound or not, and the descriptors that built-in classes show

pub static BUILTIN: &[NativeDef] = &[
    getter("__name__", native_name),
    getter("__qualname__", native_qualname),
    getter("__self__", native_self),
    getter("__module__", native_module),
    getter("__doc__", native_doc),
    getter("__text_signature__", native_doc),
    method("__call__", call_receiver, Signature::Any),
];

pub static DESCRIPTOR: &[NativeDef] = &[
    getter("__name__", native_name),
    getter("__qualname__", native_qualname),
    getter("__objclass__", native_owner),
    getter("__doc__", native_doc),
    method("__get__", descriptor_get, Signature::Range(1, 2)),
    method("__set__", descriptor_set, Signature::Range(2, 2)),
    method("__delete__", descriptor_delete, Signature::One),
];

pub static METHOD_DESCRIPTOR: &[NativeDef] = &[
    getter("__name__", native_name),
    getter("__qualname__", native_qualname),
    getter("__objclass__", native_owner),
    getter("__doc__", native_doc),
    getter("__text_signature__", native_doc),
    method("__get__", descriptor_get, Signature::Range(1, 2)),
    method("__call__", call_receiver, Signature::Any),
];

/// Name and owner of a native or of a member of a script's class.
fn described(vm: &Vm, value: Value) -> (String, Option<ClassId>) {
    let native = match value.split() {
        Some((Kind::Method, index)) => vm.heap.methods.get(index).function.index_of(Kind::Native),
        _ => value.index_of(Kind::Native),
    };
    if let Some(native) = native {
        return (vm.builtins.native_name(native).to_string(), types::native_owner(native));
    }
    match vm.heap.other(value) {
        Some(OtherObject::SlotMember { class, name }) => (vm.heap.symbols.text(*name).to_string(), Some(*class)),
        Some(OtherObject::DictMember(class)) => ("__dict__".to_string(), Some(*class)),
        Some(OtherObject::WeakrefMember(class)) => ("__weakref__".to_string(), Some(*class)),
        _ => (String::new(), None),
    }
}

fn native_name(vm: &mut Vm, args: Args) -> Res {
    let (name, _) = described(vm, args.get(vm, 0));
    Ok(vm.heap.interned(&name))
}

fn native_qualname(vm: &mut Vm, args: Args) -> Res {
    let text = qualified_name(vm, args.get(vm, 0));
    Ok(vm.heap.str_from(text))
}

/// `list.append`, `len`: the name of a native, of a method that is one, or of a member of a script's class.
pub(crate) fn qualified_name(vm: &Vm, value: Value) -> String {
    let (name, owner) = described(vm, value);
    let receiver = vm.heap.method(value).map(|method| method.receiver);
    let class = match receiver {
        Some(receiver) => Some(Heap::as_class(receiver).unwrap_or_else(|| vm.heap.class_of(receiver))),
        None => owner,
    };
    match class {
        Some(class) => format!("{}.{name}", vm.heap.class_name(class)),
        None => name,
    }
}

fn native_self(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if let Some(method) = vm.heap.method(value) {
        return Ok(method.receiver);
    }
    if let Some(native) = value.index_of(Kind::Native) {
        if let Some(owner) = types::native_owner(native) {
            return Ok(Heap::class_value(owner));
        }
        if let Some(module) = vm.builtins.module_of(native).map(str::to_string) {
            return vm.builtin_module(&module);
        }
    }
    Ok(Value::NONE)
}

fn native_module(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    let builtins = vm.builtins.clone();
    match value.index_of(Kind::Native).and_then(|native| builtins.module_of(native)) {
        Some(module) => Ok(vm.heap.interned(module)),
        None => Ok(Value::NONE),
    }
}

fn native_doc(vm: &mut Vm, args: Args) -> Res {
    let native = args.get(vm, 0).index_of(Kind::Native);
    match native.and_then(|native| vm.builtins.documentation(native)) {
        Some(text) => Ok(vm.heap.str(text)),
        None => Ok(Value::NONE),
    }
}

fn native_owner(vm: &mut Vm, args: Args) -> Res {
    Ok(described(vm, args.get(vm, 0)).1.map_or(Value::NONE, Heap::class_value))
}

fn descriptor_set(vm: &mut Vm, args: Args) -> Res {
    let [descriptor, object, value] = [0, 1, 2].map(|index| args.get(vm, index));
    let (name, _) = described(vm, descriptor);
    let name = vm.heap.intern(&name);
    let store = vm.store_through(descriptor, object, name, Some(value))?;
    super::object::deliver_store(vm, store)
}

fn descriptor_delete(vm: &mut Vm, args: Args) -> Res {
    let (descriptor, object) = (args.get(vm, 0), args.get(vm, 1));
    let (name, _) = described(vm, descriptor);
    let name = vm.heap.intern(&name);
    let store = vm.store_through(descriptor, object, name, None)?;
    super::object::deliver_store(vm, store)
}

// ---- cells, code objects, modules

pub static CELL: &[NativeDef] = &[accessor("cell_contents", cell_contents)];

fn cell_contents(vm: &mut Vm, args: Args) -> Res {
    let (cell, wanted) = access(vm, args);
    let new = match wanted {
        Access::Get => {
            return match vm.heap.cell(cell).map(|cell| cell.0) {
                Some(content) if !content.is_unbound() => Ok(content),
                _ => Err(vm.value_error("cell is empty")),
            };
        }
        Access::Set(value) => value,
        Access::Delete => Value::UNBOUND,
    };
    if let Some(cell) = vm.heap.cell_mut(cell) {
        cell.0 = new;
    }
    Ok(Value::NONE)
}

pub static CODE: &[NativeDef] = &[
    getter("co_name", co_name),
    getter("co_qualname", co_qualname),
    getter("co_filename", co_filename),
    getter("co_firstlineno", co_firstlineno),
    getter("co_argcount", co_argcount),
    getter("co_posonlyargcount", co_posonlyargcount),
    getter("co_kwonlyargcount", co_kwonlyargcount),
    getter("co_nlocals", co_nlocals),
    getter("co_varnames", co_varnames),
    getter("co_freevars", co_freevars),
    getter("co_cellvars", co_cellvars),
    getter("co_flags", co_flags),
];

fn code(vm: &Vm, args: Args) -> Option<Arc<Code>> {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Code(code)) => Some(vm.linked.get(code.0 as usize)?.code.clone()),
        _ => None,
    }
}

fn code_text(vm: &mut Vm, args: Args, part: fn(&Code) -> &str) -> Res {
    let text = code(vm, args).map_or(String::new(), |code| part(&code).to_string());
    Ok(vm.heap.interned(&text))
}

fn code_number(vm: &mut Vm, args: Args, part: fn(&Code) -> i64) -> Res {
    Ok(Value::small(code(vm, args).map_or(0, |code| part(&code))))
}

fn co_name(vm: &mut Vm, args: Args) -> Res {
    code_text(vm, args, |code| &code.name)
}

fn co_qualname(vm: &mut Vm, args: Args) -> Res {
    code_text(vm, args, |code| &code.qualname)
}

fn co_filename(vm: &mut Vm, args: Args) -> Res {
    code_text(vm, args, |code| code.file.name())
}

fn co_firstlineno(vm: &mut Vm, args: Args) -> Res {
    code_number(vm, args, |code| code.file.line_column(code.span.start).line as i64)
}

fn co_argcount(vm: &mut Vm, args: Args) -> Res {
    code_number(vm, args, |code| code.parameters.positional as i64)
}

fn co_posonlyargcount(vm: &mut Vm, args: Args) -> Res {
    code_number(vm, args, |code| code.parameters.positional_only as i64)
}

fn co_kwonlyargcount(vm: &mut Vm, args: Args) -> Res {
    code_number(vm, args, |code| code.parameters.keyword_only as i64)
}

fn co_nlocals(vm: &mut Vm, args: Args) -> Res {
    code_number(vm, args, |code| code.locals.iter().filter(|local| local.kind != LocalKind::Free).count() as i64)
}

fn co_flags(vm: &mut Vm, args: Args) -> Res {
    use hognose_bytecode::Flavor;
    code_number(vm, args, |code| {
        let flavor = match code.flavor {
            Flavor::Plain => 0,
            Flavor::Generator => 0x20,
            Flavor::Coroutine => 0x80,
            Flavor::AsyncGenerator => 0x200,
        };
        3 | (code.parameters.var_positional as i64) << 2 | (code.parameters.var_keyword as i64) << 3 | flavor
    })
}

fn local_names(vm: &mut Vm, args: Args, wanted: fn(LocalKind, bool) -> bool) -> Res {
    let Some(code) = code(vm, args) else { return Ok(vm.heap.tuple_of(&[])) };
    let parameters = code.parameters.count();
    let mut names = Vec::new();
    for local in code.locals.iter().filter(|local| wanted(local.kind, local.register <= parameters)) {
        names.push(vm.heap.interned(&local.name));
    }
    Ok(vm.heap.tuple_of(&names))
}

fn co_varnames(vm: &mut Vm, args: Args) -> Res {
    local_names(vm, args, |kind, is_parameter| kind == LocalKind::Plain || (is_parameter && kind == LocalKind::Cell))
}

fn co_freevars(vm: &mut Vm, args: Args) -> Res {
    local_names(vm, args, |kind, _| kind == LocalKind::Free)
}

fn co_cellvars(vm: &mut Vm, args: Args) -> Res {
    local_names(vm, args, |kind, _| kind == LocalKind::Cell)
}

pub static MODULE: &[NativeDef] = &[
    static_method(
        "__new__",
        module_new,
        Signature::Named { names: &["class", "name", "doc"], positional_only: 1, required: 2, keyword_only: 3 },
    ),
    getter("__dict__", dict_member),
    accessor("__annotations__", module_annotations),
];

fn module_new(vm: &mut Vm, args: Args) -> Res {
    let name = args.get(vm, 1);
    let Some(text) = vm.text_argument(name).map(str::to_string) else {
        let found = vm.argument_type(name);
        return Err(vm.type_error(format!("module() argument 'name' must be str, not {found}")));
    };
    let module = vm.new_module(&text, None);
    let dict = vm.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
    let doc = args.opt(vm, 2).unwrap_or(Value::NONE);
    vm.namespace_set_text(dict, "__doc__", doc);
    Ok(module)
}

fn module_annotations(vm: &mut Vm, args: Args) -> Res {
    let (module, wanted) = access(vm, args);
    let dict = vm.instance_dict(module);
    let key = vm.heap.symbol_value(names::ANNOTATIONS);
    match wanted {
        Access::Get => match vm.namespace_get(dict, key) {
            Some(found) => Ok(found),
            None => {
                let annotations = vm.heap.new_dict(Default::default());
                vm.namespace_set(dict, key, annotations);
                Ok(annotations)
            }
        },
        Access::Set(value) => {
            vm.namespace_set(dict, key, value);
            Ok(Value::NONE)
        }
        Access::Delete => match vm.namespace_remove(dict, key) {
            Some(_) => Ok(Value::NONE),
            None => Err(vm.attribute_error("__annotations__")),
        },
    }
}
