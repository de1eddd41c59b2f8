//! Number literals: where one ends, what may follow it, and its value. The rules and texts are CPython's tokenizer's.

use crate::ast::Number;
use crate::token::TokenKind;
use hognose_source::Span;

/// Decimal integers longer than this are refused, as CPython does for its quadratic conversion.
pub const MAX_DECIMAL_DIGITS: usize = 4300;

/// A scanned number: its kind, where it ends, and what is wrong with it.
pub struct ScannedNumber {
    pub kind: TokenKind,
    pub end: usize,
    pub error: Option<(Span, String)>,
    /// A keyword stands right after it.
    pub warning: Option<(Span, String)>,
}

struct Scanner<'s> {
    bytes: &'s [u8],
    start: usize,
    at: usize,
    warning: Option<Fault>,
}

type Fault = (Span, String);

/// Scans the number that begins at `start` (a digit, or a point before a digit).
pub fn scan_number(bytes: &[u8], start: usize) -> ScannedNumber {
    let mut scanner = Scanner { bytes, start, at: start, warning: None };
    match scanner.number() {
        Ok(kind) => ScannedNumber { kind, end: scanner.at, error: None, warning: scanner.warning },
        Err(error) => {
            while scanner.peek().is_ascii_alphanumeric() || scanner.peek() == b'_' {
                scanner.at += 1;
            }
            let end = scanner.at.max(start + 1);
            ScannedNumber { kind: TokenKind::Integer, end, error: Some(error), warning: None }
        }
    }
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn peek_second(&self) -> u8 {
        self.bytes.get(self.at + 1).copied().unwrap_or(0)
    }

    /// An error about the character before the current one, where CPython puts its caret.
    fn fault<T>(&self, message: String) -> Result<T, Fault> {
        let before = self.at.saturating_sub(1).max(self.start);
        Err((Span::new(before as u32, before as u32 + 1), message))
    }

    fn number(&mut self) -> Result<TokenKind, Fault> {
        if self.peek() == b'0' {
            let radix = match self.peek_second() {
                b'x' | b'X' => Some(("hexadecimal", 16)),
                b'o' | b'O' => Some(("octal", 8)),
                b'b' | b'B' => Some(("binary", 2)),
                _ => None,
            };
            if let Some((name, radix)) = radix {
                self.at += 2;
                return self.radix_digits(name, radix);
            }
        }
        if self.peek() == b'.' {
            return self.fraction();
        }
        let leading_zero = self.peek() == b'0';
        self.decimal_digits()?;
        match self.peek() {
            b'.' => self.fraction(),
            b'e' | b'E' => self.exponent(TokenKind::Integer, leading_zero),
            b'j' | b'J' => self.imaginary(),
            _ => self.integer_end(leading_zero),
        }
    }

    fn integer_end(&mut self, leading_zero: bool) -> Result<TokenKind, Fault> {
        let digits = &self.bytes[self.start..self.at];
        if leading_zero && digits.iter().any(|digit| !matches!(digit, b'0' | b'_')) {
            let span = Span::new(self.start as u32, self.at as u32);
            let advice = "use an 0o prefix for octal integers";
            return Err((span, format!("leading zeros in decimal integer literals are not permitted; {advice}")));
        }
        self.check_end("decimal")?;
        Ok(TokenKind::Integer)
    }

    fn radix_digits(&mut self, name: &str, radix: u32) -> Result<TokenKind, Fault> {
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            if !(self.peek() as char).is_digit(radix) {
                if self.peek().is_ascii_digit() {
                    let digit = self.peek() as char;
                    self.at += 1;
                    return self.fault(format!("invalid digit '{digit}' in {name} literal"));
                }
                return self.fault(format!("invalid {name} literal"));
            }
            while (self.peek() as char).is_digit(radix) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        if self.peek().is_ascii_digit() {
            let digit = self.peek() as char;
            self.at += 1;
            return self.fault(format!("invalid digit '{digit}' in {name} literal"));
        }
        self.check_end(name)?;
        Ok(TokenKind::Integer)
    }

    /// Digits with single underscores between them.
    fn decimal_digits(&mut self) -> Result<(), Fault> {
        loop {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                return self.fault("invalid decimal literal".into());
            }
        }
    }

    fn fraction(&mut self) -> Result<TokenKind, Fault> {
        self.at += 1;
        if self.peek().is_ascii_digit() {
            self.decimal_digits()?;
        }
        match self.peek() {
            b'e' | b'E' => self.exponent(TokenKind::Float, false),
            b'j' | b'J' => self.imaginary(),
            _ => {
                self.check_end("decimal")?;
                Ok(TokenKind::Float)
            }
        }
    }

    fn exponent(&mut self, before: TokenKind, leading_zero: bool) -> Result<TokenKind, Fault> {
        let signed = matches!(self.peek_second(), b'+' | b'-');
        let digit_at = self.at + 1 + usize::from(signed);
        if !self.bytes.get(digit_at).is_some_and(u8::is_ascii_digit) {
            if signed {
                self.at = digit_at;
                return self.fault("invalid decimal literal".into());
            }
            // `1else` is a number and a keyword.
            return match before {
                TokenKind::Integer => self.integer_end(leading_zero),
                _ => self.check_end("decimal").map(|()| before),
            };
        }
        self.at = digit_at;
        self.decimal_digits()?;
        if matches!(self.peek(), b'j' | b'J') {
            return self.imaginary();
        }
        self.check_end("decimal")?;
        Ok(TokenKind::Float)
    }

    fn imaginary(&mut self) -> Result<TokenKind, Fault> {
        self.at += 1;
        self.check_end("imaginary")?;
        Ok(TokenKind::Imaginary)
    }

    /// A keyword that can follow a value may stand right after a number, with a warning; no other word may.
    fn check_end(&mut self, name: &str) -> Result<(), Fault> {
        let rest = &self.bytes[self.at..];
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 128;
        let whole = ["and", "else", "for", "or", "not"]
            .iter()
            .any(|word| rest.starts_with(word.as_bytes()) && !rest.get(word.len()).is_some_and(is_word));
        let begins = ["if", "in", "is"].iter().any(|word| rest.starts_with(word.as_bytes()));
        if whole || begins {
            let span = Span::new(self.start as u32, self.at as u32);
            self.warning = Some((span, format!("invalid {name} literal")));
            return Ok(());
        }
        if !rest.first().is_some_and(|byte| is_word(byte) && *byte < 128) {
            return Ok(());
        }
        self.fault(format!("invalid {name} literal"))
    }
}

