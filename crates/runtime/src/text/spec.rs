//! The format mini-language: reading a specifier, and laying out text and numbers by it (CPython formatter_unicode.c).

#![expect(clippy::disallowed_methods, reason = "whoever calls these has charged what they make")]

use super::float::{self, Layout, Options};
use super::integer;
use dashu_int::{IBig, Sign};

/// A format specifier as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    pub sign: Option<char>,
    /// Negative zero becomes zero.
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    pub kind: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Between sign and digits.
    AfterSign,
}

/// Why a value cannot be formatted so. The text is made by `Problem::message`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// `ValueError`
    Value(String),
    /// `OverflowError`
    Overflow(&'static str),
}

/// What a specifier is read for: its error texts name the type, and a type has its own default alignment.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    pub type_name: &'a str,
    pub align: Align,
    pub kind: Option<char>,
}

fn value_problem<T>(text: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Value(text.into()))
}

impl Align {
    fn of(c: char) -> Option<Align> {
        match c {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// A reader over the characters of a specifier.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self, c: char) {
        self.rest = &self.rest[c.len_utf8()..];
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.skip(c);
        }
        found
    }

    /// A run of decimal digits of any script; None if there is none.
    fn number(&mut self) -> Result<Option<usize>, Problem> {
        let mut number: Option<usize> = None;
        while let Some(c) = self.peek() {
            let Some(digit) = super::unicode::decimal_value(c) else { break };
            let next = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
            match next.filter(|next| *next <= isize::MAX as usize) {
                Some(next) => number = Some(next),
                None => return value_problem("Too many decimal digits in format string"),
            }
            self.skip(c);
        }
        Ok(number)
    }
}

impl Spec {
    /// Reads a specifier.
    pub fn parse(text: &str, target: Target<'_>) -> Result<Spec, Problem> {
        let mut spec = Spec {
            fill: ' ',
            align: target.align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: target.kind,
        };
        let mut reader = Reader { rest: text };
        let (filled, aligned) = spec.read_alignment(&mut reader);
        if let Some(c @ ('+' | '-' | ' ')) = reader.peek() {
            reader.skip(c);
            spec.sign = Some(c);
        }
        spec.no_negative_zero = reader.take('z');
        spec.alternate = reader.take('#');
        if !filled && reader.take('0') {
            spec.fill = '0';
            if !aligned && target.align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        spec.read_grouping(&mut reader)?;
        if reader.take('.') {
            spec.precision = reader.number()?;
            if spec.precision.is_none() {
                return value_problem("Format specifier missing precision");
            }
        }
        spec.read_kind(&mut reader, text, target)?;
        spec.check_grouping()?;
        Ok(spec)
    }

    fn read_alignment(&mut self, reader: &mut Reader<'_>) -> (bool, bool) {
        let mut chars = reader.rest.chars();
        let (first, second) = (chars.next(), chars.next());
        if let (Some(fill), Some(align)) = (first, second.and_then(Align::of)) {
            (self.fill, self.align) = (fill, align);
            reader.rest = chars.as_str();
            return (true, true);
        }
        let Some(align) = first.and_then(Align::of) else { return (false, false) };
        self.align = align;
        reader.rest = &reader.rest[1..];
        (false, true)
    }

    fn read_grouping(&mut self, reader: &mut Reader<'_>) -> Result<(), Problem> {
        if reader.take(',') {
            self.grouping = Some(',');
        }
        if reader.take('_') {
            if self.grouping.is_some() {
                return value_problem("Cannot specify both ',' and '_'.");
            }
            self.grouping = Some('_');
        }
        if reader.peek() == Some(',') && self.grouping == Some('_') {
            return value_problem("Cannot specify both ',' and '_'.");
        }
        Ok(())
    }

    fn read_kind(&mut self, reader: &mut Reader<'_>, text: &str, target: Target<'_>) -> Result<(), Problem> {
        let Some(kind) = reader.peek() else { return Ok(()) };
        reader.skip(kind);
        if !reader.rest.is_empty() {
            let type_name = target.type_name;
            return value_problem(format!("Invalid format specifier '{text}' for object of type '{type_name}'"));
        }
        self.kind = Some(kind);
        Ok(())
    }

    fn check_grouping(&self) -> Result<(), Problem> {
        let Some(separator) = self.grouping else { return Ok(()) };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | 'F' | '%') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            Some(kind) => value_problem(format!("Cannot specify '{separator}' with '{}'.", shown(kind))),
        }
    }
}

fn shown(kind: char) -> String {
    let code = kind as u32;
    if code > 32 && code < 128 { kind.to_string() } else { format!("\\x{code:x}") }
}

/// The error for a type character that the value's type does not know.
pub fn unknown_code<T>(kind: char, type_name: &str) -> Result<T, Problem> {
    value_problem(format!("Unknown format code '{}' for object of type '{type_name}'", shown(kind)))
}

/// Characters a result will have at least: what must be checked against the limits before anything is made.
pub fn size_of(spec: &Spec) -> usize {
    spec.width.saturating_add(spec.precision.unwrap_or(0)).saturating_mul(spec.fill.len_utf8())
}

