//! The gamma function and its logarithm by Lanczos' approximation, with the coefficients that CPython takes from Boost, so
//! that the last digits are the same.

// The coefficients stand here with all the digits of their source.
#![allow(clippy::excessive_precision)]

use super::{domain_error, range_error};
use hognose_runtime::native::function;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};
use std::f64::consts::PI;

pub static FUNCTIONS: &[NativeDef] =
    &[function("gamma", gamma, Signature::One), function("lgamma", lgamma, Signature::One)];

const G: f64 = 6.024680040776729583740234375;
const G_MINUS_HALF: f64 = 5.524680040776729583740234375;

const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Gamma of 1 to 23, which floats hold exactly.
const FACTORIALS: [f64; 23] = {
    let mut table = [1.0; 23];
    let mut n = 1;
    while n < 23 {
        table[n] = table[n - 1] * n as f64;
        n += 1;
    }
    table
};

/// Lanczos' rational function; in powers of `1/x` for large `x`, where those of `x` would overflow.
fn lanczos_sum(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    if x < 5.0 {
        for (n, d) in NUMERATOR.iter().zip(&DENOMINATOR).rev() {
            above = above * x + n;
            below = below * x + d;
        }
    } else {
        for (n, d) in NUMERATOR.iter().zip(&DENOMINATOR) {
            above = above / x + n;
            below = below / x + d;
        }
    }
    above / below
}

/// `sin(pi * x)`, exact at multiples of a half.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // Not -sin(pi*(y-1)), whose zero would have the wrong sign.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

enum Fault {
    Domain,
    Range,
}

fn gamma(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    finish(vm, gamma_of(x))
}

fn lgamma(vm: &mut Vm, args: Args) -> Res {
    let x = vm.real(args.get(vm, 0))?;
    finish(vm, log_gamma_of(x))
}

fn finish(vm: &mut Vm, result: Result<f64, Fault>) -> Res {
    match result {
        Ok(result) => Ok(Value::float(result)),
        Err(Fault::Domain) => Err(domain_error(vm)),
        Err(Fault::Range) => Err(range_error(vm)),
    }
}

fn gamma_of(x: f64) -> Result<f64, Fault> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(Fault::Domain) };
    }
    if x == 0.0 {
        return Err(Fault::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(Fault::Domain);
        }
        if let Some(exact) = FACTORIALS.get(x as usize - 1) {
            return Ok(*exact);
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() { Err(Fault::Range) } else { Ok(result) };
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(Fault::Range) };
    }
    // The error of rounding `size + g - 0.5` is put right at the end.
    let y = size + G_MINUS_HALF;
    let rounding = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let correction = rounding * G / y;
    let result = if x < 0.0 {
        let start = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        divide_by_power(start - correction * start, y, size)
    } else {
        let start = lanczos_sum(size) / y.exp();
        multiply_by_power(start + correction * start, y, size)
    };
    if result.is_infinite() { Err(Fault::Range) } else { Ok(result) }
}

/// `r * y**(size - 0.5)`, in two steps where one would overflow.
fn multiply_by_power(r: f64, y: f64, size: f64) -> f64 {
    if size < 140.0 {
        return r * y.powf(size - 0.5);
    }
    let root = y.powf(size / 2.0 - 0.25);
    r * root * root
}

fn divide_by_power(r: f64, y: f64, size: f64) -> f64 {
    if size < 140.0 {
        return r / y.powf(size - 0.5);
    }
    let root = y.powf(size / 2.0 - 0.25);
    r / root / root
}

fn log_gamma_of(x: f64) -> Result<f64, Fault> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Fault::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        // The reflection formula.
        result = PI.ln() - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() { Err(Fault::Range) } else { Ok(result) }
}
