//! Functions of one and two floats that C's library has.

use super::{domain_error, error_function, range_error};
use dashu_int::IBig;
use dashu_int::ops::{BitTest, UnsignedAbs};
use hognose_runtime::native::function;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};

/// What an infinite result of a finite argument means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Infinite {
    Domain,
    Range,
}

macro_rules! unary {
    ($($name:ident $call:expr, $infinite:ident;)*) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            let x = vm.real(args.get(vm, 0))?;
            let call: fn(f64) -> f64 = $call;
            checked(vm, x, call(x), Infinite::$infinite)
        })*

        pub static UNARY: &[NativeDef] = &[$(function(stringify!($name), $name, Signature::One)),*];
    };
}

unary! {
    acos f64::acos, Domain;
    acosh inverse_cosh, Domain;
    asin f64::asin, Domain;
    asinh inverse_sinh, Domain;
    atan f64::atan, Domain;
    atanh inverse_tanh, Domain;
    cbrt f64::cbrt, Domain;
    cos f64::cos, Domain;
    cosh f64::cosh, Range;
    erf error_function::erf, Domain;
    erfc error_function::erfc, Domain;
    exp f64::exp, Range;
    exp2 f64::exp2, Range;
    expm1 f64::exp_m1, Range;
    fabs f64::abs, Domain;
    log1p f64::ln_1p, Domain;
    sin f64::sin, Domain;
    sinh f64::sinh, Range;
    sqrt f64::sqrt, Domain;
    tan f64::tan, Domain;
    tanh f64::tanh, Domain;
}

pub static FUNCTIONS: &[NativeDef] = &[
    function("atan2", atan2, Signature::Range(2, 2)),
    function("copysign", copysign, Signature::Range(2, 2)),
    function("degrees", degrees, Signature::One),
    function("fma", fma, Signature::Range(3, 3)),
    function("fmod", fmod, Signature::Range(2, 2)),
    function("log", log, Signature::Range(1, 2)),
    function("log10", log10, Signature::One),
    function("log2", log2, Signature::One),
    function("pow", pow, Signature::Range(2, 2)),
    function("radians", radians, Signature::One),
    function("remainder", remainder, Signature::Range(2, 2)),
];

/// CPython's rule: a NaN that did not go in is outside the domain, an infinity that did not is an overflow or a pole.
fn checked(vm: &mut Vm, x: f64, result: f64, infinite: Infinite) -> Res {
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(match infinite {
            Infinite::Domain => domain_error(vm),
            Infinite::Range => range_error(vm),
        });
    }
    Ok(Value::float(result))
}

// The three inverse hyperbolic functions follow the formulas of FreeBSD's msun, as the C library does; Rust's differ from
// them in the last digits.

/// From here on `x * x` swallows 1.
const LARGE: f64 = (1u64 << 28) as f64;
const SMALL: f64 = 1.0 / LARGE;

fn inverse_cosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x >= LARGE {
        x.ln() + std::f64::consts::LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}

fn inverse_sinh(x: f64) -> f64 {
    let size = x.abs();
    if size < SMALL || !x.is_finite() {
        return x;
    }
    let result = if size > LARGE {
        size.ln() + std::f64::consts::LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let t = x * x;
        (size + t / (1.0 + (1.0 + t).sqrt())).ln_1p()
    };
    result.copysign(x)
}

fn inverse_tanh(x: f64) -> f64 {
    let size = x.abs();
    if size >= 1.0 || x.is_nan() {
        return f64::NAN;
    }
    if size < SMALL {
        return x;
    }
    let double = size + size;
    let inner = if size < 0.5 { double + double * size / (1.0 - size) } else { double / (1.0 - size) };
    (0.5 * inner.ln_1p()).copysign(x)
}

fn two(vm: &mut Vm, args: Args) -> Res<(f64, f64)> {
    let x = vm.real(args.get(vm, 0))?;
    let y = vm.real(args.get(vm, 1))?;
    Ok((x, y))
}

fn atan2(vm: &mut Vm, args: Args) -> Res {
    let (y, x) = two(vm, args)?;
    Ok(Value::float(y.atan2(x)))
}

