//! Float arithmetic by CPython's floatobject.c.

use super::NumberError;
use super::integer::{magnitude_bits, power_of_ten};
use crate::heap::integer_of_float;
use crate::text::float::ldexp;
use dashu_int::IBig;
use dashu_int::ops::{Abs, DivRem};

/// `a % b`
pub fn modulo(a: f64, b: f64) -> Result<f64, NumberError> {
    if b == 0.0 {
        return Err(NumberError::ZeroDivision("float modulo by zero"));
    }
    let rest = a % b;
    if rest == 0.0 {
        return Ok(0.0f64.copysign(b));
    }
    Ok(if (b < 0.0) != (rest < 0.0) { rest + b } else { rest })
}

/// `divmod(a, b)`; the message is the caller's because `//` and `divmod` differ in it.
pub fn divide_modulo(a: f64, b: f64, by_zero: &'static str) -> Result<(f64, f64), NumberError> {
    if b == 0.0 {
        return Err(NumberError::ZeroDivision(by_zero));
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0f64.copysign(a / b), rest));
    }
    let floor = quotient.floor();
    Ok((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest))
}

/// `a // b`
pub fn floor_divide(a: f64, b: f64) -> Result<f64, NumberError> {
    divide_modulo(a, b, "float floor division by zero").map(|(quotient, _)| quotient)
}

/// `a / b`
pub fn divide(a: f64, b: f64) -> Result<f64, NumberError> {
    if b == 0.0 { Err(NumberError::ZeroDivision("float division by zero")) } else { Ok(a / b) }
}

fn is_odd(f: f64) -> bool {
    f.abs() % 2.0 == 1.0
}

/// `a ** b`
pub fn power(a: f64, b: f64) -> Result<f64, NumberError> {
    if b == 0.0 || a == 1.0 {
        return Ok(1.0);
    }
    if a.is_nan() || b.is_nan() {
        return Ok(a + b);
    }
    if b.is_infinite() {
        let magnitude = a.abs();
        return Ok(match () {
            () if magnitude == 1.0 => 1.0,
            () if (b > 0.0) == (magnitude > 1.0) => f64::INFINITY,
            () => 0.0,
        });
    }
    if a.is_infinite() {
        return Ok(match (b > 0.0, is_odd(b)) {
            (true, true) => a,
            (true, false) => a.abs(),
            (false, true) => 0.0f64.copysign(a),
            (false, false) => 0.0,
        });
    }
    if a == 0.0 {
        if b < 0.0 {
            return Err(NumberError::ZeroDivision("0.0 cannot be raised to a negative power"));
        }
        return Ok(if is_odd(b) { a } else { 0.0 });
    }
    if a < 0.0 && b != b.floor() {
        return Err(NumberError::Complex);
    }
    let magnitude = a.abs().powf(b);
    if magnitude.is_infinite() {
        return Err(NumberError::OutOfRange);
    }
    Ok(if a < 0.0 && is_odd(b) { -magnitude } else { magnitude })
}

