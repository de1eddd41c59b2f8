//! Tuples, lists, sets, dicts and f-strings, built in temporaries, long ones by the chunk.

use super::Compiler;
use crate::fold::fold;
use crate::register::Register;
use hognose_bytecode::{self as bytecode, Const, Count, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;

/// Displays with more items than this are built by the chunk.
const CHUNK: usize = 16;
/// From this many constants on, a list or set is filled from one constant (CPython's threshold).
const CONSTANT_DISPLAY: usize = 3;

impl<'a> Compiler<'a> {
    fn evaluate_items(&mut self, items: &'a [Expr]) -> Register {
        let base = Register(self.unit.top.min(255) as u8);
        for item in items {
            let register = self.unit.temporary();
            self.expr_into(item, register);
        }
        base
    }

    fn is_chunked(&self, items: &[Expr]) -> bool {
        items.len() > CHUNK || items.iter().any(|item| matches!(item.kind, ExprKind::Starred(_)))
    }

    /// The register for an aggregate that is filled step by step: never a named one.
    fn aggregate(&mut self, dst: Register) -> Register {
        if self.unit.is_temporary(dst) { dst } else { self.unit.temporary() }
    }

    pub(crate) fn tuple_display(&mut self, expr: &'a Expr, items: &'a [Expr], dst: Register) {
        if let Some(constant) = fold(expr) {
            self.load_constant(constant, dst);
        } else if self.is_chunked(items) {
            let list = self.aggregate(dst);
            self.fill_list(list, items, expr.span);
            self.unit.emit(Op::ListToTuple { dst: dst.output(), src: list.input() });
        } else {
            let base = self.evaluate_items(items);
            self.unit.span = expr.span;
            let count = Count(items.len() as u8);
            self.unit.emit(Op::BuildTuple { dst: dst.output(), base: base.window(), count });
        }
    }

    pub(crate) fn list_display(&mut self, items: &'a [Expr], span: Span, dst: Register) {
        if !self.is_chunked(items) && (items.len() < CONSTANT_DISPLAY || items.iter().any(|item| fold(item).is_none()))
        {
            let base = self.evaluate_items(items);
            self.unit.span = span;
            let count = Count(items.len() as u8);
            self.unit.emit(Op::BuildList { dst: dst.output(), base: base.window(), count });
            return;
        }
        let list = self.aggregate(dst);
        self.fill_list(list, items, span);
        self.move_to(dst, list);
    }

    /// R[list] := the items; runs of constants come from one tuple.
    fn fill_list(&mut self, list: Register, items: &'a [Expr], span: Span) {
        self.unit.span = span;
        self.unit.emit(Op::BuildList { dst: list.output(), base: list.window(), count: Count(0) });
        let mut rest = items;
        while let Some((first, after)) = rest.split_first() {
            let mark = self.unit.top;
            let constants: Vec<Const> = rest.iter().map_while(fold).collect();
            if constants.len() >= CONSTANT_DISPLAY {
                rest = rest.get(constants.len()..).unwrap_or_default();
                let src = self.unit.temporary();
                self.load_constant(Const::Tuple(constants.into()), src);
                self.unit.span = span;
                let callee = Register::NONE.input();
                self.unit.emit(Op::ListExtend { list: list.input(), src: src.input(), callee });
            } else if let ExprKind::Starred(value) = &first.kind {
                rest = after;
                let src = self.operand(value).input();
                self.unit.span = span;
                self.unit.emit(Op::ListExtend { list: list.input(), src, callee: Register::NONE.input() });
            } else {
                rest = after;
                let src = self.operand(first).input();
                self.unit.span = span;
                self.unit.emit(Op::ListAppend { list: list.input(), src });
            }
            self.unit.top = mark;
        }
    }

    pub(crate) fn set_display(&mut self, items: &'a [Expr], span: Span, dst: Register) {
        let constants: Option<Vec<Const>> = items.iter().map(fold).collect();
        let constants = constants.filter(|constants| constants.len() >= CONSTANT_DISPLAY);
        if !self.is_chunked(items) && constants.is_none() {
            let base = self.evaluate_items(items);
            self.unit.span = span;
            let count = Count(items.len() as u8);
            self.unit.emit(Op::BuildSet { dst: dst.output(), base: base.window(), count });
            return;
        }
        let set = self.aggregate(dst);
        self.unit.emit(Op::BuildSet { dst: set.output(), base: set.window(), count: Count(0) });
        let mark = self.unit.top;
        if let Some(constants) = constants {
            let src = self.unit.temporary();
            self.load_constant(Const::FrozenSet(constants.into()), src);
            self.unit.emit(Op::SetUpdate { set: set.input(), src: src.input() });
        } else {
            for item in items {
                if let ExprKind::Starred(value) = &item.kind {
                    let src = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::SetUpdate { set: set.input(), src });
                } else {
                    let src = self.operand(item).input();
                    self.unit.span = span;
                    self.unit.emit(Op::SetAdd { set: set.input(), src });
                }
                self.unit.top = mark;
            }
        }
        self.unit.top = mark;
        self.move_to(dst, set);
    }

    pub(crate) fn dict_display(&mut self, items: &'a [(Option<Expr>, Expr)], span: Span, dst: Register) {
        let is_plain = items.len() <= CHUNK && items.iter().all(|(key, _)| key.is_some());
        if is_plain {
            let base = Register(self.unit.top.min(255) as u8);
            for (key, value) in items {
                let registers = self.unit.temporary();
                key.iter().for_each(|key| self.expr_into(key, registers));
                let register = self.unit.temporary();
                self.expr_into(value, register);
            }
            self.unit.span = span;
            let count = Count(items.len() as u8);
            self.unit.emit(Op::BuildDict { dst: dst.output(), base: base.window(), count });
            return;
        }
        let dict = self.aggregate(dst);
        self.unit.emit(Op::BuildDict { dst: dict.output(), base: dict.window(), count: Count(0) });
        for (key, value) in items {
            let mark = self.unit.top;
            match key {
                Some(key) => {
                    let key = self.operand_before(key, &[value]).input();
                    let value = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::DictSet { dict: dict.input(), key, value });
                }
                None => {
                    let src = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::DictUpdate { dict: dict.input(), src });
                }
            }
            self.unit.top = mark;
        }
        self.move_to(dst, dict);
    }

    // ---- f-strings

    pub(crate) fn fstring(&mut self, parts: &'a [FStringPart], span: Span, dst: Register) {
        let pieces = pieces(parts);
        match pieces.as_slice() {
            [] => self.load_constant(Const::Str("".into()), dst),
            [Piece::Text(text)] => self.load_constant(Const::Str(text.as_str().into()), dst),
            [Piece::Field(field)] => self.format_field(field, dst),
            pieces => self.joined(pieces, span, dst),
        }
    }

    /// R[dst] := the pieces in one string. Very many are joined in parts, and those again: a string that grew by some
    /// pieces at a time would be copied once for each.
    fn joined(&mut self, pieces: &[Piece<'a>], span: Span, dst: Register) {
        let base = Register(self.unit.top.min(255) as u8);
        let part = pieces.len().div_ceil(CHUNK);
        let mark = self.unit.top;
        let mut count = 0;
        for part in pieces.chunks(part) {
            let register = self.unit.temporary();
            match part {
                [piece] => self.piece(piece, register),
                pieces => self.joined(pieces, span, register),
            }
            count += 1;
        }
        self.unit.span = span;
        self.unit.emit(Op::BuildString { dst: dst.output(), base: base.window(), count: Count(count) });
        self.unit.top = mark;
    }

    fn piece(&mut self, piece: &Piece<'a>, dst: Register) {
        match piece {
            Piece::Text(text) => self.load_constant(Const::Str(text.as_str().into()), dst),
            Piece::Field(field) => self.format_field(field, dst),
        }
    }

    fn format_field(&mut self, field: &'a FStringField, dst: Register) {
        let mark = self.unit.top;
        let later: Vec<&Expr> = spec_values(field.format_spec.as_deref().unwrap_or_default());
        let mut src = self.operand_before(&field.value, &later);
        let mut conversion = conversion(field);
        if !later.is_empty() && conversion != bytecode::Conversion::None {
            // The conversion happens before the specification is evaluated.
            let converted = self.unit.temporary();
            let (out, spec) = (converted.output(), Register::NONE.input());
            self.unit.span = field.span;
            self.unit.emit(Op::FormatValue { dst: out, src: src.input(), spec, conversion });
            (src, conversion) = (converted, bytecode::Conversion::None);
        }
        let spec = match &field.format_spec {
            Some(parts) if !parts.is_empty() => {
                let register = self.unit.temporary();
                self.fstring(parts, field.span, register);
                register
            }
            _ => Register::NONE,
        };
        self.unit.span = field.span;
        let (dst, src, spec) = (dst.output(), src.input(), spec.input());
        self.unit.emit(Op::FormatValue { dst, src, spec, conversion });
        self.unit.top = mark;
    }
}

