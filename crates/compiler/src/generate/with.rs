//! `with` and `async with`.

use super::Compiler;
use crate::register::Register;
use crate::unit::Block;
use hognose_bytecode::{Count, Flag, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(crate) fn with_statement(&mut self, is_async: bool, items: &'a [WithItem], body: &'a [Stmt], span: Span) {
        if is_async && !self.allows_await() {
            self.error(span, "'async with' outside async function");
        }
        self.with_items(is_async, items, body, span);
    }

    fn with_items(&mut self, is_async: bool, items: &'a [WithItem], body: &'a [Stmt], span: Span) {
        let Some((item, rest)) = items.split_first() else {
            self.statements(body);
            return;
        };
        // Too many items are an error, and not a deep recursion.
        let is_too_deep = self.unit.blocks.len() > 64;
        let mark = self.unit.top;
        let place = item.context.span;
        let exit = self.enter_context(item, is_async);
        let value = exit.above(2);
        let entry = self.unit.bound;
        let (handler, end) = (self.unit.label(), self.unit.label());
        let range = self.unit.open_handler(handler, value);
        self.push_block(Block::With { range, exit, is_async, span: place }, span);
        item.target.iter().for_each(|target| self.store(target, value));
        self.unit.top = mark + 2;
        if !is_too_deep {
            self.with_items(is_async, rest, body, span);
        }
        self.unit.blocks.pop();
        self.unit.end_range(range);
        if self.unit.is_reachable() {
            self.exit_normally(exit, is_async, place);
            self.unit.jump(end);
        }
        let unbound = self.unbound_in(&[body]);
        let is_reached = entry.filter(|_| !self.unit.range_is_empty(range));
        self.unit.place_with(handler, is_reached.map(|bound| bound.without(unbound)));
        self.unit.top = mark + 2;
        self.exit_with_exception(exit, is_async, place);
        self.unit.top = mark;
        self.unit.place(end);
    }

    /// Enters the manager: the exit pair in two new temporaries, and the result of entering in a third.
    fn enter_context(&mut self, item: &'a WithItem, is_async: bool) -> Register {
        let mark = self.unit.top;
        let manager = self.operand(&item.context);
        self.unit.top = mark;
        let exit = self.unit.temporaries(4);
        let value = exit.above(2);
        self.unit.span = item.context.span;
        let is_async_flag = Flag(is_async);
        self.unit.emit(Op::EnterContext { base: exit.window(), manager: manager.input(), is_async: is_async_flag });
        self.unit.emit(Op::CallMethod { dst: value.output(), base: value.window(), argc: Count(0) });
        self.unit.top = mark + 3;
        if is_async {
            self.delegate_to(value, value, 1, item.context.span);
        }
        exit
    }

    /// The handler of a `with` body: the exception, in the temporary above the exit pair, is swallowed or goes on.
    fn exit_with_exception(&mut self, exit: Register, is_async: bool, span: Span) {
        let suppressed = self.unit.label();
        let exception = self.unit.temporary();
        let handling = self.unit.open_handling(exception);
        let pair = self.unit.temporaries(2);
        self.unit.span = span;
        self.move_to(pair, exit);
        self.move_to(pair.above(1), exit.above(1));
        let information = self.unit.temporaries(3);
        self.unit.emit(Op::LoadExceptionInfo { base: information.window(), exception: exception.input() });
        self.call_exit(pair, is_async, span);
        self.jump_if(pair, true, suppressed);
        self.unit.emit_end(Op::Reraise { exception: exception.input() });
        self.unit.end_range(handling);
        self.unit.place(suppressed);
    }
}
