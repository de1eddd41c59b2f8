//! Escapes that mean nothing: CPython keeps the backslash and warns, once for each literal and each piece of an f-string.

use crate::strings::octal;

/// The warning about a string or bytes literal's body, if it has one: about the first escape that means nothing.
pub fn invalid_escape(body: &str, is_bytes: bool) -> Option<String> {
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', bytes.get(at..)?) {
        let (message, end) = escape(bytes, at + found, is_bytes);
        if message.is_some() {
            return message;
        }
        at = end;
    }
    None
}

/// The warnings about a piece of an f-string's text: a doubled brace ends what is looked at as one.
pub fn invalid_escapes_in_fstring(piece: &str) -> Vec<String> {
    let bytes = piece.as_bytes();
    let mut messages = Vec::new();
    let (mut at, mut warned) = (0, false);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'\\', b'{', b'}', rest)) {
        at += found;
        match bytes.get(at..).unwrap_or_default() {
            [b'{' | b'}', ..] => (at, warned) = (at + 2, false),
            // Told by the layout layer, which comes to it first.
            [b'\\', b'{' | b'}', ..] => at += 1,
            [b'\\', b'N', b'{', ..] => at = piece[at..].find('}').map_or(bytes.len(), |length| at + length + 1),
            _ => {
                let (message, end) = escape(bytes, at, false);
                if !warned {
                    warned = message.is_some();
                    messages.extend(message);
                }
                at = end;
            }
        }
    }
    messages
}

/// The warning about the escape at `at`, if it needs one, and where it ends.
fn escape(bytes: &[u8], at: usize, is_bytes: bool) -> (Option<String>, usize) {
    let Some(letter) = bytes.get(at + 1).copied() else { return (None, at + 1) };
    let message = match letter {
        b'\n' | b'\r' | b'\\' | b'\'' | b'"' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'x' | 128.. => None,
        b'u' | b'U' | b'N' if !is_bytes => None,
        b'0'..=b'7' => {
            let (value, end) = octal(bytes, at + 1);
            let digits = String::from_utf8_lossy(&bytes[at + 1..end]);
            return ((value > 0o377).then(|| format!("invalid octal escape sequence '\\{digits}'")), end);
        }
        _ => Some(format!("invalid escape sequence '\\{}'", letter as char)),
    };
    (message, at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_escape_that_means_nothing_is_told() {
        let first = |body: &str, is_bytes| invalid_escape(body, is_bytes).unwrap_or_default();
        assert_eq!(first(r"a\\d \n\x41\400", false), r"invalid octal escape sequence '\400'");
        assert_eq!(first(r"\u0041 \q \z", false), r"invalid escape sequence '\q'");
        assert_eq!(first(r"\u0041", true), r"invalid escape sequence '\u'");
        assert_eq!(first(r"\é\377\N{DASH}", false), "");
    }

    #[test]
    fn doubled_braces_divide_an_fstring() {
        let pieces = invalid_escapes_in_fstring(r"\d\w{{\z\y}}\{{\N{DASH}\s").join(" ");
        let expected = ["d", "z", "s"].map(|letter| format!("invalid escape sequence '\\{letter}'")).join(" ");
        assert_eq!(pieces, expected);
    }
}
