//! `int` and `bool`: constructors, conversions and the methods that are no operators.

use super::operators;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, class_method, getter, method, static_method};
use crate::number::integer;
use crate::symbol::names;
use crate::text::integer::{ParseError, parse, too_long_message};
use crate::text::{integer as integer_text, quote};
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use dashu_int::IBig;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", new, Signature::Any),
    method("__repr__", repr, Signature::None),
    method("__int__", plain_int, Signature::None),
    method("__index__", plain_int, Signature::None),
    method("__trunc__", plain_int, Signature::None),
    method("__floor__", plain_int, Signature::None),
    method("__ceil__", plain_int, Signature::None),
    method("conjugate", plain_int, Signature::None),
    method("__round__", round, Signature::Range(0, 1)),
    method("__float__", float, Signature::None),
    method("__getnewargs__", new_arguments, Signature::None),
    method("bit_length", bit_length, Signature::None),
    method("bit_count", bit_count, Signature::None),
    method("is_integer", is_integer, Signature::None),
    method("as_integer_ratio", as_integer_ratio, Signature::None),
    method(
        "to_bytes",
        to_bytes,
        Signature::Named {
            names: &["length", "byteorder", "signed"],
            positional_only: 0,
            required: 0,
            keyword_only: 2,
        },
    ),
    class_method(
        "from_bytes",
        from_bytes,
        Signature::Named { names: &["bytes", "byteorder", "signed"], positional_only: 0, required: 1, keyword_only: 2 },
    ),
    getter("real", plain_int),
    getter("imag", zero),
    getter("numerator", plain_int),
    getter("denominator", one),
];

pub static BINARY: &[NativeDef] = operators::INT_BINARY;

pub static BOOL_MEMBERS: &[NativeDef] =
    &[static_method("__new__", bool_new, Signature::Any), method("__repr__", bool_repr, Signature::None)];

/// The receiver as an int value; a bool is 0 or 1.
fn receiver(vm: &Vm, args: Args) -> Value {
    let plain = vm.heap.plain(args.get(vm, 0));
    plain.as_bool().map_or(plain, |truth| Value::small(truth as i64))
}

fn receiver_integer(vm: &Vm, args: Args) -> IBig {
    vm.heap.as_integer(vm.heap.plain(args.get(vm, 0))).unwrap_or_default()
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let [value, base] = vm.constructor_arguments(args, "int", ["", "base"], true)?;
    match (value, base) {
        (None, None) => Ok(Value::small(0)),
        (None, Some(_)) => Err(vm.type_error("int() missing string argument")),
        (Some(value), None) => vm.int_of(value),
        (Some(value), Some(base)) => int_with_base(vm, value, base),
    }
}

