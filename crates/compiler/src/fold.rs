//! Constants the compiler can compute: what CPython folds, as far as integers of 64 bits, floats and text go. An
//! overflow, an error or a result that is too large stays as code.

use crate::walk::left_spine;
use hognose_bytecode::Const;
use hognose_syntax::ast::*;

/// The most characters or bytes of a folded string (CPython's limit for repetition).
const TEXT_LIMIT: usize = 4096;

/// The value of `expr`, if it is a constant.
pub(crate) fn fold(expr: &Expr) -> Option<Const> {
    let (leaf, nodes) = left_spine(expr);
    let mut value = fold_leaf(leaf)?;
    for node in nodes {
        match &node.kind {
            ExprKind::Binary { op, right, .. } => value = fold_binary(&value, *op, &fold(right)?)?,
            ExprKind::Subscript { index, .. } => value = fold_subscript(&value, &fold(index)?)?,
            _ => return None,
        }
    }
    Some(value)
}

fn fold_leaf(expr: &Expr) -> Option<Const> {
    match &expr.kind {
        ExprKind::None => Some(Const::None),
        ExprKind::True => Some(Const::Bool(true)),
        ExprKind::False => Some(Const::Bool(false)),
        ExprKind::Ellipsis => Some(Const::Ellipsis),
        ExprKind::Number(number) => fold_number(number),
        ExprKind::Str(text) => Some(Const::Str((&**text).into())),
        ExprKind::Bytes(bytes) => Some(Const::Bytes((&**bytes).into())),
        ExprKind::Tuple(items) => {
            let items: Option<Vec<Const>> = items.iter().map(fold).collect();
            Some(Const::Tuple(items?.into()))
        }
        ExprKind::Unary { op, operand } => fold_unary(*op, fold(operand)?),
        ExprKind::Name(name) if &**name == "__debug__" => Some(Const::Bool(true)),
        _ => None,
    }
}

fn fold_number(number: &Number) -> Option<Const> {
    match number {
        Number::Int(value) => Some(Const::Int(*value)),
        Number::BigInt { digits, radix } => Some(Const::BigInt { digits: (&**digits).into(), radix: *radix }),
        Number::Float(value) => Some(Const::Float(*value)),
        Number::Imaginary(_) => None,
    }
}

fn fold_unary(op: UnaryOp, value: Const) -> Option<Const> {
    match (op, value) {
        (UnaryOp::Negative, Const::Int(value)) => value.checked_neg().map(Const::Int),
        (UnaryOp::Negative, Const::Float(value)) => Some(Const::Float(-value)),
        (UnaryOp::Negative, Const::BigInt { digits, radix }) => match digits.strip_prefix('-') {
            Some(rest) => Some(Const::BigInt { digits: rest.into(), radix }),
            None => Some(Const::BigInt { digits: format!("-{digits}").into(), radix }),
        },
        (UnaryOp::Positive, value @ (Const::Int(_) | Const::Float(_) | Const::BigInt { .. })) => Some(value),
        (UnaryOp::Invert, Const::Int(value)) => Some(Const::Int(!value)),
        (UnaryOp::Not, value) => Some(Const::Bool(!truth(&value))),
        _ => None,
    }
}

