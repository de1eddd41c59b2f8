//! `float`: constructor, conversions and the methods that are no operators.

use super::operators;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, class_method, getter, method, static_method};
use crate::number::float as number;
use crate::symbol::names;
use crate::text::float::{HexError, from_hex, hex as hex_text, parse, repr as repr_text};
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that a byte of a literal takes in a message: escaped, in two texts, one of which grows.
const LITERAL: usize = 12;

/// Bytes that a byte of a text takes while it is read.
const PARSED: usize = 4;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", new, Signature::Any),
    method("__repr__", repr, Signature::None),
    method("__float__", plain_float, Signature::None),
    method("conjugate", plain_float, Signature::None),
    method("__int__", truncate, Signature::None),
    method("__trunc__", truncate, Signature::None),
    method("__floor__", floor, Signature::None),
    method("__ceil__", ceil, Signature::None),
    method("__round__", round, Signature::Range(0, 1)),
    method("__getnewargs__", new_arguments, Signature::None),
    method("is_integer", is_integer, Signature::None),
    method("as_integer_ratio", as_integer_ratio, Signature::None),
    method("hex", hex, Signature::None),
    class_method("fromhex", fromhex, Signature::One),
    getter("real", plain_float),
    getter("imag", zero),
];

pub static BINARY: &[NativeDef] = operators::FLOAT_BINARY;

fn receiver(vm: &Vm, args: Args) -> f64 {
    vm.heap.plain(args.get(vm, 0)).as_float().unwrap_or(0.0)
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let [value] = vm.constructor_arguments(args, "float", [""], true)?;
    let Some(value) = value else { return Ok(Value::float(0.0)) };
    if value.is_float() {
        return Ok(value);
    }
    let scripted = [names::FLOAT, names::INDEX].iter().any(|name| vm.overriding(value, *name).is_some());
    let plain = vm.heap.plain(value);
    if scripted || vm.heap.is_number(plain) {
        return vm.float_of(value).map(Value::float);
    }
    // Its digits, and what the underscores are taken out of.
    let size = vm.size_of(plain);
    vm.check_size(size.saturating_mul(PARSED))?;
    let parsed = match (vm.heap.text(plain), vm.heap.bytes(plain)) {
        (Some(text), _) => parse(text),
        (None, Some(bytes)) => std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii()).and_then(parse),
        (None, None) => {
            let name = vm.heap.type_name(value);
            let message = format!("float() argument must be a string or a real number, not '{name}'");
            return Err(vm.type_error(message));
        }
    };
    match parsed {
        Some(f) => Ok(Value::float(f)),
        None => {
            vm.check_size(size.saturating_mul(LITERAL))?;
            let message = format!("could not convert string to float: {}", vm.literal(plain));
            Err(vm.value_error(message))
        }
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let text = repr_text(receiver(vm, args));
    Ok(vm.heap.str_from(text))
}

fn plain_float(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.plain(args.get(vm, 0)))
}

fn zero(_: &mut Vm, _: Args) -> Res {
    Ok(Value::float(0.0))
}

fn truncate(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    vm.integer_from_float(value)
}

fn floor(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args).floor();
    vm.integer_from_float(value)
}

fn ceil(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args).ceil();
    vm.integer_from_float(value)
}

fn round(vm: &mut Vm, args: Args) -> Res {
    let (value, digits) = (vm.heap.plain(args.get(vm, 0)), args.opt(vm, 1));
    vm.round_float(value, digits)
}

impl Vm {
    /// `round(value, digits)` of a float.
    pub fn round_float(&mut self, value: Value, digits: Option<Value>) -> Res {
        let f = value.as_float().unwrap_or(0.0);
        let Some(digits) = digits.filter(|digits| !digits.is_none()) else {
            return self.integer_from_float(f.round_ties_even());
        };
        let digits = self.index_clipped(digits)?;
        let rounded = number::round(f, digits);
        let rounded = self.number_result(rounded)?;
        Ok(if f.is_nan() { value } else { Value::float(rounded) })
    }
}

fn new_arguments(vm: &mut Vm, args: Args) -> Res {
    let value = vm.heap.plain(args.get(vm, 0));
    Ok(vm.heap.tuple_of(&[value]))
}

fn is_integer(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    Ok(Value::bool(value.is_finite() && value == value.floor()))
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    if value.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (numerator, denominator) = number::ratio(value);
    let (numerator, denominator) = (vm.heap.integer(numerator), vm.heap.integer(denominator));
    Ok(vm.heap.tuple_of(&[numerator, denominator]))
}

fn hex(vm: &mut Vm, args: Args) -> Res {
    let text = hex_text(receiver(vm, args));
    Ok(vm.heap.str_from(text))
}

fn fromhex(vm: &mut Vm, args: Args) -> Res {
    let (class, text) = (args.get(vm, 0), args.get(vm, 1));
    vm.check_size(vm.size_of(text).saturating_mul(PARSED))?;
    let Some(source) = vm.text_argument(text) else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let value = match from_hex(source) {
        Ok(f) => Value::float(f),
        Err(HexError::Invalid) => return Err(vm.value_error("invalid hexadecimal floating-point string")),
        Err(HexError::TooLarge) => {
            return Err(vm.overflow_error("hexadecimal value too large to represent as a float"));
        }
    };
    if Heap::as_class(class) == Some(classes::FLOAT) { Ok(value) } else { vm.tail_call(class, &[value]) }
}
