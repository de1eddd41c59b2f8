//! The `match` statement: cases in order, each a pattern, its captures, and a guard.

use super::Compiler;
use super::patterns::Captures;
use crate::register::Register;
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(crate) fn match_statement(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) {
        let value = self.unit.temporary();
        self.expr_into(subject, value);
        let end = self.unit.label();
        for (index, case) in cases.iter().enumerate() {
            let mark = self.unit.top;
            let next = self.unit.label();
            let allow_irrefutable = case.guard.is_some() || index + 1 == cases.len();
            let mut captures = Captures::new(next);
            self.pattern(&case.pattern, value, allow_irrefutable, &mut captures);
            self.store_captures(&captures.names);
            self.unit.top = mark;
            case.guard.iter().for_each(|guard| self.condition(guard, false, next));
            self.statements(&case.body);
            self.jump_if_reachable(end);
            self.unit.place(next);
            self.unit.top = mark;
        }
        self.unit.place(end);
    }

    /// Binds the captured names, which happens when the whole pattern has matched.
    fn store_captures(&mut self, names: &[(&'a Identifier, Register, Span)]) {
        for (name, register, span) in names {
            self.store_name(&name.name, *span, *register);
        }
    }
}
