//! What the grammar's actions call to build expressions. Statements, parameters, calls, patterns and literals extend the
//! same `Builder` in files of their own. An action never fails: it records an error and goes on with an error node.

use crate::context::Failure;
use crate::measured::{Bounds, Measured, Node, Nodes, split};
use crate::parameters::ParameterItem;
use crate::report::MAX_ERRORS;
use crate::targets::expression_name;
use hognose_source::{Diagnostic, Span};
use hognose_syntax::ast::*;
use hognose_syntax::{Token, TokenKind, decode_number, identifier_name};
use std::cell::Cell;

/// The state of one parse: the text, its tokens, and the errors so far.
pub struct Builder<'s> {
    pub source: &'s str,
    pub tokens: &'s [Token],
    /// Errors that actions found.
    pub errors: Vec<Diagnostic>,
    /// Errors that CPython finds only in a tree without errors.
    pub late_errors: Vec<Diagnostic>,
    /// What CPython's parser warns of, each with the place where it has read its text.
    pub warnings: Vec<(u32, Diagnostic)>,
    /// Warnings about text of f-strings that are not read to their ends.
    pub piece_warnings: Vec<Diagnostic>,
    /// Tokens that the grammar could not go on with.
    pub failures: Vec<Failure>,
    /// Generator expressions without parentheses in argument lists that are not finished.
    pub bare_generators: Vec<Span>,
    /// Set when there are so many errors that the rest of the file need not be read.
    given_up: &'s Cell<bool>,
}

impl<'s> Builder<'s> {
    pub fn new(source: &'s str, tokens: &'s [Token], given_up: &'s Cell<bool>) -> Builder<'s> {
        Builder {
            source,
            tokens,
            errors: Vec::new(),
            late_errors: Vec::new(),
            warnings: Vec::new(),
            piece_warnings: Vec::new(),
            failures: Vec::new(),
            bare_generators: Vec::new(),
            given_up,
        }
    }

    pub fn text(&self, l: u32, r: u32) -> &'s str {
        self.source.get(l as usize..r as usize).unwrap_or("")
    }

    /// Records a `SyntaxError`.
    pub fn error(&mut self, l: u32, r: u32, message: impl Into<String>) {
        self.error_at(Span::new(l, r), message);
    }

    pub fn error_at(&mut self, span: Span, message: impl Into<String>) {
        self.record(Diagnostic::syntax(span, message));
    }

    /// Records an error of any kind.
    pub fn record(&mut self, diagnostic: Diagnostic) {
        self.errors.push(diagnostic);
        self.count_errors();
    }

    /// Records an error that counts only if there is no other kind.
    pub fn late_error(&mut self, span: Span, message: impl Into<String>) {
        if self.late_errors.len() < MAX_ERRORS {
            self.late_errors.push(Diagnostic::syntax(span, message));
        }
    }

    /// Records a token that the grammar could not take.
    pub fn fail(&mut self, failure: Failure) {
        self.failures.push(failure);
        self.count_errors();
    }

    fn count_errors(&self) {
        if self.errors.len() >= MAX_ERRORS || self.failures.len() >= MAX_ERRORS {
            self.given_up.set(true);
        }
    }

    /// The first token that begins at or after `at`.
    pub fn token_from(&self, at: u32) -> Option<Token> {
        let index = self.tokens.partition_point(|token| token.span.start < at);
        self.tokens.get(index).copied()
    }

    // Names

    pub fn name_of(&self, l: u32, r: u32) -> Name {
        identifier_name(self.text(l, r)).as_ref().into()
    }

    pub fn identifier(&mut self, l: u32, r: u32) -> Identifier {
        Identifier { name: self.name_of(l, r), span: Span::new(l, r) }
    }

