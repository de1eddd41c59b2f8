//! `repr` and `ascii` of str and bytes.

use super::unicode::is_printable;
use std::fmt::Write;

/// CPython's choice: single quotes unless the text has those and no double ones.
fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

/// Bytes that `repr(text)` has at most.
pub fn most_bytes(text: &str) -> usize {
    let most = |c: char| match c {
        '\\' | '\n' | '\r' | '\t' | '\'' => 2,
        ' '..='~' => 1,
        '\0'..='\u{ff}' => 4,
        '\u{100}'..='\u{ffff}' => 6,
        _ => 10,
    };
    text.chars().map(most).sum::<usize>() + 2
}

/// Appends `repr(text)`; with `ascii`, `ascii(text)`.
pub fn push_str(out: &mut String, text: &str, ascii: bool) {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    out.reserve(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c if !ascii && is_printable(c) => out.push(c),
            c => push_escape(out, c),
        }
    }
    out.push(quote);
}

/// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub fn push_escape(out: &mut String, c: char) {
    let code = c as u32;
    let written = match code {
        0..=0xFF => write!(out, "\\x{code:02x}"),
        0x100..=0xFFFF => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
    written.expect("a String takes everything");
}

/// Appends `repr(bytes)`.
pub fn push_bytes(out: &mut String, bytes: &[u8]) {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    out.reserve(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte if *byte as char == quote => out.extend(['\\', quote]),
            b' '..=b'~' => out.push(*byte as char),
            byte => push_escape(out, *byte as char),
        }
    }
    out.push(quote);
}

/// Appends `repr(bytearray)`, which escapes every single quote.
pub fn push_bytearray(out: &mut String, bytes: &[u8]) {
    let mut content = String::new();
    push_bytes(&mut content, bytes);
    if content.starts_with("b\"") {
        content = content.replace('\'', "\\'");
    }
    out.push_str("bytearray(");
    out.push_str(&content);
    out.push(')');
}

/// `repr(text)`
pub fn str_repr(text: &str) -> String {
    let mut out = String::new();
    push_str(&mut out, text, false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(str_repr("it's"), "\"it's\"");
        assert_eq!(str_repr("both ' and \""), "'both \\' and \"'");
        assert_eq!(str_repr("\u{85}\u{200b}é😀\u{e0001}"), "'\\x85\\u200bé😀\\U000e0001'");
        let mut out = String::new();
        push_bytes(&mut out, b"a\x00\xff'\"");
        assert_eq!(out, "b'a\\x00\\xff\\'\"'");
    }
}
