//! List, set and dict comprehensions, which run in the frame around them (PEP 709), and generator expressions.

use super::Compiler;
use super::conditions::constant_display;
use crate::place::Place;
use crate::register::Register;
use crate::scope::ScopeId;
use crate::unit::{Closing, Unit};
use hognose_bytecode::*;
use hognose_source::Span;
use hognose_syntax::ast::*;

/// Each clause takes registers for its iteration; more clauses than this are refused.
const CLAUSE_LIMIT: usize = 20;

impl<'a> Compiler<'a> {
    pub(crate) fn comprehension(&mut self, comprehension: &'a Comprehension, span: Span, dst: Register) {
        let Some(first) = comprehension.clauses.first() else { return };
        if comprehension.clauses.len() > CLAUSE_LIMIT {
            let text = format!("a comprehension with more than {CLAUSE_LIMIT} `for` clauses is not supported");
            self.unsupported(span, text, "write nested loops");
            return;
        }
        let scope = self.tree.of(comprehension);
        if comprehension.kind == ComprehensionKind::Generator {
            self.generator_expression(comprehension, scope, span, dst);
            return;
        }
        if self.tree.scope(scope).awaits && !self.allows_await() {
            self.error(span, "asynchronous comprehension outside of an asynchronous function");
        }
        let result = if self.unit.is_temporary(dst) { dst } else { self.unit.temporary() };
        let state = self.iteration(&first.iter, first.is_async);
        self.unit.scopes.push(scope);
        self.fresh_variables(comprehension, scope);
        self.unit.span = span;
        let (out, base, count) = (result.output(), result.window(), Count(0));
        self.unit.emit(match comprehension.kind {
            ComprehensionKind::List | ComprehensionKind::Generator => Op::BuildList { dst: out, base, count },
            ComprehensionKind::Set => Op::BuildSet { dst: out, base, count },
            ComprehensionKind::Dict => Op::BuildDict { dst: out, base, count },
        });
        self.clauses(comprehension, span, 0, state, result);
        self.forget_variables(scope);
        self.unit.scopes.pop();
        self.move_to(dst, result);
    }

    /// Unbinds the comprehension's variables at its end, as `locals()` can tell.
    fn forget_variables(&mut self, scope: ScopeId) {
        let facts = self.tree.scope(scope);
        for name in facts.order.iter().filter(|name| facts.binds(name)) {
            match self.unit.places.get(&(scope, name.clone())).copied() {
                Some(Place::Plain(register)) => self.clear_register(register),
                Some(Place::Cell(register)) => self.unit.emit(Op::ClearLocal { local: register.output() }),
                Some(Place::Spill(_)) => self.unbind_name(name, self.unit.span),
                None => {}
            }
        }
    }

    /// Unbinds the comprehension's own variables where a use may come before the first binding, and makes its cells.
    fn fresh_variables(&mut self, comprehension: &'a Comprehension, scope: ScopeId) {
        let mut bound_first = Vec::new();
        comprehension.clauses.first().iter().for_each(|clause| simple_names(&clause.target, &mut bound_first));
        let facts = self.tree.scope(scope);
        for name in facts.order.iter().filter(|name| facts.binds(name)) {
            match self.unit.places.get(&(scope, name.clone())).copied() {
                Some(Place::Plain(register)) if bound_first.contains(name) => self.mark_unbound(register),
                Some(Place::Plain(register)) => self.clear_register(register),
                Some(Place::Cell(register)) => {
                    self.unit.emit(Op::ClearLocal { local: register.output() });
                    self.unit.emit(Op::MakeCell { local: register.update() });
                }
                Some(Place::Spill(_)) if bound_first.contains(name) => {}
                Some(Place::Spill(_)) => self.unbind_name(name, self.unit.span),
                None => {}
            }
        }
    }

    /// Begins an iteration over `iter`: the registers of its state, as new temporaries.
    pub(crate) fn iteration(&mut self, iter: &'a Expr, is_async: bool) -> Register {
        let state = self.unit.temporary();
        let src = match constant_display(iter) {
            Some(constant) if !is_async => {
                self.unit.span = iter.span;
                self.load_constant(constant, state);
                state
            }
            _ => self.operand_in(iter, state),
        };
        self.unit.span = iter.span;
        if is_async {
            self.unit.emit(Op::GetAsyncIter { dst: state.output(), src: src.input() });
        } else {
            self.unit.temporaries(2);
            self.unit.emit(Op::GetIter { iter: state.window(), src: src.input() });
        }
        state
    }

