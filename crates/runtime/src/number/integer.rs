//! Int arithmetic by Python's rules, with bounds on what one operation may cost.

use super::NumberError;
use dashu_int::fast_div::ConstDivisor;
use dashu_int::ops::{Abs, DivRem, ExtendedGcd};
use dashu_int::{IBig, Sign, UBig};

/// The largest int that an operation makes: 2**27 bits, 16 MiB, 40 million decimal digits.
pub const MOST_BITS: u64 = 1 << 27;

/// The largest work of one operation, in the unit of `work`: some seconds.
const MOST_WORK: u64 = 1 << 33;

/// Number of bits of the magnitude.
pub fn magnitude_bits(i: &IBig) -> usize {
    let (_, words) = i.as_sign_words();
    words.last().map_or(0, |last| words.len() * 64 - last.leading_zeros() as usize)
}

pub fn is_negative(i: &IBig) -> bool {
    i.sign() == Sign::Negative
}

/// About how many word operations a product or quotient of numbers of these many words takes.
pub fn work(a: usize, b: usize) -> u64 {
    let (short, long) = (a.min(b) as u64, a.max(b) as u64);
    // Schoolbook up to 64 words, then with the square root of the shorter one (Karatsuba, Toom, NTT are below that).
    let factor = if short <= 64 { short } else { 8 * short.isqrt() };
    long.saturating_mul(factor.max(1))
}

fn words(i: &IBig) -> usize {
    i.as_sign_words().1.len()
}

/// The work of `a * b`, `a // b`, or an error if too much.
pub fn checked_work(a: &IBig, b: &IBig) -> Result<u64, NumberError> {
    let work = work(words(a), words(b));
    if work > MOST_WORK { Err(NumberError::TooLarge) } else { Ok(work) }
}

/// Whether a product may be made.
pub fn check_product(a: &IBig, b: &IBig) -> Result<u64, NumberError> {
    if (magnitude_bits(a) + magnitude_bits(b)) as u64 > MOST_BITS {
        return Err(NumberError::TooLarge);
    }
    checked_work(a, b)
}

/// The work of a greatest common divisor, or an error if too much.
pub fn check_divisor(a: &UBig, b: &UBig) -> Result<u64, NumberError> {
    let work = (a.as_words().len() as u64).saturating_mul(b.as_words().len() as u64);
    if work > MOST_WORK { Err(NumberError::TooLarge) } else { Ok(work) }
}

/// `divmod(a, b)`, rounding down; b is not zero.
pub fn divide_floor(a: &IBig, b: &IBig) -> (IBig, IBig) {
    let (quotient, rest) = a.div_rem(b);
    if !rest.is_zero() && is_negative(&rest) != is_negative(b) {
        return (quotient - IBig::from(1), rest + b);
    }
    (quotient, rest)
}

/// The same for small numbers.
pub fn divide_floor_small(a: i64, b: i64) -> (i64, i64) {
    let (quotient, rest) = (a / b, a % b);
    if rest != 0 && (rest < 0) != (b < 0) { (quotient - 1, rest + b) } else { (quotient, rest) }
}

