//! The algebra of sets and of views of dicts, by CPython's own algorithms: scripts see the order of what comes out.
//!
//! Source: CPython 3.13 `Objects/setobject.c` and the views' part of `Objects/dictobject.c`.

use super::Vm;
use crate::native::Res;
use crate::object::iterator::DictPart;
use crate::object::other::OtherObject;
use crate::object::set::SetSlot;
use crate::value::{Kind, Value};
use hognose_bytecode::BinaryOp;

impl Vm {
    /// A copy of a set, frozen or not.
    pub(crate) fn set_copy(&mut self, set: Value, frozen: bool) -> Res {
        let copy = self.new_empty_set(frozen);
        self.set_merge(copy, set)?;
        Ok(copy)
    }

    /// Adds all items of one set to another (`set_merge`).
    pub(crate) fn set_merge(&mut self, target: Value, other: Value) -> Res<()> {
        let more = self.heap.set(other).map_or(0, |set| set.len());
        if target == other || more == 0 {
            return Ok(());
        }
        self.charge_fuel(more)?;
        self.check_size(more.saturating_mul(64))?;
        let Some(object) = self.heap.set_mut(target) else { return Ok(()) };
        let mut object = std::mem::take(object);
        object.reserve_for_merge(more);
        let merged = self.heap.set(other).is_some_and(|other| object.merge_into_empty(other));
        self.heap.charge(object.heap_bytes());
        if let Some(slot) = self.heap.set_mut(target) {
            *slot = object;
        }
        if merged {
            return Ok(());
        }
        self.holding(&[target, other], |vm| {
            let mut cursor = 0;
            while let Some(slot) = vm.next_slot(other, &mut cursor)? {
                vm.set_add_hashed(target, slot.key, slot.hash)?;
            }
            Ok(())
        })
    }

    /// The next item of a set's table at or after a slot.
    fn next_slot(&mut self, set: Value, cursor: &mut usize) -> Res<Option<SetSlot>> {
        let slots = self.heap.set(set).map_or(&[][..], |set| set.slots());
        let found = slots.get(*cursor..).unwrap_or(&[]).iter().position(|slot| slot.is_item());
        let result = found.map(|skip| {
            *cursor += skip + 1;
            slots[*cursor - 1]
        });
        self.charge_fuel(1)?;
        Ok(result)
    }

    /// Adds the items of a built-in iterable to a set: None where script code must be asked.
    pub(crate) fn set_update_native(&mut self, target: Value, other: Value) -> Option<Res<()>> {
        let plain = self.heap.plain(other);
        if plain.is_kind(Kind::Set) {
            return Some(self.set_merge(target, plain));
        }
        if other.is_kind(Kind::Dict) {
            return Some(self.set_update_from_dict(target, other));
        }
        let items = self.native_items(other)?;
        Some(items.and_then(|items| self.counting(&items, |vm| vm.set_add_all(target, &items))))
    }

    fn set_update_from_dict(&mut self, target: Value, dict: Value) -> Res<()> {
        let more = self.heap.dict(dict).map_or(0, |dict| dict.len());
        self.charge_fuel(more)?;
        self.check_size(more.saturating_mul(64))?;
        if let Some(object) = self.heap.set_mut(target) {
            object.reserve_for_merge(more);
        }
        self.holding(&[target, dict], |vm| {
            let mut slot = 0;
            while let Some((index, entry)) = vm.heap.dict(dict).and_then(|dict| dict.next_from(slot)) {
                let (key, hash) = (entry.key, entry.hash);
                slot = index + 1;
                vm.set_add_hashed(target, key, hash)?;
            }
            Ok(())
        })
    }

    /// Adds these items one by one.
    pub(crate) fn set_add_all(&mut self, target: Value, items: &[Value]) -> Res<()> {
        let base = self.roots.len();
        self.hold_all(items)?;
        self.roots.push(target);
        let result = items.iter().try_for_each(|item| self.set_add(target, *item).map(drop));
        self.roots.truncate(base);
        result
    }

