//! The special methods of ints and floats that are operators, as rows over `Vm::binary_native`.

use crate::native::{Args, NativeDef, Res, Signature, method};
use crate::value::{Kind, Value};
use crate::vm::Vm;
use hognose_bytecode::{BinaryOp, CompareOp, UnaryOp};
use std::cmp::Ordering;

const BINARY: [BinaryOp; 13] = [
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Mul,
    BinaryOp::MatMul,
    BinaryOp::Div,
    BinaryOp::FloorDiv,
    BinaryOp::Mod,
    BinaryOp::Pow,
    BinaryOp::LeftShift,
    BinaryOp::RightShift,
    BinaryOp::BitAnd,
    BinaryOp::BitOr,
    BinaryOp::BitXor,
];
const UNARY: [UnaryOp; 3] = [UnaryOp::Negative, UnaryOp::Positive, UnaryOp::Invert];
const COMPARE: [CompareOp; 6] =
    [CompareOp::Lt, CompareOp::LtE, CompareOp::Eq, CompareOp::NotEq, CompareOp::Gt, CompareOp::GtE];

macro_rules! binary_rows {
    ($function:ident: $($op:ident $name:literal $reflected:literal,)*) => {
        &[$(
            method($name, $function::<{ BinaryOp::$op as usize }, false>, Signature::One),
            method($reflected, $function::<{ BinaryOp::$op as usize }, true>, Signature::One),
        )*]
    };
}

pub static INT_BINARY: &[NativeDef] = binary_rows! { int_binary:
    Add "__add__" "__radd__", Sub "__sub__" "__rsub__", Mul "__mul__" "__rmul__", Div "__truediv__" "__rtruediv__",
    FloorDiv "__floordiv__" "__rfloordiv__", Mod "__mod__" "__rmod__", LeftShift "__lshift__" "__rlshift__",
    RightShift "__rshift__" "__rrshift__", BitAnd "__and__" "__rand__", BitOr "__or__" "__ror__",
    BitXor "__xor__" "__rxor__",
};

pub static FLOAT_BINARY: &[NativeDef] = binary_rows! { float_binary:
    Add "__add__" "__radd__", Sub "__sub__" "__rsub__", Mul "__mul__" "__rmul__", Div "__truediv__" "__rtruediv__",
    FloorDiv "__floordiv__" "__rfloordiv__", Mod "__mod__" "__rmod__",
};

/// What ints and floats share.
pub static COMMON: &[NativeDef] = &[
    method("__neg__", unary::<{ UnaryOp::Negative as usize }>, Signature::None),
    method("__pos__", unary::<{ UnaryOp::Positive as usize }>, Signature::None),
    method("__abs__", absolute, Signature::None),
    method("__lt__", compare::<{ CompareOp::Lt as usize }>, Signature::One),
    method("__le__", compare::<{ CompareOp::LtE as usize }>, Signature::One),
    method("__eq__", compare::<{ CompareOp::Eq as usize }>, Signature::One),
    method("__ne__", compare::<{ CompareOp::NotEq as usize }>, Signature::One),
    method("__gt__", compare::<{ CompareOp::Gt as usize }>, Signature::One),
    method("__ge__", compare::<{ CompareOp::GtE as usize }>, Signature::One),
    method("__bool__", truth, Signature::None),
    method("__hash__", hash, Signature::None),
    method("__divmod__", divmod::<false>, Signature::One),
    method("__rdivmod__", divmod::<true>, Signature::One),
    method("__pow__", power, Signature::Range(1, 2)),
    method("__rpow__", reflected_power, Signature::Range(1, 2)),
    method("__format__", format, Signature::One),
];

pub static INVERT: &[NativeDef] = &[method("__invert__", unary::<{ UnaryOp::Invert as usize }>, Signature::None)];

fn is_int(value: Value) -> bool {
    value.is_int() || value.is_bool() || value.is_kind(Kind::BigInt)
}