    /// `a.b.c`, possibly with white space around the points.
    pub fn dotted_name(&mut self, l: u32, r: u32) -> Identifier {
        let text = self.text(l, r);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.');
        let name = if is_plain {
            text.into()
        } else {
            let start = self.tokens.partition_point(|token| token.span.start < l);
            let parts = self.tokens[start..].iter().take_while(|token| token.span.end <= r);
            let names = parts.filter(|token| token.kind == TokenKind::Name);
            let names: Vec<_> = names.map(|token| identifier_name(&self.source[token.span.range()])).collect();
            names.join(".").into()
        };
        Identifier { name, span: Span::new(l, r) }
    }

    // Nodes

    /// A node over children with `bounds`; an error node when the tree would be too deep.
    pub fn node(&mut self, l: u32, kind: ExprKind, r: u32, bounds: Bounds) -> Node {
        let span = Span::new(l, r);
        if bounds.exceeded() {
            self.error_at(span, "expression is nested too deeply");
            return self.error_node(l, r);
        }
        Measured { tree: Expr { span, kind, parenthesized: false }, bounds }
    }

    /// A node without children.
    pub fn leaf(&mut self, l: u32, kind: ExprKind, r: u32) -> Node {
        Measured::flat(Expr { span: Span::new(l, r), kind, parenthesized: false })
    }

    /// What stands for a faulty expression. It swallows operators around it, so that one fault is one error.
    pub fn error_node(&mut self, l: u32, r: u32) -> Node {
        self.leaf(l, ExprKind::Error, r)
    }

    pub fn name(&mut self, l: u32, r: u32) -> Node {
        let name = self.name_of(l, r);
        self.leaf(l, ExprKind::Name(name), r)
    }

    pub fn number(&mut self, l: u32, kind: TokenKind, r: u32) -> Node {
        match decode_number(kind, self.text(l, r)) {
            Ok(number) => self.leaf(l, ExprKind::Number(number), r),
            Err(message) => {
                self.error(l, r, message);
                self.error_node(l, r)
            }
        }
    }

    // Operators

    pub fn binary(&mut self, l: u32, left: Node, op: BinaryOp, right: Node, r: u32) -> Node {
        if is_error(&left) {
            return self.error_node(l, r);
        }
        let bounds = left.bounds.spine().beside(right.bounds.nested());
        let (left, right) = (Box::new(left.tree), Box::new(right.tree));
        self.node(l, ExprKind::Binary { left, op, right }, r, bounds)
    }

    /// `x ** y`: the right operand binds to the right, so a chain of powers nests.
    pub fn power(&mut self, l: u32, left: Node, right: Node, r: u32) -> Node {
        if is_error(&right) {
            return self.error_node(l, r);
        }
        self.binary(l, left, BinaryOp::Pow, right, r)
    }

    pub fn unary(&mut self, l: u32, op: UnaryOp, operand: Node, r: u32) -> Node {
        if is_error(&operand) {
            return self.error_node(l, r);
        }
        let bounds = operand.bounds.nested();
        self.node(l, ExprKind::Unary { op, operand: Box::new(operand.tree) }, r, bounds)
    }

    pub fn boolean(&mut self, l: u32, op: BoolOp, items: Nodes, r: u32) -> Node {
        self.node(l, ExprKind::Bool { op, operands: items.tree }, r, items.bounds.nested())
    }

    pub fn comparison(&mut self, l: u32, left: Node, rest: Measured<Vec<(CompareOp, Expr)>>, r: u32) -> Node {
        let bounds = left.bounds.beside(rest.bounds).nested();
        self.node(l, ExprKind::Compare { left: Box::new(left.tree), rest: rest.tree }, r, bounds)
    }

    pub fn conditional(&mut self, l: u32, body: Node, test: Node, orelse: Node, r: u32) -> Node {
        if is_error(&orelse) {
            return self.error_node(l, r);
        }
        let bounds = body.bounds.beside(test.bounds).beside(orelse.bounds).nested();
        let (test, body, orelse) = (Box::new(test.tree), Box::new(body.tree), Box::new(orelse.tree));
        self.node(l, ExprKind::Conditional { test, body, orelse }, r, bounds)
    }

