//! `repr` of values of built-in types.

use super::Vm;
use crate::native::Res;
use crate::value::Value;

impl Vm {
    /// `repr(value)`; None where a method of a script's class must be called, or of a type that is not covered here.
    pub fn repr_native(&mut self, value: Value) -> Res<Option<Value>> {
        self.repr_scalar(value)
    }
}
