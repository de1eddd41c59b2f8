//! `mappingproxy`: the read-only view of a class's attributes that `__dict__` gives, and of any dict.

use crate::native::{Args, NativeDef, Res, Signature, method, static_method};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::types;
use crate::value::Value;
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", proxy_new, Signature::Range(2, 2)),
    method("__getitem__", proxy_getitem, Signature::One),
    method("__contains__", proxy_contains, Signature::One),
    method("__len__", proxy_len, Signature::None),
    method("__iter__", proxy_iter, Signature::None),
    method("__repr__", proxy_repr, Signature::None),
    method("__eq__", proxy_eq, Signature::One),
    method("__or__", proxy_or, Signature::One),
    method("__ror__", proxy_ror, Signature::One),
    method("__ior__", proxy_ior, Signature::One),
    method("__reversed__", proxy_reversed, Signature::None),
    method("get", proxy_get, Signature::Range(1, 2)),
    method("keys", proxy_keys, Signature::None),
    method("values", proxy_values, Signature::None),
    method("items", proxy_items, Signature::None),
    method("copy", proxy_copy, Signature::None),
];

/// Attributes of a class that the limit need not be asked about.
const MANY: usize = 64;

/// Bytes that an attribute takes in a list, and in a dict while its tables grow.
const CLASS_ENTRY: usize = 140;

impl Vm {
    /// A dict of a class's own attributes as they are now.
    pub fn class_dict(&mut self, class: ClassId) -> Value {
        // Of a class whose attributes are more than the limit allows there is nothing to see: the end comes at the next
        // safepoint.
        let count = self.heap.script_class(class).map_or(0, |object| object.attributes.len());
        if count > MANY && self.reserve_memory(count.saturating_mul(CLASS_ENTRY)).is_err() {
            return self.heap.new_dict(Default::default());
        }
        let entries: Vec<_> = match self.heap.script_class(class) {
            Some(object) => object.attributes.iter().copied().collect(),
            None => {
                let info = types::builtin(class);
                info.order.iter().filter_map(|name| Some((*name, info.member(*name)?))).collect()
            }
        };
        let dict = self.heap.new_dict(Default::default());
        for (name, value) in entries {
            let name = self.heap.symbol_value(name);
            self.namespace_set(dict, name, value);
        }
        dict
    }
}

/// The dict behind a proxy: a class's attributes are put into one for this.
fn behind(vm: &mut Vm, args: Args) -> Value {
    let proxy = args.get(vm, 0);
    unwrapped(vm, proxy)
}

/// The dict behind a value that is a proxy, else the value.
fn unwrapped(vm: &mut Vm, proxy: Value) -> Value {
    match vm.heap.other(proxy) {
        Some(OtherObject::MappingProxy(dict)) => *dict,
        Some(OtherObject::ClassDict(class)) => {
            let class = *class;
            vm.class_dict(class)
        }
        _ => proxy,
    }
}

/// Goes on with a method of the dict behind a proxy.
fn forward(vm: &mut Vm, args: Args, name: &str) -> Res {
    let dict = behind(vm, args);
    let rest: Vec<Value> = args.slice(vm)[1..].iter().copied().filter(|value| !value.is_unbound()).collect();
    let name = vm.heap.interned(name);
    let arguments = vm.heap.tuple_of(&rest);
    vm.tail_prelude("call_method", &[dict, name, arguments])
}

fn proxy_new(vm: &mut Vm, args: Args) -> Res {
    let mapping = args.get(vm, 1);
    let plain = vm.heap.plain(mapping);
    if vm.heap.dict(plain).is_none() {
        let message = format!("mappingproxy() argument must be a mapping, not {}", vm.heap.type_name(mapping));
        return Err(vm.type_error(message));
    }
    Ok(vm.heap.new_other(OtherObject::MappingProxy(mapping)))
}

fn proxy_getitem(vm: &mut Vm, args: Args) -> Res {
    let dict = behind(vm, args);
    match vm.get_item_native(dict, args.get(vm, 1))? {
        Some(value) => Ok(value),
        None => forward(vm, args, "__getitem__"),
    }
}

fn proxy_contains(vm: &mut Vm, args: Args) -> Res {
    let dict = behind(vm, args);
    match vm.contains_native(dict, args.get(vm, 1))? {
        Some(found) => Ok(Value::bool(found)),
        None => forward(vm, args, "__contains__"),
    }
}

fn proxy_len(vm: &mut Vm, args: Args) -> Res {
    let dict = behind(vm, args);
    match vm.length_native(dict) {
        Some(length) => Ok(Value::small(length as i64)),
        None => forward(vm, args, "__len__"),
    }
}

fn proxy_iter(vm: &mut Vm, args: Args) -> Res {
    let dict = behind(vm, args);
    match vm.native_iterator(dict)? {
        Some(iterator) => Ok(iterator),
        None => forward(vm, args, "__iter__"),
    }
}

fn proxy_repr(vm: &mut Vm, args: Args) -> Res {
    match vm.repr_native(args.get(vm, 0))? {
        Some(text) => Ok(text),
        None => {
            let dict = behind(vm, args);
            vm.tail_prelude("proxy_repr", &[dict])
        }
    }
}

fn proxy_eq(vm: &mut Vm, args: Args) -> Res {
    let dict = behind(vm, args);
    let other = args.get(vm, 1);
    let other = match vm.heap.other(other) {
        Some(OtherObject::MappingProxy(dict)) => *dict,
        Some(OtherObject::ClassDict(class)) => {
            let class = *class;
            vm.class_dict(class)
        }
        _ => other,
    };
    Ok(Value::bool(vm.equals(dict, other)?))
}

/// `proxy | mapping`: the operator on what is behind both.
fn proxy_or(vm: &mut Vm, args: Args) -> Res {
    let (left, right) = (behind(vm, args), args.get(vm, 1));
    merged(vm, left, right)
}

fn proxy_ror(vm: &mut Vm, args: Args) -> Res {
    let (left, right) = (args.get(vm, 1), behind(vm, args));
    merged(vm, left, right)
}

fn proxy_ior(vm: &mut Vm, _args: Args) -> Res {
    Err(vm.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
}

fn merged(vm: &mut Vm, left: Value, right: Value) -> Res {
    let (left, right) = (unwrapped(vm, left), unwrapped(vm, right));
    vm.tail_prelude("proxy_or", &[left, right])
}

fn proxy_reversed(vm: &mut Vm, args: Args) -> Res {
    forward(vm, args, "__reversed__")
}

fn proxy_get(vm: &mut Vm, args: Args) -> Res {
    forward(vm, args, "get")
}

fn proxy_keys(vm: &mut Vm, args: Args) -> Res {
    forward(vm, args, "keys")
}

fn proxy_values(vm: &mut Vm, args: Args) -> Res {
    forward(vm, args, "values")
}

fn proxy_items(vm: &mut Vm, args: Args) -> Res {
    forward(vm, args, "items")
}

fn proxy_copy(vm: &mut Vm, args: Args) -> Res {
    forward(vm, args, "copy")
}
