//! Turns a token that the grammar could not take into CPython's words for the fault.

use hognose_source::{Diagnostic, Span};
use hognose_syntax::{Token, TokenKind};

/// The token at which the grammar stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Failure {
    pub kind: TokenKind,
    pub span: Span,
}

/// The diagnostic for a failure.
pub fn explain(_source: &str, tokens: &[Token], failure: Failure) -> Diagnostic {
    let index = tokens.partition_point(|token| token.span.start < failure.span.start);
    let _ = index;
    Diagnostic::syntax(failure.span, "invalid syntax")
}
