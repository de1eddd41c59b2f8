//! `list`: its methods. Sorting itself is in `vm::sort`.

use super::container::*;
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::object::iterator::IteratorObject;
use crate::value::Value;
use crate::vm::allocate::push_repeated;
use crate::vm::{Ending, Vm};

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", list_new, Signature::Any),
    method("__init__", list_init, Signature::Any),
    method("append", append, Signature::One),
    method("extend", extend, Signature::One),
    method("insert", insert, Signature::Range(2, 2)),
    method("remove", remove, Signature::One),
    method("pop", pop, Signature::Range(0, 1)),
    method("clear", clear, Signature::None),
    method("index", index, Signature::Range(1, 3)),
    method("count", count, Signature::One),
    method(
        "sort",
        sort,
        Signature::Named { names: &["key", "reverse"], positional_only: 0, required: 0, keyword_only: 0 },
    ),
    method("reverse", reverse, Signature::None),
    method("copy", copy, Signature::None),
    method("__len__", dunder_len, Signature::None),
    method("__getitem__", dunder_getitem, Signature::One),
    method("__setitem__", dunder_setitem, Signature::Range(2, 2)),
    method("__delitem__", dunder_delitem, Signature::One),
    method("__contains__", dunder_contains, Signature::One),
    method("__iter__", dunder_iter, Signature::None),
    method("__reversed__", reversed, Signature::None),
    method("__repr__", dunder_repr, Signature::None),
    method("__add__", dunder_add, Signature::One),
    method("__mul__", dunder_mul, Signature::One),
    method("__rmul__", dunder_rmul, Signature::One),
    method("__iadd__", inplace_add, Signature::One),
    method("__imul__", inplace_multiply, Signature::One),
    class_method("__class_getitem__", class_getitem, Signature::One),
];

fn list_new(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.heap.list_of(Vec::new()))
}

fn list_init(vm: &mut Vm, args: Args) -> Res {
    no_keywords_unless_new(vm, args, "list")?;
    let given = positional(vm, args, "list", 0, 1)?;
    let list = receiver(vm, args);
    if let Some(items) = vm.heap.list_mut(list) {
        items.clear();
    }
    match given.first() {
        Some(iterable) => match vm.list_extend_native(list, *iterable) {
            Some(result) => result.map(|()| Value::NONE),
            None => vm.tail_prelude("list_fill", &[list, *iterable]),
        },
        None => Ok(Value::NONE),
    }
}

impl Vm {
    /// `list.append(item)`
    #[inline(always)]
    pub fn list_append(&mut self, list: Value, item: Value) -> Res<()> {
        if let Some(items) = self.heap.list_mut(list) {
            if items.len() == items.capacity() {
                return self.list_append_grown(list, item);
            }
            items.push(item);
        }
        Ok(())
    }

    /// The same for a list without room.
    #[cold]
    #[inline(never)]
    pub fn list_append_grown(&mut self, list: Value, item: Value) -> Res<()> {
        if !self.heap.grow_list(list.index()) {
            return Err(self.end(Ending::Memory));
        }
        if let Some(items) = self.heap.list_mut(list) {
            items.push(item);
        }
        Ok(())
    }

    /// `list.extend(iterable)` for a built-in iterable: None where script code must be asked.
    pub fn list_extend_native(&mut self, list: Value, iterable: Value) -> Option<Res<()>> {
        let items = match self.native_items(iterable)? {
            Ok(items) => items,
            Err(raised) => return Some(Err(raised)),
        };
        Some(self.extend_list(list, &items))
    }

    /// In-place operators of built-in containers (`+=`, `*=`, `|=`, `&=`, `-=`, `^=`), for the objects that the values are:
    /// the result is the left value. None where there is none of this kind, or where script code must be asked.
    pub fn inplace_container(&mut self, op: hognose_bytecode::BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        use crate::value::Kind;
        use hognose_bytecode::BinaryOp;
        match (a.split(), op) {
            (Some((Kind::List, _)), BinaryOp::Add) => Ok(self.list_extend_native(a, b).transpose()?.map(|()| a)),
            (Some((Kind::List, _)), BinaryOp::Mul) if self.has_index(b) => repeat_in_place(self, a, b).map(Some),
            (Some((Kind::Dict, _)), BinaryOp::BitOr) if b.is_kind(Kind::Dict) => {
                self.holding(&[a, b], |vm| vm.update_from_dict(a, b))?;
                Ok(Some(a))
            }
            (Some((Kind::Set, _)), _) => super::set::inplace(self, op, a, b),
            (Some((Kind::Other, _)), _) if self.deque(a).is_some() => self.inplace_deque(op, a, b),
            _ => Ok(None),
        }
    }
}

fn extend_by(vm: &mut Vm, list: Value, iterable: Value) -> Res {
    match vm.list_extend_native(list, iterable) {
        Some(result) => result.map(|()| Value::NONE),
        None => vm.tail_prelude("list_extend", &[list, iterable]),
    }
}

fn append(vm: &mut Vm, args: Args) -> Res {
    let (list, item) = (receiver(vm, args), args.get(vm, 1));
    vm.list_append(list, item)?;
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: Args) -> Res {
    let (list, iterable) = (receiver(vm, args), args.get(vm, 1));
    let size = vm.size_of(list).saturating_add(vm.size_of(iterable).saturating_mul(3));
    vm.clear_way_of_native(size);
    extend_by(vm, list, iterable)
}