    /// A new set of the items of a built-in iterable: None where script code must be asked.
    pub(crate) fn set_from_native(&mut self, other: Value, frozen: bool) -> Option<Res> {
        let set = self.new_empty_set(frozen);
        Some(self.set_update_native(set, other)?.map(|()| set))
    }

    /// `set_intersection`: iterates the smaller of two sets. None where script code must be asked.
    pub(crate) fn set_intersection(&mut self, set: Value, other: Value, frozen: bool) -> Option<Res> {
        let plain = self.heap.plain(other);
        if plain == set {
            return Some(self.set_copy(set, frozen));
        }
        if plain.is_kind(Kind::Set) {
            return Some(self.intersect_sets(set, plain, frozen));
        }
        let items = self.native_items(other)?;
        Some(items.and_then(|items| self.intersect_items(set, &items, frozen)))
    }

    fn intersect_sets(&mut self, a: Value, b: Value, frozen: bool) -> Res {
        let length = |vm: &Vm, set: Value| vm.heap.set(set).map_or(0, |set| set.len());
        let (within, walked) = if length(self, b) > length(self, a) { (b, a) } else { (a, b) };
        let result = self.new_empty_set(frozen);
        self.holding(&[a, b, result], |vm| {
            let mut cursor = 0;
            while let Some(slot) = vm.next_slot(walked, &mut cursor)? {
                if vm.set_find(within, slot.key, slot.hash)?.is_some() {
                    vm.set_add_hashed(result, slot.key, slot.hash)?;
                }
            }
            Ok(result)
        })
    }

    fn intersect_items(&mut self, set: Value, items: &[Value], frozen: bool) -> Res {
        let result = self.new_empty_set(frozen);
        let base = self.roots.len();
        self.hold_all(items)?;
        self.roots.extend_from_slice(&[set, result]);
        let filled = items.iter().try_for_each(|item| {
            let hash = self.hash(*item)?;
            if self.set_find(set, *item, hash)?.is_some() {
                self.set_add_hashed(result, *item, hash)?;
            }
            Ok(())
        });
        self.roots.truncate(base);
        filled.map(|()| result)
    }

    /// `set_difference`. None where script code must be asked.
    pub(crate) fn set_difference(&mut self, set: Value, other: Value, frozen: bool) -> Option<Res> {
        let plain = self.heap.plain(other);
        let own = self.heap.set(set).map_or(0, |set| set.len());
        let length = match (self.heap.set(plain), self.heap.dict(other)) {
            (Some(set), _) => set.len(),
            (None, Some(dict)) => dict.len(),
            (None, None) => return self.copy_and_difference(set, other, frozen),
        };
        if own >> 2 > length {
            return self.copy_and_difference(set, other, frozen);
        }
        let result = self.new_empty_set(frozen);
        Some(self.holding(&[set, plain, result], |vm| {
            let mut cursor = 0;
            while let Some(slot) = vm.next_slot(set, &mut cursor)? {
                let found = match plain.is_kind(Kind::Set) {
                    true => vm.set_find(plain, slot.key, slot.hash)?,
                    false => vm.dict_find(plain, slot.key, slot.hash)?,
                };
                if found.is_none() {
                    vm.set_add_hashed(result, slot.key, slot.hash)?;
                }
            }
            Ok(result)
        }))
    }

    fn copy_and_difference(&mut self, set: Value, other: Value, frozen: bool) -> Option<Res> {
        let copy = match self.set_copy(set, frozen) {
            Ok(copy) => copy,
            Err(raised) => return Some(Err(raised)),
        };
        Some(self.set_difference_update(copy, other)?.map(|()| copy))
    }