fn copysign(vm: &mut Vm, args: Args) -> Res {
    let (x, y) = two(vm, args)?;
    Ok(Value::float(x.copysign(y)))
}

fn degrees(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    Ok(Value::float(x * (180.0 / std::f64::consts::PI)))
}

fn radians(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    Ok(Value::float(x * (std::f64::consts::PI / 180.0)))
}

fn fma(vm: &mut Vm, args: Args) -> Res {
    let (x, y) = two(vm, args)?;
    let z = vm.real(args.get(vm, 2))?;
    let result = x.mul_add(y, z);
    if result.is_finite() {
        return Ok(Value::float(result));
    }
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(Value::float(result))
}

fn fmod(vm: &mut Vm, args: Args) -> Res {
    let (x, y) = two(vm, args)?;
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(Value::float(result))
}

/// The IEEE 754 remainder: `x - n*y` with `n` the integer nearest to `x/y`, ties to even; always exact.
fn remainder(vm: &mut Vm, args: Args) -> Res {
    let (x, y) = two(vm, args)?;
    if x.is_nan() || y.is_nan() {
        return Ok(Value::float(f64::NAN));
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain_error(vm));
    }
    if y.is_infinite() {
        return Ok(Value::float(x));
    }
    let (size, step) = (x.abs(), y.abs());
    let below = size % step;
    let above = step - below;
    let nearest = if below < above {
        below
    } else if below > above {
        -above
    } else {
        // A tie: the even multiple is the one whose half is a multiple of `step`.
        below - 2.0 * ((0.5 * (size - below)) % step)
    };
    Ok(Value::float(1f64.copysign(x) * nearest))
}

fn pow(vm: &mut Vm, args: Args) -> Res {
    let (x, y) = two(vm, args)?;
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() && !result.is_finite() {
        return Err(if result.is_nan() || x == 0.0 { domain_error(vm) } else { range_error(vm) });
    }
    Ok(Value::float(result))
}

fn log(vm: &mut Vm, args: Args) -> Res {
    let number = logarithm(vm, args.get(vm, 0), f64::ln)?;
    let Some(base) = args.opt(vm, 1) else { return Ok(Value::float(number)) };
    let base = logarithm(vm, base, f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division_error("float division by zero"));
    }
    Ok(Value::float(number / base))
}

fn log2(vm: &mut Vm, args: Args) -> Res {
    logarithm(vm, args.get(vm, 0), f64::log2).map(Value::float)
}

fn log10(vm: &mut Vm, args: Args) -> Res {
    logarithm(vm, args.get(vm, 0), f64::log10).map(Value::float)
}

/// A logarithm; of ints of any size too.
fn logarithm(vm: &mut Vm, value: Value, function: fn(f64) -> f64) -> Res<f64> {
    let plain = vm.heap.plain(value);
    let x = match vm.heap.as_integer(plain) {
        Some(integer) if integer <= IBig::ZERO => return Err(domain_error(vm)),
        Some(integer) => match integer.to_f64().value() {
            float if float.is_finite() => float,
            _ => {
                let (fraction, exponent) = fraction_and_exponent(&integer);
                return Ok(function(fraction) + function(2.0) * exponent as f64);
            }
        },
        None => vm.real(value)?,
    };
    if x <= 0.0 { Err(domain_error(vm)) } else { Ok(function(x)) }
}

/// A positive int as `fraction * 2**exponent` with the fraction in 0.5..1, rounded to nearest even.
fn fraction_and_exponent(integer: &IBig) -> (f64, usize) {
    let size = integer.unsigned_abs();
    let bits = size.bit_len();
    let shift = bits.saturating_sub(64);
    let top = u64::try_from(&size >> shift).unwrap_or(u64::MAX);
    // What was shifted out counts as one more bit below the last, which 64 bits have to spare.
    let sticky = size.trailing_zeros().is_some_and(|zeros| zeros < shift);
    let fraction = (top | u64::from(sticky)) as f64 / 2f64.powi((bits - shift) as i32);
    if fraction >= 1.0 { (fraction / 2.0, bits + 1) } else { (fraction, bits) }
}