/// The value of a number token. The error is CPython's text.
pub fn decode_number(kind: TokenKind, text: &str) -> Result<Number, String> {
    let clean: String = text.chars().filter(|c| *c != '_').collect();
    let float = |digits: &str| digits.parse::<f64>().unwrap_or(f64::NAN);
    match kind {
        TokenKind::Float => Ok(Number::Float(float(&clean))),
        TokenKind::Imaginary => Ok(Number::Imaginary(float(clean.trim_end_matches(['j', 'J'])))),
        _ => {
            let (digits, radix) = match clean.get(..2) {
                Some("0x" | "0X") => (&clean[2..], 16),
                Some("0o" | "0O") => (&clean[2..], 8),
                Some("0b" | "0B") => (&clean[2..], 2),
                _ => (clean.as_str(), 10),
            };
            if let Ok(value) = i64::from_str_radix(digits, radix) {
                return Ok(Number::Int(value));
            }
            if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
                return Err(format!(
                    "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} digits; \
                     use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                     literals to avoid decimal conversion limits.",
                    digits.len()
                ));
            }
            Ok(Number::BigInt { digits: digits.into(), radix })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        scan_number(text.as_bytes(), 0).error.map_or_else(String::new, |(_, message)| message)
    }

    #[test]
    fn numbers_end_where_cpython_ends_them() {
        for (text, kind, end) in [
            ("0", TokenKind::Integer, 1),
            ("0_0", TokenKind::Integer, 3),
            ("1_000.5e-3+", TokenKind::Float, 10),
            ("1.if", TokenKind::Float, 2),
            ("1else", TokenKind::Integer, 1),
            ("0xfor", TokenKind::Integer, 3),
            (".5j ", TokenKind::Imaginary, 3),
            ("09.5", TokenKind::Float, 4),
            ("0b_1", TokenKind::Integer, 4),
        ] {
            let scanned = scan_number(text.as_bytes(), 0);
            assert_eq!((scanned.kind, scanned.end, scanned.error), (kind, end, None), "{text}");
        }
    }

    #[test]
    fn bad_numbers_have_cpythons_texts() {
        for (text, expected) in [
            ("1_", "invalid decimal literal"),
            ("1__0", "invalid decimal literal"),
            ("0x", "invalid hexadecimal literal"),
            ("0xg", "invalid hexadecimal literal"),
            ("0b2", "invalid digit '2' in binary literal"),
            ("0o18", "invalid digit '8' in octal literal"),
            ("1jx", "invalid imaginary literal"),
            ("1e+", "invalid decimal literal"),
            ("1orx", "invalid decimal literal"),
            ("1e_5", "invalid decimal literal"),
        ] {
            assert_eq!(message(text), expected, "{text}");
        }
        assert!(message("012").starts_with("leading zeros in decimal integer literals"));
    }

    #[test]
    fn values() {
        assert_eq!(decode_number(TokenKind::Integer, "0x_ff"), Ok(Number::Int(255)));
        assert_eq!(decode_number(TokenKind::Float, "1_0."), Ok(Number::Float(10.0)));
        let big = decode_number(TokenKind::Integer, "9223372036854775808");
        assert_eq!(big, Ok(Number::BigInt { digits: "9223372036854775808".into(), radix: 10 }));
        assert!(decode_number(TokenKind::Integer, &"9".repeat(4301)).is_err());
    }
}
