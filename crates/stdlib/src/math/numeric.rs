//! Functions that look at a float's parts, round it, or compare floats.

use super::range_error;
use crate::convert::integer_of_float;
use dashu_int::{IBig, Sign};
use hognose_runtime::native::function;
use hognose_runtime::symbol::{Symbol, names};
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    function("ceil", ceil, Signature::One),
    function("floor", floor, Signature::One),
    function("frexp", frexp, Signature::One),
    function(
        "isclose",
        isclose,
        Signature::Named { names: &["a", "b", "rel_tol", "abs_tol"], positional_only: 0, required: 2, keyword_only: 2 },
    ),
    function("isfinite", isfinite, Signature::One),
    function("isinf", isinf, Signature::One),
    function("isnan", isnan, Signature::One),
    function("ldexp", ldexp, Signature::Range(2, 2)),
    function("modf", modf, Signature::One),
    function(
        "nextafter",
        nextafter,
        Signature::Named { names: &["x", "y", "steps"], positional_only: 2, required: 2, keyword_only: 2 },
    ),
    function("trunc", trunc, Signature::One),
    function("ulp", ulp, Signature::One),
];

fn ceil(vm: &mut Vm, args: Args) -> Res {
    rounded(vm, args.get(vm, 0), names::CEIL, f64::ceil)
}

fn floor(vm: &mut Vm, args: Args) -> Res {
    rounded(vm, args.get(vm, 0), names::FLOOR, f64::floor)
}

/// Floats and ints at once; the class's own method if there is one; else the rounding of what `__float__` gives.
fn rounded(vm: &mut Vm, value: Value, method: Symbol, rounding: fn(f64) -> f64) -> Res {
    if let Some(float) = value.as_float() {
        return integer_of_float(vm, rounding(float));
    }
    if is_plain_integer(vm, value) {
        return Ok(integer_itself(value));
    }
    let class = vm.heap.class_of(value);
    if let Some(function) = vm.heap.class_lookup(class, method) {
        return vm.tail_special(function, value, &[]);
    }
    let float = vm.real(value)?;
    integer_of_float(vm, rounding(float))
}

fn trunc(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if let Some(float) = value.as_float() {
        return integer_of_float(vm, float.trunc());
    }
    if is_plain_integer(vm, value) {
        return Ok(integer_itself(value));
    }
    let class = vm.heap.class_of(value);
    match vm.heap.class_lookup(class, names::TRUNC) {
        Some(function) => vm.tail_special(function, value, &[]),
        None => {
            let message = format!("type {} doesn't define __trunc__ method", vm.heap.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn is_plain_integer(vm: &Vm, value: Value) -> bool {
    vm.is_integer(value) && vm.heap.instance(value).is_none()
}

fn integer_itself(value: Value) -> Value {
    value.as_bool().map_or(value, |b| Value::small(b as i64))
}

fn frexp(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    let (fraction, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexp(x) };
    Ok(vm.heap.tuple_of(&[Value::float(fraction), Value::small(i64::from(exponent))]))
}

fn modf(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    let fraction = if x.is_infinite() { 0f64.copysign(x) } else { (x % 1.0).copysign(x) };
    let whole = if x.is_nan() { x } else { x.trunc() };
    Ok(vm.heap.tuple_of(&[Value::float(if x.is_nan() { x } else { fraction }), Value::float(whole)]))
}

fn ldexp(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    let exponent = vm.heap.plain(args.get(vm, 1));
    let Some(exponent) = vm.heap.as_integer(exponent) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(Value::float(x));
    }
    let bound = if exponent.sign() == Sign::Negative { -100_000 } else { 100_000 };
    let result = libm::ldexp(x, i32::try_from(&exponent).unwrap_or(bound).clamp(-100_000, 100_000));
    if result.is_infinite() { Err(range_error(vm)) } else { Ok(Value::float(result)) }
}

fn isfinite(vm: &mut Vm, args: Args) -> Res {
    vm.real(args.get(vm, 0)).map(|x| Value::bool(x.is_finite()))
}

fn isinf(vm: &mut Vm, args: Args) -> Res {
    vm.real(args.get(vm, 0)).map(|x| Value::bool(x.is_infinite()))
}

fn isnan(vm: &mut Vm, args: Args) -> Res {
    vm.real(args.get(vm, 0)).map(|x| Value::bool(x.is_nan()))
}

fn isclose(vm: &mut Vm, args: Args) -> Res {
    let a = vm.real(args.get(vm, 0))?;
    let b = vm.real(args.get(vm, 1))?;
    let relative = args.opt(vm, 2).map_or(Ok(1e-9), |value| vm.real(value))?;
    let absolute = args.opt(vm, 3).map_or(Ok(0.0), |value| vm.real(value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(close))
}

fn nextafter(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    let y = vm.real(args.get(vm, 1))?;
    let steps = match args.opt(vm, 2).filter(|steps| !steps.is_none()) {
        // The C library's: a zero next to a number has that number's sign.
        None if y == 0.0 && ordinal(x).unsigned_abs() == 1 => return Ok(Value::float(0f64.copysign(x))),
        None => 1,
        Some(steps) => {
            let steps = vm.index_integer(steps)?;
            if steps < IBig::ZERO {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            u64::try_from(&steps).unwrap_or(u64::MAX)
        }
    };
    Ok(Value::float(after(x, y, steps)))
}

/// `steps` floats from `x` towards `y`, not beyond it.
fn after(x: f64, y: f64, steps: u64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    if y.is_nan() || x == y {
        return y;
    }
    let (from, to) = (ordinal(x), ordinal(y));
    let distance = from.abs_diff(to);
    if steps >= distance {
        return y;
    }
    let at = if to > from { from.wrapping_add_unsigned(steps) } else { from.wrapping_sub_unsigned(steps) };
    if at == 0 { 0f64.copysign(if x == 0.0 { y } else { x }) } else { of_ordinal(at) }
}

/// Floats numbered in their order, both zeros 0.
fn ordinal(x: f64) -> i64 {
    let bits = (x.to_bits() & (u64::MAX >> 1)) as i64;
    if x.is_sign_negative() { -bits } else { bits }
}

fn of_ordinal(at: i64) -> f64 {
    let size = f64::from_bits(at.unsigned_abs());
    if at < 0 { -size } else { size }
}

fn ulp(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    if x.is_nan() {
        return Ok(Value::float(x));
    }
    let size = x.abs();
    if size.is_infinite() {
        return Ok(Value::float(size));
    }
    let next = size.next_up();
    Ok(Value::float(if next.is_infinite() { size - size.next_down() } else { next - size }))
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn steps_pass_through_zero_and_stop_at_the_target() {
        assert_eq!(after(1.0, 2.0, 1), 1.0 + f64::EPSILON);
        assert_eq!(after(5e-324, -1.0, 1).to_bits(), 0);
        assert_eq!(after(5e-324, -1.0, 2), -5e-324);
        assert_eq!(after(1.0, 1.5, u64::MAX), 1.5);
    }
}
