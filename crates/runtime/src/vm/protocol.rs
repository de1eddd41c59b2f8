//! Special methods as algorithms of built-in types ask for them: looked up on the class, called through a nested run loop.
//!
//! The run loop itself never comes here for an operator of a script: it pushes a frame. This is for what happens inside
//! a lookup, a comparison of containers or a conversion.

use super::Vm;
use crate::native::{NativeKind, Res};
use crate::object::class::ClassId;
use crate::symbol::{Symbol, names};
use crate::types::{self, classes};
use crate::value::{Kind, Value};

/// Rust frames of ours that may stand on each other through lookups in sets and dicts.
const NATIVE_DEPTH: u32 = 300;

/// Who answers a special method of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// A built-in class, with its own code.
    Native(ClassId),
    /// What the script's class has under that name.
    Script(Value),
    Missing,
}

impl Vm {
    /// Who answers a special method of a value. Built-in objects answer for themselves.
    pub fn special(&self, value: Value, name: Symbol) -> Special {
        let class = self.heap.class_of(value);
        if self.heap.script_class(class).is_none() {
            return Special::Native(class);
        }
        match self.heap.class_lookup(class, name) {
            None => Special::Missing,
            Some(found) => match found.index_of(Kind::Native).filter(|index| self.is_native_named(*index, name)) {
                Some(index) => match types::native_owner(index) {
                    Some(owner) if owner == classes::OBJECT || self.is_native_receiver(value) => Special::Native(owner),
                    Some(_) | None => Special::Script(found),
                },
                None => Special::Script(found),
            },
        }
    }

    /// Whether a native is the built-in method of that name: a class may have another one under a special name.
    pub(super) fn is_native_named(&self, index: u32, name: Symbol) -> bool {
        self.builtins.native(index).name == self.heap.symbols.text(name)
    }

    /// Whether a value is, or carries, the object of a built-in type other than `object`.
    fn is_native_receiver(&self, value: Value) -> bool {
        !value.is_kind(Kind::Instance) || self.heap.plain(value) != value
    }

    /// The built-in object behind a value whose class does not override `name`; None where script code must be asked.
    #[inline(always)]
    pub fn unless_overridden(&self, value: Value, name: Symbol) -> Option<Value> {
        if value.is_kind(Kind::Instance) { self.payload_unless_overridden(value, name) } else { Some(value) }
    }

    #[inline(never)]
    fn payload_unless_overridden(&self, value: Value, name: Symbol) -> Option<Value> {
        let payload = self.heap.plain(value);
        match self.special(value, name) {
            Special::Native(owner) if payload != value && owner != classes::OBJECT => Some(payload),
            _ => None,
        }
    }

    /// Calls what a class has under a special name, bound to the receiver as an attribute of the class would be.
    pub fn call_special(&mut self, method: Value, receiver: Value, args: &[Value]) -> Res {
        let base = self.roots.len();
        self.roots.push(receiver);
        self.roots.extend_from_slice(args);
        let result = self.call_bound(method, receiver, args);
        self.roots.truncate(base);
        result
    }

    fn call_bound(&mut self, method: Value, receiver: Value, args: &[Value]) -> Res {
        if self.binds_receiver(method) {
            let args: smallvec::SmallVec<[Value; 4]> = std::iter::once(receiver).chain(args.iter().copied()).collect();
            return self.call(method, &args);
        }
        let bound = self.bind_nested(method, receiver)?;
        self.roots.push(bound);
        self.call(bound, args)
    }

    /// Whether a class's attribute is called with the receiver in front: a function or a built-in type's method. Anything
    /// else is a descriptor of another kind or none.
    #[inline]
    pub(super) fn binds_receiver(&self, method: Value) -> bool {
        match method.split() {
            Some((Kind::Function, _)) => true,
            Some((Kind::Native, index)) => self.builtins.native(index).kind == NativeKind::Method,
            _ => false,
        }
    }

    /// The truth of any value, asking `__bool__` and `__len__` of a script's class.
    pub fn truth(&mut self, value: Value) -> Res<bool> {
        if let Some(truth) = self.truth_native(value) {
            return Ok(truth);
        }
        if let Special::Script(method) = self.special(value, names::BOOL) {
            let answer = self.call_special(method, value, &[])?;
            return match answer.as_bool() {
                Some(truth) => Ok(truth),
                None => {
                    let message = format!("__bool__ should return bool, returned {}", self.heap.type_name(answer));
                    Err(self.type_error(message))
                }
            };
        }
        match self.special(value, names::LEN) {
            Special::Script(method) => {
                let answer = self.call_special(method, value, &[])?;
                Ok(self.length_result(answer)? != 0)
            }
            Special::Native(_) | Special::Missing => {
                self.warn_not_implemented(value)?;
                Ok(true)
            }
        }
    }

    /// Checks what a script's `__len__` returned.
    pub fn length_result(&mut self, answer: Value) -> Res<usize> {
        let length = match answer.as_int() {
            Some(length) => length,
            None => {
                let index = self.index_value(answer)?;
                let negative = self.heap.big_int(index).is_some_and(crate::number::integer::is_negative);
                if negative { -1 } else { self.index(index)? }
            }
        };
        match usize::try_from(length) {
            Ok(length) => Ok(length),
            Err(_) => Err(self.value_error("__len__() should return >= 0")),
        }
    }

    /// Runs a part of an algorithm that calls itself through a lookup: RecursionError when that goes too deep.
    pub(super) fn descend<T>(&mut self, part: impl FnOnce(&mut Vm) -> Res<T>) -> Res<T> {
        if self.native_depth >= NATIVE_DEPTH {
            return Err(self.recursion_error("maximum recursion depth exceeded in comparison"));
        }
        self.native_depth += 1;
        let result = part(self);
        self.native_depth -= 1;
        result
    }
}
