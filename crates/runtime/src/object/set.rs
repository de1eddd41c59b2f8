//! Sets and frozensets: CPython's own open-addressing table, because scripts see its order.
//!
//! Source of the algorithm: CPython 3.13 `Objects/setobject.c` (`set_lookkey`, `set_insert_clean`, `set_table_resize`):
//! linear probes of 9 slots, then a perturbed jump; grown by four (by two above 50,000) when three fifths are filled.

use crate::value::Value;
use std::cell::Cell;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const MIN_SIZE: usize = 8;

/// A set or frozenset.
#[derive(Clone, Debug)]
pub struct SetObject {
    slots: Vec<SetSlot>,
    used: usize,
    /// Used slots and tombstones.
    fill: usize,
    pub frozen: bool,
    /// A frozenset's hash, -1 while not computed.
    pub hash: Cell<i64>,
    /// Changes whenever the table changes.
    pub version: u32,
    /// Where `pop` goes on looking.
    finger: usize,
}

/// An item with its hash; empty when the key is unbound, a tombstone when it is `Value::PENDING`.
#[derive(Clone, Copy, Debug)]
pub struct SetSlot {
    pub key: Value,
    pub hash: i64,
}

const EMPTY: SetSlot = SetSlot { key: Value::UNBOUND, hash: 0 };
const TOMBSTONE: SetSlot = SetSlot { key: Value::PENDING, hash: -1 };

impl SetSlot {
    /// Whether it holds an item.
    pub fn is_item(&self) -> bool {
        self.key != Value::UNBOUND && self.key != Value::PENDING
    }
}

impl Default for SetObject {
    fn default() -> SetObject {
        SetObject { slots: Vec::new(), used: 0, fill: 0, frozen: false, hash: Cell::new(-1), version: 0, finger: 0 }
    }
}

/// Slots in CPython's probing order for a hash.
struct Probe {
    mask: usize,
    perturb: u64,
    index: usize,
    linear: usize,
}

impl Probe {
    fn new(mask: usize, hash: i64) -> Probe {
        Probe { mask, perturb: hash as u64, index: hash as u64 as usize & mask, linear: 0 }
    }

    fn current(&self) -> usize {
        self.index + self.linear
    }

    fn advance(&mut self) {
        if self.linear < LINEAR_PROBES && self.index + LINEAR_PROBES <= self.mask {
            self.linear += 1;
            return;
        }
        self.linear = 0;
        self.perturb >>= PERTURB_SHIFT;
        let next = self.index.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize);
        self.index = next & self.mask;
    }
}

impl SetObject {
    /// Number of items.
    pub fn len(&self) -> usize {
        self.used
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The slot of the item with that hash which `matches`.
    pub fn find(&self, hash: i64, matches: impl FnMut(Value) -> bool) -> Option<usize> {
        self.find_counting(hash, &mut 0, matches)
    }

    /// The same; `misses` counts the slots that were looked at in vain. Of items that are made to collide they are many.
    pub fn find_counting(
        &self,
        hash: i64,
        misses: &mut usize,
        mut matches: impl FnMut(Value) -> bool,
    ) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let mut probe = Probe::new(self.slots.len() - 1, hash);
        loop {
            let slot = &self.slots[probe.current()];
            if slot.key.is_unbound() {
                return None;
            }
            if slot.hash == hash && slot.is_item() && matches(slot.key) {
                return Some(probe.current());
            }
            *misses += 1;
            probe.advance();
        }
    }

    /// Slots of the table, free ones included.
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// Bytes that the next new item makes the table take beside the present one; 0 when it has room.
    #[inline]
    pub fn growth(&self) -> usize {
        let mask = self.slots.len().max(MIN_SIZE) - 1;
        if (self.fill + 1) * 5 < mask * 3 {
            return 0;
        }
        let used = self.used + 1;
        (if used > 50_000 { used * 4 } else { used * 8 }) * size_of::<SetSlot>()
    }

