//! Floats as text: shortest digits, the `e`, `f`, `g` layouts (CPython pystrtod.c `format_float_short`), parsing.

use super::unicode::{decimal_value, is_space};

/// How digits are chosen and laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// The fewest digits that read back as the same float.
    Shortest,
    Exponent,
    Fixed,
    General,
}

/// What `layout` does to the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Digits after the point (`e`, `f`) or in all (`g`).
    pub precision: usize,
    /// At least one digit behind the point, or an exponent.
    pub add_dot_zero: bool,
    /// Keep the point, and in `g` the zeros.
    pub alternate: bool,
    pub upper: bool,
}

/// No double has more digits than this behind its point, nor more significant ones.
const MOST_DIGITS: usize = 1100;

/// Significant digits without trailing zeros, and the place of the point: 0.DIGITS * 10**point.
struct Digits {
    digits: Vec<u8>,
    point: i32,
}

/// `repr(value)`
pub fn repr(value: f64) -> String {
    layout(value, Layout::Shortest, Options { add_dot_zero: true, ..Options::default() })
}

/// A float as text, with its sign if negative.
pub fn layout(value: f64, layout: Layout, options: Options) -> String {
    let cased = |text: &str| if options.upper { text.to_ascii_uppercase() } else { text.to_owned() };
    if value.is_nan() {
        return cased("nan");
    }
    if value.is_infinite() {
        return cased(if value > 0.0 { "inf" } else { "-inf" });
    }
    let precision = match layout {
        Layout::General => options.precision.max(1),
        Layout::Shortest | Layout::Exponent | Layout::Fixed => options.precision,
    };
    let digits = digits_of(value.abs(), layout, precision);
    let mut out = String::new();
    if value.is_sign_negative() {
        out.push('-');
    }
    lay_out(&mut out, &digits, layout, precision, options);
    out
}

fn digits_of(value: f64, layout: Layout, precision: usize) -> Digits {
    let text = match layout {
        Layout::Shortest => shortest(value),
        Layout::Exponent => format!("{value:.*e}", precision.min(MOST_DIGITS)),
        Layout::General => format!("{value:.*e}", (precision - 1).min(MOST_DIGITS)),
        Layout::Fixed => return fixed_digits(value, precision),
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = trimmed(mantissa.bytes().filter(u8::is_ascii_digit).collect());
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    if digits.is_empty() { Digits { digits: vec![b'0'], point: 1 } } else { Digits { digits, point } }
}

/// The fewest digits that read back as the same float; of two that are as near, the even one, which Rust does not promise.
fn shortest(value: f64) -> String {
    let text = format!("{value:e}");
    let digits = text.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
    if digits < 16 {
        return text;
    }
    let even = format!("{value:.*e}", digits - 1);
    if even.parse() == Ok(value) { even } else { text }
}

fn fixed_digits(value: f64, precision: usize) -> Digits {
    let text = format!("{value:.*}", precision.min(MOST_DIGITS));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let leading = all.iter().take_while(|digit| **digit == b'0').count();
    let digits = trimmed(all[leading..].to_vec());
    if digits.is_empty() {
        return Digits { digits, point: -(precision.min(MOST_DIGITS) as i32) };
    }
    Digits { digits, point: whole.len() as i32 - leading as i32 }
}

fn trimmed(mut digits: Vec<u8>) -> Vec<u8> {
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    digits
}

fn lay_out(out: &mut String, digits: &Digits, layout: Layout, precision: usize, options: Options) {
    let count = digits.digits.len() as i64;
    let (mut point, precision) = (digits.point as i64, precision as i64);
    let mut end = count;
    let exponential = match layout {
        Layout::Exponent => {
            end = precision + 1;
            true
        }
        Layout::Fixed => {
            end = point + precision;
            false
        }
        Layout::General => {
            if options.alternate {
                end = precision;
            }
            point <= -4 || point > precision - options.add_dot_zero as i64
        }
        Layout::Shortest => point <= -4 || point > 16,
    };
    let exponent = point - 1;
    if exponential {
        point = 1;
    }
    let start = if point <= 0 { point - 1 } else { 0 };
    end = end.max(if !exponential && options.add_dot_zero { point + 1 } else { point });
    for place in start..end {
        if place == point {
            out.push('.');
        }
        let digit = usize::try_from(place).ok().and_then(|place| digits.digits.get(place));
        out.push(digit.map_or('0', |digit| *digit as char));
    }
    if options.alternate && end <= point {
        out.push('.');
    }
    if exponential {
        out.push(if options.upper { 'E' } else { 'e' });
        out.push(if exponent < 0 { '-' } else { '+' });
        out.push_str(&format!("{:02}", exponent.unsigned_abs()));
    }
}

/// Reads what `float(text)` accepts; None if it does not.
pub fn parse(text: &str) -> Option<f64> {
    let text = trim(text);
    let plain: String = text.chars().map(|c| ascii_digit(c).unwrap_or(c)).collect();
    let plain = without_underscores(&plain)?;
    if !plain.is_ascii() {
        return None;
    }
    plain.parse().ok()
}

/// A number's text without the white space around it: C's among ASCII characters, Unicode's among others.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, ' ' | '\t'..='\r') || !c.is_ascii() && is_space(c))
}