/// The conversion of a field; `{x=}` shows the repr.
fn conversion(field: &FStringField) -> bytecode::Conversion {
    match field.conversion {
        Some(Conversion::Str) => bytecode::Conversion::Str,
        Some(Conversion::Repr) => bytecode::Conversion::Repr,
        Some(Conversion::Ascii) => bytecode::Conversion::Ascii,
        None if field.debug_text.is_some() && field.format_spec.is_none() => bytecode::Conversion::Repr,
        None => bytecode::Conversion::None,
    }
}

/// What an f-string is joined from.
enum Piece<'a> {
    Text(String),
    Field(&'a FStringField),
}

/// The pieces, neighbouring texts joined.
fn pieces(parts: &[FStringPart]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for part in parts {
        let (text, field) = match part {
            FStringPart::Literal(text) => (Some(&**text), None),
            FStringPart::Field(field) => (field.debug_text.as_deref(), Some(&**field)),
        };
        match (pieces.last_mut(), text.unwrap_or_default()) {
            (_, "") => {}
            (Some(Piece::Text(before)), text) => before.push_str(text),
            (_, text) => pieces.push(Piece::Text(text.to_owned())),
        }
        pieces.extend(field.map(Piece::Field));
    }
    pieces
}

/// The expressions in a format specification.
fn spec_values(parts: &[FStringPart]) -> Vec<&Expr> {
    let mut values = Vec::new();
    for part in parts {
        if let FStringPart::Field(field) = part {
            values.push(&field.value);
            values.extend(spec_values(field.format_spec.as_deref().unwrap_or_default()));
        }
    }
    values
}
