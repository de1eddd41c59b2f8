//! `while`, `for` and `async for`. The condition stands at the loop's end, so that a turn takes one jump.

use super::Compiler;
use crate::register::{Bound, Register};
use crate::unit::{Block, Closing, ColdKind, Label};
use crate::walk::unbound_names;
use hognose_bytecode::Op;
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// The registers of local variables that `bodies` may unbind.
    pub(crate) fn unbound_in(&self, bodies: &[&[Stmt]]) -> Bound {
        let mut names = Vec::new();
        bodies.iter().for_each(|body| unbound_names(body, &mut |name| names.push(name.clone())));
        self.registers_of(&names)
    }

    pub(crate) fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) {
        let (top, next) = (self.unit.label(), self.unit.label());
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        self.condition(test, false, otherwise);
        let unbound = self.unbound_in(&[body]);
        self.unit.place_with(top, self.unit.bound.map(|bound| bound.without(unbound)));
        self.push_block(Block::Loop { on_break: end, on_continue: next, closes: None }, span);
        self.statements(body);
        self.unit.blocks.pop();
        self.unit.place(next);
        self.condition(test, true, top);
        self.unit.place(otherwise);
        self.statements(orelse);
        self.unit.place(end);
    }

    pub(crate) fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: Span,
    ) {
        let (top, next, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let state = self.iteration(iter, false);
        let direct = match &target.kind {
            ExprKind::Name(name) if &**name != "__debug__" => self.plain_register(name),
            _ => None,
        };
        let item = direct.unwrap_or_else(|| self.unit.temporary());
        let entry = self.unit.bound;
        self.jump_if_reachable(next);
        let unbound = self.unbound_in(&[body]);
        self.unit.place_with(top, entry.map(|bound| bound.without(unbound)));
        let closes = self.open_closing(iter, state);
        self.push_block(Block::Loop { on_break: end, on_continue: next, closes }, span);
        if direct.is_some() {
            self.mark_bound(item);
        } else {
            self.store(target, item);
        }
        self.statements(body);
        self.unit.blocks.pop();
        self.end_closing(closes);
        self.unit.place(next);
        self.unit.span = iter.span;
        let body = self.unit.target(top);
        self.unit.emit(Op::ForIter { iter: state.window(), dst: item.output(), body });
        self.defer_closing(closes, end);
        self.statements(orelse);
        self.unit.place(end);
    }

    /// Opens the handler of a loop's body that closes the generator which the loop's header may have made.
    pub(crate) fn open_closing(&mut self, iter: &Expr, state: Register) -> Option<Closing> {
        if !may_make_generator(iter) {
            return None;
        }
        let mark = self.unit.top;
        let exception = self.unit.temporary();
        self.unit.top = mark;
        let failed = self.unit.label();
        Some(Closing { range: self.unit.open_handler(failed, exception), state, exception, failed })
    }

    /// The body ends that it covers.
    pub(crate) fn end_closing(&mut self, closes: Option<Closing>) {
        closes.iter().for_each(|closing| self.unit.end_range(closing.range));
    }

    /// Puts that handler's code aside.
    pub(crate) fn defer_closing(&mut self, closes: Option<Closing>, end: Label) {
        if let Some(Closing { range, state, exception, failed }) = closes
            && !self.unit.range_is_empty(range)
        {
            self.unit.defer(ColdKind::CloseLoop { state, exception }, failed, end, state);
        }
    }

    pub(crate) fn async_for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: Span,
    ) {
        if !self.allows_await() {
            self.error(span, "'async for' outside async function");
        }
        let (next, end) = (self.unit.label(), self.unit.label());
        let state = self.iteration(iter, true);
        let direct = match &target.kind {
            ExprKind::Name(name) if &**name != "__debug__" => self.plain_register(name),
            _ => None,
        };
        let item = direct.unwrap_or_else(|| self.unit.temporary());
        let unbound = self.unbound_in(&[body]);
        self.unit.place_with(next, self.unit.bound.map(|bound| bound.without(unbound)));
        let closes = self.async_fetch(state, item, [span, iter.span], |compiler| {
            let closes = compiler.open_closing(iter, state);
            compiler.push_block(Block::Loop { on_break: end, on_continue: next, closes }, span);
            if direct.is_some() {
                compiler.mark_bound(item);
            } else {
                compiler.store(target, item);
            }
            compiler.statements(body);
            compiler.unit.blocks.pop();
            compiler.end_closing(closes);
            compiler.jump_if_reachable(next);
            closes
        });
        self.defer_closing(closes, end);
        self.statements(orelse);
        self.unit.place(end);
    }

    /// Fetches the next item of the asynchronous iterator R[iter] into `item`, runs `turn` with it, and ends where the
    /// iterator is exhausted; the spans are those of the fetch and of the end. The handler covers the fetch alone: a
    /// StopAsyncIteration of the body is an error. What `turn` answers is the handler that closes the iterator: also where
    /// another exception leaves the fetch, which the iterator may have outlived.
    pub(crate) fn async_fetch(
        &mut self,
        iter: Register,
        item: Register,
        [span, end_span]: [Span; 2],
        turn: impl FnOnce(&mut Self) -> Option<Closing>,
    ) -> Option<Closing> {
        let exhausted = self.unit.label();
        let mark = self.unit.top;
        let exception = self.unit.temporary();
        self.unit.top = mark;
        self.unit.span = span;
        let entry = self.unit.bound;
        let range = self.unit.open_handler(exhausted, exception);
        self.async_next(iter, item);
        self.unit.end_range(range);
        let closes = turn(self);
        let is_reached = entry.filter(|_| !self.unit.range_is_empty(range));
        self.unit.place_with(exhausted, is_reached);
        self.unit.span = end_span;
        closes.iter().for_each(|closing| self.unit.resume(closing.range));
        self.unit.emit(Op::EndAsyncFor { exception: exception.input() });
        closes.iter().for_each(|closing| self.unit.pause(closing.range));
        closes
    }
}

/// Whether the header of a loop may make a generator that nobody else sees.
fn may_make_generator(iter: &Expr) -> bool {
    match &iter.kind {
        ExprKind::Call { .. } => true,
        ExprKind::Comprehension(comprehension) => comprehension.kind == ComprehensionKind::Generator,
        _ => false,
    }
}