    /// `set_difference_update_internal`. None where script code must be asked.
    pub(crate) fn set_difference_update(&mut self, set: Value, other: Value) -> Option<Res<()>> {
        let plain = self.heap.plain(other);
        if plain == set {
            if let Some(object) = self.heap.set_mut(set) {
                object.clear();
            }
            return Some(Ok(()));
        }
        if plain.is_kind(Kind::Set) {
            return Some(self.remove_set(set, plain));
        }
        let items = self.native_items(other)?;
        Some(items.and_then(|items| {
            let base = self.roots.len();
            self.hold_all(&items)?;
            self.roots.push(set);
            let result = items.iter().try_for_each(|item| {
                let hash = self.set_key_hash(*item)?;
                self.set_discard_hashed(set, *item, hash).map(drop)
            });
            self.roots.truncate(base);
            self.sweep_set(set);
            result
        }))
    }

    fn remove_set(&mut self, set: Value, other: Value) -> Res<()> {
        let length = |vm: &Vm, set: Value| vm.heap.set(set).map_or(0, |set| set.len());
        let removed = match length(self, other) >> 3 > length(self, set) {
            true => self.intersect_sets(set, other, false)?,
            false => other,
        };
        let result = self.holding(&[set, removed], |vm| {
            let mut cursor = 0;
            while let Some(slot) = vm.next_slot(removed, &mut cursor)? {
                vm.set_discard_hashed(set, slot.key, slot.hash)?;
            }
            Ok(())
        });
        self.sweep_set(set);
        result
    }

    pub(crate) fn sweep_set(&mut self, set: Value) {
        if let Some(object) = self.heap.set_mut(set) {
            object.sweep_tombstones();
        }
    }

    /// `set_symmetric_difference_update`. None where script code must be asked.
    pub(crate) fn set_symmetric_update(&mut self, set: Value, other: Value) -> Option<Res<()>> {
        let plain = self.heap.plain(other);
        if plain == set {
            if let Some(object) = self.heap.set_mut(set) {
                object.clear();
            }
            return Some(Ok(()));
        }
        if plain.is_kind(Kind::Set) {
            return Some(self.toggle_set(set, plain));
        }
        if other.is_kind(Kind::Dict) {
            return Some(self.toggle_dict(set, other));
        }
        let items = self.set_from_native(other, false)?;
        Some(items.and_then(|items| self.toggle_set(set, items)))
    }

    fn toggle_set(&mut self, set: Value, other: Value) -> Res<()> {
        self.holding(&[set, other], |vm| {
            let mut cursor = 0;
            while let Some(slot) = vm.next_slot(other, &mut cursor)? {
                vm.toggle(set, slot)?;
            }
            Ok(())
        })
    }

    fn toggle_dict(&mut self, set: Value, dict: Value) -> Res<()> {
        self.holding(&[set, dict], |vm| {
            let mut slot = 0;
            while let Some((index, entry)) = vm.heap.dict(dict).and_then(|dict| dict.next_from(slot)) {
                let item = SetSlot { key: entry.key, hash: entry.hash };
                slot = index + 1;
                vm.charge_fuel(1)?;
                vm.toggle(set, item)?;
            }
            Ok(())
        })
    }

    fn toggle(&mut self, set: Value, slot: SetSlot) -> Res<()> {
        self.holding(&[slot.key], |vm| {
            if !vm.set_discard_hashed(set, slot.key, slot.hash)? {
                vm.set_add_hashed(set, slot.key, slot.hash)?;
            }
            Ok(())
        })
    }

    /// `set_symmetric_difference`: the other side first. None where script code must be asked.
    pub(crate) fn set_symmetric_difference(&mut self, set: Value, other: Value, frozen: bool) -> Option<Res> {
        let result = self.set_from_native(other, frozen)?;
        Some(result.and_then(|result| self.toggle_set(result, set).map(|()| result)))
    }

