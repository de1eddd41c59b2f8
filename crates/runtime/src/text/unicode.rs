//! Properties of characters, as CPython's `str` methods see them (its Unicode version, see `tables`).

use super::tables;
use std::cmp::Ordering;

fn contains(table: &[(u32, u32)], c: char) -> bool {
    let code = c as u32;
    let place = table.binary_search_by(|(first, last)| match () {
        () if *last < code => Ordering::Less,
        () if *first > code => Ordering::Greater,
        () => Ordering::Equal,
    });
    place.is_ok()
}

/// White space: `isspace`, and what `split` and `strip` look for.
pub fn is_space(c: char) -> bool {
    matches!(c,
        '\t'..='\r' | '\x1c'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}'
        | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// A line's end for `splitlines`.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

pub fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { contains(tables::ALPHABETIC, c) }
}

pub fn is_decimal(c: char) -> bool {
    decimal_value(c).is_some()
}

pub fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { contains(tables::DIGITS, c) }
}

pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { contains(tables::NUMERIC, c) }
}

pub fn is_printable(c: char) -> bool {
    if c.is_ascii() { (' '..='~').contains(&c) } else { !contains(tables::UNPRINTABLE, c) }
}

pub fn is_upper(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { contains(tables::UPPERCASE, c) }
}

pub fn is_lower(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_lowercase() } else { contains(tables::LOWERCASE, c) }
}

pub fn is_title(c: char) -> bool {
    !c.is_ascii() && contains(tables::TITLECASE, c)
}

/// Property Cased, which decides where a word begins and where a sigma is final.
pub fn is_cased(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { contains(tables::CASED, c) }
}

pub fn is_case_ignorable(c: char) -> bool {
    contains(tables::CASE_IGNORABLE, c)
}

pub fn is_identifier_start(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() || c == '_' } else { contains(tables::IDENTIFIER_START, c) }
}

pub fn is_identifier_continue(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { contains(tables::IDENTIFIER_CONTINUE, c) }
}

/// Whether a text has the form of an identifier (keywords among them).
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_identifier_start) && chars.all(is_identifier_continue)
}

/// The value of a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = c as u32;
    let place = tables::DECIMALS.partition_point(|(_, last, _)| *last < code);
    let (first, _, value) = tables::DECIMALS.get(place)?;
    code.checked_sub(*first).map(|offset| value + offset)
}

/// A table of single mappings, and one of those that give several characters.
pub struct Mapping {
    runs: &'static [(u32, u32, u32, i32)],
    long: &'static [(u32, &'static str)],
}

pub static LOWER: Mapping = Mapping { runs: tables::TO_LOWER, long: tables::TO_LOWER_LONG };
pub static UPPER: Mapping = Mapping { runs: tables::TO_UPPER, long: tables::TO_UPPER_LONG };
pub static TITLE: Mapping = Mapping { runs: tables::TO_TITLE, long: tables::TO_TITLE_LONG };
pub static FOLDED: Mapping = Mapping { runs: tables::TO_FOLDED, long: tables::TO_FOLDED_LONG };

impl Mapping {
    /// Appends what a character is mapped to.
    pub fn push(&self, out: &mut String, c: char) {
        let code = c as u32;
        if let Ok(place) = self.long.binary_search_by_key(&code, |(from, _)| *from) {
            out.push_str(self.long[place].1);
            return;
        }
        out.push(self.single(code).unwrap_or(c));
    }

    fn single(&self, code: u32) -> Option<char> {
        let end = self.runs.partition_point(|(first, ..)| *first <= code);
        let (first, last, step, delta) = self.runs.get(end.checked_sub(1)?)?;
        if code > *last || !(code - first).is_multiple_of(*step) {
            return None;
        }
        char::from_u32(code.checked_add_signed(*delta)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(mapping: &Mapping, text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| mapping.push(&mut out, c));
        out
    }

    #[test]
    fn mappings_follow_the_tables() {
        assert_eq!(mapped(&UPPER, "straße ﬁ ÿ"), "STRASSE FI Ÿ");
        assert_eq!(mapped(&LOWER, "ĀĂİΣ"), "āăi\u{307}σ");
        assert_eq!(mapped(&TITLE, "ǆ"), "ǅ");
        assert_eq!(mapped(&FOLDED, "ẞς"), "ssσ");
    }

    #[test]
    fn properties_follow_the_tables() {
        assert_eq!(decimal_value('٣'), Some(3));
        assert_eq!(decimal_value('²'), None);
        assert!(
            is_digit('²')
                && is_numeric('½')
                && !is_printable('\u{200b}')
                && is_identifier("é1")
                && !is_identifier("9x")
        );
    }
}
