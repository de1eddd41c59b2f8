//! `try` in all its forms. A `finally` body is compiled once for each way that leads to it.

use super::Compiler;
use crate::register::Register;
use crate::unit::Block;
use hognose_bytecode::{Count, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(crate) fn try_statement(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
        is_star: bool,
        span: Span,
    ) {
        if finalbody.is_empty() {
            self.try_except(body, handlers, orelse, is_star, span);
            return;
        }
        let mark = self.unit.top;
        let (handler, end) = (self.unit.label(), self.unit.label());
        let exception = self.reserved();
        let entry = self.unit.bound;
        let range = self.unit.open_handler(handler, exception);
        self.push_block(Block::Finally { range, body: finalbody }, span);
        if handlers.is_empty() {
            self.statements(body);
            self.statements(orelse);
        } else {
            self.try_except(body, handlers, orelse, is_star, span);
        }
        self.unit.blocks.pop();
        self.unit.end_range(range);
        self.statements(finalbody);
        self.jump_if_reachable(end);
        let mut protected: Vec<&[Stmt]> = vec![body, orelse];
        protected.extend(handlers.iter().map(|handler| handler.body.as_slice()));
        let mut unbound = self.unbound_in(&protected);
        for name in handlers.iter().filter_map(|handler| handler.name.as_ref()) {
            self.plain_register(&name.name).iter().for_each(|register| unbound.insert(*register));
        }
        let is_reached = entry.filter(|_| !self.unit.range_is_empty(range));
        self.unit.place_with(handler, is_reached.map(|bound| bound.without(unbound)));
        let exception = self.unit.temporary();
        let handling = self.unit.open_handling(exception);
        self.push_block(Block::FinallyEnd { handling }, span);
        self.statements(finalbody);
        self.unit.blocks.pop();
        self.unit.emit_end(Op::Reraise { exception: exception.input() });
        self.unit.end_range(handling);
        self.unit.top = mark;
        self.unit.place(end);
    }

    /// The register that the next temporary will be: an exception arrives there when all temporaries of the body are
    /// gone.
    fn reserved(&mut self) -> Register {
        let mark = self.unit.top;
        let register = self.unit.temporary();
        self.unit.top = mark;
        register
    }

    fn try_except(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        is_star: bool,
        span: Span,
    ) {
        let mark = self.unit.top;
        let (handler, end) = (self.unit.label(), self.unit.label());
        let exception = self.reserved();
        let entry = self.unit.bound;
        let range = self.unit.open_handler(handler, exception);
        self.push_block(Block::Try { range }, span);
        self.statements(body);
        self.unit.blocks.pop();
        self.unit.end_range(range);
        self.statements(orelse);
        self.jump_if_reachable(end);
        let unbound = self.unbound_in(&[body]);
        let is_reached = entry.filter(|_| !self.unit.range_is_empty(range));
        self.unit.place_with(handler, is_reached.map(|bound| bound.without(unbound)));
        let exception = self.unit.temporary();
        let handling = self.unit.open_handling(exception);
        if is_star {
            self.star_handlers(handlers, exception);
        } else {
            self.push_block(Block::Handler { handling }, span);
            self.handlers(handlers, exception, end);
            self.unit.blocks.pop();
        }
        self.unit.end_range(handling);
        self.unit.top = mark;
        self.unit.place(end);
    }

    fn handlers(&mut self, handlers: &'a [ExceptHandler], exception: Register, end: crate::unit::Label) {
        for (index, handler) in handlers.iter().enumerate() {
            if handler.exception.is_none() && index + 1 < handlers.len() {
                self.error(handler.span, "default 'except:' must be last");
            }
            let next = self.unit.label();
            if let Some(class) = &handler.exception {
                let mark = self.unit.top;
                let class = self.operand(class).input();
                self.unit.span = handler.span;
                let target = self.unit.target(next);
                self.unit.emit(Op::JumpUnlessMatch { exception: exception.input(), class, target });
                self.unit.top = mark;
            }
            match &handler.name {
                None => self.statements(&handler.body),
                Some(name) => self.named_handler(handler, name, exception),
            }
            self.jump_if_reachable(end);
            self.unit.place(next);
        }
        self.unit.emit_end(Op::Reraise { exception: exception.input() });
    }

    /// The body of `except ... as name`: the name is unbound however the body is left.
    fn named_handler(&mut self, handler: &'a ExceptHandler, name: &'a Identifier, exception: Register) {
        let mark = self.unit.top;
        self.store_name(&name.name, handler.span, exception);
        let (failed, end) = (self.unit.label(), self.unit.label());
        let second = self.reserved();
        let entry = self.unit.bound;
        let range = self.unit.open_handler(failed, second);
        self.push_block(Block::NamedHandler { range, name }, handler.span);
        self.statements(&handler.body);
        self.unit.blocks.pop();
        self.unit.end_range(range);
        if self.unit.is_reachable() {
            self.unbind_name(&name.name, handler.span);
            self.unit.jump(end);
        }
        let unbound = self.unbound_in(&[&handler.body]);
        let is_reached = entry.filter(|_| !self.unit.range_is_empty(range));
        self.unit.place_with(failed, is_reached.map(|bound| bound.without(unbound)));
        let second = self.unit.temporary();
        self.unbind_name(&name.name, handler.span);
        self.unit.emit_end(Op::Reraise { exception: second.input() });
        self.unit.top = mark;
        self.unit.place(end);
    }

    // ---- except*

    /// The clauses of `except*`: each takes its part of the group; what they raise, and what is left, is raised at the
    /// end.
    fn star_handlers(&mut self, handlers: &'a [ExceptHandler], original: Register) {
        let raised = self.unit.temporary();
        self.unit.emit(Op::BuildList { dst: raised.output(), base: raised.window(), count: Count(0) });
        let rest = self.unit.temporary();
        self.move_to(rest, original);
        for handler in handlers {
            let mark = self.unit.top;
            self.star_handler(handler, raised, rest);
            self.unit.top = mark;
        }
        let result = self.unit.temporary();
        let (original, raised, rest) = (original.input(), raised.input(), rest.input());
        self.unit.emit(Op::MergeGroups { dst: result.output(), original, raised, rest });
        let done = self.unit.label();
        self.jump_if_none(result, true, done);
        self.unit.emit_end(Op::Reraise { exception: result.input() });
        self.unit.place(done);
    }

    fn star_handler(&mut self, handler: &'a ExceptHandler, raised: Register, rest: Register) {
        let pair = self.unit.temporaries(2);
        let class = match &handler.exception {
            Some(class) => self.operand(class),
            None => Register::NONE,
        };
        self.unit.span = handler.span;
        let (window, exception, class) = (pair.window(), rest.input(), class.input());
        self.unit.emit(Op::SplitGroup { pair: window, exception, class });
        self.move_to(rest, pair.above(1));
        let next = self.unit.label();
        self.jump_if_none(pair, true, next);
        let handling = self.unit.open_handling(pair);
        handler.name.iter().for_each(|name| self.store_name(&name.name, handler.span, pair));
        let failed = self.unit.label();
        let exception = self.reserved();
        let entry = self.unit.bound;
        let range = self.unit.open_handler(failed, exception);
        self.push_block(Block::StarHandler, handler.span);
        self.statements(&handler.body);
        self.unit.blocks.pop();
        self.unit.end_range(range);
        handler.name.iter().for_each(|name| self.unbind_name(&name.name, handler.span));
        self.jump_if_reachable(next);
        let unbound = self.unbound_in(&[&handler.body]);
        let is_reached = entry.filter(|_| !self.unit.range_is_empty(range));
        self.unit.place_with(failed, is_reached.map(|bound| bound.without(unbound)));
        let exception = self.unit.temporary();
        handler.name.iter().for_each(|name| self.unbind_name(&name.name, handler.span));
        self.unit.emit(Op::ListAppend { list: raised.input(), src: exception.input() });
        self.unit.end_range(handling);
        self.unit.place(next);
    }
}
