//! `Value`: every Python value in 8 bytes, NaN-boxed in safe code.
//!
//! Upper 16 bits: below `0xFFF8` a double; `0xFFF8` a special; `0xFFF9` a 48-bit int; `0xFFFA` a handle, whose next 16
//! bits are the kind and whose low 32 bits are an index into that kind's arena (or static table).

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

/// A Python value: a double, a small int, a singleton or a handle. Meaningful only in the virtual machine that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value(u64);

const SPECIAL: u64 = 0xFFF8 << 48;
const INT: u64 = 0xFFF9 << 48;
const HANDLE: u64 = 0xFFFA << 48;
const PAYLOAD: u64 = (1 << 48) - 1;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)*) => {
        /// What a handle points to; each kind has its own arena or static table.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        pub enum Kind { $($(#[$doc])* $name = $number,)* }

        impl Kind {
            /// Number of kinds; they are numbered from 0 without gaps.
            pub const COUNT: usize = [$($number),*].len();

            #[inline(always)]
            fn from_number(number: u16) -> Kind {
                match number { $($number => Kind::$name,)* _ => Kind::Str }
            }
        }
    };
}

kinds! {
    Str = 0,
    /// An int that needs more than 48 bits.
    BigInt = 1,
    Bytes = 2,
    Tuple = 3,
    List = 4,
    Dict = 5,
    /// set and frozenset
    Set = 6,
    Range = 7,
    Slice = 8,
    Function = 9,
    /// A built-in function or method: index into the static table of natives.
    Native = 10,
    /// A function bound to its first argument.
    Method = 11,
    /// A class: index into the built-in classes, then the virtual machine's own.
    Class = 12,
    Instance = 13,
    Exception = 14,
    /// Generator, coroutine or async generator.
    Generator = 15,
    Cell = 16,
    /// An iterator of a built-in type.
    Iterator = 17,
    Module = 18,
    /// Everything rare: property, super, file, view, traceback, awaitable, ...
    Other = 19,
    Future = 20,
    Task = 21,
    /// A script class's slot in its arena; never a script's value.
    ScriptClass = 22,
}

impl Value {
    /// The content of an unbound variable, an empty cell, a missing argument. Never seen by a script.
    pub const UNBOUND: Value = Value(SPECIAL);
    pub const NONE: Value = Value(SPECIAL | 1);
    pub const FALSE: Value = Value(SPECIAL | 2);
    pub const TRUE: Value = Value(SPECIAL | 3);
    pub const ELLIPSIS: Value = Value(SPECIAL | 4);
    pub const NOT_IMPLEMENTED: Value = Value(SPECIAL | 5);
    /// What a native returns after it asked the run loop to go on elsewhere (`Vm::pending`). Never seen by a script.
    pub const PENDING: Value = Value(SPECIAL | 6);
    /// `contextvars.Token.MISSING`
    pub const MISSING: Value = Value(SPECIAL | 7);

    /// Smallest int that needs no big-int object.
    pub const MIN_INT: i64 = -(1 << 47);
    /// Largest int that needs no big-int object.
    pub const MAX_INT: i64 = (1 << 47) - 1;

    #[inline(always)]
    pub fn bool(b: bool) -> Value {
        Value(SPECIAL | 2 | b as u64)
    }

    /// An int known to fit into 48 bits (a length, an index, a small constant).
    #[inline(always)]
    pub fn small(i: i64) -> Value {
        debug_assert!((Value::MIN_INT..=Value::MAX_INT).contains(&i));
        Value(INT | (i as u64 & PAYLOAD))
    }

    /// An int if it fits into 48 bits.
    #[inline(always)]
    pub fn try_small(i: i64) -> Option<Value> {
        ((i << 16) >> 16 == i).then_some(Value(INT | (i as u64 & PAYLOAD)))
    }

    /// A double. A NaN gets an identity of its own, as each NaN object has in CPython.
    #[inline(always)]
    pub fn float(f: f64) -> Value {
        if f.is_nan() { new_nan() } else { Value(f.to_bits()) }
    }

    #[inline(always)]
    pub fn handle(kind: Kind, index: u32) -> Value {
        Value(HANDLE | (kind as u64) << 32 | index as u64)
    }

    #[inline(always)]
    pub fn is_int(self) -> bool {
        self.0 >> 48 == INT >> 48
    }

    #[inline(always)]
    pub fn is_float(self) -> bool {
        self.0 < SPECIAL
    }

    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    #[inline(always)]
    pub fn is_unbound(self) -> bool {
        self == Value::UNBOUND
    }

    #[inline(always)]
    pub fn is_bool(self) -> bool {
        self.0 | 1 == SPECIAL | 3
    }

    #[inline(always)]
    pub fn is_handle(self) -> bool {
        self.0 >> 48 == HANDLE >> 48
    }

    /// The value of a small int; not of a bool.
    #[inline(always)]
    pub fn as_int(self) -> Option<i64> {
        if self.is_int() { Some(self.int_unchecked()) } else { None }
    }

