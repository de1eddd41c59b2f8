//! `tuple`: its methods.

use super::container::*;
use super::list::{clamp_index, count_equal, search_bound};
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::value::{Kind, Value};
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", tuple_new, Signature::Any),
    method("index", index, Signature::Range(1, 3)),
    method("count", count, Signature::One),
    method("__len__", dunder_len, Signature::None),
    method("__getitem__", dunder_getitem, Signature::One),
    method("__contains__", dunder_contains, Signature::One),
    method("__iter__", dunder_iter, Signature::None),
    method("__repr__", dunder_repr, Signature::None),
    method("__hash__", dunder_hash, Signature::None),
    method("__add__", dunder_add, Signature::One),
    method("__mul__", dunder_mul, Signature::One),
    method("__rmul__", dunder_rmul, Signature::One),
    method("__getnewargs__", new_arguments, Signature::None),
    class_method("__class_getitem__", class_getitem, Signature::One),
];

fn tuple_new(vm: &mut Vm, args: Args) -> Res {
    let class = args.get(vm, 0);
    if is_builtin_call(vm, class) {
        no_keywords(vm, args, "tuple")?;
    }
    let given = positional(vm, args, "tuple", 0, 1)?;
    let Some(iterable) = given.first().copied() else { return Ok(vm.heap.tuple_of(&[])) };
    if iterable.is_kind(Kind::Tuple) {
        return Ok(iterable);
    }
    match vm.native_items(iterable) {
        Some(items) => {
            let items = items?;
            Ok(vm.heap.tuple_from(items))
        }
        None => vm.tail_prelude("tuple_from", &[iterable]),
    }
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (tuple, item) = (receiver(vm, args), args.get(vm, 1));
    let length = vm.heap.tuple(tuple).map_or(0, |items| items.len());
    let (from, to) = (args.opt(vm, 2), args.opt(vm, 3));
    let from = search_bound(vm, from, 0, length)?;
    let to = search_bound(vm, to, clamp_index(i64::MAX, length), length)?;
    match vm.sequence_find(tuple, item, from, to)? {
        Some(position) => Ok(Value::small(position as i64)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (tuple, item) = (receiver(vm, args), args.get(vm, 1));
    count_equal(vm, tuple, item)
}

fn new_arguments(vm: &mut Vm, args: Args) -> Res {
    let tuple = receiver(vm, args);
    Ok(vm.heap.tuple_of(&[tuple]))
}