fn int_with_base(vm: &mut Vm, value: Value, base: Value) -> Res {
    let base = vm.index_clipped(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match vm.parse_int(value, base as u32)? {
        Some(integer) => Ok(integer),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

impl Vm {
    /// `int(value)`. May return `Value::PENDING`.
    pub fn int_of(&mut self, value: Value) -> Res {
        if value.is_int() || value.is_kind(Kind::BigInt) {
            return Ok(value);
        }
        if self.overriding(value, names::INT).is_some() {
            return self.tail_prelude("int_of", &[value]);
        }
        if let Some(integer) = self.try_index(value)? {
            return Ok(integer);
        }
        if self.overriding(value, names::TRUNC).is_some() {
            return self.tail_prelude("int_by_trunc", &[value]);
        }
        if let Some(f) = self.heap.plain(value).as_float() {
            return self.integer_from_float(f);
        }
        if let Some(integer) = self.parse_int(value, 10)? {
            return Ok(integer);
        }
        let name = self.heap.type_name(value);
        let message = format!("int() argument must be a string, a bytes-like object or a real number, not '{name}'");
        Err(self.type_error(message))
    }

    /// The int that a str or bytes says; None for anything else.
    fn parse_int(&mut self, value: Value, base: u32) -> Res<Option<Value>> {
        let plain = self.heap.plain(value);
        let size = self.heap.text(plain).map_or(0, str::len);
        self.check_bits(size.saturating_mul(if base == 10 { 0 } else { 5 }))?;
        // Its digits, and in a message the first of them.
        self.check_size(size.saturating_mul(2))?;
        let parsed = match (self.heap.text(plain), self.heap.bytes(plain)) {
            (Some(text), _) => parse(text, base),
            (None, Some(bytes)) => {
                let text = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii());
                text.map_or(Err(ParseError::Invalid), |text| parse(text, base))
            }
            (None, None) => return Ok(None),
        };
        match parsed {
            Ok(integer) => Ok(Some(self.heap.integer(integer))),
            Err(ParseError::TooLong(digits)) => Err(self.value_error(too_long_message(digits))),
            Err(ParseError::Invalid) => {
                self.check_size(size.saturating_mul(12))?;
                let shown: String = self.literal(plain).chars().take(200).collect();
                Err(self.value_error(format!("invalid literal for int() with base {base}: {shown}")))
            }
        }
    }

    /// `repr` of a str or bytes for a message.
    pub(super) fn literal(&self, text: Value) -> String {
        let mut shown = String::new();
        match (self.heap.text(text), self.heap.bytes(text)) {
            (Some(text), _) => quote::push_str(&mut shown, text, false),
            (None, Some(bytes)) => quote::push_bytes(&mut shown, bytes),
            (None, None) => {}
        }
        shown
    }

    /// `abs` of a number; None for anything else.
    pub fn absolute_native(&mut self, value: Value) -> Res<Option<Value>> {
        let plain = self.heap.plain(value);
        if let Some(f) = plain.as_float() {
            return Ok(Some(Value::float(f.abs())));
        }
        let Some(integer) = self.heap.integer_ref(plain) else { return Ok(None) };
        let negative = integer::is_negative(&integer);
        let op = if negative { hognose_bytecode::UnaryOp::Negative } else { hognose_bytecode::UnaryOp::Positive };
        self.unary_native(op, plain)
    }

    /// `round(integer, digits)`
    pub fn round_integer(&mut self, integer: Value, digits: Value) -> Res {
        let digits = self.index_clipped(digits)?;
        if digits >= 0 {
            return Ok(integer);
        }
        let zeros = usize::try_from(digits.unsigned_abs()).unwrap_or(usize::MAX);
        let bits = self.heap.big_int(integer).map_or(0, integer::magnitude_bits);
        let words = bits / 64;
        self.charge_product(words * 16, integer::work(words, words))?;
        let rounded = self.heap.integer_ref(integer).map(|integer| integer::round_to_zeros(&integer, zeros));
        Ok(self.heap.integer(rounded.unwrap_or_default()))
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let value = receiver_integer(vm, args);
    match integer_text::decimal(&value) {
        Some(text) => Ok(vm.heap.str_from(text)),
        None => Err(vm.value_error(integer_text::TOO_LONG)),
    }
}

fn plain_int(vm: &mut Vm, args: Args) -> Res {
    Ok(receiver(vm, args))
}

fn zero(_: &mut Vm, _: Args) -> Res {
    Ok(Value::small(0))
}

fn one(_: &mut Vm, _: Args) -> Res {
    Ok(Value::small(1))
}

fn is_integer(_: &mut Vm, _: Args) -> Res {
    Ok(Value::TRUE)
}

fn round(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    match args.opt(vm, 1).filter(|digits| !digits.is_none()) {
        Some(digits) => vm.round_integer(value, digits),
        None => Ok(value),
    }
}

fn float(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    vm.number_to_float(value).map(Value::float)
}

fn new_arguments(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    Ok(vm.heap.tuple_of(&[value]))
}

fn bit_length(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(integer::magnitude_bits(&receiver_integer(vm, args)) as i64))
}

fn bit_count(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(integer::bit_count(&receiver_integer(vm, args)) as i64))
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    Ok(vm.heap.tuple_of(&[value, Value::small(1)]))
}

/// Whether a `byteorder` argument says "little".
fn is_little(vm: &mut Vm, order: Option<Value>, function: &str) -> Res<bool> {
    let Some(order) = order else { return Ok(false) };
    match vm.text_argument(order) {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            let message = format!("{function}() argument 'byteorder' must be str, not {}", vm.argument_type(order));
            Err(vm.type_error(message))
        }
    }
}

fn to_bytes(vm: &mut Vm, args: Args) -> Res {
    let length = match args.opt(vm, 1) {
        Some(length) => vm.size_argument(length)?,
        None => 1,
    };
    let order = args.opt(vm, 2);
    let little = is_little(vm, order, "to_bytes")?;
    let signed = match args.opt(vm, 3) {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    // The bytes, those that the number has, and both again.
    vm.check_size(length)?;
    vm.reserve_memory(length.saturating_mul(4))?;
    let bytes = integer::to_bytes(&receiver_integer(vm, args), length, signed);
    let mut bytes = vm.number_result(bytes)?;
    if !little {
        bytes.reverse();
    }
    Ok(vm.bytes_value(bytes.into()))
}

fn from_bytes(vm: &mut Vm, args: Args) -> Res {
    let (class, source) = (args.get(vm, 0), args.get(vm, 1));
    let order = args.opt(vm, 2);
    let little = is_little(vm, order, "from_bytes")?;
    let signed = match args.opt(vm, 3) {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let Some(mut bytes) = vm.bytes_of_iterable(source)? else {
        let order = vm.heap.str(if little { "little" } else { "big" });
        return vm.tail_prelude("int_from_bytes", &[class, source, order, Value::bool(signed)]);
    };
    if !little {
        bytes.reverse();
    }
    vm.check_bits(bytes.len().saturating_mul(8))?;
    let integer = integer::from_bytes(&bytes, signed);
    let integer = vm.heap.integer(integer);
    if Heap::as_class(class) == Some(classes::INT) { Ok(integer) } else { vm.tail_call(class, &[integer]) }
}

fn bool_new(vm: &mut Vm, args: Args) -> Res {
    let [value] = vm.constructor_arguments(args, "bool", [""], true)?;
    let Some(value) = value else { return Ok(Value::FALSE) };
    match vm.truth_native(value) {
        Some(truth) => Ok(Value::bool(truth)),
        None => vm.tail_prelude("truth_of", &[value]),
    }
}

fn bool_repr(vm: &mut Vm, args: Args) -> Res {
    let text = if args.get(vm, 0) == Value::TRUE { "True" } else { "False" };
    Ok(vm.heap.interned(text))
}
