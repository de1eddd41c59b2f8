//! What may be assigned to, deleted, annotated; and CPython's words for what may not.

use crate::builder::Builder;
use crate::measured::Node;
use hognose_syntax::ast::*;

/// CPython's name for a kind of expression in an error text.
pub fn expression_name(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::Name(_) => "name",
        ExprKind::None => "None",
        ExprKind::True => "True",
        ExprKind::False => "False",
        ExprKind::Ellipsis => "ellipsis",
        ExprKind::Number(_) | ExprKind::Str(_) | ExprKind::Bytes(_) => "literal",
        ExprKind::FString(_) => "f-string expression",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) => "list",
        ExprKind::Set(_) => "set display",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Binary { .. } | ExprKind::Unary { .. } | ExprKind::Bool { .. } => "expression",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::Conditional { .. } => "conditional expression",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Named { .. } => "named expression",
        ExprKind::Starred(_) => "starred",
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Slice { .. } | ExprKind::Error => "expression",
        ExprKind::Call { .. } => "function call",
        ExprKind::Comprehension(comprehension) => match comprehension.kind {
            ComprehensionKind::List => "list comprehension",
            ComprehensionKind::Set => "set comprehension",
            ComprehensionKind::Dict => "dict comprehension",
            ComprehensionKind::Generator => "generator expression",
        },
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
    }
}

/// The part of an assignment target that cannot be one.
pub fn invalid_target(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } | ExprKind::Error => None,
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().find_map(invalid_target),
        ExprKind::Starred(value) => invalid_target(value),
        _ => Some(expr),
    }
}

/// The part of a `del` target that cannot be one.
fn undeletable(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } | ExprKind::Error => None,
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().find_map(undeletable),
        _ => Some(expr),
    }
}

/// The last element of a tuple without parentheses, or the expression itself: what stands right before the `=`.
fn before_equal(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Tuple(items) if !expr.parenthesized => items.last().unwrap_or(expr),
        _ => expr,
    }
}

/// Whether the expression could be an operand of `|`.
fn is_operand(expr: &Expr) -> bool {
    let loose = matches!(
        expr.kind,
        ExprKind::Compare { .. }
            | ExprKind::Bool { .. }
            | ExprKind::Unary { op: UnaryOp::Not, .. }
            | ExprKind::Conditional { .. }
            | ExprKind::Lambda(_)
            | ExprKind::Starred(_)
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Named { .. }
    );
    expr.parenthesized || !loose
}

/// Whether an operand of `|` stands at the very start of the expression.
fn begins_with_operand(expr: &Expr) -> bool {
    if expr.parenthesized {
        return true;
    }
    match &expr.kind {
        ExprKind::Tuple(items) => items.first().is_none_or(begins_with_operand),
        ExprKind::Conditional { body, .. } => begins_with_operand(body),
        ExprKind::Bool { operands, .. } => operands.first().is_none_or(begins_with_operand),
        ExprKind::Compare { .. } => true,
        _ => is_operand(expr),
    }
}

