//! How built-in functions and methods are written down and called.
//!
//! A native is a row in a static table. It gets the virtual machine and the place of its arguments on the stack, and
//! returns a value, or raises. It never runs script code itself, with three exceptions that may be entered from inside a
//! container's algorithm (`Vm::equals`, `Vm::hash`, `Vm::less`). A native that needs script code for anything else returns
//! `vm.tail_call(...)`: the run loop then runs that call in place of the native, often a function of the prelude, which is
//! written in Python.

use crate::value::Value;
use crate::vm::Vm;

/// An exception is on its way; it stands in `Heap::raised`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised;

/// A result, or an exception on its way.
pub type Res<T = Value> = Result<T, Raised>;

/// The code of a native.
pub type NativeFn = fn(&mut Vm, Args) -> Res;

/// Where a native's arguments stand: `count` positional ones from `start` on the stack, in order. For a signature with
/// names all parameters are there, missing ones unbound.
#[derive(Clone, Copy, Debug)]
pub struct Args {
    pub start: u32,
    pub count: u32,
    /// For `Signature::Any`: how many of the last arguments are keyword values, and the tuple of their names.
    pub keywords: u32,
    pub names: Value,
}

/// A built-in function or method.
#[derive(Debug)]
pub struct NativeDef {
    pub name: &'static str,
    pub call: NativeFn,
    pub kind: NativeKind,
    pub signature: Signature,
}

/// What a native is to its type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeKind {
    /// A function of a module.
    Function,
    /// A method: the first argument is the receiver.
    Method,
    ClassMethod,
    StaticMethod,
    /// A read-only attribute: called with the receiver.
    Getter,
    /// A writable attribute: called with the receiver, and with the receiver and a value to set it (unbound: delete).
    Accessor,
}

/// Which arguments a native takes, the receiver not counted.
#[derive(Clone, Copy, Debug)]
pub enum Signature {
    /// `f() takes no arguments (1 given)`
    None,
    /// `f() takes exactly one argument (2 given)`
    One,
    /// From the first to the second number: `f expected at least 1 argument, got 0`.
    Range(u8, u8),
    /// Named parameters. Those before `positional_only` have no name for a caller; those from `keyword_only` on cannot be
    /// given by position; the first `required` must be given.
    Named { names: &'static [&'static str], positional_only: u8, required: u8, keyword_only: u8 },
    /// Anything; the native looks at `Args::keywords` itself.
    Any,
}

/// A module's function.
pub const fn function(name: &'static str, call: NativeFn, signature: Signature) -> NativeDef {
    NativeDef { name, call, kind: NativeKind::Function, signature }
}

/// A type's method.
pub const fn method(name: &'static str, call: NativeFn, signature: Signature) -> NativeDef {
    NativeDef { name, call, kind: NativeKind::Method, signature }
}

/// A type's class method.
pub const fn class_method(name: &'static str, call: NativeFn, signature: Signature) -> NativeDef {
    NativeDef { name, call, kind: NativeKind::ClassMethod, signature }
}

/// A type's static method (`__new__` among them).
pub const fn static_method(name: &'static str, call: NativeFn, signature: Signature) -> NativeDef {
    NativeDef { name, call, kind: NativeKind::StaticMethod, signature }
}

/// A type's read-only attribute.
pub const fn getter(name: &'static str, call: NativeFn) -> NativeDef {
    NativeDef { name, call, kind: NativeKind::Getter, signature: Signature::None }
}

/// A type's writable attribute.
pub const fn accessor(name: &'static str, call: NativeFn) -> NativeDef {
    NativeDef { name, call, kind: NativeKind::Accessor, signature: Signature::Range(0, 1) }
}

impl Args {
    /// Argument `index`, which must be there.
    #[inline(always)]
    pub fn get(self, vm: &Vm, index: u32) -> Value {
        vm.stack[(self.start + index) as usize]
    }

    /// Argument `index`, if it was given.
    #[inline(always)]
    pub fn opt(self, vm: &Vm, index: u32) -> Option<Value> {
        if index >= self.count {
            return None;
        }
        Some(self.get(vm, index)).filter(|value| !value.is_unbound())
    }

    /// All arguments as they stand on the stack.
    #[inline(always)]
    pub fn slice(self, vm: &Vm) -> &[Value] {
        &vm.stack[self.start as usize..(self.start + self.count) as usize]
    }
}
