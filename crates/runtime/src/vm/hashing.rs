//! `hash()` where script code may have to be asked, and lookups by key in dicts and sets.
//!
//! A script's `__eq__` may change the container in the middle of a lookup: it is then done anew, as CPython does.

use super::protocol::Special;
use super::{Ending, Vm};
use crate::heap::{FEW_MISSES, SliceObject, hash_identity, hash_integer, hash_tuple};
use crate::native::Res;
use crate::object::iterator::DictPart;
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};

/// A tuple whose items are being hashed.
struct Level {
    tuple: Value,
    hashes: Vec<i64>,
}

impl Vm {
    /// The hash of any value; TypeError when it is unhashable.
    #[inline(always)]
    pub fn hash(&mut self, value: Value) -> Res<i64> {
        match self.heap.hash_native(value) {
            Some(hash) => Ok(hash),
            None => self.hash_slow(value),
        }
    }

    #[inline(never)]
    fn hash_slow(&mut self, value: Value) -> Res<i64> {
        if value.is_kind(Kind::Tuple) {
            let base = self.roots.len();
            let hash = self.hash_nested(value);
            self.roots.truncate(base);
            return hash;
        }
        self.hash_one(value)
    }

    /// Hashes nested tuples with a stack of their own.
    fn hash_nested(&mut self, tuple: Value) -> Res<i64> {
        self.roots.push(tuple);
        let mut levels = vec![Level { tuple, hashes: Vec::new() }];
        while let Some(level) = levels.last_mut() {
            let items = self.heap.tuple(level.tuple).map_or(&[][..], |items| items);
            match items.get(level.hashes.len()).copied() {
                Some(item) => match self.heap.hash_native(item) {
                    Some(hash) => level.hashes.push(hash),
                    None if item.is_kind(Kind::Tuple) => levels.push(Level { tuple: item, hashes: Vec::new() }),
                    None => {
                        let hash = self.hash_one(item)?;
                        level.hashes.push(hash);
                    }
                },
                None => {
                    let hash = hash_tuple(level.hashes.iter().copied());
                    self.charge_fuel(level.hashes.len())?;
                    levels.pop();
                    match levels.last_mut() {
                        Some(parent) => parent.hashes.push(hash),
                        None => return Ok(hash),
                    }
                }
            }
        }
        Ok(0)
    }

    fn hash_one(&mut self, value: Value) -> Res<i64> {
        match self.special(value, names::HASH) {
            Special::Script(method) if method.is_none() => Err(self.unhashable(value)),
            Special::Script(method) => {
                let answer = self.call_special(method, value, &[])?;
                self.hash_result(answer)
            }
            Special::Native(owner) if owner != classes::OBJECT && value.is_kind(Kind::Instance) => {
                let payload = self.heap.plain(value);
                self.hash(payload)
            }
            Special::Native(owner) if owner == classes::OBJECT => Ok(hash_identity(value)),
            Special::Native(_) => self.hash_builtin(value),
            Special::Missing => Ok(hash_identity(value)),
        }
    }

    /// Makes a hash of what a script's `__hash__` returned.
    pub fn hash_result(&mut self, answer: Value) -> Res<i64> {
        let plain = self.heap.plain(answer);
        if let Some(i) = plain.as_int() {
            return Ok(if i == -1 { -2 } else { i });
        }
        match self.heap.as_integer(plain) {
            Some(integer) => Ok(match i64::try_from(&integer) {
                Ok(-1) => -2,
                Ok(hash) => hash,
                Err(_) => hash_integer(&integer),
            }),
            None => Err(self.type_error("__hash__ method should return an integer")),
        }
    }

    /// Raises `unhashable type: 'list'`.
    #[cold]
    pub fn unhashable(&mut self, value: Value) -> crate::native::Raised {
        let message = format!("unhashable type: '{}'", self.heap.type_name(value));
        self.type_error(message)
    }

