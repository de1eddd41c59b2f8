//! Calls: windows of arguments, method pairs, keywords, `*` and `**`, and the zero-argument `super()`.

use super::Compiler;
use crate::fold::fold;
use crate::place::Variable;
use crate::register::Register;
use hognose_bytecode::{CodeKind, Const, ConstIndex16, Count, Flag, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;
use std::collections::HashSet;

/// Calls with more arguments than this collect them in a list and a dict first.
const DIRECT_LIMIT: usize = 32;
/// Temporaries that a call leaves free, so that its arguments have room.
const RESERVE: u16 = 24;

impl<'a> Compiler<'a> {
    /// Whether a call can use a method pair: it has neither `*` nor `**`.
    pub(crate) fn takes_method_pair(arguments: &[Argument]) -> bool {
        arguments.len() <= DIRECT_LIMIT
            && arguments.iter().all(|argument| matches!(argument, Argument::Positional(_) | Argument::Keyword(..)))
    }

    /// R[out] := R[base](arguments); R[base] is the topmost temporary and holds the callee.
    pub(crate) fn call_step(
        &mut self,
        out: Register,
        base: Register,
        span: Span,
        arguments: &'a [Argument],
        awaited: Option<Span>,
    ) {
        self.check_keywords(arguments);
        let room = usize::from(self.unit.temporaries_left().saturating_sub(RESERVE));
        if !Self::takes_method_pair(arguments) || arguments.len() > room {
            self.spread_call(if awaited.is_some() { base } else { out }, base, span, arguments);
            if let Some(span) = awaited {
                self.await_result(out, base, span);
            }
            return;
        }
        let names = self.arguments(arguments);
        self.unit.span = span;
        self.emit_call(out, base, arguments.len(), names, false, awaited);
    }

    /// R[out] := R[object].attribute(arguments); `scratch` is the topmost temporary.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn method_step(
        &mut self,
        out: Register,
        scratch: Register,
        object: Register,
        node: &'a Expr,
        attribute: &'a Identifier,
        call: &'a Expr,
        arguments: &'a [Argument],
        awaited: Option<Span>,
    ) {
        let site = self.attribute_site(&attribute.name);
        self.unit.temporary();
        self.unit.span = self.attribute_span(node, attribute);
        self.unit.emit(Op::GetMethod { base: scratch.window(), object: object.input(), site });
        self.finish_method(out, scratch, attribute, call, arguments, awaited);
    }

    /// R[out] := the method pair R[base], R[base+1] called; both are the topmost temporaries.
    pub(crate) fn finish_method(
        &mut self,
        out: Register,
        base: Register,
        attribute: &Identifier,
        call: &'a Expr,
        arguments: &'a [Argument],
        awaited: Option<Span>,
    ) {
        self.check_keywords(arguments);
        let names = self.arguments(arguments);
        let line = |offset| self.file.line_column(offset).line;
        let on_one_line = line(call.span.start) == line(attribute.span.end);
        self.unit.span = if on_one_line { call.span } else { Span::new(attribute.span.start, call.span.end) };
        self.emit_call(out, base, arguments.len(), names, true, awaited);
    }

    /// Evaluates the arguments into new temporaries; gives the names of the keywords.
    pub(crate) fn arguments(&mut self, arguments: &'a [Argument]) -> Vec<Const> {
        let mut names = Vec::new();
        for argument in arguments {
            let register = self.unit.temporary();
            match argument {
                Argument::Positional(value) => self.expr_into(value, register),
                Argument::Keyword(name, value, _) => {
                    names.push(Const::Str((&*name.name).into()));
                    self.expr_into(value, register);
                }
                Argument::Star(value, span) | Argument::DoubleStar(value, span) => {
                    self.expr_into(value, register);
                    self.error(*span, "can't use starred expression here");
                }
            }
        }
        names
    }

    fn emit_call(
        &mut self,
        out: Register,
        base: Register,
        count: usize,
        names: Vec<Const>,
        is_method: bool,
        awaited: Option<Span>,
    ) {
        let (dst, window, argc) = (out.output(), base.window(), Count(count.min(255) as u8));
        if !names.is_empty() {
            let names = self.unit.constant(Const::Tuple(names.into()));
            if names > u32::from(u16::MAX) {
                self.unit.overflowed = true;
            }
            let names = ConstIndex16(names.min(u32::from(u16::MAX)) as u16);
            let dst = if awaited.is_some() { base.output() } else { dst };
            self.unit.emit(Op::CallKw { dst, base: window, argc, method: Flag(is_method), names });
            if let Some(span) = awaited {
                self.await_result(out, base, span);
            }
        } else if let Some(span) = awaited {
            let done = self.unit.label();
            let target = self.unit.target(done);
            self.unit.emit(if is_method {
                Op::CallMethodAwait { dst, base: window, argc, done: target }
            } else {
                Op::CallAwait { dst, base: window, argc, done: target }
            });
            self.await_result(out, base, span);
            self.unit.place(done);
        } else if is_method {
            self.unit.emit(Op::CallMethod { dst, base: window, argc });
        } else {
            self.unit.emit(Op::Call { dst, base: window, argc });
        }
    }

    /// A call with `*`, `**` or very many arguments: a list and a dict are made first.
    fn spread_call(&mut self, out: Register, base: Register, span: Span, arguments: &'a [Argument]) {
        let list = self.unit.temporary();
        let mut positional = arguments.iter().filter(|argument| !argument.is_named());
        let keywords = arguments.iter().any(Argument::is_named);
        if let (Some(Argument::Star(value, _)), None) = (positional.next(), positional.next()) {
            // `f(*items, key=value)`: the call itself goes through the items, after all of its arguments are there.
            self.expr_into(value, list);
            if keywords {
                self.keyword_dict(base, span, arguments);
            }
            let items = self.unit.temporary();
            self.unit.span = span;
            self.unit.emit(Op::BuildList { dst: items.output(), base: items.window(), count: Count(0) });
            self.unit.emit(Op::ListExtend { list: items.input(), src: list.input(), callee: base.input() });
            self.move_to(list, items);
            self.unit.emit(Op::CallEx { dst: out.output(), base: base.window(), keywords: Flag(keywords) });
            return;
        }
        self.unit.span = span;
        self.unit.emit(Op::BuildList { dst: list.output(), base: list.window(), count: Count(0) });
        for argument in arguments {
            let mark = self.unit.top;
            match argument {
                Argument::Positional(value) => {
                    let src = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::ListAppend { list: list.input(), src });
                }
                Argument::Star(value, _) => {
                    let src = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::ListExtend { list: list.input(), src, callee: Register::NONE.input() });
                }
                Argument::Keyword(..) | Argument::DoubleStar(..) => {}
            }
            self.unit.top = mark;
        }
        if keywords {
            self.keyword_dict(base, span, arguments);
        }
        self.unit.span = span;
        self.unit.emit(Op::CallEx { dst: out.output(), base: base.window(), keywords: Flag(keywords) });
    }

    /// The dict of a call's keywords. Those before the first `**` are known to differ; later runs are merged, so that a
    /// name given twice is noticed.
    fn keyword_dict(&mut self, callee: Register, span: Span, arguments: &'a [Argument]) {
        let dict = self.unit.temporary();
        self.unit.emit(Op::BuildDict { dst: dict.output(), base: dict.window(), count: Count(0) });
        let mut run = Some(dict);
        let mark = self.unit.top;
        let end_run = |compiler: &mut Self, run: &mut Option<Register>| {
            if let Some(own) = run.take()
                && own != dict
            {
                compiler.unit.span = span;
                let (src, callee) = (own.input(), callee.input());
                compiler.unit.emit(Op::DictMerge { dict: dict.input(), src, callee });
                compiler.unit.top = mark;
            }
        };
        for argument in arguments {
            match argument {
                Argument::Keyword(name, value, _) => {
                    let own = match run {
                        Some(own) => own,
                        None => {
                            let own = self.unit.temporary();
                            let (dst, base) = (own.output(), own.window());
                            self.unit.emit(Op::BuildDict { dst, base, count: Count(0) });
                            run = Some(own);
                            own
                        }
                    };
                    let inner = self.unit.top;
                    let key = self.unit.temporary();
                    self.load_constant(Const::Str((&*name.name).into()), key);
                    let value = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::DictSet { dict: own.input(), key: key.input(), value });
                    self.unit.top = inner;
                }
                Argument::DoubleStar(value, _) => {
                    end_run(self, &mut run);
                    let src = self.operand(value).input();
                    self.unit.span = span;
                    self.unit.emit(Op::DictMerge { dict: dict.input(), src, callee: callee.input() });
                    self.unit.top = mark;
                }
                Argument::Positional(_) | Argument::Star(..) => {}
            }
        }
        end_run(self, &mut run);
    }

    /// `keyword argument repeated` and the names that cannot be keywords.
    pub(crate) fn check_keywords(&mut self, arguments: &[Argument]) {
        let mut seen = HashSet::new();
        for argument in arguments {
            let Argument::Keyword(name, _, span) = argument else { continue };
            self.forbid_debug(&name.name, *span);
            if !seen.insert(&*name.name) {
                self.error(*span, format!("keyword argument repeated: {}", name.name));
            }
        }
    }

    // ---- super()

    /// Whether `expr` is `super()` in a method, meaning the built-in with the method's class and first argument.
    pub(crate) fn is_zero_argument_super(&self, expr: &Expr) -> bool {
        let ExprKind::Call { function, arguments } = &expr.kind else { return false };
        let ExprKind::Name(name) = &function.kind else { return false };
        &**name == "super" && arguments.is_empty() && !self.tree.rebinds_super && self.super_cell().is_some()
    }

    /// The register of the `__class__` cell, where `super()` can find its instance too.
    fn super_cell(&self) -> Option<Register> {
        let is_function =
            matches!(self.unit.kind, CodeKind::Function | CodeKind::Lambda | CodeKind::GeneratorExpression);
        if !is_function || self.unit.parameters.positional == 0 {
            return None;
        }
        match self.variable(&"__class__".into()) {
            Variable::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// The instance that `super()` is about: the first parameter, whatever it holds now, or its cell. The instruction
    /// complains when it has been deleted.
    const SUPER_INSTANCE: Register = Register(1);

    /// R[dst] := super()
    pub(crate) fn super_object(&mut self, function: &'a Expr, span: Span, dst: Register) {
        let Some(class_cell) = self.super_cell() else { return };
        let mark = self.unit.top;
        let callee = self.unit.temporary();
        self.expr_into(function, callee);
        self.unit.span = span;
        let (callee, class_cell, instance) = (callee.input(), class_cell.input(), Self::SUPER_INSTANCE.input());
        self.unit.emit(Op::CallSuper { dst: dst.output(), callee, class_cell, instance });
        self.unit.top = mark;
    }

    /// Method pair in R[base], R[base+1] := super().name; `base` is the topmost temporary.
    pub(crate) fn super_method(&mut self, base: Register, function: &'a Expr, span: Span, attribute: &Identifier) {
        let Some(class_cell) = self.super_cell() else { return };
        self.expr_into(function, base);
        self.unit.temporary();
        let mark = self.unit.top;
        self.unit.span = span;
        let site = self.attribute_site(&attribute.name);
        let (class_cell, instance) = (class_cell.input(), Self::SUPER_INSTANCE.input());
        self.unit.emit(Op::GetSuperMethod { base: base.window(), class_cell, instance, site });
        self.unit.top = mark;
    }

    /// Whether a name means the global or built-in of that name here.
    pub(crate) fn is_global_name(&self, expr: &Expr, wanted: &str) -> bool {
        match &expr.kind {
            ExprKind::Name(name) => &**name == wanted && self.variable(&self.mangled(name)) == Variable::Global,
            _ => false,
        }
    }

    /// A constant or a local variable that is certainly bound: evaluating it does nothing.
    pub(crate) fn is_inert(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(name) => self.plain_register(name).is_some_and(|register| self.is_bound(register)),
            _ => fold(expr).is_some(),
        }
    }
}