/// The ASCII digit of the same value.
pub fn ascii_digit(c: char) -> Option<char> {
    decimal_value(c).and_then(|value| char::from_digit(value, 10))
}

/// Takes out underscores, each of which must stand between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_digit);
    let lonely = |place: usize| !(is_digit(place.checked_sub(1)) && is_digit(Some(place + 1)));
    if bytes.iter().enumerate().any(|(place, byte)| *byte == b'_' && lonely(place)) {
        return None;
    }
    Some(text.replace('_', ""))
}

/// `value.hex()`
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let (mantissa, exponent) = (bits & ((1 << 52) - 1), ((bits >> 52) & 0x7FF) as i64);
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{lead}.{mantissa:013x}p{exponent:+}")
}

/// Why `float.fromhex` refuses a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HexError {
    Invalid,
    TooLarge,
}

/// `float.fromhex(text)`
pub fn from_hex(text: &str) -> Result<f64, HexError> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let lower = rest.to_ascii_lowercase();
    let magnitude = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        digits => hex_magnitude(digits.strip_prefix("0x").unwrap_or(digits))?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

fn hex_magnitude(text: &str) -> Result<f64, HexError> {
    let (digits, exponent) = match text.split_once('p') {
        Some((digits, exponent)) => (digits, hex_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty()
        || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_hexdigit())
    {
        return Err(HexError::Invalid);
    }
    // The value is mantissa * 2**scale; digits beyond 30 only matter as "something not zero follows".
    let (mut mantissa, mut scale, mut sticky) = (0u128, exponent, false);
    for (place, digit) in whole.bytes().chain(fraction.bytes()).enumerate() {
        let value = (digit as char).to_digit(16).unwrap_or(0) as u128;
        let in_fraction = place >= whole.len();
        if mantissa >> 120 == 0 {
            mantissa = mantissa << 4 | value;
            scale = scale.saturating_sub(if in_fraction { 4 } else { 0 });
        } else {
            sticky |= value != 0;
            scale = scale.saturating_add(if in_fraction { 0 } else { 4 });
        }
    }
    scaled(mantissa, sticky, scale).ok_or(HexError::TooLarge)
}

fn hex_exponent(text: &str) -> Result<i64, HexError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(HexError::Invalid);
    }
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Ok(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// mantissa * 2**scale rounded half to even; None if too large.
fn scaled(mantissa: u128, sticky: bool, scale: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = 128 - mantissa.leading_zeros() as i64;
    let top = scale.saturating_add(bits);
    if top > 1024 {
        return None;
    }
    if top < -1074 {
        return Some(0.0);
    }
    let kept = (top + 1074).clamp(0, 53);
    let drop = bits - kept;
    let mut rounded = mantissa;
    let mut scale = scale;
    if drop > 0 {
        let rest = if drop >= 128 { mantissa } else { mantissa & ((1 << drop) - 1) };
        let half = 1u128.checked_shl((drop - 1) as u32).unwrap_or(u128::MAX);
        rounded = mantissa.checked_shr(drop as u32).unwrap_or(0);
        let up = rest > half || rest == half && (sticky || rounded & 1 == 1);
        rounded += up as u128;
        scale += drop;
    }
    let value = ldexp(rounded as f64, scale);
    value.is_finite().then_some(value)
}

/// value * 2**exponent where the result is exact or overflows to infinity.
pub fn ldexp(mut value: f64, mut exponent: i64) -> f64 {
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    while exponent > 1023 && value.is_finite() && value != 0.0 {
        value *= power(1023);
        exponent -= 1023;
    }
    while exponent < -1022 && value != 0.0 {
        // A step of at most 900 keeps an exact result exact: only the last one can reach the subnormals.
        let step = exponent.max(-900);
        value *= power(step);
        exponent -= step;
    }
    if (-1022..=1023).contains(&exponent) { value * power(exponent) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(value: f64, kind: Layout, precision: usize) -> String {
        layout(value, kind, Options { precision, ..Options::default() })
    }

    #[test]
    fn repr_has_cpythons_exponent_rules() {
        for (value, expected) in [
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-0.0, "-0.0"),
            (1e100, "1e+100"),
            (5e-324, "5e-324"),
            (114563218851442.62, "114563218851442.62"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(repr(value), expected);
        }
    }

    #[test]
    fn layouts() {
        assert_eq!(with(0.001, Layout::Fixed, 2), "0.00");
        assert_eq!(with(2.5, Layout::Fixed, 0), "2");
        assert_eq!(with(0.125, Layout::Fixed, 2), "0.12");
        assert_eq!(with(12345.678, Layout::Exponent, 2), "1.23e+04");
        assert_eq!(with(0.0, Layout::Exponent, 3), "0.000e+00");
        assert_eq!(with(1e20, Layout::General, 6), "1e+20");
        assert_eq!(with(100000.0, Layout::General, 6), "100000");
        assert_eq!(with(0.0001, Layout::General, 6), "0.0001");
        assert_eq!(with(0.0, Layout::General, 6), "0");
        let alternate = Options { precision: 6, alternate: true, ..Options::default() };
        assert_eq!(layout(1.0, Layout::General, alternate), "1.00000");
        assert_eq!(layout(3.0, Layout::Fixed, Options { precision: 0, ..alternate }), "3.");
    }

    #[test]
    fn parsing() {
        assert_eq!(parse(" 1_0.5e1 "), Some(105.0));
        assert_eq!(parse("١٢.٥"), Some(12.5));
        assert_eq!(parse("-Infinity"), Some(f64::NEG_INFINITY));
        for bad in ["", "1__0", "_1", "1_", "1_e5", "0x10", "e5", ".", "1 2", "infin", "+-1"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(1.5), "0x1.8000000000000p+0");
        assert_eq!(hex(-5e-324), "-0x0.0000000000001p-1022");
        assert_eq!(from_hex("0x1.8p3"), Ok(12.0));
        assert_eq!(from_hex("-0x0.0000000000001p-1022"), Ok(-5e-324));
        assert_eq!(from_hex("0x1p-1075"), Ok(0.0));
        assert_eq!(from_hex("0x1.8p-1075"), Ok(5e-324));
        assert_eq!(from_hex("0x1.fffffffffffffp1023"), Ok(f64::MAX));
        assert_eq!(from_hex("0x1p5000"), Err(HexError::TooLarge));
        assert_eq!(from_hex("zz"), Err(HexError::Invalid));
    }
}
