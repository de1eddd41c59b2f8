//! Patterns of `case` clauses.

use crate::builder::Builder;
use crate::measured::{Bounds, Measured, Node};
use hognose_source::Span;
use hognose_syntax::TokenKind;
use hognose_syntax::ast::*;

type PatternNode = Measured<Pattern>;

/// One item of a mapping or class pattern.
pub enum PatternItem {
    Pair(Expr, Pattern),
    Rest(Identifier),
    Positional(Pattern),
    Keyword(Identifier, Pattern),
}

impl Builder<'_> {
    fn pattern(&mut self, l: u32, kind: PatternKind, r: u32, bounds: Bounds) -> PatternNode {
        let span = Span::new(l, r);
        if bounds.exceeded() {
            self.error_at(span, "pattern is nested too deeply");
            return Measured::flat(Pattern { span, kind: PatternKind::Wildcard });
        }
        Measured { tree: Pattern { span, kind }, bounds }
    }

    pub fn capture_pattern(&mut self, name: Identifier) -> PatternNode {
        let span = name.span;
        if name.name.as_ref() == "_" {
            return self.pattern(span.start, PatternKind::Wildcard, span.end, Bounds::default());
        }
        self.refuse_debug(&name);
        self.pattern(span.start, PatternKind::Capture(name), span.end, Bounds::default())
    }

    pub fn value_pattern(&mut self, value: Node) -> PatternNode {
        let span = value.tree.span;
        self.pattern(span.start, PatternKind::Value(value.tree), span.end, value.bounds)
    }

    pub fn literal_pattern(&mut self, value: Node) -> PatternNode {
        let span = value.tree.span;
        if matches!(value.tree.kind, ExprKind::FString(_)) {
            self.error_at(span, "patterns may only match literals and attribute lookups");
        }
        self.pattern(span.start, PatternKind::Literal(value.tree), span.end, value.bounds)
    }

    /// `1 + 2j`: a real and an imaginary number.
    pub fn complex_pattern(&mut self, l: u32, left: Node, op: BinaryOp, right: Node, r: u32) -> Node {
        let real = match &left.tree.kind {
            ExprKind::Unary { operand, .. } => !matches!(operand.kind, ExprKind::Number(Number::Imaginary(_))),
            kind => !matches!(kind, ExprKind::Number(Number::Imaginary(_))),
        };
        if !real {
            self.error_at(left.tree.span, "real number required in complex literal");
        } else if !matches!(right.tree.kind, ExprKind::Number(Number::Imaginary(_))) {
            self.error_at(right.tree.span, "imaginary number required in complex literal");
        }
        self.binary(l, left, op, right, r)
    }

    pub fn star_pattern(&mut self, l: u32, name: Identifier, r: u32) -> PatternNode {
        let name = if name.name.as_ref() == "_" { None } else { Some(name) };
        self.pattern(l, PatternKind::Star(name), r, Bounds::default())
    }

    pub fn as_pattern(&mut self, l: u32, pattern: PatternNode, target: Node, r: u32) -> PatternNode {
        let target = target.tree;
        match target.kind {
            ExprKind::Name(name) if name.as_ref() != "_" && !target.parenthesized => {
                let name = Identifier { name, span: target.span };
                self.refuse_debug(&name);
                let bounds = pattern.bounds.nested();
                self.pattern(l, PatternKind::As { pattern: Box::new(pattern.tree), name }, r, bounds)
            }
            ExprKind::Name(name) if name.as_ref() == "_" => {
                self.error_at(target.span, "cannot use '_' as a target");
                pattern
            }
            ExprKind::Error => pattern,
            _ => {
                // CPython has words for it only where no name begins the target.
                let is_named = self.token_from(target.span.start).is_some_and(|token| token.kind == TokenKind::Name);
                self.error_at(target.span, if is_named { "invalid syntax" } else { "invalid pattern target" });
                pattern
            }
        }
    }

    pub fn or_pattern(&mut self, l: u32, items: Measured<Vec<Pattern>>, r: u32) -> PatternNode {
        self.pattern(l, PatternKind::Or(items.tree), r, items.bounds.nested())
    }

    pub fn sequence_pattern(&mut self, l: u32, items: Measured<Vec<Pattern>>, r: u32) -> PatternNode {
        let stars = items.tree.iter().filter(|item| matches!(item.kind, PatternKind::Star(_)));
        if let Some(second) = stars.skip(1).map(|item| item.span).next() {
            self.late_error(second, "multiple starred names in sequence pattern");
        }
        self.pattern(l, PatternKind::Sequence(items.tree), r, items.bounds.nested())
    }

    pub fn mapping_pattern(&mut self, l: u32, items: Measured<Vec<PatternItem>>, r: u32) -> PatternNode {
        let mut pairs = Vec::new();
        let mut rest: Option<Identifier> = None;
        let mut fault = None;
        for item in items.tree {
            if let Some(rest) = &rest {
                fault.get_or_insert(rest.span);
            }
            match item {
                PatternItem::Pair(key, pattern) => pairs.push((key, pattern)),
                PatternItem::Rest(name) => {
                    if name.name.as_ref() == "_" {
                        fault.get_or_insert(name.span);
                    }
                    rest = Some(name);
                }
                PatternItem::Positional(_) | PatternItem::Keyword(..) => {}
            }
        }
        if let Some(span) = fault {
            self.error_at(span, "invalid syntax");
        }
        self.pattern(l, PatternKind::Mapping { items: pairs, rest }, r, items.bounds.nested())
    }

    pub fn class_pattern(&mut self, l: u32, class: Node, items: Measured<Vec<PatternItem>>, r: u32) -> PatternNode {
        let (mut positional, mut keyword) = (Vec::new(), Vec::new());
        let mut fault = None;
        for item in items.tree {
            match item {
                PatternItem::Positional(pattern) => {
                    if !keyword.is_empty() {
                        fault.get_or_insert(pattern.span);
                    }
                    positional.push(pattern);
                }
                PatternItem::Keyword(name, pattern) => keyword.push((name, pattern)),
                PatternItem::Pair(..) | PatternItem::Rest(..) => {}
            }
        }
        if let Some(span) = fault {
            self.error_at(span, "positional patterns follow keyword patterns");
        }
        let bounds = class.bounds.beside(items.bounds).nested();
        self.pattern(l, PatternKind::Class { class: class.tree, positional, keyword }, r, bounds)
    }
}