    /// The loops from clause `index` on, and the element in the innermost.
    fn clauses(
        &mut self,
        comprehension: &'a Comprehension,
        span: Span,
        index: usize,
        state: Register,
        result: Register,
    ) {
        let mark = self.unit.top;
        let Some(clause) = comprehension.clauses.get(index) else { return };
        let (next, body, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let direct = match &clause.target.kind {
            ExprKind::Name(name) if &**name != "__debug__" => self.plain_register(name),
            _ => None,
        };
        let item = direct.unwrap_or_else(|| self.unit.temporary());
        let entry = self.unit.bound;
        if clause.is_async {
            self.unit.place_with(body, entry);
            let closes = self.async_fetch(state, item, [span; 2], |compiler| {
                let closes = compiler.open_clause_closing(comprehension, index, state);
                compiler.clause_body(comprehension, span, index, direct.is_none(), item, result, next);
                compiler.end_closing(closes);
                compiler.unit.place(next);
                compiler.jump_if_reachable(body);
                closes
            });
            self.defer_closing(closes, end);
        } else {
            self.jump_if_reachable(next);
            self.unit.place_with(body, entry);
            let closes = self.open_clause_closing(comprehension, index, state);
            self.clause_body(comprehension, span, index, direct.is_none(), item, result, next);
            self.end_closing(closes);
            self.unit.place(next);
            self.unit.span = clause.iter.span;
            let target = self.unit.target(body);
            self.unit.emit(Op::ForIter { iter: state.window(), dst: item.output(), body: target });
            self.defer_closing(closes, end);
        }
        self.unit.place(end);
        self.unit.top = mark;
    }

    /// Opens the handler that closes the generator which the header of clause `index` may have made. The first one of a
    /// generator expression is its argument, which lives as long as its frame: a traceback holds that.
    fn open_clause_closing(&mut self, comprehension: &Comprehension, index: usize, state: Register) -> Option<Closing> {
        let clause = comprehension.clauses.get(index)?;
        let is_argument = comprehension.kind == ComprehensionKind::Generator && index == 0;
        if is_argument { None } else { self.open_closing(&clause.iter, state) }
    }

    #[allow(clippy::too_many_arguments)]
    fn clause_body(
        &mut self,
        comprehension: &'a Comprehension,
        span: Span,
        index: usize,
        is_stored: bool,
        item: Register,
        result: Register,
        next: crate::unit::Label,
    ) {
        let Some(clause) = comprehension.clauses.get(index) else { return };
        if is_stored {
            self.store(&clause.target, item);
        } else {
            self.mark_bound(item);
        }
        clause.conditions.iter().for_each(|condition| self.condition(condition, false, next));
        let mark = self.unit.top;
        match comprehension.clauses.get(index + 1) {
            Some(inner) => {
                let state = self.iteration(&inner.iter, inner.is_async);
                self.clauses(comprehension, span, index + 1, state, result);
            }
            None => self.element(comprehension, result),
        }
        self.unit.top = mark;
    }

    fn element(&mut self, comprehension: &'a Comprehension, result: Register) {
        let element = &comprehension.element;
        if let ExprKind::Starred(_) = element.kind {
            self.error(element.span, "iterable unpacking cannot be used in comprehension");
            return;
        }
        match (comprehension.kind, &comprehension.value) {
            (ComprehensionKind::Dict, Some(value)) => {
                let key = self.operand_before(element, &[value]).input();
                let src = self.operand(value).input();
                self.unit.span = element.span.to(value.span);
                self.unit.emit(Op::DictSet { dict: result.input(), key, value: src });
            }
            (ComprehensionKind::List | ComprehensionKind::Dict, _) => {
                let src = self.operand(element).input();
                self.unit.span = element.span;
                self.unit.emit(Op::ListAppend { list: result.input(), src });
            }
            (ComprehensionKind::Set, _) => {
                let src = self.operand(element).input();
                self.unit.span = element.span;
                self.unit.emit(Op::SetAdd { set: result.input(), src });
            }
            (ComprehensionKind::Generator, _) => {
                let src = self.operand(element).input();
                self.unit.span = element.span;
                self.unit.emit(Op::Yield { dst: Register::NONE.output(), src });
            }
        }
    }

    fn generator_expression(&mut self, comprehension: &'a Comprehension, scope: ScopeId, span: Span, dst: Register) {
        let Some(first) = comprehension.clauses.first() else { return };
        let code = self.child(scope, |compiler| {
            let qualname = compiler.qualname("<genexpr>");
            compiler.enter(Unit::new(scope, CodeKind::GeneratorExpression, "<genexpr>", &qualname, span));
            let awaits = compiler.tree.scope(scope).awaits;
            compiler.unit.flavor = if awaits { Flavor::AsyncGenerator } else { Flavor::Generator };
            compiler.unit.parameters = ParameterSpec { positional: 1, ..ParameterSpec::default() };
            compiler.lay_out(&[".0".into()]);
            let source = Register(1);
            let state = if first.is_async {
                source
            } else {
                compiler.unit.span = first.iter.span;
                let state = compiler.unit.temporaries(3);
                compiler.unit.emit(Op::GetIter { iter: state.window(), src: source.input() });
                state
            };
            compiler.clauses(comprehension, span, 0, state, Register::NONE);
        });
        let base = self.scratch(dst);
        self.unit.span = span;
        self.make_plain_function(base, code);
        let iterator = self.unit.temporary();
        let src = match constant_display(&first.iter) {
            Some(constant) if !first.is_async => {
                self.load_constant(constant, iterator);
                iterator
            }
            _ => self.operand_in(&first.iter, iterator),
        };
        self.unit.span = first.iter.span;
        let (out, src) = (iterator.output(), src.input());
        self.unit.emit(if first.is_async {
            Op::GetAsyncIter { dst: out, src }
        } else {
            Op::MakeIter { dst: out, src }
        });
        self.unit.span = span;
        self.unit.emit(Op::Call { dst: dst.output(), base: base.window(), argc: Count(1) });
    }
}

/// The names that a target binds before any other expression of the comprehension runs.
fn simple_names(target: &Expr, names: &mut Vec<Name>) {
    match &target.kind {
        ExprKind::Name(name) => names.push(name.clone()),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| simple_names(item, names)),
        ExprKind::Starred(value) => simple_names(value, names),
        _ => {}
    }
}
