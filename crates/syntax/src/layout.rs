//! The layout layer: drives the generated lexer over a whole text and adds what a regular lexer cannot see: lines,
//! blocks, brackets, strings' ends and the tokens of f-strings.
//!
//! It makes the whole token list at once, so that soft keywords (`soft_keywords.rs`) and error texts can look around.

use crate::fstring::FString;
use crate::lexer::Raw;
use crate::numbers::scan_number;
use crate::soft_keywords;
use crate::strings::LiteralShape;
use crate::token::{Token, TokenKind};
use hognose_source::{Diagnostic, DiagnosticKind, Span};
use logos::{Lexer, Logos};

/// CPython's bound on open brackets.
const MAX_BRACKETS: usize = 200;
/// CPython's bound on nested blocks.
const MAX_INDENTS: usize = 100;
/// A text with more errors than this is not looked at further.
const MAX_ERRORS: usize = 50;
/// Spans are `u32`; half of it leaves room for every sum of two offsets.
const MAX_SOURCE: usize = u32::MAX as usize / 2;

/// The tokens of one text.
#[derive(Debug)]
pub struct Tokens {
    /// Well nested: every INDENT has its DEDENT, the last line its NEWLINE.
    pub tokens: Vec<Token>,
    /// Errors that make the tokens unfit for parsing. CPython reports these before any error of the grammar.
    pub errors: Vec<Diagnostic>,
    /// Errors that the grammar would report if it could see them: missing blocks, wrong conversions.
    pub grammar_errors: Vec<Diagnostic>,
    /// What CPython's tokenizer warns of.
    pub warnings: Vec<Diagnostic>,
    /// The innermost bracket that is open where the text ends.
    pub unclosed: Option<Span>,
    /// What broke the text off: wrong indentation, or an f-string that ended inside a field. The tokens end there too,
    /// but an error of the grammar before that place comes first.
    pub interruption: Option<Diagnostic>,
}

/// Cuts `source` into tokens.
pub fn tokenize(source: &str) -> Tokens {
    let mut layout = Layout::new(source);
    if source.len() > MAX_SOURCE {
        layout.error(Span::new(0, 0), "source code is too large");
    } else if let Some(at) = memchr::memchr(0, source.as_bytes()) {
        layout.error(Span::new(at as u32, at as u32 + 1), "source code cannot contain null bytes");
    } else {
        layout.run();
    }
    let mut tokens = layout.tokens;
    soft_keywords::mark(source, &mut tokens);
    Tokens {
        tokens,
        errors: layout.errors,
        grammar_errors: layout.grammar_errors,
        warnings: layout.warnings,
        unclosed: layout.unclosed,
        interruption: layout.interruption,
    }
}

#[derive(Clone, Copy)]
struct Bracket {
    kind: TokenKind,
    at: u32,
}

/// An indentation as CPython measures it: tabs to the next multiple of eight, and tabs as one column.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Column {
    wide: u32,
    narrow: u32,
}

pub(crate) struct Layout<'s> {
    pub(crate) source: &'s str,
    pub(crate) bytes: &'s [u8],
    lexer: Lexer<'s, Raw>,
    pub(crate) tokens: Vec<Token>,
    errors: Vec<Diagnostic>,
    pub(crate) grammar_errors: Vec<Diagnostic>,
    pub(crate) warnings: Vec<Diagnostic>,
    unclosed: Option<Span>,
    interruption: Option<Diagnostic>,
    brackets: Vec<Bracket>,
    indents: Vec<Column>,
    pub(crate) fstrings: Vec<FString>,
    /// Whether the next token is the first of a logical line.
    line_begins: bool,
    /// Index of the first token of the current logical line.
    line_first: usize,
    /// Nothing more can be told about the text.
    stopped: bool,
}