/// Whether a constant counts as true.
pub(crate) fn truth(value: &Const) -> bool {
    match value {
        Const::None => false,
        Const::Bool(value) => *value,
        Const::Ellipsis | Const::BigInt { .. } => true,
        Const::Int(value) => *value != 0,
        Const::Float(value) => *value != 0.0,
        Const::Str(text) => !text.is_empty(),
        Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}

/// The value of `left op right`.
pub(crate) fn fold_binary(left: &Const, op: BinaryOp, right: &Const) -> Option<Const> {
    match (left, right) {
        (Const::Int(a), Const::Int(b)) => fold_int(*a, op, *b),
        (Const::Float(a), Const::Float(b)) => fold_float(*a, op, *b),
        (Const::Int(a), Const::Float(b)) => fold_float(exact(*a)?, op, *b),
        (Const::Float(a), Const::Int(b)) => fold_float(*a, op, exact(*b)?),
        (Const::Str(a), Const::Str(b)) if op == BinaryOp::Add && a.len() + b.len() <= TEXT_LIMIT => {
            Some(Const::Str(format!("{a}{b}").into()))
        }
        (Const::Bytes(a), Const::Bytes(b)) if op == BinaryOp::Add && a.len() + b.len() <= TEXT_LIMIT => {
            Some(Const::Bytes([&**a, &**b].concat().into()))
        }
        (Const::Str(text), Const::Int(count)) | (Const::Int(count), Const::Str(text)) if op == BinaryOp::Mul => {
            Some(Const::Str(text.repeat(repetitions(*count, text.len())?).into()))
        }
        (Const::Bytes(bytes), Const::Int(count)) | (Const::Int(count), Const::Bytes(bytes)) if op == BinaryOp::Mul => {
            Some(Const::Bytes(bytes.repeat(repetitions(*count, bytes.len())?).into()))
        }
        _ => None,
    }
}

/// The value of `value[index]`, if there is such an item.
pub(crate) fn fold_subscript(value: &Const, index: &Const) -> Option<Const> {
    let index = match index {
        Const::Int(index) => *index,
        Const::Bool(index) => i64::from(*index),
        _ => return None,
    };
    let place = |length: usize| {
        let length = i64::try_from(length).ok()?;
        usize::try_from(if index < 0 { index.checked_add(length)? } else { index }).ok()
    };
    match value {
        Const::Str(text) => {
            let character = text.chars().nth(place(text.chars().count())?)?;
            Some(Const::Str(character.to_string().into()))
        }
        Const::Bytes(bytes) => bytes.get(place(bytes.len())?).map(|byte| Const::Int(i64::from(*byte))),
        Const::Tuple(items) => items.get(place(items.len())?).cloned(),
        _ => None,
    }
}

/// How often to repeat a text of `length` bytes, if the result is small.
fn repetitions(count: i64, length: usize) -> Option<usize> {
    let count = usize::try_from(count.max(0)).ok()?;
    (count.checked_mul(length)? <= TEXT_LIMIT).then_some(count)
}

/// The float that equals `value`, if there is one.
fn exact(value: i64) -> Option<f64> {
    (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
}

fn fold_int(a: i64, op: BinaryOp, b: i64) -> Option<Const> {
    let shift = || u32::try_from(b).ok().filter(|shift| *shift < 63);
    let value = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div if b != 0 => return Some(Const::Float(exact(a)? / exact(b)?)),
        BinaryOp::FloorDiv => floor_div(a, b),
        BinaryOp::Mod => floor_div(a, b).and_then(|quotient| a.checked_sub(quotient.checked_mul(b)?)),
        BinaryOp::Pow => a.checked_pow(u32::try_from(b).ok()?),
        BinaryOp::LeftShift => shift().and_then(|shift| a.checked_mul(1 << shift)),
        BinaryOp::RightShift => shift().map(|shift| a >> shift),
        BinaryOp::BitAnd => Some(a & b),
        BinaryOp::BitOr => Some(a | b),
        BinaryOp::BitXor => Some(a ^ b),
        BinaryOp::Div | BinaryOp::MatMul => None,
    };
    value.map(Const::Int)
}

fn floor_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    let inexact = quotient.checked_mul(b)? != a;
    if inexact && (a < 0) != (b < 0) { quotient.checked_sub(1) } else { Some(quotient) }
}

fn fold_float(a: f64, op: BinaryOp, b: f64) -> Option<Const> {
    let value = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if b != 0.0 => a / b,
        _ => return None,
    };
    // A NaN is an object of its own each time it is computed.
    (!value.is_nan()).then_some(Const::Float(value))
}
