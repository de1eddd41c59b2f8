//! Ints as text: parsing (CPython longobject.c `PyLong_FromString`), digits in a base, the limit on decimal digits.

#![expect(clippy::disallowed_methods, reason = "whoever calls these has charged what they make")]

use super::float::{ascii_digit, trim};
use crate::number::integer::magnitude_bits;
use dashu_int::IBig;

/// Decimal conversions beyond this many digits are refused, as in CPython.
pub const MOST_DIGITS: usize = 4300;

/// Why a text is no int.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseError {
    Invalid,
    /// So many digits, in a base that is no power of two.
    TooLong(usize),
}

/// The message for an int that is too long to print.
pub const TOO_LONG: &str = "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";

/// The message for a text that is too long to read.
pub fn too_long_message(digits: usize) -> String {
    format!(
        "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion: value has {digits} digits; use \
         sys.set_int_max_str_digits() to increase the limit"
    )
}

/// Decimal digits, with a sign if negative; None beyond the limit.
pub fn decimal(value: &IBig) -> Option<String> {
    // 10**4300 has 14285 bits.
    if magnitude_bits(value) > 14_285 {
        return None;
    }
    let text = value.to_string();
    (text.trim_start_matches('-').len() <= MOST_DIGITS).then_some(text)
}

/// Digits in a base of 2 to 36, with a sign if negative.
pub fn radix(value: &IBig, base: u8) -> String {
    value.in_radix(base).to_string()
}

/// Reads an int in a base of 2 to 36, or of 0: told by the prefix.
pub fn parse(text: &str, base: u32) -> Result<IBig, ParseError> {
    let text = trim(text);
    let plain: String = text.chars().map(|c| ascii_digit(c).unwrap_or(c)).collect();
    let (negative, digits) = match plain.as_bytes().first() {
        Some(b'-') => (true, &plain[1..]),
        Some(b'+') => (false, &plain[1..]),
        _ => (false, plain.as_str()),
    };
    let magnitude = parse_magnitude(digits, base)?;
    Ok(if negative { -magnitude } else { magnitude })
}

fn parse_magnitude(text: &str, base: u32) -> Result<IBig, ParseError> {
    let prefix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    let (base, digits, only_zero) = match (base, prefix) {
        (0, Some(base)) => (base, strip_prefix(text), false),
        (0, None) => (10, text, text.starts_with('0')),
        (base, Some(prefix)) if base == prefix => (base, strip_prefix(text), false),
        (base, _) => (base, text, false),
    };
    let digits = digits_of(digits, base)?;
    if !base.is_power_of_two() && digits.len() > MOST_DIGITS {
        return Err(ParseError::TooLong(digits.len()));
    }
    let value = IBig::from_str_radix(&digits, base).map_err(|_| ParseError::Invalid)?;
    if only_zero && !value.is_zero() { Err(ParseError::Invalid) } else { Ok(value) }
}

// An underscore may follow the prefix.
fn strip_prefix(text: &str) -> &str {
    let rest = text.get(2..).unwrap_or("");
    rest.strip_prefix('_').unwrap_or(rest)
}

fn digits_of(text: &str, base: u32) -> Result<String, ParseError> {
    let mut digits = String::with_capacity(text.len());
    let mut after_digit = false;
    for c in text.chars() {
        match c {
            '_' if after_digit => after_digit = false,
            c if c.is_digit(base) => {
                digits.push(c.to_ascii_lowercase());
                after_digit = true;
            }
            _ => return Err(ParseError::Invalid),
        }
    }
    if after_digit { Ok(digits) } else { Err(ParseError::Invalid) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, base: u32, expected: Option<i64>) {
        assert_eq!(parse(text, base).ok(), expected.map(IBig::from), "{text} {base}");
    }

    #[test]
    fn bases_prefixes_and_underscores() {
        for (text, base, expected) in [
            (" 12\n", 10, 12),
            ("1_000", 10, 1000),
            ("٣", 10, 3),
            ("0xff", 16, 255),
            ("-0b11", 0, -3),
            ("0x_f", 0, 15),
            ("Z9", 36, 1269),
            ("0b1", 16, 177),
            ("00", 0, 0),
            ("0_7", 8, 7),
        ] {
            check(text, base, Some(expected));
        }
        for (text, base) in [
            ("", 10),
            ("_1", 10),
            ("1_", 10),
            ("1__0", 10),
            ("0x10", 10),
            ("012", 0),
            ("9", 8),
            ("- 1", 10),
            ("0x", 16),
            ("0x__f", 0),
        ] {
            check(text, base, None);
        }
    }

    #[test]
    fn the_limit_counts_digits() {
        assert!(parse(&"9".repeat(4300), 10).is_ok());
        assert_eq!(parse(&"1".repeat(4301), 10), Err(ParseError::TooLong(4301)));
        assert!(parse(&"f".repeat(5000), 16).is_ok());
        assert!(decimal(&(IBig::from(10).pow(4300) - IBig::from(1))).is_some());
        assert!(decimal(&IBig::from(10).pow(4300)).is_none());
    }
}
