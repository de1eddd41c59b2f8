//! String and bytes literals: prefixes, quotes and escapes. The texts of errors are CPython's.

use std::fmt::Write;

/// A literal's prefix and quotes, told from its first characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LiteralShape {
    pub bytes: bool,
    pub raw: bool,
    pub quote: u8,
    pub triple: bool,
    /// Length of the prefix and the opening quotes.
    pub opening: usize,
}

impl LiteralShape {
    /// The shape of the literal whose opening (prefix and quotes) `text` begins with.
    pub fn of(text: &str) -> LiteralShape {
        let all = text.as_bytes();
        let prefix = all.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let quote = all.get(prefix).copied().unwrap_or(b'"');
        let triple = all.get(prefix..prefix + 3).is_some_and(|quotes| quotes.iter().all(|byte| *byte == quote));
        let has = |letter: u8| all[..prefix].iter().any(|byte| byte.eq_ignore_ascii_case(&letter));
        LiteralShape { bytes: has(b'b'), raw: has(b'r'), quote, triple, opening: prefix + if triple { 3 } else { 1 } }
    }

    /// Number of closing quotes.
    pub fn closing(self) -> usize {
        if self.triple { 3 } else { 1 }
    }
}

/// Why a literal has no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LiteralError {
    /// CPython's message.
    Syntax(String),
    /// An escape that makes half of a surrogate pair, which CPython has and this subset has not.
    LoneSurrogate,
}

fn unicode_error<T>(start: usize, end: usize, reason: &str) -> Result<T, LiteralError> {
    let codec = "(unicode error) 'unicodeescape' codec can't decode";
    let last = end.saturating_sub(1);
    Err(LiteralError::Syntax(if end == start + 1 {
        format!("{codec} byte 0x5c in position {start}: {reason}")
    } else {
        format!("{codec} bytes in position {start}-{last}: {reason}")
    }))
}

/// Where CPython counts `at`: it spells characters beyond ASCII as ten-character escapes first.
fn position(body: &str, at: usize) -> usize {
    body[..at].chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum()
}

/// The text of a string literal's body (what stands between the quotes).
pub fn decode_text(body: &str, raw: bool) -> Result<String, LiteralError> {
    let mut text = String::with_capacity(body.len());
    let mut rest = 0;
    while let Some(found) = body[rest..].find(['\\', '\r']) {
        let at = rest + found;
        text.push_str(&body[rest..at]);
        rest = if body.as_bytes()[at] == b'\r' {
            text.push('\n');
            at + if body[at..].starts_with("\r\n") { 2 } else { 1 }
        } else if raw {
            text.push('\\');
            at + 1
        } else {
            text_escape(body, at, &mut text)?
        };
    }
    text.push_str(&body[rest..]);
    Ok(text)
}

/// The text of a piece of an f-string: escapes are resolved and doubled braces become single.
pub fn decode_fstring_text(piece: &str, raw: bool) -> Result<String, LiteralError> {
    let mut text = String::with_capacity(piece.len());
    let bytes = piece.as_bytes();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if !raw && piece[at..].starts_with("\\N{") => {
                at = piece[at..].find('}').map_or(bytes.len(), |found| at + found + 1);
            }
            // A backslash does not hide a brace, and stands for itself before one.
            b'\\' if !raw && matches!(bytes.get(at + 1), Some(b'{' | b'}') | None) => {
                text.push_str(&decode_text(&piece[start..at], raw)?);
                text.push('\\');
                at += 1;
                start = at;
            }
            b'\\' if !raw => at += 2,
            b'{' | b'}' => {
                text.push_str(&decode_text(&piece[start..at], raw)?);
                text.push(bytes[at] as char);
                at += 2;
                start = at;
            }
            _ => at += 1,
        }
    }
    text.push_str(&decode_text(piece.get(start..).unwrap_or(""), raw)?);
    Ok(text)
}

/// Resolves the escape at `at` into `text` and returns where it ends.
fn text_escape(body: &str, at: usize, text: &mut String) -> Result<usize, LiteralError> {
    let bytes = body.as_bytes();
    let Some(letter) = bytes.get(at + 1).copied() else {
        return unicode_error(position(body, at), position(body, at) + 1, "\\ at end of string");
    };
    let simple = match letter {
        b'\n' => return Ok(at + 2),
        b'\r' => return Ok(at + if bytes.get(at + 2) == Some(&b'\n') { 3 } else { 2 }),
        b'\\' | b'\'' | b'"' => letter as char,
        b'a' => '\x07',
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'v' => '\x0b',
        b'0'..=b'7' => {
            let (value, end) = octal(bytes, at + 1);
            text.push(char::from_u32(value).unwrap_or('\u{fffd}'));
            return Ok(end);
        }
        b'x' => return hex_escape(body, at, 2, "truncated \\xXX escape", text),
        b'u' => return hex_escape(body, at, 4, "truncated \\uXXXX escape", text),
        b'U' => return hex_escape(body, at, 8, "truncated \\UXXXXXXXX escape", text),
        b'N' => return named_escape(body, at, text),
        _ => {
            // An unknown escape stands for itself; CPython warns.
            text.push('\\');
            return Ok(at + 1);
        }
    };
    text.push(simple);
    Ok(at + 2)
}

