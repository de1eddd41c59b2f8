//! Encodings: which names they have, encoding and decoding with an error handler (CPython `Lib/encodings`, `codecs.c`).

#![expect(clippy::disallowed_methods, reason = "whoever calls these has charged what they make")]

/// An encoding that is supported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codec {
    Utf8,
    /// With a byte order mark.
    Utf8Signature,
    Ascii,
    Latin1,
    Utf16(Order),
    Utf32(Order),
}

/// The order of a unit's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Little,
    Big,
    /// Little, told by a byte order mark.
    Marked,
}

/// What to do with what cannot be coded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    /// Encoding only.
    XmlCharRefReplace,
}

/// Where and why coding failed: character or byte positions, `end` excluded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodingError {
    pub encoding: &'static str,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

impl Codec {
    /// The encoding of a name, in any of its usual spellings.
    pub fn find(name: &str) -> Option<Codec> {
        let plain: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '_' })
            .collect();
        Some(match plain.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Codec::Utf8,
            "utf_8_sig" => Codec::Utf8Signature,
            "ascii" | "us_ascii" | "646" | "ansi_x3.4_1968" | "iso646_us" | "us" | "cp367" => Codec::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859" | "cp819" => {
                Codec::Latin1
            }
            "utf_16" | "utf16" | "u16" => Codec::Utf16(Order::Marked),
            "utf_16_le" | "utf_16le" => Codec::Utf16(Order::Little),
            "utf_16_be" | "utf_16be" => Codec::Utf16(Order::Big),
            "utf_32" | "utf32" | "u32" => Codec::Utf32(Order::Marked),
            "utf_32_le" | "utf_32le" => Codec::Utf32(Order::Little),
            "utf_32_be" | "utf_32be" => Codec::Utf32(Order::Big),
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Signature => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf16(Order::Marked) => "utf-16",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
            Codec::Utf32(Order::Marked) => "utf-32",
        }
    }

    /// Encodes a text. A handler is asked for only when something cannot be encoded: an unknown name is its own error then.
    pub fn encode(self, text: &str, handler: Option<Handler>) -> Result<Vec<u8>, CodingError> {
        match self {
            Codec::Utf8 => Ok(text.as_bytes().to_vec()),
            Codec::Utf8Signature => Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
            Codec::Ascii => self.encode_narrow(text, 0x80, "ordinal not in range(128)", handler),
            Codec::Latin1 => self.encode_narrow(text, 0x100, "ordinal not in range(256)", handler),
            Codec::Utf16(order) => {
                let units = order.mark().into_iter().chain(text.encode_utf16());
                Ok(units.flat_map(|unit| order.bytes_16(unit)).collect())
            }
            Codec::Utf32(order) => {
                let units = order.mark().map(u32::from).into_iter().chain(text.chars().map(u32::from));
                Ok(units.flat_map(|unit| order.bytes_32(unit)).collect())
            }
        }
    }

    fn encode_narrow(
        self,
        text: &str,
        limit: u32,
        reason: &'static str,
        handler: Option<Handler>,
    ) -> Result<Vec<u8>, CodingError> {
        let mut out = Vec::with_capacity(text.len());
        for (at, c) in text.chars().enumerate() {
            let code = c as u32;
            if code < limit {
                out.push(code as u8);
                continue;
            }
            match handler {
                Some(Handler::Ignore) => {}
                Some(Handler::Replace) => out.push(b'?'),
                Some(Handler::XmlCharRefReplace) => out.extend(format!("&#{code};").bytes()),
                Some(Handler::BackslashReplace) => {
                    let mut escape = String::new();
                    super::quote::push_escape(&mut escape, c);
                    out.extend(escape.bytes());
                }
                Some(Handler::Strict) | None => {
                    let run = text.chars().skip(at).take_while(|c| *c as u32 >= limit).count();
                    return Err(CodingError { encoding: self.name(), start: at, end: at + run, reason });
                }
            }
        }
        Ok(out)
    }

    /// Decodes bytes.
    pub fn decode(self, bytes: &[u8], handler: Option<Handler>) -> Result<String, CodingError> {
        match self {
            Codec::Utf8 => decode_utf8(bytes, handler),
            Codec::Utf8Signature => decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), handler),
            Codec::Latin1 => Ok(bytes.iter().map(|byte| *byte as char).collect()),
            Codec::Ascii => {
                let mut out = String::with_capacity(bytes.len());
                for (at, byte) in bytes.iter().enumerate() {
                    if byte.is_ascii() {
                        out.push(*byte as char);
                        continue;
                    }
                    let reason = "ordinal not in range(128)";
                    let error = CodingError { encoding: "ascii", start: at, end: at + 1, reason };
                    handle(&mut out, &bytes[at..=at], error, handler)?;
                }
                Ok(out)
            }
            Codec::Utf16(order) => decode_utf16(self.name(), order, bytes, handler),
            Codec::Utf32(order) => decode_utf32(self.name(), order, bytes, handler),
        }
    }
}

impl Handler {
    /// The handler of a name.
    pub fn find(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            _ => return None,
        })
    }
}

impl Order {
    fn mark(self) -> Option<u16> {
        (self == Order::Marked).then_some(0xFEFF)
    }

    fn bytes_16(self, unit: u16) -> [u8; 2] {
        if self == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() }
    }

    fn bytes_32(self, unit: u32) -> [u8; 4] {
        if self == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() }
    }
}

/// Writes what a handler makes of bytes that cannot be decoded.
fn handle(out: &mut String, bad: &[u8], error: CodingError, handler: Option<Handler>) -> Result<(), CodingError> {
    match handler {
        Some(Handler::Ignore) => {}
        Some(Handler::Replace) => out.push('\u{fffd}'),
        Some(Handler::BackslashReplace) => bad.iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}"))),
        Some(Handler::Strict | Handler::XmlCharRefReplace) | None => return Err(error),
    }
    Ok(())
}

