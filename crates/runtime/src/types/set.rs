//! `set` and `frozenset`: their methods. The algebra is in `vm::set_algebra`.

use super::container::*;
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use hognose_bytecode::BinaryOp;

/// What set and frozenset have in common.
pub static SHARED: &[NativeDef] = &[
    method("copy", copy, Signature::None),
    method("union", union, Signature::Any),
    method("intersection", intersection, Signature::Any),
    method("difference", difference, Signature::Any),
    method("symmetric_difference", symmetric_difference, Signature::One),
    method("isdisjoint", is_disjoint, Signature::One),
    method("issubset", is_subset, Signature::One),
    method("issuperset", is_superset, Signature::One),
    method("__len__", dunder_len, Signature::None),
    method("__contains__", dunder_contains, Signature::One),
    method("__iter__", dunder_iter, Signature::None),
    method("__repr__", dunder_repr, Signature::None),
    class_method("__class_getitem__", class_getitem, Signature::One),
];

/// What only a set has.
pub static SET: &[NativeDef] = &[
    static_method("__new__", set_new, Signature::Any),
    method("__init__", set_init, Signature::Any),
    method("add", add, Signature::One),
    method("remove", remove, Signature::One),
    method("discard", discard, Signature::One),
    method("pop", pop, Signature::None),
    method("clear", clear, Signature::None),
    method("update", update, Signature::Any),
    method("intersection_update", intersection_update, Signature::Any),
    method("difference_update", difference_update, Signature::Any),
    method("symmetric_difference_update", symmetric_difference_update, Signature::One),
    method("__ior__", inplace_or, Signature::One),
    method("__iand__", inplace_and, Signature::One),
    method("__isub__", inplace_sub, Signature::One),
    method("__ixor__", inplace_xor, Signature::One),
];

/// What only a frozenset has.
pub static FROZENSET: &[NativeDef] =
    &[static_method("__new__", frozenset_new, Signature::Any), method("__hash__", dunder_hash, Signature::None)];

fn set_new(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.new_empty_set(false))
}

fn set_init(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args, "set")?;
    let class = vm.heap.type_name(args.get(vm, 0)).to_string();
    let given = positional(vm, args, &class, 0, 1)?;
    let set = receiver(vm, args);
    if let Some(object) = vm.heap.set_mut(set)
        && !object.is_empty()
    {
        object.clear();
    }
    match given.first() {
        Some(iterable) => match vm.set_update_native(set, *iterable) {
            Some(result) => result.map(|()| Value::NONE),
            None => vm.tail_prelude("set_fill", &[set, *iterable]),
        },
        None => Ok(Value::NONE),
    }
}

fn frozenset_new(vm: &mut Vm, args: Args) -> Res {
    let class = args.get(vm, 0);
    if is_builtin_call(vm, class) {
        no_keywords(vm, args, "frozenset")?;
    }
    let given = positional(vm, args, "frozenset", 0, 1)?;
    let Some(iterable) = given.first().copied() else { return Ok(vm.new_empty_set(true)) };
    if is_exact(class, classes::FROZENSET) && vm.heap.set(iterable).is_some_and(|set| set.frozen) {
        return Ok(iterable);
    }
    match vm.set_from_native(iterable, true) {
        Some(set) => set,
        None => vm.tail_prelude("frozenset_from", &[iterable]),
    }
}

fn is_frozen(vm: &Vm, set: Value) -> bool {
    vm.heap.set(set).is_some_and(|set| set.frozen)
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let (original, set) = (args.get(vm, 0), receiver(vm, args));
    let frozen = is_frozen(vm, set);
    if frozen && original == set { Ok(set) } else { vm.set_copy(set, frozen) }
}

/// The arguments of a method that takes any number of iterables.
fn others(vm: &mut Vm, args: Args, name: &str) -> Res<Vec<Value>> {
    if args.keywords > 0 {
        let class = if is_frozen(vm, receiver(vm, args)) { "frozenset" } else { "set" };
        return Err(vm.type_error(format!("{class}.{name}() takes no keyword arguments")));
    }
    positional(vm, args, name, 0, usize::MAX)
}

/// Whether the items of all of these are to be had without script code.
fn all_native(vm: &Vm, others: &[Value]) -> bool {
    others.iter().all(|other| vm.heap.plain(*other).is_kind(Kind::Set) || vm.is_native_iterable(*other))
}

/// Gives a method's iterables to a function of the prelude.
fn by_prelude(vm: &mut Vm, function: &str, set: Value, others: &[Value]) -> Res {
    let others = vm.heap.tuple_of(others);
    vm.tail_prelude(function, &[set, others])
}

fn union(vm: &mut Vm, args: Args) -> Res {
    let others = others(vm, args, "union")?;
    let set = receiver(vm, args);
    let result = vm.set_copy(set, is_frozen(vm, set))?;
    if !all_native(vm, &others) {
        return by_prelude(vm, "set_union", result, &others);
    }
    vm.holding(&[result], |vm| {
        for other in others.iter().filter(|other| **other != set) {
            vm.set_update_native(result, *other).unwrap_or(Ok(()))?;
        }
        Ok(result)
    })
}

