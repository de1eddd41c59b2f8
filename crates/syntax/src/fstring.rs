//! The f-string modes of the layout layer: text, replacement field, format specification, nested in each other.
//! The rules are those of PEP 701.

use crate::layout::{Layout, last_line};
use crate::strings::LiteralShape;
use crate::token::TokenKind;
use hognose_source::{Diagnostic, DiagnosticKind, Span};

/// CPython's bound on f-strings inside f-strings.
const MAX_FSTRINGS: usize = 150;
/// A field, a field in its specification, and one more.
const MAX_FIELDS: usize = 3;

/// An f-string that is open.
pub(crate) struct FString {
    pub(crate) shape: LiteralShape,
    start: usize,
    fields: Vec<Field>,
}

/// A replacement field that is open.
struct Field {
    /// Number of open brackets inside the field, its own brace counted.
    brackets: usize,
    in_specification: bool,
}

impl FString {
    /// Whether text comes next, not tokens.
    pub(crate) fn in_text(&self) -> bool {
        self.fields.last().is_none_or(|field| field.in_specification)
    }

    /// Whether a sign would belong to the innermost field itself, not to a bracket inside it.
    pub(crate) fn at_field_level(&self, brackets: usize) -> bool {
        self.fields.last().is_some_and(|field| !field.in_specification && field.brackets == brackets)
    }
}

impl Layout<'_> {
    pub(crate) fn open_fstring(&mut self, start: usize, end: usize) {
        if self.fstrings.len() >= MAX_FSTRINGS {
            self.fatal(Span::new(start as u32, end as u32), "too many nested f-strings");
            return;
        }
        let shape = LiteralShape::of(&self.source[start..end]);
        self.fstrings.push(FString { shape, start, fields: Vec::new() });
        self.push(TokenKind::FStringStart, start, end);
    }

    /// Scans text up to a brace or the closing quotes, and that sign.
    pub(crate) fn fstring_text(&mut self) {
        let Some(fstring) = self.fstrings.last() else { return };
        let (shape, fields) = (fstring.shape, fstring.fields.len());
        let start = self.position();
        let end = find_text_end(self.bytes, start, shape, fields > 0);
        self.advance_to(end);
        if end > start {
            // CPython resolves escapes in the specifications of raw f-strings too.
            let kind = if shape.raw && fields == 0 { TokenKind::FStringRawMiddle } else { TokenKind::FStringMiddle };
            self.push(kind, start, end);
            if !shape.raw {
                self.warn_of_escaped_braces(start, end);
            }
        }
        match self.bytes.get(end).copied() {
            Some(b'{') => self.open_field(end),
            Some(b'}') if fields > 0 => self.close_field(end),
            Some(b'}') => {
                self.error(Span::new(end as u32, end as u32 + 1), "f-string: single '}' is not allowed");
                self.advance_to(end + 1);
            }
            Some(quote) if quote == shape.quote => self.close_fstring(end, fields > 0),
            // A line end in the specification of a one-line f-string: only the closing brace may follow.
            Some(_) if fields > 0 => self.leave_specification(),
            _ => self.unterminated(end),
        }
    }

    /// A backslash does not hide a brace: it stands for itself before one.
    fn warn_of_escaped_braces(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(found) = memchr::memchr(b'\\', &self.bytes[at..end]) {
            at += found + 1;
            match self.bytes.get(at).copied() {
                Some(brace @ (b'{' | b'}')) => {
                    let message = format!("invalid escape sequence '\\{}'", brace as char);
                    self.warnings.push(Diagnostic::warning(Span::new(at as u32 - 1, at as u32 + 1), message));
                }
                _ => at = (at + 1).min(end),
            }
        }
    }

    fn open_field(&mut self, at: usize) {
        self.advance_to(at + 1);
        self.open_bracket(TokenKind::FStringOpen, at);
        let brackets = self.bracket_count();
        let Some(fstring) = self.fstrings.last_mut() else { return };
        fstring.fields.push(Field { brackets, in_specification: false });
        if fstring.fields.len() > MAX_FIELDS {
            self.fatal(Span::new(at as u32, at as u32 + 1), "f-string: expressions nested too deeply");
        }
        self.push(TokenKind::FStringOpen, at, at + 1);
    }

    fn close_field(&mut self, at: usize) {
        self.advance_to(at + 1);
        self.pop_bracket();
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.fields.pop();
        }
        self.push(TokenKind::FStringClose, at, at + 1);
    }

    fn leave_specification(&mut self) {
        if let Some(field) = self.fstrings.last_mut().and_then(|fstring| fstring.fields.last_mut()) {
            field.in_specification = false;
        }
    }

    fn close_fstring(&mut self, at: usize, in_specification: bool) {
        let Some(fstring) = self.fstrings.last() else { return };
        let end = at + fstring.shape.closing();
        if in_specification {
            let span = Span::new(at as u32, end as u32);
            self.interrupt(DiagnosticKind::Syntax, span, "f-string: expecting '}', or format specs");
            return;
        }
        self.fstrings.pop();
        self.advance_to(end);
        self.push(TokenKind::FStringEnd, at, end);
    }

    fn unterminated(&mut self, end: usize) {
        let Some(fstring) = self.fstrings.pop() else { return };
        if !fstring.fields.is_empty() && !fstring.shape.triple {
            // The text ends inside a field: its brace was never closed.
            return;
        }
        let span = Span::new(fstring.start as u32, end as u32);
        let (what, line) = match fstring.shape.triple {
            true => ("triple-quoted f-string", self.line_of(last_line(self.bytes))),
            false => ("f-string", self.line_of(fstring.start)),
        };
        let message = format!("unterminated {what} literal (detected at line {line})");
        self.interrupt(DiagnosticKind::Syntax, span, message);
    }

    /// A sign at the level of a replacement field. Returns whether it was one of the field's own.
    pub(crate) fn field_sign(&mut self, kind: TokenKind, start: usize, end: usize) -> bool {
        match kind {
            TokenKind::Colon | TokenKind::Walrus => {
                if kind == TokenKind::Walrus {
                    self.return_to(start + 1);
                }
                self.push(TokenKind::FStringColon, start, start + 1);
                if let Some(field) = self.fstrings.last_mut().and_then(|fstring| fstring.fields.last_mut()) {
                    field.in_specification = true;
                }
            }
            TokenKind::Equal => self.push(TokenKind::FStringEqual, start, end),
            TokenKind::Exclamation => self.conversion(start, end),
            TokenKind::RightBrace => self.close_field(start),
            _ => return false,
        }
        true
    }

    /// `!` and the word after it.
    fn conversion(&mut self, start: usize, end: usize) {
        let after_space = end + self.bytes[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let word: usize = self.source[after_space..]
            .chars()
            .take_while(|c| unicode_ident::is_xid_continue(*c) || *c == '_')
            .map(char::len_utf8)
            .sum();
        let name_end = after_space + word;
        let name = &self.source[after_space..name_end];
        let message = if matches!(self.bytes.get(after_space), Some(b':' | b'}')) {
            Some("f-string: missing conversion character".to_string())
        } else if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            Some("f-string: invalid conversion character".to_string())
        } else if after_space > end {
            Some("f-string: conversion type must come right after the exclamanation mark".to_string())
        } else if !matches!(name, "s" | "r" | "a") {
            Some(format!("f-string: invalid conversion character '{name}': expected 's', 'r', or 'a'"))
        } else {
            None
        };
        let follows_brace = self.tokens.last().is_some_and(|token| token.kind == TokenKind::FStringOpen);
        if let Some(message) = message.filter(|_| !follows_brace) {
            let span = Span::new(start as u32, name_end.max(end) as u32);
            self.grammar_errors.push(Diagnostic::syntax(span, message));
        }
        self.advance_to(name_end.max(end));
        self.push(TokenKind::FStringConversion, start, name_end.max(end));
    }
}

