//! `collections.deque`: its methods.

use super::container::*;
use super::list::{clamp_index, search_bound};
use crate::native::{Args, NativeDef, Raised, Res, Signature, accessor, class_method, method, static_method};
use crate::object::deque::DequeObject;
use crate::object::iterator::IteratorObject;
use crate::object::other::OtherObject;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", new, Signature::Any),
    method("__init__", init, Signature::Any),
    method("append", append, Signature::One),
    method("appendleft", append_left, Signature::One),
    method("clear", clear, Signature::None),
    method("copy", copy, Signature::None),
    method("count", count, Signature::One),
    method("extend", extend, Signature::One),
    method("extendleft", extend_left, Signature::One),
    method("index", index, Signature::Range(1, 3)),
    method("insert", insert, Signature::Range(2, 2)),
    method("pop", pop, Signature::None),
    method("popleft", pop_left, Signature::None),
    method("remove", remove, Signature::One),
    method("reverse", reverse, Signature::None),
    method("rotate", rotate, Signature::Range(0, 1)),
    accessor("maxlen", maxlen),
    method("__len__", dunder_len, Signature::None),
    method("__getitem__", dunder_getitem, Signature::One),
    method("__setitem__", dunder_setitem, Signature::Range(2, 2)),
    method("__delitem__", dunder_delitem, Signature::One),
    method("__contains__", dunder_contains, Signature::One),
    method("__iter__", dunder_iter, Signature::None),
    method("__reversed__", reversed, Signature::None),
    method("__repr__", repr, Signature::None),
    method("__add__", add, Signature::One),
    method("__iadd__", inplace_add, Signature::One),
    method("__mul__", multiply, Signature::One),
    method("__rmul__", multiply, Signature::One),
    method("__imul__", inplace_multiply, Signature::One),
    method("__copy__", copy, Signature::None),
    class_method("__class_getitem__", super::generic_alias::class_getitem, Signature::One),
];

/// Bytes that an item takes.
const ITEM: usize = size_of::<Value>();

const MUTATED: &str = "deque mutated during iteration";