    /// The value of a small int; nonsense for anything else.
    #[inline(always)]
    pub fn int_unchecked(self) -> i64 {
        ((self.0 << 16) as i64) >> 16
    }

    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(self.0)) } else { None }
    }

    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        if self.is_bool() { Some(self.0 & 1 == 1) } else { None }
    }

    /// The index of a handle of this kind.
    #[inline(always)]
    pub fn index_of(self, kind: Kind) -> Option<u32> {
        if self.0 >> 32 == (HANDLE >> 32) | kind as u64 { Some(self.0 as u32) } else { None }
    }

    #[inline(always)]
    pub fn is_kind(self, kind: Kind) -> bool {
        self.0 >> 32 == (HANDLE >> 32) | kind as u64
    }

    /// Kind and index of a handle.
    #[inline(always)]
    pub fn split(self) -> Option<(Kind, u32)> {
        if self.is_handle() { Some((Kind::from_number((self.0 >> 32) as u16), self.0 as u32)) } else { None }
    }

    /// The index of a handle; nonsense for anything else.
    #[inline(always)]
    pub fn index(self) -> u32 {
        self.0 as u32
    }

    /// The bits: identity, for `is`, `id()` and the hashing of identities.
    #[inline(always)]
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Sum of two small ints or two floats.
    #[inline(always)]
    pub fn fast_add(&self, other: &Value) -> Option<Value> {
        if both_ints(self, other) {
            return ((self.0 << 16) as i64).checked_add((other.0 << 16) as i64).map(unshift);
        }
        float_pair(self, other).map(|(a, b)| Value::float(a + b))
    }

    /// Difference of two small ints or two floats.
    #[inline(always)]
    pub fn fast_sub(&self, other: &Value) -> Option<Value> {
        if both_ints(self, other) {
            return ((self.0 << 16) as i64).checked_sub((other.0 << 16) as i64).map(unshift);
        }
        float_pair(self, other).map(|(a, b)| Value::float(a - b))
    }

    /// Product of two small ints or two floats.
    #[inline(always)]
    pub fn fast_mul(&self, other: &Value) -> Option<Value> {
        if both_ints(self, other) {
            return ((self.0 << 16) as i64).checked_mul(other.int_unchecked()).map(unshift);
        }
        float_pair(self, other).map(|(a, b)| Value::float(a * b))
    }

    /// Sum of a small int and a constant.
    #[inline(always)]
    pub fn fast_add_int(&self, value: i32) -> Option<Value> {
        if self.is_int() {
            return ((self.0 << 16) as i64).checked_add((value as i64) << 16).map(unshift);
        }
        None
    }

    /// Difference of a small int and a constant.
    #[inline(always)]
    pub fn fast_sub_int(&self, value: i32) -> Option<Value> {
        if self.is_int() {
            return ((self.0 << 16) as i64).checked_sub((value as i64) << 16).map(unshift);
        }
        None
    }

    /// The next int of a range; meaningless after its last one.
    #[inline(always)]
    pub fn wrapping_step(self, step: Value) -> Value {
        unshift(((self.0 << 16) as i64).wrapping_add((step.0 << 16) as i64))
    }

    /// Product of a small int and a constant.
    #[inline(always)]
    pub fn fast_mul_int(&self, value: i32) -> Option<Value> {
        if self.is_int() {
            return ((self.0 << 16) as i64).checked_mul(value as i64).map(unshift);
        }
        None
    }
}

// The payload stands in the low 48 bits: shifted left by 16, the overflow flag of i64 is the 48-bit overflow test.
#[inline(always)]
fn unshift(shifted: i64) -> Value {
    Value((shifted as u64) >> 16 | INT)
}

#[inline(always)]
pub(crate) fn both_ints(a: &Value, b: &Value) -> bool {
    ((a.0 ^ INT) | (b.0 ^ INT)) >> 48 == 0
}

#[inline(always)]
pub(crate) fn float_pair(a: &Value, b: &Value) -> Option<(f64, f64)> {
    if a.is_float() && b.is_float() { Some((f64::from_bits(a.0), f64::from_bits(b.0))) } else { None }
}

#[cold]
#[inline(never)]
fn new_nan() -> Value {
    static SERIAL: AtomicU32 = AtomicU32::new(1);
    Value(0x7FF8 << 48 | SERIAL.fetch_add(1, Ordering::Relaxed) as u64)
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(i) = self.as_int() {
            write!(f, "{i}")
        } else if let Some(x) = self.as_float() {
            write!(f, "{x:?}")
        } else if let Some((kind, index)) = self.split() {
            write!(f, "{kind:?}#{index}")
        } else {
            match *self {
                Value::NONE => f.write_str("None"),
                Value::FALSE => f.write_str("False"),
                Value::TRUE => f.write_str("True"),
                Value::ELLIPSIS => f.write_str("Ellipsis"),
                Value::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
                Value::MISSING => f.write_str("<Token.MISSING>"),
                _ => f.write_str("<unbound>"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_overflow_at_48_bits() {
        let max = Value::small(Value::MAX_INT);
        assert_eq!(max.fast_add(&Value::small(1)), None);
        assert_eq!(max.fast_sub(&Value::small(1)).and_then(Value::as_int), Some(Value::MAX_INT - 1));
        assert_eq!(Value::small(-7).fast_mul(&Value::small(6)).and_then(Value::as_int), Some(-42));
        assert_eq!(Value::try_small(1 << 47), None);
    }

    #[test]
    fn kinds_are_told_apart() {
        assert_eq!(Value::handle(Kind::List, 7).split(), Some((Kind::List, 7)));
        assert_eq!(Value::handle(Kind::List, 7).index_of(Kind::Dict), None);
        assert_eq!(Value::TRUE.as_bool(), Some(true));
        assert_eq!(Value::TRUE.as_int(), None);
        assert_ne!(Value::float(f64::NAN), Value::float(f64::NAN));
        assert_eq!(size_of::<Value>(), 8);
    }
}