/// The receiver and the other operand, plain; None if the receiver's methods do not know the other one.
fn operands(vm: &Vm, args: Args) -> Option<(Value, Value)> {
    let (receiver, other) = (vm.heap.plain(args.get(vm, 0)), vm.heap.plain(args.get(vm, 1)));
    let known = if is_int(receiver) { is_int(other) } else { vm.heap.is_number(other) };
    known.then_some((receiver, other))
}

fn or_not_implemented(result: Option<Value>) -> Res {
    Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn int_binary<const OP: usize, const REFLECTED: bool>(vm: &mut Vm, args: Args) -> Res {
    binary(vm, args, BINARY[OP], REFLECTED)
}

fn float_binary<const OP: usize, const REFLECTED: bool>(vm: &mut Vm, args: Args) -> Res {
    binary(vm, args, BINARY[OP], REFLECTED)
}

fn binary(vm: &mut Vm, args: Args, op: BinaryOp, reflected: bool) -> Res {
    let Some((receiver, other)) = operands(vm, args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = if reflected { (other, receiver) } else { (receiver, other) };
    or_not_implemented(vm.binary_native(op, a, b)?)
}

fn unary<const OP: usize>(vm: &mut Vm, args: Args) -> Res {
    let receiver = args.get(vm, 0);
    or_not_implemented(vm.unary_native(UNARY[OP], receiver)?)
}

fn absolute(vm: &mut Vm, args: Args) -> Res {
    let receiver = args.get(vm, 0);
    or_not_implemented(vm.absolute_native(receiver)?)
}

fn compare<const OP: usize>(vm: &mut Vm, args: Args) -> Res {
    let Some((a, b)) = operands(vm, args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let order = vm.heap.compare_numbers(a, b);
    Ok(Value::bool(match COMPARE[OP] {
        CompareOp::Lt => order == Some(Ordering::Less),
        CompareOp::LtE => order.is_some_and(Ordering::is_le),
        CompareOp::Eq => order == Some(Ordering::Equal),
        CompareOp::NotEq => order != Some(Ordering::Equal),
        CompareOp::Gt => order == Some(Ordering::Greater),
        CompareOp::GtE => order.is_some_and(Ordering::is_ge),
    }))
}

fn truth(vm: &mut Vm, args: Args) -> Res {
    let receiver = vm.heap.plain(args.get(vm, 0));
    Ok(Value::bool(vm.truth_native(receiver).unwrap_or(true)))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let receiver = vm.heap.plain(args.get(vm, 0));
    let hash = vm.heap.hash_native(receiver).unwrap_or(0);
    Ok(vm.heap.int(hash))
}

fn divmod<const REFLECTED: bool>(vm: &mut Vm, args: Args) -> Res {
    let Some((receiver, other)) = operands(vm, args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = if REFLECTED { (other, receiver) } else { (receiver, other) };
    or_not_implemented(vm.divmod_native(a, b)?)
}

fn power(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.get(vm, 0), args.get(vm, 1));
    power_of(vm, args, a, b)
}

fn reflected_power(vm: &mut Vm, args: Args) -> Res {
    let (b, a) = (args.get(vm, 0), args.get(vm, 1));
    power_of(vm, args, a, b)
}

fn power_of(vm: &mut Vm, args: Args, a: Value, b: Value) -> Res {
    if let Some(modulus) = args.opt(vm, 2).filter(|modulus| !modulus.is_none()) {
        return or_not_implemented(vm.power_modulo_native(a, b, modulus)?);
    }
    match operands(vm, args) {
        Some(_) => or_not_implemented(vm.binary_native(BinaryOp::Pow, a, b)?),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__format__` of int, float and str.
pub(super) fn format(vm: &mut Vm, args: Args) -> Res {
    let (value, spec) = (args.get(vm, 0), args.get(vm, 1));
    vm.check_name(spec)?;
    let Some(spec) = vm.text_argument(spec) else {
        let message = format!("__format__() argument must be str, not {}", vm.argument_type(spec));
        return Err(vm.type_error(message));
    };
    let spec: Box<str> = spec.into();
    match vm.format_builtin(value, &spec)? {
        Some(text) => Ok(text),
        None => vm.tail_prelude("text_of", &[value]),
    }
}
