//! `list[int]` and `int | str`: what annotations evaluate to, and what `isinstance` takes.

use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, class_method, getter, method, static_method};
use crate::object::other::OtherObject;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;

pub static GENERIC_ALIAS: &[NativeDef] = &[
    static_method("__new__", alias_new, Signature::Range(3, 3)),
    getter("__origin__", alias_origin),
    getter("__args__", alias_args),
    getter("__parameters__", alias_parameters),
    method("__mro_entries__", alias_mro_entries, Signature::One),
    method("__getitem__", alias_getitem, Signature::One),
    method("__eq__", alias_eq, Signature::One),
    method("__hash__", alias_hash, Signature::None),
    method("__or__", union_or, Signature::One),
    method("__ror__", union_ror, Signature::One),
];

pub static UNION: &[NativeDef] = &[
    getter("__args__", union_args),
    getter("__parameters__", alias_parameters),
    method("__eq__", union_eq, Signature::One),
    method("__hash__", union_hash, Signature::None),
    method("__or__", union_or, Signature::One),
    method("__ror__", union_ror, Signature::One),
];

/// For the built-in classes that annotations parametrise.
pub static CLASS_GETITEM: &[NativeDef] = &[class_method("__class_getitem__", class_getitem, Signature::One)];

/// `class[item]` of built-in classes: a class method `__class_getitem__`.
pub fn class_getitem(vm: &mut Vm, args: Args) -> Res {
    let (origin, item) = (args.get(vm, 0), args.get(vm, 1));
    Ok(make_alias(vm, origin, item))
}

/// `types.GenericAlias(origin, args)`
fn alias_new(vm: &mut Vm, args: Args) -> Res {
    let (origin, item) = (args.get(vm, 1), args.get(vm, 2));
    Ok(make_alias(vm, origin, item))
}

fn make_alias(vm: &mut Vm, origin: Value, item: Value) -> Value {
    let args = if vm.heap.tuple(item).is_some() { item } else { vm.heap.tuple_of(&[item]) };
    vm.heap.new_other(OtherObject::GenericAlias { origin, args })
}

fn parts(vm: &Vm, alias: Value) -> Option<(Value, Value)> {
    match vm.heap.other(alias)? {
        OtherObject::GenericAlias { origin, args } => Some((*origin, *args)),
        _ => None,
    }
}

fn alias_origin(vm: &mut Vm, args: Args) -> Res {
    Ok(parts(vm, args.get(vm, 0)).map_or(Value::NONE, |(origin, _)| origin))
}

fn alias_args(vm: &mut Vm, args: Args) -> Res {
    Ok(parts(vm, args.get(vm, 0)).map_or(Value::NONE, |(_, args)| args))
}

fn alias_parameters(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.heap.tuple_of(&[]))
}

fn alias_mro_entries(vm: &mut Vm, args: Args) -> Res {
    let origin = alias_origin(vm, args)?;
    Ok(vm.heap.tuple_of(&[origin]))
}

fn alias_getitem(vm: &mut Vm, args: Args) -> Res {
    let text = vm.repr_text(args.get(vm, 0));
    Err(vm.type_error(format!("{text} is not a generic class")))
}

fn alias_eq(vm: &mut Vm, args: Args) -> Res {
    match (parts(vm, args.get(vm, 0)), parts(vm, args.get(vm, 1))) {
        (Some((a, x)), Some((b, y))) => {
            let equal = vm.equals(a, b)? && vm.equals(x, y)?;
            Ok(Value::bool(equal))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn alias_hash(vm: &mut Vm, args: Args) -> Res {
    let Some((origin, items)) = parts(vm, args.get(vm, 0)) else { return Ok(Value::small(0)) };
    let hash = vm.hash(origin)? ^ vm.hash(items)?;
    Ok(vm.heap.int(hash))
}

// ---- unions

fn union_args(vm: &mut Vm, args: Args) -> Res {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Union(members)) => Ok(*members),
        _ => Ok(Value::NONE),
    }
}

/// The members that a value stands for in a union; None where it cannot be in one.
fn union_members(vm: &Vm, value: Value) -> Option<Vec<Value>> {
    if value.is_none() {
        return Some(vec![Heap::class_value(classes::NONE_TYPE)]);
    }
    match value.split()? {
        (Kind::Class, _) => Some(vec![value]),
        (Kind::Other, index) => match vm.heap.others.get(index) {
            OtherObject::GenericAlias { .. } => Some(vec![value]),
            OtherObject::Union(members) => Some(vm.heap.tuple(*members)?.to_vec()),
            _ => None,
        },
        _ => None,
    }
}

impl Vm {
    /// `a | b` of types; None where one of them is no type.
    pub fn make_union(&mut self, a: Value, b: Value) -> Res<Option<Value>> {
        let is_type = |value: Value| Heap::as_class(value).is_some() || value.is_kind(Kind::Other);
        if !is_type(a) && !is_type(b) {
            return Ok(None);
        }
        let (Some(left), Some(right)) = (union_members(self, a), union_members(self, b)) else { return Ok(None) };
        let mut members: Vec<Value> = Vec::new();
        for member in left.into_iter().chain(right) {
            let mut known = false;
            for other in &members {
                known |= *other == member || self.equals(*other, member)?;
            }
            if !known {
                members.push(member);
            }
        }
        if let [single] = members[..] {
            return Ok(Some(single));
        }
        let members = self.heap.tuple_of(&members);
        Ok(Some(self.heap.new_other(OtherObject::Union(members))))
    }

    /// `class[item]`: an alias, for the built-in classes that can be parametrised and a script's `__class_getitem__`.
    pub fn make_alias(&mut self, origin: Value, item: Value) -> Value {
        make_alias(self, origin, item)
    }
}

pub(super) fn union_or(vm: &mut Vm, args: Args) -> Res {
    let union = vm.make_union(args.get(vm, 0), args.get(vm, 1))?;
    Ok(union.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub(super) fn union_ror(vm: &mut Vm, args: Args) -> Res {
    let union = vm.make_union(args.get(vm, 1), args.get(vm, 0))?;
    Ok(union.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn union_eq(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.get(vm, 0), args.get(vm, 1));
    let (Some(OtherObject::Union(_)), Some(OtherObject::Union(_))) = (vm.heap.other(a), vm.heap.other(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (a, b) = (union_members(vm, a).unwrap_or_default(), union_members(vm, b).unwrap_or_default());
    if a.len() != b.len() {
        return Ok(Value::FALSE);
    }
    for member in &a {
        let mut found = false;
        for other in &b {
            found |= vm.equals(*member, *other)?;
        }
        if !found {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn union_hash(vm: &mut Vm, args: Args) -> Res {
    let members = union_members(vm, args.get(vm, 0)).unwrap_or_default();
    let mut hash = 0;
    for member in members {
        hash ^= vm.hash(member)?;
    }
    Ok(vm.heap.int(hash))
}