/// The first brace, closing quote or (in a one-line f-string) line end at or after `at`.
fn find_text_end(bytes: &[u8], mut at: usize, shape: LiteralShape, in_specification: bool) -> usize {
    while let Some(byte) = bytes.get(at).copied() {
        let next = bytes.get(at + 1).copied();
        match byte {
            b'{' | b'}' if !in_specification && next == Some(byte) => at += 2,
            b'{' | b'}' => return at,
            b'\\' => at = skip_escape(bytes, at, shape.raw),
            b'\n' | b'\r' if !shape.triple => return at,
            _ if byte == shape.quote && (!shape.triple || bytes[at..].starts_with(&[byte; 3])) => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the text goes on after the backslash at `at`. Braces are never escaped by one.
fn skip_escape(bytes: &[u8], at: usize, raw: bool) -> usize {
    match bytes.get(at + 1) {
        Some(b'{' | b'}') | None => at + 1,
        Some(b'\r') if bytes.get(at + 2) == Some(&b'\n') => at + 3,
        Some(b'N') if !raw && bytes.get(at + 2) == Some(&b'{') => {
            let closing = memchr::memchr3(b'}', b'\'', b'"', &bytes[at..]);
            closing.map_or(bytes.len(), |found| at + found + usize::from(bytes[at + found] == b'}'))
        }
        Some(_) => at + 2,
    }
}