    pub fn await_expression(&mut self, l: u32, value: Node, r: u32) -> Node {
        let bounds = value.bounds.nested();
        self.node(l, ExprKind::Await(Box::new(value.tree)), r, bounds)
    }

    pub fn yield_expression(&mut self, l: u32, value: Option<Node>, r: u32) -> Node {
        let (value, bounds) = split(value);
        let value = value.map(|value| Box::new(self.not_starred(value)));
        self.node(l, ExprKind::Yield(value), r, bounds.nested())
    }

    pub fn yield_from(&mut self, l: u32, value: Node, r: u32) -> Node {
        let bounds = value.bounds.nested();
        self.node(l, ExprKind::YieldFrom(Box::new(value.tree)), r, bounds)
    }

    pub fn named(&mut self, l: u32, target: Node, value: Node, r: u32) -> Node {
        let bounds = value.bounds.nested();
        match target.tree {
            Expr { kind: ExprKind::Name(name), span, parenthesized: false } => {
                let target = Identifier { name, span };
                self.refuse_debug(&target);
                self.node(l, ExprKind::Named { target, value: Box::new(value.tree) }, r, bounds)
            }
            other => {
                let name = expression_name(&other);
                self.error_at(other.span, format!("cannot use assignment expressions with {name}"));
                self.error_node(l, r)
            }
        }
    }

    pub fn lambda(&mut self, l: u32, items: Option<Measured<Vec<ParameterItem>>>, body: Node, r: u32) -> Node {
        let parameters = match items {
            Some(items) => self.parameters(items),
            None => Measured::default(),
        };
        if is_error(&body) {
            return self.error_node(l, r);
        }
        let bounds = parameters.bounds.beside(body.bounds).nested();
        let lambda = Lambda { parameters: parameters.tree, body: body.tree };
        self.node(l, ExprKind::Lambda(Box::new(lambda)), r, bounds)
    }

    // Primaries

    pub fn attribute(&mut self, l: u32, value: Node, attribute: Identifier, r: u32) -> Node {
        if is_error(&value) {
            return self.error_node(l, r);
        }
        let bounds = value.bounds.spine();
        self.node(l, ExprKind::Attribute { value: Box::new(value.tree), attribute }, r, bounds)
    }

    pub fn call(&mut self, l: u32, function: Node, arguments: Measured<Vec<Argument>>, r: u32) -> Node {
        if is_error(&function) {
            return self.error_node(l, r);
        }
        let bounds = function.bounds.spine().beside(arguments.bounds.nested());
        let arguments = arguments.tree;
        self.node(l, ExprKind::Call { function: Box::new(function.tree), arguments }, r, bounds)
    }

    pub fn subscript(&mut self, l: u32, value: Node, index: Node, r: u32) -> Node {
        if is_error(&value) {
            return self.error_node(l, r);
        }
        let bounds = value.bounds.spine().beside(index.bounds.nested());
        // `a[*b]` is `a[(*b,)]`.
        let index = match index.tree {
            star @ Expr { kind: ExprKind::Starred(_), .. } => {
                Expr { span: star.span, kind: ExprKind::Tuple(vec![star]), parenthesized: false }
            }
            index => index,
        };
        self.node(l, ExprKind::Subscript { value: Box::new(value.tree), index: Box::new(index) }, r, bounds)
    }

    pub fn slice(&mut self, l: u32, lower: Option<Node>, upper: Option<Node>, step: Option<Node>, r: u32) -> Node {
        let ((lower, a), (upper, b), (step, c)) = (split(lower), split(upper), split(step));
        let kind = ExprKind::Slice { lower: lower.map(Box::new), upper: upper.map(Box::new), step: step.map(Box::new) };
        self.node(l, kind, r, a.beside(b).beside(c).nested())
    }

    // Displays

    pub fn tuple(&mut self, l: u32, items: Nodes, r: u32) -> Node {
        self.node(l, ExprKind::Tuple(items.tree), r, items.bounds.nested())
    }

