//! Patterns. Captured values stay in temporaries until the whole pattern has matched.

use super::Compiler;
use crate::fold::fold;
use crate::register::Register;
use crate::unit::Label;
use hognose_bytecode::{Const, ConstIndex, Count, Op, Wide};
use hognose_source::Span;
use hognose_syntax::ast::*;
use std::collections::HashSet;

/// What a pattern has captured so far, and where to go when it does not match.
pub(super) struct Captures<'a> {
    pub(super) names: Vec<(&'a Identifier, Register, Span)>,
    fail: Label,
}

impl Captures<'_> {
    pub(super) fn new(fail: Label) -> Self {
        Captures { names: Vec::new(), fail }
    }
}

impl<'a> Compiler<'a> {
    /// Tests R[subject]; goes on when it matches. `irrefutable` says whether a pattern that always matches may stand
    /// here: only in the last case or alternative, or before a guard.
    pub(super) fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Register,
        irrefutable: bool,
        captures: &mut Captures<'a>,
    ) {
        self.unit.span = pattern.span;
        match &pattern.kind {
            PatternKind::Wildcard => {
                if !irrefutable {
                    self.error(pattern.span, "wildcard makes remaining patterns unreachable");
                }
            }
            PatternKind::Capture(name) => {
                if !irrefutable {
                    let text = format!("name capture '{}' makes remaining patterns unreachable", name.name);
                    self.error(pattern.span, text);
                }
                self.capture(name, pattern.span, subject, captures);
            }
            PatternKind::Value(value) | PatternKind::Literal(value) => {
                self.value_pattern(value, pattern.span, subject, captures.fail);
            }
            PatternKind::Or(alternatives) => self.or_pattern(alternatives, pattern, subject, irrefutable, captures),
            PatternKind::As { pattern: inner, name } => {
                self.pattern(inner, subject, irrefutable, captures);
                self.capture(name, pattern.span, subject, captures);
            }
            PatternKind::Star(_) => self.error(pattern.span, "invalid syntax"),
            PatternKind::Sequence(items) => self.sequence_pattern(items, pattern.span, subject, captures),
            PatternKind::Mapping { items, rest } => {
                self.mapping_pattern(items, rest.as_ref(), pattern.span, subject, captures);
            }
            PatternKind::Class { class, positional, keyword } => {
                self.class_pattern(class, positional, keyword, pattern.span, subject, captures);
            }
        }
    }

    fn capture(&mut self, name: &'a Identifier, span: Span, value: Register, captures: &mut Captures<'a>) {
        self.forbid_debug(&name.name, span);
        if captures.names.iter().any(|(known, _, _)| known.name == name.name) {
            self.error(span, format!("multiple assignments to name '{}' in pattern", name.name));
            return;
        }
        captures.names.push((name, value, span));
    }

    fn fail_unless(&mut self, test: Register, fail: Label) {
        self.jump_if(test, false, fail);
    }

    fn value_pattern(&mut self, value: &'a Expr, span: Span, subject: Register, fail: Label) {
        let mark = self.unit.top;
        match fold(value) {
            Some(Const::None) => self.jump_if_none(subject, false, fail),
            Some(Const::Int(number)) if i8::try_from(number).is_ok() => {
                self.compare_small(subject, CompareOp::Eq, number as i8, false, fail);
            }
            constant => {
                let other = self.operand(value);
                self.unit.span = span;
                let op = if matches!(constant, Some(Const::Bool(_))) { CompareOp::Is } else { CompareOp::Eq };
                self.compare_jump(subject, op, other, false, fail);
            }
        }
        self.unit.top = mark;
    }

    /// Alternatives bind the same names; each moves what it captured to the registers of the first.
    fn or_pattern(
        &mut self,
        alternatives: &'a [Pattern],
        pattern: &'a Pattern,
        subject: Register,
        irrefutable: bool,
        captures: &mut Captures<'a>,
    ) {
        let end = self.unit.label();
        let mut shared: Option<Vec<(&'a Identifier, Register, Span)>> = None;
        for (index, alternative) in alternatives.iter().enumerate() {
            let is_last = index + 1 == alternatives.len();
            let next = if is_last { captures.fail } else { self.unit.label() };
            let mut own = Captures::new(next);
            let homes = shared.as_ref().map(|shared| shared.len()).unwrap_or_default();
            // The first alternative's names get homes below everything that it uses itself.
            let first_home = if shared.is_none() { self.reserve_homes(alternative) } else { Register::NONE };
            let mark = self.unit.top;
            self.pattern(alternative, subject, is_last && irrefutable, &mut own);
            match &shared {
                None => {
                    let names: Vec<_> = own
                        .names
                        .iter()
                        .enumerate()
                        .map(|(offset, (name, register, span))| {
                            let home = first_home.above(offset as u8);
                            self.move_to(home, *register);
                            (*name, home, *span)
                        })
                        .collect();
                    shared = Some(names);
                }
                Some(known) => {
                    let same = own.names.len() == homes
                        && known.iter().all(|(name, _, _)| own.names.iter().any(|(mine, _, _)| mine.name == name.name));
                    if !same {
                        self.error(pattern.span, "alternative patterns bind different names");
                        return;
                    }
                    for (name, home, _) in known {
                        let found = own.names.iter().find(|(mine, _, _)| mine.name == name.name);
                        found.iter().for_each(|(_, register, _)| self.move_to(*home, *register));
                    }
                }
            }
            self.unit.top = mark;
            if !is_last {
                self.jump_if_reachable(end);
                self.unit.place(next);
            }
        }
        self.unit.place(end);
        for (name, register, span) in shared.unwrap_or_default() {
            self.capture(name, span, register, captures);
        }
    }

    fn reserve_homes(&mut self, pattern: &Pattern) -> Register {
        let mut count = 0;
        count_captures(pattern, &mut count);
        if count == 0 { Register::NONE } else { self.unit.temporaries(count) }
    }

    // ---- sequences

    fn sequence_pattern(&mut self, items: &'a [Pattern], span: Span, subject: Register, captures: &mut Captures<'a>) {
        let is_star = |item: &Pattern| matches!(item.kind, PatternKind::Star(_));
        let star = items.iter().position(is_star);
        if items.iter().filter(|item| is_star(item)).count() > 1 {
            self.error(span, "multiple starred names in sequence pattern");
            return;
        }
        if !self.has_room(items.len(), span) {
            return;
        }
        let test = self.unit.temporary();
        self.unit.emit(Op::MatchSequence { dst: test.output(), src: subject.input() });
        self.fail_unless(test, captures.fail);
        let wanted = (items.len() - usize::from(star.is_some())).min(i8::MAX as usize) as i8;
        if star.is_none() || wanted > 0 {
            self.unit.emit(Op::Length { dst: test.output(), src: subject.input() });
            let op = if star.is_some() { CompareOp::GtE } else { CompareOp::Eq };
            self.compare_small(test, op, wanted, false, captures.fail);
        }
        let only_wildcards =
            items.iter().all(|item| matches!(item.kind, PatternKind::Wildcard | PatternKind::Star(None)));
        let star_is_wildcard =
            star.is_some_and(|star| matches!(items.get(star).map(|item| &item.kind), Some(PatternKind::Star(None))));
        if only_wildcards {
        } else if star_is_wildcard {
            self.subscript_items(items, star.unwrap_or_default(), subject, captures);
        } else {
            self.unpack_items(items, star, subject, captures);
        }
    }

    fn has_room(&mut self, count: usize, span: Span) -> bool {
        let enough = count < 100 && usize::from(self.unit.temporaries_left()) > count + 16;
        if !enough {
            let help = "split the pattern, or test the parts in the body";
            self.unsupported(span, "a pattern with so many parts is not supported", help);
        }
        enough
    }

    fn unpack_items(
        &mut self,
        items: &'a [Pattern],
        star: Option<usize>,
        subject: Register,
        captures: &mut Captures<'a>,
    ) {
        let base = self.unit.temporaries(items.len() as u16);
        self.unit.emit(match star {
            Some(star) => {
                let (before, after) = (Count(star as u8), Count((items.len() - star - 1) as u8));
                Op::UnpackStar { src: subject.input(), base: base.window(), before, after }
            }
            None => Op::Unpack { src: subject.input(), base: base.window(), count: Count(items.len() as u8) },
        });
        for (index, item) in items.iter().enumerate() {
            let value = base.above(index as u8);
            match &item.kind {
                PatternKind::Star(Some(name)) => self.capture(name, item.span, value, captures),
                PatternKind::Star(None) => {}
                _ => self.pattern(item, value, true, captures),
            }
        }
    }

    /// With `*_` in the middle the items are taken by index, and those between are not touched.
    fn subscript_items(&mut self, items: &'a [Pattern], star: usize, subject: Register, captures: &mut Captures<'a>) {
        for (index, item) in items.iter().enumerate() {
            if matches!(item.kind, PatternKind::Wildcard | PatternKind::Star(None)) {
                continue;
            }
            self.unit.span = item.span;
            let value = self.unit.temporary();
            let (dst, object) = (value.output(), subject.input());
            if index < star {
                self.unit.emit(Op::GetItemInt { dst, object, value: Wide(index as i32) });
            } else {
                let back = (items.len() - index) as i32;
                let inplace = hognose_bytecode::Flag(false);
                // CPython asks for the length anew each time, and a class can tell.
                self.unit.emit(Op::Length { dst, src: object });
                self.unit.emit(Op::SubInt { dst, a: value.input(), inplace, value: Wide(back) });
                self.unit.emit(Op::GetItem { dst, object, key: value.input() });
            }
            self.pattern(item, value, true, captures);
        }
    }

    // ---- mappings

    fn mapping_pattern(
        &mut self,
        items: &'a [(Expr, Pattern)],
        rest: Option<&'a Identifier>,
        span: Span,
        subject: Register,
        captures: &mut Captures<'a>,
    ) {
        if !self.has_room(items.len(), span) {
            return;
        }
        let test = self.unit.temporary();
        self.unit.emit(Op::MatchMapping { dst: test.output(), src: subject.input() });
        self.fail_unless(test, captures.fail);
        if items.is_empty() && rest.is_none() {
            return;
        }
        if !items.is_empty() {
            self.unit.emit(Op::Length { dst: test.output(), src: subject.input() });
            self.compare_small(test, CompareOp::GtE, items.len() as i8, false, captures.fail);
        }
        let keys = self.unit.temporary();
        self.mapping_keys(items, span, keys);
        self.unit.span = span;
        if !items.is_empty() {
            let values = self.unit.temporary();
            let (dst, subject) = (values.output(), subject.input());
            self.unit.emit(Op::MatchKeys { dst, subject, keys: keys.input() });
            self.jump_if_none(values, true, captures.fail);
            let base = self.unit.temporaries(items.len() as u16);
            let count = Count(items.len() as u8);
            self.unit.emit(Op::Unpack { src: values.input(), base: base.window(), count });
            for (index, (_, item)) in items.iter().enumerate() {
                self.pattern(item, base.above(index as u8), true, captures);
            }
        }
        if let Some(name) = rest {
            let dict = self.unit.temporary();
            self.unit.span = span;
            let (dst, subject) = (dict.output(), subject.input());
            self.unit.emit(Op::MatchRest { dst, subject, keys: keys.input() });
            self.capture(name, span, dict, captures);
        }
    }

    /// R[dst] := the tuple of the keys
    fn mapping_keys(&mut self, items: &'a [(Expr, Pattern)], span: Span, dst: Register) {
        let mut seen = HashSet::new();
        for (key, _) in items {
            if let Some(constant) = fold(key)
                && !seen.insert(format!("{constant:?}"))
            {
                let shown = crate::unparse::unparse(key);
                self.error(span, format!("mapping pattern checks duplicate key ({shown})"));
            }
        }
        let constants: Option<Vec<Const>> = items.iter().map(|(key, _)| fold(key)).collect();
        let mark = self.unit.top;
        match constants {
            Some(constants) => self.load_constant(Const::Tuple(constants.into()), dst),
            None => {
                let base = Register(self.unit.top.min(255) as u8);
                for (key, _) in items {
                    let register = self.unit.temporary();
                    self.expr_into(key, register);
                }
                self.unit.span = span;
                let count = Count(items.len() as u8);
                self.unit.emit(Op::BuildTuple { dst: dst.output(), base: base.window(), count });
            }
        }
        self.unit.top = mark;
    }

    // ---- classes

    fn class_pattern(
        &mut self,
        class: &'a Expr,
        positional: &'a [Pattern],
        keyword: &'a [(Identifier, Pattern)],
        span: Span,
        subject: Register,
        captures: &mut Captures<'a>,
    ) {
        let mut seen = HashSet::new();
        for (name, pattern) in keyword {
            self.forbid_debug(&name.name, name.span);
            if !seen.insert(&*name.name) {
                self.error(pattern.span, format!("attribute name repeated in class pattern: {}", name.name));
            }
        }
        let parts: Vec<&'a Pattern> = positional.iter().chain(keyword.iter().map(|(_, pattern)| pattern)).collect();
        if !self.has_room(parts.len(), span) {
            return;
        }
        let window = self.unit.temporaries(2);
        let mark = self.unit.top;
        self.expr_into(class, window.above(1));
        self.move_to(window, subject);
        // CPython does not mangle the names of keyword patterns.
        let names: Vec<Const> = keyword.iter().map(|(name, _)| Const::Str((&*name.name).into())).collect();
        let names = ConstIndex(self.unit.constant(Const::Tuple(names.into())));
        self.unit.span = span;
        let count = Count(positional.len() as u8);
        self.unit.emit(Op::MatchClass { dst: window.output(), base: window.window(), positional: count, names });
        self.jump_if_none(window, true, captures.fail);
        self.unit.top = mark;
        if parts.is_empty() {
            return;
        }
        let base = self.unit.temporaries(parts.len() as u16);
        let count = Count(parts.len() as u8);
        self.unit.emit(Op::Unpack { src: window.input(), base: base.window(), count });
        for (index, part) in parts.into_iter().enumerate() {
            self.pattern(part, base.above(index as u8), true, captures);
        }
    }
}

fn count_captures(pattern: &Pattern, count: &mut u16) {
    match &pattern.kind {
        PatternKind::Capture(_) | PatternKind::Star(Some(_)) => *count += 1,
        PatternKind::Wildcard | PatternKind::Star(None) | PatternKind::Value(_) | PatternKind::Literal(_) => {}
        PatternKind::As { pattern, .. } => {
            *count += 1;
            count_captures(pattern, count);
        }
        PatternKind::Or(items) => items.first().into_iter().for_each(|item| count_captures(item, count)),
        PatternKind::Sequence(items) => items.iter().for_each(|item| count_captures(item, count)),
        PatternKind::Mapping { items, rest } => {
            *count += u16::from(rest.is_some());
            items.iter().for_each(|(_, item)| count_captures(item, count));
        }
        PatternKind::Class { positional, keyword, .. } => {
            let keyword = keyword.iter().map(|(_, pattern)| pattern);
            positional.iter().chain(keyword).for_each(|item| count_captures(item, count));
        }
    }
}