impl<'s> Layout<'s> {
    fn new(source: &'s str) -> Layout<'s> {
        Layout {
            source,
            bytes: source.as_bytes(),
            lexer: Raw::lexer(source),
            tokens: Vec::with_capacity(if source.len() > MAX_SOURCE { 0 } else { source.len() / 5 }),
            errors: Vec::new(),
            grammar_errors: Vec::new(),
            warnings: Vec::new(),
            unclosed: None,
            interruption: None,
            brackets: Vec::new(),
            indents: vec![Column { wide: 0, narrow: 0 }],
            fstrings: Vec::new(),
            line_begins: true,
            line_first: 0,
            stopped: false,
        }
    }

    fn run(&mut self) {
        if self.source.starts_with('\u{feff}') {
            self.lexer.bump('\u{feff}'.len_utf8());
        }
        while !self.stopped {
            if self.fstrings.last().is_some_and(FString::in_text) {
                self.fstring_text();
                continue;
            }
            if self.line_begins {
                self.indentation();
                if self.stopped {
                    break;
                }
            }
            match self.lexer.next() {
                Some(Ok(raw)) => self.raw_token(raw),
                Some(Err(())) => self.other_character(),
                None => break,
            }
        }
        self.finish();
    }

    // Positions and output

    pub(crate) fn position(&self) -> usize {
        self.lexer.span().end
    }

    /// Goes on at `at`, which is at or after the current position.
    pub(crate) fn advance_to(&mut self, at: usize) {
        self.lexer.bump(at.saturating_sub(self.position()));
    }

    /// Goes back to `at`.
    pub(crate) fn return_to(&mut self, at: usize) {
        self.lexer = Raw::lexer(self.source);
        self.lexer.bump(at);
    }

    pub(crate) fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.tokens.push(Token::new(kind, start, end));
    }

    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        if !self.fstrings.is_empty() {
            // CPython, too, looks no further than a fault inside an f-string.
            return self.interrupt(DiagnosticKind::Syntax, span, message);
        }
        self.errors.push(Diagnostic::syntax(span, message));
        self.stopped |= self.errors.len() >= MAX_ERRORS;
    }

    /// An error after which nothing sensible can be said.
    pub(crate) fn fatal(&mut self, span: Span, message: &str) {
        self.error(span, message);
        self.stopped = true;
    }

    /// An error after which nothing sensible can be said, but what came before it can still be wrong.
    pub(crate) fn interrupt(&mut self, kind: DiagnosticKind, span: Span, message: impl Into<String>) {
        let mut diagnostic = Diagnostic::syntax(span, message);
        diagnostic.kind = kind;
        self.interruption = Some(diagnostic);
        self.stopped = true;
    }

    /// Line number of a byte, from 1. Linear: for errors only.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        let before = &self.bytes[..at.min(self.bytes.len())];
        let ends = before
            .iter()
            .enumerate()
            .filter(|(i, byte)| **byte == b'\n' || (**byte == b'\r' && self.bytes.get(i + 1) != Some(&b'\n')));
        ends.count() + 1
    }

    // Tokens

    fn raw_token(&mut self, raw: Raw) {
        let span = self.lexer.span();
        match raw {
            Raw::Word(kind) if self.bytes.get(span.end).is_none_or(u8::is_ascii) => {
                self.push(kind, span.start, span.end)
            }
            Raw::Word(_) => self.identifier(span.start),
            Raw::Sign(kind) => self.sign(kind, span.start, span.end),
            Raw::Number => self.number(span.start),
            Raw::StringOpen => self.string(span.start),
            Raw::FStringOpen => self.open_fstring(span.start, span.end),
            Raw::Comment => self.comment(),
            Raw::LineEnd => self.line_end(span.start, span.end),
            Raw::Backslash => self.continuation(span.start),
        }
    }

    fn comment(&mut self) {
        let at = self.position();
        let end = memchr::memchr2(b'\n', b'\r', &self.bytes[at..]).map_or(self.bytes.len(), |found| at + found);
        self.advance_to(end);
    }

    fn number(&mut self, start: usize) {
        let scanned = scan_number(self.bytes, start);
        if let Some((span, message)) = scanned.error {
            self.error(span, message);
        }
        self.warnings.extend(scanned.warning.map(|(span, message)| Diagnostic::warning(span, message)));
        // logos has taken a point and a digit, of which the scanner may have left the digit.
        self.advance_to(scanned.end);
        self.push(scanned.kind, start, scanned.end);
    }

    fn sign(&mut self, kind: TokenKind, start: usize, end: usize) {
        if self.fstrings.last().is_some_and(|fstring| fstring.at_field_level(self.brackets.len()))
            && self.field_sign(kind, start, end)
        {
            return;
        }
        let keep = match kind {
            TokenKind::LeftParen | TokenKind::LeftBracket | TokenKind::LeftBrace => {
                self.open_bracket(kind, start);
                true
            }
            TokenKind::RightParen | TokenKind::RightBracket | TokenKind::RightBrace => self.close_bracket(kind, start),
            _ => true,
        };
        if keep {
            self.push(kind, start, end);
        }
    }

    // Brackets

    pub(crate) fn bracket_count(&self) -> usize {
        self.brackets.len()
    }

    pub(crate) fn open_bracket(&mut self, kind: TokenKind, at: usize) {
        if self.brackets.len() >= MAX_BRACKETS {
            self.fatal(Span::new(at as u32, at as u32 + 1), "too many nested parentheses");
            return;
        }
        self.brackets.push(Bracket { kind, at: at as u32 });
    }

    pub(crate) fn pop_bracket(&mut self) {
        self.brackets.pop();
    }

    /// Matches a closing bracket with the innermost open one; false when there is none.
    fn close_bracket(&mut self, kind: TokenKind, at: usize) -> bool {
        let span = Span::new(at as u32, at as u32 + 1);
        let found = kind.text();
        let Some(open) = self.brackets.last().copied() else {
            self.error(span, format!("unmatched '{found}'"));
            return false;
        };
        let matches = matches!(
            (open.kind, kind),
            (TokenKind::LeftParen, TokenKind::RightParen)
                | (TokenKind::LeftBracket, TokenKind::RightBracket)
                | (TokenKind::LeftBrace, TokenKind::RightBrace)
        );
        if matches {
            self.brackets.pop();
            return true;
        }
        if open.kind == TokenKind::FStringOpen {
            self.error(span, format!("f-string: unmatched '{found}'"));
            return false;
        }
        let (line, open_line) = (self.line_of(at), self.line_of(open.at as usize));
        let place = if line == open_line { String::new() } else { format!(" on line {open_line}") };
        let opening = open.kind.text();
        self.error(
            span,
            format!("closing parenthesis '{found}' does not match opening parenthesis '{opening}'{place}"),
        );
        self.brackets.pop();
        true
    }

    // Lines

    fn line_end(&mut self, start: usize, end: usize) {
        if !self.brackets.is_empty() {
            return;
        }
        self.push(TokenKind::Newline, start, end);
        self.line_begins = true;
    }

    /// A backslash: the line goes on when nothing but its end follows.
    fn continuation(&mut self, start: usize) {
        let at = start + 1;
        let end = match self.bytes.get(at) {
            Some(b'\r') if self.bytes.get(at + 1) == Some(&b'\n') => at + 2,
            Some(b'\r' | b'\n') => at + 1,
            Some(_) => {
                let span = Span::new(at as u32, at as u32 + 1);
                let message = "unexpected character after line continuation character";
                return self.interrupt(DiagnosticKind::Syntax, span, message);
            }
            None => at,
        };
        self.advance_to(end);
        if end >= self.bytes.len() && self.brackets.is_empty() {
            let span = Span::new(start as u32, at as u32);
            self.interrupt(DiagnosticKind::Syntax, span, "unexpected EOF while parsing");
        }
    }

    /// At the start of a logical line: skips blank lines, measures the indentation and makes INDENT and DEDENT.
    fn indentation(&mut self) {
        let mut column = Column { wide: 0, narrow: 0 };
        // After a continuation in the white space, the first line's indentation counts.
        let mut first_line = None;
        let mut at = self.position();
        let mut line_start = at;
        loop {
            match self.bytes.get(at).copied() {
                Some(b' ') => {
                    column = Column { wide: column.wide.saturating_add(1), narrow: column.narrow.saturating_add(1) }
                }
                Some(b'\t') => {
                    let wide = (column.wide / 8).saturating_add(1).saturating_mul(8);
                    column = Column { wide, narrow: column.narrow.saturating_add(1) };
                }
                Some(b'\x0c') => column = Column { wide: 0, narrow: 0 },
                Some(b'#') => {
                    self.advance_to(at);
                    self.comment();
                    at = self.position();
                    continue;
                }
                Some(b'\n' | b'\r') => {
                    column = Column { wide: 0, narrow: 0 };
                    first_line = None;
                    line_start = at + 1;
                }
                Some(b'\\') => {
                    let end = match (self.bytes.get(at + 1), self.bytes.get(at + 2)) {
                        (Some(b'\r'), Some(b'\n')) => at + 3,
                        (Some(b'\r' | b'\n'), _) => at + 2,
                        _ => {
                            self.advance_to(at + 1);
                            return self.continuation(at);
                        }
                    };
                    if end >= self.bytes.len() {
                        break;
                    }
                    if column.wide > 0 {
                        first_line.get_or_insert(Column { wide: column.wide, narrow: column.wide });
                    }
                    at = end;
                    continue;
                }
                _ => break,
            }
            at += 1;
        }
        self.advance_to(at);
        if at < self.bytes.len() {
            self.line_begins = false;
            self.change_block(first_line.unwrap_or(column), line_start, at);
        }
    }

    /// Compares the new line's indentation with the open blocks.
    fn change_block(&mut self, column: Column, line_start: usize, at: usize) {
        let place = Span::new(at as u32, at as u32);
        let current = self.current_indent();
        let tabs = "inconsistent use of tabs and spaces in indentation";
        let line = Span::new(line_start as u32, at as u32);
        if column.wide <= current.wide {
            self.check_missing_block(at);
        }
        if column.wide == current.wide {
            if column.narrow != current.narrow {
                self.interrupt(DiagnosticKind::Tab, line, tabs);
            }
        } else if column.wide > current.wide {
            if self.indents.len() >= MAX_INDENTS {
                self.interrupt(DiagnosticKind::Indentation, place, "too many levels of indentation");
                return;
            }
            if column.narrow <= current.narrow {
                self.interrupt(DiagnosticKind::Tab, line, tabs);
            }
            self.indents.push(column);
            self.push(TokenKind::Indent, line_start, at);
        } else {
            while self.current_indent().wide > column.wide {
                self.indents.pop();
                self.push(TokenKind::Dedent, at, at);
            }
            let current = self.current_indent();
            if current.wide != column.wide {
                let message = "unindent does not match any outer indentation level";
                self.interrupt(DiagnosticKind::Indentation, line, message);
            } else if current.narrow != column.narrow {
                self.interrupt(DiagnosticKind::Tab, line, tabs);
            }
        }
        self.line_first = self.tokens.len();
    }

    fn current_indent(&self) -> Column {
        self.indents.last().copied().unwrap_or(Column { wide: 0, narrow: 0 })
    }

    /// The last line ended in a colon but nothing is indented after it: puts a block there and reports it.
    fn check_missing_block(&mut self, at: usize) {
        let line = self.tokens.get(self.line_first..).unwrap_or(&[]);
        let [first, .., last, newline] = line else { return };
        if newline.kind != TokenKind::Newline || last.kind != TokenKind::Colon {
            return;
        }
        let async_offset = usize::from(first.kind == TokenKind::Async);
        let Some(head) = line.get(async_offset).copied() else { return };
        let statement = match head.kind {
            TokenKind::Def => "function definition".to_string(),
            TokenKind::Class => "class definition".to_string(),
            TokenKind::Except if line.get(1).is_some_and(|token| token.kind == TokenKind::Star) => {
                "'except*' statement".to_string()
            }
            TokenKind::If
            | TokenKind::Elif
            | TokenKind::Else
            | TokenKind::While
            | TokenKind::For
            | TokenKind::Try
            | TokenKind::Except
            | TokenKind::Finally
            | TokenKind::With => format!("'{}' statement", head.kind.text()),
            TokenKind::Name if line.get(1).is_some_and(|next| next.kind == TokenKind::Colon) => return,
            TokenKind::Name => match &self.source[head.span.range()] {
                word @ ("match" | "case") => format!("'{word}' statement"),
                _ => return,
            },
            _ => return,
        };
        for kind in [TokenKind::Indent, TokenKind::MissingBlock, TokenKind::Dedent] {
            self.push(kind, at, at);
        }
        if self.grammar_errors.len() >= MAX_ERRORS {
            return;
        }
        let line_number = self.line_of(head.span.start as usize);
        let message = format!("expected an indented block after {statement} on line {line_number}");
        let end = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count().max(1);
        let mut diagnostic = Diagnostic::syntax(Span::new(at as u32, (at + end) as u32), message);
        diagnostic.kind = DiagnosticKind::Indentation;
        diagnostic.labels.push((head.span, "this needs a block".into()));
        self.grammar_errors.push(diagnostic);
    }

    /// Ends the last line, all brackets and all blocks.
    fn finish(&mut self) {
        let end = self.bytes.len();
        if let Some(open) = self.brackets.last().filter(|_| !self.stopped) {
            self.unclosed = Some(Span::new(open.at, open.at + 1));
        }
        let in_line = self
            .tokens
            .last()
            .is_some_and(|token| !matches!(token.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent));
        if in_line {
            self.push(TokenKind::Newline, end, end);
        }
        if self.unclosed.is_none() && !self.stopped {
            self.check_missing_block(end);
        }
        for _ in 1..self.indents.len() {
            self.push(TokenKind::Dedent, end, end);
        }
    }

    // Characters

    /// A character that logos knows nothing of: the start of a word beyond ASCII, or no token at all.
    fn other_character(&mut self) {
        let start = self.lexer.span().start;
        let Some(character) = self.source.get(start..).and_then(|rest| rest.chars().next()) else { return };
        let end = start + character.len_utf8();
        if unicode_ident::is_xid_start(character) {
            self.advance_to(end);
            self.identifier(start);
        } else if character.is_ascii() && !character.is_ascii_control() {
            // `$`, `?` and the backquote are the grammar's to refuse.
            self.advance_to(end);
            self.push(TokenKind::Unknown, start, end);
        } else {
            self.advance_to(end);
            self.invalid_character(character, start);
        }
    }

    fn invalid_character(&mut self, character: char, start: usize) {
        let code = character as u32;
        let span = Span::new(start as u32, (start + character.len_utf8()) as u32);
        if is_printable(character) {
            self.error(span, format!("invalid character '{character}' (U+{code:04X})"));
        } else {
            self.error(span, format!("invalid non-printable character U+{code:04X}"));
        }
        self.push(TokenKind::Name, start, span.end as usize);
    }

    /// A word with characters beyond ASCII, from `start`.
    fn identifier(&mut self, start: usize) {
        let mut end = self.position().max(start);
        for character in self.source[end..].chars() {
            if !unicode_ident::is_xid_continue(character) {
                // CPython takes every character beyond ASCII into the word and then finds the wrong one.
                if !character.is_ascii() {
                    self.advance_to(end + character.len_utf8());
                    self.invalid_character(character, end);
                    return;
                }
                break;
            }
            end += character.len_utf8();
        }
        self.advance_to(end);
        self.push(TokenKind::Name, start, end);
    }

    // Strings

    /// A string literal whose opening begins at `start`: finds its end.
    fn string(&mut self, start: usize) {
        let shape = LiteralShape::of(&self.source[start..self.position()]);
        match find_string_end(self.bytes, self.position(), shape) {
            Ok(end) => {
                self.advance_to(end);
                self.push(TokenKind::String, start, end);
            }
            Err(end) if !self.fstring_ends_instead(shape, start) => {
                self.unterminated_string(shape, start, end);
                self.advance_to(end);
                self.push(TokenKind::String, start, end);
            }
            Err(_) => {}
        }
    }

    fn unterminated_string(&mut self, shape: LiteralShape, start: usize, end: usize) {
        let line = self.line_of(if shape.triple { last_line(self.bytes) } else { start });
        let what = if shape.triple { "triple-quoted string" } else { "string" };
        let escaped = [b'\\', shape.quote];
        let has_escaped = !shape.triple && self.bytes[start..end].windows(2).any(|pair| pair == escaped);
        let advice = if has_escaped { "; perhaps you escaped the end quote?" } else { "" };
        let message = format!("unterminated {what} literal (detected at line {line}){advice}");
        self.error(Span::new(start as u32, start as u32 + 1), message);
    }

    /// An unterminated string inside a replacement field with the f-string's own quotes is a missing `}`.
    fn fstring_ends_instead(&mut self, shape: LiteralShape, start: usize) -> bool {
        let Some(fstring) = self.fstrings.last() else { return false };
        if fstring.shape.quote != shape.quote || fstring.shape.triple != shape.triple {
            return false;
        }
        let span = Span::new(start as u32, start as u32 + 1);
        self.interrupt(DiagnosticKind::Syntax, span, "f-string: expecting '}'");
        true
    }
}