    pub fn empty_tuple(&mut self, l: u32, r: u32) -> Node {
        let mut tuple = self.leaf(l, ExprKind::Tuple(Vec::new()), r);
        tuple.tree.parenthesized = true;
        tuple
    }

    pub fn list(&mut self, l: u32, items: Nodes, r: u32) -> Node {
        self.node(l, ExprKind::List(items.tree), r, items.bounds.nested())
    }

    pub fn set(&mut self, l: u32, items: Nodes, r: u32) -> Node {
        self.node(l, ExprKind::Set(items.tree), r, items.bounds.nested())
    }

    pub fn dict(&mut self, l: u32, items: Measured<Vec<(Option<Expr>, Expr)>>, r: u32) -> Node {
        self.node(l, ExprKind::Dict(items.tree), r, items.bounds.nested())
    }

    pub fn starred(&mut self, l: u32, value: Node, r: u32) -> Node {
        let bounds = value.bounds.nested();
        self.node(l, ExprKind::Starred(Box::new(value.tree)), r, bounds)
    }

    /// Something inside parentheses: a tuple takes them into its span, anything else does not.
    pub fn parenthesized(&mut self, l: u32, mut value: Node, r: u32) -> Node {
        match value.tree.kind {
            ExprKind::Tuple(_) if !value.tree.parenthesized => value.tree.span = Span::new(l, r),
            ExprKind::Starred(_) => {
                self.error_at(value.tree.span, "cannot use starred expression here");
                return self.error_node(l, r);
            }
            _ => {}
        }
        value.tree.parenthesized = true;
        value
    }

    /// A value where a star has no meaning.
    pub fn not_starred(&mut self, value: Expr) -> Expr {
        if matches!(value.kind, ExprKind::Starred(_)) {
            self.late_error(value.span, "can't use starred expression here");
        }
        value
    }

    // Comprehensions

    pub fn clause(
        &mut self,
        is_async: bool,
        target: Node,
        iter: Node,
        conditions: Nodes,
    ) -> Measured<ComprehensionClause> {
        self.check_target(&target.tree);
        let bounds = target.bounds.beside(iter.bounds).beside(conditions.bounds);
        let clause =
            ComprehensionClause { is_async, target: target.tree, iter: iter.tree, conditions: conditions.tree };
        Measured { tree: clause, bounds }
    }

    pub fn comprehension(
        &mut self,
        l: u32,
        kind: ComprehensionKind,
        element: Node,
        clauses: Measured<Vec<ComprehensionClause>>,
        r: u32,
    ) -> Node {
        if matches!(element.tree.kind, ExprKind::Starred(_)) {
            self.error_at(element.tree.span, "iterable unpacking cannot be used in comprehension");
            return self.error_node(l, r);
        }
        let bounds = element.bounds.beside(clauses.bounds).nested();
        let comprehension = Comprehension { kind, element: element.tree, value: None, clauses: clauses.tree };
        self.node(l, ExprKind::Comprehension(Box::new(comprehension)), r, bounds)
    }

    pub fn dict_comprehension(
        &mut self,
        l: u32,
        key: Node,
        value: Node,
        clauses: Measured<Vec<ComprehensionClause>>,
        r: u32,
    ) -> Node {
        let bounds = key.bounds.beside(value.bounds).beside(clauses.bounds).nested();
        let comprehension = Comprehension {
            kind: ComprehensionKind::Dict,
            element: key.tree,
            value: Some(value.tree),
            clauses: clauses.tree,
        };
        self.node(l, ExprKind::Comprehension(Box::new(comprehension)), r, bounds)
    }

    pub fn dict_unpacking_comprehension(&mut self, l: u32, start: u32, value: Node, r: u32) -> Node {
        self.error(start, value.tree.span.end, "dict unpacking cannot be used in dict comprehension");
        self.error_node(l, r)
    }
}

/// Whether a node stands for a fault that has been reported.
pub fn is_error(node: &Node) -> bool {
    matches!(node.tree.kind, ExprKind::Error)
}