    /// The hash of an object of a built-in type that the heap alone could not hash.
    fn hash_builtin(&mut self, value: Value) -> Res<i64> {
        if let Some(slice) = self.heap.slice(value) {
            let SliceObject { start, stop, step } = *slice;
            let hashes = [self.hash(start)?, self.hash(stop)?, self.hash(step)?];
            return Ok(hash_slice(hashes));
        }
        if value.is_kind(Kind::Range) {
            return self.hash_range(value);
        }
        if let Some(method) = self.heap.method(value) {
            let (function, receiver) = (method.function, method.receiver);
            return Ok(not_minus_one(hash_identity(receiver) ^ hash_identity(function)));
        }
        match self.heap.other(value) {
            Some(OtherObject::GenericAlias { origin, args }) => {
                let (origin, args) = (*origin, *args);
                Ok(not_minus_one(self.hash(origin)? ^ self.hash(args)?))
            }
            Some(OtherObject::Union(members)) => {
                let members = *members;
                let set = self.frozenset_from(members)?;
                self.hash(set)
            }
            Some(OtherObject::MappingProxy(dict)) => {
                let dict = *dict;
                self.hash(dict)
            }
            Some(
                OtherObject::DictView { part: DictPart::Keys | DictPart::Items, .. }
                | OtherObject::Context(_)
                | OtherObject::Deque(_),
            ) => Err(self.unhashable(value)),
            Some(_) => Ok(hash_identity(value)),
            None if matches!(
                value.split(),
                Some((Kind::List | Kind::Dict | Kind::Set | Kind::Bytes | Kind::Cell, _))
            ) =>
            {
                Err(self.unhashable(value))
            }
            None => Ok(hash_identity(value)),
        }
    }

    /// A frozenset of a tuple's items.
    fn frozenset_from(&mut self, tuple: Value) -> Res {
        let items: Vec<Value> = self.heap.tuple(tuple).map_or(Vec::new(), |items| items.to_vec());
        let set = self.new_empty_set(true);
        self.roots.push(set);
        let filled = items.iter().try_for_each(|item| self.set_add(set, *item).map(drop));
        self.roots.pop();
        filled.map(|()| set)
    }

    /// The index of a key's entry in a dict.
    #[inline(always)]
    pub fn dict_find(&mut self, dict: Value, key: Value, hash: i64) -> Res<Option<usize>> {
        let Some(object) = self.heap.dict(dict) else { return Ok(None) };
        let (mut uncertain, mut misses) = (false, 0);
        let found = object.find_counting(hash, &mut misses, |entry| match self.heap.equal_native(entry.key, key) {
            Some(equal) => equal,
            None => {
                uncertain = true;
                false
            }
        });
        if misses > FEW_MISSES {
            self.charge_fuel(misses)?;
        }
        if !uncertain {
            return Ok(found);
        }
        self.descend(|vm| vm.dict_find_slow(dict, key, hash))
    }

    #[inline(never)]
    fn dict_find_slow(&mut self, dict: Value, key: Value, hash: i64) -> Res<Option<usize>> {
        let base = self.roots.len();
        self.roots.extend_from_slice(&[dict, key]);
        let found = self.dict_find_asking(dict, key, hash);
        self.roots.truncate(base);
        found
    }

