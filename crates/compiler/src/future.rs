//! `from __future__ import ...`: which names are known and where the statement may stand.

use hognose_syntax::ast::*;

/// Features that are part of the language by now: naming them changes nothing.
pub(crate) const MANDATORY: [&str; 8] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "generator_stop",
];

/// Whether the statement is `from __future__ import ...`.
pub(crate) fn is_future_import(statement: &Stmt) -> bool {
    matches!(&statement.kind, StmtKind::ImportFrom { level: 0, module: Some(module), .. } if &*module.name == "__future__")
}

/// The statements of a file before which a future import may stand: the docstring and other future imports.
pub(crate) fn header_length(module: &Module) -> usize {
    let docstring = matches!(
        module.body.first().map(|statement| &statement.kind),
        Some(StmtKind::Expr(Expr { kind: ExprKind::Str(_), .. }))
    );
    let skipped = usize::from(docstring);
    skipped + module.body.iter().skip(skipped).take_while(|statement| is_future_import(statement)).count()
}

/// Whether `from __future__ import annotations` is in force.
pub(crate) fn has_annotations(module: &Module) -> bool {
    module.body.iter().take(header_length(module)).any(|statement| match &statement.kind {
        StmtKind::ImportFrom { names, .. } if is_future_import(statement) => {
            names.iter().any(|import| &*import.name.name == "annotations")
        }
        _ => false,
    })
}