/// `int(f)` of a float that may be infinite or NaN.
pub fn truncate(f: f64) -> Result<IBig, NumberError> {
    if f.is_nan() {
        return Err(NumberError::Value("cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(NumberError::Overflow("cannot convert float infinity to integer"));
    }
    Ok(integer_of_float(f.trunc()))
}

/// `round(f, digits)`: half to even of the exact value.
pub fn round(f: f64, digits: i64) -> Result<f64, NumberError> {
    if !f.is_finite() || f == 0.0 || digits > 323 {
        return Ok(f);
    }
    if digits < -308 {
        return Ok(0.0f64.copysign(f));
    }
    if digits >= 0 {
        let text = format!("{f:.*}", digits as usize);
        return Ok(text.parse().unwrap_or(f));
    }
    let rounded = round_whole(f.abs(), digits.unsigned_abs() as usize);
    let value = rounded.to_f64().value();
    if value.is_infinite() {
        return Err(NumberError::Overflow("rounded value too large to represent"));
    }
    Ok(value.copysign(f))
}

fn round_whole(f: f64, zeros: usize) -> IBig {
    let unit = power_of_ten(zeros);
    let (quotient, rest) = integer_of_float(f.trunc()).div_rem(&unit);
    let order = (rest << 1usize).cmp(&unit).then(if f.fract() > 0.0 {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Equal
    });
    let odd = !(&quotient & IBig::from(1)).is_zero();
    let up = order.is_gt() || order.is_eq() && odd;
    (quotient + IBig::from(up as u8)) * unit
}

/// `f.as_integer_ratio()` of a finite float.
pub fn ratio(f: f64) -> (IBig, IBig) {
    let bits = f.to_bits();
    let raw = ((bits >> 52) & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if raw == 0 { (fraction, -1074) } else { (fraction | 1 << 52, raw - 1075) };
    if mantissa == 0 {
        return (IBig::from(0), IBig::from(1));
    }
    let twos = mantissa.trailing_zeros();
    let (mantissa, exponent) = (IBig::from(mantissa >> twos), exponent + twos as i64);
    let signed = if f < 0.0 { -mantissa } else { mantissa };
    match usize::try_from(exponent) {
        Ok(shift) => (signed << shift, IBig::from(1)),
        Err(_) => (signed, IBig::from(1) << exponent.unsigned_abs() as usize),
    }
}

/// `a / b` of ints, correctly rounded (CPython longobject.c `long_true_divide`).
pub fn true_divide(a: &IBig, b: &IBig) -> Result<f64, NumberError> {
    const TOO_LARGE: NumberError = NumberError::Overflow("integer division result too large for a float");
    if b.is_zero() {
        return Err(NumberError::ZeroDivision("division by zero"));
    }
    if a.is_zero() {
        return Ok(if super::integer::is_negative(b) { -0.0 } else { 0.0 });
    }
    let negative = super::integer::is_negative(a) != super::integer::is_negative(b);
    let signed = |magnitude: f64| if negative { -magnitude } else { magnitude };
    let difference = magnitude_bits(a) as i64 - magnitude_bits(b) as i64;
    if difference > 1024 {
        return Err(TOO_LARGE);
    }
    if difference < -1021 - 53 - 1 {
        return Ok(signed(0.0));
    }
    let shift = difference.max(-1021) - 55;
    let (mut a, mut b) = (a.clone().abs(), b.clone().abs());
    if shift <= 0 {
        a <<= shift.unsigned_abs() as usize
    } else {
        b <<= shift as usize
    }
    let (quotient, rest) = a.div_rem(&b);
    let bits = magnitude_bits(&quotient) as i64;
    let extra = bits.max(-1021 - shift) - 53;
    // At least two extra bits exist: shift leaves 55 or 56 bits, fewer only where subnormals need fewer.
    let mut quotient = u64::try_from(&quotient).unwrap_or(u64::MAX);
    quotient |= !rest.is_zero() as u64;
    let mask = 1u64 << (extra - 1);
    if quotient & mask != 0 && quotient & (3 * mask - 1) != 0 {
        quotient += mask;
    }
    quotient &= !(2 * mask - 1);
    let result = ldexp(quotient as f64, shift);
    if result.is_infinite() { Err(TOO_LARGE) } else { Ok(signed(result)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_modulo_take_the_divisors_sign() {
        assert_eq!(divide_modulo(-7.5, 2.0, ""), Ok((-4.0, 0.5)));
        assert_eq!(modulo(5.0, -3.0), Ok(-1.0));
        assert_eq!(modulo(1.0, f64::NEG_INFINITY), Ok(f64::NEG_INFINITY));
        assert_eq!(floor_divide(1.0, 0.1), Ok(9.0));
    }

    #[test]
    fn rounding_is_half_to_even_of_the_exact_value() {
        for (value, digits, expected) in [
            (2.675, 2, 2.67),
            (0.125, 2, 0.12),
            (0.375, 2, 0.38),
            (2.5, 0, 2.0),
            (25.0, -1, 20.0),
            (25.5, -1, 30.0),
            (1234.0, -2, 1200.0),
            (5e22, -23, 0.0),
            (-0.4, 0, -0.0),
        ] {
            let rounded = round(value, digits).map(f64::to_bits);
            assert_eq!(rounded, Ok(f64::to_bits(expected)), "{value} {digits}");
        }
        assert_eq!(round(1.7e308, -308), Err(NumberError::Overflow("rounded value too large to represent")));
    }

    #[test]
    fn powers_follow_c99() {
        assert_eq!(power(-1.0, f64::INFINITY), Ok(1.0));
        assert_eq!(power(f64::NEG_INFINITY, -3.0).map(f64::to_bits), Ok((-0.0f64).to_bits()));
        assert_eq!(power(10.0, 400.0), Err(NumberError::OutOfRange));
        assert_eq!(power(-8.0, 0.5), Err(NumberError::Complex));
    }

    #[test]
    fn true_division_is_correctly_rounded() {
        let big = |text: &str| text.parse::<IBig>().expect("a number");
        assert_eq!(true_divide(&big("9007199254740993"), &big("1")), Ok(9007199254740992.0));
        assert_eq!(true_divide(&big("9007199254740995"), &big("1")), Ok(9007199254740996.0));
        assert_eq!(true_divide(&big("1"), &big("3")), Ok(1.0 / 3.0));
        assert_eq!(true_divide(&IBig::from(1), &(IBig::from(1) << 1074usize)), Ok(5e-324));
        assert_eq!(true_divide(&IBig::from(1), &(IBig::from(1) << 1075usize)), Ok(0.0));
        assert_eq!(true_divide(&IBig::from(3), &(IBig::from(1) << 1075usize)), Ok(1e-323));
        assert_eq!(true_divide(&IBig::from(10).pow(400), &-IBig::from(10).pow(399)), Ok(-10.0));
        assert!(true_divide(&IBig::from(10).pow(400), &IBig::from(1)).is_err());
    }
}