fn update(vm: &mut Vm, args: Args) -> Res {
    let others = others(vm, args, "update")?;
    let set = receiver(vm, args);
    if !all_native(vm, &others) {
        return by_prelude(vm, "set_update", set, &others);
    }
    for other in others {
        vm.set_update_native(set, other).unwrap_or(Ok(()))?;
    }
    Ok(Value::NONE)
}

/// The intersection with all of these.
fn intersect_all(vm: &mut Vm, set: Value, others: &[Value]) -> Res {
    let frozen = is_frozen(vm, set);
    let Some((first, rest)) = others.split_first() else { return vm.set_copy(set, frozen) };
    let mut result = vm.set_intersection(set, *first, frozen).unwrap_or(Ok(set))?;
    for other in rest {
        let next = vm.holding(&[result], |vm| vm.set_intersection(result, *other, frozen).transpose())?;
        result = next.unwrap_or(result);
    }
    Ok(result)
}

fn intersection(vm: &mut Vm, args: Args) -> Res {
    let others = others(vm, args, "intersection")?;
    let set = receiver(vm, args);
    if !all_native(vm, &others) {
        return by_prelude(vm, "set_intersection", set, &others);
    }
    intersect_all(vm, set, &others)
}

fn intersection_update(vm: &mut Vm, args: Args) -> Res {
    let others = others(vm, args, "intersection_update")?;
    let set = receiver(vm, args);
    if !all_native(vm, &others) {
        return by_prelude(vm, "set_intersection_update", set, &others);
    }
    let result = intersect_all(vm, set, &others)?;
    take_items(vm, set, result);
    Ok(Value::NONE)
}

/// Gives a set the items of another, which is not needed any more.
pub(crate) fn take_items(vm: &mut Vm, set: Value, other: Value) {
    if set == other {
        return;
    }
    if let Some(taken) = vm.heap.set_mut(other).map(std::mem::take)
        && let Some(object) = vm.heap.set_mut(set)
    {
        object.take_items(taken);
    }
}

fn difference(vm: &mut Vm, args: Args) -> Res {
    let others = others(vm, args, "difference")?;
    let set = receiver(vm, args);
    let frozen = is_frozen(vm, set);
    let Some((first, rest)) = others.split_first() else { return vm.set_copy(set, frozen) };
    if !all_native(vm, &others) {
        let result = vm.set_copy(set, frozen)?;
        return by_prelude(vm, "set_difference", result, &others);
    }
    let result = vm.set_difference(set, *first, frozen).unwrap_or(Ok(set))?;
    vm.holding(&[result], |vm| {
        for other in rest {
            vm.set_difference_update(result, *other).unwrap_or(Ok(()))?;
        }
        Ok(result)
    })
}

fn difference_update(vm: &mut Vm, args: Args) -> Res {
    let others = others(vm, args, "difference_update")?;
    let set = receiver(vm, args);
    if !all_native(vm, &others) {
        return by_prelude(vm, "set_difference_update", set, &others);
    }
    for other in others {
        vm.set_difference_update(set, other).unwrap_or(Ok(()))?;
    }
    Ok(Value::NONE)
}

fn symmetric_difference(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (receiver(vm, args), args.get(vm, 1));
    match vm.set_symmetric_difference(set, other, is_frozen(vm, set)) {
        Some(result) => result,
        None => vm.tail_prelude("set_symmetric_difference", &[set, other]),
    }
}

fn symmetric_difference_update(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (receiver(vm, args), args.get(vm, 1));
    match vm.set_symmetric_update(set, other) {
        Some(result) => result.map(|()| Value::NONE),
        None => vm.tail_prelude("set_symmetric_difference_update", &[set, other]),
    }
}

fn is_disjoint(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (receiver(vm, args), args.get(vm, 1));
    let plain = vm.heap.plain(other);
    let length = |vm: &Vm, value: Value| vm.heap.set(value).map_or(0, |set| set.len());
    let swap = plain.is_kind(Kind::Set) && length(vm, plain) > length(vm, set);
    let (walked, within) = if swap { (set, plain) } else { (other, set) };
    match vm.native_items(walked) {
        Some(items) => {
            let items = items?;
            Ok(Value::bool(!any_in(vm, &items, within)?))
        }
        None => vm.tail_prelude("set_is_disjoint", &[set, other]),
    }
}

fn any_in(vm: &mut Vm, items: &[Value], set: Value) -> Res<bool> {
    let base = vm.roots.len();
    vm.hold_all(items)?;
    let result = items.iter().try_fold(false, |any, item| Ok(any || vm.set_has(set, *item)?));
    vm.roots.truncate(base);
    result
}

