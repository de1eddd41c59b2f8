//! Equality of built-in values that needs no script code.

use super::Heap;
use crate::object::dict::DictObject;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use std::cmp::Ordering;

/// Nested tuples deeper than this are compared with an explicit stack (`Vm::equals`).
const NATIVE_DEPTH: u32 = 16;

/// A lookup that looks at more entries in vain pays for each. Keys that nobody made to collide have fewer.
pub(crate) const FEW_MISSES: usize = 16;

/// Only script code can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScriptNeeded;

impl Heap {
    /// Whether two values are equal as keys and members are (identity first): None where script code must be asked.
    #[inline(always)]
    pub fn equal_native(&self, a: Value, b: Value) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        if let (Some(a), Some(b)) = (self.string(a), self.string(b)) {
            return Some(self.text_of(a) == self.text_of(b));
        }
        if a.is_int() && b.is_int() {
            return Some(false);
        }
        self.equal_rare(a, b, 0)
    }

    /// Finds a key whose hash and equality need no script code. `Err`: script code must be asked.
    #[inline]
    pub fn dict_find_native(&self, dict: &DictObject, key: Value) -> Result<Option<usize>, ScriptNeeded> {
        let hash = self.hash_native(key).ok_or(ScriptNeeded)?;
        let (mut unknown, mut misses) = (false, 0);
        let found = dict.find_counting(hash, &mut misses, |entry| match self.equal_native(entry.key, key) {
            Some(equal) => equal,
            None => {
                unknown = true;
                false
            }
        });
        // What is found only after many others is looked up where that is paid for.
        if unknown && found.is_none() || misses > FEW_MISSES { Err(ScriptNeeded) } else { Ok(found) }
    }

    /// Sets a key of a dict when that needs no script code and the limit of memory allows it; else false.
    #[inline]
    pub fn dict_set_native(&mut self, dict: u32, key: Value, value: Value) -> bool {
        match self.dict_find_native(self.dicts.get(dict), key) {
            Ok(Some(index)) => self.dicts.get_mut(dict).set_value(index, value),
            Ok(None) => {
                let Some(hash) = self.hash_native(key) else { return false };
                return self.dict_insert(dict, key, hash, value);
            }
            Err(ScriptNeeded) => return false,
        }
        true
    }

    /// Whether a dict or set has a key; None where script code must be asked, or for other containers.
    #[inline]
    pub fn contains_native(&self, container: Value, key: Value) -> Option<bool> {
        if let Some(dict) = self.dict(container) {
            return self.dict_find_native(dict, key).ok().map(|found| found.is_some());
        }
        let set = self.set(container)?;
        let hash = self.hash_native(key)?;
        let (mut unknown, mut misses) = (false, 0);
        let found = set.find_counting(hash, &mut misses, |other| match self.equal_native(other, key) {
            Some(equal) => equal,
            None => {
                unknown = true;
                false
            }
        });
        if unknown && found.is_none() || misses > FEW_MISSES { None } else { Some(found.is_some()) }
    }

    fn equal_rare(&self, a: Value, b: Value, depth: u32) -> Option<bool> {
        if self.is_number(a) && self.is_number(b) {
            return Some(self.compare_numbers(a, b) == Some(Ordering::Equal));
        }
        match (a.split(), b.split()) {
            (Some((Kind::Tuple, a)), Some((Kind::Tuple, b))) => {
                let (a, b) = (self.tuples.get(a), self.tuples.get(b));
                if a.len() != b.len() {
                    return Some(false);
                }
                if depth >= NATIVE_DEPTH {
                    return None;
                }
                for (a, b) in a.iter().zip(b.iter()) {
                    let equal = if a == b { true } else { self.equal_at(*a, *b, depth + 1)? };
                    if !equal {
                        return Some(false);
                    }
                }
                Some(true)
            }
            (Some((Kind::Bytes, a)), Some((Kind::Bytes, b))) => Some(self.bytes.get(a) == self.bytes.get(b)),
            (Some((a, _)), Some((b, _))) if a == b && a != Kind::Str => None,
            (Some((Kind::Instance | Kind::Exception | Kind::Other, _)), _) => None,
            (_, Some((Kind::Instance | Kind::Exception | Kind::Other, _))) => None,
            (Some((Kind::Str, a)), Some((Kind::Str, b))) => {
                Some(self.text_of(self.strings.get(a)) == self.text_of(self.strings.get(b)))
            }
            _ => Some(false),
        }
    }

    fn equal_at(&self, a: Value, b: Value, depth: u32) -> Option<bool> {
        if a.is_kind(Kind::Tuple) { self.equal_rare(a, b, depth) } else { self.equal_native(a, b) }
    }

    /// Whether `a < b`, where no script code is needed to tell and the two have an order.
    pub fn less_native(&self, a: Value, b: Value) -> Option<bool> {
        let (mut a, mut b) = (a, b);
        for _ in 0..NATIVE_DEPTH {
            if let (Some(a), Some(b)) = (self.text(a), self.text(b)) {
                return Some(a < b);
            }
            if self.is_number(a) && self.is_number(b) {
                return Some(self.compare_numbers(a, b) == Some(Ordering::Less));
            }
            let (x, y): (&[Value], &[Value]) = match (a.split()?, b.split()?) {
                ((Kind::Tuple, x), (Kind::Tuple, y)) => (self.tuples.get(x), self.tuples.get(y)),
                ((Kind::List, x), (Kind::List, y)) => (self.lists.get(x), self.lists.get(y)),
                _ => return None,
            };
            let mut different = None;
            for (left, right) in x.iter().zip(y) {
                if !self.equal_native(*left, *right)? {
                    different = Some((*left, *right));
                    break;
                }
            }
            match different {
                None => return Some(x.len() < y.len()),
                Some(pair) => (a, b) = pair,
            }
        }
        None
    }

    /// Whether a value is an int, a bool or a float.
    #[inline(always)]
    pub fn is_number(&self, value: Value) -> bool {
        value.is_int() || value.is_float() || value.is_bool() || value.is_kind(Kind::BigInt)
    }

    /// The order of two numbers, exact between ints and floats; None when one is a NaN or no number.
    pub fn compare_numbers(&self, a: Value, b: Value) -> Option<Ordering> {
        match (a.as_float(), b.as_float()) {
            (Some(a), Some(b)) => a.partial_cmp(&b),
            (Some(a), None) => self.compare_int_float(b, a).map(Ordering::reverse),
            (None, Some(b)) => self.compare_int_float(a, b),
            (None, None) => match (small_int(a), small_int(b)) {
                (Some(a), Some(b)) => Some(a.cmp(&b)),
                _ => Some(self.integer_ref(a)?.cmp(&self.integer_ref(b)?)),
            },
        }
    }

    fn compare_int_float(&self, int: Value, float: f64) -> Option<Ordering> {
        if float.is_nan() {
            return None;
        }
        if let Some(i) = small_int(int) {
            // 48 bits are exact in a double.
            return (i as f64).partial_cmp(&float);
        }
        if float.is_infinite() {
            return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
        }
        let integer = self.integer_ref(int)?;
        let whole = float.trunc();
        let order = integer.as_ref().cmp(&integer_of_float(whole));
        Some(order.then_with(|| whole.partial_cmp(&float).unwrap_or(Ordering::Equal)))
    }
}

/// A small int or a bool as i64.
pub fn small_int(value: Value) -> Option<i64> {
    value.as_int().or_else(|| value.as_bool().map(i64::from))
}

/// The int that a finite float without a fraction is.
pub fn integer_of_float(whole: f64) -> IBig {
    let bits = whole.to_bits();
    let exponent = ((bits >> 52) & 0x7FF) as i32 - 1075;
    if exponent < -1074 + 1 {
        return IBig::from(0);
    }
    let mantissa = IBig::from(bits & ((1 << 52) - 1) | 1 << 52);
    let magnitude = if exponent >= 0 { mantissa << exponent as usize } else { mantissa >> (-exponent) as usize };
    if whole < 0.0 { -magnitude } else { magnitude }
}