/// The value of up to three octal digits at `start`, and where they end.
pub(crate) fn octal(bytes: &[u8], start: usize) -> (u32, usize) {
    let digits = bytes[start..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte));
    let (value, count) = digits.fold((0, 0), |(value, count), byte| (value * 8 + u32::from(byte - b'0'), count + 1));
    (value, start + count)
}

fn hex_escape(body: &str, at: usize, width: usize, truncated: &str, text: &mut String) -> Result<usize, LiteralError> {
    let digits = body.as_bytes()[at + 2..].iter().take(width).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let end = at + 2 + digits;
    let start = position(body, at);
    if digits < width {
        return unicode_error(start, start + 2 + digits, truncated);
    }
    let value = u32::from_str_radix(&body[at + 2..end], 16).unwrap_or(u32::MAX);
    match char::from_u32(value) {
        Some(character) => text.push(character),
        None if value <= 0x10ffff => return Err(LiteralError::LoneSurrogate),
        None => return unicode_error(start, start + 2 + digits, "illegal Unicode character"),
    }
    Ok(end)
}

fn named_escape(body: &str, at: usize, text: &mut String) -> Result<usize, LiteralError> {
    let start = position(body, at);
    let malformed = "malformed \\N character escape";
    let Some(rest) = body[at + 2..].strip_prefix('{') else { return unicode_error(start, start + 2, malformed) };
    let Some(length) = rest.find('}') else {
        return unicode_error(start, start + 3 + position(rest, rest.len()), malformed);
    };
    let name = &rest[..length];
    if name.is_empty() {
        return unicode_error(start, start + 4, malformed);
    }
    match character_by_name(name) {
        Some(character) => text.push(character),
        None => {
            let end = start + 4 + position(name, length);
            return unicode_error(start, end, "unknown Unicode character name");
        }
    }
    Ok(at + 4 + length)
}

/// The character of that Unicode name or common alias; the case of letters does not matter.
pub fn character_by_name(name: &str) -> Option<char> {
    let upper = name.to_ascii_uppercase();
    if let Ok(at) = ALIASES.binary_search_by_key(&upper.as_str(), |(alias, _)| alias) {
        return Some(ALIASES[at].1);
    }
    // The crate panics on some names that begin with a hyphen; every real name begins with a letter.
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ' || byte == b'-';
    if !upper.starts_with(|c: char| c.is_ascii_alphabetic()) || !upper.bytes().all(is_name) {
        return None;
    }
    let character = unicode_names2::character(&upper)?;
    // The crate ignores spaces and hyphens, CPython does not.
    let mut spelled = String::with_capacity(upper.len());
    write!(spelled, "{}", unicode_names2::name(character)?).ok()?;
    (spelled == upper).then_some(character)
}

/// Aliases of control characters and the like, sorted.
const ALIASES: &[(&str, char)] = &[
    ("ACK", '\x06'),
    ("ACKNOWLEDGE", '\x06'),
    ("BACKSPACE", '\x08'),
    ("BEL", '\x07'),
    ("BOM", '\u{feff}'),
    ("BS", '\x08'),
    ("BYTE ORDER MARK", '\u{feff}'),
    ("CAN", '\x18'),
    ("CANCEL", '\x18'),
    ("CARRIAGE RETURN", '\r'),
    ("CHARACTER TABULATION", '\t'),
    ("CR", '\r'),
    ("DEL", '\x7f'),
    ("DELETE", '\x7f'),
    ("END OF LINE", '\n'),
    ("END OF TEXT", '\x03'),
    ("END OF TRANSMISSION", '\x04'),
    ("ENQUIRY", '\x05'),
    ("EOL", '\n'),
    ("ESC", '\x1b'),
    ("ESCAPE", '\x1b'),
    ("FF", '\x0c'),
    ("FORM FEED", '\x0c'),
    ("HORIZONTAL TABULATION", '\t'),
    ("HT", '\t'),
    ("INFORMATION SEPARATOR FOUR", '\x1c'),
    ("INFORMATION SEPARATOR ONE", '\x1f'),
    ("INFORMATION SEPARATOR THREE", '\x1d'),
    ("INFORMATION SEPARATOR TWO", '\x1e'),
    ("LF", '\n'),
    ("LINE FEED", '\n'),
    ("LINE TABULATION", '\x0b'),
    ("NBSP", '\u{a0}'),
    ("NEL", '\u{85}'),
    ("NEW LINE", '\n'),
    ("NEXT LINE", '\u{85}'),
    ("NUL", '\0'),
    ("NULL", '\0'),
    ("SHY", '\u{ad}'),
    ("SPACE", ' '),
    ("START OF HEADING", '\x01'),
    ("START OF TEXT", '\x02'),
    ("SUB", '\x1a'),
    ("SUBSTITUTE", '\x1a'),
    ("TAB", '\t'),
    ("VERTICAL TABULATION", '\x0b'),
    ("VT", '\x0b'),
    ("ZWJ", '\u{200d}'),
    ("ZWNJ", '\u{200c}'),
    ("ZWSP", '\u{200b}'),
];