    /// Adds an item that is known not to be there.
    #[expect(clippy::disallowed_methods, reason = "of a fixed size")]
    pub fn insert_new(&mut self, key: Value, hash: i64) {
        if self.slots.is_empty() {
            self.slots = vec![EMPTY; MIN_SIZE];
        }
        let mut probe = Probe::new(self.slots.len() - 1, hash);
        let mut reusable = None;
        while !self.slots[probe.current()].key.is_unbound() {
            if !self.slots[probe.current()].is_item() {
                reusable = Some(probe.current());
            }
            probe.advance();
        }
        self.used += 1;
        self.version = self.version.wrapping_add(1);
        if let Some(slot) = reusable {
            // CPython takes the last tombstone on the way.
            self.slots[slot] = SetSlot { key, hash };
            return;
        }
        self.slots[probe.current()] = SetSlot { key, hash };
        self.fill += 1;
        if self.fill * 5 >= (self.slots.len() - 1) * 3 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Rebuilds the table with more than `min_used` slots, without tombstones.
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever makes a set grow asks growth() or reserves for a merge first"
    )]
    pub fn resize(&mut self, min_used: usize) {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        old.iter().filter(|slot| slot.is_item()).for_each(|slot| self.insert_clean(*slot));
        self.fill = self.used;
        self.version = self.version.wrapping_add(1);
    }

    /// Removes the item in `slot`, which `find` gave.
    pub fn remove(&mut self, slot: usize) -> Value {
        let removed = std::mem::replace(&mut self.slots[slot], TOMBSTONE);
        self.used -= 1;
        self.version = self.version.wrapping_add(1);
        removed.key
    }

    pub fn clear(&mut self) {
        let (frozen, finger) = (self.frozen, self.finger);
        *self = SetObject { frozen, finger, version: self.version.wrapping_add(1), ..SetObject::default() };
    }

    /// All items with that hash and their slots (for items whose equality only a script can tell).
    pub fn candidates(&self, hash: i64) -> Vec<(usize, Value)> {
        let mut found = Vec::new();
        if self.slots.is_empty() {
            return found;
        }
        let mut probe = Probe::new(self.slots.len() - 1, hash);
        loop {
            let slot = &self.slots[probe.current()];
            if slot.key.is_unbound() {
                return found;
            }
            if slot.hash == hash && slot.is_item() && !found.iter().any(|(seen, _)| *seen == probe.current()) {
                found.push((probe.current(), slot.key));
            }
            probe.advance();
        }
    }

    /// Removes and returns the item that CPython's `pop` takes.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = self.finger & mask;
        while !self.slots[slot].is_item() {
            slot = (slot + 1) & mask;
        }
        self.finger = slot + 1;
        Some(self.remove(slot))
    }

    /// Makes room for `more` items at once, as CPython does before it merges a set or dict into this one.
    pub fn reserve_for_merge(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask() * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    /// Copies another set's items into this empty one, whose table has room (`reserve_for_merge`), in the order that
    /// CPython's `set_merge` gives them. False when this one has been in use: items are then to be added one by one.
    #[expect(clippy::disallowed_methods, reason = "of a fixed size")]
    pub fn merge_into_empty(&mut self, other: &SetObject) -> bool {
        if self.fill != 0 {
            return false;
        }
        if self.slots.is_empty() {
            self.slots = vec![EMPTY; MIN_SIZE];
        }
        if self.slots.len() == other.slots.len() && other.fill == other.used {
            self.slots.copy_from_slice(&other.slots);
        } else {
            other.iter().for_each(|slot| self.insert_clean(*slot));
        }
        self.fill = other.used;
        self.used = other.used;
        self.version = self.version.wrapping_add(1);
        true
    }

    fn insert_clean(&mut self, slot: SetSlot) {
        let mut probe = Probe::new(self.slots.len() - 1, slot.hash);
        while !self.slots[probe.current()].key.is_unbound() {
            probe.advance();
        }
        self.slots[probe.current()] = slot;
    }

    /// Drops tombstones when they are more than a quarter of the table, as after a difference update.
    pub fn sweep_tombstones(&mut self) {
        if self.fill - self.used > self.mask() / 4 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Takes over the items of another set.
    pub fn take_items(&mut self, other: SetObject) {
        let SetObject { slots, used, fill, .. } = other;
        (self.slots, self.used, self.fill) = (slots, used, fill);
        self.hash.set(-1);
        self.version = self.version.wrapping_add(1);
    }

    /// Number of slots less one; an unused table counts as CPython's smallest.
    fn mask(&self) -> usize {
        self.slots.len().max(MIN_SIZE) - 1
    }

    /// All slots, empty ones included: iteration goes through them by index.
    pub fn slots(&self) -> &[SetSlot] {
        &self.slots
    }

    /// Used slots and tombstones: what CPython's resizing decisions look at.
    pub fn fill(&self) -> usize {
        self.fill
    }

    /// Items in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &SetSlot> + '_ {
        self.slots.iter().filter(|slot| slot.is_item())
    }

    /// Bytes that it occupies beside its slot in the arena.
    pub fn heap_bytes(&self) -> usize {
        self.slots.capacity() * size_of::<SetSlot>()
    }
}
