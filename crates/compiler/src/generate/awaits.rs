//! `await`, `yield` and `yield from`: the general protocol, and the one instruction for asynchronous generators.

use super::Compiler;
use crate::register::Register;
use crate::scope::ScopeKind;
use crate::unit::{Cold, ColdKind};
use crate::walk::left_spine;
use hognose_bytecode::{CodeKind, Count, Flavor, GuardedBuiltin, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// Whether the code may await: it is a coroutine's, or a generator expression's.
    pub(crate) fn allows_await(&self) -> bool {
        match self.unit.kind {
            CodeKind::GeneratorExpression => true,
            CodeKind::Function => matches!(self.unit.flavor, Flavor::Coroutine | Flavor::AsyncGenerator),
            CodeKind::Module | CodeKind::Class | CodeKind::Lambda => false,
        }
    }

    fn check_await(&mut self, span: Span) {
        if self.allows_await() {
            return;
        }
        match self.unit.kind {
            CodeKind::Module | CodeKind::Class => self.error(span, "'await' outside function"),
            CodeKind::Function | CodeKind::Lambda | CodeKind::GeneratorExpression => {
                self.error(span, "'await' outside async function");
            }
        }
    }

    /// R[dst] := await value
    pub(crate) fn await_value(&mut self, value: &'a Expr, span: Span, dst: Register) {
        self.check_await(span);
        if self.async_send(value, span, dst) {
            return;
        }
        let is_call = matches!(value.kind, ExprKind::Call { .. }) && !self.is_zero_argument_super(value);
        if is_call {
            self.chain(value, dst, Some(span));
            return;
        }
        let base = self.scratch(dst);
        self.expr_into(value, base);
        self.delegate_to(dst, base, 0, span);
    }

    /// R[dst] := the result of awaiting R[src], or in a generator of delegating to it. `with_method` names the method of a
    /// context manager in the error.
    pub(crate) fn delegate_to(&mut self, dst: Register, src: Register, with_method: u8, span: Span) {
        let mark = self.unit.top;
        let iter = if self.unit.is_top_temporary(src) { src } else { self.unit.temporary() };
        self.unit.temporary();
        self.unit.span = span;
        if self.unit.flavor == Flavor::Generator {
            self.unit.emit(Op::GetYieldFrom { dst: iter.output(), src: src.input() });
        } else {
            let with_method = Count(with_method);
            self.unit.emit(Op::GetAwaitable { dst: iter.output(), src: src.input(), with_method });
        }
        self.delegate(dst, iter);
        self.unit.top = mark;
    }

    /// R[dst] := the result of awaiting R[base], the result of a call whose window began there.
    pub(crate) fn await_result(&mut self, dst: Register, base: Register, span: Span) {
        let mark = self.unit.top;
        self.unit.top = u16::from(base.0) + 1;
        self.delegate_to(dst, base, 0, span);
        self.unit.top = mark;
    }

    fn delegate(&mut self, dst: Register, iter: Register) {
        self.load_none(iter.above(1));
        self.unit.emit(Op::Delegate { dst: dst.output(), iter: iter.window() });
    }

    // ---- asynchronous generators

    /// `await g.asend(v)`, `await g.__anext__()` and `await anext(g)` in one instruction; false for anything else.
    fn async_send(&mut self, value: &'a Expr, span: Span, dst: Register) -> bool {
        let ExprKind::Call { function, arguments } = &value.kind else { return false };
        match (&function.kind, arguments.as_slice()) {
            (ExprKind::Attribute { value: generator, attribute }, []) if &*attribute.name == "__anext__" => {
                self.async_send_method(generator, attribute, None, function, value, span, dst)
            }
            (ExprKind::Attribute { value: generator, attribute }, [Argument::Positional(sent)])
                if &*attribute.name == "asend" && self.is_inert(sent) =>
            {
                self.async_send_method(generator, attribute, Some(sent), function, value, span, dst)
            }
            (ExprKind::Name(_), [Argument::Positional(generator)])
                if self.is_global_name(function, "anext")
                    && !matches!(generator.kind, ExprKind::Starred(_) | ExprKind::Comprehension(_)) =>
            {
                self.async_send_anext(function, generator, value, span, dst);
                true
            }
            _ => false,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn async_send_method(
        &mut self,
        generator: &'a Expr,
        attribute: &'a Identifier,
        sent: Option<&'a Expr>,
        function: &'a Expr,
        call: &'a Expr,
        span: Span,
        dst: Register,
    ) -> bool {
        if self.is_zero_argument_super(left_spine(generator).0) {
            return false;
        }
        let generator = self.operand(generator);
        let value = match sent {
            Some(Expr { kind: ExprKind::None, .. }) | None => Register::NONE,
            Some(sent) => self.operand(sent),
        };
        // A sent None is no argument to the instruction, but one to the method.
        let argument = match sent {
            Some(Expr { kind: ExprKind::None, .. }) => {
                let none = self.unit.temporary();
                self.load_none(none);
                none
            }
            _ => value,
        };
        let (slow, done) = (self.unit.label(), self.unit.label());
        self.unit.span = span;
        let site = self.attribute_site(&attribute.name);
        let target = self.unit.target(slow);
        let (output, value) = (dst.output(), value.input());
        self.unit.emit(Op::AsyncSend { dst: output, generator: generator.input(), value, slow: target });
        self.unit.span = call.span;
        let method_span = self.attribute_span(function, attribute);
        let kind = ColdKind::Method { generator, value: argument, site, method_span, await_span: span };
        self.unit.defer(kind, slow, done, dst);
        self.unit.place(done);
        true
    }

    fn async_send_anext(&mut self, function: &'a Expr, generator: &'a Expr, call: &'a Expr, span: Span, dst: Register) {
        let callee = self.unit.temporary();
        self.expr_into(function, callee);
        let argument = self.operand(generator);
        let (slow, done) = (self.unit.label(), self.unit.label());
        self.unit.span = span;
        let target = self.unit.target(slow);
        self.unit.emit(Op::GuardBuiltin { src: callee.input(), builtin: GuardedBuiltin::Anext, target });
        let (output, value) = (dst.output(), Register::NONE.input());
        let target = self.unit.target(slow);
        self.unit.emit(Op::AsyncSend { dst: output, generator: argument.input(), value, slow: target });
        self.unit.span = call.span;
        self.unit.defer(ColdKind::Call { callee, argument, await_span: span }, slow, done, dst);
        self.unit.place(done);
    }

    /// The code that was put aside at an `AsyncSend`: the same by real calls.
    pub(crate) fn cold(&mut self, cold: &Cold) {
        self.unit.begin_cold(cold);
        let base = self.unit.temporaries(2);
        let (window, span) = (base.window(), cold.span);
        match cold.kind {
            ColdKind::Method { generator, value, site, method_span, await_span } => {
                self.unit.span = method_span;
                self.unit.emit(Op::GetMethod { base: window, object: generator.input(), site });
                let argc = u8::from(value != Register::NONE);
                if argc == 1 {
                    let argument = self.unit.temporary();
                    self.move_to(argument, value);
                }
                self.unit.span = span;
                self.unit.emit(Op::CallMethod { dst: base.output(), base: window, argc: Count(argc) });
                self.await_result(cold.dst, base, await_span);
            }
            ColdKind::Call { callee, argument, await_span } => {
                self.move_to(base, callee);
                self.move_to(base.above(1), argument);
                self.unit.emit(Op::Call { dst: base.output(), base: window, argc: Count(1) });
                self.await_result(cold.dst, base, await_span);
            }
            ColdKind::CloseLoop { state, exception } => {
                // An exception left the body of a loop whose header made a generator: that is closed first. It is under way,
                // so it is not what `sys.exception()` gives meanwhile.
                self.unit.emit(Op::CloseIter { iter: state.update() });
                self.unit.emit_end(Op::Reraise { exception: exception.input() });
            }
            ColdKind::Next { iter } => {
                self.unit.emit(Op::GetAsyncNext { dst: base.output(), iter: iter.input() });
                self.delegate(cold.dst, base);
            }
        }
        self.unit.end_cold(cold);
    }

    /// R[dst] := the next item of the asynchronous iterator R[iter].
    pub(crate) fn async_next(&mut self, iter: Register, dst: Register) {
        let (slow, done) = (self.unit.label(), self.unit.label());
        let target = self.unit.target(slow);
        let (output, value) = (dst.output(), Register::NONE.input());
        self.unit.emit(Op::AsyncSend { dst: output, generator: iter.input(), value, slow: target });
        self.unit.defer(ColdKind::Next { iter }, slow, done, dst);
        self.unit.place(done);
    }

    // ---- generators

    fn check_yield(&mut self, span: Span, message: &str) {
        // Inside a comprehension the symbol table has complained already.
        if matches!(self.tree.scope(self.unit.scope).kind, ScopeKind::Module | ScopeKind::Class) {
            self.error(span, message);
        }
    }

    /// R[dst] := what is sent for a value that is yielded; no register where nobody asks.
    pub(crate) fn yield_value(&mut self, value: Option<&'a Expr>, span: Span, dst: Register) {
        self.check_yield(span, "'yield' outside function");
        let src = match value {
            Some(value) => self.operand(value),
            None => {
                let none = self.scratch(dst);
                self.load_none(none);
                none
            }
        };
        self.unit.span = span;
        self.unit.emit(Op::Yield { dst: dst.output(), src: src.input() });
    }

    pub(crate) fn yield_from(&mut self, value: &'a Expr, span: Span, dst: Register) {
        self.check_yield(span, "'yield from' outside function");
        if matches!(self.unit.flavor, Flavor::Coroutine | Flavor::AsyncGenerator) {
            self.error(span, "'yield from' inside async function");
        }
        if matches!(value.kind, ExprKind::Call { .. }) && !self.is_zero_argument_super(value) {
            self.chain(value, dst, Some(span));
            return;
        }
        let src = self.operand(value);
        self.delegate_to(dst, src, 0, span);
    }
}
