//! `type`: the methods and attributes of classes.

use super::exception::{Access, access, keyword_arguments};
use super::object::deliver;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Raised, Res, Signature, accessor, class_method, getter, method, static_method};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use crate::vm::{Attribute, Vm};

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", type_new, Signature::Any),
    method("__repr__", type_repr, Signature::None),
    method("mro", type_mro, Signature::None),
    method("__subclasses__", type_subclasses, Signature::None),
    method("__instancecheck__", type_instancecheck, Signature::One),
    method("__subclasscheck__", type_subclasscheck, Signature::One),
    method("__dir__", type_dir, Signature::None),
    method("__or__", super::generic_alias::union_or, Signature::One),
    method("__ror__", super::generic_alias::union_ror, Signature::One),
    class_method("__prepare__", type_prepare, Signature::Any),
    accessor("__name__", name_member),
    accessor("__qualname__", qualname_member),
    accessor("__module__", module_member),
    accessor("__doc__", doc_member),
    accessor("__bases__", bases_member),
    accessor("__annotations__", annotations_member),
    accessor("__type_params__", type_params_member),
    accessor("__abstractmethods__", abstract_member),
    getter("__mro__", mro_member),
    getter("__base__", base_member),
    getter("__dict__", dict_member),
    getter("__text_signature__", text_signature),
];

/// The class that a receiver is.
fn receiver(vm: &Vm, args: Args) -> ClassId {
    Heap::as_class(args.get(vm, 0)).unwrap_or(classes::OBJECT)
}

fn type_new(vm: &mut Vm, args: Args) -> Res {
    let (positional, keywords) = keyword_arguments(vm, args);
    if positional == 2 && keywords.is_empty() {
        return Ok(Heap::class_value(vm.heap.class_of(args.get(vm, 1))));
    }
    if positional != 4 {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    let [name, bases, namespace] = [1, 2, 3].map(|index| args.get(vm, index));
    let expected = |vm: &mut Vm, index: u32, what: &str, value: Value| -> Raised {
        let name = vm.heap.type_name(value);
        let message = format!("type.__new__() argument {index} must be {what}, not {name}");
        vm.type_error(message)
    };
    if vm.heap.text(vm.heap.plain(name)).is_none() {
        return Err(expected(vm, 1, "str", name));
    }
    vm.check_size(vm.size_of(bases))?;
    let Some(items) = vm.heap.tuple(vm.heap.plain(bases)).map(|items| items.to_vec()) else {
        return Err(expected(vm, 2, "tuple", bases));
    };
    for base in &items {
        let is_alias = matches!(vm.heap.other(*base), Some(OtherObject::GenericAlias { .. }));
        if is_alias || base.is_kind(Kind::Instance) && vm.optional_attribute(*base, "__mro_entries__")?.is_some() {
            let message = "type() doesn't support MRO entry resolution; use types.new_class()";
            return Err(vm.type_error(message));
        }
        if Heap::as_class(*base).is_none() {
            let message = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                           metaclasses of all its bases";
            return Err(vm.type_error(message));
        }
    }
    let plain = vm.heap.plain(namespace);
    if vm.heap.dict(plain).is_none() {
        return Err(expected(vm, 3, "dict", namespace));
    }
    let name = vm.heap.plain(name);
    // The class gets a copy, and so may be changed without the dict.
    let copy = vm.heap.dict(plain).map(|dict| dict.copy()).unwrap_or_default();
    let copy = vm.heap.new_dict(copy);
    vm.create_class(name, &items, copy, &keywords, Value::NONE)
}

fn type_prepare(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.heap.new_dict(Default::default()))
}

fn type_repr(vm: &mut Vm, args: Args) -> Res {
    let text = vm.class_repr(receiver(vm, args));
    Ok(vm.heap.str_from(text))
}

fn class_values(vm: &Vm, args: Args) -> Vec<Value> {
    vm.heap.mro(receiver(vm, args)).iter().map(|class| Heap::class_value(*class)).collect()
}

fn type_mro(vm: &mut Vm, args: Args) -> Res {
    let values = class_values(vm, args);
    Ok(vm.heap.list_of(values))
}

fn mro_member(vm: &mut Vm, args: Args) -> Res {
    let values = class_values(vm, args);
    Ok(vm.heap.tuple_of(&values))
}

fn type_subclasses(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    let builtin = (0..types::builtin_count()).map(ClassId).filter(|other| types::builtin(*other).base == Some(class));
    // What ends a call that has reached a limit is none that scripts know.
    let builtin = builtin.filter(|other| *other != classes::LIMIT_REACHED);
    let all: Vec<Value> = builtin.chain(vm.subclasses(class)).map(Heap::class_value).collect();
    Ok(vm.heap.list_of(all))
}