impl Builder<'_> {
    /// `__debug__` is a constant.
    pub fn refuse_debug(&mut self, name: &Identifier) {
        if name.name.as_ref() == "__debug__" {
            self.late_error(name.span, "cannot assign to __debug__");
        }
    }

    fn refuse_debug_in(&mut self, target: &Expr, verb: &str) {
        match &target.kind {
            ExprKind::Name(name) if name.as_ref() == "__debug__" => {
                self.late_error(target.span, format!("cannot {verb} __debug__"));
            }
            ExprKind::Attribute { attribute, .. } if attribute.name.as_ref() == "__debug__" => {
                self.late_error(target.span, format!("cannot {verb} __debug__"));
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.refuse_debug_in(item, verb);
                }
            }
            ExprKind::Starred(value) => self.refuse_debug_in(value, verb),
            _ => {}
        }
    }

    /// Checks the target of a loop, `with`, or one of several assignments.
    pub fn check_target(&mut self, target: &Expr) {
        match invalid_target(target) {
            Some(wrong) => {
                let name = expression_name(wrong);
                self.error_at(wrong.span, format!("cannot assign to {name}"));
            }
            None => self.refuse_debug_in(target, "assign to"),
        }
    }

    /// `target = ... = value`.
    pub fn assignment(&mut self, first: Node, rest: Vec<Node>) -> StmtKind {
        let mut targets = vec![first.tree];
        targets.extend(rest.into_iter().map(|node| node.tree));
        let Some(value) = targets.pop() else { return StmtKind::Error };
        if let [target] = targets.as_slice()
            && self.meant_comparison(target, &value)
        {
            return StmtKind::Error;
        }
        for target in &targets {
            match &target.kind {
                ExprKind::Yield(_) | ExprKind::YieldFrom(_) if !target.parenthesized => {
                    self.error_at(target.span, "assignment to yield expression not possible");
                }
                ExprKind::Starred(_) if invalid_target(target).is_none() => {
                    self.late_error(target.span, "starred assignment target must be in a list or tuple");
                }
                _ => self.check_target(target),
            }
        }
        StmtKind::Assign { targets, value: self.not_starred(value) }
    }

    /// Reports a wrong target before a single `=` the way CPython does, which suspects `==` there.
    fn meant_comparison(&mut self, target: &Expr, value: &Expr) -> bool {
        let near = before_equal(target);
        if invalid_target(target).is_none() || !begins_with_operand(value) || !is_operand(near) {
            return false;
        }
        match &near.kind {
            ExprKind::Name(_) if !near.parenthesized => {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                self.error(near.span.start, value.span.end, message);
            }
            ExprKind::True | ExprKind::None | ExprKind::False if !near.parenthesized => return false,
            ExprKind::List(_) | ExprKind::Tuple(_) => return false,
            ExprKind::Comprehension(comprehension) if comprehension.kind == ComprehensionKind::Generator => {
                return false;
            }
            _ => {
                let name = expression_name(near);
                let message = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
                self.error_at(near.span, message);
            }
        }
        true
    }

    pub fn augmented_assignment(&mut self, target: Node, op: BinaryOp, value: Node) -> StmtKind {
        let target = target.tree;
        match target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                self.refuse_debug_in(&target, "assign to");
            }
            ExprKind::Error => {}
            _ => {
                let name = expression_name(&target);
                self.error_at(target.span, format!("'{name}' is an illegal expression for augmented assignment"));
            }
        }
        StmtKind::AugAssign { target, op, value: self.not_starred(value.tree) }
    }

    pub fn annotated_assignment(&mut self, target: Node, annotation: Node, value: Option<Node>) -> StmtKind {
        let target = target.tree;
        let simple = matches!(target.kind, ExprKind::Name(_)) && !target.parenthesized;
        match target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                self.refuse_debug_in(&target, "assign to");
            }
            ExprKind::Error => {}
            ExprKind::Tuple(_) | ExprKind::List(_) => {
                let name = expression_name(&target);
                self.error_at(target.span, format!("only single target (not {name}) can be annotated"));
            }
            _ => self.error_at(target.span, "illegal target for annotation"),
        }
        let value = value.map(|value| self.not_starred(value.tree));
        StmtKind::AnnAssign { target, annotation: annotation.tree, value, simple }
    }

    pub fn delete(&mut self, targets: Node) -> StmtKind {
        let targets = match targets.tree {
            Expr { kind: ExprKind::Tuple(items), parenthesized: false, .. } => items,
            target => vec![target],
        };
        for target in &targets {
            match undeletable(target) {
                Some(wrong) => {
                    let name = expression_name(wrong);
                    self.error_at(wrong.span, format!("cannot delete {name}"));
                }
                None => self.refuse_debug_in(target, "delete"),
            }
        }
        StmtKind::Delete(targets)
    }
}
