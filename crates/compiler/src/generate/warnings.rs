//! CPython's SyntaxWarnings about code that is certainly not what was meant: identity with a literal, a literal that is
//! called or subscripted, an assertion of a tuple. They are recorded where CPython's compiler comes to them, so that
//! their order, and how often one of a `finally` body is told, are its own.

use super::Compiler;
use crate::fold::{fold, truth};
use hognose_bytecode::Const;
use hognose_source::{Diagnostic, Span};
use hognose_syntax::ast::*;

impl Compiler<'_> {
    /// Records a warning; after an error CPython would not have come here.
    fn warn(&mut self, span: Span, message: String) {
        if self.errors.is_empty() {
            self.warnings.push(Diagnostic::warning(span, message));
        }
    }

    /// `x is "text"`; under a `not` CPython has turned the operator around.
    pub(crate) fn warn_of_identity(&mut self, left: &Expr, rest: &[(CompareOp, Expr)], span: Span, negated: bool) {
        let mut left = left;
        for (op, right) in rest {
            let is_not = match op {
                CompareOp::Is => negated,
                CompareOp::IsNot => !negated,
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(kind) = literal_type(left).or_else(|| literal_type(right)) {
                let (written, meant) = if is_not { ("is not", "!=") } else { ("is", "==") };
                self.warn(span, format!("\"{written}\" with '{kind}' literal. Did you mean \"{meant}\"?"));
                return;
            }
            left = right;
        }
    }

    /// `1(2)`
    pub(crate) fn warn_of_callee(&mut self, callee: &Expr) {
        if !matches!(callee.kind, ExprKind::Lambda(_))
            && let Some(kind) = type_name(callee)
        {
            self.warn(callee.span, format!("'{kind}' object is not callable; perhaps you missed a comma?"));
        }
    }

    /// `1[2]` and `[1]["a"]`
    pub(crate) fn warn_of_subscript(&mut self, value: &Expr, index: &Expr) {
        match type_name(value) {
            Some("str" | "bytes" | "tuple" | "list") => self.warn_of_index(value, index),
            Some("dict") | None => {}
            Some(kind) => {
                self.warn(value.span, format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"));
            }
        }
    }

    fn warn_of_index(&mut self, value: &Expr, index: &Expr) {
        if let Some(kind) = type_name(value)
            && let Some(index) = type_name(index).filter(|index| !matches!(*index, "int" | "bool"))
        {
            let indices = format!("{kind} indices must be integers or slices, not {index}");
            self.warn(value.span, format!("{indices}; perhaps you missed a comma?"));
        }
    }

    /// `assert (test, message)`
    pub(crate) fn warn_of_assertion(&mut self, test: &Expr, span: Span) {
        let is_tuple = match &test.kind {
            ExprKind::Tuple(items) => !items.is_empty(),
            _ => fold(test).is_some_and(|constant| matches!(constant, Const::Tuple(_)) && truth(&constant)),
        };
        if is_tuple {
            self.warn(span, "assertion is always true, perhaps remove parentheses?".into());
        }
    }
}

/// The comparison under a chain of `not`s whose operator CPython turns around for them, and whether it does.
pub(crate) fn negated_identity(mut operand: &Expr) -> Option<(&Expr, bool)> {
    let mut negated = true;
    loop {
        match &operand.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand: inner } => (operand, negated) = (inner, !negated),
            ExprKind::Compare { rest, .. } if matches!(rest.as_slice(), [(CompareOp::Is | CompareOp::IsNot, _)]) => {
                return Some((operand, negated));
            }
            _ => return None,
        }
    }
}

/// The class of a constant that is no singleton.
fn literal_type(expr: &Expr) -> Option<&'static str> {
    match fold(expr)? {
        Const::None | Const::Bool(_) | Const::Ellipsis => None,
        constant => Some(constant_type(&constant)),
    }
}

/// The class of an expression's value where that is certain.
fn type_name(expr: &Expr) -> Option<&'static str> {
    match &expr.kind {
        ExprKind::Tuple(_) => Some("tuple"),
        ExprKind::List(_) => Some("list"),
        ExprKind::Dict(_) => Some("dict"),
        ExprKind::Set(_) => Some("set"),
        ExprKind::FString(_) => Some("str"),
        ExprKind::Lambda(_) => Some("function"),
        ExprKind::Comprehension(comprehension) => Some(match comprehension.kind {
            ComprehensionKind::List => "list",
            ComprehensionKind::Set => "set",
            ComprehensionKind::Dict => "dict",
            ComprehensionKind::Generator => "generator",
        }),
        _ => fold(expr).map(|constant| constant_type(&constant)),
    }
}

fn constant_type(constant: &Const) -> &'static str {
    match constant {
        Const::None => "NoneType",
        Const::Bool(_) => "bool",
        Const::Ellipsis => "ellipsis",
        Const::Int(_) | Const::BigInt { .. } => "int",
        Const::Float(_) => "float",
        Const::Str(_) => "str",
        Const::Bytes(_) => "bytes",
        Const::Tuple(_) => "tuple",
        Const::FrozenSet(_) => "frozenset",
    }
}
