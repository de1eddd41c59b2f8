//! Tests: comparisons fused with their jumps, short circuits, and the same as values.

use super::Compiler;
use super::warnings::negated_identity;
use crate::fold::{fold, truth};
use crate::register::Register;
use crate::unit::Label;
use hognose_bytecode::{self as bytecode, Const, Flag, Op, Small, Target};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// Jumps to `label` when the truth of `expr` is `when`; else goes on.
    pub(crate) fn condition(&mut self, expr: &'a Expr, when: bool, label: Label) {
        let mark = self.unit.top;
        if let Some(constant) = fold(expr) {
            if truth(&constant) == when {
                self.jump_if_reachable(label);
            }
            return;
        }
        match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => match negated_identity(operand) {
                Some((Expr { kind: ExprKind::Compare { left, rest }, span, .. }, negated)) => {
                    self.warn_of_identity(left, rest, *span, negated);
                    self.compare_condition(left, rest, *span, when != negated, label);
                }
                _ => self.condition(operand, !when, label),
            },
            ExprKind::Bool { op, operands } => self.bool_condition(*op, operands, when, label),
            ExprKind::Compare { left, rest } => {
                self.warn_of_identity(left, rest, expr.span, false);
                self.compare_condition(left, rest, expr.span, when, label);
            }
            ExprKind::Conditional { test, body, orelse } => {
                let (otherwise, end) = (self.unit.label(), self.unit.label());
                self.condition(test, false, otherwise);
                self.condition(body, when, label);
                self.jump_if_reachable(end);
                self.unit.place(otherwise);
                self.condition(orelse, when, label);
                self.unit.place(end);
            }
            _ => {
                let value = self.operand(expr);
                self.unit.span = expr.span;
                self.jump_if(value, when, label);
            }
        }
        self.unit.top = mark;
    }

    /// if truth(R[value]) == when: go to label
    pub(crate) fn jump_if(&mut self, value: Register, when: bool, label: Label) {
        let target = self.unit.target(label);
        self.unit.emit(Op::JumpIf { src: value.input(), when: Flag(when), target });
    }

    /// if (R[value] is None) == when: go to label
    pub(crate) fn jump_if_none(&mut self, value: Register, when: bool, label: Label) {
        let target = self.unit.target(label);
        self.unit.emit(Op::JumpIfNone { src: value.input(), when: Flag(when), target });
    }

    fn bool_condition(&mut self, op: BoolOp, operands: &'a [Expr], when: bool, label: Label) {
        let Some((last, before)) = operands.split_last() else { return };
        // The truth that decides the whole as soon as one operand has it.
        let deciding = op == BoolOp::Or;
        if deciding == when {
            operands.iter().for_each(|operand| self.condition(operand, when, label));
            return;
        }
        let skip = self.unit.label();
        before.iter().for_each(|operand| self.condition(operand, deciding, skip));
        self.condition(last, when, label);
        self.unit.place(skip);
    }

    /// `a and b` as a value.
    pub(crate) fn bool_value(&mut self, op: BoolOp, operands: &'a [Expr], dst: Register) {
        let Some((last, before)) = operands.split_last() else { return };
        let result = if self.unit.is_temporary(dst) { dst } else { self.unit.temporary() };
        let end = self.unit.label();
        for operand in before {
            self.expr_into(operand, result);
            self.unit.span = operand.span;
            self.jump_if(result, op == BoolOp::Or, end);
        }
        self.expr_into(last, result);
        self.unit.place(end);
        self.move_to(dst, result);
    }

    /// A comparison as a value; a chain stops at the first that is false.
    pub(crate) fn compare_value(&mut self, left: &'a Expr, rest: &'a [(CompareOp, Expr)], span: Span, dst: Register) {
        let Some(((last_op, last), before)) = rest.split_last() else { return };
        let end = self.unit.label();
        let result = if before.is_empty() || self.unit.is_temporary(dst) { dst } else { self.unit.temporary() };
        let mut current = self.first_operand(left, rest);
        let spare = self.comparand_registers(before.len());
        for (index, (op, right)) in before.iter().enumerate() {
            let next = self.comparand(right, rest.get(index + 1), spare[index % 2]);
            self.unit.span = span;
            self.compare_into(result, current, *op, next);
            self.jump_if(result, false, end);
            current = next;
        }
        let right = self.container_or_operand(*last_op, last);
        self.unit.span = span;
        self.compare_into(result, current, *last_op, right);
        self.unit.place(end);
        self.move_to(dst, result);
    }

    fn first_operand(&mut self, left: &'a Expr, rest: &'a [(CompareOp, Expr)]) -> Register {
        let later: Vec<&Expr> = rest.first().map(|(_, right)| right).into_iter().collect();
        self.operand_before(left, &later)
    }

    /// The registers for the middle operands of a chain.
    fn comparand_registers(&mut self, count: usize) -> [Register; 2] {
        let first = if count == 0 { Register::NONE } else { self.unit.temporaries(2) };
        [first, first.above(1)]
    }

    /// A middle operand of a chain, which is used twice: as it is evaluated and after the next one is. Two registers
    /// are enough for a chain of any length.
    fn comparand(&mut self, expr: &'a Expr, next: Option<&'a (CompareOp, Expr)>, spare: Register) -> Register {
        let later: Vec<&Expr> = next.map(|(_, right)| right).into_iter().collect();
        if let Some(register) = self.in_place(expr, &later) {
            return register;
        }
        self.expr_into(expr, spare);
        spare
    }

    /// The right operand; a display of constants after `in` is a constant.
    fn container_or_operand(&mut self, op: CompareOp, expr: &'a Expr) -> Register {
        if matches!(op, CompareOp::In | CompareOp::NotIn)
            && let Some(constant) = constant_display(expr)
        {
            let register = self.unit.temporary();
            self.unit.span = expr.span;
            self.load_constant(constant, register);
            return register;
        }
        self.operand(expr)
    }

    fn compare_into(&mut self, dst: Register, a: Register, op: CompareOp, b: Register) {
        let (dst, a, b) = (dst.output(), a.input(), b.input());
        let rich = |op| Op::Compare { dst, a, b, op };
        self.unit.emit(match op {
            CompareOp::Eq => rich(bytecode::CompareOp::Eq),
            CompareOp::NotEq => rich(bytecode::CompareOp::NotEq),
            CompareOp::Lt => rich(bytecode::CompareOp::Lt),
            CompareOp::LtE => rich(bytecode::CompareOp::LtE),
            CompareOp::Gt => rich(bytecode::CompareOp::Gt),
            CompareOp::GtE => rich(bytecode::CompareOp::GtE),
            CompareOp::Is => Op::Is { dst, a, b, negate: Flag(false) },
            CompareOp::IsNot => Op::Is { dst, a, b, negate: Flag(true) },
            CompareOp::In => Op::Contains { dst, item: a, container: b, negate: Flag(false) },
            CompareOp::NotIn => Op::Contains { dst, item: a, container: b, negate: Flag(true) },
        });
    }

    fn compare_condition(
        &mut self,
        left: &'a Expr,
        rest: &'a [(CompareOp, Expr)],
        span: Span,
        when: bool,
        label: Label,
    ) {
        let Some(((last_op, last), before)) = rest.split_last() else { return };
        let skip = self.unit.label();
        let mut current = self.first_operand(left, rest);
        let spare = self.comparand_registers(before.len());
        for (index, (op, right)) in before.iter().enumerate() {
            let next = self.comparand(right, rest.get(index + 1), spare[index % 2]);
            self.unit.span = span;
            self.compare_jump(current, *op, next, false, if when { skip } else { label });
            current = next;
        }
        if !self.compare_constant_jump(current, *last_op, last, span, when, label) {
            let right = self.container_or_operand(*last_op, last);
            self.unit.span = span;
            self.compare_jump(current, *last_op, right, when, label);
        }
        self.unit.place(skip);
    }

    /// if truth(R[a] op R[b]) == when: go to label
    pub(crate) fn compare_jump(&mut self, a: Register, op: CompareOp, b: Register, when: bool, label: Label) {
        let target = self.unit.target(label);
        let (a, b, yes, no) = (a.input(), b.input(), Flag(when), Flag(!when));
        self.unit.emit(match op {
            CompareOp::Eq => Op::JumpEq { a, b, when: yes, target },
            CompareOp::NotEq => Op::JumpNotEq { a, b, when: yes, target },
            CompareOp::Lt => Op::JumpLt { a, b, when: yes, target },
            CompareOp::LtE => Op::JumpLtE { a, b, when: yes, target },
            CompareOp::Gt => Op::JumpGt { a, b, when: yes, target },
            CompareOp::GtE => Op::JumpGtE { a, b, when: yes, target },
            CompareOp::Is => Op::JumpIs { a, b, when: yes, target },
            CompareOp::IsNot => Op::JumpIs { a, b, when: no, target },
            CompareOp::In => Op::JumpContains { item: a, container: b, when: yes, target },
            CompareOp::NotIn => Op::JumpContains { item: a, container: b, when: no, target },
        });
    }

    /// The comparison with None or a small integer that stands in the instruction itself.
    fn compare_constant_jump(
        &mut self,
        a: Register,
        op: CompareOp,
        right: &Expr,
        span: Span,
        when: bool,
        label: Label,
    ) -> bool {
        let constant = fold(right);
        self.unit.span = span;
        match (constant, op) {
            (Some(Const::None), CompareOp::Is) => self.jump_if_none(a, when, label),
            (Some(Const::None), CompareOp::IsNot) => self.jump_if_none(a, !when, label),
            (Some(Const::Int(value)), _) => {
                let Ok(value) = i8::try_from(value) else { return false };
                let Some(make) = small_jump(op) else { return false };
                let target = self.unit.target(label);
                self.unit.emit(make(a, Small(value), Flag(when), target));
            }
            _ => return false,
        }
        true
    }

    /// if truth(R[a] op value) == when: go to label
    pub(crate) fn compare_small(&mut self, a: Register, op: CompareOp, value: i8, when: bool, label: Label) {
        if let Some(make) = small_jump(op) {
            let target = self.unit.target(label);
            self.unit.emit(make(a, Small(value), Flag(when), target));
        }
    }
}

