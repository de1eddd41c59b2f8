//! Assignment and deletion targets, unpacking included.

use super::Compiler;
use crate::fold::fold;
use crate::register::Register;
use hognose_bytecode::{Count, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;

/// Displays of up to this many items are assigned to as many targets without making a tuple.
const PARALLEL_LIMIT: usize = 12;

impl<'a> Compiler<'a> {
    /// `targets[0] = targets[1] = ... = value`
    pub(crate) fn assignment(&mut self, targets: &'a [Expr], value: &'a Expr) {
        if let [target] = targets {
            if let ExprKind::Name(name) = &target.kind
                && let Some(register) = self.plain_register(name)
            {
                self.forbid_debug(name, target.span);
                self.expr_into(value, register);
                self.mark_bound(register);
                return;
            }
            if self.parallel_assignment(target, value) {
                return;
            }
        }
        // The parts of a target are evaluated after the value, and may rebind a local that it is.
        let later: Vec<&Expr> = targets.iter().collect();
        let src = match targets {
            [_] => self.operand_before(value, &later),
            _ => {
                let register = self.unit.temporary();
                self.expr_into(value, register);
                register
            }
        };
        targets.iter().for_each(|target| self.store(target, src));
    }

    /// `a, b = x, y`: all values first, then the targets from left to right, as CPython's swap does.
    fn parallel_assignment(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        let (ExprKind::Tuple(targets) | ExprKind::List(targets), ExprKind::Tuple(values)) = (&target.kind, &value.kind)
        else {
            return false;
        };
        let is_starred = |expr: &Expr| matches!(expr.kind, ExprKind::Starred(_));
        if targets.len() != values.len()
            || targets.len() > PARALLEL_LIMIT
            || targets.is_empty()
            || targets.iter().chain(values).any(is_starred)
        {
            return false;
        }
        let plain: Option<Vec<Register>> = targets
            .iter()
            .map(|target| match &target.kind {
                ExprKind::Name(name) if &**name != "__debug__" => self.plain_register(name),
                _ => None,
            })
            .collect();
        let distinct = |registers: &Vec<Register>| {
            registers.iter().enumerate().all(|(index, register)| !registers[..index].contains(register))
        };
        match plain.filter(distinct) {
            Some(registers) => self.parallel_locals(&registers, values),
            None => {
                let sources: Vec<Register> = values
                    .iter()
                    .map(|value| {
                        let register = self.unit.temporary();
                        self.expr_into(value, register);
                        register
                    })
                    .collect();
                targets.iter().zip(sources).for_each(|(target, src)| self.store(target, src));
            }
        }
        true
    }

    /// Into distinct local variables: a constant goes straight to its place, and so does the last value.
    fn parallel_locals(&mut self, registers: &[Register], values: &'a [Expr]) {
        let all_constant = values.iter().all(|value| fold(value).is_some());
        let mut waiting = Vec::new();
        for (index, (value, register)) in values.iter().zip(registers.iter().copied()).enumerate() {
            if all_constant || index + 1 == values.len() {
                self.expr_into(value, register);
            } else {
                let source = self.unit.temporary();
                self.expr_into(value, source);
                waiting.push((register, source));
            }
        }
        for (register, source) in waiting {
            self.move_to(register, source);
        }
        registers.iter().for_each(|register| self.mark_bound(*register));
    }

    /// target = R[src]
    pub(crate) fn store(&mut self, target: &'a Expr, src: Register) {
        let mark = self.unit.top;
        self.unit.span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, target.span, src),
            ExprKind::Attribute { value, attribute } => {
                self.forbid_debug(&attribute.name, target.span);
                self.note_static_attribute(value, &attribute.name);
                let object = self.operand(value);
                let site = self.attribute_site(&attribute.name);
                self.unit.span = self.attribute_span(target, attribute);
                self.unit.emit(Op::SetAttr { object: object.input(), src: src.input(), site });
            }
            ExprKind::Subscript { value, index } => {
                let object = self.operand_before(value, &[index]);
                let key = self.operand(index);
                self.unit.span = target.span;
                self.unit.emit(Op::SetItem { object: object.input(), key: key.input(), src: src.input() });
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => self.unpack(items, target.span, src),
            ExprKind::Starred(_) => self.error(target.span, "starred assignment target must be in a list or tuple"),
            _ => self.error(target.span, "cannot assign to this expression"),
        }
        self.unit.top = mark;
    }

    /// `self.x = ...` in a method: `x` is one of the class's `__static_attributes__`.
    fn note_static_attribute(&mut self, object: &Expr, attribute: &Name) {
        let ExprKind::Name(name) = &object.kind else { return };
        if &**name == "self" {
            let mangled = self.mangled(attribute);
            if let Some(class) = self.outer.iter_mut().rev().find(|unit| unit.kind == hognose_bytecode::CodeKind::Class)
            {
                class.static_attributes.insert(mangled);
            }
        }
    }

    fn unpack(&mut self, items: &'a [Expr], span: Span, src: Register) {
        let is_starred = |item: &Expr| matches!(item.kind, ExprKind::Starred(_));
        let star = items.iter().position(is_starred);
        if items.iter().filter(|item| is_starred(item)).count() > 1 {
            self.error(span, "multiple starred expressions in assignment");
            return;
        }
        if usize::from(self.unit.temporaries_left()) < items.len() + 8 {
            let text = format!("unpacking into {} targets at once is not supported", items.len());
            self.unsupported(span, text, "unpack into fewer targets, or take the items by index");
            return;
        }
        let base = match star {
            None => self.consecutive_locals(items),
            Some(_) => None,
        };
        let is_direct = base.is_some();
        let base = base.unwrap_or_else(|| self.unit.temporaries(items.len() as u16));
        match star {
            None => {
                let count = Count(items.len() as u8);
                self.unit.emit(Op::Unpack { src: src.input(), base: base.window(), count });
            }
            Some(star) => {
                let (before, after) = (Count(star as u8), Count((items.len() - star - 1) as u8));
                self.unit.emit(Op::UnpackStar { src: src.input(), base: base.window(), before, after });
            }
        }
        for (index, item) in items.iter().enumerate() {
            let register = base.above(index as u8);
            match &item.kind {
                _ if is_direct => self.mark_bound(register),
                ExprKind::Starred(inner) => self.store(inner, register),
                _ => self.store(item, register),
            }
        }
    }

    /// The first register when the targets are local variables in consecutive registers: unpacked into directly.
    fn consecutive_locals(&self, items: &[Expr]) -> Option<Register> {
        let mut first = None;
        for (index, item) in items.iter().enumerate() {
            let ExprKind::Name(name) = &item.kind else { return None };
            let register = self.plain_register(name).filter(|_| &**name != "__debug__")?;
            let expected = *first.get_or_insert(register);
            if usize::from(register.0) != usize::from(expected.0) + index {
                return None;
            }
        }
        first
    }

    /// `del target`
    pub(crate) fn delete(&mut self, target: &'a Expr) {
        let mark = self.unit.top;
        self.unit.span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, target.span),
            ExprKind::Attribute { value, attribute } => {
                let object = self.operand(value);
                let name = self.mangled(&attribute.name);
                let name = self.unit.name_index(&name);
                self.unit.span = self.attribute_span(target, attribute);
                self.unit.emit(Op::DeleteAttr { object: object.input(), name });
            }
            ExprKind::Subscript { value, index } => {
                let object = self.operand_before(value, &[index]);
                let key = self.operand(index);
                self.unit.span = target.span;
                self.unit.emit(Op::DeleteItem { object: object.input(), key: key.input() });
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.delete(item)),
            _ => self.error(target.span, "cannot delete this expression"),
        }
        self.unit.top = mark;
    }
}