fn decode_utf8(bytes: &[u8], handler: Option<Handler>) -> Result<String, CodingError> {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let problem = match std::str::from_utf8(rest) {
            Ok(text) => {
                out.push_str(text);
                return Ok(out);
            }
            Err(problem) => problem,
        };
        let (good, bad) = rest.split_at(problem.valid_up_to());
        out.push_str(std::str::from_utf8(good).unwrap_or(""));
        at += good.len();
        let length = problem.error_len().unwrap_or(bad.len());
        let reason = match (problem.error_len(), bad.first()) {
            (None, _) => "unexpected end of data",
            (Some(_), Some(0xC2..=0xF4)) => "invalid continuation byte",
            (Some(_), _) => "invalid start byte",
        };
        let error = CodingError { encoding: "utf-8", start: at, end: at + length, reason };
        handle(&mut out, &bad[..length], error, handler)?;
        at += length;
    }
}

fn decode_utf16(
    encoding: &'static str,
    order: Order,
    bytes: &[u8],
    handler: Option<Handler>,
) -> Result<String, CodingError> {
    let (big, skip) = match (order, bytes) {
        (Order::Marked, [0xFE, 0xFF, ..]) => (true, 2),
        (Order::Marked, [0xFF, 0xFE, ..]) => (false, 2),
        (order, _) => (order == Order::Big, 0),
    };
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let (mut out, mut at) = (String::new(), skip);
    while at < bytes.len() {
        let (text, length, reason) = match (unit(at), unit(at + 2)) {
            (None, _) => (None, bytes.len() - at, "truncated data"),
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                let code = 0x10000 + ((high as u32 - 0xD800) << 10) + (low as u32 - 0xDC00);
                (char::from_u32(code), 4, "")
            }
            (Some(0xD800..=0xDBFF), None) => (None, bytes.len() - at, "unexpected end of data"),
            (Some(0xD800..=0xDBFF), Some(_)) => (None, 2, "illegal UTF-16 surrogate"),
            (Some(0xDC00..=0xDFFF), _) => (None, 2, "illegal encoding"),
            (Some(unit), _) => (char::from_u32(unit as u32), 2, ""),
        };
        match text {
            Some(c) => out.push(c),
            None => {
                let error = CodingError { encoding, start: at, end: at + length, reason };
                handle(&mut out, &bytes[at..at + length], error, handler)?;
            }
        }
        at += length;
    }
    Ok(out)
}

fn decode_utf32(
    encoding: &'static str,
    order: Order,
    bytes: &[u8],
    handler: Option<Handler>,
) -> Result<String, CodingError> {
    let (big, skip) = match (order, bytes) {
        (Order::Marked, [0, 0, 0xFE, 0xFF, ..]) => (true, 4),
        (Order::Marked, [0xFF, 0xFE, 0, 0, ..]) => (false, 4),
        (order, _) => (order == Order::Big, 0),
    };
    let (mut out, mut at) = (String::new(), skip);
    while at < bytes.len() {
        let quad = bytes.get(at..at + 4).and_then(|quad| <[u8; 4]>::try_from(quad).ok());
        let code = quad.map(|quad| if big { u32::from_be_bytes(quad) } else { u32::from_le_bytes(quad) });
        let (length, reason) = match code {
            None => (bytes.len() - at, "truncated data"),
            Some(0xD800..=0xDFFF) => (4, "code point in surrogate code point range(0xd800, 0xe000)"),
            Some(_) => (4, "code point not in range(0x110000)"),
        };
        match code.and_then(char::from_u32) {
            Some(c) => out.push(c),
            None => {
                let error = CodingError { encoding, start: at, end: at + length, reason };
                handle(&mut out, &bytes[at..at + length], error, handler)?;
            }
        }
        at += length;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf8(bytes: &[u8]) -> Result<String, (usize, usize, &'static str)> {
        Codec::Utf8.decode(bytes, None).map_err(|error| (error.start, error.end, error.reason))
    }

    #[test]
    fn utf8_errors_are_told_as_in_cpython() {
        assert_eq!(utf8(b"ab\xc3"), Err((2, 3, "unexpected end of data")));
        assert_eq!(utf8(b"\xe9a"), Err((0, 1, "invalid continuation byte")));
        assert_eq!(utf8(b"\xed\xa0\x80"), Err((0, 1, "invalid continuation byte")));
        assert_eq!(utf8(b"\xc0\x80"), Err((0, 1, "invalid start byte")));
        assert_eq!(utf8(b"\xf0\x9f\x98"), Err((0, 3, "unexpected end of data")));
        assert_eq!(Codec::Utf8.decode(b"\xed\xa0\x80", Some(Handler::Replace)), Ok("\u{fffd}".repeat(3)));
    }

    #[test]
    fn names_and_narrow_encodings() {
        assert_eq!(Codec::find("Latin_1"), Some(Codec::Latin1));
        assert_eq!(Codec::find("UTF8"), Some(Codec::Utf8));
        assert_eq!(Codec::find("nope"), None);
        let error = Codec::Ascii.encode("aéé", None).map_err(|error| (error.start, error.end));
        assert_eq!(error, Err((1, 3)));
        assert_eq!(Codec::Ascii.encode("é", Some(Handler::XmlCharRefReplace)), Ok(b"&#233;".to_vec()));
        assert_eq!(Codec::Utf16(Order::Marked).encode("a", None), Ok(b"\xff\xfea\x00".to_vec()));
        assert_eq!(Codec::Utf16(Order::Little).decode(b"=\xd8\x00\xde", None), Ok("😀".to_owned()));
    }
}
