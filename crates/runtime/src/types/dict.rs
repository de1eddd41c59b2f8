//! `dict`: its methods.

use super::container::*;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::object::dict::DictObject;
use crate::object::iterator::{DictPart, IteratorObject};
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Ending, Vm};

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", dict_new, Signature::Any),
    method("__init__", dict_init, Signature::Any),
    method("get", get, Signature::Range(1, 2)),
    method("setdefault", set_default, Signature::Range(1, 2)),
    method("pop", pop, Signature::Range(1, 2)),
    method("popitem", pop_item, Signature::None),
    method("keys", keys, Signature::None),
    method("items", items, Signature::None),
    method("values", values, Signature::None),
    method("update", update, Signature::Any),
    class_method("fromkeys", from_keys, Signature::Range(1, 2)),
    method("clear", clear, Signature::None),
    method("copy", copy, Signature::None),
    method("__len__", dunder_len, Signature::None),
    method("__getitem__", dunder_getitem, Signature::One),
    method("__setitem__", dunder_setitem, Signature::Range(2, 2)),
    method("__delitem__", dunder_delitem, Signature::One),
    method("__contains__", dunder_contains, Signature::One),
    method("__iter__", dunder_iter, Signature::None),
    method("__reversed__", reversed, Signature::None),
    method("__repr__", dunder_repr, Signature::None),
    method("__or__", merged, Signature::One),
    method("__ror__", merged_reflected, Signature::One),
    method("__ior__", inplace_merge, Signature::One),
    class_method("__class_getitem__", class_getitem, Signature::One),
];

fn dict_new(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.heap.new_dict(DictObject::default()))
}

fn dict_init(vm: &mut Vm, args: Args) -> Res {
    update_by_call(vm, args, "dict")
}

fn update(vm: &mut Vm, args: Args) -> Res {
    update_by_call(vm, args, "update")
}

/// `dict(...)` and `update(...)`: at most one mapping or iterable of pairs, then keywords.
fn update_by_call(vm: &mut Vm, args: Args, name: &str) -> Res {
    let given = positional(vm, args, name, 0, 1)?;
    let (dict, named) = (receiver(vm, args), keywords(vm, args));
    if let Some(mut source) = given.first().copied() {
        if source.is_kind(Kind::Iterator)
            && let Some(items) = vm.native_items(source)
        {
            let items = items?;
            source = vm.heap.list_of(items);
        }
        match vm.dict_update_native(dict, source) {
            Some(result) => result?,
            None => {
                let mut extra = DictObject::default();
                for (key, value) in named {
                    let hash = vm.hash(key)?;
                    extra.insert_new(key, hash, value);
                }
                let extra = vm.heap.new_dict(extra);
                return vm.tail_prelude("dict_update", &[dict, source, extra]);
            }
        }
    }
    for (key, value) in named {
        vm.dict_set(dict, key, value)?;
    }
    Ok(Value::NONE)
}

impl Vm {
    /// `dict.update(source)` for a dict or for built-in pairs: None where script code must be asked.
    pub fn dict_update_native(&mut self, dict: Value, source: Value) -> Option<Res<()>> {
        if let Some(OtherObject::MappingProxy(mapping)) = self.heap.other(source) {
            let mapping = *mapping;
            return self.dict_update_native(dict, mapping);
        }
        let plain = self.unless_overridden(source, names::ITER)?;
        if plain.is_kind(Kind::Dict) {
            return Some(self.holding(&[dict, plain], |vm| vm.update_from_dict(dict, plain)));
        }
        if source.is_kind(Kind::Instance) {
            return None;
        }
        let pairs = match source.split() {
            Some((Kind::List | Kind::Tuple, _)) => {
                if let Err(raised) = self.check_size(self.size_of(source)) {
                    return Some(Err(raised));
                }
                self.sequence(source)?.to_vec()
            }
            _ => match self.native_items(source)? {
                Ok(pairs) => pairs,
                Err(raised) => return Some(Err(raised)),
            },
        };
        if !pairs.iter().all(|pair| matches!(pair.split(), Some((Kind::List | Kind::Tuple | Kind::Str, _)))) {
            return None;
        }
        let base = self.roots.len();
        let result = self.counting(&pairs, |vm| {
            vm.hold_all(&pairs)?;
            vm.roots.push(dict);
            vm.update_from_pairs(dict, &pairs)
        });
        self.roots.truncate(base);
        Some(result)
    }