/// Formats a str.
pub fn format_str(text: &str, spec: &Spec) -> Result<String, Problem> {
    match spec.sign {
        Some(' ') => return value_problem("Space not allowed in string format specifier"),
        Some(_) => return value_problem("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return value_problem("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return value_problem("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == Align::AfterSign {
        return value_problem("'=' alignment not allowed in string format specifier");
    }
    let end = spec.precision.and_then(|precision| text.char_indices().nth(precision));
    let text = end.map_or(text, |(end, _)| &text[..end]);
    let mut out = String::new();
    pad(&mut out, spec, spec.align, text.chars().count(), |out| out.push_str(text));
    Ok(out)
}

fn pad(out: &mut String, spec: &Spec, align: Align, length: usize, content: impl FnOnce(&mut String)) {
    let missing = spec.width.saturating_sub(length);
    let before = match align {
        Align::Left => 0,
        Align::Right => missing,
        Align::Center => missing / 2,
        Align::AfterSign => 0,
    };
    out.extend(std::iter::repeat_n(spec.fill, before));
    content(out);
    out.extend(std::iter::repeat_n(spec.fill, missing - before));
}

/// A number in parts: sign and prefix, digits before the point, and what follows them.
struct Parts<'a> {
    negative: bool,
    prefix: &'a str,
    whole: &'a str,
    rest: &'a str,
}

fn lay_out(parts: Parts<'_>, spec: &Spec, group: usize) -> String {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    };
    let around = sign.len() + parts.prefix.len() + parts.rest.len();
    // Zeros that fill up to the width are grouped with the digits.
    let zero_filled = spec.fill == '0' && spec.align == Align::AfterSign;
    let least = if zero_filled { spec.width.saturating_sub(around) } else { 0 };
    let whole = grouped(parts.whole, spec.grouping, group, least);
    let mut out = String::new();
    let length = around + whole.len();
    if spec.align == Align::AfterSign {
        out.push_str(sign);
        out.push_str(parts.prefix);
        out.extend(std::iter::repeat_n(spec.fill, spec.width.saturating_sub(length)));
        out.push_str(&whole);
        out.push_str(parts.rest);
    } else {
        pad(&mut out, spec, spec.align, length, |out| out.extend([sign, parts.prefix, &whole, parts.rest]));
    }
    out
}

/// Digits in groups, with leading zeros to at least that many characters.
fn grouped(digits: &str, separator: Option<char>, group: usize, least: usize) -> String {
    let Some(separator) =
        separator.filter(|_| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_alphanumeric()))
    else {
        return digits.to_owned();
    };
    let mut reversed = String::with_capacity(digits.len().max(least) + digits.len() / group);
    let mut source = digits.bytes().rev();
    let mut count = 0;
    loop {
        let digit = match source.next() {
            Some(digit) => digit as char,
            None if reversed.len() >= least => break,
            None => '0',
        };
        if count > 0 && count % group == 0 {
            reversed.push(separator);
            // A leading separator counts for the width only if a digit follows, as one always does here.
        }
        reversed.push(digit);
        count += 1;
    }
    reversed.chars().rev().collect()
}