/// `a << count`
pub fn shift_left(a: &IBig, count: &IBig) -> Result<IBig, NumberError> {
    if is_negative(count) {
        return Err(NumberError::Value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(IBig::from(0));
    }
    let Ok(count) = i64::try_from(count) else { return Err(NumberError::Overflow("too many digits in integer")) };
    if (magnitude_bits(a) as u64).saturating_add(count as u64) > MOST_BITS {
        return Err(NumberError::TooLarge);
    }
    Ok(a << count as usize)
}

/// `a >> count`
pub fn shift_right(a: &IBig, count: &IBig) -> Result<IBig, NumberError> {
    if is_negative(count) {
        return Err(NumberError::Value("negative shift count"));
    }
    match usize::try_from(count) {
        Ok(count) if count < magnitude_bits(a) => Ok(a >> count),
        _ => Ok(IBig::from(if is_negative(a) { -1 } else { 0 })),
    }
}

/// `a ** exponent` for an exponent that is not negative, and its work.
pub fn power(a: &IBig, exponent: &IBig) -> Result<(IBig, u64), NumberError> {
    if a.is_zero() || a.is_one() || exponent.is_zero() {
        let one = exponent.is_zero() || a.is_one();
        return Ok((IBig::from(one as u8), 1));
    }
    if *a == IBig::from(-1) {
        let odd = !(exponent & IBig::from(1)).is_zero();
        return Ok((IBig::from(if odd { -1 } else { 1 }), 1));
    }
    let Ok(exponent) = usize::try_from(exponent) else { return Err(NumberError::TooLarge) };
    // The result has at least (bits - 1) * exponent bits; at most bits * exponent.
    let bits = (magnitude_bits(a) as u64).saturating_mul(exponent as u64);
    if bits > MOST_BITS * 2 || bits - exponent as u64 > MOST_BITS {
        return Err(NumberError::TooLarge);
    }
    let words = bits.div_ceil(64) as usize;
    let work = work(words, words);
    if work > MOST_WORK { Err(NumberError::TooLarge) } else { Ok((a.pow(exponent), work)) }
}

/// `pow(a, exponent, modulus)` and its work.
pub fn power_modulo(a: &IBig, exponent: &IBig, modulus: &IBig) -> Result<(IBig, u64), NumberError> {
    if modulus.is_zero() {
        return Err(NumberError::Value("pow() 3rd argument cannot be 0"));
    }
    let size = words(modulus);
    let work = work(size, size).saturating_mul(magnitude_bits(exponent) as u64 + 1);
    // An inverse takes a greatest common divisor, whose work is quadratic.
    let inverse_work = if is_negative(exponent) { (size as u64).saturating_mul(size as u64) } else { 0 };
    if work > MOST_WORK || inverse_work > MOST_WORK {
        return Err(NumberError::TooLarge);
    }
    let magnitude = modulus.clone().unsigned_abs();
    let mut base = reduce(a, &magnitude);
    if is_negative(exponent) {
        base = inverse(&base, &magnitude).ok_or(NumberError::Value("base is not invertible for the given modulus"))?;
    }
    let result = if magnitude.is_one() {
        IBig::from(0)
    } else {
        let ring = ConstDivisor::new(magnitude.clone());
        IBig::from(ring.reduce(base).pow(&exponent.clone().unsigned_abs()).residue())
    };
    let result = if is_negative(modulus) && !result.is_zero() { result + modulus } else { result };
    Ok((result, work))
}

fn reduce(a: &IBig, modulus: &UBig) -> UBig {
    let (_, rest) = divide_floor(a, modulus.as_ibig());
    rest.unsigned_abs()
}

fn inverse(a: &UBig, modulus: &UBig) -> Option<UBig> {
    if modulus.is_one() {
        return Some(UBig::from(0u8));
    }
    if a.is_zero() {
        return None;
    }
    let (gcd, factor, _) = a.gcd_ext(modulus);
    gcd.is_one().then(|| reduce(&factor, modulus))
}

/// The magnitude as an unsigned number.
trait UnsignedAbs {
    fn unsigned_abs(self) -> UBig;
}

impl UnsignedAbs for IBig {
    fn unsigned_abs(self) -> UBig {
        self.into_parts().1
    }
}

/// `10 ** zeros`
pub fn power_of_ten(zeros: usize) -> IBig {
    IBig::from(10).pow(zeros)
}

/// `round(i, -zeros)`: to a multiple of a power of ten, half to even.
pub fn round_to_zeros(i: &IBig, zeros: usize) -> IBig {
    // 10**zeros is more than twice the magnitude from here on.
    if zeros > magnitude_bits(i) / 3 + 2 {
        return IBig::from(0);
    }
    let unit = power_of_ten(zeros);
    let (quotient, rest) = divide_floor(i, &unit);
    let order = (rest << 1usize).cmp(&unit);
    let odd = !(&quotient & IBig::from(1)).is_zero();
    let up = order.is_gt() || order.is_eq() && odd;
    (quotient + IBig::from(up as u8)) * unit
}

/// Ones in the magnitude.
pub fn bit_count(i: &IBig) -> u64 {
    i.as_sign_words().1.iter().map(|word| word.count_ones() as u64).sum()
}

/// `i.to_bytes(length, ...)`, least significant byte first.
pub fn to_bytes(i: &IBig, length: usize, signed: bool) -> Result<Vec<u8>, NumberError> {
    if is_negative(i) && !signed {
        return Err(NumberError::Overflow("can't convert negative int to unsigned"));
    }
    let fill = if is_negative(i) { 0xFF } else { 0 };
    // Two's complement with one sign bit; -2**n needs no more bits than 2**n - 1.
    let magnitude = if is_negative(i) { -(i.clone() + IBig::from(1)) } else { i.clone() };
    let bits = magnitude_bits(&magnitude) + signed as usize;
    if bits > length.saturating_mul(8) {
        return Err(NumberError::Overflow("int too big to convert"));
    }
    let mut bytes: Vec<u8> = magnitude.unsigned_abs().to_le_bytes().to_vec();
    bytes.resize(length.max(bytes.len()), 0);
    bytes.truncate(length);
    if fill == 0xFF {
        bytes.iter_mut().for_each(|byte| *byte = !*byte);
    }
    Ok(bytes)
}

/// `int.from_bytes`, least significant byte first.
pub fn from_bytes(bytes: &[u8], signed: bool) -> IBig {
    let value = IBig::from(UBig::from_le_bytes(bytes));
    if signed && bytes.last().is_some_and(|last| last & 0x80 != 0) {
        return value - (IBig::from(1) << (bytes.len() * 8));
    }
    value
}

/// An int as a float; None if too large.
pub fn to_float(i: &IBig) -> Option<f64> {
    Some(i.to_f64().value()).filter(|float| float.is_finite())
}

/// The magnitude.
pub fn magnitude(i: IBig) -> IBig {
    i.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> IBig {
        text.parse().expect("a number")
    }

    #[test]
    fn division_rounds_down() {
        assert_eq!(divide_floor(&big("-7"), &big("2")), (big("-4"), big("1")));
        assert_eq!(divide_floor(&big("7"), &big("-2")), (big("-4"), big("-1")));
        assert_eq!(divide_floor_small(-7, -2), (3, -1));
    }

    #[test]
    fn powers_in_a_ring() {
        let pow = |a: i64, e: i64, m: i64| {
            power_modulo(&IBig::from(a), &IBig::from(e), &IBig::from(m)).ok().and_then(|(i, _)| i64::try_from(i).ok())
        };
        assert_eq!(pow(3, 200, 13), Some(9));
        assert_eq!(pow(-3, 3, 5), Some(3));
        assert_eq!(pow(3, 3, -5), Some(-3));
        assert_eq!(pow(3, -1, 11), Some(4));
        assert_eq!(pow(2, -1, -5), Some(-2));
        assert_eq!(pow(2, -1, 4), None);
        assert_eq!(pow(2, 0, 1), Some(0));
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_made() {
        assert_eq!(power(&big("10"), &big("100000000")), Err(NumberError::TooLarge));
        assert_eq!(
            shift_left(&big("1"), &(IBig::from(1) << 70usize)),
            Err(NumberError::Overflow("too many digits in integer"))
        );
        assert_eq!(shift_left(&big("1"), &big("4000000000")), Err(NumberError::TooLarge));
        assert_eq!(shift_right(&big("-5"), &(IBig::from(1) << 90usize)), Ok(big("-1")));
    }

    #[test]
    fn bytes() {
        assert_eq!(to_bytes(&big("-2"), 2, true), Ok(vec![0xFE, 0xFF]));
        assert_eq!(to_bytes(&big("-128"), 1, true), Ok(vec![0x80]));
        assert!(to_bytes(&big("128"), 1, true).is_err());
        assert_eq!(to_bytes(&big("0"), 0, false), Ok(vec![]));
        assert_eq!(from_bytes(&[0xFE, 0xFF], true), big("-2"));
    }

    #[test]
    fn rounding_to_tens() {
        assert_eq!(round_to_zeros(&big("25"), 1), big("20"));
        assert_eq!(round_to_zeros(&big("-15"), 1), big("-20"));
        assert_eq!(round_to_zeros(&big("5"), 1), big("0"));
        assert_eq!(round_to_zeros(&big("12345"), 10), big("0"));
        assert_eq!(round_to_zeros(&big("6"), 1), big("10"));
    }
}