/// The value of a bytes literal's body.
pub fn decode_bytes(body: &str, raw: bool) -> Result<Vec<u8>, LiteralError> {
    if !body.is_ascii() {
        return Err(LiteralError::Syntax("bytes can only contain ASCII literal characters".into()));
    }
    let source = body.as_bytes();
    let mut bytes = Vec::with_capacity(source.len());
    let mut at = 0;
    while let Some(byte) = source.get(at).copied() {
        at += 1;
        match byte {
            b'\r' => {
                bytes.push(b'\n');
                at += usize::from(source.get(at) == Some(&b'\n'));
            }
            b'\\' if !raw => at = bytes_escape(source, at, &mut bytes)?,
            _ => bytes.push(byte),
        }
    }
    Ok(bytes)
}

/// Resolves the escape whose letter is at `at` and returns where it ends.
fn bytes_escape(source: &[u8], at: usize, bytes: &mut Vec<u8>) -> Result<usize, LiteralError> {
    let Some(letter) = source.get(at).copied() else {
        return Err(LiteralError::Syntax("(value error) Trailing \\ in string".into()));
    };
    let simple = match letter {
        b'\n' => return Ok(at + 1),
        b'\r' => return Ok(at + if source.get(at + 1) == Some(&b'\n') { 2 } else { 1 }),
        b'\\' | b'\'' | b'"' => letter,
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'0'..=b'7' => {
            let (value, end) = octal(source, at);
            bytes.push((value & 0xff) as u8);
            return Ok(end);
        }
        b'x' => {
            let digit = |offset: usize| source.get(at + offset).and_then(|byte| (*byte as char).to_digit(16));
            let (Some(high), Some(low)) = (digit(1), digit(2)) else {
                let message = format!("(value error) invalid \\x escape at position {}", at - 1);
                return Err(LiteralError::Syntax(message));
            };
            bytes.push((high * 16 + low) as u8);
            return Ok(at + 3);
        }
        _ => {
            bytes.push(b'\\');
            return Ok(at);
        }
    };
    bytes.push(simple);
    Ok(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(body: &str) -> String {
        match decode_text(body, false) {
            Err(LiteralError::Syntax(message)) => message,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn escapes_of_text() {
        let decoded = decode_text("a\\n\\x41\\u00e9\\U0001f40d\\101\\\n\\q\\N{DIGIT ONE}\\N{line feed}\r\nz", false);
        assert_eq!(decoded, Ok("a\nA\u{e9}\u{1f40d}A\\q1\n\nz".into()));
        assert_eq!(decode_text("a\\n", true), Ok("a\\n".into()));
        assert_eq!(decode_text("\\ud800", false), Err(LiteralError::LoneSurrogate));
    }

    #[test]
    fn faulty_escapes_have_cpythons_texts() {
        let codec = "(unicode error) 'unicodeescape' codec can't decode bytes in position";
        assert_eq!(fault("\\x1"), format!("{codec} 0-2: truncated \\xXX escape"));
        assert_eq!(fault("ab\\u12"), format!("{codec} 2-5: truncated \\uXXXX escape"));
        assert_eq!(fault("\\U00110000"), format!("{codec} 0-9: illegal Unicode character"));
        assert_eq!(fault("\\N{nope}"), format!("{codec} 0-7: unknown Unicode character name"));
        assert_eq!(fault("\\N{"), format!("{codec} 0-2: malformed \\N character escape"));
        assert_eq!(fault("\\N{-}"), format!("{codec} 0-4: unknown Unicode character name"));
    }

    #[test]
    fn bytes() {
        assert_eq!(decode_bytes("a\\x00\\377\\q", false), Ok(b"a\x00\xff\\q".to_vec()));
        let message = "(value error) invalid \\x escape at position 1".to_string();
        assert_eq!(decode_bytes("a\\x1", false), Err(LiteralError::Syntax(message)));
    }

    #[test]
    fn aliases_are_sorted() {
        assert!(ALIASES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