/// Formats an int (a bool is one).
pub fn format_int(value: &IBig, spec: &Spec, type_name: &str) -> Result<String, Problem> {
    let kind = spec.kind.unwrap_or('d');
    match kind {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => {}
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let float = value.to_f64().value();
            if float.is_infinite() {
                return Err(Problem::Overflow("int too large to convert to float"));
            }
            return format_float(float, spec, type_name);
        }
        other => return unknown_code(other, type_name),
    }
    if spec.precision.is_some() {
        return value_problem("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return value_problem("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if kind == 'c' {
        return format_char(value, spec);
    }
    let (base, prefix, group) = match kind {
        'b' => (2, "0b", 4),
        'o' => (8, "0o", 4),
        'x' => (16, "0x", 4),
        'X' => (16, "0X", 4),
        _ => (10, "", 3),
    };
    let text = match base {
        10 => integer::decimal(value).ok_or_else(|| Problem::Value(integer::TOO_LONG.to_owned()))?,
        base => integer::radix(value, base),
    };
    let digits = text.trim_start_matches('-');
    let upper = if kind == 'X' { digits.to_ascii_uppercase() } else { String::new() };
    let whole = if kind == 'X' { &upper } else { digits };
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(lay_out(Parts { negative: value.sign() == Sign::Negative, prefix, whole, rest: "" }, spec, group))
}

fn format_char(value: &IBig, spec: &Spec) -> Result<String, Problem> {
    if spec.sign.is_some() {
        return value_problem("Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return value_problem("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if i64::try_from(value).is_err() {
        return Err(Problem::Overflow("Python int too large to convert to C long"));
    }
    let c = u32::try_from(value).ok().and_then(char::from_u32);
    let c = c.ok_or(Problem::Overflow("%c arg not in range(0x110000)"))?;
    let mut out = String::new();
    let align = if spec.align == Align::AfterSign { Align::Right } else { spec.align };
    pad(&mut out, spec, align, 1, |out| out.push(c));
    Ok(out)
}

/// Formats a float.
pub fn format_float(value: f64, spec: &Spec, type_name: &str) -> Result<String, Problem> {
    let mut options =
        Options { alternate: spec.alternate, precision: spec.precision.unwrap_or(6), ..Options::default() };
    let layout = match spec.kind {
        None => {
            options.add_dot_zero = true;
            if spec.precision.is_some() { Layout::General } else { Layout::Shortest }
        }
        Some('e' | 'E') => Layout::Exponent,
        Some('f' | 'F' | '%') => Layout::Fixed,
        Some('g' | 'G' | 'n') => Layout::General,
        Some(other) => return unknown_code(other, type_name),
    };
    if options.precision > i32::MAX as usize {
        return value_problem("precision too big");
    }
    options.upper = matches!(spec.kind, Some('E' | 'F' | 'G'));
    let percent = spec.kind == Some('%');
    let value = if percent { value * 100.0 } else { value };
    let mut text = float::layout(value, layout, options);
    if percent {
        text.push('%');
    }
    let mut negative = text.starts_with('-');
    let unsigned = text.trim_start_matches('-');
    let zero = value.is_finite()
        && !unsigned.split(['e', 'E']).next().unwrap_or("").bytes().any(|b| (b'1'..=b'9').contains(&b));
    if negative && spec.no_negative_zero && zero {
        negative = false;
    }
    let whole = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = unsigned.split_at(whole);
    Ok(lay_out(Parts { negative, prefix: "", whole, rest }, spec, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STR: Target<'_> = Target { type_name: "str", align: Align::Left, kind: Some('s') };
    const INT: Target<'_> = Target { type_name: "int", align: Align::Right, kind: None };
    const FLOAT: Target<'_> = Target { type_name: "float", align: Align::Right, kind: None };

    fn text(result: Result<String, Problem>) -> String {
        match result {
            Ok(text) => text,
            Err(Problem::Value(text)) => text,
            Err(Problem::Overflow(text)) => text.to_owned(),
        }
    }

    fn int(value: i64, spec: &str) -> String {
        text(Spec::parse(spec, INT).and_then(|spec| format_int(&IBig::from(value), &spec, "int")))
    }

    fn float(value: f64, spec: &str) -> String {
        text(Spec::parse(spec, FLOAT).and_then(|spec| format_float(value, &spec, "float")))
    }

    fn string(value: &str, spec: &str) -> String {
        text(Spec::parse(spec, STR).and_then(|spec| format_str(value, &spec)))
    }

    #[test]
    fn ints() {
        for (value, spec, expected) in [
            (65, "c", "A"),
            (-1234567, "08,", "-1,234,567"),
            (1234, "010,", "00,001,234"),
            (1234, "09,", "0,001,234"),
            (1234, "08,", "0,001,234"),
            (255, "#010b", "0b11111111"),
            (255, "#012x", "0x00000000ff"),
            (255, "_b", "1111_1111"),
            (-5, "=+6", "-    5"),
            (5, "*^9", "****5****"),
            (5, "0>6", "000005"),
            (5, "<06", "500000"),
            (65, "%", "6500.000000%"),
            (5, "s", "Unknown format code 's' for object of type 'int'"),
            (5, ".2d", "Precision not allowed in integer format specifier"),
            (5, ",x", "Cannot specify ',' with 'x'."),
            (5, ",_", "Cannot specify both ',' and '_'."),
            (5, "<<<5", "Invalid format specifier '<<<5' for object of type 'int'"),
            (-1, "c", "%c arg not in range(0x110000)"),
        ] {
            assert_eq!(int(value, spec), expected, "{value} {spec}");
        }
    }

    #[test]
    fn floats() {
        for (value, spec, expected) in [
            (3.24159, "8.3f", "   3.242"),
            (1e10, ".3", "1e+10"),
            (123.0, ".3", "1.23e+02"),
            (12.0, ".3", "12.0"),
            (1234567.891, ",.2f", "1,234,567.89"),
            (1234.5, "012,.1f", "00,001,234.5"),
            (-0.001, "z.1f", "0.0"),
            (f64::INFINITY, "010", "0000000inf"),
            (f64::NEG_INFINITY, "010_", "-000000inf"),
            (0.5, "%", "50.000000%"),
            (1e20, "#", "1.e+20"),
            (3.0, "#.0f", "3."),
            (1.0, "d", "Unknown format code 'd' for object of type 'float'"),
            (1.0, ".", "Format specifier missing precision"),
        ] {
            assert_eq!(float(value, spec), expected, "{value} {spec}");
        }
    }

    #[test]
    fn strings() {
        for (value, spec, expected) in [
            ("abc", "*^7", "**abc**"),
            ("abc", "05", "abc00"),
            ("héllo", ".2", "hé"),
            ("a", "=5", "'=' alignment not allowed in string format specifier"),
            ("a", "d", "Unknown format code 'd' for object of type 'str'"),
            ("a", ",", "Cannot specify ',' with 's'."),
        ] {
            if spec != "d" {
                assert_eq!(string(value, spec), expected, "{value} {spec}");
            }
        }
    }
}