/// The offset of a byte in the last line that is not empty, where CPython detects an unterminated literal.
pub(crate) fn last_line(bytes: &[u8]) -> usize {
    match bytes {
        [before @ .., b'\n' | b'\r'] => before.len(),
        _ => bytes.len(),
    }
}

/// The end of a literal whose body begins at `at`; an error is where the search stopped.
fn find_string_end(bytes: &[u8], mut at: usize, shape: LiteralShape) -> Result<usize, usize> {
    while at < bytes.len() {
        let Some(found) = next_of_interest(&bytes[at..], shape) else { return Err(bytes.len()) };
        at += found;
        match bytes[at] {
            b'\\' if bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            b'\\' => at += 2,
            b'\n' | b'\r' => return Err(at),
            _ if !shape.triple => return Ok(at + 1),
            quote if bytes[at..].starts_with(&[quote; 3]) => return Ok(at + 3),
            _ => at += 1,
        }
    }
    Err(bytes.len())
}

/// The next quote, backslash, or (in a literal of one line) line end.
fn next_of_interest(bytes: &[u8], shape: LiteralShape) -> Option<usize> {
    if shape.triple {
        return memchr::memchr2(shape.quote, b'\\', bytes);
    }
    let found = memchr::memchr3(shape.quote, b'\\', b'\n', bytes)?;
    Some(memchr::memchr(b'\r', &bytes[..found]).unwrap_or(found))
}

/// Whether CPython would call the character printable (`str.isprintable`), near enough for a message.
fn is_printable(character: char) -> bool {
    !(character.is_control()
        || character.is_whitespace()
        || matches!(
            character as u32,
            0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e
                | 0x2060..=0x206f | 0xe000..=0xf8ff | 0xfeff | 0xfff0..=0xfffb | 0xe0000..=0x10ffff
        ))
}