fn is_subset(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (receiver(vm, args), args.get(vm, 1));
    let plain = vm.heap.plain(other);
    if plain.is_kind(Kind::Set) {
        return vm.is_subset(set, plain).map(Value::bool);
    }
    match vm.set_intersection(set, other, false) {
        Some(common) => {
            let common = common?;
            Ok(Value::bool(vm.length_native(common) == vm.length_native(set)))
        }
        None => vm.tail_prelude("set_is_subset", &[set, other]),
    }
}

fn is_superset(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (receiver(vm, args), args.get(vm, 1));
    let plain = vm.heap.plain(other);
    if plain.is_kind(Kind::Set) {
        return vm.is_subset(plain, set).map(Value::bool);
    }
    match vm.native_items(other) {
        Some(items) => {
            let items = items?;
            let base = vm.roots.len();
            vm.hold_all(&items)?;
            let result = items.iter().try_fold(true, |all, item| Ok(all && vm.set_has(set, *item)?));
            vm.roots.truncate(base);
            result.map(Value::bool)
        }
        None => vm.tail_prelude("set_is_superset", &[set, other]),
    }
}

fn add(vm: &mut Vm, args: Args) -> Res {
    let (set, item) = (receiver(vm, args), args.get(vm, 1));
    vm.set_add(set, item)?;
    Ok(Value::NONE)
}

/// Removes an item; a set is looked for as the frozenset that it would be.
fn take_out(vm: &mut Vm, args: Args) -> Res<bool> {
    let (set, item) = (receiver(vm, args), args.get(vm, 1));
    let hash = vm.set_key_hash(item)?;
    vm.set_discard_hashed(set, item, hash)
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    if take_out(vm, args)? {
        return Ok(Value::NONE);
    }
    let item = args.get(vm, 1);
    Err(vm.key_error(item))
}

fn discard(vm: &mut Vm, args: Args) -> Res {
    take_out(vm, args)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let set = receiver(vm, args);
    match vm.heap.set_mut(set).and_then(|set| set.pop()) {
        Some(item) => Ok(item),
        None => {
            let message = vm.heap.str("pop from an empty set");
            Err(vm.key_error(message))
        }
    }
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    let set = receiver(vm, args);
    if let Some(object) = vm.heap.set_mut(set) {
        object.clear();
    }
    Ok(Value::NONE)
}

/// `set |= other` and the like: None unless both are sets.
pub(super) fn inplace(vm: &mut Vm, op: BinaryOp, set: Value, other: Value) -> Res<Option<Value>> {
    let plain = vm.heap.plain(other);
    if is_frozen(vm, set) || !plain.is_kind(Kind::Set) {
        return Ok(None);
    }
    match op {
        BinaryOp::BitOr => vm.set_merge(set, plain)?,
        BinaryOp::Sub => vm.set_difference_update(set, plain).unwrap_or(Ok(()))?,
        BinaryOp::BitXor => vm.set_symmetric_update(set, plain).unwrap_or(Ok(()))?,
        BinaryOp::BitAnd => {
            let result = vm.set_intersection(set, plain, false).unwrap_or(Ok(set))?;
            take_items(vm, set, result);
        }
        _ => return Ok(None),
    }
    Ok(Some(set))
}

fn inplace_method(vm: &mut Vm, args: Args, op: BinaryOp) -> Res {
    let (original, set, other) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    Ok(inplace(vm, op, set, other)?.map_or(Value::NOT_IMPLEMENTED, |_| original))
}

fn inplace_or(vm: &mut Vm, args: Args) -> Res {
    inplace_method(vm, args, BinaryOp::BitOr)
}

fn inplace_and(vm: &mut Vm, args: Args) -> Res {
    inplace_method(vm, args, BinaryOp::BitAnd)
}

fn inplace_sub(vm: &mut Vm, args: Args) -> Res {
    inplace_method(vm, args, BinaryOp::Sub)
}

fn inplace_xor(vm: &mut Vm, args: Args) -> Res {
    inplace_method(vm, args, BinaryOp::BitXor)
}

/// Adds an item to a set of either kind that is not in a script's hands yet: for the prelude.
pub(crate) fn raw_add(vm: &mut Vm, args: Args) -> Res {
    let (set, item) = (args.get(vm, 0), args.get(vm, 1));
    vm.set_add(set, item)?;
    Ok(Value::NONE)
}

/// Removes an item from a set of either kind that is not in a script's hands yet: for the prelude.
pub(crate) fn raw_discard(vm: &mut Vm, args: Args) -> Res {
    take_out(vm, args)?;
    Ok(Value::NONE)
}

/// A new set of the same kind as the argument, a frozenset without one: for the prelude.
pub(crate) fn raw_new(vm: &mut Vm, args: Args) -> Res {
    let frozen = match args.opt(vm, 0) {
        Some(like) => is_frozen(vm, like),
        None => true,
    };
    Ok(vm.new_empty_set(frozen))
}