    /// Operators of sets and of views: None where neither side knows the other, or where script code must be asked.
    pub(super) fn set_operator(&mut self, op: BinaryOp, left: Value, right: Value) -> Res<Option<Value>> {
        if left.is_kind(Kind::Set) && right.is_kind(Kind::Set) {
            let frozen = self.heap.set(left).is_some_and(|set| set.frozen);
            let result = match op {
                BinaryOp::BitOr => {
                    let copy = self.set_copy(left, frozen)?;
                    match left == right {
                        true => Some(Ok(copy)),
                        false => Some(self.set_merge(copy, right).map(|()| copy)),
                    }
                }
                BinaryOp::BitAnd => self.set_intersection(left, right, frozen),
                BinaryOp::Sub => self.set_difference(left, right, frozen),
                _ => self.set_symmetric_difference(left, right, frozen),
            };
            return result.transpose();
        }
        if self.is_set_view(left) || self.is_set_view(right) {
            return self.view_operator(op, left, right);
        }
        Ok(None)
    }

    /// Whether a value is a view of keys or of items.
    pub(crate) fn is_set_view(&self, value: Value) -> bool {
        matches!(self.heap.other(value), Some(OtherObject::DictView { part, .. }) if *part != DictPart::Values)
    }

    /// Operators in which a view of keys or items takes part; the other side may be any iterable. The result may be a call
    /// that the caller has to make (`Value::PENDING`).
    pub(crate) fn view_operator(&mut self, op: BinaryOp, left: Value, right: Value) -> Res<Option<Value>> {
        if !self.is_native_iterable(left) || !self.is_native_iterable(right) {
            let operator = self.heap.interned(op.text());
            return self.tail_prelude("view_operator", &[operator, left, right]).map(Some);
        }
        if op == BinaryOp::BitAnd {
            return self.view_intersection(left, right).transpose();
        }
        let source = match self.heap.other(left) {
            Some(OtherObject::DictView { dict, part: DictPart::Keys }) => *dict,
            _ => left,
        };
        let Some(result) = self.set_from_native(source, false) else { return Ok(None) };
        let result = result?;
        let updated = self.holding(&[result], |vm| match op {
            BinaryOp::BitOr => vm.set_update_native(result, right).transpose(),
            BinaryOp::Sub => vm.set_difference_update(result, right).transpose(),
            _ => vm.set_symmetric_update(result, right).transpose(),
        })?;
        Ok(updated.map(|()| result))
    }

    /// Whether a value can be iterated without script code.
    pub(crate) fn is_native_iterable(&self, value: Value) -> bool {
        let Some(plain) = self.unless_overridden(value, crate::symbol::names::ITER) else { return false };
        match plain.split() {
            Some((
                Kind::List
                | Kind::Tuple
                | Kind::Set
                | Kind::Dict
                | Kind::Str
                | Kind::Bytes
                | Kind::Iterator
                | Kind::Range,
                _,
            )) => true,
            Some((Kind::Other, _)) => {
                matches!(self.heap.other(plain), Some(OtherObject::DictView { .. } | OtherObject::MappingProxy(_)))
            }
            _ => false,
        }
    }

    /// `_PyDictView_Intersect`
    fn view_intersection(&mut self, left: Value, right: Value) -> Option<Res> {
        let (mut view, mut other) = if self.is_set_view(left) { (left, right) } else { (right, left) };
        let length = self.length_native(view).unwrap_or(0);
        if self.heap.set(other).is_some_and(|set| !set.frozen && length <= set.len()) {
            return self.set_intersection(other, view, false);
        }
        if self.is_set_view(other) && self.length_native(other).unwrap_or(0) > length {
            std::mem::swap(&mut view, &mut other);
        }
        let items = self.native_items(other)?;
        Some(items.and_then(|items| self.items_in_view(view, &items)))
    }

    fn items_in_view(&mut self, view: Value, items: &[Value]) -> Res {
        let result = self.new_empty_set(false);
        let base = self.roots.len();
        self.hold_all(items)?;
        self.roots.extend_from_slice(&[view, result]);
        let filled = items.iter().try_for_each(|item| {
            if self.contains_native(view, *item)?.unwrap_or(false) {
                self.set_add(result, *item)?;
            }
            Ok(())
        });
        self.roots.truncate(base);
        filled.map(|()| result)
    }
}