fn type_instancecheck(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    Ok(Value::bool(vm.heap.is_instance(args.get(vm, 1), class)))
}

fn type_subclasscheck(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    match Heap::as_class(args.get(vm, 1)) {
        Some(subclass) => Ok(Value::bool(vm.heap.is_subclass(subclass, class))),
        None => Err(vm.type_error("issubclass() arg 1 must be a class")),
    }
}

fn type_dir(vm: &mut Vm, args: Args) -> Res {
    let names = vm.attribute_names(args.get(vm, 0))?;
    Ok(vm.heap.list_of(names))
}

/// Refuses to change a built-in class.
fn require_script_class(vm: &mut Vm, class: ClassId, attribute: &str) -> Res<()> {
    if vm.heap.script_class(class).is_some() {
        return Ok(());
    }
    let name = vm.heap.class_name(class);
    let message = format!("cannot set '{attribute}' attribute of immutable type '{name}'");
    Err(vm.type_error(message))
}

fn cannot_delete(vm: &mut Vm, class: ClassId, attribute: &str) -> Raised {
    let name = vm.heap.class_name(class);
    let message = format!("cannot delete '{attribute}' attribute of immutable type '{name}'");
    vm.type_error(message)
}

fn text_to_set(vm: &mut Vm, class: ClassId, attribute: &str, value: Value) -> Res<String> {
    require_script_class(vm, class, attribute)?;
    vm.check_name(value)?;
    match vm.heap.text(vm.heap.plain(value)) {
        Some(text) => Ok(text.to_string()),
        None => {
            let (name, other) = (vm.heap.class_name(class), vm.heap.type_name(value));
            let message = format!("can only assign string to {name}.{attribute}, not '{other}'");
            Err(vm.type_error(message))
        }
    }
}

fn name_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    match access(vm, args).1 {
        Access::Get => {
            let name = vm.heap.class_name(class).to_string();
            Ok(vm.heap.interned(&name))
        }
        Access::Delete => Err(cannot_delete(vm, class, "__name__")),
        Access::Set(value) => {
            let text = text_to_set(vm, class, "__name__", value)?;
            if text.contains('\0') {
                return Err(vm.value_error("type name must not contain null characters"));
            }
            let symbol = vm.heap.intern(&text);
            if let Some(object) = vm.heap.script_class_mut(class) {
                object.name = symbol;
            }
            Ok(Value::NONE)
        }
    }
}

fn qualname_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    match access(vm, args).1 {
        Access::Get => match vm.heap.script_class(class) {
            Some(object) => Ok(object.qualname),
            None => {
                let name = vm.heap.class_name(class).to_string();
                Ok(vm.heap.interned(&name))
            }
        },
        Access::Delete => Err(cannot_delete(vm, class, "__qualname__")),
        Access::Set(value) => {
            text_to_set(vm, class, "__qualname__", value)?;
            if let Some(object) = vm.heap.script_class_mut(class) {
                object.qualname = value;
            }
            Ok(Value::NONE)
        }
    }
}

fn module_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    match access(vm, args).1 {
        Access::Get => match vm.heap.script_class(class) {
            Some(object) => match object.attributes.get(names::MODULE) {
                Some(module) => Ok(module),
                None => Err(vm.attribute_error("__module__")),
            },
            None => Ok(vm.heap.interned(types::builtin(class).module)),
        },
        Access::Delete => Err(cannot_delete(vm, class, "__module__")),
        Access::Set(value) => set_own(vm, class, names::MODULE, "__module__", value),
    }
}

fn set_own(vm: &mut Vm, class: ClassId, name: Symbol, text: &str, value: Value) -> Res {
    require_script_class(vm, class, text)?;
    vm.set_class_attribute(class, name, value);
    Ok(Value::NONE)
}

fn doc_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    match access(vm, args).1 {
        Access::Get => {
            let own = vm.heap.script_class(class).and_then(|object| object.attributes.get(names::DOC));
            let Some(value) = own else { return Ok(Value::NONE) };
            let found = vm.bind_attribute(value, Value::UNBOUND, class)?;
            match found {
                Attribute::Missing => Ok(Value::NONE),
                found => deliver(vm, Heap::class_value(class), names::DOC, found),
            }
        }
        Access::Delete => Err(cannot_delete(vm, class, "__doc__")),
        Access::Set(value) => set_own(vm, class, names::DOC, "__doc__", value),
    }
}

