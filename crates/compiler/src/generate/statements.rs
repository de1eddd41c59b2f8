//! Statements, as far as they have no file of their own.

use super::Compiler;
use crate::fold::fold;
use crate::future;
use crate::place::{NAMESPACE, Variable};
use crate::register::Register;
use crate::unit::Block;
use crate::unparse::unparse;
use hognose_bytecode::{CodeKind, Const, Count, Flavor, Op, Singleton, Update};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(crate) fn statements(&mut self, body: &'a [Stmt]) {
        body.iter().for_each(|statement| self.statement(statement));
    }

    fn statement(&mut self, statement: &'a Stmt) {
        let mark = self.unit.top;
        self.unit.span = statement.span;
        match &statement.kind {
            StmtKind::Expr(value) => self.effect(value),
            StmtKind::Assign { targets, value } => self.assignment(targets, value),
            StmtKind::AugAssign { target, op, value } => self.augmented_assignment(target, *op, value, statement.span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated_assignment(target, annotation, value.as_ref(), *simple, statement.span);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
            StmtKind::Break => self.leave_loop(statement.span, true),
            StmtKind::Continue => self.leave_loop(statement.span, false),
            StmtKind::Return(value) => self.return_statement(value.as_ref(), statement.span),
            StmtKind::Raise { exception, cause } => {
                self.raise(exception.as_ref(), cause.as_ref(), statement.span);
            }
            StmtKind::Assert { test, message } => self.assert(test, message.as_ref(), statement.span),
            StmtKind::Import(names) => self.import(names, statement.span),
            StmtKind::ImportFrom { level, module, names, star } => {
                if future::is_future_import(statement) {
                    self.future_import_place(statement);
                } else {
                    self.import_from(*level, module.as_ref(), names, *star, statement.span);
                }
            }
            StmtKind::If { branches, orelse } => self.if_statement(branches, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, statement.span),
            StmtKind::For { is_async: false, target, iter, body, orelse } => {
                self.for_loop(target, iter, body, orelse, statement.span);
            }
            StmtKind::For { is_async: true, target, iter, body, orelse } => {
                self.async_for_loop(target, iter, body, orelse, statement.span);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                self.try_statement(body, handlers, orelse, finalbody, *is_star, statement.span);
            }
            StmtKind::With { is_async, items, body } => self.with_statement(*is_async, items, body, statement.span),
            StmtKind::FunctionDef(definition) => self.function_definition(definition),
            StmtKind::ClassDef(definition) => self.class_definition(definition),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases),
            StmtKind::TypeAlias { .. } => {
                let help = "assign the type to a name: Name = ...";
                self.unsupported(statement.span, "the type statement is not supported", help);
            }
            StmtKind::Error => self.error(statement.span, "invalid syntax"),
        }
        self.unit.top = mark;
    }

    fn future_import_place(&mut self, statement: &Stmt) {
        if statement.span.start >= self.future_end {
            self.error(statement.span, "from __future__ imports must occur at the beginning of the file");
        }
    }

    fn return_statement(&mut self, value: Option<&'a Expr>, span: Span) {
        match self.unit.kind {
            CodeKind::Function | CodeKind::Lambda | CodeKind::GeneratorExpression => {}
            CodeKind::Module | CodeKind::Class => {
                self.error(span, "'return' outside function");
                return;
            }
        }
        if self.unit.flavor == Flavor::AsyncGenerator && value.is_some() {
            self.error(span, "'return' with value in async generator");
        }
        self.forbid_in_star_handler(span);
        let constant = value.map_or(Some(Const::None), fold);
        let leaves_blocks = self.unit.blocks.iter().any(|block| !matches!(block, Block::Loop { .. }));
        let register = match (value, &constant) {
            (Some(value), None) if leaves_blocks => {
                let register = self.unit.temporary();
                self.expr_into(value, register);
                Some(register)
            }
            (Some(value), None) => Some(self.operand(value)),
            _ => None,
        };
        let left = self.unwind(0);
        self.unit.span = span;
        match (register, constant) {
            (Some(register), _) => self.unit.emit_end(Op::Return { src: register.input() }),
            (None, None | Some(Const::None)) => self.unit.emit_end(Op::ReturnNone {}),
            (None, Some(constant)) => {
                let register = self.unit.temporary();
                self.load_constant(constant, register);
                self.unit.emit_end(Op::Return { src: register.input() });
            }
        }
        self.rewind(left);
    }

    fn raise(&mut self, exception: Option<&'a Expr>, cause: Option<&'a Expr>, span: Span) {
        let Some(exception) = exception else {
            self.unit.span = span;
            self.unit.emit_end(Op::RaiseCurrent {});
            return;
        };
        let later: Vec<&Expr> = cause.into_iter().collect();
        let exception = self.operand_before(exception, &later);
        let cause = cause.map(|cause| self.operand(cause));
        self.unit.span = span;
        match cause {
            Some(cause) => self.unit.emit_end(Op::RaiseFrom { exception: exception.input(), cause: cause.input() }),
            None => self.unit.emit_end(Op::Raise { exception: exception.input() }),
        }
    }

    fn assert(&mut self, test: &'a Expr, message: Option<&'a Expr>, span: Span) {
        self.warn_of_assertion(test, span);
        let done = self.unit.label();
        self.condition(test, true, done);
        self.unit.span = test.span;
        let error = self.unit.temporary();
        self.unit.emit(Op::LoadSingleton { dst: error.output(), value: Singleton::AssertionError });
        if let Some(message) = message {
            let argument = self.unit.temporary();
            self.expr_into(message, argument);
            self.unit.span = span;
            self.unit.emit(Op::Call { dst: error.output(), base: error.window(), argc: Count(1) });
        }
        self.unit.span = test.span;
        self.unit.emit_end(Op::Raise { exception: error.input() });
        self.unit.place(done);
    }

    fn if_statement(&mut self, branches: &'a [(Expr, Body)], orelse: &'a [Stmt]) {
        let end = self.unit.label();
        for (index, (test, body)) in branches.iter().enumerate() {
            let next = self.unit.label();
            self.condition(test, false, next);
            self.statements(body);
            let is_last = index + 1 == branches.len() && orelse.is_empty();
            if !is_last && self.unit.is_reachable() {
                self.unit.jump(end);
            }
            self.unit.place(next);
        }
        self.statements(orelse);
        self.unit.place(end);
    }

    fn annotated_assignment(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
        span: Span,
    ) {
        if let Some(value) = value {
            self.assignment(std::slice::from_ref(target), value);
        } else {
            self.annotated_target(target, span);
        }
        let is_evaluated = matches!(self.unit.kind, CodeKind::Module | CodeKind::Class);
        if !is_evaluated {
            return;
        }
        match &target.kind {
            ExprKind::Name(name) if simple => {
                let mark = self.unit.top;
                let value = self.annotation(annotation);
                let annotations = self.unit.temporary();
                self.load_annotations(annotations, span);
                let key = self.unit.temporary();
                let mangled = self.mangled(name);
                self.load_constant(Const::Str((&*mangled).into()), key);
                self.unit.emit(Op::SetItem { object: annotations.input(), key: key.input(), src: value.input() });
                self.unit.top = mark;
            }
            _ if self.tree.future_annotations => {}
            _ => self.effect(annotation),
        }
    }

    /// The value of an annotation: its text under `from __future__ import annotations`.
    pub(crate) fn annotation(&mut self, annotation: &'a Expr) -> Register {
        let register = self.unit.temporary();
        if self.tree.future_annotations {
            self.load_constant(Const::Str(unparse(annotation).into()), register);
        } else {
            self.expr_into(annotation, register);
        }
        register
    }

    fn load_annotations(&mut self, dst: Register, span: Span) {
        self.unit.span = span;
        if self.unit.kind == CodeKind::Class {
            let name = self.unit.name_index("__annotations__");
            self.unit.emit(Op::LoadName { dst: dst.output(), namespace: NAMESPACE.input(), name });
        } else {
            let site = self.unit.global_site("__annotations__", false);
            self.unit.emit(Op::LoadGlobal { dst: dst.output(), site });
        }
    }

    /// The target of `target: annotation` without a value: evaluated as far as it has parts.
    fn annotated_target(&mut self, target: &'a Expr, span: Span) {
        let mark = self.unit.top;
        match &target.kind {
            ExprKind::Name(name) => self.forbid_debug(name, span),
            ExprKind::Attribute { value, attribute } => {
                self.forbid_debug(&attribute.name, span);
                self.operand(value);
            }
            ExprKind::Subscript { value, index } => {
                self.operand(value);
                match &index.kind {
                    ExprKind::Slice { lower, upper, step } => {
                        for part in [lower, upper, step].into_iter().flatten() {
                            self.operand(part);
                        }
                    }
                    _ => drop(self.operand(index)),
                }
            }
            _ => self.error(target.span, "illegal target for annotation"),
        }
        self.unit.top = mark;
    }

    fn augmented_assignment(&mut self, target: &'a Expr, op: BinaryOp, value: &'a Expr, span: Span) {
        match &target.kind {
            ExprKind::Name(name) => self.augmented_name(name, target.span, op, value, span),
            ExprKind::Attribute { value: object, attribute } => {
                let object = self.operand_before(object, &[value]);
                let name = self.mangled(&attribute.name);
                let (load, store) = (self.unit.site(&name), self.unit.site(&name));
                let result = self.unit.temporary();
                let place = self.attribute_span(target, attribute);
                self.unit.span = place;
                self.unit.emit(Op::GetAttr { dst: result.output(), object: object.input(), site: load });
                self.binary_step(result, result, op, value, true, span);
                self.unit.span = place;
                self.unit.emit(Op::SetAttr { object: object.input(), src: result.input(), site: store });
            }
            ExprKind::Subscript { value: object, index } => {
                let object = self.operand_before(object, &[index, value]);
                let key = self.key_before(index, &[value]);
                let result = self.unit.temporary();
                self.unit.span = target.span;
                self.unit.emit(Op::GetItem { dst: result.output(), object: object.input(), key: key.input() });
                self.binary_step(result, result, op, value, true, span);
                self.unit.span = target.span;
                self.unit.emit(Op::SetItem { object: object.input(), key: key.input(), src: result.input() });
            }
            _ => self.error(target.span, "illegal expression for augmented assignment"),
        }
    }

    fn augmented_name(&mut self, name: &'a Name, place: Span, op: BinaryOp, value: &'a Expr, span: Span) {
        self.forbid_debug(name, place);
        let mangled = self.mangled(name);
        if let Variable::Plain(register) = self.variable(&mangled)
            && !self.may_rebind(name, &[value])
        {
            self.unit.span = place;
            self.check_bound(register);
            self.binary_step(register, register, op, value, true, span);
            return;
        }
        let result = self.unit.temporary();
        self.load_name(name, place, result);
        self.binary_step(result, result, op, value, true, span);
        self.store_name(name, place, result);
    }

    /// An expression statement.
    fn effect(&mut self, value: &'a Expr) {
        let mark = self.unit.top;
        if let ExprKind::Yield(yielded) = &value.kind {
            self.unit.span = value.span;
            self.yield_value(yielded.as_deref(), value.span, Register::NONE);
        } else if fold(value).is_none() {
            let dropped = self.operand(value);
            if matches!(value.kind, ExprKind::Call { .. })
                && self.unit.is_temporary(dropped)
                && self.unit.is_reachable()
            {
                self.unit.emit(Op::Discard { src: Update(dropped.0) });
            }
        }
        self.unit.top = mark;
    }
}