type SmallJump = fn(Register, Small, Flag, Target) -> Op;

/// The jump that compares with a small integer.
fn small_jump(op: CompareOp) -> Option<SmallJump> {
    Some(match op {
        CompareOp::Eq => |a, value, when, target| Op::JumpEqInt { a: a.input(), value, when, target },
        CompareOp::NotEq => |a, value, when, target| Op::JumpNotEqInt { a: a.input(), value, when, target },
        CompareOp::Lt => |a, value, when, target| Op::JumpLtInt { a: a.input(), value, when, target },
        CompareOp::LtE => |a, value, when, target| Op::JumpLtEInt { a: a.input(), value, when, target },
        CompareOp::Gt => |a, value, when, target| Op::JumpGtInt { a: a.input(), value, when, target },
        CompareOp::GtE => |a, value, when, target| Op::JumpGtEInt { a: a.input(), value, when, target },
        CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn => return None,
    })
}

/// A list or set display of constants, as CPython makes it where it is only looked into.
pub(crate) fn constant_display(expr: &Expr) -> Option<Const> {
    match &expr.kind {
        ExprKind::List(items) => Some(Const::Tuple(items.iter().map(fold).collect::<Option<Vec<Const>>>()?.into())),
        ExprKind::Set(items) => Some(Const::FrozenSet(items.iter().map(fold).collect::<Option<Vec<Const>>>()?.into())),
        _ => None,
    }
}
