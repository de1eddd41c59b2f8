//! Dicts: an entry vector in insertion order and a hash table of indices into it.
//!
//! Knows no values' equality: lookups take the hash and a predicate over entries.

use crate::value::Value;
use hashbrown::HashTable;

/// A dict. Deleted entries stay as tombstones (unbound key) until the vector is compacted.
#[derive(Clone, Debug, Default)]
pub struct DictObject {
    table: HashTable<u32>,
    entries: Vec<Entry>,
    live: usize,
    /// Insertions before CPython's table would be made anew: entries are compacted when its would be, because iterators
    /// over a changing dict show it.
    usable: usize,
    /// Changes whenever a key is added or removed.
    pub version: u32,
}

/// A key with its value and its full hash.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub key: Value,
    pub value: Value,
    pub hash: i64,
}

/// Bytes of the table for each of its slots: an index and a tag.
const TABLE_SLOT: usize = 5;

/// The hash as the table wants it: it takes the place from the low bits and a tag from the top seven.
///
/// CPython's hashes of ints are the ints themselves. Neighbours stay neighbours, which the processor's caches like; the
/// upper bits are folded in for ints that are multiples of a power of two, and the tag is a multiplicative hash.
#[inline(always)]
fn spread(hash: i64) -> u64 {
    const TAG: u64 = 0x7F << 57;
    let hash = hash as u64;
    let place = hash ^ (hash >> 16) ^ (hash >> 32);
    place & !TAG | hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) & TAG
}

/// How many entries CPython's smallest table for that size holds: two thirds of a power of two.
fn usable_slots(size: usize) -> usize {
    let slots = 1_usize << (usize::BITS - ((size | 8).saturating_sub(1) | 7).leading_zeros());
    slots * 2 / 3
}

impl DictObject {
    /// Number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The index of the first entry with that hash which `matches`.
    #[inline(always)]
    pub fn find(&self, hash: i64, matches: impl FnMut(&Entry) -> bool) -> Option<usize> {
        self.find_counting(hash, &mut 0, matches)
    }

    /// The same; `misses` counts the entries that were looked at in vain. Of keys that are made to collide they are many.
    #[inline(always)]
    pub fn find_counting(
        &self,
        hash: i64,
        misses: &mut usize,
        mut matches: impl FnMut(&Entry) -> bool,
    ) -> Option<usize> {
        let entries = &self.entries;
        let found = self.table.find(spread(hash), |index| {
            let entry = &entries[*index as usize];
            let found = entry.hash == hash && matches(entry);
            *misses += usize::from(!found);
            found
        });
        found.map(|index| *index as usize)
    }

    /// Indices of all entries with that hash (for keys whose equality only a script can tell).
    pub fn candidates(&self, hash: i64) -> Vec<usize> {
        let same = self.table.iter_hash(spread(hash)).map(|index| *index as usize);
        same.filter(|index| self.entries[*index].hash == hash).collect()
    }

