//! Docstrings are stored without their common indentation, as CPython 3.13 does (`_PyCompile_CleanDoc`).

use hognose_syntax::ast::{Expr, ExprKind, Stmt, StmtKind};

/// The docstring that opens `body`, cleaned.
pub(crate) fn of(body: &[Stmt]) -> Option<String> {
    match &body.first()?.kind {
        StmtKind::Expr(Expr { kind: ExprKind::Str(text), .. }) => Some(clean(text)),
        _ => None,
    }
}

/// Expands tabs, strips the first line's leading blanks and the other lines' common margin.
fn clean(text: &str) -> String {
    let expanded = expand_tabs(text);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or_default();
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_blank = |line: &str| line.trim_start_matches(' ').is_empty();
    let margin = lines.clone().filter(|line| !is_blank(line)).map(indentation).min();
    let mut cleaned = first.trim_start_matches(' ').to_owned();
    for line in lines {
        cleaned.push('\n');
        cleaned.push_str(line.get(margin.unwrap_or(0)..).unwrap_or(""));
    }
    cleaned
}

/// `str.expandtabs()` with stops every 8 columns.
fn expand_tabs(text: &str) -> String {
    let mut expanded = String::new();
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            _ => {
                expanded.push(character);
                column = if matches!(character, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    expanded
}
