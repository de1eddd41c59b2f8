//! Expressions: which file compiles which kind, chains of operators, and the rules about operands.

use super::Compiler;
use super::warnings::negated_identity;
use crate::fold::{fold, fold_binary, fold_subscript};
use crate::place::Variable;
use crate::register::Register;
use crate::unit::Label;
use crate::walk::{left_spine, rebinds};
use hognose_bytecode::{self as bytecode, CacheIndex, Const, Flag, Op, Wide};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// The register that holds the value of `expr`: a local variable's own, or a new temporary.
    pub(crate) fn operand(&mut self, expr: &'a Expr) -> Register {
        self.operand_before(expr, &[])
    }

    /// The same for an operand that is used after `later` is evaluated.
    pub(crate) fn operand_before(&mut self, expr: &'a Expr, later: &[&Expr]) -> Register {
        if let Some(register) = self.in_place(expr, later) {
            return register;
        }
        let register = self.unit.temporary();
        self.expr_into(expr, register);
        register
    }

    /// The operand in `spare`, a temporary on top that is not in use, if it needs one.
    pub(crate) fn operand_in(&mut self, expr: &'a Expr, spare: Register) -> Register {
        if let Some(register) = self.in_place(expr, &[]) {
            return register;
        }
        self.expr_into(expr, spare);
        spare
    }

    /// The register of a local variable that is an operand where it stands: nothing in `later` rebinds it.
    pub(crate) fn in_place(&mut self, expr: &'a Expr, later: &[&Expr]) -> Option<Register> {
        match &expr.kind {
            ExprKind::Name(name) => {
                let register = self.plain_register(name)?;
                if self.may_rebind(name, later) {
                    return None;
                }
                self.unit.span = expr.span;
                self.check_bound(register);
                Some(register)
            }
            ExprKind::Named { target, value } => {
                let register = self.plain_register(&target.name)?;
                if self.may_rebind(&target.name, later) {
                    return None;
                }
                self.forbid_debug(&target.name, target.span);
                self.expr_into(value, register);
                self.mark_bound(register);
                Some(register)
            }
            _ => None,
        }
    }

    /// Whether evaluating `later` may rebind the local variable `name`.
    pub(crate) fn may_rebind(&self, name: &Name, later: &[&Expr]) -> bool {
        if later.is_empty() {
            return false;
        }
        let mangled = self.mangled(name);
        let is_walrus_target = self.unit.scopes.iter().any(|scope| {
            self.tree.scope(*scope).symbols.get(&mangled).is_some_and(|symbol| symbol.walrus || symbol.walrus_outside)
        });
        is_walrus_target && later.iter().any(|expr| rebinds(expr, name))
    }

    /// Where intermediate values go on the way to `dst`: `dst` itself when it is the topmost temporary.
    pub(crate) fn scratch(&mut self, dst: Register) -> Register {
        if self.unit.is_top_temporary(dst) { dst } else { self.unit.temporary() }
    }

    /// R[dst] := the value of `expr`; only the last instruction writes a named register.
    pub(crate) fn expr_into(&mut self, expr: &'a Expr, dst: Register) {
        let mark = self.unit.top;
        self.unit.span = expr.span;
        match &expr.kind {
            ExprKind::Name(name) => self.load_name(name, expr.span, dst),
            ExprKind::None | ExprKind::True | ExprKind::False | ExprKind::Ellipsis => self.constant_into(expr, dst),
            ExprKind::Number(Number::Imaginary(_)) => self.error_imaginary(expr.span),
            ExprKind::Number(_) | ExprKind::Str(_) | ExprKind::Bytes(_) => self.constant_into(expr, dst),
            ExprKind::FString(parts) => self.fstring(parts, expr.span, dst),
            ExprKind::Tuple(items) => self.tuple_display(expr, items, dst),
            ExprKind::List(items) => self.list_display(items, expr.span, dst),
            ExprKind::Set(items) => self.set_display(items, expr.span, dst),
            ExprKind::Dict(items) => self.dict_display(items, expr.span, dst),
            ExprKind::Binary { .. }
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Call { .. } => self.chain(expr, dst, None),
            ExprKind::Unary { op, operand } => self.unary(expr, *op, operand, dst),
            ExprKind::Bool { op, operands } => self.bool_value(*op, operands, dst),
            ExprKind::Compare { left, rest } => {
                self.warn_of_identity(left, rest, expr.span, false);
                self.compare_value(left, rest, expr.span, dst);
            }
            ExprKind::Conditional { test, body, orelse } => self.conditional(test, body, orelse, dst),
            ExprKind::Lambda(lambda) => self.lambda(lambda, expr.span, dst),
            ExprKind::Named { target, value } => self.named_value(target, value, dst),
            ExprKind::Starred(_) => self.error(expr.span, "can't use starred expression here"),
            ExprKind::Slice { lower, upper, step } => {
                self.slice([lower, upper, step].map(|part| part.as_deref()), expr.span, dst);
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension, expr.span, dst),
            ExprKind::Yield(value) => self.yield_value(value.as_deref(), expr.span, dst),
            ExprKind::YieldFrom(value) => self.yield_from(value, expr.span, dst),
            ExprKind::Await(value) => self.await_value(value, expr.span, dst),
            ExprKind::Error => self.error(expr.span, "invalid syntax"),
        }
        self.unit.top = mark;
    }

    fn error_imaginary(&mut self, span: Span) {
        self.unsupported(span, "complex numbers are not supported", "keep real and imaginary part in two floats");
    }

    fn constant_into(&mut self, expr: &Expr, dst: Register) {
        if let Some(constant) = fold(expr) {
            self.load_constant(constant, dst);
        }
    }

    // ---- chains of binary operators, attributes, subscripts and calls

    /// A chain from its innermost expression outwards, without recursion: `a.b(c)[d] + e`. `awaited` is the
    /// span of the `await` whose operand the last call is.
    pub(crate) fn chain(&mut self, expr: &'a Expr, dst: Register, awaited: Option<Span>) {
        let (leaf, nodes) = left_spine(expr);
        let mut constant = fold(leaf);
        let mut nodes = nodes.as_slice();
        while let (Some(left), [node, rest @ ..]) = (&constant, nodes) {
            let folded = match &node.kind {
                ExprKind::Binary { op, right, .. } => fold(right).and_then(|right| fold_binary(left, *op, &right)),
                ExprKind::Subscript { index, .. } => fold(index).and_then(|index| fold_subscript(left, &index)),
                _ => None,
            };
            let Some(folded) = folded else { break };
            (constant, nodes) = (Some(folded), rest);
        }
        match nodes.first().map(|first| &first.kind) {
            Some(ExprKind::Call { function, .. }) => self.warn_of_callee(function),
            Some(ExprKind::Subscript { value, index }) => self.warn_of_subscript(value, index),
            _ => {}
        }
        let scratch = self.scratch(dst);
        let mark = self.unit.top;
        if let [first, ..] = nodes
            && constant.is_none()
            && self.is_zero_argument_super(first)
        {
            self.super_chain(leaf, nodes, dst, scratch, awaited);
            return;
        }
        let current = match (constant, nodes) {
            (Some(constant), []) => {
                self.load_constant(constant, dst);
                return;
            }
            (Some(constant), _) => {
                self.unit.span = leaf.span;
                self.load_constant(constant, scratch);
                scratch
            }
            (None, [first, ..]) => self.chain_start(leaf, first, scratch),
            (None, []) => scratch,
        };
        self.chain_steps(nodes, 0, current, dst, scratch, awaited);
        self.unit.top = mark;
    }

    /// `super()` and what follows it.
    fn super_chain(
        &mut self,
        leaf: &'a Expr,
        nodes: &[&'a Expr],
        dst: Register,
        scratch: Register,
        awaited: Option<Span>,
    ) {
        let method = match nodes {
            [_, node, call, ..] => match (&node.kind, &call.kind) {
                (ExprKind::Attribute { attribute, .. }, ExprKind::Call { arguments, .. })
                    if Self::takes_method_pair(arguments) =>
                {
                    Some((*node, attribute, *call, arguments))
                }
                _ => None,
            },
            _ => None,
        };
        let mark = self.unit.top;
        let used = if method.is_some() { 3 } else { 1 };
        let is_last = used >= nodes.len();
        let out = if is_last { dst } else { scratch };
        match (method, nodes) {
            (Some((node, attribute, call, arguments)), _) => {
                let span = self.attribute_span(node, attribute);
                self.super_method(scratch, leaf, span, attribute);
                self.finish_method(out, scratch, attribute, call, arguments, awaited.filter(|_| is_last));
            }
            (None, [call, ..]) => self.super_object(leaf, call.span, out),
            (None, []) => {}
        }
        self.unit.top = mark;
        self.chain_steps(nodes, used, out, dst, scratch, awaited);
    }

    /// The steps of a chain from `nodes[index]` on, R[current] being the value so far.
    fn chain_steps(
        &mut self,
        nodes: &[&'a Expr],
        mut index: usize,
        mut current: Register,
        dst: Register,
        scratch: Register,
        awaited: Option<Span>,
    ) {
        let mark = self.unit.top;
        while let Some(node) = nodes.get(index).copied() {
            // An attribute that is called right away is one step with its call.
            let called = nodes.get(index + 1).copied().and_then(|next| match &next.kind {
                ExprKind::Call { arguments, .. } if Self::takes_method_pair(arguments) => Some((next, arguments)),
                _ => None,
            });
            let steps = if called.is_some() && matches!(node.kind, ExprKind::Attribute { .. }) { 2 } else { 1 };
            let is_last = index + steps >= nodes.len();
            let out = if is_last { dst } else { scratch };
            self.unit.span = node.span;
            match (&node.kind, called) {
                (ExprKind::Binary { op, right, .. }, _) => {
                    self.binary_step_in(out, current, *op, right, false, node.span, scratch);
                }
                (ExprKind::Attribute { attribute, .. }, Some((call, arguments))) => {
                    self.method_step(
                        out,
                        scratch,
                        current,
                        node,
                        attribute,
                        call,
                        arguments,
                        awaited.filter(|_| is_last),
                    );
                }
                (ExprKind::Attribute { attribute, .. }, None) => {
                    self.unit.span = self.attribute_span(node, attribute);
                    let name = self.mangled(&attribute.name);
                    let site = self.unit.site(&name);
                    self.unit.emit(Op::GetAttr { dst: out.output(), object: current.input(), site });
                }
                (ExprKind::Subscript { index, .. }, _) => self.subscript_step(out, current, index, node.span, scratch),
                (ExprKind::Call { arguments, .. }, _) => {
                    self.move_to(scratch, current);
                    self.call_step(out, scratch, node.span, arguments, awaited.filter(|_| is_last));
                }
                _ => {}
            }
            current = out;
            self.unit.top = mark;
            index += steps;
        }
    }

    /// The innermost operand of a chain: in place when nothing evaluated before its use rebinds it.
    fn chain_start(&mut self, leaf: &'a Expr, first: &'a Expr, scratch: Register) -> Register {
        let before_use: Option<&Expr> = match &first.kind {
            ExprKind::Binary { right, .. } => Some(right),
            ExprKind::Subscript { index, .. } => Some(index),
            _ => None,
        };
        let later: Vec<&Expr> = before_use.into_iter().collect();
        match self.in_place(leaf, &later) {
            Some(register) => register,
            None => {
                self.expr_into(leaf, scratch);
                scratch
            }
        }
    }

    /// The span of an attribute: the whole expression, or the name alone when that stands on another line.
    pub(crate) fn attribute_span(&self, expr: &Expr, attribute: &Identifier) -> Span {
        let line = |offset| self.file.line_column(offset).line;
        if line(expr.span.start) == line(attribute.span.end) { expr.span } else { attribute.span }
    }

    fn subscript_step(&mut self, out: Register, object: Register, index: &'a Expr, span: Span, spare: Register) {
        if let Some(Const::Int(value)) = fold(index)
            && let Ok(value) = i32::try_from(value)
        {
            self.unit.span = span;
            self.unit.emit(Op::GetItemInt { dst: out.output(), object: object.input(), value: Wide(value) });
            return;
        }
        let key = if object == spare { self.operand(index) } else { self.operand_in(index, spare) };
        self.unit.span = span;
        self.unit.emit(Op::GetItem { dst: out.output(), object: object.input(), key: key.input() });
    }

    /// The key of an item that is read or written after `later` is evaluated.
    pub(crate) fn key_before(&mut self, index: &'a Expr, later: &[&Expr]) -> Register {
        self.operand_before(index, later)
    }

    fn slice(&mut self, parts: [Option<&'a Expr>; 3], span: Span, dst: Register) {
        let constants: Option<Vec<Const>> = parts.iter().map(|part| part.map_or(Some(Const::None), fold)).collect();
        let base = self.unit.temporaries(3);
        match constants {
            Some(constants) => {
                for (offset, constant) in constants.into_iter().enumerate() {
                    self.load_constant(constant, base.above(offset as u8));
                }
            }
            None => {
                self.unit.top -= 3;
                for part in parts {
                    let register = self.unit.temporary();
                    match part {
                        Some(part) => self.expr_into(part, register),
                        None => self.load_none(register),
                    }
                }
            }
        }
        self.unit.span = span;
        self.unit.emit(Op::BuildSlice { dst: dst.output(), base: base.window() });
    }

    // ---- operators

    /// R[out] := R[left] op right
    pub(crate) fn binary_step(
        &mut self,
        out: Register,
        left: Register,
        op: BinaryOp,
        right: &'a Expr,
        inplace: bool,
        span: Span,
    ) {
        let mark = self.unit.top;
        let spare = self.unit.temporary();
        self.binary_step_in(out, left, op, right, inplace, span, spare);
        self.unit.top = mark;
    }

    #[allow(clippy::too_many_arguments)]
    fn binary_step_in(
        &mut self,
        out: Register,
        left: Register,
        op: BinaryOp,
        right: &'a Expr,
        inplace: bool,
        span: Span,
        spare: Register,
    ) {
        let (dst, a, inplace) = (out.output(), left.input(), Flag(inplace));
        let immediate = match fold(right) {
            Some(Const::Int(value)) => i32::try_from(value).ok().map(Wide),
            _ => None,
        };
        if let Some(value) = immediate {
            let op = match op {
                BinaryOp::Add => Some(Op::AddInt { dst, a, inplace, value }),
                BinaryOp::Sub => Some(Op::SubInt { dst, a, inplace, value }),
                BinaryOp::Mul => Some(Op::MulInt { dst, a, inplace, value }),
                BinaryOp::FloorDiv => Some(Op::FloorDivInt { dst, a, inplace, value }),
                BinaryOp::Mod => Some(Op::ModInt { dst, a, inplace, value }),
                _ => None,
            };
            if let Some(op) = op {
                self.unit.span = span;
                self.unit.emit(op);
                return;
            }
        }
        let b = if left == spare { self.operand(right) } else { self.operand_in(right, spare) }.input();
        self.unit.span = span;
        self.unit.emit(match op {
            BinaryOp::Add => Op::Add { dst, a, b, inplace },
            BinaryOp::Sub => Op::Sub { dst, a, b, inplace },
            BinaryOp::Mul => Op::Mul { dst, a, b, inplace },
            BinaryOp::Div => Op::Div { dst, a, b, inplace },
            BinaryOp::FloorDiv => Op::FloorDiv { dst, a, b, inplace },
            BinaryOp::Mod => Op::Mod { dst, a, b, inplace },
            BinaryOp::MatMul
            | BinaryOp::Pow
            | BinaryOp::LeftShift
            | BinaryOp::RightShift
            | BinaryOp::BitAnd
            | BinaryOp::BitOr
            | BinaryOp::BitXor => Op::Binary { dst, a, b, op: general_operator(op), inplace },
        });
    }

    fn unary(&mut self, expr: &'a Expr, op: UnaryOp, operand: &'a Expr, dst: Register) {
        if let Some(constant) = fold(expr) {
            self.load_constant(constant, dst);
            return;
        }
        let spare = self.scratch(dst);
        if op == UnaryOp::Not
            && let Some((Expr { kind: ExprKind::Compare { left, rest }, span, .. }, negated)) =
                negated_identity(operand)
        {
            self.warn_of_identity(left, rest, *span, negated);
            self.compare_value(left, rest, *span, spare);
            let (dst, src) = (dst.output(), spare.input());
            self.unit.span = expr.span;
            self.unit.emit(if negated { Op::Not { dst, src } } else { Op::Move { dst, src } });
            return;
        }
        let src = match &operand.kind {
            // CPython reports an error of this comparison at the `not`.
            ExprKind::Compare { left, rest } if op == UnaryOp::Not && is_rich_comparison(rest) => {
                self.compare_value(left, rest, expr.span, spare);
                spare.input()
            }
            _ => self.operand_in(operand, spare).input(),
        };
        self.unit.span = expr.span;
        let dst = dst.output();
        self.unit.emit(match op {
            UnaryOp::Not => Op::Not { dst, src },
            UnaryOp::Negative => Op::Unary { dst, src, op: bytecode::UnaryOp::Negative },
            UnaryOp::Positive => Op::Unary { dst, src, op: bytecode::UnaryOp::Positive },
            UnaryOp::Invert => Op::Unary { dst, src, op: bytecode::UnaryOp::Invert },
        });
    }

    fn conditional(&mut self, test: &'a Expr, body: &'a Expr, orelse: &'a Expr, dst: Register) {
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        self.condition(test, false, otherwise);
        self.expr_into(body, dst);
        self.jump_if_reachable(end);
        self.unit.place(otherwise);
        self.expr_into(orelse, dst);
        self.unit.place(end);
    }

    pub(crate) fn jump_if_reachable(&mut self, label: Label) {
        if self.unit.is_reachable() {
            self.unit.jump(label);
        }
    }

    fn named_value(&mut self, target: &'a Identifier, value: &'a Expr, dst: Register) {
        let name = self.mangled(&target.name);
        if let Variable::Plain(register) = self.variable(&name) {
            self.forbid_debug(&target.name, target.span);
            self.expr_into(value, register);
            self.mark_bound(register);
            self.move_to(dst, register);
            return;
        }
        let result = self.scratch(dst);
        self.expr_into(value, result);
        self.store_name(&target.name, target.span, result);
        self.move_to(dst, result);
    }

    /// A cache of its own for the attribute `name`, mangled here.
    pub(crate) fn attribute_site(&mut self, name: &Name) -> CacheIndex {
        let name = self.mangled(name);
        self.unit.site(&name)
    }
}

/// One comparison that calls a method for the operator itself.
fn is_rich_comparison(rest: &[(CompareOp, Expr)]) -> bool {
    let is_rich = |op: &CompareOp| !matches!(op, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn);
    matches!(rest, [(op, _)] if is_rich(op))
}

fn general_operator(op: BinaryOp) -> bytecode::BinaryOp {
    match op {
        BinaryOp::Add => bytecode::BinaryOp::Add,
        BinaryOp::Sub => bytecode::BinaryOp::Sub,
        BinaryOp::Mul => bytecode::BinaryOp::Mul,
        BinaryOp::MatMul => bytecode::BinaryOp::MatMul,
        BinaryOp::Div => bytecode::BinaryOp::Div,
        BinaryOp::FloorDiv => bytecode::BinaryOp::FloorDiv,
        BinaryOp::Mod => bytecode::BinaryOp::Mod,
        BinaryOp::Pow => bytecode::BinaryOp::Pow,
        BinaryOp::LeftShift => bytecode::BinaryOp::LeftShift,
        BinaryOp::RightShift => bytecode::BinaryOp::RightShift,
        BinaryOp::BitAnd => bytecode::BinaryOp::BitAnd,
        BinaryOp::BitOr => bytecode::BinaryOp::BitOr,
        BinaryOp::BitXor => bytecode::BinaryOp::BitXor,
    }
}