fn insert(vm: &mut Vm, args: Args) -> Res {
    let (list, at, item) = (receiver(vm, args), args.get(vm, 1), args.get(vm, 2));
    let at = vm.size_argument(at)?;
    let length = vm.heap.list(list).map_or(0, Vec::len);
    let position = clamp_index(at, length);
    vm.charge_fuel((length - position) / 64)?;
    if vm.heap.list(list).is_some_and(|items| items.len() == items.capacity()) && !vm.heap.grow_list(list.index()) {
        return Err(vm.end(Ending::Memory));
    }
    if let Some(items) = vm.heap.list_mut(list) {
        items.insert(position.min(items.len()), item);
    }
    Ok(Value::NONE)
}

/// An index as a position between 0 and the length.
pub(super) fn clamp_index(index: i64, length: usize) -> usize {
    let index = if index < 0 { index.saturating_add(length as i64) } else { index };
    index.clamp(0, length as i64) as usize
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let (list, item) = (receiver(vm, args), args.get(vm, 1));
    let Some(position) = vm.sequence_find(list, item, 0, usize::MAX)? else {
        return Err(vm.value_error("list.remove(x): x not in list"));
    };
    if let Some(items) = vm.heap.list_mut(list)
        && position < items.len()
    {
        items.remove(position);
    }
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let list = receiver(vm, args);
    let at = match args.opt(vm, 1) {
        Some(at) => vm.size_argument(at)?,
        None => -1,
    };
    let length = vm.heap.list(list).map_or(0, Vec::len);
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let position = if at < 0 { at.saturating_add(length as i64) } else { at };
    if position < 0 || position >= length as i64 {
        return Err(vm.index_error("pop index out of range"));
    }
    vm.charge_fuel((length - position as usize) / 64)?;
    Ok(vm.heap.list_mut(list).map_or(Value::NONE, |items| items.remove(position as usize)))
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    let list = receiver(vm, args);
    if let Some(items) = vm.heap.list_mut(list) {
        *items = Vec::new();
    }
    Ok(Value::NONE)
}

/// A bound of `index`: an int, cut to what fits.
pub(super) fn search_bound(vm: &mut Vm, bound: Option<Value>, default: usize, length: usize) -> Res<usize> {
    let Some(bound) = bound else { return Ok(default) };
    if !vm.has_index(bound) {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    let integer = vm.index_integer(bound)?;
    let limit = if integer < dashu_int::IBig::ZERO { i64::MIN } else { i64::MAX };
    let index = i64::try_from(&integer).unwrap_or(limit);
    Ok(clamp_index(index, length))
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (list, item) = (receiver(vm, args), args.get(vm, 1));
    let length = vm.heap.list(list).map_or(0, Vec::len);
    let (from, to) = (args.opt(vm, 2), args.opt(vm, 3));
    let from = search_bound(vm, from, 0, length)?;
    // Without an end the list may grow meanwhile.
    let to = search_bound(vm, to, usize::MAX, length)?;
    match vm.sequence_find(list, item, from, to)? {
        Some(position) => Ok(Value::small(position as i64)),
        None => vm.tail_prelude("list_index_error", &[item]),
    }
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (list, item) = (receiver(vm, args), args.get(vm, 1));
    count_equal(vm, list, item)
}

/// How many items of a list or tuple equal `item`.
pub(super) fn count_equal(vm: &mut Vm, sequence: Value, item: Value) -> Res {
    let (mut from, mut count) = (0, 0);
    while let Some(position) = vm.sequence_find(sequence, item, from, usize::MAX)? {
        count += 1;
        from = position + 1;
    }
    Ok(Value::small(count))
}

fn sort(vm: &mut Vm, args: Args) -> Res {
    let list = receiver(vm, args);
    let (key, reverse) = (args.opt(vm, 1).unwrap_or(Value::NONE), args.opt(vm, 2).unwrap_or(Value::FALSE));
    vm.sort_list(list, key, reverse)
}

fn reverse(vm: &mut Vm, args: Args) -> Res {
    let list = receiver(vm, args);
    let length = vm.heap.list(list).map_or(0, Vec::len);
    vm.charge_fuel(length / 8)?;
    if let Some(items) = vm.heap.list_mut(list) {
        items.reverse();
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let list = receiver(vm, args);
    let length = vm.heap.list(list).map_or(0, Vec::len);
    vm.charge_fuel(length)?;
    vm.clear_way_of_native(length.saturating_mul(size_of::<Value>()));
    let mut items = vm.vector(length)?;
    items.extend_from_slice(vm.heap.list(list).map_or(&[], |items| items));
    Ok(vm.heap.list_of(items))
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let list = receiver(vm, args);
    let index = vm.heap.list(list).map_or(0, Vec::len);
    Ok(vm.heap.new_iterator(IteratorObject::ListReversed { list, index }))
}

fn inplace_add(vm: &mut Vm, args: Args) -> Res {
    let (original, list, other) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    match vm.list_extend_native(list, other) {
        Some(result) => result.map(|()| original),
        None => vm.tail_prelude("list_inplace_add", &[original, other]),
    }
}

fn inplace_multiply(vm: &mut Vm, args: Args) -> Res {
    let (original, list, times) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    if !vm.has_index(times) {
        return Err(vm.type_error_of(times, "object cannot be interpreted as an integer"));
    }
    repeat_in_place(vm, list, times)?;
    Ok(original)
}

fn repeat_in_place(vm: &mut Vm, list: Value, times: Value) -> Res {
    let times = vm.repetitions(times)?.unwrap_or(0);
    let length = vm.heap.list(list).map_or(0, Vec::len);
    let total = length.saturating_mul(times);
    vm.charge_fuel(total)?;
    let mut repeated = vm.vector(total)?;
    vm.heap.charge(total * size_of::<Value>());
    if let Some(items) = vm.heap.list_mut(list) {
        push_repeated(&mut repeated, items, if length == 0 { 0 } else { times });
        *items = repeated;
    }
    Ok(list)
}