    fn dict_find_asking(&mut self, dict: Value, key: Value, hash: i64) -> Res<Option<usize>> {
        'restart: loop {
            let Some(object) = self.heap.dict(dict) else { return Ok(None) };
            let (version, mut candidates) = (object.version, object.candidates(hash));
            candidates.sort_unstable();
            for index in candidates {
                self.charge_fuel(1)?;
                let Some(entry) = self.heap.dict(dict).and_then(|object| object.slot(index)).copied() else {
                    continue 'restart;
                };
                let equal = self.equals(entry.key, key)?;
                if self.heap.dict(dict).is_none_or(|object| object.version != version) {
                    continue 'restart;
                }
                if equal {
                    return Ok(Some(index));
                }
            }
            return Ok(None);
        }
    }

    /// The value of a key in a dict.
    #[inline(always)]
    pub fn dict_get(&mut self, dict: Value, key: Value) -> Res<Option<Value>> {
        let hash = self.hash(key)?;
        let found = self.dict_find(dict, key, hash)?;
        Ok(found.and_then(|index| self.heap.dict(dict)?.slot(index)).map(|entry| entry.value))
    }

    /// Sets a key of a dict.
    #[inline(always)]
    pub fn dict_set(&mut self, dict: Value, key: Value, value: Value) -> Res<()> {
        let hash = match self.heap.hash_native(key) {
            Some(hash) => hash,
            None => self.hash_holding(&[dict, key, value], key)?,
        };
        self.dict_set_hashed(dict, key, hash, value)
    }

    /// Sets a key whose hash is known.
    #[inline(always)]
    pub fn dict_set_hashed(&mut self, dict: Value, key: Value, hash: i64, value: Value) -> Res<()> {
        let base = self.roots.len();
        self.roots.push(value);
        let found = self.dict_find(dict, key, hash);
        self.roots.truncate(base);
        let found = found?;
        let Some(object) = self.heap.dict_mut(dict) else { return Ok(()) };
        match found {
            Some(index) => object.set_value(index, value),
            None if self.heap.dict_insert(dict.index(), key, hash, value) => {}
            None => return Err(self.end(Ending::Memory)),
        }
        Ok(())
    }

    /// Removes a key of a dict and returns its value.
    pub fn dict_remove(&mut self, dict: Value, key: Value) -> Res<Option<Value>> {
        let hash = self.hash(key)?;
        let Some(index) = self.dict_find(dict, key, hash)? else { return Ok(None) };
        Ok(self.heap.dict_mut(dict).map(|object| object.remove(index).value))
    }

    /// The hash of a key while these values are held.
    #[cold]
    pub(crate) fn hash_holding(&mut self, held: &[Value], key: Value) -> Res<i64> {
        let base = self.roots.len();
        self.roots.extend_from_slice(held);
        let hash = self.hash(key);
        self.roots.truncate(base);
        hash
    }

    /// The slot of an item in a set.
    #[inline(always)]
    pub fn set_find(&mut self, set: Value, item: Value, hash: i64) -> Res<Option<usize>> {
        let Some(object) = self.heap.set(set) else { return Ok(None) };
        let (mut uncertain, mut misses) = (false, 0);
        let found = object.find_counting(hash, &mut misses, |other| match self.heap.equal_native(other, item) {
            Some(equal) => equal,
            None => {
                uncertain = true;
                false
            }
        });
        if misses > FEW_MISSES {
            self.charge_fuel(misses)?;
        }
        if !uncertain {
            return Ok(found);
        }
        self.descend(|vm| vm.set_find_slow(set, item, hash))
    }

    #[inline(never)]
    fn set_find_slow(&mut self, set: Value, item: Value, hash: i64) -> Res<Option<usize>> {
        let base = self.roots.len();
        self.roots.extend_from_slice(&[set, item]);
        let found = self.set_find_asking(set, item, hash);
        self.roots.truncate(base);
        found
    }

    fn set_find_asking(&mut self, set: Value, item: Value, hash: i64) -> Res<Option<usize>> {
        'restart: loop {
            let Some(object) = self.heap.set(set) else { return Ok(None) };
            let (version, candidates) = (object.version, object.candidates(hash));
            for (slot, other) in candidates {
                self.charge_fuel(1)?;
                let equal = self.equals(other, item)?;
                if self.heap.set(set).is_none_or(|object| object.version != version) {
                    continue 'restart;
                }
                if equal {
                    return Ok(Some(slot));
                }
            }
            return Ok(None);
        }
    }

    /// Whether a set has an item.
    pub fn set_has(&mut self, set: Value, item: Value) -> Res<bool> {
        let hash = self.hash(item)?;
        Ok(self.set_find(set, item, hash)?.is_some())
    }

    /// Adds an item to a set; false when it was there.
    pub fn set_add(&mut self, set: Value, item: Value) -> Res<bool> {
        let hash = match self.heap.hash_native(item) {
            Some(hash) => hash,
            None => self.hash_holding(&[set, item], item)?,
        };
        self.set_add_hashed(set, item, hash)
    }

    /// Adds an item whose hash is known.
    #[inline(always)]
    pub fn set_add_hashed(&mut self, set: Value, item: Value, hash: i64) -> Res<bool> {
        if self.set_find(set, item, hash)?.is_some() {
            return Ok(false);
        }
        if set.is_kind(Kind::Set) && !self.heap.set_insert(set.index(), item, hash) {
            return Err(self.end(Ending::Memory));
        }
        Ok(true)
    }

    /// Removes an item whose hash is known; false when it was not there.
    pub fn set_discard_hashed(&mut self, set: Value, item: Value, hash: i64) -> Res<bool> {
        let Some(slot) = self.set_find(set, item, hash)? else { return Ok(false) };
        if let Some(object) = self.heap.set_mut(set) {
            object.remove(slot);
        }
        Ok(true)
    }
}

fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// CPython's hash of a slice: that of a tuple without the length.
fn hash_slice(hashes: [i64; 3]) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let hash = hashes.iter().fold(PRIME_5, |hash, item| {
        hash.wrapping_add((*item as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
    });
    if hash == u64::MAX { 1_546_275_796 } else { hash as i64 }
}
