//! `hash()` of built-in values, with CPython 3.13's numbers under `PYTHONHASHSEED=0`, or another seed of the host's.
//!
//! Sources: CPython `Python/pyhash.c` (numbers modulo 2**61 - 1, SipHash-1-3), `Objects/tupleobject.c` (xxHash),
//! `Objects/setobject.c` (frozenset), `Python/bootstrap_hash.c` (keys from a seed).

use super::Heap;
use crate::object::set::SetObject;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use siphasher::sip::SipHasher13;
use std::hash::Hasher;

const MODULUS: u64 = (1 << 61) - 1;
/// CPython's hash of None.
const NONE_HASH: i64 = 0xFCA8_6420;
/// Nested tuples deeper than this are hashed with an explicit stack (`Vm::hash`).
const NATIVE_DEPTH: u32 = 16;

fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// Hash of an int.
pub fn hash_int(i: i64) -> i64 {
    let magnitude = (i.unsigned_abs() % MODULUS) as i64;
    not_minus_one(if i < 0 { -magnitude } else { magnitude })
}

/// Hash of an int of any size.
pub fn hash_integer(i: &IBig) -> i64 {
    let remainder = i64::try_from(i % IBig::from(MODULUS)).unwrap_or(0);
    not_minus_one(remainder)
}

/// Hash of a float; None for a NaN, which is hashed by identity.
pub fn hash_float(f: f64) -> Option<i64> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { 314_159 } else { -314_159 });
    }
    if f == f.trunc() && f.abs() < 1e18 {
        return Some(hash_int(f as i64));
    }
    let bits = f.to_bits();
    let raw_exponent = ((bits >> 52) & 0x7FF) as i32;
    let (mantissa, exponent) = match raw_exponent {
        0 => (bits & ((1 << 52) - 1), -1074),
        _ => (bits & ((1 << 52) - 1) | 1 << 52, raw_exponent - 1075),
    };
    // mantissa * 2**exponent modulo 2**61 - 1: a rotation, because 2**61 is 1.
    let shift = exponent.rem_euclid(61) as u32;
    let wide = (mantissa as u128) << shift;
    let hash = (wide % MODULUS as u128) as i64;
    Some(not_minus_one(if f < 0.0 { -hash } else { hash }))
}

/// The key of the hashes of str and bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HashKey(u64, u64);

impl HashKey {
    /// The key that CPython has with this number as its `PYTHONHASHSEED`.
    pub fn of_seed(seed: u32) -> HashKey {
        if seed == 0 {
            return HashKey::default();
        }
        let mut state = seed;
        let mut word = || {
            let bytes = [0; 8].map(|_: u8| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                (state >> 16) as u8
            });
            u64::from_le_bytes(bytes)
        };
        HashKey(word(), word())
    }

    fn hasher(self) -> SipHasher13 {
        SipHasher13::new_with_keys(self.0, self.1)
    }

    /// Hash of bytes, which is also that of a str of Latin-1 characters.
    pub fn hash_bytes(self, bytes: &[u8]) -> i64 {
        if bytes.is_empty() {
            return 0;
        }
        let mut hasher = self.hasher();
        hasher.write(bytes);
        not_minus_one(hasher.finish() as i64)
    }

    /// Hash of a str: over its Latin-1, UCS-2 or UCS-4 units, as CPython stores it.
    pub fn hash_text(self, text: &str) -> i64 {
        if text.is_ascii() {
            return self.hash_bytes(text.as_bytes());
        }
        let width = match text.chars().map(u32::from).max().unwrap_or(0) {
            0..=0xFF => 1,
            0x100..=0xFFFF => 2,
            _ => 4,
        };
        // Piece by piece: a copy of the text would be as large as a script likes.
        let (mut hasher, mut piece, mut filled) = (self.hasher(), [0; PIECE], 0);
        for c in text.chars() {
            piece[filled..filled + width].copy_from_slice(&u32::from(c).to_le_bytes()[..width]);
            filled += width;
            if filled == PIECE {
                hasher.write(&piece);
                filled = 0;
            }
        }
        hasher.write(&piece[..filled]);
        not_minus_one(hasher.finish() as i64)
    }
}

/// Bytes of a text that are hashed at one time.
const PIECE: usize = 256;

/// CPython's tuple hash (xxHash) over the hashes of its items.
pub fn hash_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    hash_tuple_of(items.len(), items.map(Some)).unwrap_or_default()
}

