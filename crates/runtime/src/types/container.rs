//! The special methods that built-in containers share, and the checks of arguments that natives with `Signature::Any` do.
//!
//! A special method called explicitly (`list.__len__(x)`, `super().__setitem__(...)`) works on the object that the receiver
//! is or carries, whatever the receiver's class overrides.

use crate::native::{Args, NativeDef, Raised, Res, Signature, method};
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Special, Vm};
use hognose_bytecode::{BinaryOp, CompareOp};

/// The receiver's built-in object.
#[inline(always)]
pub(crate) fn receiver(vm: &Vm, args: Args) -> Value {
    vm.heap.plain(args.get(vm, 0))
}

/// The keyword arguments of a native with `Signature::Any`.
pub(crate) fn keywords(vm: &Vm, args: Args) -> Vec<(Value, Value)> {
    let names = vm.heap.tuple(args.names).map_or(&[][..], |names| names);
    let first = args.count.saturating_sub(args.keywords);
    (first..args.count).zip(names).map(|(index, name)| (*name, args.get(vm, index))).collect()
}

/// Checks the number of positional arguments behind the first one (the receiver or the class), and returns them.
pub(crate) fn positional(vm: &mut Vm, args: Args, name: &str, least: usize, most: usize) -> Res<Vec<Value>> {
    let given = args.count.saturating_sub(args.keywords + 1) as usize;
    if given < least || given > most {
        return Err(arity_error(vm, name, given, least, most));
    }
    Ok((1..=given as u32).map(|index| args.get(vm, index)).collect())
}

/// `list expected at most 1 argument, got 2`
pub(crate) fn arity_error(vm: &mut Vm, name: &str, given: usize, least: usize, most: usize) -> Raised {
    let (bound, word) = match given < least {
        _ if least == most => (least, ""),
        true => (least, "at least "),
        false => (most, "at most "),
    };
    let plural = if bound == 1 { "" } else { "s" };
    vm.type_error(format!("{name} expected {word}{bound} argument{plural}, got {given}"))
}

/// The same in an `__init__`, which leaves them to a `__new__` that the receiver's class defines.
pub(crate) fn no_keywords_unless_new(vm: &mut Vm, args: Args, name: &str) -> Res<()> {
    if args.keywords > 0 && vm.overriding(args.get(vm, 0), names::NEW).is_some() {
        return Ok(());
    }
    no_keywords(vm, args, name)
}

/// `list() takes no keyword arguments`
pub(crate) fn no_keywords(vm: &mut Vm, args: Args, name: &str) -> Res<()> {
    if args.keywords == 0 { Ok(()) } else { Err(vm.type_error(format!("{name}() takes no keyword arguments"))) }
}

impl Vm {
    /// Returns from a native with the result of a special method of a script's class.
    pub fn tail_special(&mut self, method: Value, receiver: Value, args: &[Value]) -> Res {
        if method.is_kind(Kind::Function) {
            let all: Vec<Value> = std::iter::once(receiver).chain(args.iter().copied()).collect();
            return self.tail_call(method, &all);
        }
        self.call_special(method, receiver, args)
    }

    /// Goes on in the prelude with a special method bound to its receiver.
    pub(crate) fn tail_bound(&mut self, name: &str, method: Value, receiver: Value) -> Res {
        let bound = self.bind_nested(method, receiver)?;
        self.tail_prelude(name, &[bound])
    }
}

pub(super) fn dunder_len(vm: &mut Vm, args: Args) -> Res {
    let object = receiver(vm, args);
    match vm.length_native(object) {
        Some(length) => Ok(vm.heap.int(length as i64)),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Res {
    let (object, other) = (receiver(vm, args), args.get(vm, 1));
    Ok(vm.compare_native(op, object, other)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn dunder_eq(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::Eq)
}

fn dunder_ne(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::NotEq)
}

fn dunder_lt(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::Lt)
}

fn dunder_le(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::LtE)
}

fn dunder_gt(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::Gt)
}

fn dunder_ge(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::GtE)
}

/// The six comparisons.
pub static COMPARISONS: &[NativeDef] = &[
    method("__eq__", dunder_eq, Signature::One),
    method("__ne__", dunder_ne, Signature::One),
    method("__lt__", dunder_lt, Signature::One),
    method("__le__", dunder_le, Signature::One),
    method("__gt__", dunder_gt, Signature::One),
    method("__ge__", dunder_ge, Signature::One),
];

pub(super) fn dunder_contains(vm: &mut Vm, args: Args) -> Res {
    let (object, item) = (receiver(vm, args), args.get(vm, 1));
    Ok(Value::bool(vm.contains_native(object, item)?.unwrap_or(false)))
}

/// `__getitem__`, with `__missing__` for subclasses of dict.
pub(super) fn dunder_getitem(vm: &mut Vm, args: Args) -> Res {
    let (original, object, key) = (args.get(vm, 0), receiver(vm, args), args.get(vm, 1));
    if original != object && object.is_kind(Kind::Dict) {
        return match vm.dict_get(object, key)? {
            Some(value) => Ok(value),
            None => match vm.special(original, names::MISSING) {
                Special::Script(missing) => vm.tail_special(missing, original, &[key]),
                Special::Native(_) | Special::Missing => Err(vm.key_error(key)),
            },
        };
    }
    match vm.get_item_native(object, key)? {
        Some(item) => Ok(item),
        None => Err(vm.type_error_of(original, "object is not subscriptable")),
    }
}

