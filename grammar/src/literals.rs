//! Strings, bytes and f-strings: adjacent literals become one node.

use crate::builder::Builder;
use crate::measured::{Measured, Node};
use hognose_source::{Diagnostic, Span};
use hognose_syntax::ast::*;
use hognose_syntax::{LiteralError, LiteralShape, decode_bytes, decode_fstring_text, decode_text};
use hognose_syntax::{invalid_escape, invalid_escapes_in_fstring};
use std::rc::Rc;

/// One literal of several adjacent ones.
pub enum Part {
    Text(Rc<str>),
    Bytes(Rc<[u8]>),
    FString(Vec<FStringPart>),
    /// A literal whose fault has been reported.
    Faulty,
}

impl Builder<'_> {
    fn literal_error(&mut self, l: u32, r: u32, error: LiteralError) {
        match error {
            LiteralError::Syntax(message) => self.error(l, r, message),
            LiteralError::LoneSurrogate => self.record(Diagnostic::unsupported(
                Span::new(l, r),
                "half of a surrogate pair in a string literal is not supported",
                "write the whole character, as \\U000XXXXX or as itself",
            )),
        }
    }

    pub fn string_part(&mut self, l: u32, r: u32) -> Measured<Part> {
        let text = self.text(l, r);
        let shape = LiteralShape::of(text);
        let body = text.get(shape.opening..text.len().saturating_sub(shape.closing())).unwrap_or("");
        let is_plain = memchr::memchr2(b'\\', b'\r', body.as_bytes()).is_none();
        let part = match (shape.bytes, is_plain) {
            (false, true) => Ok(Part::Text(body.into())),
            (false, false) => decode_text(body, shape.raw).map(|text| Part::Text(text.into())),
            (true, _) => decode_bytes(body, shape.raw).map(|bytes| Part::Bytes(bytes.into())),
        };
        if !is_plain && !shape.raw && part.is_ok() {
            let warning =
                invalid_escape(body, shape.bytes).map(|message| Diagnostic::warning(Span::new(l, r), message));
            self.warnings.extend(warning.map(|warning| (r, warning)));
        }
        Measured::flat(part.unwrap_or_else(|error| {
            self.literal_error(l, r, error);
            Part::Faulty
        }))
    }

    /// An f-string from `l` to `r`, whose closing quotes begin at `closing`: CPython looks at its text now.
    pub fn fstring(&mut self, l: u32, pieces: Measured<Vec<FStringPart>>, closing: u32, r: u32) -> Measured<Part> {
        let first = self.piece_warnings.partition_point(|warning| warning.span.start < l);
        let span = Span::new(closing, r);
        self.warnings.extend(self.piece_warnings.drain(first..).map(|warning| (r, Diagnostic { span, ..warning })));
        pieces.map(Part::FString)
    }

    pub fn strings(&mut self, l: u32, mut parts: Measured<Vec<Part>>, r: u32) -> Node {
        if parts.tree.iter().any(|part| matches!(part, Part::Faulty)) {
            return self.error_node(l, r);
        }
        let is_bytes = |part: &Part| matches!(part, Part::Bytes(_));
        if parts.tree.iter().any(is_bytes) {
            if !parts.tree.iter().all(is_bytes) {
                self.error(l, r, "cannot mix bytes and nonbytes literals");
                return self.error_node(l, r);
            }
            return self.leaf(l, ExprKind::Bytes(join_bytes(parts.tree)), r);
        }
        if let [Part::Text(_)] = parts.tree.as_slice()
            && let Some(Part::Text(text)) = parts.tree.pop()
        {
            return self.leaf(l, ExprKind::Str(text), r);
        }
        let is_formatted = parts.tree.iter().any(|part| matches!(part, Part::FString(_)));
        let pieces = join_pieces(parts.tree);
        if !is_formatted {
            let text = match pieces.into_iter().next() {
                Some(FStringPart::Literal(text)) => text,
                _ => "".into(),
            };
            return self.leaf(l, ExprKind::Str(text), r);
        }
        self.node(l, ExprKind::FString(pieces), r, parts.bounds.nested())
    }

    pub fn fstring_text(&mut self, l: u32, r: u32, raw: bool) -> Measured<FStringPart> {
        let text = decode_fstring_text(self.text(l, r), raw).unwrap_or_else(|error| {
            self.literal_error(l, r, error);
            String::new()
        });
        if !raw {
            let messages = invalid_escapes_in_fstring(self.text(l, r)).into_iter();
            self.piece_warnings.extend(messages.map(|message| Diagnostic::warning(Span::new(l, r), message)));
        }
        Measured::flat(FStringPart::Literal(text.into()))
    }

    /// The field at `span`, whose expression's text begins at `start`; `debug_end` is where `=` and the space end.
    pub fn fstring_field(
        &mut self,
        span: (u32, u32),
        start: u32,
        value: Node,
        debug_end: Option<u32>,
        conversion: Option<Conversion>,
        format_spec: Option<Measured<Vec<FStringPart>>>,
    ) -> Measured<FStringPart> {
        let mut bounds = value.bounds;
        let value = self.not_starred(value.tree);
        if format_spec.is_some() {
            // The text of a specification is looked at when it is read.
            let first = self.piece_warnings.partition_point(|warning| warning.span.start < span.0);
            self.warnings.extend(self.piece_warnings.drain(first..).map(|warning| (warning.span.end, warning)));
        }
        let format_spec = format_spec.map(|spec| {
            bounds = bounds.beside(spec.bounds);
            merge_text(spec.tree)
        });
        let debug_text = debug_end.map(|end| self.text(start, end).into());
        let field = FStringField { value, debug_text, conversion, format_spec, span: Span::new(span.0, span.1) };
        Measured { tree: FStringPart::Field(Box::new(field)), bounds: bounds.nested() }
    }

    /// `!r` and the like; the layout layer has reported what is none.
    pub fn conversion(&mut self, l: u32, r: u32) -> Option<Conversion> {
        match self.text(l, r) {
            "!s" => Some(Conversion::Str),
            "!r" => Some(Conversion::Repr),
            "!a" => Some(Conversion::Ascii),
            _ => None,
        }
    }
}

fn join_bytes(parts: Vec<Part>) -> Rc<[u8]> {
    let mut all = Vec::new();
    for part in parts {
        if let Part::Bytes(bytes) = part {
            all.extend_from_slice(&bytes);
        }
    }
    all.into()
}

/// The pieces of all literals, neighbouring text joined.
fn join_pieces(parts: Vec<Part>) -> Vec<FStringPart> {
    let mut pieces = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => pieces.push(FStringPart::Literal(text)),
            Part::FString(more) => pieces.extend(more),
            Part::Bytes(_) | Part::Faulty => {}
        }
    }
    merge_text(pieces)
}

fn merge_text(pieces: Vec<FStringPart>) -> Vec<FStringPart> {
    let mut merged = Vec::with_capacity(pieces.len());
    let mut text = String::new();
    for piece in pieces {
        match piece {
            FStringPart::Literal(more) => text.push_str(&more),
            field @ FStringPart::Field(_) => {
                if !text.is_empty() {
                    merged.push(FStringPart::Literal(std::mem::take(&mut text).into()));
                }
                merged.push(field);
            }
        }
    }
    if !text.is_empty() {
        merged.push(FStringPart::Literal(text.into()));
    }
    merged
}