/// The same over hashes of which some may be missing.
fn hash_tuple_of(count: usize, items: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut hash = PRIME_5;
    for item in items {
        hash = hash.wrapping_add((item? as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    hash = hash.wrapping_add(count as u64 ^ (PRIME_5 ^ 3_527_539));
    Some(if hash == u64::MAX { 1_546_275_796 } else { hash as i64 })
}

/// CPython's frozenset hash.
pub fn hash_frozenset(set: &SetObject) -> i64 {
    let shuffle = |hash: u64| (hash ^ 89_869_747 ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut hash = set.iter().fold(0, |hash, slot| hash ^ shuffle(slot.hash as u64));
    hash ^= (set.len() as u64).wrapping_add(1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

impl Heap {
    /// The hash of a value that needs no script code: None where `__hash__` must be asked, where the value is unhashable,
    /// or where a tuple is nested too deeply for this walk.
    #[inline]
    pub fn hash_native(&self, value: Value) -> Option<i64> {
        if let Some(object) = self.string(value) {
            let hash = object.hash.get();
            if hash != -1 {
                return Some(hash);
            }
            let hash = self.hash_key.hash_text(self.text_of(object));
            object.hash.set(hash);
            return Some(hash);
        }
        if let Some(i) = value.as_int() {
            return Some(not_minus_one(i));
        }
        self.hash_rare(value, 0)
    }

    fn hash_rare(&self, value: Value, depth: u32) -> Option<i64> {
        if let Some(f) = value.as_float() {
            return Some(hash_float(f).unwrap_or_else(|| hash_identity(value)));
        }
        let Some((kind, index)) = value.split() else {
            return Some(match value {
                Value::NONE => NONE_HASH,
                Value::TRUE => 1,
                Value::FALSE => 0,
                other => hash_identity(other),
            });
        };
        match kind {
            Kind::Str => self.hash_native(value),
            Kind::BigInt => Some(hash_integer(self.big_ints.get(index))),
            Kind::Bytes => {
                let bytes = self.bytes.get(index);
                (!bytes.mutable).then(|| self.hash_key.hash_bytes(bytes))
            }
            Kind::Tuple => {
                if depth >= NATIVE_DEPTH {
                    return None;
                }
                let items = self.tuples.get(index);
                hash_tuple_of(items.len(), items.iter().map(|item| self.hash_native_at(*item, depth + 1)))
            }
            Kind::Set => {
                let set = self.sets.get(index);
                if !set.frozen {
                    return None;
                }
                if set.hash.get() == -1 {
                    set.hash.set(hash_frozenset(set));
                }
                Some(set.hash.get())
            }
            Kind::List | Kind::Dict | Kind::Range | Kind::Slice | Kind::Instance | Kind::Exception | Kind::Other => {
                None
            }
            Kind::Method | Kind::Cell => None,
            Kind::Function
            | Kind::Native
            | Kind::Class
            | Kind::Generator
            | Kind::Iterator
            | Kind::Module
            | Kind::Future
            | Kind::Task
            | Kind::ScriptClass => Some(hash_identity(value)),
        }
    }

    fn hash_native_at(&self, value: Value, depth: u32) -> Option<i64> {
        if value.is_kind(Kind::Tuple) { self.hash_rare(value, depth) } else { self.hash_native(value) }
    }

    /// A frozenset constant: its items are hashable and were compared by the compiler's reader of the source. CPython's
    /// compiler makes it anew from its own items when it merges constants, which the order shows.
    pub fn constant_frozenset(&mut self, items: &[Value]) -> Value {
        let first = self.hashable_set(items);
        let items: Vec<Value> = first.iter().map(|slot| slot.key).collect();
        let set = self.hashable_set(&items);
        self.new_set(set)
    }

    /// A frozenset of items that the heap alone can hash.
    fn hashable_set(&self, items: &[Value]) -> SetObject {
        let mut set = SetObject::default();
        set.frozen = true;
        for item in items {
            let Some(hash) = self.hash_native(*item) else { continue };
            let same = |other: Value| self.equal_native(other, *item) == Some(true);
            if set.find(hash, same).is_none() {
                set.insert_new(*item, hash);
            }
        }
        set
    }
}

/// The hash of an object that is equal to itself only.
pub fn hash_identity(value: Value) -> i64 {
    not_minus_one((value.bits() >> 4 | value.bits() << 60) as i64 & i64::MAX)
}
