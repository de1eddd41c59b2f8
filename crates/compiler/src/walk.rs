//! Questions to the syntax tree that more than one part of the compiler asks.

use hognose_syntax::ast::*;

/// The expression at the left edge of `expr` that is evaluated before the rest of it. Chains of these may be
/// thousands of nodes long, so every walk follows them with a loop and recurses only into the rest.
pub(crate) fn left_child(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Binary { left, .. } => Some(left),
        ExprKind::Attribute { value, .. } | ExprKind::Subscript { value, .. } => Some(value),
        ExprKind::Call { function, .. } => Some(function),
        _ => None,
    }
}

/// The chain from `expr` down its left edge: the innermost expression, and the nodes above it, innermost first.
pub(crate) fn left_spine(expr: &Expr) -> (&Expr, Vec<&Expr>) {
    let mut nodes = Vec::new();
    let mut current = expr;
    while let Some(left) = left_child(current) {
        nodes.push(current);
        current = left;
    }
    nodes.reverse();
    (current, nodes)
}

/// The expression inside an argument.
pub(crate) fn argument_value(argument: &Argument) -> &Expr {
    match argument {
        Argument::Positional(value)
        | Argument::Star(value, _)
        | Argument::Keyword(_, value, _)
        | Argument::DoubleStar(value, _) => value,
    }
}

/// Whether evaluating `expr` may rebind the variable `name` of the same function by `:=`.
pub(crate) fn rebinds(expr: &Expr, name: &str) -> bool {
    let (leaf, nodes) = left_spine(expr);
    let any = |exprs: &[Expr]| exprs.iter().any(|expr| rebinds(expr, name));
    let optional = |expr: &Option<Box<Expr>>| expr.as_ref().is_some_and(|expr| rebinds(expr, name));
    let in_node = |node: &&Expr| match &node.kind {
        ExprKind::Binary { right, .. } => rebinds(right, name),
        ExprKind::Subscript { index, .. } => rebinds(index, name),
        ExprKind::Call { arguments, .. } => arguments.iter().any(|argument| rebinds(argument_value(argument), name)),
        _ => false,
    };
    if nodes.iter().any(in_node) {
        return true;
    }
    match &leaf.kind {
        ExprKind::Named { target, value } => &*target.name == name || rebinds(value, name),
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => any(items),
        ExprKind::Dict(items) => {
            items.iter().any(|(key, value)| key.as_ref().is_some_and(|key| rebinds(key, name)) || rebinds(value, name))
        }
        ExprKind::FString(parts) => parts.iter().any(|part| rebinds_in_part(part, name)),
        ExprKind::Unary { operand, .. } => rebinds(operand, name),
        ExprKind::Bool { operands, .. } => any(operands),
        ExprKind::Compare { left, rest } => rebinds(left, name) || rest.iter().any(|(_, right)| rebinds(right, name)),
        ExprKind::Conditional { test, body, orelse } => {
            rebinds(test, name) || rebinds(body, name) || rebinds(orelse, name)
        }
        ExprKind::Starred(value) | ExprKind::YieldFrom(value) | ExprKind::Await(value) => rebinds(value, name),
        ExprKind::Yield(value) => optional(value),
        ExprKind::Slice { lower, upper, step } => optional(lower) || optional(upper) || optional(step),
        ExprKind::Lambda(lambda) => parameter_defaults(&lambda.parameters).any(|value| rebinds(value, name)),
        ExprKind::Comprehension(comprehension) => rebinds_in_comprehension(comprehension, name),
        ExprKind::Name(_)
        | ExprKind::None
        | ExprKind::True
        | ExprKind::False
        | ExprKind::Ellipsis
        | ExprKind::Number(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Binary { .. }
        | ExprKind::Attribute { .. }
        | ExprKind::Subscript { .. }
        | ExprKind::Call { .. }
        | ExprKind::Error => false,
    }
}

fn rebinds_in_part(part: &FStringPart, name: &str) -> bool {
    match part {
        FStringPart::Literal(_) => false,
        FStringPart::Field(field) => {
            rebinds(&field.value, name) || field.format_spec.iter().flatten().any(|part| rebinds_in_part(part, name))
        }
    }
}

fn rebinds_in_comprehension(comprehension: &Comprehension, name: &str) -> bool {
    rebinds(&comprehension.element, name)
        || comprehension.value.as_ref().is_some_and(|value| rebinds(value, name))
        || comprehension.clauses.iter().any(|clause| {
            rebinds(&clause.iter, name) || clause.conditions.iter().any(|condition| rebinds(condition, name))
        })
}

/// All parameters in the order of their registers.
pub(crate) fn parameters(parameters: &Parameters) -> impl Iterator<Item = &Parameter> {
    positional(parameters)
        .chain(&parameters.keyword_only)
        .chain(&parameters.var_positional)
        .chain(&parameters.var_keyword)
}

/// The positional parameters, positional-only ones first.
pub(crate) fn positional(parameters: &Parameters) -> impl Iterator<Item = &Parameter> {
    parameters.positional_only.iter().chain(&parameters.positional_or_keyword)
}

/// Default values in the order of evaluation.
pub(crate) fn parameter_defaults(parameters: &Parameters) -> impl Iterator<Item = &Expr> {
    positional(parameters).chain(&parameters.keyword_only).filter_map(|parameter| parameter.default.as_ref())
}

/// The annotated parameters in CPython's order of evaluation.
pub(crate) fn annotated(parameters: &Parameters) -> impl Iterator<Item = (&Identifier, &Expr)> {
    positional(parameters)
        .chain(&parameters.var_positional)
        .chain(&parameters.keyword_only)
        .chain(&parameters.var_keyword)
        .filter_map(|parameter| parameter.annotation.as_ref().map(|annotation| (&parameter.name, annotation)))
}

/// Calls `report` for every name that `body` may unbind (`del`, the end of `except ... as`), nested blocks included.
pub(crate) fn unbound_names(body: &[Stmt], report: &mut dyn FnMut(&Name)) {
    for statement in body {
        match &statement.kind {
            StmtKind::Delete(targets) => targets.iter().for_each(|target| deleted_names(target, report)),
            StmtKind::If { branches, orelse } => {
                branches.iter().for_each(|(_, body)| unbound_names(body, report));
                unbound_names(orelse, report);
            }
            StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
                unbound_names(body, report);
                unbound_names(orelse, report);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                unbound_names(body, report);
                for handler in handlers {
                    handler.name.iter().for_each(|name| report(&name.name));
                    unbound_names(&handler.body, report);
                }
                unbound_names(orelse, report);
                unbound_names(finalbody, report);
            }
            StmtKind::With { body, .. } => unbound_names(body, report),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|case| unbound_names(&case.body, report)),
            _ => {}
        }
    }
}

fn deleted_names(target: &Expr, report: &mut dyn FnMut(&Name)) {
    match &target.kind {
        ExprKind::Name(name) => report(name),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| deleted_names(item, report)),
        _ => {}
    }
}