    /// Whether the next new key needs more memory.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.entries.len() == self.entries.capacity() || self.table.len() == self.table.capacity()
    }

    /// Makes room for one more key.
    pub fn grow(&mut self) {
        if self.live < self.entries.len() && self.usable == 0 {
            return;
        }
        self.entries.reserve(1);
        let entries = &self.entries;
        self.table.reserve(1, |other| spread(entries[*other as usize].hash));
    }

    /// Bytes that the next new key makes the dict take beside what it has; 0 when it has room.
    pub fn growth(&self) -> usize {
        let mut bytes = 0;
        if self.entries.len() == self.entries.capacity() {
            bytes += self.entries.capacity().max(2) * 2 * size_of::<Entry>();
        }
        if self.table.len() == self.table.capacity() {
            bytes += (self.table.capacity() * 5 / 2).max(8) * TABLE_SLOT;
        }
        bytes
    }

    /// Adds a key that is known not to be there.
    pub fn insert_new(&mut self, key: Value, hash: i64, value: Value) {
        if self.usable == 0 {
            self.make_room();
        }
        self.usable -= 1;
        let index = self.entries.len() as u32;
        self.entries.push(Entry { key, value, hash });
        let entries = &self.entries;
        self.table.insert_unique(spread(hash), index, |other| spread(entries[*other as usize].hash));
        self.live += 1;
        self.version = self.version.wrapping_add(1);
    }

    /// Removes the entry at `index` and returns it.
    pub fn remove(&mut self, index: usize) -> Entry {
        let entry = self.entries[index];
        if let Ok(found) = self.table.find_entry(spread(entry.hash), |other| *other as usize == index) {
            found.remove();
        }
        self.entries[index].key = Value::UNBOUND;
        self.entries[index].value = Value::UNBOUND;
        self.live -= 1;
        self.version = self.version.wrapping_add(1);
        entry
    }

    /// Removes and returns the last entry. The slots behind it are given up, so that doing it again is cheap; a plain
    /// removal keeps them, because iterators count on it.
    pub fn pop_last(&mut self) -> Option<Entry> {
        let (index, _) = self.last_before(self.entries.len())?;
        let entry = self.remove(index);
        self.entries.truncate(index);
        Some(entry)
    }

    pub fn clear(&mut self) {
        *self = DictObject { version: self.version.wrapping_add(1), ..DictObject::default() };
    }

    /// `insertion_resize`
    #[inline(never)]
    fn make_room(&mut self) {
        if self.live < self.entries.len() {
            self.compact();
        }
        self.usable = usable_slots(self.live * 3) - self.live;
    }

    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.table.clear();
        let entries = &self.entries;
        for (index, entry) in entries.iter().enumerate() {
            self.table.insert_unique(spread(entry.hash), index as u32, |other| spread(entries[*other as usize].hash));
        }
    }

    /// The entry at `index`, which `find` gave.
    #[inline(always)]
    pub fn entry(&self, index: usize) -> &Entry {
        &self.entries[index]
    }

    #[inline(always)]
    pub fn set_value(&mut self, index: usize, value: Value) {
        self.entries[index].value = value;
    }

    /// Sets the value at `index` if that key stands there.
    #[inline(always)]
    pub fn replace(&mut self, index: usize, key: Value, value: Value) -> bool {
        match self.entries.get_mut(index) {
            Some(entry) if entry.key == key => {
                entry.value = value;
                true
            }
            _ => false,
        }
    }

    /// The slot at `index`, which may be past the end or a tombstone.
    #[inline(always)]
    pub fn slot(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// Number of slots, tombstones included.
    pub fn slot_count(&self) -> usize {
        self.entries.len()
    }

    /// The first live entry at or after slot `from`, with its slot.
    #[inline(always)]
    pub fn next_from(&self, from: usize) -> Option<(usize, &Entry)> {
        let rest = self.entries.get(from..)?;
        rest.iter().position(|entry| !entry.key.is_unbound()).map(|skip| (from + skip, &rest[skip]))
    }

    /// The last live entry before slot `end`, with its slot.
    pub fn last_before(&self, end: usize) -> Option<(usize, &Entry)> {
        let slots = &self.entries[..end.min(self.entries.len())];
        slots.iter().enumerate().rev().find(|(_, entry)| !entry.key.is_unbound())
    }

    /// Live entries in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + Clone + '_ {
        self.entries.iter().filter(|entry| !entry.key.is_unbound())
    }

    /// A copy without tombstones.
    pub fn copy(&self) -> DictObject {
        let mut copy = DictObject { entries: self.entries.clone(), live: self.live, ..DictObject::default() };
        copy.compact();
        copy.usable = usable_slots((copy.live * 3).div_ceil(2)).saturating_sub(copy.live);
        copy
    }

    /// Bytes that it occupies beside its slot in the arena.
    pub fn heap_bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.table.capacity() * 8 / 7 * TABLE_SLOT
    }
}