pub(super) fn dunder_setitem(vm: &mut Vm, args: Args) -> Res {
    let (object, key, value) = (receiver(vm, args), args.get(vm, 1), args.get(vm, 2));
    match vm.set_item_native(object, key, value)? {
        Some(()) => Ok(Value::NONE),
        None if object.is_kind(Kind::List) => vm.tail_prelude("list_set_slice", &[object, key, value]),
        None => Err(vm.type_error_of(object, "object does not support item assignment")),
    }
}

pub(super) fn dunder_delitem(vm: &mut Vm, args: Args) -> Res {
    let (object, key) = (receiver(vm, args), args.get(vm, 1));
    match vm.delete_item_native(object, key)? {
        Some(()) => Ok(Value::NONE),
        None => Err(vm.type_error_of(object, "object doesn't support item deletion")),
    }
}

pub(super) fn dunder_iter(vm: &mut Vm, args: Args) -> Res {
    let object = receiver(vm, args);
    match vm.native_iterator(object)? {
        Some(iterator) => Ok(iterator),
        None => Err(vm.type_error_of(object, "object is not iterable")),
    }
}

pub(super) fn dunder_hash(vm: &mut Vm, args: Args) -> Res {
    let object = receiver(vm, args);
    let hash = vm.hash(object)?;
    Ok(vm.heap.int(hash))
}

pub(super) fn dunder_repr(vm: &mut Vm, args: Args) -> Res {
    let original = args.get(vm, 0);
    match vm.repr_as_builtin(original)? {
        Some(text) => Ok(text),
        None => vm.tail_prelude("container_repr", &[original]),
    }
}

/// `list[int]` and the like.
pub(super) fn class_getitem(vm: &mut Vm, args: Args) -> Res {
    let (origin, key) = (args.get(vm, 0), args.get(vm, 1));
    let arguments = if key.is_kind(Kind::Tuple) { key } else { vm.heap.tuple_of(&[key]) };
    Ok(vm.heap.new_other(OtherObject::GenericAlias { origin, args: arguments }))
}

/// A binary operator; `reflected` when the receiver is the right side.
fn binary(vm: &mut Vm, args: Args, op: BinaryOp, reflected: bool) -> Res {
    let (object, other) = (receiver(vm, args), args.get(vm, 1));
    let (left, right) = if reflected { (other, object) } else { (object, other) };
    Ok(vm.binary_container(op, left, right)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub(super) fn dunder_add(vm: &mut Vm, args: Args) -> Res {
    let (object, other) = (receiver(vm, args), args.get(vm, 1));
    match vm.binary_container(BinaryOp::Add, object, other)? {
        Some(joined) => Ok(joined),
        None if vm.special(other, names::RADD) != Special::Missing && other.is_kind(Kind::Instance) => {
            Ok(Value::NOT_IMPLEMENTED)
        }
        None => Err(vm.concatenation_error(object, other)),
    }
}

pub(super) fn dunder_mul(vm: &mut Vm, args: Args) -> Res {
    repetition(vm, args)
}

pub(super) fn dunder_rmul(vm: &mut Vm, args: Args) -> Res {
    repetition(vm, args)
}

/// `sequence * n`. For an object of a script's class the operator goes on and has an error of its own.
fn repetition(vm: &mut Vm, args: Args) -> Res {
    let (object, times) = (receiver(vm, args), args.get(vm, 1));
    if !times.is_kind(Kind::Instance) && !vm.has_index(times) {
        return Err(vm.type_error_of(times, "object cannot be interpreted as an integer"));
    }
    Ok(vm.binary_container(BinaryOp::Mul, object, times)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

macro_rules! set_operators {
    ($($name:ident $reflected:ident $op:ident;)*) => {$(
        pub(super) fn $name(vm: &mut Vm, args: Args) -> Res {
            binary(vm, args, BinaryOp::$op, false)
        }

        pub(super) fn $reflected(vm: &mut Vm, args: Args) -> Res {
            binary(vm, args, BinaryOp::$op, true)
        }
    )*};
}

set_operators! {
    dunder_or dunder_ror BitOr;
    dunder_and dunder_rand BitAnd;
    dunder_sub dunder_rsub Sub;
    dunder_xor dunder_rxor BitXor;
}

/// The operators of sets and of views of keys and items.
pub static SET_OPERATORS: &[NativeDef] = &[
    method("__or__", dunder_or, Signature::One),
    method("__ror__", dunder_ror, Signature::One),
    method("__and__", dunder_and, Signature::One),
    method("__rand__", dunder_rand, Signature::One),
    method("__sub__", dunder_sub, Signature::One),
    method("__rsub__", dunder_rsub, Signature::One),
    method("__xor__", dunder_xor, Signature::One),
    method("__rxor__", dunder_rxor, Signature::One),
];

/// Whether a class value is exactly a built-in class.
pub(crate) fn is_exact(value: Value, class: crate::object::class::ClassId) -> bool {
    crate::heap::Heap::as_class(value) == Some(class)
}

/// Whether a class value names a built-in class that a constructor was called on directly.
pub(crate) fn is_builtin_call(vm: &Vm, class: Value) -> bool {
    crate::heap::Heap::as_class(class).is_none_or(|class| vm.heap.script_class(class).is_none())
        || is_exact(class, classes::OBJECT)
}