fn annotations_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    let name = names::ANNOTATIONS;
    let own = vm.heap.script_class(class).map(|object| object.attributes.get(name));
    match (access(vm, args).1, own) {
        (Access::Get, None) => Err(vm.attribute_missing(Heap::class_value(class), name)),
        (Access::Get, Some(Some(found))) => Ok(found),
        (Access::Get, Some(None)) => {
            let dict = vm.heap.new_dict(Default::default());
            vm.set_class_attribute(class, name, dict);
            Ok(dict)
        }
        (Access::Set(value), _) => set_own(vm, class, name, "__annotations__", value),
        (Access::Delete, _) => {
            require_script_class(vm, class, "__annotations__")?;
            if vm.remove_class_attribute(class, name) {
                Ok(Value::NONE)
            } else {
                Err(vm.attribute_error("__annotations__"))
            }
        }
    }
}

fn type_params_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    let name = vm.heap.intern("__type_params__");
    match access(vm, args).1 {
        Access::Get => {
            let own = vm.heap.script_class(class).and_then(|object| object.attributes.get(name));
            Ok(own.unwrap_or_else(|| vm.heap.tuple_of(&[])))
        }
        Access::Delete => Err(cannot_delete(vm, class, "__type_params__")),
        Access::Set(value) => set_own(vm, class, name, "__type_params__", value),
    }
}

impl Vm {
    fn set_abstract(&mut self, class: ClassId, is_abstract: bool) {
        if let Some(object) = self.heap.script_class_mut(class) {
            object.is_abstract = is_abstract;
        }
    }
}

/// Set by `abc`; an attribute of the class itself only.
fn abstract_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    let name = vm.heap.intern("__abstractmethods__");
    match access(vm, args).1 {
        Access::Get => match vm.heap.script_class(class).and_then(|object| object.attributes.get(name)) {
            Some(value) => Ok(value),
            None => Err(vm.attribute_missing(Heap::class_value(class), name)),
        },
        Access::Set(value) => {
            let is_abstract = vm.length_native(value) != Some(0);
            set_own(vm, class, name, "__abstractmethods__", value)?;
            vm.set_abstract(class, is_abstract);
            Ok(Value::NONE)
        }
        Access::Delete => {
            require_script_class(vm, class, "__abstractmethods__")?;
            vm.set_abstract(class, false);
            if vm.remove_class_attribute(class, name) {
                return Ok(Value::NONE);
            }
            Err(vm.attribute_missing(Heap::class_value(class), name))
        }
    }
}

fn bases_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    match access(vm, args).1 {
        Access::Get => {
            let bases: Vec<Value> = match vm.heap.script_class(class) {
                Some(object) => object.bases.iter().map(|base| Heap::class_value(*base)).collect(),
                None => {
                    let second = (class == classes::EXCEPTION_GROUP).then_some(classes::EXCEPTION);
                    types::builtin(class).base.into_iter().chain(second).map(Heap::class_value).collect()
                }
            };
            Ok(vm.heap.tuple_of(&bases))
        }
        Access::Delete => Err(cannot_delete(vm, class, "__bases__")),
        Access::Set(value) => {
            require_script_class(vm, class, "__bases__")?;
            set_bases(vm, class, value)?;
            Ok(Value::NONE)
        }
    }
}

fn set_bases(vm: &mut Vm, class: ClassId, value: Value) -> Res<()> {
    let name = vm.heap.class_name(class).to_string();
    let Some(items) = vm.heap.tuple(value).map(|items| items.to_vec()) else {
        let other = vm.heap.type_name(value);
        let message = format!("can only assign tuple to {name}.__bases__, not {other}");
        return Err(vm.type_error(message));
    };
    if items.is_empty() {
        let message = format!("can only assign non-empty tuple to {name}.__bases__, not ()");
        return Err(vm.type_error(message));
    }
    let mut bases = Vec::new();
    for item in items {
        match Heap::as_class(item) {
            Some(base) => bases.push(base),
            None => {
                let other = vm.heap.type_name(item);
                let message = format!("{name}.__bases__ must be tuple of classes, not '{other}'");
                return Err(vm.type_error(message));
            }
        }
    }
    vm.replace_bases(class, bases)
}

fn base_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    let base = match vm.heap.script_class(class) {
        Some(object) => Some(object.base),
        None => types::builtin(class).base,
    };
    Ok(base.map_or(Value::NONE, Heap::class_value))
}

fn dict_member(vm: &mut Vm, args: Args) -> Res {
    let class = receiver(vm, args);
    Ok(vm.heap.new_other(OtherObject::ClassDict(class)))
}

fn text_signature(_vm: &mut Vm, _args: Args) -> Res {
    Ok(Value::NONE)
}