impl Vm {
    /// The deque that a value is.
    pub fn deque(&self, value: Value) -> Option<&DequeObject> {
        match self.heap.other(value)? {
            OtherObject::Deque(deque) => Some(deque),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn deque_mut(&mut self, value: Value) -> Option<&mut DequeObject> {
        match self.heap.other_mut(value)? {
            OtherObject::Deque(deque) => Some(deque),
            _ => None,
        }
    }

    /// Makes room for one more item.
    #[inline]
    pub(crate) fn deque_room(&mut self, deque: Value) -> Res<()> {
        match self.deque(deque) {
            Some(object) if object.items.len() == object.items.capacity() => self.grow_deque(deque),
            Some(_) | None => Ok(()),
        }
    }

    #[cold]
    #[inline(never)]
    fn grow_deque(&mut self, deque: Value) -> Res<()> {
        let Some(object) = self.deque(deque) else { return Ok(()) };
        let (length, old) = (object.items.len(), object.items.capacity());
        // Many deques never hold more than one item: what waits at a queue or a lock.
        let grown = if old == 0 { 1 } else { self.heap.account.grown(old, ITEM) };
        let grown = grown.min(object.limit.unwrap_or(usize::MAX)).max(length + 1);
        self.reserve_memory(grown * ITEM)?;
        if let Some(object) = self.deque_mut(deque) {
            object.items.reserve_exact(grown - length);
        }
        self.heap.grew(old * ITEM, grown * ITEM);
        Ok(())
    }

    fn new_deque(&mut self, items: std::collections::VecDeque<Value>, limit: Option<usize>) -> Value {
        self.heap.charge(items.len() * ITEM + size_of::<DequeObject>());
        self.heap.new_other(OtherObject::Deque(Box::new(DequeObject { items, limit, version: 0 })))
    }

    /// A list of a deque's items.
    pub fn deque_list(&mut self, deque: Value) -> Value {
        let items = self.deque(deque).map(|deque| deque.items.iter().copied().collect()).unwrap_or_default();
        self.heap.list_of(items)
    }

    /// `deque.extend(iterable)` for a built-in iterable: None where script code must be asked.
    pub fn deque_extend(&mut self, deque: Value, iterable: Value, left: bool) -> Option<Res<()>> {
        let items = match self.native_items(iterable)? {
            Ok(items) => items,
            Err(raised) => return Some(Err(raised)),
        };
        let total = items.len() + self.deque(deque).map_or(0, |deque| deque.items.len());
        // The items themselves are a copy that is not counted anywhere.
        let kept = total.min(self.deque(deque).and_then(|deque| deque.limit).unwrap_or(usize::MAX));
        let bytes = kept.saturating_mul(ITEM).saturating_add(items.len().saturating_mul(size_of::<Value>()));
        if let Err(raised) = self.check_size(bytes) {
            return Some(Err(raised));
        }
        let old = self.deque(deque).map_or(0, |deque| deque.items.capacity());
        if kept > old {
            if let Some(target) = self.deque_mut(deque) {
                target.items.reserve_exact(kept - target.items.len());
            }
            self.heap.grew(old * ITEM, kept * ITEM);
        }
        if let Some(target) = self.deque_mut(deque) {
            items.into_iter().for_each(|item| if left { target.push_left(item) } else { target.push(item) });
        }
        Some(Ok(()))
    }

    /// The item of a deque at a position that `position` has checked.
    pub fn deque_item(&mut self, deque: Value, key: Value) -> Res {
        let at = self.deque_position(deque, key)?;
        Ok(self.deque(deque).and_then(|deque| deque.items.get(at)).copied().unwrap_or(Value::NONE))
    }

    fn deque_position(&mut self, deque: Value, key: Value) -> Res<usize> {
        let length = self.deque(deque).map_or(0, |deque| deque.items.len());
        match self.position(key, length, "deque index out of range")? {
            Some(position) => Ok(position),
            None => {
                let message = format!("sequence index must be integer, not '{}'", self.heap.type_name(key));
                Err(self.type_error(message))
            }
        }
    }

    /// `deque[key] = value`
    pub fn deque_set_item(&mut self, deque: Value, key: Value, value: Value) -> Res<()> {
        let at = self.deque_position(deque, key)?;
        if let Some(slot) = self.deque_mut(deque).and_then(|deque| deque.items.get_mut(at)) {
            *slot = value;
        }
        Ok(())
    }

    /// `del deque[key]`
    pub fn deque_delete_item(&mut self, deque: Value, key: Value) -> Res<()> {
        let at = self.deque_position(deque, key)?;
        if let Some(deque) = self.deque_mut(deque) {
            deque.version += 1;
            deque.items.remove(at);
        }
        Ok(())
    }

    /// The position of an item that equals another, between two positions; a script's `__eq__` must not change the deque.
    pub fn deque_find(&mut self, deque: Value, item: Value, from: usize, to: usize) -> Res<Option<usize>> {
        let version = self.deque(deque).map_or(0, |deque| deque.version);
        let mut at = from;
        while let Some(other) = self.deque(deque).and_then(|deque| deque.items.get(at).copied()).filter(|_| at < to) {
            self.charge_fuel(1)?;
            let equal = other == item || self.equals(other, item)?;
            if self.deque(deque).is_none_or(|deque| deque.version != version) {
                return Err(self.runtime_error(MUTATED));
            }
            if equal {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    /// The next item of an iterator over a deque.
    pub(crate) fn deque_next(&mut self, at: u32) -> Res<Option<Value>> {
        let IteratorObject::Deque { deque, remaining, version, backwards } = self.heap.iterators.get(at) else {
            return Ok(None);
        };
        let (deque, remaining, version, backwards) = (*deque, *remaining, *version, *backwards);
        let Some(object) = self.deque(deque).filter(|_| remaining > 0) else { return Ok(None) };
        if object.version != version {
            if let IteratorObject::Deque { remaining, .. } = self.heap.iterators.get_mut(at) {
                *remaining = 0;
            }
            return Err(self.runtime_error(MUTATED));
        }
        let index = if backwards { remaining - 1 } else { object.items.len() - remaining };
        let item = object.items.get(index).copied();
        if let IteratorObject::Deque { remaining, .. } = self.heap.iterators.get_mut(at) {
            *remaining -= 1;
        }
        Ok(item)
    }

    /// An iterator over a deque.
    pub(crate) fn deque_iterator(&self, deque: Value, backwards: bool) -> IteratorObject {
        let (remaining, version) = self.deque(deque).map_or((0, 0), |object| (object.items.len(), object.version));
        IteratorObject::Deque { deque, remaining, version, backwards }
    }
}

fn new(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.new_deque(Default::default(), None))
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    let given = args.count.saturating_sub(args.keywords + 1);
    if given > 2 {
        return Err(vm.type_error(format!("deque() takes at most 2 arguments ({given} given)")));
    }
    let mut parts = [args.opt(vm, 1).filter(|_| given > 0), args.opt(vm, 2).filter(|_| given > 1)];
    for (name, value) in keywords(vm, args) {
        let text = vm.heap.text(name).unwrap_or("").to_string();
        let place = match text.as_str() {
            "iterable" => 0,
            "maxlen" => 1,
            _ => return Err(vm.unexpected_keyword("deque", &text, &["iterable", "maxlen"])),
        };
        parts[place] = Some(value);
    }
    let limit = match parts[1].filter(|limit| !limit.is_none()) {
        None => None,
        Some(limit) => {
            if !vm.heap.is_instance(limit, classes::INT) {
                return Err(vm.type_error("an integer is required"));
            }
            let limit = vm.index(limit)?;
            match usize::try_from(limit) {
                Ok(limit) => Some(limit),
                Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
            }
        }
    };
    if let Some(object) = vm.deque_mut(deque) {
        object.items.clear();
        object.version += 1;
        object.limit = limit;
    }
    match parts[0] {
        None => Ok(Value::NONE),
        Some(iterable) => extend_by(vm, deque, iterable, false),
    }
}

fn extend_by(vm: &mut Vm, deque: Value, iterable: Value, left: bool) -> Res {
    // A deque that extends itself is read first.
    match vm.deque_extend(deque, iterable, left) {
        Some(result) => result.map(|()| Value::NONE),
        None => vm.tail_prelude("deque_extend", &[deque, iterable, Value::bool(left)]),
    }
}

fn append(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (receiver(vm, args), args.get(vm, 1));
    vm.deque_room(deque)?;
    if let Some(object) = vm.deque_mut(deque) {
        object.push(item);
    }
    Ok(Value::NONE)
}

fn append_left(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (receiver(vm, args), args.get(vm, 1));
    vm.deque_room(deque)?;
    if let Some(object) = vm.deque_mut(deque) {
        object.push_left(item);
    }
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    if let Some(object) = vm.deque_mut(deque) {
        object.items = Default::default();
        object.version += 1;
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let (original, deque) = (args.get(vm, 0), receiver(vm, args));
    let Some((items, limit)) = vm.deque(deque).map(|deque| (deque.items.clone(), deque.limit)) else {
        return Ok(Value::NONE);
    };
    vm.charge_fuel(items.len())?;
    if original == deque {
        return Ok(vm.new_deque(items, limit));
    }
    // A subclass is called with the deque, and with its limit if it has one.
    let class = crate::heap::Heap::class_value(vm.heap.class_of(original));
    match limit {
        Some(limit) => vm.tail_call(class, &[original, Value::small(limit as i64)]),
        None => vm.tail_call(class, &[original]),
    }
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (receiver(vm, args), args.get(vm, 1));
    let (mut from, mut found) = (0, 0);
    while let Some(at) = vm.deque_find(deque, item, from, usize::MAX)? {
        found += 1;
        from = at + 1;
    }
    Ok(Value::small(found))
}

fn extend(vm: &mut Vm, args: Args) -> Res {
    let (deque, iterable) = (receiver(vm, args), args.get(vm, 1));
    extend_by(vm, deque, iterable, false)
}

fn extend_left(vm: &mut Vm, args: Args) -> Res {
    let (deque, iterable) = (receiver(vm, args), args.get(vm, 1));
    extend_by(vm, deque, iterable, true)
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (receiver(vm, args), args.get(vm, 1));
    let length = vm.deque(deque).map_or(0, |deque| deque.items.len());
    let (from, to) = (args.opt(vm, 2), args.opt(vm, 3));
    let from = search_bound(vm, from, 0, length)?;
    let to = search_bound(vm, to, usize::MAX, length)?;
    match vm.deque_find(deque, item, from, to)? {
        Some(at) => Ok(Value::small(at as i64)),
        None => vm.tail_prelude("deque_index_error", &[item]),
    }
}

fn insert(vm: &mut Vm, args: Args) -> Res {
    let (deque, at, item) = (receiver(vm, args), args.get(vm, 1), args.get(vm, 2));
    let at = vm.size_argument(at)?;
    let Some((length, limit)) = vm.deque(deque).map(|deque| (deque.items.len(), deque.limit)) else {
        return Ok(Value::NONE);
    };
    if limit == Some(length) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    vm.charge_fuel(length / 64)?;
    vm.deque_room(deque)?;
    if let Some(object) = vm.deque_mut(deque) {
        object.version += 1;
        object.items.insert(clamp_index(at, length), item);
    }
    Ok(Value::NONE)
}

fn empty(vm: &mut Vm) -> Raised {
    vm.index_error("pop from an empty deque")
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    let item = vm.deque_mut(deque).and_then(|object| {
        let item = object.items.pop_back()?;
        object.version += 1;
        Some(item)
    });
    item.ok_or_else(|| empty(vm))
}

fn pop_left(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    let item = vm.deque_mut(deque).and_then(DequeObject::pop_left);
    item.ok_or_else(|| empty(vm))
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (receiver(vm, args), args.get(vm, 1));
    let length = vm.deque(deque).map_or(0, |deque| deque.items.len());
    let version = vm.deque(deque).map_or(0, |deque| deque.version);
    for at in 0..length {
        vm.charge_fuel(1)?;
        let Some(other) = vm.deque(deque).and_then(|deque| deque.items.get(at).copied()) else { break };
        let equal = other == item || vm.equals(other, item)?;
        if vm.deque(deque).is_none_or(|deque| deque.version != version) {
            return Err(vm.index_error("deque mutated during remove()."));
        }
        if equal {
            if let Some(object) = vm.deque_mut(deque) {
                object.version += 1;
                object.items.remove(at);
            }
            return Ok(Value::NONE);
        }
    }
    vm.tail_prelude("deque_index_error", &[item])
}

fn reverse(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    let length = vm.deque(deque).map_or(0, |deque| deque.items.len());
    vm.charge_fuel(length / 8)?;
    if let Some(object) = vm.deque_mut(deque) {
        object.items.make_contiguous().reverse();
    }
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    let steps = match args.opt(vm, 1) {
        Some(steps) => vm.size_argument(steps)?,
        None => 1,
    };
    let length = vm.deque(deque).map_or(0, |deque| deque.items.len());
    if length < 2 {
        return Ok(Value::NONE);
    }
    let steps = steps.rem_euclid(length as i64) as usize;
    vm.charge_fuel(steps.min(length - steps) / 8)?;
    if let Some(object) = vm.deque_mut(deque) {
        object.items.rotate_right(steps);
        object.version += 1;
    }
    Ok(Value::NONE)
}

fn maxlen(vm: &mut Vm, args: Args) -> Res {
    if args.count > 1 {
        return Err(vm.attribute_error("attribute 'maxlen' of 'collections.deque' objects is not writable"));
    }
    let deque = receiver(vm, args);
    let limit = vm.deque(deque).and_then(|deque| deque.limit);
    Ok(limit.map_or(Value::NONE, |limit| Value::small(limit as i64)))
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let deque = receiver(vm, args);
    let iterator = vm.deque_iterator(deque, true);
    Ok(vm.heap.new_iterator(iterator))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let original = args.get(vm, 0);
    let deque = receiver(vm, args);
    let name = vm.heap.class_name(vm.heap.class_of(original)).to_string();
    let name = vm.heap.str(&name);
    let limit = vm.deque(deque).and_then(|deque| deque.limit);
    let limit = limit.map_or(Value::NONE, |limit| Value::small(limit as i64));
    let items = vm.deque_list(deque);
    vm.tail_prelude("deque_repr", &[original, name, items, limit])
}

fn add(vm: &mut Vm, args: Args) -> Res {
    let (deque, other) = (receiver(vm, args), args.get(vm, 1));
    let second = vm.heap.plain(other);
    let Some(more) = vm.deque(second).map(|deque| deque.items.len()) else {
        let message = format!("can only concatenate deque (not \"{}\") to deque", vm.heap.type_name(other));
        return Err(vm.type_error(message));
    };
    let first = vm.deque(deque).map_or(0, |deque| deque.items.len());
    let (total, limit) = (first + more, vm.deque(deque).and_then(|deque| deque.limit));
    vm.check_size(total.saturating_mul(ITEM))?;
    vm.charge_fuel(total)?;
    let mut result = DequeObject { limit, ..DequeObject::default() };
    result.items.reserve_exact(total.min(limit.unwrap_or(usize::MAX).saturating_add(1)));
    for part in [deque, second] {
        if let Some(object) = vm.deque(part) {
            object.items.iter().for_each(|item| result.push(*item));
        }
    }
    Ok(vm.new_deque(result.items, limit))
}

fn inplace_add(vm: &mut Vm, args: Args) -> Res {
    let (original, deque, iterable) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    match vm.deque_extend(deque, iterable, false) {
        Some(result) => result.map(|()| original),
        None => vm.tail_prelude("deque_inplace_add", &[original, iterable]),
    }
}

impl Vm {
    /// The items of a deque several times over, of which a limit keeps the last.
    fn repeated_deque(&mut self, deque: Value, times: Value) -> Res<DequeObject> {
        if !self.has_index(times) {
            let message = format!("can't multiply sequence by non-int of type '{}'", self.heap.type_name(times));
            return Err(self.type_error(message));
        }
        let times = self.repetitions(times)?.unwrap_or(0);
        let (length, limit) = self.deque(deque).map_or((0, None), |object| (object.items.len(), object.limit));
        let total = length.saturating_mul(times);
        let kept = total.min(limit.unwrap_or(usize::MAX).saturating_add(1));
        self.check_size(kept.saturating_mul(ITEM))?;
        self.charge_fuel(total)?;
        let mut result = DequeObject { limit, ..DequeObject::default() };
        result.items.reserve_exact(kept);
        if let Some(object) = self.deque(deque) {
            for _ in 0..times {
                object.items.iter().for_each(|item| result.push(*item));
            }
        }
        Ok(result)
    }

    /// `deque += iterable` and `deque *= n`; None where script code must be asked.
    pub(crate) fn inplace_deque(
        &mut self,
        op: hognose_bytecode::BinaryOp,
        deque: Value,
        other: Value,
    ) -> Res<Option<Value>> {
        use hognose_bytecode::BinaryOp;
        match op {
            BinaryOp::Add => Ok(self.deque_extend(deque, other, false).transpose()?.map(|()| deque)),
            BinaryOp::Mul if self.has_index(other) => {
                let result = self.repeated_deque(deque, other)?;
                if let Some(object) = self.deque_mut(deque) {
                    let version = object.version + 1;
                    *object = DequeObject { version, ..result };
                }
                Ok(Some(deque))
            }
            _ => Ok(None),
        }
    }
}

fn multiply(vm: &mut Vm, args: Args) -> Res {
    let (deque, times) = (receiver(vm, args), args.get(vm, 1));
    let DequeObject { items, limit, .. } = vm.repeated_deque(deque, times)?;
    Ok(vm.new_deque(items, limit))
}

fn inplace_multiply(vm: &mut Vm, args: Args) -> Res {
    let (original, deque, times) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    debug_assert!(deque.is_kind(Kind::Other));
    vm.repeated_deque(deque, times)?;
    vm.inplace_deque(hognose_bytecode::BinaryOp::Mul, deque, times)?;
    Ok(original)
}
