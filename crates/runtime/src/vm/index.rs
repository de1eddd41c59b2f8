//! Values as indices and sizes: `__index__`, and the bound on what one allocation may take.

use super::Vm;
use super::protocol::Special;
use crate::native::Res;
use crate::symbol::names;
use crate::value::Value;
use dashu_int::IBig;

/// Most bytes that one object may take.
const MAX_OBJECT: usize = 1 << 31;

impl Vm {
    /// A value as an int of any size, asking `__index__`.
    pub fn index_integer(&mut self, value: Value) -> Res<IBig> {
        let plain = self.heap.plain(value);
        if let Some(integer) = self.heap.as_integer(plain) {
            return Ok(integer);
        }
        if let Special::Script(method) = self.special(value, names::INDEX) {
            let answer = self.call_special(method, value, &[])?;
            let plain = self.heap.plain(answer);
            return match self.heap.as_integer(plain) {
                Some(integer) => Ok(integer),
                None => {
                    let message = format!("__index__ returned non-int (type {})", self.heap.type_name(answer));
                    Err(self.type_error(message))
                }
            };
        }
        Err(self.type_error_of(value, "object cannot be interpreted as an integer"))
    }

    /// A value as an index-sized int, asking `__index__`.
    pub fn index(&mut self, value: Value) -> Res<i64> {
        if let Some(index) = value.as_int() {
            return Ok(index);
        }
        let integer = self.index_integer(value)?;
        match i64::try_from(&integer) {
            Ok(index) => Ok(index),
            Err(_) => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.heap.type_name(value));
                Err(self.overflow_error(message))
            }
        }
    }

    /// Checks a size that a script chose before it is allocated: MemoryError.
    #[inline(always)]
    pub fn check_size(&mut self, bytes: usize) -> Res<()> {
        if bytes > MAX_OBJECT { Err(self.raise_with(crate::types::classes::MEMORY_ERROR, &[])) } else { Ok(()) }
    }
}
