//! Statements: simple ones that need a check, compound ones, and what stands where the grammar could not go on.

use crate::builder::Builder;
use crate::context::Failure;
use crate::measured::{Measured, Node, split};
use crate::targets::{expression_name, invalid_target};
use hognose_source::{Diagnostic, DiagnosticKind, Span};
use hognose_syntax::TokenKind;
use hognose_syntax::ast::*;
use lalrpop_util::{ErrorRecovery, ParseError};

/// Where a block ends: at the end of its last statement, `otherwise` if it has none.
fn end_of(body: &[Stmt], otherwise: u32) -> u32 {
    body.last().map_or(otherwise, |last| last.span.end)
}

fn is_error_statement(body: &[Stmt]) -> bool {
    matches!(body.last(), Some(Stmt { kind: StmtKind::Error, .. }))
}

impl Builder<'_> {
    pub fn statement(&mut self, l: u32, kind: StmtKind, r: u32) -> Stmt {
        Stmt { span: Span::new(l, r), kind }
    }

    // Faults

    /// The grammar could not go on with a statement between `l` and `r`.
    pub fn recovered(&mut self, body: &mut Body, l: u32, recovery: ErrorRecovery<u32, TokenKind, ()>, r: u32) {
        if let Some(failure) = failure_of(&recovery.error, self.source) {
            // The rest of a statement whose first line was faulty has been explained with it.
            let is_rest = matches!(
                failure.kind,
                TokenKind::Else | TokenKind::Elif | TokenKind::Except | TokenKind::Finally | TokenKind::Case
            );
            if !(is_rest && is_error_statement(body)) {
                self.fail(failure);
            }
        }
        body.push(self.statement(l, StmtKind::Error, r));
    }

    /// An indented block that no statement has asked for.
    pub fn stray_block(&mut self, mut body: Body, l: u32, mut block: Body) -> Body {
        let explained = is_error_statement(&body);
        if !explained {
            let end = end_of(&block[..block.len().min(1)], l).max(l);
            let mut diagnostic = Diagnostic::syntax(Span::new(l, end), "unexpected indent");
            diagnostic.kind = DiagnosticKind::Indentation;
            self.record(diagnostic);
        }
        body.append(&mut block);
        body.push(self.statement(l, StmtKind::Error, l));
        body
    }

    // Simple statements

    pub fn expression_statement(&mut self, value: Node) -> StmtKind {
        StmtKind::Expr(self.not_starred(value.tree))
    }

    pub fn return_statement(&mut self, value: Option<Node>) -> StmtKind {
        StmtKind::Return(value.map(|value| self.not_starred(value.tree)))
    }

    pub fn import_name(&mut self, l: u32, name: Identifier, alias: Option<Identifier>, r: u32) -> ImportName {
        self.refuse_debug(alias.as_ref().unwrap_or(&name));
        ImportName { name, alias, span: Span::new(l, r) }
    }

    pub fn trailing_import_comma(&mut self, l: u32, r: u32) {
        let is_last = self.token_from(r).is_none_or(|token| token.kind == TokenKind::Newline);
        let message =
            if is_last { "trailing comma not allowed without surrounding parentheses" } else { "invalid syntax" };
        self.error(l, r, message);
    }

    pub fn import_from(&mut self, level: u32, module: Option<Identifier>, names: Option<Vec<ImportName>>) -> StmtKind {
        let star = names.is_none();
        StmtKind::ImportFrom { level, module, names: names.unwrap_or_default(), star }
    }

    pub fn type_alias(&mut self, l: u32, r: u32, type_params: Vec<TypeParam>, value: Node) -> StmtKind {
        StmtKind::TypeAlias { name: self.name(l, r).tree, type_params, value: value.tree }
    }

    // Compound statements

    pub fn if_statement(&mut self, (l, branches): (u32, Vec<(Expr, Body)>), orelse: Body) -> Stmt {
        let end = branches.last().map_or(l, |(test, body)| end_of(body, test.span.end));
        let end = end_of(&orelse, end);
        self.statement(l, StmtKind::If { branches, orelse }, end)
    }

    pub fn while_statement(&mut self, l: u32, test: Node, body: Body, orelse: Body) -> Stmt {
        let end = end_of(&orelse, end_of(&body, test.tree.span.end));
        self.statement(l, StmtKind::While { test: test.tree, body, orelse }, end)
    }

    pub fn for_statement(
        &mut self,
        l: u32,
        is_async: bool,
        target: Node,
        iter: Node,
        body: Body,
        orelse: Body,
    ) -> Stmt {
        let (target, iter) = (target.tree, self.not_starred(iter.tree));
        match &target.kind {
            ExprKind::Starred(_) if invalid_target(&target).is_none() => {
                self.late_error(target.span, "starred assignment target must be in a list or tuple");
            }
            _ => self.check_target(&target),
        }
        let end = end_of(&orelse, end_of(&body, iter.span.end));
        self.statement(l, StmtKind::For { is_async, target, iter, body, orelse }, end)
    }

    pub fn with_item(&mut self, context: Node, target: Node) -> WithItem {
        if let Some(wrong) = invalid_target(&target.tree) {
            let name = expression_name(wrong);
            self.error_at(wrong.span, format!("cannot assign to {name}"));
        } else {
            self.check_target(&target.tree);
        }
        WithItem { context: context.tree, target: Some(target.tree) }
    }

    pub fn with_statement(
        &mut self,
        l: u32,
        is_async: bool,
        mut items: Vec<WithItem>,
        body: Body,
        parenthesized: bool,
    ) -> Stmt {
        let end = end_of(&body, l);
        if !parenthesized
            && let [only] = items.as_mut_slice()
            && self.is_item_list(l, only)
            && let ExprKind::Tuple(contexts) = std::mem::replace(&mut only.context.kind, ExprKind::Error)
        {
            items = contexts.into_iter().map(|context| WithItem { context, target: None }).collect();
        }
        self.statement(l, StmtKind::With { is_async, items, body }, end)
    }

    /// Whether the only item of a `with` statement, a tuple right after the keyword, is a list of items.
    fn is_item_list(&self, l: u32, item: &WithItem) -> bool {
        let ExprKind::Tuple(contexts) = &item.context.kind else { return false };
        let plain = |context: &Expr| {
            context.parenthesized || !matches!(context.kind, ExprKind::Starred(_) | ExprKind::Named { .. })
        };
        let before = self.text(l, item.context.span.start).trim_end();
        item.target.is_none() && !contexts.is_empty() && contexts.iter().all(plain) && before.ends_with("with")
    }

    pub fn handler(
        &mut self,
        l: u32,
        exception: Option<Node>,
        name: Option<Identifier>,
        body: Body,
        star: bool,
    ) -> (bool, ExceptHandler) {
        match &exception {
            Some(Measured { tree, .. }) if matches!(tree.kind, ExprKind::Tuple(_)) && !tree.parenthesized => {
                self.error_at(tree.span, "multiple exception types must be parenthesized");
            }
            None if star => {
                let end = l + "except*".len() as u32;
                self.error(l, end, "expected one or more exception types");
            }
            _ => {}
        }
        if let Some(name) = &name {
            self.refuse_debug(name);
        }
        let exception = exception.map(|exception| exception.tree);
        let span = Span::new(l, end_of(&body, l));
        (star, ExceptHandler { exception, name, body, span })
    }

    pub fn try_statement(
        &mut self,
        l: u32,
        body: Body,
        handlers: Vec<(bool, ExceptHandler)>,
        after_handlers: u32,
        orelse: Body,
        finalbody: Body,
    ) -> Stmt {
        if handlers.is_empty() && (finalbody.is_empty() || !orelse.is_empty()) {
            let token = self.token_from(after_handlers);
            let span = token.map_or(Span::new(after_handlers, after_handlers), |token| token.span);
            self.error_at(span, "expected 'except' or 'finally' block");
        }
        let is_star = handlers.first().is_some_and(|(star, _)| *star);
        if let Some((_, other)) = handlers.iter().find(|(star, _)| *star != is_star) {
            self.error_at(other.span, "cannot have both 'except' and 'except*' on the same 'try'");
        }
        let handlers: Vec<ExceptHandler> = handlers.into_iter().map(|(_, handler)| handler).collect();
        if let [rest @ .., _] = handlers.as_slice()
            && !is_star
            && let Some(bare) = rest.iter().find(|handler| handler.exception.is_none())
        {
            self.late_error(bare.span, "default 'except:' must be last");
        }
        let end = end_of(&body, l);
        let end = handlers.last().map_or(end, |handler| handler.span.end);
        let end = end_of(&finalbody, end_of(&orelse, end));
        self.statement(l, StmtKind::Try { body, handlers, orelse, finalbody, is_star }, end)
    }

    pub fn match_statement(&mut self, l: u32, subject: Node, cases: Vec<MatchCase>, r: u32) -> Stmt {
        let subject = self.not_starred(subject.tree);
        let end = cases.last().map_or(r, |case| end_of(&case.body, case.pattern.span.end));
        self.statement(l, StmtKind::Match { subject, cases }, end)
    }

    // Definitions

    #[expect(clippy::too_many_arguments, reason = "a definition has that many parts")]
    pub fn function(
        &mut self,
        l: u32,
        is_async: bool,
        name: Identifier,
        type_params: Vec<TypeParam>,
        parameters: Parameters,
        returns: Option<Node>,
        body: Body,
    ) -> Stmt {
        let (returns, _) = split(returns);
        self.refuse_debug(&name);
        let span = Span::new(l, end_of(&body, name.span.end));
        let decorators = Vec::new();
        let function = FunctionDef { is_async, name, type_params, parameters, returns, body, decorators, span };
        Stmt { span, kind: StmtKind::FunctionDef(Box::new(function)) }
    }

    pub fn class(
        &mut self,
        l: u32,
        name: Identifier,
        type_params: Vec<TypeParam>,
        arguments: Vec<Argument>,
        body: Body,
    ) -> Stmt {
        self.refuse_debug(&name);
        let span = Span::new(l, end_of(&body, name.span.end));
        let class = ClassDef { name, type_params, arguments, body, decorators: Vec::new(), span };
        Stmt { span, kind: StmtKind::ClassDef(Box::new(class)) }
    }

    pub fn decorated(&mut self, decorators: Vec<Expr>, mut definition: Stmt) -> Stmt {
        match &mut definition.kind {
            StmtKind::FunctionDef(function) => function.decorators = decorators,
            StmtKind::ClassDef(class) => class.decorators = decorators,
            _ => {}
        }
        definition
    }

    pub fn type_param(
        &mut self,
        l: u32,
        kind: TypeParamKind,
        name: Identifier,
        bound: Option<Node>,
        default: Option<Node>,
        r: u32,
    ) -> TypeParam {
        if let Some(bound) = &bound
            && kind != TypeParamKind::TypeVar
        {
            let what = if matches!(bound.tree.kind, ExprKind::Tuple(_)) { "constraints" } else { "bound" };
            let with = if kind == TypeParamKind::ParamSpec { "ParamSpec" } else { "TypeVarTuple" };
            self.error_at(bound.tree.span, format!("cannot use {what} with {with}"));
        }
        let (bound, default) = (bound.map(|bound| bound.tree), default.map(|default| default.tree));
        TypeParam { kind, name, bound, default, span: Span::new(l, r) }
    }
}

/// The token at which a parse failed.
pub fn failure_of(error: &ParseError<u32, TokenKind, ()>, source: &str) -> Option<Failure> {
    match error {
        ParseError::UnrecognizedToken { token: (start, kind, end), .. }
        | ParseError::ExtraToken { token: (start, kind, end) } => {
            Some(Failure { kind: *kind, span: Span::new(*start, *end) })
        }
        ParseError::UnrecognizedEof { .. } | ParseError::InvalidToken { .. } => {
            let end = source.len() as u32;
            Some(Failure { kind: TokenKind::Newline, span: Span::new(end, end) })
        }
        ParseError::User { .. } => None,
    }
}