    fn update_from_pairs(&mut self, dict: Value, pairs: &[Value]) -> Res<()> {
        for (number, pair) in pairs.iter().enumerate() {
            let items = match self.sequence(*pair) {
                Some(items) => [items.first().copied(), items.get(1).copied(), items.get(2).copied()],
                None => {
                    let mut chars = self.native_items(*pair).transpose()?.unwrap_or_default().into_iter();
                    [chars.next(), chars.next(), chars.next()]
                }
            };
            let [Some(key), Some(value), None] = items else {
                let length = self.length_native(*pair).unwrap_or(0);
                return Err(self.value_error(format!(
                    "dictionary update sequence element #{number} has length {length}; 2 is required"
                )));
            };
            self.charge_fuel(1)?;
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }
}

fn get(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (receiver(vm, args), args.get(vm, 1));
    let found = vm.dict_get(dict, key)?;
    Ok(found.or_else(|| args.opt(vm, 2)).unwrap_or(Value::NONE))
}

fn set_default(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (receiver(vm, args), args.get(vm, 1));
    let hash = vm.hash(key)?;
    if let Some(index) = vm.dict_find(dict, key, hash)? {
        return Ok(vm.heap.dict(dict).and_then(|dict| dict.slot(index)).map_or(Value::NONE, |entry| entry.value));
    }
    let value = args.opt(vm, 2).unwrap_or(Value::NONE);
    if dict.is_kind(Kind::Dict) && !vm.heap.dict_insert(dict.index(), key, hash, value) {
        return Err(vm.end(Ending::Memory));
    }
    Ok(value)
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (receiver(vm, args), args.get(vm, 1));
    // The key of an empty dict is not hashed.
    let is_empty = vm.heap.dict(dict).is_none_or(DictObject::is_empty);
    let removed = if is_empty { None } else { vm.dict_remove(dict, key)? };
    match removed {
        Some(value) => Ok(value),
        None => match args.opt(vm, 2) {
            Some(default) => Ok(default),
            None => Err(vm.key_error(key)),
        },
    }
}

fn pop_item(vm: &mut Vm, args: Args) -> Res {
    let dict = receiver(vm, args);
    match vm.heap.dict_mut(dict).and_then(DictObject::pop_last) {
        Some(entry) => Ok(vm.heap.tuple_of(&[entry.key, entry.value])),
        None => {
            let message = vm.heap.str("popitem(): dictionary is empty");
            Err(vm.key_error(message))
        }
    }
}

fn view(vm: &mut Vm, args: Args, part: DictPart) -> Res {
    let dict = receiver(vm, args);
    Ok(vm.heap.new_other(OtherObject::DictView { dict, part }))
}

fn keys(vm: &mut Vm, args: Args) -> Res {
    view(vm, args, DictPart::Keys)
}

fn items(vm: &mut Vm, args: Args) -> Res {
    view(vm, args, DictPart::Items)
}

fn values(vm: &mut Vm, args: Args) -> Res {
    view(vm, args, DictPart::Values)
}

/// Bytes that a key of a new dict takes while its tables grow, and its place in a list.
const FROM_KEYS: usize = 120;

fn from_keys(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable) = (args.get(vm, 0), args.get(vm, 1));
    let value = args.opt(vm, 2).unwrap_or(Value::NONE);
    if Heap::as_class(class) != Some(classes::DICT) {
        return vm.tail_prelude("dict_from_keys", &[class, iterable, value]);
    }
    // Hashes that are known are used again.
    let known = match (vm.heap.dict(iterable), vm.heap.set(iterable)) {
        (Some(dict), _) => Some(dict.len()),
        (_, Some(set)) => Some(set.len()),
        (None, None) => None,
    };
    if let Some(count) = known {
        vm.charge_fuel(count)?;
        // Its table, the old one while that grows, and the keys.
        vm.reserve_memory(count.saturating_mul(FROM_KEYS))?;
        let mut known = vm.vector(count)?;
        match (vm.heap.dict(iterable), vm.heap.set(iterable)) {
            (Some(dict), _) => known.extend(dict.iter().map(|entry| (entry.key, entry.hash))),
            (_, Some(set)) => known.extend(set.iter().map(|slot| (slot.key, slot.hash))),
            (None, None) => {}
        }
        let mut dict = DictObject::default();
        for (key, hash) in known {
            dict.insert_new(key, hash, value);
        }
        vm.heap.charge(dict.heap_bytes());
        return Ok(vm.heap.new_dict(dict));
    }
    let Some(keys) = vm.native_items(iterable) else {
        return vm.tail_prelude("dict_from_keys", &[class, iterable, value]);
    };
    let (keys, dict) = (keys?, vm.heap.new_dict(DictObject::default()));
    let base = vm.roots.len();
    let result = vm.counting(&keys, |vm| {
        vm.hold_all(&keys)?;
        vm.roots.push(dict);
        keys.iter().try_for_each(|key| vm.dict_set(dict, *key, value))
    });
    vm.roots.truncate(base);
    result.map(|()| dict)
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    let dict = receiver(vm, args);
    if let Some(object) = vm.heap.dict_mut(dict) {
        object.clear();
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let dict = receiver(vm, args);
    vm.copy_dict(dict)
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let dict = receiver(vm, args);
    Ok(reverse_iterator(vm, dict, DictPart::Keys))
}

/// An iterator from a dict's last entry to its first.
pub(super) fn reverse_iterator(vm: &mut Vm, dict: Value, part: DictPart) -> Value {
    let (length, slot) = vm.heap.dict(dict).map_or((0, 0), |dict| (dict.len(), dict.slot_count()));
    vm.heap.new_iterator(IteratorObject::DictReversed { dict, slot, length, remaining: length, part })
}

fn merge(vm: &mut Vm, left: Value, right: Value) -> Res {
    let (left, right) = (vm.heap.plain(left), vm.heap.plain(right));
    if !left.is_kind(Kind::Dict) || !right.is_kind(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let merged = vm.copy_dict(left)?;
    vm.holding(&[merged, right], |vm| vm.update_from_dict(merged, right))?;
    Ok(merged)
}

fn merged(vm: &mut Vm, args: Args) -> Res {
    let (left, right) = (args.get(vm, 0), args.get(vm, 1));
    merge(vm, left, right)
}

fn merged_reflected(vm: &mut Vm, args: Args) -> Res {
    let (right, left) = (args.get(vm, 0), args.get(vm, 1));
    merge(vm, left, right)
}

fn inplace_merge(vm: &mut Vm, args: Args) -> Res {
    let (original, dict, mut source) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    if source.is_kind(Kind::Iterator)
        && let Some(items) = vm.native_items(source)
    {
        let items = items?;
        source = vm.heap.list_of(items);
    }
    match vm.dict_update_native(dict, source) {
        Some(result) => result.map(|()| original),
        None => vm.tail_prelude("dict_inplace_or", &[original, dict, source]),
    }
}
